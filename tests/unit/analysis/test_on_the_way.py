import pytest

from app.analysis.live import facts_of
from app.analysis.on_the_way import (
    AT_1500,
    FASTEST_LAP,
    LAST_200,
    LAST_400,
    OnTheWay,
    on_the_way,
)
from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import LAP_400, MILE, Course, Distance, every, metres
from app.domain.events import Record
from app.domain.evolve import evolve
from app.domain.state import SessionState
from app.domain.target import even
from app.domain.times import Instant
from tests.unit.analysis.runs import FADING, running
from tests.unit.domain.races import ONE, PARIS, at, mile, time

PROFILES = {"mile-paced": FADING}


def _on(course: Course, *times: str) -> SessionState:
    return running(*times, course=course, targets=(even(course.distance, time("4:00")),))


def _found(state: SessionState) -> dict[str, OnTheWay]:
    facts = facts_of(state, state.entries[ONE], PROFILES)
    return {each.name: each for each in on_the_way(facts, state.plan.course)}


def _metric(*marks_m: float) -> Course:
    marks = tuple(metres(each) for each in marks_m)
    return Course(event="1500", distance=marks[-1], lap=LAP_400, marks=marks)


def test_that_the_last_400_is_the_last_lap_of_a_mile_at_the_finish_line() -> None:
    found = _found(_on(mile(), *PARIS))
    # 4:06.42 - 3:01.84.
    assert found[LAST_400] == OnTheWay(LAST_400, time("64.58"), True, MILE)
    assert LAST_200 not in found


def test_that_the_last_200_is_timed_where_a_mark_lies_there() -> None:
    found = _found(_on(_metric(300, 700, 1100, 1300, 1500), "45", "1:45", "2:45", "3:15", "3:43"))
    assert (found[LAST_200].time, found[LAST_200].timed) == (time("28"), True)
    assert (found[LAST_400].time, found[LAST_400].timed) == (time("58"), True)


def test_that_between_close_marks_it_is_interpolated_and_says_so() -> None:
    # 1409.344 m lies between 1400 and 1500 m, run in 15 s at even pace there: 1.4016 s in.
    course = mile(marks=every(MILE, metres(100)))
    texts = [f"{15 * n // 60}:{15 * n % 60:02d}" for n in range(1, 16)]
    found = _found(_on(course, *texts, "4:01"))
    assert found[LAST_200].timed is False
    # FADING has the third quarter (1207 to 1609 m) even, so the warp is a straight line.
    assert found[LAST_200].time == pytest.approx(time("4:01") - time("3:31.4016"), abs=1e6)


def test_that_a_mark_a_few_metres_off_will_do() -> None:
    # From the start line: 1200 m is 9.344 m from where the last 400 m begin.
    course = mile(marks=(*(metres(each) for each in (400, 800, 1200)), MILE))
    found = _found(_on(course, "60", "2:00", "3:00", "4:01.4"))
    # Even pace would be 60.0 of 61.4 s; FADING is a little slower from 1207 m on.
    assert found[LAST_400].timed is False
    assert time("60") < found[LAST_400].time < time("60.05")


@pytest.mark.parametrize("passed", [0, 1, 3])
def test_that_there_is_no_last_lap_before_the_finish(passed: int) -> None:
    found = _found(_on(mile(), *PARIS[:passed]))
    assert not found.keys() & {LAST_200, LAST_400, AT_1500}


def test_that_there_is_no_last_lap_over_a_missed_mark() -> None:
    state = _on(_metric(300, 700, 1500), "45", "1:45", "3:45")
    assert not _found(state).keys() & {LAST_200, LAST_400}


def test_that_1500_m_are_timed_where_a_mark_is_there() -> None:
    course = mile(marks=(*(metres(each) for each in (500, 1000, 1500)), MILE))
    found = _found(_on(course, "1:15", "2:30", "3:45", "4:01"))
    assert found[AT_1500] == OnTheWay(AT_1500, time("3:45"), True, metres(1500))


def test_that_1500_m_in_a_mile_are_interpolated_along_the_profile_and_say_so() -> None:
    found = _found(_on(mile(), *PARIS))
    # The last quarter of FADING runs from .74 at 1207.008 m to 1 at 1609.344 m.
    share = [0.74 + 0.26 * (each - 1207.008) / 402.336 for each in (1209.344, 1500)]
    expected = 181.84 + 64.58 * (share[1] - share[0]) / (1 - share[0])
    assert found[AT_1500].timed is False
    assert found[AT_1500].time == pytest.approx(expected * 1e9, abs=1e3)


def test_that_a_1500_m_race_is_no_way_to_a_mile() -> None:
    assert AT_1500 not in _found(_on(_metric(300, 700, 1100, 1500), "45", "1:45", "2:45", "3:45"))


def test_that_1500_m_are_not_guessed_over_a_missed_mark() -> None:
    state = _on(mile(marks=(metres(409.344), metres(809.344), MILE)), "60", "2:00", "4:00")
    assert AT_1500 not in _found(state)


def test_that_the_fastest_lap_is_one_of_two_or_more() -> None:
    assert FASTEST_LAP not in _found(_on(mile(), *PARIS[:2]))
    found = _found(_on(mile(), *PARIS))
    # 60.55, 61.09 and 64.58; the first 409.344 m are no lap.
    assert found[FASTEST_LAP] == OnTheWay(FASTEST_LAP, time("60.55"), True, metres(809.344))


def test_that_a_lap_of_several_stretches_may_be_the_fastest() -> None:
    course = _metric(200, 400, 600, 800)
    found = _found(_on(course, "33", "1:02", "1:30", "2:02"))
    # 0-400 62, 200-600 57, 400-800 60.
    assert (found[FASTEST_LAP].time, found[FASTEST_LAP].mark) == (time("57"), metres(600))


def test_that_an_estimate_is_no_time() -> None:
    state = _on(mile(marks=(*(metres(each) for each in (400, 800, 1200)), MILE)), "60", "2:00")
    records: list[ev.Event] = [
        rp.SplitInserted(ONE, metres(1200), time("3:00"), estimated=True),
        ev.SplitTyped(ONE, MILE, time("4:01.4")),
    ]
    found_state: SessionState | None = state
    for number, event in enumerate(records, start=state.version + 1):
        found_state = evolve(found_state, Record(number, number, Instant(at("5:00")), event))
    assert found_state is not None
    found = _found(found_state)
    assert (found[FASTEST_LAP].time, found[FASTEST_LAP].mark) == (time("60"), Distance(400_000))
    assert found[LAST_400].timed is False
