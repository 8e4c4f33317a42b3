"""How did the same session go on an earlier day? Repetition by repetition, athlete by athlete.

Two sessions are the same where their plans read the same, however they were typed. Times are
nanoseconds; a change > 0 is slower than then.
"""

from collections.abc import Mapping
from typing import NamedTuple

from app.analysis.training.repetitions import Repetition, done, repetitions
from app.analysis.training.tally import Tally, tallies
from app.domain.refusals import Refusal
from app.domain.times import Duration
from app.domain.training.plan_reading import reading
from app.domain.training.session_setup import plan_of
from app.domain.training.session_state import TrainingState

Place = tuple[int, int, int]
"""Where a repetition stands: its set, its number in the set, its distance."""


class EarlierRuns(NamedTuple):
    """What one athlete ran on the earlier day."""

    times: Mapping[Place, Duration]
    tallies: tuple[Tally, ...]


class Earlier(NamedTuple):
    """The earlier session: its id, its day, and what was run there, by names in small letters."""

    session: str
    title: str
    date: str
    runners: Mapping[str, EarlierRuns]

    def of(self, name: str) -> EarlierRuns | None:
        """Return what an athlete ran then, None for somebody who was not there."""
        return self.runners.get(name.casefold())


def read_as(plan: str) -> str:
    """Return how a plan is read, empty where it cannot be read."""
    try:
        return reading(plan_of(plan))
    except Refusal:
        return ""


def earlier_of(state: TrainingState, session: str, date: str) -> Earlier:
    """Return an earlier session as it is laid beside a later one; who ran nothing is left out."""
    found = {}
    for runner in state.runners.values():
        all_of_them = repetitions(state, runner)
        times = {place_of(each): time for each, time in done(all_of_them)}
        if times:
            found[runner.runner.name.casefold()] = EarlierRuns(times, tallies(all_of_them))
    return Earlier(session, state.setup.title, date, found)


def place_of(repetition: Repetition) -> Place:
    """Return where a repetition stands in the plan."""
    return repetition.of_set, repetition.in_set, repetition.distance
