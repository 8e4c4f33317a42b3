"""Is every press of twelve athletes kept, where it was made, when twenty come a second?

Usage: python -m tests.bench.press_storm MINUTES [docs/reliability.md]

Presses keys by XTEST in the real window under an Xvfb of its own, and compares the journal with
the time brackets of the presses (CLOCK_BOOTTIME, ns). A timer of 10 ms in the process of the window
says for how long at a time it could not be served.
"""

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from unittest.mock import patch

from app.domain.events import EVENT_STAMP, Record, SplitTaken, TapTaken
from tests.bench.recorded_section import machine, record
from tests.e2e.held_up import ROOT, TITLE, ask_to_close, now_ns
from tests.e2e.journal_reading import library, presses, race
from tests.e2e.xserver import Bracket, XServer, Xtest, running_xserver

LANES = 12
RATE = 20
FIRST_M, STEP_M, MARKS = 6, 4, 100
"""Marks as many as a 10,000 m has every 100 m, and so near each other that at this rate somebody
could run from one to the next: at 6.7 m/s."""
LAYOUTS = ("us", "fr", "de")
MS = 1_000_000
TICK_MS = 10
WIDEST_MS, LATEST_MS = 100.0, 2.0
SECTION = "press storm"
_FIRST_LANE = 10
"""The keycode of the key 1 on every keyboard of X11; 0 and the two keys right of it follow 9."""
_END_S = 60.0
_SETTLE_S, _FIRST_S = 1.0, 0.6
_READY, _GAPS, _COMPLAINTS = "ready", "gaps", "complaints"


class Storm(NamedTuple):
    """What was sent, what was kept of it, and for how long at a time the window was not served."""

    layout: str
    sent: tuple[int, ...]
    brackets: tuple[Bracket, ...]
    kept: tuple[Record, ...]
    lanes: tuple[int, ...]
    gaps: tuple["Gap", ...]
    complaints: str

    @property
    def complete(self) -> bool:
        """Whether every press is in the journal, in its order and in its lane."""
        return self.sent == self.lanes

    @property
    def by_event(self) -> bool:
        """Whether every press has the time of its own event."""
        stamps = {each.event.stamp for each in self.kept if isinstance(each.event, _KINDS)}
        return stamps == {EVENT_STAMP}

    def errors_ms(self) -> list[float]:
        """How far each stamp lies outside the bracket of its press."""
        pairs = zip(self.brackets, self.kept, strict=True)
        return sorted(
            max(bracket.before_ns - each.at, each.at - bracket.after_ns, 0) / MS
            for bracket, each in pairs
        )

    def widths_ms(self) -> list[float]:
        """How wide the brackets are: what cannot be told any finer."""
        return sorted((each.after_ns - each.before_ns) / MS for each in self.brackets)


_KINDS = (SplitTaken, TapTaken)


def storm(server: XServer, home: Path, seconds: float, layout: str = "us") -> Storm:
    """Press for so many seconds; `home` takes the library and what the window says."""
    home.mkdir(parents=True, exist_ok=True)
    set_layout(server, layout)
    xtest = Xtest(server)
    try:
        with _window(server, home) as process:
            _wait_for(home / _READY, process)
            window = xtest.wait_for_window(TITLE)
            xtest.focus(window)
            sent, brackets = _press_races(xtest, round(seconds * RATE))
            ask_to_close(window)
            process.wait(_END_S)
    finally:
        xtest.close()
        set_layout(server, "us")
    return _read(home, layout, sent, brackets)


def set_layout(server: XServer, layout: str) -> None:
    """Let the keyboard of the server have a layout, as `setxkbmap` knows it."""
    subprocess.run(["setxkbmap", "-display", server.display, layout], check=True)


