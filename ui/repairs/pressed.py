"""How is one press of many put right? The prompt of the panel of what was pressed."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from app.analysis.remedies import passage
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.events import Record
from app.domain.plan import EntryId
from app.domain.state import EntryState, SessionState, Split
from app.domain.times import Instant
from app.language import language, marked, tr
from ui.desk import Desk
from ui.key_map import KeyPress, lane_named_by
from ui.repairs.done import carry_out
from ui.repairs.lane_asked import plain
from ui.repairs.of_split import CHANGES
from ui.repairs.patience import Patience
from ui.stamps import Stamp
from ui.viewstate.pressed import (
    Pressed,
    PressedRow,
    doubtful_from,
    pressed,
    pressed_rows,
    pressed_strip,
)
from ui.viewstate.prompts import PromptView
from ui.viewstate.snapshot import LIVE

if TYPE_CHECKING:
    from ui.stages.stage import Stage

_TYPES = ("Return", "Enter")
_KEYS = frozenset({*CHANGES, *_TYPES, "O"})
_NO_ROOM = marked("There is no free mark on that side.")
_NO_DOUBT = {
    -1: marked("No doubtful press before this one."),
    1: marked("No doubtful press after this one."),
}
_NOT_A_SPLIT = marked("That press is no split: there is nothing to change.")


class PressPrompt:
    """Knows which press is chosen; without a choice it is the newest. A replay is only read.

    A lane's number key says whose a press was once one is chosen; without a choice, or when the
    choice was left alone for a while, it splits. `retime` opens the field of typed times for a split, `close` closes the panel.
    """

    def __init__(
        self,
        desk: Desk,
        records: Callable[[], Sequence[Record]],
        retime: Callable[[EntryId, Distance], None],
        close: Callable[[], None],
    ) -> None:
        """Follow the newest press."""
        self._desk = desk
        self._records = records
        self._retime = retime
        self._close = close
        self._kept: tuple[SessionState, str, tuple[PressedRow, ...]] | None = None
        self._stage: Stage | None = None
        self._chosen: int | None = None
        self._swapping = False
        self._patience = Patience()

    def choose(self, seq: int | None) -> None:
        """Choose the press of the record `seq`, None to follow the newest."""
        self._chosen, self._swapping = seq, False
        self._patience = Patience()

    def panel(self, now: Instant) -> Pressed:
        """Return what the panel shows."""
        return pressed(self._rows(now), self._chosen)

    def view(self, now: Instant) -> PromptView | None:
        """Return the strip of the chosen press; none in a replay."""
        if self._desk.stage.mode != LIVE:
            return None
        self._forget(now)
        row, state, chosen = self._row(now), self._desk.stage.state, self._chosen is not None
        doubtful = doubtful_from(self._rows(now), None, -1) is not None
        found = state.find_split(row.seq) if row else None
        if found is not None:
            swapping = passage(state, found[0].entrant.id, found[1].mark) if self._swapping else ""
            return pressed_strip(row, "split", swapping, chosen=chosen, doubtful=doubtful)
        tapped = row is not None and any(each.seq == row.seq for each in state.taps)
        kind = "tap" if tapped else ""
        return pressed_strip(row, kind, "", chosen=chosen, doubtful=doubtful)

    def _forget(self, now: Instant) -> None:
        """Follow the newest press again when the choice was left alone for a while."""
        if self._chosen is not None and self._patience.is_over(now):
            self.choose(None)
        self._patience.begin(now)

    def take(self, key: KeyPress, stamp: Stamp) -> bool:
        """Take the keys of the panel; in a replay only those that close it."""
        self._forget(stamp.at)
        taken = self._take(key, stamp)
        if taken:
            self._patience.use(stamp.at)
        return taken

    def _take(self, key: KeyPress, stamp: Stamp) -> bool:
        name, lane = plain(key), lane_named_by(key)
        if name == "Escape" and self._swapping:
            self._swapping = False
        elif name in ("Escape", "W"):
            self._close()
        elif self._desk.stage.mode != LIVE:
            return False
        elif lane:
            if self._chosen is None and not self._swapping:
                return False
            self._give_to(lane, stamp.at)
        elif name in ("Up", "Down"):
            self._step(-1 if name == "Up" else 1, stamp.at)
        elif name in ("Home", "End"):
            self._go_to_doubtful(-1 if name == "Home" else 1, stamp.at)
        else:
            return self._change(name, stamp.at)
        return True

    def retime(self, seq: int, now: Instant) -> None:
        """Let the time of the split of the record `seq` be typed."""
        self.choose(seq)
        if self._desk.stage.mode == LIVE:
            self._change("Return", now)

    def _rows(self, now: Instant) -> tuple[PressedRow, ...]:
        """Return the rows, the same ones while the race is the same."""
        state = self._desk.stage.state
        if self._stage is not self._desk.stage:
            self._stage = self._desk.stage
            self.choose(None)
        spoken = language()
        if self._kept is None or self._kept[0] is not state or self._kept[1] != spoken:
            flags = {
                passed.run.split.seq: passed.flag
                for each in self._desk.analysis(now).entries
                for passed in each.facts.passages
            }
            self._kept = state, spoken, pressed_rows(self._records(), state, flags)
        return self._kept[2]

    def _row(self, now: Instant) -> PressedRow | None:
        rows = self._rows(now)
        return next((each for each in rows if each.seq == self._chosen), rows[-1] if rows else None)

    def _step(self, step: int, now: Instant) -> None:
        """Go up or down; down from the newest follows the newest again."""
        rows = self._rows(now)
        seqs = [each.seq for each in rows]
        place = seqs.index(self._chosen) if self._chosen in seqs else len(seqs) - 1
        place = max(place + step, 0)
        self.choose(seqs[place] if place < len(seqs) else None)

    def _go_to_doubtful(self, step: int, now: Instant) -> None:
        """Go to the next press that is one to look at; stay where there is none on that side."""
        rows = self._rows(now)
        seqs = [each.seq for each in rows]
        place = seqs.index(self._chosen) if self._chosen in seqs else None
        found = doubtful_from(rows, place, step)
        if found is not None:
            self.choose(seqs[found])
        elif any(each.doubtful for each in rows):
            self._desk.refuse(tr(_NO_DOUBT[step]), now)
        else:
            self._desk.refuse(tr("No press is doubtful."), now)

    def _give_to(self, lane: int, now: Instant) -> None:
        """Give a press to whoever runs in a lane, or swap the two athletes from there on."""
        row, entry, swapping = self._row(now), self._desk.in_lane(lane), self._swapping
        self._swapping = False
        found = self._desk.stage.state.find_split(row.seq) if row else None
        if entry is None:
            self._desk.refuse(tr("Nobody runs in lane {lane}.", lane=lane), now)
        elif row is None:
            self._desk.refuse(tr(_NOT_A_SPLIT), now)
        elif found is None:
            self._do(rc.AssignTap(now, row.seq, entry), row, now)
        elif swapping:
            one, split = found
            self._do(rc.SwapEntries(now, one.entrant.id, entry, split.mark), row, now)
        else:
            self._do(rc.MoveSplit(now, row.seq, entry), row, now)

    def _change(self, name: str, now: Instant) -> bool:
        """Do what a key says to the chosen press; False leaves the key to the race."""
        before_the_gun = self._desk.stage.state.zero is None
        if name not in _KEYS or (before_the_gun and name in _TYPES):
            return False
        row, state = self._row(now), self._desk.stage.state
        found = state.find_split(row.seq) if row else None
        if found is None or row is None:
            self._without_split(name, row, now)
        elif name == "O":
            self._swapping = len(state.entries) > 1
        elif name in _TYPES:
            self._retime(found[0].entrant.id, found[1].mark)
        else:
            self._carry_out(name, found, row, now)
        return True

    def _carry_out(
        self, name: str, found: tuple[EntryState, Split], row: PressedRow, now: Instant
    ) -> None:
        command = CHANGES[name](self._desk.analysis(now), *found, now)
        if command is None:
            self._desk.refuse(tr(_NO_ROOM), now)
        else:
            self._do(command, row, now)

    def _without_split(self, name: str, row: PressedRow | None, now: Instant) -> None:
        waiting = {each.seq for each in self._desk.stage.state.taps}
        tapped = row is not None and row.seq in waiting
        if row is not None and tapped and name == "Delete":
            self._do(rc.DropTap(now, row.seq), row, now)
        elif tapped:
            self._desk.refuse(tr("Nobody's yet: name the lane first."), now)
        else:
            self._desk.refuse(tr(_NOT_A_SPLIT), now)

    def _do(self, command: rc.RepairCommand, row: PressedRow, now: Instant) -> None:
        """The press stays chosen: the next key is about it, too."""
        if carry_out(self._desk, [command], now) and self._chosen is None:
            self._chosen = row.seq
