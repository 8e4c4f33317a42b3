"""What is exported of a training session stays as it is. `make golden` writes the files anew."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app import __version__
from app.formats.sheets.csv_dialects import SEMICOLON
from app.formats.sheets.page import stacked
from app.formats.sheets.svg_drawing import write_svg
from app.formats.sheets.training_blank import training_blank
from app.formats.sheets.training_csv import training_csv
from app.formats.sheets.training_page import training_chart, training_pages
from app.formats.sheets.training_sheet import TrainingSheet
from app.formats.sheets.training_text import training_text
from tests.unit.formats.training_sessions import SHEETS

GOLDEN = Path(__file__).parent / "golden" / "exports"


def _pages(sheet: TrainingSheet) -> bytes:
    """What is drawn, without the fonts that lie in the file."""
    drawn = write_svg(stacked(training_pages(sheet, printed="2026-05-06 10:00 UTC")))
    return _plain(drawn)


def _plain(svg: str) -> bytes:
    begin, end = svg.find("<style"), svg.find("</style>")
    return (svg if begin < 0 else svg[:begin] + svg[end:]).encode()


WRITERS: dict[str, Callable[[TrainingSheet], bytes]] = {
    ".csv": training_csv,
    ".semicolon.csv": lambda sheet: training_csv(sheet, SEMICOLON),
    ".txt": training_text,
    ".svg": _pages,
    ".chart.svg": lambda sheet: _plain(write_svg(training_chart(sheet))),
    ".blank.svg": lambda sheet: _plain(write_svg(stacked(training_blank(sheet)))),
}
WHOLE = [(name, ending) for name in SHEETS for ending in WRITERS if "svg" not in ending]
DRAWN = [("training-six", ending) for ending in WRITERS if "svg" in ending]


@pytest.mark.parametrize(("name", "ending"), [*WHOLE, *DRAWN])
def test_that_a_training_sheet_stays_as_it_is(name: str, ending: str) -> None:
    found = WRITERS[ending](SHEETS[name]())
    held = found.replace(f"Splitline {__version__}".encode(), b"Splitline VERSION")
    file = GOLDEN / f"{name}{ending}"
    if os.environ.get("SPLITLINE_REGENERATE"):
        file.write_bytes(held)
    assert held == file.read_bytes()
