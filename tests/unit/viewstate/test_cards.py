import pytest

from app.analysis.profile import EVEN_PROFILE
from app.domain import events as ev
from app.domain.course import MILE
from app.domain.repair_events import MarkMissed
from app.domain.target import Target
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    STARTED,
    TWO_MARKS_SETUP,
    at,
    pressed,
    typed,
)
from tests.unit.viewstate.paris import RECORD, RESULT, snapshot
from tests.unit.viewstate.timed import ALONE, live, running
from ui.viewstate.card_values import Card, Cards, GapCard, ProjectionCard, Rule
from ui.viewstate.cards import cards
from ui.viewstate.snapshot import Reading

MINUS, DASH = "\u2212", "\u2013"
FINISHED = [pressed(each) for each in PARIS]


def _paris(at_s: float, primary: Target | None = None) -> Cards:
    return cards(snapshot(at_s, primary=primary))


def test_that_an_armed_race_shows_what_is_aimed_at() -> None:
    shown = cards(live(ALONE))
    # 239.99 x 400 / 1609.344 = 59.65.
    assert shown.gap == GapCard(
        word="TARGET",
        target="SUB-4",
        value="3:59.99",
        tone="ink",
        arrow="",
        detail="59.6 per 400 m on average",
        now="",
        now_tone="muted",
    )
    assert shown.elapsed == Card("ELAPSED", "0.0", detail="press Return at the gun")
    assert shown.lap == Card("LAST LAP", DASH)
    assert shown.next == Card("NEXT \u00b7 409 M", "1:01.0", "to hit", "")
    assert shown.projection == ProjectionCard(
        "PROJECTED FINISH", DASH, "from the first split on", ()
    )
    assert shown.needed == Card("NEEDED FOR SUB-4", "59.6", "/ 400 m", "from the start")


def test_that_before_the_first_split_the_clock_and_the_lap_run() -> None:
    shown = cards(running(now="50.06"))
    assert shown.elapsed == Card("ELAPSED", "50.0", detail="hand start")
    assert shown.lap == Card("LAST LAP", DASH, detail="lap 50.0")
    assert shown.next.detail == "lap 50.0 \u00b7 due 1:01"
    assert shown.gap.word == "TARGET"
    assert (shown.gap.now, shown.projection.rules) == ("", ())
    assert shown.needed.estimate
    assert shown.needed.detail == "from here"


def test_that_no_rule_says_a_finish_that_the_clock_has_passed() -> None:
    shown = cards(running(pressed("62"), now="5:00")).projection
    assert shown.value == "5:00.0"
    assert {each.says for each in shown.rules} == {"5:00.0"}
    assert shown.detail == "the clock is past what the rules said"


def test_that_a_lap_is_held_large_after_its_press() -> None:
    shown = cards(running(pressed("1:00.20"), now="1:02", held=True))
    assert shown.lap == Card(
        "LAST LAP", "60.20", detail="1:00.20 at 409 m \u00b7 58.8 per 400", held=True
    )
    # 239.99 - 60.20 for the 1200 m that are left.
    assert shown.needed == Card("NEEDED FOR SUB-4", "59.9", "/ 400 m", "from 409 m")


def test_that_a_few_seconds_later_the_pace_is_needed_from_here() -> None:
    shown = cards(running(pressed("1:00.20"), now="1:10"))
    assert not shown.lap.held
    assert shown.needed.detail == "from here"
    assert shown.needed.estimate


def test_that_a_press_by_hand_shows_tenths() -> None:
    gap = cards(running(pressed("1:00.20"), now="1:00.20")).gap
    assert (gap.word, gap.target, gap.value) == ("AHEAD OF", "SUB-4", f"{MINUS}0.8")
    # 0.843 s at 409.344 m in 60.20 s.
    assert gap.detail == "at 409 m \u00b7 5.7 m \u00b7 gained 0.8 on that lap"
    assert (gap.tone, gap.arrow) == ("ahead", "down")
    assert (gap.now, gap.now_tone) == (f"now about {MINUS}0.8 \u00b1 0.0", "ahead")


def test_that_a_typed_time_shows_hundredths() -> None:
    gap = cards(live(ALONE, STARTED, typed("1:00.20", MARKS[0]), now="1:00.20")).gap
    assert gap.value == f"{MINUS}0.84"
    assert "gained 0.84" in gap.detail


def test_that_a_published_race_shows_hundredths() -> None:
    gap = _paris(205).gap
    assert gap == GapCard(
        word="BEHIND",
        target="SUB-4",
        value="+1.50",
        tone="behind",
        arrow="up",
        # 1.499 s at 400 m in 61.09 s.
        detail="at 1209 m \u00b7 9.8 m \u00b7 lost 1.44 on that lap",
        # Even pace foresees 4:01.98: 2.00 behind there, 23.16 of 60.15 s on the way from 1.50.
        now=gap.now,
        now_tone="behind",
    )
    assert gap.now.startswith("now about +1.7 \u00b1 ")


