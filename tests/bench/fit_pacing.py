"""Fit the pacing model on a file of published races, and print it as it is shipped.

Usage: python -m tests.bench.fit_pacing RACES.json FITTED_ON > resources/model/pacing.toml

RACES.json is a list of performances (`race_id`, `sex`, `distance_m`, `race_class`, `finish_s`,
`precision_s`, `measured`, `splits`). The spreads of races, and of runners within a race, are those
that make the splits most probable, the mean curve integrated out (races of one field share their
pace, so a race of 15 is not 15 witnesses); then one factor a group is set by races left out.
"""

import json
import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from scipy.optimize import minimize

from app.analysis.pacing import kernel
from app.analysis.pacing.forecast import forecast
from app.analysis.pacing.kernel import Floats
from app.analysis.pacing.model import (
    CHAMPIONSHIP,
    PACED,
    Group,
    Level,
    PacingModel,
    Reference,
    Ripple,
    Shape,
)
from app.domain.course import metres
from app.domain.times import seconds

SHIPPED = {"mile-paris-2025", "mile-monaco-2023", "mile-oxford-1954", "mile-lievin-2025i"}
SPLIT_M = 1200.0
LONGEST_M = 1800.0
REFERENCE_M = {"800": 800.0, "mile": 1500.0}
NU = 6
GROWTH = 0.085
SCALES = tuple(round(0.5 + 0.05 * i, 2) for i in range(15))
AIM = 0.80
POOLED_RACES = 6.0
RACE_FACTOR = 0.85
"""What is left of the spread between races: few races overstate it; by races left out."""

_SPREADS: Mapping[str, tuple[float, float]] = {
    "race_fade": (0.02, 0.7),
    "race_start": (0.04, 0.5),
    "race_kick": (0.03, 0.7),
    "race_bow": (0.012, 0.7),
    "race_ripple": (0.01, 0.6),
    "race_length": (0.25, 0.3),
    "race_walk": (0.02, 0.7),
    "race_drift": (0.01, 0.7),
    "own_theta": (0.015, 0.7),
    "own_fade": (0.02, 0.7),
    "own_start": (0.03, 0.5),
    "own_kick": (0.03, 0.7),
    "own_bow": (0.008, 0.7),
    "own_ripple": (0.008, 0.5),
    "own_length": (0.15, 0.3),
    "own_walk": (0.03, 0.7),
    "own_drift": (0.02, 0.7),
    "power": (3.0, 0.3),
    "jitter": (1.0, 0.5),
}
"""Of races and of runners in them: the usual value, and how far its log may lie from that."""
NAMES = tuple(_SPREADS)
USUAL = np.log([usual for usual, _ in _SPREADS.values()])
SPREAD = np.array([spread for _, spread in _SPREADS.values()])
MEAN_SD: Mapping[str, Floats] = {
    PACED: np.array([0.025, 0.05, 0.025, 0.025, *(0.006 for _ in kernel.WAVES)]),
    CHAMPIONSHIP: np.array([0.10, 0.20, 0.10, 0.10, *(0.024 for _ in kernel.WAVES)]),
}
"""Beforehand: how far the mean curve may lie from even pace, which paced races are meant to run."""
TERMS = 4 + len(kernel.WAVES)
PACED_800_SD = np.array([0.03, 0.03, 0.03, 0.015, *(0.004 for _ in kernel.WAVES)])
"""How far paced races of 800 m may lie from championships, of which there are many more."""
LEVEL_SD = 0.03
FREE_SD = 0.30

Race = dict[str, Any]
Key = tuple[str, str]


class Runner(NamedTuple):
    """One performance: marks with the finish as the last, and the times there."""

    race_id: str
    sex: str
    key: Key
    marks: tuple[float, ...]
    times: tuple[float, ...]
    jitter_s: float
    combined: bool
    told_class: str

    @property
    def distance(self) -> float:
        """The distance in metres."""
        return self.marks[-1]

    @property
    def finish(self) -> float:
        """The finish time in seconds."""
        return self.times[-1]


def read_runners(path: Path) -> list[Runner]:
    """Return every performance with splits over 800 m to the mile."""
    return [_runner(race) for race in _read(path)]


