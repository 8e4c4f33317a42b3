"""What would come into the library? A window that shows what was read, to be put right first."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QFontMetrics,
    QHideEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QDialog,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from app.language import marked, tr, tr_count
from app.usecases import reviewing
from app.usecases.reviewing import Review, Source
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import importing as views
from ui.viewstate.import_columns import typed
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.wording import sentence
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.drop_target import DropTarget, RestingPlace
from ui.widgets.import_races import RaceChooser
from ui.widgets.tips import plain_tip
from ui.windows.import_preview import Preview, ink_label
from ui.windows.import_reader import Reader, sources_of

if TYPE_CHECKING:
    from ui.viewstate.snapshot import Snapshot

_WIDTH, _HEIGHT = 1180, 690
_RACES = 250
_NOTES = 3
_FIRST = marked("Drop files here, or paste with Ctrl+V")
_KINDS = (
    marked(
        "FinishLynx results and start lists (LIF, EVT, PPL), tables (CSV), printed results as text,"
    ),
    marked("race analyses, watches (FIT, TCX, GPX), and races of Splitline (JSON, TOML)."),
    marked("What was understood is shown here first. Nothing is stored before you say so."),
)


class ImportWindow(QDialog):
    """What was read and not stored yet. A race goes on behind it, timed by its keys.

    `accepted_review` says that what was read is to be stored, for nothing is in the way;
    `set_up` the race of a start list. `watch_wanted` asks for a folder to be watched.
    """

    accepted_review = Signal()
    set_up = Signal(object)
    file_wanted = Signal()
    watch_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing read."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self.reader = Reader(self)
        self.review = Review()
        self.view: views.ImportView | None = None
        self._aims, self._tone = False, MUTED
        self.source, self.counts = QLabel(), QLabel()
        self.open_button = Button(tr("Open\u2026"), "list", tip=tr("Open files (Ctrl+O)"))
        self.paste_button = Button(tr("Paste"), "pencil", tip=tr("Read what was copied (Ctrl+V)"))
        self.watch_button = Button(
            tr("Watch a folder\u2026"),
            "eye",
            tip=tr("Take new LIF files of a meet as they are written"),
        )
        self.races = RaceChooser()
        self.preview, self.says = Preview(), QLabel()
        self.resting = RestingPlace(_FIRST, _KINDS)
        self.cancel_button = Button(tr("Cancel"), tip=tr("Store nothing (Esc)"))
        self.act_button = Button(tr("Import"), "check", tip=tr("Do this (Return)"), strong=True)
        self.target = DropTarget(self)
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)
        self.show_nothing()

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Import"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(8)
        whole.addLayout(self._head())
        self.body = QWidget()
        body = QHBoxLayout(self.body)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(12)
        self.races.setFixedWidth(_RACES)
        body.addWidget(self.races)
        body.addWidget(self.preview, 1)
        whole.addWidget(self.body, 1)
        whole.addWidget(self.resting, 20)
        whole.addLayout(self._foot())
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        words = QVBoxLayout()
        words.setSpacing(0)
        self.source.setFont(font(17, paint.BOLD))
        self.counts.setFont(font(14, paint.SEMIBOLD))
        for label in (self.source, self.counts):
            label.setTextFormat(Qt.TextFormat.PlainText)
            words.addWidget(label)
        row.addLayout(words, 1)
        for button in (self.open_button, self.paste_button, self.watch_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setFixedHeight(38)
            row.addWidget(button)
        return row

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        self.says.setFont(font(14, paint.SEMIBOLD))
        self.says.setTextFormat(Qt.TextFormat.PlainText)
        self.says.setWordWrap(True)
        foot.addWidget(self.says, 1)
        for button in (self.cancel_button, self.act_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            foot.addWidget(button)
        self.act_button.setMinimumWidth(150)
        return foot

    def _connect(self) -> None:
        self.reader.shown.connect(self._show)
        self.reader.failed.connect(self.refuse)
        self.races.looked_at.connect(self._look_at)
        self.races.kept.connect(self._keep)
        self.preview.corrected.connect(self._correct)
        self.preview.answered.connect(self._answer)
        self.preview.dated.connect(self._say_day)
        self.preview.names_refused.connect(self._refuse_names)
        self.target.dropped.connect(lambda mime: self.read(sources_of(mime)))
        self.open_button.clicked.connect(self.file_wanted)
        self.paste_button.clicked.connect(self.paste)
        self.watch_button.clicked.connect(self.watch_wanted)
        self.cancel_button.clicked.connect(self.reject)
        self.act_button.clicked.connect(self.act)
        for keys, act in (("Ctrl+O", self.file_wanted.emit), ("Ctrl+V", self.paste)):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def read(self, sources: tuple[Source, ...]) -> None:
        """Read files or pasted text, in the place of what there was."""
        if not sources:
            self._say(tr("There is no text and no file to be read in what was copied."), ALERT)
            return
        name = (
            sources[0].name
            if len(sources) == 1
            else tr_count("{count} file", "{count} files", len(sources))
        )
        self._say(tr("Reading {name} …", name=name), MUTED)
        self.reader.read(sources)

    def paste(self) -> None:
        """Read what was copied."""
        self.read(sources_of(QApplication.clipboard().mimeData()))

    def _edit(self, change: Callable[[Review], Review]) -> None:
        self.reader.edit(change)

    def _look_at(self, place: int) -> None:
        self._edit(lambda seen: reviewing.at_race(seen, place))

    def _keep(self, place: int, kept: bool) -> None:
        self._edit(lambda seen: reviewing.keep(seen, place, kept=kept))

    def _correct(self, column: int, words: str) -> None:
        self._aims = True
        self._edit(lambda seen: reviewing.with_column(seen, column, typed(words)))

    def _answer(self, name: str, text: str) -> None:
        self._edit(lambda seen: reviewing.answer(seen, **{name: text}))

    def _say_day(self, text: str) -> None:
        self._edit(lambda seen: reviewing.say_day(seen, text))

    def _refuse_names(self, refused: bool) -> None:
        self._edit(lambda seen: reviewing.names_as_written(seen, refused=refused))

    def show_nothing(self) -> None:
        """Forget what was read."""
        self.review, self.view = Review(), None
        self.body.hide()
        self.resting.show()
        self.source.setText(tr("Results and races from elsewhere"))
        self.counts.setText("")
        self.counts.hide()
        self.act_button.show_as(tr("Import"), "check", tr("Do this (Return)"))
        self.act_button.setEnabled(False)
        self._say("", MUTED)

    def _show(self, seen: Review, view: views.ImportView) -> None:
        if not seen.readings:
            self.show_nothing()
            return
        known = self.view
        self.review, self.view = seen, view
        there = bool(view.races)
        self.body.show()
        self.resting.setVisible(not there and not view.columns)
        self.races.setVisible(len(view.races) > 1)
        self.races.show_races(view.races, view.at)
        self.preview.render_view(view)
        self.counts.setText(view.counts)
        self.counts.setVisible(bool(view.counts))
        self._show_source()
        self._show_act(view)
        fresh = known is None or known.source != view.source
        if fresh or self._aims:
            self._point_at_next()
        self._aims = False

    def _show_source(self) -> None:
        view = self.view
        if view is None:
            return
        metrics, room = QFontMetrics(self.source.font()), self.width() - 480
        how = Qt.TextElideMode.ElideMiddle
        self.source.setText(metrics.elidedText(view.source, how, max(200, room)))
        self.source.setToolTip(plain_tip(view.source))

    def _point_at_next(self) -> None:
        """Put the keyboard where the next answer is: on the button, or on what is not known."""
        asked = self.view.asked if self.view else None
        if asked is not None and not asked.event:
            self.preview.event_field.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.act_button.isEnabled():
            self.act_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_act(self, view: views.ImportView) -> None:
        act = view.act
        icon = "timer" if act.kind == views.SET_UP else "check"
        self.act_button.show_as(act.words, icon, tr("{action} (Return)", action=act.words))
        if self.act_button.hasFocus() and not act.can:
            # Else Qt would give the keyboard to the next button, and Return would press that.
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.act_button.setEnabled(act.can)
        self._say(view.says, view.tone)

    def _say(self, words: str, tone: str) -> None:
        self._tone = tone
        self.says.setText(words)
        ink_label(self.theme, self.says, tone)

    def refuse(self, words: str) -> None:
        """Say why nothing was stored."""
        if self.view is not None:
            self._show_act(self.view)
        self._say(tr("Nothing was stored: {words}", words=sentence(words)), ALERT)

    def act(self) -> None:
        """Confirm the marks, store what was read, or fill in the form of a new race."""
        view = self.view
        if view is None or self.reader.busy or not view.act.can:
            return
        if view.act.kind == views.SET_UP:
            self.set_up.emit(self.review)
            return
        if view.act.kind != views.IMPORT:
            self._aims = True
            self._edit(reviewing.confirm)
        if view.act.kind != views.CONFIRM:
            self._accept()

    def _accept(self) -> None:
        self._say(tr("Storing \u2026"), MUTED)
        self.accepted_review.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return does what the button says; in a field it takes what was typed first."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton) and focused is not self.act_button:
            focused.click()
        elif self.reader.busy:
            # What stood in a field has just been taken: look at what came of it first.
            self._aims = True
        else:
            self.act()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cut the name of the source to what there is room for."""
        super().resizeEvent(event)
        self._show_source()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget what was read: nothing of it is kept in memory."""
        super().hideEvent(event)
        self.reader.edit(lambda _: Review())
        self.show_nothing()

    def follow(self, snapshot: "Snapshot") -> None:
        """Use the theme of the window, which is drawn anew; it belongs to a frame of it."""
        del snapshot
        theme = getattr(self.parentWidget(), "theme", self.theme)
        if theme is not self.theme:
            self.set_theme(theme)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for label, tone in ((self.source, INK), (self.counts, MUTED), (self.says, self._tone)):
            ink_label(theme, label, tone)
        for part in (self.races, self.preview, self.resting, self.target):
            part.set_theme(theme)
        for button in self.findChildren(Button):
            button.set_theme(theme)
