"""How does a race begin that is stored as it happens, and how does it go on after a kill?

Stored instants are never changed: they are those of the session's clock, the running clock of the
boot it began on. After a restart of the machine that clock is gone. The session's time is then
found again by the wall clock, and `offset` leads from the new running clock to it. The offset is
stored with its anchor, so that a second kill on the same boot finds the same one.
"""

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.commands import PlanSession
from app.domain.plan import Setup
from app.domain.times import NS_PER_S, Duration, Instant, after, between
from app.engine.clocks import Anchor, Clock, take_anchor
from app.engine.engine import Engine
from app.storage.journal import SqliteJournal
from app.storage.sessions import (
    Resumption,
    SessionHead,
    SessionSummary,
    StoredSession,
    local_date,
)

if TYPE_CHECKING:
    from app.storage.library import Library

_RANDOM_BYTES = 2
_STEP = Duration(2 * NS_PER_S)
"""How far the wall clock may be out over a restart: the clock on the board keeps whole seconds,
and the network puts right what it kept wrong."""
_DRIFT = 10_000
"""One part in ten thousand is more than a quartz on a board goes wrong."""


class LiveSession(NamedTuple):
    """A race that is being timed.

    `offset` (ns) leads from the running clock to the session's clock. It is 0 but after a restart
    of the machine; then the session's clock is right to within `uncertainty` (ns) only, from the
    instant `found` of its own on.
    """

    engine: Engine
    journal: SqliteJournal
    offset: Duration = Duration(0)
    uncertainty: Duration = Duration(0)
    found: Instant = Instant(0)

    @property
    def id(self) -> str:
        """The id of the session in the library."""
        return self.journal.session_id

    @property
    def anchor(self) -> Anchor:
        """Where the session's clock stood against wall time when it was opened."""
        return self.journal.anchor

    @property
    def exact(self) -> bool:
        """Whether the clock has run on since the start; elapsed times are then as good as ever."""
        return self.uncertainty == 0

    def session_now(self, clock_now: Instant) -> Instant:
        """Return the instant of the session's clock at an instant of the running clock.

        Every command's `at` goes through this, presses included.
        """
        return after(clock_now, self.offset)


class LeftRunning(NamedTuple):
    """A race that was left running; its clock can be found again to within `uncertainty` (ns)."""

    summary: SessionSummary
    uncertainty: Duration


def start_session(library_path: Path, setup: Setup, clock: Clock) -> LiveSession:
    """Begin to time a race and to store it; raise a `Refusal` for a set-up nobody can run.

    A library that cannot be written does not keep the race from beginning: the journal says so.
    """
    anchor = take_anchor(clock)
    event = setup.plan.course.event
    head = SessionHead(free_id(library_path, event, anchor), anchor)
    journal = SqliteJournal(library_path, head)
    engine = Engine(journal)
    engine.handle(PlanSession(at=anchor.at, setup=setup))
    return LiveSession(engine, journal)


def reopen(library_path: Path, session_id: str, clock: Clock) -> LiveSession:
    """Go on timing a stored race; raise `LibraryError` where it is unknown or damaged."""
    from app.storage.soundness import state_of

    stored = _library(library_path).session(session_id)
    state_of(stored.records)
    found, resumption = found_again(stored, take_anchor(clock))
    journal = SqliteJournal(library_path, stored.head, stored.records, resumption)
    engine = Engine(journal, stored.records)
    again = after(found.anchor.at, found.offset)
    session = LiveSession(engine, journal, found.offset, found.uncertainty, again)
    journal.begin()
    return session


def unfinished(library_path: Path, *, other_than: str = "") -> SessionSummary | None:
    """Return the newest race that was left running, to offer it; raise `LibraryError`.

    None while another process writes: the race is most likely running there. `other_than` is the
    race that this process times itself.
    """
    from app.storage.writer_lock import written_elsewhere

    newest = _library(library_path).under_way(limit=2)
    left = [each for each in newest if each.id != other_than]
    return left[0] if left and not written_elsewhere(library_path) else None


def left_running(library_path: Path, clock: Clock, *, other_than: str = "") -> LeftRunning | None:
    """Return the race that `unfinished` offers, and how well its clock would be found again.

    Raises `LibraryError`; `DamagedLibrary` where the race itself is damaged.
    """
    summary = unfinished(library_path, other_than=other_than)
    if summary is None:
        return None
    stored = _library(library_path).session(summary.id)
    found, _ = found_again(stored, take_anchor(clock))
    return LeftRunning(summary, found.uncertainty)


def _library(path: Path) -> "Library":
    """SQLite is imported when a library is opened, not when the window begins."""
    from app.storage.library import Library

    return Library(path)


def free_id(library_path: Path, what: str, anchor: Anchor) -> str:
    """Return an id like `2026-11-21-mile-3f9a`; where the library cannot be asked, the first.

    `what` is the event, or whatever else tells the sessions of a day apart.
    """
    from app.storage.failures import LibraryError

    slug = re.sub(r"[^a-z0-9]+", "-", what.lower()).strip("-") or "race"
    stem = f"{local_date(anchor.wall_utc_ns)}-{slug}-"
    library = _library(library_path)
    while True:
        session_id = stem + os.urandom(_RANDOM_BYTES).hex()
        try:
            if not library.knows(session_id):
                return session_id
        except LibraryError:
            return session_id


def found_again(stored: StoredSession, here: Anchor) -> tuple[Resumption, Resumption | None]:
    """Return how the session's clock is found now, and what of that has to be stored: after a
    restart of the machine, and not twice on one boot."""
    known = _offset_on_this_boot(stored, here)
    if known is not None:
        return known, None
    found = _by_wall_clock(stored, here)
    return found, found


def _offset_on_this_boot(stored: StoredSession, here: Anchor) -> Resumption | None:
    """Return how the session's clock is found on a boot that it has run on before."""
    begun = Resumption(stored.head.anchor, Duration(0), Duration(0))
    known = [each for each in (begun, *stored.resumptions) if _same_boot(each.anchor, here)]
    return known[-1] if known else None


def _same_boot(then: Anchor, here: Anchor) -> bool:
    """Whether the running clock has not been reset between two anchors.

    Where the system names no boot, the clock has run on if it kept step with the wall clock: one
    that began anew at 0 would have to have been switched on at the same moment of its day.
    """
    if then.clock != here.clock or here.at < then.at:
        return False
    if then.boot_id or here.boot_id:
        return then.boot_id == here.boot_id
    ran, passed = between(then.at, here.at), here.wall_utc_ns - then.wall_utc_ns
    return abs(ran - passed) <= _uncertainty(passed)


def _by_wall_clock(stored: StoredSession, here: Anchor) -> Resumption:
    """Return the offset by wall time since the session was opened.

    No instant may lie before one that is stored: a wall clock that was put back stands at the
    last record, and the uncertainty says by how much it was out at least.
    """
    began = stored.head.anchor
    passed = Duration(here.wall_utc_ns - began.wall_utc_ns)
    last = max((each.at for each in stored.records), default=began.at)
    guess = after(began.at, passed)
    now = max(guess, last)
    uncertainty = Duration(_uncertainty(passed) + between(guess, now))
    return Resumption(here, between(here.at, now), uncertainty)


def _uncertainty(passed: int) -> int:
    return _STEP + abs(passed) // _DRIFT
