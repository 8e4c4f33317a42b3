"""Who is where in the field, of those who were timed?

Ranks and gaps go by each athlete's own time at a mark, also where the waves started apart: in a
race of several waves the fastest is first, whoever is in front. Pacers and further watches are
outside. Equal times share a rank. Athletes who withdrew keep what they have. Gaps are ns, 0 or
more.
"""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.analysis.live import Analysis, EntryAnalysis, Facts
from app.analysis.same import Same
from app.domain.course import Distance
from app.domain.plan import ATHLETE, EntryId
from app.domain.state import FINISHED, SessionState
from app.domain.times import Duration

Stretch = tuple[Distance, Distance]


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


class EntryStanding(NamedTuple):
    """One athlete: the places by mark, in their order, and how many laps behind now.

    `laps_behind` the leader of the same wave is by where both are thought to be; `lapped` says
    that the marks alone prove that it is one or more.
    """

    places: Mapping[Distance, Place]
    laps_behind: int
    lapped: bool

    @property
    def last(self) -> Place | None:
        """The place at the last mark with a time."""
        return [*self.places.values()][-1] if self.places else None


Standing = Mapping[EntryId, EntryStanding]
"""Every athlete; pacers and watches are not in it."""

Places = Mapping[EntryId, Mapping[Distance, Place]]


def standing(analysis: Analysis) -> Standing:
    """Return everybody's places, and who is lapped at this instant.

    The places change with the facts only: asked again for the same ones, they are at hand.
    """
    athletes = [each for each in analysis.entries if _counts(each.facts)]
    known = _known_places(tuple(Same(each.facts) for each in athletes))
    found: dict[EntryId, EntryStanding] = {}
    for each in athletes:
        entry = each.facts.entry.entrant.id
        behind, lapped = _laps_behind(analysis.state, each, athletes)
        found[entry] = EntryStanding(known[entry], behind, lapped)
    return found


@lru_cache(4)
def _known_places(facts: tuple[Same[Facts], ...]) -> Places:
    return places_of([each.it for each in facts])


def places_of(facts: Sequence[Facts]) -> Places:
    """Return the places of every athlete at every mark with a time."""
    athletes = [each for each in facts if _counts(each)]
    times: dict[Distance, list[Duration]] = {}
    laps: dict[Stretch, list[Duration]] = {}
    for each in athletes:
        for passage in each.passages:
            run = passage.run
            times.setdefault(run.mark, []).append(run.time)
            laps.setdefault((run.begin, run.mark), []).append(run.lap)
    for column in (*times.values(), *laps.values()):
        column.sort()
    return {each.entry.entrant.id: _places(each, times, laps) for each in athletes}


def _counts(facts: Facts) -> bool:
    return facts.entry.entrant.role == ATHLETE


def _places(
    facts: Facts,
    times: Mapping[Distance, Sequence[Duration]],
    laps: Mapping[Stretch, Sequence[Duration]],
) -> Mapping[Distance, Place]:
    typed = dict(facts.entry.ranks)
    found: dict[Distance, Place] = {}
    for passage in facts.passages:
        run = passage.run
        here, same = times[run.mark], laps[run.begin, run.mark]
        found[run.mark] = Place(
            mark=run.mark,
            rank=here.index(run.time) + 1,
            timed=len(here),
            gap=Duration(run.time - here[0]),
            lap_rank=same.index(run.lap) + 1,
            lap_timed=len(same),
            field_rank=typed.get(run.mark),
        )
    return found


def _laps_behind(
    state: SessionState, one: EntryAnalysis, athletes: Sequence[EntryAnalysis]
) -> tuple[int, bool]:
    """Return how many whole laps `one` is behind the first of the wave, and whether that is sure.

    Who has not passed a mark that the first passed a lap and more farther on was lapped. Nobody
    is who has finished or withdrew; who withdrew leads nobody.
    """
    entry, lap = one.facts.entry, state.plan.course.lap
    if state.status(entry) == FINISHED or entry.withdrawn:
        return 0, False
    wave = [
        each
        for each in athletes
        if each.facts.entry.entrant.offset == entry.entrant.offset
        and not each.facts.entry.withdrawn
    ]
    first = max(_position(each) for each in wave)
    leader = max(each.facts.entry.reached for each in wave)
    ahead = one.facts.next_mark
    lapped = ahead is not None and leader - ahead >= lap
    return max((first - _position(one)) // lap, int(lapped)), lapped


def _position(each: EntryAnalysis) -> Distance:
    """Return where an athlete is thought to be, at the last mark where nothing is estimated."""
    reached = each.facts.entry.reached
    return reached if each.estimate is None else max(each.estimate.position, reached)
