"""What came into a watched folder, and what becomes of it? LIF files of a meet, as they are whole.

A file whose marks are clear is stored; any other waits for somebody to look at it. Instants are
nanoseconds of the running clock.
"""

import os
import stat
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import Instant
from app.formats.file_text import FormatError, reason
from app.language import tr
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.usecases.dated import dated, day_of
from app.usecases.importing import Imported, Opened, documents_of, open_import, store
from app.usecases.known_names import with_known_names
from app.usecases.proposing import Proposal, again
from app.usecases.watching import FolderWatch, Stamp

_MOST_FILES = 20_000


class Rule(NamedTuple):
    """What was confirmed once for an event: the lap and the marks of its times."""

    lap: str
    marks: str


Rules = Mapping[tuple[str, Distance], Rule]
"""What was confirmed, by the event's name and the lap of the track."""


class Arrived(NamedTuple):
    """One file that came: the races that were stored of it, or why it waits for a look."""

    path: Path
    stored: tuple[Imported, ...] = ()
    why: str = ""


class Look(NamedTuple):
    """What one look brought; `trouble` is the sentence why the folder cannot be looked at."""

    arrived: tuple[Arrived, ...] = ()
    trouble: str = ""


def rules_of(proposals: Iterable[Proposal]) -> dict[tuple[str, Distance], Rule]:
    """Return the rules that confirmed proposals make for the next race of the same event."""
    return {
        _known_by(each): Rule(_length(each.lap), _list(each.marks))
        for each in proposals
        if each.ready and each.answers.confirmed and each.event is not None
    }


class WatchedFolder:
    """One folder under watch, and the library that its files go into; owned by one thread."""

    def __init__(self, folder: Path, library: Path) -> None:
        """Know nothing yet: what lies there at the first look is not new."""
        self.folder = folder
        self._library = library
        self._watch = FolderWatch()

    def look(self, now: Instant, rules: Rules, today: str = "") -> Look:
        """Look at the folder once, store what is clear, and say what waits.

        A race without a day was on that of its file, at the latest `today` (like `2026-11-21`).
        """
        try:
            listing = _listing(self.folder)
        except OSError as fault:
            return Look(
                (),
                tr("{folder}: cannot be read: {reason}", folder=self.folder, reason=reason(fault)),
            )
        if not listing and self._watch.begun:
            # A disk that was pulled out looks like this; when it is back, nothing on it is new.
            return Look()
        seen = self._watch.look(listing, now)
        changed = tuple(
            Arrived(self.folder / name, (), tr("{name} has changed since it was taken", name=name))
            for name in seen.changed
        )
        taken = [self._take(name, now, rules, today) for name in seen.ready]
        return Look((*changed, *(each for each in taken if each is not None)))

    def _take(self, name: str, now: Instant, rules: Rules, today: str) -> Arrived | None:
        """Return what became of a file, None for one that is looked at again."""
        from app.formats.results.text import StillWritten

        path = self.folder / name
        try:
            opened = open_import(path)
        except StillWritten as fault:
            return None if self._watch.unfinished(name, now) else Arrived(path, (), str(fault))
        except FormatError as fault:
            self._watch.took([name])
            return Arrived(path, (), str(fault))
        self._watch.took([name])
        whole = dated(_by_rules(opened, rules), day_of(path, today))
        return self._stored(path, with_known_names(whole, Library(self._library)), now)

    def _stored(self, path: Path, opened: Opened, now: Instant) -> Arrived | None:
        doubt = next((why for each in opened.proposals if (why := _doubt(each))), "")
        if doubt:
            return Arrived(path, (), doubt)
        try:
            return Arrived(path, store(documents_of(opened), self._library))
        except FormatError as fault:
            return Arrived(path, (), str(fault))
        except LibraryError as fault:
            again_already = self._watch.again(path.name, now)
            return None if again_already else Arrived(path, (), str(fault))


def _by_rules(opened: Opened, rules: Rules) -> Opened:
    return opened._replace(proposals=tuple(_by_rule(each, rules) for each in opened.proposals))


def _by_rule(proposal: Proposal, rules: Rules) -> Proposal:
    """A rule says the marks; an event that was only concluded is still asked about."""
    rule = rules.get(_known_by(proposal)) if proposal.asks else None
    if rule is None:
        return proposal
    return again(proposal, proposal.answers._replace(lap=rule.lap, marks=rule.marks))


def _doubt(proposal: Proposal) -> str:
    if proposal.is_start_list:
        return tr("it has no times yet")
    return proposal.sentence or next(iter(proposal.notes), "")


def _known_by(proposal: Proposal) -> tuple[str, Distance]:
    event = proposal.event
    return (event.name if event else ""), proposal.lap


def _length(length: Distance) -> str:
    return f"{length / 1000:.3f}"


def _list(marks: Iterable[Distance]) -> str:
    return ", ".join(f"{mark / 1000:.3f}" for mark in marks)


def _listing(folder: Path) -> dict[str, Stamp]:
    """Return the LIF files of a folder; one that goes away while it is looked at is not there."""
    found: dict[str, Stamp] = {}
    with os.scandir(folder) as entries:
        for entry in entries:
            if not entry.name.lower().endswith(".lif"):
                continue
            try:
                status = entry.stat()
            except OSError:
                continue
            if stat.S_ISREG(status.st_mode):
                found[entry.name] = Stamp(status.st_size, status.st_mtime_ns)
            if len(found) >= _MOST_FILES:
                break
    return found
