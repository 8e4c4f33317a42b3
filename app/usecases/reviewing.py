"""What was read of files or of pasted text, what was answered, and what would be stored of it?

A review is a value: every answer makes a new one. Nothing is stored from here. Columns and races
are counted from 0.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from app.domain.refusals import Refusal
from app.formats.file_text import FormatError
from app.formats.results.found import FoundColumn
from app.formats.session_json import SessionDocument
from app.language import tr
from app.usecases.dated import dated, day_of
from app.usecases.importing import Opened, is_ours, open_import, open_text
from app.usecases.known_names import NameRead, as_written, named, names_read, reader_of
from app.usecases.proposing import Answers, Proposal, again, propose_race
from app.usecases.recorded_race import NoSuchRace

_TOLD = (FormatError, NoSuchRace, Refusal)
_AS_FOUND: Mapping[int, str] = {}
_MOST_FILES = 200
_MOST_OF_OURS = 4 << 20


class Source(NamedTuple):
    """A file by its `path`, or text that was pasted as `content`.

    With `today` the file has just come in: a race without a day was on the day of the file.
    """

    name: str
    path: Path | None = None
    content: bytes = b""
    today: str = ""


class Reading(NamedTuple):
    """One source as it was understood; where it was not, `trouble` is the sentence why.

    `corrected` are the meanings that somebody gave to columns. `columns` are there for a table
    even where its cells cannot be read by them.
    """

    source: Source
    opened: Opened | None = None
    trouble: str = ""
    columns: tuple[FoundColumn, ...] = ()
    corrected: Mapping[int, str] = _AS_FOUND


class Item(NamedTuple):
    """One race of a reading: results as a proposal, or a session of ours. `kept` is to be stored."""

    reading: int
    proposal: Proposal | None = None
    document: SessionDocument | None = None
    kept: bool = True

    @property
    def is_start_list(self) -> bool:
        """Whether it is a field for a race still to come."""
        return self.proposal is not None and self.proposal.is_start_list

    @property
    def asks(self) -> bool:
        """Whether its marks wait for somebody to confirm them, and nothing else is wrong."""
        return self.proposal is not None and self.proposal.asks and not self.proposal.problem


class Review(NamedTuple):
    """What was read, its races, and which of them is looked at.

    `known` are the athletes of the library, by whom names are read; `as_written` refuses that.
    """

    readings: tuple[Reading, ...] = ()
    items: tuple[Item, ...] = ()
    at: int = 0
    known: tuple[str, ...] = ()
    as_written: bool = False

    @property
    def shown(self) -> Item | None:
        """The race that is looked at; None where nothing could be read."""
        return self.items[self.at] if self.items else None

    @property
    def reading(self) -> Reading | None:
        """What the race that is looked at was read from; the first reading where there is none."""
        if self.shown is not None:
            return self.readings[self.shown.reading]
        return self.readings[0] if self.readings else None

    @property
    def stored(self) -> tuple[Item, ...]:
        """The races that are to be stored; start lists are no results."""
        return tuple(each for each in self.items if each.kept and not each.is_start_list)


def review(sources: Sequence[Source], known: Sequence[str] = ()) -> Review:
    """Read sources; what cannot be read says so in its reading. `known` are athletes by name."""
    if len(sources) > _MOST_FILES:
        found = tr(
            "found {total} files, expected at most {most} at once",
            total=len(sources),
            most=_MOST_FILES,
        )
        return Review(
            (Reading(Source(tr("these files")), trouble=tr("these files: {found}", found=found)),)
        )
    readings = tuple(_read(each, _AS_FOUND) for each in sources)
    return _with_readings(Review(known=tuple(known)), readings)


def _read(source: Source, corrected: Mapping[int, str]) -> Reading:
    try:
        opened = _opened(source, corrected)
    except _TOLD as fault:
        columns = _columns_of(source, corrected)
        return Reading(source, None, str(fault), columns, corrected)
    columns = opened.found.columns if opened.found else ()
    return Reading(source, opened, "", columns, corrected)


def _opened(source: Source, corrected: Mapping[int, str]) -> Opened:
    if source.path is None:
        return open_text(source.content, source.name, columns=corrected)
    if source.path.exists() and not (source.path.is_file() or source.path.is_dir()):
        raise FormatError(tr("{path}: found a device or a pipe, expected a file", path=source.path))
    if is_ours(source.path):
        _check_size(source.path)
    opened = open_import(source.path, columns=corrected)
    return dated(opened, day_of(source.path, source.today)) if source.today else opened


def _check_size(path: Path) -> None:
    """JSON is read in one go that nothing else runs beside: what is huge is for the command line."""
    try:
        size = path.stat().st_size
    except OSError:
        return
    if size > _MOST_OF_OURS:
        found = tr(
            "found {size:.0f} MB, expected at most {most} MB here",
            size=size / (1 << 20),
            most=_MOST_OF_OURS >> 20,
        )
        raise FormatError(
            tr("{path}: {found}; splitline import takes more", path=path, found=found)
        )


def _columns_of(source: Source, corrected: Mapping[int, str]) -> tuple[FoundColumn, ...]:
    """Return the columns of a table that cannot be read by their meanings, to be corrected."""
    from app.formats.results.csv_results import shown_columns
    from app.formats.results.read_results import TABLE, form_of
    from app.formats.results.text import content_of

    try:
        if source.path is not None and (not source.path.is_file() or is_ours(source.path)):
            return ()
        content = source.content if source.path is None else content_of(source.path)
        if form_of(content, source.name) is not TABLE:
            return ()
        return shown_columns(content, source.name, corrected)
    except FormatError:
        return ()


def _with_readings(seen: Review, readings: tuple[Reading, ...]) -> Review:
    before = seen.items
    items = tuple(item for i, each in enumerate(readings) for item in _items_of(i, each, before))
    at = min(seen.at, max(0, len(items) - 1))
    return _named(seen._replace(readings=readings, items=items, at=at))


def _named(seen: Review) -> Review:
    """Return the review with its names by the library, or as they are written."""
    read = reader_of(seen.known)

    def of(proposal: Proposal) -> Proposal:
        plain = as_written(proposal)
        return plain if seen.as_written else named(plain, read)

    items = (
        each if each.proposal is None else each._replace(proposal=of(each.proposal))
        for each in seen.items
    )
    return seen._replace(items=tuple(items))


def names_as_written(seen: Review, *, refused: bool) -> Review:
    """Return the review with the names of the files, or without `refused` those of the library."""
    return _named(seen._replace(as_written=refused))


def names_of(seen: Review) -> tuple[NameRead, ...]:
    """Return the names of the race that is looked at which the library writes in another way."""
    if seen.shown is None or seen.shown.proposal is None:
        return ()
    return names_read(named(as_written(seen.shown.proposal), reader_of(seen.known)))


def _items_of(place: int, reading: Reading, before: Sequence[Item]) -> list[Item]:
    """Return the races of a reading; what was answered of them before holds as long as it can."""
    if reading.opened is None:
        return []
    if reading.opened.documents:
        return [Item(place, document=each) for each in reading.opened.documents]
    known = [each for each in before if each.reading == place and each.proposal is not None]
    fresh = [Item(place, each) for each in reading.opened.proposals]
    if len(known) != len(fresh):
        return fresh
    return [_as_answered(new, old) for new, old in zip(fresh, known, strict=True)]


def _as_answered(new: Item, old: Item) -> Item:
    assert new.proposal is not None, "results are proposals"
    assert old.proposal is not None, "results are proposals"
    said = old.proposal.answers._replace(confirmed=False)
    proposal = propose_race(new.proposal.race, new.proposal.form, new.proposal.source, said)
    return new._replace(proposal=proposal, kept=old.kept)


def with_column(seen: Review, column: int, meaning: str) -> Review:
    """Return the review with the table that is looked at read again, a column meaning another.

    A meaning that there is not, or by which the table cannot be read, is told in its reading.
    """
    reading = seen.reading
    if reading is None:
        return seen
    corrected = {**reading.corrected, column: meaning}
    fresh = _read(reading.source, corrected)
    if not fresh.columns:
        fresh = reading._replace(trouble=fresh.trouble)
    place = seen.readings.index(reading)
    readings = (*seen.readings[:place], fresh, *seen.readings[place + 1 :])
    return _with_readings(seen, readings)


def at_race(seen: Review, place: int) -> Review:
    """Return the review with another race looked at."""
    return seen._replace(at=place) if 0 <= place < len(seen.items) else seen


def keep(seen: Review, place: int, *, kept: bool) -> Review:
    """Return the review with a race that is to be stored, or is not."""
    items = list(seen.items)
    items[place] = items[place]._replace(kept=kept)
    return seen._replace(items=tuple(items))


def answer(seen: Review, **said: str) -> Review:
    """Return the review with `event`, `lap`, `line` or `marks` said of the race that is looked at.

    The same holds for all races of which the same was understood: the heats of a meet.
    """
    return _said(seen, like_shown(seen), **said, confirmed=False)


def say_day(seen: Review, day: str) -> Review:
    """Return the review with the day of the race that is looked at, like `2026-11-21`.

    Where it had none, it is that of all races without one; else of those of its file on its day.
    """
    return _said(seen, _same_day(seen), date=day.strip())


def _same_day(seen: Review) -> list[int]:
    shown = seen.shown
    if shown is None or shown.proposal is None:
        return []
    day, reading = shown.proposal.date, shown.reading
    return [
        i
        for i, each in enumerate(seen.items)
        if each.proposal is not None
        and each.proposal.date == day
        and (not day or each.reading == reading)
    ]


def confirm(seen: Review) -> Review:
    """Return the review with the proposed marks of the race, and of all like it, as right.

    The next race whose marks wait is looked at, if there is one.
    """
    if seen.shown is None or not seen.shown.asks:
        return seen
    sure = _said(seen, like_shown(seen), confirmed=True)
    waiting = [i for i, each in enumerate(sure.items) if each.asks and each.kept]
    return sure._replace(at=waiting[0]) if waiting else sure


def _said(seen: Review, places: Sequence[int], **said: object) -> Review:
    alike = set(places)
    items = tuple(
        _with_answers(each, each.proposal.answers._replace(**said))  # type: ignore[arg-type]
        if i in alike and each.proposal is not None
        else each
        for i, each in enumerate(seen.items)
    )
    return _named(seen._replace(items=items))


def _with_answers(item: Item, answers: Answers) -> Item:
    assert item.proposal is not None, "only results are asked about"
    return item._replace(proposal=again(item.proposal, answers))


def like_shown(seen: Review) -> list[int]:
    """Return the places of the races of which the same was understood as of the one in sight."""
    if seen.shown is None or seen.shown.proposal is None:
        return []
    wanted = _understood(seen.shown.proposal)
    return [
        i
        for i, each in enumerate(seen.items)
        if each.proposal is not None and _understood(each.proposal) == wanted
    ]


def _understood(proposal: Proposal) -> tuple[object, ...]:
    event = proposal.event
    title = event.name if event else ""
    said = proposal.answers._replace(date="")
    return title, proposal.lap, proposal.line, proposal.marks, proposal.asks, said


def in_the_way(seen: Review) -> tuple[str, int]:
    """Return the sentence why what is kept cannot be stored, and for which race; "" if it can."""
    for i, each in enumerate(seen.items):
        problem = each.proposal.problem if each.proposal is not None else ""
        if problem and each.kept and not each.is_start_list:
            return problem, i
    waiting = [i for i, each in enumerate(seen.items) if each.kept and each.asks]
    if waiting and seen.stored:
        proposal = seen.items[waiting[0]].proposal
        return (proposal.sentence if proposal else ""), waiting[0]
    return "", 0


def documents(seen: Review) -> tuple[SessionDocument, ...]:
    """Return the sessions that are to be stored; raise `FormatError` for the first not ready."""
    from app.usecases.accepting import accept

    found = []
    for each in seen.stored:
        if each.document is not None:
            found.append(each.document)
        elif each.proposal is not None:
            found.append(accept(each.proposal))
    return tuple(found)
