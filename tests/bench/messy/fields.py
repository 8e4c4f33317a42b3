"""Which races are run, and when does everybody pass each mark?

Drawn from the shipped pacing model or from a file of real races. Times are ns after the gun.
"""

import json
import math
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from app.analysis.pacing import kernel
from app.analysis.pacing.kernel import Floats
from app.analysis.pacing.model import Group, Level, PacingModel, Shape, groups_for
from app.domain.course import LAP_400, MILE, Course, Distance, crossings, metres, to_metres
from app.domain.disciplines import discipline
from app.domain.plan import Entrant, EntryId, Plan, Setup
from app.domain.target import even
from app.domain.times import NS_PER_S, Duration

EVENTS = ("800", "1000", "1500", "mile", "2000", "3000")
CLASSES = ("paced", "championship")
MOST = 12
OTHERS_LEVEL, OTHERS_SD, OTHERS_APART = 0.12, 0.08, 0.03
"""A field of club or school runners: how much slower than the elite, how that varies between
races, and how far the runners of one race lie apart (logs)."""
OWN = {"fade": 0.30, "start": 0.45, "kick": 0.65, "bow": 0.25, "walk": 0.65, "drift": 0.77}
"""The part of each shipped variance that is the runner's own and not the field's, as
tests/bench/fit_pacing.py finds the two on published races (mean of its three fits)."""
_STEP_S = 5.0
_ROUGH = 0.01
_NAMES = (
    "Anna", "Beth", "Carla", "Dana", "Edith", "Freya",
    "Gwen", "Hanna", "Iris", "Jana", "Kate", "Lena",
)  # fmt: skip


class Field(NamedTuple):
    """One race as it was run: what a timer is set up with, and what nobody but the judge knows."""

    setup: Setup
    passages: Mapping[EntryId, tuple[Duration, ...]]

    @property
    def marks(self) -> tuple[Distance, ...]:
        """Where everybody is timed."""
        return self.setup.plan.course.marks


def drawn(rng: np.random.Generator, model: PacingModel) -> Field:
    """Draw a race of 1 to 12 athletes over 800 to 3000 m from the pacing model."""
    event = discipline(str(rng.choice(EVENTS)))
    race_class = str(rng.choice(CLASSES))
    distance_m = to_metres(event.distance)
    (group,) = groups_for(model, distance_m, race_class)
    level = group.levels[rng.choice(len(group.levels), p=[each.weight for each in group.levels])]
    runners = int(rng.integers(1, MOST + 1))
    logs = _paces(rng, group.shape, distance_m, runners) + _levels(
        rng, model, group, level, runners, distance_m
    )
    marks = crossings(event.distance, LAP_400)
    times = _passages(np.exp(logs), distance_m, [to_metres(each) for each in marks])
    return _field(rng, event.name, race_class, marks, times)


def _levels(
    rng: np.random.Generator,
    model: PacingModel,
    group: Group,
    level: Level,
    runners: int,
    distance_m: float,
) -> Floats:
    longer = model.growth * math.log(distance_m / group.reference_m)
    if level.name != "others":
        apart = rng.normal(0, group.shape.theta, (runners, 1))
        return np.asarray(level.log_slowness + longer + rng.normal(0, level.sd) + apart)
    elite = group.levels[int(rng.integers(2))].log_slowness
    slower = max(rng.normal(OTHERS_LEVEL, OTHERS_SD), 0.0)
    return np.asarray(elite + longer + slower + rng.normal(0, OTHERS_APART, (runners, 1)))


def _paces(rng: np.random.Generator, shape: Shape, distance_m: float, runners: int) -> Floats:
    """Return the log slowness of every runner in every cell, about the level."""
    coefficients = rng.multivariate_normal(np.array(shape.mean), np.array(shape.mean_cov))
    race = coefficients @ kernel.basis(distance_m) + rng.normal(size=kernel.CELLS) @ _root(
        shape, False, distance_m
    )
    own = rng.normal(size=(runners, kernel.CELLS)) @ _root(shape, True, distance_m)
    return np.asarray(race + own)


