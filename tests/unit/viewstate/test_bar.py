import pytest

from app.domain import events as ev
from app.domain.times import Duration, seconds
from tests.unit.domain.races import MARKS, PARIS, STARTED, at, pressed, typed
from tests.unit.viewstate.paris import RESULT, TARGETS, TIMES, snapshot
from tests.unit.viewstate.timed import ALONE, live, running
from ui.viewstate.bar import Action, ReplayBar, live_bar, replay_bar, shown_span
from ui.viewstate.snapshot import Snapshot, Transport

FINISHED = [pressed(each) for each in PARIS]
STOPS = (seconds(60.20), seconds(120.75), seconds(181.84), seconds(246.42))


def _replay(position_s: float, *, show_ending: bool = True, playing: bool = False) -> Snapshot:
    known = snapshot(position_s, show_ending=show_ending)
    transport = Transport(seconds(position_s), STOPS[-1], playing, 1.0, STOPS)
    return known._replace(transport=transport)


def test_that_an_armed_race_can_be_started() -> None:
    bar = live_bar(live(ALONE))
    assert bar.start.enabled
    assert bar.state == "Ready"
    # A press that comes too early is kept: the key is never dead.
    assert bar.split.enabled


def test_that_a_race_under_way_cannot_be_started_again() -> None:
    for known in (running(now="5"), live(ALONE, typed(TIMES[0], MARKS[0]))):
        assert live_bar(known).start == Action(False, "the race is under way")


def test_that_the_bar_names_the_next_mark_and_its_number() -> None:
    assert live_bar(running(now="5")).state == "Next 409 m \u00b7 1 of 4"
    assert live_bar(running(*FINISHED[:3], now="190")).state == "Next finish \u00b7 4 of 4"


def test_that_after_the_finish_no_split_is_left_to_take() -> None:
    bar = live_bar(running(*FINISHED, now="300"))
    assert bar.state == "Finished"
    assert bar.split == Action(False, "every mark has its split")


@pytest.mark.parametrize(("count", "words"), [(1, "1 tap kept"), (2, "2 taps kept")])
def test_that_presses_that_belong_to_nobody_are_counted(count: int, words: str) -> None:
    taps = [(at("-1"), ev.TapTaken(ev.EVENT_STAMP))] * count
    assert live_bar(live(ALONE, *taps)).state == f"Ready \u00b7 {words}"
    assert live_bar(live(ALONE, STARTED, *taps)).state.endswith(f"1 of 4 \u00b7 {words}")
    assert live_bar(live(ALONE, STARTED, *FINISHED, *taps)).state == f"Finished \u00b7 {words}"


def test_that_undo_and_redo_say_what_they_would_do() -> None:
    bar = live_bar(live(ALONE, STARTED, undo="start", redo="split 409 m (1:00.20)"))
    assert (bar.undo.enabled, bar.undo_text) == (True, "Undo start")
    assert (bar.redo.enabled, bar.redo_text) == (True, "Redo split 409 m (1:00.20)")


def test_that_undo_and_redo_without_anything_to_do_say_that() -> None:
    bar = live_bar(live(ALONE))
    assert (bar.undo, bar.undo_text) == (Action(False, "nothing to undo"), "Undo")
    assert (bar.redo, bar.redo_text) == (Action(False, "nothing to redo"), "Redo")


def test_that_what_is_pressed_is_saved_only_once_the_disk_has_it() -> None:
    moments = (ALONE, STARTED, pressed("1:00.20"))
    assert live_bar(live(*moments, now="61", saved=2)).saved == "saving"
    assert live_bar(live(*moments, now="61", saved=3)).saved == "saved"


def test_that_what_a_disk_refuses_is_not_said_to_be_on_its_way() -> None:
    assert live_bar(live(ALONE, saved=0, trouble="Not saved: the disk is full.")).saved == (
        "not saved"
    )


def test_that_a_replay_stands_where_its_transport_does() -> None:
    bar = replay_bar(_replay(123.21, playing=True))
    assert bar == ReplayBar(
        playing=True,
        elapsed="2:03.2",
        length="4:06.4",
        place=0.5,
        stops=tuple(stop / STOPS[-1] for stop in STOPS),
        speed="1\u00d7",
        at_end=False,
    )
    assert bar.stops[0] == pytest.approx(60.20 / 246.42)


@pytest.mark.parametrize(
    ("speed", "shown"), [(0.25, "0.25\u00d7"), (2.0, "2\u00d7"), (60.0, "60\u00d7")]
)
def test_that_the_speed_has_no_more_digits_than_it_needs(speed: float, shown: str) -> None:
    known = _replay(10)
    assert known.transport is not None
    faster = known._replace(transport=known.transport._replace(speed=speed))
    assert replay_bar(faster).speed == shown


def test_that_a_replay_at_its_end_can_be_told() -> None:
    bar = replay_bar(_replay(246.42))
    assert (bar.at_end, bar.place) == (True, 1.0)


def test_that_a_hidden_ending_shows_neither_the_length_nor_a_split_to_come() -> None:
    early, bell = _replay(10, show_ending=False), _replay(190, show_ending=False)
    assert (replay_bar(early).length, replay_bar(early).stops) == ("", ())
    assert len(replay_bar(bell).stops) == 3
    # The scrubber is as long as the slowest target that is shown, and 15 s.
    assert replay_bar(bell).place == pytest.approx(190 / (247.64 + 15))


def test_that_a_hidden_ending_makes_the_scrubber_as_long_whatever_the_race_took() -> None:
    shown = [each for each in TARGETS if each is not RESULT]
    spans = set()
    for length in (seconds(200), seconds(246.42), seconds(258)):
        transport = Transport(seconds(60), length, False, 1.0, (length,))
        spans.add(shown_span(transport, shown, show_ending=False))
    assert len(spans) == 1


def test_that_a_scrubber_never_ends_before_its_place() -> None:
    late = Transport(seconds(400), seconds(400), False, 1.0, (seconds(400),))
    assert shown_span(late, TARGETS, show_ending=False) == seconds(400)
    nothing = Transport(Duration(0), Duration(0), False, 1.0, ())
    assert shown_span(nothing, TARGETS, show_ending=True) == 1
