"""Which races were timed, what is in one of them, and what may be done with it?

Everything raises `LibraryError` with one sentence where the library cannot do it. Times are
nanoseconds.
"""

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.laps import laps
from app.domain.course import mark_name
from app.domain.plan import PACER
from app.domain.refusals import Refusal
from app.domain.state import FINISHED, RUNNING
from app.domain.times import Duration
from app.formats.sheets.sources import HAND, source_of
from app.language import marked, tr
from app.storage.listing import Query
from app.storage.sessions import LIVE, Label, SessionSummary, storable, utc_text
from app.usecases.new_race import event_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.domain.plan import Setup
    from app.domain.state import EntryState, SessionState
    from app.storage.library import Library

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_DAY_FORMS = marked("a day, a month or a year, like 2026-11-21, 2026-11 or 2026")


class BadSearch(ValueError):
    """A filter that means nothing; the message is one sentence."""


class Result(NamedTuple):
    """How one athlete came through; `time` is None where nobody knows the time at the finish."""

    athlete: str
    status: str
    time: Duration | None
    by_hand: bool = False


class Passed(NamedTuple):
    """A mark as it is called, the time from the start, and that of the stretch before it.

    `rough` says that the stretch is good to a tenth: it began or ended by hand, or at an estimate.
    """

    mark: str
    time: Duration
    lap: Duration
    estimated: bool
    by_hand: bool = False
    rough: bool = False


class Details(NamedTuple):
    """What there is to say about one race: who came home how, and the splits of the first."""

    results: tuple[Result, ...]
    whose: str
    splits: tuple[Passed, ...]


def query_for(
    words: str = "", athlete: str = "", event: str = "", since: str = "", until: str = ""
) -> Query:
    """Return what is asked for; raise `BadSearch` for an event or a day that means nothing.

    A month or a year stands for its first day, or as the end of a time for its last.
    """
    return Query(
        words=storable(words),
        athlete=storable(" ".join(athlete.split())),
        event=_event(event),
        since=_day("since", since, last=False),
        until=_day("until", until, last=True),
    )


def _event(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return event_of(text).name
    except Refusal as refusal:
        raise BadSearch(str(refusal)) from None


def _day(what: str, text: str, *, last: bool) -> str:
    plain = text.strip()
    if not plain:
        return ""
    days = _days(plain)
    if days is None:
        raise BadSearch(
            tr(
                '{what}: found "{found}", expected {forms}',
                what=what,
                found=plain,
                forms=tr(_DAY_FORMS),
            )
        )
    return days[last].isoformat()


def _days(text: str) -> tuple[date, date] | None:
    """Return the first and the last day of what is named, None where there is no such day."""
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    if day:
        return first, first
    ends = 12 if month is None else first.month
    return first, date(first.year, ends, monthrange(first.year, ends)[1])


def state_in(library: "Library", session_id: str) -> "SessionState":
    """Return where a session stands; one whose events are damaged, or make no race, says so."""
    from app.storage.failures import LibraryError
    from app.storage.soundness import state_of

    records = library.records(session_id)
    try:
        return state_of(records)
    except LibraryError as error:
        raise LibraryError(
            tr('Session "{session_id}": {error}', session_id=session_id, error=error)
        ) from None


def details_of(library: "Library", session_id: str) -> Details:
    """Return what is in a session; one whose events are damaged says which."""
    state = state_in(library, session_id)
    in_order = sorted(state.racing, key=lambda each: _place(state, each))
    first = state.counted(in_order[0])
    return Details(
        results=tuple(_result(state, each) for each in in_order),
        whose=first.entrant.athlete,
        splits=tuple(_passed(state, first)),
    )


def _passed(state: "SessionState", entry: "EntryState") -> "Iterator[Passed]":
    """Yield the splits of an athlete; a time is by hand where the sheet says so."""
    rough = False
    for run in laps(entry, state.zero_of(entry)):
        mark, estimated = mark_name(state.plan.course, run.mark), run.split.estimated
        by_hand = run.split.by_hand and source_of(state, entry, run) == HAND
        here = by_hand or estimated
        yield Passed(mark, run.time, run.lap, estimated, by_hand, here or rough)
        rough = here


def _place(state: "SessionState", entry: "EntryState") -> tuple[bool, bool, int, int]:
    """Those with a time at the finish come first, then who got farthest; pacers at the end."""
    time = _result(state, entry).time
    return (
        entry.entrant.role == PACER,
        time is None,
        time or 0,
        -state.counted(entry).last_mark,
    )


def _result(state: "SessionState", entry: "EntryState") -> Result:
    counted = state.counted(entry)
    entrant, status = entry.entrant, state.status(entry)
    home = status == FINISHED and counted.last_mark == state.plan.course.distance
    if not home or entrant.role == PACER:
        said = PACER if entrant.role == PACER else status
        return Result(entrant.athlete, said, None)
    finish = counted.splits[-1]
    official = entrant.id in state.official
    time = finish.time(state.zero_of(entry))
    return Result(entrant.athlete, status, time, finish.by_hand and not official)


def left_running(library: "Library", session_id: str) -> bool:
    """Whether a session was timed here and its clock still runs."""
    from app.storage.soundness import any_state_of

    stored = library.session(session_id)
    return stored.head.origin == LIVE and any_state_of(stored.records).phase == RUNNING


def timed_elsewhere(library: "Library") -> str:
    """Return the race that another window is most likely timing now, empty when none is."""
    from app.storage.writer_lock import written_elsewhere

    if not written_elsewhere(library.path):
        return ""
    running: tuple[SessionSummary, ...] = library.under_way()
    return running[0].id if running else ""


def setup_of(library: "Library", session_id: str, today: str) -> "Setup":
    """Return the set-up of a race, to time another one with it; a `Refusal` for an impossible one.

    A race that had a date has `today` (as `2026-11-21`) now.
    """
    from app.domain.setup_rules import check_setup
    from app.usecases.last_setup import setup_again

    setup = setup_again(state_in(library, session_id), today)
    check_setup(setup)
    return setup


def rename(library: "Library", session_id: str, title: str) -> str:
    """Call a session `title`, or as it was planned where that is empty; return how it is called."""
    name = " ".join(title.split())
    planned = _planned_title(library, session_id)
    _relabel(library, session_id, title="" if name == planned else name)
    return name or planned


def _planned_title(library: "Library", session_id: str) -> str:
    """A session that is damaged can have a name all the same."""
    from app.storage.failures import LibraryError

    try:
        return state_in(library, session_id).plan.title
    except LibraryError:
        return ""


def write_notes(library: "Library", session_id: str, notes: str) -> None:
    """Store the notes on a session."""
    _relabel(library, session_id, notes=notes.strip())


def put_in_bin(library: "Library", session_id: str, wall_utc_ns: int) -> None:
    """Put a session into the bin, from which it can be taken until the bin is emptied."""
    _relabel(library, session_id, binned_utc=utc_text(wall_utc_ns))


def take_from_bin(library: "Library", session_id: str) -> None:
    """Put a session back among the others."""
    _relabel(library, session_id, binned_utc="")


def _relabel(library: "Library", session_id: str, **changed: str) -> None:
    label: Label = library.label(session_id)
    new = label._replace(**changed)
    if new != label:
        library.set_label(session_id, new)
