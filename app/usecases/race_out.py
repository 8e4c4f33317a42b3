"""What of the race on a window goes out? Its records and its state, as they are shown."""

from pathlib import Path
from typing import NamedTuple

from app.domain.evolve import fold
from app.domain.state import SessionState
from app.domain.times import Instant
from app.engine.replay import Run
from app.formats.session_json import SessionDocument
from app.formats.sheets.raw_log import with_raw_log
from app.frozen import replace
from app.usecases.exporting import Exported, exported_race, records_of_run, sheet_of_state
from app.usecases.recorded_race import Recording


class RaceOut(NamedTuple):
    """A race as it stood at one moment; nothing of it changes, so a thread may work on it.

    `stored` is its id in the library where its journal lies there whole.
    """

    document: SessionDocument
    state: SessionState
    stored: str = ""


def played(
    recording: Recording, run: Run, shown: SessionState, until: Instant | None = None
) -> RaceOut:
    """Return a recorded race against the targets that are `shown`, whole or as far as `until`.

    How it ended is left out of the targets where it is left out of the splits.
    """
    if until is not None:
        return _until(recording.id, run, shown, until)
    if recording.document is not None:
        state = fold(recording.document.records)
        if state is not None and _same_targets(state, shown):
            return RaceOut(recording.document, state)
    setup = replace(run.setup, targets=shown.targets)
    whole = _of_run(recording.id, Run(setup, shown.primary_id, run.timed))
    return whole._replace(stored=recording.id if recording.session is not None else "")


def _until(id: str, run: Run, shown: SessionState, until: Instant) -> RaceOut:
    own = {each.entrant.target for each in shown.entries.values()}
    known = tuple(each for each in shown.targets if not each.own_result or each.id in own)
    setup = replace(run.setup, targets=known or shown.targets)
    timed = tuple(each for each in run.timed if each[0] <= until)
    return _of_run(id, Run(setup, shown.primary_id, timed))


def _of_run(id: str, run: Run) -> RaceOut:
    records = records_of_run(run)
    state = fold(records)
    assert state is not None, "a race has been planned"
    return RaceOut(SessionDocument(id, records), state)


def _same_targets(one: SessionState, other: SessionState) -> bool:
    return (one.targets, one.primary_id) == (other.targets, other.primary_id)


def exported_of(race: RaceOut, library: Path) -> Exported:
    """Return the race with its sheet, a stored one with its journal as it is.

    The first time costs half a second, for the pacing model. Raises `LibraryError`.
    """
    if race.stored:
        found = exported_race(race.stored, library)
        sheet = found.sheet
        if (sheet.targets, sheet.primary) == (race.state.targets, race.state.primary_id):
            return found
    return Exported(race.document, with_raw_log(sheet_of_state(race.state), race.document.records))
