"""What does the library keep about a session, besides its events?

Values only. Instants are those of the session's clock, which is the running clock of the boot it
was begun on.
"""

from typing import NamedTuple

from app.domain.course import Distance
from app.domain.events import Record
from app.domain.plan import PACER
from app.domain.state import EntryState, SessionState, Split
from app.domain.times import Duration, Instant, after
from app.engine.clocks import Anchor

LIVE = "live"
_NS_PER_US = 1000


class SessionHead(NamedTuple):
    """What never changes: the id, the anchor of the clock, and where the session came from.

    `origin` is `live` for a race that was timed here, anything else for one that was brought in.
    """

    id: str
    anchor: Anchor
    origin: str = LIVE


class Resumption(NamedTuple):
    """A session that went on after a restart of the machine.

    `anchor` belongs to the new boot; `offset` leads from its running clock to the session's
    clock, right to within `uncertainty` (ns).
    """

    anchor: Anchor
    offset: Duration
    uncertainty: Duration


class SessionSummary(NamedTuple):
    """A line of the list of sessions, derived from the events.

    `phase` is `armed`, `running` or `finished`; `result` is the time of the first one home (ns);
    times of day are UTC as `2026-11-21T20:45:03.120Z`, empty when nobody knows. A race without a
    start press counts as started when it was opened. One that was brought in without a clock has
    its day alone in `created_utc`, so that it stands among the others of that day. `by_hand` says
    so of the result, as in `Performance`.
    """

    id: str
    title: str
    kind: str
    event: str
    date: str
    athletes: tuple[str, ...]
    phase: str
    result: Duration | None
    started_utc: str
    created_utc: str
    origin: str
    venue: str = ""
    records: int = 0
    notes: str = ""
    binned_utc: str = ""
    by_hand: bool = False


class Label(NamedTuple):
    """What the user wrote on a session: another title, notes, and when it went into the bin.

    None of it belongs to the race; `binned_utc` is empty outside the bin.
    """

    title: str = ""
    notes: str = ""
    binned_utc: str = ""


class Performance(NamedTuple):
    """What one athlete did in a session; `time` (ns) is None without a time at the finish.

    `by_hand` says that the clock was started or stopped by hand, and no official time given.
    """

    athlete: str
    event: str
    distance: Distance
    time: Duration | None
    date: str
    by_hand: bool


class StoredSession(NamedTuple):
    """Everything the library holds about one session."""

    head: SessionHead
    records: tuple[Record, ...]
    resumptions: tuple[Resumption, ...]


def summarise(head: SessionHead, state: SessionState) -> SessionSummary:
    """Return the line of the list for a session that stands at `state`."""
    created = utc_text(head.anchor.wall_utc_ns)
    started = utc_text(wall_ns(head.anchor, state.zero.at)) if state.zero else created
    entries = state.racing
    first = _first_home(head, state)
    return SessionSummary(
        id=head.id,
        title=state.plan.title,
        kind=state.plan.kind,
        event=state.plan.course.event,
        date=state.plan.date or local_date(head.anchor.wall_utc_ns),
        athletes=tuple(each.entrant.athlete for each in entries),
        phase=state.phase,
        result=first.time if first else None,
        started_utc=started,
        created_utc=created or state.plan.date,
        origin=head.origin,
        venue=state.plan.venue,
        records=state.version,
        by_hand=bool(first and first.by_hand),
    )


def performances(head: SessionHead, state: SessionState) -> tuple[Performance, ...]:
    """Return what everybody in a session did; a pacer and who did not finish have no time."""
    course = state.plan.course
    date = state.plan.date or local_date(head.anchor.wall_utc_ns)
    found = []
    for entry in state.racing:
        finish = _finish(state, entry)
        official = entry.entrant.id in state.official
        found.append(
            Performance(
                athlete=entry.entrant.athlete,
                event=course.event,
                distance=course.distance,
                time=finish.time(state.zero_of(entry)) if finish else None,
                date=date,
                by_hand=bool(finish and finish.by_hand) and not official,
            )
        )
    return tuple(found)


def _finish(state: SessionState, entry: EntryState) -> Split | None:
    """Return the split at the finish, by all watches; none of a pacer."""
    counted = state.counted(entry)
    at_finish = counted.last_mark == state.plan.course.distance
    return counted.splits[-1] if at_finish and entry.entrant.role != PACER else None


def _first_home(head: SessionHead, state: SessionState) -> Performance | None:
    """Nobody knows the result of an athlete who passed the finish without a time.

    Of two with the same time it is the one that was taken by hand.
    """
    timed = [each for each in performances(head, state) if each.time is not None]
    return min(timed, key=lambda each: (each.time, not each.by_hand), default=None)


def wall_ns(anchor: Anchor, at: Instant) -> int:
    """Return wall time (ns since 1970, UTC) at the instant `at`, 0 where the anchor has none."""
    return after(Instant(anchor.wall_utc_ns), Duration(at - anchor.at)) if anchor.wall_utc_ns else 0


def utc_text(wall_utc_ns: int) -> str:
    """Write a wall time, `2026-11-21T20:45:03.120Z`; empty for 0 and what no calendar holds."""
    from datetime import UTC, datetime, timedelta

    if wall_utc_ns == 0:
        return ""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(
            microseconds=wall_utc_ns // _NS_PER_US
        )
    except OverflowError:
        return ""
    return moment.isoformat(timespec="milliseconds").removesuffix("+00:00") + "Z"


def storable(text: str) -> str:
    """Return `text` with `?` for halves of surrogate pairs, as the codec writes them in events."""
    return text.encode("utf-8", "replace").decode("utf-8")


def local_date(wall_utc_ns: int) -> str:
    """Return the date on the wall at the place of this machine, empty when nobody knows."""
    from datetime import datetime

    text = utc_text(wall_utc_ns)
    if not text:
        return ""
    try:
        return datetime.fromisoformat(text).astimezone().date().isoformat()
    except (OverflowError, ValueError, OSError):
        return text.partition("T")[0]