@pytest.mark.parametrize(
    ("press", "word", "value", "arrow"),
    [
        ("1:01.10", "BEHIND", "+0.1", "up"),
        # Sub-4 passes 409.344 m after 61.0426: within 0.05 of it there is nothing to show.
        ("1:01.09", "LEVEL WITH", "0.0", ""),
        ("1:01.00", "LEVEL WITH", "0.0", ""),
        ("1:00.99", "AHEAD OF", f"{MINUS}0.1", "down"),
    ],
)
def test_that_the_word_before_the_target_is_true_of_the_gap(
    press: str, word: str, value: str, arrow: str
) -> None:
    gap = cards(running(pressed(press), now=press)).gap
    assert (gap.word, gap.value, gap.arrow) == (word, value, arrow)


def test_that_the_estimate_of_now_is_never_finer_than_a_tenth() -> None:
    for second in range(182, 246, 4):
        words = _paris(second).gap.now.split()
        assert [len(each.partition(".")[2]) for each in (words[2], words[4])] == [1, 1]


def test_that_the_gap_is_to_the_primary_target() -> None:
    gap = _paris(205, primary=RECORD).gap
    # 247.64 x 1209.344 / 1609.344 = 186.090.
    assert (gap.word, gap.target, gap.value) == ("AHEAD OF", "WORLD RECORD", f"{MINUS}4.25")


def test_that_the_clock_is_named_where_there_is_a_choice() -> None:
    clock = Reading("clock", "gun", {"published": "as published", "gun": "gun"}, "why")
    assert cards(snapshot(205)._replace(clock=clock)).elapsed.detail == "clock gun"
    assert _paris(205).elapsed == Card("ELAPSED", "3:25.0", detail="published times")


def test_that_times_typed_without_a_start_have_no_running_clock() -> None:
    shown = cards(live(ALONE, typed("1:00.20", MARKS[0])))
    assert shown.elapsed == Card("ELAPSED", "1:00.2", detail="typed times")
    assert shown.next == Card("NEXT \u00b7 809 M", "2:00.7", "to hit", "")
    assert shown.gap.now == ""
    assert shown.needed == Card("NEEDED FOR SUB-4", "59.9", "/ 400 m", "from 409 m")


def test_that_a_whole_lap_needs_no_pace_beside_it() -> None:
    assert _paris(205).lap.detail == "3:01.84 at 1209 m"
    assert _paris(205).lap.value == "61.09"


def test_that_an_odd_lap_says_so() -> None:
    shown = cards(running(pressed("1:00.20"), pressed("1:30"), now="1:31"))
    assert shown.lap.detail == "1:30.00 at 809 m \u00b7 double press?"


def test_that_a_press_that_stays_away_is_asked_for() -> None:
    early, late = running(now="1:05"), running(now="1:15")
    assert cards(early).next.detail == "lap 1:05.0 \u00b7 due 1:06"
    assert cards(late).next.detail == "lap 1:15.0 \u00b7 missed a press?"


def test_that_the_next_card_shows_the_clock_time_that_the_target_asks_for() -> None:
    shown = _paris(205).next
    assert (shown.title, shown.value, shown.unit) == ("NEXT \u00b7 FINISH", "4:00.0", "to hit")
    assert shown.detail == "lap 23.1 \u00b7 due 4:02"


def test_that_every_rule_stands_beside_the_projection() -> None:
    shown = _paris(205).projection
    assert (shown.title, shown.value) == ("PROJECTED FINISH \u00b7 EVEN PACE", "4:02.0")
    assert shown.rules == (
        Rule("even pace", "4:02.0", chosen=True),
        Rule("last lap's pace", "4:02.9", chosen=False),
        Rule("plan from here", "4:01.5", chosen=False),
        Rule("usual pacing", "4:02.0", chosen=False),
    )
    assert shown.detail == "not checked over 1609.344 m"


def test_that_the_spread_of_checked_rules_is_shown_as_one() -> None:
    checked = {"mile-paced": EVEN_PROFILE._replace(validated=True)}
    shown = cards(live(ALONE, STARTED, pressed("1:00.20"), now="62", profiles=checked)).projection
    # 60.20 x 1609.344 / 409.344 = 236.68, and 239.99 - 0.84.
    assert shown.detail == "the rules spread 3:56.7 to 3:59.1"


