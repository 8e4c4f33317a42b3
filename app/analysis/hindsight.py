"""How wrong was each rule at the last mark before the finish?"""

from collections.abc import Sequence
from typing import NamedTuple

from app.analysis.live import Passage
from app.domain.course import Distance
from app.domain.times import Duration


class Hindsight(NamedTuple):
    """What one rule had projected at `mark`; `error` is projected minus run, ns."""

    rule: str
    mark: Distance
    projected: Duration
    error: Duration


def hindsight(passages: Sequence[Passage], distance: Distance) -> tuple[Hindsight, ...]:
    """Return the rules' errors at the last mark, empty before the finish and without a mark."""
    if len(passages) < 2 or passages[-1].run.mark != distance:
        return ()
    before, finish = passages[-2], passages[-1].run.time
    if before.projection is None:
        return ()
    return tuple(
        Hindsight(rule, before.run.mark, projected, Duration(projected - finish))
        for rule, projected in before.projection.by_rule.items()
    )
