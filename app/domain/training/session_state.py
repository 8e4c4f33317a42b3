"""Where does a training session stand? A frozen value, the fold of its events.

Instants are those of the session's clock; a time of a repetition counts from its group's start.
"""

from collections.abc import Mapping
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.state import Tap
from app.domain.times import Duration, Instant, between
from app.domain.training.goals import Goal
from app.domain.training.recovery import Recovery
from app.domain.training.session_setup import Runner, TrainingSetup, schedule_of

ARMED, RUNNING, FINISHED = "armed", "running", "finished"

PLANNED = "planned"
DONE = "done"
MISSED = "missed"
ABSENT = "absent"
SKIPPED = "skipped"
STOPPED = "stopped"
UNFINISHED = "unfinished"
DROPPED = "dropped"


class Rep(NamedTuple):
    """One repetition of a group. `id` names it for good; `of_set` and `in_set` may move.

    What is asked of an athlete stands at number `of` of the plan `source`. `counts_from` is the
    id of the repetition at whose start a start-to-start interval begins to count.
    """

    id: int
    source: str
    of: int
    of_set: int
    in_set: int
    distance: Distance
    marks: tuple[Distance, ...]
    recovery: Recovery | None
    counts_from: int
    ends_set: bool
    added: bool = False
    dropped: bool = False


class Start(NamedTuple):
    """A group was sent off: `seq` is the number of the record.

    `moved` is how far `at` lies behind the press, less than zero before it.
    """

    seq: int
    rep: int
    at: Instant
    moved: Duration = Duration(0)

    @property
    def pressed_at(self) -> Instant:
        """When the start was pressed."""
        return Instant(self.at - self.moved)


class GroupState(NamedTuple):
    """What a group runs, in order, and what of it has been started."""

    name: str
    reps: tuple[Rep, ...]
    starts: tuple[Start, ...] = ()

    @property
    def next_rep(self) -> Rep | None:
        """The repetition that the next start is of, None when all have been started."""
        started = {each.rep for each in self.starts}
        return next((r for r in self.reps if not r.dropped and r.id not in started), None)

    @property
    def last_rep(self) -> Rep | None:
        """The repetition that was started last."""
        return self.rep(self.starts[-1].rep) if self.starts else None

    def rep(self, rep: int) -> Rep:
        """Return one repetition; raise `KeyError` for one that was never planned."""
        found = next((each for each in self.reps if each.id == rep), None)
        if found is None:
            raise KeyError(rep)
        return found

    def number(self, rep: int) -> int:
        """Return how many repetitions there are up to this one: what is dropped counts no more."""
        ids = [each.id for each in self.reps if not each.dropped or each.id == rep]
        return ids.index(rep) + 1


class RepSplit(NamedTuple):
    """A time inside a repetition or at its end, known for good by the record `seq`.

    A pressed one has `pressed_at`; `elapsed` is there when it was typed or corrected, and holds.
    """

    seq: int
    mark: Distance
    stamp: str
    pressed_at: Instant | None = None
    elapsed: Duration | None = None

    @property
    def edited(self) -> bool:
        """Whether a pressed time was corrected by hand."""
        return self.pressed_at is not None and self.elapsed is not None

    def time(self, start: Instant) -> Duration:
        """Return the time since the start of the repetition."""
        if self.elapsed is not None:
            return self.elapsed
        assert self.pressed_at is not None, "a time was pressed or typed"
        return between(start, self.pressed_at)


class Attempt(NamedTuple):
    """An athlete's part in one start of a group, whether the athlete ran or not.

    `marks` end with the distance itself. `outcome` is empty for who ran or is running, `missed` for
    who ran without a time, `unfinished` for who stopped on the way; `absent`, `skipped` and
    `stopped` did not begin it.
    """

    start: int
    group: str
    rep: int
    started_at: Instant
    marks: tuple[Distance, ...]
    splits: tuple[RepSplit, ...] = ()
    outcome: str = ""

    @property
    def distance(self) -> Distance:
        """How far the repetition is."""
        return self.marks[-1]

    @property
    def stop(self) -> RepSplit | None:
        """The time at the end, None while there is none."""
        return self.splits[-1] if self.splits and self.splits[-1].mark == self.distance else None

    @property
    def time(self) -> Duration | None:
        """The time for the whole repetition, None while there is none."""
        return self.stop.time(self.started_at) if self.stop else None

    @property
    def stopped_at(self) -> Instant | None:
        """When the athlete came in, None while that is not known."""
        return None if self.time is None else Instant(self.started_at + self.time)

    @property
    def open(self) -> bool:
        """Whether a press can still belong to it."""
        return not self.outcome and self.stop is None

    @property
    def begun(self) -> bool:
        """Whether the athlete set out at all."""
        return self.outcome in ("", MISSED, UNFINISHED) or bool(self.splits)

    @property
    def next_mark(self) -> Distance:
        """The mark that the next press belongs to."""
        last = self.splits[-1].mark if self.splits else 0
        return next(mark for mark in self.marks if mark > last)


