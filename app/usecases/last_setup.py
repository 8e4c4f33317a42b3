"""Which race was set up last, so that it can be timed again as it was?

The newest one that was timed here counts; one that was brought in does not, nor one that was
opened without a word about it and never started.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.plan import Setup
from app.domain.state import ARMED, SessionState
from app.engine.clocks import Clock, take_anchor
from app.frozen import replace
from app.language import marked
from app.usecases.new_race import RaceRequest, setup_for

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.storage.library import Library

_PAGE = 20
NONE_YET = marked("No race has been set up yet: there is no set-up to take again.")


def last_setup(library: Path, today: str) -> Setup | None:
    """Return the last set-up in `library`, None where there is none; raise `LibraryError`.

    A race that had a date has `today` (as `2026-11-21`) now.
    """
    from app.storage.library import Library
    from app.usecases.past_races import state_in

    races = Library(library)
    states = (state_in(races, session_id) for session_id in _timed_here(races))
    found = next((each for each in states if worth_repeating(each)), None)
    return None if found is None else setup_again(found, today)


def _timed_here(races: "Library") -> "Iterator[str]":
    """Page after page, the newest first: of thousands it is most often the first."""
    from app.engine.kinds import TRAINING_KIND
    from app.storage.listing import Query
    from app.storage.sessions import LIVE

    offset = 0
    while page := races.find(Query(), _PAGE, offset):
        yield from (e.id for e in page if e.origin == LIVE and e.kind != TRAINING_KIND)
        offset += _PAGE


def worth_repeating(state: SessionState) -> bool:
    """Whether somebody said what to time, or timed it all the same."""
    begun = state.phase != ARMED or bool(state.taps)
    return begun or setup_again(state, "") != setup_for(RaceRequest())


def setup_again(state: SessionState, today: str) -> Setup:
    """Return the set-up that a race has in the end: its targets as they are now, the primary first.

    An own target that has been removed since is none any more.
    """
    primary = state.primary_id
    targets = tuple(sorted(state.targets, key=lambda each: each.id != primary))
    known = {each.id for each in targets}
    entrants = tuple(
        each.entrant
        if each.entrant.target is None or each.entrant.target in known
        else replace(each.entrant, target=None)
        for each in state.entries.values()
    )
    plan = replace(state.plan, date=today) if state.plan.date else state.plan
    return Setup(plan=plan, entrants=entrants, targets=targets)


def today_of(clock: Clock) -> str:
    """Return the date on the wall, empty when nobody knows."""
    from app.storage.sessions import local_date

    return local_date(take_anchor(clock).wall_utc_ns)
