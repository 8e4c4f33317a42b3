"""Races in a library for the tests of what is made of them: timed by hand, on a day that is told."""

from collections.abc import Sequence
from datetime import UTC, datetime

from app.domain import commands as cm
from app.domain.events import EVENT_STAMP
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Instant, seconds
from app.engine.clocks import Anchor
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage.library import Library
from app.usecases.new_race import RaceRequest, setup_for

Times = Sequence[float]
MILE = (61.2, 122.9, 185.4)
"""Passages of a mile, before its finish."""


def add_race(
    library: Library,
    id: str,
    day: str,
    *splits: Times,
    started: bool = True,
    origin: str = "live",
    **wanted: str | tuple[str, ...],
) -> None:
    """Store a race of `day`, with the times (s) that were pressed for each athlete in turn."""
    wall = round(datetime.fromisoformat(day).replace(hour=12, tzinfo=UTC).timestamp())
    anchor = Anchor(Instant(seconds(90)), wall * NS_PER_S, "boot-1", "CLOCK_BOOTTIME")
    request = RaceRequest(date=day, **wanted)  # type: ignore[arg-type]
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=anchor.at, setup=setup_for(request)))
    zero = Instant(anchor.at + seconds(30))
    if started:
        engine.handle(cm.Start(at=zero, stamp=EVENT_STAMP))
    for lane, times in enumerate(splits, start=1):
        for time in times:
            at = Instant(zero + seconds(time))
            press = cm.TakeSplit(at=at, entry=EntryId(str(lane)), stamp=EVENT_STAMP)
            engine.handle(press)
    assert library.add(id, anchor, engine.records, origin)
