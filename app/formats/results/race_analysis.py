"""Which splits are in the pasted text of an official race analysis?

Under each athlete a line of times from the start, most often every 100 m and to a tenth, each with
the position in parentheses: `15.4 (3)  31.5 (4)`; or rows called Race Time under a row of distances.
"""

import re

from app.formats.results.found import Found
from app.formats.results.printed_results import found_in
from app.language import marked

FORM = marked("race analysis")
_POSITION = re.compile(r"\d[.,]\d{1,3}\s*\(\s*\d{1,3}\s*\)")
_RACE_TIME = re.compile(r"^\s*race\s+time\s+[\d:]", re.IGNORECASE | re.MULTILINE)
_TITLE = re.compile(r"race\s+analysis|split\s+times|intermediate\s+times", re.IGNORECASE)


def read(content: bytes, name: str) -> Found:
    """Return the results of a race analysis; raise `FormatError` with what is wrong."""
    return found_in(content, name, FORM)


def is_analysis(text: str) -> bool:
    """Whether a text has positions behind its times, or says that it is an analysis."""
    return bool(_POSITION.search(text) or _RACE_TIME.search(text) or _TITLE.search(text[:2000]))
