"""Does Splitline keep every press whatever is done to it? All trials, one table.

Usage: python -m tests.bench.torture [--kills 2000 ...] [--write docs/reliability.md]

Each trial is a process of its own with a time of its own to end in; one that takes longer is ended
and falls short. One that ends in any other way than by itself falls short too, and it is said how it
ended. What cannot be tried on this machine is said.
"""

import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from tests.bench.recorded_section import machine, record
from tests.bench.torture import report
from tests.bench.torture.trial import Trial, run

SECTION = "torture"
_LEAST_S = 300.0


class Part(NamedTuple):
    """A trial: its module, its words, and how long it may take (s).

    One that goes `beside` the others is begun first; no figure of it is a duration.
    """

    module: str
    words: tuple[str, ...]
    limit_s: float
    beside: bool = False


def parts(counts: Namespace) -> tuple[Part, ...]:
    """Return the trials, each with several times what it takes on two slow cores."""
    return (
        Part("kills", ("--kills", f"{counts.kills}"), _LEAST_S + 3 * counts.kills),
        Part(
            "window_kills",
            ("--kills", f"{counts.window_kills}"),
            _LEAST_S + 60 * counts.window_kills,
        ),
        Part("power", ("--presses", f"{counts.power}"), _LEAST_S + 5 * counts.power),
        Part("faults", ("--times", f"{counts.faults}"), _LEAST_S + 120 * counts.faults),
        Part("damage", ("--files", f"{counts.files}"), _LEAST_S + 10 * counts.files),
        Part("day", ("--hours", f"{counts.hours}"), _LEAST_S + 300 * counts.hours, beside=True),
        Part("size", ("--sizes", counts.sizes), 12 * _LEAST_S),
    )


def trials(found: tuple[Part, ...], seed: int) -> Iterator[Trial]:
    """Run the trials in their order, and say on stderr what each has found.

    The last one measures durations: it waits for those that go beside the others.
    """
    with ThreadPoolExecutor(max_workers=len(found)) as threads:
        beside = {part: threads.submit(_run, part, seed) for part in found if part.beside}
        for part in found:
            yield beside[part].result() if part in beside else _run(part, seed)


def _run(part: Part, seed: int) -> Trial:
    print(f"{part.module} {' '.join(part.words)} ...", file=sys.stderr, flush=True)
    trial = run(part.module, part.words, seed, part.limit_s)
    print(report.table(trial.lines), file=sys.stderr, flush=True)
    return trial


def lasting(found: Sequence[Trial]) -> str:
    """Say how long each trial took, and how many processes wanted a core at its end."""
    each = (f"{it.name} {it.took_s / 60:.1f} min ({it.load:.1f})" for it in found)
    return f"Took, with the load of the last minute at its end: {', '.join(each)}."


def main() -> None:
    """Run everything, print the table, and write it where that is asked for."""
    parser = report.parser(__doc__)
    parser.add_argument("--kills", type=int, default=2000, help="SIGKILLs of a headless race")
    parser.add_argument("--window-kills", type=int, default=20, help="SIGKILLs of the real window")
    parser.add_argument("--power", type=int, default=300, help="presses whose writes are cut")
    parser.add_argument("--faults", type=int, default=10, help="races through each fault")
    parser.add_argument("--files", type=int, default=500, help="damaged files")
    parser.add_argument("--hours", type=int, default=24, help="hours with the window open")
    parser.add_argument("--sizes", default="1000,20000,100000", help="sessions in a library")
    parser.add_argument("--write", type=Path, help="the document with a place for the table")
    args = parser.parse_args()
    cores = f"load {os.getloadavg()[0]:.1f} at the beginning"
    found = list(trials(parts(args), args.seed))
    lines = [line for each in found for line in each.lines]
    if args.write:
        text = f"{machine()}; {cores}\n\n{report.table(lines, aligned=False)}\n\n{lasting(found)}"
        record(args.write, SECTION, text)
    report.tell(lines, as_json=args.json)


if __name__ == "__main__":
    main()
