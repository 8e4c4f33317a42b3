"""What may everybody be told of a race? Its clock, and of each athlete what is confirmed.

Times are ns; deficits are positive behind. A pacer has no rank, no projection and no result.
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.confirmed import HeldBack, both, doubtful, unsettled, without
from app.analysis.known import KnownFacts
from app.analysis.live import Analysis, EntryAnalysis, at_instant, elapsed_at
from app.analysis.profile import Profiles
from app.analysis.standing import Standing, standing
from app.domain.course import Distance
from app.domain.events import IMPORTED_BY_HAND_STAMP, IMPORTED_STAMP
from app.domain.plan import ATHLETE, PACER, EntryId, Plan
from app.domain.state import FINISHED, HAND, IMPORTED, OFFICIAL, RUNNING, SessionState, Split
from app.domain.target import Target
from app.domain.times import Duration, Instant

if TYPE_CHECKING:
    from app.analysis.pacing.model import PacingModel

TYPED = "typed"
FITTED = "fitted"
"""What a result rests on beside the bases of time zero: a time that was typed, and a press on a
clock that was fitted to the official times of others."""


class Result(NamedTuple):
    """A finish time, and what it rests on: `hand`, `synced`, `fitted`, `typed`, `imported`,
    `official`.
    """

    time: Duration
    by_hand: bool
    basis: str


class Public(NamedTuple):
    """One athlete, at the last confirmed mark: `mark` and `split` are None before the first.

    `rank` is the place in the race as far as it is known, `off` how far behind the first who was
    timed at that mark. `status` is `dnf` or `dns` of
    who is out of the race.
    """

    entry: EntryId
    athlete: str
    lane: int
    pacer: bool
    target: Target
    mark: Distance | None = None
    split: Duration | None = None
    by_hand: bool = False
    deficit: Duration | None = None
    projected: Duration | None = None
    rank: int | None = None
    off: Duration | None = None
    result: Result | None = None
    status: str = ""


class CrowdView(NamedTuple):
    """A whole race. `clock` is None where it is over but its end is not confirmed.

    The athletes stand in the order of the race, who is farthest first; pacers and who is out come
    last.
    """

    plan: Plan
    phase: str
    clock: Duration | None
    running: bool
    athletes: tuple[Public, ...]


class Crowd:
    """Owns what is known of the race as everybody sees it; used from one thread."""

    def __init__(self, profiles: Profiles) -> None:
        """Know nothing yet."""
        self._facts = KnownFacts(profiles)
        self._of: tuple[SessionState, HeldBack, SessionState] | None = None
        self._doubts: tuple[SessionState, HeldBack] | None = None

    def look(self, analysis: Analysis, at: Instant, rule: str, *, live: bool) -> CrowdView:
        """Return what is shown at `at`, an instant on the session's clock; a replay has no doubts."""
        state = analysis.state
        doubts = self._doubts_of(state) if live else HeldBack()
        clock = _clock(state, without(state, doubts), at)
        seen = self.confirmed(analysis, at, rule, live=live)
        phase = seen.state.phase
        runs = clock is not None and state.zero is not None and state.phase == RUNNING
        return CrowdView(state.plan, phase, clock, runs, _athletes(seen))

    def confirmed(
        self, analysis: Analysis, at: Instant, rule: str, *, live: bool, settled: bool = True
    ) -> Analysis:
        """Return the analysis of what is confirmed: `analysis` itself where that is everything.

        Where it need not be `settled`, a press without a question counts at once.
        """
        state = analysis.state
        held = self._doubts_of(state) if live else HeldBack()
        if live and settled:
            held = both(held, unsettled(state, at))
        shown = self._without(state, held)
        return analysis if shown is state else at_instant(shown, self._facts.of(shown, rule), at)

    def learn(self, model: "PacingModel") -> None:
        """Take up the pacing model."""
        self._facts.learn(model)

    def _doubts_of(self, state: SessionState) -> HeldBack:
        if self._doubts is None or self._doubts[0] is not state:
            self._doubts = (state, doubtful(state))
        return self._doubts[1]

    def _without(self, state: SessionState, held: HeldBack) -> SessionState:
        """The same state again for the same race: facts are known by the identity of theirs."""
        if self._of is None or self._of[0] is not state or self._of[1] != held:
            self._of = (state, held, without(state, held))
        return self._of[2]


