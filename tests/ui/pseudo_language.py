"""A language that nobody speaks: every text accented, two fifths longer, and in brackets.

A text that stands on the screen without its brackets was never looked up; one that is cut would
be cut in German as well.
"""

import re

_ACCENTED = str.maketrans(
    "aeioucAEIOUC", "\u00e0\u00e9\u00ee\u00f4\u00fb\u00e7\u00c0\u00c9\u00ce\u00d4\u00db\u00c7"
)
_KEPT = re.compile(r"(\{[^{}]*\}|\{\{|\}\}|\(\*[^)]*\))")
_SHARE = 0.4


def pseudo(text: str) -> str:
    """Return a text in the language that nobody speaks; its places and blanks stay."""
    words, tab, keys = text.partition("\t")
    inner = words.strip()
    if not any(each.isalpha() for each in _KEPT.sub("", inner)):
        return text
    before = words[: len(words) - len(words.lstrip())]
    behind = words[len(words.rstrip()) :]
    said = "".join(
        part if _KEPT.fullmatch(part) else part.translate(_ACCENTED) for part in _KEPT.split(inner)
    )
    longer = "~" * round(_SHARE * len(_KEPT.sub("", inner)))
    return f"{before}[{said}{longer}]{behind}{tab}{keys}"


class Pseudo:
    """The catalogue of that language."""

    def gettext(self, message: str, /) -> str:
        """Return any text in it."""
        return pseudo(message)

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        """Return a text for a number of things."""
        return pseudo(one if count == 1 else many)

    def pgettext(self, context: str, message: str, /) -> str:
        """Return a text in a context; figures are written as in English."""
        return message if context == "a figure" else pseudo(message)


def outside_brackets(text: str) -> str:
    """Return what of a text stands in no brackets; a bracket that was cut off ends at the end."""
    depth, kept = 0, []
    for each in text:
        depth += each == "["
        if not depth:
            kept.append(each)
        depth -= each == "]" and depth > 0
    return "".join(kept)
