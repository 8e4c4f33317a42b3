"""A race of several with all that can happen in one: waves, a pacer, watches, repairs, who is out."""

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.events import EVENT_STAMP
from app.domain.plan import EntryId
from app.domain.state import DNF, DNS
from app.domain.times import Duration, Instant, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.usecases.new_race import RaceRequest, setup_for

ZERO = Instant(5_000_000_000_000)
ANN, BEA, CID, DOT, EVA, BOB, WATCH = (EntryId(str(lane)) for lane in range(1, 8))
ATHLETES = (
    *("Ann, 5:00", "Bea +10", "Cid", "Dot", "Eva"),
    *("pacer Bob to 809.344", "watch of Ann"),
)
M409, M809, M1209, FINISH = (Distance(mm) for mm in (409_344, 809_344, 1_209_344, 1_609_344))


def at(race_s: float) -> Instant:
    """Return an instant by the start press, which is 1.5 s after time zero."""
    return Instant(ZERO + seconds(race_s))


def armed() -> Engine:
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=at(-60), setup=setup_for(RaceRequest(athletes=ATHLETES))))
    return engine


def press(engine: Engine, race_s: float, entry: EntryId) -> None:
    engine.handle(cm.TakeSplit(at=at(race_s), entry=entry, stamp=EVENT_STAMP))


def field_race() -> Engine:
    """Ann wins; Bea misses 809 m; Cid has an estimate and steps out; Dot never starts; Eva runs.

    The clock was started 1.5 s late and is nudged; times are 1.5 s more than those of `press`.
    """
    engine = armed()
    engine.handle(cm.TakeTap(at=at(-3), stamp=EVENT_STAMP))
    engine.handle(cm.Start(at=ZERO, stamp=EVENT_STAMP))
    engine.handle(rc.Withdraw(at=at(5), entry=DOT, status=DNS))
    engine.handle(rc.NudgeZero(at=at(20), by=seconds(1.5)))
    press(engine, 70.0, BOB)
    press(engine, 70.5, ANN)
    press(engine, 70.75, WATCH)
    press(engine, 73.0, CID)
    press(engine, 74.0, EVA)
    press(engine, 82.5, BEA)
    engine.handle(rc.TypeRank(at=at(85), entry=ANN, mark=M409, rank=3))
    press(engine, 141.0, BOB)
    press(engine, 141.5, ANN)
    press(engine, 148.0, EVA)
    engine.handle(rc.MissMark(at=at(158), entry=BEA, mark=M809))
    engine.handle(rc.InsertSplit(at(150), CID, M809, _since_zero(146.5), estimated=True))
    press(engine, 213.0, ANN)
    engine.handle(rc.Withdraw(at=at(216), entry=CID, status=DNF))
    press(engine, 222.0, EVA)
    press(engine, 226.0, BEA)
    press(engine, 283.0, ANN)
    press(engine, 295.0, EVA)
    press(engine, 299.0, BEA)
    return engine


def _since_zero(race_s: float) -> Duration:
    return seconds(race_s + 1.5)
