"""Does a kill at a random moment lose what was acknowledged, or the time?

A process times races with repairs and undo into one library and is killed without warning, again
and again; SQLite journals in every other library as its newest versions may. After each kill the library has to be sound, the race a prefix of what was done that
holds all that was said to be saved, and the clock of the race, taken up again, where it would be
had nothing happened.
"""

import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from app.domain.times import NS_PER_MS
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


class Killed(NamedTuple):
    """One kill: what had been acknowledged, what was there, and what is wrong with it."""

    acknowledged: int
    stored: int
    clock_error_ns: int
    wrong: str


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
        wrong = _read_meanwhile(library, session) if dice.random() < _READ else ""
        os.kill(process.pid, signal.SIGKILL)
        said = [int(line) for line in process.stdout.read().split("\n")[:-1]]
    killed = _looked_at(library, session, max(said, default=0))
    return killed._replace(wrong=wrong or killed.wrong)


def _read_meanwhile(library: Path, session: str) -> str:
    """Read the race while the other process writes it, as a second window may."""
    kept = Library(library)
    try:
        if kept.knows(session):
            state_of(kept.records(session))
    except LibraryError as error:
        return f"read while it was written: {error}"
    return ""


def _looked_at(library: Path, session: str, acknowledged: int) -> Killed:
    kept = Library(library)
    if acknowledged == 0 and not kept.knows(session):
        return Killed(0, 0, 0, "")
    records = kept.records(session)
    wrong = _wrong(library, [each.seq for each in records], acknowledged)
    state_of(records)
    return Killed(acknowledged, len(records), _clock_error(library, session), wrong)


def _wrong(library: Path, numbers: list[int], acknowledged: int) -> str:
    if len(numbers) < acknowledged:
        return f"{acknowledged} acknowledged, {len(numbers)} there"
    if numbers != list(range(1, len(numbers) + 1)):
        return "out of order"
    return "the library is still locked" if written_elsewhere(library) else ""


def _clock_error(library: Path, session: str) -> int:
    """Return by how much the clock of a race that is taken up again differs from one left alone."""
    clock = BootClock()
    taken_up = reopen(library, session, clock)
    now = clock.now()
    error = abs(taken_up.session_now(now) - now)
    assert taken_up.exact, "on the same boot the clock is known"
    taken_up.journal.abandon()
    return error


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
        killed = kill_once(library, dice, MODES[place % len(MODES)])
        if library.exists() and not sound(library):
            killed = killed._replace(wrong="the file is not sound")
        yield killed


def line(found: Sequence[Killed]) -> report.Line:
    """Return what the kills cost."""
    wrong = [each.wrong for each in found if each.wrong]
    worst_ms = max(each.clock_error_ns for each in found) / NS_PER_MS
    text = (
        f"{sum(each.acknowledged for each in found)} records acknowledged,"
        f" {sum(each.stored for each in found)} stored, {len(wrong)} races wrong;"
        f" clock off by at most {worst_ms:.3f} ms"
    )
    text += f"; first: {wrong[0]}" if wrong else ""
    held = not wrong and worst_ms <= TOLERATED_MS
    return report.Line("SIGKILL while a race is timed", f"{len(found)} kills", text, held)


def main() -> None:
    """Say how many kills there were and what they cost."""
    parser = report.parser(__doc__)
    parser.add_argument("--kills", type=int, default=2000)
    parser.add_argument("--folder", type=Path, help="a disk to try it on, by default the system's")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=args.folder) as name:
        found = list(kills(args.kills, args.seed, Path(name)))
    report.tell([line(found)], as_json=args.json)


if __name__ == "__main__":
    main()