def _read(home: Path, layout: str, sent: Sequence[int], brackets: Sequence[Bracket]) -> Storm:
    gaps = json.loads((home / _GAPS).read_text(encoding="utf-8"))
    kept = [each for records in _races(home) for each in _lanes(records)]
    return Storm(
        layout=layout,
        sent=tuple(sent),
        brackets=tuple(brackets),
        kept=tuple(record for record, _ in kept),
        lanes=tuple(lane for _, lane in kept),
        gaps=tuple(Gap(*each) for each in gaps),
        complaints=(home / _COMPLAINTS).read_text(encoding="utf-8"),
    )


def _races(home: Path) -> Iterator[tuple[Record, ...]]:
    """Return the records of every race that was timed, in their order."""
    stored = library(home)
    found = [stored.records(each.id) for each in stored.summaries()]
    yield from sorted((each for each in found if presses(each)), key=lambda each: each[0].at)


def _lanes(records: Sequence[Record]) -> Iterator[tuple[Record, int]]:
    """Return every press of a race with the lane whose key it was, 0 for none."""
    lane_of = {key: each.entrant.lane for key, each in race(records).entries.items()}
    for each in presses(records):
        if isinstance(each.event, SplitTaken):
            yield each, lane_of[each.event.entry]
        elif isinstance(each.event, TapTaken):
            yield each, lane_of[each.event.meant] if each.event.meant is not None else 0


def _press_races(xtest: Xtest, count: int) -> tuple[list[int], list[Bracket]]:
    """Press so often, in one race after another in the same window: the last set-up again."""
    rng = random.Random(1)
    sent: list[int] = []
    brackets: list[Bracket] = []
    while len(sent) < count:
        if sent:
            xtest.press("r", holding=["Control_L"])
            time.sleep(_SETTLE_S)
        xtest.press("Return")
        time.sleep(_FIRST_S)
        lanes = rng.sample(range(1, LANES + 1), LANES) * MARKS
        for lane, bracket in _press(xtest, lanes[: count - len(sent)], rng):
            sent.append(lane)
            brackets.append(bracket)
        time.sleep(_SETTLE_S)
    return sent, brackets


def _press(xtest: Xtest, lanes: Sequence[int], rng: random.Random) -> Iterator[tuple[int, Bracket]]:
    """Press the lanes' keys by their place, a twentieth of a second apart."""
    begun = now_ns()
    for number, lane in enumerate(lanes):
        due = begun + round((number + rng.uniform(0, 0.6)) * 1e9 / RATE)
        time.sleep(max(due - now_ns(), 0) / 1e9)
        yield lane, xtest.press(_FIRST_LANE + lane - 1)


def _wait_for(path: Path, process: subprocess.Popen[bytes]) -> None:
    until = now_ns() + round(_END_S * 1e9)
    while not path.exists():
        if now_ns() > until or process.poll() is not None:
            complaints = path.with_name(_COMPLAINTS).read_text(encoding="utf-8")
            raise RuntimeError(f"{path.name}: not within {_END_S:g} s\n{complaints}")
        time.sleep(0.01)


@contextmanager
def _window(server: XServer, home: Path) -> Iterator[subprocess.Popen[bytes]]:
    """Run the application with its probe; what still runs in the end is killed."""
    with (
        (home / _COMPLAINTS).open("w") as complaints,
        subprocess.Popen(
            [sys.executable, "-m", "tests.bench.press_storm", "--inside", str(home)],
            cwd=ROOT,
            env=server.environment(SPLITLINE_HOME=str(home)),
            stderr=complaints,
        ) as process,
    ):
        try:
            yield process
        finally:
            process.kill()


class Gap(NamedTuple):
    """The time between two ticks of the probe, and how much of it the window itself was at work."""

    wait_ms: float
    work_ms: float


class Probe:
    """Notes the time between the ticks of a timer: more than its interval is a wait."""

    def __init__(self) -> None:
        """Begin without a tick."""
        self._last: tuple[int, int] | None = None
        self.gaps: list[Gap] = []

    def tick(self) -> None:
        """Note how long the last tick has been ago."""
        now = now_ns(), time.thread_time_ns()
        if self._last is not None:
            waited, worked = now[0] - self._last[0], now[1] - self._last[1]
            self.gaps.append(Gap(round(waited / MS, 2), round(worked / MS, 2)))
        self._last = now