def read_athletes(path: Path) -> list[str]:
    """Return the athletes of the same performances."""
    return [str(race["athlete"]) for race in _read(path)]


def _read(path: Path) -> list[Race]:
    races = json.loads(path.read_text(encoding="utf-8"))
    return [race for race in races if race["splits"] and race["distance_m"] <= LONGEST_M]


def _runner(race: Race) -> Runner:
    band = "800" if race["distance_m"] < SPLIT_M else "mile"
    tracked = race.get("measured") == "tracking"
    fine = 0.03 if race.get("precision_s", 0.1) >= 0.05 else 0.01
    splits = sorted((float(s["mark_m"]), float(s["time_s"])) for s in race["splits"])
    return Runner(
        race_id=race["race_id"],
        sex=race["sex"],
        key=(race["race_class"], band),
        marks=(*(mark for mark, _ in splits), float(race["distance_m"])),
        times=(*(time for _, time in splits), float(race["finish_s"])),
        jitter_s=0.05 if tracked else fine,
        combined="athlon" in race["race_id"],
        told_class=race["race_class"],
    )


@lru_cache(4096)
def _layout(marks: tuple[float, ...]) -> tuple[Floats, Floats]:
    stretches = tuple(pairwise((0.0, *marks)))
    weights = kernel.averaging(stretches, marks[-1])
    return weights, weights @ kernel.basis(marks[-1]).T


_NOTHING = Shape(0.0, 0.0, 0.0, 0.0, 0.0, (), 0.0, 1.0, 0.0, (), ())


@lru_cache(65536)
def _part(marks: tuple[float, ...], kind: str, value: float) -> Floats:
    """Return one term of the covariance of the stretches, at a spread of 1."""
    shape = {
        "ripple": _NOTHING._replace(ripples=(Ripple(1.0, math.exp(value)),)),
        "walk": _NOTHING._replace(walk=1.0, walk_power=math.exp(value)),
        "drift": _NOTHING._replace(drift=1.0),
    }[kind]
    weights, _ = _layout(marks)
    between: Floats = kernel.cell_covariance(shape)
    return np.asarray(weights @ between @ weights.T, dtype=np.float64)


def _on_grid(value: float) -> float:
    return round(value * 50) / 50


class Field:
    """The runners of one race with the same marks: owns what the likelihood needs of them."""

    def __init__(self, runners: Sequence[Runner]) -> None:
        """Take the mean of their log slownesses, and the scatter about it."""
        self.count = len(runners)
        self.marks = runners[0].marks
        stretches = tuple(pairwise((0.0, *self.marks)))
        times = np.array([(0.0, *runner.times) for runner in runners])
        lengths = np.array([b - a for a, b in stretches])
        logs = np.log(np.diff(times, axis=1) / lengths)
        self.mean = logs.mean(axis=0)
        off = logs - self.mean
        self.scatter = off.T @ off
        slowness = float(times[:, -1].mean()) / self.marks[-1]
        errors = kernel.timing_errors(stretches, self.marks[-1])
        self.errors = errors * (runners[0].jitter_s / slowness) ** 2
        self.design = np.column_stack([np.ones(len(lengths)), _layout(self.marks)[1]])

    def covariances(self, theta: Floats) -> tuple[Floats, Floats]:
        """Return the covariance of the race's pace and that of a runner about it."""
        v = dict(zip(NAMES, np.exp(theta), strict=True))
        length, own = (_on_grid(theta[NAMES.index(n)]) for n in ("race_length", "own_length"))
        walk = _part(self.marks, "walk", _on_grid(theta[NAMES.index("power")]))
        drift = _part(self.marks, "drift", 0.0)
        part = self.design[:, 1:5]
        race = (part * [v[f"race_{n}"] ** 2 for n in ("fade", "start", "kick", "bow")]) @ part.T
        race += v["race_ripple"] ** 2 * _part(self.marks, "ripple", length)
        race += v["race_walk"] ** 2 * walk + v["race_drift"] ** 2 * drift
        runner = (part * [v[f"own_{n}"] ** 2 for n in ("fade", "start", "kick", "bow")]) @ part.T
        runner += v["own_ripple"] ** 2 * _part(self.marks, "ripple", own) + v["own_theta"] ** 2
        runner += v["own_walk"] ** 2 * walk + v["own_drift"] ** 2 * drift
        return race, runner + v["jitter"] ** 2 * self.errors


