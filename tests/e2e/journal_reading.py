"""What did a run leave in the library, and do its presses lie where they were pressed?

Instants are those of the running clock, ns, as the brackets of the presses are.
"""

from collections.abc import Sequence
from pathlib import Path

from app.domain.events import Record, SplitTaken, Started, TapTaken
from app.domain.state import SessionState
from app.domain.times import NS_PER_MS, canonical
from app.storage.library import Library
from app.storage.place import LIBRARY_NAME
from app.storage.soundness import sound_state_of
from tests.e2e.xserver import Bracket, wait_for

PRESSES = (Started, SplitTaken, TapTaken)


def library(home: Path) -> Library:
    """The library of a user's folder."""
    return Library(home / LIBRARY_NAME)


def journal(home: Path) -> tuple[Record, ...]:
    """The records of the newest session; none where nothing has been stored yet."""
    kept = library(home)
    sessions = kept.summaries()
    return kept.records(sessions[0].id) if sessions else ()


def journal_of(home: Path, count: int) -> tuple[Record, ...]:
    """The journal as soon as it has so many records."""

    def look() -> tuple[Record, ...] | None:
        found = journal(home)
        return found if len(found) >= count else None

    return wait_for(look, f"{count} records in the journal")


def race(records: Sequence[Record]) -> SessionState:
    """Where the race stands after its records."""
    state = sound_state_of(records)
    assert isinstance(state, SessionState)
    return state


def kinds(records: Sequence[Record]) -> list[str]:
    """The names of the events."""
    return [type(each.event).__name__ for each in records]


def presses(records: Sequence[Record]) -> list[Record]:
    """The records that are presses of a key or a button."""
    return [each for each in records if isinstance(each.event, PRESSES)]


def stamps(records: Sequence[Record]) -> set[str]:
    """Whose instants the presses have."""
    return {each.event.stamp for each in records if isinstance(each.event, PRESSES)}


def times(state: SessionState) -> list[str]:
    """The splits of the first athlete, as they are written."""
    entry = next(iter(state.entries.values()))
    return [canonical(each.time(state.zero)) for each in entry.splits]


def outside_ms(brackets: Sequence[Bracket], records: Sequence[Record]) -> float:
    """How far the worst press lies outside its bracket, both taken as differences from the first."""
    first, start = brackets[0], records[0].at
    return max(
        max(
            bracket.before_ns - first.after_ns - (each.at - start),
            each.at - start - (bracket.after_ns - first.before_ns),
            0,
        )
        / NS_PER_MS
        for bracket, each in zip(brackets, records, strict=True)
    )
