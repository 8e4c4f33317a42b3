"""Does a session stay whole through 100,000 random commands?

Usage: python -m tests.bench.random_commands [COMMANDS] [docs/reliability.md]

Runs the stateful test of a session again and again until so many commands were given. What it holds
after every step is in tests/unit/engine/test_session_machine.py.
"""

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from hypothesis import seed as seeded
from hypothesis.stateful import run_state_machine_as_test

from app.domain.refusals import Refusal
from app.engine.engine import Engine
from tests.bench.recorded_section import machine, record
from tests.unit.engine.test_session_machine import Session

SECTION = "random commands"
_WANTED = 100_000
_AT_ONCE = 200
_STEPS = 60
_DOORS = ("handle", "handle_together", "undo", "undo_last_of", "redo")


@contextmanager
def counted(found: Counter[str]) -> Iterator[None]:
    """Count every command that an engine is given, and those that it refuses."""
    with ExitStack() as patches:
        for door in _DOORS:
            patches.enter_context(patch.object(Engine, door, _counting(door, found)))
        yield


def _counting(door: str, found: Counter[str]) -> Callable[..., Any]:
    carry_out = getattr(Engine, door)

    def count(engine: Engine, *what: Any) -> Any:
        commands = what[0] if door == "handle_together" else (door,)
        found["commands"] += len(commands)
        found[_name(door, what)] += 1
        try:
            return carry_out(engine, *what)
        except Refusal:
            found["refused"] += 1
            raise

    return count


def _name(door: str, what: tuple[Any, ...]) -> str:
    return type(what[0]).__name__ if door == "handle" else door


def run(wanted: int, seed: int) -> Counter[str]:
    """Give `wanted` commands or more; raises what a broken law raises, with the shortest way to it."""
    found: Counter[str] = Counter()
    quick = settings(
        max_examples=_AT_ONCE,
        stateful_step_count=_STEPS,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        print_blob=True,
    )
    rng = random.Random(seed)
    while found["commands"] < wanted:
        once = seeded(rng.randrange(2**32))(type("Once", (Session,), {}))
        with counted(found):
            run_state_machine_as_test(once, settings=quick)
        found["sessions"] += _AT_ONCE
        print(f"{found['commands']:,} commands", flush=True)
    return found


def in_words(found: Counter[str], took_s: float) -> str:
    """Return the run as it is printed."""
    kinds = {k: n for k, n in found.items() if k not in ("commands", "refused", "sessions")}
    rows = "\n".join(f"| {kind} | {count:,} |" for kind, count in sorted(kinds.items()))
    return (
        f"{machine()}; {took_s:.0f} s\n\n"
        f"{found['commands']:,} commands in about {found['sessions']:,} sessions, of which "
        f"{found['refused']:,} were refused with nothing changed. No law was broken.\n\n"
        f"| given | times |\n|---|---:|\n{rows}"
    )


def main(arguments: Sequence[str]) -> int:
    """Run, print and record."""
    begun = time.monotonic()
    wanted = int(arguments[0]) if arguments else _WANTED
    text = in_words(run(wanted, seed=1), time.monotonic() - begun)
    print(text)
    if len(arguments) > 1:
        record(Path(arguments[1]), SECTION, text)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
