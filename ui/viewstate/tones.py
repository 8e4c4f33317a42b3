"""Which meaning does a colour carry? One meaning per tone; nothing is said by a tone alone."""

from app.domain.times import Duration, rounded
from app.language import tr, tr_as

INK = "ink"
MUTED = "muted"
AHEAD = "ahead"
BEHIND = "behind"
ALERT = "alert"


def gap_tone(deficit: Duration, decimals: int) -> str:
    """Return `behind`, `ahead`, or `ink` when the gap rounds to nothing."""
    shown = rounded(deficit, decimals)
    return BEHIND if shown > 0 else AHEAD if shown < 0 else INK


def gap_word(deficit: Duration, decimals: int) -> str:
    """Return `BEHIND`, `AHEAD OF` or `LEVEL WITH`, to stand before a target's name."""
    return {BEHIND: tr("BEHIND"), AHEAD: tr("AHEAD OF"), INK: tr("LEVEL WITH")}[
        gap_tone(deficit, decimals)
    ]


def short_gap_word(deficit: Duration, decimals: int) -> str:
    """Return `BEHIND`, `AHEAD` or `LEVEL`, where there is room for one word alone."""
    side = gap_tone(deficit, decimals)
    if side == INK:
        return tr("LEVEL")
    return tr_as("alone", "BEHIND") if side == BEHIND else tr_as("alone", "AHEAD")
