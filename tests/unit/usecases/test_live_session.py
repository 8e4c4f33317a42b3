import os
import re
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.plan import EntryId, Setup
from app.domain.refusals import BadPlan
from app.domain.times import Instant
from app.engine.clocks import Anchor, ManualClock
from app.storage.checksums import sum_of
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.sessions import local_date
from app.usecases import live_session
from app.usecases.live_session import (
    LiveSession,
    left_running,
    reopen,
    start_session,
    unfinished,
)
from tests.unit.storage.processes import held_elsewhere, other_process
from tests.unit.storage.record_strategies import ANCHOR, SECOND, mile_setup, race

SOON = 20.0
LANE = EntryId("1")


class Machine:
    """A machine whose clocks and boots a test moves by hand."""

    def __init__(self) -> None:
        self.clock = ManualClock(ANCHOR.at)
        self.wall = ANCHOR.wall_utc_ns
        self.boot = ANCHOR.boot_id

    def anchor(self, clock: ManualClock) -> Anchor:
        return Anchor(clock.now(), self.wall, self.boot, ANCHOR.clock)

    def wait(self, seconds: float) -> None:
        self.clock.instant = Instant(self.clock.instant + round(seconds * SECOND))
        self.wall += round(seconds * SECOND)

    def boot_again(self, boot: str, *, seconds: float, up: float = 30) -> None:
        """Be switched off and on: `seconds` later the clock says `up`."""
        self.wait(seconds)
        self.boot, self.clock = boot, ManualClock(Instant(round(up * SECOND)))


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Machine:
    made = Machine()
    monkeypatch.setattr(live_session, "take_anchor", made.anchor)
    return made


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "splitline" / "library.splitline"


Keep = Callable[[LiveSession], LiveSession]


@pytest.fixture
def keep() -> Iterator[Keep]:
    """See to it that the journals of these sessions end with the test."""
    kept: list[LiveSession] = []

    def add(session: LiveSession) -> LiveSession:
        kept.append(session)
        return session

    yield add
    for each in kept:
        each.journal.abandon()


def press(session: LiveSession, machine: Machine) -> None:
    at = session.session_now(machine.clock.now())
    session.engine.handle(cm.TakeSplit(at=at, entry=LANE, stamp=ev.EVENT_STAMP))


def begin(session: LiveSession, machine: Machine) -> None:
    at = session.session_now(machine.clock.now())
    session.engine.handle(cm.Start(at=at, stamp=ev.EVENT_STAMP))


@pytest.fixture
def left(library: Path, machine: Machine, keep: Keep) -> str:
    """A race 10 s after the anchor, with splits at 60 and 121 s, that was left at 150 s."""
    session = keep(start_session(library, mile_setup(), machine.clock))
    machine.wait(10)
    begin(session, machine)
    for seconds in (60, 61):
        machine.wait(seconds)
        press(session, machine)
    machine.wait(29)
    assert session.journal.close(SOON)
    return session.id


def times(session: LiveSession) -> list[float]:
    state = session.engine.state
    return [each.time(state.zero) / SECOND for each in state.entries[LANE].splits]


def test_that_a_race_is_stored_from_its_plan_on(
    library: Path, machine: Machine, keep: Keep
) -> None:
    session = keep(start_session(library, mile_setup(), machine.clock))
    assert session.engine.planned
    assert session.journal.flush(SOON)
    assert Library(library).records(session.id) == session.engine.records
    assert Library(library).anchor(session.id) == ANCHOR
    assert (session.offset, session.exact, session.uncertainty) == (0, True, 0)
    assert session.session_now(Instant(7)) == 7


def test_that_the_id_says_the_day_and_the_event(
    library: Path, machine: Machine, keep: Keep
) -> None:
    session = keep(start_session(library, mile_setup(), machine.clock))
    day = local_date(ANCHOR.wall_utc_ns)
    assert re.fullmatch(rf"{day}-mile-[0-9a-f]{{4}}", session.id)


@pytest.mark.parametrize(
    ("event", "slug"), [("1200 m", "1200-m"), ("Hindernis/3000", "hindernis-3000"), ("#", "race")]
)
def test_that_any_event_gives_an_id_that_is_easily_typed(
    library: Path, machine: Machine, keep: Keep, event: str, slug: str
) -> None:
    session = keep(start_session(library, named(event), machine.clock))
    assert session.id[11:-5] == slug


def named(event: str) -> Setup:
    setup = mile_setup()
    course = replace(setup.plan.course, event=event)
    return replace(setup, plan=replace(setup.plan, course=course))


