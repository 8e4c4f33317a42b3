"""What does the scoreboard look like? One layout in shares of its size, from 640 x 360 to 3840 x 2160.

Every text stands on a plate with whole pixels for edges. Over a key colour nothing but plates is
painted, so that no pixel is a mixture with the key.
"""

from collections.abc import Callable, Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from ui.theme import ALIGN_CENTRE, ALIGN_LEFT, ALIGN_RIGHT
from ui.viewstate.scoreboard import Board, Figure, Row
from ui.widgets import paint
from ui.widgets.surface import Surface

Draw = Callable[[QPainter, QRect], None]
LEAST = QSize(640, 360)
_MARGIN = 0.02
"""Of the height; the same between plates."""
_PAD = 0.03
_GAP_SHARE = 0.56
_NAME_SHARE = 0.6
_ONE = (0.16, 0.46)
_ROWS = (0.2, 0.56)
"""Where the head ends and the middle ends, as shares of the height."""
_TALLEST = 0.78
"""Of a band that its capitals may fill."""
_WIDEST_CLOCK = "44:44.4"
_SHORT_CLOCK = "4:44.4"
_BLOCK = 0.012


class Plates(NamedTuple):
    """Where the plates lie: the two of the head, the middle or its rows, gap and projection."""

    head: QRect
    beside: QRect
    middle: tuple[QRect, ...]
    gap: QRect
    projection: QRect

    @property
    def clock(self) -> QRect:
        """The plate of the clock: beside the head where rows have the middle."""
        return self.beside if len(self.middle) > 1 else self.middle[0]

    def all(self) -> tuple[QRect, ...]:
        """Every plate."""
        return (self.head, self.beside, *self.middle, self.gap, self.projection)


def plates(size: QSize, rows: int) -> Plates:
    """Return the plates of a board of this size, with so many rows; 0 for one athlete."""
    width, height = size.width(), size.height()
    margin = max(4, round(height * _MARGIN))
    head, middle = (_ROWS[0], _ROWS[0] + _ROWS[1]) if rows else (_ONE[0], _ONE[0] + _ONE[1])
    edges = [margin, round(height * head), round(height * middle), height - margin]
    columns = _Columns(margin, width - margin, margin)
    name, beside = columns.split(_NAME_SHARE if not rows else 0.5, edges[0], edges[1])
    gap, projection = columns.split(_GAP_SHARE, edges[2] + margin, edges[3])
    bands = tuple(_bands(columns.whole(edges[1] + margin, edges[2]), max(rows, 1), margin))
    return Plates(name, beside, bands, gap, projection)


class _Columns(NamedTuple):
    left: int
    right: int
    between: int

    def whole(self, top: int, bottom: int) -> QRect:
        return QRect(self.left, top, self.right - self.left, bottom - top)

    def split(self, share: float, top: int, bottom: int) -> tuple[QRect, QRect]:
        middle = self.left + round((self.right - self.left) * share)
        half = self.between // 2
        first = QRect(self.left, top, middle - half - self.left, bottom - top)
        start = middle - half + self.between
        return first, QRect(start, top, self.right - start, bottom - top)


def _bands(area: QRect, count: int, between: int) -> Iterator[QRect]:
    between //= 2
    for place in range(count):
        top = area.top() + round(area.height() * place / count)
        end = area.top() + round(area.height() * (place + 1) / count)
        last = place == count - 1
        height = end - top - (0 if last else between)
        yield QRect(area.left(), top, area.width(), height)


