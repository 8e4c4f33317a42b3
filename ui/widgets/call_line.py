"""What does the line to shout look like? As large as its words allow."""

from PySide6.QtGui import QPainter

from ui.theme import ALIGN_LEFT
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 14.0


class CallLine(Surface[str]):
    """One line of words, capitals at least 38 px where the window is 1366 wide."""

    def spoken(self, view: str) -> str:
        """Return the words."""
        return view

    def draw(self, painter: QPainter, view: str) -> None:
        """Paint the words."""
        paint.panel(painter, self.area, self.theme)
        room = self.area.adjusted(_PAD, 0, -_PAD, 0)
        size = paint.fitting(view, int(self.height() * 0.92), paint.BOLD, room.width())
        paint.text(painter, room, view, size, self.theme.ink, paint.BOLD, ALIGN_LEFT)
