"""Whose are the presses that belong to nobody yet? Named one by one, each by one key."""

from collections.abc import Sequence

from app.domain import repair_commands as rc
from app.domain.state import Tap
from app.domain.times import Instant
from app.language import tr
from ui.desk import Desk
from ui.key_map import KeyPress, lane_named_by
from ui.repairs.done import carry_out
from ui.repairs.lane_asked import plain
from ui.repairs.patience import Patience
from ui.stamps import Stamp
from ui.viewstate.prompts import PromptView
from ui.viewstate.queue import in_order, naming_view, suggested


def name_taps(desk: Desk, now: Instant) -> None:
    """Begin to name the unassigned taps."""
    if desk.stage.state.taps:
        desk.prompt = Naming(desk, now)
    else:
        desk.say(
            tr("There are no unassigned taps: U keeps a press whose athlete you name later."), now
        )


class Naming:
    """Names the chosen tap, by default the oldest; ends with Esc or with the last tap.

    Lanes are named by their number keys; the function keys, Space and PageDown go on splitting.
    Left alone for a while, it gives the number keys back to the race.
    """

    def __init__(self, desk: Desk, now: Instant) -> None:
        """Begin with the oldest tap."""
        self._desk = desk
        self._chosen = 0
        self._patience = Patience()
        self._patience.use(now)

    def view(self, now: Instant) -> PromptView | None:
        """Return the chosen tap with the keys that name it; None when no tap is left."""
        taps = self._taps()
        if not taps or self._left_alone(now):
            return None
        analysis = self._desk.analysis(now)
        at = self._desk.stage.session_now(now)
        return naming_view(analysis, taps, taps.index(self._tap(taps)), at)

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Take the keys that name, choose and drop taps; leave all others to the race."""
        taps, name, lane = self._taps(), plain(key), lane_named_by(key)
        if not taps or name in ("Escape", "N") or self._left_alone(stamp.at):
            self._end()
            return name in ("Escape", "N")
        self._patience.use(stamp.at)
        if lane:
            self._name(self._tap(taps), lane, stamp.at)
        elif name in ("Left", "Right"):
            self._choose(taps, 1 if name == "Right" else -1)
        elif name in ("Delete", "Insert", "S"):
            self._put_away(self._tap(taps), name, stamp.at)
        elif name in ("Return", "Enter"):
            return self._accept(self._tap(taps), stamp.at)
        else:
            return False
        return True

    def _left_alone(self, now: Instant) -> bool:
        if self._patience.is_over(now):
            self._end()
            return True
        return False

    def _taps(self) -> tuple[Tap, ...]:
        return in_order(self._desk.stage.state)

    def _tap(self, taps: Sequence[Tap]) -> Tap:
        """The chosen one; where it has gone the next one behind it, or else the last."""
        behind = (each for each in taps if each.seq >= self._chosen)
        return next(behind, taps[-1]) if self._chosen else taps[0]

    def _choose(self, taps: Sequence[Tap], step: int) -> None:
        place = taps.index(self._tap(taps)) + step
        self._chosen = taps[min(max(place, 0), len(taps) - 1)].seq

    def _name(self, tap: Tap, lane: int, now: Instant) -> None:
        entry = self._desk.in_lane(lane)
        if entry is None:
            self._desk.refuse(tr("Nobody runs in lane {lane}: the tap is kept.", lane=lane), now)
        else:
            self._done(carry_out(self._desk, [rc.AssignTap(now, tap.seq, entry)], now))

    def _accept(self, tap: Tap, now: Instant) -> bool:
        """Take Return for the suggestion; before the start it is the key of the gun."""
        if self._desk.stage.state.zero is None:
            return False
        entry = suggested(self._desk.analysis(now), tap)
        if entry is None:
            self._desk.refuse(tr("Nobody is expected at that time: name the lane."), now)
        else:
            self._done(carry_out(self._desk, [rc.AssignTap(now, tap.seq, entry)], now))
        return True

    def _put_away(self, tap: Tap, name: str, now: Instant) -> None:
        command = rc.DropTap(now, tap.seq) if name == "Delete" else rc.StartAtTap(now, tap.seq)
        self._done(carry_out(self._desk, [command], now))

    def _done(self, done: bool) -> None:
        if done and not self._taps():
            self._end()

    def _end(self) -> None:
        if self._desk.prompt is self:
            self._desk.prompt = None
