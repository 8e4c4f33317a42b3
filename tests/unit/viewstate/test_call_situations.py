from dataclasses import replace

import pytest

from app.analysis.calls.book import CallBook
from app.domain import events as ev
from app.domain import repair_events as rev
from app.domain.course import Course, Distance, crossings, metres
from app.domain.plan import PACER
from app.domain.target import even
from tests.unit.domain.races import ONE, STARTED, TWO, Moment, at, pressed, setup, time, typed
from tests.unit.viewstate.timed import live
from ui.viewstate.call import call, call_for
from ui.viewstate.shout import spoken
from ui.viewstate.snapshot import Snapshot


def _race(distance_m: float, *, before_finish_m: float = 0, finish: str) -> Moment:
    """Return a race on 400 m, read at a line before the finish, with an even target."""
    distance, line = metres(distance_m), metres(before_finish_m)
    marks = crossings(distance, Distance(400_000), before_finish=line)
    course = Course(
        event="any", distance=distance, lap=metres(400), marks=marks, line_before_finish=line
    )
    return at("-60"), ev.Planned(setup(course=course, targets=(even(distance, time(finish)),)))


# 15 s for 100 m; a line 200 m before the finish gives 200, 600, 1000, 1400 and 1600 m.
FAR_LINE = _race(1600, before_finish_m=200, finish="4:00")
NEAR_LINE = _race(1600, finish="4:00")


def said(snapshot: Snapshot) -> str:
    """Return the call in figures."""
    return call(snapshot._replace(calls=CallBook(figures=True))).words


def test_that_a_bell_nobody_stands_at_is_called_from_the_mark_before() -> None:
    # 2:32 at 1000 m is 2 s behind. At even pace, 15.2 s for 100 m, the bell at 1200 m comes at
    # 3:02.4, and of 4:00 there are 57.6 s left.
    moments = (FAR_LINE, STARTED, pressed("30.4"), pressed("1:31.2"), pressed("2:32"))
    assert said(live(*moments, now="2:33")) == "2 DOWN. LAST LAP 58."


def test_that_such_a_call_says_how_old_its_facts_are_once_they_are_old() -> None:
    moments = (FAR_LINE, STARTED, pressed("30.4"), pressed("1:31.2"), pressed("2:32"))
    notes = {now: call(live(*moments, now=now)).note for now in ("2:36.9", "2:37", "2:46.4")}
    assert notes == {
        "2:36.9": "",
        "2:37": "FROM 1000 m, 5 s AGO",
        "2:46.4": "FROM 1000 m, 14 s AGO",
    }
    assert call(live(*moments, now="3:50")).note == "FROM 1000 m, 1 min 18 s AGO"


def test_that_its_age_changes_each_second_and_not_each_frame() -> None:
    moments = (FAR_LINE, STARTED, pressed("30.4"), pressed("1:31.2"), pressed("2:32"))
    frames = [call(live(*moments, now=f"2:{40 + tenth / 10:.1f}")) for tenth in range(20)]
    assert len(set(frames)) == 2


def test_that_what_is_spoken_leaves_its_age_out() -> None:
    moments = (FAR_LINE, STARTED, pressed("30.4"), pressed("1:31.2"), pressed("2:32"))
    assert spoken(live(*moments, now="2:46")) == "two down. last lap fifty-eight."


def test_that_no_last_lap_is_asked_for_that_cannot_be_run_any_more() -> None:
    moments = (FAR_LINE, STARTED, pressed("40"), pressed("2:00"), pressed("3:20"))
    assert said(live(*moments, now="3:21")) == "50 DOWN."


def test_that_past_the_bell_what_is_left_is_asked_for() -> None:
    moments = (FAR_LINE, STARTED, *(pressed(t) for t in ("30", "1:30", "2:30", "3:31")))
    # 29 s for the last 200 m.
    assert said(live(*moments, now="3:32")) == "61. 1 DOWN. LAST 200 IN 29."


def test_that_where_the_bell_is_a_mark_it_is_called_there() -> None:
    moments = (NEAR_LINE, STARTED, pressed("60"), pressed("2:00"), pressed("3:01"))
    assert said(live(*moments, now="3:15")) == "61. 1 DOWN. LAST LAP 59."
    assert call(live(*moments, now="3:15")).note == ""


@pytest.mark.parametrize(
    ("typed_time", "gap"),
    [
        ("1:00.04", "ON PACE."),
        ("59.96", "ON PACE."),
        ("1:00.05", "JUST DOWN."),
        ("59.80", "JUST UP."),
        ("1:00.24", "JUST DOWN."),
        ("1:00.25", "\u00bd DOWN."),
        ("1:01.30", "1\u00bd DOWN."),
    ],
)
def test_that_a_typed_time_tells_a_twentieth_of_a_second(typed_time: str, gap: str) -> None:
    called = said(live(NEAR_LINE, typed(typed_time, metres(400)), now="0"))
    assert called.split(" NEED")[0].partition(". ")[2] == gap