class Stopping(NamedTuple):
    """An athlete stopped for today."""

    at: Instant
    reason: str
    note: str


class RunnerState(NamedTuple):
    """One athlete and the starts of those groups the athlete was with, in order."""

    runner: Runner
    attempts: tuple[Attempt, ...] = ()
    here: bool = True
    stopping: Stopping | None = None
    skips: frozenset[tuple[str, int]] = frozenset()

    @property
    def last(self) -> Attempt | None:
        """The start that the athlete was with last."""
        return self.attempts[-1] if self.attempts else None

    def attempt_of(self, start: int) -> Attempt:
        """Return the athlete's part in one start; raise `KeyError` where there is none."""
        found = next((each for each in self.attempts if each.start == start), None)
        if found is None:
            raise KeyError(start)
        return found

    def attempt_at(self, at: Instant) -> Attempt | None:
        """Return the start that a press at `at` lies behind."""
        return next((each for each in reversed(self.attempts) if each.started_at < at), None)

    def will_run(self, group: str, rep: int) -> bool:
        """Whether the athlete is going to run when the group is sent off."""
        return self.here and self.stopping is None and (group, rep) not in self.skips


class SessionNote(NamedTuple):
    """Something that was noted down, about an athlete or about the session."""

    seq: int
    at: Instant
    entry: EntryId | None
    text: str


class TrainingState(NamedTuple):
    """A whole training session. `version` is the number of the newest record in it."""

    setup: TrainingSetup
    groups: Mapping[str, GroupState]
    runners: Mapping[EntryId, RunnerState]
    taps: tuple[Tap, ...] = ()
    notes: tuple[SessionNote, ...] = ()
    ended: bool = False
    version: int = 0

    @property
    def phase(self) -> str:
        """`armed` before the first start, `running`, or `finished` when nothing is left to run."""
        if self.ended:
            return FINISHED
        starts = [each for group in self.groups.values() for each in group.starts]
        if not starts:
            return ARMED
        left = any(self.can_start(group) for group in self.groups.values())
        return RUNNING if left or any(map(self.is_running, self.runners.values())) else FINISHED

    @property
    def first_start(self) -> Instant | None:
        """When the first group was sent off for the first time."""
        firsts = [group.starts[0].at for group in self.groups.values() if group.starts]
        return min(firsts, default=None)

    @property
    def first_press(self) -> Instant | None:
        """When a start that holds was pressed for the first time: it stays, whatever is moved."""
        starts = (each for group in self.groups.values() for each in group.starts)
        return min((each.pressed_at for each in starts), default=None)

    def members(self, group: str) -> tuple[RunnerState, ...]:
        """Return everybody who is with a group now."""
        return tuple(each for each in self.runners.values() if each.runner.group == group)

    def can_start(self, group: GroupState) -> bool:
        """Whether there is a repetition left and somebody who stays to run it."""
        staying = (each for each in self.members(group.name) if each.stopping is None)
        return group.next_rep is not None and any(staying)

    def is_running(self, runner: RunnerState) -> bool:
        """Whether an athlete is out on the track."""
        return not self.ended and runner.last is not None and runner.last.open

    def status(self, runner: RunnerState, attempt: Attempt) -> str:
        """Return how a start ended for an athlete: `running` or `done`, or why there is no time.

        Who is on the next repetition has come in from this one: its time was `missed`.
        """
        if attempt.stop is not None:
            return DONE
        if attempt.outcome:
            return attempt.outcome
        on_track = attempt is runner.last or attempt == runner.last
        return RUNNING if on_track and not self.ended else MISSED

    def rep_of(self, attempt: Attempt) -> Rep:
        """Return the repetition that an attempt is one of."""
        return self.groups[attempt.group].rep(attempt.rep)

    def goal_of(self, runner: Runner, group: str, rep: Rep) -> Goal | None:
        """Return what a repetition of a group asks of one athlete, None where nothing."""
        planned = schedule_of(rep.source, group, runner.name, runner.brings)
        return planned[rep.of - 1].goal

    def find_split(self, seq: int) -> tuple[RunnerState, Attempt, RepSplit] | None:
        """Return the time that the record `seq` made, with its athlete and repetition."""
        for runner in self.runners.values():
            for attempt in runner.attempts:
                for split in attempt.splits:
                    if split.seq == seq:
                        return runner, attempt, split
        return None
