"""How do repetitions of one kind go from week to week? A kind is a distance with its recovery.

The recovery of a kind is that between the repetitions of a set: what follows a set does not make
another kind of its last repetition. Times are nanoseconds.
"""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from app.analysis.training.repetitions import Repetition, done, repetitions
from app.analysis.training.tally import Tally, tallies
from app.domain.course import Distance
from app.domain.events import EVENT_STAMP, HANDLER_STAMP
from app.domain.training.plan_format import recovery_text
from app.domain.training.session_state import RunnerState, TrainingState


class Kind(NamedTuple):
    """A distance, and the recovery as a coach writes it; empty where none was said."""

    distance: Distance
    recovery: str


class OneDay(NamedTuple):
    """What an athlete's repetitions of one kind came to in one session."""

    session: str
    title: str
    date: str
    tally: Tally
    by_hand: bool


class KindOverWeeks(NamedTuple):
    """One kind of repetition, session by session, the oldest first."""

    kind: Kind
    days: tuple[OneDay, ...]


class Seen(NamedTuple):
    """A session that an athlete was at."""

    session: str
    title: str
    date: str
    state: TrainingState
    runner: RunnerState


def over_weeks(sessions: Iterable[Seen]) -> tuple[KindOverWeeks, ...]:
    """Return every kind that the athlete ran; the one run in most sessions first.

    `sessions` come the oldest first.
    """
    found: dict[Kind, list[OneDay]] = {}
    for seen in sessions:
        for kind, runs in _kinds(seen).items():
            (tally,) = tallies(tuple(runs))
            by_hand = any(_by_hand(each) for each in runs)
            day = OneDay(seen.session, seen.title, seen.date, tally, by_hand)
            found.setdefault(kind, []).append(day)
    kinds = (KindOverWeeks(kind, tuple(days)) for kind, days in found.items())
    return tuple(sorted(kinds, key=lambda e: (-len(e.days), e.kind.distance, e.kind.recovery)))


def _kinds(seen: Seen) -> dict[Kind, list[Repetition]]:
    """Sort what was run and timed by its kind."""
    found: dict[Kind, list[Repetition]] = {}
    all_of_them = repetitions(seen.state, seen.runner)
    for each, _ in done(all_of_them):
        recovery = _recovery_in_set(seen.state, each)
        found.setdefault(Kind(each.distance, recovery), []).append(each)
    return found


def _recovery_in_set(state: TrainingState, run: Repetition) -> str:
    """Return the recovery that is usual in the set of a repetition, or what follows it where it is
    alone in its set.
    """
    reps = [e for e in state.groups[run.group].reps if e.of_set == run.of_set and not e.dropped]
    within = [each.recovery for each in reps if each.recovery and not each.ends_set]
    usual = Counter(map(recovery_text, within)).most_common(1)
    if usual:
        return usual[0][0]
    return recovery_text(run.recovery) if run.recovery else ""


def _by_hand(run: Repetition) -> bool:
    last = run.splits[-1][0]
    return last.elapsed is None and last.stamp in (EVENT_STAMP, HANDLER_STAMP)
