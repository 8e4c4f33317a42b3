"""What the pacing model adds to the cards: a band, a chance in words, and how it came out."""

from dataclasses import replace

import pytest

from app.analysis.live import analyse
from app.analysis.pacing.forecast import chance
from app.analysis.projection import EVEN, PACING
from app.domain import events as ev
from app.domain.course import LAP_400, Course, crossings, metres
from app.domain.target import Target, even
from app.domain.times import NS_PER_S, after, parse_time, seconds
from app.formats.pacing_file import shipped_pacing
from tests.unit.domain.races import MARKS, PARIS, STARTED, at, pressed, setup, typed
from tests.unit.viewstate.paris import RESULT, ZERO, snapshot
from tests.unit.viewstate.timed import ALONE, live
from ui.viewstate.card_values import Cards, ProjectionCard
from ui.viewstate.cards import cards
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.table import OFF_BY, PROJECTED, table

MINUS = "\u2212"


def _paris(at_s: float, primary: Target | None = None) -> Cards:
    return cards(snapshot(at_s, primary=primary, rule=PACING))


def _timed(*presses: str, now: str, **wanted: str) -> Snapshot:
    return live(ALONE, STARTED, *(pressed(each) for each in presses), now=now, rule=PACING)


def test_that_the_projection_has_its_band_and_the_chance_of_the_primary_target() -> None:
    known = snapshot(205, rule=PACING)
    band = known.entry.forecast
    assert band is not None
    card = cards(known).projection
    # The shipped model, read at the finish line: docs/projection.md has the other reading.
    assert card == ProjectionCard(
        "PROJECTED FINISH \u00b7 PACING MODEL",
        "4:01.7",
        "80 %: 3:58.9 to 4:04.7",
        card.rules,
        chance_of="Sub-4",
        chance="about 1 in 5",
        taken_for="as paced",
    )
    assert chance(band, parse_time("3:59.99")) == pytest.approx(0.2, abs=0.02)
    chosen = [(each.name, each.says) for each in card.rules if each.chosen]
    assert chosen == [("pacing model", "4:01.7")]


def test_that_how_it_ended_has_no_chance() -> None:
    card = _paris(205, RESULT).projection
    assert (card.chance_of, card.chance) == ("", "")
    assert card.detail == "80 %: 3:58.9 to 4:04.7"


def test_that_a_kind_of_race_that_nobody_said_is_left_open() -> None:
    assert cards(_timed(PARIS[0], now="1:05")).projection.taken_for == "kind not said (O)"


def test_that_the_best_time_that_it_rests_on_is_said() -> None:
    plain = setup()
    known = replace(plain.entrants[0], reference=parse_time("4:08"), reference_kind="pb")
    planned = (at("-60"), ev.Planned(replace(plain, entrants=(known,))))
    shown = live(planned, STARTED, pressed(PARIS[0]), now="1:05", rule=PACING)
    assert cards(shown).projection.detail.endswith(" \u00b7 with PB 4:08.0")
    assert cards(shown).projection.value != cards(_timed(PARIS[0], now="1:05")).projection.value


def test_that_the_finish_waits_for_the_press_with_the_clock() -> None:
    early, late = _paris(205).projection, _paris(244).projection
    assert late.value > early.value
    assert late.detail == "80 %: 4:04.2 to 4:07.4"
    assert late.chance == "no chance to speak of"
    assert [each.says for each in late.rules if each.chosen] == [late.value]
    # The other rules said 4:02.0 and thereabouts; at 4:04 that is over.
    assert {each.says for each in late.rules[:-1]} == {"4:04.0"}


def test_that_the_model_waits_with_the_clock_also_where_another_rule_is_chosen() -> None:
    paris = snapshot(244)
    state, now = paris.analysis.state, after(ZERO, seconds(244))
    known = paris._replace(analysis=analyse(state, now, {}, EVEN, shipped_pacing()))
    model = cards(known).projection.rules[-1]
    assert (model.name, model.chosen) == ("pacing model", False)
    assert model.says == _paris(244).projection.value


