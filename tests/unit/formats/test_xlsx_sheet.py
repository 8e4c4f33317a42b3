"""What does a workbook hold besides its cells: charts, heads that stay, widths, the same bytes?"""

import errno
import io
import os
import re
import xml.etree.ElementTree as ET
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import openpyxl
import pytest

from app.domain.times import Duration, seconds
from app.formats.file_text import FormatError
from app.formats.sheets.split_sheet import Sheet
from app.formats.sheets.xlsx_book import HOURS, MINUTES, clock, sheet_name, signed
from app.formats.sheets.xlsx_sheet import write_xlsx
from app.usecases.exporting import Exported, exported_race, moment_of, sheet_of_state, write_files
from tests.unit.formats.field_race import armed, field_race

_REFERENCE = re.compile(r"'(.+)'!\$([A-Z]+\$\d+):\$([A-Z]+\$\d+)")
CHART = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
_SERIES = f".//{CHART}yVal/.."


@pytest.fixture(scope="module")
def paris() -> Exported:
    return exported_race("paris-2025", Path("no library"))


@pytest.fixture(scope="module")
def field() -> Sheet:
    return sheet_of_state(field_race().state)


def _book(sheet: Sheet) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(sheet)))


def test_that_there_is_a_summary_and_a_sheet_for_everybody_with_a_line(field: Sheet) -> None:
    book = _book(field)
    assert book.sheetnames == ["Summary", "Ann", "Bea", "Cid", "Eva", "Bob"]
    column = [row[0].value for row in book["Summary"].iter_rows(min_row=2, max_row=7)]
    assert column == ["Ann", "Bea", "Cid", "Dot", "Eva", "Bob"]
    ann, dot = book["Summary"][2], book["Summary"][5]
    assert [cell.value for cell in ann[3:6]] == ["finished", 1, "finish"]
    assert ann[7].value == "4:44.5h"
    assert [cell.value for cell in dot[3:8]] == ["dns", None, None, None, None]


def test_that_head_and_foot_are_in_the_summary(field: Sheet) -> None:
    rows = list(_book(field)["Summary"].iter_rows(values_only=True))
    assert ("Time zero", "hand start, moved +1.50 s from the start press") in [r[:2] for r in rows]
    assert "Times by hand, rounded up to a tenth (h)." in [row[0] for row in rows]
    assert "Dot: did not start." in [row[0] for row in rows]


def test_that_each_row_says_where_its_time_comes_from(field: Sheet) -> None:
    heads, first, missed, *_ = _book(field)["Bea"].iter_rows(values_only=True)
    row = dict(zip(heads, first, strict=True))
    assert (row["source"], row["pressed s"], row["as printed"]) == ("hand", 82.5, "1:14.0h")
    blank = dict(zip(heads, missed, strict=True))
    assert {head for head, value in blank.items() if value is not None} == {
        *("distance m", "mark", "remark")
    }
    assert blank["remark"] == "missed"
    cid = list(_book(field)["Cid"].iter_rows(values_only=True))[2]
    row = dict(zip(heads, cid, strict=True))
    assert (row["estimated"], row["source"], row["pressed s"]) == ("yes", "estimate", None)


def test_that_heads_and_marks_stay_when_a_sheet_is_scrolled(paris: Exported) -> None:
    book = _book(paris.sheet)
    assert [sheet.freeze_panes for sheet in book] == ["B2", "C2"]
    widths = [each.width for each in book["Faith Kipyegon"].column_dimensions.values()]
    assert min(widths) > 5


def test_that_times_are_durations_and_gaps_signed_numbers(paris: Exported) -> None:
    heads, first, *_ = _book(paris.sheet)["Faith Kipyegon"].iter_rows()
    cells = {head.value: cell for head, cell in zip(heads, first, strict=True)}
    assert cells["split"].number_format == MINUTES
    assert cells["sub-4: gap s"].number_format == "+0.00;-0.00;0.00"
    assert cells["sub-4: gap s"].value == pytest.approx(
        60.2 - 239.99 * 409.344 / 1609.344, abs=1e-8
    )
    assert clock(seconds(3_600)) == (1 / 24, HOURS)
    assert clock(seconds(3_599.99)) == (3_599.99 / 86_400, MINUTES)
    assert signed(Duration(-500_000_000), 1) == (-0.5, "+0.0;-0.0;0.0")


