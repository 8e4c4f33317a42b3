"""Is the library well, what is done for it, and what has to be said? Asked in a thread.

Nothing here is done to a library that another process writes to. What opens one is imported in the
thread: it takes longer than a frame.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.engine.clocks import Clock
from app.language import tr
from app.storage.failures import DamagedLibrary, LibraryError, failed, reason

if TYPE_CHECKING:
    from app.storage.recovery import Recovery
    from app.usecases.live_session import LeftRunning

_FIRST_PAGE = 200
_APPLICATION_AT = slice(68, 72)
KEEP_AWAKE = "keep_awake"
"""The name of the preference that keeps the machine awake; only `false` switches it off."""


class Care(NamedTuple):
    """What was found: at most one of `elsewhere`, `trouble` and `left`.

    `elsewhere`: another process writes. `trouble`: one sentence on why the library is of no use;
    with `damaged`, `mend` is what helps. `left` is a race or a training session that was left
    running, to be offered. `news` has
    to be told whatever else there is.
    """

    elsewhere: bool = False
    trouble: str = ""
    damaged: bool = False
    left: "LeftRunning | None" = None
    news: str = ""

    @property
    def well(self) -> bool:
        """Whether races are stored as they should be."""
        return not (self.elsewhere or self.trouble)


def look_after(library: Path, clock: Clock, *, timed: str = "") -> Care:
    """Open and list the library as the window does; `timed` is the session that is timed here."""
    from app.storage.library import Library
    from app.storage.listing import Query
    from app.storage.writer_lock import written_elsewhere
    from app.usecases.live_session import left_running
    from app.usecases.live_training import training_left

    try:
        if written_elsewhere(library):
            return Care(elsewhere=True)
        Library(library).find(Query(), limit=_FIRST_PAGE)
        race = left_running(library, clock, other_than=timed)
        return Care(left=race or training_left(library, clock, other_than=timed))
    except LibraryError as error:
        return _in_trouble(error)
    except OSError as error:  # not even whether it is there can be asked
        return _in_trouble(failed(library, error))


def glance(library: Path) -> Care:
    """Look no further than whether another process writes."""
    from app.storage.writer_lock import written_elsewhere

    try:
        return Care(elsewhere=written_elsewhere(library))
    except OSError as error:
        return _in_trouble(failed(library, error))


def mend(library: Path, clock: Clock) -> Care:
    """Recover a damaged library and say how that went; never while a race is timed here."""
    from app.storage.recovery import recover

    try:
        news = str(recover(library))
    except LibraryError as error:
        return Care(
            trouble=tr("It is damaged and cannot be recovered: {reason}.", reason=reason(error))
        )
    return look_after(library, clock)._replace(news=news)


def copy_of_the_day(library: Path, clock: Clock) -> Care:
    """Make the copy of today unless it is there, and look through it for damage."""
    from app.storage import backups
    from app.storage.writer_lock import written_elsewhere
    from app.usecases.last_setup import today_of

    today = today_of(clock)
    try:
        if written_elsewhere(library):
            return Care(elsewhere=True)
        if today:
            backups.daily(library, today)
    except DamagedLibrary as error:
        return _in_trouble(error)
    except LibraryError as error:
        return Care(
            news=tr("No copy of the library could be made today: {reason}.", reason=reason(error))
        )
    except OSError as error:
        return _in_trouble(failed(library, error))
    return Care()


def _in_trouble(error: LibraryError) -> Care:
    return Care(trouble=str(error), damaged=isinstance(error, DamagedLibrary))


def check_quickly(library: Path) -> None:
    """Let SQLite look through the file; raise `LibraryError` for what is wrong with it."""
    from contextlib import closing

    from app.storage import schema

    try:
        connection = schema.connect_for_reading(library)
        if connection is None:
            return
        with closing(connection):
            found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except schema.FAILURES as error:
        raise failed(library, error) from error
    if found != "ok":
        raise DamagedLibrary(
            tr("{library}: the library is damaged: {found}.", library=library, found=found)
        )


def check_wholly(library: Path) -> None:
    """Beyond `check_quickly`, read every record of every session; raise `LibraryError`."""
    from app.storage.library import Library
    from app.storage.listing import Query

    check_quickly(library)
    known = Library(library)
    for query in (Query(), Query(binned=True)):
        for summary in known.find(query):
            known.session(summary.id)


def recover_if_damaged(library: Path, *, force: bool = False) -> "Recovery | None":
    """Recover a library, None where it is sound; raise `LibraryError` where that cannot be done.

    With `force` a sound one is made anew too, and so is a file that nothing but the races in its
    pages shows to be a library. One of a newer Splitline never is.
    """
    from app.storage.recovery import recover

    if not library.is_file():
        raise LibraryError(
            tr("{library}: found no file, expected a library of Splitline.", library=library)
        )
    try:
        check_wholly(library)
    except DamagedLibrary:
        return recover(library)
    except LibraryError:
        if not (force and _holds_races(library)):
            raise
        return recover(library)
    return recover(library) if force else None


def _holds_races(library: Path) -> bool:
    """Whether there is anything to recover in a file whose head is none of ours; never in a newer."""
    from app.storage.carving import rows_in
    from app.storage.remains import remains_of
    from app.storage.schema import APPLICATION_ID

    try:
        head = library.read_bytes()[:100]
        ours = int.from_bytes(head[_APPLICATION_AT]) == APPLICATION_ID
        return not ours and bool(remains_of(rows_in(library)).sessions)
    except OSError as error:
        raise failed(library, error) from error


def wants_awake(path: Path) -> bool:
    """Whether the machine may be kept awake while a race runs, by the preferences at `path`."""
    from app.storage import preferences

    return preferences.read(path).chosen.get(KEEP_AWAKE, True) is not False
