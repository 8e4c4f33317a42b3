"""Which races are frames and presses of many measured on? A field that runs, evenly spread.

The distance is marks x 200 m. Every athlete has a pace of its own and has passed the first so many
marks when the measuring begins.
"""

from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from app.domain.commands import Start, TakeSplit
from app.domain.course import to_metres
from app.domain.events import EVENT_STAMP
from app.domain.plan import Entrant, EntryId, Setup
from app.domain.times import NS_PER_S, Duration, Instant
from app.engine.clocks import Clock, ManualClock
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from ui.stages.timing import LiveStage

MANY, MARKS = 12, 25
_SPACING = 200
_PACE, _SPREAD = 15.2, 0.8
"""Seconds per 100 m of the first, and how much slower the last one is; the others in between."""
_TARGETS = (15.0, 15.2, 15.4)
_PATIENCE_S = 10.0
_MOST_ASKED = 12
"""As many athletes as a new race may have; the wider fields of the growth are put together here."""


class Field(NamedTuple):
    """A race that is running, on a clock that is moved by hand."""

    stage: LiveStage
    clock: ManualClock

    def close(self) -> None:
        """Let the journal end."""
        self.stage.session.journal.close(_PATIENCE_S)


def field_of(
    folder: Path, athletes: int = MANY, marks: int = MARKS, now: Instant = Instant(0)
) -> Field:
    """Return a race of so many athletes, of whose marks half lie behind all of them at `now`."""
    setup = setup_of(athletes, marks)
    passages = sorted(
        (_passage(lane / athletes, to_metres(mark)), lane)
        for mark in setup.plan.course.marks[: max(marks // 2, 1)]
        for lane in range(athletes)
    )
    begin = Instant(now - passages[-1][0] - NS_PER_S)
    clock = ManualClock(begin)
    stage = LiveStage(start_session(folder / f"{athletes}-{marks}.splitline", setup, clock))
    engine = stage.session.engine
    engine.handle(Start(at=begin, stamp=EVENT_STAMP))
    for after_start, lane in passages:
        at = clock.instant = Instant(begin + after_start)
        engine.handle(TakeSplit(at=at, entry=setup.entrants[lane].id, stamp=EVENT_STAMP))
    stage.session.journal.flush(_PATIENCE_S)
    clock.instant = now
    return Field(stage, clock)


def waiting_field(folder: Path, clock: Clock) -> Field:
    """Return the same race before its start; its own clock is not used."""
    setup = setup_of(MANY, MARKS)
    stage = LiveStage(start_session(folder / "waiting.splitline", setup, clock))
    return Field(stage, ManualClock(clock.now()))


def setup_of(athletes: int, marks: int) -> Setup:
    """Return the set-up of a race over so many times 200 m, with three targets."""
    length = marks * _SPACING
    setup = setup_for(
        RaceRequest(
            event=f"{length} m",
            marks=f"every {_SPACING}",
            athletes=tuple(_name(lane) for lane in range(1, min(athletes, _MOST_ASKED) + 1)),
            targets=tuple(_typed(pace * length / 100) for pace in _TARGETS),
        )
    )
    return replace(setup, entrants=(*setup.entrants, *_more(setup.entrants[0], athletes)))


def _more(like: Entrant, athletes: int) -> tuple[Entrant, ...]:
    return tuple(
        replace(like, id=EntryId(f"e{lane}"), athlete=_name(lane), lane=lane)
        for lane in range(_MOST_ASKED + 1, athletes + 1)
    )


def _name(lane: int) -> str:
    return f"Athlete {lane}"


def _typed(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes}:{rest:02d}"


def _passage(rank: float, metres: float) -> Duration:
    return Duration(round((_PACE + rank * _SPREAD) * metres / 100 * NS_PER_S))