def fields(runners: Iterable[Runner]) -> list[Field]:
    """Return the fields of the races."""
    by: dict[tuple[str, tuple[float, ...]], list[Runner]] = defaultdict(list)
    for runner in runners:
        by[runner.race_id, runner.marks].append(runner)
    return [Field(each) for each in by.values()]


def _inverse(matrix: Floats) -> Floats:
    return np.asarray(np.linalg.inv(matrix), dtype=np.float64)


def _mean_law(
    fielded: Sequence[Field], theta: Floats, start: Floats, precision: Floats
) -> tuple[Floats, Floats, float]:
    """Return precision and its product with the mean of level and curve, and the fit of the rest.

    The level is free: N(log 0.155, 0.3^2). `start` and `precision` are what is thought of the
    curve beforehand.
    """
    total = np.zeros((TERMS + 1, TERMS + 1))
    total[0, 0] = 1 / FREE_SD**2
    total[1:, 1:] = precision
    product = np.concatenate([[0.0], precision @ start])
    fit = 0.0
    for field in fielded:
        race, runner = field.covariances(theta)
        if field.count > 1:
            root = np.linalg.cholesky(runner)
            fit -= (field.count - 1) * float(np.log(np.diag(root)).sum())
            fit -= 0.5 * float(np.trace(np.linalg.solve(runner, field.scatter)))
        both = race + runner / field.count + LEVEL_SD**2
        off = field.mean - math.log(0.155)
        solved = np.linalg.solve(both, np.column_stack([field.design, off]))
        total += field.design.T @ solved[:, :-1]
        product += field.design.T @ solved[:, -1]
        fit -= 0.5 * (float(np.linalg.slogdet(both)[1]) + float(off @ solved[:, -1]))
    return total, product, fit


def _cost(theta: Floats, fielded: Sequence[Field], mean_sd: Floats) -> float:
    """Return minus the log posterior of the spreads, the mean curve integrated out."""
    precision = _inverse(np.diag(mean_sd**2))
    try:
        total, product, fit = _mean_law(fielded, theta, np.zeros(TERMS), precision)
    except np.linalg.LinAlgError:
        return 1e6
    fit += 0.5 * float(product @ np.linalg.solve(total, product))
    fit -= 0.5 * float(np.linalg.slogdet(total)[1])
    return 0.5 * float((((theta - USUAL) / SPREAD) ** 2).sum()) - fit


def fit_spreads(runners: Sequence[Runner], begin: Floats | None = None) -> Floats:
    """Return the logs of the most probable spreads, in the order of `NAMES`.

    The lengths and the power lie on a grid, where a gradient sees nothing: they are tried.
    """
    fielded, mean_sd = fields(runners), MEAN_SD[runners[0].key[0]]

    def cost(theta: Floats) -> float:
        return _cost(theta, fielded, mean_sd)

    bounds = list(zip(USUAL - 3, USUAL + 2, strict=True))
    theta = np.array(USUAL if begin is None else begin)
    for _ in range(2 if begin is None else 1):
        options = {"maxiter": 40}
        theta = minimize(cost, theta, method="L-BFGS-B", bounds=bounds, options=options).x
        theta = _tried(theta, cost)
    return np.array(
        minimize(cost, theta, method="L-BFGS-B", bounds=bounds, options={"maxiter": 30}).x
    )


def _tried(theta: Floats, cost: Callable[[Floats], float]) -> Floats:
    best = (cost(theta), theta)
    for name in ("race_length", "own_length", "power"):
        for step in (-0.6, -0.3, -0.15, 0.15, 0.3, 0.6):
            other = best[1].copy()
            other[NAMES.index(name)] += step
            found = cost(other)
            best = min(best, (found, other), key=lambda each: each[0])
    return best[1]


