"""Could this race be run as it is set up? Athletes, pacers, watches and targets, checked together.

Raised is the first thing that is wrong, as one sentence.
"""

from collections.abc import Sequence

from app.domain.course import Distance
from app.domain.plan import ATHLETE, PACER, PB, SB, WATCH, Entrant, Setup
from app.domain.refusals import BadPlan, BadTarget, LastTarget
from app.domain.said import format_metres
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, canonical
from app.language import tr

_ROLES = (ATHLETE, PACER, WATCH)
_KINDS_OF_BEST = ("", PB, SB)
_LONGEST_OFFSET = Duration(24 * 3600 * NS_PER_S)
_FASTEST_MM_PER_S, _SLOWEST_MM_PER_S = 12_500, 500
"""No world record has had a faster stretch, and who walks moves faster."""


def check_setup(setup: Setup) -> None:
    """Raise `BadPlan`, `BadTarget` or `LastTarget` with what is wrong."""
    _check_lanes(setup.entrants)
    if not setup.targets:
        raise LastTarget
    for i, target in enumerate(setup.targets):
        check_target(target, setup.plan.course.distance, setup.targets[:i])
    for entrant in setup.entrants:
        _check_entrant(entrant, setup)


def check_target(target: Target, distance: Distance, others: Sequence[Target]) -> None:
    """Raise `BadTarget` when a target is over another distance or is there already."""
    if target.distance != distance:
        raise BadTarget(
            found=tr(
                "{name} over {distance}", name=target.name, distance=format_metres(target.distance)
            ),
            expected=tr("a line over {distance}", distance=format_metres(distance)),
        )
    if any(each.id == target.id for each in others):
        raise BadTarget(found=target.name, expected=tr("one that is not there already"))


def _check_lanes(entrants: Sequence[Entrant]) -> None:
    ids = [each.id for each in entrants]
    lanes = [each.lane for each in entrants]
    racing = any(each.role != WATCH for each in entrants)
    if not racing or len(set(ids)) < len(ids) or len(set(lanes)) < len(lanes):
        found = ", ".join(
            tr("{athlete} in lane {lane}", athlete=each.athlete, lane=each.lane)
            for each in entrants
        )
        raise BadPlan(
            what=tr("the athletes"),
            found=found or tr("none"),
            expected=tr("one or more, each in a lane"),
        )


def _check_entrant(entrant: Entrant, setup: Setup) -> None:
    if entrant.role not in _ROLES:
        _refuse(
            entrant, tr("the role"), entrant.role, tr("one of {names}", names=", ".join(_ROLES))
        )
    _check_watch(entrant, setup.entrants)
    _check_drop_off(entrant, setup.plan.course.distance)
    if not 0 <= entrant.offset <= _LONGEST_OFFSET:
        expected = tr("0 to 24 h after time zero")
        _refuse(entrant, tr("the start"), canonical(entrant.offset), expected)
    _check_best(entrant, setup.plan.course.distance)
    targets = [each.id for each in setup.targets]
    if entrant.target is not None and entrant.target not in targets:
        _refuse(
            entrant,
            tr("the target"),
            entrant.target,
            tr("one of {names}", names=", ".join(targets)),
        )


def can_be_run(distance: Distance, time: Duration) -> bool:
    """Whether somebody may have covered `distance` in `time`.

    Multiplied out, so that no division can go wrong on a time of a nanosecond.
    """
    run = distance * NS_PER_S
    return _SLOWEST_MM_PER_S * time <= run <= _FASTEST_MM_PER_S * time


def _check_best(entrant: Entrant, distance: Distance) -> None:
    if entrant.reference_kind not in _KINDS_OF_BEST:
        expected = tr("{pb}, {sb} or nothing", pb=PB, sb=SB)
        _refuse(entrant, tr("the kind of best time"), entrant.reference_kind, expected)
    best = entrant.reference
    if best is None:
        return
    if best <= 0:
        _refuse(entrant, tr("the best time"), canonical(best), tr("a time above zero"))
    if not can_be_run(distance, best):
        expected = tr("one that can be run over {distance}", distance=format_metres(distance))
        _refuse(entrant, tr("the best time"), canonical(best), expected)


def _check_watch(entrant: Entrant, entrants: Sequence[Entrant]) -> None:
    if entrant.role != WATCH:
        if entrant.of is not None:
            _refuse(entrant, tr("whose watch"), entrant.of, tr("nobody, for it is no watch"))
        return
    athletes = [each.id for each in entrants if each.role == ATHLETE]
    if entrant.of not in athletes:
        expected = tr(
            "one of the athletes: {names}", names=", ".join(athletes) or tr("there is none")
        )
        _refuse(entrant, tr("whose watch"), entrant.of or tr("nobody"), expected)


def _check_drop_off(entrant: Entrant, distance: Distance) -> None:
    drop_off = entrant.drop_off
    if drop_off is None:
        return
    if entrant.role != PACER:
        _refuse(
            entrant, tr("the drop-off"), format_metres(drop_off), tr("none, for it is no pacer")
        )
    if not 0 < drop_off <= distance:
        expected = tr("a mark or distance up to {distance}", distance=format_metres(distance))
        _refuse(entrant, tr("the drop-off"), format_metres(drop_off), expected)


def _refuse(entrant: Entrant, what: str, found: str, expected: str) -> None:
    raise BadPlan(
        what=tr("{what} of {athlete}", what=what, athlete=entrant.athlete),
        found=found,
        expected=expected,
    )
