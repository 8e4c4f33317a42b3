"""What does a frame need to know of a training session, run or played again?

`at` is the instant on the session's clock.
"""

from typing import NamedTuple

from app.analysis.training.board import Board, RunnerNow
from app.analysis.training.next_start import NextStart
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training.session_state import TrainingState
from ui.viewstate.prompts import PromptView
from ui.viewstate.snapshot import Keeping, Transport
from ui.viewstate.tones import MUTED

SOON = Duration(10 * NS_PER_S)
"""How long before its start a group is the one that is started next: from its first beep on."""


class FieldAsked(NamedTuple):
    """What is to be typed: what it is, what it looks like, and what stands in the field."""

    label: str
    hint: str
    text: str = ""


class TrainingSnapshot(NamedTuple):
    """One instant of a session with everything around it that is not the session itself.

    `group` is the one that the start key starts, None when nothing is left. `held` are those whose
    time was taken just now.
    """

    mode: str
    state: TrainingState
    board: Board
    at: Instant
    selected: EntryId
    group: str | None
    letters: tuple[str, ...]
    held: frozenset[EntryId] = frozenset()
    keeping: Keeping | None = None
    transport: Transport | None = None
    notice: str = ""
    notice_tone: str = MUTED
    prompt: PromptView | None = None
    asked: FieldAsked | None = None
    sounds_on: bool = True
    voice_on: bool = False

    @property
    def elapsed(self) -> Duration | None:
        """The time since the first start, None before it."""
        first = self.state.first_start
        return None if first is None else Duration(max(0, self.at - first))

    def in_order(self) -> tuple[RunnerNow, ...]:
        """Return everybody, group by group, in the order of the set-up."""
        places = {name: place for place, name in enumerate(self.state.groups)}
        return tuple(sorted(self.board.runners, key=lambda each: places[each.runner.runner.group]))


def group_to_start(board: Board, at: Instant) -> str | None:
    """Return which group is sent off next, None when nothing is left to start.

    A group whose start is due soon comes first, then one that waits for a word alone, then those
    that rest for longer, and last who is on the track.
    """
    left = [each for each in board.groups if each.rep is not None]
    return min(left, key=lambda each: _turn(each, at)).group if left else None


def _turn(coming: NextStart, at: Instant) -> tuple[int, int]:
    if coming.due is not None:
        return (0 if coming.due <= at + SOON else 2, coming.due)
    if coming.running:
        return 3, 0
    return 1, coming.since if coming.since is not None else 0
