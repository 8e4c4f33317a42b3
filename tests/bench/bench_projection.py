"""How good is the projected finish on races that the model never saw? Writes docs/projection.md.

Usage: python -m tests.bench.bench_projection RACES.json [docs/projection.md]

Errors are seconds scaled to a finish of 4:00; positive means projected too slow.
"""

import math
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from app.analysis.pacing.forecast import Forecast, chance, forecast
from app.analysis.pacing.kernel import Floats
from app.analysis.pacing.mixture import quantiles
from app.analysis.pacing.model import CHAMPIONSHIP, PACED, PacingModel
from app.domain.course import metres
from app.domain.times import Duration, format_time, seconds, to_seconds
from tests.bench import fit_pacing as fp
from tests.bench import projection_words as words
from tests.bench.own_best import HEAD, best_rows

SCALE_S = 240.0
CENTS = tuple(i / 100 for i in range(1, 100))
BANDS = {50: ("0.25", "0.75"), 80: ("0.1", "0.9"), 95: ("0.025", "0.975")}
DRAWS = 2000
FEW = 8
FINE_MARKS = 6
HUNDREDTHS = np.linspace(0, 1, 101)
CLASS_NAMES = {
    (PACED, "mile"): "1500 m and mile, paced",
    (CHAMPIONSHIP, "mile"): "1500 m, championship",
    (CHAMPIONSHIP, "800"): "800 m, championship",
    (PACED, "800"): "880 yards, paced",
}

Best = Callable[[fp.Runner], float | None]


class Row(NamedTuple):
    """One case: what the model and the rules were off by, and where the finish lay in the law."""

    case: fp.Case
    model: float
    even: float
    last: float
    usual: float
    crps: float
    pit: float
    inside: Mapping[int, bool]

    @property
    def race_id(self) -> str:
        """The race that was left out."""
        return self.case.runner.race_id


def usual_shares(runners: Sequence[fp.Runner], key: fp.Key, without: str) -> Floats:
    """Return the mean share of the finish time at each hundredth, without one race."""
    other = [r for r in runners if r.race_id != without and r.race_id not in fp.SHIPPED]
    own = [r for r in other if r.key == key] or [r for r in other if r.key[1] == key[1]]
    fine = [r for r in own if len(r.marks) > FINE_MARKS] or own
    found: Floats = np.mean(
        [
            np.interp(
                HUNDREDTHS,
                np.array((0.0, *r.marks)) / r.distance,
                np.array((0.0, *r.times)) / r.finish,
            )
            for r in fine
        ],
        axis=0,
    )
    return found


def row_of(model: PacingModel, case: fp.Case, shares: Floats, best_s: float | None = None) -> Row:
    """Return how the model and the rules did."""
    runner = case.runner
    distance = metres(runner.distance)
    best = None if best_s is None else seconds(best_s)
    marks, times = [metres(m) for m in case.marks], [seconds(t) for t in case.times]
    found = forecast(model, distance, marks, times, runner.told_class, best)
    assert found is not None
    assert found.law is not None
    time, finish, scale = case.times[-1], runner.finish, SCALE_S / runner.finish
    begin, before = (0.0, *case.marks)[-2], (0.0, *case.times)[-2]
    left = runner.distance - case.mark
    share = float(np.interp(case.mark / runner.distance, HUNDREDTHS, shares))
    at = {name: to_seconds(q) for name, q in found.quantiles.items()}
    return Row(
        case=case,
        model=(to_seconds(found.finish) - finish) * scale,
        even=(time * runner.distance / case.mark - finish) * scale,
        last=(time + left * (time - before) / (case.mark - begin) - finish) * scale,
        usual=(time / share - finish) * scale,
        crps=_crps(found, finish) * scale,
        pit=chance(found, seconds(finish)),
        inside={band: at[low] <= finish <= at[high] for band, (low, high) in BANDS.items()},
    )


