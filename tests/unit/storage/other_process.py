"""What another process does to a library; run as a script, it says on stdout what it has done.

`hold LIBRARY`: take the writer's lock until stdin ends. `lock LIBRARY`: have SQLite keep the file
locked until stdin ends. `press LIBRARY SESSION`: time a race,
a press every millisecond or two, and print each number as the journal acknowledges it.
"""

import sqlite3
import sys
import threading
from contextlib import closing
from pathlib import Path

from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.times import Instant
from app.storage.journal import SqliteJournal
from app.storage.sessions import SessionHead
from app.storage.writer_lock import WriterLock
from tests.unit.storage.record_strategies import ANCHOR, race

PRESSES = 3_000


def say(word: object) -> None:
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def hold(library: Path) -> None:
    with WriterLock(library):
        say("held")
        sys.stdin.read()


def lock(library: Path) -> None:
    with closing(sqlite3.connect(library, timeout=30, isolation_level=None)) as connection:
        connection.execute("BEGIN EXCLUSIVE")
        say("locked")
        sys.stdin.read()


def press(library: Path, session: str) -> None:
    journal = SqliteJournal(library, SessionHead(session, ANCHOR))
    journal.append(race())
    pause, acknowledged = threading.Event(), 0
    for seq in range(3, PRESSES):
        tap = ev.TapTaken(ev.EVENT_STAMP, EntryId("1"))
        journal.append([ev.Record(seq, seq, Instant(ANCHOR.at + 10**9 * seq), tap)])
        pause.wait(0.0005 * (seq % 4))
        while acknowledged < journal.saved:
            acknowledged += 1
            say(acknowledged)
    journal.close(30)


if __name__ == "__main__":
    if sys.argv[1] == "hold":
        hold(Path(sys.argv[2]))
    elif sys.argv[1] == "lock":
        lock(Path(sys.argv[2]))
    else:
        press(Path(sys.argv[2]), sys.argv[3])
