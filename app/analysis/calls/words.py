"""How are numbers and times said? In words, and in the figures of a line to shout.

In English here; in another language by its own module, where it has one.

Times are ns. A count of halves says seconds: 3 is one and a half.
"""

from app.domain.times import NS_PER_S, Duration, Rounding, rounded
from app.language import language

FRENCH = "fr"
HALF_SIGN = "\u00bd"
_SMALL = (
    *("nought", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
    *("eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_ORDINALS = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
_MINUTE = 60


def cardinal(number: int) -> str:
    """Write a whole number of 0 or more: `sixty-one`, `one hundred and nineteen`."""
    if language() == FRENCH:
        from app.analysis.calls import french

        return french.cardinal(number)
    return _cardinal(number)


def _cardinal(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens - 2] + (f"-{_SMALL[ones]}" if ones else "")
    for size, name in ((1_000_000, "million"), (1000, "thousand"), (100, "hundred")):
        if number >= size:
            count, rest = divmod(number, size)
            joint = " and " if rest < 100 else " "
            return f"{_cardinal(count)} {name}" + (joint + _cardinal(rest) if rest else "")
    raise AssertionError("a number is under a hundred or not")


def ordinal(number: int) -> str:
    """Write a place of 1 or more: `first`, `twenty-second`."""
    if language() == FRENCH:
        from app.analysis.calls import french

        return french.ordinal(number)
    before, hyphen, last = cardinal(number).rpartition("-")
    start, blank, last = last.rpartition(" ")
    if last in _ORDINALS:
        last = _ORDINALS[last]
    else:
        last = f"{last[:-1]}ieth" if last.endswith("y") else f"{last}th"
    return before + hyphen + start + blank + last


def halves(count: int) -> str:
    """Write half seconds in words: `half`, `one`, `one and a half`."""
    if language() == FRENCH:
        from app.analysis.calls import french

        return french.halves(count)
    whole, half = divmod(count, 2)
    if not half:
        return cardinal(whole)
    return f"{cardinal(whole)} and a half" if whole else "half"


def halves_in_figures(count: int) -> str:
    """Write half seconds in figures: `\u00bd`, `1`, `1\u00bd`."""
    whole, half = divmod(count, 2)
    return (str(whole) if whole or not half else "") + (HALF_SIGN if half else "")


def spoken_time(value: Duration, decimals: int) -> str:
    """Write a time for a voice: `four oh six point four two`, `fifty-nine point nine nine`.

    Rounded as on the screen, half away from zero; noughts at the end of the decimals are left out.
    """
    whole, fraction = divmod(rounded(value, decimals, Rounding.HALF_AWAY), NS_PER_S)
    if language() == FRENCH:
        from app.analysis.calls import french

        return french.spoken_time(whole, f"{fraction:09d}"[:decimals].rstrip("0"))
    hours, minutes = divmod(whole // _MINUTE, _MINUTE)
    said = _minutes_and_seconds(hours, minutes, whole % _MINUTE)
    digits = f"{fraction:09d}"[:decimals].rstrip("0")
    return said + "".join(_decimals(digits))


def _decimals(digits: str) -> list[str]:
    return [" point"] * bool(digits) + [f" {_SMALL[int(digit)]}" for digit in digits]


def _minutes_and_seconds(hours: int, minutes: int, secs: int) -> str:
    parts = []
    if hours:
        parts.append(f"{cardinal(hours)} hour{'s' if hours > 1 else ''}")
    if minutes and not secs:
        parts.append(f"{cardinal(minutes)} minute{'s' if minutes > 1 else ''}")
    elif minutes:
        parts.append(cardinal(minutes))
    if secs and secs < 10 and (minutes or hours):
        parts.append("oh")
    if secs or not (hours or minutes):
        parts.append(cardinal(secs))
    return " ".join(parts)
