"""How long does a library of many sessions take to open and to search, and does the start feel it?

Libraries of 1,000, 20,000 (thirty years of a club) and 100,000 races of two athletes each. Every
question opens the file for itself, as the window's do. Durations are milliseconds: as they passed,
and as this process was at work, which another's load changes little.
"""

import itertools
import os
import random
import resource
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from statistics import median
from typing import NamedTuple

from app.domain import commands as cm
from app.domain.events import EVENT_STAMP, Record
from app.domain.times import NS_PER_MS, NS_PER_S, Instant
from app.engine.clocks import Anchor, BootClock
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage import rows, schema
from app.storage.derived import derive, put_derived
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.place import LIBRARY_NAME
from app.storage.sessions import SessionHead
from app.storage.soundness import state_of
from app.usecases.live_session import left_running, start_session, unfinished
from app.usecases.new_race import RaceRequest, setup_for
from tests.bench.torture import report
from tests.e2e.xserver import running_xserver
from ui.bench import programs
from ui.bench.figures import percentile
from ui.bench.start import Start, _start, in_turn

SIZES = (1_000, 20_000, 100_000)
GOAL_SIZE, GOAL_MS = 20_000, 50.0
START_MOST = 1.10
_SHOWN = 200
_FROM_DISK = ", from the disk"
_COLD_TIMES = 30
_TEMPLATES = 300
_EVENTS = ("800", "1500", "mile", "3000", "5000")
_STARTS, _MIDDLES, _ENDS = (
    ("An", "Be", "Ki", "Mo", "So", "La"),
    ("na", "th", "m", "ra"),
    ("Mu", "Do"),
)
_LAST = ("ller", "yle", "vers", "ters", "rand")
NAMES = tuple(f"{a}{b} {c}{d}" for a, b, c, d in itertools.product(_STARTS, _MIDDLES, _ENDS, _LAST))
_NEWEST = Instant(1_795_293_903 * NS_PER_S)
_BETWEEN = 13 * 3600 * NS_PER_S
_LEFT_RUNNING = 100
"""One race in so many was never stopped."""


class Taken(NamedTuple):
    """How long something took (ms), and how long this process was at work for it."""

    passed: float
    at_work: float


class _Template(NamedTuple):
    records: tuple[Record, ...]
    event: str


def make(path: Path, count: int) -> None:
    """Make a library of `count` sessions, one every 13 hours back from November 2026."""
    dice = random.Random(count)
    templates = [_template(dice, number) for number in range(_TEMPLATES)]
    states = [state_of(each.records) for each in templates]
    with closing(schema.connect_for_writing(path)) as connection, schema.transaction(connection):
        for number in range(count):
            place = dice.randrange(_TEMPLATES)
            wall = _NEWEST - (count - number) * _BETWEEN
            anchor = Anchor(Instant(90 * NS_PER_S), wall, "boot", "CLOCK_BOOTTIME")
            head = SessionHead(f"{number:06}-{templates[place].event}", anchor)
            rows.put_head(connection, head)
            rows.put_events(connection, head.id, templates[place].records)
            put_derived(connection, derive(head, states[place]))


def _template(dice: random.Random, number: int) -> _Template:
    event = dice.choice(_EVENTS)
    setup = setup_for(
        RaceRequest(event=event, athletes=tuple(dice.sample(NAMES, 2)), title=f"Evening {event}")
    )
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=Instant(0), setup=setup))
    engine.handle(cm.Start(at=Instant(NS_PER_S), stamp=EVENT_STAMP))
    marks = len(setup.plan.course.marks) - (number % _LEFT_RUNNING == 0)
    for lap, (lane, entrant) in itertools.product(range(marks), enumerate(setup.entrants)):
        at = Instant((10 + 70 * lap + lane) * NS_PER_S + dice.randrange(NS_PER_S))
        engine.handle(cm.TakeSplit(at=at, entry=entrant.id, stamp=EVENT_STAMP))
    return _Template(tuple(engine.records), event)


def questions(library: Library) -> Mapping[str, Callable[[], object]]:
    """Return what a user asks of a library, by what it is called in the table."""

    def found(**fields: str) -> Callable[[], object]:
        return lambda: library.find(Query(**fields), _SHOWN)  # type: ignore[arg-type]

    days = {"since": "2026-01-01", "until": "2026-06-30"}
    last = max(0, library.count() - _SHOWN)
    return {
        "open the list: the newest 200": found(),
        "open the list: the oldest 200": lambda: library.find(Query(), _SHOWN, last),
        "open the list: the bin": lambda: library.find(Query(binned=True), _SHOWN),
        "open the list: how many there are": library.count,
        "search: a name": found(words="anna"),
        "search: one letter": found(words="a"),
        "search: words that every second race has": found(words="evening 1500"),
        "search: what is nowhere": found(words="zzz"),
        "search: an athlete": found(athlete=NAMES[3]),
        "search: an event": found(event="mile"),
        "search: an event between two days": found(event="mile", **days),
        "search: two days long ago": found(since="2000-01-01", until="2000-06-30"),
        "search: an athlete's event since a day": found(
            athlete=NAMES[3], event="mile", since="2026-01-01"
        ),
        "search: words and an athlete": found(words="evening", athlete=NAMES[3]),
        "search: words since a day": found(words="kim", since="2026-01-01"),
        "athletes by how they begin": lambda: library.athletes("an", 50),
        "all athletes": library.athletes,
        "an athlete's bests": lambda: library.bests(NAMES[3]),
        "the race that was left running": lambda: unfinished(library.path),
        "that race, as the strip offers it": lambda: left_running(library.path, BootClock()),
        "all races that were left running": library.under_way,
    }