def test_that_a_pace_faster_than_any_so_far_is_noted() -> None:
    # Fastest is the first lap, 58.83 for 400 m; at 3:25 sub-4 asks for less than that.
    assert _paris(205).needed.detail == "from here \u00b7 fastest 58.8"
    # From 3:01.84 the record asks 65.80.
    assert _paris(205, primary=RECORD).needed.detail == "from here"
    # 239.99 - 181.84 = 58.15 for the last 400 m.
    held = cards(snapshot(182)._replace(held_lap=True)).needed
    assert (held.value, held.detail) == ("58.2", "from 1209 m \u00b7 fastest 58.8")
    assert not held.estimate


def test_that_a_target_that_is_out_of_reach_says_so() -> None:
    shown = _paris(241).needed
    assert shown == Card("NEEDED FOR SUB-4", DASH, detail="its time has gone by")


def test_that_the_finish_is_held_and_looked_back_on() -> None:
    shown = cards(live(ALONE, STARTED, *FINISHED, now="6:00"))
    assert shown.elapsed == Card("FINISH TIME", "4:06.42", detail="hand start")
    assert (shown.gap.word, shown.gap.value) == ("BEHIND", "+6.4")
    # 6.43 s at 400 m in 64.58 s, of which 4.93 s on the last lap.
    assert shown.gap.detail == "at the finish \u00b7 39.8 m \u00b7 lost 4.9 on that lap"
    assert shown.gap.now == ""
    assert shown.lap.detail == "4:06.42 at the finish"
    # 246.42 x 400 / 1609.344; 60.20 x 400 / 409.344 and the last lap.
    # The 1500 m at even pace between 1209.344 m and the finish; see the statistician's line.
    on_the_way = "last 400 64.6 \u00b7 1500 \u2248 3:48.8"
    assert shown.next == Card("AVERAGE PACE", "61.2", "/ 400 m", on_the_way)
    assert shown.needed == Card("FASTEST STRETCH", "58.8", "/ 400 m", "slowest 64.6")


def test_that_after_the_finish_every_rule_is_told_how_wrong_it_was() -> None:
    shown = _paris(250).projection
    assert (shown.title, shown.value) == ("PROJECTED AT 1209 M", "4:02.0")
    assert shown.detail == "even pace: 4.4 s too fast"
    assert [(each.name, each.says) for each in shown.rules] == [
        ("even pace", f"{MINUS}4.4"),
        ("last lap's pace", f"{MINUS}3.5"),
        ("plan from here", f"{MINUS}4.9"),
        ("usual pacing", f"{MINUS}4.4"),
    ]
    assert [each.name for each in shown.rules if each.chosen] == ["even pace"]


def test_that_a_projection_that_was_too_slow_says_that() -> None:
    # Even pace has 400 m in 60 s finish 800 m in 2:00; they ran 1:55.
    pair = (at("-60"), ev.Planned(TWO_MARKS_SETUP))
    shown = cards(live(pair, STARTED, pressed("60"), pressed("1:55"), now="2:00")).projection
    assert shown.detail == "even pace: 5.0 s too slow"


def test_that_a_finish_without_a_mark_before_it_was_projected_by_nobody() -> None:
    shown = cards(live(ALONE, typed("4:06.42", MILE))).projection
    assert shown == ProjectionCard("PROJECTED FINISH", DASH, "the race is over", ())


def test_that_a_lap_that_neither_lost_nor_gained_is_not_called_a_gain() -> None:
    pair = (at("-60"), ev.Planned(TWO_MARKS_SETUP))
    # 60 s for each 400 m against 2:00.
    shown = cards(live(pair, STARTED, typed("60", TWO_MARKS_SETUP.plan.course.marks[0])))
    assert shown.gap.detail == "at 400 m \u00b7 0.0 m \u00b7 nothing lost or gained on that lap"


def test_that_how_it_ended_is_called_so_on_the_cards_too() -> None:
    shown = _paris(205, primary=RESULT)
    assert shown.gap.target == "HOW IT ENDED"
    assert "HOW IT ENDED" in shown.needed.title


def test_that_a_race_whose_finish_nobody_timed_has_no_finish_time() -> None:
    missed = [(at("5:00"), MarkMissed(ONE, mark)) for mark in MARKS]
    nothing = cards(running(*missed, now="6:00"))
    assert nothing.elapsed.title == "ELAPSED"
    assert (nothing.next.value, nothing.needed.value) == (DASH, DASH)
    last = cards(running(pressed("1:00.20"), *missed[1:], now="6:00"))
    assert last.elapsed.title == "ELAPSED"
    assert last.next.detail == "as far as it was timed"


def test_that_a_gap_that_rests_on_a_press_in_doubt_has_no_colour() -> None:
    gap = cards(running(pressed("62.04"), pressed("63"), now="64")).gap
    assert (gap.value[-1], gap.tone, gap.arrow) == ("?", "muted", "")
