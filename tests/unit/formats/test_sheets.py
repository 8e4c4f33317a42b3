import csv
import hashlib
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest

from app.analysis.live import analyse
from app.domain import commands as cm
from app.domain.evolve import fold
from app.domain.times import Instant, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.profile_file import shipped_profiles
from app.formats.session_json import SessionDocument, write_session
from app.formats.sheets.csv_dialects import DIALECTS
from app.formats.sheets.csv_sheet import write_csv
from app.formats.sheets.plain_words import guarded, unguarded
from app.formats.sheets.raw_log import raw_log_sum, with_raw_log
from app.formats.sheets.split_sheet import Sheet, sheet_of
from app.usecases.exporting import records_of_run
from app.usecases.recorded_race import open_recording, run_of_recording
from tests.unit.formats.sessions import ANN, BEA, ZERO, armed, live_mile, press

GOLDEN = Path(__file__).parent / "golden"


def _sheet(engine: Engine) -> Sheet:
    return sheet_of(analyse(engine.state, ZERO, shipped_profiles()))


def _paris(line: str) -> Sheet:
    run = run_of_recording(open_recording("paris-2025"), line)
    state = fold(records_of_run(run))
    assert state is not None
    return sheet_of(analyse(state, Instant(0), shipped_profiles()))


@pytest.mark.parametrize("line", ["finish-line", "from-start"])
def test_that_the_csv_of_paris_stays_as_it_is(line: str) -> None:
    """Set SPLITLINE_REGENERATE to write the files anew, and look at the difference."""
    golden = GOLDEN / f"paris-2025-{line}.csv"
    found = write_csv(_paris(line))
    if os.environ.get("SPLITLINE_REGENERATE"):
        golden.write_bytes(found)
    assert found == golden.read_bytes()


def test_that_every_row_has_a_cell_for_every_head() -> None:
    rows = list(csv.reader(io.StringIO(write_csv(_paris("finish-line")).decode())))
    assert len(rows) == 5
    assert {len(row) for row in rows} == {len(rows[0])}
    assert len(set(rows[0])) == len(rows[0])


def test_that_signed_figures_stay_figures() -> None:
    (first, *_, last) = csv.DictReader(io.StringIO(write_csv(_paris("finish-line")).decode()))
    assert first["deficit_s sub-4"] == "-0.843"
    assert float(first["deficit_m sub-4"]) == pytest.approx(-0.843 * 409.344 / 60.2, abs=0.01)
    assert (last["deficit_s sub-4"], last["projected_s"]) == ("6.430", "")
    assert last["deficit_s 4:06.42"] == "0.000"
    assert (first["needed_400_s sub-4"], last["needed_400_s sub-4"]) == ("59.930", "")


@pytest.mark.parametrize("name", ["=cmd()", "+1", "-1", "@x", "  =x", "'=x", "\uff1dx"])
def test_that_a_name_which_a_spreadsheet_would_run_is_written_as_text(name: str) -> None:
    engine = armed(name)
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    press(engine, 71.0)
    (row,) = csv.DictReader(io.StringIO(write_csv(_sheet(engine)).decode()))
    assert row["athlete"] == f"'{name}"
    assert unguarded(row["athlete"]) == name
    assert float(row["deficit_s sub-5"]) < 0


def test_that_a_session_without_a_split_has_heads_alone() -> None:
    assert write_csv(_sheet(armed())).count(b"\n") == 1


def test_that_two_athletes_have_a_rank_and_a_gap_at_every_mark() -> None:
    engine = armed("Ann", "Bea")
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    press(engine, 70.0, BEA)
    press(engine, 71.5, ANN)
    press(engine, 140.0, ANN)
    placed = [(row, row.place) for row in _sheet(engine).rows if row.place is not None]
    assert [(row.runner.athlete, row.mark_name, at.rank, at.gap) for row, at in placed] == [
        ("Ann", "409 m", 2, seconds(1.5)),
        ("Ann", "809 m", 1, 0),
        ("Bea", "409 m", 1, 0),
    ]


