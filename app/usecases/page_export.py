"""How does a sheet become a page in a file? PDF, picture, drawing or HTML, as it was wished.

Drawings are worked out here; what turns them into PDF and pixels comes from the window's side.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.formats.file_text import FormatError
from app.formats.sheets.drawing import Drawing
from app.formats.sheets.split_sheet import Sheet
from app.language import tr
from app.usecases.exporting import Renderer

if TYPE_CHECKING:
    from app.formats.sheets.training_sheet import TrainingSheet

PAPER_NAMES = ("a4", "letter")
QT_ENDINGS = (".pdf", ".png")
PAGE_ENDINGS = (*QT_ENDINGS, ".svg", ".html")


class PageWish(NamedTuple):
    """What the pages are to be: `chart` alone, or a `blank` lap sheet, else the whole sheet.

    `scale` is that of a picture: 1 is 96 pixels an inch. `printed_utc` is when, as
    `2026-11-21T20:45:03.120Z`, and may be empty.
    """

    paper: str = PAPER_NAMES[0]
    chart: bool = False
    blank: bool = False
    scale: int = 1
    printed_utc: str = ""

    @property
    def printed(self) -> str:
        """When it was printed, to the minute, as it is read."""
        return f"{self.printed_utc[:16].replace('T', ' ')} UTC" if self.printed_utc else ""


Drawer = Callable[[Sequence[Drawing], PageWish], bytes]
"""Turns pages into a file: what only Qt can do."""


def page_renderers(drawers: Mapping[str, Drawer], wish: PageWish) -> dict[str, Renderer]:
    """Return what renders a sheet into a file of each ending; `drawers` do those that need Qt."""
    found = {ending: _drawn(draw, wish) for ending, draw in drawers.items()}
    found[".svg"] = lambda sheet: svg_file(drawings_of(sheet, wish))
    found[".html"] = lambda sheet: _html(sheet, wish)
    return found


def check_wish(wish: PageWish, files: Sequence[Path], drawers: Mapping[str, Drawer]) -> None:
    """Raise `FormatError` for a file that cannot hold what is wished, or that nobody can draw."""
    for file in files:
        ending = file.suffix.lower()
        if ending in QT_ENDINGS and ending not in drawers:
            needs = tr("needs PySide6; start it as splitline, not as python -m app")
            raise FormatError(f"{file}: {ending} {needs}")
        if (wish.chart or wish.blank) and ending not in (*QT_ENDINGS, ".svg"):
            what = tr("the chart alone") if wish.chart else tr("a blank lap sheet")
            found = ending or tr("no ending")
            raise FormatError(
                tr(
                    "{file}: found {found}, {what} goes into .pdf, .png or .svg",
                    file=file,
                    found=found,
                    what=what,
                )
            )


def drawings_of(sheet: "Sheet | TrainingSheet", wish: PageWish) -> tuple[Drawing, ...]:
    """Return the pages that are wished."""
    from app.formats.sheets.paper import PAPERS

    if not isinstance(sheet, Sheet):
        return _training_drawings(sheet, wish)
    if wish.blank:
        from app.formats.sheets.blank_sheet import blank_pages

        return blank_pages(sheet, PAPERS[wish.paper])
    from app.formats.sheets.page import chart_of, pages_of

    if wish.chart:
        return (chart_of(sheet),)
    return pages_of(sheet, PAPERS[wish.paper], printed=wish.printed)


def _training_drawings(sheet: "TrainingSheet", wish: PageWish) -> tuple[Drawing, ...]:
    from app.formats.sheets.paper import PAPERS

    paper = PAPERS[wish.paper]
    if wish.blank:
        from app.formats.sheets.training_blank import training_blank

        return training_blank(sheet, paper)
    from app.formats.sheets.training_page import training_chart, training_pages

    if wish.chart:
        return (training_chart(sheet),)
    return training_pages(sheet, paper, printed=wish.printed)


def _drawn(draw: Drawer, wish: PageWish) -> Renderer:
    return lambda sheet: draw(drawings_of(sheet, wish), wish)


def svg_file(pages: Sequence[Drawing]) -> bytes:
    """Return pages as one SVG file, under each other."""
    from app.formats.sheets.page import stacked
    from app.formats.sheets.svg_drawing import write_svg

    return write_svg(pages[0] if len(pages) == 1 else stacked(pages)).encode()


def _html(sheet: "Sheet | TrainingSheet", wish: PageWish) -> bytes:
    from app.formats.sheets.paper import PAPERS

    if not isinstance(sheet, Sheet):
        from app.formats.sheets.training_html import training_html

        return training_html(sheet, PAPERS[wish.paper], wish.printed).encode()
    from app.formats.sheets.html_sheet import write_html

    return write_html(sheet, PAPERS[wish.paper], wish.printed).encode()
