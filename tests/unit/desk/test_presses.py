import pytest

from app.domain.events import EVENT_STAMP, HANDLER_STAMP
from app.domain.state import ARMED, FINISHED, RUNNING
from app.domain.times import seconds
from tests.unit.desk.desks import GUN, SOON_S, Seat, at, replay_seat
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, times_of
from ui.viewstate.snapshot import LIVE

KEPT = "the press is kept as an unassigned tap."


def test_that_a_race_of_four_presses_is_timed_to_the_nanosecond(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS)
    assert [time for _, time in times_of(seat.live.state)] == [
        seconds(s) for s in (60.20, 120.75, 181.84, 246.42)
    ]
    assert seat.live.state.phase == FINISHED
    assert seat.live.over
    assert seat.ear.heard == ["split"] * 5
    assert seat.said("4:07") == ("", "muted")


def test_that_a_press_keeps_where_its_instant_came_from(seat: Seat) -> None:
    seat.desk.start(GUN, HANDLER_STAMP)
    seat.desk.split(at("1:00"), HANDLER_STAMP)
    seat.desk.split(at("2:00"), EVENT_STAMP)
    assert [each.stamp for each in seat.live.state.entries[ONE].splits] == [
        HANDLER_STAMP,
        EVENT_STAMP,
    ]


def test_that_a_press_before_the_start_is_kept_and_said(seat: Seat) -> None:
    seat.press("-2")
    state = seat.live.state
    assert state.phase == ARMED
    assert [(tap.at, tap.meant) for tap in state.taps] == [(at("-2"), ONE)]
    assert seat.said("-2") == (f"The race has not started: {KEPT}", "alert")
    assert seat.ear.heard == ["refused"]


def test_that_a_press_after_the_finish_is_kept_and_said(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS, "4:20")
    assert seat.said("4:20")[0] == f"Lane 1 has finished: {KEPT}"
    assert len(seat.live.state.taps) == 1
    assert times_of(seat.live.state)[-1] == (MARKS[3], seconds(246.42))


def test_that_a_press_that_is_no_later_than_the_last_split_is_kept_and_said(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "1:00.20")
    assert seat.said("1:00.20")[0] == f"Not later than the split before: {KEPT}"
    assert len(times_of(seat.live.state)) == 1
    assert len(seat.live.state.taps) == 1


def test_that_a_lane_key_splits_its_athlete_whoever_is_selected(pair: Seat) -> None:
    pair.start()
    pair.press("1:01", lane=2)
    pair.press("1:02", lane=1)
    assert times_of(pair.live.state, TWO) == [(MARKS[0], seconds(61))]
    assert times_of(pair.live.state, ONE) == [(MARKS[0], seconds(62))]


def test_that_a_press_for_an_empty_lane_is_kept_and_said(seat: Seat) -> None:
    seat.start()
    seat.press("1:00", lane=7)
    assert [(tap.at, tap.meant) for tap in seat.live.state.taps] == [(at("1:00"), None)]
    assert seat.said("1:00") == (f"Nobody runs in lane 7: {KEPT}", "alert")
    assert times_of(seat.live.state) == []
    assert seat.ear.heard == ["split", "refused"]


def test_that_a_tap_is_kept_for_whoever_it_was(seat: Seat) -> None:
    seat.desk.tap(at("0:30"), EVENT_STAMP)
    assert [(tap.at, tap.meant) for tap in seat.live.state.taps] == [(at("0:30"), None)]
    assert seat.said("0:30") == ("Kept as an unassigned tap.", "muted")
    assert seat.ear.heard == ["split"]


def test_that_a_race_is_started_once(seat: Seat) -> None:
    seat.start()
    seat.desk.start(at("5"), EVENT_STAMP)
    assert seat.live.state.zero is not None
    assert seat.live.state.zero.at == GUN
    assert seat.said("5")[0].startswith("The race has already started")
    assert seat.ear.heard == ["split", "refused"]


def test_that_with_the_sound_off_nothing_is_heard(seat: Seat) -> None:
    seat.desk.sounds_on = False
    seat.start()
    seat.press("1:00.20", "1:00.20")
    assert seat.ear.heard == []
    assert seat.said("1:00.20")[0] != ""


def test_that_a_lap_is_held_for_four_seconds(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    held = {t: seat.desk.frame(at(t)).held_lap for t in ("1:00.20", "1:04.19", "1:04.20", "1:30")}
    assert held == {"1:00.20": True, "1:04.19": True, "1:04.20": False, "1:30": False}


def test_that_a_lap_that_ended_the_race_is_not_held_for_ever(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS)
    assert not seat.desk.frame(at("9:00")).held_lap


def test_that_each_athlete_can_be_selected_in_turn(pair: Seat) -> None:
    assert pair.desk.selected == ONE
    pair.desk.select_next()
    assert pair.desk.frame(GUN).entry.facts.entry.entrant.id == TWO
    pair.desk.select_next()
    assert pair.desk.selected == ONE


def test_that_a_split_key_splits_the_athlete_who_is_selected(pair: Seat) -> None:
    pair.start()
    pair.desk.select_next()
    pair.press("1:01")
    assert times_of(pair.live.state, TWO) == [(MARKS[0], seconds(61))]
    assert times_of(pair.live.state, ONE) == []


def test_that_a_frame_of_a_live_race_says_how_safe_it_is(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    assert seat.live.session.journal.flush(SOON_S)
    shown = seat.desk.frame(at("1:01"))
    assert shown.mode == LIVE
    assert (shown.line, shown.clock, shown.transport) == (None, None, None)
    assert shown.keeping is not None
    assert (shown.keeping.saved, shown.keeping.trouble) == (3, "")
    assert (shown.keeping.undo, shown.keeping.redo) == ("split 409 m (1:00.20)", "")
    assert shown.analysis.elapsed == seconds(61)


def test_that_frames_are_needed_while_the_clock_runs_or_a_record_is_unsaved(seat: Seat) -> None:
    assert seat.live.session.journal.flush(SOON_S)
    assert not seat.desk.moving
    seat.start()
    assert seat.desk.moving
    assert seat.live.state.phase == RUNNING
    seat.press(*PARIS)
    assert seat.live.session.journal.flush(SOON_S)
    assert not seat.desk.moving


@pytest.mark.parametrize("lane", [None, 1])
def test_that_a_replay_takes_no_splits(lane: int | None) -> None:
    seat = replay_seat("paris-2025", "3:25")
    before = seat.replay.state
    seat.press("10", lane=lane)
    assert seat.replay.state.entries == before.entries
    # The key of the split plays and pauses instead; the key of a lane does nothing.
    assert seat.replay.moving is (lane is None)
    seat.desk.tap(at("11"), EVENT_STAMP)
    seat.desk.undo(at("11"))
    seat.desk.undo_lane(1, at("11"))
    seat.desk.redo(at("11"))
    assert seat.replay.state.taps == ()
    assert seat.ear.heard == []
