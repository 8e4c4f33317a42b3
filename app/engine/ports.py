"""What does the engine need from outside? A journal that keeps records in order."""

from collections.abc import Sequence
from typing import Protocol

from app.domain.events import Record


class Journal(Protocol):
    """Keeps the records of one session; `append` returns at once and never raises."""

    def append(self, records: Sequence[Record]) -> None:
        """Take records, in order, to be stored as soon as can be."""
        ...

    @property
    def saved(self) -> int:
        """The number of the newest record that is safely stored, 0 for none."""
        ...

    @property
    def trouble(self) -> str:
        """One sentence on why records wait, empty while all is well."""
        ...


class MemoryJournal:
    """A journal for replays and tests: what it takes is kept as long as the object lives."""

    def __init__(self) -> None:
        """Begin empty."""
        self.records: list[Record] = []

    def append(self, records: Sequence[Record]) -> None:
        """Keep `records`."""
        self.records.extend(records)

    @property
    def saved(self) -> int:
        """The number of the newest record."""
        return self.records[-1].seq if self.records else 0

    @property
    def trouble(self) -> str:
        """Nothing can go wrong in memory."""
        return ""
