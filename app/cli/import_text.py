"""How does a proposal read in a terminal? One line of what it is, the columns, a line an athlete."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.times import canonical, seconds
from app.language import figure, tr

_MOST = 40
_MOST_SPLITS = 30


def proposal_lines(race: Mapping[str, Any]) -> list[str]:
    """Return the lines for what `splitline import --dry-run` says of a race in JSON."""
    if "athletes" not in race:
        return [f"{race['file']}: {race['form']} {race['id']}"]
    return list(_lines(race))


def _lines(race: Mapping[str, Any]) -> Iterator[str]:
    event = race["event"] or tr("an event that nobody has named")
    yield f"{race['file']}: {race['form']}: {race['title']} ({event})"
    yield from _columns(race["columns"])
    if race["marks_m"]:
        marks = ", ".join(_metres(mark) for mark in race["marks_m"][:_MOST_SPLITS])
        yield "  " + tr("marks: {marks} ({why})", marks=marks, why=race["why"])
    yield from ("  " + tr("or: {marks}", marks=_choice(each)) for each in race["choices"][1:])
    yield from (f"  {_athlete(each)}" for each in race["athletes"][:_MOST])
    if len(race["athletes"]) > _MOST:
        yield "  " + tr("and {count} more", count=len(race["athletes"]) - _MOST)
    yield from (tr("{line}; --names as-written keeps it", line=line) for line in name_lines(race))
    yield from (f"  {tr('note')}: {each}" for each in race["notes"])
    if not race["date"]:
        yield "  " + tr("no date: it is listed last and counts for no season; --date DAY says it")
    problem = race["problem"]
    ready = tr("not ready: {why}", why=problem) if problem else tr("ready to be stored")
    yield f"  {ready}"


def name_lines(race: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each name that is not stored as the file has it."""
    for each in race.get("names", ()):
        yield "  " + tr("name: {written} is stored as {stored}", **each)


def _columns(columns: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each column that is read; the others are only named."""
    read = [each for each in columns if each["meaning"]]
    yield from (
        "  " + tr("column {number}: {words}", number=each["column"], words=_column(each))
        for each in read
    )
    others = [
        f"{each['column']} {each['head'] or tr('no head')}" for each in columns if each not in read
    ]
    if others:
        yield "  " + tr("columns that are not read: {columns}", columns=", ".join(others))


def _column(column: Mapping[str, Any]) -> str:
    cells: Sequence[str] = [each for each in column["cells"] if each][:3]
    return f"{column['head'] or tr('no head')} = {column['meaning']} ({', '.join(cells)})"


def _choice(choice: Mapping[str, Any]) -> str:
    marks = ", ".join(_metres(mark) for mark in choice["marks_m"][:_MOST_SPLITS])
    return f"{marks} ({choice['why']})"


def _athlete(athlete: Mapping[str, Any]) -> str:
    times = [
        f"{_metres(each['mark_m'])}: {_time(each)}" for each in athlete["splits"][:_MOST_SPLITS]
    ]
    said = ", ".join([*times, *([athlete["status"]] if athlete["status"] else [])])
    return f"{athlete['lane']} {athlete['athlete']}: {said or tr('no time')}"


def _time(split: Mapping[str, Any]) -> str:
    """Write a time with what the file says of it: by hand, or an estimate."""
    time = figure(canonical(seconds(split["split_s"]))) + ("h" if split["by_hand"] else "")
    return tr("about {time}", time=time) if split["estimated"] else time


def _metres(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
