"""Which finishes do many partial races point to? One JSON object a line, in and out.

Seconds and metres are JSON numbers; a bad line gives its `error` and the rest goes on.
"""

import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from app.cli.partial_race import BadSplits, PartialRace, line_object, project_finish
from app.domain.course import Distance, format_metres
from app.domain.refusals import Refusal
from app.domain.target import Target
from app.domain.times import Duration, seconds
from app.formats.checked_table import Table
from app.formats.file_text import FormatError, reason, write_whole
from app.usecases.targets import targets_of

_CLASSES = ("paced", "championship", "")
_STANDARD_INPUT = "-"
_LONGEST_S = 1e9


def project_batch(path: str, out: Path | None, targets: tuple[str, ...]) -> tuple[int, int]:
    """Project every line of `path` (`-` is standard input); return how many, and how many failed.

    The answers go to `out`, written whole at the end, or to standard output as they come.
    """
    answers = _answers(_lines(path), targets)
    done = failed = 0
    kept: list[str] = []
    for answer in answers:
        done += 1
        failed += "error" in answer
        text = json.dumps(answer, allow_nan=False)
        if out is None:
            print(text)
        else:
            kept.append(f"{text}\n")
    if out is not None:
        write_whole(out, "".join(kept).encode())
    return done, failed


def _lines(path: str) -> Iterator[bytes]:
    try:
        if path == _STANDARD_INPUT:
            yield from sys.stdin.buffer
            return
        if Path(path).is_dir():
            raise FormatError(f"{path}: found a folder, expected a file")
        with Path(path).open("rb") as file:
            yield from file
    except (OSError, ValueError) as fault:
        if isinstance(fault, FormatError):
            raise
        raise FormatError(f"{path}: cannot be read: {reason(fault)}") from None


def _answers(lines: Iterable[bytes], targets: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if line.strip():
            yield _answer(line, f"line {number}", targets)


def _answer(line: bytes, place: str, targets: tuple[str, ...]) -> dict[str, Any]:
    race_id: object = None
    try:
        table = Table(place, _parsed(line, place), FormatError)
        race_id = _id(table)
        return line_object(race_id, project_finish(_race(table, targets)))
    except FormatError as fault:
        return {"id": race_id, "error": str(fault)}
    except (BadSplits, Refusal) as fault:
        return {"id": race_id, "error": f"{place}: {fault}"}


def _parsed(line: bytes, place: str) -> object:
    try:
        return json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise FormatError(f"{place}: found bytes that are no UTF-8, expected JSON") from None
    except json.JSONDecodeError as fault:
        words = fault.msg[:1].lower() + fault.msg[1:]
        raise FormatError(
            f"{place}: column {fault.colno}: found no JSON ({words}), expected JSON"
        ) from None
    except RecursionError:
        raise FormatError(f"{place}: found values nested too deep, expected a few") from None
    except ValueError:
        raise FormatError(
            f"{place}: found a number of thousands of digits, expected a shorter one"
        ) from None


def _id(table: Table) -> str | int:
    value = table.value("id", "a text or a whole number")
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise table.fault("id", found=type(value).__name__, expected="a text or a whole number")
    return value


def _race(table: Table, targets: tuple[str, ...]) -> PartialRace:
    distance = table.distance("distance_m")
    return PartialRace(
        event=format_metres(distance),
        distance=distance,
        splits=tuple(_split(each) for each in table.tables("splits")),
        race_class=table.one_of("race_class", _CLASSES, ""),
        best=_best(table),
        target=_target(targets, distance),
    )


def _split(table: Table) -> tuple[Distance, Duration]:
    return table.distance("mark_m"), _seconds(table, "time_s")


def _best(table: Table) -> Duration | None:
    if not table.has("best_s") or table.value("best_s", "seconds") is None:
        return None
    return _seconds(table, "best_s")


def _seconds(table: Table, key: str) -> Duration:
    value = table.number(key, "seconds above zero")
    if value > _LONGEST_S:
        raise table.fault(key, found=f"{value:g}", expected="seconds above zero, of a race")
    return seconds(value)


def _target(texts: tuple[str, ...], distance: Distance) -> Target | None:
    return targets_of(texts, distance)[0] if texts else None
