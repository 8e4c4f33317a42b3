"""How well does the window hold a messy race together? A simulated operator at its keys.

Usage: python -m tests.bench.messy [--races N] [--real RACES.json] [--windows N]
           [--write docs/reliability.md]

By default 2,000 races drawn from the shipped pacing model with all aids, and a fifth of them without
each aid. The operator has a seed of their own; the same races and slips come in every variant.
"""

import argparse
import itertools
import multiprocessing
import os
import sys
import time
from collections.abc import Sequence
from functools import cache, partial
from pathlib import Path

import numpy as np

from app.formats.pacing_file import shipped_pacing
from tests.bench.messy.fields import Field, Run, drawn, read_fields, real
from tests.bench.messy.habits import Aids, Habits
from tests.bench.messy.keyboard import DeskKeyboard
from tests.bench.messy.race_day import BEFORE, play
from tests.bench.messy.report import VARIANTS, WHOLE, in_words
from tests.bench.messy.score import Played, added
from tests.bench.recorded_section import machine, record

SECTION = "messy races"
_RACES = 2_000
_PART = 5
_WINDOWS = 20
_CHUNK = 10


@cache
def _runs(path: Path) -> list[list[Run]]:
    return read_fields(path)


def field_of(seed: int, path: Path | None) -> Field:
    """Return the race of a number: drawn, or one of those in a file."""
    rng = np.random.default_rng([seed, 0])
    if path is None:
        return drawn(rng, shipped_pacing())
    races = _runs(path)
    return real(rng, races[seed % len(races)])


def race(seed: int, aids: Aids, path: Path | None = None) -> Played:
    """Run the race of a number; its operator has another seed than the athletes."""
    field = field_of(seed, path)
    operator = np.random.default_rng([seed, 1])
    return play(operator, field, DeskKeyboard(field.setup, BEFORE), Habits(), aids)


def races(count: int, aids: Aids, path: Path | None, workers: int = 2) -> list[Played]:
    """Run so many races on `workers` processes."""
    with multiprocessing.get_context("fork").Pool(workers) as pool:
        return pool.map(partial(race, aids=aids, path=path), range(count), chunksize=_CHUNK)


def through_window(count: int) -> int:
    """Run so many races of ten athletes or fewer in the real window too; how many ended alike."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from tests.bench.messy.through_window import MOST, in_window, on_desk

    fields = ((seed, field_of(seed, None)) for seed in itertools.count())
    fit = ((seed, field) for seed, field in fields if len(field.passages) <= MOST)
    chosen = itertools.islice(fit, count)
    return sum(on_desk(field, seed) == in_window(field, seed) for seed, field in chosen)


def main(arguments: Sequence[str]) -> int:
    """Run every variant, print the tables and record them."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.messy")
    parser.add_argument("--races", type=int, default=_RACES)
    parser.add_argument("--real", type=Path)
    parser.add_argument("--windows", type=int, default=_WINDOWS)
    parser.add_argument("--write", type=Path)
    asked = parser.parse_args(arguments)
    begun = time.monotonic()
    whole = races(asked.races, VARIANTS[WHOLE], asked.real)
    part = max(asked.races // _PART, 1)
    found = {WHOLE: added(whole[:part])}
    for name, aids in VARIANTS.items():
        if name != WHOLE:
            found[name] = added(races(part, aids, asked.real))
            print(f"{name}: {found[name].repaired.right:.4f}", file=sys.stderr, flush=True)
    alike = through_window(asked.windows)
    origin = "real races" if asked.real else "races drawn from the shipped pacing model"
    head = f"{machine()}; {time.monotonic() - begun:.0f} s; {origin}"
    same = f"{alike} of {asked.windows} races ended alike, split by split, in the real window."
    text = f"{head}\n\n{in_words(added(whole), found)}\n\n{same}"
    print(text)
    if asked.write:
        record(asked.write, SECTION, text)
    return 0 if alike == asked.windows else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
