"""Which beeps of which group fall between two instants, and what does a voice say with them?

A group's next start is announced 10, 3, 2 and 1 s before it is due, and when it is. Instants are
those of the session's clock; whoever plays them asks for the next one and sleeps until then.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from app.analysis.training.next_start import next_start
from app.domain.texts import Message
from app.domain.times import NS_PER_S, Instant
from app.domain.training.session_state import TrainingState
from app.language import marked, tr

_SAID = {
    10: marked("ten seconds"),
    3: marked("three"),
    2: marked("two"),
    1: marked("one"),
    0: marked("go"),
}


class Beep(NamedTuple):
    """A beep `seconds` before the start of a group, at `at`."""

    at: Instant
    group: str
    seconds: int

    @property
    def words(self) -> Message:
        """What a voice says: "B, ten seconds"; the group is named where there are several."""
        said = _SAID[self.seconds]
        if not self.group:
            return Message(said)
        return Message("{group}, {seconds}", (("group", self.group), ("seconds", tr(said))))


def beeps(state: TrainingState, behind: Instant, until: Instant) -> tuple[Beep, ...]:
    """Return the beeps later than `behind` and no later than `until`, in the order of time.

    One look after another, each from where the last one ended, finds every beep once.
    """
    return _sorted(each for each in _all(state) if behind < each.at <= until)


def next_beep(state: TrainingState, behind: Instant) -> Beep | None:
    """Return the first beep later than `behind`, None when none is known."""
    return next(iter(_sorted(each for each in _all(state) if each.at > behind)), None)


def _all(state: TrainingState) -> Iterator[Beep]:
    for group in state.groups:
        due = next_start(state, group).due
        if due is not None:
            for seconds in _SAID:
                yield Beep(Instant(due - seconds * NS_PER_S), group, seconds)


def _sorted(found: Iterable[Beep]) -> tuple[Beep, ...]:
    return tuple(sorted(found, key=lambda each: each.at))
