"""Are several commands one step, all of them or none, with a name of its own?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain.evolve import fold
from app.domain.refusals import LaterChange, Refusal
from app.domain.state import DNF
from app.domain.times import Duration, Instant
from app.engine.engine import Change, Engine
from app.engine.ports import MemoryJournal
from app.engine.replay import Replay, run_of
from app.formats.sound_records import unsound
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, at, setup, time, times_of
from tests.unit.engine.live import finished, press, started, tap
from tests.unit.strategies import content, outcome, repairs, sessions

LATE = at("7:00")
FIELD = setup(entries=(ONE, TWO))


def two_missed() -> Engine:
    """Return a mile whose first press came at the bell."""
    engine = started()
    press(engine, PARIS[2])
    return engine


FILLED = (
    rc.InsertSplit(LATE, ONE, MARKS[0], time(PARIS[0]), estimated=True),
    rc.InsertSplit(LATE, ONE, MARKS[1], time(PARIS[1]), estimated=True),
)


def test_that_each_command_is_decided_on_what_the_one_before_left() -> None:
    engine = two_missed()
    change = engine.handle_together(FILLED)
    assert change.state is engine.state
    assert times_of(engine.state) == [
        (mark, time(text)) for mark, text in zip(MARKS[:3], PARIS[:3], strict=True)
    ]
    assert [(each.seq, each.command) for each in change.records] == [(4, 4), (5, 4)]
    assert [each.estimated for each in engine.state.entries[ONE].splits] == [True, True, False]
    assert fold(engine.records) == engine.state
    assert unsound(engine.records) is None


def test_that_undo_takes_all_of_them_back_and_redo_does_them_again() -> None:
    engine = two_missed()
    before = content(engine.state)
    engine.handle_together(FILLED)
    after = content(engine.state)
    assert str(engine.undo_label()) == "inserted split 409 m (1:00.20) and 1 more"
    engine.undo(LATE)
    assert content(engine.state) == before
    assert str(engine.redo_label()) == "inserted split 409 m (1:00.20) and 1 more"
    again = Engine(MemoryJournal(), engine.records)
    again.redo(LATE)
    assert content(again.state) == after


def test_that_a_refusal_leaves_nothing_of_them() -> None:
    engine = two_missed()
    before = (engine.state, engine.records, engine.history)
    with pytest.raises(Refusal):
        engine.handle_together((*FILLED, rc.DeleteSplit(LATE, 99)))
    assert (engine.state, engine.records, engine.history) == before


def test_that_nothing_together_is_nothing() -> None:
    engine = finished()
    before = engine.state
    assert engine.handle_together([]) == ((), before)
    kept: list[rc.RepairCommand] = [rc.NudgeZero(LATE, Duration(0)), rc.Withdraw(LATE, ONE, "")]
    assert engine.handle_together(kept) == ((), before)
    assert engine.state is before


def test_that_listeners_and_journal_hear_of_them_once() -> None:
    journal = MemoryJournal()
    heard: list[Change] = []
    engine = started(journal=journal)
    press(engine, PARIS[2])
    engine.listen(heard.append)
    change = engine.handle_together(FILLED)
    assert heard == [change]
    assert tuple(journal.records) == engine.records


@pytest.mark.parametrize(
    ("commands", "label"),
    [
        ((rc.StartAtTap(LATE, 2),), "start at a tap"),
        (
            (rc.StartAtTap(LATE, 2), rc.TypeRank(LATE, ONE, MARKS[0], 3)),
            "start at a tap and 1 more",
        ),
        (
            (rc.TypeRank(LATE, ONE, MARKS[0], 3), rc.StartAtTap(LATE, 2), rc.CancelStart(LATE)),
            "place at 409 m and 2 more",
        ),
    ],
)
def test_that_the_name_counts_commands_and_not_events(
    commands: tuple[rc.RepairCommand, ...], label: str
) -> None:
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=at("-60"), setup=setup()))
    tap(engine, "-2.3")
    engine.handle_together(commands)
    assert str(engine.undo_label()) == label


def test_that_a_place_and_a_kept_split_have_their_names() -> None:
    engine = started(FIELD)
    press(engine, PARIS[0])
    engine.handle(rc.KeepSplit(LATE, 3))
    assert str(engine.undo_label()) == "kept split 409 m of Lane 1 (1:00.20)"
    engine.handle(rc.TypeRank(LATE, TWO, MARKS[0], 4))
    assert str(engine.undo_label()) == "place at 409 m of Lane 2"
    engine.undo_last_of(ONE, LATE)
    assert not engine.state.entries[ONE].splits[0].kept
    assert engine.state.entries[TWO].ranks == ((MARKS[0], 4),)
    assert str(engine.undo_label_of(ONE)) == "split 409 m of Lane 1 (1:00.20)"


def test_that_a_step_for_two_goes_back_for_both_or_stays() -> None:
    engine = started(FIELD)
    press(engine, PARIS[2])
    engine.handle_together([FILLED[0], rc.MissMark(LATE, TWO)])
    press(engine, "3:05", TWO)
    with pytest.raises(LaterChange):
        engine.undo_last_of(ONE, LATE)
    engine.undo_last_of(TWO, LATE)
    engine.undo_last_of(TWO, LATE)
    assert engine.state.entries[TWO].missed == ()
    assert len(times_of(engine.state)) == 1


def test_that_a_replay_shows_who_was_out_when_it_was_said() -> None:
    engine = started(FIELD)
    press(engine, PARIS[0])
    press(engine, "1:01", TWO)
    engine.handle(rc.Withdraw(at("1:40"), TWO, DNF))
    engine.handle(rc.TypeRank(at("1:50"), ONE, MARKS[0], 7))
    engine.handle(rc.KeepSplit(at("1:55"), 3))
    for text in PARIS[1:]:
        press(engine, text)
    replay = Replay(run_of(engine.state, engine.records), Instant(0))
    replay.seek(time("1:39"), Instant(0))
    assert replay.state.entries[TWO].withdrawn == ""
    assert replay.state.entries[ONE].ranks == ((MARKS[0], 7),)
    assert replay.state.entries[ONE].splits[0].kept
    replay.seek(time("1:40"), Instant(0))
    assert replay.state.entries[TWO].withdrawn == DNF
    replay.seek(replay.run.length, Instant(0))
    assert outcome(replay.state) == outcome(engine.state)
    assert replay.run.length == time(PARIS[3])


@given(sessions(), st.data())
def test_that_several_repairs_are_one_step_of_undo(engine: Engine, data: st.DataObject) -> None:
    now = Instant(engine.records[-1].at + 1)
    commands = data.draw(st.lists(repairs(now, engine.state), min_size=1, max_size=4))
    before, log, history = engine.state, engine.records, engine.history
    one_by_one = Engine(MemoryJournal(), engine.records)
    try:
        for command in commands:
            one_by_one.handle(command)
    except Refusal:
        with pytest.raises(Refusal):
            engine.handle_together(commands)
        assert (engine.state, engine.records, engine.history) == (before, log, history)
        return
    engine.handle_together(commands)
    assert content(engine.state) == content(one_by_one.state)
    assert len(engine.history.done) - len(history.done) <= 1
    if engine.records != log:
        engine.undo(now)
        assert content(engine.state) == content(before)
