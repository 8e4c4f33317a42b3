"""How late are the beeps of a recovery?

Usage: python -m tests.bench.recovery_beeps ROUNDS [docs/performance.md]

Runs a session of twelve athletes in three groups in the real window, under an Xvfb of its own, with
the clock of the machine. Two instants are taken of every beep, in ns of that clock: the one for
which the window asks for it, and the one at which its first sample is handed out. The samples are
taken by a thread that behaves as a sound card does, a buffer of 20 ms at a time; what a real one
adds behind that is not in it.
"""

import json
import subprocess
import sys
import tempfile
import threading
from array import array
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.domain.events import HANDLER_STAMP
from app.domain.times import Instant
from app.usecases.live_training import start_training
from tests.bench.recorded_section import machine, record
from tests.e2e.held_up import ROOT
from tests.e2e.xserver import running_xserver
from tests.unit.training.coaches import setup_of
from ui.launch import make_application
from ui.sound import Beeper, Frames
from ui.stages.training import LiveTrainingStage
from ui.theme import load_fonts
from ui.windows.training import TrainingControl

MS = 1_000_000
RATE, BUFFER = 22_050, 441
S = 1_000 * MS
RECOVERY_S, RUN_S, APART_S = 12, 1.5, 7 / 3
BEFORE_S = (10, 3, 2, 1, 0)
LIMIT_MS = 20.0
NEAR_MS = 120
SECTION = "recovery beeps"
_HERE = "--here"
_LEAD_S = 1.0
_AGENDA_MS = 10
_FLUSH_S = 5.0


class Late(NamedTuple):
    """How late each beep was, in ms; `missed` ones were never asked for, or not heard."""

    asked: tuple[float, ...]
    started: tuple[float, ...]
    missed: int

    @property
    def good(self) -> bool:
        """Whether every beep was started within the limit of its time."""
        return not self.missed and max(map(abs, self.started)) <= LIMIT_MS


def late(due: Sequence[int], asked: Sequence[int], started: Sequence[int]) -> Late:
    """Compare the instants with those at which a beep was due by the presses alone."""
    near = [_nearest(each, asked) for each in due]
    heard = [_nearest(each, started) for each in due]
    return Late(
        tuple(each for each in near if each is not None),
        tuple(each for each in heard if each is not None),
        sum(each is None for each in (*near, *heard)),
    )


def _nearest(due: int, instants: Sequence[int]) -> float | None:
    off = min((each - due for each in instants), key=abs, default=None)
    return None if off is None or abs(off) > NEAR_MS * MS else off / MS


