"""Which length does a typed answer mean? Metres unless it says otherwise; kept in millimetres."""

import re

from app.domain.course import Distance, metres
from app.domain.refusals import BadPlan

_LENGTH = re.compile(
    r"(\d{1,6}(?:\.\d{1,3}|,\d{1,2})?)\s*(m|metres?|km|y|yds?|yards?|miles?)?", re.IGNORECASE
)
_YARD_M, _MILE_M = 0.9144, 1609.344


def length_of(what: str, text: str, expected: str) -> Distance:
    """Read metres, yards, kilometres or miles; a comma before three digits could mean either.

    Raise `BadPlan` that names the answer `what` and says what was `expected`.
    """
    match = _LENGTH.fullmatch(text.strip())
    if match is None:
        found = f'"{text.strip()}"' if text.strip() else "nothing"
        raise BadPlan(what=what, found=found, expected=expected)
    unit = (match[2] or "m").lower()
    factor = {"k": 1000.0, "y": _YARD_M}.get(unit[0], _MILE_M if unit.startswith("mi") else 1.0)
    return metres(float(match[1].replace(",", ".")) * factor)
