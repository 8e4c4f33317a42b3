from app.domain import events as ev
from app.domain.course import Course, metres
from app.domain.target import even
from tests.unit.domain.races import ONE, PARIS, STARTED, TWO, at, pressed, setup, time
from tests.unit.viewstate.paris import snapshot
from tests.unit.viewstate.timed import live, running
from ui.viewstate.cards import cards
from ui.viewstate.statistics import lap_rank_line, statistics_line


def test_that_a_mile_has_its_last_400_m_and_the_1500_m_on_the_way() -> None:
    # 4:06.42 less 3:01.84; 290.656 of 400 m after 3:01.84 at 64.58 s for them are 3:48.8.
    assert statistics_line(snapshot(250)) == "last 400 64.58 \u00b7 1500 \u2248 3:48.8"
    assert cards(snapshot(250)).next.detail == statistics_line(snapshot(250))


def test_that_pressed_times_are_written_in_tenths() -> None:
    assert statistics_line(running(*(pressed(each) for each in PARIS), now="250")) == (
        "last 400 64.6 \u00b7 1500 \u2248 3:48.8"
    )


def test_that_a_race_whose_marks_tell_nothing_more_has_no_such_line() -> None:
    course = Course(
        event="any", distance=metres(1000), lap=metres(400), marks=(metres(500), metres(1000))
    )
    planned = (
        at("-60"),
        ev.Planned(setup(course=course, targets=(even(metres(1000), time("2:30")),))),
    )
    done = live(planned, STARTED, pressed("75"), pressed("2:31"), now="2:40")
    assert statistics_line(done) == ""
    assert cards(done).next.detail == "over the whole distance"


def test_that_the_last_lap_has_a_place_among_those_timed() -> None:
    planned = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    laps = [pressed(each, ONE) for each in PARIS]
    others = [pressed(each, TWO) for each in ("1:01", "2:02", "3:03", "4:06.5")]
    both = live(planned, STARTED, *laps, *others, now="250")
    assert lap_rank_line(both) == "last lap 2nd of 2"
    assert lap_rank_line(both._replace(selected=TWO)) == "last lap 1st of 2"
    assert cards(both).needed.detail.endswith("\u00b7 last lap 2nd of 2")
    assert lap_rank_line(running(*(pressed(each) for each in PARIS), now="250")) == ""
