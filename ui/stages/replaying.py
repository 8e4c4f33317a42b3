"""How is a recorded race played on the window?"""

from app.domain.commands import AddTarget, ChangeTarget, Command
from app.domain.plan import FINISH_LINE, FROM_START
from app.domain.state import SessionState
from app.domain.times import Instant, between
from app.engine.replay import Replay, Run
from app.frozen import replace
from app.language import marked
from app.usecases.recorded_race import Recording, as_own, run_of_recording
from ui.stages.playing import Playing
from ui.viewstate.snapshot import REPLAY, Keeping, Reading, Transport

_LINE_WORDS = {FINISH_LINE: marked("finish line"), FROM_START: marked("mile start")}
_CLOCK_WORDS = {
    "published": marked("as published"),
    "gun": marked("gun"),
    "movement": marked("first motion"),
}


class ReplayStage(Playing):
    """A recording, the reading that is on, and the replay that plays it."""

    mode = REPLAY

    def __init__(self, recording: Recording, run: Run, now: Instant) -> None:
        """Stand at the start of `run`, which is `recording` in one reading."""
        self._recording = recording
        self._line = run.setup.plan.line
        self._clock = run.setup.plan.clock
        self._readings = self._offered()
        self.replay: Replay = Replay(run, now)

    @property
    def recording(self) -> Recording:
        """The race that is played."""
        return self._recording

    @property
    def state(self) -> SessionState:
        """What a live timer would have known."""
        return self.replay.state

    def session_now(self, now: Instant) -> Instant:
        """Play up to `now`."""
        self.replay.advance(now)
        return self.replay.instant

    def edit(self, command: Command) -> None:
        """Change the targets; a replay takes no splits.

        A target that is this race's own result is marked as such.
        """
        if isinstance(command, AddTarget | ChangeTarget):
            command = command._replace(target=as_own(self._recording, command.target))
        self.replay.handle(command)

    def read_by(self, name: str, value: str, now: Instant) -> None:
        """Change the reading `line` or `clock`: everything re-bases at the same place."""
        self.replay.advance(now)
        if name == "line":
            self._line = value
        else:
            self._clock = value
        self._readings = self._offered()
        self.replay.rerun(run_of_recording(self._recording, self._line, self._clock))

    def take_for(self, kind: str, now: Instant) -> bool:
        """Show a race that was timed here as one of another kind; False where a file says it."""
        if self._recording.race is not None:
            return False
        self.replay.advance(now)
        run = self.replay.run
        plan = replace(run.setup.plan, race_class=kind)
        self.replay.rerun(run._replace(setup=replace(run.setup, plan=plan)))
        return True

    def readings(self) -> tuple[Reading | None, Reading | None]:
        """Return the readings that make a difference; a choice without one is no choice."""
        return self._readings

    def _offered(self) -> tuple[Reading | None, Reading | None]:
        """Try every reading out: too dear for every frame."""
        recording = self._recording
        line = Reading("line", self._line, _words(recording.lines, _LINE_WORDS), recording.line_why)
        clock = Reading(
            "clock", self._clock, _words(recording.clocks, _CLOCK_WORDS), recording.clock_why
        )
        return (
            line if self._differ([(each, self._clock) for each in recording.lines]) else None,
            clock if self._differ([(self._line, each) for each in recording.clocks]) else None,
        )

    def _differ(self, readings: list[tuple[str, str]]) -> bool:
        runs = [run_of_recording(self._recording, line, clock) for line, clock in readings]
        seen = {(run.timed, run.setup.plan.course.marks) for run in runs}
        return len(seen) > 1

    def transport(self) -> Transport:
        """Return place, speed and stops."""
        replay = self.replay
        return Transport(
            position=replay.position,
            length=replay.run.length,
            playing=replay.playing,
            speed=replay.speed,
            stops=tuple(between(replay.run.zero, at) for at, _ in replay.run.timed[1:]),
        )

    def keeping(self) -> Keeping | None:
        """A replay keeps nothing."""
        return None


def _words(values: tuple[str, ...], words: dict[str, str]) -> dict[str, str]:
    return {each: words.get(each, each) for each in values}
