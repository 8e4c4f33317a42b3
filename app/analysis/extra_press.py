"""Which of two presses is one too many, and was it anybody's?

The second of one finger, a slip that was noticed and put right at once, or the passage of another.
"""

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from app.analysis.expected import Expected, expected, expected_between, others_than
from app.analysis.remedies import (
    ODD_LAP,
    STRAY,
    WRONG_LANE_CHANCE,
    Doubt,
    Option,
    Remedy,
    asked_about,
    name_of,
    ranked,
    taken_out,
)
from app.analysis.wrong_lane import receivers
from app.domain.state import Split
from app.domain.times import NS_PER_S, Duration, after
from app.language import tr

_BOUNCE_CHANCE = 0.02
_BOUNCE_S = 0.3
_ONE_PASSAGE = Duration(NS_PER_S // 2)
"""Two presses so near are both of one passage: which one goes makes no difference."""
_NOTICED_WITHIN = Duration(2 * NS_PER_S)
"""So soon a wrong key is followed by the right one, where it was noticed."""


def one_too_many(doubt: Doubt) -> list[Option]:
    """Return what to do about a press that came too soon behind another, or about that one."""
    run, place = doubt.runner.run, doubt.place
    later = _remedies(doubt, run[place].split, tr("it"), _bounced(doubt))
    alone = place == 0 or not asked_about(run[place - 1].split)
    if alone or run[place].lap < _ONE_PASSAGE:
        return ranked(later)
    due = _due(doubt)
    earlier_stays = max(due.log_density(run[place - 1].time), ODD_LAP)
    later_stays = max(due.log_density(run[place].time), ODD_LAP)
    earlier = _remedies(doubt, run[place - 1].split, tr("the one before"), 0.0)
    return ranked(
        [
            *(each._replace(score=each.score + earlier_stays) for each in later),
            *(each._replace(score=each.score + later_stays) for each in earlier),
        ]
    )


def _due(doubt: Doubt) -> Expected:
    """Return when the passage was to be that one of two presses is; the next one says it best."""
    run, place = doubt.runner.run, doubt.place
    earlier, later = run[place - 1 : place + 1]
    if place + 1 < len(run) and not doubt.runner.readings[place + 1].flag:
        start = (earlier.begin, Duration(earlier.time - earlier.lap))
        end = (later.mark, run[place + 1].time)
        return expected_between(doubt.field, doubt.runner, start, end, earlier.mark)
    return expected(doubt.field, doubt.runner, place - 1, earlier.mark)


def _bounced(doubt: Doubt) -> float:
    """Return the density of a second press by one finger so long after the first."""
    if doubt.place == 0:
        return 0.0
    gap = doubt.runner.run[doubt.place].lap / NS_PER_S
    return _BOUNCE_CHANCE * math.exp(-gap / _BOUNCE_S) / _BOUNCE_S


def _remedies(doubt: Doubt, split: Split, what: str, bounced: float) -> Iterator[Option]:
    """Yield: the press was nobody's, or that of each who could have passed then."""
    stray = math.log(STRAY + bounced + _noticed(doubt, split))
    yield Option(stray, Remedy(tr("remove {what}", what=what), taken_out(doubt, split, None)))
    for other in receivers(doubt, split):
        words = tr("{what} was {name}'s", what=what, name=name_of(doubt.field.state, other.entry))
        remedy = Remedy(words, taken_out(doubt, split, other.entry))
        yield Option(other.score, remedy, other.entry, split)


def _noticed(doubt: Doubt, split: Split) -> float:
    """Return the density of a wrong key that was followed by the right one at once."""
    rivals, at = others_than(doubt.field, doubt.runner), split.pressed_at
    if at is None or not rivals:
        return 0.0
    until = after(at, _NOTICED_WITHIN)
    behind = sum(
        bisect_left(other.presses, until) - bisect_right(other.presses, at) for other in rivals
    )
    return WRONG_LANE_CHANCE / len(rivals) * behind * NS_PER_S / _NOTICED_WITHIN
