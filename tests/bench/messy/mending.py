"""Which key of repair does the operator press next, with what the window shows now?"""

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.domain.commands import Command
from app.domain.decide import decide
from app.domain.events import Record
from app.domain.evolve import evolve
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.state import SessionState, Tap
from app.domain.times import Duration, Instant, format_time
from tests.bench.messy.eyes import Eyes
from tests.bench.messy.habits import Aids
from tests.bench.messy.keyboard import named, naming, undoing
from ui.desk import Desk
from ui.key_map import KeyPress
from ui.repairs.naming import Naming
from ui.repairs.pressed import PressPrompt
from ui.repairs.syncing import Syncing
from ui.viewstate.asked import open_questions
from ui.viewstate.pressed import PressedRow, doubtful_from
from ui.viewstate.queue import suggested

if TYPE_CHECKING:
    from app.analysis.questions import Question

SYNC, QUESTIONS, QUEUE, PANEL, UNDO = "sync", "questions", "queue", "panel", "undo"
_PATIENCE = 3
"""How often the same answer to the same question is tried."""


class Stroke(NamedTuple):
    """A key, and what it is for."""

    purpose: str
    key: KeyPress


class Mender:
    """Looks at the window after every key and chooses the next; owns what was tried in vain."""

    def __init__(self, desk: Desk, eyes: Eyes, aids: Aids) -> None:
        """Repair what `desk` shows by what `eyes` know."""
        self._desk = desk
        self._eyes = eyes
        self._aids = aids
        self._tried: Counter[tuple[object, ...]] = Counter()
        self._left: set[int] = set()
        self._shows = Duration(0)

    def synchronise(self, shows: Duration) -> KeyPress:
        """Return the key of a sync press; the clock in sight shows `shows` at it."""
        self._shows = shows
        return named("Y")

    def next(self, now: Instant) -> Stroke | None:
        """Return the next key, None when nothing is known to be done."""
        if isinstance(self._desk.prompt, Syncing):
            return Stroke(SYNC, self._confirm(now))
        if isinstance(self._desk.prompt, Naming):
            return Stroke(QUEUE, self._name(now))
        for step in (
            self._name_remembered,
            self._take_back,
            self._by_panel,
            self._answer,
            self._open_queue,
            self._estimate,
        ):
            stroke = step(now)
            if stroke is not None:
                return stroke
        return None

    def _confirm(self, now: Instant) -> KeyPress:
        """Bring what is proposed to what the clock showed, then say yes."""
        assert self._desk.prompt is not None, "the question is on"
        view = self._desk.prompt.view(now)
        if view is None or f"showed {format_time(self._shows, 1)}?" in view.words:
            return named("Return")
        proposed = self._desk.prompt._shows  # type: ignore[attr-defined]
        return named("Up" if self._shows > proposed else "Down")

    def _take_back(self, _now: Instant) -> Stroke | None:
        """Take a second press back that was noticed, while it is the last of its lane."""
        if not self._aids.undo:
            return None
        for entry in self._desk.stage.state.entries.values():
            newest = entry.splits[-1:]
            if newest and self._eyes.twice(newest[0].seq) and self._once(UNDO, newest[0].seq):
                return Stroke(UNDO, undoing(entry.entrant.lane))
        return None

    def _once(self, *what: object, most: int = 1) -> bool:
        self._tried[what] += 1
        return self._tried[what] <= most

    def _name_remembered(self, now: Instant) -> Stroke | None:
        """Name the taps of a bunch first, while its order is in mind."""
        known = [each for each in self._waiting() if self._eyes.order_at(each.seq)]
        return self._open_queue(now) if known else None

    def _waiting(self) -> list[Tap]:
        return [each for each in self._desk.stage.state.taps if each.seq not in self._left]

    def _by_panel(self, now: Instant) -> Stroke | None:
        """Put right in the panel what was noticed to be wrong; close it when nothing is left."""
        if not self._aids.panel:
            return None
        wrong = self._known_wrong()
        if not wrong:
            return self._leave_panel(now)
        whose = self._eyes.was(wrong[0])
        return self._in_panel(
            wrong[0], naming(self._lane(whose)) if whose else named("Delete"), now
        )

    def _leave_panel(self, now: Instant) -> Stroke | None:
        open_still = isinstance(self._desk.beside, PressPrompt) and not self._without_time(now)
        return Stroke(PANEL, named("W")) if open_still else None

    def _in_panel(self, seq: int, key: KeyPress, now: Instant) -> Stroke:
        """Open the panel, go to the press of the record `seq`, and press `key` on it."""
        panel = self._desk.beside
        if not isinstance(panel, PressPrompt):
            return Stroke(PANEL, named("W"))
        rows = panel._rows(now)
        place = next(i for i, each in enumerate(rows) if each.seq == seq)
        chosen = next((i for i, each in enumerate(rows) if each.seq == panel._chosen), None)
        if place != chosen:
            return Stroke(PANEL, named(_towards(rows, chosen, place)))
        self._tried[PANEL, seq] += 1
        return Stroke(PANEL, key)

    def _estimate(self, now: Instant) -> Stroke | None:
        """After the finish, put an estimate where a mark in front of a press has no time."""
        behind = self._without_time(now)
        return self._in_panel(behind[0], named("I"), now) if behind else None

    def _without_time(self, now: Instant) -> list[int]:
        """Return the presses with a missed mark right in front of them, once all have finished."""
        state = self._desk.stage.state
        marks = state.plan.course.marks
        if not self._aids.panel or self._eyes.passed(now).total() < len(marks) * len(state.entries):
            return []
        found = []
        for entry in state.entries.values():
            for split in entry.splits:
                before = marks.index(split.mark) - 1
                missed = before >= 0 and marks[before] in entry.missed
                if missed and split.pressed_at and self._tried[PANEL, split.seq] < _PATIENCE:
                    found.append(split.seq)
        return found

    def _known_wrong(self) -> list[int]:
        """Return the presses that are not where the operator knows that they belong."""
        state = self._desk.stage.state
        owners = {each.seq: key for key, entry in state.entries.items() for each in entry.splits}
        owners |= {each.seq: EntryId("") for each in state.taps if not self._aids.queue}
        return [
            seq
            for seq, owner in owners.items()
            if (self._eyes.twice(seq) or self._eyes.was(seq) not in (None, owner))
            and self._tried[PANEL, seq] < _PATIENCE
        ]

    def _answer(self, now: Instant) -> Stroke | None:
        if not self._aids.questions:
            return None
        for newest in open_questions(self._desk.frame(now))[:1]:
            choice = self._choice(newest, now)
            key = (newest.entry, newest.mark, newest.split, choice)
            if choice and self._once(*key, most=_PATIENCE):
                return Stroke(QUESTIONS, named(choice))
        return None

    def _choice(self, question: "Question", now: Instant) -> str:
        """Return the key of the remedy after which the window agrees best with what was seen.

        A split that no remedy makes better is kept; a mark that nobody has passed yet can wait.
        """
        offered = question.remedies[:2]
        if not self._aids.counting:
            return "E" if offered else "K"
        state = self._desk.stage.state
        worth = [self._eyes.off(_after(state, each.commands), now) for each in offered]
        best = min(worth, default=None)
        if best is not None and best < self._eyes.off(state, now):
            return "EJ"[worth.index(best)]
        return "" if question.split is None else "K"

    def _open_queue(self, now: Instant) -> Stroke | None:
        del now
        return Stroke(QUEUE, named("N")) if self._waiting() and self._aids.queue else None

    def _name(self, now: Instant) -> KeyPress:
        prompt = self._desk.prompt
        assert isinstance(prompt, Naming), "taps are being named"
        taps = prompt._taps()
        if not taps or all(each.seq in self._left for each in taps):
            return named("Escape")
        tap = prompt._tap(taps)
        if tap.seq in self._left:
            return named(
                "Right"
                if any(each.seq not in self._left for each in taps[taps.index(tap) :])
                else "Escape"
            )
        key = self._named(tap, now)
        if key is None or not self._once(QUEUE, tap.seq):
            self._left.add(tap.seq)
            return named("Right")
        return key

    def _named(self, tap: Tap, now: Instant) -> KeyPress | None:
        """Return the key for a tap: its lane by memory, the suggestion, or away with it."""
        if self._eyes.twice(tap.seq):
            return named("Delete")
        whose = self._eyes.was(tap.seq)
        order = self._eyes.order_at(tap.seq)
        if whose is None and order:
            left = [t for t in self._waiting() if self._eyes.order_at(t.seq) is order]
            found = suggested(self._desk.analysis(now), tap)
            whose = order[0] if len(left) >= len(order) or found not in order else found
            order.remove(whose)
        if whose is not None:
            return naming(self._lane(whose))
        return self._by_suggestion(tap, now)

    def _by_suggestion(self, tap: Tap, now: Instant) -> KeyPress | None:
        from app.domain.repair_commands import AssignTap

        state = self._desk.stage.state
        found = suggested(self._desk.analysis(now), tap)
        off = self._eyes.off(state, now)
        if found is not None:
            after = _after(state, [AssignTap(now, tap.seq, found)])
            if self._eyes.off(after, now) < off:
                return named("Return")
        return named("Delete") if off[0] == 0 else None

    def _lane(self, entry: EntryId) -> int:
        return next(each.lane for each in self._eyes.entrants if each.id == entry)


def _towards(rows: Sequence[PressedRow], chosen: int | None, place: int) -> str:
    """Return the key that brings the choice nearer to a place: a jump where it goes no farther.

    Without a choice the newest is shown: from there a step down would choose nothing.
    """
    down = chosen is not None and place > chosen
    found = doubtful_from(rows, chosen, 1 if down else -1)
    if found is not None and (found <= place if down else found >= place):
        return "End" if down else "Home"
    return "Down" if down else "Up"


def _after(state: SessionState, commands: Sequence[Command]) -> SessionState:
    """Return what the window would show after a remedy, as its words say; unchanged if refused."""
    after: SessionState | None = state
    try:
        for command in commands:
            for event in decide(after, command):
                seq = after.version + 1 if after is not None else 1
                after = evolve(after, Record(seq, seq, command.at, event))
    except Refusal:
        return state
    return after or state
