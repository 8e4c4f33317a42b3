"""What is in the bar of a replay? Buttons, the scrubber between the times, the speed."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import ALIGN_CENTRE, Theme
from ui.viewstate.bar import ReplayBar
from ui.widgets.buttons import Button
from ui.widgets.rows import lay_row
from ui.widgets.scrubber import Place, Scrubber
from ui.widgets.sheet_button import SheetButton
from ui.widgets.words import Words


class ReplayBarWidget(QWidget):
    """Restart, play or pause, next split, the scrubber, the speed, and what to do next."""

    restart = Signal()
    play_pause = Signal()
    next_split = Signal()
    sought = Signal(float)
    faster = Signal()
    hide_ending = Signal()
    export = Signal()

    def __init__(self, *, training: bool = False) -> None:
        """Make everything once; of a training session nobody hides how it ended."""
        super().__init__()
        self._restart = Button("", "rotate-ccw", tip=tr("Restart (Home)"))
        self._play = Button(tr("Play"), "play", tip=tr("Play (P)"), strong=True, also=tr("Pause"))
        self._next = Button(
            tr("Next split"), "step-forward", tip=tr("Go to the next split (Right)")
        )
        self._elapsed = Words(17, least=84, align=ALIGN_CENTRE)
        self._scrubber = Scrubber()
        self._length = Words(17, least=84, align=ALIGN_CENTRE)
        self._speed = Button(
            "1\u00d7", "gauge", tip=tr("Speed, 0.25 to 60 times (Up, Down)"), also="0.25\u00d7"
        )
        self._ending = Button("", "eye", tip=tr("Hide or show how it ended (H)"))
        self._export = SheetButton()
        self._buttons = (
            self._restart,
            self._play,
            self._next,
            self._speed,
            self._ending,
            self._export,
        )
        self._order: tuple[QWidget, ...] = (
            *self._buttons[:3],
            self._elapsed,
            self._scrubber,
            self._length,
            *self._buttons[3:],
        )
        for each in self._order:
            each.setParent(self)
        if training:
            self._next.show_as(tr("Next press"), "step-forward", tr("Go to the next press (Right)"))
            self._order = tuple(each for each in self._order if each is not self._ending)
            self._ending.hide()
        self._connect()

    def _connect(self) -> None:
        self._restart.clicked.connect(self.restart)
        self._play.clicked.connect(self.play_pause)
        self._next.clicked.connect(self.next_split)
        self._scrubber.sought.connect(self.sought)
        self._speed.clicked.connect(self.faster)
        self._ending.clicked.connect(self.hide_ending)
        self._export.asked.connect(self.export)
        self._export.resized.connect(self._place)

    def render_view(self, view: ReplayBar) -> None:
        """Show `view`."""
        if view.playing:
            self._play.show_as(tr("Pause"), "pause", tr("Pause (P)"))
        else:
            self._play.show_as(tr("Play"), "play", tr("Play (P)"))
        self._elapsed.render_view(view.elapsed)
        self._length.render_view(view.length)
        self._speed.show_as(view.speed, "gauge", self._speed.toolTip())
        self._ending.show_as("", "eye" if view.length else "eye-off", self._ending.toolTip())
        self._scrubber.render_view(Place(view.place, view.stops))
        self._next.setEnabled(not view.at_end)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        for button in self._buttons:
            button.set_theme(theme)
        for surface in (self._elapsed, self._length):
            surface.set_theme(theme)
        self._scrubber.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Return the height of the buttons."""
        return QSize(600, self._play.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the scrubber what the rest leaves."""
        del event
        self._place()

    def _place(self) -> None:
        lay_row(self._order, self.rect(), self._scrubber)
