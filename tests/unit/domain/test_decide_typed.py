"""Which typed splits fit among those that are there?"""

from itertools import pairwise

import pytest
from hypothesis import given as law
from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import MILE, Distance, metres
from app.domain.decide import decide
from app.domain.refusals import (
    AfterNextSplit,
    BeforePreviousSplit,
    MarkBeyondDistance,
    NegativeTime,
    NotAMark,
    RaceFinished,
    Refusal,
)
from app.domain.times import Duration
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PLANNED,
    STARTED,
    Moment,
    at,
    given,
    known,
    pressed,
    time,
    times_of,
    typed,
)
from tests.unit.strategies import differences

THREE: tuple[Moment, ...] = (PLANNED, STARTED, *(pressed(each) for each in PARIS[:3]))


def type_in(elapsed: Duration, mark: Distance | None = None) -> cm.TypeSplit:
    return cm.TypeSplit(at=at("5:00"), entry=ONE, elapsed=elapsed, mark=mark)


@pytest.mark.parametrize(
    ("text", "mark", "refusal", "sentence"),
    [
        (
            "3:01.84", MILE, BeforePreviousSplit,
            "finish: found 3:01.84, expected later than 3:01.84 at 1209 m.",
        ),
        (
            "2:59", MILE, BeforePreviousSplit,
            "finish: found 2:59.00, expected later than 3:01.84 at 1209 m.",
        ),
        (
            "59", None, BeforePreviousSplit,
            "finish: found 59.00, expected later than 3:01.84 at 1209 m.",
        ),
        (
            "1:00.20", MARKS[1], BeforePreviousSplit,
            "809 m: found 1:00.20, expected later than 1:00.20 at 409 m.",
        ),
        (
            "3:01.84", MARKS[1], AfterNextSplit,
            "809 m: found 3:01.84, expected earlier than 3:01.84 at 1209 m.",
        ),
        (
            "5:00", MARKS[0], AfterNextSplit,
            "409 m: found 5:00.00, expected earlier than 2:00.75 at 809 m.",
        ),
        ("0", MARKS[0], NegativeTime, "409 m: found 0.00, expected a time after the start."),
        ("-1", MARKS[0], NegativeTime, "409 m: found -1.00, expected a time after the start."),
        ("-1", None, NegativeTime, "finish: found -1.00, expected a time after the start."),
    ],
)  # fmt: skip
def test_that_a_typed_split_lies_between_its_neighbours(
    text: str, mark: Distance | None, refusal: type[Refusal], sentence: str
) -> None:
    elapsed = Duration(time(text.removeprefix("-")) * (-1 if text[0] == "-" else 1))
    with pytest.raises(refusal) as refused:
        decide(given(*THREE), type_in(elapsed, mark))
    assert str(refused.value) == sentence


@pytest.mark.parametrize(
    ("mark_m", "refusal", "sentence"),
    [
        (1609.345, MarkBeyondDistance, "Mark 1609.345 m lies beyond the finish at 1609.344 m."),
        (2000, MarkBeyondDistance, "Mark 2000 m lies beyond the finish at 1609.344 m."),
        (1200, NotAMark, "1200 m is not a mark of this race, expected one of 409.344 m, 809.344"),
        (9.344, NotAMark, "9.344 m is not a mark of this race"),
        (0, NotAMark, "0 m is not a mark of this race"),
        (-400, NotAMark, "-400 m is not a mark of this race"),
    ],
)
def test_that_a_typed_split_has_a_mark_of_the_race(
    mark_m: float, refusal: type[Refusal], sentence: str
) -> None:
    with pytest.raises(refusal) as refused:
        decide(given(*THREE), type_in(time("4:00"), metres(mark_m)))
    assert str(refused.value).startswith(sentence)


def test_that_the_finish_is_typed_without_its_mark() -> None:
    assert decide(given(*THREE), type_in(time("4:06.42"))) == (
        ev.SplitTyped(ONE, MILE, time("4:06.42")),
    )


def test_that_a_finish_before_the_last_split_is_refused_also_as_a_correction() -> None:
    state = given(*THREE, pressed(PARIS[3]))
    with pytest.raises(BeforePreviousSplit, match=r"later than 3:01\.84 at 1209 m"):
        decide(state, type_in(time("3:00"), MILE))


def test_that_a_typed_split_after_the_finish_has_no_mark_to_go_to() -> None:
    state = given(*THREE, pressed(PARIS[3]))
    with pytest.raises(RaceFinished, match="Lane 1 has finished: every mark has its split"):
        decide(state, type_in(time("4:10")))


def test_that_a_missed_mark_is_typed_between_the_others() -> None:
    state = given(PLANNED, STARTED, pressed(PARIS[0]), typed(PARIS[2], MARKS[2]))
    answer = decide(state, type_in(time(PARIS[1]), MARKS[1]))
    assert answer == (ev.SplitTyped(ONE, MARKS[1], time(PARIS[1])),)


def test_that_a_press_goes_to_the_mark_after_the_farthest_one() -> None:
    moments = (PLANNED, STARTED, typed(PARIS[1], MARKS[1]), pressed(PARIS[2]))
    assert times_of(known(*moments)) == [(MARKS[1], time(PARIS[1])), (MARKS[2], time(PARIS[2]))]


def test_that_the_time_that_is_there_already_changes_nothing() -> None:
    assert decide(given(*THREE), type_in(time(PARIS[1]), MARKS[1])) == ()


def test_that_a_split_is_corrected_by_the_number_that_made_it() -> None:
    moments = (PLANNED, STARTED, typed(PARIS[2], MARKS[2]), typed(PARIS[0], MARKS[0]))
    (event,) = decide(given(*moments), type_in(time("1:00.5"), MARKS[0]))
    assert event == ev.SplitRetimed(4, time("1:00.5"))
    state = known(*moments, (at("5:00"), event))
    assert times_of(state) == [(MARKS[0], time("1:00.5")), (MARKS[2], time(PARIS[2]))]


def test_that_a_corrected_press_is_edited_and_keeps_the_press() -> None:
    (event,) = decide(given(*THREE), type_in(time("2:00.8"), MARKS[1]))
    before = known(*THREE).entries[ONE].splits[1]
    after = known(*THREE, (at("5:00"), event)).entries[ONE].splits[1]
    assert (before.edited, before.by_hand, before.elapsed) == (False, True, None)
    assert (after.edited, after.by_hand, after.elapsed) == (True, False, time("2:00.8"))
    assert (after.seq, after.mark, after.pressed_at) == (before.seq, before.mark, at(PARIS[1]))


Typing = tuple[Duration, Distance | None]
typings = st.tuples(
    st.one_of(differences, st.integers(-2, 8).map(lambda n: Duration(n * 60_000_000_000))),
    st.none() | st.sampled_from([*MARKS, metres(1200)]),
)


@law(st.lists(typings, max_size=12), st.booleans())
def test_that_typed_splits_always_increase(typings: list[Typing], started: bool) -> None:
    moments: list[Moment] = [PLANNED, STARTED] if started else [PLANNED]
    for elapsed, mark in typings:
        try:
            events = decide(given(*moments), type_in(elapsed, mark))
        except Refusal:
            continue
        moments += [(at("5:00"), event) for event in events]
    splits = times_of(known(*moments))
    assert all(m < n and s < t for (m, s), (n, t) in pairwise(splits))
    assert all(mark in MARKS and elapsed > 0 for mark, elapsed in splits)
