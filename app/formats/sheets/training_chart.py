"""How did the repetitions go, bar by bar against what was asked for? A panel for each athlete.

A bar is a time; repetitions over several distances are held together by their pace per 400 m. The
line over a bar is its target, a box the times between which it may lie. What was too slow is solid
on top, what was faster hollow; the thin bar beside it is the earlier session. Places are points,
values seconds; a second is as high in every panel, so that panels may be compared.
"""

import itertools
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app.analysis.laps import per_400
from app.analysis.training.tally import Tally
from app.domain.course import Distance, format_metres
from app.domain.times import NS_PER_S, Duration, format_time
from app.domain.training.rep_target import Aimed
from app.domain.training.session_state import DROPPED, PLANNED, RUNNING
from app.formats.sheets import chart_frame as cf
from app.formats.sheets import paper as ink
from app.formats.sheets import training_words as words
from app.formats.sheets.drawing import (
    BOLD,
    END,
    MIDDLE,
    REGULAR,
    SEMIBOLD,
    Box,
    Group,
    Item,
    Line,
    Measure,
    Path,
    Pen,
    Text,
    fitted,
)
from app.formats.sheets.training_sheet import Line as RepLine
from app.formats.sheets.training_sheet import Trained

_THIRDS = 3
_HEAD, _UNDER = 15.0, 14.0
_SPREAD = 16.0
_VALUE, _WORD = 6.2, 5.8
_ABOVE = 10.0
_SET_GAP = 0.45
_FULL, _BESIDE = 0.72, 0.5
_THIN = 0.24
_LEAST_SPAN = 1.0
_ROOM = 0.5


class Bar(NamedTuple):
    """One repetition in a chart: seconds, or seconds per 400 m; None where there is no time."""

    label: str
    of_set: int
    status: str
    text: str
    height: float | None
    fastest: float | None
    slowest: float | None
    earlier: float | None


class Panel(NamedTuple):
    """The bars of one athlete. `tally` is there where all ran one distance."""

    name: str
    bars: tuple[Bar, ...]
    tally: Tally | None
    by_hand: bool

    @property
    def levels(self) -> list[float]:
        """Return every value that has to be in sight."""
        found = (y for each in self.bars for y in each[4:])
        return [y for y in found if y is not None]


def panel_of(athlete: Trained, *, grouped: bool) -> Panel:
    """Return the panel of an athlete; what was dropped is left out."""
    lines = [each for each in athlete.lines if each.run.status != DROPPED]
    lengths = {each.run.distance for each in lines}
    alone = len(lengths) <= 1
    name = f"{athlete.name} ({athlete.group})" if grouped and athlete.group else athlete.name
    return Panel(
        name=name,
        bars=tuple(_bar(each, alone=alone) for each in lines),
        tally=athlete.tallies[0] if alone and athlete.tallies else None,
        by_hand=any(each.by_hand for each in lines),
    )


def same_distance(athletes: Sequence[Trained]) -> bool:
    """Whether the bars of each athlete are times, and not paces per 400 m."""
    return all(
        len({e.run.distance for e in a.lines if e.run.status != DROPPED}) <= 1 for a in athletes
    )


def _bar(line: RepLine, *, alone: bool) -> Bar:
    run = line.run
    target = run.target if isinstance(run.target, Aimed) else None
    end = line.end

    def level(time: Duration | None) -> float | None:
        if time is None:
            return None
        return (time if alone else per_400(time, run.distance)) / NS_PER_S

    return Bar(
        label=f"{run.in_set}" if alone else _metres(run.distance),
        of_set=run.of_set,
        status=run.status,
        text=words.rough_text(end.time, by_hand=end.by_hand)
        if end
        else words.status_text(run.status),
        height=level(run.time),
        fastest=level(target.fastest) if target else None,
        slowest=level(target.slowest) if target else None,
        earlier=level(line.earlier),
    )


def _metres(distance: Distance) -> str:
    return format_metres(distance).removesuffix(" m")


def span_of(panels: Sequence[Panel]) -> float:
    """Return how many seconds the tallest panel shows from its fastest to its slowest."""
    spans = (max(each.levels) - min(each.levels) for each in panels if each.levels)
    return max((*spans, _LEAST_SPAN))


