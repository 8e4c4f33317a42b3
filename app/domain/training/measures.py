"""Which distance, time or share stands at the reading head?

Distances without a unit are metres. Seconds without a unit are read only where nothing else can
stand, behind `in` say; in place of a recovery a bare number could be metres as well.
"""

from app.domain.course import MILE, Distance
from app.domain.times import NS_PER_S, Duration, TimeSyntaxError, parse_time
from app.domain.training.goals import check_time
from app.domain.training.reading_head import ReadingHead
from app.domain.training.recovery import MANNERS, check_run
from app.domain.training.tokens import CLOCK, MINUTES, NUMBER, SECONDS, WORD, Token
from app.language import marked, tr

_METRES = ("m", "metre", "metres", "meter", "meters", "mtr", "mtrs")
_KILOMETRES = ("k", "km", "kms", "kilometre", "kilometres", "kilometer", "kilometers")
_YARDS = ("y", "yd", "yds", "yard", "yards")
_MILES = ("mile", "miles", "mi")
# In tenths of a millimetre, so that a yard is a whole number.
_UNITS: dict[str, int] = {
    **dict.fromkeys(_METRES, 10_000),
    **dict.fromkeys(_KILOMETRES, 10_000_000),
    **dict.fromkeys(_YARDS, 9_144),
    **dict.fromkeys(_MILES, MILE * 10),
}
# World Athletics rule 55: a marathon is 42.195 km, a half marathon 21.0975 km.
_NAMED = {"mile": MILE, "marathon": Distance(42_195_000), "hm": Distance(21_097_500)}
_PARTS = {"half": 2, "quarter": 4}
_SECOND_WORDS = ("s", "sec", "secs", "second", "seconds", SECONDS)
MINUTE_WORDS = ("min", "mins", "minute", "minutes", MINUTES)
TIME_UNITS = (*_SECOND_WORDS, *MINUTE_WORDS)
_MOST_BARE = Duration(600 * NS_PER_S)
DISTANCE_FORM = marked("a distance like 300, 1 km, 440y or mile")
TIME_FORM = marked("a time like 43, 1:30, 90 s or 2'")
_MOST_DIGITS = 9


def take_distance(head: ReadingHead, form: str = DISTANCE_FORM) -> Distance:
    """Go past a distance and return it; refuse anything else, and what nobody runs."""
    place = head.here
    found = maybe_distance(head)
    if found is None:
        head.refuse(form)
    with head.checking(place, quoted=True):
        check_run(found)
    return found


def maybe_distance(head: ReadingHead) -> Distance | None:
    """Go past a distance and return it, or stay where nothing but one could be read as one."""
    start = head.mark()
    found = _named(head) if head.here.kind == WORD else _counted(head)
    if found is None:
        head.back(start)
    return found


