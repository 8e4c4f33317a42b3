"""Does a kill at a random moment lose what was acknowledged, or the time?

A process times races with repairs and undo into one library and is killed without warning, again
and again; SQLite journals in every other library as its newest versions may. After each kill the
library has to be sound, the race a prefix of what was done that holds all that was said to be
saved, and the clock of the race, taken up again, where it would be had nothing happened.

Often the race is read just before the kill, as a second window may. Such a reader waits for the
one who writes; where that takes too long it looks again, as the window does.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple, TypeVar

from app.domain.events import Record
from app.domain.times import NS_PER_MS, NS_PER_S
from app.engine.clocks import BootClock
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.soundness import state_of
from app.storage.writer_lock import written_elsewhere
from app.usecases.live_session import reopen
from tests.bench.torture import report
from tests.bench.torture.power import MODES

ROOT = Path(__file__).parents[3]
_PRESSES = 100_000
_LONGEST_S = 0.35
_READ = 0.5
"""How often somebody else is reading the race just before the kill."""
_RACES_PER_LIBRARY = 50
TOLERATED_MS = 1.0
PATIENCE_S = 20.0
"""How long it is looked again at a library that is locked; the window looks every 5 s."""
_LOOK_AGAIN_S = 0.1

LOST, ORDER, UNSOUND = "lost an acknowledged record", "out of order", "not sound"
UNREADABLE, LOCKED = "could not be read", "never to be looked at"
CLOCK, ENDED = "clock not known", "ended before the kill"
KINDS = (LOST, ORDER, UNSOUND, UNREADABLE, LOCKED, CLOCK, ENDED)

T = TypeVar("T")


class Wrong(NamedTuple):
    """What is wrong with a race: one of `KINDS`, and what was found."""

    kind: str
    words: str


class Look(NamedTuple):
    """What a look at the library cost: how often it was locked before it could be done, until then
    (ns), and what SQLite said."""

    refused: int = 0
    waited_ns: int = 0
    why: str = ""


class Killed(NamedTuple):
    """One kill: what had been acknowledged, what was there, and what is wrong with it.

    `meanwhile` is the look just before the kill, None where nobody looked; `afterwards` the one
    after it, when nobody can hold a lock any more.
    """

    acknowledged: int
    stored: int
    clock_error_ns: int
    wrong: tuple[Wrong, ...] = ()
    meanwhile: Look | None = None
    afterwards: Look = Look()


def is_locked(error: LibraryError) -> bool:
    """Whether SQLite gave up waiting for another that has the file locked."""
    name = getattr(error.__cause__, "sqlite_errorname", "")
    return name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED"))


def patiently(ask: Callable[[], T], patience_s: float | None = None) -> tuple[T, Look]:
    """Ask until the library is not locked, and say what that cost.

    Raises `LibraryError` for any other trouble at once, for a lock after `PATIENCE_S`.
    """
    clock, look, pause = BootClock(), Look(), threading.Event()
    began = clock.now()
    while True:
        try:
            return ask(), look
        except LibraryError as error:
            waited = clock.now() - began
            long = waited > (PATIENCE_S if patience_s is None else patience_s) * NS_PER_S
            if long or not is_locked(error):
                raise
            why = str(getattr(error.__cause__, "sqlite_errorname", ""))
            look = Look(look.refused + 1, waited, why)
            pause.wait(_LOOK_AGAIN_S)


def kill_once(library: Path, dice: random.Random, mode: str = "delete") -> Killed:
    """Time a race in another process, kill it at a random moment, and look what is there."""
    seed = dice.randrange(10**9)
    words = [sys.executable, "-m", "tests.bench.torture.presser", library, _PRESSES, seed, mode]
    with subprocess.Popen(
        [*map(str, words)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        session = process.stdout.readline().strip()
        threading.Event().wait(dice.uniform(0, _LONGEST_S))
        reads = dice.random() < _READ
        seen = _seen(library, session) if reads and session else _Seen()
        ended = process.poll() is not None
        os.kill(process.pid, signal.SIGKILL)
        said = [int(line) for line in process.stdout.read().split("\n")[:-1]]
    if ended:
        return Killed(0, 0, 0, (Wrong(ENDED, f"with {process.returncode}"),))
    meanwhile = seen.look if reads else None
    return _looked_at(library, session, max(said, default=0), seen)._replace(meanwhile=meanwhile)


class _Seen(NamedTuple):
    """What of a race could be read, at what cost."""

    records: tuple[Record, ...] = ()
    look: Look = Look()
    wrong: tuple[Wrong, ...] = ()


def _seen(library: Path, session: str) -> _Seen:
    """Read a race as it is at this moment; none where it is not known."""
    kept = Library(library)

    def ask() -> tuple[Record, ...]:
        return kept.records(session) if kept.knows(session) else ()

    try:
        records, look = patiently(ask)
    except LibraryError as error:
        return _Seen(wrong=(Wrong(LOCKED if is_locked(error) else UNREADABLE, str(error)),))
    return _Seen(records, look, _fold_wrong(records))


def _fold_wrong(records: tuple[Record, ...]) -> tuple[Wrong, ...]:
    try:
        if records:
            state_of(records)
    except LibraryError as error:
        return (Wrong(UNREADABLE, str(error)),)
    return ()


def _looked_at(library: Path, session: str, acknowledged: int, before: _Seen) -> Killed:
    found = _seen(library, session)
    wrong = (*before.wrong, *found.wrong)
    if not found.wrong:
        wrong += _judged(found.records, acknowledged, before.records)
    error = 0
    if found.records and not found.wrong:
        wrong += _lock_wrong(library)
        error, clock_wrong = _clock_error(library, session)
        wrong += clock_wrong
    if library.exists() and not sound(library):
        wrong += (Wrong(UNSOUND, f"{library}"),)
    return Killed(acknowledged, len(found.records), error, wrong, afterwards=found.look)


def _judged(
    records: tuple[Record, ...], acknowledged: int, before: tuple[Record, ...]
) -> tuple[Wrong, ...]:
    """Judge loss and order apart; what anybody has read is as good as acknowledged."""
    wrong = []
    if len(records) < acknowledged:
        wrong.append(Wrong(LOST, f"{acknowledged} acknowledged, {len(records)} there"))
    elif records[: len(before)] != before:
        wrong.append(Wrong(LOST, "what was read before the kill is not there"))
    if [each.seq for each in records] != list(range(1, len(records) + 1)):
        wrong.append(Wrong(ORDER, f"{len(records)} records"))
    return tuple(wrong)


def _lock_wrong(library: Path) -> tuple[Wrong, ...]:
    """The lock of the one who was killed has to have gone with it."""
    held = written_elsewhere(library)
    return (Wrong(LOCKED, "the writer's lock is still held"),) if held else ()


def _clock_error(library: Path, session: str) -> tuple[int, tuple[Wrong, ...]]:
    """Return by how much (ns) the clock of a race that is taken up differs from one left alone."""
    clock = BootClock()
    try:
        taken_up, _ = patiently(lambda: reopen(library, session, clock))
    except LibraryError as error:
        return 0, (Wrong(CLOCK, str(error)),)
    now = clock.now()
    off = abs(taken_up.session_now(now) - now)
    exact = taken_up.exact
    taken_up.journal.abandon()
    return off, () if exact else (Wrong(CLOCK, "on the same boot, and not exact"),)


def sound(library: Path) -> bool:
    """Whether SQLite finds nothing wrong with the file."""
    with closing(sqlite3.connect(library)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def kills(count: int, seed: int, folder: Path) -> Iterator[Killed]:
    """Kill `count` times; each library takes some races, so that it is not always a new one."""
    dice = random.Random(seed)
    for number in range(count):
        place = number // _RACES_PER_LIBRARY
        library = folder / f"{place}" / "library.splitline"
        yield kill_once(library, dice, MODES[place % len(MODES)])


def line(found: Sequence[Killed]) -> report.Line:
    """Return what the kills cost, each kind of it counted apart."""
    worst_ms = max(each.clock_error_ns for each in found) / NS_PER_MS
    wrong = [one for each in found for one in each.wrong]
    counted = Counter(one.kind for one in wrong)
    text = (
        f"{sum(each.acknowledged for each in found)} records acknowledged,"
        f" {sum(each.stored for each in found)} stored;"
        f" {', '.join(f'{counted[kind]} {kind}' for kind in KINDS)};"
        f" clock off by at most {worst_ms:.3f} ms; {_looks(found)}"
    )
    reasons = Counter(f"{one.kind}: {one.words}" for one in wrong)
    text += "".join(f"; {times} times {words}" for words, times in reasons.most_common())
    held = not wrong and worst_ms <= TOLERATED_MS
    return report.Line("SIGKILL while a race is timed", f"{len(found)} kills", text, held)


def _looks(found: Sequence[Killed]) -> str:
    """Say how often a reader had to look again, before the kill and after it, and why."""
    before = [each.meanwhile for each in found if each.meanwhile is not None]
    after = [each.afterwards for each in found if each.afterwards.refused]
    again = [each for each in before if each.refused]
    text = f"{len(before)} read before the kill, {len(again)} of them at a later look"
    if again:
        longest = max(each.waited_ns for each in again) / NS_PER_S
        names = ", ".join(sorted({each.why for each in again}))
        text += f" ({names} until {longest:.1f} s at the longest)"
    return f"{text}, {len(after)} after it"


def main() -> None:
    """Say how many kills there were and what they cost."""
    parser = report.parser(__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="a disk to try it on, by default the system's")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        found = list(kills(args.kills, args.seed, Path(name)))
    for each in found:
        for one in each.wrong:
            print(f"{one.kind}: {one.words}", file=sys.stderr)
    report.tell([line(found)], as_json=args.json)


if __name__ == "__main__":
    main()
