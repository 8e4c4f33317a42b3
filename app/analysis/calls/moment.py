"""What is there to call for an athlete at this instant? The situation, and what each field says.

Times are ns, distances mm; gaps are positive behind.
"""

from typing import NamedTuple

from app.analysis.calls import book as bk
from app.analysis.live import Analysis, EntryAnalysis, Passage
from app.analysis.projection import expected_at
from app.domain.course import LAP_400, Course, Distance, laps_to_go
from app.domain.plan import PACER
from app.domain.state import SessionState
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, rounded

_ABOUT = 0.1
"""How far from a lap, in laps, still counts as one: the mile's last lap is 409.344 m in one
reading."""

BY_HAND = Duration(NS_PER_S // 4)
"""What a press by hand can say of a gap: two taps of 0.07 s and the start's own error."""

TYPED = Duration(NS_PER_S // 20)
"""The same for a time that was typed, published or official."""

OLD = Duration(5 * NS_PER_S)
"""From when on a call says how old its facts are."""


_UNDER_WAY = (bk.SPLIT, bk.BELL, bk.AHEAD, bk.LAST)


class Moment(NamedTuple):
    """One athlete's situation. `ask` is the time for a lap of the track, or for `left`.

    `age` is how old the last time is, None before the first.
    """

    situation: str
    last: Passage | None
    gap: Duration | None
    ask: Duration | None
    left: Distance
    age: Duration | None

    @property
    def tolerance(self) -> Duration:
        """Within which a gap is none."""
        return BY_HAND if self.last is not None and self.last.run.split.by_hand else TYPED


def moment_of(
    analysis: Analysis,
    entry: EntryAnalysis,
    target: Target,
    *,
    lapped: bool = False,
    doubtful: bool = False,
) -> Moment:
    """Return what there is to call of `entry` against `target`; `lapped` is known from the field.

    A lap is nothing to shout when the press that ended it is `doubtful`.
    """
    state, facts = analysis.state, entry.facts
    course, last = state.plan.course, facts.last
    if last is None:
        return Moment(_before(state, entry), None, None, None, course.distance, None)
    situation = _situation(state, entry, last)
    if doubtful and situation != bk.OUT:
        situation = bk.DOUBT
    elif lapped and situation in _UNDER_WAY:
        situation = bk.LAPPED
    left = Distance(course.distance - last.run.mark)
    return Moment(
        situation=situation,
        last=last,
        gap=last.deficits[target.id],
        ask=_ask(situation, course, entry, target),
        left=left,
        age=Duration(max(0, entry.elapsed - last.run.time)),
    )


def _before(state: SessionState, entry: EntryAnalysis) -> str:
    if entry.facts.entry.withdrawn:
        return bk.OUT
    return bk.READY if state.zero is None else bk.FIRST


def _situation(state: SessionState, entry: EntryAnalysis, last: Passage) -> str:
    athlete, course = entry.facts.entry, state.plan.course
    if athlete.withdrawn:
        return bk.OUT
    if last.run.mark == course.distance:
        return bk.FINISH
    if athlete.entrant.role == PACER:
        return bk.PACING if entry.facts.next_mark is not None else bk.DROPPED
    return _by_what_is_left(course, last.run.mark, entry.facts.next_mark)


def _by_what_is_left(course: Course, mark: Distance, following: Distance | None) -> str:
    """A bell that no mark lies at is called from the mark before it."""
    laps = laps_to_go(course, mark)
    if laps < 1 - _ABOUT:
        return bk.LAST
    if laps <= 1 + _ABOUT:
        return bk.BELL
    beyond = following is not None and laps_to_go(course, following) < 1 - _ABOUT
    return bk.AHEAD if beyond else bk.SPLIT


def _ask(situation: str, course: Course, entry: EntryAnalysis, target: Target) -> Duration | None:
    """Return the time to ask for; None when the target's time has gone by."""
    if situation == bk.AHEAD:
        return _last_lap(course, entry, target)
    needed = entry.needed.get(target.id)
    last = entry.facts.last
    if needed is None or last is None:
        return None
    length = course.distance - last.run.mark if situation == bk.LAST else course.lap
    return Duration(round(needed * length / LAP_400))


def _last_lap(course: Course, entry: EntryAnalysis, target: Target) -> Duration | None:
    """Return what is left for the last lap once the athlete has run on to the bell as projected."""
    facts, bell = entry.facts, Distance(course.distance - course.lap)
    last = facts.last
    if last is None or last.projection is None:
        return None
    at_bell = expected_at(bell, last.run, last.projection, target, facts.profile)
    left = Duration(target.finish - at_bell)
    return left if left > 0 else None


def whole_seconds_to_ask(time: Duration) -> int:
    """Return a time in whole seconds; of two that are as near the faster one."""
    return rounded(Duration(time - 1), 0) // NS_PER_S


def lap_seconds(per_400: Duration, lap: Distance) -> int:
    """Return a pace as whole seconds for a lap of the track, half away from zero."""
    return rounded(Duration(round(per_400 * lap / LAP_400)), 0) // NS_PER_S


def steps(gap: Duration, tolerance: Duration, *, whole: bool) -> int | None:
    """Return a gap in half seconds, in even counts where `whole`; None within `tolerance`.

    0 is a gap that is there but too small for the step.
    """
    if abs(gap) < tolerance:
        return None
    half = NS_PER_S // 2
    step = 2 if whole else 1
    return step * ((2 * abs(gap) + step * half) // (2 * step * half))
