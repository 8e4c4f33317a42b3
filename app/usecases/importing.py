"""How does a race come into the library? From a session that was exported, or a race file."""

from pathlib import Path
from typing import NamedTuple

from app.domain.disciplines import discipline
from app.domain.events import Planned
from app.domain.times import Instant
from app.engine.clocks import Anchor
from app.formats.file_text import FormatError
from app.formats.session_json import SessionDocument
from app.usecases.exporting import records_of_run
from app.usecases.recorded_race import open_file, run_of_recording

ORIGIN = "import"
_NO_ANCHOR = Anchor(Instant(0), 0, "", "")


class Imported(NamedTuple):
    """What became of one file; `new` is False when the library knew the id already."""

    id: str
    title: str
    new: bool


def import_file(
    path: Path, library: Path, *, event: str | None = None, line: str | None = None
) -> Imported:
    """Take the race in `path` into `library`; a known id changes nothing.

    `line` chooses the reading of a race file; `event` is what the race has to be. Raises
    `FormatError`, `NoSuchRace`, a `Refusal` for an unknown event, or `LibraryError`.
    """
    from app.storage.library import Library

    document, title = _document(path, line)
    _check_event(path, document, event)
    anchor = document.anchor or _NO_ANCHOR
    new = Library(library).add(document.id, anchor, document.records, ORIGIN)
    return Imported(document.id, title, new)


def _document(path: Path, line: str | None) -> tuple[SessionDocument, str]:
    recording = open_file(path)
    run = run_of_recording(recording, line)
    document = recording.document or SessionDocument(recording.id, records_of_run(run))
    return document, recording.title


def _check_event(path: Path, document: SessionDocument, event: str | None) -> None:
    if event is None:
        return
    expected = discipline(event).name
    planned = next(each.event for each in document.records if isinstance(each.event, Planned))
    found = planned.setup.plan.course.event
    if found != expected:
        raise FormatError(f"{path}: event: found {found}, expected {expected}")
