"""How does a race look that is being timed? Snapshots of a live mile, from its moments."""

from app.analysis.live import analyse
from app.analysis.profile import Profiles
from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.times import Instant
from tests.unit.domain.races import ONE, STARTED, Moment, at, known, setup
from ui.viewstate.snapshot import LIVE, Keeping, Snapshot

ALONE: Moment = (at("-60"), ev.Planned(setup()))


def live(
    *moments: Moment,
    now: str = "0",
    saved: int | None = None,
    undo: str = "",
    redo: str = "",
    trouble: str = "",
    held: bool = False,
    selected: EntryId = ONE,
    profiles: Profiles | None = None,
) -> Snapshot:
    """Return a live race after `moments`, at `now` after its start, projected by even pace.

    Everything is saved where nothing else is said; `held` is a lap that was pressed just now.
    """
    state = known(*moments)
    keeping = Keeping(state.version if saved is None else saved, trouble, undo, redo)
    analysis = analyse(state, Instant(at(now)), profiles or {}, "even")
    return Snapshot(LIVE, analysis, selected, keeping=keeping, held_lap=held)


def running(*moments: Moment, now: str = "0", held: bool = False) -> Snapshot:
    """Return a race of one athlete that has started."""
    return live(ALONE, STARTED, *moments, now=now, held=held)
