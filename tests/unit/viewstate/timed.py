"""How does a race look that is being timed? Snapshots of a live mile, from its moments."""

from app.analysis.live import analyse
from app.analysis.profile import Profiles
from app.analysis.projection import EVEN, PACING
from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.times import Instant
from app.formats.pacing_file import shipped_pacing
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
    rule: str = EVEN,
) -> Snapshot:
    """Return a live race after `moments`, at `now` after its start, projected by even pace.

    Another `rule` may be asked for. Everything is saved where nothing else is said; `held` is a lap that was pressed just now.
    """
    state = known(*moments)
    keeping = Keeping(state.version if saved is None else saved, trouble, undo, redo)
    model = shipped_pacing() if rule == PACING else None
    analysis = analyse(state, Instant(at(now)), profiles or {}, rule, model)
    return Snapshot(LIVE, analysis, selected, keeping=keeping, held_lap=held)


def running(*moments: Moment, now: str = "0", held: bool = False, rule: str = EVEN) -> Snapshot:
    """Return a race of one athlete that has started."""
    return live(ALONE, STARTED, *moments, now=now, held=held, rule=rule)
