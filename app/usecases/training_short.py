"""What is there to say about a training session in a few lines? Who ran how many in which mean.

Times are nanoseconds.
"""

from typing import TYPE_CHECKING, NamedTuple

from app.analysis.training.repetitions import Repetition, repetitions
from app.analysis.training.tally import Tally, tallies
from app.domain.training.session_state import DROPPED, RunnerState, TrainingState
from app.language import tr
from app.storage.failures import LibraryError
from app.storage.soundness import any_state_of

if TYPE_CHECKING:
    from app.storage.library import Library


class InShort(NamedTuple):
    """One athlete: the key, the name, and what the repetitions came to; the first has them all."""

    lane: int
    athlete: str
    repetitions: tuple[Repetition, ...]
    tallies: tuple[Tally, ...]


def in_short(library: "Library", session_id: str) -> tuple[InShort, ...]:
    """Return everybody in a training session; raise `LibraryError` for a damaged one, or a race."""
    try:
        state = any_state_of(library.records(session_id))
    except LibraryError as error:
        raise LibraryError(tr('Session "{id}": {error}', id=session_id, error=error)) from None
    if not isinstance(state, TrainingState):
        raise LibraryError(
            tr('Session "{id}": found a race, expected a training session.', id=session_id)
        )
    return tuple(_short(state, each) for each in state.runners.values())


def _short(state: TrainingState, runner: RunnerState) -> InShort:
    found = tuple(e for e in repetitions(state, runner) if e.status != DROPPED)
    return InShort(runner.runner.lane, runner.runner.name, found, tallies(found))
