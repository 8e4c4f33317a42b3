"""A small pacing model, written here, so that the laws do not lean on the fitted numbers."""

from app.analysis.pacing.model import Group, Level, PacingModel, Reference, Ripple, Shape
from app.domain.course import Distance, metres
from app.domain.times import Duration, seconds

TERMS = 14
MILE = metres(1609.344)

SHAPE = Shape(
    fade=0.02,
    start=0.04,
    kick=0.03,
    bow=0.012,
    theta=0.01,
    ripples=(Ripple(0.02, 0.2), Ripple(0.008, 0.1)),
    walk=0.05,
    walk_power=3.0,
    drift=0.015,
    mean=(0.01, 0.03, -0.02, 0.005, *([0.001] * (TERMS - 4))),
    mean_cov=tuple(tuple(1e-4 if i == j else 1e-6 for j in range(TERMS)) for i in range(TERMS)),
)
LEVELS = (Level("women", -1.82, 0.02, 0.5), Level("others", -1.7, 0.3, 0.5))


def model(levels: tuple[Level, ...] = LEVELS, nu: int = 8) -> PacingModel:
    """Return a model of both classes, of which championships are slower at first."""
    paced = Group("paced", 1e9, 1500.0, SHAPE, levels, Reference(0.01, 0.015))
    slow = SHAPE._replace(fade=0.04, mean=(-0.05, *SHAPE.mean[1:]))
    championship = Group("championship", 1e9, 1500.0, slow, levels, Reference(0.02, 0.03))
    return PacingModel("2025-01-01", nu, 0.08, 790.0, 2000.0, 0.25, (paced, championship))


def marks_of(*values: float) -> list[Distance]:
    """Return marks in metres as distances."""
    return [metres(value) for value in values]


def times_of(*values: float) -> list[Duration]:
    """Return times in seconds as durations."""
    return [seconds(value) for value in values]
