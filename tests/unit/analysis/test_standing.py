from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.analysis.live import analyse
from app.analysis.standing import EntryStanding, Place, Standing, standing
from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import LAP_400, Course, Distance, crossings, metres
from app.domain.plan import PACER, WATCH, Entrant, EntryId, Setup
from app.domain.state import SessionState
from app.domain.target import even
from app.domain.times import NS_PER_S, Duration
from tests.unit.analysis.fields import drawn, engine_of, later
from tests.unit.domain.races import ONE, STARTED, TWO, Moment, at, entrant, known, pressed, time
from tests.unit.domain.races import setup as planned

THREE = EntryId("three")
LONG = Course(
    event="3000",
    distance=metres(3000),
    lap=LAP_400,
    marks=crossings(metres(3000), LAP_400),
)


def _plan(*changed: Entrant, course: Course | None = None) -> Setup:
    """Return a race of three athletes, or of `changed` in the place of one with the same id."""
    entries = (ONE, TWO, THREE)
    target = () if course is None else (even(course.distance, time("9:00")),)
    base = (
        planned(course=course, entries=entries, targets=target)
        if target
        else planned(entries=entries)
    )
    by_id = {each.id: each for each in changed}
    return replace(base, entrants=tuple(by_id.pop(e.id, e) for e in base.entrants))


def _race(setup: Setup, *moments: Moment) -> SessionState:
    return known((at("-60"), ev.Planned(setup)), STARTED, *moments)


def _standing(state: SessionState, now: str = "9:59") -> Standing:
    return standing(analyse(state, at(now), {}))


def _at(found: EntryStanding, mark_m: float) -> Place:
    return found.places[metres(mark_m)]


def test_that_ranks_gaps_and_laps_are_of_those_timed() -> None:
    # After 409 m: One 60, Two 61, Three 62. One is passed on the second lap: 62 against 60.
    state = _race(
        _plan(),
        *(pressed(text, who) for text, who in (("60", ONE), ("61", TWO), ("62", THREE))),
        pressed("2:01", TWO),
        pressed("2:02", ONE),
    )
    found = _standing(state)
    ranks = {key: [each.rank for each in one.places.values()] for key, one in found.items()}
    assert ranks == {ONE: [1, 2], TWO: [2, 1], THREE: [3]}
    last = _at(found[ONE], 809.344)
    assert (last.timed, last.gap, last.lap_rank, last.lap_timed) == (2, time("1"), 2, 2)
    assert _at(found[TWO], 809.344).lap_rank == 1
    assert found[THREE].last == _at(found[THREE], 409.344)


def test_that_equal_times_share_a_rank_and_the_next_one_is_left_out() -> None:
    state = _race(_plan(), pressed("60", ONE), pressed("60", TWO), pressed("60.000001", THREE))
    assert [each.last.rank for each in _standing(state).values() if each.last] == [1, 1, 3]


def test_that_a_pacer_and_a_watch_are_outside() -> None:
    pacer = replace(entrant(ONE, 1), role=PACER, drop_off=metres(809.344))
    watch = replace(entrant(TWO, 2), role=WATCH, of=THREE)
    state = _race(
        _plan(pacer, watch), pressed("59", ONE), pressed("61.9", TWO), pressed("62", THREE)
    )
    found = _standing(state)
    assert list(found) == [THREE]
    assert _at(found[THREE], 409.344)[1:4] == (1, 1, 0)


def test_that_each_athlete_of_a_wave_counts_from_their_own_start() -> None:
    # Two starts 10 s later and passes 9.5 s behind One: half a second faster.
    late = replace(entrant(TWO, 2), offset=time("10"))
    state = _race(_plan(late), pressed("60", ONE), pressed("69.5", TWO))
    found = _standing(state)
    assert (_at(found[TWO], 409.344).rank, _at(found[ONE], 409.344).gap) == (1, time("0.5"))


def test_that_the_typed_rank_of_the_field_stands_beside_that_of_those_timed() -> None:
    state = _race(_plan(), pressed("60", ONE), (at("61"), rp.RankTyped(ONE, metres(409.344), 7)))
    place = _at(_standing(state)[ONE], 409.344)
    assert (place.rank, place.field_rank) == (1, 7)


