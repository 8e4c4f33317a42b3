"""What stands on the scoreboard, and what never does."""

import pytest

from app.analysis.crowd import FITTED, TYPED, Crowd, Public, Result
from app.domain.course import MILE
from app.domain.plan import EntryId
from app.domain.state import HAND, IMPORTED, OFFICIAL, SYNCED
from app.domain.times import NS_PER_S, Duration
from app.language import speak
from tests.unit.domain.races import ONE, PARIS, TWO, Moment, at, pressed, time
from tests.unit.viewstate import paris
from tests.unit.viewstate.fields import THREE, planned, several
from tests.unit.viewstate.timed import live, running
from ui.viewstate.board_words import confirmed_words, held_words, withdrawn_words
from ui.viewstate.scoreboard import (
    AS_OFFICIAL,
    CONFIRMED,
    LEADER,
    PUBLISHED,
    SELECTED,
    TOP,
    UNOFFICIAL,
    Board,
    Confirmed,
    Figure,
    Row,
    Source,
    basis_words,
    board,
    chosen,
    status_of,
)
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.tones import AHEAD, BEHIND, INK

TENTH = Duration(NS_PER_S // 10)
FINISH = Result(time("4:06.42"), by_hand=True, basis=HAND)


def source(
    snapshot: Snapshot,
    now: str,
    *,
    who: str = TOP,
    selected: EntryId = ONE,
    confirmed: Confirmed = frozenset(),
) -> Source:
    crowd, is_live = Crowd({}), snapshot.mode == LIVE
    view = crowd.look(snapshot.analysis, at(now), "even", live=is_live)
    return Source(view, who, selected, confirmed)


def alone(*presses: str, now: str, confirmed: Confirmed = frozenset()) -> Board:
    moments = [pressed(each) for each in presses]
    return board(source(running(*moments, now=now), now, confirmed=confirmed))


def test_that_a_race_that_waits_shows_its_target() -> None:
    shown = board(source(live((at("-60"), planned(1)[1])), "0"))
    assert shown == Board(
        title="Lane 1",
        target="Sub-4 · 3:59.99",
        clock="0:00.0",
        note="",
        gap=Figure("TARGET", "3:59.99"),
        projection=Figure("PROJECTED FINISH", "–", estimate=True),
    )


@pytest.mark.parametrize(
    ("now", "clock"), [("5.04", "0:05.0"), ("59.99", "0:59.9"), ("1:00", "1:00.0")]
)
def test_that_the_clock_has_its_minutes_from_the_start_on(now: str, clock: str) -> None:
    assert alone(now=now).clock == clock


@pytest.mark.parametrize(
    ("press", "title", "value", "tone", "arrow"),
    [
        ("1:00.2", "AHEAD OF Sub-4", "−0.8", AHEAD, "down"),
        ("1:02.1", "BEHIND Sub-4", "+1.1", BEHIND, "up"),
        ("1:01.05", "LEVEL WITH Sub-4", "0.0", INK, ""),
    ],
)
def test_that_the_gap_is_said_by_word_sign_arrow_and_tone(
    press: str, title: str, value: str, tone: str, arrow: str
) -> None:
    assert alone(press, now="1:30").gap == Figure(title, value, "at 409 m", tone, arrow)


def test_that_a_published_gap_has_its_hundredths() -> None:
    shown = board(source(paris.snapshot(70), "1:10", selected=paris.ATHLETE))
    assert shown.gap.value == "−0.84"


def test_that_a_projection_is_an_estimate_until_the_finish() -> None:
    before, after = alone(*PARIS[:3], now="3:10"), alone(*PARIS, now="4:10")
    assert (before.projection.title, before.projection.estimate) == ("PROJECTED FINISH", True)
    assert after.projection == Figure("PER 400 M", "61.2")


def test_that_a_result_is_unofficial_until_it_is_confirmed() -> None:
    plain = alone(*PARIS, now="4:10")
    assert (plain.clock, plain.note, plain.sure) == ("4:06.5", "UNOFFICIAL · hand start", False)
    sure = alone(*PARIS, now="4:10", confirmed=frozenset({(ONE, FINISH)}))
    assert (sure.clock, sure.note, sure.sure) == ("4:06.5", "RESULT · hand start", True)


def test_that_a_confirmed_result_that_is_changed_is_unofficial_again() -> None:
    other = FINISH._replace(time=time("4:06.52"))
    assert not alone(*PARIS, now="4:10", confirmed=frozenset({(ONE, other)})).sure


@pytest.mark.parametrize(
    ("basis", "confirmed", "status", "words"),
    [
        (HAND, False, UNOFFICIAL, "hand start"),
        (HAND, True, CONFIRMED, "hand start"),
        (SYNCED, True, CONFIRMED, "synced ±0.1"),
        (FITTED, True, CONFIRMED, "clock fitted to official times"),
        (TYPED, True, CONFIRMED, "typed time"),
        (OFFICIAL, False, UNOFFICIAL, "official time"),
        (OFFICIAL, True, AS_OFFICIAL, "official time"),
        (IMPORTED, False, PUBLISHED, "published time"),
    ],
)
def test_that_a_result_is_as_official_as_its_clock_and_the_operator_say(
    basis: str, confirmed: bool, status: str, words: str
) -> None:
    result = FINISH._replace(basis=basis)
    known: Confirmed = frozenset({(ONE, result)}) if confirmed else frozenset()
    assert status_of(result, ONE, known) == status
    assert basis_words(result, TENTH) == words


def field(*presses: tuple[str, EntryId], now: str, **more: object) -> Source:
    known = several(planned(3), *(pressed(text, entry) for text, entry in presses), now=now)
    return source(known, now, **more)  # type: ignore[arg-type]


PASSED: tuple[tuple[str, EntryId], ...] = (("1:01.5", TWO), ("1:00.8", ONE), ("1:02.0", THREE))


def test_that_several_stand_in_rows_and_the_first_has_the_figures() -> None:
    shown = board(field(*PASSED, now="1:10"))
    assert shown.rows == (
        Row("1", "Lane 1", "1:00.8", "at 409 m", ""),
        Row("2", "Lane 2", "1:01.5", "at 409 m", "+0.7"),
        Row("3", "Lane 3", "1:02.0", "at 409 m", "+1.2"),
    )
    assert (shown.title, shown.clock) == ("A mile", "1:10.0")
    assert shown.gap.detail == "Lane 1 · at 409 m"


@pytest.mark.parametrize(
    ("who", "athlete"), [(LEADER, "Lane 2"), (SELECTED, "Lane 3"), (TOP, "Lane 2")]
)
def test_that_the_operator_chooses_who_is_shown(who: str, athlete: str) -> None:
    passed = (("1:01.0", TWO), ("1:02.0", ONE))
    known = field(*passed, now="1:10", who=who, selected=THREE)
    assert chosen(known).athlete == athlete
    assert (board(known).title == athlete) is (who != TOP)


def test_that_a_leader_overtaken_between_two_marks_is_not_first_any_more() -> None:
    known = field(*PASSED, ("2:01.0", TWO), now="2:10")
    assert [(each.place, each.name) for each in board(known).rows] == [
        ("1", "Lane 2"),
        ("2", "Lane 1"),
        ("3", "Lane 3"),
    ]


def test_that_a_pacer_leads_nobody_and_has_no_result() -> None:
    plan = planned(3, one={"role": "pacer"})
    presses = [pressed(text, entry) for text, entry in PASSED]
    known = source(several(plan, *presses, now="1:10"), "1:10")
    assert [each.name for each in board(known).rows] == ["Lane 2", "Lane 3"]
    assert chosen(known).athlete == "Lane 2"


def test_that_who_is_out_is_said_to_be() -> None:
    known = field(*PASSED, now="1:10", who=SELECTED)
    athletes = tuple(
        each._replace(status="dnf", rank=None) if each.entry == ONE else each
        for each in known.view.athletes
    )
    shown = board(known._replace(view=known.view._replace(athletes=athletes)))
    assert shown.clock == "DNF"
    assert (shown.gap.tone, shown.gap.arrow) == ("muted", "")


def test_that_a_clock_whose_end_is_doubtful_shows_no_time() -> None:
    known = field(*PASSED, now="1:10")
    shown = board(known._replace(view=known.view._replace(clock=None)))
    assert shown.clock == "–"


def test_that_twelve_have_three_rows() -> None:
    known = several(planned(6), now="0:10")
    assert len(board(source(known, "0:10")).rows) == 3


def test_that_no_words_for_the_operator_are_on_the_scoreboard() -> None:
    tapped: Moment = pressed("1:00.9")
    known = running(pressed("1:00.2"), tapped, now="1:10")._replace(notice="Kept as a tap.")
    plain = running(pressed("1:00.2"), now="1:10")
    assert board(source(known, "1:10")) == board(source(plain, "1:10"))


@pytest.mark.parametrize(
    ("blank", "frozen", "lost", "watched", "words"),
    [
        (False, False, "", True, ""),
        (True, False, "", False, ""),
        (True, True, "", True, "It is blank."),
        (False, True, "", True, "It is frozen: what happens now is not seen there."),
        (False, False, "HDMI-1", False, "Its screen HDMI-1 is gone. It comes back with a screen."),
    ],
)
def test_that_the_operator_is_reminded_of_what_is_not_seen(
    blank: bool, frozen: bool, lost: str, watched: bool, words: str
) -> None:
    view = held_words(blank=blank, frozen=frozen, lost=lost, watched=watched)
    assert (view.words if view else "") == words


def test_that_the_operator_is_told_what_was_confirmed() -> None:
    shown = source(running(*(pressed(each) for each in PARIS), now="4:10"), "4:10").view
    assert confirmed_words(shown, [(ONE, FINISH)]).startswith("Confirmed: Lane 1 4:06.5.")
    assert confirmed_words(shown, [(ONE, FINISH), (TWO, FINISH)]) == "2 results confirmed."
    assert withdrawn_words(1) == "The result is unofficial again."


def test_that_an_official_time_without_a_press_is_a_result() -> None:
    given = Public(
        ONE,
        "Lane 1",
        1,
        False,
        paris.SUB_4,
        mark=MILE,
        split=time("4:00.10"),
        deficit=time("0.11"),
        result=Result(time("4:00.10"), by_hand=False, basis=OFFICIAL),
    )
    known = source(live(planned(1)), "0")
    shown = board(known._replace(view=known.view._replace(athletes=(given,))))
    assert (shown.clock, shown.gap.value) == ("4:00.10", "+0.11")


def test_that_the_scoreboard_has_the_decimal_mark_of_the_language() -> None:
    speak("fr")
    shown = alone("1:02.1", now="1:30.5")
    assert (shown.clock, shown.gap.value) == ("1:30,5", "+1,1")
    assert alone(now="5.04").clock == "0:05,0"
