"""How long from the start of the process to the first paint, and to the graph?

The clock is read just before a process is spawned, and by that process at its event.
"""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeVar

import ui
from app.cli.context import Refused
from app.domain.times import NS_PER_MS, NS_PER_S
from app.engine.clocks import BootClock
from ui.bench import programs
from ui.bench.figures import Budget, Figure, of_pairs

_PATIENCE_S = 60.0
_KB_PER_MB = 1000
_FIRST_PAINT = Budget(most=1.35, aim=1.25)
_READY = Budget(most=1.15)
_MEMORY = Budget(most=1.5)
Measured = TypeVar("Measured")
Reference = TypeVar("Reference")


class Start(NamedTuple):
    """One start: until the event (ms), CPU time of the whole process (ms), most memory (MB)."""

    until: float
    cpu: float
    memory: float | None


def starts(runs: int) -> list[Figure]:
    """Start Splitline and the bare programs in turn, each `runs` times after a warm-up."""
    window = in_turn(
        runs,
        lambda: _start(programs.splitline("first-paint"), "first_paint_at_ns"),
        lambda: _start(programs.bare_window(), "at_ns"),
    )
    chart = in_turn(
        runs,
        lambda: _start(programs.splitline("ready"), "ready_at_ns"),
        lambda: _start(programs.bare_chart(), "at_ns"),
    )
    return [
        *_figures("start to first paint", window, _FIRST_PAINT),
        *_figures("start to charts ready", chart, _READY, _MEMORY),
    ]


def in_turn(
    runs: int, ours: Callable[[], Measured], its: Callable[[], Reference]
) -> list[tuple[Measured, Reference]]:
    """Measure ours and the reference in turn, A B A B; one pair before them is the warm-up."""
    pairs = [(ours(), its()) for _ in range(runs + 1)]
    return pairs[1:]


def _figures(
    name: str, pairs: list[tuple[Start, Start]], budget: Budget, most_memory: Budget | None = None
) -> list[Figure]:
    figures = [
        of_pairs(name, [(a.until, b.until) for a, b in pairs], budget=budget),
        of_pairs(f"{name}: CPU time", [(a.cpu, b.cpu) for a, b in pairs]),
    ]
    memory = [(a.memory, b.memory) for a, b in pairs if a.memory and b.memory]
    if memory:
        figures.append(of_pairs(f"{name}: memory", memory, unit="MB", budget=most_memory))
    return figures


def _start(program: str, event: str) -> Start:
    clock = BootClock()
    began = clock.now()
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        cwd=Path(ui.__file__).parents[1],
        env={k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    told, used = (json.loads(line) for line in _lines(process))
    memory = used["peak_kb"] / _KB_PER_MB if "peak_kb" in used else None
    until = (told[event] - began) / NS_PER_MS
    return Start(until, used["cpu_s"] * NS_PER_S / NS_PER_MS, memory)


def _lines(process: "subprocess.Popen[str]") -> list[str]:
    """Return the two lines that a program prints, the event and what it has used."""
    try:
        said, complaint = process.communicate(timeout=_PATIENCE_S)
    except subprocess.TimeoutExpired:
        process.kill()
        said, complaint = process.communicate()
        complaint += f"nothing within {_PATIENCE_S:g} s"
    lines = said.splitlines()
    if process.returncode != 0 or len(lines) != 2:
        found = (complaint.strip().splitlines() or ["no word"])[-1]
        raise Refused(f"a measured program did not start: found {found}, expected two lines")
    return lines
