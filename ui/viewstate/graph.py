"""What do the graphs show? Points in metres and seconds, with the words that stand beside them."""

from typing import NamedTuple

from app.analysis.laps import per_400
from app.analysis.live import Passage
from app.domain.course import Distance, to_metres
from app.domain.said import format_time, mark_name
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration
from app.language import marked, tr, tr_as
from ui.viewstate.fan import Fan, coming, finish_edges, finish_fan, moves, moving_fan, past_fans
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import INK, gap_tone
from ui.viewstate.wording import gap_decimals, gap_text, lap_text, target_name, target_time

DEFICIT = "deficit"
PROJECTION = "projection"
LAPS = "laps"
PACE = "pace"
VIEWS = (DEFICIT, PROJECTION, LAPS, PACE)
FROM_FIRST_SPLIT = marked("from the first split on")

Point = tuple[float, float]
_CURVE_STEPS = 32
_MOST_TICKS = 15
_TICK_STEPS = ((300, 30), (900, 60))
"""Up to how many seconds of race a tick stands at every so many."""
_LONGEST_STEP = 300


class Line(NamedTuple):
    """A target's line, its time and name at the right end; `slot` gives its colour and dashes."""

    points: tuple[Point, ...]
    label: str
    name: str
    slot: int
    primary: bool


class Dot(NamedTuple):
    """A fact: where, what stands beside it, in which tone."""

    at: Point
    label: str
    tone: str


class Flag(NamedTuple):
    """A sourced note at a distance, shown once the athlete has passed it."""

    x: float
    text: str
    source: str


class Bar(NamedTuple):
    """One lap as a bar of seconds per 400 m, with the target's pace for the same stretch."""

    begin: float
    end: float
    height: float
    target: float
    label: str
    tone: str


class Still(NamedTuple):
    """All of a graph that changes with a split, a target or a reading only.

    `x_ticks` carry their labels; `x_span` and `y_span` hold all there is to see, without room
    around it. `above` and `below` name what lies either side of `level`, which is None where
    nothing parts the two. `known` is the athlete's own line from mark to mark; `wedge` the area
    between the simple rules' projections, from the last mark to the finish, as (x, low, high), and
    `projected` the way of the rule that is shown. `fans` are the bands of marks that are past,
    `coming` that of the last one as it was there. With `moves` the band is one that moves now, and
    what stands at the ends of the lines with it. `projected_name` is there where that way is no
    projection; `empty` says when something comes, as long as nothing is there.
    """

    view: str
    title: str
    unit: str
    x_ticks: tuple[tuple[float, str], ...]
    x_span: Point
    y_span: Point
    above: str
    below: str
    level: float | None
    lines: tuple[Line, ...]
    dots: tuple[Dot, ...]
    known: tuple[Point, ...]
    flags: tuple[Flag, ...]
    bars: tuple[Bar, ...]
    wedge: tuple[tuple[float, float, float], ...]
    projected: tuple[Point, ...]
    projected_label: str
    fans: tuple[Fan, ...] = ()
    coming: Fan = ()
    moves: bool = False
    projected_name: str = ""
    empty: str = ""


class Moving(NamedTuple):
    """The part that moves with the clock: from the last fact to where the athlete may be now.

    The `fan` is the band from the last mark on where it moves, given that no press has come since,
    and `end` where the projected way ends then, with its label.
    """

    path: tuple[Point, ...]
    point: Point | None
    tone: str
    fan: Fan = ()
    end: Point | None = None
    end_label: str = ""


class Graph(NamedTuple):
    """One graph at one instant."""

    still: Still
    moving: Moving


def still_graph(snapshot: Snapshot, view: str) -> Still:
    """Return the unmoving part of a view: build it again only when the facts have changed."""
    if view == PACE:
        from ui.viewstate.pace import pace_graph

        return pace_graph(snapshot)
    return {DEFICIT: _deficit, PROJECTION: _projection, LAPS: _laps}[view](snapshot)


def moving_graph(snapshot: Snapshot, view: str) -> Moving:
    """Return the live point and the way to it, and the fan."""
    if view == DEFICIT:
        return _moving_gap(snapshot)
    return _moving_finish(snapshot) if view == PROJECTION else Moving((), None, INK)


def _moving_gap(snapshot: Snapshot) -> Moving:
    entry, last, primary = snapshot.entry, snapshot.entry.facts.last, snapshot.primary
    estimate, finish = entry.estimate, snapshot.projected
    if estimate is None:
        return Moving((), None, INK)
    gap = estimate.now[primary.id]
    here = (to_metres(estimate.position), gap / NS_PER_S)
    begin = _dot_point(last, primary) if last else (0.0, 0.0)
    moving = Moving((begin, here), here, gap_tone(gap, 1))
    if finish is None or not moves(snapshot):
        return moving
    end = (to_metres(primary.distance), (finish - primary.finish) / NS_PER_S)
    return moving._replace(fan=moving_fan(snapshot), end=end, end_label=format_time(finish, 1))


