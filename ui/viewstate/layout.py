"""How are several athletes shown? A row each for a few, lanes for more, or one of them alone."""

from collections.abc import Iterable

from app.analysis.live import Analysis, EntryAnalysis
from app.domain.plan import EntryId
from app.domain.state import EntryState, SessionState
from app.domain.times import Duration, Instant, between
from ui.viewstate.snapshot import HELD, LANES, ONE, ROWS, Snapshot

MOST_ROWS = 4


def in_order(state: SessionState) -> tuple[EntryState, ...]:
    """Return everybody in the race, in the order of their lanes."""
    return tuple(sorted(state.racing, key=lambda each: each.entrant.lane))


def layout_of(state: SessionState, *, alone: bool = False) -> str:
    """Return `one` for a single athlete or one shown alone, `rows` for two to four, else `lanes`."""
    count = len(state.racing)
    if count < 2 or alone:
        return ONE
    return ROWS if count <= MOST_ROWS else LANES


def arranged(
    snapshot: Snapshot, at: Instant, starred: Iterable[EntryId], *, alone: bool
) -> Snapshot:
    """Return a snapshot that says how the athletes are shown; `at` is the session's instant."""
    analysis, stars = snapshot.analysis, set(starred)
    order = in_order(analysis.state)
    passed = _last_passages(analysis)
    zero = analysis.state.zero
    since = between(zero.at, at) if zero else analysis.elapsed
    held = tuple(entry for entry, time in passed.items() if 0 <= since - time < HELD)
    return snapshot._replace(
        layout=layout_of(analysis.state, alone=alone),
        starred=tuple(each.entrant.id for each in order if each.entrant.id in stars),
        held=held,
        held_lap=snapshot.selected in held,
        last_pressed=max(passed, key=lambda each: passed[each]) if passed else None,
    )


def _last_passages(analysis: Analysis) -> dict[EntryId, Duration]:
    """Return when each athlete passed a mark last, on the clock of the race."""
    state, found = analysis.state, {}
    for entry in state.racing:
        last = analysed(analysis, entry.entrant.id).facts.last
        if last is not None:
            found[entry.entrant.id] = Duration(last.run.time + state.offset_of(entry))
    return found


def analysed(analysis: Analysis, entry: EntryId) -> EntryAnalysis:
    """Return the analysis of one athlete."""
    return next(each for each in analysis.entries if each.facts.entry.entrant.id == entry)
