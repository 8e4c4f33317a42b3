"""Which files of a folder are new and whole, so that they can be taken? Each one once.

Nothing here looks at a folder or a clock: both are given in, by the command line or the window.
Instants are nanoseconds of the running clock.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from app.domain.times import NS_PER_MS, Duration, Instant, between

SETTLED = Duration(500 * NS_PER_MS)
"""A file that has not changed for that long is taken for written; FinishLynx needs no longer."""
PATIENCE = 20
"""How often a file that is found unfinished is looked at again before it is given up, until it
changes."""


class Stamp(NamedTuple):
    """What shows that a file has changed: its size in bytes and when it was written (ns)."""

    size: int
    written_ns: int


class Looked(NamedTuple):
    """What came of a look: `ready` are the names to be taken now, `changed` those that were taken
    and have been written again since."""

    ready: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(slots=True)
class _File:
    """One file under watch; owned by `FolderWatch`."""

    stamp: Stamp
    since: Instant
    taken: bool = False
    tries: int = 0
    waits: bool = False


@dataclass(slots=True)
class FolderWatch:
    """The files of one folder as they were last seen; owned by whoever polls it.

    What lies there at the first look is not new and is never taken.
    """

    ending: str = ".lif"
    known: dict[str, _File] = field(default_factory=dict)
    begun: bool = False

    def look(self, listing: Mapping[str, Stamp], now: Instant) -> Looked:
        """Return what is to be taken, given the files that are there `now`, by name."""
        files = {n: s for n, s in listing.items() if n.lower().endswith(self.ending)}
        if not self.begun:
            self.begun = True
            self.known = {name: _File(stamp, now, taken=True) for name, stamp in files.items()}
            return Looked((), ())
        for gone in self.known.keys() - files.keys():
            del self.known[gone]
        changed = tuple(
            name for name, stamp in sorted(files.items()) if self._see(name, stamp, now)
        )
        ready = tuple(name for name in sorted(files) if self._is_ready(name, now))
        return Looked(ready, changed)

    def took(self, names: Iterable[str]) -> None:
        """Note that files were read, for good or for bad: neither is read again."""
        for name in names:
            if name in self.known:
                self.known[name].taken = True

    def unfinished(self, name: str, now: Instant) -> bool:
        """Note that a file was not whole yet; return whether it is looked at again."""
        file = self.known.get(name)
        if file is None:
            return False
        file.since, file.tries = now, file.tries + 1
        file.taken = file.tries >= PATIENCE
        return not file.taken

    def again(self, name: str, now: Instant) -> bool:
        """Note that a file could not be stored yet; return whether that was so before.

        It is tried again for as long as it takes: a library may be in use for a whole race.
        """
        file = self.known.get(name)
        if file is None:
            return False
        before, file.waits = file.waits, True
        file.since, file.taken = now, False
        return before

    def _see(self, name: str, stamp: Stamp, now: Instant) -> bool:
        """Take in how a file looks; return whether one that was taken has changed."""
        file = self.known.get(name)
        if file is None:
            self.known[name] = _File(stamp, now)
            return False
        if file.stamp == stamp:
            return False
        given_up = file.tries >= PATIENCE
        file.stamp, file.since = stamp, now
        if given_up:
            file.taken, file.tries = False, 0
        return file.taken

    def _is_ready(self, name: str, now: Instant) -> bool:
        file = self.known[name]
        return not file.taken and file.stamp.size > 0 and between(file.since, now) >= SETTLED
