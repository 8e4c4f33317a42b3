"""How far is this operator's hand start off, by the official times that became known later?

An error is the finish by start press and hand, less the official time (ns): negative where the
hand times are fast. It is shown and never applied by itself.
"""

from collections.abc import Sequence
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.events import Record
from app.domain.evolve import fold
from app.domain.state import SessionState
from app.domain.times import NS_PER_S, Duration, between, format_time
from app.domain.zero_fit import official_zeros
from app.language import marked, tr, tr_count

if TYPE_CHECKING:
    from app.analysis.tap_school import Hand

_LATE = Duration(1 * NS_PER_S)
"""A start that is farther off was missed, not slow: a reaction is a fraction of a second."""


class Bias(NamedTuple):
    """The mean error of so many `finishes` and its scatter (standard deviation, None for one).

    `late` finishes are not among them: their start was pressed more than a second off.
    `schooled` says that the scatter is not that of finishes but what the tap school found.
    """

    mean: Duration
    scatter: Duration | None
    finishes: int
    late: int
    schooled: bool = False


def sessions_with_official(library: Path) -> tuple[str, ...]:
    """Return the ids of the sessions that hold an official time; raise `LibraryError`."""
    from app.storage.library import Library

    return Library(library).sessions_with_official_times()


def errors_in(library: Path, session_id: str) -> tuple[Duration, ...]:
    """Return the errors of one stored session; raise `LibraryError` where it is damaged."""
    from app.storage.library import Library

    return errors_of_records(Library(library).records(session_id))


def errors_of_records(records: Sequence[Record]) -> tuple[Duration, ...]:
    """Return the errors of the session that `records` lead to."""
    state = fold(records)
    return errors_of(state) if state is not None else ()


def errors_of(state: SessionState) -> tuple[Duration, ...]:
    """Return one error for each pressed finish with an official time, against the start press."""
    if state.started is None:
        return ()
    zeros = official_zeros(state, state.official)
    return tuple(between(state.started, zero) for zero in zeros.values())


def bias_of(errors: Sequence[Duration], hand: "Hand | None" = None) -> Bias | None:
    """Return mean and scatter of the errors of hand starts; None where there are none.

    One finish has no scatter of its own: there the one of the `hand` from the tap school stands in.
    """
    near = [each for each in errors if abs(each) <= _LATE]
    if not near:
        return None
    mean = sum(near) / len(near)
    scatter = None
    if len(near) > 1:
        squares = sum((each - mean) ** 2 for each in near)
        scatter = Duration(round(sqrt(squares / (len(near) - 1))))
    schooled = scatter is None and hand is not None
    if scatter is None and hand is not None:
        scatter = hand.scatter
    return Bias(Duration(round(mean)), scatter, len(near), len(errors) - len(near), schooled)


def bias_text(bias: Bias) -> str:
    """Return the bias in one sentence: `Your hand times are 0.24 s fast (5 finishes, ±0.06).`"""
    count = tr_count("{count} finish", "{count} finishes", bias.finishes)
    around = f", \u00b1{format_time(bias.scatter)}" if bias.scatter is not None else ""
    around += tr(" by the tap school") if bias.schooled else ""
    late = tr("; {late} with a late start left out", late=bias.late) if bias.late else ""
    size = format_time(Duration(abs(bias.mean)))
    if size == "0.00":
        return tr(
            "Your hand times are right on average ({finishes}{around}{late}).",
            finishes=count,
            around=around,
            late=late,
        )
    fast = marked("Your hand times are {size} s fast ({finishes}{around}{late}).")
    slow = marked("Your hand times are {size} s slow ({finishes}{around}{late}).")
    return tr(
        fast if bias.mean < 0 else slow,
        size=size,
        finishes=count,
        around=around,
        late=late,
    )
