from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.domain import commands as cm
from app.domain.events import Planned
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.repair_commands import MissMark
from app.domain.times import Duration, Instant
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage.sessions import LIVE, SessionHead, local_date, summarise, utc_text, wall_ns
from tests.unit.storage.record_strategies import ANCHOR, SECOND, mile_setup, race

HEAD = SessionHead("a", ANCHOR)


def test_that_the_anchor_of_these_tests_is_an_evening_in_november() -> None:
    assert utc_text(ANCHOR.wall_utc_ns) == "2026-11-21T20:45:03.000Z"


def test_that_a_running_race_is_summed_up_without_a_result() -> None:
    state = fold(race(60, 121, athletes=("A", "B")))
    assert state is not None
    summary = summarise(HEAD, state)
    assert summary.id == "a"
    assert summary.title == "Evening mile"
    assert (summary.kind, summary.event) == ("race", "mile")
    assert summary.athletes == ("A", "B")
    assert (summary.phase, summary.result) == ("running", None)
    assert summary.created_utc == "2026-11-21T20:45:03.000Z"
    # The start was pressed 10 s after the anchor.
    assert summary.started_utc == "2026-11-21T20:45:13.000Z"
    assert summary.date == local_date(ANCHOR.wall_utc_ns)
    assert summary.origin == LIVE


def test_that_the_result_is_the_time_of_the_first_one_home() -> None:
    engine = Engine(MemoryJournal(), race(60, 121, 183, 247, athletes=("A", "B")))
    assert summarise(HEAD, engine.state).result == 247 * SECOND
    assert summarise(HEAD, engine.state).phase == "running"
    for seconds in (59, 120, 180, 241):
        engine.handle(
            cm.TypeSplit(at=Instant(0), entry=EntryId("2"), elapsed=Duration(seconds * SECOND))
        )
    assert summarise(HEAD, engine.state).result == 241 * SECOND
    assert summarise(HEAD, engine.state).phase == "finished"


def test_that_a_finish_without_a_time_gives_no_result() -> None:
    engine = Engine(MemoryJournal(), race(60, 121, 183, athletes=("A",)))
    engine.handle(MissMark(at=Instant(0), entry=EntryId("1")))
    summary = summarise(HEAD, engine.state)
    assert (summary.phase, summary.result) == ("finished", None)


def test_that_a_race_without_a_start_counts_from_its_opening() -> None:
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=ANCHOR.at, setup=mile_setup()))
    summary = summarise(HEAD, engine.state)
    assert (summary.phase, summary.started_utc) == ("armed", summary.created_utc)


def test_that_a_race_of_an_unknown_time_has_no_times_of_day() -> None:
    state = fold(race(60))
    assert state is not None
    summary = summarise(HEAD._replace(anchor=ANCHOR._replace(wall_utc_ns=0)), state)
    assert (summary.created_utc, summary.started_utc, summary.date) == ("", "", "")


def test_that_a_race_brought_in_without_a_clock_stands_by_its_day() -> None:
    planned, *rest = race(60)
    assert isinstance(planned.event, Planned)
    setup = planned.event.setup
    dated = planned._replace(
        event=Planned(replace(setup, plan=replace(setup.plan, date="2024-05-03")))
    )
    state = fold((dated, *rest))
    assert state is not None
    summary = summarise(HEAD._replace(anchor=ANCHOR._replace(wall_utc_ns=0)), state)
    assert (summary.created_utc, summary.started_utc) == ("2024-05-03", "")


def test_that_wall_time_follows_the_clock_of_the_session() -> None:
    assert wall_ns(ANCHOR, Instant(ANCHOR.at + 5)) == ANCHOR.wall_utc_ns + 5
    assert wall_ns(ANCHOR._replace(wall_utc_ns=0), Instant(5)) == 0


@pytest.mark.parametrize(
    ("wall", "text"),
    [
        (0, ""),
        (1_123_456_789, "1970-01-01T00:00:01.123Z"),
        (2**63 - 1, "2262-04-11T23:47:16.854Z"),
        (10**25, ""),
    ],
)
def test_that_wall_times_are_written_in_utc_to_the_millisecond(wall: int, text: str) -> None:
    assert utc_text(wall) == text


@pytest.mark.parametrize(
    ("wall", "date"),
    [
        (0, ""),
        (ANCHOR.wall_utc_ns, datetime(2026, 11, 21, 20, 45, 3, tzinfo=UTC).astimezone().date()),
    ],
)
def test_that_the_date_is_that_of_the_place(wall: int, date: object) -> None:
    assert local_date(wall) == str(date)
