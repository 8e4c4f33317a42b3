"""What would a coach shout? One line: the lap, the gap, the lap to run."""

from app.domain.course import LAP_400, Distance, laps_to_go, mark_name
from app.domain.plan import Plan
from app.domain.times import NS_PER_S, Duration, format_time, rounded
from ui.viewstate.snapshot import Snapshot

_ON_PACE = Duration(NS_PER_S // 4)
_HALF = NS_PER_S // 2
_ABOUT = 0.1
_HALF_SIGN = "\u00bd"


def call(snapshot: Snapshot) -> str:
    """Return the line to shout after the last split, before the first what to do or to watch."""
    facts = snapshot.entry.facts
    if facts.last is None:
        return _before(snapshot)
    gap = facts.last.deficits[snapshot.primary.id]
    if facts.last.projection is None:
        return f"{format_time(facts.last.run.time)}. {_gap_words(gap)}"
    lap = snapshot.analysis.state.plan.course.lap
    words = [f"{_seconds(facts.last.run.per_400, lap)}.", _gap_words(gap)]
    needed = snapshot.entry.needed.get(snapshot.primary.id)
    if needed is not None:
        words.append(_rest(snapshot.analysis.state.plan, facts.last.run.mark, needed))
    return " ".join(words)


def _seconds(per_400: Duration, length: Distance) -> int:
    """Return a pace as whole seconds over `length`, half away from zero."""
    return rounded(Duration(round(per_400 * length / LAP_400)), 0) // NS_PER_S


def _before(snapshot: Snapshot) -> str:
    state, mark = snapshot.analysis.state, snapshot.entry.facts.next_mark
    if mark is None:
        return ""
    if state.zero is None:
        return "READY. RETURN AT THE GUN."
    name = mark_name(state.plan.course, mark).upper()
    return f"{name} IN {format_time(snapshot.primary.time_at(mark), 1)}."


def _gap_words(gap: Duration) -> str:
    """Within a quarter second is on pace: a press by hand says no more than that."""
    if abs(gap) < _ON_PACE:
        return "ON PACE."
    halves = max(1, (2 * abs(gap) + _HALF) // (2 * _HALF))
    whole, half = divmod(halves, 2)
    size = (str(whole) if whole else "") + (_HALF_SIGN if half else "")
    return f"{size} {'DOWN' if gap > 0 else 'UP'}."


def _rest(plan: Plan, mark: Distance, needed: Duration) -> str:
    """Ask for laps of this track; of less than a lap that is left, for the time of what is left."""
    course = plan.course
    left, laps = Distance(course.distance - mark), laps_to_go(course, mark)
    if laps > 1 + _ABOUT:
        return f"NEED LAPS OF {_asked(needed, course.lap)}."
    if laps < 1 - _ABOUT:
        return f"LAST {left // 1000} IN {_asked(needed, left)}."
    return f"LAST LAP {_asked(needed, course.lap)}."


def _asked(per_400: Duration, length: Distance) -> int:
    """Return the whole seconds to ask for; of two that are as near the faster one."""
    time = Duration(round(per_400 * length / LAP_400) - 1)
    return rounded(time, 0) // NS_PER_S
