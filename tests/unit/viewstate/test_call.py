from dataclasses import replace

import pytest

from app.analysis.calls.book import CallBook
from app.domain import events as ev
from app.domain.course import Course, metres
from app.domain.target import even
from tests.unit.domain.races import (
    MARKS,
    ONE,
    RECORD,
    STARTED,
    SUB_4,
    TWO,
    Moment,
    at,
    pressed,
    setup,
    time,
    typed,
)
from tests.unit.viewstate.paris import snapshot
from tests.unit.viewstate.timed import ALONE, live, running
from ui.viewstate.call import Call, call, call_for
from ui.viewstate.shout import given_name, spoken
from ui.viewstate.snapshot import ROWS, Snapshot

FIGURES = CallBook(figures=True)


def _laps(lap_m: float, distance_m: float, step_m: float, finish: str) -> Moment:
    """Return the plan of a race on a track of `lap_m` with a mark every `step_m`."""
    marks = tuple(metres(step_m * i) for i in range(1, round(distance_m / step_m) + 1))
    course = Course(event="any", distance=metres(distance_m), lap=metres(lap_m), marks=marks)
    target = even(metres(distance_m), time(finish))
    return at("-60"), ev.Planned(setup(course=course, targets=(target,)))


FOUR_LAPS = _laps(400, 1600, 400, "4:00")
"""60 s a lap: what is left of a press after its 60 s is the gap."""


def in_figures(snapshot: Snapshot) -> str:
    """Return the call in figures, which are the easier to reckon with."""
    return call(snapshot._replace(calls=FIGURES)).words


def _after(*times: str) -> str:
    """Return the call after presses at these times of a race in laps of 60 s."""
    return in_figures(live(FOUR_LAPS, STARTED, *(pressed(each) for each in times), now=times[-1]))


def test_that_before_the_start_the_key_is_named() -> None:
    assert call(live(ALONE)) == Call("READY. RETURN AT THE GUN.")


def test_that_before_the_first_mark_its_time_is_called() -> None:
    # Sub-4 passes 409.344 m after 61.04.
    assert call(running(now="30")) == Call("409 M IN 1:01.0.")


def test_that_paris_is_called_lap_by_lap() -> None:
    # 60.20 for 409.344 m is 58.8 for 400: 0.84 up, 239.99 - 60.20 for 1200 m is 59.93 a lap.
    # Then 0.06 down, which a printed time can tell.
    assert in_figures(snapshot(61)) == "59. 1 UP. NEED LAPS OF 60."
    assert in_figures(snapshot(121)) == "61. JUST DOWN. NEED LAPS OF 60."
    # 1.50 behind at the bell, 58.15 for the 400 m that are left.
    assert in_figures(snapshot(182)) == "61. 1\u00bd DOWN. LAST LAP 58."
    assert in_figures(snapshot(250)) == "4:06.42. 6\u00bd DOWN."


@pytest.mark.parametrize(
    ("press", "said"),
    [
        ("60.00", "ON PACE."),
        ("60.24", "ON PACE."),
        ("59.76", "ON PACE."),
        # A quarter second is a half to the ear, three quarters a whole one.
        ("60.25", "\u00bd DOWN."),
        ("59.75", "\u00bd UP."),
        ("60.74", "\u00bd DOWN."),
        ("60.75", "1 DOWN."),
        ("61.24", "1 DOWN."),
        ("61.25", "1\u00bd DOWN."),
        ("58.75", "1\u00bd UP."),
        ("62.00", "2 DOWN."),
        ("72.40", "12\u00bd DOWN."),
    ],
)
def test_that_a_gap_is_called_in_halves(press: str, said: str) -> None:
    assert _after(press).split(" NEED")[0].partition(". ")[2] == said


def test_that_with_two_laps_to_run_the_pace_of_each_is_called() -> None:
    # 240 - 122 for 800 m.
    assert _after("60", "122") == "62. 2 DOWN. NEED LAPS OF 59."
    assert _after("60", "122", "183") == "61. 3 DOWN. LAST LAP 57."


def test_that_a_target_whose_time_has_gone_by_is_not_asked_for() -> None:
    assert _after("79", "159", "241") == "82. 61 DOWN."


@pytest.mark.parametrize(
    ("press", "lap"), [("60.40", 60), ("60.60", 61), ("60.50", 61), ("61.50", 62)]
)
def test_that_a_lap_is_rounded_as_everything_on_the_screen_half_away_from_zero(
    press: str, lap: int
) -> None:
    assert _after(press).split(".")[0] == str(lap)


def test_that_a_finish_is_called_with_its_time() -> None:
    assert _after("60", "120", "180", "239") == "3:59.0. 1 UP."
    assert _after("60", "120", "180", "240") == "4:00.0. ON PACE."


def test_that_a_time_by_hand_is_called_as_the_sheet_has_it_and_a_typed_one_in_full() -> None:
    assert _after("60", "120", "180", "245.41").startswith("4:05.5. ")
    assert in_figures(snapshot(250)).startswith("4:06.42. ")


