from contextlib import suppress

import pytest

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import LAP_400, MILE, every
from app.domain.refusals import LastTarget, Refusal
from app.domain.state import SessionState
from app.domain.target import even
from app.domain.times import Duration, Instant, seconds
from app.engine.clocks import ManualClock
from app.engine.playback import SPEEDS
from app.engine.replay import Replay, Run, run_of
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    RECORD,
    SUB_4,
    TWO,
    ZERO,
    at,
    mile,
    setup,
    time,
    times_of,
)
from tests.unit.engine.live import finished, planned, press, started, tap, type_in

NOW = Instant(50_000_000_000)
PACE = even(MILE, time("4:12.33"))
SPLITS = [(mark, time(each)) for mark, each in zip(MARKS, PARIS, strict=True)]


def paris() -> Replay:
    return Replay(run_of(finished().state), NOW)


def from_start() -> Run:
    session = setup(course=mile(marks=every(MILE, LAP_400)))
    engine = started(session)
    for text in PARIS:
        press(engine, text)
    return run_of(engine.state)


def later(wait_s: float) -> Instant:
    return Instant(NOW + seconds(wait_s))


def test_that_a_replay_stands_paused_at_the_start_with_the_clock_started() -> None:
    replay = paris()
    assert (replay.position, replay.instant, replay.playing, replay.speed) == (0, ZERO, False, 1.0)
    assert replay.state.phase == "running"
    assert replay.state.zero is not None
    assert times_of(replay.state) == []
    assert not replay.at_end


@pytest.mark.parametrize(
    ("position", "splits"),
    [("0", 0), ("1:00.199999999", 0), ("1:00.20", 1), ("3:01.84", 3), ("3:30", 3), ("4:06.42", 4)],
)
def test_that_a_position_shows_the_splits_that_have_been_passed(position: str, splits: int) -> None:
    replay = paris()
    replay.seek(time(position), NOW)
    assert times_of(replay.state) == SPLITS[:splits]
    assert replay.position == time(position)
    assert replay.instant == at(position)


def test_that_seeking_stays_within_the_race() -> None:
    replay = paris()
    replay.seek(time("9:00"), NOW)
    assert (replay.position, replay.at_end) == (time("4:06.42"), True)
    assert replay.state.phase == "finished"
    replay.seek(Duration(-1), NOW)
    assert (replay.position, times_of(replay.state)) == (0, [])


def test_that_playing_follows_the_driving_clock_and_stops_at_the_end() -> None:
    clock = ManualClock(NOW)
    replay = paris()
    replay.play(clock.now())
    clock.instant = later(61)
    replay.advance(clock.now())
    assert (replay.position, times_of(replay.state)) == (seconds(61), SPLITS[:1])
    assert replay.playing
    clock.instant = later(1000)
    replay.advance(clock.now())
    assert (replay.position, times_of(replay.state)) == (time("4:06.42"), SPLITS)
    assert not replay.playing


def test_that_a_paused_replay_stands_still_and_goes_on_from_there() -> None:
    replay = paris()
    replay.play(NOW)
    replay.pause(later(10))
    replay.advance(later(500))
    assert (replay.position, replay.playing) == (seconds(10), False)
    replay.play(later(600))
    replay.advance(later(601))
    assert replay.position == seconds(11)


def test_that_play_at_the_end_begins_again() -> None:
    replay = paris()
    replay.seek(time("4:06.42"), NOW)
    replay.play(later(1))
    assert (replay.position, replay.playing, times_of(replay.state)) == (0, True, [])
    replay.advance(later(63))
    assert times_of(replay.state) == SPLITS[:1]


def test_that_a_driving_clock_that_steps_back_moves_nothing_back() -> None:
    replay = paris()
    replay.play(NOW)
    replay.advance(later(70))
    replay.advance(later(60))
    assert (replay.position, times_of(replay.state)) == (seconds(70), SPLITS[:1])


@pytest.mark.parametrize("speed", SPEEDS)
def test_that_speed_scales_the_clock(speed: float) -> None:
    replay = paris()
    replay.set_speed(speed, NOW)
    replay.play(NOW)
    replay.advance(later(4))
    assert replay.position == min(seconds(4 * speed), time("4:06.42"))


