"""What came of the inputs? A line for each reader, and each find with how to see it again."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.bench.fuzz.trial import Beat

_SHOWN = 40


class Find(NamedTuple):
    """An input that was taken in a way that no file may be."""

    reader: str
    seed: int
    input: int
    fault: str

    def __str__(self) -> str:
        """Say it, with the words that replay it."""
        words = f"--reader {self.reader} --seed {self.seed} --replay {self.input}"
        return f"{words}: {self.fault}"


class Line(NamedTuple):
    """One reader's inputs so far; times are ns of its own work, memory is KB."""

    reader: str
    read: int = 0
    refused: int = 0
    slowest_ns: int = 0
    grown_kb: int = 0
    taken_ns: int = 0
    finds: tuple[Find, ...] = ()

    @property
    def inputs(self) -> int:
        """How many inputs were given."""
        return self.read + self.refused

    def plus(self, beat: Beat, finds: Iterable[Find]) -> "Line":
        """Add what a process said of itself."""
        return self._replace(
            read=self.read + beat.read,
            refused=self.refused + beat.refused,
            slowest_ns=max(self.slowest_ns, beat.slowest_ns),
            grown_kb=max(self.grown_kb, beat.grown_kb),
            taken_ns=self.taken_ns + beat.taken_ns,
            finds=(*self.finds, *finds),
        )

    def found(self, find: Find) -> "Line":
        """Add an input that no process came through."""
        return self._replace(finds=(*self.finds, find), refused=self.refused + 1)


def together(lines: Iterable[Line]) -> list[Line]:
    """Put the lines of each reader into one."""
    found: dict[str, Line] = {}
    for line in lines:
        so_far = found.get(line.reader, Line(line.reader))
        found[line.reader] = Line(
            line.reader,
            so_far.read + line.read,
            so_far.refused + line.refused,
            max(so_far.slowest_ns, line.slowest_ns),
            max(so_far.grown_kb, line.grown_kb),
            so_far.taken_ns + line.taken_ns,
            (*so_far.finds, *line.finds),
        )
    return list(found.values())


def finds_in(path: Path) -> list[Find]:
    """Return what a process has found; a last line that is cut off is left out."""
    whole = path.read_text(encoding="utf-8").rpartition("\n")[0]
    return [Find(**json.loads(line)) for line in whole.splitlines()]


def in_words(lines: Sequence[Line], seed: int, took_s: float) -> str:
    """Return the run as it is printed and recorded."""
    inputs, finds = sum(each.inputs for each in lines), [f for each in lines for f in each.finds]
    said = "nothing was found" if not finds else f"{len(finds)} were taken as no file may be"
    rows = "\n".join(_row(each) for each in lines)
    shown = "".join(f"\n- `{find}`" for find in finds[:_SHOWN])
    return (
        f"{inputs:,} inputs, seed {seed}, {took_s / 60:.0f} minutes: {said}.\n\n"
        "| reader | inputs | read | refused | slowest, ms | mean, ms | grown, MB | found |\n"
        f"|---|---:|---:|---:|---:|---:|---:|---:|\n{rows}\n{shown}"
    ).strip()


def _row(line: Line) -> str:
    mean = line.taken_ns / 1e6 / max(1, line.inputs)
    return (
        f"| {line.reader} | {line.inputs:,} | {line.read:,} | {line.refused:,} "
        f"| {line.slowest_ns / 1e6:.0f} | {mean:.2f} | {line.grown_kb / 1024:.0f} "
        f"| {len(line.finds)} |"
    )