@lru_cache(32)
def _root(shape: Shape, own: bool, distance_m: float) -> Floats:
    """Return a matrix that turns noise into what a race, or a runner in it, has of its own."""
    part = {name: share if own else 1 - share for name, share in OWN.items()}
    ripple = shape.ripples[1:] if own else shape.ripples[:1]
    rest = shape._replace(
        theta=0.0,
        ripples=ripple,
        walk=shape.walk * math.sqrt(part["walk"]),
        drift=shape.drift * math.sqrt(part["drift"]),
    )
    basis = kernel.basis(distance_m)[:4]
    spread = [getattr(shape, name) ** 2 * part[name] for name in ("fade", "start", "kick", "bow")]
    covariance = kernel.cell_covariance(rest) + (basis.T * spread) @ basis
    covariance[np.diag_indices(kernel.CELLS)] += 1e-10
    return np.asarray(np.linalg.cholesky(covariance).T)


def _passages(slowness: Floats, distance_m: float, marks_m: Sequence[float]) -> Floats:
    """Return the seconds of every runner at every mark."""
    edges = np.linspace(0, distance_m, kernel.CELLS + 1)
    run = np.cumsum(slowness * distance_m / kernel.CELLS, axis=1)
    gone = np.column_stack([np.zeros(len(run)), run])
    return np.stack([np.interp(marks_m, edges, each) for each in gone])


def _field(
    rng: np.random.Generator,
    event: str,
    race_class: str,
    marks: tuple[Distance, ...],
    times_s: Floats,
) -> Field:
    """Return the race with its runners in lanes in no order, and a target a coach would set.

    The target is even pace to a time near what such a field runs, in whole steps of 5 s.
    """
    order = rng.permutation(len(times_s))
    ids = [EntryId(str(lane)) for lane in range(1, len(order) + 1)]
    entrants = tuple(Entrant(id=id_, athlete=_NAMES[i], lane=i + 1) for i, id_ in enumerate(ids))
    hoped = float(times_s[:, -1].mean()) * math.exp(rng.normal(0, _ROUGH))
    goal = Duration(round(hoped / _STEP_S) * round(_STEP_S) * NS_PER_S)
    distance = marks[-1]
    course = Course(event=event, distance=distance, lap=LAP_400, marks=marks)
    plan = Plan(title=event, course=course, race_class=race_class)
    setup = Setup(plan=plan, entrants=entrants, targets=(even(distance, goal),))
    passages = {
        id_: tuple(Duration(round(each * NS_PER_S)) for each in times_s[place])
        for id_, place in zip(ids, order, strict=True)
    }
    return Field(setup, passages)


Run = dict[str, Any]


def read_fields(path: Path) -> list[list[Run]]:
    """Return the real races of 800 to 3000 m in a file, each as its runs over the same marks."""
    races: dict[tuple[str, tuple[float, ...]], list[Run]] = defaultdict(list)
    for run in json.loads(path.read_text(encoding="utf-8")):
        marks = tuple(float(each["mark_m"]) for each in run["splits"])
        if marks and 800 <= run["distance_m"] <= 3000 and _rises(run):
            races[run["race_id"], marks].append(run)
    return list(races.values())


def _rises(run: Run) -> bool:
    times = [0.0, *(each["time_s"] for each in run["splits"]), run["finish_s"] or 0.0]
    return all(b > a for a, b in pairwise(times))


def real(rng: np.random.Generator, runs: Sequence[Run]) -> Field:
    """Return a real race, or twelve of its runners, timed once a lap where it has such marks."""
    first = runs[0]
    distance = metres(first["distance_m"])
    known = [metres(each["mark_m"]) for each in first["splits"]]
    known = [each for each in known if each < distance] + [distance]
    laps = crossings(distance, LAP_400)
    marks = laps if set(laps) <= set(known) else tuple(known)
    chosen = rng.permutation(len(runs))[:MOST]
    times = np.array([_times_at(runs[i], marks, distance) for i in chosen])
    return _field(rng, _name(distance), first["race_class"], marks, times)


def _times_at(run: Run, marks: Sequence[Distance], distance: Distance) -> list[float]:
    known = {metres(each["mark_m"]): float(each["time_s"]) for each in run["splits"]}
    return [(known | {distance: float(run["finish_s"])})[mark] for mark in marks]


def _name(distance: Distance) -> str:
    return "mile" if distance == MILE else f"{to_metres(distance):g}"
