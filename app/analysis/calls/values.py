"""What does each field of a call say of a moment? In words, in figures, or for a voice."""

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from app.analysis.calls import book as bk
from app.analysis.calls import words
from app.analysis.calls.moment import OLD, Moment, lap_seconds, steps, whole_seconds_to_ask
from app.analysis.calls.template import FIELDS
from app.domain.course import Course, Distance
from app.domain.said import format_time, mark_name, place_text
from app.domain.times import NS_PER_S, Duration, Rounding, rounded
from app.language import marked, tr

WORDS = "words"
SHORT = "short"
FIGURES = "figures"
SPOKEN = "spoken"
"""How numbers are written: all in words but what is asked; gaps in figures; all in figures; all
in words that a voice reads as a coach says them."""

_OUT = {"dnf": marked("did not finish"), "dns": marked("did not start")}


class Source(NamedTuple):
    """What a call is made of: the moment, and what is said of the athlete beside it.

    `hit` is when the target is at `following`, the next mark; `rank` a place and of how many, or
    of 0 where it is a place in the whole field.
    """

    moment: Moment
    course: Course
    book: bk.CallBook
    name: str
    target: str
    following: Distance | None = None
    hit: Duration | None = None
    projected: Duration | None = None
    rank: tuple[int, int] | None = None
    withdrawn: str = ""


def values(source: Source, style: str, fields: Iterable[str] = FIELDS) -> dict[str, str]:
    """Return what the `fields` say, nothing for a field that has nothing to say."""
    return {field: _SAY[field](source, style) for field in fields}


def _lap(source: Source, style: str) -> str:
    last = source.moment.last
    if last is None:
        return ""
    return _number(lap_seconds(last.run.per_400, source.course.lap), in_words=style != FIGURES)


def _gap(source: Source, style: str) -> str:
    gap, tolerance = source.moment.gap, source.moment.tolerance
    if gap is None:
        return ""
    return gap_words(gap, tolerance, source.book, in_words=style in (WORDS, SPOKEN))


def gap_words(gap: Duration, tolerance: Duration, book: bk.CallBook, *, in_words: bool) -> str:
    """Return a gap as it is shouted: `one and a half DOWN`, `1\u00bd DOWN`, `ON PACE`, `JUST UP`."""
    halves = steps(gap, tolerance, whole=book.whole)
    if halves is None:
        return book.word(bk.ON_PACE)
    write = words.halves if in_words else words.halves_in_figures
    size = write(halves) if halves else book.word(bk.JUST)
    return f"{size} {book.word(bk.DOWN if gap > 0 else bk.UP)}"


def _ask(source: Source, style: str) -> str:
    ask = source.moment.ask
    return "" if ask is None else _number(whole_seconds_to_ask(ask), in_words=style == SPOKEN)


def _left(source: Source, style: str) -> str:
    return _number(source.moment.left // 1000, in_words=style == SPOKEN)


def _age(source: Source, style: str) -> str:
    age = source.moment.age
    if age is None or age < OLD:
        return ""
    minutes, seconds = divmod(age // NS_PER_S, 60)
    if style == SPOKEN:
        return tr("{number} seconds", number=words.cardinal(minutes * 60 + seconds))
    return (
        tr("{minutes} min {seconds} s", minutes=minutes, seconds=seconds)
        if minutes
        else f"{seconds} s"
    )


def _split(source: Source, style: str) -> str:
    """A hand is good to a tenth, and its times are rounded up, as the rules and the sheet do."""
    last = source.moment.last
    if last is None:
        return ""
    if last.run.split.by_hand:
        return _time(rounded(last.run.time, 1, Rounding.UP), 1, style)
    return _time(last.run.time, 1 if last.run.split.estimated else 2, style)


def _mark(source: Source, style: str) -> str:
    last = source.moment.last
    return "" if last is None else _place(source.course, last.run.mark, style)


def _next(source: Source, style: str) -> str:
    mark = source.following
    return "" if mark is None else _place(source.course, mark, style)


def _hit(source: Source, style: str) -> str:
    return "" if source.hit is None else _time(source.hit, 1, style)


def _projected(source: Source, style: str) -> str:
    return "" if source.projected is None else _time(source.projected, 1, style)


def _rank(source: Source, style: str) -> str:
    if source.rank is None:
        return ""
    place, of = source.rank
    if style == SPOKEN:
        return words.ordinal(place) + (tr(" of {number}", number=words.cardinal(of)) if of else "")
    return place_text(place) + (tr(" of {of}", of=of) if of else "")


def _out(source: Source, style: str) -> str:
    return tr(_OUT.get(source.withdrawn, "")) if style == SPOKEN else source.withdrawn


def _number(number: int, *, in_words: bool) -> str:
    return words.cardinal(number) if in_words else str(number)


def _time(value: Duration, decimals: int, style: str) -> str:
    return words.spoken_time(value, decimals) if style == SPOKEN else format_time(value, decimals)


def _place(course: Course, mark: Distance, style: str) -> str:
    name = mark_name(course, mark)
    spoken = style == SPOKEN and mark != course.distance
    return tr("{number} metres", number=words.cardinal(mark // 1000)) if spoken else name


_SAY: Mapping[str, Callable[[Source, str], str]] = {
    "lap": _lap,
    "gap": _gap,
    "ask": _ask,
    "left": _left,
    "name": lambda source, _: source.name,
    "split": _split,
    "mark": _mark,
    "next": _next,
    "hit": _hit,
    "rank": _rank,
    "projected": _projected,
    "target": lambda source, _: source.target,
    "age": _age,
    "out": _out,
}