class Device:
    """Takes samples as a sound card does, a buffer at a time from a thread of its own.

    It takes note of the instants at which silence ends.
    """

    def __init__(self, now: Callable[[], Instant], read: "Read", onsets: list[int]) -> None:
        """Begin at rest; `read` is the clock of who makes the samples."""
        self._now, self._read, self._onsets = now, read, onsets
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, frames: Frames, /) -> None:
        """Take a buffer every 20 ms."""
        self._stop.clear()
        self._thread = threading.Thread(target=self._take, args=(frames,), daemon=True)
        self._thread.start()

    def _take(self, frames: Frames) -> None:
        quiet, due = BUFFER * 4, int(self._now())
        while not self._stop.wait(max(0, due - self._now()) / S):
            due += BUFFER * S // RATE
            before, samples = self._now(), array("h", frames.send(BUFFER))
            at = max(before, self._read.at)  # between the two this thread may have had to wait
            sound = next((place for place, each in enumerate(samples) if each), None)
            if sound is not None and quiet >= BUFFER * 3:
                self._onsets.append(at + sound * S // RATE)
            quiet = quiet + BUFFER if sound is None else 0

    def stop(self) -> None:
        """Rest."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join()

    def close(self) -> None:
        """End."""
        self.stop()


class Read:
    """A clock that remembers when it was read last."""

    def __init__(self, now: Callable[[], Instant]) -> None:
        """Begin unread."""
        self._now = now
        self.at = Instant(0)

    def __call__(self) -> Instant:
        """Read it."""
        self.at = self._now()
        return self.at


class Stamped(Beeper):
    """Writes down for when a beep is asked for, and when it is heard."""

    def __init__(self, now: Callable[[], Instant]) -> None:
        """Begin with nothing asked for."""
        self.asked: list[int] = []
        self.started: list[int] = []
        read = Read(now)
        super().__init__(lambda: Device(now, read, self.started), read)

    def split(self) -> None:
        """Keep presses out of the sounds: they are not what is measured."""

    def count(self, at: Instant) -> None:
        """Take note of the instant."""
        self.asked.append(at)
        super().count(at)

    def go(self, at: Instant) -> None:
        """Sound short as the others do: the long one would hide where another group's begins."""
        self.count(at)


class Presser:
    """Presses what the agenda says, and knows when that makes beeps due."""

    def __init__(self, control: TrainingControl, rounds: int) -> None:
        """Begin in a second."""
        self.control = control
        self.due: list[int] = []
        self._agenda = _agenda(rounds, control.clock.now() + round(_LEAD_S * S))

    def look(self) -> None:
        """Press what is due; end with the agenda."""
        while self._agenda and self._agenda[0][0] <= self.control.clock.now():
            _, group, lane = self._agenda.pop(0)
            self._press(group, lane)
        if not self._agenda:
            QApplication.quit()

    def _press(self, group: str, lane: int) -> None:
        now = self.control.clock.now()
        if lane:
            self.control.desk.stop_lane(lane, now, HANDLER_STAMP)
        else:
            self.control.desk.start(now, HANDLER_STAMP, group)
        self.control.changed()
        if lane and lane % 4 == 0:
            self.due += [now + round((RECOVERY_S - each) * S) for each in BEFORE_S]


def run_here(rounds: int) -> None:
    """Run the session in a window on this display, and print the instants as JSON."""
    application = make_application()
    load_fonts(first=False)
    parts = bootstrap.build()
    beeper = Stamped(parts.clock.now)
    beeper.prepare()
    setup = setup_of(f"{rounds + 1}x100 in 16, {RECOVERY_S} s", "abcd efgh ijkl")
    session = start_training(parts.library, setup, parts.clock)
    control = TrainingControl(LiveTrainingStage(session), parts.clock, beeper)
    control.window.show()
    presser, timer = Presser(control, rounds), QTimer()
    timer.timeout.connect(presser.look)
    timer.start(_AGENDA_MS)
    application.exec()
    control.end()
    beeper.close()
    session.journal.close(_FLUSH_S)
    due = [each for each in presser.due if each < parts.clock.now()]
    print(json.dumps({"due": due, "asked": beeper.asked, "started": beeper.started}))


def _agenda(rounds: int, begin: int) -> list[tuple[int, str, int]]:
    """Return who is started (lane 0) and stopped when: each group runs on its own time."""
    found = []
    length = RUN_S + RECOVERY_S + 0.6
    for place, group in enumerate("ABC"):
        for each in range(rounds):
            start = begin + round((place * APART_S + each * length) * S)
            found.append((start, group, 0))
            for athlete in range(1, 5):
                at = start + round((RUN_S - (4 - athlete) * 0.2) * S)
                found.append((at, group, place * 4 + athlete))
    end = begin + round((2 * APART_S + rounds * length + 0.2) * S)
    return sorted([*found, (end, "A", 0)])


def measure(rounds: int) -> Late:
    """Run the session in a process and on a display of its own."""
    with running_xserver() as server, tempfile.TemporaryDirectory() as home:
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.recovery_beeps", _HERE, str(rounds)],
            cwd=ROOT,
            env=server.environment(SPLITLINE_HOME=home),
            capture_output=True,
            text=True,
            check=True,
        )
    found = json.loads(done.stdout.splitlines()[-1])
    return late(found["due"], found["asked"], found["started"])


def report(found: Late) -> str:
    """Return the figures as a table, under the machine they were measured on."""
    lines = [
        machine(),
        "",
        "| after the beep's own time, the instant | beeps | median | p95 | latest | earliest |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        _line("for which the window asks for it", found.asked),
        _line("at which its first sample is handed out", found.started),
        "",
        f"Limit: {LIMIT_MS:g} ms. Not heard: {found.missed}. {'Met' if found.good else 'Not met'}.",
    ]
    return "\n".join(lines)


def _line(what: str, times: Sequence[float]) -> str:
    ordered = sorted(times)
    middle, most = ordered[len(ordered) // 2], ordered[int(len(ordered) * 0.95)]
    figures = (middle, most, ordered[-1], ordered[0])
    written = " | ".join(f"{each:.1f} ms" for each in figures)
    return f"| {what} | {len(ordered)} | {written} |"


def main(arguments: Sequence[str]) -> int:
    """Measure, print and record; 1 when a beep was too far from its time."""
    if arguments[:1] == [_HERE]:
        run_here(int(arguments[1]))
        return 0
    if not arguments:
        print(__doc__, file=sys.stderr)
        return 2
    found = measure(int(arguments[0]))
    print(report(found))
    if len(arguments) > 1:
        record(Path(arguments[1]), SECTION, report(found))
    return 0 if found.good else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
