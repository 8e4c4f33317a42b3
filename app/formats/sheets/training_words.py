"""How are the figures and states of a training session written on a sheet?

A time by hand is rounded up to a tenth and has an h; what is worked out from times by hand has one
decimal. Where there is no time stands why, never a zero.
"""

from app.analysis.training.tally import Tally
from app.domain.course import Distance, format_metres
from app.domain.times import (
    MINUS,
    Duration,
    Rounding,
    format_difference,
    format_time,
    rounded,
)
from app.domain.training import session_state as ts
from app.domain.training.plan_format import recovery_text
from app.domain.training.plan_reading import distance_words
from app.domain.training.recovery import Recovery
from app.domain.training.rep_target import Aimed, Missing
from app.formats.sheets.sheet_words import written_time
from app.language import marked, tr

HAND_NOTE = marked("Times by hand, rounded up to a tenth (h).")
DIFFERENCE_NOTE = marked(
    "Means and differences are worked out from the readings as they were taken and rounded once: "
    "beside rounded times they can be a tenth off."
)
TARGET_NOTE = marked(
    "± is slower (+) or faster (−) than what was asked for; within a range it is 0."
)
COUNTED_NOTE = marked(
    "Mean, best, worst and spread count what was run and timed: absent, skipped and stopped "
    "are no times."
)
DROP_OFF_NOTE = marked(
    "Drop-off is the mean of the last third over the mean of the first: + is slower at the end."
)
EDITED_NOTE = marked("* put right after it was pressed.")
STATUS = {
    ts.PLANNED: marked("not run"),
    ts.RUNNING: marked("running"),
    ts.MISSED: marked("no time"),
    ts.ABSENT: marked("absent"),
    ts.SKIPPED: marked("skipped"),
    ts.STOPPED: marked("stopped"),
    ts.UNFINISHED: marked("unfinished"),
    ts.DROPPED: marked("dropped"),
}
"""What stands in the place of a time."""
EDITED = "*"
_PER_CENT = 1000
"""Tenths of a per cent in a whole."""


def time_text(time: Duration, *, by_hand: bool, edited: bool = False) -> str:
    """Write the time of a repetition with the signs that go with it."""
    return f"{written_time(time, by_hand=by_hand)}{EDITED if edited else ''}"


def rough_text(time: Duration, *, by_hand: bool) -> str:
    """Write a time to a tenth, rounded as in the table: by hand up."""
    return format_time(time, 1, Rounding.UP if by_hand else Rounding.HALF_AWAY)


def status_text(status: str) -> str:
    """Say why there is no time."""
    return tr(STATUS[status]) if status in STATUS else ""


def decimals_of(*, by_hand: bool) -> int:
    """Return how many decimals what follows from times deserves."""
    return 1 if by_hand else 2


def mean_text(time: Duration, *, by_hand: bool) -> str:
    """Write what is worked out from times."""
    return format_time(time, decimals_of(by_hand=by_hand))


def gap_text(gap: Duration, *, by_hand: bool) -> str:
    """Write a difference with its sign."""
    return format_difference(gap, decimals_of(by_hand=by_hand))


def shown_gap(gap: Duration, *, by_hand: bool) -> Duration:
    """Return a difference as it is written, so that its tone is that of what one reads."""
    return rounded(gap, decimals_of(by_hand=by_hand))


def target_text(target: Aimed | Missing | None) -> str:
    """Write the times asked for: `43.0`, `3:05.0-3:10.0`; empty where none are known."""
    if not isinstance(target, Aimed):
        return ""
    return "\u2013".join(dict.fromkeys(map(exact, (target.fastest, target.slowest))))


def exact(time: Duration) -> str:
    """Write a time that was asked for, with a second decimal where it has one."""
    hundredths = rounded(time, 2)
    return format_time(hundredths, 1 if hundredths == rounded(time, 1) else 2)


def rest_text(recovery: Recovery | None) -> str:
    """Write the recovery that was planned; empty where none was."""
    return "" if recovery is None else recovery_text(recovery)


def taken_text(taken: Duration | None) -> str:
    """Write the recovery that was taken, to the second; empty where the next start is not known."""
    return "" if taken is None else format_time(taken, 0)


def drop_off_tenths(drop_off: float) -> int:
    """Return a drop-off in tenths of a per cent, > 0 for slower at the end."""
    size = int(abs(drop_off - 1) * _PER_CENT + 0.5)
    return size if drop_off > 1 else -size


def drop_off_text(drop_off: float | None) -> str:
    """Write a drop-off: `+1.8 %`; empty where there are too few times for one."""
    if drop_off is None:
        return ""
    tenths = drop_off_tenths(drop_off)
    sign = "" if not tenths else "+" if tenths > 0 else MINUS
    whole, part = divmod(abs(tenths), 10)
    return f"{sign}{whole}.{part} %"


def distance_text(distance: Distance) -> str:
    """Write the length of a repetition."""
    return distance_words(distance)


def mark_text(mark: Distance, distance: Distance) -> str:
    """Name a mark inside a repetition, or its end."""
    return tr("finish") if mark == distance else format_metres(mark)


def short_words(tally: Tally, *, by_hand: bool) -> tuple[str, ...]:
    """Return what repetitions come to in pieces, the most wanted first."""
    found = [tr("mean {time}", time=mean_text(tally.mean, by_hand=by_hand))]
    if tally.drop_off is not None:
        found.append(tr("drop-off {share}", share=drop_off_text(tally.drop_off)))
    if tally.runs > 1:
        found.append(tr("spread {time}", time=mean_text(tally.spread, by_hand=by_hand)))
    return tuple(found)


def runs_text(tally: Tally | None, planned: int) -> str:
    """Say how many of the repetitions have a time."""
    return tr("{runs} of {planned}", runs=tally.runs if tally else 0, planned=planned)


def clocked(at: Duration | None, text: str) -> str:
    """Say when something was noted, from the first start, and what."""
    if at is None:
        return tr("before the first start: {text}", text=text)
    return tr("at {time}: {text}", time=format_time(at, 0), text=text)
