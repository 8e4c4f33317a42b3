"""How does the comparison on the window become a file? In a thread, without a dialog of its own."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.refusals import Refusal
from app.engine.clocks import take_anchor
from app.formats.file_text import FormatError
from app.storage.failures import LibraryError
from app.storage.sessions import utc_text
from app.usecases.comparing import Beside
from app.usecases.comparison_export import ComparisonWish, write_comparison
from app.usecases.export_choice import ExportChoice, wish_of
from app.usecases.page_export import PageWish
from app.usecases.recorded_race import NoSuchRace
from ui.sheets.files import pdf_file, png_file
from ui.viewstate.export import trouble_words

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

SENTENCES = (FormatError, LibraryError, NoSuchRace, Refusal, OSError)
WishNow = Callable[[], PageWish]


def paged_now(owner: "RaceWindow") -> PageWish:
    """Return what pages are to be that are made now: on the paper of the last export."""
    from ui.windows.choices import choices_of

    paper = choices_of(owner).export.paper
    return wish_of(ExportChoice(paper=paper), utc_text(take_anchor(owner.clock).wall_utc_ns))


def write(beside: Beside, wish: ComparisonWish, file: Path) -> str:
    """Write the comparison or its graph; return the sentence why not."""
    try:
        write_comparison(beside, [file], wish, {".pdf": pdf_file, ".png": png_file})
    except SENTENCES as error:
        return trouble_words(str(error), there=file.is_file())
    return ""
