"""When is the window drawn anew? One timer reads the clock; slots store, ticks draw."""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer

_INTERVAL_MS = 33
_PAINTING = QEvent.Type.UpdateRequest.value


class FrameLoop(QObject):
    """Calls `draw` about thirty times a second while `moving` says so, and once when woken.

    `rest` draws what may come a moment later. When woken, for a press say, what `draw` drew is on
    the screen before it.
    """

    def __init__(
        self,
        draw: Callable[[], None],
        moving: Callable[[], bool],
        parent: QObject,
        rest: Callable[[], None] = lambda: None,
    ) -> None:
        """Begin asleep."""
        super().__init__(parent)
        self._draw = draw
        self._rest = rest
        self._moving = moving
        self._timer = QTimer(self)
        self._timer.setInterval(_INTERVAL_MS)
        self._timer.timeout.connect(self._regular)
        self._asked = False

    def wake(self) -> None:
        """Draw at the next return to the event loop, and go on while something moves."""
        if not self._asked:
            self._asked = True
            QTimer.singleShot(0, self, self._woken)

    def _regular(self) -> None:
        self._tick()
        self._rest()

    def _woken(self) -> None:
        """Paint at once: left to its queue, painting comes after what is asked for here."""
        self._tick()
        QCoreApplication.sendPostedEvents(None, _PAINTING)
        QTimer.singleShot(0, self, self._rest)

    def _tick(self) -> None:
        self._asked = False
        self._draw()
        if self._moving():
            # From here, so that a frame that was asked for is not followed by the regular one at
            # once: on a computer that is held up a press would cost two.
            self._timer.start()
        else:
            self._timer.stop()
