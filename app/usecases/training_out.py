"""How does a training session leave Splitline? Its document, its sheet, and what writes each file."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain.training.session_state import TrainingState
from app.engine.kinds import TRAINING_KIND, kind_of, state_of_any
from app.formats.file_text import SESSION_ENDINGS, FormatError
from app.formats.session_json import SessionDocument, write_session
from app.formats.sheets.training_sheet import TrainingSheet, training_sheet
from app.language import tr

if TYPE_CHECKING:
    from datetime import datetime

    from app.usecases.live_training import LiveTraining

_LIF = ".lif"


class ExportedTraining(NamedTuple):
    """A training session on its way out, with the earlier one beside it where there is one."""

    document: SessionDocument
    sheet: TrainingSheet


def training_document(name: str, library: Path) -> SessionDocument | None:
    """Return the training session that `name` means, None where it means none."""
    from app.usecases.recorded_training import shipped_training, shipped_trainings

    if name in shipped_trainings():
        return shipped_training(name)
    if Path(name).suffix.lower() in SESSION_ENDINGS and Path(name).is_file():
        from app.formats.session_json import read_session

        read = read_session(Path(name))
        return read if kind_of(read.records) == TRAINING_KIND else None
    if not library.exists():
        return None
    from app.storage.library import Library
    from app.usecases.exporting import stored_document

    races = Library(library)
    if not name or not races.knows(name) or kind_of(races.records(name)) != TRAINING_KIND:
        return None
    return stored_document(name, races)


def live_document(session: "LiveTraining", library: Path) -> SessionDocument:
    """Return a session that is being run, as it goes out now; without its anchor until that is
    stored.
    """
    from app.storage.failures import LibraryError
    from app.storage.library import Library
    from app.storage.sessions import utc_text, wall_ns

    records, first = session.engine.records, session.engine.state.first_start
    try:
        anchor = Library(library).anchor(session.id)
    except LibraryError:
        return SessionDocument(session.id, records)
    started = "" if first is None else utc_text(wall_ns(anchor, first))
    return SessionDocument(session.id, records, anchor, started)


def state_of_training(document: SessionDocument) -> TrainingState:
    """Return where the session of a document stands."""
    state = state_of_any(document.records)
    assert isinstance(state, TrainingState), "the document is one of a training session"
    return state


def exported_training(document: SessionDocument, library: Path) -> ExportedTraining:
    """Return a session with its sheet; `library` is searched for the earlier one."""
    from app.usecases.earlier_training import earlier_session

    state = state_of_training(document)
    earlier = earlier_session(document, state, library)
    return ExportedTraining(document, training_sheet(state, document.records, earlier))


def check_ending(file: Path) -> None:
    """Raise `FormatError` for a LIF file: it holds one race."""
    if file.suffix.lower() == _LIF:
        raise FormatError(
            tr(
                "{file}: found the ending .lif, expected another: a training session has no"
                " places, which a .lif holds",
                file=file,
            )
        )


def training_writers(
    renderers: Mapping[str, Callable[[Any], bytes]], dialect: str
) -> dict[str, Callable[[ExportedTraining], bytes]]:
    """Return what makes the content of a file, by its ending; `renderers` draw a sheet."""

    def drawn(render: Callable[[Any], bytes]) -> Callable[[ExportedTraining], bytes]:
        return lambda exported: render(exported.sheet)

    return {
        ".csv": lambda exported: _csv(exported.sheet, dialect),
        **dict.fromkeys(SESSION_ENDINGS, lambda exported: write_session(exported.document)),
        ".txt": lambda exported: _text(exported.sheet),
        ".xlsx": _workbook,
        **{ending: drawn(render) for ending, render in renderers.items()},
    }


def _csv(sheet: TrainingSheet, dialect: str) -> bytes:
    from app.formats.sheets.training_csv import training_csv

    return training_csv(sheet, dialect)


def _text(sheet: TrainingSheet) -> bytes:
    from app.formats.sheets.training_text import training_text

    return training_text(sheet)


def _workbook(exported: ExportedTraining) -> bytes:
    """The book says it was made when the session was, so that it always has the same bytes."""
    from app.formats.sheets.training_xlsx import training_xlsx
    from app.formats.sheets.xlsx_book import LONG_AGO
    from app.usecases.exporting import moment_of

    made: datetime | None = moment_of(exported.document.started_utc)
    return training_xlsx(exported.sheet, made or moment_of(exported.sheet.date) or LONG_AGO)
