"""What does a lane look like? Gap and last lap as large as fits, around them small words.

A low lane has one line: name, gap and lap.
"""

from itertools import product
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.language import tr
from ui.theme import ALIGN_RIGHT
from ui.viewstate.lanes import Lane
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import DOT
from ui.widgets import lanes_parts as parts
from ui.widgets import paint

_LEFT, _RIGHT, _EDGE, _APART = 18.0, 15.0, 5.0, 10.0
_LARGEST = 96
_EMS = 5.4
"""Gap of less than ten seconds, its arrow and the lap side by side, in sizes of their figures."""
_BETWEEN = 0.36
_TALL = 0.88
"""Height of a line of figures, which have no descenders, in sizes."""
_LEAST_TOP, _LEAST_FOOT, _MOST_TOP, _MOST_FOOT = 20.0, 15.0, 42.0, 28.0
_TOPS_SHARE, _FOOTS_SHARE = 0.32, 0.2
_LEAST_NAME, _SHRUNK = 12, 0.85
_LEAST_SIZE = 11
_LOW = 2 * _EDGE + _LEAST_TOP + _LEAST_FOOT + _LEAST_SIZE * _TALL
"""Under this height three lines would lie over each other."""
_CLOSE, _NAME_BESIDE = 2.0, 90.0
_MOST_LOW = 26.0
"""Size of the figures of a low lane: with larger ones it would be preferred to one of three lines."""


class Bands(NamedTuple):
    """How high a lane's lines are: name and place, figures, small words."""

    top: float
    figures: float
    foot: float


def bands(height: float) -> Bands:
    """Return the three lines of a lane; the figures come first until they can be read from afar."""
    room = height - 2 * _EDGE - _LEAST_TOP - _LEAST_FOOT
    spare = max(0.0, room - parts.FAR * _TALL)
    top = min(_LEAST_TOP + spare * _TOPS_SHARE, _MOST_TOP)
    foot = min(_LEAST_FOOT + spare * _FOOTS_SHARE, _MOST_FOOT)
    return Bands(top, height - 2 * _EDGE - top - foot, foot)


def figure_size(width: float, height: float) -> int:
    """Return the size of gap and lap in a lane of this width and height."""
    return max(_LEAST_SIZE, int(room_for_figures(width, height)))


def room_for_figures(width: float, height: float) -> float:
    """Return the size that gap and lap have room for, be it too small to be written."""
    across, high = width - _LEFT - _RIGHT, bands(height).figures
    if height < _LOW:
        low = across - _NAME_BESIDE - _APART
        return min(low / _EMS, (height - 2 * _CLOSE) / _TALL, _MOST_LOW)
    return min(across / _EMS, high / _TALL, _LARGEST)


