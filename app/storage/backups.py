"""Which copies of the library are kept, and how is one made while a race is being stored?

Copies lie in a folder beside the library and are libraries themselves: any of them can be put in
its place. One is made on each day the library is opened, and one before its format changes.
"""

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from app.language import tr
from app.storage.failures import DamagedLibrary, failed
from app.storage.folders import keep_names

DAYS = 7
"""How many of the newest daily copies are kept; of the others the first of each month."""
MONTHS = 12
_DAILY = re.compile(r"(\d{4}-\d{2})-\d{2}")
_PAGES = 256
_PAUSE_S = 0.005


def folder_of(library: Path) -> Path:
    """Return where the copies of a library lie."""
    return library.parent / "backups"


def before_migration(connection: sqlite3.Connection, library: Path, version: int) -> Path:
    """Keep a copy of a library of an older format before it is changed; return its place."""
    stem = f"{library.stem}-format-{version}"
    copy = _free(folder_of(library), stem, library.suffix)
    _copy(connection, copy)
    return copy


def daily(library: Path, date: str) -> Path | None:
    """Make the copy of the day `date` (2026-11-21) unless it is there; None when nothing was done.

    May run in a thread while a race is written: it waits for every transaction, and the writer
    waits for none of its steps longer than some milliseconds. Raises `LibraryError`.
    """
    from app.storage import schema

    copy = folder_of(library) / f"{library.stem}-{date}{library.suffix}"
    try:
        if copy.exists():
            return None
        connection = schema.connect_for_reading(library)
        if connection is None:
            return None
        with closing(connection):
            _copy(connection, copy)
        _drop_old(library)
    except schema.FAILURES as error:
        raise failed(library, error) from error
    return copy


def newest(library: Path) -> tuple[Path, ...]:
    """Return the copies of a library, the newest first."""
    folder = folder_of(library)
    try:
        copies = [each for each in folder.iterdir() if each.suffix == library.suffix]
        return tuple(sorted(copies, key=lambda each: each.stat().st_mtime_ns, reverse=True))
    except OSError:
        return ()


def _copy(source: sqlite3.Connection, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    new = to.with_name(f"{to.name}.new")
    new.unlink(missing_ok=True)
    try:
        with closing(sqlite3.connect(new, isolation_level=None)) as target:
            source.backup(target, pages=_PAGES, sleep=_PAUSE_S)
            _check(target, to)
        new.replace(to)
    finally:
        new.unlink(missing_ok=True)
    keep_names(to.parent)


def _check(copy: sqlite3.Connection, to: Path) -> None:
    """A copy of a damaged library must not take the place of a sound one."""
    found = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if found != "ok":
        raise DamagedLibrary(tr("{to}: the library is damaged: {found}.", to=to, found=found))


def _drop_old(library: Path) -> None:
    dated = {_date(library, each): each for each in newest(library)}
    days = sorted((date for date in dated if date), reverse=True)
    kept = {*days[:DAYS], *_first_of_months(days)}
    for date in days:
        if date not in kept:
            dated[date].unlink()


def _first_of_months(days: Sequence[str]) -> list[str]:
    first: dict[str, str] = {}
    for day in sorted(days):
        first.setdefault(day[:7], day)
    return sorted(first.values(), reverse=True)[:MONTHS]


def _date(library: Path, copy: Path) -> str:
    date = copy.stem.removeprefix(f"{library.stem}-")
    return date if _DAILY.fullmatch(date) else ""


def _free(folder: Path, stem: str, suffix: str) -> Path:
    """Return a name in `folder` that no file has."""
    names = (f"{stem}{suffix}", *(f"{stem}-{number}{suffix}" for number in range(2, 10_000)))
    return next(each for name in names if not (each := folder / name).exists())