def _clock(state: SessionState, trusted: SessionState, at: Instant) -> Duration | None:
    """The clock stops at the last press without waiting for it to settle, as a stadium's does."""
    if state.phase == FINISHED and trusted.phase != FINISHED:
        return None
    return elapsed_at(trusted, at)


def _athletes(analysis: Analysis) -> tuple[Public, ...]:
    known = standing(analysis)
    found = sorted((_athlete(analysis.state, each, known) for each in analysis.entries), key=_place)
    inside = [each for each in found if not (each.pacer or each.status)]
    if len(inside) < 2:
        return tuple(found)
    return tuple(each._replace(rank=_rank(each, inside)) for each in found)


def _rank(each: Public, inside: Sequence[Public]) -> int | None:
    """Return the place in the order of the race; who passed a mark in the same time share it."""
    if each.mark is None or each.pacer or each.status:
        return None
    return 1 + sum(_place(other)[2:4] < _place(each)[2:4] for other in inside)


def _place(each: Public) -> tuple[bool, bool, int, int, int]:
    """Who has run farthest is first, and of those who is there earlier."""
    time = each.result.time if each.result is not None else each.split
    return bool(each.status), each.pacer, -(each.mark or 0), time or 0, each.lane


def _athlete(state: SessionState, known: EntryAnalysis, field: Standing) -> Public:
    entry, last = known.facts.entry, known.facts.last
    entrant, target = entry.entrant, state.target_of(entry)
    plain = Public(
        entrant.id,
        entrant.athlete,
        entrant.lane,
        entrant.role == PACER,
        target,
        status=entry.withdrawn,
    )
    result = _result(state, known)
    if last is None:
        return plain if result is None else _given(plain, result)
    found = field.get(entrant.id)
    place = found.last if found is not None and len(field) > 1 else None
    time = result.time if result is not None else last.run.time
    return plain._replace(
        mark=last.run.mark,
        split=time,
        by_hand=last.run.split.by_hand if result is None else result.by_hand,
        deficit=Duration(last.deficits[target.id] + time - last.run.time),
        projected=_projected(known),
        off=place and place.gap,
        result=result,
    )


def _given(plain: Public, result: Result) -> Public:
    """An official time of somebody whom nobody timed."""
    return plain._replace(
        mark=plain.target.distance,
        split=result.time,
        deficit=Duration(result.time - plain.target.finish),
        result=result,
    )


def _projected(known: EntryAnalysis) -> Duration | None:
    """The finish as it was projected at the last mark, never before the clock."""
    finish = known.projected_from_mark
    if finish is None or known.facts.next_mark is None or known.facts.entry.withdrawn:
        return None
    return max(finish, known.elapsed)


def _result(state: SessionState, known: EntryAnalysis) -> Result | None:
    entry, last = known.facts.entry, known.facts.last
    official = state.official.get(entry.entrant.id)
    if entry.withdrawn or entry.entrant.role != ATHLETE:
        return None
    if official is not None:
        return Result(official, by_hand=False, basis=OFFICIAL)
    if last is None or last.run.mark != state.plan.course.distance:
        return None
    return Result(last.run.time, last.run.split.by_hand, _basis(state, last.run.split))


def _basis(state: SessionState, split: Split) -> str:
    if split.stamp in (IMPORTED_STAMP, IMPORTED_BY_HAND_STAMP):
        return IMPORTED
    if split.elapsed is not None or state.zero is None:
        return TYPED
    return FITTED if state.zero.basis == OFFICIAL else state.zero.basis or HAND
