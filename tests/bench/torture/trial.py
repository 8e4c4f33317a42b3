"""How does a trial end that is a process of its own, and what has it said until then?

A process that is ended by a signal, by a fault of its own or by its time tells no lines any more;
then the last words on stderr say the most. Durations are seconds.
"""

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from typing import IO, NamedTuple

from app.domain.times import NS_PER_S
from app.engine.clocks import BootClock
from tests.bench.torture import report
from tests.bench.torture.power import ROOT

_LAST = 12
"""So many lines of stderr are kept: a fault of the interpreter takes some."""
_BY_ITSELF = (0, 1)
"""`report.tell` ends with one of these."""


class Trial(NamedTuple):
    """A trial that is over: its lines, how long it took, and the load of the machine at its end."""

    name: str
    lines: tuple[report.Line, ...]
    took_s: float
    load: float


def run(name: str, words: tuple[str, ...], seed: int, limit_s: float) -> Trial:
    """Run the module `name` of this package; a line more says how it ended, if not by itself."""
    clock = BootClock()
    began = clock.now()
    said, last, code = _ended(name, words, seed, limit_s)
    took = (clock.now() - began) / NS_PER_S
    found = report.told(said)
    how = _how(code, limit_s, any_line=bool(found))
    if how:
        text = f"{how} after {took / 60:.1f} minutes; on stderr last: {_quoted(last)}"
        found.append(report.Line(name, " ".join(words), text, held=False))
    return Trial(name, tuple(found), took, os.getloadavg()[0])


def _ended(
    name: str, words: tuple[str, ...], seed: int, limit_s: float
) -> tuple[str, tuple[str, ...], int | None]:
    """Return what was said on stdout, the last of stderr, and the exit code, None for too late."""
    module = f"{__package__}.{name}"
    command = [sys.executable, "-X", "faulthandler", "-m", module, *words]
    with subprocess.Popen(
        [*command, "--seed", f"{seed}", "--json"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        said: list[str] = []
        last: deque[str] = deque(maxlen=_LAST)
        readers = (
            threading.Thread(target=said.extend, args=(process.stdout,)),
            threading.Thread(target=_passed_on, args=(process.stderr, last)),
        )
        for each in readers:
            each.start()
        code = _waited(process, limit_s)
        for each in readers:
            each.join()
    return "".join(said), tuple(last), code


def _passed_on(stderr: IO[str], last: deque[str]) -> None:
    """Show what is said on stderr as it comes, and keep the last of it."""
    for each in stderr:
        print(each, end="", file=sys.stderr, flush=True)
        if each.strip():
            last.append(each.strip())


def _waited(process: "subprocess.Popen[str]", limit_s: float) -> int | None:
    try:
        return process.wait(limit_s)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # with all that it has started
        return None


def _how(code: int | None, limit_s: float, *, any_line: bool) -> str:
    if code is None:
        return f"ended by its time of {limit_s / 60:.0f} minutes"
    if code < 0:
        return f"ended by {signal.Signals(-code).name}"
    if code not in _BY_ITSELF or not any_line:
        return f"ended with code {code}{'' if any_line else ' and no word'}"
    return ""


def _quoted(last: tuple[str, ...]) -> str:
    """Return the last words as they may stand in a table."""
    return " / ".join(last).replace("|", "/") or "nothing"
