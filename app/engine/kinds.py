"""Which kind of session does a journal hold? The first event says it: it is the set-up.

The rules of training are loaded with the first journal of one: the start of a race is budgeted.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from app.domain import events as ev
from app.domain.state import SessionState
from app.engine.engine import RACE, Rules

if TYPE_CHECKING:
    from app.domain.training.session_state import TrainingState

    AnyState = SessionState | TrainingState

RACE_KIND, TRAINING_KIND = "race", "training"


def kind_of(records: Sequence[ev.Record]) -> str:
    """Return `race` or `training`; what begins with no set-up passes for a race."""
    if not records or isinstance(records[0].event, ev.Planned):
        return RACE_KIND
    from app.domain.training.session_events import TrainingPlanned

    return TRAINING_KIND if isinstance(records[0].event, TrainingPlanned) else RACE_KIND


def rules_of(records: Sequence[ev.Record]) -> Rules[Any, Any]:
    """Return the rules by which a journal is folded."""
    if kind_of(records) == RACE_KIND:
        return RACE
    from app.engine.training import TRAINING

    return TRAINING


def state_of_any(records: Sequence[ev.Record]) -> "AnyState | None":
    """Return where a session of any kind stands, None when nothing has been planned."""
    found: AnyState | None = rules_of(records).fold(records)
    return found


def title_of(records: Sequence[ev.Record]) -> str:
    """Return how a session was called when it was set up last, empty where it never was."""
    state = state_of_any(records)
    if state is None:
        return ""
    return state.plan.title if isinstance(state, SessionState) else state.setup.title
