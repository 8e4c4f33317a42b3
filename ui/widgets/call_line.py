"""What does the line to shout look like? As large as its words allow."""

import math
from collections.abc import Sequence

from PySide6.QtGui import QPainter

from ui.theme import ALIGN_LEFT, ALIGN_RIGHT
from ui.viewstate.call import Call
from ui.widgets import paint
from ui.widgets.cards import FAR_CAPITAL
from ui.widgets.surface import Surface

_PAD = 10.0
_BETWEEN = 18.0
_NOTE_SHARE = 0.36
_HEIGHT_SHARE = 0.92
FAR = math.ceil(FAR_CAPITAL / paint.CAPITAL)
"""The least size of what is read at two metres."""


class CallLine(Surface[Call]):
    """One line of words, capitals at least 38 px where the window is 1366 wide.

    Words that would be smaller give way to figures.
    """

    def spoken(self, view: Call) -> str:
        """Return the words."""
        return f"{view.words} {view.note}".strip()

    def draw(self, painter: QPainter, view: Call) -> None:
        """Paint the words, and behind them how old they are."""
        paint.panel(painter, self.area, self.theme)
        room = self.area.adjusted(_PAD, 0, -_PAD, 0)
        if view.note:
            size = max(11, int(self.height() * _NOTE_SHARE))
            ink = self.theme.estimate
            used = paint.text(painter, room, view.note, size, ink, paint.SEMIBOLD, ALIGN_RIGHT)
            room.setRight(room.right() - used - _BETWEEN)
        largest = int(self.height() * _HEIGHT_SHARE)
        words, size = fitted((view.words, *view.shorter), largest, room.width())
        paint.text(painter, room, words, size, self.theme.ink, paint.BOLD, ALIGN_LEFT)


def fitted(forms: Sequence[str], largest: int, room: float) -> tuple[str, int]:
    """Return the first of ever shorter words that is read from afar in `room`, and its size.

    Where none is, the shortest. A last full stop goes where it alone would be too much.
    """
    least = min(FAR, largest)
    for form in forms:
        for words in (form, form.removesuffix(".")):
            size = paint.fitting(words, largest, paint.BOLD, room)
            if size >= least:
                return words, size
    return forms[-1], paint.fitting(forms[-1], largest, paint.BOLD, room)