def _crps(found: Forecast, finish: float) -> float:
    """Return the continuous ranked probability score: twice the mean loss of the quantiles."""
    assert found.law is not None
    off = finish - np.array(quantiles(found.law, CENTS))
    cents = np.array(CENTS)
    return float(2 * np.mean(np.where(off > 0, cents * off, (cents - 1) * off)))


def rows_of(
    runners: Sequence[fp.Runner],
    model_for: Callable[[str], PacingModel],
    best: Best | None = None,
    known: Sequence[fp.Runner] | None = None,
) -> list[Row]:
    """Return the rows of every case of the runners; `known` are those the usual pacing is from."""
    found = []
    everyone = list(runners) if known is None else known
    kept: dict[tuple[fp.Key, str], Floats] = {}
    for runner in runners:
        place = runner.key, runner.race_id
        if place not in kept:
            kept[place] = usual_shares(everyone, *place)
        own = best(runner) if best is not None else None
        if best is None or own is not None:
            model = model_for(runner.race_id)
            found += [row_of(model, case, kept[place], own) for case in fp.cases(runner)]
    return found


def rmse(values: Iterable[float]) -> float:
    """Return the root of the mean square."""
    return float(np.sqrt(np.mean(np.square(list(values)))))


class Squares(NamedTuple):
    """Sums by race, so that races can be drawn again and again: the races are the sample."""

    runners: Floats
    model: Floats
    even: Floats
    last: Floats
    inside: Floats


def squares_of(rows: Sequence[Row], band: int = 80) -> Squares:
    """Return the sums of squares of each race."""
    by: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by[row.race_id].append(row)
    sums = [
        (
            len(each),
            sum(r.model**2 for r in each),
            sum(r.even**2 for r in each),
            sum(r.last**2 for r in each),
            sum(r.inside[band] for r in each),
        )
        for each in by.values()
    ]
    return Squares(*np.array(sums, dtype=np.float64).T)


def _again(count: int) -> Floats:
    """Return how often each race is drawn, one row a draw; the same in every run."""
    random = np.random.default_rng(20_250_626)
    drawn: Floats = random.multinomial(count, [1 / count] * count, size=DRAWS).astype(np.float64)
    return drawn


def _middle(values: Floats) -> tuple[float, float]:
    low, high = np.quantile(values, (0.025, 0.975))
    return float(low), float(high)


def ratio_interval(rows: Sequence[Row]) -> tuple[float, float, float]:
    """Return the ratio of the RMSE to that of the better rule, and its 95 % interval over races."""
    sums = squares_of(rows)
    better = sums.even if sums.even.sum() < sums.last.sum() else sums.last
    drawn = _again(len(sums.runners))
    ratios = np.sqrt((drawn @ sums.model) / (drawn @ better))
    return math.sqrt(sums.model.sum() / better.sum()), *_middle(ratios)


def coverage_interval(rows: Sequence[Row], band: int) -> tuple[float, float, float]:
    """Return the share of finishes inside the band, and its 95 % interval over races."""
    sums = squares_of(rows, band)
    drawn = _again(len(sums.runners))
    shares = (drawn @ sums.inside) / (drawn @ sums.runners)
    return float(sums.inside.sum() / sums.runners.sum()), *_middle(shares)


Label = tuple[fp.Key, str, int]


def label_of(case: fp.Case) -> Label | None:
    """Return class, reading and mark of a case; None for a mark that is no lap's."""
    key, mark = case.runner.key, case.mark
    if case.layout == fp.FINE:
        return key, fp.FINE, round(mark)
    near = min(fp.GRIDS[key[1]][case.layout], key=lambda each: abs(each - mark))
    return (key, case.layout, near) if abs(near - mark) < 25 else None


def grouped(rows: Iterable[Row]) -> dict[Label, list[Row]]:
    """Return the rows by class, reading and mark, in that order."""
    found: dict[Label, list[Row]] = defaultdict(list)
    for row in rows:
        label = label_of(row.case)
        if label is not None:
            found[label].append(row)
    order = list(CLASS_NAMES)
    readings = (fp.LAPS, fp.LINE, fp.FINE)
    return dict(
        sorted(
            found.items(), key=lambda e: (order.index(e[0][0]), readings.index(e[0][1]), e[0][2])
        )
    )