def fit_shape(runners: Sequence[Runner], theta: Floats, prior: tuple[Floats, Floats]) -> Shape:
    """Return the shape that the spreads and the races make; `prior` is the curve's mean and cov."""
    start, cov = prior
    total, product, _ = _mean_law(fields(runners), theta, start, _inverse(cov))
    mean = np.linalg.solve(total, product)[1:]
    left = np.linalg.inv(total)[1:, 1:]
    v = dict(zip(NAMES, np.exp(theta), strict=True))

    def both(name: str) -> float:
        return math.hypot(RACE_FACTOR * v[f"race_{name}"], v[f"own_{name}"])

    lengths = [math.exp(_on_grid(math.log(v[n]))) for n in ("race_length", "own_length")]
    return Shape(
        fade=both("fade"),
        start=both("start"),
        kick=both("kick"),
        bow=both("bow"),
        theta=float(v["own_theta"]),
        ripples=(
            Ripple(RACE_FACTOR * float(v["race_ripple"]), lengths[0]),
            Ripple(float(v["own_ripple"]), lengths[1]),
        ),
        walk=both("walk"),
        walk_power=math.exp(_on_grid(math.log(v["power"]))),
        drift=both("drift"),
        mean=tuple(float(each) for each in mean),
        mean_cov=tuple(tuple(float(e) for e in row) for row in RACE_FACTOR**2 * left),
    )


def scaled(shape: Shape, factor: float) -> Shape:
    """Return the shape with all that is uncertain multiplied by `factor`."""
    spreads = ("fade", "start", "kick", "bow", "theta", "walk", "drift")
    return shape._replace(
        **{name: factor * getattr(shape, name) for name in spreads},
        ripples=tuple(Ripple(factor * each.sd, each.length) for each in shape.ripples),
        mean_cov=tuple(tuple(factor**2 * each for each in row) for row in shape.mean_cov),
    )


_LEVEL_GUESS = np.array([math.log(0.1625), -0.117, 0.01, 0.0, 0.0, 0.0])
_LEVEL_FREE = np.array([0.05, 0.01, 0.02, 0.02, 0.005, 0.005])
LEVEL_OF_CLASS = {PACED: 0.014, CHAMPIONSHIP: 0.022}
LEVEL_800 = 0.014
OTHERS = (math.log(0.165), 0.30)
WEIGHTS = (0.4, 0.4, 0.2)
BEST = {
    (PACED, "mile"): (0.010, 0.016),
    (PACED, "800"): (0.010, 0.016),
    (CHAMPIONSHIP, "mile"): (0.015, 0.035),
    (CHAMPIONSHIP, "800"): (0.008, 0.015),
}


def _level_row(key: Key, men: float) -> list[float]:
    championship, short = float(key[0] == CHAMPIONSHIP), float(key[1] == "800")
    return [1.0, men, championship, short, men * short, men * championship]


def fit_levels(runners: Iterable[Runner]) -> Floats:
    """Return the coefficients of the mean log slowness of a race, scaled to 1500 m.

    Beforehand: women 0.1625 s/m, men 11 % faster (the world records lie 11 to 12 % apart).
    Combined events are left to the level of the others.
    """
    by: dict[str, list[Runner]] = defaultdict(list)
    for runner in runners:
        if not runner.combined:
            by[runner.race_id].append(runner)
    rows, values, precisions = [], [], []
    for each in by.values():
        logs = [
            math.log(r.finish / r.distance) - GROWTH * math.log(r.distance / 1500) for r in each
        ]
        rows.append(_level_row(each[0].key, float(each[0].sex == "M")))
        values.append(float(np.mean(logs)))
        precisions.append(1 / (0.015**2 + 0.015**2 / len(each)))
    design, weight = np.array(rows), np.array(precisions)
    prior = 1 / _LEVEL_FREE**2
    total = design.T @ (design * weight[:, None]) + np.diag(prior)
    return np.linalg.solve(total, design.T @ (weight * np.array(values)) + prior * _LEVEL_GUESS)


