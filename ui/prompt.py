"""What asks for a key before the race gets it? A prompt: naming a tap, choosing a lane, a clock.

It never takes what always splits: F1 to F12, Space and PageDown.
"""

from typing import Protocol

from app.domain.times import Instant
from ui.key_map import KeyPress
from ui.stamps import Stamp
from ui.viewstate.prompts import PromptView


class Prompt(Protocol):
    """One question on the window at a time; it ends by taking itself off the desk."""

    def view(self, now: Instant) -> PromptView | None:
        """Return what the prompt says at `now`, an instant of the running clock; None for nothing."""
        ...

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Answer to a key that was pressed at `stamp`; False leaves it to the race."""
        ...
