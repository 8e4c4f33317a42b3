"""What is drawn as SVG, read by an XML parser: ticks on the curve, values where they belong."""

import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise

import pytest

from app.domain.course import Distance
from app.domain.times import NS_PER_S
from app.formats.sheets import deficit_chart as dc
from app.formats.sheets.drawing import Box, Drawing, Pen, Text
from app.formats.sheets.font_widths import text_width
from app.formats.sheets.page import chart_of, pages_of
from app.formats.sheets.svg_drawing import svg_element, write_svg
from tests.unit.formats.known_runs import MILE_M, SHIPPED, known_runs
from tests.unit.formats.printed import EVERY_SHEET, number, printed_sheet

SVG = "{http://www.w3.org/2000/svg}"
SIZE = (600.0, 300.0)
NEAR = 0.01


def _chart(name: str) -> ET.Element:
    sheet = printed_sheet(name)
    runner, held = sheet.runners[0], sheet.targets[0]
    chart = dc.deficit_chart(sheet, [runner], held, SIZE, text_width)
    root = ET.fromstring(svg_element(Drawing(*SIZE, (chart,))))
    found = root.find(f"{SVG}g[@class='deficit-chart']")
    assert found is not None
    return found


def _floats(element: ET.Element, *names: str) -> list[float]:
    return [float(element.get(name, "nan")) for name in names]


def _dots(chart: ET.Element) -> list[tuple[float, float]]:
    run = chart.find(f"{SVG}g[@class='run']")
    assert run is not None
    return [(x, y) for x, y in (_floats(e, "cx", "cy") for e in run.iter(f"{SVG}circle"))]


def _run_line(chart: ET.Element) -> list[tuple[float, float]]:
    run = chart.find(f"{SVG}g[@class='run']/{SVG}polyline")
    assert run is not None
    pairs = (pair.split(",") for pair in run.get("points", "").split())
    return [(float(x), float(y)) for x, y in pairs]


def _ticks(chart: ET.Element) -> list[tuple[float, float]]:
    """The short lines under the axis: where they stand, and where they begin."""
    lines = [_floats(each, "x1", "y1", "x2", "y2") for each in chart.findall(f"{SVG}line")]
    return [(x1, y1) for x1, y1, x2, y2 in lines if x1 == x2 and abs(y2 - y1 - 3.0) < NEAR]


def _levels(chart: ET.Element) -> dict[Decimal, float]:
    """The values at the left and how far down their lines lie."""
    across = [_floats(each, "y1", "y2")[0] for each in chart.findall(f"{SVG}line") if _level(each)]
    labels = [e for e in chart.findall(f"{SVG}text") if e.get("text-anchor") == "end"]
    found = {}
    for label in labels:
        y = float(label.get("y", "nan"))
        found[number(label.text or "")] = min((abs(line - y), line) for line in across)[1]
    return found


def _level(line: ET.Element) -> bool:
    x1, y1, x2, y2 = _floats(line, "x1", "y1", "x2", "y2")
    return y1 == y2 and x1 != x2 and line.get("stroke-width") == "0.4"


@pytest.mark.parametrize("name", SHIPPED)
def test_that_every_mark_has_its_tick_its_dot_and_its_corner_at_one_place(name: str) -> None:
    chart = _chart(name)
    dots, line, ticks = _dots(chart), _run_line(chart), _ticks(chart)
    (known,) = known_runs(name).values()
    assert len(dots) == len(ticks) == len(known) == len(line) - 1
    for (tick, _), (x, y), corner in zip(ticks, dots, line[1:], strict=True):
        assert abs(tick - x) < NEAR
        assert abs(corner[0] - x) < NEAR
        assert abs(corner[1] - y) < NEAR


@pytest.mark.parametrize("name", SHIPPED)
def test_that_dots_lie_at_their_distance_and_their_gap(name: str) -> None:
    """Measured against the axes as they are drawn: the finish at the right, values at the left."""
    chart, sheet = _chart(name), printed_sheet(name)
    (known,) = known_runs(name).values()
    begin, end = _run_line(chart)[0][0], _dots(chart)[-1][0]
    levels = sorted(_levels(chart).items())
    (low, y_low), (high, y_high) = levels[0], levels[-1]
    per_second = (y_high - y_low) / float(high - low)
    for (x, y), each in zip(_dots(chart), known, strict=True):
        share = float(each.mark_m / MILE_M)
        assert abs(x - (begin + share * (end - begin))) < 2 * NEAR
        gap = each.gaps[sheet.targets[0].id]
        assert abs(y - (y_low + float(gap - low) * per_second)) < 0.05


@pytest.mark.parametrize("name", SHIPPED)
def test_that_the_lines_across_are_as_far_apart_as_their_values(name: str) -> None:
    levels = sorted(_levels(_chart(name)).items())
    assert len(levels) >= 3
    steps = [(b[1] - a[1]) / float(b[0] - a[0]) for a, b in pairwise(levels)]
    assert max(steps) - min(steps) < NEAR
    assert all(step < 0 for step in steps)


def test_that_a_curved_target_is_drawn_where_its_times_are() -> None:
    sheet = printed_sheet("paris-2025")
    held, other = sheet.targets[0], sheet.targets[2]
    curves = dc.chart_curves(sheet, sheet.runners, held)
    for x, y in curves[2].points:
        mark = Distance(round(x * 1000))
        assert y == pytest.approx((other.time_at(mark) - held.time_at(mark)) / NS_PER_S)


@pytest.mark.parametrize("name", EVERY_SHEET)
def test_that_a_whole_sheet_is_xml_with_every_text_of_its_pages(name: str) -> None:
    (page, *_) = pages_of(printed_sheet(name))
    root = ET.fromstring(write_svg(page))
    written = [each.text for each in root.iter(f"{SVG}text")]
    assert root.get("viewBox") == f"0 0 {page.width:g} {page.height:g}"
    assert "Splitline" in "".join(filter(None, written))
    assert root.find(f"{SVG}title") is not None


def test_that_the_fonts_are_in_the_file() -> None:
    text = write_svg(chart_of(printed_sheet("paris-2025")))
    assert text.count("@font-face") == 3
    assert text.count("data:font/ttf;base64,") == 3
    assert "http://" not in text.replace("http://www.w3.org/", "")


def test_that_no_text_can_end_its_element() -> None:
    hostile = '</text><script>alert("1")</script>&amp;\x00\ud800]]>'
    drawing = Drawing(10, 10, (Text(0, 5, hostile, 5),), hostile)
    root = ET.fromstring(svg_element(drawing))
    assert [each.tag for each in root] == [f"{SVG}title", f"{SVG}text"]
    assert (root[1].text or "").startswith('</text><script>alert("1")</script>&amp;')


def test_that_numbers_are_short_and_never_minus_zero() -> None:
    box = Box(-0.00001, 1 / 3, 2.0, 3.5, "", Pen("#000000", 0.5, (1.0, 2.0)))
    assert (
        '<rect x="0" y="0.333" width="2" height="3.5" fill="none" stroke="#000000"'
        ' stroke-width="0.5" stroke-dasharray="1 2"/>'
    ) in svg_element(Drawing(10, 10, (box,)))
