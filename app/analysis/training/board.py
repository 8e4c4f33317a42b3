"""How does the session stand? Who runs, who rests since when and until when, and how it goes.

One call per change of the session: what moves between changes is the clock alone, so that a frame
only subtracts the instants it finds here.
"""

from typing import NamedTuple

from app.analysis.training.next_start import NextStart, due_of, next_start
from app.analysis.training.repetitions import Repetition, done, repetitions
from app.analysis.training.tally import Tally, tallies
from app.domain.times import Instant
from app.domain.training.session_state import RunnerState, TrainingState

RUNS = "runs"
RESTS = "rests"
WAITS = "waits"
AWAY = "away"
STOPPED = "stopped"
THROUGH = "through"


class RunnerNow(NamedTuple):
    """One athlete: what the athlete does, and how it went so far.

    `doing` is `runs` since the start, `rests` since the last stop, `waits` where no stop is known,
    `away`, `stopped`, or `through` when nothing is left to run.
    `due` is the end of the athlete's own recovery. `last` is the last repetition with a time.
    """

    runner: RunnerState
    doing: str
    since: Instant | None
    due: Instant | None
    repetitions: tuple[Repetition, ...]
    last: Repetition | None
    tallies: tuple[Tally, ...]


class Board(NamedTuple):
    """The groups with their next starts, and everybody, in the order of the set-up."""

    groups: tuple[NextStart, ...]
    runners: tuple[RunnerNow, ...]


def board(state: TrainingState) -> Board:
    """Return how a session stands."""
    groups = {name: next_start(state, name) for name in state.groups}
    runners = tuple(
        _runner_now(state, each, groups[each.runner.group]) for each in state.runners.values()
    )
    return Board(tuple(groups.values()), runners)


def _runner_now(state: TrainingState, runner: RunnerState, coming: NextStart) -> RunnerNow:
    found = repetitions(state, runner)
    doing, since = _doing(state, runner, coming)
    timed = done(found)
    return RunnerNow(
        runner=runner,
        doing=doing,
        since=since,
        due=due_of(state, runner) if doing == RESTS else None,
        repetitions=found,
        last=timed[-1][0] if timed else None,
        tallies=tallies(found),
    )


def _doing(
    state: TrainingState, runner: RunnerState, coming: NextStart
) -> tuple[str, Instant | None]:
    last = runner.last
    if last is not None and state.is_running(runner):
        return RUNS, last.started_at
    if runner.stopping is not None:
        return STOPPED, runner.stopping.at
    if not runner.here:
        return AWAY, None
    stops = (each.stopped_at for each in reversed(runner.attempts))
    stopped_at = next((each for each in stops if each is not None), None)
    if coming.rep is None:
        return THROUGH, stopped_at
    return (RESTS, stopped_at) if stopped_at is not None else (WAITS, None)
