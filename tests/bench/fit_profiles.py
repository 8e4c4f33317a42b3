"""Fit the mean pace profiles of the simple projection rules from a file of published races.

Usage: python tests/bench/fit_profiles.py RACES.json FITTED_ON > resources/model/profiles.toml

RACES.json is a list of performances (`race_id`, `distance_m`, `race_class`, `finish_s`, `splits`).
The shares come from performances timed at least every 210 m, so that no gap is bridged by a
straight line; the spread of a segment's time from every performance. Shipped races are left out.
"""

import itertools
import json
import sys
from pathlib import Path
from typing import Any

import numpy as np

STEPS = 20
SHIPPED = {"mile-paris-2025", "mile-monaco-2023", "mile-oxford-1954", "mile-lievin-2025i"}
BANDS = {"800": (799.0, 1200.0), "mile": (1200.0, 2000.0), "long": (2000.0, 10_000.0)}
DENSE_M = 210.0
GRID = np.linspace(0.0, 1.0, STEPS + 1)

Race = dict[str, Any]
Points = list[tuple[float, float]]


def points(race: Race) -> Points:
    """Return (distance, time) from the start to the finish."""
    inner = [(s["mark_m"], s["time_s"]) for s in race["splits"]]
    return [(0.0, 0.0), *inner, (race["distance_m"], race["finish_s"])]


def dense(race: Race) -> bool:
    """Whether no two neighbouring marks are far apart."""
    marks = [d for d, _ in points(race)]
    return bool(max(np.diff(marks)) <= DENSE_M)


def shares(races: list[Race]) -> np.ndarray:
    """Return the mean share of the finish time at each step of the distance."""
    rows = []
    for race in races:
        d, t = np.array(points(race)).T
        rows.append(np.interp(GRID, d / d[-1], t / t[-1]))
    return np.mean(rows, axis=0)


def segment_errors(race: Race, profile: np.ndarray) -> list[float]:
    """Return log(actual / foretold) of each segment after the first mark."""
    errors = []
    run = points(race)
    for (a, ta), (b, tb) in itertools.pairwise(run):
        low, high = np.interp([a / run[-1][0], b / run[-1][0]], GRID, profile)
        errors.append(float(np.log((tb - ta) / (ta * (high - low) / low))))
    return errors


def left_out_sd(races: list[Race]) -> float:
    """Return the standard deviation of segments of races left out of the profile in turn."""
    errors: list[float] = []
    for race_id in sorted({race["race_id"] for race in races}):
        rest = [race for race in races if race["race_id"] != race_id]
        profile = shares([race for race in rest if dense(race)] or rest)
        for race in races:
            if race["race_id"] == race_id:
                errors += segment_errors(race, profile)
    return float(np.std(errors))


def toml_table(name: str, races: list[Race], validated: bool) -> str:
    """Return one profile as a TOML table."""
    fine = [race for race in races if dense(race)] or races
    numbers = [f"{value:.4f}" for value in shares(fine)]
    rows = [", ".join(numbers[i : i + 7]) for i in range(0, len(numbers), 7)]
    listed = ",\n  ".join(rows)
    count = len({race["race_id"] for race in races})
    return (
        f"[{name}]\n# {len(races)} performances in {count} races; shares from {len(fine)} of them\n"
        f"validated = {str(validated).lower()}\narrival_sd = {left_out_sd(races):.3f}\n"
        f"shares = [\n  {listed},\n]\n"
    )


def main() -> None:
    """Print the fitted profiles."""
    races = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
    races = [race for race in races if race["race_id"] not in SHIPPED and race["splits"]]
    out = [
        "# Mean share of the finish time at every twentieth of the distance, by class of race.\n"
        "# Fitted on published splits of elite races, the four shipped races left out;\n"
        "# made by tests/bench/fit_profiles.py.\n"
        f'format = "splitline-profiles"\nversion = 1\nfitted_on = "{sys.argv[2]}"\n'
    ]
    for band, (low, high) in BANDS.items():
        for kind in ("paced", "championship"):
            chosen = [r for r in races if low <= r["distance_m"] < high and r["race_class"] == kind]
            if len({race["race_id"] for race in chosen}) > 1:
                out.append(toml_table(f"{band}-{kind}", chosen, validated=len(chosen) > 20))
    print("\n".join(out), end="")


if __name__ == "__main__":
    main()
