"""Which target line does a typed text mean?

Forms, with times as everywhere: `4:06.42` (even pace), `sub-4` or `sub 4:10` (a hundredth under),
`60/400` or `3:00/km` (a pace), `4:00 neg 2` (second half 2 s faster), and segments that fill the
distance, `400 in 60, 400 in 61, rest in 2:01`.
"""

import re

from app.domain.course import LAP_400, MM_PER_M, Distance, format_metres, metres
from app.domain.refusals import BadTarget
from app.domain.target import Target, even, from_segments, negative_split
from app.domain.times import (
    NS_PER_S,
    Duration,
    TimeSyntaxError,
    canonical,
    parse_time,
)
from app.language import marked, tr

FORMS = marked("4:06.42, sub-4, 60/400, 4:00 neg 2, or 400 in 60, rest in 3:01")
_HUNDREDTH = NS_PER_S // 100
_SUB = re.compile(r"sub[\s-]*(.+)", re.IGNORECASE)
_PACE = re.compile(r"(.+?)\s*/\s*([0-9]{1,7}(?:\.[0-9]{1,3})?)?\s*(m|km|mile)?")
_NEGATIVE = re.compile(r"(.+?)\s+neg(?:ative)?(?:\s+split)?\s+(.+)", re.IGNORECASE)
_SEGMENT = re.compile(r"(rest|[0-9]{1,7}(?:\.[0-9]{1,3})?)\s*m?\s+in\s+(\S+)", re.IGNORECASE)
_PER = {"m": MM_PER_M, "km": 1000 * MM_PER_M, "mile": 1_609_344}


def read_target(text: str, distance: Distance) -> Target:
    """Return the target line that `text` means over `distance`; raise `BadTarget` otherwise."""
    plain = " ".join(text.split())
    if " in " in plain.lower():
        return _segments(plain, distance)
    for pattern, make in ((_NEGATIVE, _negative), (_SUB, _sub), (_PACE, _pace)):
        match = pattern.fullmatch(plain)
        if match:
            return make(match, distance)
    return even(distance, _time(plain))


def _time(text: str) -> Duration:
    try:
        value = parse_time(text)
    except TimeSyntaxError:
        raise BadTarget(found=text, expected=tr(FORMS)) from None
    if value <= 0:
        raise BadTarget(found=text, expected=tr("a time above zero"))
    return value


def _sub(match: re.Match[str], distance: Distance) -> Target:
    """`sub-4` on a distance over a lap means minutes; it lies strictly under the round time."""
    said = match[1]
    minutes = distance > LAP_400 and re.fullmatch("[0-9]|[1-5][0-9]", said) is not None
    limit = Duration(int(said) * 60 * NS_PER_S) if minutes else _time(said)
    if limit <= _HUNDREDTH:
        raise BadTarget(found=match[0], expected=tr("a time above zero"))
    name = f"sub-{said}".lower()
    return even(distance, Duration(limit - _HUNDREDTH), id=name, name=name.capitalize())


def _pace(match: re.Match[str], distance: Distance) -> Target:
    unit = match[3] or "m"
    per = round(float(match[2] or 1) * _PER[unit])
    if per <= 0 or (match[2] is None and match[3] is None):
        raise BadTarget(found=match[0], expected=tr(FORMS))
    finish = Duration((2 * _time(match[1]) * distance + per) // (2 * per))
    name = f"{match[1]}/{match[2] or ''}{match[3] or ''}"
    return even(distance, finish, id=name, name=f"{name} = {canonical(_hundredths(finish))}")


def _hundredths(value: Duration) -> Duration:
    return Duration((value + _HUNDREDTH // 2) // _HUNDREDTH * _HUNDREDTH)


def _negative(match: re.Match[str], distance: Distance) -> Target:
    finish, faster = _time(match[1]), _time(match[2])
    if faster >= finish:
        raise BadTarget(
            found=match[0],
            expected=tr("less than {time} to gain", time=canonical(finish)),
        )
    return negative_split(distance, finish, faster)


def _segments(text: str, distance: Distance) -> Target:
    segments: list[tuple[Distance, Duration]] = []
    covered = 0
    for part in text.split(","):
        match = _SEGMENT.fullmatch(part.strip())
        if match is None:
            raise BadTarget(found=part.strip(), expected=tr("a segment like 400 in 60.5"))
        rest = match[1].lower() == "rest"
        length = Distance(distance - covered) if rest else metres(float(match[1]))
        if length <= 0:
            raise BadTarget(
                found=part.strip(),
                expected=tr("{distance} in all", distance=format_metres(distance)),
            )
        covered += length
        segments.append((length, _time(match[2])))
    return from_segments(distance, segments, text)
