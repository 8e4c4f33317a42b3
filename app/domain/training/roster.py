"""Who trains, in which group, on which key, and with what to refer to?"""

from app.domain.training.references import OwnTarget, References
from app.frozen import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterAthlete:
    """One athlete of a training group; the lane is a key, `group` is empty where there are none."""

    name: str
    lane: int
    group: str = ""
    own: tuple[OwnTarget, ...] = ()
    references: References = field(default_factory=References)
