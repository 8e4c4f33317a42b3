"""What does the row of an athlete look like? Gap, word and lap large, below them what to call.

A low row has no call: the line above all rows names who passed last.
"""

from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.language import tr
from ui.viewstate.lanes import Lane
from ui.viewstate.wording import DOT
from ui.widgets import lanes_parts as parts
from ui.widgets import paint

_LEFT, _RIGHT, _EDGE, _APART = 20.0, 14.0, 5.0, 14.0
_TALL = 78
"""A row of this height and more has its call."""
_LARGEST, _LARGEST_NAME, _LARGEST_CALL = 110, 25, 76
_WORD, _VALUE, _LAP = 4.05, 3.5, 2.9
"""Widths of the widest word, arrow with gap and the lap, in sizes of their figures."""
_WIDE = 1342
"""Rows of this width and more are read from afar; in narrower ones all parts give way."""
_LEAST_FAR = 0.7
_LEAST_LINE, _LEAST_NAME_SIZE = 12.5, 13
_ONE_LINE = 2 * _LEAST_LINE
"""In a line lower than this, small words stand beside each other only: there is room for one."""
_SNUG = 1.13
"""Figures and capitals have no descenders: their size may be more than the height of the line."""
_NAME, _LEAST_NAME = 180.0, 110.0
_EXTRAS, _LEAST_EXTRA = (46.0, 128.0, 190.0), 128.0
"""Widths of the lap's title, of what comes next and of small words; the last ones give way first."""


class Columns(NamedTuple):
    """Where the parts of a row lie: their left edges and widths; a width of 0 leaves a part out."""

    size: int
    name: QRectF
    word: QRectF
    gap: QRectF
    lap: QRectF
    lap_title: QRectF
    next: QRectF
    more: QRectF


def figure_size(width: float, height: float) -> int:
    """Return the size of word, gap and lap in a row of this width and height.

    What can be read from afar gives room to what comes next and to small words.
    """
    line = (height - 2 * _EDGE) / (2 if height >= _TALL else 1)
    ems = _WORD + _VALUE + _LAP
    bare = (width - _LEFT - _RIGHT - line - _LEAST_NAME - 5 * _APART) / ems
    full = (width - _LEFT - _RIGHT - line - _NAME - 8 * _APART - sum(_EXTRAS)) / ems
    across = max(full, min(bare, parts.FAR * min(1.0, max(_LEAST_FAR, width / _WIDE))))
    return max(11, int(min(line * _SNUG, across, _LARGEST)))


def columns(area: QRectF, size: int) -> Columns:
    """Return the places of the parts in the first line of a row, from left to right."""
    spare = area.width() - size * (_WORD + _VALUE + _LAP) - 3 * _APART
    name = min(max(spare - sum(_EXTRAS) - 3 * _APART, _LEAST_NAME), _NAME)
    spare -= name
    extras = []
    for wanted in _EXTRAS:
        fits = spare >= min(wanted, _LEAST_EXTRA) + _APART
        extras.append(min(wanted, spare - _APART) if fits else 0.0)
        spare -= wanted + _APART if fits else 0.0
    widths = (name, size * _WORD, size * _VALUE, size * _LAP, *extras)
    found, left = [], area.left()
    for wide in widths:
        found.append(QRectF(left, area.top(), wide, area.height()))
        left += wide + (_APART if wide else 0)
    if extras[-1]:
        found[-1].setRight(area.right())
    return Columns(size, *found)


