"""How does the first page of a sheet look, as it comes onto paper? Of races and of training."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from PySide6.QtGui import QImage

from app.formats.sheets.raw_log import with_raw_log
from app.formats.sheets.split_sheet import Sheet
from app.formats.sheets.training_sheet import TrainingSheet
from app.usecases.exporting import exported_race, sheet_of_state
from app.usecases.page_export import PageWish, drawings_of
from tests.unit.formats.field_race import field_race
from tests.unit.formats.training_sessions import dozen_sheet
from ui.sheets.picture import image_of
from ui.theme import load_fonts

_PIXELS_PER_POINT = 1.6
_PRINTED = "2026-05-01T16:00:00.000Z"


class PrintedSheet(NamedTuple):
    """The first page of a sheet."""

    name: str
    paper: str
    sheet: Callable[[], Sheet | TrainingSheet]

    @property
    def file(self) -> str:
        """The name of the file."""
        return f"sheet-{self.name}-{self.paper}.png"

    def image(self) -> QImage:
        """Return the page as a picture."""
        load_fonts(first=False)
        page, *_ = drawings_of(self.sheet(), PageWish(self.paper, printed_utc=_PRINTED))
        return image_of(page, _PIXELS_PER_POINT)


def field_sheet() -> Sheet:
    """Return the sheet of the race of several that the tests of the formats have."""
    engine = field_race()
    return with_raw_log(sheet_of_state(engine.state), engine.records)


SHEETS = (
    PrintedSheet("paris", "a4", lambda: exported_race("paris-2025", Path("nowhere")).sheet),
    PrintedSheet("field", "letter", field_sheet),
    PrintedSheet("training", "a4", dozen_sheet),
)
