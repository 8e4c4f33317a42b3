"""How does the scoreboard stand on a screen? A window of its own, whole-screen or frameless."""

from PySide6.QtCore import QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QCloseEvent, QGuiApplication, QMouseEvent, QScreen
from PySide6.QtWidgets import QApplication

from app.language import tr
from ui.viewstate.screens import Screen
from ui.widgets.scoreboard import LEAST, ScoreboardWidget

_WINDOWED = QSize(1280, 720)
_EDGE = 14
_FROM_EDGE = 24


class ScoreboardWindow(ScoreboardWidget):
    """The scoreboard as a window. It never takes the keyboard by itself.

    `home` is the name of the screen that it fills, None in a window beside the operator's. A
    frameless window is dragged by its middle and resized by its edges.
    """

    closed = Signal()

    def __init__(self) -> None:
        """Make it, hidden."""
        super().__init__()
        self.home: str | None = None
        self.setWindowTitle(tr("Splitline scoreboard"))
        self.setAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)

    def fill(self, screen: QScreen) -> None:
        """Cover a screen."""
        self.home = screen.name()
        self._frame(bare=True)
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()

    def stand_beside(self, screen: QScreen) -> None:
        """Stand in the lower right corner of a screen, without a frame where there is a key colour."""
        self.home = None
        self._frame(bare=bool(self.key))
        room = screen.availableGeometry()
        share = min(1.0, room.width() / 2 / _WINDOWED.width())
        size = (_WINDOWED * share).expandedTo(LEAST).boundedTo(room.size())
        corner = room.bottomRight() - QPoint(size.width() + _FROM_EDGE, size.height() + _FROM_EDGE)
        self.setScreen(screen)
        self.setGeometry(QRect(corner, size))
        self.showNormal()

    def _frame(self, *, bare: bool) -> None:
        if bool(self.windowFlags() & Qt.WindowType.FramelessWindowHint) is not bare:
            self.setWindowFlag(Qt.WindowType.FramelessWindowHint, bare)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Let a frameless window be moved, and resized at its edges; by the system's own hand."""
        handle = self.windowHandle()
        if self.home is not None or not self.key or handle is None:
            return
        edges = self._edges(event.position().toPoint())
        if edges:
            handle.startSystemResize(edges)
        else:
            handle.startSystemMove()

    def _edges(self, at: QPoint) -> Qt.Edge:
        found = Qt.Edge(0)
        if at.x() < _EDGE:
            found |= Qt.Edge.LeftEdge
        if at.x() >= self.width() - _EDGE:
            found |= Qt.Edge.RightEdge
        if at.y() < _EDGE:
            found |= Qt.Edge.TopEdge
        if at.y() >= self.height() - _EDGE:
            found |= Qt.Edge.BottomEdge
        return found

    def closeEvent(self, event: QCloseEvent) -> None:
        """Say that the operator, or the system, has closed it."""
        super().closeEvent(event)
        self.closed.emit()


class Screens(QObject):
    """What the system says of its screens, by their names; a test says it otherwise."""

    gone = Signal(str)
    come = Signal(str)

    def __init__(self, parent: QObject) -> None:
        """Hear of every screen that is plugged in or unplugged."""
        super().__init__(parent)
        application = QApplication.instance()
        assert isinstance(application, QGuiApplication), "a window needs its application"
        application.screenRemoved.connect(self._gone)
        application.screenAdded.connect(self._come)

    def _gone(self, screen: QScreen) -> None:
        self.gone.emit(screen.name())

    def _come(self, screen: QScreen) -> None:
        self.come.emit(screen.name())

    def all(self) -> tuple[Screen, ...]:
        """Return the screens as the system counts them, from 1."""
        known = QGuiApplication.screens()
        return tuple(Screen(number, each.name()) for number, each in enumerate(known, 1))

    def of(self, screen: Screen) -> QScreen:
        """Return the system's screen."""
        return QGuiApplication.screens()[screen.number - 1]

    def number(self, screen: QScreen) -> int:
        """Return the number of the system's screen, 0 where it is gone."""
        known = QGuiApplication.screens()
        return known.index(screen) + 1 if screen in known else 0