class RowSurface(parts.AthleteSurface):
    """One athlete's row over the whole width."""

    def draw(self, painter: QPainter, view: Lane) -> None:
        """Paint the badge, the figures, and in a row of two lines the call."""
        parts.ground(painter, self, view)
        tall = self.height() >= _TALL
        line = (self.height() - 2 * _EDGE) / (2 if tall else 1)
        side = min(line - 4, 64.0)
        mark = QRectF(_LEFT, _EDGE + (line - side) / 2, side, side)
        parts.badge(painter, mark, view.lane, self.theme)
        size = figure_size(self.width(), self.height())
        left = mark.right() + _APART
        area = QRectF(left, _EDGE, self.width() - left - _RIGHT, line)
        self._draw_line(painter, view, columns(area, size))
        if tall:
            below = QRectF(_LEFT, _EDGE + line, self.width() - _LEFT - _RIGHT, line)
            self._draw_call(painter, view, below)

    def _draw_line(self, painter: QPainter, view: Lane, at: Columns) -> None:
        theme = self.theme
        self._draw_name(painter, view, at.name)
        word, ink = view.gap.word, theme.digits(view.gap.tone)
        size = paint.fitting(word, at.size, paint.BOLD, at.word.width())
        paint.text(painter, at.word, word, size, ink, paint.BOLD)
        wanted = parts.gap_room(at.size, view.gap.value)
        size = int(at.size * min(1.0, at.gap.width() / wanted))
        parts.gap_figure(painter, at.gap, view, size, theme)
        size = paint.fitting(view.lap, at.size, paint.BOLD, at.lap.width())
        parts.lap_figure(painter, at.lap, view, size, theme)
        if at.lap_title.width():
            first, _, rest = view.lap_title.partition(" ")
            self._stack(painter, at.lap_title, [(first, theme.muted), (rest, theme.muted)])
        if at.next.width():
            self._draw_next(painter, view, at.next)
        if at.more.width():
            self._draw_more(painter, view, at.more)

    def _draw_name(self, painter: QPainter, view: Lane, room: QRectF) -> None:
        theme = self.theme
        share = 1.0 if room.height() < _ONE_LINE else 0.58
        top = QRectF(room.left(), room.top(), room.width(), room.height() * share)
        largest = min(int(top.height() * 0.85), _LARGEST_NAME)
        forms = (view.name, view.given)
        name = parts.first_fitting(forms, _LEAST_NAME_SIZE, room.width(), paint.BOLD) or view.given
        size = paint.fitting(name, largest, paint.BOLD, room.width())
        paint.text(painter, top, name, size, theme.ink, paint.BOLD)
        if share == 1.0:
            return
        below = QRectF(room.left(), top.bottom(), room.width(), room.height() * 0.36)
        size = _small(below, 15)
        words = parts.first_fitting(_beneath(view), size, room.width())
        paint.text(painter, below, words, size, theme.muted, paint.SEMIBOLD)

    def _draw_next(self, painter: QPainter, view: Lane, room: QRectF) -> None:
        theme = self.theme
        if room.height() < _ONE_LINE:
            self._stack(painter, room, [(view.next.words, theme.muted)])
            return
        words = view.next.title
        top = QRectF(room.left(), room.top(), room.width(), room.height() * 0.4)
        size = paint.fitting(words, _small(top, 15), paint.SEMIBOLD, room.width())
        paint.text(painter, top, words, size, theme.muted, paint.SEMIBOLD)
        below = QRectF(room.left(), top.bottom() - 1, room.width(), room.height() * 0.6)
        size = paint.fitting(view.next.value, int(below.height()), paint.BOLD, room.width())
        paint.text(painter, below, view.next.value, size, theme.ink, paint.BOLD)

    def _draw_more(self, painter: QPainter, view: Lane, room: QRectF) -> None:
        theme = self.theme
        projected = tr("projected {projected}", projected=view.projected) if view.projected else ""
        of = (
            tr("to {target} {detail}", target=view.gap.target, detail=view.detail).strip()
            if view.gap.target
            else view.detail
        )
        lines = [(of, theme.muted), (view.now, theme.estimate), (projected, theme.estimate)]
        if view.doubt:
            lines = [*lines[:1], lines[2], (view.doubt, theme.alert)]
        self._stack(painter, room, [each for each in lines if each[0]])

    def _stack(self, painter: QPainter, room: QRectF, lines: list[tuple[str, str]]) -> None:
        """Write short lines under each other, in the middle of their room."""
        if room.height() < _ONE_LINE:
            lines = lines[-1:]
        elif len(lines) * _LEAST_LINE > room.height():
            lines = [lines[0], lines[-1]]
        high = min(room.height() / max(len(lines), 1), 24.0)
        top = room.center().y() - high * len(lines) / 2
        for index, (words, ink) in enumerate(lines):
            place = QRectF(room.left(), top + index * high, room.width(), high)
            size = paint.fitting(words, _small(place, 17), paint.SEMIBOLD, room.width())
            paint.text(painter, place, words, size, ink, paint.SEMIBOLD)

    def _draw_call(self, painter: QPainter, view: Lane, room: QRectF) -> None:
        ink = self.theme.muted if view.out else self.theme.ink
        size = min(int(room.height() * _SNUG), _LARGEST_CALL)
        size = paint.fitting(view.call, size, paint.BOLD, room.width())
        paint.text(painter, room, view.call, size, ink, paint.BOLD)


def _beneath(view: Lane) -> tuple[str, ...]:
    """What stands under the name, in ever fewer words."""
    said = "" if view.status == view.gap.word else view.status
    rank = DOT.join(filter(None, [view.place, view.off]))
    whole = DOT.join(filter(None, [view.role, said, rank]))
    brief = DOT.join(filter(None, [view.role, said, view.place]))
    return whole, brief, view.role or said or view.place, view.place.partition(" ")[0]


def _small(line: QRectF, largest: int) -> int:
    """Return the size of small words in a line."""
    return max(11, min(largest, int(line.height() * 0.85)))