def group_of(key: Key, shape: Shape, levels: Floats) -> Group:
    """Return the group with the levels of its races."""
    reference = REFERENCE_M[key[1]]
    longer = GROWTH * math.log(reference / 1500)
    sd = LEVEL_800 if key[1] == "800" else LEVEL_OF_CLASS[key[0]]
    men, women = (float(np.dot(_level_row(key, m), levels)) + longer for m in (1.0, 0.0))
    return Group(
        race_class=key[0],
        up_to_m=SPLIT_M if key[1] == "800" else 1e9,
        reference_m=reference,
        shape=shape,
        levels=(
            Level("men", men, sd, WEIGHTS[0]),
            Level("women", women, sd, WEIGHTS[1]),
            Level("others", OTHERS[0] + longer, OTHERS[1], WEIGHTS[2]),
        ),
        best=Reference(*BEST[key]),
    )


MAIN: tuple[Key, ...] = ((PACED, "mile"), (CHAMPIONSHIP, "mile"), (CHAMPIONSHIP, "800"))
SPARE: Key = (PACED, "800")


class Fit(NamedTuple):
    """The spreads of each group with many races, and the model before the last factor."""

    spreads: Mapping[Key, Floats]
    model: PacingModel


def fit_all(runners: Sequence[Runner], before: Fit | None = None, without: str = "") -> Fit:
    """Return the fit on all races but the shipped ones and `without`, from which `before` began."""
    kept = [r for r in runners if r.race_id not in SHIPPED and r.race_id != without]
    lost = {r.key for r in runners if r.race_id == without}
    spreads: dict[Key, Floats] = {}
    for key in MAIN:
        if before is not None and key not in lost:
            spreads[key] = before.spreads[key]
        else:
            start = before.spreads[key] if before is not None else None
            spreads[key] = fit_spreads([r for r in kept if r.key == key], start)
    shapes: dict[Key, Shape] = {}
    for key in MAIN:
        even = (np.zeros(TERMS), np.diag(MEAN_SD[key[0]] ** 2))
        shapes[key] = fit_shape([r for r in kept if r.key == key], spreads[key], even)
    near = shapes[CHAMPIONSHIP, "800"]
    prior = (np.array(near.mean), np.array(near.mean_cov) + np.diag(PACED_800_SD**2))
    few = [r for r in kept if r.key == SPARE]
    shapes[SPARE] = fit_shape(few, spreads[CHAMPIONSHIP, "800"], prior)
    levels = fit_levels(kept)
    groups = tuple(group_of(key, shapes[key], levels) for key in (*MAIN, SPARE))
    slowest = max(r.finish / r.distance for r in kept)
    return Fit(spreads, PacingModel("", NU, GROWTH, 790.0, 2000.0, slowest, groups))


def with_factors(model: PacingModel, factors: Mapping[Key, float]) -> PacingModel:
    """Return the model with the uncertainty of each group multiplied by its factor."""
    keys = (*MAIN, SPARE)
    groups = tuple(
        group._replace(shape=scaled(group.shape, factors.get(key, factors[CHAMPIONSHIP, "800"])))
        for key, group in zip(keys, model.groups, strict=True)
    )
    return model._replace(groups=groups)


class Case(NamedTuple):
    """A runner up to one mark; `layout` says where the times were read."""

    runner: Runner
    layout: str
    marks: tuple[float, ...]
    times: tuple[float, ...]

    @property
    def mark(self) -> float:
        """The last mark."""
        return self.marks[-1]


LAPS, LINE, FINE = "after each lap", "at the finish line", "every 100 m"
GRIDS: Mapping[str, Mapping[str, tuple[int, ...]]] = {
    "mile": {LAPS: (400, 800, 1200), LINE: (300, 700, 1100)},
    "800": {LAPS: (200, 400, 600), LINE: (400,)},
}


def cases(runner: Runner) -> list[Case]:
    """Return the runner at every mark that was published, and by laps where there are more."""
    known = dict(zip(runner.marks[:-1], runner.times[:-1], strict=True))
    if len(known) < 6:
        return _prefixes(runner, _kind(tuple(known)), tuple(known), known)
    found = _prefixes(runner, FINE, tuple(known), known)
    for layout, wanted in GRIDS[runner.key[1]].items():
        marks = tuple(float(mark) for mark in wanted if mark in known)
        if len(marks) == len(wanted) and (layout != LINE or runner.distance % 100 == 0):
            found += _prefixes(runner, layout, marks, known)
    return found


def _kind(marks: tuple[float, ...]) -> str:
    return LINE if marks[0] == 300 else LAPS