def _over(distance_m: float, split: str, best: str = "") -> ProjectionCard:
    distance = metres(distance_m)
    course = Course(event="any", distance=distance, lap=LAP_400, marks=crossings(distance, LAP_400))
    line = even(distance, seconds(distance_m * 0.18))
    plain = setup(course=course, targets=(line,))
    if best:
        athlete = replace(plain.entrants[0], reference=parse_time(best), reference_kind="sb")
        plain = replace(plain, entrants=(athlete,))
    planned = (at("-60"), ev.Planned(plain))
    known = live(planned, STARTED, pressed(split), now=split, rule=PACING)
    return cards(known).projection


def test_that_a_band_that_was_not_checked_says_so() -> None:
    far, slow, usual = _over(5000, "1:10"), _over(1600, "1:50"), _over(1600, "1:05")
    assert far.detail.endswith(" \u00b7 not checked over 5000 m")
    assert slow.detail.endswith(" \u00b7 not checked at this pace")
    for each in (far, slow):
        edges = each.detail.partition(" \u00b7 ")[0].removeprefix("80 %: ")
        assert each.shorter == f"80 % not checked: {edges}"
    told = _over(5000, "1:10", best="14:40")
    assert told.detail.endswith(" \u00b7 not checked over 5000 m \u00b7 with SB 14:40.0")
    assert told.shorter.startswith("80 % not checked: ")
    assert told.shorter.endswith(" \u00b7 SB 14:40.0")
    assert "checked" not in usual.detail
    assert usual.shorter == ""


def test_that_the_next_mark_is_due_within_what_is_known() -> None:
    assert _paris(205).next.detail == "lap 23.1 \u00b7 due 4:01.7 \u00b1 2.4"
    assert cards(_timed(*PARIS[:3], now="4:20")).next.detail == "lap 1:18.1 \u00b7 missed a press?"


def test_that_a_press_that_is_late_is_noted_on_the_clock() -> None:
    known = snapshot(246, rule=PACING)
    estimate = known.entry.estimate
    assert estimate is not None
    assert estimate.late / NS_PER_S == pytest.approx(4.3, abs=0.05)
    shown = cards(known).elapsed
    assert shown.detail == "finish was due 4.3 s ago \u00b7 published times"
    assert _paris(205).elapsed.detail == "published times"


def test_that_after_the_finish_the_card_says_where_the_result_lies() -> None:
    card = _paris(250).projection
    assert (card.title, card.value) == ("PROJECTED AT 1209 M", "4:01.7")
    assert card.detail == "the result lies outside its 80 % band"
    assert (card.chance_of, card.chance) == ("80 % band", "3:58.9 to 4:04.7")
    assert [(each.name, each.says) for each in card.rules if each.chosen] == [
        ("pacing model", f"{MINUS}4.7")
    ]
    inside = cards(_timed("1:00.20", "2:00.75", "3:01.84", "4:02.00", now="4:03")).projection
    assert inside.detail == "the result lies inside its 80 % band"


def test_that_the_table_has_when_the_next_mark_is_due_and_how_surely() -> None:
    row = table(snapshot(205, rule=PACING)).rows[3]
    assert [cell.text for cell in row.cells[:3]] == ["finish", "due 4:01.7", "\u00b1 2.4"]
    assert all(cell.estimate for cell in row.cells[1:3])


def test_that_after_the_finish_every_mark_has_what_was_projected_and_how_it_came_out() -> None:
    shown = table(snapshot(250, rule=PACING))
    assert shown.heads[-2:] == (PROJECTED, OFF_BY)
    assert [[cell.text for cell in row.cells[-2:]] for row in shown.rows] == [
        ["3:55.9", f"out {MINUS}10.5"],
        ["3:59.6", f"out {MINUS}6.8"],
        ["4:01.7", f"out {MINUS}4.7"],
        ["", ""],
    ]
    assert OFF_BY not in table(snapshot(205, rule=PACING)).heads


def test_that_a_live_race_has_both_columns_after_its_finish_only() -> None:
    running, over = _timed(*PARIS[:3], now="3:10"), _timed(*PARIS, now="4:10")
    assert PROJECTED not in table(running).heads
    assert table(over).heads[-2:] == (PROJECTED, OFF_BY)


def test_that_a_typed_race_without_a_start_has_the_band_of_its_mark() -> None:
    known = live(ALONE, typed("1:00.20", MARKS[0]), rule=PACING)
    card = cards(known).projection
    assert card.detail.startswith("80 %: ")
    assert card.chance_of == "Sub-4"