def judged(groups: Mapping[Label, list[Row]]) -> dict[Label, list[Row]]:
    """Return the groups that are judged: after each lap, with enough performances."""
    return {k: v for k, v in groups.items() if k[1] != fp.FINE and len(v) >= FEW}


def geometric_mean(groups: Mapping[Label, list[Row]]) -> float:
    """Return the geometric mean of the RMSE ratios to the better rule."""
    return math.exp(float(np.mean([math.log(ratio_interval(rows)[0]) for rows in groups.values()])))


def lapwise(rows: Iterable[Row]) -> list[Row]:
    """Return the rows of marks after each lap."""
    return [row for row in rows if row.case.layout != fp.FINE]


def table(head: Sequence[str], body: Iterable[Sequence[str]]) -> str:
    """Return a Markdown table."""
    lines = [head, ["---"] * len(head), *body]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


def accuracy_table(groups: Mapping[Label, list[Row]]) -> str:
    """Return the errors of model and rules by mark."""
    head = ["marks", "n", "races", "bias", "model", "even", "last", "usual", "ratio", "95 %"]
    body = []
    for (_, reading, mark), rows in groups.items():
        ratio, low, high = ratio_interval(rows)
        errors = [
            rmse(getattr(r, name) for r in rows) for name in ("model", "even", "last", "usual")
        ]
        body.append(
            [
                f"{mark} m, {reading}",
                str(len(rows)),
                str(len({r.race_id for r in rows})),
                f"{np.mean([r.model for r in rows]):+.2f}",
                *(f"{each:.2f}" for each in errors),
                f"{ratio:.2f}",
                f"{low:.2f} to {high:.2f}",
            ]
        )
    return table(head, body)


def band_table(groups: Mapping[Label, list[Row]]) -> str:
    """Return CRPS and coverage by mark; a rule is a band of no width, its CRPS is the mean error."""
    head = ["marks", "CRPS", "even", "last", "50 %", "80 %", "80 %, over races", "95 %"]
    body = []
    for (_, reading, mark), rows in groups.items():
        share, low, high = coverage_interval(rows, 80)
        body.append(
            [
                f"{mark} m, {reading}",
                f"{np.mean([r.crps for r in rows]):.2f}",
                f"{np.mean([abs(r.even) for r in rows]):.2f}",
                f"{np.mean([abs(r.last) for r in rows]):.2f}",
                f"{coverage_interval(rows, 50)[0]:.0%}",
                f"{share:.0%}",
                f"{low:.0%} to {high:.0%}",
                f"{coverage_interval(rows, 95)[0]:.0%}",
            ]
        )
    return table(head, body)


def pit_picture(rows: Sequence[Row]) -> str:
    """Return a histogram of where the finishes lay in their laws; flat is right."""
    counts, _ = np.histogram([r.pit for r in rows], bins=10, range=(0, 1))
    lines = [
        f"{i / 10:.1f} to {(i + 1) / 10:.1f} {'#' * round(200 * n / len(rows)):<40} {n / len(rows):.0%}"
        for i, n in enumerate(counts)
    ]
    return "```text\n" + "\n".join(line.rstrip() for line in lines) + "\n```\n"


def _percent(found: tuple[float, float, float]) -> str:
    return f"{found[0]:.0%} ({found[1]:.0%} to {found[2]:.0%})"


def summary_table(rows: Sequence[Row]) -> str:
    """Return what is aimed at, over classes: ratio and coverage."""
    groups = judged(grouped(rows))
    head = ["class", "n", "races", "ratio", "CRPS", "50 %", "80 % band", "95 % band"]
    body = []
    for name, keys in [("all", list(CLASS_NAMES)), *((v, [k]) for k, v in CLASS_NAMES.items())]:
        own = [r for r in lapwise(rows) if r.case.runner.key in keys]
        some = {k: v for k, v in groups.items() if k[0] in keys}
        body.append(
            [
                name,
                str(len(own)),
                str(len({r.race_id for r in own})),
                f"{geometric_mean(some):.3f}" if some else "too few",
                f"{np.mean([r.crps for r in own]):.2f}",
                *(_percent(coverage_interval(own, band)) for band in BANDS),
            ]
        )
    return table(head, body)