def test_that_an_id_that_is_taken_is_not_taken_twice(
    library: Path, machine: Machine, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = iter([b"\x3f\x9a", b"\x3f\x9a", b"\x3f\x9b"])
    monkeypatch.setattr(os, "urandom", lambda _: next(drawn))
    first = keep(start_session(library, mile_setup(), machine.clock))
    assert first.journal.flush(SOON)
    second = keep(start_session(library, mile_setup(), machine.clock))
    assert (first.id[-4:], second.id[-4:]) == ("3f9a", "3f9b")


def test_that_a_set_up_nobody_can_run_leaves_nothing_behind(
    library: Path, machine: Machine
) -> None:
    setup = mile_setup("A")
    with pytest.raises(BadPlan):
        start_session(library, Setup(plan=setup.plan, entrants=(), targets=()), machine.clock)
    assert not library.parent.exists()


def test_that_a_race_begins_even_where_it_cannot_be_saved(
    library: Path, machine: Machine, keep: Keep
) -> None:
    library.mkdir(parents=True)
    session = keep(start_session(library, mile_setup(), machine.clock))
    begin(session, machine)
    assert not session.journal.flush(0.2)
    assert session.engine.trouble.startswith("Not saved: ")
    assert session.engine.state.zero is not None


def test_that_a_race_goes_on_exactly_on_the_same_boot(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    machine.wait(33)
    session = keep(reopen(library, left, machine.clock))
    assert (session.id, session.exact, session.offset) == (left, True, 0)
    assert times(session) == [60, 121]
    assert session.engine.saved == 4
    press(session, machine)
    assert session.journal.close(SOON)
    assert times(session) == [60, 121, 183]
    assert Library(library).records(left) == session.engine.records


def test_that_undo_reaches_back_before_the_kill(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    session = keep(reopen(library, left, machine.clock))
    session.engine.undo(session.session_now(machine.clock.now()))
    assert times(session) == [60]
    session.engine.redo(session.session_now(machine.clock.now()))
    assert times(session) == [60, 121]


def test_that_after_a_restart_of_the_machine_the_wall_clock_leads_back(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    before = Library(library).records(left)
    machine.boot_again("boot-2", seconds=33)
    session = keep(reopen(library, left, machine.clock))
    assert not session.exact
    # Two seconds for the wall clock itself, and one part in ten thousand of the 193 s since.
    assert session.uncertainty == 2 * SECOND + 193 * SECOND // 10_000
    press(session, machine)
    assert session.journal.flush(SOON)
    assert times(session) == [60, 121, 183]
    assert Library(library).records(left)[:4] == before


def test_that_a_second_kill_on_the_new_boot_finds_the_same_clock(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    machine.boot_again("boot-2", seconds=33)
    first = keep(reopen(library, left, machine.clock))
    press(first, machine)
    assert first.journal.close(SOON)
    # The network puts the wall clock right meanwhile: the race must not jump by that.
    machine.wall += SECOND
    machine.wait(60)
    second = keep(reopen(library, left, machine.clock))
    assert (second.offset, second.uncertainty) == (first.offset, first.uncertainty)
    press(second, machine)
    assert times(second) == [60, 121, 183, 243]
    assert second.journal.close(SOON)
    assert len(Library(library).session(left).resumptions) == 1


def test_that_a_third_boot_is_led_back_from_the_opening_again(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    for boot in ("boot-2", "boot-3"):
        machine.boot_again(boot, seconds=30)
        session = keep(reopen(library, left, machine.clock))
        assert session.session_now(machine.clock.now()) == ANCHOR.at + (
            machine.wall - ANCHOR.wall_utc_ns
        )
        assert session.journal.close(SOON)


def test_that_a_wall_clock_that_was_put_back_never_leads_before_what_is_stored(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    machine.boot_again("boot-2", seconds=1)
    machine.wall = ANCHOR.wall_utc_ns - 3600 * SECOND
    session = keep(reopen(library, left, machine.clock))
    last = Library(library).records(left)[-1].at
    assert session.session_now(machine.clock.now()) == last
    assert session.uncertainty > 3600 * SECOND
    machine.wait(10)
    press(session, machine)
    assert times(session) == [60, 121, 131]


@pytest.mark.parametrize(
    ("ran", "passed", "exact"), [(33, 33, True), (33, 34.5, True), (33, 40, False)]
)
def test_that_a_machine_that_names_no_boot_is_judged_by_its_clocks(
    library: Path, machine: Machine, keep: Keep, ran: float, passed: float, exact: bool
) -> None:
    machine.boot = ""
    session = keep(start_session(library, mile_setup(), machine.clock))
    assert session.journal.close(SOON)
    machine.wait(ran)
    machine.wall += round((passed - ran) * SECOND)
    assert keep(reopen(library, session.id, machine.clock)).exact is exact


def test_that_a_clock_of_another_kind_or_one_set_back_is_no_clock_of_this_boot(
    library: Path, machine: Machine, left: str, keep: Keep, monkeypatch: pytest.MonkeyPatch
) -> None:
    machine.clock.instant = Instant(ANCHOR.at - 1)
    assert not keep(reopen(library, left, machine.clock)).exact
    machine.clock.instant = Instant(ANCHOR.at + 200 * SECOND)
    here = machine.anchor(machine.clock)._replace(clock="QueryPerformanceCounter")
    monkeypatch.setattr(live_session, "take_anchor", lambda _: here)
    assert not keep(reopen(library, left, machine.clock)).exact


def test_that_what_is_not_there_or_damaged_is_refused(
    library: Path, machine: Machine, left: str
) -> None:
    with pytest.raises(LibraryError, match='There is no session "b"'):
        reopen(library, "b", machine.clock)
    with closing(sqlite3.connect(library)) as connection, connection:
        fields = (left, "main", 5, 5, 0, "voided", '{"command": 9}')
        connection.execute(
            "INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?)", (*fields, sum_of(*fields))
        )
    with pytest.raises(LibraryError, match=r"events\[4\]: found one that cannot be"):
        reopen(library, left, machine.clock)


def test_that_the_newest_race_left_running_is_offered(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    found = unfinished(library)
    assert found is not None
    assert (found.id, found.phase) == (left, "running")
    assert unfinished(library, other_than=left) is None
    machine.wait(60)
    newer = keep(start_session(library, mile_setup(), machine.clock))
    assert newer.journal.flush(SOON)
    assert unfinished(library) == found
    begin(newer, machine)
    assert newer.journal.flush(SOON)
    offered = unfinished(library)
    assert offered is not None
    assert offered.id == newer.id
    assert unfinished(library, other_than=newer.id) == found


def test_that_finished_and_imported_races_are_not_offered(library: Path) -> None:
    assert unfinished(library) is None
    assert Library(library).add("a", ANCHOR, race(60, 121, 183, 247), "live")
    assert Library(library).add("b", ANCHOR, race(60, 121), "import")
    assert unfinished(library) is None


def test_that_a_race_that_another_process_times_is_not_offered(library: Path, left: str) -> None:
    with held_elsewhere(library):
        assert unfinished(library) is None
    assert unfinished(library) is not None


@pytest.mark.slow
def test_that_a_race_killed_in_the_middle_goes_on(
    library: Path, machine: Machine, keep: Keep
) -> None:
    with other_process("press", library, "killed") as process:
        assert process.stdout is not None
        acknowledged = next(int(line) for line in process.stdout if int(line) >= 50)
    found = unfinished(library)
    assert found is not None
    session = keep(reopen(library, found.id, machine.clock))
    assert session.exact
    assert len(session.engine.records) >= acknowledged
    assert len(session.engine.state.taps) == len(session.engine.records) - 2
    machine.wait(100_000)
    press(session, machine)
    assert session.journal.close(SOON)
    assert Library(library).records("killed") == session.engine.records


def test_that_a_race_left_running_is_offered_with_a_clock_as_good_as_ever_on_the_same_boot(
    library: Path, machine: Machine, left: str
) -> None:
    machine.wait(33)
    found = left_running(library, machine.clock)
    assert found is not None
    assert (found.summary.id, found.uncertainty) == (left, 0)
    assert left_running(library, machine.clock, other_than=left) is None


def test_that_after_a_simulated_restart_it_is_offered_with_the_uncertainty_it_then_has(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    machine.boot_again("boot-2", seconds=33)
    found = left_running(library, machine.clock)
    session = keep(reopen(library, left, machine.clock))
    assert found is not None
    assert found.uncertainty == session.uncertainty > 2 * SECOND
    assert session.found == session.session_now(machine.clock.now())


def test_that_a_second_kill_after_a_simulated_restart_knows_since_when_the_clock_is_doubtful(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    machine.boot_again("boot-2", seconds=33)
    first = keep(reopen(library, left, machine.clock))
    press(first, machine)
    assert first.journal.close(SOON)
    machine.wait(40)
    second = keep(reopen(library, left, machine.clock))
    assert (second.found, second.uncertainty) == (first.found, first.uncertainty)


def test_that_a_simulated_suspend_leaves_the_clock_as_good_as_ever(
    library: Path, machine: Machine, left: str, keep: Keep
) -> None:
    """The clock since boot counts on while the machine is asleep, so that nothing has to be found."""
    machine.wait(8 * 3600)
    session = keep(reopen(library, left, machine.clock))
    assert (session.exact, session.uncertainty) == (True, 0)
    press(session, machine)
    assert times(session) == [60, 121, 8 * 3600 + 121 + 29]