def test_that_times_typed_without_a_start_are_called_too() -> None:
    called = in_figures(live(ALONE, typed("1:00.20", MARKS[0]), now="0"))
    assert called == "59. 1 UP. NEED LAPS OF 60."


def test_that_on_a_track_of_200_m_the_laps_to_run_are_laps_of_200_m() -> None:
    # 800 m in 1:52 are 28 s a lap of 200 m, and after 28 and 28 s two such laps are left.
    indoors = _laps(200, 800, 200, "1:52")
    called = in_figures(live(indoors, STARTED, pressed("28"), pressed("56"), now="56"))
    assert called == "28. ON PACE. NEED LAPS OF 28."


def test_that_of_a_last_half_lap_no_whole_lap_is_asked() -> None:
    # 800 m on 400 m, with a mark every 200: 28 s are left for the last 200 m.
    halves = _laps(400, 800, 200, "1:52")
    called = in_figures(live(halves, STARTED, *(pressed(t) for t in ("28", "56", "84")), now="84"))
    assert called == "56. ON PACE. LAST 200 IN 28."


def test_that_a_last_lap_of_9_metres_more_is_still_the_last_lap() -> None:
    # Read at the start line: 409.344 m are left after 1200 m.
    mile = Course(
        event="mile",
        distance=metres(1609.344),
        lap=metres(400),
        marks=tuple(metres(each) for each in (400, 800, 1200, 1609.344)),
    )
    planned = (at("-60"), ev.Planned(setup(course=mile)))
    called = in_figures(live(planned, STARTED, typed("3:01.84", metres(1200)), now="182"))
    # 239.99 - 181.84 for 409.344 m is 56.82 for a lap.
    assert called.endswith("3 DOWN. LAST LAP 57.")


def test_that_the_call_is_of_the_selected_athlete() -> None:
    pair = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    moments = (pair, STARTED, pressed("1:00.20"), pressed("1:02.50", TWO))
    assert in_figures(live(*moments, now="63")).startswith("LANE 1: 59. 1 UP.")
    # 62.50 x 400 / 409.344 is 61.07, and 62.50 less 61.04 is 1.46.
    other = live(*moments, now="63", selected=TWO)
    assert in_figures(other).startswith("LANE 2: 61. 1\u00bd DOWN.")


def test_that_among_several_the_call_is_of_the_athlete_who_was_pressed_last() -> None:
    pair = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    shown = live(pair, STARTED, pressed("1:00.20"), pressed("1:02.50", TWO), now="63")
    shown = shown._replace(layout=ROWS, last_pressed=TWO)
    assert call(shown).words.startswith("LANE 2: SIXTY-ONE. ONE AND A HALF DOWN.")
    assert call_for(shown, ONE) == "59. 1 UP. NEED LAPS OF 60."


def test_that_an_athlete_is_held_to_the_own_target() -> None:
    plan = setup(entries=(ONE, TWO), targets=(SUB_4, RECORD))
    entrants = (plan.entrants[0], replace(plan.entrants[1], target=RECORD.id))
    planned = (at("-60"), ev.Planned(replace(plan, entrants=entrants)))
    shown = live(planned, STARTED, pressed("1:02.50"), pressed("1:02.50", TWO), now="63")
    # 4:07.64 passes 409.344 m after 62.99, half a second after the press; sub-4 after 61.04.
    assert call_for(shown, ONE).startswith("61. 1\u00bd DOWN.")
    assert call_for(shown, TWO).startswith("61. \u00bd UP.")


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("Anna", "Anna"),
        ("Faith Kipyegon", "Faith"),
        ("Kipyegon, Faith", "Faith"),
        ("Kipyegon,", "Kipyegon"),
        ("", ""),
    ],
)
def test_that_an_athlete_is_called_by_the_given_name(name: str, given: str) -> None:
    assert given_name(name) == given


def test_that_words_give_way_to_figures_in_fewer_and_fewer_letters() -> None:
    assert call(snapshot(182)) == Call(
        "SIXTY-ONE. ONE AND A HALF DOWN. LAST LAP 58.",
        ("SIXTY-ONE. 1\u00bd DOWN. LAST LAP 58.", "61. 1\u00bd DOWN. LAST LAP 58."),
    )


def test_that_a_voice_gets_every_number_in_words() -> None:
    assert spoken(snapshot(182)) == "sixty-one. one and a half down. last lap fifty-eight."
    assert spoken(snapshot(250)) == "four oh six point four two. six and a half down."
    assert spoken(running(now="30")) == "four hundred and nine metres in one oh one."


def test_that_the_first_calls_need_no_templates_and_say_the_same() -> None:
    for known in (live(ALONE), running(now="30")):
        assert call(known) == call(known._replace(calls=CallBook()))


def test_that_a_template_of_a_coach_is_called() -> None:
    book = CallBook().with_template("bell", "{name}, {ask} now! {rank}, {projected}.")
    book = book.with_template("split", "{target}: {gap} at {mark}, {left} m to run.")
    assert call(snapshot(182)._replace(calls=book)).words == "FAITH KIPYEGON, 58 NOW!"
    assert call(snapshot(61)._replace(calls=book)).words == (
        "SUB-4: ONE UP AT 409 M, 1200 M TO RUN."
    )
