"""How does a race or a session leave Splitline? As files, each in the format of its ending."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.domain import events as ev
from app.domain.evolve import fold
from app.domain.state import SessionState
from app.domain.times import Instant
from app.engine.kinds import state_of_any
from app.engine.replay import Run
from app.formats.file_text import SESSION_ENDINGS, FormatError, reason, write_whole
from app.formats.profile_file import shipped_profiles
from app.formats.session_json import SessionDocument, write_session
from app.formats.sheets.csv_dialects import COMMA
from app.formats.sheets.raw_log import with_raw_log
from app.formats.sheets.split_sheet import Sheet, sheet_of
from app.language import in_english, tr
from app.usecases.recorded_race import Recording, open_recording, run_of_recording

if TYPE_CHECKING:
    from datetime import datetime

    from app.engine.kinds import AnyState
    from app.storage.library import Library
    from app.usecases.training_out import ExportedTraining

Renderer = Callable[[Any], bytes]
"""Draws a sheet, of a race or of a training session, and returns the file."""

_FOR_PROGRAMS = (".csv", ".json", ".lif", ".xlsx")


class Exported(NamedTuple):
    """One race on its way out: its document, and the sheet of its state at the end."""

    document: SessionDocument
    sheet: Sheet


def export(
    name: str,
    files: Sequence[Path],
    library: Path,
    renderers: Mapping[str, Renderer] | None = None,
    dialect: str = COMMA,
) -> None:
    """Write the race that `name` means to every file, each whole or not at all.

    The endings are looked at before the first is written. Raises `FormatError` for an ending or a
    place that cannot be written, and what `open_recording` raises.
    """
    _check_endings(files, renderers or {})
    write_files(exported_session(name, library), files, renderers, dialect)


def exported_session(name: str, library: Path) -> "Exported | ExportedTraining":
    """Return the race or the training session that `name` means."""
    from app.usecases.training_out import exported_training, training_document

    training = training_document(name, library)
    if training is not None:
        return exported_training(training, library)
    return exported_race(name, library)


def write_files(
    exported: "Exported | ExportedTraining",
    files: Sequence[Path],
    renderers: Mapping[str, Renderer] | None = None,
    dialect: str = COMMA,
) -> None:
    """Write a session to every file, each whole or not at all; raise `FormatError`."""
    _check_endings(files, renderers or {}, dialect)
    if not isinstance(exported, Exported):
        from app.usecases.training_out import check_ending

        for file in files:
            check_ending(file)
    for file in files:
        write_whole(file, content_of(exported, file.suffix.lower(), renderers or {}, dialect))


def content_of(
    exported: "Exported | ExportedTraining",
    ending: str,
    renderers: Mapping[str, Renderer],
    dialect: str = COMMA,
) -> bytes:
    """Return what a file with `ending` would hold; what programs read is in English."""
    with in_english() if ending in _FOR_PROGRAMS else nullcontext():
        return _content_of(exported, ending, renderers, dialect)


def _content_of(
    exported: "Exported | ExportedTraining",
    ending: str,
    renderers: Mapping[str, Renderer],
    dialect: str,
) -> bytes:
    if isinstance(exported, Exported):
        traced = with_raw_log(exported.sheet, exported.document.records)
        return _writers(renderers, dialect)[ending](exported._replace(sheet=traced))
    from app.usecases.training_out import training_writers

    return training_writers(renderers, dialect)[ending](exported)


def _check_endings(
    files: Sequence[Path], renderers: Mapping[str, Renderer], dialect: str = COMMA
) -> dict[str, Callable[[Exported], bytes]]:
    writers = _writers(renderers, dialect)
    check_files(files, writers)
    return writers


def check_files(files: Sequence[Path], endings: Iterable[str]) -> None:
    """Raise `FormatError` for a file of another ending, or in a folder that is not there."""
    *all_but_last, last = sorted(endings)
    known = (*all_but_last, last)
    for file in files:
        if file.suffix.lower() not in known:
            found = (
                tr("the ending {suffix}", suffix=file.suffix) if file.suffix else tr("no ending")
            )
            expected = tr("{names} or {last}", names=", ".join(all_but_last), last=last)
            raise FormatError(
                tr(
                    "{file}: found {found}, expected {expected}",
                    file=file,
                    found=found,
                    expected=expected,
                )
            )
        _check_place(file)


def _check_place(file: Path) -> None:
    """Say which folder is missing before the first file is written."""
    try:
        if file.is_dir():
            raise FormatError(tr("{file}: cannot be written: it is a folder", file=file))
        if not file.parent.is_dir():
            raise FormatError(
                tr(
                    "{file}: cannot be written: there is no folder {parent}",
                    file=file,
                    parent=file.parent,
                )
            )
    except (OSError, ValueError) as fault:
        if isinstance(fault, FormatError):
            raise
        raise FormatError(
            tr("{file}: cannot be written: {reason}", file=file, reason=reason(fault))
        ) from None


def _writers(
    renderers: Mapping[str, Renderer], dialect: str
) -> dict[str, Callable[[Exported], bytes]]:
    def drawn(render: Renderer) -> Callable[[Exported], bytes]:
        return lambda exported: render(exported.sheet)

    return {
        ".csv": lambda exported: csv_of(exported, dialect),
        **dict.fromkeys(SESSION_ENDINGS, lambda exported: write_session(exported.document)),
        ".lif": _lif_of,
        ".txt": _text_of,
        ".xlsx": _workbook_of,
        **{ending: drawn(render) for ending, render in renderers.items()},
    }


def csv_of(exported: Exported, dialect: str = COMMA) -> bytes:
    """Return the split table as CSV."""
    from app.formats.sheets.csv_sheet import write_csv

    return write_csv(exported.sheet, dialect)


def _lif_of(exported: Exported) -> bytes:
    from app.formats.sheets.lif_sheet import write_lif

    return write_lif(exported.sheet)


def _text_of(exported: Exported) -> bytes:
    from app.formats.sheets.posted_text import write_text

    return write_text(exported.sheet)


def _workbook_of(exported: Exported) -> bytes:
    """The book says it was made when the race was, so that a race always gives the same bytes."""
    from app.formats.sheets.xlsx_book import LONG_AGO
    from app.formats.sheets.xlsx_sheet import write_xlsx

    made = moment_of(exported.document.started_utc) or moment_of(exported.sheet.date)
    return write_xlsx(exported.sheet, made or LONG_AGO)


def moment_of(text: str) -> "datetime | None":
    """Return the moment or the day that an ISO text names, None where it names none."""
    from datetime import UTC, datetime

    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found.astimezone(UTC) if found.tzinfo else found.replace(tzinfo=UTC)


def exported_race(name: str, library: Path) -> Exported:
    """Return the race that `name` means; a session goes out with its journal as it is."""
    recording = open_recording(name, library)
    document = _document(recording, library)
    state = fold(document.records)
    assert state is not None, "a recording has been planned"
    return Exported(document, with_raw_log(sheet_of_state(state), document.records))


def sheet_of_state(state: SessionState) -> Sheet:
    """Return the sheet of a session as it stands."""
    from app.analysis.live import analyse
    from app.formats.pacing_file import shipped_pacing

    now = state.zero.at if state.zero else Instant(0)
    return sheet_of(analyse(state, now, shipped_profiles(), model=shipped_pacing()))


def _document(recording: Recording, library: Path) -> SessionDocument:
    if recording.document is not None:
        return recording.document
    if recording.race is not None:
        return SessionDocument(recording.id, records_of_run(run_of_recording(recording)))
    from app.storage.library import Library

    return stored_document(recording.id, Library(library))


def stored_document(session_id: str, library: "Library") -> SessionDocument:
    """Return a session of the library as it goes out; raise `LibraryError` for an unknown one."""
    from app.storage.sessions import utc_text, wall_ns

    stored = library.session(session_id)
    state = state_of_any(stored.records)
    anchor = stored.head.anchor
    if not anchor.wall_utc_ns:
        return SessionDocument(session_id, stored.records)
    began = _began(state)
    started = "" if began is None else utc_text(wall_ns(anchor, began))
    return SessionDocument(session_id, stored.records, anchor, started)


def _began(state: "AnyState | None") -> Instant | None:
    if isinstance(state, SessionState):
        return state.zero.at if state.zero else None
    return state.first_start if state else None


def records_of_run(run: Run) -> tuple[ev.Record, ...]:
    """Return the journal of a race that was not journaled: its set-up, then what happened."""
    events: list[tuple[Instant, ev.Event]] = [(run.zero, ev.Planned(run.setup))]
    if run.primary != run.setup.targets[0].id:
        events.append((run.zero, ev.PrimaryChosen(run.primary)))
    events += run.numbered(len(events))
    return tuple(ev.Record(i, i, at, event) for i, (at, event) in enumerate(events, start=1))
