"""What becomes of a library that is damaged? It is kept aside, and what can be read begins a new one.

Rows come from the damaged file and, where it lacks some, from the newest copy.
"""

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import NamedTuple

from app.domain.times import Instant
from app.engine.clocks import Anchor
from app.language import tr
from app.storage import backups, listing, rows, schema
from app.storage.carving import rows_in
from app.storage.derived import derive, put_derived
from app.storage.failures import failed
from app.storage.folders import keep_names
from app.storage.remains import Remains, remains_of, with_copy
from app.storage.salvage import Salvaged, salvage
from app.storage.sessions import Label, SessionHead, StoredSession
from app.storage.soundness import any_state_of
from app.storage.writer_lock import WriterLock

_BESIDE = ("-journal", "-wal", "-shm")
_NOBODY_KNOWS = Anchor(Instant(0), 0, "", "")
_ORIGIN = "recovered"


class Recovery(NamedTuple):
    """What was done: where the damaged file is now, and how the sessions came through it.

    `whole` and `partial` (some records are missing) are ids of sessions; for those of `by_copy` a
    copy of the library had to help.
    """

    aside: Path
    whole: tuple[str, ...]
    partial: tuple[str, ...]
    by_copy: tuple[str, ...]

    def __str__(self) -> str:
        """Say it in two sentences."""
        found = tr("Recovered: {sessions} whole", sessions=_sessions(len(self.whole)))
        if self.partial:
            found += tr(", {sessions} with parts missing", sessions=_sessions(len(self.partial)))
        if self.by_copy:
            found += tr(", {total} of them with the help of a copy", total=len(self.by_copy))
        return tr(
            "The library was damaged; the damaged file is kept as {aside}. {found}.",
            aside=self.aside,
            found=found,
        )


def recover(library: Path, running: StoredSession | None = None) -> Recovery:
    """Put a damaged file aside under a new name, and make a new library of what it holds.

    The session that is `running` is stored as it is in memory. The new library is made beside the
    damaged one and takes its place when it is whole, so that a kill meanwhile changes nothing.
    Raises `LibraryError` when it cannot be done, while another process writes for one; then the
    damaged file is in its place as it was.
    """
    library = library.resolve()
    new = library.with_name(f"{library.name}.recovered")
    try:
        with WriterLock(library):
            try:
                aside = _free_name(library)
                recovery = _made_anew(library, new, aside, running)
                _put_aside(library, aside)
                new.replace(library)
            finally:
                _remove(new)
            keep_names(library.parent)
            return recovery
    except schema.FAILURES as error:
        raise failed(library, error) from error


def _free_name(library: Path) -> Path:
    names = (f"{library.stem}-damaged-{number}{library.suffix}" for number in range(1, 10_000))
    return next(each for name in names if not (each := library.with_name(name)).exists())


def _put_aside(library: Path, aside: Path) -> None:
    """Give the damaged file another name, and what lies beside it: none of that is the new one's."""
    for ending in _BESIDE:
        if Path(f"{library}{ending}").exists():
            Path(f"{library}{ending}").replace(f"{aside}{ending}")
    with suppress(OSError):  # where a file can have two names, there is one in its place throughout
        os.link(library, aside)
        return
    library.replace(aside)


def _remove(new: Path) -> None:
    for ending in ("", *_BESIDE):
        Path(f"{new}{ending}").unlink(missing_ok=True)


def _made_anew(library: Path, new: Path, aside: Path, running: StoredSession | None) -> Recovery:
    remains = remains_of(rows_in(library))
    helped: frozenset[str] = frozenset()
    for copy in backups.newest(library)[:1]:
        helped = with_copy(remains, remains_of(rows_in(copy)))
    salvaged = {each: _salvaged(remains, each) for each in remains.sessions}
    if running is not None:
        remains.heads[running.head.id] = running.head
        salvaged[running.head.id] = _whole(running)
    _remove(new)
    with closing(schema.connect_for_writing(new)) as connection, schema.transaction(connection):
        for session, found in salvaged.items():
            _store(connection, remains, session, found)
    sessions = sorted(salvaged)
    partial = {each for each, found in salvaged.items() if _missing(remains, each, found)}
    return Recovery(
        aside,
        tuple(each for each in sessions if each not in partial),
        tuple(each for each in sessions if each in partial),
        tuple(sorted(helped)),
    )


def _whole(running: StoredSession) -> Salvaged:
    return Salvaged(running.records, unfit=0, gaps=0, planned=True, counted=True)


def _salvaged(remains: Remains, session: str) -> Salvaged:
    found = remains.records.get(session, {})
    return salvage([found[seq] for seq in sorted(found)], remains.lengths.get(session, 0))


def _store(connection: sqlite3.Connection, remains: Remains, session: str, found: Salvaged) -> None:
    label = remains.labels.get(session, Label())
    if missing := _missing(remains, session, found):
        said = tr("Recovered from a damaged library: {missing}.", missing=missing)
        label = label._replace(notes=f"{label.notes} {said}".strip())
    head = _store_head(connection, remains, session, label)
    rows.put_events(connection, session, found.records)
    put_derived(connection, derive(head, any_state_of(found.records)))


def _store_head(
    connection: sqlite3.Connection, remains: Remains, session: str, label: Label
) -> SessionHead:
    head = remains.heads.get(session) or SessionHead(session, _NOBODY_KNOWS, _ORIGIN)
    rows.put_head(connection, head)
    for resumption in remains.resumptions.get(session, ()):
        rows.put_resumption(connection, session, resumption)
    if label != Label():
        listing.put_label(connection, session, label)
    return head


def _missing(remains: Remains, session: str, found: Salvaged) -> str:
    """Say what is missing in a session, empty when it is as it was written."""
    parts = [] if found.planned else [tr("its plan was lost")]
    if session not in remains.heads:
        parts.append(tr("when it was begun is not known"))
    if session in remains.labelled and session not in remains.labels:
        parts.append(tr("its name and notes were lost"))
    if found.gaps:
        parts.append(tr("{number} could not be read", number=_count(found.gaps, "record")))
    if found.unfit:
        parts.append(
            tr("{number} made no sense without them", number=_count(found.unfit, "record"))
        )
    if not found.counted:
        parts.append(tr("nobody knows how many there were"))
    return ", ".join(parts)


def _sessions(number: int) -> str:
    return _count(number, "session")


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
