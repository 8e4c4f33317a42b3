"""Sessions for the tests of formats, use cases and commands: made by an engine, as in a window."""

from app.domain import commands as cm
from app.domain.course import LAP_400, MILE, Course, Distance, crossings
from app.domain.events import EVENT_STAMP, HANDLER_STAMP, Record
from app.domain.plan import Entrant, EntryId, Note, Plan, Setup
from app.domain.target import even
from app.domain.target_text import read_target
from app.domain.times import Duration, Instant, seconds
from app.engine.clocks import Anchor
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal

ANN, BEA = EntryId("a1"), EntryId("b2")
ZERO = Instant(5_000_000_000_000)
ANCHOR = Anchor(Instant(4_999_000_000_000), 1_777_651_200_000_000_000, "boot-1", "CLOCK_BOOTTIME")
STARTED_UTC = "2026-05-01T16:00:01.000Z"


def setup(*athletes: str) -> Setup:
    names = athletes or ("Ann Example",)
    course = Course(event="mile", distance=MILE, lap=LAP_400, marks=crossings(MILE, LAP_400))
    plan = Plan(
        title="Club mile",
        course=course,
        date="2026-05-01",
        notes=(Note(Distance(800_000), "A gust", "seen"),),
        sources={"seen": "by the timekeeper"},
    )
    ids = (ANN, BEA)
    entrants = [
        Entrant(id=ids[i], athlete=name, lane=i + 1, target="sub-5") for i, name in enumerate(names)
    ]
    targets = (read_target("sub-5", MILE), even(MILE, seconds(290)))
    return Setup(plan=plan, entrants=tuple(entrants), targets=targets)


def armed(*athletes: str) -> Engine:
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=ANCHOR.at, setup=setup(*athletes)))
    return engine


def press(engine: Engine, at_s: float, entry: EntryId = ANN) -> None:
    at = Instant(ZERO + seconds(at_s))
    engine.handle(cm.TakeSplit(at=at, entry=entry, stamp=EVENT_STAMP))


def live_mile() -> tuple[Record, ...]:
    """A race with all there is: a tap, a press taken back, a corrected one, a typed finish."""
    engine = armed()
    engine.handle(cm.TakeTap(at=Instant(ZERO - 1_000_000_000), stamp=HANDLER_STAMP))
    engine.handle(cm.Start(at=ZERO, stamp=EVENT_STAMP))
    press(engine, 71.123456789)
    press(engine, 72.5)
    engine.undo(Instant(ZERO + seconds(74)))
    press(engine, 145.25)
    typed = Duration(seconds(145.1))
    mark = Distance(809_344)
    engine.handle(
        cm.TypeSplit(at=Instant(ZERO + seconds(150)), entry=ANN, elapsed=typed, mark=mark)
    )
    press(engine, 218.4)
    engine.handle(cm.AddTarget(at=Instant(ZERO + seconds(230)), target=even(MILE, seconds(280))))
    engine.handle(cm.ChoosePrimary(at=Instant(ZERO + seconds(231)), target="4:50.00"))
    engine.handle(cm.TypeSplit(at=Instant(ZERO + seconds(300)), entry=ANN, elapsed=seconds(290.2)))
    return engine.records
