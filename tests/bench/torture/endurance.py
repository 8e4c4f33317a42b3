"""Does a race go on while its library cannot be written, and is all of it stored afterwards?

A race is timed as fast as it can be, something happens to its library in the middle, and later it
ends. A second engine that keeps nothing takes the same commands: what the race has in memory, and
what is stored in the end, has to be what that one has.
"""

import random
import re
import sqlite3
import threading
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from app.domain.commands import PlanSession, Start
from app.domain.events import EVENT_STAMP, Record
from app.domain.times import NS_PER_MS, NS_PER_S, Instant
from app.engine.clocks import BootClock
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage.library import Library
from app.usecases.live_session import LiveSession, start_session
from tests.bench.torture.presser import act, setup

SENTENCE = re.compile(r"Not saved: (.+)\. The race goes on; saving is tried again\.")
PATIENCE_S = 20.0
_UNCLEAR = re.compile(r"Errno|\wError|SQLITE|sqlite3|Traceback|\b0x")
_STEP_S = 0.002
_BEFORE, _MEANWHILE, _AFTER = 60, 300, 20
"""How often something is done; meanwhile long enough that writing is tried again twice."""


class Fault(NamedTuple):
    """Something that may happen to a library, and be over.

    `how` says by what it was done here, `said` is the reason that the window gives, as a regular
    expression; what `passes` may be over before anybody is told. `from_start` is for what is there
    before the race begins.
    """

    name: str
    how: str
    said: str
    strike: Callable[[], object]
    mend: Callable[[], object]
    passes: bool = False
    from_start: bool = False


class Endured(NamedTuple):
    """How a race came through: what was said meanwhile, and what is wrong, empty for nothing.

    `resumed_ns` is how long after the end of the trouble everything was stored, without a press
    of anybody; `slowest_ns` is the longest that a press was held up.
    """

    records: int
    said: frozenset[str]
    resumed_ns: int
    slowest_ns: int
    wrong: str


def endure(library: Path, fault: Fault, seed: int) -> Endured:
    """Time a race through `fault`; the library has to be good again when that is over."""
    dice = random.Random(seed)
    if fault.from_start:
        fault.strike()
    race = _Race(start_session(library, setup(), BootClock()), dice)
    if not fault.from_start:
        race.act(dice.randrange(1, _BEFORE))
        fault.strike()
    told = race.act_until(lambda: race.said or fault.passes)
    race.act(_MEANWHILE)
    before = race.wrong()
    began = race.clock.now()
    fault.mend()
    race.act(_AFTER)
    stored = race.act_until(race.stored, acting=False)
    resumed = race.clock.now() - began
    wrong = before or race.wrong() or _judged(fault, race, told=told, stored=stored)
    closed = race.session.journal.close(PATIENCE_S)
    wrong = wrong or ("" if closed else "it could not be closed")
    return Endured(
        len(race.expected),
        frozenset(race.said),
        resumed,
        race.slowest,
        wrong or _stored_wrong(library, race),
    )


class _Race:
    """A race that is timed, the same race in memory alone, and what was said of its storing."""

    def __init__(self, session: LiveSession, dice: random.Random) -> None:
        self.session = session
        self.clock = BootClock()
        self.said: set[str] = set()
        self.slowest = 0
        self._dice = dice
        self._saved = 0
        self._back = ""
        self._pause = threading.Event()
        self._alone = Engine(MemoryJournal())
        self._alone.handle(PlanSession(at=session.engine.records[0].at, setup=setup()))
        self._both(lambda it, at: it.handle(Start(at=at, stamp=EVENT_STAMP)))

    @property
    def expected(self) -> tuple[Record, ...]:
        return tuple(self._alone.records)

    def act(self, times: int) -> None:
        for _ in range(times):
            seed = self._dice.randrange(2**32)
            self._both(partial(_do_one, seed))
            self._listen()
            self._pause.wait(_STEP_S)

    def act_until(self, come: Callable[[], object], *, acting: bool = True) -> bool:
        until = self.clock.now() + PATIENCE_S * NS_PER_S
        while not come():
            if self.clock.now() > until:
                return False
            if acting:
                self.act(1)
            self._listen()
            self._pause.wait(_STEP_S)
        return True

    def stored(self) -> bool:
        return self.session.journal.saved == len(self.expected)

    def wrong(self) -> str:
        if tuple(self.session.engine.records) != self.expected:
            return "the race in memory is not the race that was timed"
        unclear = [each for each in self.said if not _is_clear(each)]
        return self._back or (f"it said: {unclear[0]}" if unclear else "")

    def _both(self, do: Callable[[Engine, Instant], object]) -> None:
        at = self.clock.now()
        do(self.session.engine, at)
        self.slowest = max(self.slowest, self.clock.now() - at)
        do(self._alone, at)

    def _listen(self) -> None:
        saved, trouble = self.session.journal.saved, self.session.journal.trouble
        if saved < self._saved:
            self._back = f"first {self._saved} were saved, then {saved}"
        self._saved = saved
        if trouble:
            self.said.add(trouble)


def _do_one(seed: int, engine: Engine, at: Instant) -> None:
    """Do the same whichever engine it is."""
    act(engine, random.Random(seed), at)


def _is_clear(trouble: str) -> bool:
    found = SENTENCE.fullmatch(trouble)
    return found is not None and not _UNCLEAR.search(found[1])


def _judged(fault: Fault, race: _Race, *, told: bool, stored: bool) -> str:
    journal = race.session.journal
    if not told:
        return "nobody was told"
    if not stored:
        return f"{journal.saved} of {len(race.expected)} stored: {journal.trouble}"
    if journal.trouble:
        return f"it still said: {journal.trouble}"
    strange = [each for each in race.said if not re.search(fault.said, each)]
    return f"it said: {strange[0]}" if strange else ""


def _stored_wrong(library: Path, race: _Race) -> str:
    if Library(library).records(race.session.id) != race.expected:
        return "what is stored is not the race that was timed"
    with closing(sqlite3.connect(library)) as connection:
        found = connection.execute("PRAGMA integrity_check").fetchone()[0]
    return "" if found == "ok" else f"the file is not sound: {found}"


def in_ms(ns: int) -> str:
    """Write a duration in ms."""
    return f"{ns / NS_PER_MS:.1f} ms" if ns < NS_PER_S else f"{ns / NS_PER_S:.1f} s"
