"""Where does the window say things without ever covering the race? In one quiet line."""

from typing import NamedTuple

from PySide6.QtGui import QPainter

from ui.widgets import paint
from ui.widgets.surface import Surface


class Notice(NamedTuple):
    """One sentence, its tone, and what stands at the right end."""

    words: str
    tone: str
    right: str = ""


class NoticeLine(Surface[Notice]):
    """One sentence at the left, a state at the right."""

    role = "StatusBar"

    def spoken(self, view: Notice) -> str:
        """Return the sentence and the state."""
        return f"{view.words} {view.right}".strip()

    def draw(self, painter: QPainter, view: Notice) -> None:
        """Paint the line."""
        right = paint.width(view.right, 13, paint.SEMIBOLD)
        room = self.area.adjusted(4, 0, -right - 16, 0)
        size = paint.fitting(view.words, 14, paint.SEMIBOLD, room.width(), 12)
        paint.text(painter, room, view.words, size, self.theme.tone(view.tone), paint.SEMIBOLD)
        place = self.area.adjusted(self.width() - right - 6, 0, 0, 0)
        paint.text(painter, place, view.right, 13, self.theme.muted, paint.SEMIBOLD)
