"""Which recovery do the words at the reading head mean?

    1:30     90 s     2'     2' jog     rest 2'     off 60 s      by the clock
    100 jog     jog 100     200 jog in 1:00     walk back         by distance
    every 3:00     on 3:00     next one at 3:00                   a start every three minutes

`off` is what follows a repetition, `on` the clock that it starts by. A number alone is refused: it
could be seconds, minutes or metres.
"""

from typing import NamedTuple, NoReturn

from app.domain.training.measures import (
    TIME_UNITS,
    is_time_ahead,
    maybe_distance,
    take_time,
)
from app.domain.training.reading_head import ReadingHead
from app.domain.training.recovery import JOG, MANNERS, STANDING, Moving, Recovery, Rest, StartEvery
from app.domain.training.tokens import CLOCK, NUMBER, Token
from app.language import marked, tr

_BEFORE = ("rest", "rec", "recovery", "with", "off", "r", "take")
_BEHIND = ("rest", "rec", "recovery", "off", "break", "recoveries", "easy", "standing")
_MANNER_OF = {
    **{each: each for each in MANNERS},
    "jogging": "jog",
    "jogged": "jog",
    "walking": "walk",
    "floating": "float",
}
_EVERY = (
    ("every",),
    ("on",),
    ("next", "one", "at"),
    ("next", "at"),
    ("start", "every"),
    ("starts", "every"),
    ("go", "every"),
    ("leaving", "every"),
)
_LEVEL_WORDS = {
    **dict.fromkeys(("rep", "reps", "repetition", "repetitions", "runs"), 1),
    **dict.fromkeys(("set", "sets"), 2),
    **dict.fromkeys(("round", "rounds"), 3),
    **dict.fromkeys(("block", "blocks"), 4),
}
RECOVERY_WORDS = (*_BEFORE, *_BEHIND, *_MANNER_OF, "every", "on", "next", "start", "starts")
RECOVERY_FORM = marked("a recovery like 1:30, 90 s, 2', 100 jog or every 3:00")


class Said(NamedTuple):
    """A recovery as it was said, and after what: the `level` of `between sets`, 0 if not said."""

    rest: Recovery
    level: int
    place: Token


def is_recovery_ahead(head: ReadingHead) -> bool:
    """Say whether a recovery is next: a time with a unit, `100 jog`, or one of its words."""
    if is_time_ahead(head) or _is_interval(head) or head.says("w", "/"):
        return True
    if head.here.says(*_BEFORE, *_MANNER_OF):
        return True
    start = head.mark()
    moving = maybe_distance(head) is not None and head.here.says(*_MANNER_OF)
    head.back(start)
    return moving


def is_dash_before_recovery(head: ReadingHead) -> bool:
    """Say whether a dash parts the block from its recovery: `6x400 - 90 s`."""
    start = head.mark()
    found = head.took("-") and is_recovery_ahead(head)
    head.back(start)
    return found


def take_recovery(head: ReadingHead) -> Said:
    """Go past a recovery and return it with what it lies between."""
    place = head.here
    head.took_all("w", "/")
    while not _is_interval(head) and head.took(*_BEFORE):
        head.took(":", "=")
    rest = _interval(head) if _is_interval(head) else _rest(head)
    while head.took(*_BEHIND):
        pass
    return Said(rest, _level(head), place)


def _is_interval(head: ReadingHead) -> bool:
    return any(head.says(*words) for words in _EVERY)


def _interval(head: ReadingHead) -> StartEvery:
    any(head.took_all(*words) for words in _EVERY)
    return StartEvery(interval=take_time(head))


def _rest(head: ReadingHead) -> Recovery:
    _refuse_range(head)
    if is_time_ahead(head):
        time = take_time(head)
        return Rest(time=time, manner=_manner(head) or STANDING)
    manner, place = _manner(head), head.here
    if manner and head.took("back"):
        return Moving(manner=manner)
    if manner and is_time_ahead(head):
        return Rest(time=take_time(head), manner=manner)
    distance = maybe_distance(head)
    if distance is None:
        head.refuse(RECOVERY_FORM)
    manner = manner or _manner(head) or (JOG if head.here.says(*_BEHIND) else STANDING)
    if not manner:
        _refuse_bare(head, place)
    within = take_time(head, bare=True) if head.took("in") else None
    with head.checking(place, quoted=True):
        return Moving(manner=manner, distance=distance, time=within)


def _refuse_range(head: ReadingHead) -> None:
    """`2-3 min`: a recovery clock counts down from one time."""
    place, start = head.here, head.mark()
    if place.kind in (NUMBER, CLOCK):
        head.take()
        head.took(*TIME_UNITS)
        if head.took("-", "to") and (head.here.kind == CLOCK or head.ahead(1).says(*TIME_UNITS)):
            head.refuse(tr("one recovery, not a range"), place=place)
    head.back(start)


def _manner(head: ReadingHead) -> str:
    return _MANNER_OF[head.take().text.lower()] if head.here.says(*_MANNER_OF) else ""


def _refuse_bare(head: ReadingHead, place: Token) -> NoReturn:
    """A number alone, or with a unit of distance: what kind of recovery would it be?"""
    number = place.text if place.kind == NUMBER else "200"
    if _is_decimal(head, place):
        head.refuse(tr("decimals behind a point, like 43.5"), place=place)
    if "." in number:
        head.refuse(RECOVERY_FORM, place=place)
    head.refuse(
        tr(
            "a unit for a recovery ({number} s, {number}', {number} jog), or in {number} for "
            "a target, or + before a repetition",
            number=number,
        ),
        place=place,
    )


def _is_decimal(head: ReadingHead, place: Token) -> bool:
    """Say whether the number stands like decimals behind a comma: `43,5`."""
    here = head.mark()
    head.back(head.mark_of(place))
    number, comma = head.ahead(-2), head.ahead(-1)
    head.back(here)
    joined = number.end == comma.start and comma.end == place.start
    return joined and comma.says(",") and number.kind in (NUMBER, CLOCK)


def _level(head: ReadingHead) -> int:
    """The level that `between sets` or `after each rep` names, 0 for none."""
    start = head.mark()
    if head.took("between", "btw", "after", "per"):
        head.took("each", "every", "the", "all")
        if head.here.says(*_LEVEL_WORDS):
            return _LEVEL_WORDS[head.take().text.lower()]
    head.back(start)
    return 0
