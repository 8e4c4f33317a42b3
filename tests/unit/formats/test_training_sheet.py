"""Does a training sheet say what was run, and of what was not that it was not?"""

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.analysis.training.repetitions import repetitions
from app.analysis.training.tally import tallies
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, to_seconds
from app.domain.training import session_commands as tc
from app.domain.training.session_setup import Runner
from app.formats.sheets.csv_dialects import SEMICOLON
from app.formats.sheets.drawing import Drawing, texts
from app.formats.sheets.paper import A4, LETTER, Paper
from app.formats.sheets.svg_drawing import write_svg
from app.formats.sheets.training_blank import training_blank
from app.formats.sheets.training_columns import overview_columns, plain_sheet
from app.formats.sheets.training_csv import HEADS, REPETITION, SPLIT, TALLY, training_csv
from app.formats.sheets.training_html import training_html
from app.formats.sheets.training_page import training_chart, training_pages
from app.formats.sheets.training_sheet import TrainingSheet, training_sheet
from app.formats.sheets.training_text import training_text
from app.formats.sheets.training_words import drop_off_text
from app.formats.sheets.training_xlsx import training_xlsx
from tests.unit.formats.training_sessions import (
    LATE,
    SHEETS,
    SKIPS,
    STOPS,
    dozen,
    dozen_sheet,
    mixed,
    sheet_of,
    six_of,
    six_sheet,
)
from tests.unit.training.busy import busy
from tests.unit.training.coaches import Coach, at, setup_of, time

PAPERS = (A4, LETTER)


def rows_of(sheet: TrainingSheet) -> list[dict[str, str]]:
    """Return the rows of the CSV."""
    return list(csv.DictReader(io.StringIO(training_csv(sheet).decode())))


def said(pages: tuple[Drawing, ...]) -> list[str]:
    """Return every text of some pages."""
    return [each.text for page in pages for each in texts(page.items)]


def outside(page: Drawing) -> Iterator[str]:
    """Return the texts that begin beyond the paper."""
    for each in texts(page.items):
        if not (0 <= each.x <= page.width and 0 <= each.y <= page.height):
            yield each.text


@pytest.fixture(scope="module")
def twelve() -> TrainingSheet:
    return dozen_sheet()


def test_that_whoever_was_not_there_reads_absent_in_every_form(twelve: TrainingSheet) -> None:
    late = [row for row in rows_of(twelve) if row["athlete"] == LATE]
    first, second, third, *_ = (row for row in late if row["row"] == REPETITION)
    for row in (first, second):
        assert (row["status"], row["time_s"], row["difference_s"]) == ("absent", "", "")
    assert (third["status"], float(third["time_s"]) > 40) == ("done", True)
    assert f"{LATE} (A): absent, absent, 44.6h" in training_text(twelve).decode()
    assert said(training_pages(twelve)).count("absent") == 4
    assert training_html(twelve).count(">absent<") == 4
    book = openpyxl.load_workbook(io.BytesIO(training_xlsx(twelve)))
    column = [each.value for each in book["Side by side"]["E"]]
    assert column[:3] == [LATE, "absent", "absent"]
    assert [row[4].value for row in book[LATE].iter_rows(min_row=2, max_row=3)] == [None, None]


