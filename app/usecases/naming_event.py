"""Which event does a title name? `Women's 1500 Metres Final` is a 1500.

Distances are millimetres.
"""

import re

from app.domain.course import LAP_400, Distance, format_metres
from app.domain.disciplines import DISCIPLINES, Discipline, discipline
from app.domain.refusals import Refusal

_LENGTH = re.compile(
    r"(?<![\w.:])(\d{1,3}(?:[, ]\d{3})|\d{2,5}(?:\.\d{1,3})?|\d{1,2}(?=\s*-?\s*(?:k|km|mile)))"
    r"\s*-?\s*(m|metres?|meters?|meter run|k|km|miles?|yds?|yards?)?(?![\w:.%])",
    re.IGNORECASE,
)
_ONE_MILE = re.compile(r"\b(?:one|1)?\s*mile\b", re.IGNORECASE)
_TWO_MILES = re.compile(r"\b(?:two|2)[\s-]*miles?\b", re.IGNORECASE)
_STEEPLE = re.compile(r"steeple|\bst\b|\bsc\b|hindernis|\b[23]000\s*sc\b", re.IGNORECASE)
_STEP = re.compile(r"\bevery\s+\d+\s*m\w*|\b\d+\s*m\s+(?:splits?|intervals?)", re.IGNORECASE)
_LEAST, _MOST = 60, 100_000
_METRE = 1000
_YEARS = range(1850, 2100)


def event_in(text: str) -> Discipline | None:
    """Return the event that a title names, None where it names none or several."""
    try:
        return discipline(text.strip())
    except Refusal:
        pass
    if _TWO_MILES.search(text):
        return discipline("2mile")
    found = {each.name: each for each in _lengths(text)}
    if len(found) == 1:
        return next(iter(found.values()))
    return discipline("mile") if not found and _ONE_MILE.search(text) else None


def event_of_distance(distance: Distance, *, steeple: bool = False) -> Discipline:
    """Return the flat event over `distance`, to the metre; another distance is one of its own."""
    for each in DISCIPLINES:
        if abs(each.distance - distance) < _METRE and each.name.endswith("sc") == steeple:
            return each
    name = format_metres(distance).removesuffix(" m")
    return Discipline(name, f"{name} m", distance, LAP_400)


def _lengths(text: str) -> list[Discipline]:
    """A bare number counts where no other has a unit, and is no year; a step is no distance."""
    text = _STEP.sub(" ", text)
    matches = [(each[1], (each[2] or "").lower()) for each in _LENGTH.finditer(text)]
    with_unit = [each for each in matches if each[1]]
    bare = [
        each
        for each in matches
        if int(float(each[0].replace(",", "").replace(" ", ""))) not in _YEARS
    ]
    names = [_name(*each) for each in with_unit or bare]
    steeple = bool(_STEEPLE.search(text))
    found = [
        _known(f"{each}sc" if steeple and each in {"2000", "3000"} else each) for each in names
    ]
    return [each for each in found if each is not None]


def _name(number: str, unit: str) -> str:
    plain = number.replace(",", "").replace(" ", "")
    if unit.startswith("k"):
        whole = float(plain) * 1000
        return f"{whole:g}" if whole < _MOST else f"{plain}km"
    if unit.startswith(("mile", "y")):
        return f"{plain}{'mile' if unit.startswith('mile') else 'yd'}"
    return plain


def _known(name: str) -> Discipline | None:
    try:
        found = discipline(name)
    except Refusal:
        return None
    return found if _LEAST <= found.distance // 1000 <= _MOST else None
