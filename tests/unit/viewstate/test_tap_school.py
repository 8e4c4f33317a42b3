import pytest

from app.analysis.tap_school import GUN, LINE, Cue, Hand, Touch, marked_taps
from app.domain.times import NS_PER_S, Instant, seconds
from app.usecases.tap_lesson import Lesson
from ui.viewstate.tap_school import (
    hand_words,
    known_words,
    lane_view,
    outcome,
    touch_words,
)

SECOND = NS_PER_S
LESSON = Lesson(
    "A race",
    (Cue(GUN, Instant(3 * SECOND)), Cue(LINE, Instant(6 * SECOND), 6_500, "809 m in 2:00.75")),
    Instant(7 * SECOND),
)
HAND = Hand(Touch(seconds(0.21), seconds(0.03), 8), Touch(seconds(-0.03), seconds(0.04), 16, 1))


def test_that_the_gun_is_awaited_flashes_and_is_over() -> None:
    titles = [lane_view(LESSON, seconds(at)) for at in (1.0, 3.0, 3.2, 3.4)]
    assert [each.title for each in titles] == ["Set \u2026", "GUN", "GUN", ""]
    assert [each.flash for each in titles] == [False, True, True, False]


def test_that_the_chest_is_on_the_line_at_the_true_instant() -> None:
    view = lane_view(LESSON, seconds(6))
    assert view.runner == 0.0
    assert lane_view(LESSON, seconds(5)).runner == pytest.approx(-6.5)
    assert lane_view(LESSON, seconds(3.8)).runner == pytest.approx(-14.3)
    assert view.caption == "A race \u00b7 809 m in 2:00.75"


def test_that_a_runner_far_from_the_line_is_not_in_view() -> None:
    slow = LESSON._replace(cues=(Cue(LINE, Instant(9 * SECOND), 6_500),))
    assert lane_view(slow, seconds(1)).runner is None


def test_that_what_is_done_is_counted() -> None:
    assert [lane_view(LESSON, seconds(at)).done for at in (1, 3.1, 5, 6.1)] == [0, 1, 1, 2]


def test_that_a_hand_is_put_into_words() -> None:
    assert touch_words(HAND.gun) == "0.21 s late, scatter 0.03 s (8 taps)."
    assert touch_words(HAND.line) == "0.03 s early, scatter 0.04 s (16 taps, 1 slipped)."
    assert hand_words(HAND) == "Times by your hand are 0.24 s fast: right within \u00b1 0.4 s."
    assert known_words(HAND) == (
        "Remembered: at the gun 0.21 s late, at the line 0.03 s early. Times by your hand are "
        "0.24 s fast: right within \u00b1 0.4 s."
    )


def test_that_a_hand_without_a_bias_is_right_on_average() -> None:
    even = HAND._replace(line=HAND.gun)
    assert hand_words(even).startswith("Times by your hand are right on average")
    slow = Hand(HAND.line, HAND.gun)
    assert hand_words(slow).startswith("Times by your hand are 0.24 s slow")


def test_that_a_lesson_of_too_few_taps_says_how_many_are_wanted() -> None:
    found = outcome(marked_taps(LESSON.cues, [Instant(6 * SECOND), Instant(1)]))
    assert found.hand is None
    assert found.lines == (
        "At the line: on time, scatter 0.01 s (1 tap).",
        "Too few taps to say anything of your hand. 5 more at the gun. 7 more at the line.",
        "1 cue was not tapped; 1 tap was beside.",
    )


def test_that_a_slip_is_drawn_apart_and_said() -> None:
    cues = tuple(Cue(LINE, Instant(each * 3 * SECOND)) for each in range(1, 12))
    late = [20_000_000, 30_000_000, 10_000_000, 25_000_000, 15_000_000] * 2 + [700_000_000]
    taps = [Instant(cue.at + by) for cue, by in zip(cues, late, strict=True)]
    (row,) = outcome(marked_taps(cues, taps)).rows
    assert row.slipped == (0.7,)
    assert len(row.errors) == 10
    assert row.bias == pytest.approx(0.02, abs=0.01)


def test_that_a_lesson_nobody_tapped_says_so() -> None:
    found = outcome(marked_taps(LESSON.cues, []))
    assert found.rows == ()
    assert found.lines[-1] == "2 cues were not tapped."


def test_that_guesswork_is_called_so() -> None:
    taps = [Instant(6 * SECOND + each) for each in (0, 1, 2)]
    assert outcome(marked_taps(LESSON.cues, taps)).lines[-1].startswith("With so many taps beside")
