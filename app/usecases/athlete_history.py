"""How has an athlete come on? Repetitions of one kind over the weeks, and bests over time of races.

Times are nanoseconds. A season is a calendar year.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.training.over_weeks import KindOverWeeks, Seen, over_weeks
from app.domain.course import Distance
from app.domain.times import Duration
from app.domain.training.session_state import TrainingState
from app.engine.kinds import state_of_any
from app.language import tr
from app.storage.failures import LibraryError
from app.storage.sessions import SessionSummary

if TYPE_CHECKING:
    from app.storage.bests import Finish
    from app.storage.library import Library

MOST_SESSIONS = 300
"""The newest training sessions that are read where no day is given: some six years of one a week."""


class RaceRun(NamedTuple):
    """One finish; `personal` and `season` say that none before it was as fast, in all or that year."""

    session: str
    title: str
    date: str
    time: Duration
    by_hand: bool
    personal: bool
    season: bool


class EventOverTime(NamedTuple):
    """The races of an athlete in one event, the oldest first."""

    event: str
    distance: Distance
    races: tuple[RaceRun, ...]


class History(NamedTuple):
    """What the library holds of an athlete. `passed_over` sessions could not be read.

    `left_out` is how many older training sessions were not looked into.
    """

    athlete: str
    kinds: tuple[KindOverWeeks, ...]
    events: tuple[EventOverTime, ...]
    sessions: int = 0
    left_out: int = 0
    passed_over: tuple[str, ...] = ()


class NoSuchAthlete(LookupError):
    """Nobody of that name was timed; the message is one sentence."""


def history_of(library: "Library", name: str, since: str = "") -> History:
    """Return what an athlete did, since a day (`2026-05-05`) where one is given.

    Whoever is written in capitals is the same person. Raises `NoSuchAthlete` and `LibraryError`.
    """
    wanted = " ".join(name.split())
    athlete = _known(library, wanted)
    found = [each for each in library.trainings([athlete]) if not since or each.date >= since]
    looked_at = found if since else found[:MOST_SESSIONS]
    passed_over: list[str] = []
    seen = list(_seen(library, athlete, reversed(looked_at), passed_over))
    return History(
        athlete=athlete,
        kinds=over_weeks(seen),
        events=tuple(_events(library.finishes(athlete, since))),
        sessions=len(seen),
        left_out=len(found) - len(looked_at),
        passed_over=tuple(passed_over),
    )


def _known(library: "Library", wanted: str) -> str:
    near = library.athletes(wanted) if wanted else ()
    exact = next((each for each in near if each.casefold() == wanted.casefold()), None)
    if exact is not None:
        return exact
    if near:
        raise NoSuchAthlete(
            tr(
                'Athlete: found "{wanted}", expected somebody of the library; there are {names}.',
                wanted=wanted,
                names=", ".join(near[:3]),
            )
        )
    raise NoSuchAthlete(
        tr('Athlete: found "{wanted}", expected somebody of the library.', wanted=wanted)
    )


def _seen(
    library: "Library",
    athlete: str,
    summaries: Iterable[SessionSummary],
    passed_over: list[str],
) -> Iterator[Seen]:
    """Return the sessions; one that is damaged is passed over and named."""
    for each in summaries:
        try:
            state = state_of_any(library.records(each.id))
        except LibraryError:
            passed_over.append(each.id)
            continue
        if isinstance(state, TrainingState):
            for runner in state.runners.values():
                if runner.runner.name.casefold() == athlete.casefold():
                    yield Seen(each.id, each.title, each.date, state, runner)


def _events(finishes: Sequence["Finish"]) -> Iterator[EventOverTime]:
    """Return the events from the shortest to the longest, with the best so far at each race."""
    by_event: dict[tuple[Distance, str], list[Finish]] = {}
    for each in finishes:
        by_event.setdefault((each.distance, each.event), []).append(each)
    for (distance, event), races in sorted(by_event.items()):
        yield EventOverTime(event, distance, tuple(_with_bests(races)))


def _with_bests(races: Sequence["Finish"]) -> Iterator[RaceRun]:
    best: Duration | None = None
    of_season: dict[str, Duration] = {}
    for each in sorted(races, key=lambda race: race.date):
        season = of_season.get(each.date[:4])
        personal = best is None or each.time < best
        is_season = season is None or each.time < season
        best = each.time if personal else best
        if is_season:
            of_season[each.date[:4]] = each.time
        yield RaceRun(
            session=each.session,
            title=each.title,
            date=each.date,
            time=each.time,
            by_hand=each.by_hand,
            personal=personal,
            season=is_season,
        )