class LaneSurface(parts.AthleteSurface):
    """One athlete's lane."""

    def draw(self, painter: QPainter, view: Lane) -> None:
        """Paint name and place, the two figures, and below what they are and what is next."""
        parts.ground(painter, self, view)
        if self.height() < _LOW:
            self._draw_low(painter, view)
            return
        heights, room = bands(self.height()), self.width() - _LEFT - _RIGHT
        top = QRectF(_LEFT, _EDGE, room, heights.top)
        figures = QRectF(_LEFT, top.bottom(), room, heights.figures)
        self._draw_name(painter, view, top)
        self._draw_figures(painter, view, figures)
        self._draw_foot(painter, view, QRectF(_LEFT, figures.bottom(), room, heights.foot))

    def _draw_low(self, painter: QPainter, view: Lane) -> None:
        """Write all of it in one line; a doubt is said where the place would be."""
        figures = figure_size(self.width(), self.height()) * _EMS
        high = min(self.height() - 2 * _CLOSE, _LEAST_TOP)
        room = self.width() - _LEFT - _RIGHT - figures - _APART
        named = QRectF(_LEFT, (self.height() - high) / 2, room, high)
        self._draw_name(painter, view._replace(status=view.doubt or view.status), named)
        place = QRectF(named.right() + _APART, _CLOSE, figures, self.height() - 2 * _CLOSE)
        self._draw_figures(painter, view, place)

    def _draw_name(self, painter: QPainter, view: Lane, room: QRectF) -> None:
        theme, high = self.theme, room.height()
        parts.badge(painter, QRectF(room.left(), room.top(), high * 1.3, high), view.lane, theme)
        room = room.adjusted(high * 1.3 + 8, 0, 0, 0)
        size = int(high * 0.72)
        small = max(12, int(size * 0.74))
        ink = theme.ink if view.status or view.role else theme.muted
        name, beside = _named(view, size, small, room.width())
        used = paint.text(painter, room, beside, small, ink, paint.SEMIBOLD, ALIGN_RIGHT)
        left = room.adjusted(0, 0, -used - _APART, 0)
        size = paint.fitting(name, size, paint.BOLD, left.width(), _LEAST_NAME)
        paint.text(painter, left, name, size, theme.ink, paint.BOLD)

    def _draw_figures(self, painter: QPainter, view: Lane, room: QRectF) -> None:
        size = figure_size(self.width(), self.height())
        lap = paint.width(view.lap, size, paint.BOLD)
        wanted = parts.gap_room(size, view.gap.value) + lap + size * _BETWEEN
        if wanted > room.width():
            size = max(11, int(size * room.width() / wanted))
        parts.gap_figure(painter, room, view, size, self.theme)
        parts.lap_figure(painter, room, view, size, self.theme)

    def _draw_foot(self, painter: QPainter, view: Lane, room: QRectF) -> None:
        theme, size = self.theme, min(max(12, int(room.height() * 0.8)), 20)
        ink = theme.digits(view.gap.tone)
        used = paint.text(painter, room, view.gap.word, size, ink, paint.BOLD)
        left = room.adjusted(used + _APART / 2, 0, 0, 0)
        of = f"{view.gap.target} {view.detail}".strip()
        spare = left.width() - paint.width(of, size, paint.SEMIBOLD) - _APART
        words = self._upcoming(view, size, left.width() - _APART / 2, spare)
        ink = theme.tone(ALERT if view.doubt else MUTED)
        used = paint.text(painter, left, words, size, ink, paint.SEMIBOLD, ALIGN_RIGHT)
        room = left.adjusted(0, 0, -used - _APART, 0)
        words = parts.first_fitting((of, view.gap.target, view.detail), size, room.width())
        paint.text(painter, room, words, size, theme.muted, paint.SEMIBOLD)

    def _upcoming(self, view: Lane, size: int, room: float, spare: float) -> str:
        """What is next and, where there is room, the projected finish; a doubt comes first."""
        if view.doubt:
            return parts.first_fitting((view.doubt, "check"), size, room)
        whole = (
            tr("{words} · projected {projected}", words=view.next.words, projected=view.projected)
            if view.projected
            else ""
        )
        if whole and paint.width(whole, size, paint.SEMIBOLD) <= spare:
            return whole
        return parts.first_fitting((view.next.words, view.next.value), size, room)


def _named(view: Lane, size: int, small: int, room: float) -> tuple[str, str]:
    """Return the name and what stands beside it, in as many words as there is room for."""
    least = max(_LEAST_NAME, int(size * _SHRUNK))
    for name, beside in product((view.name, view.given), _beside(view)):
        wide = paint.width(name, least, paint.BOLD) + paint.width(beside, small, paint.SEMIBOLD)
        if wide + _APART <= room:
            return name, beside
    return view.given, ""


def _beside(view: Lane) -> tuple[str, ...]:
    """What stands beside the name: role, and what befell or the rank, at last in one word."""
    said = view.status or view.place
    rank = view.place.partition(" ")[0]
    forms = (DOT.join(filter(None, [view.role, said])), view.role or said, view.status or rank)
    return tuple(filter(None, forms)) or ("",)
