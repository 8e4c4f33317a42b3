"""Which training sessions were set up last, so that one can be run again as it was?"""

from pathlib import Path
from typing import NamedTuple

from app.domain.training.roster import RosterAthlete
from app.domain.training.session_setup import TrainingSetup, brought
from app.domain.training.session_state import TrainingState
from app.engine.kinds import TRAINING_KIND
from app.storage.failures import LibraryError
from app.usecases.roster_text import roster_text

_LOOKED_AT = 60


class PastSession(NamedTuple):
    """A session of the library: its id, what it was called, its plan on a line, who and when."""

    id: str
    title: str
    plan: str
    athletes: tuple[str, ...]
    date: str


def last_trainings(library: Path, most: int) -> tuple[PastSession, ...]:
    """Return the newest sessions, one that was run twice alike only once; raise `LibraryError`."""
    from app.storage.library import Library
    from app.storage.listing import Query

    found: dict[tuple[str, tuple[str, ...]], PastSession] = {}
    for each in Library(library).find(Query(kind=TRAINING_KIND), _LOOKED_AT):
        past = PastSession(each.id, each.title, each.event, each.athletes, each.date)
        found.setdefault((past.plan, past.athletes), past)
    return tuple(found.values())[:most]


def training_setup(library: Path, session_id: str) -> TrainingSetup:
    """Return how a stored session was set up; raise `LibraryError` where it is none or damaged."""
    from app.storage.library import Library
    from app.storage.soundness import any_state_of

    state = any_state_of(Library(library).session(session_id).records)
    if not isinstance(state, TrainingState):
        raise LibraryError(f'Session "{session_id}": found a race, expected a training session.')
    return state.setup


def roster_of(setup: TrainingSetup) -> str:
    """Return the roster of a session as text, an athlete a line."""
    athletes = (
        RosterAthlete(
            name=each.name,
            lane=each.lane,
            group=each.group,
            own=brought(each.brings).own,
            references=brought(each.brings).references,
        )
        for each in setup.runners
    )
    return roster_text(athletes)