def _forget(library: Library) -> None:
    """Let the system forget what it has read of the file."""
    handle = os.open(library.path, os.O_RDONLY)
    os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
    os.close(handle)


def asked(library: Library, times: int) -> dict[str, list[Taken]]:
    """Ask everything so many times, in turn; return how long each took.

    Afterwards all is asked again a few times, each with nothing of the file in memory.
    """
    found: dict[str, list[Taken]] = {}
    asking = questions(library)
    for _ in range(times + 1):
        for name, ask in asking.items():
            found.setdefault(name, []).append(_timed(ask))
    warm = {name: each[1:] for name, each in found.items()}
    return warm | {
        f"{name}{_FROM_DISK}": _from_disk(library, asking[name], times) for name in asking
    }


def _from_disk(library: Library, ask: Callable[[], object], times: int) -> list[Taken]:
    found = []
    for _ in range(min(times, _COLD_TIMES)):
        _forget(library)
        found.append(_timed(ask))
    return found


def pressed(library: Path, times: int) -> list[Taken]:
    """Time a race; return how long each press took until it was stored."""
    setup = setup_for(RaceRequest("10000", marks="every 20"))
    session = start_session(library, setup, BootClock())
    session.engine.handle(cm.Start(at=BootClock().now(), stamp=EVENT_STAMP))
    session.journal.flush(10)

    def press() -> None:
        at = BootClock().now()
        entry = setup.entrants[0].id
        session.engine.handle(cm.TakeSplit(at=at, entry=entry, stamp=EVENT_STAMP))
        session.journal.flush(10)

    found = [_timed(press) for _ in range(times)]
    session.journal.close(10)
    return found


def _timed(act: Callable[[], object]) -> Taken:
    clock = BootClock()
    began, worked = clock.now(), _at_work_ms()
    act()
    return Taken((clock.now() - began) / NS_PER_MS, _at_work_ms() - worked)


def _at_work_ms() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return 1000 * (used.ru_utime + used.ru_stime)


def starts(full: Path, empty: Path, runs: int) -> list[tuple[Start, Start]]:
    """Start Splitline on a full library and on none, in turn, until everything is drawn."""
    with running_xserver() as server, _environment(server.environment()):
        return in_turn(runs, partial(_start_on, full), partial(_start_on, empty))


def _start_on(home: Path) -> Start:
    with _environment({"SPLITLINE_HOME": str(home)}):
        return _start(programs.splitline("ready"), "ready_at_ns")


@contextmanager
def _environment(more: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(more)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def lines(found: Mapping[int, Mapping[str, Sequence[Taken]]], times: int) -> list[report.Line]:
    """Return a line for each question, with every size in it."""
    names = next(iter(found.values()))
    return [
        _line(name, {size: each[name] for size, each in found.items()}, times) for name in names
    ]


def _line(name: str, by_size: Mapping[int, Sequence[Taken]], times: int) -> report.Line:
    worst = _late(by_size.get(GOAL_SIZE, [Taken(0.0, 0.0)]))
    parts = [
        f"{size:,}: {median(one.passed for one in each):.1f} and {_late(each):.1f} ms,"
        f" {median(one.at_work for one in each):.1f} at work"
        for size, each in by_size.items()
    ]
    often = min(times, *map(len, by_size.values()))
    return report.Line(name, f"{often} times", "; ".join(parts), worst <= GOAL_MS)


def _late(found: Sequence[Taken]) -> float:
    return percentile([each.passed for each in found], 0.95)


def start_line(pairs: Sequence[tuple[Start, Start]], size: int) -> report.Line:
    """Return by how much the start is slower on a full library."""
    ratio = median(full.until / empty.until for full, empty in pairs)
    full, empty = (median(each[place].until for each in pairs) for place in (0, 1))
    text = f"{full:.0f} ms on {size:,} sessions, {empty:.0f} ms on none: {ratio:.2f} times"
    return report.Line("start until ready", f"{len(pairs)} pairs", text, ratio <= START_MOST)


def size_line(homes: Mapping[int, Path]) -> report.Line:
    """Return how large the files are."""
    parts = [
        f"{count:,}: {(home / LIBRARY_NAME).stat().st_size / 1e6:.1f} MB"
        for count, home in homes.items()
    ]
    return report.Line("size of the file", "once", "; ".join(parts), True)


def main() -> None:
    """Make the libraries, ask them, and start the application on them."""
    parser = report.parser(__doc__)
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)))
    parser.add_argument("--times", type=int, default=100)
    parser.add_argument("--starts", type=int, default=15)
    args = parser.parse_args()
    sizes = [int(each) for each in args.sizes.split(",")]
    with tempfile.TemporaryDirectory(prefix="splitline-torture-") as name:
        homes = {size: Path(name) / str(size) for size in sizes}
        found = {}
        for size, home in homes.items():
            make(home / LIBRARY_NAME, size)
            found[size] = asked(Library(home / LIBRARY_NAME), args.times)
        none, large = Path(name) / "none", [each for each in sizes if each >= GOAL_SIZE]
        started = [
            start_line(starts(homes[size], none, args.starts), size)
            for size in large
            if args.starts
        ]
        for size, home in homes.items():
            found[size]["a press until stored"] = pressed(home / LIBRARY_NAME, args.times)
        told = [*lines(found, args.times), size_line(homes), *started]
    report.tell(told, as_json=args.json)


if __name__ == "__main__":
    main()
