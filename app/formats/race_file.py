"""What does the file of a famous race say? Its facts, every figure with its source.

resources/README.md describes the format. Distances are millimetres, times nanoseconds. What is
wrong is refused in one sentence, and nothing is half read.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NamedTuple

from app.domain.course import Distance, format_metres
from app.domain.disciplines import discipline
from app.domain.refusals import Refusal
from app.formats.checked_table import Table
from app.formats.file_text import FormatError
from app.formats.race_readings import (
    ClockReading,
    LineReading,
    OwnBest,
    PublishedSplit,
    Sources,
    read_best,
    read_cited,
    read_clock,
    read_line,
    read_splits,
)
from app.formats.target_file import find_target
from app.formats.toml_file import check_format, read_toml

_FORMAT = "splitline-race"
_LONGEST_NOTE = 60


class RaceFileError(FormatError):
    """A race file that cannot be taken."""


class Remark(NamedTuple):
    """What sources say about a place of the race, None for the race as a whole."""

    at: Distance | None
    text: str
    sources: tuple[str, ...]


class RaceFile(NamedTuple):
    """One race. `own_result` is the id of the target that is its own result, if one is.

    `best` is how good the athlete was known to be before it.
    """

    id: str
    title: str
    athlete: str
    event: str
    distance: Distance
    lap: Distance
    date: str
    venue: str
    race_class: str
    status: str
    conditions: str
    targets: tuple[str, ...]
    own_result: str
    precision_s: float
    line: LineReading
    clock: ClockReading
    splits: tuple[PublishedSplit, ...]
    conflicts: tuple[Remark, ...]
    notes: tuple[Remark, ...]
    sources: Sources
    best: OwnBest | None = None


def read_race_file(path: Path) -> RaceFile:
    """Return the race in `path`; raise `RaceFileError` with what is wrong."""
    top = read_toml(path, RaceFileError)
    check_format(top, _FORMAT)
    sources = _sources(top)
    distance = _distance(top)
    splits = read_splits(top, sources)
    targets = _targets(top, distance)
    race = RaceFile(
        id=_id(top),
        title=top.text("title"),
        athlete=top.text("athlete"),
        event=discipline(top.text("event")).name,
        distance=distance,
        lap=top.distance("lap_m"),
        date=_date(top),
        venue=top.text("venue"),
        race_class=top.one_of("race_class", ("paced", "championship")),
        status=top.text("status", ""),
        conditions=top.text("conditions", ""),
        targets=targets,
        own_result=_own_result(top, targets),
        precision_s=top.number("precision_s"),
        line=read_line(top, distance, splits),
        clock=read_clock(top, splits, sources),
        splits=splits,
        conflicts=_remarks(top, "conflicts", distance, sources),
        notes=_remarks(top, "notes", distance, sources),
        sources=sources,
        best=read_best(top, distance, sources),
    )
    top.close()
    return race


def _id(top: Table) -> str:
    value = top.text("id")
    if not value.replace("-", "").replace("_", "").isalnum():
        raise top.fault("id", found=f'"{value}"', expected="letters, digits and hyphens")
    return value


def _date(top: Table) -> str:
    value = top.text("date")
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise top.fault("date", found=f'"{value}"', expected="a date like 2025-06-26") from None


def _distance(top: Table) -> Distance:
    distance = top.distance("distance_m")
    try:
        usual = discipline(top.text("event")).distance
    except Refusal as refusal:
        raise top.broken("event", str(refusal).removeprefix("event: ")) from None
    if usual != distance:
        found, expected = format_metres(distance), format_metres(usual)
        raise top.fault("distance_m", found=found, expected=f"{expected} for the event")
    return distance


def _sources(top: Table) -> Sources:
    table = top.table("sources")
    return {key: table.text(key) for key in table.every_key()}


def _targets(top: Table, distance: Distance) -> tuple[str, ...]:
    texts = top.texts("targets")
    if not texts:
        raise top.fault("targets", found="an empty list", expected="one target or more")
    for i, text in enumerate(texts):
        try:
            find_target(text, distance)
        except Refusal as refusal:
            raise top.broken(f"targets[{i}]", str(refusal).removeprefix("target: ")) from None
        if text in texts[:i]:
            raise top.fault(f"targets[{i}]", found=f'"{text}" again', expected="another target")
    return texts


def _own_result(top: Table, targets: Sequence[str]) -> str:
    value = top.text("own_result", "")
    if value and value not in targets:
        expected = f"one of its targets, {', '.join(targets)}"
        raise top.fault("own_result", found=f'"{value}"', expected=expected)
    return value


def _remarks(top: Table, key: str, distance: Distance, sources: Sources) -> tuple[Remark, ...]:
    """A note is a flag at a place; a conflict may be about the race as a whole."""
    remarks: list[Remark] = []
    for table in top.tables(key, needed=False):
        at = table.place("at_m") if key == "notes" or table.has("at_m") else None
        if at is not None and at > distance:
            expected = f"at most {format_metres(distance)}"
            raise table.fault("at_m", found=format_metres(at), expected=expected)
        text = table.text("text")
        if key == "notes" and len(text) > _LONGEST_NOTE:
            found = f"{len(text)} characters"
            raise table.fault("text", found=found, expected=f"at most {_LONGEST_NOTE}")
        remarks.append(Remark(at, text, read_cited(table, sources)))
        table.close()
    return tuple(remarks)
