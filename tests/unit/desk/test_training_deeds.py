"""What is asked for by a letter and then a key, while a training session runs?"""

from collections.abc import Callable

import pytest

from app.domain.times import NS_PER_S, Instant
from tests.unit.desk.benches import Bench
from ui.training import deeds
from ui.training.desk import TrainingDesk

Deed = Callable[[TrainingDesk, Instant], object]


def outcomes(bench: Bench, letter: str) -> list[str]:
    """Return how the starts of an athlete ended."""
    runner = bench.runner(letter)
    return [bench.state.status(runner, each) for each in runner.attempts]


def test_that_who_is_not_here_reads_absent_until_said_to_be_here(groups: Bench) -> None:
    deeds.ask_who_is_away(groups.desk, groups.at(0))
    groups.key("2")
    groups.start(1, "A")
    groups.stop(44, 1)
    assert groups.row("b").state == "NOT HERE"
    deeds.ask_who_is_here(groups.desk, groups.at(50))
    groups.key("2")
    groups.start(134, "A")
    groups.stop(178, 2)
    assert outcomes(groups, "b") == ["absent", "done"]
    assert [each.words for each in groups.row("b").past] == ["abs", "44.0"]
    assert groups.row("b").mean == "44.0"


def test_that_whoever_skips_has_the_repetition_left_out(groups: Bench) -> None:
    deeds.ask_who_skips(groups.desk, groups.at(0))
    groups.key("1")
    groups.start(1, "A")
    assert outcomes(groups, "a") == ["skipped"]


def test_that_a_stop_for_today_has_a_reason_by_one_key_and_can_be_taken_back(groups: Bench) -> None:
    groups.start(0, "A")
    deeds.ask_who_stops(groups.desk, groups.at(20))
    groups.key("1")
    groups.at(24)
    groups.key("P")
    stopping = groups.runner("a").stopping
    assert stopping is not None
    assert stopping.reason == "pain"
    assert stopping.at == groups.desk.stage.session_now(groups.at(20))
    assert outcomes(groups, "a") == ["unfinished"]
    deeds.ask_who_stops(groups.desk, groups.at(60))
    groups.key("1")
    assert groups.runner("a").stopping is None


def test_that_numbers_stop_athletes_while_the_reason_is_asked_for(groups: Bench) -> None:
    from ui.key_map import KeyPress
    from ui.stamps import Stamp

    groups.start(0, "A")
    deeds.ask_who_stops(groups.desk, groups.at(20))
    groups.key("1")
    assert not groups.desk.take_key(KeyPress("2", 3), Stamp(groups.now, "event"))


def test_that_a_stop_without_an_answer_is_kept_as_one_that_nobody_gave_a_reason_for(
    groups: Bench,
) -> None:
    groups.start(0, "A")
    deeds.ask_who_stops(groups.desk, groups.at(20))
    groups.key("1")
    groups.at(40)
    assert groups.view.prompt is None
    stopping = groups.runner("a").stopping
    assert stopping is not None
    assert stopping.reason == "not said why"


def test_that_another_reason_is_typed(groups: Bench) -> None:
    deeds.ask_who_stops(groups.desk, groups.at(20))
    groups.key("1", "O")
    assert groups.view.asked is not None
    assert groups.type_text("bus")
    stopping = groups.runner("a").stopping
    assert stopping is not None
    assert stopping.reason == "bus"
    assert groups.view.asked is None


def test_that_a_note_has_the_time_of_its_key_and_whom_it_is_about(groups: Bench) -> None:
    deeds.ask_for_note(groups.desk, groups.at(12))
    groups.key("2")
    groups.at(25)
    assert groups.type_text("tight calf")
    note = groups.state.notes[0]
    assert (note.entry, note.text) == ("b", "tight calf")
    assert note.at == groups.desk.stage.session_now(groups.at(12))


def test_that_a_note_about_all_takes_the_own_key_twice(groups: Bench) -> None:
    deeds.ask_for_note(groups.desk, groups.at(12))
    groups.key("W")
    assert groups.type_text("headwind")
    assert groups.state.notes[0].entry is None


def test_that_of_two_groups_the_other_one_is_meant_without_asking(groups: Bench) -> None:
    deeds.ask_who_changes(groups.desk, groups.at(1))
    groups.key("1")
    assert groups.runner("a").runner.group == "B"
    assert groups.notice() == "Athlete a runs with B from its next start on."
    assert [each.entry for each in groups.view.rows] == ["b", "a", "c", "d"]


def test_that_a_time_is_typed_for_the_last_start(groups: Bench) -> None:
    groups.start(0, "A")
    groups.stop(43, 1)
    deeds.ask_whose_time(groups.desk, groups.at(50))
    groups.key("1")
    asked = groups.view.asked
    assert asked is not None
    assert (asked.label, asked.text) == ("Athlete a, 1: 300 m", "43.00")
    assert groups.type_text("42,85")
    assert groups.row("a").last == "42.85"


