"""What stands on the sheet of a race, whatever it is printed on? Frozen head, rows and foot.

Times are nanoseconds, distances millimetres; deficits are positive behind. How they are rounded
and written is the business of each format.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app import __version__
from app.analysis.deficit import in_metres, needed_per_400
from app.analysis.laps import Lap, per_400
from app.analysis.live import Analysis, Facts, Passage
from app.domain.course import Distance, format_metres, mark_name
from app.domain.state import SessionState
from app.domain.target import Target
from app.domain.times import Duration, canonical

_HAND_NOTE = "Times by hand, rounded up to a tenth (h)."


class Against(NamedTuple):
    """One split held against one target; `change` is how much of the deficit this lap made."""

    time: Duration
    lap: Duration
    deficit: Duration
    deficit_length: Distance
    change: Duration
    needed_per_400: Duration | None


class Row(NamedTuple):
    """One split. `against` is in the order of the sheet's targets; `gap` is to the first there."""

    athlete: str
    lane: int
    mark: Distance
    mark_name: str
    time: Duration
    lap: Duration
    length: Distance
    per_400: Duration
    mean_per_400: Duration
    rank: int
    gap: Duration
    against: tuple[Against, ...]
    projected: Duration | None
    rule: str
    stamp: str
    by_hand: bool
    edited: bool
    flag: str


class Sheet(NamedTuple):
    """A whole sheet: labelled lines, the targets of the columns, one row a split."""

    title: str
    line: str
    clock: str
    head: tuple[tuple[str, str], ...]
    targets: tuple[Target, ...]
    rows: tuple[Row, ...]
    foot: tuple[str, ...]


Passed = Mapping[Distance, Sequence[Duration]]


def sheet_of(analysis: Analysis) -> Sheet:
    """Return the sheet of a session: its athletes in their order, the marks of each in theirs."""
    state = analysis.state
    facts = [each.facts for each in analysis.entries]
    passed = _passed(facts)
    rows = tuple(_row(state, each, i, passed) for each in facts for i in range(len(each.passages)))
    return Sheet(
        title=state.plan.title,
        line=state.plan.line,
        clock=state.plan.clock,
        head=_head(state),
        targets=state.targets,
        rows=rows,
        foot=_foot(rows),
    )


def _passed(facts: Sequence[Facts]) -> Passed:
    times: dict[Distance, list[Duration]] = {}
    for each in facts:
        for passage in each.passages:
            times.setdefault(passage.run.mark, []).append(passage.run.time)
    return {mark: sorted(found) for mark, found in times.items()}


def _row(state: SessionState, facts: Facts, place: int, passed: Passed) -> Row:
    passage, entrant = facts.passages[place], facts.entry.entrant
    run, projection = passage.run, passage.projection
    times = passed[run.mark]
    return Row(
        athlete=entrant.athlete,
        lane=entrant.lane,
        mark=run.mark,
        mark_name=mark_name(state.plan.course, run.mark),
        time=run.time,
        lap=run.lap,
        length=run.length,
        per_400=run.per_400,
        mean_per_400=per_400(run.time, run.mark),
        rank=times.index(run.time) + 1,
        gap=Duration(run.time - times[0]),
        against=tuple(_against(passage, run, target) for target in state.targets),
        projected=projection.finish if projection else None,
        rule=projection.rule if projection else "",
        stamp=run.split.stamp,
        by_hand=run.split.by_hand,
        edited=run.split.edited,
        flag=passage.flag,
    )


def _against(passage: Passage, run: Lap, target: Target) -> Against:
    deficit = passage.deficits[target.id]
    time = target.time_at(run.mark)
    return Against(
        time=time,
        lap=Duration(time - target.time_at(run.begin)),
        deficit=deficit,
        deficit_length=in_metres(deficit, run.lap, run.length),
        change=passage.changes[target.id],
        needed_per_400=needed_per_400(run.time, run.mark, target),
    )


def _head(state: SessionState) -> tuple[tuple[str, str], ...]:
    plan, course = state.plan, state.plan.course
    athletes = ", ".join(each.entrant.athlete for each in state.entries.values())
    lines = (
        ("Race", plan.title),
        ("Athlete", athletes),
        ("Venue", plan.venue),
        ("Date", plan.date),
        ("Event", f"{course.event}, {format_metres(course.distance)}"),
        ("Lap", format_metres(course.lap)),
        ("Line", plan.line),
        ("Clock", plan.clock),
        ("Time zero", state.zero.basis if state.zero else ""),
        ("Conditions", plan.conditions),
        ("Status", plan.status),
        *(("Target", f"{each.name}, {canonical(each.finish)}") for each in state.targets),
    )
    return tuple((label, text) for label, text in lines if text)


def _foot(rows: Sequence[Row]) -> tuple[str, ...]:
    hand = (_HAND_NOTE,) if any(each.by_hand for each in rows) else ()
    return (*hand, f"Splitline {__version__}")