@pytest.mark.parametrize(
    ("press", "gap"),
    [
        ("60.2", "ON PACE."),
        ("60.3", "JUST DOWN."),
        ("59.6", "JUST UP."),
        ("60.5", "1 DOWN."),
        ("61.49", "1 DOWN."),
        ("61.5", "2 DOWN."),
        ("57.0", "3 UP."),
    ],
)
def test_that_gaps_can_be_called_in_whole_seconds(press: str, gap: str) -> None:
    book = CallBook(figures=True, whole=True)
    called = call(live(NEAR_LINE, STARTED, pressed(press), now=press)._replace(calls=book)).words
    assert called.split(" NEED")[0].partition(". ")[2] == gap


def test_that_other_words_can_stand_for_ahead_and_behind() -> None:
    book = CallBook().with_word("down", "zur\u00fcck").with_word("on pace", "im Plan")
    late = live(NEAR_LINE, STARTED, pressed("62"), now="62")._replace(calls=book)
    assert call(late).words == "SIXTY-TWO. TWO ZUR\u00dcCK. NEED LAPS OF 59."
    assert spoken(late) == "sixty-two. two zur\u00fcck. need laps of fifty-nine."
    level = live(NEAR_LINE, STARTED, pressed("60"), now="60")._replace(calls=book)
    assert call(level).words == "SIXTY. IM PLAN. NEED LAPS OF 60."


def _with_a_pacer() -> Moment:
    instant, planned = NEAR_LINE
    assert isinstance(planned, ev.Planned)
    whole = setup(
        course=planned.setup.plan.course, targets=planned.setup.targets, entries=(ONE, TWO)
    )
    pacer = replace(whole.entrants[1], role=PACER, drop_off=metres(800))
    return instant, ev.Planned(replace(whole, entrants=(whole.entrants[0], pacer)))


def test_that_a_pacer_is_asked_for_nothing_and_called_off_where_the_work_ends() -> None:
    race = _with_a_pacer()
    once = live(race, STARTED, pressed("60", ONE), pressed("59", TWO), now="61")
    assert call_for(once, TWO) == "59. 1 UP."
    off = live(race, STARTED, pressed("59", TWO), pressed("1:59", TWO), now="2:00")
    assert call_for(off, TWO) == "PACER OFF. 800 M IN 1:59.0. 1 UP."


def test_that_who_is_out_is_said_to_be_out() -> None:
    gone = live(
        NEAR_LINE, STARTED, pressed("60"), (at("90"), rev.EntryWithdrawn(ONE, "dnf")), now="91"
    )
    assert call(gone).words == "DNF. LAST TIMED AT 400 M."
    assert spoken(gone) == "did not finish. last timed at four hundred metres."
    absent = live(NEAR_LINE, (at("-5"), rev.EntryWithdrawn(ONE, "dns")), now="-4")
    assert call(absent).words == "DNS."


PAIR: Moment = (
    at("-60"),
    ev.Planned(
        setup(
            course=Course(
                event="any",
                distance=metres(1600),
                lap=metres(400),
                marks=tuple(metres(each) for each in (400, 800, 1200, 1600)),
            ),
            targets=(even(metres(1600), time("4:00")),),
            entries=(ONE, TWO),
        )
    ),
)


def test_that_a_press_in_doubt_is_looked_at_and_not_shouted() -> None:
    doubled = live(PAIR, STARTED, pressed("60", ONE), pressed("61", ONE), now="62")
    assert call_for(doubled, ONE) == "CHECK 800 M."
    assert spoken(doubled) == "Lane 1: check eight hundred metres."
    late = live(PAIR, STARTED, pressed("60", ONE), pressed("3:00", ONE), now="3:01")
    assert call_for(late, ONE) == "CHECK 800 M."


def test_that_who_is_lapped_is_told_so() -> None:
    leader = [pressed(each, ONE) for each in ("60", "2:00", "3:00")]
    shown = live(PAIR, STARTED, pressed("89", TWO), *leader, now="3:01")
    # A mark at 800 m that the leader has passed a lap ago.
    assert call_for(shown, TWO) == "89. 29 DOWN. LAPPED."
    assert call_for(shown, ONE) == "60. ON PACE. LAST LAP 60."


def test_that_a_place_is_called_where_a_coach_wants_it() -> None:
    book = CallBook().with_template("split", "{rank}. {gap}.")
    both = live(PAIR, STARTED, pressed("60", ONE), pressed("61", TWO), now="62")
    both = both._replace(calls=book)
    assert [call_for(both, each) for each in (ONE, TWO)] == [
        "1ST OF 2. ON PACE.",
        "2ND OF 2. 1 DOWN.",
    ]
    assert spoken(both._replace(selected=TWO)) == "Lane 2: second of two. one down."
    alone = live(NEAR_LINE, STARTED, pressed("60"), now="62")._replace(calls=book)
    assert call(alone).words == "ON PACE."
    typed_rank = (at("61"), rev.RankTyped(ONE, metres(400), 5))
    placed = live(NEAR_LINE, STARTED, pressed("60"), typed_rank, now="62")._replace(calls=book)
    assert call(placed).words == "5TH. ON PACE."
    assert spoken(placed) == "fifth. on pace."
