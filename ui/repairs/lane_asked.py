"""Whose is it? A prompt that waits a while for a lane, or for its own key once more."""

from collections.abc import Callable

from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Duration, Instant
from app.language import tr
from ui.desk import Desk
from ui.key_map import KeyPress, lane_named_by
from ui.stamps import Stamp
from ui.viewstate.prompts import KeyHint, PromptView

_PATIENCE = Duration(6 * NS_PER_S)


def plain(key: KeyPress) -> str:
    """Return the name of a key that is pressed without a modifier, else nothing."""
    held = key.shift or key.control or key.alt or key.other
    return "" if held else key.name


class LaneAsked:
    """Asks for a lane and ends: by an answer, by Esc, or by itself without taking a press."""

    def __init__(
        self,
        desk: Desk,
        *,
        badge: str,
        words: str,
        again: str,
        answer: Callable[[EntryId, Instant], object],
        now: Instant,
    ) -> None:
        """Ask at `now`; `again` is the key that means the selected athlete."""
        self._desk = desk
        self._badge, self._words, self._again = badge, words, again
        self._answer = answer
        self._until = Instant(now + _PATIENCE)

    def view(self, now: Instant) -> PromptView | None:
        """Return the question; None once nobody has answered for a while."""
        if now > self._until:
            self._end()
            return None
        selected = self._desk.stage.state.entries[self._desk.selected].entrant
        keys = (
            KeyHint(tr("lane"), tr("whose")),
            KeyHint(self._again, selected.athlete),
            KeyHint("Esc", tr("nobody's")),
        )
        return PromptView(self._badge, self._words, keys)

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Take a lane, the own key and Esc; leave all others, and every key after a while."""
        if stamp.at > self._until:
            self._end()
            return False
        lane, name = lane_named_by(key), plain(key)
        if lane:
            self._end()
            self._answer_for(lane, stamp.at)
        elif name == self._again:
            self._end()
            self._answer(self._desk.selected, stamp.at)
        elif name == "Escape":
            self._end()
        return bool(lane) or name in (self._again, "Escape")

    def _answer_for(self, lane: int, now: Instant) -> None:
        entry = self._desk.in_lane(lane)
        if entry is None:
            self._desk.refuse(tr("Nobody runs in lane {lane}.", lane=lane), now)
        else:
            self._answer(entry, now)

    def _end(self) -> None:
        if self._desk.prompt is self:
            self._desk.prompt = None
