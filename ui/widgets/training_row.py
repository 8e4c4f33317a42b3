"""What does an athlete's row look like on the board of a training session?

Columns stand where `columns` says, for all rows and their heads; figures are fitted by the widest
that can stand there, so that nothing jumps while a clock runs.
"""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from app.analysis.training.board import AWAY, RUNS, STOPPED, THROUGH
from app.language import tr
from ui.theme import ALIGN_CENTRE, ALIGN_RIGHT, lane_colours
from ui.viewstate.tones import ALERT, BEHIND, INK, MUTED
from ui.viewstate.training_rows import READY, PastRep, TrainingRow
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 8.0
_BLOCK = 4.0
_QUIET = (AWAY, STOPPED, THROUGH)
_WIDEST_CLOCK, _WIDEST_TIME, _WIDEST_GAP = "00:00.0", "0:00.00", "+00.0"


class Columns(NamedTuple):
    """Where the parts of a row lie, from left to right."""

    group: QRectF
    badge: QRectF
    name: QRectF
    state: QRectF
    clock: QRectF
    target: QRectF
    last: QRectF
    gap: QRectF
    word: QRectF
    mean: QRectF
    drop: QRectF
    past: QRectF


TALL = 68
"""From this height on a row has two lines: what was run so far stands below."""
_FIRST_LINE = 0.62
_TALL_SHARES = (0.03, 0.04, 0.2, 0.09, 0.17, 0.1, 0.13, 0.105, 0.09)
_SHARES = (0.03, 0.032, 0.145, 0.085, 0.095, 0.095, 0.07, 0.062, 0.07, 0.065, 0.07)


def columns(area: QRectF, *, grouped: bool, tall: bool = False) -> Columns:
    """Return the columns of a row; without groups their name leaves its room to the rest."""
    shares = _TALL_SHARES if tall else _SHARES
    found = _side_by_side(area, shares if grouped else (0.0, *shares[1:]))
    left = found[-1].right()
    if tall:
        return _in_two_lines(area, found)
    found.append(QRectF(left + _PAD, area.top(), area.right() - _PAD - left, area.height()))
    return Columns._make((*(each.adjusted(0, 0, -_PAD, 0) for each in found[:-1]), found[-1]))


def _side_by_side(area: QRectF, shares: Sequence[float]) -> list[QRectF]:
    inner, left = area.width() - 2 * _PAD, area.left() + _PAD
    found = []
    for share in shares:
        found.append(QRectF(left, area.top(), inner * share, area.height()))
        left += inner * share
    return found


def _in_two_lines(area: QRectF, first: Sequence[QRectF]) -> Columns:
    """Group and badge over both lines, the rest in the first, what was run so far in the second."""
    high = area.height() * _FIRST_LINE
    upper = [QRectF(each.left(), each.top() + 2, each.width(), high - 2) for each in first[2:]]
    line = QRectF(upper[0].left(), area.top() + high, area.right() - upper[0].left(), 0)
    line.setBottom(area.bottom() - 4)
    mean = QRectF(upper[4].left(), line.top(), upper[4].width(), line.height())
    drop = QRectF(mean.right() + _PAD, line.top(), line.right() - mean.right(), line.height())
    past = QRectF(line.left(), line.top(), upper[3].right() - line.left(), line.height())
    found = [*first[:2], *upper, mean, drop]
    return Columns._make((*(each.adjusted(0, 0, -_PAD, 0) for each in found), past))


class Heads(NamedTuple):
    """What stands over the columns: whether there are groups, and whether rows have two lines."""

    grouped: bool
    tall: bool


class RowHeads(Surface[Heads]):
    """What stands over the columns."""

    def spoken(self, view: Heads) -> str:
        """Return the heads."""
        del view
        return tr("columns: athlete, now, target, last, against it, mean, drop-off, so far")

    def draw(self, painter: QPainter, view: Heads) -> None:
        """Write the heads, numbers' at the right of their columns."""
        shares = _TALL_SHARES if view.grouped else (0.0, *_TALL_SHARES[1:])
        across = _side_by_side(self.area, shares)
        at = columns(self.area, grouped=view.grouped)
        if view.tall:
            at = Columns._make((*(each.adjusted(0, 0, -_PAD, 0) for each in across), *at[9:]))
        heads = (
            (at.name, tr("Athlete"), False),
            (at.state.united(at.clock), tr("Now"), False),
            (at.target, tr("Target"), True),
            (at.last, tr("Last"), True),
            (at.gap.united(at.word), tr("Against it"), False),
            (at.mean, tr("Mean"), True),
            (at.drop, tr("Drop-off"), True),
            (at.past, tr("So far"), False),
        )
        for room, words, right in heads[:5] if view.tall else heads:
            size = paint.fitting(words, 13, paint.SEMIBOLD, room.width())
            align = ALIGN_RIGHT if right else _LEFT
            paint.text(painter, room, words, size, self.theme.muted, paint.SEMIBOLD, align)


