"""How long does a sheet take to become a PDF, and a thousand of them?

Usage: python -m tests.bench.sheets [COUNT] [docs/performance.md]

A library of COUNT sessions is made of the shipped races and a race of several, and its sheets are
written as `splitline export --sessions all` does it. Beside every sheet one bare page is written,
so that both have the same machine: two sentences by QPdfWriter, which is what Qt itself needs.
"""

import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median, quantiles

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF
from PySide6.QtGui import QFont, QPainter, QPdfWriter

from app.domain.times import Instant
from app.engine.clocks import Anchor
from app.formats.sheets.page import pages_of
from app.storage.library import Library
from app.usecases.exporting import exported_race, records_of_run
from app.usecases.many_sheets import all_sessions, write_many
from app.usecases.page_export import PageWish, page_renderers
from app.usecases.recorded_race import open_recording, run_of_recording, shipped_races
from tests.bench.recorded_section import machine, record
from tests.unit.formats.field_race import field_race
from ui.sheets.files import pdf_file, start_out_of_sight
from ui.theme import FAMILY

SECTION = "sheets"
BUDGET_MS = 60.0
_COUNT = 1000
_ANCHOR = Anchor(Instant(0), 1_777_651_200_000_000_000, "bench", "CLOCK_BOOTTIME")
_WARM, _SINGLE = 10, 40


def bare_page() -> bytes:
    """Return a PDF of one page with two sentences on it."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    painter = QPainter(writer)
    painter.setFont(QFont(FAMILY))
    painter.drawText(QPointF(500, 500), "Faith Kipyegon, Paris, 26 June 2025")
    painter.drawText(QPointF(500, 900), "4:06.42")
    painter.end()
    return bytes(content.data())


def fill(library: Path, count: int) -> None:
    """Put sessions into a library: the shipped races, and of every ten one race of five."""
    runs = [records_of_run(run_of_recording(open_recording(each))) for each in shipped_races()]
    field, store = field_race().records, Library(library)
    for i in range(count):
        records = field if i % 10 == 9 else runs[i % len(runs)]
        store.add(f"bench-{i:04d}", _ANCHOR, records, "file")


def timed(act: Callable[[], object]) -> float:
    """Return how many ms `act` takes."""
    begin = time.perf_counter()
    act()
    return (time.perf_counter() - begin) * 1000


def one_race() -> tuple[list[float], list[float], list[float]]:
    """Time the Paris attempt in turn with the bare page: the layout, the PDF, the bare page."""
    sheet, wish = exported_race("paris-2025", Path("none")).sheet, PageWish()
    pages = pages_of(sheet)
    lay, draw, bare = (
        lambda: pages_of(sheet),
        lambda: pdf_file(pages, wish),
        bare_page,
    )
    rounds = [[timed(act) for act in (lay, draw, bare)] for _ in range(_WARM + _SINGLE)]
    laid, drawn, least = (list(each) for each in zip(*rounds[_WARM:], strict=True))
    return laid, drawn, least


def all_of(library: Path, folder: Path) -> tuple[list[float], list[float]]:
    """Write every sheet; time each whole way, from the library to the disk, and a bare page."""
    renderers = page_renderers({".pdf": pdf_file}, PageWish(printed_utc="2026-05-01T16:00:00.000Z"))
    ours: list[float] = []
    bare: list[float] = []
    writing = write_many(all_sessions(library), library, folder, ".pdf", renderers)
    while True:
        begin = time.perf_counter()
        if next(writing, None) is None:
            return ours, bare
        ours.append((time.perf_counter() - begin) * 1000)
        bare.append(timed(bare_page))


def row(name: str, values: Sequence[float], bare: Sequence[float], budget: float = 0.0) -> str:
    """Return a line of the table."""
    ratio = median(a / b for a, b in zip(values, bare, strict=True))
    p99 = quantiles(values, n=100)[98]
    verdict = ("within" if median(values) <= budget else "falls short") if budget else "–"
    limit = f"{budget:.0f} ms" if budget else "–"
    figures = f"{median(values):.1f} ms | {p99:.1f} ms | {median(bare):.1f} ms | {ratio:.1f}"
    return f"| {name} | {len(values)} | {figures} | {limit} | {verdict} |"


def main(count: int, document: str = "") -> int:
    """Measure, print, record where it is asked for; return 1 when a sheet is too slow."""
    start_out_of_sight()
    one = one_race()
    with tempfile.TemporaryDirectory() as place:
        library, folder = Path(place) / "library.splitline", Path(place) / "sheets"
        folder.mkdir()
        fill(library, count)
        begin = time.perf_counter()
        ours, bare = all_of(library, folder)
        whole = time.perf_counter() - begin - sum(bare) / 1000
        written = len([*folder.glob("*.pdf")])
    text = "\n".join(
        (
            f"{machine()}\n",
            "| figure | runs | median | p99 | bare page | ratio | budget | verdict |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
            row("the Paris sheet laid out", one[0], one[2]),
            row("its pages as a PDF", one[1], one[2], BUDGET_MS),
            row("a sheet from the library to the disk", ours, bare, BUDGET_MS),
            f"\n{written} sheets in {whole:.1f} s, {1000 * whole / written:.1f} ms each.",
        )
    )
    print(text)
    if document:
        record(Path(document), SECTION, text)
    return int(median(ours) > BUDGET_MS)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    sys.exit(main(wanted, *sys.argv[2:3]))
