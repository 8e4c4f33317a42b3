"""Which distance and lap does the name of an event stand for?

Names are those of the command line (`800`, `mile`, `3000sc`); commas, blanks and a trailing `m`
are accepted, and any other distance in metres, kilometres, yards or miles.
"""

import re
from typing import NamedTuple

from app.domain.course import LAP_400, MILE, Distance, metres
from app.domain.refusals import UnknownEvent

_YARD_MM = 914.4
_UNITS = {
    "": 1000.0,
    "m": 1000.0,
    "metres": 1000.0,
    "km": 1_000_000.0,
    "y": _YARD_MM,
    "yd": _YARD_MM,
    "yards": _YARD_MM,
    "mile": MILE,
    "miles": MILE,
}
# Not compiled before they are used: the window of a shipped race opens without them.
_OTHER = r"([0-9]{1,6}(?:\.[0-9]{1,3})?)(m|metres|km|y|yd|yards|mile|miles)?"
_THOUSANDS = r"\s*[0-9]{1,3}(?:,[0-9]{3})+(?![0-9]).*|[^,]*"
"""A comma stands between thousands only: `1,5 km` could be read in two ways, so it is not."""


class Discipline(NamedTuple):
    """An event: its name on the command line, its title, distance and usual lap (mm)."""

    name: str
    title: str
    distance: Distance
    lap: Distance


DISCIPLINES = (
    Discipline("800", "800 m", metres(800), LAP_400),
    Discipline("1000", "1000 m", metres(1000), LAP_400),
    Discipline("1500", "1500 m", metres(1500), LAP_400),
    Discipline("mile", "Mile", MILE, LAP_400),
    Discipline("2000", "2000 m", metres(2000), LAP_400),
    Discipline("3000", "3000 m", metres(3000), LAP_400),
    Discipline("2mile", "2 miles", Distance(2 * MILE), LAP_400),
    Discipline("5000", "5000 m", metres(5000), LAP_400),
    Discipline("10000", "10,000 m", metres(10_000), LAP_400),
    Discipline("2000sc", "2000 m steeplechase", metres(2000), metres(396.08)),
    Discipline("3000sc", "3000 m steeplechase", metres(3000), metres(396.08)),
)
_BY_NAME = {each.name: each for each in DISCIPLINES}
_ALIASES = {"1mile": "mile", "2miles": "2mile", "twomiles": "2mile"}


def discipline(text: str) -> Discipline:
    """Return the event that `text` names; raise `UnknownEvent` that quotes it otherwise."""
    if text in _BY_NAME:
        return _BY_NAME[text]
    if not re.fullmatch(_THOUSANDS, text):
        raise UnknownEvent(found=text)
    plain = re.sub(r"[\s,_]", "", text).lower()
    plain = re.sub(r"(?<=[0-9])m?steeplechase$", "sc", plain)
    plain = _ALIASES.get(plain, plain)
    return _BY_NAME.get(plain) or _other_distance(text, plain)


def _other_distance(text: str, plain: str) -> Discipline:
    match = re.fullmatch(_OTHER, plain)
    distance = Distance(round(float(match[1]) * _UNITS[match[2] or ""])) if match else Distance(0)
    if match is None or distance <= 0:
        raise UnknownEvent(found=text)
    name = match[1] if match[2] in ("m", "metres") else plain.removesuffix("s")
    known = _BY_NAME.get(name)
    return known or Discipline(name, text.strip(), distance, LAP_400)
