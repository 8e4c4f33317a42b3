import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.course import metres
from app.domain.times import parse_time, seconds
from tests.unit.desk.desks import Seat, at, replay_seat
from tests.unit.domain.races import MARKS, ONE, PARIS, times_of
from ui.repairs.typed import take_typed

EXPECTED = "expected a time like 3:01.84, or a place in the field like #3"


def test_that_a_typed_time_is_the_split_of_the_next_mark(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    assert take_typed(seat.desk, "2:00,75", at("2:05"))
    assert times_of(seat.live.state) == [(MARKS[0], seconds(60.20)), (MARKS[1], seconds(120.75))]
    assert seat.gaps("2:06") == [-0.84, 0.06]
    assert seat.said("2:06") == ("", "muted")


def test_that_a_split_is_corrected_at_its_mark(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.70", "2:00.75")
    assert take_typed(seat.desk, "1:00.20", at("2:10"), (ONE, MARKS[0]))
    assert [time for _, time in times_of(seat.live.state)] == [seconds(60.20), seconds(120.75)]
    # The press is kept beside it.
    assert seat.live.state.entries[seat.desk.selected].splits[0].pressed_at == at("1:00.70")


def test_that_a_race_can_be_typed_without_a_start(seat: Seat) -> None:
    for each in PARIS:
        assert take_typed(seat.desk, each, at("9:00"))
    assert seat.gaps("9:00") == [-0.84, 0.06, 1.50, 6.43]
    assert seat.live.over


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", f'Found "", {EXPECTED}.'),
        ("4:60", 'The time "4:60" has 60 seconds; expected under 60.'),
        ("abc", f'Found "abc", {EXPECTED}.'),
        ("#x", f'Found "#x", {EXPECTED}.'),
        ("0", "809 m: found 0.00, expected a time after the start."),
        ("59", "809 m: found 59.00, expected later than 1:00.20 at 409 m."),
    ],
)
def test_that_a_time_that_cannot_be_is_refused_in_one_sentence(
    seat: Seat, text: str, said: str
) -> None:
    seat.start()
    seat.press("1:00.20")
    assert not take_typed(seat.desk, text, at("1:10"))
    assert seat.said("1:10") == (said, "alert")
    assert len(times_of(seat.live.state)) == 1
    assert seat.ear.heard[-1] == "refused"


@pytest.mark.parametrize(
    ("mark_m", "text", "said"),
    [
        (409.344, "2:30", "409 m: found 2:30.00, expected earlier than 2:00.75 at 809 m."),
        (500.0, "1:10", "500 m is not a mark of this race, expected one of 409.344 m, 809.344 m"),
        (2000.0, "5:10", "Mark 2000 m lies beyond the finish at 1609.344 m."),
    ],
)
def test_that_a_mark_that_does_not_take_the_time_is_refused(
    seat: Seat, mark_m: float, text: str, said: str
) -> None:
    seat.start()
    seat.press("1:00.20", "2:00.75")
    assert not take_typed(seat.desk, text, at("2:10"), (ONE, metres(mark_m)))
    assert seat.said("2:10")[0].startswith(said)
    assert seat.said("2:10")[0].endswith(".")


def test_that_after_the_finish_no_further_time_is_taken(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS)
    assert not take_typed(seat.desk, "5:00", at("5:10"))
    assert seat.said("5:10")[0] == "Lane 1 has finished: every mark has its split."


def test_that_a_replay_takes_no_typed_time() -> None:
    seat = replay_seat("paris-2025", "3:25")
    assert not take_typed(seat.desk, "4:00", at("1"))
    assert seat.said("1") == ("A replay shows the race as it was; it takes no splits.", "alert")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(st.text(max_size=12), st.from_regex(r"[0-9:.,]{0,9}", fullmatch=True)))
def test_that_whatever_is_typed_is_taken_or_refused_with_a_sentence(seat: Seat, text: str) -> None:
    before = times_of(seat.live.state)
    taken = take_typed(seat.desk, text, at("10:00"))
    words = seat.said("10:00")[0]
    if taken:
        assert times_of(seat.live.state)[-1][1] == parse_time(text)
        seat.desk.undo(at("10:00"))
    else:
        assert words.endswith(".")
        assert words[:1] == words[:1].upper()
    assert times_of(seat.live.state) == before
