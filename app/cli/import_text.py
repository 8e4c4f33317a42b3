"""How does a proposal read in a terminal? One line of what it is, the columns, a line an athlete."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from app.domain.times import canonical, seconds

_MOST = 40
_MOST_SPLITS = 30


def proposal_lines(race: Mapping[str, Any]) -> list[str]:
    """Return the lines for what `splitline import --dry-run` says of a race in JSON."""
    if "athletes" not in race:
        return [f"{race['file']}: {race['form']} {race['id']}"]
    return list(_lines(race))


def _lines(race: Mapping[str, Any]) -> Iterator[str]:
    event = race["event"] or "an event that nobody has named"
    yield f"{race['file']}: {race['form']}: {race['title']} ({event})"
    yield from _columns(race["columns"])
    if race["marks_m"]:
        marks = ", ".join(_metres(mark) for mark in race["marks_m"][:_MOST_SPLITS])
        yield f"  marks: {marks} ({race['why']})"
    yield from (f"  or: {_choice(each)}" for each in race["choices"][1:])
    yield from (f"  {_athlete(each)}" for each in race["athletes"][:_MOST])
    if len(race["athletes"]) > _MOST:
        yield f"  and {len(race['athletes']) - _MOST} more"
    hint = "; --names as-written keeps it"
    yield from (f"{line}{hint}" for line in name_lines(race))
    yield from (f"  note: {each}" for each in race["notes"])
    if not race["date"]:
        yield "  no date: it is listed last and counts for no season; --date DAY says it"
    yield f"  not ready: {race['problem']}" if race["problem"] else "  ready to be stored"


def name_lines(race: Mapping[str, Any]) -> Iterator[str]:
    """Yield a line for each name that is not stored as the file has it."""
    for each in race.get("names", ()):
        yield f"  name: {each['written']} is stored as {each['stored']}"


def _columns(columns: Sequence[Mapping[str, Any]]) -> Iterator[str]:
    """A line for each column that is read; the others are only named."""
    read = [each for each in columns if each["meaning"]]
    yield from (f"  column {each['column']}: {_column(each)}" for each in read)
    others = [
        f"{each['column']} {each['head'] or 'no head'}" for each in columns if each not in read
    ]
    if others:
        yield f"  columns that are not read: {', '.join(others)}"


def _column(column: Mapping[str, Any]) -> str:
    cells: Sequence[str] = [each for each in column["cells"] if each][:3]
    return f"{column['head'] or 'no head'} = {column['meaning']} ({', '.join(cells)})"


def _choice(choice: Mapping[str, Any]) -> str:
    marks = ", ".join(_metres(mark) for mark in choice["marks_m"][:_MOST_SPLITS])
    return f"{marks} ({choice['why']})"


def _athlete(athlete: Mapping[str, Any]) -> str:
    times = [
        f"{_metres(each['mark_m'])}: {_time(each)}" for each in athlete["splits"][:_MOST_SPLITS]
    ]
    said = ", ".join([*times, *([athlete["status"]] if athlete["status"] else [])])
    return f"{athlete['lane']} {athlete['athlete']}: {said or 'no time'}"


def _time(split: Mapping[str, Any]) -> str:
    """Write a time with what the file says of it: by hand, or an estimate."""
    about, sign = "about " if split["estimated"] else "", "h" if split["by_hand"] else ""
    return f"{about}{canonical(seconds(split['split_s']))}{sign}"


def _metres(value: float) -> str:
    return f"{value:.3f}".rstrip("0").rstrip(".")