def drawn_panel(
    panel: Panel, size: tuple[float, float], span: float, measure: Measure, *, headed: bool = True
) -> Group:
    """Return the panel of one athlete in `size` points; `span` is that of all panels."""
    head = _HEAD if headed else 0.0
    frame = _frame(panel, size, head, span, measure)
    slots = _slots(panel.bars, frame)
    items: list[Item] = [*_title(panel, size[0], measure)] if headed else []
    if panel.levels:
        items += cf.y_axis(frame, signed=False, least=17.0)
    for slot in slots:
        items += _drawn(frame, slot, measure)
    items += _fading(frame, panel, slots)
    for slot in slots:
        items += _value(frame, slot, measure)
    items += _spread(frame, panel, measure)
    items += _under(frame, panel.bars, slots, measure)
    return Group(tuple(items), name="repetitions")


def _frame(
    panel: Panel, size: tuple[float, float], head: float, span: float, measure: Measure
) -> cf.Frame:
    levels = panel.levels or [0.0, _LEAST_SPAN]
    low, height = min(levels), size[1] - head - _UNDER
    y_low, y_top = low - span * _ROOM, max(low + span, *levels)
    left = cf.axis_room(max(low, 1.0), y_top, measure, signed=False)
    return cf.Frame(
        left=left,
        top=head,
        width=size[0] - left - _SPREAD,
        height=height,
        x_span=(0.0, 1.0),
        y_span=(y_low, cf.grown(y_low, y_top, height, _ABOVE, 0.0)[1]),
    )


class Slot(NamedTuple):
    """The place of one repetition across the plot."""

    bar: Bar
    left: float
    width: float

    @property
    def middle(self) -> float:
        """Where its middle lies."""
        return self.left + self.width / 2

    @property
    def body(self) -> tuple[float, float]:
        """Where its own bar begins and how wide it is; an earlier one stands left of it."""
        if self.bar.earlier is None:
            return self.left + self.width * (1 - _FULL) / 2, self.width * _FULL
        return self.left + self.width * (0.5 - _BESIDE / 2 + _THIN / 2), self.width * _BESIDE


def _slots(bars: Sequence[Bar], frame: cf.Frame) -> list[Slot]:
    breaks = sum(a.of_set != b.of_set for a, b in itertools.pairwise(bars))
    width = frame.width / max(len(bars) + breaks * _SET_GAP, 1)
    found, x = [], frame.left
    for i, bar in enumerate(bars):
        if i and bars[i - 1].of_set != bar.of_set:
            x += width * _SET_GAP
        found.append(Slot(bar, x, width))
        x += width
    return found


def _title(panel: Panel, width: float, measure: Measure) -> Iterator[Item]:
    """The name, and behind it as much of what it comes to as there is room for."""
    said = words.short_words(panel.tally, by_hand=panel.by_hand) if panel.tally else ()
    name = fitted(panel.name, 8.4, BOLD, width * (0.6 if said else 1.0), measure)
    room = width - measure(name, 8.4, BOLD) - 8
    while said and measure(", ".join(said), 6.6, REGULAR) > room:
        said = said[:-1]
    yield Text(0, 8, name, 8.4, BOLD, ink.INK)
    yield Text(width, 8, ", ".join(said), 6.6, REGULAR, ink.MUTED, END)


def _drawn(frame: cf.Frame, slot: Slot, measure: Measure) -> Iterator[Item]:
    bar = slot.bar
    if bar.earlier is not None:
        yield from _then(frame, slot, bar.earlier)
    if bar.height is None:
        yield from _in_its_place(frame, slot, measure)
    else:
        yield from _body(frame, slot, bar.height)
    if bar.height is not None or bar.status in (PLANNED, RUNNING):
        yield from _target(frame, slot)


def _body(frame: cf.Frame, slot: Slot, height: float) -> Iterator[Item]:
    left, width = slot.body
    bar, top = slot.bar, frame.y(height)
    slow = height if bar.slowest is None else min(height, bar.slowest)
    base = frame.y(slow)
    yield Box(left, base, width, frame.bottom - base, ink.COLUMN)
    if bar.slowest is not None and height > bar.slowest:
        pen = Pen(ink.BEHIND, 0.7)
        yield Box(left + 0.35, top, width - 0.7, base - top, ink.BEHIND_BAR, pen)
    if bar.fastest is not None and height < bar.fastest:
        edge = frame.y(bar.fastest)
        pen = Pen(ink.AHEAD, 0.7, (1.6, 1.2))
        yield Box(left + 0.35, edge, width - 0.7, top - edge, ink.AHEAD_TINT, pen)


def _then(frame: cf.Frame, slot: Slot, earlier: float) -> Iterator[Item]:
    """The earlier session: a thin hollow bar at the left."""
    width = slot.width * _THIN
    left = slot.body[0] - width - 0.6
    top = frame.y(earlier)
    yield Box(left, top, width, frame.bottom - top, ink.WHITE, Pen(ink.MUTED, 0.5))


