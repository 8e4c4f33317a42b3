"""On which screen does the scoreboard stand? Where the operator's window is not."""

from collections.abc import Sequence
from typing import NamedTuple

from app.language import tr


class Screen(NamedTuple):
    """A screen by its number from 1, as they are counted by the system, and its name."""

    number: int
    name: str


class Choice(NamedTuple):
    """The screen to fill, None for a window beside the operator's; and what is to be said."""

    screen: Screen | None
    words: str = ""


def screen_for(screens: Sequence[Screen], operators: int, wanted: str) -> Choice:
    """Return the screen for what was `wanted`: a number, a name, or nothing for a free one.

    A screen that is not there gives way to a free one; the operator's own is taken only by its
    name or number.
    """
    free = next((each for each in screens if each.number != operators), None)
    if not wanted:
        return Choice(free)
    found = next((each for each in screens if wanted in (str(each.number), each.name)), None)
    if found is not None:
        return Choice(found)
    known = ", ".join(f"{each.number} ({each.name})" for each in screens)
    words = tr("There is no screen {wanted}, there are {known}.", wanted=wanted, known=known)
    return Choice(free, words)


def after_loss(screens: Sequence[Screen], operators: int) -> Screen | None:
    """Return where the scoreboard goes when its screen is gone: None where only the operator's is left."""
    return next((each for each in screens if each.number != operators), None)
