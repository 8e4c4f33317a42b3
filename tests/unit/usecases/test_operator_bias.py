from pathlib import Path

import pytest

from app.analysis.tap_school import Hand, Touch
from app.domain import repair_events as rp
from app.domain.events import SplitTyped
from app.domain.times import Duration, seconds
from app.engine.clocks import Anchor
from app.storage.library import Library
from app.usecases.operator_bias import (
    Bias,
    bias_of,
    bias_text,
    errors_in,
    errors_of_records,
    sessions_with_official,
)
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PLANNED,
    STARTED,
    ZERO,
    Moment,
    at,
    numbered,
    pressed,
    time,
)

RUN = (PLANNED, STARTED, *(pressed(each) for each in PARIS))


def given(text: str) -> tuple[Moment, ...]:
    """Return what an official finish time of `text` leaves in the journal of that race."""
    zero = Duration(time(PARIS[-1]) - time(text))
    return (
        (at("5:00"), rp.OfficialGiven(ONE, time(text))),
        (at("5:00"), rp.ZeroMoved(at(f"{zero / 1e9:+.3f}"), "official", Duration(0))),
    )


def test_that_an_error_counts_from_the_start_press_whatever_moved_the_clock() -> None:
    run = numbered(
        *RUN, (at("10"), rp.ZeroMoved(at("-2"), "synced", Duration(0))), *given("4:06.66")
    )
    assert errors_of_records(run) == (seconds(-0.24),)


def test_that_a_finish_that_was_typed_and_a_race_without_a_press_say_nothing() -> None:
    typed = (at("5:00"), SplitTyped(ONE, MARKS[-1], time(PARIS[-1])))
    assert errors_of_records(numbered(*RUN[:-1], typed, given("4:06.66")[0])) == ()
    synced = (at("10"), rp.ClockSynced(seconds(10)))
    assert errors_of_records(numbered(PLANNED, synced, *RUN[2:], *given("4:06.66"))) == ()
    assert errors_of_records(()) == ()


def test_that_the_bias_is_mean_and_scatter() -> None:
    errors = [seconds(each) for each in (-0.30, -0.24, -0.18)]
    assert bias_of(errors) == Bias(seconds(-0.24), seconds(0.06), 3, 0)
    assert bias_of(errors[:1]) == Bias(seconds(-0.3), None, 1, 0)
    assert bias_of([]) is None


def test_that_a_late_start_is_no_reaction() -> None:
    assert bias_of([seconds(-0.2), seconds(-3.4)]) == Bias(seconds(-0.2), None, 1, 1)
    assert bias_of([seconds(-3.4)]) is None


@pytest.mark.parametrize(
    ("bias", "said"),
    [
        (
            Bias(seconds(-0.24), seconds(0.06), 5, 0),
            "Your hand times are 0.24 s fast (5 finishes, \u00b10.06).",
        ),
        (Bias(seconds(0.1), None, 1, 0), "Your hand times are 0.10 s slow (1 finish)."),
        (
            Bias(seconds(0.001), seconds(0.2), 2, 1),
            "Your hand times are right on average "
            "(2 finishes, \u00b10.20; 1 with a late start left out).",
        ),
    ],
)
def test_that_the_bias_is_named_in_a_sentence(bias: Bias, said: str) -> None:
    assert bias_text(bias) == said


def test_that_only_sessions_with_an_official_time_are_read(tmp_path: Path) -> None:
    library = tmp_path / "library.splitline"
    assert sessions_with_official(library) == ()
    known, anchor = Library(library), Anchor(ZERO, 0, "", "CLOCK_BOOTTIME")
    assert known.add("with", anchor, numbered(*RUN, *given("4:06.66")), "live")
    assert known.add("without", anchor, numbered(*RUN), "live")
    assert sessions_with_official(library) == ("with",)
    assert errors_in(library, "with") == (seconds(-0.24),)


def test_that_one_finish_has_the_scatter_that_the_tap_school_found() -> None:
    hand = Hand(Touch(seconds(0.2), seconds(0.03), 8), Touch(seconds(0), seconds(0.04), 16))
    found = bias_of([seconds(-0.24)], hand)
    assert found == Bias(seconds(-0.24), seconds(0.05), 1, 0, schooled=True)
    words = "Your hand times are 0.24 s fast (1 finish, \u00b10.05 by the tap school)."
    assert bias_text(found) == words
    assert bias_of([seconds(-0.2), seconds(-0.3)], hand) == bias_of([seconds(-0.2), seconds(-0.3)])
