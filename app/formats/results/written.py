"""What does a cell of results say: a time, a distance, a status or a name?

Times are nanoseconds, distances millimetres. What programs and people write is taken where it can
mean one thing only; everything else is None, or a sentence of the reader.
"""

import re

from app.domain.course import MILE, Distance, metres
from app.domain.times import NS_PER_S, Duration, TimeSyntaxError, parse_time
from app.formats.results.text import clean

_TAIL = 12
LONGEST = Duration(24 * 3600 * NS_PER_S)
TIME_FORMS = "a time like 60.2 or 4:06.42"
_STATUS = {
    "dnf": "dnf",
    "did not finish": "dnf",
    "ab": "dnf",
    "dns": "dns",
    "did not start": "dns",
    "scr": "dns",
    "scratch": "dns",
    "np": "dns",
    "dq": "dq",
    "dsq": "dq",
    "disq": "dq",
    "disqualified": "dq",
    "fs": "dq",
}
_BY_HAND = re.compile(r"[0-9]\s*(?:[hH]|\([hH]\))\s*$")
_NOTHING = ("", "-", "--", "---", "\u2013", "\u2014", "nt", "nm", "n/a", "x")
_MARKED = re.compile(r"\s*(?:[hHaA*#]|[qQ]|[rR]|\([hH]\))\s*$")
"""What stands behind a time: by hand, at altitude, qualified, a record."""
_USUAL = re.compile(r"(?:([0-9]{1,2}):)?([0-9]{1,4})(?:[.,]([0-9]{1,9}))?")
_DOTTED = re.compile(r"(\d{1,3})\.(\d{2})[.,](\d{1,3})")
_PRIMES = re.compile(
    r"(\d{1,3})\s*['\u2019\u2032]\s*(\d{1,2})\s*(?:''|[\"\u201d\u2033.,])\s*(\d{0,3})"
)
_LONG = re.compile(r"(.*[.,]\d{9})\d{1,20}")
_LENGTH = re.compile(
    r"(?:(\d{1,3}(?:[, ]\d{3})+)|(\d{1,7}(?:[.,]\d{1,6})?))"
    r"\s*(k|km|miles?|mi|y|yds?|yards?|m|met(?:er|re)s?)?"
)
_FACTORS = {"k": 1000.0, "km": 1000.0, "mi": 1609.344, "mile": 1609.344, "miles": 1609.344}
_YARD = 0.9144
_FARTHEST = metres(1_000_000)


def status_of(text: str) -> str:
    """Return `dnf`, `dns`, `dq`, or nothing."""
    return _STATUS.get(text.strip().strip(".").lower(), "")


def says_nothing(text: str) -> bool:
    """Whether a cell is empty, or holds a dash for it."""
    return text.strip().lower() in _NOTHING


def time_of(text: str) -> Duration | None:
    """Return the time that `text` means, None for what is none or over a day.

    Beside the forms of app.domain.times: `4.06.42`, `4'06"42`, and a letter behind it.
    """
    usual = _USUAL.fullmatch(text)
    if usual:
        return _usual_time(usual[1], usual[2], usual[3])
    plain = _MARKED.sub("", text.strip())
    for pattern in (_DOTTED, _PRIMES):
        match = pattern.fullmatch(plain)
        if match:
            plain = f"{match[1]}:{match[2].zfill(2)}.{match[3] or '0'}"
    long = _LONG.fullmatch(plain)
    try:
        value = parse_time(long[1] if long else plain)
    except TimeSyntaxError:
        return None
    return value if 0 <= value <= LONGEST else None


def _usual_time(minutes: str | None, whole: str, decimals: str | None) -> Duration | None:
    """Read what nearly all times look like, many times as fast as app.domain.times does."""
    if minutes is not None and (len(whole) != 2 or whole > "59"):
        return None
    nanoseconds = int((decimals or "0").ljust(9, "0"))
    return Duration((int(minutes or 0) * 60 + int(whole)) * NS_PER_S + nanoseconds)


def is_by_hand(text: str) -> bool:
    """Whether a time has the sign behind it that says that it was taken by hand."""
    return bool(_BY_HAND.search(text[-_TAIL:]))


def length_of(text: str, *, decimal_comma: bool = False) -> Distance | None:
    """Return the distance that `text` names (`400`, `800 m`, `5,000 m`, `mile`), None for none.

    A comma before three digits parts thousands, unless the file has decimal commas.
    """
    plain = text.strip().lower()
    if plain == "mile":
        return MILE
    if decimal_comma:
        plain = plain.replace(".", "").replace(",", ".")
    match = _LENGTH.fullmatch(plain)
    if match is None:
        return None
    thousands, number, unit = match[1], match[2], match[3] or "m"
    figure = re.sub("[, ]", "", thousands) if thousands else number.replace(",", ".")
    factor = _FACTORS.get(unit, _YARD if unit.startswith("y") else 1.0)
    value = metres(float(figure) * factor)
    return value if 0 < value <= _FARTHEST else None


def person(text: str) -> str:
    """Return a name as it is said: `Kipyegon, Faith` is Faith Kipyegon."""
    plain = clean(text)
    last, comma, first = plain.partition(",")
    if comma and first.strip() and last.strip() and "," not in first:
        return f"{first.strip()} {last.strip()}"
    return plain


def whole(text: str) -> int | None:
    """Return a whole number from 1 to 99,999, None for anything else."""
    plain = text.strip().rstrip(".")
    if re.fullmatch(r"[0-9]{1,5}", plain, re.ASCII) is None:
        return None
    return int(plain) or None