def test_that_a_change_of_speed_moves_nothing_by_itself() -> None:
    replay = paris()
    replay.play(NOW)
    replay.set_speed(10, later(10))
    assert replay.position == seconds(10)
    replay.advance(later(12))
    assert replay.position == seconds(30)
    assert replay.playing


@pytest.mark.parametrize(
    ("asked", "given"),
    [(0.1, 0.25), (0.0, 0.25), (-2.0, 0.25), (100.0, 60.0), (float("inf"), 60.0)],
)
def test_that_speed_stays_between_a_quarter_and_sixty(asked: float, given: float) -> None:
    replay = paris()
    replay.set_speed(asked, NOW)
    assert replay.speed == given


def test_that_a_speed_that_is_no_number_leaves_a_replay_that_plays() -> None:
    replay = paris()
    replay.set_speed(float("nan"), NOW)
    replay.play(NOW)
    replay.advance(later(1))
    assert SPEEDS[0] <= replay.speed <= SPEEDS[-1]


def test_that_a_seek_while_playing_goes_on_from_the_new_position() -> None:
    replay = paris()
    replay.play(NOW)
    replay.advance(later(10))
    replay.seek(time("3:00"), later(20))
    replay.advance(later(22))
    assert (replay.position, times_of(replay.state)) == (time("3:02"), SPLITS[:3])


def test_that_each_step_goes_to_the_next_event_and_stands_there() -> None:
    replay = paris()
    replay.play(NOW)
    seen = []
    for _ in range(5):
        replay.step(NOW)
        seen.append((replay.position, len(times_of(replay.state))))
    assert seen == [*((each, i) for i, (_, each) in enumerate(SPLITS, 1)), (SPLITS[-1][1], 4)]
    assert not replay.playing


def test_that_a_step_passes_all_that_happened_at_one_instant() -> None:
    engine = started(setup(entries=(ONE, TWO)))
    press(engine, "1:00")
    press(engine, "1:00", TWO)
    press(engine, "2:00")
    replay = Replay(run_of(engine.state), NOW)
    replay.step(NOW)
    assert (times_of(replay.state, ONE), times_of(replay.state, TWO)) == (
        [(MARKS[0], time("1:00"))],
        [(MARKS[0], time("1:00"))],
    )
    replay.step(NOW)
    assert replay.position == time("2:00")


def test_that_a_race_without_a_split_is_at_its_end_from_the_start() -> None:
    replay = Replay(run_of(started().state), NOW)
    assert replay.at_end
    replay.play(NOW)
    replay.advance(later(1))
    assert (replay.position, replay.playing) == (0, False)
    replay.step(later(2))
    assert replay.position == 0


def test_that_the_primary_of_the_race_is_the_one_of_the_replay() -> None:
    engine = finished()
    engine.handle(cm.ChoosePrimary(at=at("5:00"), target=RECORD.id))
    replay = Replay(run_of(engine.state), NOW)
    assert replay.state.primary is RECORD
    replay.seek(time("3:30"), NOW)
    replay.seek(time("1:30"), NOW)
    assert replay.state.primary is RECORD


def edited(replay: Replay) -> SessionState:
    replay.handle(cm.AddTarget(at=replay.instant, target=PACE))
    replay.handle(cm.ChoosePrimary(at=replay.instant, target=PACE.id))
    change = replay.handle(cm.RemoveTarget(at=replay.instant, target=SUB_4.id))
    assert change.state is replay.state
    return replay.state


@pytest.mark.parametrize("position", ["0", "1:00", "3:30", "4:06.42"])
def test_that_edits_of_the_targets_survive_seeking(position: str) -> None:
    replay = paris()
    replay.seek(time("2:30"), NOW)
    state = edited(replay)
    assert times_of(state) == SPLITS[:2]
    replay.seek(time(position), NOW)
    assert replay.state.targets == (RECORD, PACE)
    assert replay.state.primary is PACE
    replay.seek(time("2:30"), NOW)
    assert replay.state == state


def test_that_a_refused_edit_changes_nothing_in_a_replay() -> None:
    replay = paris()
    replay.seek(time("2:30"), NOW)
    replay.handle(cm.RemoveTarget(at=replay.instant, target=RECORD.id))
    before = replay.state
    with pytest.raises(LastTarget):
        replay.handle(cm.RemoveTarget(at=replay.instant, target=SUB_4.id))
    replay.seek(time("2:00"), NOW)
    replay.seek(time("2:30"), NOW)
    assert replay.state == before


