from app.domain.events import EVENT_STAMP
from app.domain.times import seconds
from tests.unit.desk.desks import Seat, at, replay_seat
from ui.stages.replaying import ReplayStage
from ui.viewstate.tones import ALERT


def test_that_a_notice_goes_after_eight_seconds(seat: Seat) -> None:
    seat.desk.say("Hello.", at("10"))
    assert seat.said("10") == ("Hello.", "muted")
    assert seat.said("18") == ("Hello.", "muted")
    assert seat.said("18.001")[0] == ""
    assert seat.said("18.002") == ("", "muted")


def test_that_a_newer_notice_takes_the_place_of_an_older_one(seat: Seat) -> None:
    seat.desk.say("One.", at("10"), ALERT)
    seat.desk.say("Two.", at("17"))
    assert seat.said("20") == ("Two.", "muted")
    assert seat.said("25") == ("Two.", "muted")


def test_that_frames_are_needed_until_a_notice_has_gone() -> None:
    seat = replay_seat("paris-2025", "3:25")
    assert not seat.desk.moving
    seat.desk.say("Hello.", at("10"))
    assert seat.desk.moving
    seat.said("19")
    assert not seat.desk.moving


def test_that_a_warning_that_has_gone_leaves_no_tone_behind() -> None:
    # No further frame is made once it has gone: what stands there then keeps standing.
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.refuse("Not so.", at("10"))
    assert seat.said("11") == ("Not so.", "alert")
    assert seat.said("19") == ("", "muted")


def test_that_what_was_said_before_the_start_goes_with_it(seat: Seat) -> None:
    seat.desk.say("Kept as an unassigned tap.", at("-1"))
    seat.desk.start(at("0"), EVENT_STAMP)
    assert seat.said("0.1") == ("", "muted")


def test_that_what_was_refused_is_heard_when_the_sound_is_on(seat: Seat) -> None:
    seat.desk.refuse("Not so.", at("10"))
    seat.desk.sounds_on = False
    seat.desk.refuse("Not so either.", at("11"))
    assert seat.ear.heard == ["refused"]
    assert seat.said("11")[0] == "Not so either."


def test_that_another_race_on_the_desk_begins_afresh(pair: Seat) -> None:
    pair.desk.select_next()
    pair.desk.say("Hello.", at("1"))
    other = replay_seat("paris-2025", "3:25")
    pair.desk.show_ending = False
    pair.desk.put(other.replay)
    assert isinstance(pair.desk.stage, ReplayStage)
    shown = pair.desk.frame(at("2"))
    assert (shown.notice, shown.show_ending) == ("", True)
    assert shown.entry.facts.entry.entrant.athlete == "Faith Kipyegon"
    assert shown.analysis.elapsed == seconds(205)


def test_that_a_question_asked_of_one_race_is_not_answered_in_another(seat: Seat) -> None:
    seat.start()
    seat.desk.undo(at("10"))
    seat.desk.put(seat.live)
    seat.desk.undo(at("11"))
    assert seat.live.state.zero is not None


def test_that_facts_are_worked_out_once_for_a_state(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    first = seat.desk.frame(at("1:01")).entry.facts
    assert seat.desk.frame(at("1:02")).entry.facts is first
    seat.press("2:00.75")
    assert len(seat.desk.frame(at("2:01")).entry.facts.passages) == 2
