"""What does a coach see at this instant? The one call per frame.

Facts come from splits alone and change with the state only; the live part is an estimate that
moves with the clock. Times are ns after time zero, deficits positive behind.
"""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from app.analysis import deficit as df
from app.analysis.arrival import Arrival, not_yet
from app.analysis.laps import Lap, laps
from app.analysis.plausible import flag
from app.analysis.profile import Profile, Profiles, profile_for
from app.analysis.projection import DEFAULT_RULE, Projection, expected_at, project
from app.domain.course import Distance
from app.domain.state import EntryState, SessionState
from app.domain.target import Target
from app.domain.times import Duration, Instant, between

ByTarget = Mapping[str, Duration]


class Passage(NamedTuple):
    """A mark that was passed: the lap to it and what was known there.

    `changes` is how much of each deficit came about on this lap; `projection` is None at the
    finish.
    """

    run: Lap
    deficits: ByTarget
    changes: ByTarget
    projection: Projection | None
    flag: str


class Facts(NamedTuple):
    """Everything about one entry that changes only when its splits, targets or plan do."""

    entry: EntryState
    passages: tuple[Passage, ...]
    profile: Profile
    next_mark: Distance | None

    @property
    def projection(self) -> Projection | None:
        """The projected finish from the last mark."""
        return self.passages[-1].projection if self.passages else None

    @property
    def last(self) -> Passage | None:
        """The last mark passed."""
        return self.passages[-1] if self.passages else None


class Estimate(NamedTuple):
    """Where the athlete may be now, between two marks.

    `arrival` is at the next mark and `at_next` the deficit expected there; `position` is where the
    runner is thought to be, `now` the deficit at that place, `now_sd` its standard deviation, and
    `needed` the pace per 400 m from there that still reaches each target.
    """

    arrival: Arrival
    at_next: ByTarget
    position: Distance
    now: ByTarget
    now_sd: Duration
    needed: ByTarget


class EntryAnalysis(NamedTuple):
    """One entry at one instant. `needed` is from the last mark; `estimate` None when none runs."""

    facts: Facts
    needed: ByTarget
    estimate: Estimate | None


class Analysis(NamedTuple):
    """A whole session at one instant; `elapsed` is held at the last split after the finish."""

    state: SessionState
    elapsed: Duration
    entries: tuple[EntryAnalysis, ...]


def facts_of(
    state: SessionState, entry: EntryState, profiles: Profiles, rule: str = DEFAULT_RULE
) -> Facts:
    """Return what the splits of `entry` say, projected by `rule`."""
    plan = state.plan
    profile = profile_for(profiles, plan.course.distance, plan.race_class)
    run = laps(entry, state.zero)
    passages: list[Passage] = []
    before: ByTarget = {}
    for i in range(len(run)):
        passage = _passage(state, run[: i + 1], before, profile, rule)
        passages.append(passage)
        before = passage.deficits
    return Facts(entry, tuple(passages), profile, state.next_mark(entry))


def _passage(
    state: SessionState, run: Sequence[Lap], before: ByTarget, profile: Profile, rule: str
) -> Passage:
    last, course = run[-1], state.plan.course
    deficits = {each.id: df.deficit(last.time, last.mark, each) for each in state.targets}
    changes = {key: Duration(value - before.get(key, 0)) for key, value in deficits.items()}
    projection = project(run, course.distance, state.primary, profile, rule)
    return Passage(last, deficits, changes, projection, flag(run, state.primary))


def analyse(
    state: SessionState, now: Instant, profiles: Profiles, rule: str = DEFAULT_RULE
) -> Analysis:
    """Return the whole session at `now`, an instant on its own clock."""
    facts = [facts_of(state, entry, profiles, rule) for entry in state.entries.values()]
    return at_instant(state, facts, now)


def at_instant(state: SessionState, facts: Sequence[Facts], now: Instant) -> Analysis:
    """Return the session at `now` from facts that are known already."""
    elapsed = elapsed_at(state, now)
    return Analysis(state, elapsed, tuple(_at(state, each, elapsed) for each in facts))


def elapsed_at(state: SessionState, now: Instant) -> Duration:
    """Return the race time at `now`: 0 before the start, the last split when all have finished."""
    splits = [e.splits[-1].time(state.zero) for e in state.entries.values() if e.splits]
    last = max(splits, default=Duration(0))
    if state.zero is None or state.phase == "finished":
        return last
    return max(between(state.zero.at, now), last)


def _at(state: SessionState, facts: Facts, elapsed: Duration) -> EntryAnalysis:
    mark = facts.entry.last_mark
    time = facts.passages[-1].run.time if facts.passages else Duration(0)
    needed = _needed(state.targets, time, mark)
    if state.zero is None or facts.next_mark is None:
        return EntryAnalysis(facts, needed, None)
    return EntryAnalysis(facts, needed, _estimate(state, facts, facts.next_mark, elapsed))


def _needed(targets: Sequence[Target], time: Duration, mark: Distance) -> ByTarget:
    paces = ((each.id, df.needed_per_400(time, mark, each)) for each in targets)
    return {key: pace for key, pace in paces if pace is not None}


def _estimate(state: SessionState, facts: Facts, mark: Distance, elapsed: Duration) -> Estimate:
    time, begin = Duration(0), Distance(0)
    if facts.passages:
        time, begin = facts.passages[-1].run.time, facts.passages[-1].run.mark
    arrival = _arrival(state, facts, mark, time, elapsed)
    gone = (elapsed - time) / max(arrival.expected - time, 1)
    position = Distance(begin + round((mark - begin) * min(gone, 1.0)))
    return Estimate(
        arrival=arrival,
        at_next={t.id: df.deficit(arrival.expected, mark, t) for t in state.targets},
        position=position,
        now={t.id: df.deficit(elapsed, position, t) for t in state.targets},
        now_sd=Duration(round(arrival.sd * min(gone, 1.0))),
        needed=_needed(state.targets, elapsed, position),
    )


def _arrival(
    state: SessionState, facts: Facts, mark: Distance, time: Duration, elapsed: Duration
) -> Arrival:
    """Before the first split the primary target is all that is known of the athlete."""
    target, last = state.primary, facts.last
    if last is None or last.projection is None:
        mean = target.time_at(mark)
    else:
        mean = expected_at(mark, last.run, last.projection, target, facts.profile)
    mean = max(mean, Duration(time + 1))
    sd = Duration(max(1, round((mean - time) * facts.profile.arrival_sd)))
    return not_yet(mean, sd, elapsed)
