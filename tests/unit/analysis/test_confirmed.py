"""What is confirmed, and what does everybody see of a race that is being put right?"""

import pytest

from app.analysis.confirmed import HeldBack, doubtful, settled_at, unsettled, without
from app.analysis.crowd import FITTED, TYPED, Crowd, CrowdView, Public
from app.analysis.live import analyse
from app.analysis.projection import EVEN
from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import MILE
from app.domain.state import FINISHED, HAND, OFFICIAL, RUNNING
from app.domain.times import NS_PER_S, Instant, to_seconds
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    PLANNED,
    STARTED,
    TWO,
    Moment,
    at,
    known,
    pressed,
    setup,
    time,
    times_of,
    typed,
)

PAIR: Moment = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))


def race(*presses: Moment) -> tuple[Moment, ...]:
    return (PLANNED, STARTED, *presses)


def look(*moments: Moment, now: str, live: bool = True) -> CrowdView:
    state = known(*moments)
    return Crowd({}).look(analyse(state, at(now), {}, EVEN), at(now), EVEN, live=live)


def only(view: CrowdView) -> Public:
    (found,) = view.athletes
    return found


def split_of(view: CrowdView) -> float | None:
    found = only(view).split
    return None if found is None else to_seconds(found)


@pytest.mark.parametrize(
    ("presses", "now", "shown"),
    [
        ((), "30", None),
        (("1:00.2",), "1:00.5", None),
        (("1:00.2",), "1:01.3", 60.2),
        (("1:00.2", "1:00.9"), "1:10", 60.2),
        (("1:00.2", "2:00.7"), "2:01", 60.2),
        (("1:00.2", "2:00.7"), "2:02", 120.7),
        (("12.0",), "20", None),
        (("1:00.2", "3:01.8"), "3:10", 60.2),
    ],
    ids=[
        "before the first press",
        "a press of this moment",
        "a press that has settled",
        "a second press of one finger",
        "the next press of this moment",
        "the next press, settled",
        "a press far too soon",
        "a press behind one that is missing",
    ],
)
def test_that_a_split_is_shown_when_it_is_confirmed(
    presses: tuple[str, ...], now: str, shown: float | None
) -> None:
    assert split_of(look(*race(*(pressed(each) for each in presses)), now=now)) == shown


def test_that_a_doubtful_split_is_shown_once_it_is_kept() -> None:
    moments = race(pressed("1:00.2"), pressed("3:01.8"))
    kept = (at("3:05"), rp.SplitKept(known(*moments).entries[ONE].splits[-1].seq))
    assert split_of(look(*moments, now="3:10")) == 60.2
    assert split_of(look(*moments, kept, now="3:10")) == 181.8


def test_that_a_replay_has_no_doubts_and_waits_for_nothing() -> None:
    moments = race(pressed("1:00.2"), pressed("1:00.9"))
    assert split_of(look(*moments, now="1:01", live=False)) == 60.9


def test_that_an_odd_lap_hides_itself_but_not_what_comes_behind_it() -> None:
    held = HeldBack(alone=frozenset({(ONE, MARKS[1])}))
    state = known(*race(*(pressed(each) for each in PARIS[:3])))
    shown = without(state, held)
    assert [mark for mark, _ in times_of(shown)] == [MARKS[0], MARKS[2]]
    assert shown.entries[ONE].missed == (MARKS[1],)
    assert shown.next_mark(shown.entries[ONE]) == MILE


def test_that_an_estimate_is_not_shown_and_counts_as_passed() -> None:
    state = known(
        *race(pressed(PARIS[0])),
        (at("2:10"), rp.SplitInserted(ONE, MARKS[1], time("2:00.5"), estimated=True)),
    )
    assert [each.estimated for each in state.entries[ONE].splits] == [False, True]
    shown = without(state, HeldBack())
    assert [mark for mark, _ in times_of(shown)] == [MARKS[0]]
    assert shown.entries[ONE].reached == MARKS[1]


