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
from typing import NamedTuple

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


class Spent(NamedTuple):
    """What something took, in ms: by the clock, and of the processor."""

    wall: float
    cpu: float


def spent(act: Callable[[], object]) -> Spent:
    """Return what `act` takes."""
    wall, cpu = time.perf_counter(), time.process_time()
    act()
    return Spent((time.perf_counter() - wall) * 1000, (time.process_time() - cpu) * 1000)


def one_race() -> list[list[Spent]]:
    """Time the Paris attempt in turn with the bare page: the layout, the PDF, the bare page."""
    sheet, wish = exported_race("paris-2025", Path("none")).sheet, PageWish()
    pages = pages_of(sheet)
    acts: tuple[Callable[[], object], ...] = (
        lambda: pages_of(sheet),
        lambda: pdf_file(pages, wish),
        bare_page,
    )
    rounds = [[spent(act) for act in acts] for _ in range(_WARM + _SINGLE)]
    return [list(each) for each in zip(*rounds[_WARM:], strict=True)]


def all_of(library: Path, folder: Path) -> tuple[list[Spent], list[Spent]]:
    """Write every sheet; time each whole way, from the library to the disk, and a bare page."""
    renderers = page_renderers({".pdf": pdf_file}, PageWish(printed_utc="2026-05-01T16:00:00.000Z"))
    ours: list[Spent] = []
    bare: list[Spent] = []
    sessions = all_sessions(library)
    writing = write_many(sessions, library, folder, ".pdf", renderers)
    for _ in sessions:
        ours.append(spent(lambda: next(writing)))
        bare.append(spent(bare_page))
    return ours, bare


def row(name: str, ours: Sequence[Spent], bare: Sequence[Spent], budget: float = 0.0) -> str:
    """Return a line of the table. The budget is for a machine that does nothing else: CPU time."""
    ratio = median(a.cpu / b.cpu for a, b in zip(ours, bare, strict=True))
    wall, cpu = [each.wall for each in ours], median(each.cpu for each in ours)
    verdict = ("holds" if cpu <= budget else "falls short") if budget else "–"
    limit = f"{budget:.0f} ms" if budget else "–"
    figures = f"{median(wall):.1f} ms | {quantiles(wall, n=100)[98]:.1f} ms | {cpu:.1f} ms"
    reference = f"{median(each.cpu for each in bare):.1f} ms"
    return f"| {name} | {len(ours)} | {figures} | {reference} | {ratio:.1f} | {limit} | {verdict} |"


def main(count: int, document: str = "") -> int:
    """Measure, print, record where it is asked for; return 1 when a sheet is too slow."""
    start_out_of_sight()
    laid, drawn, least = one_race()
    with tempfile.TemporaryDirectory() as place:
        library, folder = Path(place) / "library.splitline", Path(place) / "sheets"
        folder.mkdir()
        fill(library, count)
        ours, bare = all_of(library, folder)
        written = len([*folder.glob("*.pdf")])
    seconds = sum(each.wall for each in ours) / 1000
    cpu = sum(each.cpu for each in ours) / 1000
    text = "\n".join(
        (
            f"{machine()}\n",
            "| figure | runs | median | p99 | CPU time | CPU of a bare page | ratio | budget | |",
            "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | --- |",
            row("the Paris sheet laid out", laid, least),
            row("its pages as a PDF", drawn, least, BUDGET_MS),
            row("a sheet from the library to the disk", ours, bare, BUDGET_MS),
            f"\n{written} sheets in {seconds:.1f} s, of which {cpu:.1f} s of the processor.",
        )
    )
    print(text)
    if document:
        record(Path(document), SECTION, text)
    return int(median(each.cpu for each in ours) > BUDGET_MS)


if __name__ == "__main__":
    wanted = int(sys.argv[1]) if len(sys.argv) > 1 else _COUNT
    sys.exit(main(wanted, *sys.argv[2:3]))
