"""What happens when something is pressed while a training session runs? The desk behind the window.

It owns which session is on, which athlete and group are chosen, what is asked and what was said
last; it knows no Qt. Slots store here, frames read here.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple, Protocol

from app.analysis.training.board import Board, board
from app.domain.events import Record, TapTaken
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training import session_commands as tc
from app.domain.training.session_state import RunnerState, TrainingState
from app.domain.training.session_words import group_words
from app.language import tr
from ui.key_map import KeyPress
from ui.stages.training import LiveTrainingStage, TrainingStage
from ui.stamps import Stamp
from ui.training.key_map import letters_of
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.training_snapshot import FieldAsked, TrainingSnapshot, group_to_start
from ui.viewstate.wording import sentence

if TYPE_CHECKING:
    from ui.prompt import Prompt

_NOTICE = Duration(8 * NS_PER_S)
_HELD = Duration(4 * NS_PER_S)
NEVER = Instant(-(10**18))


class Sounds(Protocol):
    """What a press and a countdown sound like."""

    def split(self) -> None:
        """A press was taken."""

    def refused(self) -> None:
        """Something was refused."""

    def count(self, at: Instant) -> None:
        """A start is so many seconds away at an instant of the running clock."""

    def go(self, at: Instant) -> None:
        """A start is due at an instant of the running clock."""


class Typed(NamedTuple):
    """A field that waits for a text; `answer` takes it and says whether that was all."""

    view: FieldAsked
    answer: Callable[[str, Instant], bool]


class TrainingDesk:
    """The session on the window and everything about it that is not the session itself."""

    def __init__(self, stage: TrainingStage, sounds: Sounds) -> None:
        """Put `stage` on the desk."""
        self.sounds = sounds
        self.sounds_on = True
        self.voice_on = False
        self.stage = stage
        self.prompt: Prompt | None = None
        self.typed: Typed | None = None
        self._notice: tuple[str, str, Instant] = ("", MUTED, NEVER)
        self._board: tuple[TrainingState, Board] | None = None
        self._held: dict[EntryId, Instant] = {}
        self._group: str | None = None
        self._selected = next(iter(stage.state.runners))

    def put(self, stage: TrainingStage) -> None:
        """Put another session on the desk."""
        self.stage = stage
        self.prompt = self.typed = self._board = self._group = None
        self._held.clear()
        self._notice = ("", MUTED, NEVER)
        self._selected = next(iter(stage.state.runners))

    @property
    def state(self) -> TrainingState:
        """What is known of the session."""
        return self.stage.state

    @property
    def board(self) -> Board:
        """How the session stands: worked out once for each of its states."""
        state = self.stage.state
        if self._board is None or self._board[0] is not state:
            self._board = state, board(state)
        return self._board[1]

    @property
    def selected(self) -> EntryId:
        """Who is selected; the first one where the chosen one is there no more."""
        runners = self.state.runners
        return self._selected if self._selected in runners else next(iter(runners))

    @property
    def moving(self) -> bool:
        """Whether frames are needed: something moves, or a notice will go."""
        return self.stage.moving or bool(self._notice[0]) or self.prompt is not None

    def take_key(self, key: KeyPress, stamp: Stamp) -> bool:
        """Let the prompt, if one is on, answer to a key before the session does."""
        return self.prompt is not None and self.prompt.take(key, stamp)

    def frame(self, now: Instant) -> TrainingSnapshot:
        """Return everything that is to be shown at `now`."""
        at = self.stage.session_now(now)
        asking = self.prompt.view(now) if self.prompt else None
        words, tone = self._notice_at(now)
        return TrainingSnapshot(
            mode=self.stage.mode,
            state=self.state,
            board=self.board,
            at=at,
            selected=self.selected,
            group=self.group_to_start(at),
            letters=letters_of(tuple(self.state.groups)),
            held=frozenset(entry for entry, until in self._held.items() if now <= until),
            keeping=self.stage.keeping(),
            transport=self.stage.transport(),
            notice=words,
            notice_tone=tone,
            prompt=asking,
            asked=self.typed.view if self.typed else None,
            sounds_on=self.sounds_on,
            voice_on=self.voice_on,
        )

    def group_to_start(self, at: Instant) -> str | None:
        """Return the group that the start key starts at an instant of the session's clock."""
        chosen = next((each for each in self.board.groups if each.group == self._group), None)
        if chosen is not None and chosen.rep is not None:
            return chosen.group
        return group_to_start(self.board, at)

    def choose_group(self, group: str | None) -> None:
        """Let the start key start a group, until it has done so; None leaves it to the clock."""
        self._group = group

    def next_group(self, now: Instant) -> None:
        """Choose the next group with something left to start."""
        names = [each.group for each in self.board.groups if each.rep is not None]
        if not names:
            return
        on = self.group_to_start(self.stage.session_now(now))
        place = names.index(on) if on in names else -1
        self._group = names[(place + 1) % len(names)]

    def select(self, entry: EntryId) -> None:
        """Select an athlete."""
        self._selected = entry

    def select_by(self, step: int) -> None:
        """Select the athlete so many rows further down, after the last the first."""
        places = {name: place for place, name in enumerate(self.state.groups)}
        runners = sorted(self.state.runners.values(), key=lambda each: places[each.runner.group])
        ids = [each.runner.id for each in runners]
        self._selected = ids[(ids.index(self.selected) + step) % len(ids)]

    def say(self, words: str, now: Instant, tone: str = MUTED) -> None:
        """Show a sentence for a while."""
        self._notice = (words, tone, Instant(now + _NOTICE))

    def refuse(self, words: str, now: Instant) -> None:
        """Say why something was not done."""
        self.say(words, now, ALERT)
        if self.sounds_on:
            self.sounds.refused()

    def _notice_at(self, now: Instant) -> tuple[str, str]:
        if self._notice[0] and now > self._notice[2]:
            self._notice = ("", MUTED, NEVER)
        return self._notice[0], self._notice[1]

    def live(self) -> LiveTrainingStage:
        """The session that is run; nothing but that takes presses and corrections."""
        assert isinstance(self.stage, LiveTrainingStage), "presses belong to a session that is run"
        return self.stage

    def do(self, commands: Sequence[tc.TrainingCommand], now: Instant) -> bool:
        """Carry out commands as one step; False when they were refused, and why is said."""
        return self._done(commands, now) is not None

    def _done(
        self, commands: Sequence[tc.TrainingCommand], now: Instant
    ) -> tuple[Record, ...] | None:
        try:
            return self.live().carry_out(commands)
        except Refusal as refusal:
            self.refuse(sentence(refusal.message.render(tr)), now)
            return None

    def confirm(self) -> None:
        """Let a press be heard."""
        if self.sounds_on:
            self.sounds.split()

    def start(self, now: Instant, stamp: str, group: str | None = None) -> None:
        """Start the next repetition of a group, by default of the one whose turn it is."""
        at = self.stage.session_now(now)
        wanted = self.group_to_start(at) if group is None else group
        if wanted is None:
            self.refuse(tr("Every repetition has been started: P adds one, R repeats one."), now)
            return
        if self.do([tc.StartRepetition(at, wanted, stamp)], now):
            self._group = None
            self.confirm()
            number = len(self.state.groups[wanted].starts)
            self.say(_started_words(wanted, number), now)

    def in_lane(self, lane: int) -> RunnerState | None:
        """Return who has a key, None when nobody."""
        found = (each for each in self.state.runners.values() if each.runner.lane == lane)
        return next(found, None)

    def stop_lane(self, lane: int, now: Instant, stamp: str) -> None:
        """Stop the athlete with a key; the press is kept whoever has it."""
        runner = self.in_lane(lane)
        if runner is None:
            self._tap(now, stamp)
            words = tr("Nobody has key {lane}: the press is kept without a name.", lane=lane)
            self.refuse(words, now)
        else:
            self.stop(runner.runner.id, now, stamp)

    def stop_selected(self, now: Instant, stamp: str) -> None:
        """Stop the selected athlete, or the only one who runs."""
        running = [each.runner.id for each in self.state.runners.values() if self._runs(each)]
        alone = running[0] if len(running) == 1 else self.selected
        self.stop(alone if self.selected not in running else self.selected, now, stamp)

    def _runs(self, runner: RunnerState) -> bool:
        return self.state.is_running(runner)

    def stop(self, entry: EntryId, now: Instant, stamp: str) -> None:
        """Stop an athlete, or take the time inside the repetition; no press is ever refused."""
        at = self.stage.session_now(now)
        records = self._done([tc.PressRunner(at, entry, stamp)], now)
        if records is None:
            return
        if isinstance(records[0].event, TapTaken):
            self.refuse(_why_a_tap(self.state, entry), now)
            return
        self._held[entry] = Instant(now + _HELD)
        self._notice = ("", MUTED, NEVER)
        self.confirm()

    def _tap(self, now: Instant, stamp: str) -> None:
        from app.domain.commands import TakeTap

        self._done([TakeTap(self.stage.session_now(now), stamp)], now)

    def tap(self, now: Instant, stamp: str) -> None:
        """Keep a press whose athlete is named later."""
        self._tap(now, stamp)
        self.confirm()
        self.say(tr("Kept without a name: N names it."), now)

    def undo(self, now: Instant) -> None:
        """Take back the last command."""
        self._held.clear()
        try:
            what = self.live().undo(now)
        except Refusal as refusal:
            self.refuse(refusal.message.render(tr), now)
        else:
            self.say(tr("Taken back: {what}. Ctrl+Y does it again.", what=what), now)

    def redo(self, now: Instant) -> None:
        """Do again what was taken back last."""
        try:
            what = self.live().redo(now)
        except Refusal as refusal:
            self.refuse(refusal.message.render(tr), now)
        else:
            self.say(tr("Done again: {what}.", what=what), now)

    def ask_for(self, view: FieldAsked, answer: Callable[[str, Instant], bool]) -> None:
        """Wait for a text in the field."""
        self.prompt = None
        self.typed = Typed(view, answer)

    def take_text(self, text: str, now: Instant) -> bool:
        """Hand a text that was typed to whoever waits for it; True when the field can be left."""
        typed = self.typed
        if typed is None:
            return True
        if not typed.answer(text.strip(), now):
            return False
        if self.typed is typed:
            self.typed = None
        return True


def _started_words(group: str, number: int) -> str:
    if not group:
        return tr("Started: repetition {number}.", number=number)
    return tr("{group} started: repetition {number}.", group=group, number=number)


def _why_a_tap(state: TrainingState, entry: EntryId) -> str:
    runner = state.runners[entry]
    name = runner.runner.name
    if state.ended:
        return tr("The session is over: the press is kept without a name.")
    if runner.last is None:
        group = group_words(runner.runner.group)
        return tr("{group} has not started: the press is kept without a name.", group=group)
    if runner.stopping is not None:
        return tr("{name} has stopped for today: the press is kept without a name.", name=name)
    if not runner.last.begun:
        return tr("{name} did not start: the press is kept without a name.", name=name)
    return tr("{name} is in already: the press is kept without a name.", name=name)
