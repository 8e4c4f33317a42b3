"""What does a press do while a training session runs?"""

from pathlib import Path

import pytest

from tests.unit.desk.benches import Bench, bench_of
from tests.unit.training.coaches import KEY, setup_of


def test_that_the_start_key_starts_the_groups_in_their_order_before_anybody_has_run(
    groups: Bench,
) -> None:
    assert groups.strip("A").chosen
    groups.start(0)
    assert groups.strip("B").chosen
    groups.start(20)
    assert [len(each.starts) for each in groups.state.groups.values()] == [1, 1]


def test_that_the_group_whose_start_comes_first_is_the_one_of_the_start_key(groups: Bench) -> None:
    groups.start(0)
    groups.start(20)
    for lane, time in ((3, 62), (4, 62.5), (1, 64), (2, 65)):
        groups.stop(time, lane)
    groups.at(120)
    assert groups.strip("B").chosen
    groups.start(152.5)
    assert len(groups.state.groups["B"].starts) == 2
    assert groups.strip("A").chosen


def test_that_a_chosen_group_stays_until_it_is_started(groups: Bench) -> None:
    groups.desk.next_group(groups.at(0))
    assert groups.strip("B").chosen
    groups.at(30)
    assert groups.strip("B").chosen
    groups.start(31)
    assert groups.strip("A").chosen


def test_that_a_group_is_started_by_its_letter_whoever_is_framed(groups: Bench) -> None:
    groups.start(0, "B")
    assert groups.state.groups["B"].starts
    assert not groups.state.groups["A"].starts
    assert groups.notice() == "B started: repetition 1."


def test_that_a_second_start_at_once_is_refused_in_one_sentence_and_heard(groups: Bench) -> None:
    groups.start(0, "A")
    groups.start(0.4, "A")
    assert len(groups.state.groups["A"].starts) == 1
    assert groups.notice() == "A has just started: nobody runs 300 m in 0.4 s."
    assert groups.sounds.heard == ["split", "refused"]


def test_that_a_press_stops_the_athlete_with_that_key(groups: Bench) -> None:
    groups.start(0, "A")
    groups.stop(43.2, 2)
    assert groups.row("b").last == "43.2"
    assert groups.row("a").state == "RUN"


@pytest.mark.parametrize(
    ("lane", "said"),
    [
        (9, "Nobody has key 9: the press is kept without a name."),
        (3, "B has not started: the press is kept without a name."),
        (1, "Athlete a is in already: the press is kept without a name."),
    ],
)
def test_that_a_press_that_can_be_no_time_is_kept_and_said_to_be(
    groups: Bench, lane: int, said: str
) -> None:
    groups.start(0, "A")
    groups.stop(43, 1)
    groups.stop(44, lane)
    assert groups.notice() == said
    assert len(groups.state.taps) == 1


def test_that_the_presenter_stops_who_runs_alone_else_who_is_selected(groups: Bench) -> None:
    groups.start(0, "A")
    groups.desk.select(groups.runner("b").runner.id)
    groups.desk.stop_selected(groups.at(43), KEY)
    groups.desk.stop_selected(groups.at(44), KEY)
    assert groups.row("b").last == "43.0"
    assert groups.row("a").last == "44.0"


def test_that_a_bunch_is_tapped_and_then_named_by_one_key_a_name(trio: Bench) -> None:
    trio.start(0)
    for time in (43.0, 43.4, 44.1):
        trio.desk.tap(trio.at(time), KEY)
    trio.desk.prompt = None
    from ui.training.deeds import name_taps

    name_taps(trio.desk, trio.at(46))
    assert trio.view.prompt is not None
    assert (
        trio.view.prompt.words == "3 presses without a name: the first 43.0 after the last start."
    )
    trio.key("2", "3", "1")
    assert [trio.row(each).last for each in "bca"] == ["43.0", "43.4", "44.1"]
    assert trio.desk.prompt is None


def test_that_a_function_key_stops_while_presses_are_named(trio: Bench) -> None:
    from ui.key_map import KeyPress
    from ui.stamps import Stamp
    from ui.training.deeds import name_taps

    trio.start(0)
    trio.desk.tap(trio.at(43), KEY)
    name_taps(trio.desk, trio.at(44))
    assert not trio.desk.take_key(KeyPress("F1"), Stamp(trio.now, KEY))


def test_that_undo_takes_back_the_start_and_redo_brings_it_again(groups: Bench) -> None:
    groups.start(0, "A")
    groups.desk.undo(groups.at(2))
    assert not groups.state.groups["A"].starts
    assert groups.notice() == "Taken back: start 1 of A. Ctrl+Y does it again."
    groups.desk.redo(groups.at(3))
    assert groups.state.groups["A"].starts[0].at == groups.desk.stage.session_now(groups.at(0))


def test_that_undo_with_nothing_to_take_back_says_so(groups: Bench) -> None:
    groups.desk.undo(groups.at(0))
    assert groups.notice() == "There is nothing to undo."


def test_that_a_start_with_nothing_left_says_how_to_add_one(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, setup_of("300", "a"))
    bench.start(0)
    bench.stop(44, 1)
    bench.start(60)
    assert bench.notice() == "Every repetition has been started: P adds one, R repeats one."
    assert bench.desk.live().session.journal.close(10)


def test_that_a_split_inside_a_repetition_is_shown_with_its_mark(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, setup_of("2x600 with splits at 400, 2:00", "ab"))
    bench.start(0)
    bench.stop(66.2, 1)
    assert (bench.row("a").last, bench.row("a").word) == ("66.2", "at 400 m")
    bench.stop(99.8, 1)
    assert (bench.row("a").last, bench.row("a").word) == ("99.8", "")
    assert bench.desk.live().session.journal.close(10)
