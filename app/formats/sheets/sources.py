"""Where does the time in a row come from, and what did the press itself say?

A raw press is timed from the start press, in ns: neither a moved time zero nor a correction nor
the start of a wave touches it.
"""

from app.analysis.laps import Lap
from app.domain.events import IMPORTED_STAMP
from app.domain.state import EntryState, SessionState, Split
from app.domain.times import NS_PER_MS, Duration, between

HAND = "hand"
TYPED = "typed"
OFFICIAL = "official"
IMPORTED = "imported"
FILE = "file"
ESTIMATE = "estimate"
"""The sources: a key, typed, an official time, results of another program, a race file, nobody."""


def source_of(state: SessionState, entry: EntryState, run: Lap) -> str:
    """Return one of the sources for the time that counts."""
    split = run.split
    if split.estimated:
        return ESTIMATE
    if _is_official(state, entry, run):
        return OFFICIAL
    if split.stamp == IMPORTED_STAMP:
        return FILE if split.elapsed is None else TYPED if split.edited else IMPORTED
    return HAND if split.by_hand else TYPED


def _is_official(state: SessionState, entry: EntryState, run: Lap) -> bool:
    """A finish is official where it reads as the official time that was given, to the ms."""
    given = state.official.get(entry.entrant.id)
    at_finish = run.mark == state.plan.course.distance
    return at_finish and given is not None and abs(run.time - given) < NS_PER_MS


def pressed_at(state: SessionState, split: Split) -> Duration | None:
    """Return when the key was pressed, from the start press; None where no key was."""
    is_press = split.pressed_at is not None and split.stamp != IMPORTED_STAMP
    if not is_press or split.pressed_at is None or state.started is None:
        return None
    return between(state.started, split.pressed_at)
