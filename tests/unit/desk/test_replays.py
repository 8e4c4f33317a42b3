import pytest

from app.analysis.projection import DEFAULT_RULE, EVEN, PACING, RATIO, RULE_NAMES, RULES
from app.domain.commands import TakeTap
from app.domain.events import EVENT_STAMP
from app.domain.refusals import NotInReplay
from app.domain.times import seconds
from app.engine.playback import SPEEDS
from tests.unit.desk.desks import GUN, Seat, at, replay_seat
from ui.viewstate.snapshot import REPLAY


def _position(seat: Seat) -> float:
    return seat.replay.transport().position / 1e9


def test_that_a_replay_shows_what_a_live_timer_would_have_known() -> None:
    seat = replay_seat("paris-2025", "3:01.83")
    assert seat.gaps("0") == [-0.84, 0.06]
    seat.replay.seek(seconds(181.84), GUN)
    assert seat.gaps("0") == [-0.84, 0.06, 1.50]
    shown = seat.desk.frame(GUN)
    assert (shown.mode, shown.keeping) == (REPLAY, None)
    assert shown.analysis.elapsed == seconds(181.84)


@pytest.mark.parametrize(
    ("line", "clock", "gaps"),
    [
        ("finish-line", "published", [-0.84, 0.06, 1.50, 6.43]),
        ("from-start", "published", [0.55, 1.45, 2.89, 6.43]),
        ("finish-line", "gun", [-0.84, 0.06, 1.50, 6.92]),
        ("from-start", "gun", [0.55, 1.45, 2.89, 6.92]),
        # The splits less 0.49.
        ("finish-line", "movement", [-1.33, -0.43, 1.01, 6.43]),
    ],
)
def test_that_every_reading_of_paris_re_bases_all_of_it(
    line: str, clock: str, gaps: list[float]
) -> None:
    seat = replay_seat("paris-2025", "4:06.42")
    seat.desk.read_by("line", line, at("0"))
    seat.desk.read_by("clock", clock, at("0"))
    assert seat.gaps("0") == gaps


def test_that_another_reading_is_taken_at_the_same_place() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.choose_target("4:07.64", at("0"))
    before = seat.desk.frame(at("0")).entry.estimate
    seat.desk.read_by("line", "from-start", at("0"))
    assert _position(seat) == 205.0
    shown = seat.desk.frame(at("0"))
    assert shown.primary.id == "4:07.64"
    assert seat.gaps("0") == [0.55, 1.45, 2.89]
    assert shown.line is not None
    assert shown.line.chosen == "from-start"
    assert shown.entry.estimate != before
    # A step of 409.344 m is left after 1200 m.
    assert [each.run.mark for each in shown.entry.facts.passages] == [400_000, 800_000, 1_200_000]


def test_that_the_window_says_why_there_is_a_choice() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.read_by("line", "from-start", at("0"))
    assert seat.said("1")[0].startswith("No source says where the times were read")
    seat.desk.read_by("clock", "gun", at("2"))
    assert seat.said("3")[0].startswith("4:06.91 ran from the gun")


def test_that_a_reading_that_makes_no_difference_is_no_choice() -> None:
    lievin = replay_seat("lievin-2025").desk.frame(GUN)
    assert lievin.line is None
    paris = replay_seat("paris-2025").desk.frame(GUN)
    assert paris.line is not None
    assert dict(paris.line.options) == {"finish-line": "finish line", "from-start": "mile start"}
    assert paris.clock is not None
    assert list(paris.clock.options.values()) == ["as published", "gun", "first motion"]


def test_that_reading_a_live_race_otherwise_changes_nothing(seat: Seat) -> None:
    before = seat.live.state
    seat.desk.read_by("line", "from-start", at("0"))
    assert seat.live.state == before
    assert seat.said("0") == ("", "muted")


def test_that_a_reading_without_a_reason_says_nothing() -> None:
    seat = replay_seat("lievin-2025", "1:00")
    seat.desk.read_by("line", "from-start", at("0"))
    assert seat.said("0") == ("", "muted")


@pytest.mark.parametrize("key", ["start", "split"])
def test_that_the_keys_of_a_race_play_and_pause_a_replay(key: str) -> None:
    seat = replay_seat("paris-2025", "1:00")
    press = seat.desk.start if key == "start" else seat.desk.split
    assert not seat.desk.moving
    press(at("0"), EVENT_STAMP)
    assert seat.desk.moving
    assert seat.desk.frame(at("10")).analysis.elapsed == seconds(70)
    press(at("12"), EVENT_STAMP)
    assert not seat.desk.moving
    assert seat.desk.frame(at("60")).analysis.elapsed == seconds(72)


def test_that_a_replay_stops_at_its_end_and_begins_again() -> None:
    seat = replay_seat("paris-2025", "4:00")
    seat.start()
    assert seat.desk.frame(at("60")).analysis.elapsed == seconds(246.42)
    assert not seat.desk.moving
    seat.desk.start(at("61"), EVENT_STAMP)
    assert seat.desk.frame(at("62")).analysis.elapsed == seconds(1)


