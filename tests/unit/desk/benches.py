"""A coach at a desk: a training session that is run, with a clock that the test moves."""

from dataclasses import dataclass, field
from pathlib import Path

from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Instant
from app.domain.training.session_setup import TrainingSetup
from app.domain.training.session_state import RunnerState, TrainingState
from app.engine.clocks import ManualClock
from app.usecases.live_training import start_training
from tests.unit.training.coaches import KEY, setup_of
from ui.key_map import KeyPress
from ui.stages.training import LiveTrainingStage
from ui.stamps import Stamp
from ui.training.desk import TrainingDesk
from ui.viewstate.training import TrainingView, training_view
from ui.viewstate.training_rows import TrainingRow
from ui.viewstate.training_strips import GroupStrip

BEGAN = Instant(5_000 * NS_PER_S)


@dataclass(slots=True)
class Heard:
    """What was to be heard."""

    heard: list[str] = field(default_factory=list)

    def split(self) -> None:
        self.heard.append("split")

    def refused(self) -> None:
        self.heard.append("refused")

    def count(self, at: Instant) -> None:
        self.heard.append(f"count {at}")

    def go(self, at: Instant) -> None:
        self.heard.append(f"go {at}")


@dataclass(slots=True)
class Bench:
    """A desk with a session, in seconds since the window was opened."""

    desk: TrainingDesk
    sounds: Heard
    now: Instant = BEGAN

    @property
    def state(self) -> TrainingState:
        """Where the session stands."""
        return self.desk.state

    @property
    def view(self) -> TrainingView:
        """What the window shows now."""
        return training_view(self.desk.frame(self.now))

    def at(self, seconds: float) -> Instant:
        """Let the clock stand so many seconds after the beginning."""
        self.now = Instant(BEGAN + round(seconds * NS_PER_S))
        return self.now

    def start(self, seconds: float, group: str | None = None) -> None:
        """Start a group, or the one whose turn it is."""
        self.desk.start(self.at(seconds), KEY, group)

    def stop(self, seconds: float, lane: int) -> None:
        """Press the key of an athlete."""
        self.desk.stop_lane(lane, self.at(seconds), KEY)

    def key(self, *names: str) -> None:
        """Press keys that a prompt is to take, by their names."""
        for name in names:
            digit = int(name) if name.isdigit() else 0
            position = digit + 1 if 1 <= digit <= 9 else 11 if name == "0" else 0
            assert self.desk.take_key(KeyPress(name, position), Stamp(self.now, KEY)), name

    def type_text(self, text: str) -> bool:
        """Type into the field that is asked for, and press Return."""
        return self.desk.take_text(text, self.now)

    def runner(self, letter: str) -> RunnerState:
        """Return an athlete by the letter in the set-up."""
        return self.state.runners[EntryId(letter)]

    def row(self, letter: str) -> TrainingRow:
        """Return the row of an athlete."""
        return next(each for each in self.view.rows if each.entry == letter)

    def strip(self, group: str) -> GroupStrip:
        """Return the strip of a group."""
        return next(each for each in self.view.strips if each.group == group)

    def notice(self) -> str:
        """Return what was said last."""
        return self.view.notice


def bench_of(folder: Path, setup: TrainingSetup) -> Bench:
    """Return a desk with a new session in a library of its own."""
    session = start_training(folder / "library.splitline", setup, ManualClock(BEGAN))
    sounds = Heard()
    return Bench(TrainingDesk(LiveTrainingStage(session), sounds), sounds)


def two_groups(folder: Path, plan: str = "4x300 in 43, 90 s") -> Bench:
    """Return a session of groups A (a, b with keys 1, 2) and B (c, d with keys 3, 4)."""
    return bench_of(folder, setup_of(plan, "ab cd"))


def one_group(folder: Path, plan: str = "4x300 in 43, 90 s") -> Bench:
    """Return a session of three athletes without groups, with keys 1 to 3."""
    return bench_of(folder, setup_of(plan, "abc"))
