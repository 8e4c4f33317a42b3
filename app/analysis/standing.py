"""Who is where in the field, of those who were timed?

Ranks and gaps go by each athlete's own time at a mark, also where the waves started apart: in a
race of several waves the fastest is first, whoever is in front. Pacers and further watches are
outside. Equal times share a rank. Athletes who withdrew keep what they have. Gaps are ns, 0 or
more.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.analysis.laps import Lap
from app.analysis.live import Analysis, EntryAnalysis, Facts
from app.analysis.same import Same
from app.domain.course import Distance
from app.domain.plan import ATHLETE, EntryId
from app.domain.state import FINISHED, SessionState
from app.domain.times import Duration

_KEPT = 64


class Place(NamedTuple):
    """One athlete at one mark: `rank` of the `timed` there, and how far behind the first (`gap`).

    `lap_rank` is that of the stretch up to the mark, of the `lap_timed` who were timed at both its
    ends. `field_rank` is the place in the whole field, where it was typed.
    """

    mark: Distance
    rank: int
    timed: int
    gap: Duration
    lap_rank: int
    lap_timed: int
    field_rank: int | None


Runs = Mapping[Distance, Lap]
"""The laps of one athlete by the marks they end at, in their order."""


class PlacesAtMarks(Mapping[Distance, Place]):
    """The places of one athlete by mark, in their order; each is worked out when it is asked for.

    A press changes the place of everybody at its mark, and a frame shows that of the last mark.
    """

    __slots__ = ("_everybody", "_found", "_own", "_typed")

    def __init__(self, facts: Facts, everybody: Sequence[Runs]) -> None:
        """Rank the athlete of `facts` among `everybody`, who is one of them."""
        self._own = _runs(Same(facts))
        self._typed = dict(facts.entry.ranks)
        self._everybody = everybody
        self._found: dict[Distance, Place] = {}

    def __getitem__(self, mark: Distance) -> Place:
        """Return the place at `mark`; raise `KeyError` where the athlete has no time."""
        if mark not in self._found:
            own = self._own[mark]
            self._found[mark] = _place(own, self._everybody, self._typed.get(mark))
        return self._found[mark]

    def __iter__(self) -> Iterator[Distance]:
        """Return the marks with a time, in their order."""
        return iter(self._own)

    def __len__(self) -> int:
        """Return at how many marks there is a time."""
        return len(self._own)

    @property
    def last(self) -> Place | None:
        """The place at the last mark with a time."""
        mark = next(reversed(self._own), None)
        return None if mark is None else self[mark]


class EntryStanding(NamedTuple):
    """One athlete: the places by mark, in their order, and how many laps behind now.

    `laps_behind` the leader of the same wave is by where both are thought to be; `lapped` says
    that the marks alone prove that it is one or more.
    """

    places: PlacesAtMarks
    laps_behind: int
    lapped: bool

    @property
    def last(self) -> Place | None:
        """The place at the last mark with a time."""
        return self.places.last


Standing = Mapping[EntryId, EntryStanding]
"""Every athlete; pacers and watches are not in it."""

Places = Mapping[EntryId, PlacesAtMarks]


def standing(analysis: Analysis) -> Standing:
    """Return everybody's places, and who is lapped at this instant.

    The places change with the facts only: asked again for the same ones, they are at hand.
    """
    return _standing(Same(analysis))


@lru_cache(2)
def _standing(frame: Same[Analysis]) -> Standing:
    analysis = frame.it
    athletes = [each for each in analysis.entries if _counts(each.facts)]
    known = _known_places(tuple(Same(each.facts) for each in athletes))
    firsts = _firsts(athletes)
    found: dict[EntryId, EntryStanding] = {}
    for each in athletes:
        entry = each.facts.entry.entrant
        behind, lapped = _laps_behind(analysis.state, each, firsts.get(entry.offset))
        found[entry.id] = EntryStanding(known[entry.id], behind, lapped)
    return found


@lru_cache(4)
def _known_places(facts: tuple[Same[Facts], ...]) -> Places:
    return places_of([each.it for each in facts])


def places_of(facts: Sequence[Facts]) -> Places:
    """Return the places of every athlete at every mark with a time."""
    athletes = [each for each in facts if _counts(each)]
    everybody = [_runs(Same(each)) for each in athletes]
    return {each.entry.entrant.id: PlacesAtMarks(each, everybody) for each in athletes}


def _counts(facts: Facts) -> bool:
    return facts.entry.entrant.role == ATHLETE


@lru_cache(_KEPT)
def _runs(facts: Same[Facts]) -> dict[Distance, Lap]:
    """Only the facts of the athlete who was pressed have changed since the last press."""
    return {each.run.mark: each.run for each in facts.it.passages}


def _place(own: Lap, everybody: Sequence[Runs], typed: int | None) -> Place:
    """Return the place at the end of one lap among all who have a time there."""
    here = [each[own.mark] for each in everybody if own.mark in each]
    times = [each.time for each in here]
    same = [each.lap for each in here if each.begin == own.begin]
    return Place(
        mark=own.mark,
        rank=1 + sum(each < own.time for each in times),
        timed=len(times),
        gap=Duration(own.time - min(times)),
        lap_rank=1 + sum(each < own.lap for each in same),
        lap_timed=len(same),
        field_rank=typed,
    )


class _First(NamedTuple):
    """How far the first of a wave is thought to be, and which mark the first has passed for sure."""

    position: Distance
    reached: Distance


def _firsts(athletes: Iterable[EntryAnalysis]) -> dict[Duration, _First]:
    """Return the first of each wave, by its start; who withdrew leads nobody."""
    found: dict[Duration, _First] = {}
    for each in athletes:
        entry = each.facts.entry
        if not entry.withdrawn:
            wave = entry.entrant.offset
            position, reached = found.get(wave, _First(Distance(0), Distance(0)))
            found[wave] = _First(max(position, _position(each)), max(reached, entry.reached))
    return found


def _laps_behind(state: SessionState, one: EntryAnalysis, first: _First | None) -> tuple[int, bool]:
    """Return how many whole laps `one` is behind the first of the wave, and whether that is sure.

    Who has not passed a mark that the first passed a lap and more farther on was lapped. Nobody
    is who has finished or withdrew.
    """
    entry, lap = one.facts.entry, state.plan.course.lap
    if first is None or entry.withdrawn or state.status(entry) == FINISHED:
        return 0, False
    ahead = one.facts.next_mark
    lapped = ahead is not None and first.reached - ahead >= lap
    return max((first.position - _position(one)) // lap, int(lapped)), lapped


def _position(each: EntryAnalysis) -> Distance:
    """Return where an athlete is thought to be, at the last mark where nothing is estimated."""
    reached = each.facts.entry.reached
    return reached if each.estimate is None else max(each.estimate.position, reached)
