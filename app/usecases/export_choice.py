"""As what does a race leave the window, and as what did it leave last? The forms on offer."""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.formats.sheets.csv_dialects import COMMA, SEMICOLON
from app.formats.sheets.paper import PAPERS
from app.language import marked

if TYPE_CHECKING:
    from app.usecases.page_export import PageWish

PAPER_NAMES = tuple(PAPERS)


class Form(NamedTuple):
    """A kind of file. `name` is what preferences keep, `short` what stands on a button.

    `paged` ones are laid out for a paper, and hold a blank lap sheet unless they are HTML; with
    `chart` it is the chart of the gaps alone.
    """

    name: str
    words: str
    short: str
    ending: str
    dialect: str = COMMA
    paged: bool = False
    chart: bool = False

    @property
    def blank(self) -> bool:
        """Whether a blank lap sheet can be had in this form."""
        return self.paged and self.ending != ".html"


FORMS = (
    Form("pdf", marked("PDF, for print and post"), "PDF", ".pdf", paged=True),
    Form("xlsx", marked("Excel workbook (XLSX)"), "XLSX", ".xlsx"),
    Form("csv", marked("CSV, decimal points"), "CSV", ".csv"),
    Form("csv-semicolon", marked("CSV, semicolons and decimal commas"), "CSV", ".csv", SEMICOLON),
    Form("html", marked("Web page (HTML)"), "HTML", ".html", paged=True),
    Form("png", marked("Picture of the sheet (PNG)"), "PNG", ".png", paged=True),
    Form("png-chart", marked("Picture of the chart (PNG)"), "Chart", ".png", chart=True),
    Form("svg", marked("Drawing of the sheet (SVG)"), "SVG", ".svg", paged=True),
    Form("svg-chart", marked("Drawing of the chart (SVG)"), "Chart", ".svg", chart=True),
    Form("json", marked("Splitline race, whole (JSON)"), "JSON", ".json"),
    Form("lif", marked("FinishLynx result (LIF)"), "LIF", ".lif"),
    Form("txt", marked("Text, as coaches post it"), "Text", ".txt"),
)
FORM_NAMES = tuple(each.name for each in FORMS)
_PRINT_SCALE = 2
"""Of a picture: 192 pixels an inch, so that it can be enlarged and printed."""


class ExportChoice(NamedTuple):
    """What was exported last: a form, the paper, a blank lap sheet or not, and the folder.

    `form` is empty as long as nothing was exported.
    """

    form: str = ""
    paper: str = PAPER_NAMES[0]
    blank: bool = False
    folder: str = ""

    @property
    def kind(self) -> Form:
        """The form; PDF as long as none was chosen."""
        return next((each for each in FORMS if each.name == self.form), FORMS[0])

    @property
    def as_blank(self) -> bool:
        """Whether it is a blank lap sheet: only where the form holds one."""
        return self.blank and self.kind.blank


def wish_of(choice: ExportChoice, printed_utc: str = "") -> "PageWish":
    """Return what the pages of a choice are to be."""
    from app.usecases.page_export import PageWish

    return PageWish(choice.paper, choice.kind.chart, choice.as_blank, _PRINT_SCALE, printed_utc)


def suffixed(name: str, choice: ExportChoice) -> str:
    """Return a file's name with the form's ending; one that is typed is not doubled."""
    plain, ending = name.strip(), choice.kind.ending
    return plain if plain.lower().endswith(ending) else f"{plain}{ending}"


def plain_name(name: str, choice: ExportChoice) -> str:
    """Return what a race is called as a file in this form, without its ending."""
    extra = "-lap-sheet" if choice.as_blank else "-chart" if choice.kind.chart else ""
    return f"{name}{extra}"


def file_of(choice: ExportChoice, name: str) -> Path:
    """Return where a race goes that is called `name` as a file."""
    return Path(choice.folder) / suffixed(name, choice)
