"""Which targets are there from the start? Those of resources/targets, one file per distance.

resources/README.md describes the format; times are nanoseconds, distances millimetres.
"""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.target import Target
from app.domain.times import Duration
from app.formats.checked_table import Table
from app.formats.file_text import FormatError
from app.formats.toml_file import check_format, read_toml
from app.resource_files import resource, resource_names

FOLDER = "targets"
_FORMAT = "splitline-targets"


class TargetFileError(FormatError):
    """A target file that cannot be taken."""


class ShippedTarget(NamedTuple):
    """A target line under its short name, its full title, and what is known of it."""

    target: Target
    title: str
    note: str
    source: str


def read_target_file(path: Path) -> tuple[ShippedTarget, ...]:
    """Return the targets in `path`; raise `TargetFileError` with what is wrong."""
    top = read_toml(path, TargetFileError)
    check_format(top, _FORMAT)
    distance = top.distance("distance_m")
    found: list[ShippedTarget] = []
    for table in top.tables("target"):
        each = _shipped(table, distance)
        if any(other.target.id == each.target.id for other in found):
            raise table.fault("id", found=f'"{each.target.id}" again', expected="an id of its own")
        found.append(each)
    top.close()
    return tuple(found)


def _shipped(table: Table, distance: Distance) -> ShippedTarget:
    finish = table.time("time")
    if finish <= 0:
        raise table.fault("time", found="0.00", expected="a time above zero")
    target = Target(
        id=table.text("id"),
        name=table.text("short"),
        knots=((Distance(0), Duration(0)), (distance, finish)),
        basis=table.one_of("basis", ("", "gun", "movement"), ""),
    )
    shipped = ShippedTarget(
        target, table.text("name"), table.text("note", ""), table.text("source", "")
    )
    table.close()
    return shipped


@cache
def shipped_targets() -> tuple[ShippedTarget, ...]:
    """Return every target that is there from the start, in the order of files and lines."""
    names = resource_names(FOLDER, ".toml")
    return tuple(
        each for name in names for each in read_target_file(resource(f"{FOLDER}/{name}.toml"))
    )


def find_target(text: str, distance: Distance) -> Target:
    """Return the target over `distance` that an id or a typed text means.

    Raise `BadTarget` when the text means none. A time that is typed in another way than its id
    (`4:6.42` is none, `4:06.420` is) finds the same target.
    """
    shipped = {e.target.id: e.target for e in shipped_targets() if e.target.distance == distance}
    known = shipped.get(text.strip())
    if known is None:
        from app.domain.target_text import read_target

        typed = read_target(text, distance)
        known = shipped.get(typed.id, typed)
    return known
