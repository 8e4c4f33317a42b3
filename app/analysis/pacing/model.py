"""What did past races teach about pacing? The numbers of the model, as they are shipped.

Slowness is seconds per metre; every `sd` is of its natural logarithm.
"""

from typing import NamedTuple

PACED = "paced"
CHAMPIONSHIP = "championship"
CLASSES = (PACED, CHAMPIONSHIP)
OTHER_DISTANCE = "distance"
SLOWER = "pace"
"""Why a band may not hold: over no such distance, or at no such pace, was the model checked."""


class Ripple(NamedTuple):
    """Changes of pace that are forgotten after about `length` (a share of the distance)."""

    sd: float
    length: float


class Shape(NamedTuple):
    """How races of one class over one range of distances are run, whatever the level.

    `fade`, `start`, `kick` and `bow` are the spreads of those basis functions about the `mean`;
    `walk` is the spread at the finish of what a runner loses or gains on the field for good, which
    grows with the `walk_power` of the distance; `drift` is that of a trend that goes on. `mean`
    are the coefficients of the mean curve, `mean_cov` how well they are known, row by row.
    """

    fade: float
    start: float
    kick: float
    bow: float
    theta: float
    ripples: tuple[Ripple, ...]
    walk: float
    walk_power: float
    drift: float
    mean: tuple[float, ...]
    mean_cov: tuple[tuple[float, ...], ...]


class Level(NamedTuple):
    """A group of runners: the log slowness of its races, and its share before anything is known."""

    name: str
    log_slowness: float
    sd: float
    weight: float


class Reference(NamedTuple):
    """How the log slowness of a race lies about that of the athlete's best time."""

    shift: float
    sd: float


class Group(NamedTuple):
    """Everything about one class of race (`paced`, `championship`) over one range of distances."""

    race_class: str
    up_to_m: float
    reference_m: float
    shape: Shape
    levels: tuple[Level, ...]
    best: Reference


class PacingModel(NamedTuple):
    """The fitted model.

    `nu` are the degrees of freedom of its tails before a mark is known, `growth` the exponent by
    which slowness rises with the distance. It was checked on races of `least_m` to `most_m`, run
    no slower than `slowest` seconds per metre.
    """

    fitted_on: str
    nu: int
    growth: float
    least_m: float
    most_m: float
    slowest: float
    groups: tuple[Group, ...]


def groups_for(model: PacingModel, distance_m: float, race_class: str) -> tuple[Group, ...]:
    """Return the groups that a race may belong to: one a class, both when the class is unknown."""
    wanted = (race_class,) if race_class in CLASSES else CLASSES
    found = [_nearest(model, distance_m, each) for each in wanted]
    return tuple(each for each in found if each is not None)


def _nearest(model: PacingModel, distance_m: float, race_class: str) -> Group | None:
    own = sorted((g for g in model.groups if g.race_class == race_class), key=lambda g: g.up_to_m)
    if not own:
        return None
    return next((group for group in own if distance_m < group.up_to_m), own[-1])