def _moving_finish(snapshot: Snapshot) -> Moving:
    """The finish as it is projected now: level until the silence says something."""
    entry, last = snapshot.entry, snapshot.entry.facts.last
    finish = snapshot.projected
    if entry.estimate is None or last is None or last.projection is None or finish is None:
        return Moving((), None, INK)
    begin, now = last.run.time / NS_PER_S, entry.elapsed / NS_PER_S
    here = (now, finish / NS_PER_S)
    path = ((begin, last.projection.finish / NS_PER_S), here)
    return Moving(path, here, INK, finish_fan(snapshot))


def _dot_point(passage: Passage, target: Target) -> Point:
    return to_metres(passage.run.mark), passage.deficits[target.id] / NS_PER_S


def _deficit(snapshot: Snapshot) -> Still:
    facts, primary = snapshot.entry.facts, snapshot.primary
    lines = tuple(_gap_line(snapshot, each) for each in snapshot.targets)
    dots = tuple(_gap_dot(each, primary) for each in facts.passages)
    wedge, projected, label = _wedge(snapshot)
    levels = [y for line in lines for _, y in line.points] + [dot.at[1] for dot in dots]
    fan = coming(snapshot)
    levels += [y for _, *ends in (*wedge, *fan) for y in ends]
    return Still(
        view=DEFICIT,
        title=tr("Gap to {target}", target=target_name(primary)),
        unit=tr("seconds, by distance"),
        x_ticks=mark_ticks(snapshot),
        x_span=(0.0, to_metres(primary.distance)),
        y_span=(min([*levels, -1.0]), max([*levels, 1.0])),
        above=tr_as("alone", "BEHIND"),
        below=tr_as("alone", "AHEAD"),
        level=0.0,
        lines=lines,
        dots=dots,
        known=((0.0, 0.0), *(dot.at for dot in dots)) if dots else (),
        flags=_flags(snapshot),
        bars=(),
        wedge=wedge,
        projected=projected,
        projected_label=label,
        coming=fan,
        moves=moves(snapshot),
    )


def _gap_line(snapshot: Snapshot, target: Target) -> Line:
    """A target's line is how far its own light is behind the primary's, place by place."""
    primary = snapshot.primary
    places = sorted({d for each in (target, primary) for d in _places(each)})
    gaps = ((d, (target.time_at(d) - primary.time_at(d)) / NS_PER_S) for d in places)
    return line_of(snapshot, target, tuple((to_metres(d), gap) for d, gap in gaps))


def line_of(snapshot: Snapshot, target: Target, points: tuple[Point, ...]) -> Line:
    """Return the line of a target along `points`."""
    return Line(
        points,
        target_time(target),
        target_name(target),
        snapshot.analysis.state.targets.index(target),
        target.id == snapshot.primary.id,
    )


