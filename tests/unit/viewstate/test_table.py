from dataclasses import replace

import pytest

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.plan import WATCH, Entrant
from app.domain.state import Split
from app.domain.times import seconds
from tests.unit.domain.races import (
    MARKS,
    ONE,
    STARTED,
    TWO,
    at,
    entrant,
    pressed,
    setup,
    typed,
)
from tests.unit.viewstate.paris import RECORD, RESULT, TIMES, snapshot
from tests.unit.viewstate.timed import ALONE, live, running
from ui.viewstate.table import Cell, Row, table

MINUS = "\u2212"
COLUMNS = ("Mark", "Split", "Lap", "per 400", "Sub-4", "Change")


def _texts(row: Row) -> list[str]:
    return [cell.text for cell in row.cells]


def test_that_every_split_of_paris_has_its_row() -> None:
    shown = table(snapshot(250))
    assert shown.heads == (*COLUMNS, "Projected")
    assert [_texts(row) for row in shown.rows] == [
        ["409 m", "1:00.20", "60.20", "58.8", f"{MINUS}0.84", f"{MINUS}0.84", "3:56.7"],
        ["809 m", "2:00.75", "60.55", "60.6", "+0.06", "+0.90", "4:00.1"],
        ["1209 m", "3:01.84", "61.09", "61.1", "+1.50", "+1.44", "4:02.0"],
        ["finish", "4:06.42", "64.58", "64.6", "+6.43", "+4.93", ""],
    ]
    assert [row.mark for row in shown.rows] == list(MARKS)
    assert [row.cells[4].tone for row in shown.rows] == ["ahead", "behind", "behind", "behind"]


def test_that_while_live_the_projection_stays_on_its_card() -> None:
    shown = table(running(pressed("1:00.20"), now="1:01"))
    assert shown.heads == COLUMNS
    assert all(len(row.cells) == len(COLUMNS) for row in shown.rows)


def test_that_a_press_by_hand_is_compared_in_tenths_and_a_typed_time_in_hundredths() -> None:
    pressed_row, typed_row = table(
        running(pressed("1:00.20"), typed("2:00.75", MARKS[1]), now="2:01")
    ).rows[:2]
    assert _texts(pressed_row)[4:] == [f"{MINUS}0.8", f"{MINUS}0.8"]
    assert _texts(typed_row)[4:] == ["+0.06", "+0.90"]


def test_that_the_gap_is_headed_with_the_target_it_is_to() -> None:
    assert table(snapshot(250, primary=RECORD)).heads[4] == "World record"


def test_that_how_it_ended_is_called_so_at_the_head_of_its_column() -> None:
    assert table(snapshot(250, primary=RESULT)).heads[4].lower().startswith("how it ended")


def test_that_the_next_mark_is_due_and_the_ones_after_it_are_named() -> None:
    shown = table(snapshot(70)).rows
    assert _texts(shown[1])[:2] == ["809 m", "due 1:59"]
    # 60.20 x 809.344 / 409.344 = 119.03, and sub-4 asks 120.69.
    assert shown[1].cells[1] == Cell("due 1:59", "muted", estimate=True)
    assert shown[1].cells[4] == Cell(f"\u2248 {MINUS}1.7", "ahead", estimate=True)
    for row, name in zip(shown[2:], ("1209 m", "finish"), strict=True):
        assert _texts(row) == [name, "", "", "", "", "", ""]


def test_that_what_is_known_is_no_estimate_and_what_is_projected_is() -> None:
    row = table(snapshot(70)).rows[0]
    assert [cell.estimate for cell in row.cells] == [False] * 6 + [True]


def test_that_before_the_first_split_only_the_marks_stand_there() -> None:
    for known in (live(ALONE), running(now="30")):
        shown = table(known)
        assert [_texts(row) for row in shown.rows] == [
            [name, "", "", "", "", ""] for name in ("409 m", "809 m", "1209 m", "finish")
        ]


def test_that_a_finish_that_was_typed_alone_leaves_the_other_marks_to_be_filled_in() -> None:
    rows = table(live(ALONE, typed("4:06.42", MARKS[3]))).rows
    assert [row.cells[1].text for row in rows] == ["", "", "", "4:06.42"]
    assert not any(cell.estimate for row in rows for cell in row.cells)


def test_that_typed_times_without_a_clock_leave_the_next_mark_without_a_time() -> None:
    rows = table(live(ALONE, typed(TIMES[0], MARKS[0]))).rows
    assert _texts(rows[1]) == ["809 m", "", "", "", "", ""]


