"""Could the records of a training session have happened? The check of a journal from outside.

The events themselves refuse a time that does not rise, an athlete or a repetition that is not
there; what would be no session is named with its place.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from app.domain import events as ev
from app.domain.evolve import voided
from app.domain.refusals import Refusal
from app.domain.training.session_evolve import evolve

if TYPE_CHECKING:
    from app.domain.training.session_state import TrainingState

_FAULTS = (AssertionError, KeyError, StopIteration, ValueError, OverflowError)
_MISFIT = "found an event that cannot follow those before it"


def misfit(records: Sequence[ev.Record]) -> tuple[int, str] | None:
    """Return the place (from 0) of the first record that cannot have happened, and why."""
    gone = voided(records)
    state: TrainingState | None = None
    for place, record in enumerate(records):
        if record.command in gone:
            continue
        try:
            state = evolve(state, record)
        except Refusal as refusal:
            return place, str(refusal)
        except _FAULTS:
            return place, _MISFIT
        if state is None:
            return place, "found an event before the set-up"
    return None
