"""How is a new race set up? One form; what each answer means is said beside it as it is typed."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QShortcut, QShowEvent, QTextCursor
from PySide6.QtWidgets import (
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.domain.course import Distance
from app.domain.target import Target
from app.language import tr
from app.usecases.best_times import KINDS
from app.usecases.new_race import event_of, setup_for
from app.usecases.targets import target_of
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import new_race as views
from ui.viewstate.target_form import UNREADABLE
from ui.viewstate.wording import sentence
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import (
    TICK_HEIGHT,
    Choice,
    Picker,
    Tick,
    put_text,
    side_by_side,
    stacked,
    text_field,
    words_of,
)
from ui.widgets.key_list import KeyList
from ui.windows.target_editor import field_style

_WORDS = ("course", "stand", "marks", "athletes", "targets", "summary")


class NewRaceDialog(QDialog):
    """The form of a new race. A race may go on behind it; `planned` carries the set-up."""

    planned = Signal(object)

    def __init__(self, parent: QWidget | None = None, library: Path | None = None) -> None:
        """Begin with a mile at the finish line; `library` is where `like RACE` looks."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._library = library
        self._bests: dict[tuple[str, ...], Target | Exception] = {}
        self.form = views.NewRaceForm()
        self.view = views.new_race_view(self.form, self._read)
        self.event_field = Picker(tr("event"), views.EVENTS, self.form.event)
        self.lap_field = Picker(tr("lap length"), views.LAPS, self.view.usual_lap)
        self.stand, self.ways, self.classes = Choice(), Choice(), Choice()
        self.before = text_field(tr("metres before the finish"))
        self.listed = text_field(tr("marks"), tr("400, 800, 1200, or every 150"))
        self.short = Tick()
        self.athletes = QPlainTextEdit()
        self.keys = KeyList()
        self.ticks: list[Tick] = []
        self.typed = text_field(
            tr("another target"), tr("type one: 4:10, sub-4, 60/400, 4:00 neg 2 \u2026")
        )
        self.said = {name: words_of() for name in _WORDS}
        self.cancel_button = Button(tr("Cancel"), tip=tr("Leave everything as it is (Esc)"))
        self.arm_button = Button(tr("Arm"), "timer", tip=tr("Arm the race (Return)"), strong=True)
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("New race"))
        self.athletes.setAccessibleName(tr("athletes"))
        self.athletes.setPlaceholderText(tr("one name a line,\nup to 12 keys"))
        self.athletes.setTabChangesFocus(True)
        self.athletes.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.athletes.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.athletes.setFont(font(15, paint.SEMIBOLD))
        self.athletes.setFixedHeight(self.keys.height())
        self.said["marks"].setFont(font(15, paint.BOLD))
        self.said["marks"].setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self.said["marks"].setMinimumHeight(TICK_HEIGHT)
        self.said["targets"].setMinimumHeight(34)
        columns = QHBoxLayout()
        columns.setSpacing(28)
        columns.addLayout(self._left(), 4)
        columns.addLayout(self._right(), 5)
        foot = QHBoxLayout()
        foot.addWidget(self.said["summary"], 1, Qt.AlignmentFlag.AlignVCenter)
        for button in (self.cancel_button, self.arm_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            foot.addWidget(button)
        self.arm_button.setMinimumWidth(130)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(22, 14, 22, 16)
        whole.setSpacing(10)
        whole.addLayout(columns, 1)
        whole.addLayout(foot)
        self.resize(1010, 534)

    def _left(self) -> QVBoxLayout:
        course = QGridLayout()
        course.setHorizontalSpacing(12)
        course.setVerticalSpacing(4)
        course.setColumnStretch(0, 3)
        course.setColumnStretch(1, 2)
        course.addWidget(words_of(tr("&Event"), self.event_field), 0, 0)
        course.addWidget(self.event_field, 1, 0)
        course.addWidget(words_of(tr("&Lap"), self.lap_field), 0, 1)
        course.addWidget(self.lap_field, 1, 1)
        course.addWidget(self.said["course"], 2, 0, 1, 2)
        stand = side_by_side(self.stand, self.before, 0, 1)
        for choice in (self.stand, self.ways, self.classes):
            choice.setFixedHeight(34)
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        marks = side_by_side(self.said["marks"], self.short, 1, 0)
        return stacked(
            course,
            14,
            *(words_of(tr("&You stand at"), self.stand), stand, self.said["stand"], 14),
            *(words_of(tr("&Times at"), self.ways), self.ways, self.listed, marks, 14),
            *(words_of(tr("&Kind of race"), self.classes), self.classes, None),
        )

    def _right(self) -> QVBoxLayout:
        place = QWidget()
        self._tick_grid = QGridLayout(place)
        self._tick_grid.setContentsMargins(0, 0, 0, 0)
        self._tick_grid.setSpacing(0)
        self._tick_grid.setRowStretch(99, 1)
        scroll = QScrollArea()
        scroll.setWidget(place)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (place, scroll.viewport()):
            ground.setAutoFillBackground(False)
        return stacked(
            words_of(tr("&Athletes"), self.athletes),
            side_by_side(self.athletes, self.keys, 2, 3),
            *(self.said["athletes"], 10),
            *(words_of(tr("Tar&gets"), self.typed), self.typed, self.said["targets"], scroll),
        )

    def _connect(self) -> None:
        self.event_field.editTextChanged.connect(lambda text: self._change(event=text))
        self.lap_field.editTextChanged.connect(lambda text: self._change(lap=text))
        for switch in (self.stand, self.ways, self.classes):
            switch.chosen.connect(self._choose)
        self.before.textChanged.connect(lambda text: self._change(before=text))
        self.listed.textChanged.connect(lambda text: self._change(listed=text))
        self.short.toggled.connect(lambda on: self._change(keep_short=on))
        names = self.athletes
        names.textChanged.connect(lambda: self._change(athletes=names.toPlainText()))
        self.typed.textChanged.connect(lambda text: self._change(typed=text))
        self.keys.offer_taken.connect(self.take_bests)
        QShortcut(QKeySequence("Ctrl+B"), self).activated.connect(self.take_bests)
        self.cancel_button.clicked.connect(self.reject)
        self.arm_button.clicked.connect(self.arm)

    def _read(self, text: str, distance: Distance) -> Target:
        """Read a target of the race that is being set up.

        Every key that is typed asks for the bests of everybody anew: those are looked up once.
        """
        if text.partition(" ")[0].lower() not in KINDS:
            return target_of(text, distance, self._library)
        asked = (text, str(distance), self.form.event, self.form.date)
        if asked not in self._bests:
            self._bests[asked] = self._best(text, distance)
        best = self._bests[asked]
        if isinstance(best, Exception):
            raise best.with_traceback(None)
        return best

    def _best(self, text: str, distance: Distance) -> Target | Exception:
        try:
            event = event_of(self.form.event).name
            return target_of(text, distance, self._library, event=event, day=self.form.date)
        except UNREADABLE as error:
            return error

    def _change(self, **fields: str | bool) -> None:
        self.show_form(views.NewRaceForm(**{**self.form._asdict(), **fields}))

    def _choose(self, switch: str, value: str) -> None:
        self.show_form(views.with_choice(self.form, switch, value))
        field = {views.OTHER: self.before, views.LIST: self.listed}.get(value)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            field.selectAll()

    def show_form(self, form: views.NewRaceForm) -> None:
        """Show `form` in the fields, and beside them what it means."""
        self.form = form
        view = self.view = views.new_race_view(form, self._read)
        put_text(self.before, form.before)
        put_text(self.listed, form.listed)
        put_text(self.typed, form.typed)
        put_text(self.event_field.lineEdit(), form.event)
        following = not form.lap and not self.lap_field.hasFocus()
        put_text(self.lap_field.lineEdit(), view.usual_lap if following else form.lap)
        if self.athletes.toPlainText() != form.athletes:
            self.athletes.setPlainText(form.athletes)
        self._show_choices(view)
        self._show_words(view)
        self.keys.render_view(view.keys)
        self._show_rows(view.rows)
        self.arm_button.setEnabled(view.can_arm)

    def _show_choices(self, view: views.NewRaceView) -> None:
        self.stand.show_choice(view.stands)
        self.ways.show_choice(view.ways)
        self.classes.show_choice(view.classes)
        self.stand.setEnabled(view.stand_counts)
        faint = self.theme._replace(selected=self.theme.line, selected_ink=self.theme.muted)
        self.stand.set_theme(self.theme if view.stand_counts else faint)
        self.before.setVisible(view.stand_counts and self.form.stand == views.OTHER)
        self.listed.setVisible(self.form.marks == views.LIST)
        self.short.setVisible(bool(view.short))
        self.short.show_row(view.short, "", ticked=self.form.keep_short, faulty=False)

    def _show_words(self, view: views.NewRaceView) -> None:
        course = view.event if view.event.wrong else view.lap
        targets = view.typed if view.typed.words else view.targets
        summary = views.Said(view.summary, not view.can_arm)
        shown = (course, view.stand, view.marks, view.athletes, targets, summary)
        for name, said in zip(_WORDS, shown, strict=True):
            colours = palette(self.theme)
            ink = self.theme.alert if said.wrong else self.theme.muted
            ink = self.theme.ink if name == "marks" and not said.wrong else ink
            colours.setColor(colours.ColorRole.WindowText, QColor(ink))
            self.said[name].setPalette(colours)
            self.said[name].setText(said.words)

    def _show_rows(self, rows: tuple[views.TargetRow, ...]) -> None:
        while len(self.ticks) > len(rows):
            gone = self.ticks.pop()
            self._tick_grid.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.ticks) < len(rows):
            self._add_tick(len(self.ticks))
        for tick, row in zip(self.ticks, rows, strict=True):
            tick.theme = self.theme
            tick.show_row(row.name, row.time, ticked=row.ticked, faulty=bool(row.wrong))

    def _add_tick(self, place: int) -> None:
        tick = Tick()
        tick.clicked.connect(lambda: self._turn(place))
        self._tick_grid.addWidget(tick, place // 2, place % 2)
        QWidget.setTabOrder(self.ticks[-1] if self.ticks else self.typed, tick)
        QWidget.setTabOrder(tick, self.cancel_button)
        self.ticks.append(tick)

    def _turn(self, place: int) -> None:
        self.show_form(views.turned(self.form, self.view.rows[place].text))

    def take_bests(self, place: int | None = None) -> None:
        """Let the projection rest on the best times that the library knows, of all or of one row."""
        if not self.view.event.wrong:
            self.show_form(views.with_bests_taken(self.form, self._read, place))
            self.athletes.moveCursor(QTextCursor.MoveOperation.End)

    def arm(self) -> None:
        """Hand the set-up on and close; stay open and say why where it makes no race."""
        if not self.view.can_arm:
            return
        try:
            request = views.whole_request(self.form, self._read)
            setup = setup_for(request, self._library)
        except UNREADABLE as error:
            self.said["summary"].setText(sentence(str(error)))
            return
        self.accept()
        self.planned.emit(setup)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the first field, with its text selected to be typed over."""
        super().showEvent(event)
        self._bests.clear()
        self.event_field.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return arms the race; in the field of targets it first takes the one that is typed."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif self.cancel_button.hasFocus():
            self.reject()
        elif self.typed.hasFocus() and self.form.typed.strip():
            self.show_form(views.with_typed_added(self.form, self._read))
        else:
            self.arm()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = self.short.theme = theme
        self.setPalette(palette(theme))
        texts: list[QWidget] = [self.before, self.listed, self.typed, self.athletes]
        for each in (self.event_field, self.lap_field, *texts):
            each.setStyleSheet(field_style(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        for picker in (self.event_field, self.lap_field):
            picker.ink = theme.ink
        for part in (self.cancel_button, self.arm_button, self.ways, self.classes, self.keys):
            part.set_theme(theme)
        self.show_form(self.form)
