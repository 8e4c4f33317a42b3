"""Where is time zero by what was seen on other clocks, and how well do they agree?

Instants are whole nanoseconds throughout. A residual is positive where the press was late.
"""

from collections.abc import Mapping, Sequence

from app.domain.plan import EntryId
from app.domain.state import SessionState
from app.domain.times import Duration, Instant, between


def mean(instants: Sequence[Instant]) -> Instant:
    """Return the mean of one or more instants, rounded to the nanosecond."""
    count = len(instants)
    return Instant((2 * sum(instants) + count) // (2 * count))


def middle(instants: Sequence[Instant]) -> Instant:
    """Return the middle one of one or more instants, the mean of both where two are."""
    ranked, count = sorted(instants), len(instants)
    return mean(ranked[(count - 1) // 2 : count // 2 + 1])


def official_zeros(
    state: SessionState, official: Mapping[EntryId, Duration]
) -> dict[EntryId, Instant]:
    """Return where time zero would be by each official time and the press at that finish.

    Official times count from the athlete's own start, time zero lies its offset before that.
    """
    zeros: dict[EntryId, Instant] = {}
    for entry, elapsed in official.items():
        known = state.entries.get(entry)
        last = state.counted(known).splits[-1:] if known else ()
        pressed = last[0].pressed_at if last else None
        if known and pressed is not None and last[0].mark == state.plan.course.distance:
            zeros[entry] = Instant(pressed - elapsed - state.offset_of(known))
    return zeros


def official_residuals(state: SessionState) -> dict[EntryId, Duration]:
    """Return how much later than its official time each finish was pressed, by time zero."""
    if state.zero is None:
        return {}
    zeros = official_zeros(state, state.official)
    return {entry: between(state.zero.at, at) for entry, at in zeros.items()}