def _prefixes(
    runner: Runner, layout: str, marks: tuple[float, ...], known: Mapping[float, float]
) -> list[Case]:
    return [
        Case(runner, layout, marks[:n], tuple(known[mark] for mark in marks[:n]))
        for n in range(1, len(marks) + 1)
    ]


def covered(model: PacingModel, case: Case) -> float:
    """Return whether the finish lies in the 80 % band: 1 or 0."""
    found = forecast(
        model,
        metres(case.runner.distance),
        [metres(mark) for mark in case.marks],
        [seconds(time) for time in case.times],
        case.runner.told_class,
    )
    assert found is not None
    low, high = found.quantiles["0.1"], found.quantiles["0.9"]
    return float(low <= seconds(case.runner.finish) <= high)


Coverage = Mapping[float, Mapping[tuple[Key, str], tuple[float, int]]]
"""By factor, by group and race: the share of finishes inside the 80 % band, and of how many."""


def coverage(runners: Sequence[Runner], model_of: Callable[[str], PacingModel]) -> Coverage:
    """Return what each factor would have covered of each race, by a model without that race."""
    found: dict[float, dict[tuple[Key, str], tuple[float, int]]] = {factor: {} for factor in SCALES}
    by: dict[tuple[Key, str], list[Case]] = defaultdict(list)
    for runner in runners:
        by[runner.key, runner.race_id] += [c for c in cases(runner) if c.layout != FINE]
    for (key, race_id), each in by.items():
        for factor in SCALES:
            model = with_factors(model_of(race_id), dict.fromkeys(MAIN, factor))
            share = float(np.mean([covered(model, c) for c in each]))
            found[factor][key, race_id] = (share, len(each))
    return found


def _share(parts: Sequence[tuple[float, int]]) -> float:
    shares, counts = zip(*parts, strict=True)
    return float(np.average(shares, weights=counts))


def choose_factors(known: Coverage, without: str = "") -> dict[Key, float]:
    """Return the factor of each group that brings its coverage, and that of all, near 80 %.

    Every finish counts once; a group of few races leans on all of them. `without` is not looked at.
    """
    chosen: dict[Key, float] = {}
    for key in MAIN:
        costs = []
        for factor in SCALES:
            races = {k: v for k, v in known[factor].items() if k[1] != without}
            own = [v for k, v in races.items() if k[0] == key]
            off_own = (_share(own) - AIM) ** 2 * len(own)
            off_all = (_share(list(races.values())) - AIM) ** 2 * POOLED_RACES
            costs.append((off_own + off_all, factor))
        chosen[key] = min(costs)[1]
    return chosen


def leave_one_out(runners: Sequence[Runner]) -> tuple[Fit, dict[str, Fit]]:
    """Return the fit on all races, and for each race that is in it the fit without it."""
    full = fit_all(runners)
    names = dict.fromkeys(r.race_id for r in runners if r.race_id not in SHIPPED)
    return full, {name: fit_all(runners, full, name) for name in names}


class Folds(NamedTuple):
    """The model to ship, and for each race the one that never saw it."""

    shipped: PacingModel
    factors: Mapping[Key, float]
    without: Mapping[str, PacingModel]

    def model_for(self, race_id: str) -> PacingModel:
        """Return the model that never saw the race; the shipped one never saw the shipped races."""
        return self.without.get(race_id, self.shipped)


def fit_folds(runners: Sequence[Runner]) -> Folds:
    """Return all models; each race's factors are chosen on the other races."""
    full, left = leave_one_out(runners)
    known = coverage(
        [r for r in runners if r.race_id not in SHIPPED], lambda name: left[name].model
    )
    factors = choose_factors(known)
    without = {
        name: with_factors(fit.model, choose_factors(known, name)) for name, fit in left.items()
    }
    return Folds(with_factors(full.model, factors), factors, without)


def main() -> None:
    """Print the fitted model."""
    runners = read_runners(Path(sys.argv[1]))
    from tests.bench.pacing_toml import model_toml

    print(model_toml(fit_folds(runners).shipped, runners, sys.argv[2]), end="")


if __name__ == "__main__":
    main()
