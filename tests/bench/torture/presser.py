"""What a process under torture does: it times a race, with repairs and undo, as fast as it can.

Run as a script: `presser.py LIBRARY PRESSES SEED [delete|wal]`. Every number that the journal has
acknowledged is said in one write on stdout as soon as it is known. With `wal` SQLite journals as
it does where it has the versions that do so soundly.
"""

import os
import random
import sys
import threading
from pathlib import Path
from unittest.mock import patch

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain.course import Course, every, metres
from app.domain.events import EVENT_STAMP
from app.domain.plan import Entrant, EntryId, Plan, Setup
from app.domain.refusals import Refusal
from app.domain.target import even
from app.domain.times import NS_PER_S, Duration, Instant
from app.engine.clocks import BootClock
from app.engine.engine import Engine
from app.storage import schema
from app.usecases.live_session import LiveSession, start_session

_DISTANCE = metres(10_000)
_LANES = 12
_STOP = -1
_ALONE = 0.3
"""The share of presses after which is waited until all is stored: not all come in one batch."""


def setup() -> Setup:
    """Return a long race of twelve athletes, timed every 100 m."""
    course = Course(
        event="10000", distance=_DISTANCE, lap=metres(400), marks=every(_DISTANCE, metres(100))
    )
    return Setup(
        plan=Plan(title="Torture", course=course),
        entrants=tuple(
            Entrant(id=EntryId(str(lane)), athlete=f"Athlete {lane}", lane=lane)
            for lane in range(1, _LANES + 1)
        ),
        targets=(even(_DISTANCE, Duration(1800 * NS_PER_S)),),
    )


def act(engine: Engine, dice: random.Random, now: Instant) -> None:
    """Do one thing that an operator may do; what is refused changes nothing."""
    entry = EntryId(str(dice.randint(1, _LANES)))
    chance = dice.random()
    try:
        if chance < 0.7:
            engine.handle(cm.TakeSplit(at=now, entry=entry, stamp=EVENT_STAMP))
        elif chance < 0.8:
            engine.handle(cm.TakeTap(at=now, stamp=EVENT_STAMP))
        elif chance < 0.9:
            engine.undo(now)
        elif chance < 0.94:
            engine.redo(now)
        elif chance < 0.97:
            engine.handle(rc.NudgeZero(now, Duration(dice.randint(-9, 9) * NS_PER_S // 10)))
        else:
            engine.handle(rc.MissMark(now, entry))
    except Refusal:
        pass


def time_a_race(library: Path, presses: int, seed: int) -> None:
    """Time one race and say what is acknowledged, first the id of the session."""
    clock, dice = BootClock(), random.Random(seed)
    session = start_session(library, setup(), clock)
    said = _Said(session)
    said.word(session.id)
    session.engine.handle(cm.Start(at=clock.now(), stamp=EVENT_STAMP))
    pause = threading.Event()
    for _ in range(presses):
        act(session.engine, dice, session.session_now(clock.now()))
        if dice.random() < _ALONE:
            session.journal.flush(60)
        said.acknowledged()
        pause.wait(dice.choice((0, 0, 0.0005, 0.002)))
    session.journal.flush(60)
    said.acknowledged()
    said.word(_STOP)
    session.journal.close(60)


class _Said:
    """What was said on stdout so far."""

    def __init__(self, session: LiveSession) -> None:
        self._session = session
        self._said = 0

    def word(self, word: object) -> None:
        os.write(1, f"{word}\n".encode())

    def acknowledged(self) -> None:
        saved = self._session.journal.saved
        if saved > self._said:
            self._said = saved
            self.word(saved)


if __name__ == "__main__":
    mode = sys.argv[4] if len(sys.argv) > 4 else schema.journal_mode()
    with patch.object(schema, "journal_mode", return_value=mode):
        time_a_race(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
