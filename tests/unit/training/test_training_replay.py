"""Does a replay of training show what a live timer would have known, wherever it stands?"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.training.repetitions import Repetition, repetitions
from app.domain import commands as cm
from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training import session_commands as tc
from app.domain.training.session_decide import newcomer
from app.domain.training.session_state import TrainingState
from app.engine.playback import SPEEDS
from app.engine.ports import MemoryJournal
from app.engine.training import TrainingEngine, training_engine
from app.engine.training_replay import TrainingReplay, training_run_of
from tests.unit.training.busy import journal
from tests.unit.training.coaches import (
    BEGUN,
    KEY,
    Coach,
    at,
    on_groups,
    on_runners,
    on_times,
    presses,
    setups,
    time,
)

NOW = Instant(7_000_000_000)
A, B = EntryId("a"), EntryId("b")
PLAN = "2 x (2 x 300 in 43, 1:30) / 5:00"


def replay_of(engine: TrainingEngine) -> TrainingReplay:
    return TrainingReplay(training_run_of(engine.records), NOW)


def shown(state: TrainingState) -> list[list[object]]:
    """Return everybody's repetitions and what is said of them, without the numbers of records."""
    return [
        [*map(_without_numbers, repetitions(state, each)), each.here, each.runner.group]
        for each in state.runners.values()
    ]


def _without_numbers(each: Repetition) -> tuple[object, ...]:
    splits = [(split.mark, split.edited, elapsed) for split, elapsed in each.splits]
    return (*each._replace(start=None, splits=()), splits)


def taps(state: TrainingState) -> list[tuple[Instant, str]]:
    return sorted((each.at, each.meant or "") for each in state.taps)


def at_end(engine: TrainingEngine) -> TrainingState:
    replay = replay_of(engine)
    replay.seek(replay.run.length, NOW)
    assert replay.at_end
    return replay.state


@st.composite
def sessions(draw: st.DrawFn) -> TrainingEngine:
    """Return a session of any presses, words and corrections, those taken back among them."""
    engine, now = training_engine(MemoryJournal()), Instant(BEGUN * NS_PER_S)
    engine.handle(tc.PlanTraining(now, draw(setups())))
    for _ in range(draw(st.integers(0, 25))):
        now = Instant(now + draw(st.sampled_from([0, 1, 20_000_000_000, 45_000_000_000])))
        kinds = [presses, presses, on_runners, on_groups, on_times]
        starts = st.builds(
            tc.StartRepetition,
            st.just(now),
            st.sampled_from(list(engine.state.groups)),
            st.just(KEY),
        )
        chosen = draw(st.sampled_from([*kinds, None, None, "undo"]))
        try:
            if chosen == "undo":
                engine.undo(now)
            else:
                command = chosen(now, engine.state) if callable(chosen) else starts
                engine.handle(draw(command))
        except Refusal:
            continue
    return engine


@given(sessions())
def test_that_a_replayed_session_ends_as_the_live_one_did(live: TrainingEngine) -> None:
    end = at_end(live)
    assert shown(end) == shown(live.state)
    assert (end.phase, end.ended) == (live.state.phase, live.state.ended)
    assert taps(end) == taps(live.state)
    assert [each.text for each in end.notes] == [each.text for each in live.state.notes]


@given(sessions(), st.data())
def test_that_seeking_anywhere_is_the_same_as_playing_there(
    live: TrainingEngine, data: st.DataObject
) -> None:
    played, sought = replay_of(live), replay_of(live)
    played.set_speed(data.draw(st.sampled_from(SPEEDS)), NOW)
    played.play(NOW)
    now = NOW
    for _ in range(data.draw(st.integers(1, 10))):
        now = Instant(now + data.draw(st.sampled_from([1, 16_666_667, 5_000_000_000])))
        played.advance(now)
    sought.seek(Duration(data.draw(st.integers(0, sought.run.length))), NOW)
    sought.seek(played.position, NOW)
    assert sought.position == played.position
    assert sought.state == played.state


@given(sessions(), st.data())
def test_that_nothing_shown_rests_on_what_comes_later(
    live: TrainingEngine, data: st.DataObject
) -> None:
    replay = replay_of(live)
    run, position = replay.run, Duration(data.draw(st.integers(0, replay.run.length)))
    replay.seek(position, NOW)
    passed = tuple(each for each in run.timed if each[0] - run.zero <= position)
    early = TrainingReplay(run._replace(timed=passed), NOW)
    early.seek(position, NOW)
    assert early.state == replay.state
    assert all(each.at - run.zero <= position for each in replay.records[1:])


