"""What belongs to one run of the benchmark, and in which order? The whole of `splitline bench`."""

import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from PySide6 import __version__ as qt_version
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from app.cli.context import Refused
from app.engine.clocks import BootClock, take_anchor
from app.storage.place import home
from app.storage.sessions import local_date
from ui.bench.growing import SIZES, Size
from ui.bench.report import Report, document, in_words
from ui.bench.screen import screen
from ui.display import one_sentence_without_display
from ui.theme import load_fonts


class Effort(NamedTuple):
    """How often each thing is measured."""

    starts: int = 25
    frames: int = 400
    presses: int = 240
    growth: int = 60
    seconds: float = 6.0
    sizes: tuple[Size, ...] = SIZES


QUICK = Effort(starts=7, frames=100, presses=48, growth=20, seconds=3.0)
"""A third of the time: enough to see what a change does, too few for a 99th percentile."""


def bench(*, as_json: bool, quick: bool = False) -> int:
    """Measure, print the figures and return the exit code; progress goes to standard error."""
    takes = "one minute" if quick else "four minutes"
    sys.stderr.write(f"Measuring; this takes {takes}, best with nothing else at work.\n")
    report = measure(QUICK if quick else Effort())
    sys.stdout.write((json.dumps(document(report)) if as_json else in_words(report)) + "\n")
    return 0


def measure(effort: Effort) -> Report:
    """Measure everything; the library meanwhile is one of the benchmark's own, beside the user's."""
    if getattr(sys, "frozen", False):
        raise Refused("the benchmark starts programs of its own, which a bundle cannot run")
    with _library_of_its_own() as folder, screen() as found, _application() as name:
        from ui.bench.crowd import crowds, growth, processor_use
        from ui.bench.frames import frames
        from ui.bench.press import presses
        from ui.bench.start import starts
        from ui.bench.storing import storing

        figures = [
            *starts(effort.starts),
            *frames(effort.frames),
            *crowds(folder, effort.frames),
            *processor_use(folder / "use", effort.seconds),
            *presses(folder, effort.presses),
            *storing(folder, effort.presses),
        ]
        today = local_date(take_anchor(BootClock()).wall_utc_ns)
        grown = growth(folder, effort.sizes, effort.growth)
        return Report(today, _machine(), f"{found}, drawn on by {name}", tuple(figures), grown)


def _machine() -> str:
    cores = os.cpu_count() or 1
    kind = f"{platform.system()} on {platform.machine()} with {cores} cores"
    return f"{kind}, Python {platform.python_version()}, Qt {qt_version}"


@contextmanager
def _library_of_its_own() -> Iterator[Path]:
    """Keep the user's races out of it, on the disk that they lie on."""
    real, named = home(), os.environ.get("SPLITLINE_HOME")
    real.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=real) as folder:
        os.environ["SPLITLINE_HOME"] = folder
        try:
            yield Path(folder)
        finally:
            os.environ.pop("SPLITLINE_HOME")
            if named is not None:
                os.environ["SPLITLINE_HOME"] = named


@contextmanager
def _application() -> Iterator[str]:
    """Make the Qt application as the window's launcher does; yield the name of its platform.

    It is there before the first program is started: its connection keeps an Xvfb of ours going.
    """
    with one_sentence_without_display():
        application = QApplication(["splitline", "-style", "fusion"])
    load_fonts(first=True)
    try:
        yield QGuiApplication.platformName()
    finally:
        application.shutdown()
