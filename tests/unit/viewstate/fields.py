"""Who runs in these tests? A mile of several athletes, some with a role of their own."""

from dataclasses import replace

from app.analysis.projection import EVEN
from app.domain import events as ev
from app.domain.plan import Entrant, EntryId
from app.domain.target import Target
from tests.unit.domain.races import RECORD, STARTED, SUB_4, Moment, at, setup
from tests.unit.viewstate.timed import live
from ui.viewstate.lanes import Field, Lane, field
from ui.viewstate.layout import arranged
from ui.viewstate.snapshot import Snapshot

NAMES = ("one", "two", "three", "four", "five", "six")
ENTRIES = tuple(EntryId(each) for each in NAMES)
ONE, TWO, THREE, FOUR, FIVE, SIX = ENTRIES


def planned(
    count: int, *, targets: tuple[Target, ...] = (SUB_4, RECORD), **changed: dict[str, object]
) -> Moment:
    """Return the plan of so many athletes; `one={"role": "pacer"}` changes the entrant one."""
    known = setup(entries=ENTRIES[:count], targets=targets)
    entrants = tuple(_changed(each, changed.get(each.id, {})) for each in known.entrants)
    return at("-60"), ev.Planned(replace(known, entrants=entrants))


def _changed(entrant: Entrant, fields: dict[str, object]) -> Entrant:
    return replace(entrant, **fields)  # type: ignore[arg-type]


def several(
    plan: Moment,
    *moments: Moment,
    now: str = "0",
    starred: tuple[EntryId, ...] = (),
    alone: bool = False,
    selected: EntryId = ONE,
    rule: str = EVEN,
) -> Snapshot:
    """Return a race of several athletes that has started, at `now`."""
    known = live(plan, STARTED, *moments, now=now, selected=selected, rule=rule)
    return arranged(known, at(now), starred, alone=alone)


def shown(snapshot: Snapshot) -> Field:
    """Return the field of a snapshot that has one."""
    found = field(snapshot)
    assert found is not None, "several athletes are shown"
    return found


def lane_of(snapshot: Snapshot, entry: EntryId) -> Lane:
    """Return the row or lane of one athlete."""
    known = shown(snapshot)
    return next(each for each in (*known.rows, *known.lanes) if each.entry == entry)
