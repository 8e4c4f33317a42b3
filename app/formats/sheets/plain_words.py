"""How does a text that somebody typed stand in a file, whatever is in it? In one line, as it reads.

A name may come from anywhere: what would break the line, what no file format can hold, and what
turns the figures behind it about is taken out. A name in any script stays as it is.
"""

import re
from unicodedata import category

_BREAKS = ("Cc", "Zl", "Zp")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_NO_XML = "\ufffe\uffff"
_FORMULA = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_WOULD_RUN = re.compile(rf"'*\s*{_FORMULA}")
_GUARDED = re.compile(rf"'+\s*{_FORMULA}")


def one_line(text: str) -> str:
    """Return `text` in one line: breaks and controls are blanks, half letters question marks."""
    if text.isprintable() and text.isascii():
        return text
    return "".join(map(_held, _TURNS.sub("", text)))


def _held(letter: str) -> str:
    kind = category(letter)
    if kind in _BREAKS:
        return " "
    return "?" if kind == "Cs" or letter in _NO_XML else letter


def runs(text: str) -> bool:
    """Whether a spreadsheet may take `text` for a formula."""
    return bool(_WOULD_RUN.match(text))


def guarded(text: str) -> str:
    """Return `text` for a CSV: in one line, behind `'` where a spreadsheet would run it."""
    line = one_line(text)
    return f"'{line}" if runs(line) else line


def unguarded(text: str) -> str:
    """Return the text that `guarded` wrote."""
    return text[1:] if _GUARDED.match(text) else text
