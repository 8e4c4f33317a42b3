"""Sheets as files that only Qt can write, read by pypdf, by poppler where it is there, and by Qt."""

import hashlib
import io
import re
import shutil
import subprocess
from decimal import Decimal
from pathlib import Path
from typing import Any

import pypdf
import pytest
from PySide6.QtGui import QColor, QImage, QRawFont
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from app.formats.file_text import FormatError
from app.formats.sheets.drawing import BOLD, REGULAR, SEMIBOLD, Box, Drawing, Line, Pen, texts
from app.formats.sheets.font_widths import FONT_FILES, text_width
from app.formats.sheets.page import chart_of, pages_of
from app.formats.sheets.paper import A4, LETTER, Paper
from app.resource_files import resource
from app.usecases.page_export import PageWish
from tests.unit.formats.known_runs import FIELD, MILE_M, SHIPPED, known_runs
from tests.unit.formats.printed import (
    EIGHT_OVER_25,
    mark_of,
    number,
    printed_sheet,
    table_rows,
)
from ui.sheets.files import pdf_file, png_file
from ui.sheets.pdf import pdf_of
from ui.sheets.picture import image_of, png_of
from ui.sheets.printing import paper_of, prepare, print_sheet
from ui.theme import load_fonts

PRINTED = "2026-05-01T16:00:30.000Z"
HALF_CENT = Decimal("0.005")
PAPERS = pytest.mark.parametrize("paper", [A4, LETTER], ids=lambda each: each.name)


@pytest.fixture(autouse=True)
def _fonts(qtbot: QtBot) -> None:
    load_fonts(first=True)
    load_fonts(first=False)


def _holds_the_race(lines: list[str], name: str) -> None:
    sheet, rows = printed_sheet(name), table_rows(lines)
    (known,) = known_runs(name).values()
    primary, *others = [each.id for each in sheet.targets]
    assert [mark for mark, _ in rows] == [mark_of(each, MILE_M) for each in known]
    for (_, cells), each in zip(rows, known, strict=True):
        assert number(cells[0]) == each.split_s
        assert number(cells[1]) == each.lap_s
        assert abs(number(cells[6]) - each.gaps[primary]) <= HALF_CENT
        for cell, other in zip(cells[10:], others, strict=False):
            assert abs(number(cell) - each.gaps[other]) <= HALF_CENT


def _apart(line: str) -> str:
    """What stands close is told apart by its decimals."""
    return re.sub(r"(?<=[0-9–])(?=[+\u2212–])", " ", line)


@pytest.mark.parametrize("name", SHIPPED)
@PAPERS
def test_that_pypdf_reads_the_race_off_the_pdf(name: str, paper: Paper) -> None:
    content = pdf_of(pages_of(printed_sheet(name), paper))
    (page,) = pypdf.PdfReader(io.BytesIO(content)).pages
    assert float(page.mediabox.width) == pytest.approx(paper.width, abs=1)
    assert float(page.mediabox.height) == pytest.approx(paper.height, abs=1)
    lines = page.extract_text(extraction_mode="layout").splitlines()
    _holds_the_race([_apart(each) for each in lines], name)


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler is not installed here")
def test_that_poppler_reads_the_race_off_the_pdf(name: str, tmp_path: Path) -> None:
    file = tmp_path / "sheet.pdf"
    file.write_bytes(pdf_of(pages_of(printed_sheet(name))))
    done = subprocess.run(
        ["pdftotext", "-layout", str(file), "-"], capture_output=True, check=True, timeout=60
    )
    _holds_the_race([_apart(each) for each in done.stdout.decode().splitlines()], name)


def test_that_every_page_of_a_field_is_in_the_pdf_with_all_its_texts() -> None:
    pages = pages_of(printed_sheet(EIGHT_OVER_25))
    read = pypdf.PdfReader(io.BytesIO(pdf_of(pages))).pages
    assert len(read) == len(pages)
    for page, there in zip(pages, read, strict=True):
        found = "".join(there.extract_text().split())
        missing = [t.text for t in texts(page.items) if "".join(t.text.split()) not in found]
        assert missing == []


def test_that_the_fonts_are_in_the_pdf() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(pages_of(printed_sheet("paris-2025")))))
    resources: Any = reader.pages[0]["/Resources"]
    fonts = [each.get_object() for each in resources["/Font"].values()]
    names = {font["/BaseFont"].rpartition("+")[2].strip("/") for font in fonts}
    assert names == {"SplitlineSans-Regular", "SplitlineSans-SemiBold", "SplitlineSans-Bold"}
    for font in fonts:
        (descendant,) = font["/DescendantFonts"]
        assert "/FontFile2" in descendant.get_object()["/FontDescriptor"]


def test_that_charts_are_lines_and_not_pictures() -> None:
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(pages_of(printed_sheet("paris-2025")))))
    assert list(reader.pages[0].images) == []


