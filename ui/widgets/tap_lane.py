"""How do a lesson of the tap school and what it came to look? A straight with a line, and a chart."""

from PySide6.QtCore import QPointF, QRectF, QSize
from PySide6.QtGui import QPainter

from app.domain.said import format_difference
from app.domain.times import NS_PER_S, Duration
from app.language import tr
from ui.theme import ALIGN_CENTRE, ALIGN_RIGHT
from ui.viewstate.tap_school import BEYOND_M, REACH_M, LaneView, Outcome, Row
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 18.0
_LANES = 4
_CHART_S = 0.45
_NAME = 120.0


class TapLane(Surface[LaneView]):
    """The last metres before the line, seen from the stand, and the gun."""

    def spoken(self, view: LaneView) -> str:
        """Return what is to be tapped; where the runner is changes too fast to be read."""
        return f"{tr('tap school')}: {view.title}" if view.gun else tr("tap school")

    def sizeHint(self) -> QSize:
        """Return a readable size."""
        return QSize(640, 240)

    def draw(self, painter: QPainter, view: LaneView) -> None:
        """Paint the gun's flash, or track, line and runner."""
        paint.panel(painter, self.area, self.theme)
        ink = self.theme.selected_ink if view.flash else self.theme.ink
        if view.flash:
            paint.fill_rounded(painter, self.area, self.theme.selected)
        head = QRectF(_PAD, 8, self.area.width() - 2 * _PAD, 26)
        if view.whole:
            done = tr("{done} of {whole}", done=view.done, whole=view.whole)
            paint.text(painter, head, done, 15, ink, paint.SEMIBOLD, ALIGN_RIGHT)
        caption = head.adjusted(0, 0, -90, 0)
        paint.text(painter, caption, view.caption, 15, ink, paint.SEMIBOLD)
        room = self.area.adjusted(_PAD, 44, -_PAD, -_PAD)
        if view.gun or not view.whole:
            paint.text(painter, room, view.title, 54, ink, paint.BOLD, ALIGN_CENTRE)
        else:
            self._draw_straight(painter, room, view)

    def _draw_straight(self, painter: QPainter, room: QRectF, view: LaneView) -> None:
        paint.fill_rounded(painter, room, self.theme.track)
        for lane in range(_LANES + 1):
            y = room.top() + room.height() * lane / _LANES
            ends = QPointF(room.left(), y), QPointF(room.right(), y)
            paint.line(painter, *ends, self.theme.line, 1.5)
        metre = room.width() / (REACH_M + BEYOND_M)
        at = room.left() + REACH_M * metre
        ends = QPointF(at, room.top() - 6), QPointF(at, room.bottom() + 6)
        paint.line(painter, *ends, self.theme.ink, 4)
        if view.runner is None:
            return
        size = min(room.height() / _LANES / 2 - 3, 20.0)
        chest = QPointF(at + view.runner * metre, room.top() + room.height() / _LANES / 2)
        # The edge of the dot that is in front is the chest: it is on the line at the instant.
        centre = QPointF(chest.x() - size, chest.y())
        for step in range(5, 0, -1):
            tail = QPointF(centre.x() - step * size * 0.9, centre.y())
            paint.dot(painter, tail, size * (0.62 - step * 0.09), self.theme.muted)
        paint.dot(painter, centre, size, self.theme.ink)


class TapChart(Surface[Outcome]):
    """Every tap of a lesson as a dot, early at the left and late at the right of the true instant."""

    def spoken(self, view: Outcome) -> str:
        """Return the sentences."""
        return view.spoken

    def sizeHint(self) -> QSize:
        """Return a readable size."""
        return QSize(640, 240)

    def draw(self, painter: QPainter, view: Outcome) -> None:
        """Paint the scale and a row for each kind of cue."""
        paint.panel(painter, self.area, self.theme)
        room = self.area.adjusted(_PAD + _NAME, 36, -_PAD - 8, -34)
        self._draw_scale(painter, room)
        if not view.rows:
            paint.text(
                painter,
                room,
                tr("Nothing was tapped."),
                20,
                self.theme.muted,
                paint.SEMIBOLD,
                ALIGN_CENTRE,
            )
        for place, row in enumerate(view.rows):
            high = room.height() / len(view.rows)
            self._draw_row(
                painter, QRectF(room.left(), room.top() + place * high, room.width(), high), row
            )

    def _x(self, room: QRectF, seconds: float) -> float:
        held = min(max(seconds, -_CHART_S), _CHART_S)
        return room.center().x() + held / _CHART_S * room.width() / 2

    def _draw_scale(self, painter: QPainter, room: QRectF) -> None:
        for tenth in range(-4, 5, 2):
            x = self._x(room, tenth / 10)
            ends = QPointF(x, room.top() - 4), QPointF(x, room.bottom())
            paint.line(
                painter,
                *ends,
                self.theme.muted if tenth == 0 else self.theme.line,
                2 if tenth == 0 else 1,
            )
            place = QRectF(x - 40, room.bottom() + 4, 80, 20)
            words = format_difference(Duration(tenth * NS_PER_S // 10), 1)
            paint.text(painter, place, words, 13, self.theme.muted, paint.SEMIBOLD, ALIGN_CENTRE)
        above = QRectF(room.left(), room.top() - 28, room.width(), 20)
        paint.text(painter, above, tr("early"), 13, self.theme.muted, paint.SEMIBOLD)
        paint.text(painter, above, tr("late"), 13, self.theme.muted, paint.SEMIBOLD, ALIGN_RIGHT)

    def _draw_row(self, painter: QPainter, room: QRectF, row: Row) -> None:
        centre = room.center().y()
        name = QRectF(_PAD, room.top(), _NAME - 8, room.height())
        paint.text(painter, name, row.name, 15, self.theme.ink, paint.BOLD)
        left, right = self._x(room, row.bias - row.scatter), self._x(room, row.bias + row.scatter)
        band = QRectF(left, centre - 20, max(right - left, 2), 40)
        paint.fill_rounded(painter, band, self.theme.ground, 4)
        paint.frame(painter, band, self.theme.muted, 1.5, 4)
        middle = self._x(room, row.bias)
        for place, each in enumerate(row.errors):
            y = centre + (place % 5 - 2) * 6
            paint.dot(painter, QPointF(self._x(room, each), y), 4.5, self.theme.ink)
        for each in row.slipped:
            paint.ring(painter, QPointF(self._x(room, each), centre), 5, self.theme.alert, 2)
        ends = QPointF(middle, centre - 26), QPointF(middle, centre + 26)
        paint.line(painter, *ends, self.theme.targets[0], 3)