def _places(target: Target) -> list[Distance]:
    knots = [d for d, _ in target.knots]
    if not target.curved:
        return knots
    return knots + [Distance(target.distance * i // _CURVE_STEPS) for i in range(_CURVE_STEPS)]


def _gap_dot(passage: Passage, primary: Target) -> Dot:
    gap, split = passage.deficits[primary.id], passage.run.split
    tone = gap_tone(gap, gap_decimals(split))
    return Dot(_dot_point(passage, primary), gap_text(gap, split), tone)


def _wedge(
    snapshot: Snapshot,
) -> tuple[tuple[tuple[float, float, float], ...], tuple[Point, ...], str]:
    facts, primary = snapshot.entry.facts, snapshot.primary
    last, projection = facts.last, facts.projection
    if last is None or projection is None:
        return (), (), ""
    begin, end, finish = _dot_point(last, primary), to_metres(primary.distance), projection.finish
    projected = (begin, (end, (finish - primary.finish) / NS_PER_S))
    if projection.band is not None:
        return (), projected, format_time(finish, 1)
    low, high = ((t - primary.finish) / NS_PER_S for t in projection.spread)
    wedge = ((begin[0], begin[1], begin[1]), (end, low, high))
    return wedge, projected, format_time(finish, 1)


def mark_ticks(snapshot: Snapshot) -> tuple[tuple[float, str], ...]:
    """Return the marks in metres with their names."""
    course = snapshot.analysis.state.plan.course
    return tuple((to_metres(mark), mark_name(course, mark)) for mark in course.marks)


def _flags(snapshot: Snapshot) -> tuple[Flag, ...]:
    """No look-ahead: a note appears when the athlete has a split beyond it."""
    plan, reached = snapshot.analysis.state.plan, snapshot.entry.facts.entry.last_mark
    started = snapshot.analysis.state.zero is not None
    return tuple(
        Flag(to_metres(note.at), note.text, note.source)
        for note in plan.notes
        if note.at <= reached and started
    )


def _projection(snapshot: Snapshot) -> Still:
    """A level line a target; the projections as they were made, and the finish as it came."""
    passages = snapshot.entry.facts.passages
    dots, fans = tuple(_projected_dot(snapshot, each) for each in passages), past_fans(passages)
    levels = [each.finish / NS_PER_S for each in snapshot.targets] + [dot.at[1] for dot in dots]
    length = max(levels)
    levels += [y for fan in fans for _, *edges in fan for y in edges] + finish_edges(snapshot)
    lines = tuple(
        line_of(snapshot, each, ((0.0, each.finish / NS_PER_S), (length, each.finish / NS_PER_S)))
        for each in snapshot.targets
    )
    middle = (min(levels) + max(levels)) / 2
    return Still(
        view=PROJECTION,
        title=tr("Projected finish"),
        unit=tr("by race time"),
        x_ticks=_minute_ticks(length),
        x_span=(0.0, length),
        y_span=(min(*levels, middle - 1.0), max(*levels, middle + 1.0)),
        above=tr("SLOWER"),
        below=tr("FASTER"),
        level=snapshot.primary.finish / NS_PER_S,
        lines=lines,
        dots=dots,
        known=(),
        flags=(),
        bars=(),
        wedge=(),
        projected=_steps(dots),
        projected_label="",
        fans=fans,
        empty="" if dots else tr(FROM_FIRST_SPLIT),
    )


def _steps(dots: tuple[Dot, ...]) -> tuple[Point, ...]:
    """A projection holds from its mark until the next one."""
    points: list[Point] = []
    for dot in dots:
        points += [(dot.at[0], points[-1][1])] if points else []
        points.append(dot.at)
    return tuple(points)


def _projected_dot(snapshot: Snapshot, passage: Passage) -> Dot:
    time, primary = passage.run.time, snapshot.primary
    projection, decimals = passage.projection, 1
    if projection is None:
        decimals = gap_decimals(passage.run.split)
    finish = projection.finish if projection else time
    tone = gap_tone(Duration(finish - primary.finish), decimals)
    return Dot((time / NS_PER_S, finish / NS_PER_S), format_time(finish, decimals), tone)


def _minute_ticks(length_s: float) -> tuple[tuple[float, str], ...]:
    """At most fifteen and the start, however long a race takes."""
    step = next((each for most, each in _TICK_STEPS if length_s <= most), _LONGEST_STEP)
    while length_s > _MOST_TICKS * step:
        step *= 2
    times = range(0, int(length_s) + 1, step)
    return tuple((float(time), f"{time // 60}:{time % 60:02d}") for time in times)


def _laps(snapshot: Snapshot) -> Still:
    facts, primary = snapshot.entry.facts, snapshot.primary
    bars = tuple(_bar(each, primary) for each in facts.passages)
    heights = [h for bar in bars for h in (bar.height, bar.target)]
    heights = heights or [pace_of(primary, Distance(0), primary.distance)]
    room = max(max(heights) - min(heights), 1.0) * 0.5
    return Still(
        view=LAPS,
        title=tr("Laps"),
        unit=tr("seconds per 400 m, the line is {target}", target=target_name(primary)),
        x_ticks=mark_ticks(snapshot),
        x_span=(0.0, to_metres(primary.distance)),
        y_span=(min(heights) - room, max(heights) + room / 2),
        above="",
        below="",
        level=None,
        lines=(),
        dots=(),
        known=(),
        flags=(),
        bars=bars,
        wedge=(),
        projected=(),
        projected_label="",
        empty="" if bars else tr(FROM_FIRST_SPLIT),
    )


def _bar(passage: Passage, primary: Target) -> Bar:
    run = passage.run
    return Bar(
        to_metres(run.begin),
        to_metres(run.mark),
        run.per_400 / NS_PER_S,
        pace_of(primary, run.begin, run.mark),
        lap_text(run.lap),
        gap_tone(passage.changes[primary.id], gap_decimals(run.split)),
    )


def pace_of(target: Target, begin: Distance, end: Distance) -> float:
    """Return the pace that a target asks for on a stretch, in seconds per 400 m."""
    time = Duration(target.time_at(end) - target.time_at(begin))
    return per_400(time, Distance(end - begin)) / NS_PER_S


def static_key(snapshot: Snapshot) -> tuple[object, ...]:
    """Return what the unmoving part depends on: compared with ==, cheap where nothing changed."""
    state = snapshot.analysis.state
    started = state.zero is not None
    shown = snapshot.primary.id, snapshot.targets, moves(snapshot)
    return snapshot.entry.facts, state.plan, started, *shown
