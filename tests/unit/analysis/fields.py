"""Which races with many athletes do the questions look at? Drawn from the shipped pacing model."""

from collections.abc import Sequence
from itertools import cycle, pairwise
from typing import NamedTuple

import numpy as np

from app.analysis.live import Analysis, analyse
from app.analysis.pacing.kernel import stretch_laws
from app.analysis.pacing.model import groups_for
from app.domain import commands as cm
from app.domain.course import LAP_400, Course, Distance, crossings, to_metres
from app.domain.events import EVENT_STAMP
from app.domain.plan import Entrant, EntryId, Plan, Setup
from app.domain.repair_commands import RepairCommand
from app.domain.state import SessionState
from app.domain.target import even
from app.domain.times import NS_PER_S, Duration, Instant, after, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.pacing_file import shipped_pacing
from app.formats.profile_file import shipped_profiles
from tests.unit.domain.races import ZERO

NAMES = ("Anna", "Beth", "Carla", "Dana", "Edith", "Freya", "Gwen", "Hanna")
THUMB_S = 0.07
ELITE = 0.165
APART = 0.015
"""How far the runners of one race lie apart (sd of the log), and half of what a race does is its
own: the other half is each runner's."""
LATER = Duration(20 * NS_PER_S)


class Press(NamedTuple):
    """A key at an instant."""

    at: Instant
    entry: EntryId


class Race(NamedTuple):
    """A set-up and the presses of an operator who makes no mistake, in their order."""

    setup: Setup
    presses: tuple[Press, ...]


def drawn(seed: int, *, runners: int = 8, distance_m: int = 1500) -> Race:
    """Return a race that was pressed with 70 ms of scatter, paced or championship by the seed."""
    rng = np.random.default_rng(seed)
    distance = Distance(distance_m * 1000)
    marks = crossings(distance, LAP_400)
    setup = _setup(distance, marks, runners, ("paced", "championship")[seed % 2])
    times = _times(rng, setup, runners)
    times += rng.normal(0, THUMB_S, times.shape)
    presses = [
        Press(after(ZERO, seconds(float(time))), entrant.id)
        for entrant, row in zip(setup.entrants, times, strict=True)
        for time in row
    ]
    return Race(setup, tuple(sorted(presses)))


def steady(lap_s: float, apart: float, wobbles: Sequence[float], distance_m: int) -> Race:
    """Return a race in which each runs at their own pace, nobody like another.

    The first runs 400 m in `lap_s`, the next ones each the part `apart` slower; each stretch of
    each is longer by its wobble (a part of it), taken in turn.
    """
    distance = Distance(distance_m * 1000)
    marks, runners = crossings(distance, LAP_400), 4
    setup = _setup(distance, marks, runners, "paced", lap_s / 400)
    edges = [0.0, *(to_metres(mark) for mark in marks)]
    wobble = cycle(wobbles)
    presses = []
    for place, entrant in enumerate(setup.entrants):
        time = 0.0
        for near, far in pairwise(edges):
            time += (far - near) / 400 * lap_s * (1 + apart) ** place * (1 + next(wobble))
            presses.append(Press(after(ZERO, seconds(time)), entrant.id))
    return Race(setup, tuple(sorted(presses)))


def _setup(
    distance: Distance,
    marks: tuple[Distance, ...],
    runners: int,
    race_class: str,
    slowness: float = ELITE,
) -> Setup:
    course = Course(event="any", distance=distance, lap=LAP_400, marks=marks)
    goal = seconds(round(to_metres(distance) * slowness))
    return Setup(
        plan=Plan(title="any", course=course, race_class=race_class),
        entrants=tuple(
            Entrant(id=EntryId(name), athlete=name, lane=lane)
            for lane, name in enumerate(NAMES[:runners], start=1)
        ),
        targets=(even(distance, goal),),
    )


def _times(rng: np.random.Generator, setup: Setup, runners: int) -> np.ndarray:
    plan, distance_m = setup.plan, to_metres(setup.plan.course.distance)
    (group,) = groups_for(shipped_pacing(), distance_m, plan.race_class)
    edges = [0.0, *(to_metres(mark) for mark in plan.course.marks)]
    stretches = tuple(pairwise(edges))
    mean, covariance = stretch_laws(group.shape, stretches, distance_m)
    root = np.linalg.cholesky(covariance + np.eye(len(mean)) * 1e-12)
    race = rng.normal(size=len(mean)) @ root.T
    own = rng.normal(size=(runners, len(mean))) @ root.T
    logs = np.log(ELITE) + rng.normal(0, 0.03) + rng.normal(0, APART, (runners, 1))
    slowness = np.exp(logs + mean + np.sqrt(0.5) * (race + own))
    found: np.ndarray = np.cumsum(slowness * np.diff(edges), axis=1)
    return found


def engine_of(setup: Setup, presses: Sequence[Press]) -> Engine:
    """Return the race after the presses, whatever order they come in."""
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=Instant(ZERO - 1), setup=setup))
    engine.handle(cm.Start(at=ZERO, stamp=EVENT_STAMP))
    for press in sorted(presses):
        engine.handle(cm.TakeSplit(at=press.at, entry=press.entry, stamp=EVENT_STAMP))
    return engine


def later(engine: Engine, by: Duration = LATER) -> Analysis:
    """Return the race `by` after its newest record."""
    return analyse(engine.state, after(engine.records[-1].at, by), shipped_profiles())


def carry_out(engine: Engine, commands: Sequence[RepairCommand]) -> SessionState:
    """Return the race after a remedy, given as one step at the newest instant."""
    now = engine.records[-1].at
    engine.handle_together([each._replace(at=now) for each in commands])
    return engine.state


def is_nearly(found: SessionState, wanted: SessionState, within_s: float) -> bool:
    """Return whether everybody has the same marks, each within so many seconds."""
    for key, entry in wanted.entries.items():
        other = found.entries[key]
        if [each.mark for each in other.splits] != [each.mark for each in entry.splits]:
            return False
        for one, two in zip(entry.splits, other.splits, strict=True):
            apart = one.time(wanted.zero_of(entry)) - two.time(found.zero_of(other))
            if abs(apart) > within_s * NS_PER_S:
                return False
    return True
