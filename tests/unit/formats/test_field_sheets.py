"""The sheet of a race of several: who is ranked, what was missed, what the times rest on."""

import csv
import io

import pytest

from app.analysis.live import analyse
from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain.times import seconds
from app.engine.engine import Engine
from app.formats.profile_file import shipped_profiles
from app.formats.sheets.csv_sheet import write_csv
from app.formats.sheets.sheet_words import notes
from app.formats.sheets.split_sheet import Missed, Sheet, sheet_of
from tests.unit.formats.field_race import (
    ANN,
    CID,
    EVA,
    M409,
    M809,
    ZERO,
    armed,
    at,
    field_race,
    press,
)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return field_race()


@pytest.fixture(scope="module")
def sheet(engine: Engine) -> Sheet:
    return sheet_of(analyse(engine.state, ZERO, shipped_profiles()))


@pytest.fixture(scope="module")
def written(sheet: Sheet) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(write_csv(sheet).decode())))


def _row(written: list[dict[str, str]], athlete: str, mark: str) -> dict[str, str]:
    return next(row for row in written if (row["athlete"], row["mark"]) == (athlete, mark))


def test_that_rank_and_gap_are_those_of_the_timed_by_their_own_times_without_pacers(
    sheet: Sheet,
) -> None:
    """Of Ann's two watches, 72.00 and 72.25, the longer time counts; Bea began 10 s later."""
    here = [row for row in sheet.rows if row.mark == M409]
    placed = [(row.runner.athlete, row.place.rank, row.place.gap) for row in here if row.place]
    assert placed == [
        ("Ann", 1, 0),
        ("Bea", 2, seconds(1.75)),
        ("Cid", 3, seconds(2.25)),
        ("Eva", 4, seconds(3.25)),
    ]
    assert [row.runner.athlete for row in here if not row.place] == ["Bob"]


def test_that_a_mark_nobody_timed_has_a_line_that_stays_empty(
    sheet: Sheet, written: list[dict[str, str]]
) -> None:
    (missed,) = [line for line in sheet.lines if isinstance(line, Missed)]
    assert (missed.runner.athlete, missed.mark, missed.mark_name) == ("Bea", M809, "809 m")
    marks = [line.mark for line in sheet.lines if line.runner.athlete == "Bea"]
    assert marks == sorted(marks)
    row = _row(written, "Bea", "809 m")
    named = {"race", "line", "clock", "athlete", "lane", "mark_m", "mark"}
    also = {"role", "own_start_s", "status", "missed", "estimated", "zero", "zero_moved_s"}
    course = {"zero_tolerance_s", "event", "distance_m", "lap_length_m"}
    assert {head for head, cell in row.items() if cell} == named | also | course
    assert (row["missed"], row["split"], row["split_s"]) == ("yes", "", "")


def test_that_every_line_of_the_csv_is_as_long_as_its_heads(sheet: Sheet) -> None:
    rows = list(csv.reader(io.StringIO(write_csv(sheet).decode())))
    assert {len(row) for row in rows} == {len(rows[0])}
    dot = 1
    assert len(rows) == 1 + len(sheet.lines) + dot


def test_that_estimates_watches_roles_and_places_have_columns_of_their_own(
    written: list[dict[str, str]],
) -> None:
    ann, cid = _row(written, "Ann", "409 m"), _row(written, "Cid", "809 m")
    bea, bob = _row(written, "Bea", "finish"), _row(written, "Bob", "409 m")
    assert (ann["watches_s"], ann["split_s"], ann["field_rank"]) == ("72.000 72.250", "72.250", "3")
    assert (ann["timed_there"], bea["timed_there"], bea["lap_rank"]) == ("4", "3", "2")
    assert (ann["own_target"], ann["role"], ann["own_start_s"]) == ("5:00.00", "athlete", "0.000")
    assert (cid["estimated"], cid["status"], ann["estimated"]) == ("yes", "dnf", "no")
    assert (bea["own_start_s"], bea["split_s"], bea["status"]) == ("10.000", "290.500", "finished")
    assert [bob[head] for head in ("role", "rank", "gap_s", "projected_s", "timed_there")] == [
        *("pacer", "", "", "", "")
    ]
    assert {row["athlete"] for row in written} == {"Ann", "Bea", "Cid", "Eva", "Bob", "Dot"}


def test_that_who_never_started_has_a_row_at_the_start_without_a_time(
    written: list[dict[str, str]],
) -> None:
    (dot,) = [row for row in written if row["athlete"] == "Dot"]
    said = [dot[head] for head in ("mark_m", "mark", "status", "missed", "split", "split_s")]
    assert said == ["0", "start", "dns", "no", "", ""]


