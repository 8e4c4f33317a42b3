"""What would a coach shout? One line: the lap, the gap, the lap to run."""

from app.domain.course import Distance, mark_name
from app.domain.plan import Plan
from app.domain.times import NS_PER_S, Duration, format_time
from ui.viewstate.snapshot import Snapshot

_ON_PACE = Duration(NS_PER_S // 4)
_HALF = NS_PER_S // 2
_HALF_SIGN = "\u00bd"


def call(snapshot: Snapshot) -> str:
    """Return the line to shout after the last split, before the first what to do or to watch."""
    facts = snapshot.entry.facts
    if facts.last is None:
        return _before(snapshot)
    gap = facts.last.deficits[snapshot.primary.id]
    words = [f"{round(facts.last.run.per_400 / NS_PER_S)}.", _gap_words(gap)]
    if facts.next_mark is None:
        return f"{format_time(facts.last.run.time)}. {_gap_words(gap)}"
    needed = snapshot.entry.needed.get(snapshot.primary.id)
    if needed is not None:
        seconds = round(needed / NS_PER_S)
        words.append(f"{_rest(snapshot.analysis.state.plan, facts.last.run.mark)} {seconds}.")
    return " ".join(words)


def _before(snapshot: Snapshot) -> str:
    state, mark = snapshot.analysis.state, snapshot.entry.facts.next_mark
    if state.zero is None or mark is None:
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


def _rest(plan: Plan, mark: Distance) -> str:
    laps = (plan.course.distance - mark) / plan.course.lap
    return "LAST LAP" if laps < 1.1 else "NEED LAPS OF"
