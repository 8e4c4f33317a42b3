"""Who is meant by a name in results, which write it in another order than the library does?

Results print `MUIR Laura` for Laura Muir. A name is proposed, shown and can be refused; what a
file wrote is kept as a note of the race, and its id does not follow from the names proposed.
"""

import unicodedata
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from app.storage.failures import LibraryError
from app.usecases.importing import Opened
from app.usecases.placed import written_name
from app.usecases.proposing import Proposal

if TYPE_CHECKING:
    from app.storage.library import Library

_SURNAME = 3
"""Capitals as short as `AJ` are as often a first name."""
Read = Callable[[str], str]


class NameRead(NamedTuple):
    """A name as the file has it, and the one that is proposed."""

    written: str
    read: str


def with_known_names(opened: Opened, library: "Library") -> Opened:
    """Return `opened` with the names by which the library knows its athletes."""
    read = reader_of(athletes_known(library) if opened.proposals else ())
    return opened._replace(proposals=tuple(named(each, read) for each in opened.proposals))


def athletes_known(library: "Library") -> tuple[str, ...]:
    """Return the athletes of a library; one that cannot be read knows nobody."""
    try:
        return library.athletes()
    except LibraryError:
        return ()


def as_written(proposal: Proposal) -> Proposal:
    """Return `proposal` with the names of its file."""
    runners = tuple(each._replace(athlete=written_name(each)) for each in proposal.runners)
    return proposal._replace(runners=runners)


def names_read(proposal: Proposal) -> tuple[NameRead, ...]:
    """Return the names of a proposal that are not those of the file."""
    return tuple(
        NameRead(was, each.athlete)
        for each in proposal.runners
        if (was := written_name(each)) != each.athlete
    )


def reader_of(known: Iterable[str]) -> Read:
    """Return what reads a name: by the words of those `known`, else by its capitals.

    Capitals alone are no other name: a library finds `Laura MUIR` as Laura Muir.
    """
    by_words: dict[tuple[str, ...], list[str]] = {}
    for each in known:
        by_words.setdefault(_words(each), []).append(each)

    def read(name: str) -> str:
        there = by_words.get(_words(name), [])
        if any(each.lower() == name.lower() for each in there):
            return name
        return there[0] if len(there) == 1 else _first_name_first(name)

    return read


def named(proposal: Proposal, read: Read) -> Proposal:
    """Return `proposal` with its names as `read` has them; two of a race are never one."""
    names = [read(each.athlete) for each in proposal.runners]
    taken = {each.athlete.lower() for each in proposal.runners}
    runners = tuple(
        runner._replace(athlete=name)
        if names.count(name) == 1 and (name.lower() not in taken or name == runner.athlete)
        else runner
        for runner, name in zip(proposal.runners, names, strict=True)
    )
    return proposal._replace(runners=runners)


def _words(name: str) -> tuple[str, ...]:
    """Return the words of a name in the order of the alphabet, without case and accents."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = (each for each in plain if not unicodedata.combining(each))
    return tuple(sorted("".join(c if c.isalnum() else " " for c in letters).split()))


def _first_name_first(name: str) -> str:
    """`MUIR Laura` is Laura MUIR: the family name stands in capitals before the others."""
    words = name.split()
    count = next((i for i, each in enumerate(words) if not _in_capitals(each)), len(words))
    last, first = words[:count], words[count:]
    if not first or not any(len(each) >= _SURNAME for each in last):
        return name
    if any(not _is_first_name(each) for each in first):
        return name
    return " ".join((*first, *last))


def _in_capitals(word: str) -> bool:
    return word.isupper() and not any(each.isdigit() for each in word) and len(word) > 1


def _is_first_name(word: str) -> bool:
    return word[:1].isupper() and not word.isupper() and not any(c.isdigit() for c in word)