def test_that_who_withdrew_keeps_the_marks_and_is_not_lapped() -> None:
    state = _race(
        _plan(course=LONG),
        *(pressed(text, TWO) for text in ("33", "1:40", "2:45", "3:50")),
        pressed("32", ONE),
        (at("50"), rp.EntryWithdrawn(ONE, "dnf")),
    )
    found = _standing(state, "3:55")
    assert (found[ONE].last, found[ONE].laps_behind) == (_at(found[ONE], 200), 0)
    assert _at(found[TWO], 200).rank == 2


def test_that_who_withdrew_leads_nobody() -> None:
    state = _race(
        _plan(course=LONG),
        *(pressed(text, ONE) for text in ("30", "1:30", "2:30")),
        (at("2:31"), rp.EntryWithdrawn(ONE, "dnf")),
        *(pressed(text, TWO) for text in ("40", "2:29")),
        *(pressed(text, THREE) for text in ("40", "2:30")),
    )
    assert [each.laps_behind for each in _standing(state, "2:32").values()] == [0, 0, 0]


def test_that_the_marks_prove_who_is_lapped() -> None:
    # One passes 1000 m; Three has not passed 600 m.
    lead = [pressed(text, ONE) for text in ("30", "1:30", "2:30")]
    slow = [pressed("50", THREE)]
    found = _standing(_race(_plan(course=LONG), *lead, *slow), "2:31")
    assert (found[THREE].laps_behind, found[THREE].lapped) == (1, True)
    assert (found[ONE].laps_behind, found[ONE].lapped) == (0, False)
    # Passing 600 m first: a lap behind it would be by the places of both alone.
    passed = _standing(_race(_plan(course=LONG), *lead, *slow, pressed("2:29", THREE)), "2:31")
    assert passed[THREE].lapped is False


def test_that_the_leader_of_another_wave_laps_nobody() -> None:
    late = replace(entrant(THREE, 3), offset=time("2:00"))
    lead = [pressed(text, ONE) for text in ("30", "1:30", "2:30")]
    found = _standing(_race(_plan(late, course=LONG), *lead), "2:31")
    # Two, of the first wave, has not passed 200 m: 800 m behind 1000 m and more.
    assert (found[THREE].laps_behind, found[TWO].laps_behind) == (0, 2)


def test_that_a_finished_athlete_is_no_lap_behind() -> None:
    race = drawn(3, distance_m=800)
    found = standing(later(engine_of(race.setup, race.presses)))
    assert {(each.laps_behind, each.lapped) for each in found.values()} == {(0, False)}
    assert sorted(each.last.rank for each in found.values() if each.last) == list(range(1, 9))


def test_that_nobody_stands_anywhere_before_the_first_mark() -> None:
    found = _standing(known((at("-60"), ev.Planned(_plan()))))
    assert [(each.last, each.laps_behind, each.lapped) for each in found.values()] == [
        (None, 0, False)
    ] * 3


@given(st.integers(0, 30), st.integers(0, 64))
def test_that_ranks_at_a_mark_are_in_the_order_of_the_gaps(seed: int, passed: int) -> None:
    race = drawn(seed)
    found = standing(later(engine_of(race.setup, race.presses[:passed]), Duration(NS_PER_S)))
    by_mark: dict[Distance, list[tuple[Duration, int]]] = {}
    for one in found.values():
        for each in one.places.values():
            by_mark.setdefault(each.mark, []).append((each.gap, each.rank))
            assert 1 <= each.rank <= each.timed
            assert 1 <= each.lap_rank <= each.lap_timed <= each.timed
    for places in by_mark.values():
        assert [rank for _, rank in sorted(places)] == list(range(1, len(places) + 1))
        assert min(places)[0] == 0


@pytest.mark.parametrize("seed", range(4))
def test_that_places_are_the_same_ones_while_the_splits_are(seed: int) -> None:
    race = drawn(seed)
    analysis = later(engine_of(race.setup, race.presses[:20]))
    assert all(
        one.places is standing(analysis)[key].places for key, one in standing(analysis).items()
    )
