from pathlib import Path

import pytest

from app.domain import commands as cm
from app.domain.events import Record, Voided
from app.domain.plan import Setup
from app.domain.target import even
from app.domain.times import Instant, seconds
from app.engine.clocks import Anchor, ManualClock
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.rows import put_events
from app.storage.schema import connect_for_writing, transaction
from app.usecases.last_setup import last_setup, setup_again, today_of, worth_repeating
from app.usecases.new_race import RaceRequest, setup_for

TODAY = "2026-11-22"
DAY_NS = 86_400 * 10**9
ATHLETES = ("Ann, 4:10", "3: Bea +10", "pacer Bob to 1000", "watch of Ann")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "library.splitline"


def _engine(request: RaceRequest) -> Engine:
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=Instant(0), setup=setup_for(request)))
    return engine


def _store(
    path: Path, name: str, day: int, records: tuple[Record, ...], origin: str = "live"
) -> None:
    anchor = Anchor(Instant(0), 1_777_651_200_000_000_000 + day * DAY_NS, "boot", "clock")
    assert Library(path).add(name, anchor, records, origin)


def _known(path: Path) -> Setup:
    found = last_setup(path, TODAY)
    assert found is not None
    return found


def test_that_the_newest_race_is_set_up_again_as_it_was(path: Path) -> None:
    newest = RaceRequest(event="1500", athletes=ATHLETES, targets=("4:20",), stand="start")
    _store(path, "one", 1, _engine(RaceRequest(event="800")).records)
    _store(path, "two", 2, _engine(newest).records)
    assert _known(path) == setup_for(newest)


def test_that_a_race_that_was_brought_in_does_not_count(path: Path) -> None:
    _store(path, "one", 1, _engine(RaceRequest(event="800")).records)
    _store(path, "two", 2, _engine(RaceRequest(event="1500")).records, origin="import")
    assert _known(path).plan.course.event == "800"


def test_that_a_mile_nobody_named_counts_from_its_first_press_on(path: Path) -> None:
    _store(path, "one", 1, _engine(RaceRequest(event="800")).records)
    plain = _engine(RaceRequest())
    _store(path, "two", 2, plain.records)
    assert _known(path).plan.course.event == "800"
    plain.handle(cm.TakeTap(at=Instant(1), stamp="event"))
    assert worth_repeating(plain.state)
    _store(path, "three", 3, plain.records)
    assert _known(path).plan.course.event == "mile"


def test_that_without_a_race_there_is_no_set_up(path: Path) -> None:
    assert last_setup(path, TODAY) is None
    _store(path, "one", 1, _engine(RaceRequest()).records)
    assert last_setup(path, TODAY) is None


def test_that_the_date_is_that_of_today_where_there_was_one() -> None:
    assert setup_again(_engine(RaceRequest(date="2026-01-01")).state, TODAY).plan.date == TODAY
    assert setup_again(_engine(RaceRequest()).state, TODAY).plan.date == ""


def test_that_the_targets_are_those_the_race_had_in_the_end_the_primary_first() -> None:
    engine = _engine(RaceRequest(athletes=ATHLETES))
    added = even(engine.state.plan.course.distance, seconds(300))
    engine.handle(cm.AddTarget(at=Instant(1), target=added))
    engine.handle(cm.ChoosePrimary(at=Instant(2), target=added.id))
    engine.handle(cm.RemoveTarget(at=Instant(3), target="sub-4"))
    found = setup_again(engine.state, TODAY)
    assert [each.id for each in found.targets] == ["5:00.00", "4:06.42", "4:07.64", "4:10.00"]
    assert found.entrants == setup_for(RaceRequest(athletes=ATHLETES)).entrants


def test_that_an_own_target_that_is_gone_is_none_any_more() -> None:
    state = _engine(RaceRequest(athletes=ATHLETES)).state
    without = state._replace(targets=state.targets[:3])
    assert [each.target for each in setup_again(without, TODAY).entrants] == [None] * 4


def test_that_a_damaged_race_is_named_in_one_sentence(path: Path) -> None:
    _store(path, "one", 1, _engine(RaceRequest(event="800")).records)
    connection = connect_for_writing(path)
    with transaction(connection):
        put_events(connection, "one", [Record(2, 2, Instant(1), Voided(9))])
    connection.close()
    with pytest.raises(
        LibraryError, match=r'^Session "one": events\[1\]: found one that cannot be'
    ):
        last_setup(path, TODAY)


def test_that_today_is_a_date() -> None:
    assert len(today_of(ManualClock())) == len(TODAY)
    assert setup_for(RaceRequest(date=today_of(ManualClock()))).plan.date
