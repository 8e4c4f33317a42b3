"""How do widgets stand in a row? By their own widths, one of them taking what is left.

Places are worked out by hand: Qt's layouts cost more at start than all that they hold here.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRect
from PySide6.QtWidgets import QWidget

from ui.theme import text_size

SPACING = 8
_USUAL = 100
_LEAST_WIDE = 180


def lay_row(
    widgets: Sequence[QWidget],
    area: QRect,
    wide: QWidget | None = None,
    *,
    spacing: int = SPACING,
    right: bool = False,
) -> None:
    """Place the widgets that are not hidden from left to right in `area`, at its full height.

    Each gets its sizeHint's width; `wide` gets the room that the others leave. With `right` they
    stand at the right end.
    """
    shown = [each for each in widgets if not each.isHidden()]
    wanted = {each: _width(each) for each in shown if each is not wide}
    if text_size() != _USUAL:
        wanted = _shared(wanted, area.width() - spacing * (len(shown) - 1), wide)
    left_over = area.width() - sum(wanted.values()) - spacing * (len(shown) - 1)
    x = area.left() + (max(0, left_over) if right and wide is None else 0)
    for each in shown:
        room = max(0, left_over) if each is wide else wanted[each]
        each.setGeometry(x, area.top(), room, area.height())
        x += room + spacing


def _shared(wanted: dict[QWidget, int], room: int, wide: QWidget | None) -> dict[QWidget, int]:
    """Let all of them give way where large texts ask for more than there is."""
    least = _LEAST_WIDE if wide is not None else 0
    asked = sum(wanted.values())
    if asked + least <= room or asked == 0:
        return wanted
    return {each: round(width * (room - least) / asked) for each, width in wanted.items()}


def _width(widget: QWidget) -> int:
    return max(widget.sizeHint().width(), widget.minimumWidth())