def test_that_another_reading_keeps_the_position_and_the_targets() -> None:
    replay = paris()
    replay.seek(time("3:30"), NOW)
    edited(replay)
    other = from_start()
    replay.rerun(other)
    assert replay.run is other
    assert replay.position == time("3:30")
    assert times_of(replay.state) == [
        (mark, time(each)) for mark, each in zip(every(MILE, LAP_400)[:3], PARIS[:3], strict=True)
    ]
    assert replay.state.targets == (RECORD, PACE)
    assert replay.state.primary is PACE
    replay.seek(time("1:30"), NOW)
    assert len(times_of(replay.state)) == 1
    assert replay.state.primary is PACE


def test_that_edits_after_another_reading_survive_seeking_too() -> None:
    replay = paris()
    replay.rerun(from_start())
    edited(replay)
    replay.seek(time("4:06.42"), NOW)
    replay.seek(time("1:30"), NOW)
    assert replay.state.targets == (RECORD, PACE)


def test_that_a_longer_reading_plays_on_to_its_own_finish() -> None:
    replay = paris()
    gun = finished()
    type_in(gun, "4:06.91", MILE)
    replay.seek(time("3:00"), NOW)
    replay.rerun(run_of(gun.state))
    replay.play(NOW)
    replay.advance(later(500))
    assert replay.position == time("4:06.91")
    assert times_of(replay.state)[-1] == (MILE, time("4:06.91"))
    replay.rerun(run_of(finished().state))
    assert replay.position == time("4:06.42")
    assert times_of(replay.state) == SPLITS


def test_that_a_finished_replay_stays_finished_in_another_reading() -> None:
    replay = paris()
    gun = finished()
    type_in(gun, "4:06.91", MILE)
    replay.seek(time("4:06.42"), NOW)
    replay.rerun(run_of(gun.state))
    assert times_of(replay.state)[-1] == (MILE, time("4:06.91"))


def test_that_a_press_has_no_place_in_a_replay() -> None:
    """Whatever becomes of it, seeking goes on: the race is over and nobody presses for it."""
    replay = paris()
    replay.seek(time("1:30"), NOW)
    with suppress(Refusal):
        replay.handle(cm.TakeSplit(at=replay.instant, entry=ONE, stamp=ev.EVENT_STAMP))
    replay.seek(time("4:06.42"), NOW)
    assert len(times_of(replay.state)) == 4


def test_that_a_corrected_press_comes_back_at_its_corrected_time() -> None:
    engine = finished()
    type_in(engine, "1:00.5", MARKS[0])
    run = run_of(engine.state)
    events = [event for _, event in run.timed]
    assert events[:3] == [
        ev.Started(ev.EVENT_STAMP),
        ev.SplitTaken(ONE, ev.EVENT_STAMP),
        ev.SplitRetimed(2, time("1:00.5")),
    ]
    replay = Replay(run, NOW)
    replay.seek(time("1:00.3"), NOW)
    assert times_of(replay.state) == []
    replay.seek(run.length, NOW)
    assert times_of(replay.state) == times_of(engine.state)
    assert [each.edited for each in replay.state.entries[ONE].splits] == [True, *[False] * 3]


def test_that_a_race_of_typed_splits_alone_is_played_from_zero() -> None:
    engine = planned()
    tap(engine, "-1")
    type_in(engine, "4:06.42", MILE)
    type_in(engine, "1:00.20", MARKS[0])
    run = run_of(engine.state)
    assert (run.zero, run.length) == (0, time("4:06.42"))
    replay = Replay(run, NOW)
    replay.seek(time("2:00"), NOW)
    assert times_of(replay.state) == SPLITS[:1]
    replay.seek(run.length, NOW)
    assert times_of(replay.state) == [SPLITS[0], SPLITS[3]]


def test_that_an_imported_race_stays_an_imported_one() -> None:
    engine = planned()
    engine.handle(cm.Start(at=ZERO, stamp=ev.IMPORTED_STAMP))
    press(engine, "1:00.20")
    run = run_of(engine.state)
    assert run.timed[0] == (ZERO, ev.Started(ev.IMPORTED_STAMP))
    assert Replay(run, NOW).state.zero == engine.state.zero
