from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import MILE, Distance
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.target import even
from app.domain.times import Instant, seconds
from app.engine.engine import Engine
from app.formats.sound_records import unsound
from tests.unit.formats.sessions import ANN, BEA, ZERO, armed, live_mile, setup

RECORDS = live_mile()


def _place_of(event: type[ev.Event]) -> int:
    return next(i for i, each in enumerate(RECORDS) if isinstance(each.event, event))


def _with(place: int, **changes: Any) -> list[ev.Record]:
    changed = list(RECORDS)
    changed[place] = changed[place]._replace(**changes)
    return changed


def _why(records: list[ev.Record], place: int) -> str:
    found = unsound(records)
    assert found is not None
    assert found.place == place
    return found.why


def test_that_what_a_window_recorded_is_sound() -> None:
    assert unsound(RECORDS) is None


def test_that_a_gap_in_the_numbers_is_found() -> None:
    assert _why(_with(3, seq=9), 3) == "found the number 9, expected 4"


def test_that_a_command_of_other_events_is_found() -> None:
    assert _why(_with(3, command=1), 3) == "found the command 1, expected 4"


def test_that_an_undo_of_nothing_is_found() -> None:
    place = _place_of(ev.Voided)
    why = _why(_with(place, event=ev.Voided(1)), place)
    assert why == "found an undo of 1, which is no command to undo"


def test_that_a_redo_of_nothing_is_found() -> None:
    place = _place_of(ev.Voided)
    why = _why(_with(place, event=ev.Restored(2)), place)
    assert why == "found a redo of 2, which is no command to redo"


def test_that_a_race_without_a_plan_is_found() -> None:
    assert "cannot follow" in _why(_with(0, event=ev.Started("event")), 0)


@pytest.mark.parametrize(
    ("event", "why"),
    [
        (ev.SplitTaken(BEA, "event"), "cannot follow"),
        (ev.Started("event"), "The race has already started"),
        (ev.TargetRemoved("sub-9"), 'There is no target "sub-9"'),
        (ev.TargetChanged("sub-9", even(MILE, seconds(300))), 'There is no target "sub-9"'),
        (ev.TargetAdded(even(MILE, seconds(290))), "expected one that is not there already"),
        (ev.SplitTyped(ANN, Distance(5), seconds(9)), "0.005 m is not a mark"),
        (ev.SplitTyped(ANN, MILE, seconds(-9)), "expected a time after the start"),
        (ev.SplitRetimed(1, seconds(9)), "cannot follow"),
        (ev.SplitRetimed(4, seconds(900)), "expected earlier than"),
    ],
)
def test_that_an_event_which_the_rules_would_refuse_is_found(event: ev.Event, why: str) -> None:
    place = len(RECORDS)
    more = ev.Record(place + 1, place + 1, Instant(ZERO + seconds(400)), event)
    assert why in _why([*RECORDS, more], place)


def test_that_a_press_after_the_finish_is_no_split() -> None:
    place = len(RECORDS)
    at = Instant(ZERO + seconds(400))
    more = ev.Record(place + 1, place + 1, at, ev.SplitTaken(ANN, "event"))
    assert "cannot follow" in _why([*RECORDS, more], place)


TIMES = st.floats(0, 400)
COMMANDS = st.one_of(
    st.sampled_from(["start", "undo", "redo", "tap", "plan", "add", "remove", "primary"]),
    st.sampled_from([ANN, BEA]),
    st.tuples(st.sampled_from([ANN, BEA]), TIMES, st.sampled_from([None, 409_344, 809_344])),
)


@given(steps=st.lists(st.tuples(COMMANDS, st.floats(0.1, 90)), max_size=25))
def test_that_every_journal_of_an_engine_is_sound(
    steps: list[tuple[object, float]],
) -> None:
    engine, now = armed("Ann", "Bea"), ZERO
    for what, later in steps:
        now = Instant(now + seconds(later))
        try:
            _do(engine, what, now)
        except Refusal:
            continue
    assert unsound(engine.records) is None


def _do(engine: Engine, what: object, now: Instant) -> None:
    if isinstance(what, tuple):
        entry, elapsed, mark = what
        engine.handle(cm.TypeSplit(at=now, entry=entry, elapsed=seconds(elapsed), mark=mark))
    elif what in (ANN, BEA):
        engine.handle(cm.TakeSplit(at=now, entry=EntryId(str(what)), stamp="event"))
    elif what == "undo":
        engine.undo(now)
    elif what == "redo":
        engine.redo(now)
    else:
        engine.handle(_commands(now, len(engine.records))[str(what)])


def _commands(now: Instant, count: int) -> dict[str, cm.Command]:
    return {
        "start": cm.Start(at=now, stamp="event"),
        "tap": cm.TakeTap(at=now, stamp="event"),
        "plan": cm.PlanSession(at=now, setup=setup("Ann", "Bea")),
        "add": cm.AddTarget(at=now, target=even(MILE, seconds(300 + count % 3))),
        "remove": cm.RemoveTarget(at=now, target="sub-5"),
        "primary": cm.ChoosePrimary(at=now, target="4:50.00"),
    }