def test_that_a_tap_that_is_nobodys_changes_nothing() -> None:
    before = look(*race(pressed(PARIS[0])), now="1:30")
    after = look(*race(pressed(PARIS[0]), (at("1:20"), ev.TapTaken(ev.EVENT_STAMP))), now="1:30")
    assert after == before


def test_that_nothing_held_back_leaves_the_very_state() -> None:
    state = known(*race(pressed(PARIS[0])))
    assert without(state, doubtful(state)) is state
    assert unsettled(state, at("1:05")) == HeldBack()
    assert settled_at(state, at("1:05")) is None


def test_that_it_is_known_when_a_press_settles() -> None:
    state = known(*race(pressed("1:00")))
    assert settled_at(state, at("1:00.4")) == Instant(at("1:00") + NS_PER_S)


def test_that_the_clock_stops_at_the_finish_before_the_result_is_there() -> None:
    moments = race(*(pressed(each) for each in PARIS))
    early, late = look(*moments, now="4:06.9"), look(*moments, now="4:10")
    assert early.clock == late.clock == time("4:06.42")
    assert (only(early).result, early.running, early.phase) == (None, False, RUNNING)
    result = only(late).result
    assert result is not None
    assert (result.time, result.by_hand, result.basis) == (time("4:06.42"), True, HAND)
    assert late.phase == FINISHED


def test_that_the_clock_is_unknown_where_the_end_is_doubtful() -> None:
    moments = race(*(pressed(each) for each in (*PARIS[:3], "3:02.6")))
    view = look(*moments, now="4:30")
    assert (view.clock, only(view).result) == (None, None)
    assert split_of(view) == 181.84


def test_that_a_race_undone_to_its_start_is_as_it_was_before() -> None:
    undone = (at("1:05"), ev.Voided(3))
    view = look(*race(pressed(PARIS[0])), undone, now="1:10")
    assert (only(view).split, only(view).deficit, view.clock) == (None, None, time("1:10"))


def test_that_a_result_says_what_it_rests_on() -> None:
    finish = race(*(pressed(each) for each in PARIS))
    official = (at("5:00"), rp.OfficialGiven(ONE, time("4:06.50")))
    by_hand_typed = race(*(pressed(each) for each in PARIS[:3]), typed("4:06.42", MILE))
    given, wrote = only(look(*finish, official, now="6:00")), only(look(*by_hand_typed, now="6:00"))
    assert given.result is not None
    assert (given.result.basis, given.split, given.by_hand) == (OFFICIAL, time("4:06.50"), False)
    assert wrote.result is not None
    assert wrote.result.basis == TYPED


def test_that_a_press_on_a_clock_fitted_to_others_is_not_official() -> None:
    presses = [pressed(each, entry) for each in PARIS for entry in (ONE, TWO)]
    moments = (PAIR, STARTED, *presses)
    official = (at("5:00"), rp.OfficialGiven(ONE, time("4:06.42")))
    moved = (at("5:00"), rp.ZeroMoved(at("0"), OFFICIAL, time("0")))
    view = look(*moments, official, moved, now="6:00")
    bases = {each.entry: each.result and each.result.basis for each in view.athletes}
    assert bases == {ONE: OFFICIAL, TWO: FITTED}


def test_that_athletes_stand_in_the_order_of_the_race() -> None:
    moments = (PAIR, STARTED, pressed("1:01", ONE), pressed("1:00", TWO), pressed("2:01", ONE))
    view = look(*moments, now="2:10")
    assert [(each.entry, each.rank) for each in view.athletes] == [(ONE, 1), (TWO, 2)]
    out = (at("2:05"), rp.EntryWithdrawn(ONE, "dnf"))
    view = look(*moments, out, now="2:10")
    assert [(each.entry, each.status) for each in view.athletes] == [(TWO, ""), (ONE, "dnf")]
