"""Does a window that is left open for a day with a race running take more and more memory?

The whole way of a frame, from the desk to painted widgets, offscreen, by a clock that is moved by
hand; presses go the way of the journal. The first hour fills what is cached once. Memory is what the
process has in RAM after a collection (VmRSS), in kB.
"""

import gc
import os
import sys
import tempfile
import tracemalloc
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import NamedTuple

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from app.domain.events import EVENT_STAMP
from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import ManualClock
from app.storage.place import LIBRARY_NAME
from app.usecases.live_session import LiveSession, start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.bench.torture import report
from ui.bench.stand import PaintWatch, race_window, refuse_unpainted
from ui.stages.timing import LiveStage
from ui.theme import load_fonts
from ui.windows.race_window import RaceWindow

MOST_KB = 5_000
_MINUTE, _HOUR = 60 * NS_PER_S, 3600 * NS_PER_S
_PATIENCE_S = 30.0
_TOLD = 15
_BEGIN = Instant(NS_PER_S)
_RACE = RaceRequest("100000 m", marks="every 400", targets=("9:00:00", "10:00:00", "12:00:00"))

Habits = tuple[tuple[int, Callable[[], object]], ...]


class Day(NamedTuple):
    """Memory (kB) at the end of each hour, the splits that were taken, and the frames drawn."""

    memory: tuple[int, ...]
    splits: int
    frames: int

    @property
    def growth(self) -> int:
        """By how much (kB) the last hour ends above the first."""
        return self.memory[-1] - self.memory[0]


def live_through(hours: int, frames: int, home: Path, *, why: bool = False) -> Day:
    """Time a race for so many hours in so many frames; `why` tells what has taken the memory."""
    clock = ManualClock(_BEGIN)
    session = start_session(home / LIBRARY_NAME, setup_for(_RACE), clock)
    with ExitStack() as stack:
        race = stack.enter_context(race_window(LiveStage(session), clock))
        race.desk.start(clock.now(), EVENT_STAMP)
        _refuse_unpainted(race, clock)
        day = _lived(race, session, clock, hours=hours, frames=frames, why=why)
    session.journal.close(_PATIENCE_S)
    return day


def _habits(race: RaceWindow, clock: ManualClock) -> Habits:
    """Return what the one who times does now and then; what is due together is done in order."""
    desk, now = race.desk, clock.now
    return (
        (6 * _MINUTE, lambda: desk.split(now(), EVENT_STAMP)),
        (_HOUR, lambda: desk.undo(now())),
        (_HOUR, lambda: desk.redo(now())),
        (_HOUR // 2, race.next_graph),
        (_HOUR // 4, lambda: desk.next_rule(now())),
        (_HOUR // 3, lambda: desk.next_target(now())),
    )


def _lived(
    race: RaceWindow,
    session: LiveSession,
    clock: ManualClock,
    *,
    hours: int,
    frames: int,
    why: bool,
) -> Day:
    habits, memory, first = _habits(race, clock), [], None
    in_hour = frames // hours
    for hour in range(hours):
        for frame in range(1, in_hour + 1):
            before = clock.instant
            clock.instant = Instant(_BEGIN + hour * _HOUR + frame * _HOUR // in_hour)
            for every, act in habits:
                if (clock.instant - _BEGIN) // every > (before - _BEGIN) // every:
                    act()
            paint(race)
        session.journal.flush(_PATIENCE_S)
        memory.append(resident())
        print(f"hour {hour + 1}: {memory[-1] / 1000:.1f} MB", file=sys.stderr, flush=True)
        if why:
            first = _told(first, last=hour == hours - 1)
    splits = sum(len(each.splits) for each in session.engine.state.entries.values())
    return Day(tuple(memory), splits, in_hour * hours)


def paint(race: RaceWindow) -> None:
    """Draw a frame and carry out everything that it asks for: no event loop runs here."""
    race.draw()
    for _ in range(3):
        QApplication.sendPostedEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def _refuse_unpainted(race: RaceWindow, clock: ManualClock) -> None:
    assert race.window.body is not None, "the window is complete"
    watch = PaintWatch(race.window.body.graph)
    clock.instant = Instant(clock.instant + NS_PER_S)
    paint(race)
    refuse_unpainted(watch, "a frame")


def resident() -> int:
    """Return how much memory this process has in RAM (kB) when nothing waits to be collected."""
    gc.collect()
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith("VmRSS"))


def _told(first: tracemalloc.Snapshot | None, *, last: bool) -> tracemalloc.Snapshot:
    """Say in the end which lines of Python hold more than after the first hour."""
    if first is None:
        tracemalloc.start(8)
    now = tracemalloc.take_snapshot()
    if first is not None and last:
        for each in now.compare_to(first, "lineno")[:_TOLD]:
            print(each, file=sys.stderr)
    return first or now


def line(day: Day) -> report.Line:
    """Return by how much the memory grew."""
    text = (
        f"{day.frames:,} frames, {day.splits} splits; {day.memory[0] / 1000:.1f} MB after the first"
        f" hour, {day.memory[-1] / 1000:.1f} MB after the last, at most"
        f" {max(day.memory) / 1000:.1f} MB: {day.growth / 1000:+.1f} MB"
    )
    times = f"{len(day.memory)} hours"
    return report.Line("a day with the window open", times, text, day.growth < MOST_KB)


def application(words: Sequence[str] = ("torture",)) -> QApplication:
    """Make the Qt application without a screen."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    made = QApplication([*words, "-style", "fusion"])
    load_fonts(first=True)
    return made


def main() -> None:
    """Live through a day and say by how much the memory grew."""
    parser = report.parser(__doc__)
    parser.add_argument("--hours", type=int, default=24)
    parser.add_argument("--frames", type=int, default=0, help="by default one for each second")
    parser.add_argument("--why", action="store_true", help="say which lines hold more memory")
    args = parser.parse_args()
    made = application()
    with tempfile.TemporaryDirectory(prefix="splitline-torture-") as name:
        os.environ["SPLITLINE_HOME"] = name
        frames = args.frames or args.hours * 3600
        day = live_through(args.hours, frames, Path(name), why=args.why)
    made.shutdown()
    report.tell([line(day)], as_json=args.json)


if __name__ == "__main__":
    main()
