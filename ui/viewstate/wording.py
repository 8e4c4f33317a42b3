"""How are times, gaps, marks and targets written on the screen?"""

from app.analysis.laps import Lap
from app.domain.course import Distance
from app.domain.plan import Plan
from app.domain.said import format_difference, format_time, mark_name
from app.domain.state import Split
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, Rounding, canonical, rounded
from app.language import figure, tr

_ABOUT_A_LAP = 0.1
NONE = "\u2013"
DOT = " \u00b7 "
PLUS_MINUS = "\u00b1"


def gap_decimals(split: Split) -> int:
    """Return 1 for a press, good to a tenth, or an estimate, 2 for a time typed or published."""
    return 1 if split.by_hand or split.estimated else 2


def clock_text(elapsed: Duration) -> str:
    """Write the running clock in tenths, cut off as every stadium clock does."""
    return format_time(elapsed, 1, Rounding.DOWN)


def lap_text(value: Duration, decimals: int = 2) -> str:
    """Write a lap or a pace as coaches say it: in seconds, `61.09`, from 100 s on `1:40.00`."""
    shown = rounded(value, decimals)
    if abs(shown) >= 100 * NS_PER_S:
        return format_time(shown, decimals)
    whole, fraction = divmod(abs(shown), NS_PER_S)
    return figure(f"{whole}.{fraction:09d}"[: len(str(whole)) + 1 + decimals])


def estimate_text(value: Duration) -> str:
    """Write an estimated difference: tenths, never finer."""
    return format_difference(value, 1)


def gap_text(value: Duration, split: Split) -> str:
    """Write a gap at a mark as finely as its split allows."""
    return format_difference(value, gap_decimals(split))


def target_name(target: Target) -> str:
    """Return the short name of a target; the race's own result says that it is how it ended.

    A target by its pace is called by the pace alone: its time stands beside it.
    """
    if target.own_result:
        return tr("how it ended")
    name = target.name.partition(" = ")[0]
    return figure(name) if name == canonical(target.finish) else name


def target_time(target: Target) -> str:
    """Write a target's finish time with two decimals."""
    return format_time(target.finish)


def stretch_name(plan: Plan, run: Lap) -> str:
    """Return `lap` for what is about a lap, else its length: `200 m`."""
    laps = run.length / plan.course.lap
    return tr("lap") if abs(laps - 1) < _ABOUT_A_LAP else f"{round(run.length / 1000)} m"


def at_mark(plan: Plan, mark: Distance) -> str:
    """Return `at 1209 m` or `at the finish`."""
    name = mark_name(plan.course, mark)
    return tr("at the finish") if mark == plan.course.distance else tr("at {name}", name=name)


def metres_text(value: Distance) -> str:
    """Write a distance between runner and light in whole metres."""
    return f"{whole_metres(value)} m"


def whole_metres(value: Distance) -> int:
    """Return the size of a distance in whole metres, half a metre counting as one."""
    return (abs(value) + 500) // 1000


def sentence(words: str) -> str:
    """Return words that end with a stop and begin with a capital, unless with a path or a time."""
    first = words.partition(" ")[0].rstrip(":,")
    start = words[:1].upper() if first.isalpha() else words[:1]
    return f"{start}{words[1:].rstrip('.')}."


def plus_minus(uncertainty: Duration) -> str:
    """Write to within what a time is known, never better than it is: `± 2.1 s`, `± 1:02`."""
    minutes = uncertainty >= 60 * NS_PER_S
    figure = format_time(uncertainty, 0 if minutes else 1, Rounding.UP)
    return f"{PLUS_MINUS} {figure}" if minutes else f"{PLUS_MINUS} {figure} s"
