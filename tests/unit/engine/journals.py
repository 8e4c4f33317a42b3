"""Which journals make trouble? Stand-ins for a disk that is full and for one that is gone."""

from collections.abc import Sequence

from app.domain.events import Record
from app.engine.ports import MemoryJournal


class FullDisk(MemoryJournal):
    """Takes every record, stores none and says why."""

    @property
    def saved(self) -> int:
        """Nothing has been stored."""
        return 0

    @property
    def trouble(self) -> str:
        """The one sentence of a disk that is full."""
        return "The disk is full."


class BrokenJournal(MemoryJournal):
    """Breaks the rule that `append` never raises."""

    broken = False

    def append(self, records: Sequence[Record]) -> None:
        """Keep the records until the journal breaks."""
        if self.broken:
            raise OSError("the disk is gone")
        super().append(records)