def _named(head: ReadingHead) -> Distance | None:
    """`mile`, `half mile`, `quarter mile`, `marathon`, `half marathon`."""
    word = head.take().text.lower()
    if word == "half" and head.took("marathon"):
        return _NAMED["hm"]
    if word in _PARTS:
        return Distance(MILE // _PARTS[word]) if head.took("mile") else None
    return _NAMED.get(word)


def _counted(head: ReadingHead) -> Distance | None:
    if head.here.kind != NUMBER:
        return None
    number = head.take()
    if head.here.says("/") and head.ahead(1).kind == NUMBER and head.ahead(2).says(*_MILES):
        return _part_of_a_mile(head, number)
    unit = head.here.text.lower() if head.here.kind == WORD else ""
    if unit in _UNITS:
        head.take()
    return _scaled(number.text, _UNITS.get(unit, _UNITS["m"]))


def _part_of_a_mile(head: ReadingHead, number: Token) -> Distance | None:
    head.take()
    below = head.take().text
    head.take()
    if not (number.text.isdigit() and below.isdigit()) or not 0 < int(below[:3]) <= 16:
        return None
    return Distance(int(number.text[:3]) * MILE // int(below[:3]))


def _scaled(text: str, unit: int) -> Distance | None:
    whole, _, decimals = text.replace(",", "").partition(".")
    if len(whole) > _MOST_DIGITS or len(decimals) > _MOST_DIGITS:
        return None
    below: int = 10 * 10 ** len(decimals)
    return Distance((2 * int(whole + decimals) * unit + below) // (2 * below))


def take_per(head: ReadingHead) -> Distance:
    """Go past the distance of a pace: `km`, `mile`, `400`, `200 m`."""
    if head.took(*_KILOMETRES):
        return Distance(1_000_000)
    return take_distance(head, tr("km, mile or a distance like 400"))


def is_per_ahead(head: ReadingHead) -> bool:
    """Say whether `/400` or `/km` is next, and not the recovery after a set: `/ 400 jog`."""
    if not head.here.says("/"):
        return False
    number, unit = head.ahead(1), head.ahead(2)
    if number.kind == WORD:
        return number.says(*_KILOMETRES, *_MILES)
    if number.kind != NUMBER or unit.says(*TIME_UNITS):
        return False
    united = unit.says(*_UNITS)
    behind = head.ahead(3) if united else unit
    return (united or len(number.text) > 2) and not behind.says(*MANNERS)


def is_time_ahead(head: ReadingHead) -> bool:
    """Say whether a time that needs no word before it is next: `1:30`, `2'`, `90 s`."""
    if head.here.kind == CLOCK:
        return True
    return head.here.kind == NUMBER and head.ahead(1).says(*TIME_UNITS)


def take_time(head: ReadingHead, *, bare: bool = False, form: str = TIME_FORM) -> Duration:
    """Go past a time and return it; seconds without a unit only where they are `bare`."""
    place = head.here
    if place.kind == CLOCK:
        value = _seconds(head, head.take(), form)
        head.took(*MINUTE_WORDS[:-1])
    elif place.kind != NUMBER or not (bare or head.ahead(1).says(*TIME_UNITS)):
        head.refuse(form)
    else:
        value = _with_unit(head, form)
    with head.checking(place, quoted=True):
        check_time(value)
    return value


def _with_unit(head: ReadingHead, form: str) -> Duration:
    place = head.take()
    value = _seconds(head, place, form)
    if head.took(*MINUTE_WORDS):
        return Duration(value * 60 + _odd_seconds(head, form))
    if not head.took(*_SECOND_WORDS) and value >= _MOST_BARE:
        head.refuse(
            tr("a time like 10:00 from 600 s on, or {found} pace", found=place.text), place=place
        )
    return value


def _odd_seconds(head: ReadingHead, form: str) -> int:
    """The seconds behind `2'`, `2 min`: `2'30`, `2'30"`, `2 min 30 s`."""
    if head.here.kind != NUMBER:
        return 0
    unit = head.ahead(1).says(*_SECOND_WORDS)
    if not unit and not head.joined():
        return 0
    number = head.take()
    value = _seconds(head, number, form)
    if value >= 60 * NS_PER_S:
        head.refuse(tr("seconds under 60 behind the minutes"), place=number)
    head.took(*_SECOND_WORDS)
    return value


def _seconds(head: ReadingHead, token: Token, form: str) -> Duration:
    try:
        return parse_time(token.text if "," not in token.text else "")
    except TimeSyntaxError:
        clock = token.kind == CLOCK
        head.refuse(tr("minutes and seconds under 60, like 3:05") if clock else form, place=token)


def take_share(head: ReadingHead) -> int:
    """Go past a number and return it in hundredths of a per cent."""
    token = head.take()
    whole, _, decimals = token.text.partition(".")
    if token.kind != NUMBER or len(whole) > 3 or len(decimals) > 2 or "," in whole:
        head.refuse(tr("a share like 95% or 97.5%"), place=token)
    return int(whole or "0") * 100 + int(decimals.ljust(2, "0"))