class ScoreboardWidget(Surface[Board]):
    """The scoreboard itself: dark or light as the theme is, or plates over a key colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to show and no key colour."""
        super().__init__(parent)
        self.key = ""
        self.blank = False
        self._changed = QRect()
        self.setMinimumSize(LEAST)

    def set_key(self, colour: str) -> None:
        """Paint what is no plate in `colour`, `#00b140` say; empty for the theme's own ground."""
        self.key = colour
        self.update()

    def set_blank(self, blank: bool) -> None:
        """Show nothing but the ground, or everything again."""
        self.blank = blank
        self.setAccessibleName("" if blank or self.view is None else self.spoken(self.view))
        self.update()

    def spoken(self, view: Board) -> str:
        """Return the clock, the athlete and the figures."""
        if self.blank:
            return ""
        figures = (view.gap, view.projection)
        said = [view.clock, view.note, view.title, view.target]
        said += [" ".join(filter(None, (each.title, each.value, each.detail))) for each in figures]
        said += [" ".join(filter(None, each)) for each in view.rows]
        return ", ".join(filter(None, said))

    def render_view(self, view: Board) -> None:
        """Show `view`; where only the clock is another, paint the clock alone."""
        old = self.view
        if old is None or self.blank or view._replace(clock=old.clock) != old:
            super().render_view(view)
        elif view != old:
            self.view = view
            self.update(self._lying(view).clock)

    def _lying(self, view: Board) -> Plates:
        return plates(self.size(), len(view.rows))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what has changed."""
        self._changed = event.rect()
        super().paintEvent(event)

    def draw(self, painter: QPainter, view: Board) -> None:
        """Paint ground and plates."""
        paint.fill(painter, QRectF(self._changed), self.key or self.theme.ground)
        if self.blank:
            return
        lying = self._lying(view)
        for plate in lying.all():
            if plate.intersects(self._changed):
                paint.fill(painter, QRectF(plate & self._changed), self.theme.panel)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for plate, draw in self._parts(lying, view):
            if plate.intersects(self._changed):
                painter.setClipRect(plate & self._changed)
                draw(painter, plate)
        painter.setClipping(False)

    def _parts(self, lying: Plates, view: Board) -> Iterator[tuple[QRect, Draw]]:
        """Yield every plate with what is written on it."""
        yield lying.head, partial(self._write, words=view.title, share=0.5)
        if view.rows:
            yield lying.beside, partial(self._draw_clock, words=view.clock, widest=_WIDEST_CLOCK)
            for plate, row in zip(lying.middle, view.rows, strict=True):
                yield plate, partial(self._draw_row, row=row)
        else:
            yield (
                lying.beside,
                partial(self._write, words=view.target, share=0.4, align=ALIGN_RIGHT),
            )
            yield lying.middle[0], partial(self._draw_middle, view=view)
        yield lying.gap, partial(self._draw_figure, view=view.gap)
        yield lying.projection, partial(self._draw_figure, view=view.projection)

    def _room(self, plate: QRect, left: float = 0.0) -> QRectF:
        pad = self.height() * _PAD
        return QRectF(plate).adjusted(pad + left, 0, -pad, 0)

    def _write(
        self, painter: QPainter, plate: QRect, words: str, share: float, align: int = ALIGN_LEFT
    ) -> None:
        """Write one line with capitals of a share of its plate's height, smaller where it must be."""
        room = self._room(plate)
        size = paint.fitting(words, _size(plate.height() * share), paint.BOLD, room.width())
        paint.text(painter, room, words, size, self.theme.ink, paint.BOLD, align)

    def _draw_middle(self, painter: QPainter, plate: QRect, view: Board) -> None:
        """The clock; a result leaves room for the line that says how official it is."""
        if not view.note:
            self._draw_clock(painter, plate, view.clock, _SHORT_CLOCK)
            return
        low = round(plate.height() * 0.26)
        self._draw_clock(painter, plate.adjusted(0, 0, 0, -low), view.clock, _SHORT_CLOCK)
        note = QRect(plate.left(), plate.bottom() + 1 - low, plate.width(), low)
        room = self._room(note)
        size = paint.fitting(view.note, _size(low * 0.42), paint.BOLD, room.width())
        ink = self.theme.muted if view.sure else self.theme.alert
        paint.text(painter, room, view.note, size, ink, paint.BOLD, ALIGN_CENTRE)

    def _draw_clock(self, painter: QPainter, plate: QRect, words: str, widest: str) -> None:
        """Figures that do not jump: as large as the longest usual clock would be, right-aligned."""
        room = self._room(plate)
        longest = max(words, widest, key=len)
        size = _size(plate.height() * _TALLEST)
        size = paint.fitting(longest, size, paint.BOLD, room.width())
        used = paint.width(longest, size, paint.BOLD)
        spare = max(0.0, (room.width() - used) / 2)
        paint.text(
            painter,
            room.adjusted(0, 0, -spare, 0),
            words,
            size,
            self.theme.ink,
            paint.BOLD,
            ALIGN_RIGHT,
        )

    def _draw_figure(self, painter: QPainter, plate: QRect, view: Figure) -> None:
        """A title, the value, a quiet line; a gap with a block in its tone at the edge."""
        left = 0.0
        if view.arrow:
            left = max(4.0, round(self.width() * _BLOCK))
            block = QRect(plate.left(), plate.top(), int(left), plate.height())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
            paint.fill(painter, QRectF(block), self.theme.tone(view.tone))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room, height = self._room(plate, left), plate.height()
        head = QRectF(room.left(), room.top() + height * 0.05, room.width(), height * 0.24)
        size = paint.fitting(view.title, _size(height * 0.14), paint.BOLD, head.width())
        paint.text(painter, head, view.title, size, self.theme.ink, paint.BOLD)
        foot = QRectF(room.left(), room.bottom() - height * 0.22, room.width(), height * 0.18)
        size = paint.fitting(view.detail, _size(height * 0.1), paint.SEMIBOLD, foot.width())
        paint.text(painter, foot, view.detail, size, self.theme.muted, paint.SEMIBOLD)
        middle = QRectF(room.left(), head.bottom(), room.width(), foot.top() - head.bottom())
        self._draw_value(painter, middle, view)

    def _draw_value(self, painter: QPainter, room: QRectF, view: Figure) -> None:
        side = room.height() * 0.62 if view.arrow else 0.0
        weight = paint.SEMIBOLD if view.estimate else paint.BOLD
        ink = self.theme.estimate if view.estimate else self.theme.digits(view.tone)
        place = room.adjusted(side * 1.25, 0, 0, 0)
        size = paint.fitting(view.value, _size(room.height() * 0.8), weight, place.width())
        if view.arrow:
            middle = QPointF(room.left() + side / 2, room.center().y())
            draw_arrow(painter, middle, side, view.arrow, self.theme.tone(view.tone))
        paint.text(painter, place, view.value, size, ink, weight)

    def _draw_row(self, painter: QPainter, plate: QRect, row: Row) -> None:
        """Place, name, time with a quiet line below it, how far off: each in its own column."""
        room, height = self._room(plate), plate.height()
        place, name, time, off = _columns_of_row(room)
        size = _size(height * 0.42)
        paint.text(painter, place, row.place, size, self.theme.muted, paint.BOLD)
        fit = paint.fitting(row.name, size, paint.BOLD, name.width())
        paint.text(painter, name, row.name, fit, self.theme.ink, paint.BOLD)
        above = time.adjusted(0, 0, 0, -height * 0.26) if row.note else time
        fit = paint.fitting(row.time, size, paint.BOLD, above.width())
        paint.text(painter, above, row.time, fit, self.theme.ink, paint.BOLD, ALIGN_RIGHT)
        below = time.adjusted(0, height * 0.66, 0, -height * 0.06)
        fit = paint.fitting(row.note, _size(height * 0.15), paint.SEMIBOLD, below.width())
        paint.text(painter, below, row.note, fit, self.theme.muted, paint.SEMIBOLD, ALIGN_RIGHT)
        fit = paint.fitting(row.off, _size(height * 0.3), paint.BOLD, off.width())
        paint.text(painter, off, row.off, fit, self.theme.estimate, paint.BOLD, ALIGN_RIGHT)


def _columns_of_row(room: QRectF) -> tuple[QRectF, QRectF, QRectF, QRectF]:
    edges = (0.0, 0.08, 0.52, 0.8, 1.0)
    width, gap = room.width(), room.width() * 0.015
    lefts = [room.left() + width * each for each in edges]
    first, second, third, fourth = (
        QRectF(left, room.top(), right - left - gap, room.height())
        for left, right in pairwise(lefts)
    )
    return first, second, third, fourth


def _size(capitals: float) -> int:
    """Return the size of a font with capitals of so many pixels."""
    return max(11, int(capitals / paint.CAPITAL))


def draw_arrow(
    painter: QPainter, middle: QPointF, side: float, arrow: str, colour: paint.Colour
) -> None:
    """Fill a triangle around `middle` that points `up` or `down`."""
    up, half = (1 if arrow == "up" else -1), side / 2
    base, top = middle.y() + up * half * 0.9, middle.y() - up * half * 0.9
    shape = [
        QPointF(middle.x() - half, base),
        QPointF(middle.x() + half, base),
        QPointF(middle.x(), top),
    ]
    path = QPainterPath()
    path.addPolygon(QPolygonF(shape))
    painter.fillPath(path, paint.brush(colour))