KINDS: Mapping[str, Callable[[fp.Runner], bool]] = {
    "women": lambda r: r.sex == "F",
    "men": lambda r: r.sex == "M",
    "championship finals": lambda r: r.key[0] == CHAMPIONSHIP and "final" in r.race_id,
    "heats and semi-finals": lambda r: (
        r.key[0] == CHAMPIONSHIP
        and any(f"-{part}" in r.race_id for part in ("h1", "h2", "h3", "h4", "sf"))
    ),
    "heptathlon and decathlon": lambda r: r.combined,
    "fields": lambda r: r.race_id.startswith(("w1500", "m1500", "w800", "m800")),
    "one runner of a race": lambda r: r.race_id.startswith(("mile", "m880y")),
}


def kinds_table(rows: Sequence[Row]) -> str:
    """Return the same by kinds of races that the model is not told of."""
    head = ["races", "n", "model", "even", "last", "80 % band"]
    body = []
    for name, holds in KINDS.items():
        own = [r for r in lapwise(rows) if holds(r.case.runner)]
        if own:
            errors = [rmse(getattr(r, which) for r in own) for which in ("model", "even", "last")]
            share = _percent(coverage_interval(own, 80))
            body.append([name, str(len(own)), *(f"{e:.2f}" for e in errors), share])
    return table(head, body)


def other_races(runners: Sequence[fp.Runner], names: Sequence[str]) -> Best:
    """Return what stands in for a best time: the best of the athlete's other races in the file."""
    by: dict[tuple[str, bool], list[fp.Runner]] = defaultdict(list)
    for i, runner in enumerate(runners):
        by[names[i], runner.key[1] == "800"].append(runner)
    name_of = {id(runner): names[i] for i, runner in enumerate(runners)}

    def best(runner: fp.Runner) -> float | None:
        own = by[name_of[id(runner)], runner.key[1] == "800"]
        times = [
            o.finish * (runner.distance / o.distance) ** (1 + fp.GROWTH)
            for o in own
            if o.race_id != runner.race_id
        ]
        return min(times, default=None)

    return best


def reference_table(alone: Sequence[Row], known: Sequence[Row]) -> str:
    """Return the errors of the same cases with and without a reference time."""
    plain = {(id(r.case.runner), r.case.layout, r.case.marks): r for r in alone}
    head = ["class", "marks", "n", "without", "with", "80 % without", "80 % with"]
    body = []
    for (key, reading, mark), rows in judged(grouped(known)).items():
        same = [plain[id(r.case.runner), r.case.layout, r.case.marks] for r in rows]
        body.append(
            [
                CLASS_NAMES[key],
                f"{mark} m, {reading}",
                str(len(rows)),
                f"{rmse(r.model for r in same):.2f}",
                f"{rmse(r.model for r in rows):.2f}",
                f"{np.mean([r.inside[80] for r in same]):.0%}",
                f"{np.mean([r.inside[80] for r in rows]):.0%}",
            ]
        )
    return table(head, body)


def famous_table(runners: Sequence[fp.Runner], model: PacingModel) -> str:
    """Return what was projected at each mark of the shipped races, and how it came out."""
    head = ["race", "mark", "time", "projected", "80 % band", "ran", "inside"]
    body = []
    for runner in (r for r in runners if r.race_id in fp.SHIPPED):
        laps = [c for c in fp.cases(runner) if c.layout == fp.LAPS]
        for case in laps:
            found = forecast(
                model,
                metres(runner.distance),
                [metres(m) for m in case.marks],
                [seconds(t) for t in case.times],
                runner.key[0],
            )
            assert found is not None
            low, high = found.quantiles["0.1"], found.quantiles["0.9"]
            ran = seconds(runner.finish)
            body.append(
                [
                    runner.race_id,
                    f"{case.mark:g} m",
                    _time(seconds(case.times[-1])),
                    _time(found.finish),
                    f"{_time(low)} to {_time(high)}",
                    _time(ran),
                    "yes" if low <= ran <= high else "**no**",
                ]
            )
    return table(head, body)


