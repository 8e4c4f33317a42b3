"""How fast was each stretch, and how fast must the rest be? Seconds per 400 m, by distance."""

from itertools import pairwise

from app.analysis.live import Passage
from app.domain.course import Distance, to_metres
from app.domain.target import Target
from app.domain.times import NS_PER_S
from app.language import tr
from ui.viewstate.graph import (
    FROM_FIRST_SPLIT,
    PACE,
    Dot,
    Line,
    Point,
    Still,
    line_of,
    mark_ticks,
    pace_of,
)
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import gap_tone
from ui.viewstate.wording import gap_decimals, lap_text, target_name

_EVEN_S = 0.005


def pace_graph(snapshot: Snapshot) -> Still:
    """Return the paces of what was run as steps with a dot at each mark, the targets' beside them."""
    facts, primary = snapshot.entry.facts, snapshot.primary
    dots = tuple(_dot(each, primary) for each in facts.passages)
    lines = tuple(_line(snapshot, each) for each in snapshot.targets)
    needed = _needed(snapshot)
    heights = [y for each in lines for _, y in each.points] + [dot.at[1] for dot in dots]
    low, high = min(heights), max(heights)
    room = max(high - low, 1.0)
    if needed and low - room <= needed[0][1] <= high + room:
        low, high = min(low, needed[0][1]), max(high, needed[0][1])
    return Still(
        view=PACE,
        title=tr("Pace"),
        unit=tr("seconds per 400 m, dotted what is needed"),
        x_ticks=mark_ticks(snapshot),
        x_span=(0.0, to_metres(primary.distance)),
        y_span=(low - 0.2 * room, high + 0.2 * room),
        above=tr("SLOWER"),
        below=tr("FASTER"),
        level=_level(lines),
        lines=lines,
        dots=dots,
        known=_steps([(each.run.begin, each.run.mark) for each in facts.passages], dots),
        flags=(),
        bars=(),
        wedge=(),
        projected=needed,
        projected_label=lap_text(snapshot.entry.needed[primary.id], 1) if needed else "",
        projected_name=tr("needed for {target}", target=target_name(primary)),
        empty="" if dots else tr(FROM_FIRST_SPLIT),
    )


def _dot(passage: Passage, primary: Target) -> Dot:
    run = passage.run
    tone = gap_tone(passage.changes[primary.id], gap_decimals(run.split))
    return Dot((to_metres(run.mark), run.per_400 / NS_PER_S), lap_text(run.per_400, 1), tone)


def _steps(stretches: list[tuple[Distance, Distance]], dots: tuple[Dot, ...]) -> tuple[Point, ...]:
    points: list[Point] = []
    for (begin, _), dot in zip(stretches, dots, strict=True):
        points += [(to_metres(begin), dot.at[1]), dot.at]
    return tuple(points)


def _line(snapshot: Snapshot, target: Target) -> Line:
    """From mark to mark, as the athlete is timed."""
    marks = [Distance(0), *snapshot.analysis.state.plan.course.marks]
    if marks[-1] < target.distance:
        marks.append(target.distance)
    points: list[Point] = []
    for begin, end in pairwise(marks):
        pace = pace_of(target, begin, end)
        points += [(to_metres(begin), pace), (to_metres(end), pace)]
    return line_of(snapshot, target, tuple(points))


def _level(lines: tuple[Line, ...]) -> float | None:
    """A target of even pace parts what is slower from what is faster; another one does not."""
    primary = next((each for each in lines if each.primary), None)
    paces = [y for _, y in primary.points] if primary is not None else []
    return paces[0] if paces and max(paces) - min(paces) < _EVEN_S else None


def _needed(snapshot: Snapshot) -> tuple[Point, ...]:
    """From the last mark to the finish, nothing before the first and after the finish."""
    last, primary = snapshot.entry.facts.last, snapshot.primary
    pace = snapshot.entry.needed.get(primary.id)
    if last is None or pace is None or last.run.mark >= primary.distance:
        return ()
    height = pace / NS_PER_S
    return (to_metres(last.run.mark), height), (to_metres(primary.distance), height)
