import pytest

from app.domain import events as ev
from app.domain.course import LAP_400, Course, Distance, metres
from app.domain.target import Target, even
from app.domain.times import Duration
from tests.unit.domain.races import MARKS, STARTED, Moment, at, pressed, setup, time, typed
from tests.unit.viewstate.paris import snapshot
from tests.unit.viewstate.timed import ALONE, live
from ui.viewstate.lights import oval


def _four_laps(*finishes: str) -> Moment:
    """Return 1600 m with a mark each lap, against even paces to these finishes."""
    course = Course(
        event="1600",
        distance=metres(1600),
        lap=LAP_400,
        marks=tuple(metres(400 * i) for i in range(1, 5)),
    )
    lines = tuple(even(metres(1600), time(each)) for each in finishes)
    return at("-60"), ev.Planned(setup(course=course, targets=lines))


def test_that_the_start_of_a_mile_lies_9_metres_before_the_finish_line() -> None:
    # 400 - 9.344 m on a lap of 400.
    assert oval(snapshot(None)).start == pytest.approx(390.656 / 400)
    assert oval(snapshot(None)).runner == oval(snapshot(None)).start


def test_that_places_are_fractions_of_a_lap_from_the_finish_line() -> None:
    shown = oval(live(_four_laps("4:00"), STARTED, pressed("60"), now="75"))
    # 60 s a lap: after 75 s both are a quarter past the line.
    assert shown.start == 0.0
    assert shown.runner == pytest.approx(0.25)
    assert shown.lights[0].place == pytest.approx(0.25)
    # A tail of 1.5 s is 10 m.
    assert shown.lights[0].tail == pytest.approx(10 / 400)


def test_that_at_the_start_the_tail_has_yet_to_grow() -> None:
    shown = oval(live(_four_laps("4:00"), STARTED, now="0.75"))
    assert shown.lights[0].tail == pytest.approx(5 / 400)
    assert oval(live(_four_laps("4:00"))).lights[0].tail == 0.0


def test_that_the_athlete_is_the_subject() -> None:
    # 400 m in 61 s: even pace has them at 393.44 m after 60 s, at 459.02 m after 70.
    shown = oval(live(_four_laps("4:00", "4:10", "4:04"), STARTED, pressed("61"), now="70"))
    lights = {each.target: each for each in shown.lights}
    assert lights["4:00.00"].words == "8 m behind the 4:00.00 light"
    assert lights["4:10.00"].words == "11 m ahead of the 4:10.00 light"
    assert lights["4:04.00"].words == "level with the 4:04.00 light"
    assert [each.tone for each in shown.lights] == ["behind", "ahead", "ink"]
    # Where room is short the word for what runs there goes first.
    assert [each.short for each in shown.lights] == [
        "8 m behind 4:00.00",
        "11 m ahead of 4:10.00",
        "level with 4:04.00",
    ]


def test_that_lights_have_their_targets_places_and_the_primary_is_marked() -> None:
    lights = oval(snapshot(205)).lights
    assert [(each.slot, each.primary) for each in lights] == [(0, True), (1, False), (2, False)]
    hidden = oval(snapshot(205, show_ending=False)).lights
    assert [(each.target, each.slot) for each in hidden] == [("sub-4", 0), ("4:07.64", 2)]


def test_that_how_it_ended_is_no_light_by_a_name() -> None:
    light = next(each for each in oval(snapshot(100)).lights if each.target == "4:06.42")
    assert light.words.endswith("how it ended")
    assert light.short == light.words


def test_that_between_marks_the_runner_is_said_to_be_estimated() -> None:
    shown = oval(snapshot(205))
    assert (shown.sure, shown.caption) == (False, "runner estimated")
    for known in (snapshot(250), snapshot(None), live(ALONE, typed("1:00.20", MARKS[0]))):
        assert (oval(known).sure, oval(known).caption) == (True, "")


def test_that_a_typed_split_places_the_runner_at_its_mark() -> None:
    shown = oval(live(ALONE, typed("1:00.20", MARKS[0])))
    assert shown.runner == 0.0


def _half_a_metre_behind() -> Target:
    """Return a light that is 0.5 m beyond 400 m when 60 s have gone by."""
    knots = (
        (Distance(0), Duration(0)),
        (metres(400.5), time("60")),
        (metres(1600), time("4:00")),
    )
    return Target(id="line", name="Line", knots=knots)


def test_that_half_a_metre_counts_as_one() -> None:
    known = live(_four_laps("4:00"), STARTED, pressed("60"), now="60")
    state = known.analysis.state._replace(targets=(_half_a_metre_behind(),), primary_id="line")
    light = oval(known._replace(analysis=known.analysis._replace(state=state))).lights[0]
    assert (light.words, light.tone) == ("1 m behind the Line light", "behind")


def test_that_who_finished_after_the_light_is_behind_it_as_the_card_says() -> None:
    # 4:06.42 against sub-4, +6.43 at 400 m in 64.58 s: 39.8 m.
    lights = {each.target: each for each in oval(snapshot(250)).lights}
    assert lights["sub-4"].words == "40 m behind the Sub-4 light"
    assert lights["4:06.42"].words == "level with how it ended"
    # 1.22 s ahead of the record.
    assert lights["4:07.64"].words == "8 m ahead of the World record light"


def test_that_a_light_that_has_finished_is_not_caught_up_with() -> None:
    # From 3:59.99 on the light stands at the line, and the gap in seconds still grows.
    metres_behind = []
    for at_s in (239, 242, 246):
        words = oval(snapshot(at_s)).lights[0].words
        assert " m behind " in words
        metres_behind.append(int(words.split(" ")[0]))
    assert metres_behind == sorted(metres_behind)
