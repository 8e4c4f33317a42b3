"""What is a sheet printed on, and in which inks and sizes? Points (1/72 inch).

The colours are those of the window by day; in black and white each keeps its place by a sign, a
word or its dashes.
"""

from typing import NamedTuple

from app.domain.times import Duration

INK = "#111418"
MUTED = "#59605b"
RULE = "#c9cec9"
FAINT = "#f1f3f0"
COLUMN = "#dcdfdb"
BEHIND, AHEAD = "#9f1b00", "#00543a"
BEHIND_TINT, AHEAD_TINT = "#fdf5f2", "#f1f8f5"
BEHIND_BAR = "#e3ada0"
WHITE = "#ffffff"
TARGETS = ("#0a489c", "#592fae", "#003a5c", "#3c4d5c")
DASHES = ((5.0, 2.5), (1.2, 2.2), (7.0, 2.2, 1.4, 2.2), (2.6, 2.6))
FAMILY = "Splitline Sans"


class Paper(NamedTuple):
    """A size of paper with the room left free at its edges."""

    name: str
    width: float
    height: float
    side: float
    top: float
    bottom: float

    @property
    def inner(self) -> float:
        """The width that is written on."""
        return self.width - 2 * self.side


A4 = Paper("a4", 595.276, 841.89, 38.0, 36.0, 30.0)
LETTER = Paper("letter", 612.0, 792.0, 42.0, 34.0, 28.0)
PAPERS = {each.name: each for each in (A4, LETTER)}


def target_colour(slot: int) -> str:
    """Return the ink of the target in `slot`."""
    return TARGETS[slot % len(TARGETS)]


def target_dashes(slot: int) -> tuple[float, ...]:
    """Return the dashes of the target in `slot`."""
    return DASHES[slot % len(DASHES)]


def gap_colour(gap: Duration) -> str:
    """Return the ink of a gap: positive is behind."""
    if gap > 0:
        return BEHIND
    return AHEAD if gap < 0 else INK