def test_that_the_pdf_is_called_by_its_race_and_dated_by_its_printing() -> None:
    content = pdf_of(pages_of(printed_sheet("paris-2025")), PRINTED)
    reader = pypdf.PdfReader(io.BytesIO(content))
    assert reader.metadata is not None
    assert reader.metadata.title == "Faith Kipyegon · Paris, 26 June 2025"
    assert (reader.metadata.creator or "").startswith("Splitline ")
    assert str(reader.metadata["/CreationDate"]).startswith("D:20260501160030")
    assert reader.xmp_metadata is not None
    assert reader.xmp_metadata.xmp_create_date is not None
    assert reader.xmp_metadata.xmp_create_date.isoformat().startswith("2026-05-01T16:00:30")


def test_that_the_same_sheet_gives_the_same_bytes() -> None:
    pages = pages_of(printed_sheet(FIELD))
    one, other = pdf_of(pages, PRINTED), pdf_of(pages, PRINTED)
    assert hashlib.sha256(one).digest() == hashlib.sha256(other).digest()
    assert png_of(pages[:1]) == png_of(pages[:1])


@pytest.mark.parametrize(
    "name", ["<b>=cmd|' /C calc'!A0", "../../x", "走れ🏃", "X" * 1000, "\x00(\\)"]
)
def test_that_any_name_can_be_printed(name: str) -> None:
    sheet = printed_sheet("paris-2025")
    runner = sheet.runners[0]._replace(athlete=name)
    lines = tuple(each._replace(runner=runner) for each in sheet.lines)
    named = sheet._replace(title=name, runners=(runner,), lines=lines)
    reader = pypdf.PdfReader(io.BytesIO(pdf_of(pages_of(named), PRINTED)))
    assert len(reader.pages) == 1
    assert "4:06.42" in reader.pages[0].extract_text()


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_that_a_picture_has_the_pixels_of_its_scale(scale: int) -> None:
    drawing = chart_of(printed_sheet("paris-2025"))
    image = QImage.fromData(png_of((drawing,), scale))
    assert image.width() == round(drawing.width * scale * 96 / 72)
    assert image.height() == round(drawing.height * scale * 96 / 72)
    assert image.dotsPerMeterX() == round(scale * 96 / 0.0254)


def test_that_several_pages_are_one_picture() -> None:
    pages = pages_of(printed_sheet(FIELD))
    image = QImage.fromData(png_file(pages, PageWish()))
    assert image.height() == pytest.approx(len(pages) * A4.height * 96 / 72, abs=1)


def test_that_a_picture_that_would_be_too_high_is_refused_in_one_sentence() -> None:
    with pytest.raises(FormatError, match="found 40000 pixels of height, expected at most 32000"):
        image_of(Drawing(100, 40_000, ()), 1.0)


def test_that_things_are_painted_where_the_list_says() -> None:
    box = Box(20, 30, 40, 10, "#ff0000")
    line = Line(0, 80, 100, 80, Pen("#0000ff", 4))
    image = image_of(Drawing(100, 100, (box, line)), 2.0)
    assert image.pixelColor(45, 65) == QColor("#ff0000")
    assert image.pixelColor(100, 160) == QColor("#0000ff")
    assert image.pixelColor(35, 65) == QColor("#ffffff")
    assert image.pixelColor(125, 65) == QColor("#ffffff")


@PAPERS
def test_that_a_printer_gets_the_pages_of_its_paper(paper: Paper, tmp_path: Path) -> None:
    file = tmp_path / "printed.pdf"
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    prepare(printer, "Paris", paper)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(file))
    assert paper_of(printer) is paper
    assert print_sheet(lambda each: pages_of(printed_sheet("paris-2025"), each), printer) == 1
    (page,) = pypdf.PdfReader(file).pages
    assert float(page.mediabox.width) == pytest.approx(paper.width, abs=1)
    lines = page.extract_text(extraction_mode="layout").splitlines()
    _holds_the_race([_apart(each) for each in lines], "paris-2025")


@pytest.mark.parametrize("weight", [REGULAR, SEMIBOLD, BOLD])
def test_that_every_character_is_as_wide_as_qt_finds_it_in_the_font(weight: int) -> None:
    font = QRawFont(str(resource(FONT_FILES[weight])), 2048)
    known = [chr(each) for each in range(32, 0x2600) if font.supportsCharacter(each)]
    assert len(known) > 300
    for letter in known:
        (glyph,) = font.glyphIndexesForString(letter)
        (advance,) = font.advancesForGlyphIndexes([glyph])
        assert text_width(letter, 2048, weight) == pytest.approx(advance.x(), abs=1)


def test_that_a_character_of_another_font_counts_as_wide_as_its_size() -> None:
    assert text_width("走", 12, REGULAR) == 12


def test_that_a_pdf_of_the_command_is_the_same_as_that_of_the_window() -> None:
    pages = pages_of(printed_sheet("paris-2025"))
    assert pdf_file(pages, PageWish(printed_utc=PRINTED)) == pdf_of(pages, PRINTED)
