"""Can a finish be projected from these splits, and when is it? By the pacing model and the rules.

Times are nanoseconds, distances millimetres. What nobody could have run is refused: faster than
9.6 m/s over a segment (no middle-distance lap is), slower than a walk of 1 m/s.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

from app.analysis.live import facts_of
from app.analysis.projection import PLAN, Projection
from app.cli.context import Refused
from app.cli.replay_json import projection_object
from app.domain.commands import PlanSession, TypeSplit
from app.domain.course import LAP_400, Course, Distance, format_metres
from app.domain.plan import Entrant, EntryId, Plan, Setup
from app.domain.refusals import BadPlan, MarkBeyondDistance
from app.domain.target import Target, even
from app.domain.times import NS_PER_S, Duration, Instant, canonical
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.pacing_file import shipped_pacing
from app.formats.profile_file import shipped_profiles

FASTEST_MM_PER_S = 9_600
SLOWEST_MM_PER_S = 1_000
_LEAST = Distance(LAP_400 // 8)
_ATHLETE = EntryId("1")
_NOW = Instant(0)
_ANY_FINISH = Duration(NS_PER_S)

Splits = Sequence[tuple[Distance, Duration]]


class BadSplits(Refused):
    """Splits that no finish can be projected from; the message is one sentence."""


class PartialRace(NamedTuple):
    """The first part of a race; without a `target` there is no plan to project by.

    `best` is the athlete's best time over the distance.
    """

    event: str
    distance: Distance
    splits: Splits
    race_class: str = ""
    best: Duration | None = None
    target: Target | None = None


def project_finish(race: PartialRace) -> Projection:
    """Return the projected finish, in whatever order the splits come.

    Raise `BadSplits` or a `Refusal` that says what is wrong.
    """
    race = race._replace(splits=sorted(race.splits))
    _check_marks(race)
    _check_best(race)
    engine = Engine(MemoryJournal())
    engine.handle(PlanSession(at=_NOW, setup=_setup(race)))
    for mark, time in race.splits:
        engine.handle(TypeSplit(at=_NOW, entry=_ATHLETE, elapsed=time, mark=mark))
    _check_speeds(race)
    entry, model = engine.state.entries[_ATHLETE], shipped_pacing()
    facts = facts_of(engine.state, entry, shipped_profiles(), model=model)
    projection = facts.projection
    assert projection is not None, "a split before the finish projects one"
    if race.target is None:
        known = {rule: finish for rule, finish in projection.simple.items() if rule != PLAN}
        return projection._replace(simple=known)
    return projection


def _setup(race: PartialRace) -> Setup:
    marks = (*(mark for mark, _ in race.splits), race.distance)
    course = Course(event=race.event, distance=race.distance, lap=LAP_400, marks=marks)
    plan = Plan(title=race.event, course=course, race_class=race.race_class)
    target = race.target or even(race.distance, _ANY_FINISH)
    entrant = Entrant(id=_ATHLETE, athlete="", lane=1, reference=race.best)
    return Setup(plan=plan, entrants=(entrant,), targets=(target,))


def _check_marks(race: PartialRace) -> None:
    if not race.splits:
        raise BadSplits("splits: found none, expected one or more")
    before = Distance(0)
    for mark, _ in race.splits:
        if mark > race.distance:
            raise MarkBeyondDistance(
                found=format_metres(mark), distance=format_metres(race.distance)
            )
        if mark <= before:
            raise BadSplits(f"splits: found {format_metres(mark)} twice, expected each mark once")
        before = mark
    if before == race.distance:
        found = format_metres(before)
        raise BadSplits(f"splits: found the finish at {found}, expected a mark before it")
    if before < _LEAST:
        found, least = format_metres(before), format_metres(_LEAST)
        raise BadSplits(f"splits: found {found} as the last mark, expected {least} or more")


def _check_speeds(race: PartialRace) -> None:
    at, before = Distance(0), Duration(0)
    for mark, time in race.splits:
        name = f"{format_metres(at)} to {format_metres(mark)}"
        _check_speed(name, Distance(mark - at), Duration(time - before))
        at, before = mark, time


def _check_best(race: PartialRace) -> None:
    if race.best is None:
        return
    if race.best <= 0:
        raise BadPlan(what="best", found=canonical(race.best), expected="a time above zero")
    _check_speed("best", race.distance, race.best)


def _check_speed(name: str, length: Distance, time: Duration) -> None:
    """Multiplied out, so that no division can go wrong on a lap of a nanosecond."""
    fast = length * NS_PER_S > time * FASTEST_MM_PER_S
    slow = length * NS_PER_S < time * SLOWEST_MM_PER_S
    if fast or slow:
        speed = length * NS_PER_S / time / 1000
        raise BadSplits(
            f"{name}: found {format_metres(length)} in {canonical(time)}, {speed:.4g} m/s, which "
            f"is too {'fast' if fast else 'slow'}; expected 1 to 9.6 m/s"
        )


def line_object(race_id: object, projection: Projection) -> dict[str, Any]:
    """Return one line of the batch output."""
    found = projection_object(projection, projection.band, ())
    keys = ("finish_s", "model", "validated", "quantiles", "models")
    return {"id": race_id, **{key: found[key] for key in keys}}