def inside(home: Path) -> int:
    """Be the application, with the probe in its event loop from when everything is there."""
    from PySide6.QtCore import Qt, QTimer
    from PySide6.QtWidgets import QApplication

    from app.cli.requests import LiveRequest
    from app.usecases.new_race import RaceRequest, setup_for
    from ui import launch

    names = tuple(f"Athlete {lane}" for lane in range(1, LANES + 1))
    marks = [FIRST_M + STEP_M * i for i in range(MARKS)]
    listed = ", ".join(str(each) for each in marks)
    setup = setup_for(RaceRequest(event=f"{marks[-1]} m", marks=listed, athletes=names))
    make, probe = launch.make_application, Probe()

    def begin(application: QApplication) -> None:
        timer = QTimer(application, interval=TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        timer.timeout.connect(probe.tick)
        timer.start()
        (home / _READY).touch()

    def make_application() -> QApplication:
        application = make()
        QTimer.singleShot(2000, application, lambda: begin(application))
        return application

    with patch.object(launch, "make_application", make_application):
        code = launch.launch(LiveRequest(setup, ""))
    (home / _GAPS).write_text(json.dumps(probe.gaps), encoding="utf-8")
    return code


def at_share(values: Sequence[float], share: float) -> float:
    """Return the value that a share of the sorted `values` does not exceed."""
    return values[min(int(len(values) * share), len(values) - 1)]


def in_words(storms: Sequence[Storm], seconds: Sequence[float]) -> str:
    """Return the runs as they are printed."""
    head = [
        "| layout | presses sent | kept, in their lanes | stamp outside its bracket: median, "
        "p99, worst | width of a bracket: median, p99 | longest waits (the window's own work in "
        "them) | most own work at a time | waits over 100 ms | own work over 100 ms |",
        "|---|---:|---:|---|---|---|---:|---:|---:|",
    ]
    return "\n".join(
        head + [_row(each, length) for each, length in zip(storms, seconds, strict=True)]
    )


def _row(run: Storm, seconds: float) -> str:
    errors, widths, gaps = run.errors_ms(), run.widths_ms(), sorted(run.gaps)
    right = sum(a == b for a, b in zip(run.sent, run.lanes, strict=False))
    cells: tuple[Any, ...] = (
        f"{run.layout}, {seconds:g} s",
        f"{len(run.sent):,}",
        f"{right:,}",
        " / ".join(f"{at_share(errors, share):.2f}" for share in (0.5, 0.99, 1.0)) + " ms",
        " / ".join(f"{at_share(widths, share):.2f}" for share in (0.5, 0.99)) + " ms",
        ", ".join(f"{wait:.0f} ({work:.0f})" for wait, work in gaps[-3:]) + " ms",
        f"{max(each.work_ms for each in gaps):.0f} ms",
        sum(each.wait_ms > WIDEST_MS for each in gaps),
        sum(each.work_ms > WIDEST_MS for each in gaps),
    )
    return "| " + " | ".join(str(each) for each in cells) + " |"


def main(arguments: Sequence[str]) -> int:
    """Let the storm rage once for so many minutes, and for ten seconds under each layout."""
    if arguments[0] == "--inside":
        return inside(Path(arguments[1]))
    minutes = float(arguments[0])
    lengths = [minutes * 60, *(10.0 for _ in LAYOUTS[1:])]
    with tempfile.TemporaryDirectory() as folder, running_xserver() as server:
        storms = [
            storm(server, Path(folder) / layout, seconds, layout)
            for layout, seconds in zip(LAYOUTS, lengths, strict=True)
        ]
    text = f"{machine()}\n\n{in_words(storms, lengths)}"
    print(text)
    if len(arguments) > 1:
        record(Path(arguments[1]), SECTION, text)
    for each in storms:
        print(each.complaints[:2000], end="", file=sys.stderr)
    return 0 if all(each.complete and not each.complaints for each in storms) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
