"""How is a training session planned? Typed as coaches write it; what was understood stands beside.

The window knows no file: what is saved and what was run comes in, and goes out by signals.
"""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QColor, QHideEvent, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from app.domain.refusals import Refusal
from app.language import tr
from app.usecases.last_training import PastSession
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import session_plan as views
from ui.viewstate.plan_starts import with_starts
from ui.viewstate.tones import ALERT, INK
from ui.viewstate.wording import sentence
from ui.widgets import paint
from ui.widgets.athlete_targets import AthleteTargets
from ui.widgets.buttons import Button
from ui.widgets.form_fields import Choice, put_text, text_field, words_of
from ui.widgets.plan_field import PlanField
from ui.widgets.plan_shelf import PlanShelf
from ui.windows.plan_taking import PlanTaking
from ui.windows.target_editor import field_style

_WIDTH, _HEIGHT = 1100, 640
_PLAN_HIGH, _PLAN_MOST, _PLAN_LINES = 74, 98, 2
_READING_HIGH, _READING_MOST = 54, 88
_READING, _SMALL, _LINES = 15, 13, 1.9
_DRAFT_MS = 1000


class SessionPlanner(QDialog):
    """The form of a training session. A race may go on behind it.

    `armed` carries the set-up, `changed` the form whenever it has been left alone for a moment and
    when the window closes. `saved` carries name and plan, `deleted` a name; `session_wanted` the
    id of a session whose set-up is to be shown, `again_wanted` asks for the last one.
    """

    armed = Signal(object)
    changed = Signal(object)
    saved = Signal(str, str)
    deleted = Signal(str)
    session_wanted = Signal(str)
    again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing typed."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self.form = self.base = views.PlannerForm()
        self.view = views.planner_view(self.form)
        self.date = ""
        self._notice: views.Said | None = None
        hint = "3 x (4 x 300 in 43, 1:30) / 5:00"
        self.plan = PlanField(tr("plan"), hint, 19, arms=True)
        names = tr("one name a line,\nor paste a list")
        self.roster = PlanField(tr("athletes"), names, 15, arms=False)
        self.name = text_field(tr("name of the session"), tr("none needed"))
        self.starts = Choice()
        self.targets, self.shelf = AthleteTargets(), PlanShelf(tr("plans to take"))
        self.reading, self.who, self.summary = words_of(), words_of(), words_of()
        self.save_button = Button(
            tr("Save the plan"), "check", tip=tr("Keep the plan under its name (Ctrl+S)")
        )
        self.cancel_button = Button(
            tr("Close"), tip=tr("What is typed is kept for the next time (Esc)")
        )
        self.arm_button = Button(tr("Arm"), "timer", tip=tr("Arm (Return)"), strong=True)
        self._quiet = QTimer(self)
        self._quiet.setSingleShot(True)
        self._quiet.setInterval(_DRAFT_MS)
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Plan a training session"))
        self.plan.setFixedHeight(_PLAN_HIGH)
        self.reading.setFont(font(_READING, paint.SEMIBOLD))
        self.reading.setFixedHeight(_READING_HIGH)
        self.who.setMinimumHeight(36)
        for label in (self.reading, self.who, self.summary):
            label.setTextFormat(Qt.TextFormat.PlainText)
        body = QHBoxLayout()
        body.setSpacing(20)
        body.addLayout(self._left(), 4)
        body.addLayout(self._middle(), 6)
        body.addLayout(self._right(), 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(20, 12, 20, 14)
        whole.setSpacing(5)
        whole.addWidget(words_of(tr("&Plan"), self.plan))
        whole.addWidget(self.plan)
        whole.addWidget(self.reading)
        whole.addLayout(body, 1)
        whole.addSpacing(4)
        whole.addLayout(self._foot())
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 14), min(_HEIGHT, room.height() - 40))

    def _left(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(words_of(tr("&Athletes"), self.roster))
        column.addWidget(self.roster, 1)
        column.addWidget(self.who)
        return column

    def _middle(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        self.heading = words_of(tr("Keys, and the first repetition"), self.roster)
        self.starts.setFixedHeight(34)
        self.starts.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.starts_name = words_of(tr("&Groups start"), self.starts)
        column.addWidget(self.heading)
        column.addWidget(self.targets, 1)
        column.addWidget(self.starts_name)
        column.addWidget(self.starts)
        return column

    def _right(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(4)
        column.addWidget(words_of(tr("&Take a plan"), self.shelf))
        column.addWidget(self.shelf, 1)
        column.addSpacing(4)
        column.addWidget(words_of(tr("&Name"), self.name))
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.name, 1)
        row.addWidget(self.save_button)
        self.save_button.setFixedHeight(38)
        column.addLayout(row)
        return column

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(self.summary, 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.cancel_button, self.arm_button):
            foot.addWidget(button)
        for button in (self.save_button, self.cancel_button, self.arm_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.arm_button.setMinimumWidth(130)
        return foot

    def _connect(self) -> None:
        plan, roster = self.plan, self.roster
        plan.document().documentLayout().documentSizeChanged.connect(self._fit_plan)
        plan.textChanged.connect(lambda: self._change(plan=plan.toPlainText()))
        roster.textChanged.connect(lambda: self._change(roster=roster.toPlainText()))
        self.name.textChanged.connect(lambda text: self._change(title=text))
        self.starts.chosen.connect(self._start_groups)
        self._taking = PlanTaking(self, self.shelf)
        self.save_button.clicked.connect(self.save)
        self.cancel_button.clicked.connect(self.reject)
        self.arm_button.clicked.connect(self.arm)
        self._quiet.timeout.connect(self._tell)
        for keys, act in (("Ctrl+S", self.save), ("Ctrl+R", self.again_wanted.emit)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)
        order = (plan, roster, self.starts, self.shelf, self.name, self.save_button)
        for one, next_ in zip(order, (*order[1:], self.cancel_button), strict=True):
            QWidget.setTabOrder(one, next_)
        QWidget.setTabOrder(self.cancel_button, self.arm_button)

    def _change(self, **fields: str) -> None:
        form = self.form._replace(**fields)
        if form != self.form:
            self._notice = None
            self._show(form)
            self._quiet.start()

    def _tell(self) -> None:
        self._quiet.stop()
        self.changed.emit(self.form)

    @property
    def touched(self) -> bool:
        """Whether something is typed that is neither stored as a session nor taken from one."""
        return self.form != self.base and any(each.strip() for each in self.form)

    def say_again(self) -> None:
        """Say what was understood, and what can be taken, in the language of the moment."""
        self._show(self.form)
        self._taking.say_again()

    def begin_with(self, form: views.PlannerForm, *, draft: bool = False) -> None:
        """Show `form`; a draft was typed, all else can be had again."""
        if not draft:
            self.base = form
        self._put(form)

    def _put(self, form: views.PlannerForm) -> None:
        """Show `form` in the fields; each of them can take that back."""
        put_text(self.name, form.title)
        self._notice = None
        self.form = form
        self.plan.put(form.plan)
        self.roster.put(form.roster)
        self._show(form)
        self._quiet.start()

    def _show(self, form: views.PlannerForm) -> None:
        self.form = form
        view = self.view = views.planner_view(form)
        self.plan.show_fault(view.reading.fault)
        self.roster.show_fault(view.roster.fault)
        self._show_reading(view.reading)
        self._say(self.who, view.roster)
        self.plan.setAccessibleDescription(view.reading.words)
        self.roster.setAccessibleDescription(view.roster.words)
        self._say(self.summary, self._notice or view.summary)
        self.targets.render_view(view.rows)
        if view.starts is not None:
            self.starts.show_choice(view.starts)
        self.starts.setVisible(view.starts is not None)
        self.starts_name.setVisible(view.starts is not None)
        self.arm_button.setEnabled(view.can_arm)
        self.save_button.setEnabled(view.reading.tone == INK)

    def _show_reading(self, said: views.Said) -> None:
        """Two lines, or some smaller ones; the longest reading is whole in the tooltip."""
        lines = paint.width(said.words, _READING, paint.SEMIBOLD) / max(1, self.width() - 60)
        self.reading.setFont(font(_READING if lines < _LINES else _SMALL, paint.SEMIBOLD))
        self.reading.setToolTip(said.words)
        self._say(self.reading, said)
        wanted = self.reading.heightForWidth(self.reading.width())
        self.reading.setFixedHeight(max(_READING_HIGH, min(wanted, _READING_MOST)))

    def _fit_plan(self) -> None:
        """Give a plan of three lines a third one."""
        lines = self.plan.document().documentLayout().documentSize().height()
        self.plan.setFixedHeight(_PLAN_MOST if lines > _PLAN_LINES else _PLAN_HIGH)

    def _say(self, label: QLabel, said: views.Said) -> None:
        colours = palette(self.theme)
        colours.setColor(colours.ColorRole.WindowText, QColor(self.theme.tone(said.tone)))
        label.setPalette(colours)
        label.setText(said.words)

    def say(self, words: str, tone: str = INK) -> None:
        """Say something at the foot until the next change."""
        self._notice = views.Said(words, tone)
        self._say(self.summary, self._notice)

    def _start_groups(self, _switch: str, value: str) -> None:
        self.plan.put(with_starts(self.form.plan, value))

    def show_offers(self, saved: Mapping[str, str], past: Sequence[PastSession]) -> None:
        """Show what can be taken."""
        self._taking.show_offers(saved, past)

    def replace(self, form: views.PlannerForm, *, draft: bool = False) -> None:
        """Show another form; what somebody had typed before stays at the head of the list."""
        lost = self.form if self.touched and self.form.plan.strip() != form.plan.strip() else None
        self._taking.lay_aside(lost, anew=draft)
        self.begin_with(form, draft=draft)
        self.plan.setFocus(Qt.FocusReason.OtherFocusReason)

    def save(self) -> None:
        """Keep the plan under its name, or say what is missing for that."""
        if self.view.reading.tone != INK:
            self.say(tr("A plan is saved once it can be read."), ALERT)
        elif not self.form.title.strip():
            self.say(tr("Type a name for the plan, then Ctrl+S again."), ALERT)
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.saved.emit(self.form.title, self.form.plan.strip())

    def arm(self) -> None:
        """Hand the set-up on and close; stay open and say why where it makes no session."""
        if not self.view.can_arm:
            if self.form.plan.strip():
                self.say(self.view.summary.words, ALERT)
            return
        try:
            setup = views.setup_of(self.form, self.date)
        except Refusal as refusal:
            self.say(sentence(str(refusal)), ALERT)
            return
        self.base = self.form
        self._taking.lay_aside(None, anew=True)
        self.accept()
        self.armed.emit(setup)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the plan, behind its last character."""
        super().showEvent(event)
        self.plan.setFocus(Qt.FocusReason.TabFocusReason)
        self.plan.moveCursor(self.plan.textCursor().MoveOperation.End)

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell what is typed, for it to be kept."""
        self._tell()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return arms, from every field but the athletes; Ctrl+Return from there as well."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, Button) and focused.hasFocus():
            focused.click()
        else:
            self.arm()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for field in (self.plan, self.roster, self.name):
            field.setStyleSheet(field_style(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        buttons = (self.save_button, self.cancel_button, self.arm_button)
        for part in (*buttons, self.starts, self.targets, self.shelf, self.plan, self.roster):
            part.set_theme(theme)
        self._show(self.form)
