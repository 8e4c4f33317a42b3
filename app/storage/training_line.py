"""What does the list of sessions show of a training session?

It has no result: nobody wins it. Its athletes are found by their names, without a time that could
be taken for a best.
"""

from app.domain.course import Distance
from app.domain.training.session_state import TrainingState
from app.engine.kinds import TRAINING_KIND
from app.storage.sessions import (
    Performance,
    SessionHead,
    SessionSummary,
    local_date,
    utc_text,
    wall_ns,
)


def summarise_training(head: SessionHead, state: TrainingState) -> SessionSummary:
    """Return the line of the list; the plan stands in the place of the event."""
    created = utc_text(head.anchor.wall_utc_ns)
    first = state.first_start
    return SessionSummary(
        id=head.id,
        title=state.setup.title,
        kind=TRAINING_KIND,
        event=plan_on_a_line(state),
        date=_date(head, state),
        athletes=tuple(each.runner.name for each in state.runners.values()),
        phase=state.phase,
        result=None,
        started_utc=created if first is None else utc_text(wall_ns(head.anchor, first)),
        created_utc=created,
        origin=head.origin,
        venue=state.setup.venue,
        records=state.version,
    )


def training_performances(head: SessionHead, state: TrainingState) -> tuple[Performance, ...]:
    """Return everybody who was there, each without a time."""
    return tuple(
        Performance(
            athlete=each.runner.name,
            event=plan_on_a_line(state),
            distance=Distance(0),
            time=None,
            date=_date(head, state),
            by_hand=False,
        )
        for each in state.runners.values()
    )


def plan_on_a_line(state: TrainingState) -> str:
    """Return the plan as it was typed, without its line breaks."""
    return " ".join(state.setup.plan.split())


def _date(head: SessionHead, state: TrainingState) -> str:
    return state.setup.date or local_date(head.anchor.wall_utc_ns)