def test_that_a_mark_that_was_missed_keeps_its_row_to_be_filled_in() -> None:
    rows = table(live(ALONE, typed("2:00.75", MARKS[1]))).rows
    assert [row.mark for row in rows] == list(MARKS)
    assert _texts(rows[0])[:2] == ["409 m", ""]


@pytest.mark.parametrize(("saved", "badge"), [(2, "saving"), (3, "")])
def test_that_a_split_on_its_way_to_the_disk_says_so(saved: int, badge: str) -> None:
    row = table(live(ALONE, STARTED, pressed("1:00.20"), now="61", saved=saved)).rows[0]
    assert row.badge == badge


def test_that_an_odd_lap_and_an_edited_one_say_so() -> None:
    double = (pressed("1:00.20"), pressed("1:10"))
    rows = table(running(*double, now="1:11")).rows
    assert [row.badge for row in rows] == ["", "double press?", "", ""]
    edit = ev.SplitRetimed(4, seconds(120.75))
    rows = table(running(*double, (STARTED[0], edit), now="2:01")).rows
    assert [row.badge for row in rows] == ["", "edited", "", ""]
    assert _texts(rows[1])[1] == "2:00.75"


def test_that_a_typed_time_is_not_an_edited_one() -> None:
    assert not Split(1, MARKS[0], ev.TYPED_STAMP, elapsed=seconds(60)).edited
    assert table(running(typed("1:00.20", MARKS[0]), now="61")).rows[0].badge == ""


def test_that_a_replay_has_nothing_to_save() -> None:
    assert [row.badge for row in table(snapshot(250)).rows] == [""] * 4


def test_that_an_estimate_and_the_laps_that_rest_on_it_are_no_finer_than_it_is() -> None:
    put_in = (at("3:10"), rp.SplitInserted(ONE, MARKS[1], seconds(120.75), True))
    rows = table(running(pressed("1:00.20"), pressed("3:01.84"), put_in, now="3:11")).rows
    assert [row.badge for row in rows] == ["", "estimated", "", ""]
    assert _texts(rows[1])[:3] == ["809 m", "\u2248 2:00.8", "\u2248 60.6"]
    assert _texts(rows[2])[:3] == ["1209 m", "3:01.84", "\u2248 61.1"]
    assert rows[1].cells[1].estimate
    assert not rows[2].cells[1].estimate


def test_that_a_mark_that_was_passed_without_a_time_says_so() -> None:
    missed = (at("2:10"), rp.MarkMissed(ONE, MARKS[1]))
    rows = table(running(pressed("1:00.20"), missed, now="2:11")).rows
    assert rows[1].cells[1] == Cell("missed", "muted", estimate=True)
    assert rows[2].cells[1].text.startswith("due ")


def test_that_a_lap_that_was_looked_at_and_kept_is_not_flagged() -> None:
    kept = (at("1:12"), rp.SplitKept(4))
    rows = table(running(pressed("1:00.20"), pressed("1:10"), kept, now="1:13")).rows
    assert [row.badge for row in rows] == [""] * 4


def test_that_a_place_in_the_field_has_a_column_once_one_was_typed() -> None:
    typed_place = (at("1:02"), rp.RankTyped(ONE, MARKS[0], 3))
    shown = table(running(pressed("1:00.20"), typed_place, now="1:03"))
    assert shown.heads == (*COLUMNS, "Rank")
    assert [row.cells[-1].text for row in shown.rows] == ["3rd", "", "", ""]
    assert all(len(row.cells) == len(shown.heads) for row in shown.rows)


def test_that_of_several_athletes_the_rank_is_of_those_timed() -> None:
    two = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    passed = (pressed("1:00.20", TWO), pressed("1:01"), pressed("2:01"))
    typed_place = (at("2:02"), rp.RankTyped(ONE, MARKS[1], 5))
    shown = table(live(two, STARTED, *passed, typed_place, now="2:03"))
    assert [row.cells[-1].text for row in shown.rows] == ["2 of 2", "5th", "", ""]
    other = table(live(two, STARTED, *passed, now="2:03", selected=TWO))
    assert [row.cells[-1].text for row in other.rows] == ["1 of 2", "", "", ""]


def test_that_a_time_of_several_watches_says_of_how_many() -> None:
    watch = Entrant(id=TWO, athlete="watch of Lane 1", lane=2, role=WATCH, of=ONE)
    entrants = (entrant(ONE, 1), watch)
    planned = ev.Planned(replace(setup(), entrants=entrants))
    race = live(
        (at("-60"), planned), STARTED, pressed("1:00.20"), pressed("1:00.30", TWO), now="61"
    )
    assert table(race).rows[0].badge == "2 watches"
