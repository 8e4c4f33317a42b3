"""Which fields of athletes are the tests about? Waves, pacers and watches on the mile."""

from app.domain import events as ev
from app.domain.course import metres
from app.domain.plan import PACER, WATCH, Entrant, EntryId, Plan, Setup
from app.domain.target import Target
from app.domain.times import Duration
from tests.unit.domain.races import ONE, RECORD, SUB_4, TWO, Moment, at, mile, time

ANNA = Entrant(id=ONE, athlete="Anna", lane=1)
BETH = Entrant(id=TWO, athlete="Beth", lane=2)
SECOND_WATCH = EntryId("second watch")
THIRD_WATCH = EntryId("third watch")
PACE = EntryId("pacer")
TEN = time("10")


def late(offset: Duration = TEN) -> Entrant:
    """Return Beth, who starts after Anna."""
    return Entrant(id=TWO, athlete="Beth", lane=2, offset=offset)


def pacer(drop_off_m: float | None = 1000, lane: int = 5) -> Entrant:
    """Return a pacer who runs as far as `drop_off_m`."""
    drop_off = None if drop_off_m is None else metres(drop_off_m)
    return Entrant(id=PACE, athlete="Pat", lane=lane, role=PACER, drop_off=drop_off)


def watch(key: EntryId, lane: int, of: EntryId = ONE) -> Entrant:
    """Return one more stopwatch on Anna."""
    return Entrant(id=key, athlete="Anna", lane=lane, role=WATCH, of=of)


def field(*entrants: Entrant, targets: tuple[Target, ...] = (SUB_4, RECORD)) -> Setup:
    """Return the mile for these."""
    return Setup(plan=Plan(title="A mile", course=mile()), entrants=entrants, targets=targets)


def plan(*entrants: Entrant) -> Moment:
    """Return the moment at which a field is planned."""
    return at("-60"), ev.Planned(field(*entrants))
