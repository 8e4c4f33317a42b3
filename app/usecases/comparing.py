"""How are races that the user names laid beside each other, and into files?"""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from app.domain.evolve import fold
from app.domain.plan import PACER
from app.domain.target import Target
from app.formats.sheets.comparison import Compared, Comparison, compare
from app.formats.sheets.figures import primary_of
from app.formats.sheets.split_sheet import Sheet
from app.language import tr
from app.usecases.exporting import exported_race, records_of_run, sheet_of_state
from app.usecases.race_out import RaceOut, exported_of
from app.usecases.recorded_race import (
    NoSuchRace,
    Recording,
    open_recording,
    run_of_recording,
    shipped_races,
)


class Beside(NamedTuple):
    """Runs beside each other, the target of the first race, and the names they were asked by."""

    comparison: Comparison
    target: Target
    names: tuple[str, ...]


def races_beside(
    names: Sequence[str],
    library: Path,
    *,
    line: str | None = None,
    athletes: Sequence[str] = (),
) -> Beside:
    """Return the races that `names` mean beside each other, with the target of the first.

    All are read at `line` that have a choice; without one, at a line that all can be read at, and
    the notes say where that is not the one a race opens with. Raises what `open_recording` raises,
    and `NoSuchRace` where less than two runs are found.
    """
    recordings = [open_recording(each, library) for each in names]
    chosen = _line(recordings, line)
    races = [
        Compared(label, _sheet(name, recording, chosen, library))
        for label, name, recording in zip(
            _labels(names, recordings), names, recordings, strict=True
        )
    ]
    found = compare(races, athletes)
    if len(found.columns) < 2:
        have = found.columns[0].label if found.columns else "none"
        raise NoSuchRace(
            tr("the runs to compare: found {have}, expected two or more with a time", have=have)
        )
    changed = [each for each in recordings if chosen in each.lines and each.line != chosen]
    said = "" if line is not None or not changed else _changed(changed, chosen or "")
    noted = found._replace(notes=(*([said] if said else []), *found.notes))
    first = next(each for each in races if each.name == found.columns[0].race)
    return Beside(noted, primary_of(first.sheet), tuple(names))


def runs_beside(names: Sequence[str], library: Path, on: RaceOut | None = None) -> Beside:
    """Return the races that `names` mean beside each other, called as people call them.

    `on` is the race on a window, under its own id; it is read as it stands there, and the others
    at the same line where they can be. One race alone is compared with nobody. Raises what
    `races_beside` raises.
    """
    ids = list(names) if on is None else [each for each in names if each != on.document.id]
    recordings = {each: open_recording(each, library) for each in ids}
    known = list(recordings.values())
    chosen = _line(known, None) if on is None else on.state.plan.line
    sheets = {each: _sheet(each, recordings[each], chosen, library) for each in ids}
    if on is not None:
        sheets[on.document.id] = exported_of(on, library).sheet
    alone = all(len(_runners(each)) == 1 for each in sheets.values())
    races = [Compared(_called(each, sheets[each], alone=alone), sheets[each]) for each in names]
    called = [each.name for each in races]
    if len(set(called)) < len(called):
        races = [
            each._replace(name=f"{each.name} {name[-4:]}") if called.count(each.name) > 1 else each
            for name, each in zip(names, races, strict=True)
        ]
    return Beside(compare(races), primary_of(races[0].sheet), tuple(names))


def _runners(sheet: Sheet) -> list[str]:
    return [each.athlete for each in sheet.runners if each.role != PACER]


def _called(name: str, sheet: Sheet, *, alone: bool) -> str:
    """A shipped race goes by its id, a session by its day, with its athlete where each has one."""
    if not sheet.date or name in shipped_races():
        return name
    return f"{_runners(sheet)[0]}, {sheet.date}" if alone else sheet.date


def _line(recordings: Sequence[Recording], line: str | None) -> str | None:
    if line is not None:
        if not any(line in each.lines for each in recordings):
            known = sorted({known for each in recordings for known in each.lines})
            raise NoSuchRace(
                tr(
                    'line: found "{line}", these races have {names}',
                    line=line,
                    names=" and ".join(known),
                )
            )
        return line
    if len({each.line for each in recordings}) == 1:
        return None
    first = recordings[0]
    common = [each for each in first.lines if all(each in other.lines for other in recordings)]
    return first.line if first.line in common else next(iter(common), None)


def _changed(changed: Sequence[Recording], line: str) -> str:
    opens = " and ".join(tr("{id} opens as {line}", id=each.id, line=each.line) for each in changed)
    return tr("Read as {line} to have marks in common: {opens}.", line=line, opens=opens)


def _labels(names: Sequence[str], recordings: Sequence[Recording]) -> list[str]:
    """A race is called by its id, or as it was typed where two have the same."""
    ids = [each.id for each in recordings]
    labels = [name if ids.count(each) > 1 else each for name, each in zip(names, ids, strict=True)]
    twice = next((each for each in labels if labels.count(each) > 1), None)
    if twice is not None:
        raise NoSuchRace(
            tr("the races to compare: found {twice} twice, expected each once", twice=twice)
        )
    return labels


def _sheet(name: str, recording: Recording, line: str | None, library: Path) -> Sheet:
    if recording.race is None:
        return exported_race(name, library).sheet
    run = run_of_recording(recording, line if line in recording.lines else None)
    state = fold(records_of_run(run))
    assert state is not None, "a race has been planned"
    return sheet_of_state(state)
