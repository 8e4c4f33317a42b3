"""What does a coach see at this instant? The one call per frame.

Facts come from splits alone and change with the state only; the live part is an estimate that
moves with the clock. Times are ns after time zero, deficits positive behind.
"""

from collections.abc import Mapping, Sequence
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from app.analysis import deficit as df
from app.analysis.arrival import Arrival, not_yet
from app.analysis.laps import Lap, laps
from app.analysis.outlook import Awaited, RunSoFar, awaited, first_due
from app.analysis.plausible import flag
from app.analysis.profile import Profile, Profiles, profile_for
from app.analysis.projection import (
    DEFAULT_RULE,
    PACING,
    Projection,
    expected_at,
    last_segment,
    project,
)
from app.analysis.same import Same
from app.domain.course import Distance
from app.domain.plan import PACER
from app.domain.state import FINISHED, EntryState, SessionState
from app.domain.target import Target
from app.domain.times import Duration, Instant, between

if TYPE_CHECKING:
    from app.analysis.pacing.forecast import Forecast
    from app.analysis.pacing.model import PacingModel

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
    """Everything about one entry that changes only when its splits, targets or plan do.

    `entry` has the times that count where several watches are held on the athlete; `next_mark` is
    the first mark that none of them has. A pacer has no projection. `so_far` is what the pacing
    model is asked about, None where it does not project.
    """

    entry: EntryState
    passages: tuple[Passage, ...]
    profile: Profile
    next_mark: Distance | None
    so_far: RunSoFar | None = None

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
    `needed` the pace per 400 m from there that still reaches each target. `late` is by how much
    the press is later than the next mark was due, 0 within one standard deviation of that.
    `awaited` is there where the pacing model foretells.
    """

    arrival: Arrival
    at_next: ByTarget
    position: Distance
    now: ByTarget
    now_sd: Duration
    needed: ByTarget
    late: Duration = Duration(0)
    awaited: Awaited | None = None


class EntryAnalysis(NamedTuple):
    """One entry at one instant. `needed` is from the last mark; `estimate` None when none runs.

    `elapsed` is the athlete's own running time, from the start of the wave; 0 before it.
    """

    facts: Facts
    needed: ByTarget
    estimate: Estimate | None
    elapsed: Duration = Duration(0)

    @property
    def forecast(self) -> "Forecast | None":
        """The band at this instant, given that the next press has not come; None without one."""
        projection = self.facts.projection
        if projection is None or projection.band is None:
            return None
        waited = self.estimate.awaited if self.estimate is not None else None
        return projection.band if waited is None else waited.forecast

    @property
    def projected_from_mark(self) -> Duration | None:
        """The finish as it was projected at the last mark; where it is next, as it is due now.

        That is cheap enough for twelve athletes a frame.
        """
        projection, estimate, next_mark = self.facts.projection, self.estimate, self.facts.next_mark
        if projection is None or estimate is None or next_mark != projection.distance:
            return None if projection is None else projection.finish
        return estimate.arrival.expected


class Analysis(NamedTuple):
    """A whole session at one instant; `elapsed` is held at the last split after the finish.

    It is the race clock: with waves it counts from the first start. Watches are no entries.
    """

    state: SessionState
    elapsed: Duration
    entries: tuple[EntryAnalysis, ...]


def facts_of(
    state: SessionState,
    entry: EntryState,
    profiles: Profiles,
    rule: str = DEFAULT_RULE,
    known: Sequence[Passage] = (),
    model: "PacingModel | None" = None,
) -> Facts:
    """Return what the splits of `entry` that count say, projected by `rule`.

    The projection of an athlete with a target of their own refers to that one. `known` are the
    passages by the same plan, targets, rule and model before the newest split: the first of them
    that are still what was run are taken over. Without a `model` its rule has a simple one in its
    place.
    """
    plan, entry = state.plan, state.counted(entry)
    profile = profile_for(profiles, plan.course.distance, plan.race_class)
    target, projected = state.target_of(entry), entry.entrant.role != PACER
    run = laps(entry, state.zero_of(entry))
    asked = _asked(state, entry, model) if projected and model is not None else None
    pairs = zip(known, run, strict=False)
    passages = [each for each, _ in takewhile(lambda pair: pair[0].run == pair[1], pairs)]
    before: ByTarget = passages[-1].deficits if passages else {}
    for i in range(len(passages) + 1, len(run) + 1):
        there = None
        if projected:
            so_far = asked and _after(asked, run[:i])
            there = project(run[:i], plan.course.distance, target, profile, rule, so_far)
        passages.append(_passage(run[:i], state.targets, before, there, flag(run[:i], target)))
        before = passages[-1].deficits
    whole = _after(asked, run) if asked is not None and rule == PACING else None
    return Facts(entry, tuple(passages), profile, state.next_mark(entry), whole)


def _asked(state: SessionState, entry: EntryState, model: "PacingModel") -> RunSoFar:
    """Return what the model is asked about before the first mark."""
    plan, best = state.plan, entry.entrant.reference
    return RunSoFar(Same(model), plan.course.distance, (), (), plan.race_class, best)


def _after(asked: RunSoFar, run: Sequence[Lap]) -> RunSoFar:
    return asked._replace(
        marks=tuple(each.mark for each in run), times=tuple(each.time for each in run)
    )


def _passage(
    run: Sequence[Lap],
    targets: Sequence[Target],
    before: ByTarget,
    projection: Projection | None,
    doubt: str,
) -> Passage:
    last = run[-1]
    deficits = {each.id: df.deficit(last.time, last.mark, each) for each in targets}
    changes = {key: Duration(value - before.get(key, 0)) for key, value in deficits.items()}
    return Passage(last, deficits, changes, projection, doubt)


def analyse(
    state: SessionState,
    now: Instant,
    profiles: Profiles,
    rule: str = DEFAULT_RULE,
    model: "PacingModel | None" = None,
) -> Analysis:
    """Return the whole session at `now`, an instant on its own clock."""
    facts = [facts_of(state, entry, profiles, rule, model=model) for entry in state.racing]
    return at_instant(state, facts, now)


def at_instant(state: SessionState, facts: Sequence[Facts], now: Instant) -> Analysis:
    """Return the session at `now` from facts that are known already."""
    last = max((_last_at(each) for each in facts), default=Duration(0))
    elapsed = _race_clock(state, last, now)
    return Analysis(state, elapsed, tuple(_at(state, each, elapsed) for each in facts))


def elapsed_at(state: SessionState, now: Instant) -> Duration:
    """Return the race time at `now`: 0 before the start, the last split when all have finished."""
    entries = [state.counted(each) for each in state.racing]
    times = [
        Duration(each.splits[-1].time(state.zero_of(each)) + each.entrant.offset)
        for each in entries
        if each.splits
    ]
    return _race_clock(state, max(times, default=Duration(0)), now)


def _last_at(facts: Facts) -> Duration:
    """When the race clock showed the last split of an athlete, 0 without one."""
    if not facts.passages:
        return Duration(0)
    return Duration(facts.passages[-1].run.time + facts.entry.entrant.offset)


def _race_clock(state: SessionState, last: Duration, now: Instant) -> Duration:
    if state.zero is None or state.phase == FINISHED:
        return last
    return max(between(state.zero.at, now), last)


def _at(state: SessionState, facts: Facts, race: Duration) -> EntryAnalysis:
    """An own running time stands still where no press is waited for any more."""
    mark = facts.entry.last_mark
    time = facts.passages[-1].run.time if facts.passages else Duration(0)
    needed = _needed(state.targets, time, mark)
    if state.zero is None or facts.next_mark is None:
        return EntryAnalysis(facts, needed, None, time)
    own = max(Duration(race - facts.entry.entrant.offset), time)
    estimate = _estimate(state, facts, facts.next_mark, own)
    return EntryAnalysis(facts, needed, estimate, own)


def _needed(targets: Sequence[Target], time: Duration, mark: Distance) -> ByTarget:
    paces = ((each.id, df.needed_per_400(time, mark, each)) for each in targets)
    return {key: pace for key, pace in paces if pace is not None}


def _estimate(state: SessionState, facts: Facts, mark: Distance, elapsed: Duration) -> Estimate:
    time, begin = Duration(0), Distance(0)
    if facts.passages:
        time, begin = facts.passages[-1].run.time, facts.passages[-1].run.mark
    press = _awaited(facts, mark, elapsed)
    arrival = _arrival(state, facts, mark, time, elapsed) if press is None else _by_model(press)
    way = arrival if press is None else _on_the_way(press)
    gone = (elapsed - time) / max(way.expected - time, 1)
    position = Distance(begin + round((mark - begin) * min(gone, 1.0)))
    return Estimate(
        arrival=arrival,
        at_next={t.id: df.deficit(arrival.expected, mark, t) for t in state.targets},
        position=position,
        now={t.id: df.deficit(elapsed, position, t) for t in state.targets},
        now_sd=Duration(round(arrival.sd * min(gone, 1.0))),
        needed=_needed(state.targets, elapsed, position),
        late=Duration(0) if press is None else _late(press),
        awaited=press,
    )


def _awaited(facts: Facts, mark: Distance, elapsed: Duration) -> Awaited | None:
    """Before the first mark the model knows what the target does not only of a known athlete."""
    run = facts.so_far
    if run is None or not (run.marks or run.reference):
        return None
    return awaited(run, mark, elapsed)


def _by_model(press: Awaited) -> Arrival:
    due = press.due
    return Arrival(max(due.expected, press.now), due.sd, due.overdue)


def _on_the_way(press: Awaited) -> Arrival:
    """Return the arrival that says how far the athlete may be: with tails that are not heavy.

    The longer somebody is overdue the farther off a heavy tail has them, and nobody runs back.
    """
    first = first_due(press.run, press.mark).due
    return not_yet(first.expected, Duration(max(first.sd, 1)), press.now)


def _late(press: Awaited) -> Duration:
    first = first_due(press.run, press.mark).due
    over = Duration(press.now - first.expected)
    return over if over > first.sd else Duration(0)


def _arrival(
    state: SessionState, facts: Facts, mark: Distance, time: Duration, elapsed: Duration
) -> Arrival:
    mean = max(_expected(state, facts, mark), Duration(time + 1))
    sd = Duration(max(1, round((mean - time) * facts.profile.arrival_sd)))
    return not_yet(mean, sd, elapsed)


def _expected(state: SessionState, facts: Facts, mark: Distance) -> Duration:
    """Before the first split the target is all that is known; a pacer goes on as on the last lap."""
    target, last = state.target_of(facts.entry), facts.last
    if last is None:
        return target.time_at(mark)
    if last.projection is None:
        return last_segment(last.run, mark)
    return expected_at(mark, last.run, last.projection, target, facts.profile)
