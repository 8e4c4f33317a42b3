"""How early and how evenly does somebody press? Taps in a lesson are held to the true instants.

All times are ns. An error is positive where the press was late. The middle of the errors is the
bias, the scatter is what their median distance from it says of a standard deviation, so that a few
presses that slipped do not matter.
"""

from collections.abc import Iterable, Sequence
from math import hypot
from statistics import median
from typing import NamedTuple

from app.domain.times import NS_PER_MS, NS_PER_S, Duration, Instant

GUN, LINE = "gun", "line"
LEAST = {GUN: 5, LINE: 8}
"""So few taps say nothing: a bias from fewer is mostly chance."""
AROUND = Duration(900 * NS_PER_MS)
"""A tap farther from a cue than this was not meant for it."""
_NORMAL = 1.4826
_FAR = 3.5
"""So many scatters from the middle a tap slipped (Iglewicz and Hoaglin, 1993)."""
_FINEST = 10 * NS_PER_MS
"""No scatter is believed to be smaller: frames and keyboards are not."""
_FEW = {2: 1.196, 3: 1.495, 4: 1.363, 5: 1.206, 6: 1.200, 7: 1.140, 8: 1.129, 9: 1.107}
"""What the median distance of few values falls short by (Croux and Rousseeuw, 1992)."""
_TWO_SIDES = 2.0


class Cue(NamedTuple):
    """What is to be tapped: the flash of a gun, or a passage at so many mm a second."""

    kind: str
    at: Instant
    speed: int = 0
    words: str = ""


class Touch(NamedTuple):
    """How somebody presses for one kind of cue: bias and scatter of so many `taps`.

    `slipped` of them lie far from the others; they are among the taps, and hardly matter.
    """

    bias: Duration
    scatter: Duration
    taps: int
    slipped: int = 0


class Hand(NamedTuple):
    """How somebody presses at the gun and at the line."""

    gun: Touch
    line: Touch

    @property
    def bias(self) -> Duration:
        """How much too long times by this hand are: late at the line, early at the gun."""
        return Duration(self.line.bias - self.gun.bias)

    @property
    def scatter(self) -> Duration:
        """The standard deviation of a time by this hand: a start and a split make it."""
        return Duration(round(hypot(self.line.scatter, self.gun.scatter)))

    @property
    def margin(self) -> Duration:
        """Within what a time by this hand is right: the bias, for it is not taken off, and two scatters."""
        return Duration(round(abs(self.bias) + _TWO_SIDES * self.scatter))


class Marked(NamedTuple):
    """The taps of a lesson: the error at each cue that was tapped, and what went wrong.

    `missed` cues had no tap, `beside` taps had no cue or were a second one for theirs.
    """

    errors: tuple[tuple[Cue, Duration], ...]
    missed: int
    beside: int

    def of(self, kind: str) -> tuple[Duration, ...]:
        """Return the errors at cues of one kind, in their order."""
        return tuple(error for cue, error in self.errors if cue.kind == kind)


def marked_taps(cues: Sequence[Cue], taps: Iterable[Instant]) -> Marked:
    """Hold the taps to the cues: the first tap near a cue counts.

    Before the flash of a gun nobody can have seen it, so that such a tap is beside.
    """
    first: dict[int, Duration] = {}
    beside = 0
    for tap in sorted(taps):
        place = min(range(len(cues)), key=lambda each: abs(tap - cues[each].at), default=None)
        if place is None or place in first or not _meant(cues[place], tap):
            beside += 1
        else:
            first[place] = Duration(tap - cues[place].at)
    errors = tuple((cues[place], first[place]) for place in sorted(first))
    return Marked(errors, len(cues) - len(first), beside)


def _meant(cue: Cue, tap: Instant) -> bool:
    off = tap - cue.at
    return abs(off) <= AROUND and (cue.kind == LINE or off > 0)


def touch_of(errors: Sequence[Duration]) -> Touch:
    """Return middle and scatter of one or more errors."""
    middle = median(errors)
    far = [abs(each - middle) for each in errors]
    scatter = max(_NORMAL * _correction(len(errors)) * median(far), _FINEST)
    slipped = sum(each > _FAR * scatter for each in far)
    return Touch(Duration(round(middle)), Duration(round(scatter)), len(errors), slipped)


def _correction(count: int) -> float:
    return _FEW.get(count, count / (count - 0.8))


def is_far(error: Duration, touch: Touch) -> bool:
    """Whether a tap slipped."""
    return abs(error - touch.bias) > _FAR * touch.scatter


def wanting(marked: Marked) -> dict[str, int]:
    """Return how many taps of each kind are still wanted before they say anything; empty for none."""
    short = {kind: least - len(marked.of(kind)) for kind, least in LEAST.items()}
    return {kind: count for kind, count in short.items() if count > 0}


def is_guesswork(marked: Marked) -> bool:
    """Whether more than one tap was beside for every two cues: then the others were chance."""
    return 2 * marked.beside > len(marked.errors) + marked.missed


def hand_of(marked: Marked) -> Hand | None:
    """Return what a lesson says of the hand; None where it has too few taps, or too many beside."""
    if wanting(marked) or is_guesswork(marked):
        return None
    return Hand(gun=touch_of(marked.of(GUN)), line=touch_of(marked.of(LINE)))


def plausible(touch: Touch) -> bool:
    """Whether a stored touch can have come from a lesson."""
    return abs(touch.bias) <= AROUND and 0 < touch.scatter <= NS_PER_S and touch.taps > 0
