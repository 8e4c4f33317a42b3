"""What does a coach do while a session runs? Sessions by hand for tables, and any command for laws."""

from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import events as ev
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training import session_commands as tc
from app.domain.training.session_setup import Runner, TrainingSetup
from app.domain.training.session_state import RunnerState, TrainingState
from app.engine.ports import MemoryJournal
from app.engine.training import TrainingEngine, training_engine

KEY = ev.EVENT_STAMP
BEGUN = 1_000


def at(seconds: float) -> Instant:
    """Return the instant so many seconds into the session."""
    return Instant(round((BEGUN + seconds) * NS_PER_S))


def time(seconds: float) -> Duration:
    """Return a duration of so many seconds."""
    return Duration(round(seconds * NS_PER_S))


def metres(distance: float) -> Distance:
    """Return a distance of so many metres."""
    return Distance(round(distance * 1000))


def setup_of(plan: str, groups: str, title: str = "Tuesday") -> TrainingSetup:
    """Return a session of athletes by their letters: `ab cd` are two groups, A and B, of two."""
    named = groups.split()
    names = [(each, chr(ord("A") + i)) for i, group in enumerate(named) for each in group]
    runners = tuple(
        Runner(
            id=EntryId(name),
            name=f"Athlete {name}",
            lane=lane,
            group=group if len(named) > 1 else "",
        )
        for lane, (name, group) in enumerate(names, start=1)
    )
    return TrainingSetup(title=title, plan=plan, runners=runners)


class Coach:
    """Runs a session by hand, in seconds from its beginning."""

    def __init__(self, plan: str, groups: str) -> None:
        self.engine: TrainingEngine = training_engine(MemoryJournal())
        self.do(tc.PlanTraining(at(0), setup_of(plan, groups)))

    @property
    def state(self) -> TrainingState:
        """Where the session stands."""
        return self.engine.state

    def do(self, *commands: tc.TrainingCommand) -> None:
        """Carry commands out one by one."""
        for each in commands:
            self.engine.handle(each)

    def start(self, seconds: float, group: str = "") -> None:
        """Send a group off."""
        self.do(tc.StartRepetition(at(seconds), group, KEY))

    def press(self, seconds: float, *names: str) -> None:
        """Press for athletes, a tenth of a second apart."""
        for i, name in enumerate(names):
            self.do(tc.PressRunner(at(seconds + i / 10), EntryId(name), KEY))

    def runner(self, name: str) -> RunnerState:
        """Return an athlete."""
        return self.state.runners[EntryId(name)]

    def statuses(self, name: str) -> list[str]:
        """Return how the starts of an athlete ended."""
        runner = self.runner(name)
        return [self.state.status(runner, each) for each in runner.attempts]

    def times(self, name: str) -> list[float | None]:
        """Return the times of an athlete in seconds."""
        found = (each.time for each in self.runner(name).attempts)
        return [None if each is None else each / NS_PER_S for each in found]


PLANS = (
    "2 x (3 x 300 in 43 with splits at 200, 1:30) / 5:00",
    "4 x 400 in 64, every 3:00",
    "400-300-200",
    "2 x (2 x 600, every 4:00) / 10:00; groups 1:00 apart",
)
ADDED = ("200 in 30", "2 x 200 in 29, 60 s", "400-200")
GROUPS = ("ab cd", "abc", "a bc d")
_shifts = st.integers(-60_000_000_000, 60_000_000_000)
_elapsed = st.integers(-1_000_000_000, 200_000_000_000).map(Duration)


def setups() -> st.SearchStrategy[TrainingSetup]:
    """Return sessions of a few athletes."""
    return st.builds(setup_of, st.sampled_from(PLANS), st.sampled_from(GROUPS))


def presses(now: Instant, state: TrainingState) -> st.SearchStrategy[tc.TrainingCommand]:
    """Return presses, for strangers too."""
    who = st.sampled_from([*state.runners, EntryId("nobody")])
    return st.one_of(
        st.builds(tc.PressRunner, st.just(now), who, st.just(KEY)),
        st.just(cm.TakeTap(now, KEY)),
    )


def on_runners(now: Instant, state: TrainingState) -> st.SearchStrategy[tc.TrainingCommand]:
    """Return what is said of one athlete."""
    at_, who = st.just(now), st.sampled_from(list(state.runners))
    groups = st.sampled_from(list(state.groups))
    return st.one_of(
        *(
            st.builds(command, at_, who)
            for command in (tc.MarkAway, tc.Arrive, tc.GoOn, tc.SkipRepetition, tc.MissStop)
        ),
        st.builds(tc.StopRunner, at_, who, st.sampled_from(["pain", "tired"])),
        st.builds(tc.ChangeGroup, at_, who, groups),
        st.builds(tc.NameTap, at_, who),
        st.builds(tc.WriteNote, at_, st.just("wind"), st.one_of(st.none(), who)),
    )


def on_groups(now: Instant, state: TrainingState) -> st.SearchStrategy[tc.TrainingCommand]:
    """Return what is said of one group."""
    at_, groups = st.just(now), st.sampled_from([*state.groups, "strangers"])
    reps = st.one_of(st.none(), st.integers(1, 8))
    starts = [each for group in state.groups.values() for each in group.starts]
    said = st.one_of(st.none(), st.sampled_from([*(each.seq for each in starts), 0]))
    instants = st.sampled_from([now, *(each.at for each in starts)])
    return st.one_of(
        st.builds(tc.CancelStart, at_, groups),
        st.builds(tc.AddRepetitions, at_, groups, st.sampled_from(ADDED), st.booleans()),
        st.builds(tc.RepeatRepetition, at_, groups, reps),
        st.builds(tc.DropRepetition, at_, groups, reps),
        st.builds(tc.MoveStart, at_, groups, st.builds(_moved, instants, _shifts), said),
    )


def _moved(instant: Instant, by: int) -> Instant:
    return Instant(instant + by)


def on_times(now: Instant, state: TrainingState) -> st.SearchStrategy[tc.TrainingCommand]:
    """Return corrections, of times that are there and of some that are not."""
    attempts = [each for runner in state.runners.values() for each in runner.attempts]
    splits = st.sampled_from([*(s.seq for each in attempts for s in each.splits), 0])
    starts = st.sampled_from([None, *(each.start for each in attempts), 0])
    marks = [metres(each) for each in (200, 300, 400, 77)]
    at_, who = st.just(now), st.sampled_from(list(state.runners))
    return st.one_of(
        st.builds(tc.TypeTime, at_, who, _elapsed, starts, st.sampled_from([None, *marks])),
        st.builds(tc.RetimeSplit, at_, splits, _elapsed),
        st.builds(tc.DeleteSplit, at_, splits),
        st.builds(tc.GiveSplit, at_, splits, who),
        st.builds(tc.PlaceSplit, at_, splits, st.sampled_from(marks)),
        st.builds(rc.DropTap, at_, st.sampled_from([*(each.seq for each in state.taps), 0])),
    )
