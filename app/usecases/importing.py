"""How does a race come into the library? As a session or race file of ours, or as results.

A file is opened, looked at, and stored: all races of it in one step, or none. What was stored can
be taken back in one step as well.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.disciplines import discipline
from app.domain.events import Planned
from app.domain.times import Instant
from app.engine.clocks import Anchor
from app.engine.kinds import TRAINING_KIND, kind_of, title_of
from app.formats.file_text import SESSION_ENDINGS, FormatError
from app.formats.results.found import Found
from app.formats.session_json import SessionDocument
from app.language import marked, tr
from app.usecases.exporting import records_of_run
from app.usecases.proposing import NOTHING_SAID, Answers, Proposal, propose
from app.usecases.recorded_race import open_file, run_of_recording

if TYPE_CHECKING:
    from app.storage.library import Library

ORIGIN = "import"
PASTED = marked("pasted text")
_OURS = (*SESSION_ENDINGS, ".toml")
_LOOKED_AT = 4096
_NO_ANCHOR = Anchor(Instant(0), 0, "", "")


class Imported(NamedTuple):
    """What became of one race; `new` is False when the library knew the id already.

    `back` says that it lay in the bin and was taken out of it.
    """

    id: str
    title: str
    new: bool
    back: bool = False


class Opened(NamedTuple):
    """What a file was understood as: a session of ours in `documents`, or results as `proposals`.

    `found` is what was read of results, with their columns; `form` names the format in words.
    """

    source: str
    form: str
    documents: tuple[SessionDocument, ...]
    proposals: tuple[Proposal, ...] = ()
    found: Found | None = None


def is_ours(path: Path) -> bool:
    """Whether a file is a session or a race file of Splitline: by its ending, or by what it says."""
    if path.suffix:
        return path.suffix.lower() in _OURS
    try:
        with path.open("rb") as file:
            return b"splitline" in file.read(_LOOKED_AT)
    except OSError:
        return False


def open_import(
    path: Path, answers: Answers = NOTHING_SAID, columns: Mapping[int, str] | None = None
) -> Opened:
    """Return what the file at `path` holds; nothing is stored.

    `columns` are meanings for columns of a table, counted from 0, in the place of those that were
    found. Raises `FormatError`, `NoSuchRace`, or a `Refusal` for an answer that cannot be.
    """
    if is_ours(path):
        return _open_ours(path, answers)
    from app.formats.results.read_results import read_file

    return _opened(read_file(path, columns or {}), path.name, answers)


def open_text(
    content: bytes,
    name: str = PASTED,
    answers: Answers = NOTHING_SAID,
    columns: Mapping[int, str] | None = None,
) -> Opened:
    """Return what pasted or piped bytes hold, results or a session of ours; raise `FormatError`."""
    from app.formats.results.read_results import read_pasted

    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        from app.formats.results.text import text_of
        from app.formats.session_json import session_in

        document = session_in(text_of(content, name), name)
        _check_event(name, document, answers.event)
        return Opened(name, "session", (document,))

    return _opened(read_pasted(content, name, columns or {}), name, answers)


def _opened(found: Found, name: str, answers: Answers) -> Opened:
    return Opened(name, found.form, (), propose(found, name, answers), found)


def _open_ours(path: Path, answers: Answers) -> Opened:
    if path.suffix.lower() in SESSION_ENDINGS:
        from app.formats.session_json import read_session

        session = read_session(path)
        if kind_of(session.records) == TRAINING_KIND:
            _check_event(path, session, answers.event)
            return Opened(path.name, TRAINING_KIND, (session,))
    recording = open_file(path)
    run = run_of_recording(recording, answers.line or None)
    document = recording.document or SessionDocument(recording.id, records_of_run(run))
    _check_event(path, document, answers.event)
    form = "session" if recording.document else "race file"
    return Opened(path.name, form, (document,))


def _check_event(path: Path | str, document: SessionDocument, event: str) -> None:
    if not event:
        return
    expected = discipline(event).name
    training = kind_of(document.records) == TRAINING_KIND
    found = tr("a training session") if training else _planned(document).setup.plan.course.event
    if found != expected:
        raise FormatError(
            tr(
                "{path}: event: found {found}, expected {expected}",
                path=path,
                found=found,
                expected=expected,
            )
        )


def documents_of(
    opened: Opened, chosen: Sequence[int] | None = None
) -> tuple[SessionDocument, ...]:
    """Return the sessions that a file makes, or those of its races that are `chosen` (from 0).

    Raise `FormatError` for the first that is not ready: then none of them is.
    """
    from app.usecases.accepting import accept

    if opened.documents:
        return opened.documents
    places = range(len(opened.proposals)) if chosen is None else chosen
    return tuple(accept(opened.proposals[place]) for place in places)


def store(documents: Sequence[SessionDocument], library: Path) -> tuple[Imported, ...]:
    """Put all of `documents` into the library in one step, or none; a known one changes nothing.

    A known one that lies in the bin is taken out of it. Raises `LibraryError`.
    """
    from app.storage.library import Library
    from app.storage.sessions import SessionHead, StoredSession

    races = Library(library)
    new = races.add_all(
        [
            StoredSession(SessionHead(each.id, each.anchor or _NO_ANCHOR, ORIGIN), each.records, ())
            for each in documents
        ]
    )
    back = _take_back(races, [each.id for each, n in zip(documents, new, strict=True) if not n])
    return tuple(
        Imported(each.id, _title(each), n, each.id in back)
        for each, n in zip(documents, new, strict=True)
    )


def _take_back(races: "Library", known: Sequence[str]) -> frozenset[str]:
    labels = {each: races.label(each) for each in known}
    binned = {each: label for each, label in labels.items() if label.binned_utc}
    if binned:
        races.set_labels({each: label._replace(binned_utc="") for each, label in binned.items()})
    return frozenset(binned)


def undo_import(imported: Sequence[Imported], library: Path, wall_utc_ns: int) -> int:
    """Put what an import brought into the bin, in one step; return how many races that were.

    What the library knew before stays. The bin gives them back until it is emptied. Raises
    `LibraryError`.
    """
    from app.storage.library import Library
    from app.storage.sessions import utc_text

    races = Library(library)
    brought = [each.id for each in imported if each.new or each.back]
    labels = {
        each: races.label(each)._replace(binned_utc=utc_text(wall_utc_ns)) for each in brought
    }
    races.set_labels(labels)
    return len(labels)


def import_file(
    path: Path, library: Path, *, event: str | None = None, line: str | None = None
) -> Imported:
    """Take the first race in `path` into `library`; a known id changes nothing.

    `line` chooses the reading of a race file; `event` is what the race has to be. Raises
    `FormatError`, `NoSuchRace`, a `Refusal` for an unknown event, or `LibraryError`.
    """
    opened = open_import(path, Answers(event=event or "", line=line or ""))
    return store(documents_of(opened), library)[0]


def _title(document: SessionDocument) -> str:
    """A race is called as it was set up first, a training session as it is called now."""
    if kind_of(document.records) == TRAINING_KIND:
        return title_of(document.records)
    return _planned(document).setup.plan.title


def _planned(document: SessionDocument) -> Planned:
    return next(each.event for each in document.records if isinstance(each.event, Planned))
