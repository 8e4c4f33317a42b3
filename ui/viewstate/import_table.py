"""Which times would be stored, athlete by athlete and mark by mark, in words?

Times are nanoseconds from the start, distances millimetres.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from app.domain.course import Course, Distance
from app.domain.evolve import fold
from app.domain.said import format_time, mark_name
from app.domain.state import EntryState, SessionState
from app.domain.times import NS_PER_MS, Duration, canonical
from app.formats.session_json import SessionDocument
from app.language import figure, tr
from app.usecases.proposing import Proposal
from app.usecases.reviewing import Item
from ui.viewstate.wording import NONE, lap_text

_MOST_ROWS = 2000


class TimeTable(NamedTuple):
    """The athletes with their times at the marks, as they would be stored."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    proposed: bool = False


def time_table(item: Item) -> TimeTable:
    """Return the times of one race as they would be stored."""
    if item.proposal is None:
        return _of_session(state_of(item.document))
    return _of_proposal(item.proposal)


def _of_proposal(proposal: Proposal) -> TimeTable:
    if proposal.is_start_list:
        field: tuple[tuple[str, ...], ...] = tuple(
            (str(each.lane), each.athlete, each.found.affiliation) for each in proposal.runners
        )
        return TimeTable((tr("lane"), tr("athlete"), tr("club")), field[:_MOST_ROWS])
    if not proposal.runners:
        return _unplaced(proposal)
    course = _named(proposal.marks)
    heads = (tr("lane"), tr("athlete"), *(mark_name(course, each) for each in proposal.marks))
    rows = tuple(
        (
            str(each.lane),
            each.athlete,
            *_cells({s.mark: s.time for s in each.splits}, proposal.marks, each.status),
        )
        for each in proposal.runners[:_MOST_ROWS]
    )
    return TimeTable(heads, rows, proposal.asks)


def _unplaced(proposal: Proposal) -> TimeTable:
    """Times that have no marks yet, in their order."""
    runners = proposal.race.runners[:_MOST_ROWS]
    most = max((len(each.splits) for each in runners), default=0)
    heads = (
        tr("lane"),
        tr("athlete"),
        *(tr("time {number}", number=i) for i in range(1, most + 1)),
        tr("result"),
    )
    rows = []
    for i, each in enumerate(runners, start=1):
        times = [_time(split.time) for split in each.splits]
        result = _time(each.finish) if each.finish is not None else each.status.upper()
        blank = [""] * (most - len(times))
        rows.append((str(each.lane or i), each.athlete, *times, *blank, result))
    return TimeTable(heads, tuple(rows))


def _of_session(state: SessionState) -> TimeTable:
    course = state.plan.course
    heads = (tr("lane"), tr("athlete"), *(mark_name(course, each) for each in course.marks))
    return TimeTable(heads, tuple(_row(state, each) for each in state.racing))


def _row(state: SessionState, entry: EntryState) -> tuple[str, ...]:
    times = {each.mark: each.time(state.zero_of(entry)) for each in entry.splits}
    cells = _cells(times, state.plan.course.marks, entry.withdrawn)
    return str(entry.entrant.lane), entry.entrant.athlete, *cells


def _cells(
    times: dict[Distance, Duration], marks: Sequence[Distance], status: str
) -> Iterator[str]:
    """Write a time with its lap where the mark before has one; who is out says so at the end."""
    for before, mark in pairwise((Distance(0), *marks)):
        time, earlier = times.get(mark), times.get(before, Duration(0) if not before else None)
        if time is None:
            yield status.upper() if status and mark == marks[-1] else NONE
        elif earlier is None or not before:
            yield _time(time)
        else:
            yield f"{_time(time)}  ({lap_text(Duration(time - earlier))})"


def _named(marks: Sequence[Distance]) -> Course:
    return Course(event="", distance=marks[-1], lap=marks[-1], marks=tuple(marks))


def _time(value: Duration) -> str:
    """Write a time as finely as it was read; a press is known to hundredths at best."""
    return format_time(value) if value % NS_PER_MS else figure(canonical(value))


def state_of(document: SessionDocument | None) -> SessionState:
    """Return where a session stands at its end."""
    assert document is not None, "an item is a proposal or a session"
    state = fold(document.records)
    assert state is not None, "a session begins with its plan"
    return state
