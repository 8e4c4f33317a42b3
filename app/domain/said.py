"""How are times, marks, distances and places said to the user, in the language on the screen?

The same as in files, but for the decimal mark, the finish and the endings of places. Each has the
name of what it says: who shows a figure takes it from here, who writes a file from beside it.
"""

from app.domain import course, texts, times
from app.domain.course import Course, Distance
from app.domain.times import MINUS, Duration, Rounding
from app.language import ENGLISH, figure, language, tr


def format_time(
    value: Duration, decimals: int = 2, rule: Rounding = Rounding.HALF_AWAY, minus: str = MINUS
) -> str:
    """Write a time: `4:06.42`, in French `4:06,42`."""
    return figure(times.format_time(value, decimals, rule, minus))


def format_difference(value: Duration, decimals: int = 2, minus: str = MINUS) -> str:
    """Write a signed difference: `+1.50`, in French `+1,50`."""
    return figure(times.format_difference(value, decimals, minus))


def format_metres(value: Distance) -> str:
    """Write metres with the decimals they need: `1209.344 m`, in French `1209,344 m`."""
    return figure(course.format_metres(value))


def mark_name(of: Course, mark: Distance) -> str:
    """Return the mark in whole metres, the last one as the finish."""
    return tr("finish") if mark == of.distance else course.mark_name(of, mark)


def place_text(place: int) -> str:
    """Write a place in figures: `1st`, `12th`, in French `1er`, `12e`."""
    if language() == ENGLISH:
        return texts.place_text(place)
    return tr("{place}st", place=place) if place == 1 else tr("{place}th", place=place)
