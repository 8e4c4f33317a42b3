"""What is the best that an athlete has done, and which line is that to run against?

Times are nanoseconds, distances millimetres. A season is the calendar year of a day, and goes on
to the last race that is known.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.course import Distance, format_metres
from app.domain.plan import PB, SB
from app.domain.refusals import BadTarget
from app.domain.target import Target, even
from app.domain.times import Duration
from app.language import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.storage.bests import Best
    from app.storage.library import Library

KINDS = (PB, SB)
_STEEPLE = "sc"
_OFFERED = 3


class BestInEvent(NamedTuple):
    """The personal best of an athlete in one event, and the best of the season if there is one."""

    best: "Best"
    season: "Best | None"


def bests_of(library: "Library", athlete: str, today: str) -> tuple[BestInEvent, ...]:
    """Return what an athlete has done best, from the shortest event to the longest.

    Raise `LibraryError`. Nothing for somebody who has finished no race here.
    """
    season = {(each.event, each.distance): each for each in library.bests(athlete, first_of(today))}
    return tuple(
        BestInEvent(each, season.get((each.event, each.distance)))
        for each in library.bests(athlete)
    )


def first_of(day: str) -> str:
    """Return the first day of the season of `day`; a day that nobody knows is of no season."""
    return f"{day[:4]}-01-01" if day else "9999-01-01"


def reference_time(
    library: "Library", athlete: str, distance: Distance, event: str = "", since: str = ""
) -> "Best | None":
    """Return the best of an athlete over `distance`, None where there is none.

    A steeplechase is another race than the flat one over as many metres; without `event` the
    fastest of both counts. Raise `LibraryError`.
    """
    return _fastest(library.bests(athlete, since), distance, event)


def _fastest(bests: "Sequence[Best]", distance: Distance, event: str) -> "Best | None":
    steeple = event.endswith(_STEEPLE)
    same = [
        each
        for each in bests
        if each.distance == distance and (not event or each.event.endswith(_STEEPLE) is steeple)
    ]
    return min(same, key=lambda each: each.time, default=None)


def target_of_best(
    text: str, distance: Distance, library: Path | None, event: str = "", day: str = ""
) -> Target:
    """Return the even line to the best that `pb Anna` or `sb Anna` names; raise `BadTarget`.

    The season is that of `day`, by default this one. A library that cannot be read raises
    `LibraryError`.
    """
    from app.storage.library import Library

    kind, _, name = text.partition(" ")
    kind, name = kind.lower(), name.strip()
    if not name:
        raise BadTarget(
            found=text.strip(), expected=tr("a name behind it, like {kind} Anna", kind=kind)
        )
    races = Library(library) if library is not None else None
    bests = races.bests(name) if races is not None else ()
    best = _fastest(bests, distance, event)
    if best is None or races is None:
        raise BadTarget(found=text, expected=_no_best(name, races, bests, distance))
    if kind == SB:
        best = reference_time(races, name, distance, event, first_of(day or _today()))
        if best is None:
            year = (day or _today())[:4]
            expected = tr(
                "a time of {year} over {distance}; pb {name} is there",
                year=year,
                distance=format_metres(distance),
                name=name,
            )
            raise BadTarget(found=text, expected=expected)
    return best_line(kind, best)


def best_line(kind: str, best: "Best") -> Target:
    """Return the even line to a best; its id is what is typed for it."""
    return even(
        best.distance,
        Duration(best.time),
        id=f"{kind} {best.athlete}",
        name=f"{kind.upper()} {best.athlete}",
    )


def _no_best(
    name: str, races: "Library | None", bests: "Sequence[Best]", distance: Distance
) -> str:
    """Say what would have been understood: another distance, or another athlete."""
    if bests:
        known = " and ".join(dict.fromkeys(format_metres(each.distance) for each in bests))
        return tr(
            "a time over {distance}; {athlete} has one over {known}",
            distance=format_metres(distance),
            athlete=bests[0].athlete,
            known=known,
        )
    known = ", ".join(races.athletes(name, _OFFERED)) if races is not None else ""
    whose = tr("one of {known}", known=known) if known else tr("the name of an athlete")
    return tr("{whose} with a time in the library", whose=whose)


def _today() -> str:
    from app.engine.clocks import BootClock
    from app.usecases.last_setup import today_of

    return today_of(BootClock())
