"""What does a line of words look like that is no card's?"""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QFont, QPainter

from ui.theme import ALIGN_LEFT
from ui.widgets import paint
from ui.widgets.surface import Surface


class Words(Surface[str]):
    """One line at the size and weight of its place; smaller where it would be cut."""

    def __init__(
        self,
        pixels: int,
        weight: QFont.Weight = paint.BOLD,
        *,
        least: int = 0,
        align: int = ALIGN_LEFT,
        quiet: bool = False,
    ) -> None:
        """Ask for the width of the words, but for `least` pixels at least."""
        super().__init__()
        self._pixels = pixels
        self._weight = weight
        self._least = least
        self._align = align
        self._quiet = quiet

    def spoken(self, view: str) -> str:
        """Return the words."""
        return view

    def draw(self, painter: QPainter, view: str) -> None:
        """Write the words."""
        size = paint.fitting(view, self._pixels, self._weight, self.width(), 12)
        ink = self.theme.muted if self._quiet else self.theme.ink
        paint.text(painter, QRectF(self.rect()), view, size, ink, self._weight, self._align)

    def sizeHint(self) -> QSize:
        """Return room for the words."""
        wanted = paint.width(self.view or "", self._pixels, self._weight)
        return QSize(max(self._least, round(wanted) + 4), round(self._pixels * 1.4))
