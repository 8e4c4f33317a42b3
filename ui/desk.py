"""What happens when something is pressed or chosen? The desk between the window and the race.

It owns which race is on, what is selected and what was said last; it knows no Qt. Slots store
here, frames read here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from app.analysis.known import KnownFacts
from app.analysis.live import Analysis, at_instant
from app.analysis.profile import Profiles
from app.analysis.projection import DEFAULT_RULE, RULE_NAMES, RULES
from app.domain import commands as cm
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.state import SessionState
from app.domain.times import (
    NS_PER_S,
    Duration,
    Instant,
    between,
)
from app.language import tr
from ui.key_map import KeyPress
from ui.stages.replaying import ReplayStage
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage
from ui.stamps import Stamp
from ui.viewstate.bar import shown_span
from ui.viewstate.snapshot import HELD, Snapshot, shown_targets
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import sentence

if TYPE_CHECKING:
    from app.analysis.calls.book import CallBook
    from app.analysis.tap_school import Hand
    from app.domain.course import Distance
    from ui.prompt import Prompt

_NOTICE = Duration(8 * NS_PER_S)
_SECOND_STEP = Duration(3 * NS_PER_S)
NEVER = Instant(-(10**18))


class Sounds(Protocol):
    """What confirms a press to the ear."""

    def split(self) -> None:
        """A press was taken."""

    def refused(self) -> None:
        """Something was refused."""


class Desk:
    """The race on the window and everything about it that is not the race itself."""

    def __init__(
        self,
        stage: Stage,
        profiles: Profiles,
        sounds: Sounds,
        find_library: Callable[[], Path | None] = lambda: None,
    ) -> None:
        """Put `stage` on the desk; `like RACE` looks for races in the library, too."""
        self._find_library = find_library
        self.sounds = sounds
        self._known = KnownFacts(profiles)
        self._notice: tuple[str, str, Instant] = ("", MUTED, NEVER)
        self._asked_to_stop = NEVER
        self.rule = DEFAULT_RULE
        self.show_ending = True
        self.sounds_on = True
        self.calls: CallBook | None = None
        self.hand: Hand | None = None
        self.prompt: Prompt | None = None
        self.beside: Prompt | None = None
        self.silenced: frozenset[tuple[EntryId, Distance]] = frozenset()
        self.starred: set[EntryId] = set()
        self.alone = False
        self.stage = stage
        self.selected = stage.state.racing[0].entrant.id

    def learn(self) -> None:
        """Take up the pacing model: it needs NumPy, which the first paint does without."""
        from app.formats.pacing_file import shipped_pacing

        self._known.learn(shipped_pacing())

    def put(self, stage: Stage) -> None:
        """Put another race on the desk."""
        self.stage = stage
        self.selected = stage.state.racing[0].entrant.id
        self._notice = ("", MUTED, NEVER)
        self._asked_to_stop = NEVER
        self.show_ending = True
        self.prompt = None
        self.silenced = frozenset()
        self.starred.clear()
        self.alone = False

    def take_key(self, key: KeyPress, stamp: Stamp) -> bool:
        """Let the prompt, if one is on, answer to a key before the race does."""
        asking = self._asking
        return asking is not None and asking.take(key, stamp)

    @property
    def _asking(self) -> "Prompt | None":
        """A prompt, or else that of an open panel, which stays on beside the others."""
        return self.prompt or self.beside

    @property
    def moving(self) -> bool:
        """Whether frames are needed: something moves, or a notice will go."""
        return self.stage.moving or bool(self._notice[0]) or self.prompt is not None

    def frame(self, now: Instant) -> Snapshot:
        """Return everything that is to be shown at `now`."""
        at = self.stage.session_now(now)
        state = self.stage.state
        analysis = self.analysis(now)
        asking = self._asking
        line, clock = self.stage.readings()
        words, tone = self._notice_at(now)
        snapshot = Snapshot(
            mode=self.stage.mode,
            analysis=analysis,
            selected=self.selected,
            line=line,
            clock=clock,
            transport=self.stage.transport(),
            keeping=self.stage.keeping(),
            show_ending=self.show_ending,
            notice=words,
            notice_tone=tone,
            prompt=asking.view(now) if asking else None,
            silenced=self.silenced,
            calls=self.calls,
            at=at,
            hand=self.hand,
        )
        last = snapshot.entry.facts.last
        since = between(state.zero.at, at) if state.zero else analysis.elapsed
        held = since - (last.run.time if last else 0) < HELD
        snapshot = snapshot._replace(held_lap=held)
        if len(state.entries) == 1:
            return snapshot
        from ui.viewstate.layout import arranged

        return arranged(snapshot, at, self.starred, alone=self.alone)

    def analysis(self, now: Instant) -> Analysis:
        """Return what follows from the race at `now`."""
        at = self.stage.session_now(now)
        state = self.stage.state
        return at_instant(state, self._known.of(state, self.rule), at)

    def say(self, words: str, now: Instant, tone: str = MUTED) -> None:
        """Show a sentence for a while."""
        self._notice = (words, tone, Instant(now + _NOTICE))

    def _notice_at(self, now: Instant) -> tuple[str, str]:
        if self._notice[0] and now > self._notice[2]:
            self._notice = ("", MUTED, NEVER)
        return self._notice[0], self._notice[1]

    def refuse(self, words: str, now: Instant) -> None:
        """Say why something was not done."""
        self.say(words, now, ALERT)
        if self.sounds_on:
            self.sounds.refused()

    def _confirm(self) -> None:
        if self.sounds_on:
            self.sounds.split()

    def start(self, at: Instant, stamp: str) -> None:
        """Start a live race; play a replay."""
        if isinstance(self.stage, ReplayStage):
            self.stage.play_pause(at)
            return
        stage = self.live()
        try:
            stage.start(at, stamp)
        except Refusal as refusal:
            self.refuse(str(refusal.message), at)
        else:
            self._notice = ("", MUTED, NEVER)
            self._confirm()

    def split(self, at: Instant, stamp: str, lane: int | None = None) -> None:
        """Take a split for the athlete in `lane`, or the selected one; play or pause a replay."""
        if isinstance(self.stage, ReplayStage):
            if lane is None:
                self.stage.play_pause(at)
            return
        entry = self.selected if lane is None else self.in_lane(lane)
        if entry is None:
            self.live().tap(at, stamp)
            self.refuse(
                tr(
                    "Nobody runs in lane {lane}: the press is kept as an unassigned tap.", lane=lane
                ),
                at,
            )
        elif self.live().split(entry, at, stamp):
            self._confirm()
        else:
            self.refuse(_why_a_tap(self.stage.state, entry), at)

    def in_lane(self, lane: int) -> EntryId | None:
        """Return who has the keys of a lane, None when nobody."""
        entries = self.stage.state.entries.values()
        found = [each.entrant.id for each in entries if each.entrant.lane == lane]
        return found[0] if found else None

    def tap(self, at: Instant, stamp: str) -> None:
        """Keep a press whose athlete is named later."""
        if isinstance(self.stage, LiveStage):
            self.stage.tap(at, stamp)
            self._confirm()
            self.say(tr("Kept as an unassigned tap."), at)

    def undo(self, now: Instant) -> None:
        """Take back the last command; the start asks for a second press, for it stops the clock."""
        if not isinstance(self.stage, LiveStage):
            return
        if self.stage.undo_stops_the_clock and now - self._asked_to_stop > _SECOND_STEP:
            self._asked_to_stop = now
            self.say(tr("Press Undo again within 3 s to take back the start."), now, ALERT)
            return
        self._asked_to_stop = NEVER
        try:
            self.say(tr("Taken back: {undone}.", undone=self.stage.undo(now)), now)
        except Refusal as refusal:
            self.refuse(str(refusal.message), now)

    def undo_lane(self, lane: int, now: Instant) -> None:
        """Take back the last press of the athlete in `lane`."""
        entry = self.in_lane(lane)
        if not isinstance(self.stage, LiveStage) or entry is None:
            return
        try:
            self.say(
                tr("Taken back: {undone}.", undone=self.stage.undo_last_of(entry, now)),
                now,
            )
        except Refusal as refusal:
            self.refuse(str(refusal.message), now)

    def redo(self, now: Instant) -> None:
        """Do again what was taken back last."""
        if not isinstance(self.stage, LiveStage):
            return
        try:
            self.say(tr("Done again: {done}.", done=self.stage.redo(now)), now)
        except Refusal as refusal:
            self.refuse(str(refusal.message), now)

    def edit(self, command: cm.Command, now: Instant) -> bool:
        """Carry out a command; False when it was refused, and why is said."""
        try:
            self.stage.edit(command)
        except Refusal as refusal:
            self.refuse(sentence(str(refusal.message)), now)
            return False
        return True

    def choose_target(self, target: str, now: Instant) -> None:
        """Show the gap to `target`."""
        self.edit(cm.ChoosePrimary(at=self.stage.session_now(now), target=target), now)

    def next_target(self, now: Instant) -> None:
        """Show the gap to the next target."""
        targets = shown_targets(self.stage.state.targets, show_ending=self.show_ending)
        ids = [each.id for each in targets]
        place = ids.index(self.stage.state.primary_id) if self.stage.state.primary_id in ids else -1
        self.choose_target(ids[(place + 1) % len(ids)], now)

    def add_target(self, text: str, now: Instant) -> bool:
        """Add the target that `text` means; False when it was refused, and why is said."""
        return self._with_target(text, now, None)

    def change_target(self, old: str, text: str, now: Instant) -> bool:
        """Put the target that `text` means in the place of `old`."""
        return self._with_target(text, now, old)

    def _with_target(self, text: str, now: Instant, old: str | None) -> bool:
        from app.storage.failures import LibraryError
        from app.usecases.targets import target_of

        at = self.stage.session_now(now)
        plan = self.stage.state.plan
        course, library = plan.course, self._find_library()
        try:
            target = target_of(text, course.distance, library, event=course.event, day=plan.date)
        except (Refusal, ValueError, LibraryError) as error:
            self.refuse(sentence(str(error)), now)
            return False
        if old is None:
            return self.edit(cm.AddTarget(at=at, target=target), now)
        done = self.edit(cm.ChangeTarget(at=at, old=old, target=target), now)
        self._leave_hidden_ending(now)
        return done

    def remove_target(self, target: str, now: Instant) -> None:
        """Remove a target; a hidden ending does not become primary by it."""
        self.edit(cm.RemoveTarget(at=self.stage.session_now(now), target=target), now)
        self._leave_hidden_ending(now)

    def read_by(self, name: str, value: str, now: Instant) -> None:
        """Change the reading of a replay."""
        if isinstance(self.stage, ReplayStage):
            self.stage.read_by(name, value, now)
            line, clock = self.stage.readings()
            chosen = line if name == "line" else clock
            if chosen is not None:
                self.say(chosen.why, now)

    def next_rule(self, now: Instant) -> None:
        """Project by the next rule."""
        self.rule = RULES[(RULES.index(self.rule) + 1) % len(RULES)]
        self.say(tr("Projected finish by {rule}.", rule=tr(RULE_NAMES[self.rule])), now)

    def select_next(self) -> None:
        """Select the athlete in the next lane, after the last the first."""
        from ui.viewstate.layout import in_order

        ids = [each.entrant.id for each in in_order(self.stage.state)]
        place = ids.index(self.selected) if self.selected in ids else -1
        self.selected = ids[(place + 1) % len(ids)]

    def seek(self, share: float, now: Instant) -> None:
        """Go to a share of what the scrubber shows of a replay."""
        if isinstance(self.stage, ReplayStage):
            targets = shown_targets(self.stage.state.targets, show_ending=self.show_ending)
            span = shown_span(self.stage.transport(), targets, show_ending=self.show_ending)
            self.stage.seek(Duration(round(span * share)), now)

    def hide_ending(self, now: Instant) -> None:
        """Hide or show how the race ended."""
        self.show_ending = not self.show_ending
        self._leave_hidden_ending(now)

    def _leave_hidden_ending(self, now: Instant) -> None:
        if not self.show_ending and self.stage.state.primary.own_result:
            self.next_target(now)

    def live(self) -> LiveStage:
        """The live race; nothing but a live race takes presses and repairs."""
        assert isinstance(self.stage, LiveStage), "presses belong to a live race"
        return self.stage


def _why_a_tap(state: SessionState, entry: EntryId) -> str:
    if state.zero is None:
        return tr("The race has not started: the press is kept as an unassigned tap.")
    known = state.entries[entry]
    athlete = known.entrant.athlete
    if state.athlete_of(known).withdrawn:
        return tr(
            "{athlete} is out of the race: the press is kept as an unassigned tap.", athlete=athlete
        )
    if state.next_mark(known) is None:
        return tr(
            "{athlete} has finished: the press is kept as an unassigned tap.", athlete=athlete
        )
    if not known.splits:
        return tr(
            "{athlete} has not started yet: the press is kept as an unassigned tap.",
            athlete=athlete,
        )
    return tr("Not later than the split before: the press is kept as an unassigned tap.")