def test_that_gaps_by_hand_are_shown_to_a_tenth_and_kept_as_they_are(field: Sheet) -> None:
    heads, first, *_ = _book(field)["Ann"].iter_rows()
    cells = {head.value: cell for head, cell in zip(heads, first, strict=True)}
    assert cells["5:00.00: gap s"].number_format == "+0.0;-0.0;0.0"
    assert cells["5:00.00: gap s"].value == pytest.approx(
        72.25 - 300 * 409.344 / 1609.344, abs=1e-8
    )


def _charts(sheet: Sheet) -> list[ET.Element]:
    with zipfile.ZipFile(io.BytesIO(write_xlsx(sheet))) as parts:
        names = sorted(name for name in parts.namelist() if name.startswith("xl/charts/"))
        return [ET.fromstring(parts.read(name)) for name in names]


def test_that_a_run_has_its_gaps_over_the_distance_and_its_laps_as_charts(
    paris: Exported,
) -> None:
    gaps, laps = _charts(paris.sheet)
    assert gaps.find(f".//{CHART}scatterChart") is not None
    assert laps.find(f".//{CHART}barChart") is not None
    series = gaps.findall(_SERIES)
    assert len(series) == 3
    across = [float(v.text or "") for v in series[0].findall(f"{CHART}xVal//{CHART}v")]
    up = [float(v.text or "") for v in series[0].findall(f"{CHART}yVal//{CHART}v")]
    assert across == [409.344, 809.344, 1209.344, 1609.344]
    assert up == pytest.approx([-0.8426, 0.0583, 1.4991, 6.43], abs=1e-4)
    bars = [float(v.text or "") * 86_400 for v in laps.findall(f".//{CHART}val//{CHART}v")]
    assert bars == pytest.approx([58.826, 60.55, 61.09, 64.58], abs=1e-3)


def test_that_a_chart_refers_to_the_cells_it_shows(paris: Exported) -> None:
    book = _book(paris.sheet)
    gaps, _ = _charts(paris.sheet)
    for series in gaps.findall(_SERIES):
        reference = series.find(f"{CHART}yVal//{CHART}f")
        assert reference is not None
        found = _REFERENCE.fullmatch(reference.text or "")
        assert found is not None
        sheet, first, last = found.groups()
        cells = book[sheet][f"{first.replace('$', '')}:{last.replace('$', '')}"]
        shown = [float(v.text or "") for v in series.findall(f"{CHART}yVal//{CHART}v")]
        assert [row[0].value for row in cells] == pytest.approx(shown)


def test_that_the_same_race_gives_the_same_bytes_and_the_day_it_was_run(
    paris: Exported, tmp_path: Path
) -> None:
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    write_files(paris, files)
    assert files[0].read_bytes() == files[1].read_bytes()
    created = openpyxl.load_workbook(files[0]).properties.created
    assert created == datetime(2025, 6, 26)  # noqa: DTZ001 - openpyxl knows no zone


def test_that_a_moment_is_read_from_a_day_or_a_start() -> None:
    assert moment_of("2026-05-01T16:00:01.000Z") == datetime(2026, 5, 1, 16, 0, 1, tzinfo=UTC)
    assert moment_of("2026-05-01") == datetime(2026, 5, 1, tzinfo=UTC)
    assert moment_of("in May") is None


def test_that_a_race_without_a_split_has_a_summary_alone() -> None:
    assert _book(sheet_of_state(armed().state)).sheetnames == ["Summary"]


def test_that_names_which_are_cut_to_the_same_get_a_number() -> None:
    first = sheet_name("A" * 40)
    second = sheet_name("a" * 40, {first.lower()})
    assert (first, second) == ("A" * 31, f"{'a' * 29} 2")
    assert sheet_name("Summary", {"summary"}) == "Summary 2"
    assert sheet_name("[]:*?/\\'") == "Athlete"
    assert sheet_name("\U0001f3c3" * 40) == "\U0001f3c3" * 15


def test_that_a_disk_without_room_for_the_rows_is_one_sentence(
    paris: Exported, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(FormatError) as refused:
        write_xlsx(paris.sheet)
    assert str(refused.value) == "the workbook: cannot be written: no space left on device"
    assert list(tmp_path.iterdir()) == []