def _target(frame: cf.Frame, slot: Slot) -> Iterator[Item]:
    """A line, or a box where the target is a range of times."""
    bar = slot.bar
    if bar.fastest is None or bar.slowest is None:
        return
    left, width = slot.body
    left, right = left - 1.2, left + width + 1.2
    high, low = frame.y(bar.slowest), frame.y(bar.fastest)
    pen = Pen(ink.TARGETS[0], 1.3)
    if low - high < 1.0:
        yield Line(left, low, right, low, pen)
    else:
        yield Box(left, high, right - left, low - high, "", pen._replace(width=0.9))


def _value(frame: cf.Frame, slot: Slot, measure: Measure) -> Iterator[Item]:
    """The time over its bar, where it has the width; no line runs through it."""
    height, text = slot.bar.height, slot.bar.text
    half = measure(text, _VALUE, SEMIBOLD) / 2
    if height is None or 2 * half > slot.width - 0.6:
        return
    middle = slot.body[0] + slot.body[1] / 2
    y = frame.y(max(height, slot.bar.slowest or height)) - 2.2
    yield Box(middle - half - 0.6, y - _VALUE * 0.8, 2 * half + 1.2, _VALUE * 0.9, ink.WHITE)
    yield Text(middle, y, text, _VALUE, SEMIBOLD, ink.INK, MIDDLE)


def _in_its_place(frame: cf.Frame, slot: Slot, measure: Measure) -> Iterator[Item]:
    """Why there is no bar: the word, upwards where the place is narrow."""
    text = slot.bar.text
    left, width = slot.body
    middle = left + width / 2
    if measure(text, _WORD, REGULAR) <= slot.width - 1:
        yield Text(middle, frame.bottom - 4, text, _WORD, REGULAR, ink.MUTED, MIDDLE)
        return
    x, y = middle + _WORD * 0.34, frame.bottom - 3
    yield Text(x, y, text, _WORD, REGULAR, ink.MUTED, turned=True)


def _fading(frame: cf.Frame, panel: Panel, slots: Sequence[Slot]) -> Iterator[Item]:
    """A line from the mean of the first third to that of the last: what drop-off compares."""
    if panel.tally is None or panel.tally.drop_off is None:
        return
    timed = [(s.body[0] + s.body[1] / 2, s.bar.height) for s in slots if s.bar.height is not None]
    third = len(timed) // _THIRDS
    ends = [
        (_mean([x for x, _ in part]), _mean([y for _, y in part]))
        for part in (timed[:third], timed[-third:])
    ]
    points = tuple((x, frame.y(y)) for x, y in ends)
    yield Path(points, Pen(ink.INK, 0.9, (3.0, 2.0)))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


def _spread(frame: cf.Frame, panel: Panel, measure: Measure) -> Iterator[Item]:
    """From the best to the worst, at the right, with its size."""
    if panel.tally is None or panel.tally.runs < 2:
        return
    x = frame.right + 3
    best, worst = (frame.y(each / NS_PER_S) for each in (panel.tally.best, panel.tally.worst))
    pen = Pen(ink.MUTED, 0.7)
    for y in (best, worst):
        yield Line(x - 1.6, y, x + 1.6, y, pen)
    yield Line(x, worst, x, best, pen)
    text = format_time(panel.tally.spread, 1)
    if measure(text, _WORD, REGULAR) <= _SPREAD - 5:
        middle = (best + worst) / 2 + _WORD * 0.36
        yield Text(x + 2.6, middle, text, _WORD, REGULAR, ink.MUTED)


def _under(
    frame: cf.Frame, bars: Sequence[Bar], slots: Sequence[Slot], measure: Measure
) -> Iterator[Item]:
    """The numbers in the set, as many as have room, over a line for each set."""
    y = frame.bottom
    widest = max((measure(each.label, cf.AXIS, REGULAR) for each in bars), default=0.0)
    stride = next(
        (n for n in (1, 2, 3, 4, 5, 10, 20, 50) if slots and slots[0].width * n > widest + 2), 100
    )
    for i, slot in enumerate(slots):
        first = not i or bars[i - 1].of_set != slot.bar.of_set
        last = i + 1 == len(slots) or bars[i + 1].of_set != slot.bar.of_set
        left = slot.left if first else slot.left - slot.width / 2
        right = slot.left + slot.width if last else slot.middle
        yield Line(left, y, right, y, Pen(ink.MUTED, 0.7))
        if i % stride == 0:
            at = slot.body[0] + slot.body[1] / 2
            yield Text(at, y + 2.6 + cf.AXIS, slot.bar.label, cf.AXIS, REGULAR, ink.MUTED, MIDDLE)