_LEFT = 0x0081
_LOW = 26


class TrainingRowSurface(Surface[TrainingRow]):
    """One athlete; a click selects, two on a time let it be typed anew; neither times anything."""

    chosen = Signal(str)
    retyped = Signal(str, object)

    def __init__(self) -> None:
        """Begin with nobody, among groups."""
        super().__init__()
        self.grouped = True
        self._cells: list[tuple[QRectF, PastRep]] = []

    def spoken(self, view: TrainingRow) -> str:
        """Return everything but the running clock, which would chatter."""
        words = (
            f"{view.lane} {view.name}",
            view.group,
            view.state,
            tr("target {time}", time=view.target) if view.target else "",
            tr("last {time}", time=f"{view.last} {view.gap} {view.word}".strip()),
            tr("mean {time}", time=view.mean),
            tr("drop-off {share}", share=view.drop_off),
            view.done,
            tr("selected") if view.selected else "",
        )
        return ", ".join(filter(None, words))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask to be selected."""
        from PySide6.QtCore import Qt

        if self.view is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self.view.entry)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ask for a time to be typed anew: the one under the pointer, else the last."""
        if self.view is None:
            return
        found = (rep for room, rep in self._cells if room.contains(event.position()))
        rep = next(found, None)
        self.retyped.emit(self.view.entry, None if rep is None else rep.start)

    def draw(self, painter: QPainter, view: TrainingRow) -> None:
        """Paint the panel, then the columns from left to right."""
        paint.panel(painter, self.area, self.theme)
        if view.selected:
            paint.frame(painter, self.area, self.theme.ink, 2)
        tall = self.height() >= TALL
        at = columns(self.area, grouped=self.grouped, tall=tall)
        ink = self.theme.muted if view.doing in _QUIET else self.theme.ink
        small, plain = self._size(0.44, 11, 18), self._size(0.56, 12, 26)
        if tall:
            small, plain = self._size(0.24, 16, 24), self._size(0.44, 26, 44)
        if self.grouped:
            size = paint.fitting(view.group, small, paint.BOLD, at.group.width())
            paint.text(painter, at.group, view.group, size, self.theme.muted, paint.BOLD)
        self._draw_badge(painter, at.badge, view.lane)
        paint.text(painter, at.name, view.name, plain, ink, paint.SEMIBOLD)
        self._draw_state(painter, at, view)
        self._number(painter, at.target, view.target, plain, self.theme.muted, _WIDEST_TIME)
        self._draw_last(painter, at, view, ink, plain)
        if tall:
            self._draw_whole(painter, at, view, small)
        else:
            self._number(painter, at.mean, view.mean, plain, ink, _WIDEST_TIME)
            self._number(painter, at.drop, view.drop_off, small, self.theme.muted, "+00.0 %")
        self._draw_past(painter, at.past, view.past, small)

    @property
    def _words(self) -> tuple[float, int, int]:
        """The size of the words beside figures, as `_size` takes it."""
        return (0.24, 16, 26) if self.height() >= TALL else (0.43, 11, 17)

    def _size(self, share: float, least: int, most: int) -> int:
        return min(max(round(self.height() * share), least), most)

    def _number(
        self, painter: QPainter, room: QRectF, words: str, size: int, ink: str, widest: str
    ) -> None:
        """Write figures at the right of their column, in a size for the widest or what is there."""
        sample = max(widest, words, key=len)
        fitted = paint.fitting(sample, size, paint.SEMIBOLD, room.width())
        paint.text(painter, room, words, fitted, ink, paint.SEMIBOLD, ALIGN_RIGHT)

    def _draw_whole(self, painter: QPainter, at: Columns, view: TrainingRow, size: int) -> None:
        """Mean and drop-off in words, in the second line of a tall row."""
        words = tr("mean {time}", time=view.mean)
        both = at.mean.united(at.drop)
        used = paint.text(painter, both, words, size, self.theme.ink, paint.SEMIBOLD)
        rest = both.adjusted(used + 2 * _PAD, 0, 0, 0)
        words = tr("drop-off {share}", share=view.drop_off)
        paint.text(painter, rest, words, size, self.theme.muted, paint.SEMIBOLD)

    def _draw_badge(self, painter: QPainter, room: QRectF, lane: int) -> None:
        colour, ink = lane_colours(lane)
        high = min(room.height() - 6, 34.0)
        badge = QRectF(room.left(), room.center().y() - high / 2, room.width(), high)
        paint.fill_rounded(painter, badge, colour, 5)
        paint.frame(painter, badge, self.theme.muted, 1, 5)
        size = self._size(0.5, 12, 20)
        paint.text(painter, badge, str(lane), size, ink, paint.BOLD, ALIGN_CENTRE)

    def _draw_state(self, painter: QPainter, at: Columns, view: TrainingRow) -> None:
        """Who runs has a filled block, who may start again a word in the tone of a warning."""
        theme, ink = self.theme, self.theme.ink
        both = at.state.united(at.clock)
        if view.doing == RUNS:
            block = both.adjusted(-4, 3, 4, -3)
            paint.fill_rounded(painter, block, theme.selected, 5)
            ink = theme.selected_ink
        elif view.doing == READY:
            ink = theme.alert
        elif view.doing in _QUIET or not view.clock:
            ink = theme.muted
        room = at.state if view.clock else both
        size = paint.fitting(view.state, self._size(*self._words), paint.BOLD, room.width())
        paint.text(painter, room, view.state, size, ink, paint.BOLD)
        sample = max(_WIDEST_CLOCK, view.clock, key=len)
        most = self._size(0.56, 32, 60) if self.height() >= TALL else self._size(0.7, 13, 32)
        size = paint.fitting(sample, most, paint.BOLD, at.clock.width())
        paint.text(painter, at.clock, view.clock, size, ink, paint.BOLD, ALIGN_RIGHT)

    def _draw_last(
        self, painter: QPainter, at: Columns, view: TrainingRow, ink: str, plain: int
    ) -> None:
        theme = self.theme
        if view.held:
            inset = 3 if self.height() >= _LOW else 1
            block = at.last.united(at.word).adjusted(-2, inset, 2, -inset)
            paint.frame(painter, block, theme.ink, 2, 5)
        self._number(painter, at.last, view.last, plain, ink, _WIDEST_TIME)
        if not view.gap:
            both = at.gap.united(at.word)
            size = paint.fitting(view.word, self._size(*self._words), paint.SEMIBOLD, both.width())
            paint.text(painter, both, view.word, size, theme.muted, paint.SEMIBOLD)
            return
        gap = at.gap.adjusted(_BLOCK + 4, 0, 0, 0)
        if view.tone != INK and not theme.coloured_digits:
            bar = QRectF(at.gap.left(), at.gap.top() + 6, _BLOCK, at.gap.height() - 12)
            paint.fill_rounded(painter, bar, theme.tone(view.tone), 2)
        colour = theme.digits(view.tone)
        self._number(painter, gap, view.gap, plain, colour.name(), _WIDEST_GAP)
        size = paint.fitting(view.word, self._size(*self._words), paint.SEMIBOLD, at.word.width())
        paint.text(painter, at.word, view.word, size, colour, paint.SEMIBOLD)

    def _draw_past(
        self, painter: QPainter, room: QRectF, past: tuple[PastRep, ...], size: int
    ) -> None:
        """The last ones for which there is room; a bar above is slow, one below is fast."""
        self._cells = []
        if not past:
            return
        sample = max(
            (each.words for each in past), key=lambda w: paint.width(w, size, paint.SEMIBOLD)
        )
        wide = paint.width(sample, size, paint.SEMIBOLD) + 10
        count = max(1, int(room.width() // wide))
        left = room.left()
        for each in past[-count:]:
            cell = QRectF(left, room.top(), wide, room.height())
            self._cells.append((cell, each))
            self._draw_cell(painter, cell, each, size)
            left += wide

    def _draw_cell(self, painter: QPainter, cell: QRectF, each: PastRep, size: int) -> None:
        theme = self.theme
        ink = theme.tone(each.tone) if each.tone in (MUTED, ALERT) else theme.digits(each.tone)
        paint.text(painter, cell, each.words, size, ink, paint.SEMIBOLD)
        if each.tone in (INK, MUTED, ALERT):
            return
        inset, thick = (3, 3) if self.height() >= _LOW else (1, 2)
        low = cell.bottom() - inset - thick
        top = cell.top() + inset if each.tone == BEHIND else low
        bar = QRectF(cell.left(), top, cell.width() - 10, thick)
        paint.fill_rounded(painter, bar, theme.tone(each.tone), 1.5)
