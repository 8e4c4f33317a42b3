"""How does the tap school run? A lesson, what it came to, and whether it becomes one's own ±.

It never lies over a race that runs: with the first press of a start it is over.
"""

from collections.abc import Callable
from random import Random
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QStackedLayout, QVBoxLayout, QWidget

from app.analysis.tap_school import Hand, marked_taps
from app.domain.times import Instant, between
from app.language import tr
from app.usecases.tap_lesson import Lesson, approaches, lesson
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.tap_school import (
    ABOUT,
    USED,
    Outcome,
    known_words,
    lane_view,
    outcome,
    waiting_view,
)
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import words_of
from ui.widgets.tap_lane import TapChart, TapLane

if TYPE_CHECKING:
    from ui.viewstate.snapshot import Snapshot
    from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 820, 560
_FRAME_MS = 8
_TAPS = frozenset(
    {
        Qt.Key.Key_Space,
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_PageDown,
        *(Qt.Key(Qt.Key.Key_F1 + lane) for lane in range(12)),
    }
)


class TapSchool(QDialog):
    """The school. `learned` carries the hand that is to be used, None for one that is forgotten.

    `now` is the clock; `pressed_at` says when the press was made that is being handled; lessons of
    the same `seed` are the same.
    """

    learned = Signal(object)

    def __init__(
        self,
        parent: QWidget | None,
        now: Callable[[], Instant],
        pressed_at: Callable[[], Instant],
        seed: Callable[[], int] = lambda: Random().getrandbits(32),
    ) -> None:
        """Stand ready, with nothing known of the hand."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._now, self._pressed_at, self.seed = now, pressed_at, seed
        self._title, self._passages = approaches()
        self.lesson: Lesson | None = None
        self._began = Instant(0)
        self.taps: list[Instant] = []
        self.outcome: Outcome | None = None
        self._hand: Hand | None = None
        self.lane, self.chart = TapLane(), TapChart()
        self.about, self.known, self.used = words_of(tr(ABOUT)), words_of(), words_of(tr(USED))
        self.said = words_of()
        self.begin_button = Button(
            tr("Begin"), "play", tip=tr("Begin (Return)"), strong=True, also=tr("Stop")
        )
        self.use_button = Button(
            tr("Use it as my \u00b1"), "check", tip=tr("Remember it (Return)"), strong=True
        )
        self.forget_button = Button(
            tr("Forget"), "trash-2", tip=tr("Forget what is known of your hand")
        )
        self.close_button = Button(tr("Close"), tip=tr("Close (Esc)"))
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(_FRAME_MS)
        self._timer.timeout.connect(self.frame)
        self._lay_out()
        self._connect()
        self.show_hand(None)
        self.stop()
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Tap school"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(10)
        for label in (self.about, self.known, self.said, self.used):
            label.setFont(font(14, paint.SEMIBOLD))
            label.setTextFormat(Qt.TextFormat.PlainText)
        self._stage = QStackedLayout()
        self._stage.addWidget(self.lane)
        self._stage.addWidget(self.chart)
        self.lane.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        foot.addWidget(self.forget_button)
        foot.addStretch(1)
        for button in (self.use_button, self.begin_button, self.close_button):
            foot.addWidget(button)
        for part in (self.about, self._stage, self.said, self.known, self.used, foot):
            if isinstance(part, QLabel):
                whole.addWidget(part)
            else:
                whole.addLayout(part, 1 if part is self._stage else 0)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def _buttons(self) -> tuple[Button, ...]:
        return (self.forget_button, self.use_button, self.begin_button, self.close_button)

    def _connect(self) -> None:
        self.begin_button.clicked.connect(self._begin_or_stop)
        self.use_button.clicked.connect(self.use)
        self.forget_button.clicked.connect(lambda: self.learned.emit(None))
        self.close_button.clicked.connect(self.reject)

    @property
    def running(self) -> bool:
        """Whether a lesson is on."""
        return self.lesson is not None

    def _begin_or_stop(self) -> None:
        self.stop() if self.running else self.begin()

    def begin(self) -> None:
        """Begin a lesson that nobody has seen."""
        self.lesson, self._began = lesson(self.seed(), self._title, self._passages), self._now()
        self.taps, self.outcome = [], None
        self.said.setText("")
        self._show_buttons()
        self._stage.setCurrentWidget(self.lane)
        self.lane.setFocus(Qt.FocusReason.OtherFocusReason)
        self._timer.start()
        self.frame()

    def stop(self) -> None:
        """Stand ready again; a lesson that is broken off says nothing."""
        self._timer.stop()
        self.lesson = self.outcome = None
        self.said.setText("")
        self.lane.render_view(waiting_view(self._title))
        self._stage.setCurrentWidget(self.lane)
        self._show_buttons()

    def say_again(self) -> None:
        """Say what waits in the language of the moment; what a lesson came to stays as it was."""
        if self.lesson is None and self.outcome is None:
            self.lane.render_view(waiting_view(self._title))

    def frame(self) -> None:
        """Draw the lesson as it is now, or what it came to."""
        if self.lesson is None:
            return
        since = between(self._began, self._now())
        if since > self.lesson.over:
            self._finish(self.lesson)
        else:
            self.lane.render_view(lane_view(self.lesson, since))

    def _finish(self, over: Lesson) -> None:
        self._timer.stop()
        self.lesson = None
        self.outcome = outcome(marked_taps(over.cues, self.taps))
        self.chart.render_view(self.outcome)
        self._stage.setCurrentWidget(self.chart)
        self.said.setText("\n".join(self.outcome.lines))
        self._show_buttons()

    def tap(self, at: Instant) -> None:
        """Take a tap that was made at an instant."""
        if self.lesson is not None:
            self.taps.append(Instant(between(self._began, at)))

    def use(self) -> None:
        """Let what was learned be remembered."""
        if self.outcome is not None and self.outcome.hand is not None:
            self.learned.emit(self.outcome.hand)

    def show_hand(self, hand: Hand | None) -> None:
        """Show what is remembered."""
        self._hand = hand
        self.known.setText(known_words(hand))
        self._show_buttons()

    def _show_buttons(self) -> None:
        found = self.outcome.hand if self.outcome is not None else None
        self.use_button.setVisible(found is not None and found != self._hand)
        self.forget_button.setEnabled(self._hand is not None)
        words = tr("Stop") if self.running else tr("Again") if self.outcome else tr("Begin")
        icon = "x" if self.running else "rotate-ccw" if self.outcome else "play"
        self.begin_button.show_as(words, icon, words)
        self.about.setVisible(not self.running and self.outcome is None)
        for label in (self.known, self.used):
            label.setVisible(not self.running)
        self.said.setVisible(bool(self.said.text()))
        self.begin_button.show_strong(not self.use_button.isVisibleTo(self))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Tap; outside a lesson Return begins one, or takes what the last one came to."""
        if event.key() in _TAPS and not event.isAutoRepeat():
            self._take(event.key())
        elif event.key() not in _TAPS:
            super().keyPressEvent(event)

    def _take(self, key: int) -> None:
        if self.running:
            self.tap(self._pressed_at())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.use() if self.use_button.isVisibleTo(self) else self.begin()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the straight is a tap as well."""
        if self.running and self.lane.geometry().contains(event.position().toPoint()):
            self.tap(self._pressed_at())

    def closeEvent(self, event: QCloseEvent) -> None:
        """Break a lesson off."""
        self.stop()
        super().closeEvent(event)

    def reject(self) -> None:
        """Break a lesson off with the first Esc, close with the next."""
        if self.running:
            self.stop()
            return
        super().reject()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        colours = palette(theme)
        colours.setColor(colours.ColorRole.WindowText, QColor(theme.muted))
        for label in (self.known, self.used):
            label.setPalette(colours)
        self.lane.set_theme(theme)
        self.chart.set_theme(theme)
        for button in self._buttons():
            button.set_theme(theme)


def open_tap_school(owner: "RaceWindow") -> TapSchool | None:
    """Open the school beside a window on which no race runs; say so where one does."""
    if owner.desk.frame(owner.clock.now()).running:
        words = tr("A race is running: the tap school is for before and after.")
        owner.desk.refuse(words, owner.clock.now())
        owner.loop.wake()
        return None
    window = owner.window.findChild(TapSchool)
    if window is None:
        window = _made(owner)
    window.set_theme(THEMES[owner.theme])
    window.show()
    window.raise_()
    window.activateWindow()
    return window


def _made(owner: "RaceWindow") -> TapSchool:
    from ui.windows.choices import choices_of

    choices = choices_of(owner)
    window = TapSchool(owner.window, owner.clock.now, lambda: owner.keys.last_press.at)

    def learn(hand: Hand | None) -> None:
        choices.put(choices.now._replace(hand=hand))
        window.show_hand(hand)

    def follow(snapshot: "Snapshot") -> None:
        if window.theme is not THEMES[owner.theme]:
            window.set_theme(THEMES[owner.theme])
        if snapshot.running and window.isVisible():
            window.stop()
            window.close()

    window.show_hand(choices.now.hand)
    window.learned.connect(learn)
    owner.drawn.connect(follow)
    return window