def two() -> Coach:
    """Return two athletes, of whom one is named late and corrected and the other was typed."""
    coach = Coach(PLAN, "ab")
    coach.do(cm.TakeTap(at(-5), KEY))
    coach.start(0.5)
    coach.do(cm.TakeTap(at(43), KEY), tc.NameTap(at(60), A))
    coach.do(tc.MoveStart(at(61), "", at(0)))
    coach.start(140)
    coach.press(183, "a")
    stop = coach.runner("a").attempts[1].splits[0].seq
    coach.do(
        tc.RetimeSplit(at(200), stop, time(42)),
        tc.TypeTime(at(201), B, time(44.5)),
        tc.WriteNote(at(202), "wind"),
        tc.EndTraining(at(300)),
    )
    return coach


@pytest.mark.parametrize(
    ("position", "times", "statuses"),
    [
        (0, ([None], [None]), (["running"], ["running"])),
        (42.999, ([None], [None]), (["running"], ["running"])),
        (43, ([43.0], [None]), (["done"], ["running"])),
        (140, ([43.0, None], [None, None]), (["done", "running"], ["missed", "running"])),
        (182, ([43.0, 42.0], [None, None]), (["done", "done"], ["missed", "running"])),
        (184.5, ([43.0, 42.0], [None, 44.5]), (["done", "done"], ["missed", "done"])),
    ],
)
def test_that_each_time_comes_when_it_was_run_whenever_it_was_named_or_put_right(
    position: float,
    times: tuple[list[float | None], list[float | None]],
    statuses: tuple[list[str], list[str]],
) -> None:
    replay = replay_of(two().engine)
    replay.seek(time(position), NOW)
    state = replay.state
    for name, expected, said in zip((A, B), times, statuses, strict=True):
        runner = state.runners[name]
        found = [each.time for each in runner.attempts]
        assert [None if each is None else each / NS_PER_S for each in found] == expected
        assert [state.status(runner, each) for each in runner.attempts] == said


def test_that_a_replay_counts_from_the_first_start_and_goes_on_to_the_last_event() -> None:
    replay = replay_of(two().engine)
    assert (replay.run.zero, replay.instant, replay.run.length) == (at(0), at(0), time(300))
    assert [each.at for each in replay.state.taps] == [at(-5)]
    seen = []
    while not replay.at_end:
        replay.step(NOW)
        seen.append(replay.position / NS_PER_S)
    assert seen == [43, 140, 182, 184.5, 202, 300]
    assert replay.state.phase == "finished"


def test_that_a_session_in_which_everything_happens_is_played_to_its_end() -> None:
    records = journal()
    engine = training_engine(MemoryJournal(), records)
    assert shown(at_end(engine)) == shown(engine.state)
    assert len(training_run_of(records).timed) < len(records)


def test_that_who_came_late_has_typed_times_from_then_on() -> None:
    coach = Coach(PLAN, "a")
    coach.start(0)
    coach.press(43, "a")
    coach.do(tc.AddRunner(at(60), newcomer(coach.state, "Zoe", "")))
    coach.do(tc.TypeTime(at(70), EntryId("2"), time(44)))
    replay = replay_of(coach.engine)
    replay.seek(time(59), NOW)
    assert "2" not in replay.state.runners
    replay.seek(time(60), NOW)
    assert shown(replay.state) == shown(coach.state)


def test_that_a_journal_is_shown_as_it_is_where_the_order_of_time_ends_elsewhere() -> None:
    """The time is deleted after the athlete has stopped: the repetition stays open for one."""
    coach = Coach(PLAN, "ab")
    coach.start(0)
    coach.press(43, "a")
    stop = coach.runner("a").attempts[0].splits[0].seq
    coach.do(tc.StopRunner(at(60), A, "pain"), tc.DeleteSplit(at(70), stop))
    assert coach.statuses("a") == ["running"]
    replay = replay_of(coach.engine)
    replay.seek(time(65), NOW)
    assert replay.state.runners[A].attempts[0].stop is not None
    replay.seek(time(70), NOW)
    assert shown(replay.state) == shown(coach.state)


def test_that_a_session_without_a_start_has_no_length() -> None:
    coach = Coach(PLAN, "ab")
    coach.do(tc.MarkAway(at(0), A))
    replay = replay_of(coach.engine)
    assert (replay.run.length, replay.at_end) == (0, True)
    assert not replay.state.runners[A].here
    replay.play(NOW)
    replay.step(NOW)
    assert (replay.position, replay.state.phase) == (0, "armed")


def test_that_a_replay_takes_a_set_up_which_was_changed_before_the_first_start() -> None:
    coach = Coach(PLAN, "ab")
    coach.do(tc.ChangeGroup(at(0), A, ""), tc.AddRunner(at(1), newcomer(coach.state, "Zoe", "")))
    coach.do(tc.PlanTraining(at(2), coach.state.setup))
    coach.start(3)
    assert shown(at_end(coach.engine)) == shown(coach.state)
    with pytest.raises(ValueError, match="begins with a plan"):
        training_run_of((ev.Record(1, 1, at(0), ev.TapTaken(KEY)),))
