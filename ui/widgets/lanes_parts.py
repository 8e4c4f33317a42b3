"""What do rows and lanes have in common? The key's badge, the arrow, the figures of gap and lap."""

from collections.abc import Iterable
from typing import Any

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QPainterPath, QPolygonF

from app.language import tr
from ui.theme import ALIGN_CENTRE, ALIGN_RIGHT, Theme, lane_colours
from ui.viewstate.lanes import Lane
from ui.widgets import paint
from ui.widgets.cards import FAR_CAPITAL
from ui.widgets.surface import Surface

FAR = round(FAR_CAPITAL / paint.CAPITAL) + 1
"""Size in pixels whose capitals can be read from two metres."""
BLOCK = 8.0
_SELECTED, _PLAIN = 3.0, 1.0
_ARROW = 0.5
_ARROW_GAP = 0.12


class AthleteSurface(Surface[Lane]):
    """One athlete's row or lane; a click selects and times nothing."""

    chosen = Signal(str)

    def spoken(self, view: Lane) -> str:
        """Return key, name, gap and lap in words."""
        words = (
            tr("Lane {lane} {name}", lane=view.lane, name=view.name),
            view.role,
            view.status,
            f"{view.gap.word} {view.gap.target} {view.gap.value}",
            f"{view.lap_title} {view.lap}",
            view.place,
            view.doubt,
            tr("selected") if view.selected else "",
        )
        return ", ".join(filter(None, words))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask to be selected."""
        from PySide6.QtCore import Qt

        if self.view is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.view.entry)


def ground(painter: QPainter, surface: Surface[Any], lane: Lane) -> None:
    """Paint the panel, the block of the gap's tone at its edge, and the frame of the selected."""
    theme, area = surface.theme, surface.area
    paint.panel(painter, area, theme)
    inset = _SELECTED + 1 if lane.selected else 0.0
    if lane.gap.arrow:
        block = QRectF(inset, inset, BLOCK, area.height() - 2 * inset)
        paint.fill_rounded(painter, block, theme.tone(lane.gap.tone), 4)
    if lane.selected:
        paint.frame(painter, area, theme.ink, _SELECTED)


def badge(painter: QPainter, area: QRectF, lane: int, theme: Theme) -> None:
    """Paint the number of the key on the lane's own colour."""
    colour, ink = lane_colours(lane)
    paint.fill_rounded(painter, area, colour, 6)
    paint.frame(painter, area, theme.muted, _PLAIN, 6)
    size = paint.fitting(str(lane), int(area.height() * 0.78), paint.BOLD, area.width() - 6)
    paint.text(painter, area, str(lane), size, ink, paint.BOLD, ALIGN_CENTRE)


def gap_room(size: float, value: str) -> float:
    """Return how wide arrow and figure of a gap are at a size."""
    return size * (_ARROW + _ARROW_GAP) + paint.width(value, int(size), paint.BOLD)


def gap_figure(painter: QPainter, room: QRectF, lane: Lane, size: int, theme: Theme) -> None:
    """Write the gap behind its arrow; without an arrow the figure stands where it always does."""
    side = size * _ARROW
    if lane.gap.arrow:
        _arrow(painter, QRectF(room.left(), room.top(), side, room.height()), lane, theme)
    place = room.adjusted(side + size * _ARROW_GAP, 0, 0, 0)
    paint.text(painter, place, lane.gap.value, size, theme.digits(lane.gap.tone), paint.BOLD)


def _arrow(painter: QPainter, room: QRectF, lane: Lane, theme: Theme) -> None:
    side, middle = room.width() * 0.92, room.center()
    up = 1 if lane.gap.arrow == "up" else -1
    top, base = middle.y() - up * side * 0.45, middle.y() + up * side * 0.45
    corners = [
        QPointF(room.left(), base),
        QPointF(room.left() + side, base),
        QPointF(room.left() + side / 2, top),
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF(corners))
    painter.fillPath(path, paint.brush(theme.tone(lane.gap.tone)))


def lap_figure(painter: QPainter, room: QRectF, lane: Lane, size: int, theme: Theme) -> None:
    """Write the last lap at the right of its room; for a while after the press on a plate."""
    ink = theme.muted if lane.out else theme.ink
    if lane.held:
        wide = paint.width(lane.lap, size, paint.BOLD) + 14
        high = min(size * 0.98, room.height())
        plate = QRectF(room.right() - wide + 7, room.center().y() - high / 2, wide, high)
        paint.fill_rounded(painter, plate, theme.selected, 6)
        ink = theme.selected_ink
    paint.text(painter, room, lane.lap, size, ink, paint.BOLD, ALIGN_RIGHT)


def first_fitting(
    forms: Iterable[str], pixels: int, room: float, weight: QFont.Weight = paint.SEMIBOLD
) -> str:
    """Return the first of ever shorter words that fits into `room`, nothing where none does."""
    known = (each for each in forms if paint.width(each, pixels, weight) <= room)
    return next(known, "")
