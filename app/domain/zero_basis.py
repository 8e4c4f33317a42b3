"""What do the times rest on, in words, and how far does the clock stand from the start press?

Durations are whole nanoseconds. A move is positive where the clock shows more than it would by the
start press.
"""

from app.domain.said import format_difference, format_time
from app.domain.state import HAND, IMPORTED, OFFICIAL, SYNCED, SessionState
from app.domain.times import Duration, Rounding, between, rounded
from app.language import marked, tr

NOT_STARTED = marked("not started")
TYPED = marked("typed times")
_WORDS = {
    HAND: marked("hand start"),
    IMPORTED: marked("published times"),
    OFFICIAL: marked("official"),
}


def basis_text(state: SessionState) -> str:
    """Return what the times rest on: `hand start, moved +0.3`, `synced ±0.1`, `official`.

    How far the clock was moved is said where it rests on the start press, which it left.
    """
    moved = moved_by(state)
    if state.zero is None or state.zero.basis != HAND or not rounded(moved, 1):
        return basis_name(state)
    return tr(
        "{basis}, moved {moved}",
        basis=basis_name(state),
        moved=format_difference(moved, 1),
    )


def basis_name(state: SessionState) -> str:
    """Return what the times rest on, without how far the clock was moved by hand."""
    if state.zero is None:
        timed = any(each.splits for each in state.entries.values())
        return tr(TYPED) if timed else tr(NOT_STARTED)
    if state.zero.basis == SYNCED:
        return tr("synced ±{tolerance}", tolerance=format_time(tolerance_of(state), 1, Rounding.UP))
    return tr(_WORDS[state.zero.basis])


def basis_line(state: SessionState, minus: str = "-") -> str:
    """Return the whole line for a sheet: basis, tolerance, and the move from the start press.

    Empty where nothing was timed from a zero.
    """
    if state.zero is None:
        return ""
    moved = moved_by(state)
    if not rounded(moved, 2):
        return basis_name(state)
    return tr(
        "{basis}, moved {moved} s from the start press",
        basis=basis_name(state),
        moved=format_difference(moved, 2, minus),
    )


def moved_by(state: SessionState) -> Duration:
    """Return how much more the clock shows than by the start press; 0 without such a press."""
    if state.zero is None or state.started is None:
        return Duration(0)
    return between(state.zero.at, state.started)


def tolerance_of(state: SessionState) -> Duration:
    """Return to within what time zero is known: never better than the sync presses agree."""
    if state.zero is None:
        return Duration(0)
    return Duration(max(state.zero.tolerance, agreement(state) // 2))


def agreement(state: SessionState) -> Duration:
    """Return how far the sync presses lie apart, 0 where there are less than two."""
    zeros = [each.zero for each in state.syncs]
    return between(min(zeros), max(zeros)) if zeros else Duration(0)
