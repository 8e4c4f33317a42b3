"""How are the engine tests' races entered? By commands, at the times of the stopwatch."""

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import Distance
from app.domain.plan import EntryId, Setup
from app.engine.engine import Change, Engine
from app.engine.ports import Journal, MemoryJournal
from tests.unit.domain.races import ONE, PARIS, ZERO, at, setup, time


def planned(session: Setup | None = None, journal: Journal | None = None) -> Engine:
    """Return an engine with the session planned, a mile for one athlete where none is given."""
    engine = Engine(journal or MemoryJournal())
    engine.handle(cm.PlanSession(at=at("-60"), setup=session or setup()))
    return engine


def started(session: Setup | None = None, journal: Journal | None = None) -> Engine:
    """Return an engine whose clock runs."""
    engine = planned(session, journal)
    engine.handle(cm.Start(at=ZERO, stamp=ev.EVENT_STAMP))
    return engine


def press(engine: Engine, text: str, entry: EntryId = ONE) -> Change:
    """Press the key of an athlete when the stopwatch shows `text`."""
    return engine.handle(cm.TakeSplit(at=at(text), entry=entry, stamp=ev.EVENT_STAMP))


def tap(engine: Engine, text: str) -> Change:
    """Press the key that belongs to nobody."""
    return engine.handle(cm.TakeTap(at=at(text), stamp=ev.EVENT_STAMP))


def type_in(engine: Engine, text: str, mark: Distance | None = None) -> Change:
    """Type the time `text` for the athlete."""
    return engine.handle(cm.TypeSplit(at=at("6:00"), entry=ONE, elapsed=time(text), mark=mark))


def finished() -> Engine:
    """Return an engine after the mile of Paris, entered by keys."""
    engine = started()
    for text in PARIS:
        press(engine, text)
    return engine
