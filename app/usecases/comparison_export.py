"""How does a comparison become a file? As figures, or as a sheet with its graph on paper."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from app.formats.file_text import write_whole
from app.formats.sheets.comparison_chart import TARGET
from app.formats.sheets.csv_dialects import COMMA
from app.formats.sheets.drawing import Drawing
from app.usecases.comparing import Beside
from app.usecases.exporting import check_files
from app.usecases.page_export import PAGE_ENDINGS, Drawer, PageWish, check_wish, svg_file

_FIGURES = (".csv", ".json", ".xlsx")


class ComparisonWish(NamedTuple):
    """What a comparison goes out as: `graph` is one of `VIEWS`, `page.chart` that graph alone."""

    page: PageWish = PageWish()
    graph: str = TARGET
    dialect: str = COMMA


def check_comparison_files(
    files: Sequence[Path], wish: ComparisonWish, drawers: Mapping[str, Drawer]
) -> None:
    """Raise `FormatError` for an ending or a place that cannot be written, or that none can draw."""
    check_files(files, (*_FIGURES, *PAGE_ENDINGS))
    check_wish(wish.page, files, drawers)


def write_comparison(
    beside: Beside, files: Sequence[Path], wish: ComparisonWish, drawers: Mapping[str, Drawer]
) -> None:
    """Write the comparison to every file by its ending; raise `FormatError`.

    `drawers` do what needs Qt: PDF and PNG.
    """
    check_comparison_files(files, wish, drawers)
    writers = _writers(beside, wish, drawers)
    for file in files:
        write_whole(file, writers[file.suffix.lower()]())


def comparison_drawings(beside: Beside, wish: ComparisonWish) -> tuple[Drawing, ...]:
    """Return the pages of a comparison, or its graph alone."""
    from app.formats.sheets.paper import PAPERS

    if wish.page.chart:
        from app.formats.sheets.comparison_chart import comparison_chart

        return (comparison_chart(beside.comparison, wish.graph, beside.target),)
    from app.formats.sheets.comparison_page import comparison_pages

    paper, printed = PAPERS[wish.page.paper], wish.page.printed
    return comparison_pages(beside.comparison, wish.graph, beside.target, paper, printed=printed)


def _writers(
    beside: Beside, wish: ComparisonWish, drawers: Mapping[str, Drawer]
) -> dict[str, Callable[[], bytes]]:
    from app.formats.sheets import comparison_files as forms

    comparison = beside.comparison

    def drawn(draw: Drawer) -> Callable[[], bytes]:
        return lambda: draw(comparison_drawings(beside, wish), wish.page)

    return {
        ".csv": lambda: forms.comparison_csv(comparison, wish.dialect),
        ".json": lambda: forms.comparison_json(comparison),
        ".xlsx": lambda: forms.comparison_xlsx(comparison),
        ".svg": lambda: svg_file(comparison_drawings(beside, wish)),
        ".html": lambda: _html(beside, wish),
        **{ending: drawn(draw) for ending, draw in drawers.items()},
    }


def _html(beside: Beside, wish: ComparisonWish) -> bytes:
    from app.formats.sheets.comparison_html import comparison_html
    from app.formats.sheets.paper import PAPERS

    paper, printed = PAPERS[wish.page.paper], wish.page.printed
    return comparison_html(beside.comparison, wish.graph, beside.target, paper, printed).encode()
