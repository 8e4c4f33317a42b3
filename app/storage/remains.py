"""What is there of each session among rows that were read from a damaged file?"""

from collections.abc import Callable, Iterable
from contextlib import suppress
from typing import Any, NamedTuple

from app.domain.events import Record
from app.storage.carving import Row
from app.storage.failures import LibraryError
from app.storage.listing import label_from
from app.storage.rows import STATION, head_from, record_of, resumption_from
from app.storage.sessions import Label, Resumption, SessionHead


class Remains(NamedTuple):
    """What was found, by the ids of sessions; records by their numbers, each as it was written.

    `lengths` are how many records the list of sessions says that there were, and `labelled` are
    the sessions that it says the user wrote something on.
    """

    heads: dict[str, SessionHead]
    labels: dict[str, Label]
    resumptions: dict[str, set[Resumption]]
    records: dict[str, dict[int, Record]]
    lengths: dict[str, int]
    labelled: set[str]

    @property
    def sessions(self) -> frozenset[str]:
        """The ids of all sessions of which anything is left that was pressed or planned."""
        return frozenset(self.heads) | frozenset(self.records)


def remains_of(rows: Iterable[Row]) -> Remains:
    """Return what the rows say; a row that fits no table, or is not as it was written, says nothing."""
    found = Remains({}, {}, {}, {}, {}, set())
    for row in rows:
        take = _TABLES.get(_shape(row))
        if take is not None:
            with suppress(LibraryError):
                take(found, *row)
    return found


def with_copy(found: Remains, copy: Remains) -> frozenset[str]:
    """Add what a copy has and `found` has not; return the sessions that got records by it."""
    helped = set()
    for session, records in copy.records.items():
        known = found.records.setdefault(session, {})
        if records.keys() - known.keys():
            helped.add(session)
        known.update({seq: each for seq, each in records.items() if seq not in known})
    for session, length in copy.lengths.items():
        found.lengths.setdefault(session, length)
    for session, head in copy.heads.items():
        found.heads.setdefault(session, head)
    for session, label in copy.labels.items():
        found.labels.setdefault(session, label)
    found.labelled.update(copy.labelled)
    for session, resumptions in copy.resumptions.items():
        found.resumptions.setdefault(session, set()).update(resumptions)
    return frozenset(helped)


def _shape(row: Row) -> str:
    """Return the kinds of a row's columns, a letter each: text, number, or nothing."""
    return "".join("-" if v is None else "t" if isinstance(v, str) else "n" for v in row)


def _event(
    found: Remains, session: str, station: str, seq: int, command: int, at: int, *rest: Any
) -> None:
    if station != STATION:
        return
    record = record_of(session, seq, command, at, *rest)
    found.records.setdefault(session, {}).setdefault(seq, record)


def _head(found: Remains, session: str, *rest: Any) -> None:
    found.heads.setdefault(session, head_from(session, *rest))


def _resumption(found: Remains, session: str, wall: int, at: int, *rest: Any) -> None:
    """The key comes first in the file: the wall time before the instant."""
    new = resumption_from(session, at, wall, *rest)
    found.resumptions.setdefault(session, set()).add(new)


def _label(found: Remains, session: str, *rest: Any) -> None:
    found.labels.setdefault(session, label_from(session, *rest))


def _line(found: Remains, *row: Any) -> None:
    session, records, label = row[1], row[13], row[14:17]
    found.lengths[session] = max(records, found.lengths.get(session, 0))
    if any(label):
        found.labelled.add(session)


# Those without a number more are of format 1, which had no checksums; lines without it were last
# written before format 6.
_TABLES: dict[str, Callable[..., None]] = {
    "ttnnntt": _event,
    "ttnnnttn": _event,
    "ttnnttt": _head,
    "ttnntttn": _head,
    "tnnttnn": _resumption,
    "tnnttnnn": _resumption,
    "ttttn": _label,
    "-ttttttttntttnttt": _line,
    "-tttttttt-tttnttt": _line,
    "-ttttttttntttntttn": _line,
    "-tttttttt-tttntttn": _line,
}