def _time(value: Duration) -> str:
    return format_time(value, 1)


def quarters(runners: Sequence[fp.Runner], factors: Mapping[fp.Key, float]) -> list[Row]:
    """Return the rows of four parts of the races, each foretold by a fit on the other three."""
    names = sorted({r.race_id for r in runners if r.race_id not in fp.SHIPPED})
    found: list[Row] = []
    for part in range(4):
        out = set(names[part::4])
        kept = [r for r in runners if r.race_id not in out]
        model = fp.with_factors(fp.fit_all(kept).model, factors)
        left = [r for r in runners if r.race_id in out]
        folds = fp.Folds(model, factors, {})
        found += rows_of(left, folds.model_for, known=kept)
    return found


def not_better(groups: Mapping[Label, list[Row]]) -> str:
    """Say plainly where the model is no better than the better of the two rules."""
    lines = []
    for (key, reading, mark), rows in groups.items():
        ratio, low, high = ratio_interval(rows)
        if high > 1:
            word = "worse" if low > 1 else "worse, within chance" if ratio > 1 else "within chance"
            where = f"{CLASS_NAMES[key]}, {mark} m {reading}"
            lines.append(f"- {where}: ratio {ratio:.2f} ({low:.2f} to {high:.2f}), {word}.")
    return "\n".join(lines) + "\n" if lines else "Nowhere.\n"


def untold_table(runners: Sequence[fp.Runner], folds: fp.Folds) -> str:
    """Return the summary when the class of race is left to the evidence."""
    strangers = [r._replace(told_class="") for r in runners]
    return summary_table(rows_of(strangers, folds.model_for, known=runners))


def document(runners: Sequence[fp.Runner], names: Sequence[str], folds: fp.Folds) -> str:
    """Return docs/projection.md."""
    rows = rows_of(runners, folds.model_for)
    groups = grouped(rows)
    known = rows_of(runners, folds.model_for, other_races(runners, names))
    parts = quarters(runners, folds.factors)
    fitted = [r for r in runners if r.race_id not in fp.SHIPPED]
    races = len({r.race_id for r in fitted})
    out = [
        words.INTRODUCTION.format(performances=len(fitted), races=races),
        "## In short\n",
        summary_table(rows),
        words.SHORT,
        "## Where it is not clearly better\n",
        not_better(judged(groups)),
    ]
    for key, name in CLASS_NAMES.items():
        own = {k: v for k, v in groups.items() if k[0] == key}
        out += [f"## {name}\n", accuracy_table(own), "\n", band_table(own)]
    out += [
        "## Where the finishes lay in the bands\n",
        words.PIT,
        pit_picture(lapwise(rows)),
        "## Kinds of races that the model is not told of\n",
        kinds_table(rows),
        "## When the class of race is not told\n",
        words.UNTOLD,
        untold_table(runners, folds),
        "## A quarter of the races left out at a time\n",
        words.QUARTERS,
        summary_table(parts),
        "## With a reference time\n",
        words.REFERENCE,
        reference_table(rows, known),
        "## The four shipped races\n",
        words.FAMOUS,
        famous_table(runners, folds.shipped),
        words.OWN_BEST,
        table(HEAD, best_rows(folds.shipped)),
        words.USED,
        words.TRIED,
    ]
    return "\n".join(part.strip("\n") + "\n" for part in out)


def main() -> None:
    """Write the document, or print it when no file is named."""
    path = Path(sys.argv[1])
    runners = fp.read_runners(path)
    text = document(runners, fp.read_athletes(path), fp.fit_folds(runners))
    if len(sys.argv) > 2:
        Path(sys.argv[2]).write_text(text, encoding="utf-8")
    else:
        print(text, end="")


if __name__ == "__main__":
    main()
