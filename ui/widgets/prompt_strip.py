"""How does a question look that one key answers? A strip: badge, sentence, keys at the right."""

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter

from ui.viewstate.prompts import KeyHint, PromptView
from ui.widgets import paint
from ui.widgets.surface import Surface

_HEIGHT = 34
_PAD = 12.0
_APART = 16.0
_BETWEEN, _CLOSE = 14.0, 5.0
_BADGE, _WORDS, _EASY, _LEAST = 13, 17, 15, 12
_KEYS = (14, 13, 12)


class PromptStrip(Surface[PromptView]):
    """One line that takes neither the focus nor the place of the call."""

    role = "AlertMessage"

    def spoken(self, view: PromptView) -> str:
        """Return badge, sentence and keys."""
        keys = ", ".join(f"{each.key}: {each.does}" for each in view.keys)
        return f"{view.badge}: {view.words} {keys}".strip()

    def sizeHint(self) -> QSize:
        """Return the height of the strip."""
        return QSize(600, _HEIGHT)

    def draw(self, painter: QPainter, view: PromptView) -> None:
        """Paint a framed panel with the badge at the left and the keys at the right."""
        tone = self.theme.tone(view.tone)
        paint.panel(painter, self.area, self.theme)
        paint.frame(painter, self.area, tone, 2)
        room = self.area.adjusted(_PAD, 0, -_PAD, 0)
        badge = paint.width(view.badge, _BADGE, paint.BOLD)
        paint.text(painter, room, view.badge, _BADGE, tone, paint.BOLD)
        room.setLeft(room.left() + badge + (_APART if badge else 0))
        used = self._draw_keys(painter, view, room)
        left = room.adjusted(0, 0, -used - (_APART if used else 0), 0)
        size = paint.fitting(view.words, _WORDS, paint.SEMIBOLD, left.width(), _LEAST)
        paint.text(painter, left, view.words, size, self.theme.ink, paint.SEMIBOLD)

    def _draw_keys(self, painter: QPainter, view: PromptView, room: QRectF) -> float:
        """Write the keys at the right, as many as there is room for; return how wide they are.

        They get what the words leave at a size that is easy to read, and half at least.
        """
        words = paint.width(view.words, _EASY, paint.SEMIBOLD) + _APART
        most = max(room.width() - words, room.width() / 2)
        keys = view.keys
        size = next((each for each in _KEYS if _wide(keys, each) <= most), _KEYS[-1])
        while len(keys) > 1 and _wide(keys, size) > most:
            keys = (*keys[:-2], keys[-1])
        used = _wide(keys, size)
        x = room.right() - used
        for each in keys:
            place = QRectF(x, room.top(), used, room.height())
            x += paint.text(painter, place, each.key, size, self.theme.ink, paint.BOLD) + _CLOSE
            does = place.translated(x - place.left(), 0)
            x += paint.text(painter, does, each.does, size, self.theme.muted, paint.SEMIBOLD)
            x += _BETWEEN
        return used


def _wide(keys: tuple[KeyHint, ...], size: int) -> float:
    """Return how wide the keys are that are written with what they do."""
    texts = sum(
        paint.width(each.key, size, paint.BOLD) + paint.width(each.does, size, paint.SEMIBOLD)
        for each in keys
    )
    return texts + _CLOSE * len(keys) + _BETWEEN * max(len(keys) - 1, 0)