def test_that_a_step_goes_to_the_next_split_and_stands_there() -> None:
    seat = replay_seat("paris-2025")
    seat.start()
    seen = []
    for _ in range(5):
        seat.replay.step(at("1"))
        seen.append(_position(seat))
    assert seen == [60.20, 120.75, 181.84, 246.42, 246.42]
    assert not seat.replay.moving


@pytest.mark.parametrize(
    ("share", "position"), [(0.5, 123.21), (0.0, 0.0), (1.0, 246.42), (-0.5, 0.0), (7.0, 246.42)]
)
def test_that_the_scrubber_goes_to_a_share_of_the_race(share: float, position: float) -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.seek(share, at("0"))
    assert _position(seat) == position


def test_that_with_the_ending_hidden_the_scrubber_does_not_give_it_away() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.hide_ending(at("0"))
    seat.desk.seek(0.5, at("0"))
    # Half of the slowest target and 15 s, 4:22.64, and no half of 4:06.42.
    assert _position(seat) == 131.32


def test_that_a_live_race_cannot_be_moved_in_time(seat: Seat) -> None:
    seat.start()
    seat.desk.seek(0.5, at("10"))
    assert seat.desk.frame(at("10")).analysis.elapsed == seconds(10)


def test_that_the_speed_goes_round_through_all_of_them() -> None:
    seat = replay_seat("paris-2025")
    seen = []
    for _ in range(len(SPEEDS)):
        seat.replay.change_speed(at("0"))
        seen.append(seat.replay.transport().speed)
    assert seen == [2.0, 5.0, 10.0, 30.0, 60.0, 0.25, 0.5, 1.0]


def test_that_faster_and_slower_end_at_the_last_speed() -> None:
    seat = replay_seat("paris-2025")
    fast = [_faster(seat) for _ in SPEEDS]
    assert fast == [2.0, 5.0, 10.0, 30.0, 60.0, 60.0, 60.0, 60.0]
    slow = [_slower(seat) for _ in SPEEDS]
    assert slow == [30.0, 10.0, 5.0, 2.0, 1.0, 0.5, 0.25, 0.25]


def _faster(seat: Seat) -> float:
    seat.replay.faster(at("0"))
    return seat.replay.transport().speed


def _slower(seat: Seat) -> float:
    seat.replay.slower(at("0"))
    return seat.replay.transport().speed


def test_that_a_faster_replay_covers_more_of_the_race() -> None:
    seat = replay_seat("paris-2025", "1:00")
    seat.start()
    seat.replay.faster(at("10"))
    # 10 s at its own speed and 5 at twice that.
    assert seat.desk.frame(at("15")).analysis.elapsed == seconds(80)


def test_that_a_replay_takes_no_command_of_a_race() -> None:
    seat = replay_seat("paris-2025")
    with pytest.raises(NotInReplay):
        seat.replay.edit(TakeTap(at=GUN, stamp=EVENT_STAMP))


def test_that_a_replay_knows_its_recording_and_keeps_nothing() -> None:
    seat = replay_seat("paris-2025", clock="gun")
    assert seat.replay.recording.id == "paris-2025"
    assert seat.replay.keeping() is None
    assert seat.replay.transport().length == seconds(246.91)
    assert [stop / 1e9 for stop in seat.replay.transport().stops] == [60.20, 120.75, 181.84, 246.91]


def test_that_one_key_goes_through_the_rules_and_round() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.learn()
    seen = []
    for second in range(len(RULES)):
        projection = seat.desk.frame(at(str(second))).entry.facts.projection
        assert projection is not None
        seen.append(projection.rule)
        seat.desk.next_rule(at(str(second)))
        said = seat.said(str(second))[0]
        assert said == f"Projected finish by {RULE_NAMES[seat.desk.rule]}."
    assert seen == list(RULES)
    assert seat.desk.rule == DEFAULT_RULE


def test_that_until_the_model_is_there_usual_pacing_stands_in_for_it() -> None:
    seat = replay_seat("paris-2025", "3:25")
    before = seat.desk.frame(at("0")).entry.facts.projection
    seat.desk.learn()
    after = seat.desk.frame(at("0")).entry.facts.projection
    assert before is not None
    assert after is not None
    assert (before.rule, after.rule) == (RATIO, PACING)


def test_that_another_rule_projects_from_all_marks_at_once() -> None:
    seat = replay_seat("paris-2025", "3:25")
    while seat.desk.rule != EVEN:
        seat.desk.next_rule(at("0"))
    passages = seat.desk.frame(at("0")).entry.facts.passages
    finishes = [each.projection.finish for each in passages if each.projection is not None]
    # 60.20 x 1609.344 / 409.344 and so on.
    assert [round(each / 1e9, 1) for each in finishes] == [236.7, 240.1, 242.0]
