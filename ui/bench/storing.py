"""How long until a press is safe on this disk, and how long does a stored race take to fold?

The library is a new one in the folder of the real one. The reference is what no journal can be
faster than: 256 bytes written to a file of the same folder and forced to the disk.
"""

import os
from pathlib import Path

from app.cli.context import Refused
from app.domain.commands import PlanSession, Start, TakeSplit
from app.domain.events import EVENT_STAMP, Record
from app.domain.evolve import fold
from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import BootClock
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from ui.bench.figures import Figure, of_pairs, of_values
from ui.bench.frames import timed
from ui.bench.start import in_turn

_PATIENCE_S = 10.0
_ATHLETES = tuple(f"Athlete {number}" for number in range(1, 13))
_MARKS = {300: ("5000", "every 200"), 1500: ("10000", "every 80")}
_FOLDS = 20


def storing(folder: Path, count: int) -> list[Figure]:
    """Measure `count` presses, each until the journal has acknowledged it, and folds."""
    return [_pressed(folder, count), *(_folded(events) for events in _MARKS)]


def _pressed(folder: Path, count: int) -> Figure:
    setup = setup_for(RaceRequest("10000", marks="every 20", athletes=_ATHLETES[:1]))
    session = start_session(folder / "bench.splitline", setup, BootClock())
    engine, journal = session.engine, session.journal
    engine.handle(Start(at=BootClock().now(), stamp=EVENT_STAMP))
    entry = setup.entrants[0].id

    def press() -> None:
        engine.handle(TakeSplit(at=BootClock().now(), entry=entry, stamp=EVENT_STAMP))
        if not journal.flush(_PATIENCE_S):
            raise Refused(f"{folder}: found {journal.trouble}, expected the press to be stored")

    with (folder / "bench.bytes").open("wb", buffering=0) as plain:

        def write() -> None:
            plain.write(b"\x55" * 256)
            os.fsync(plain.fileno())

        pairs = in_turn(count, lambda: timed(press), lambda: timed(write))
    journal.close(_PATIENCE_S)
    return of_pairs("press until stored", pairs)


def _folded(events: int) -> Figure:
    records = recorded(*_MARKS[events])
    return of_values(
        f"fold of {events} splits", [timed(lambda: fold(records)) for _ in range(_FOLDS)]
    )


def recorded(event: str, marks: str) -> tuple[Record, ...]:
    """Return the records of a race of twelve athletes, a split of each at every mark."""
    setup = setup_for(RaceRequest(event, marks=marks, athletes=_ATHLETES))
    engine = Engine(MemoryJournal())
    engine.handle(PlanSession(at=Instant(0), setup=setup))
    engine.handle(Start(at=Instant(NS_PER_S), stamp=EVENT_STAMP))
    for lap in range(1, len(setup.plan.course.marks) + 1):
        for lane, entrant in enumerate(setup.entrants):
            at = Instant((1 + 15 * lap) * NS_PER_S + lane)
            engine.handle(TakeSplit(at=at, entry=entrant.id, stamp=EVENT_STAMP))
    return engine.records
