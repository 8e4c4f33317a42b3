"""What happens when something is pressed or chosen? The desk between the window and the race.

It owns which race is on, what is selected and what was said last; it knows no Qt. Slots store
here, frames read here.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from app.analysis.live import Facts, at_instant, facts_of
from app.analysis.profile import Profiles
from app.analysis.projection import DEFAULT_RULE, RULE_NAMES, RULES
from app.domain import commands as cm
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.state import SessionState
from app.domain.times import (
    NS_PER_S,
    Duration,
    Instant,
    TimeSyntaxError,
    between,
    parse_time,
)
from ui.stages.replaying import ReplayStage
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage
from ui.viewstate.bar import shown_span
from ui.viewstate.snapshot import Snapshot, shown_targets
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import sentence

_NOTICE = Duration(8 * NS_PER_S)
_SECOND_STEP = Duration(3 * NS_PER_S)
_HELD = Duration(4 * NS_PER_S)
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
        self._profiles = profiles
        self.sounds = sounds
        self._facts_of: SessionState | None = None
        self._facts: list[Facts] = []
        self._notice: tuple[str, str, Instant] = ("", MUTED, NEVER)
        self._asked_to_stop = NEVER
        self.rule = DEFAULT_RULE
        self.show_ending = True
        self.sounds_on = True
        self.stage = stage
        self.selected = next(iter(stage.state.entries))

    def put(self, stage: Stage) -> None:
        """Put another race on the desk."""
        self.stage = stage
        self.selected = next(iter(stage.state.entries))
        self._notice = ("", MUTED, NEVER)
        self._asked_to_stop = NEVER
        self.show_ending = True

    @property
    def moving(self) -> bool:
        """Whether frames are needed: something moves, or a notice will go."""
        return self.stage.moving or bool(self._notice[0])

    def frame(self, now: Instant) -> Snapshot:
        """Return everything that is to be shown at `now`."""
        at = self.stage.session_now(now)
        state = self.stage.state
        analysis = at_instant(state, self._facts_for(state), at)
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
        )
        last = snapshot.entry.facts.last
        since = between(state.zero.at, at) if state.zero else analysis.elapsed
        held = since - (last.run.time if last else 0) < _HELD
        return snapshot._replace(held_lap=held)

    def _facts_for(self, state: SessionState) -> list[Facts]:
        if state is not self._facts_of:
            self._facts = [
                facts_of(state, each, self._profiles, self.rule) for each in state.entries.values()
            ]
            self._facts_of = state
        return self._facts

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
        stage = self._live()
        try:
            stage.start(at, stamp)
        except Refusal as refusal:
            self.refuse(str(refusal.message), at)
        else:
            self._confirm()

    def split(self, at: Instant, stamp: str, lane: int | None = None) -> None:
        """Take a split for the athlete in `lane`, or the selected one; play or pause a replay."""
        if isinstance(self.stage, ReplayStage):
            if lane is None:
                self.stage.play_pause(at)
            return
        entry = self.selected if lane is None else self._in_lane(lane)
        if entry is None:
            self._live().tap(at, stamp)
            self.refuse(f"Nobody runs in lane {lane}: the press is kept as an unassigned tap.", at)
        elif self._live().split(entry, at, stamp):
            self._confirm()
        else:
            self.refuse(self._why_a_tap(entry), at)

    def _in_lane(self, lane: int) -> EntryId | None:
        entries = self.stage.state.entries.values()
        found = [each.entrant.id for each in entries if each.entrant.lane == lane]
        return found[0] if found else None

    def _why_a_tap(self, entry: EntryId) -> str:
        state = self.stage.state
        if state.zero is None:
            return "The race has not started: the press is kept as an unassigned tap."
        athlete = state.entries[entry].entrant.athlete
        if state.next_mark(state.entries[entry]) is None:
            return f"{athlete} has finished: the press is kept as an unassigned tap."
        return "Not later than the split before: the press is kept as an unassigned tap."

    def tap(self, at: Instant, stamp: str) -> None:
        """Keep a press whose athlete is named later."""
        if isinstance(self.stage, LiveStage):
            self.stage.tap(at, stamp)
            self._confirm()
            self.say("Kept as an unassigned tap.", at)

    def undo(self, now: Instant) -> None:
        """Take back the last command; the start asks for a second press, for it stops the clock."""
        if not isinstance(self.stage, LiveStage):
            return
        if self.stage.undo_stops_the_clock and now - self._asked_to_stop > _SECOND_STEP:
            self._asked_to_stop = now
            self.say("Press Undo again within 3 s to take back the start.", now, ALERT)
            return
        self._asked_to_stop = NEVER
        try:
            self.say(f"Taken back: {self.stage.undo(now)}.", now)
        except Refusal as refusal:
            self.refuse(str(refusal.message), now)

    def undo_lane(self, lane: int, now: Instant) -> None:
        """Take back the last press of the athlete in `lane`."""
        entry = self._in_lane(lane)
        if not isinstance(self.stage, LiveStage) or entry is None:
            return
        try:
            self.say(f"Taken back: {self.stage.undo_last_of(entry, now)}.", now)
        except Refusal as refusal:
            self.refuse(str(refusal.message), now)

    def redo(self, now: Instant) -> None:
        """Do again what was taken back last."""
        if not isinstance(self.stage, LiveStage):
            return
        try:
            self.say(f"Done again: {self.stage.redo(now)}.", now)
        except Refusal as refusal:
            self.refuse(str(refusal.message), now)

    def type_split(self, text: str, now: Instant, mark: Distance | None = None) -> bool:
        """Enter a typed time for the selected athlete; False when it was refused, and why is said."""
        try:
            elapsed = parse_time(text)
        except TimeSyntaxError as error:
            self.refuse(sentence(str(error)), now)
            return False
        at = self.stage.session_now(now)
        return self._edit(cm.TypeSplit(at=at, entry=self.selected, elapsed=elapsed, mark=mark), now)

    def _edit(self, command: cm.Command, now: Instant) -> bool:
        try:
            self.stage.edit(command)
        except Refusal as refusal:
            self.refuse(sentence(str(refusal.message)), now)
            return False
        return True

    def choose_target(self, target: str, now: Instant) -> None:
        """Show the gap to `target`."""
        self._edit(cm.ChoosePrimary(at=self.stage.session_now(now), target=target), now)

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
        from app.usecases.targets import target_of

        at = self.stage.session_now(now)
        distance = self.stage.state.plan.course.distance
        try:
            target = target_of(text, distance, self._find_library())
        except (Refusal, ValueError) as error:
            self.refuse(sentence(str(error)), now)
            return False
        if old is None:
            return self._edit(cm.AddTarget(at=at, target=target), now)
        done = self._edit(cm.ChangeTarget(at=at, old=old, target=target), now)
        self._leave_hidden_ending(now)
        return done

    def remove_target(self, target: str, now: Instant) -> None:
        """Remove a target; a hidden ending does not become primary by it."""
        self._edit(cm.RemoveTarget(at=self.stage.session_now(now), target=target), now)
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
        self._facts_of = None
        self.say(f"Projected finish by {RULE_NAMES[self.rule]}.", now)

    def select_next(self) -> None:
        """Select the next athlete."""
        ids = list(self.stage.state.entries)
        self.selected = ids[(ids.index(self.selected) + 1) % len(ids)]

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

    def _live(self) -> LiveStage:
        assert isinstance(self.stage, LiveStage), "presses belong to a live race"
        return self.stage
