"""What lies in a library after some weeks of training? Sessions of nobody, with a race between."""

from pathlib import Path

from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import Anchor
from app.storage.library import Library
from app.storage.sessions import LIVE
from tests.unit.formats.training_sessions import dozen, mixed, six_of
from tests.unit.training.coaches import Coach
from tests.unit.usecases.past import add_race

DAY = 86_400 * NS_PER_S
MAY = 1_777_939_200 * NS_PER_S
"""The fifth of May 2026."""


def stored(library: Path, id: str, coach: Coach, days: int = 0) -> None:
    """Put a session into the library, begun so many days after the fifth of May."""
    anchor = Anchor(Instant(0), MAY + days * DAY, "boot", "CLOCK_BOOTTIME")
    assert Library(library).add(id, anchor, tuple(coach.engine.records), LIVE)


def weeks(library: Path) -> None:
    """Store a spring of training: six times 300 on five days, the dozen on two, races of Ann."""
    for week, (date, shift) in enumerate(
        (
            ("2026-03-31", 1.9),
            ("2026-04-07", 1.2),
            ("2026-04-21", 1.0),
            ("2026-04-28", 0.5),
            ("2026-05-05", 0.0),
        )
    ):
        stored(library, f"six-{week}", six_of(date, shift), (-35, -28, -14, -7, 0)[week])
    stored(library, "dozen-before", dozen("A week before", "2026-04-29", -0.4), -6)
    stored(library, "dozen", dozen("Before the mile", "2026-05-06"), 1)
    stored(library, "ladder", mixed(), 2)
    races = Library(library)
    add_race(races, "mile-1", "2025-06-07", (61.2, 122.9, 185.4, 249.8), athletes=("Ann",))
    add_race(races, "mile-2", "2026-02-14", (61.0, 122.9, 186.4, 251.2), athletes=("Ann",))
    add_race(races, "mile-3", "2026-04-18", (60.4, 121.9, 184.0, 247.3), athletes=("Ann",))
    add_race(races, "800-1", "2026-03-14", (58.8, 121.4), event="800", athletes=("Ann",))