def test_that_laps_are_held_against_the_laps_of_the_target() -> None:
    """Sub-4 even: 239.99 s x 400 / 1609.344 = 59.649 s a lap, 239.99 x 409.344 / 1609.344."""
    first, second, *_ = _paris("finish-line").rows
    assert first.against[0].time == first.against[0].lap
    assert second.against[0].lap == pytest.approx(59.649e9, abs=1e6)
    assert second.against[0].change == second.against[0].deficit - first.against[0].deficit
    assert second.per_400 == second.lap
    assert second.mean_per_400 == pytest.approx(120.75e9 * 400 / 809.344, abs=1)


def test_that_a_sheet_of_a_live_race_says_how_it_was_timed() -> None:
    engine = Engine(MemoryJournal(), live_mile())
    sheet = _sheet(engine)
    assert sheet.foot[0] == (
        "Last 400 m 1:11.8, 1500 m on the way 4:30.6 (interpolated), fastest lap to finish 1:11.8."
    )
    assert sheet.foot[1].startswith("Times by hand")
    assert sheet.foot[2].startswith("Laps and gaps are worked out from the readings")
    assert [row.source for row in sheet.rows] == ["hand", "typed", "hand", "typed"]
    presses = [71.123456789, 145.25, 218.4, None]
    assert [row.pressed for row in sheet.rows] == [p and seconds(p) for p in presses]
    assert [row.by_hand for row in sheet.rows] == [True, False, True, False]
    assert [row.edited for row in sheet.rows] == [False, True, False, False]
    assert ("Time zero", "hand start") in sheet.head
    assert len(_paris("finish-line").foot) == 2


def test_that_the_head_leaves_out_what_nobody_said() -> None:
    heads = [label for label, _ in _sheet(armed()).head]
    assert heads == [
        "Race",
        "Athlete",
        "Date",
        "Event",
        "Lap",
        "Line",
        "Clock",
        *["Target"] * 2,
        "Own target",
    ]


def test_that_a_name_with_an_apostrophe_stays_as_it_is() -> None:
    assert [guarded("'t Hooft"), unguarded("'t Hooft")] == ["'t Hooft"] * 2


def test_that_a_spreadsheet_with_decimal_commas_gets_semicolons_and_the_same_figures() -> None:
    comma, semicolon = (write_csv(_paris("finish-line"), dialect) for dialect in DIALECTS)
    assert semicolon.startswith(b"\xef\xbb\xbf")
    first, second = (
        list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=separator))
        for content, separator in ((comma, ","), (semicolon, ";"))
    )
    assert second[0]["split"] == "1:00,20"
    assert second[0]["deficit_s sub-4"] == "-0,843"
    words = ("race", "athlete", "mark", "rule", "own_target", "venue")
    for one, other in zip(first, second, strict=True):
        assert {**other, **{h: other[h].replace(",", ".") for h in other if h not in words}} == one


def _told(value: Any) -> Any:
    """The rule of the checksum: no field that is empty, false or 0."""
    if isinstance(value, dict):
        return {key: kept for key, each in value.items() if (kept := _told(each))}
    return [_told(each) for each in value] if isinstance(value, list) else value


def test_that_the_checksum_of_the_raw_log_is_that_of_the_events_in_the_json() -> None:
    records = live_mile()
    events = json.loads(write_session(SessionDocument("x", records)))["events"]
    more = [{**each, "of_a_later_version": ""} for each in events]
    assert _told(more) == _told(events)
    plain = json.dumps(_told(events), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    digits = hashlib.sha256(plain.encode()).hexdigest()[:16]
    assert raw_log_sum(records) == f"sha256:{digits}"
    assert raw_log_sum(records[:-1]) != raw_log_sum(records)
    sheet = with_raw_log(_sheet(Engine(MemoryJournal(), records)), records)
    assert sheet.foot[-1] == f"Raw log sha256:{digits}"
    assert with_raw_log(sheet, records[:-1]) is sheet


def test_that_a_control_character_in_a_name_breaks_no_row() -> None:
    engine = armed("Ann\r\nBea\x00\ud800\u202eCid")
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    press(engine, 71.0)
    (row,) = csv.DictReader(io.StringIO(write_csv(_sheet(engine)).decode()))
    assert row["athlete"] == "Ann  Bea ?Cid"