def test_that_each_row_says_what_the_press_was_and_where_its_time_comes_from(
    written: list[dict[str, str]],
) -> None:
    """Time zero lies 1.5 s before the start press, Bea's start 10 s after it."""
    ann, cid = _row(written, "Ann", "809 m"), _row(written, "Cid", "809 m")
    bea = _row(written, "Bea", "finish")
    assert (ann["source"], ann["pressed_s"], ann["split_s"]) == ("hand", "141.500", "143.000")
    assert (bea["source"], bea["pressed_s"], bea["split_s"]) == ("hand", "299.000", "290.500")
    assert (cid["source"], cid["pressed_s"], cid["split_s"]) == ("estimate", "", "148.000")


def test_that_an_official_finish_is_no_time_by_hand() -> None:
    engine = field_race()
    engine.handle(rc.GiveOfficial(at=at(400), entry=ANN, elapsed=seconds(285.12)))
    rows = sheet_of(analyse(engine.state, ZERO, shipped_profiles())).rows
    ann = [row for row in rows if row.runner.athlete == "Ann"]
    assert [(row.source, row.by_hand) for row in ann] == [
        *[("hand", True)] * 3,
        ("official", False),
    ]
    assert (ann[-1].time, ann[-1].pressed) == (seconds(285.12), seconds(283))


def test_that_each_row_says_what_its_time_counts_from(written: list[dict[str, str]]) -> None:
    zeros = {(row["zero"], row["zero_tolerance_s"], row["zero_moved_s"]) for row in written}
    assert zeros == {("hand", "0.000", "1.500")}


def test_that_the_head_names_roles_starts_targets_and_time_zero(sheet: Sheet) -> None:
    head = list(sheet.head)
    assert ("Athlete", "Ann, Bea, Cid, Dot, Eva") in head
    assert ("Pacer", "Bob, to 809.344 m") in head
    assert ("Own start", "Bea, 10.00 after time zero; times count from there") in head
    assert ("Own target", "Ann, 5:00.00") in head
    assert ("Time zero", "hand start, moved +1.50 s from the start press") in head


def test_that_the_foot_says_who_is_out_and_how_far_to_trust_the_times(sheet: Sheet) -> None:
    assert "Cid: did not finish, last timed at 809 m." in sheet.foot
    assert "Dot: did not start." in sheet.foot
    assert "Ann: 409 m by 2 watches 1:12.0h, 1:12.3h: 1:12.3h counts." in sheet.foot
    assert any(line.startswith("An estimated time is no measurement") for line in sheet.foot)
    assert any(line.startswith("Times by hand") for line in sheet.foot)


def test_that_an_athlete_alone_needs_no_name_in_the_notes() -> None:
    engine = field_race()
    analysis = analyse(engine.state, ZERO, shipped_profiles())
    alone = analysis._replace(
        entries=tuple(e for e in analysis.entries if e.facts.entry.entrant.athlete == "Cid")
    )
    assert "Did not finish, last timed at 809 m." in notes(alone)


def test_that_who_is_a_lap_behind_is_noted_until_the_finish() -> None:
    engine = armed()
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    press(engine, 70, EVA)
    press(engine, 80, CID)
    assert "Cid: lapped." not in _notes(engine)
    for race_s in (140, 210):
        press(engine, race_s, EVA)
    assert "Cid: lapped." in _notes(engine)
    for race_s in (230, 380, 530):
        press(engine, race_s, CID)
    assert "Cid: lapped." not in _notes(engine)


def _notes(engine: Engine) -> tuple[str, ...]:
    return notes(analyse(engine.state, at(300), shipped_profiles()))


def test_that_a_statistician_finds_the_last_lap_and_the_metric_mile(sheet: Sheet) -> None:
    assert "Ann: last 400 m 1:10.0, 1500 m on the way " in "\n".join(sheet.foot)
    assert not any(line.startswith(("Cid: last 400", "Bob: last 400")) for line in sheet.foot)


def test_that_a_time_that_is_typed_over_an_estimate_is_one_no_more() -> None:
    engine = field_race()
    assert _estimated(engine) == ["Cid"]
    engine.handle(cm.TypeSplit(at=at(300), entry=CID, elapsed=seconds(148.2), mark=M809))
    assert _estimated(engine) == []


def _estimated(engine: Engine) -> list[str]:
    found = sheet_of(analyse(engine.state, ZERO, shipped_profiles()))
    return [row.runner.athlete for row in found.rows if row.estimated]