def test_that_a_word_without_room_for_it_runs_upwards_as_one(twelve: TrainingSheet) -> None:
    drawn = [text for page in training_pages(twelve) for text in texts(page.items)]
    assert {text.text for text in drawn if text.turned} >= {"absent", "stopped"}
    svg = write_svg(training_pages(twelve)[0])
    assert re.search(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*rotate\(-90 \1 \2\)">absent<', svg)


def test_that_whoever_stopped_has_the_reason_and_the_note(twelve: TrainingSheet) -> None:
    tally = next(r for r in rows_of(twelve) if r["row"] == TALLY and r["athlete"] == STOPS)
    assert (tally["stopped"], tally["runs"]) == ("pain; left calf", "9")
    assert any("stopped: pain; left calf" in each for each in said(training_pages(twelve)))
    statuses = [r["status"] for r in rows_of(twelve) if r["athlete"] == STOPS and r["set"] == "3"]
    assert statuses == ["done", "stopped", "stopped", "stopped"]


def test_that_means_count_what_was_timed_alone(twelve: TrainingSheet) -> None:
    rows = rows_of(twelve)
    for name in (LATE, STOPS, SKIPS):
        times = [float(r["time_s"]) for r in rows if r["athlete"] == name and r["time_s"]]
        tally = next(r for r in rows if r["row"] == TALLY and r["athlete"] == name)
        third = len(times) // 3
        assert float(tally["mean_s"]) == pytest.approx(sum(times) / len(times), abs=1e-3)
        assert float(tally["spread_s"]) == pytest.approx(max(times) - min(times), abs=1e-3)
        fade = sum(times[-third:]) / sum(times[:third])
        assert float(tally["drop_off"]) == pytest.approx(fade, abs=1e-4)


def test_that_every_time_leads_back_to_its_press(twelve: TrainingSheet) -> None:
    timed = [row for row in rows_of(twelve) if row["row"] == REPETITION and row["time_s"]]
    by_hand = [row for row in timed if row["source"] == "hand"]
    assert len(timed) - len(by_hand) == 1
    for row in by_hand:
        elapsed = float(row["pressed_s"]) - float(row["start_s"])
        assert elapsed == pytest.approx(float(row["time_s"]), abs=1e-3)
    (corrected,) = (row for row in timed if row["edited"] == "yes")
    assert (corrected["source"], corrected["time_s"]) == ("typed", "44.200")
    assert float(corrected["pressed_s"]) - float(corrected["start_s"]) != 44.2
    assert all(row["raw_log"] == twelve.raw_log != "" for row in timed)
    assert any(twelve.raw_log in each for each in said(training_pages(twelve)))


def test_that_the_checksum_is_another_with_another_press() -> None:
    one, other = sheet_of(six_of()), sheet_of(six_of(shift=0.01))
    assert one.raw_log.startswith("sha256:")
    assert one.raw_log != other.raw_log


def test_that_a_time_by_hand_is_rounded_up_and_a_typed_one_kept() -> None:
    words = training_text(sheet_of(mixed())).decode()
    assert "800 m 2:06.8h, 600 m 1:33.6h" in words
    assert "600 m 1:34.85" in words


def test_that_the_times_inside_stand_with_their_marks() -> None:
    splits = [row for row in rows_of(sheet_of(mixed())) if row["row"] == SPLIT]
    first = [(row["mark_m"], row["time_s"], row["lap_s"]) for row in splits[:2]]
    assert first == [("200", "31.700", "31.700"), ("400", "63.400", "31.700")]


def test_that_the_earlier_session_stands_beside_with_its_day() -> None:
    row = rows_of(six_sheet())[0]
    assert (row["earlier_date"], row["earlier_session"]) == ("2026-04-28", "before")
    assert float(row["earlier_s"]) - float(row["time_s"]) == pytest.approx(0.5)
    assert "the same session on 2026-04-28" in said(training_pages(six_sheet()))
    alone = sheet_of(six_of(), dozen(), "2026-04-28")
    assert alone.earlier is None or all(each.earlier is None for each in alone.athletes[1:])


def test_that_a_semicolon_file_has_decimal_commas() -> None:
    text = training_csv(six_sheet(), SEMICOLON).decode("utf-8-sig")
    row = next(csv.DictReader(io.StringIO(text), delimiter=";"))
    assert (row["time_s"], row["plan"]) == ("42,610", "6 x 300 in 43, 3:00")


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("name", SHEETS)
def test_that_nothing_lies_beside_the_paper(name: str, paper: Paper) -> None:
    sheet = SHEETS[name]()
    for page in (*training_pages(sheet, paper), *training_blank(sheet, paper)):
        assert list(outside(page)) == []
    assert list(outside(training_chart(sheet))) == []


def test_that_one_athlete_has_one_page() -> None:
    for paper in PAPERS:
        assert len(training_pages(six_sheet(), paper)) == 1


def test_that_the_blank_sheet_has_everybodys_targets_and_recoveries() -> None:
    coach = Coach("300", "a")
    coach.do(tc.PlanTraining(at(0), setup_of("2 x (2 x 300 (A 43, B 46-47), 1:30) / 5:00", "ab c")))
    found = said(training_blank(sheet_of(coach)))
    assert found.count("43.0") == 8
    assert found.count("46.0\u201347.0") == 4
    assert found.count("then 1:30") == 4
    assert found.count("then 5:00") == 2
    assert "Group A" in found


def test_that_a_session_that_was_not_started_has_a_sheet_without_times() -> None:
    coach = Coach("4 x 300 in 43, 1:30", "ab")
    sheet = sheet_of(coach)
    assert "no time" in training_text(sheet).decode()
    assert {row["status"] for row in rows_of(sheet) if row["row"] == REPETITION} == {"planned"}
    assert "not run" in said(training_pages(sheet))
    assert training_html(sheet)
    assert training_xlsx(sheet)


def test_that_a_session_with_everything_in_it_goes_out_in_every_form() -> None:
    sheet = sheet_of(busy())
    assert {row["status"] for row in rows_of(sheet)} >= {"absent", "skipped", "missed", "dropped"}
    pages = training_pages(sheet)
    assert all(list(outside(each)) == [] for each in pages)
    assert training_html(sheet)
    assert training_xlsx(sheet)
    assert "headwind on the back straight" in training_text(sheet).decode()


def test_that_the_overview_says_no_mean_of_somebody_without_a_time() -> None:
    coach = Coach("4 x 300 in 43, 1:30", "ab")
    coach.start(10)
    coach.press(53, "a")
    mean = next(each for each in overview_columns(sheet_of(coach)) if each.head == "Mean")
    assert [each.text for each in mean.cells] == ["43.0", "\u2013"]


@pytest.mark.parametrize(
    ("drop_off", "text"),
    [(None, ""), (1.0, "0.0 %"), (1.0179, "+1.8 %"), (0.9821, "\u22121.8 %"), (1.00049, "0.0 %")],
)
def test_that_a_drop_off_is_written_in_per_cent(drop_off: float | None, text: str) -> None:
    assert drop_off_text(drop_off) == text


HOSTILE = ("=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "<b>&amp;", "[a]:b*c?d/e\\f", "x" * 90, "'")


@pytest.mark.parametrize("name", HOSTILE)
def test_that_no_name_is_run_or_breaks_a_file(name: str) -> None:
    coach = Coach("300", "a")
    runner = Runner(id=EntryId("a"), name=name, lane=1)
    setup = replace(setup_of("2 x 300 in 43, 1:30", "a", title=name), runners=(runner,))
    coach.do(tc.PlanTraining(at(0), setup))
    coach.start(10)
    coach.press(52, "a")
    coach.do(tc.WriteNote(at(60), name), tc.StopRunner(at(61), EntryId("a"), name, name))
    sheet = sheet_of(coach)
    for row in csv.reader(io.StringIO(training_csv(sheet).decode())):
        assert all(not cell.startswith(("=", "+", "@")) for cell in row)
    book = openpyxl.load_workbook(io.BytesIO(training_xlsx(sheet)))
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert name in [cell.value for cell in cells]
    assert "<b>" not in training_html(sheet).replace("<b>50", "")
    assert training_pages(sheet)


def test_that_the_workbook_has_charts_of_its_own_with_the_targets_over_the_bars() -> None:
    book = zipfile.ZipFile(io.BytesIO(training_xlsx(dozen_sheet())))
    charts = [book.read(each).decode() for each in book.namelist() if "charts/chart" in each]
    assert len(charts) == 13
    for chart in charts:
        assert "<c:barChart>" in chart
        assert "<c:lineChart>" in chart
        assert 0 < float(chart.partition('<c:min val="')[2].partition('"')[0]) < 48 / 86_400


@st.composite
def coaches(draw: st.DrawFn) -> Coach:
    """Return a coach after a session in which anybody may be away, skip or go home."""
    plan = draw(st.sampled_from(["3 x 300 in 43, 1:30", "2 x (2 x 200 in 29-31, 60 s) / 3:00"]))
    coach = Coach(plan, "abc")
    for rep in range(draw(st.integers(0, 4))):
        start = 10 + rep * 200
        if not coach.state.can_start(coach.state.groups[""]):
            break
        for name in "abc":
            what = draw(st.sampled_from(["run", "run", "run", "skip", "away", "stop"]))
            if name != "c" and coach.runner(name).stopping is None and what != "run":
                coach.do(_said_of(name, what, start - 3))
        coach.start(start)
        for name in "abc":
            if coach.runner(name).attempts[-1].open and draw(st.integers(0, 5)):
                coach.press(start + draw(st.integers(28_000, 60_000)) / 1000, name)
    return coach


def _said_of(name: str, what: str, when: float) -> tc.TrainingCommand:
    who = EntryId(name)
    if what == "skip":
        return tc.SkipRepetition(at(when), who)
    return tc.MarkAway(at(when), who) if what == "away" else tc.StopRunner(at(when), who, "pain")


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(coaches())
def test_that_the_rows_come_to_what_the_session_comes_to(coach: Coach) -> None:
    sheet = training_sheet(coach.state, tuple(coach.engine.records))
    rows = rows_of(sheet)
    assert set(rows[0]) == set(HEADS)
    for runner in coach.state.runners.values():
        own = [row for row in rows if row["athlete"] == runner.runner.name]
        found = repetitions(coach.state, runner)
        ends = [row for row in own if row["row"] == REPETITION]
        assert [row["status"] for row in ends] == [each.status for each in found]
        assert [row["time_s"] for row in ends] == [
            "" if each.time is None else f"{to_seconds(each.time):.3f}" for each in found
        ]
        means = [row["mean_s"] for row in own if row["row"] == TALLY and row["mean_s"]]
        assert means == [f"{to_seconds(each.mean):.3f}" for each in tallies(found)]
    assert all(list(outside(page)) == [] for page in training_pages(plain_sheet(sheet)))


def test_that_a_typed_time_alone_is_worked_out_to_hundredths() -> None:
    coach = Coach("2 x 300 in 43, 1:30", "a")
    for rep, taken in enumerate((43.11, 43.46)):
        coach.start(10 + rep * 200)
        coach.do(tc.TypeTime(at(60 + rep * 200), EntryId("a"), time(taken)))
    text = training_text(sheet_of(coach)).decode()
    assert "43.11, 43.46; mean 43.29" in text
    assert round(43.285 * NS_PER_S) == sheet_of(coach).athletes[0].tallies[0].mean