@pytest.mark.parametrize("text", ["4x", "", "0"])
def test_that_a_time_that_is_none_is_refused_and_the_field_stays(groups: Bench, text: str) -> None:
    groups.start(0, "A")
    deeds.ask_whose_time(groups.desk, groups.at(50))
    groups.key("1")
    assert not groups.type_text(text)
    assert groups.view.asked is not None
    assert groups.view.notice_tone == "alert"


def test_that_who_came_in_unseen_has_no_time_and_holds_up_nobody(groups: Bench) -> None:
    groups.start(0, "A")
    groups.stop(43, 1)
    deeds.ask_who_was_missed(groups.desk, groups.at(50))
    groups.key("2")
    assert outcomes(groups, "b") == ["missed"]
    assert groups.strip("A").clock == "1:23"


def test_that_more_is_typed_as_in_a_plan_for_the_group_that_was_named(groups: Bench) -> None:
    deeds.ask_for_more(groups.desk, groups.at(1))
    groups.key("B")
    assert groups.type_text("2x200 in 29")
    assert [len(each.reps) for each in groups.state.groups.values()] == [4, 6]


def test_that_a_plan_that_cannot_be_read_names_its_place_and_stays_in_the_field(
    groups: Bench,
) -> None:
    deeds.ask_for_more(groups.desk, groups.at(1))
    groups.key("P")
    assert not groups.type_text("2x")
    assert "character 3" in groups.notice()


def test_that_a_repetition_is_run_again_and_the_next_one_left_out(groups: Bench) -> None:
    groups.start(0, "A")
    groups.stop(43, 1)
    groups.stop(44, 2)
    deeds.ask_to_repeat(groups.desk, groups.at(50))
    groups.key("A")
    assert groups.strip("A").number == "2 of 5"
    deeds.ask_to_drop(groups.desk, groups.at(51))
    groups.key("A")
    assert groups.strip("A").number == "2 of 4"


def test_that_a_cancelled_start_keeps_its_presses(groups: Bench) -> None:
    groups.start(0, "A")
    groups.stop(43, 1)
    deeds.cancel_start(groups.desk, 0, groups.at(50))
    assert not groups.state.groups["A"].starts
    assert [each.meant for each in groups.state.taps] == ["a"]


def test_that_the_last_time_of_an_athlete_is_taken_away_by_shift_and_the_key(groups: Bench) -> None:
    groups.start(0, "A")
    groups.stop(20, 1)
    deeds.take_back(groups.desk, 1, groups.at(21))
    assert groups.row("a").state == "RUN"


def test_that_one_more_athlete_gets_the_lowest_free_key(groups: Bench) -> None:
    deeds.ask_for_newcomer(groups.desk, groups.at(5))
    groups.key("B")
    assert groups.type_text("Late Lea")
    assert groups.notice() == "Late Lea has key 5."
    assert groups.view.rows[-1].name == "Late Lea"


def test_that_the_end_is_asked_for_twice(groups: Bench) -> None:
    ending = deeds.Ending(groups.desk)
    ending.ask(groups.at(10))
    assert not groups.state.ended
    ending.ask(Instant(groups.at(10) + 4 * NS_PER_S))
    assert not groups.state.ended
    ending.ask(Instant(groups.now + 5 * NS_PER_S))
    assert groups.state.ended


ASKING: tuple[Deed, ...] = (
    deeds.ask_who_is_away,
    deeds.ask_who_is_here,
    deeds.ask_who_skips,
    deeds.ask_who_stops,
    deeds.ask_who_was_missed,
    deeds.ask_who_changes,
    deeds.ask_whose_time,
    deeds.ask_for_note,
    deeds.ask_for_more,
    deeds.ask_to_repeat,
    deeds.ask_to_drop,
    deeds.ask_for_newcomer,
)


@pytest.mark.parametrize("deed", ASKING)
def test_that_a_question_goes_by_itself_and_with_escape(groups: Bench, deed: Deed) -> None:
    deed(groups.desk, groups.at(1))
    assert groups.view.prompt is not None
    groups.key("Escape")
    assert groups.view.prompt is None
    deed(groups.desk, groups.at(2))
    groups.at(20)
    assert groups.view.prompt is None
    assert groups.desk.stage.keeping() is not None


@pytest.mark.parametrize("deed", ASKING)
def test_that_no_question_takes_what_always_stops_and_starts(groups: Bench, deed: Deed) -> None:
    from ui.key_map import KeyPress
    from ui.stamps import Stamp

    for name in ("F1", "F12", "PageDown", "Space"):
        deed(groups.desk, groups.at(1))
        assert not groups.desk.take_key(KeyPress(name), Stamp(groups.now, "event"))


@pytest.mark.parametrize("deed", ASKING)
def test_that_return_answers_a_question_and_starts_nobody(groups: Bench, deed: Deed) -> None:
    deed(groups.desk, groups.at(1))
    groups.key("Return")
    assert groups.state.first_start is None
