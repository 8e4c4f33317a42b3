"""How are times kept, read, rounded and written?

Instants of a clock and durations are integer nanoseconds; a float never holds a time that is
compared, stored or rounded. Differences: positive means later, slower or behind.
"""

from enum import Enum
from typing import NewType

from app.language import marked, tr

Instant = NewType("Instant", int)
"""Nanoseconds on one clock; only differences between instants of the same clock mean anything."""

Duration = NewType("Duration", int)
"""Nanoseconds between two instants; negative only where a difference is meant."""

NS_PER_S = 1_000_000_000
NS_PER_MS = 1_000_000
MINUS = "\u2212"
_MAX_DECIMALS = 9
_MAX_WHOLE_DIGITS = 6
_SECONDS, _MINUTES, _HOURS = marked("seconds"), marked("minutes"), marked("hours")
_FIELD_NAMES = {1: (_SECONDS,), 2: (_MINUTES, _SECONDS), 3: (_HOURS, _MINUTES, _SECONDS)}


class TimeSyntaxError(ValueError):
    """A text that is not a time; its message quotes the text and names the place."""


class Rounding(Enum):
    """Rules by which a time loses digits."""

    HALF_AWAY = "half away from zero"
    UP = "up"
    DOWN = "down"


def between(start: Instant, end: Instant) -> Duration:
    """Return the duration from `start` to `end` (ns), negative when `end` is earlier."""
    return Duration(end - start)


def after(start: Instant, duration: Duration) -> Instant:
    """Return the instant `duration` (ns) after `start`."""
    return Instant(start + duration)


def seconds(value: float) -> Duration:
    """Return `value` seconds as a duration, rounded to the nanosecond."""
    return Duration(round(value * NS_PER_S))


def parse_time(text: str, *, signed: bool = False) -> Duration:
    """Read `[sign][h:][m:]s[.digits]`, blanks around it allowed, `.` or `,` before the decimals.

    A sign (`+`, `-` or U+2212) is read only with `signed`. Minutes and seconds stay under 60 when
    a larger unit stands before them. Nothing is guessed: anything else raises `TimeSyntaxError`
    that quotes the text and names the place.
    """
    body = text.strip()
    negative = False
    if signed and body[:1] in ("+", "-", MINUS):
        negative = body[0] != "+"
        body = body[1:]
    _refuse_strange_characters(text, body)
    whole, _, decimals = body.replace(",", ".").partition(".")
    fields = whole.split(":")
    _refuse_bad_fields(text, fields)
    _refuse_bad_decimals(text, body, decimals)
    total = 0
    for field in fields:
        total = total * 60 + int(field)
    value = total * NS_PER_S + int(decimals.ljust(_MAX_DECIMALS, "0"))
    return Duration(-value if negative else value)


def _refuse_strange_characters(text: str, body: str) -> None:
    if not body:
        message = tr(
            'the time "{found}" is empty; expected something like 60.2 or 4:06.42', found=text
        )
        raise TimeSyntaxError(message)
    offset = len(text.rstrip()) - len(body)
    separators = 0
    for position, character in enumerate(body):
        separators += character in ".,"
        if character not in "0123456789:.," or separators > 1 or (separators and character == ":"):
            message = tr(
                'the time "{found}" has "{character}" at character {place}; expected something '
                "like 60.2 or 4:06.42",
                found=text,
                character=character,
                place=offset + position + 1,
            )
            raise TimeSyntaxError(message)


def _refuse_bad_fields(text: str, fields: list[str]) -> None:
    if len(fields) not in _FIELD_NAMES:
        message = tr(
            'the time "{found}" has {total} fields; expected at most h:m:s',
            found=text,
            total=len(fields),
        )
        raise TimeSyntaxError(message)
    for index, (name, field) in enumerate(zip(_FIELD_NAMES[len(fields)], fields, strict=True)):
        if not field:
            raise TimeSyntaxError(
                tr(
                    'the time "{found}" has no {name}; expected digits there',
                    found=text,
                    name=tr(name),
                )
            )
        if len(field) > _MAX_WHOLE_DIGITS:
            message = tr(
                'the time "{found}" has {total} digits of {name}; expected at most 6',
                found=text,
                total=len(field),
                name=tr(name),
            )
            raise TimeSyntaxError(message)
        if index > 0 and int(field) > 59:
            raise TimeSyntaxError(
                tr(
                    'the time "{found}" has {digits} {name}; expected under 60',
                    found=text,
                    digits=field,
                    name=tr(name),
                )
            )


def _refuse_bad_decimals(text: str, body: str, decimals: str) -> None:
    if body[-1] in ".,":
        message = tr(
            'the time "{found}" ends in "{last}"; expected digits after it',
            found=text,
            last=body[-1],
        )
        raise TimeSyntaxError(message)
    if len(decimals) > _MAX_DECIMALS:
        message = tr(
            'the time "{found}" has {total} decimals; expected at most 9',
            found=text,
            total=len(decimals),
        )
        raise TimeSyntaxError(message)


def rounded(value: Duration, decimals: int, rule: Rounding = Rounding.HALF_AWAY) -> Duration:
    """Return `value` (ns) rounded to `decimals` places of a second (0 to 9), on integers.

    `UP` and `DOWN` move away from and towards zero: hand and automatic times are printed rounded
    up to 0.1 and 0.01 s (World Athletics technical rule 19).
    """
    step: int = 10 ** (_MAX_DECIMALS - decimals)
    size = abs(value)
    if rule is Rounding.UP:
        size = -(-size // step)
    elif rule is Rounding.DOWN:
        size //= step
    else:
        size = (2 * size + step) // (2 * step)
    size *= step
    return Duration(-size if value < 0 else size)


def format_time(
    value: Duration, decimals: int = 2, rule: Rounding = Rounding.HALF_AWAY, minus: str = MINUS
) -> str:
    """Write a time: `59.99`, `1:00.00`, `4:06.42`, `1:02:03.40`; negative ones with `minus`."""
    shown = rounded(value, decimals, rule)
    sign = minus if shown < 0 else ""
    whole, fraction = divmod(abs(shown), NS_PER_S)
    tail = f".{fraction:09d}"[: decimals + 1] if decimals else ""
    minutes, secs = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{sign}{hours}:{minutes:02d}:{secs:02d}{tail}"
    if minutes:
        return f"{sign}{minutes}:{secs:02d}{tail}"
    return f"{sign}{secs}{tail}"


def format_difference(value: Duration, decimals: int = 2, minus: str = MINUS) -> str:
    """Write a signed difference: `+1.50`, `-0.35`; what rounds to zero has no sign: `0.00`."""
    shown = rounded(value, decimals)
    sign = "+" if shown > 0 else ""
    return sign + format_time(shown, decimals, minus=minus)


def canonical(value: Duration) -> str:
    """Write a time with two decimals, or as many more as it needs to be exact: `4:06.42`."""
    fraction = f"{abs(value) % NS_PER_S:09d}".rstrip("0")
    return format_time(value, max(2, len(fraction)), minus="-")


def to_seconds(value: Duration) -> float:
    """Return seconds as a float rounded half away from zero to 1 ms, for JSON and CSV."""
    return rounded(value, 3) // NS_PER_MS / 1000
