"""Which race does a name mean, and how was it run in the reading that was chosen?

A name is the id of a shipped race, the path of a file, or the id of a session in the library.
Positions are nanoseconds after time zero, distances millimetres.
"""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain import events as ev
from app.domain.course import Course, Distance, start_line
from app.domain.plan import FROM_START, Entrant, EntryId, Note, Plan, Setup
from app.domain.target import Target
from app.domain.times import Duration, Instant
from app.engine.replay import Run
from app.formats.file_text import SESSION_ENDINGS, FormatError
from app.formats.race_file import RaceFile, Remark, read_race_file
from app.formats.target_file import find_target
from app.frozen import replace
from app.language import tr
from app.resource_files import resource, resource_names

if TYPE_CHECKING:
    from app.formats.session_json import SessionDocument

FOLDER = "races"
EXAMPLES = "sessions"
"""Where the training sessions lie that are shipped; see `recorded_training`."""
_ATHLETE = EntryId("1")
_START = Instant(0)


class NoSuchRace(ValueError):
    """A name, or a reading of a race, that there is not; the message is one sentence."""


class Recording(NamedTuple):
    """A race that can be played, with its readings.

    `lines` and `clocks` are the readings on offer, `line` and `clock` those it opens with; the
    two `why` texts say why there is a choice. `race` is there for a race file, `session` (the run
    as it was journaled) for a session, which has one reading: its own; `document` for a session
    that lies in a file.
    """

    id: str
    title: str
    distance: Distance
    lines: tuple[str, ...]
    line: str
    line_why: str
    clocks: tuple[str, ...]
    clock: str
    clock_why: str
    race: RaceFile | None = None
    session: Run | None = None
    document: "SessionDocument | None" = None


def shipped_races() -> tuple[str, ...]:
    """Return the ids of the races that are there from the start."""
    return resource_names(FOLDER, ".toml")


def open_recording(name: str, library: Path | None = None) -> Recording:
    """Return the race that `name` means; sessions are looked up in `library`.

    Raise `NoSuchRace`, `FormatError` for a file that cannot be taken, or `LibraryError`.
    """
    if name in shipped_races():
        return recording_of_race(read_race_file(resource(f"{FOLDER}/{name}.toml")))
    if _is_there(name):
        return open_file(Path(name))
    if name in resource_names(EXAMPLES, ".json"):
        raise NoSuchRace(f'race: found the training session "{name}", expected a race')
    if name.endswith((".toml", *SESSION_ENDINGS)) or "/" in name:
        raise NoSuchRace(tr("{name}: there is no such file", name=name))
    found = _from_library(name, library) if name and library is not None else None
    if found is None:
        raise NoSuchRace(
            tr(
                'race: found "{name}", expected {names}, the id of a session in the library, or '
                "a file",
                name=name,
                names=", ".join(shipped_races()),
            )
        )
    return found


def _is_there(name: str) -> bool:
    try:
        return bool(name) and Path(name).exists()
    except (OSError, ValueError):
        return False


def open_file(path: Path) -> Recording:
    """Return the race in a file; raise `FormatError` with what is wrong."""
    if path.suffix.lower() in SESSION_ENDINGS:
        from app.formats.session_json import read_session

        session = read_session(path)
        refuse_training(str(path), session.records)
        recording = recording_of_session(session.id, session.records)
        return recording._replace(document=session)
    if path.suffix.lower() in (".toml", "") and not path.is_dir():
        return recording_of_race(read_race_file(path))
    found = tr("a folder") if path.is_dir() else tr("the ending {suffix}", suffix=path.suffix)
    raise FormatError(
        tr(
            "{path}: found {found}, expected a race file (.toml) or a session (.json)",
            path=path,
            found=found,
        )
    )


def _from_library(session_id: str, library: Path | None) -> Recording | None:
    if library is None or not library.exists():
        return None
    from app.storage.library import Library
    from app.usecases.past_races import state_in

    races = Library(library)
    if not races.knows(session_id):
        return None
    records = races.records(session_id)
    refuse_training(session_id, records)
    state_in(races, session_id)
    return recording_of_session(session_id, records)


def refuse_training(name: str, records: Sequence[ev.Record]) -> None:
    """Raise `NoSuchRace` for a training session: it has neither one start nor one distance."""
    from app.engine.kinds import TRAINING_KIND, kind_of

    if kind_of(records) == TRAINING_KIND:
        raise NoSuchRace(
            tr(
                "{name}: found a training session, expected a race; its file is a .json, which "
                "export writes and import takes",
                name=name,
            )
        )


def recording_of_race(race: RaceFile) -> Recording:
    """Return the recording of a race file."""
    return Recording(
        id=race.id,
        title=race.title,
        distance=race.distance,
        lines=tuple(race.line.marks),
        line=race.line.default,
        line_why=race.line.why,
        clocks=tuple(race.clock.clocks),
        clock=race.clock.default,
        clock_why=race.clock.why,
        race=race,
    )


def recording_of_session(session_id: str, records: Sequence[ev.Record]) -> Recording:
    """Return the recording of a session; raise `NoSuchRace` when nothing was planned in it."""
    from app.domain.evolve import fold
    from app.engine.replay import run_of

    state = fold(records)
    if state is None:
        raise NoSuchRace(
            tr(
                "{session_id}: found an empty session, expected a planned one",
                session_id=session_id,
            )
        )
    plan = state.plan
    return Recording(
        id=session_id,
        title=plan.title,
        distance=plan.course.distance,
        lines=(plan.line,),
        line=plan.line,
        line_why=tr("The marks are those that were set when the race was timed."),
        clocks=(plan.clock,),
        clock=plan.clock,
        clock_why=tr("There is one clock: the one the race was timed on."),
        session=run_of(state, records),
    )


def run_of_recording(
    recording: Recording,
    line: str | None = None,
    clock: str | None = None,
    targets: Sequence[Target] | None = None,
) -> Run:
    """Return the race as it was run in one reading, held against `targets` or its own.

    Raise `NoSuchRace` for a reading that the race does not have.
    """
    line = _reading(recording, "line", line or recording.line, recording.lines)
    clock = _reading(recording, "clock", clock or recording.clock, recording.clocks)
    if recording.race is not None:
        return _run_of_race(recording.race, line, clock, targets)
    assert recording.session is not None, "a recording is a race or a session"
    if not targets:
        return recording.session
    setup = replace(recording.session.setup, targets=tuple(targets))
    return recording.session._replace(setup=setup, primary=targets[0].id)


def _reading(recording: Recording, what: str, found: str, known: Sequence[str]) -> str:
    if found not in known:
        raise NoSuchRace(
            tr(
                '{what}: found "{found}", {id} has {names}',
                what=what,
                found=found,
                id=recording.id,
                names=" and ".join(known),
            )
        )
    return found


def _run_of_race(race: RaceFile, line: str, clock: str, targets: Sequence[Target] | None) -> Run:
    chosen = targets or [find_target(text, race.distance) for text in race.targets]
    lines = tuple(_own(race, each) for each in chosen)
    setup = Setup(plan=_plan(race, line, clock), entrants=(_entrant(race),), targets=lines)
    times = race.clock.clocks[clock]
    passed = [Instant(_START + each.time + times.shift) for each in race.splits]
    taken = ev.SplitTaken(_ATHLETE, ev.IMPORTED_STAMP)
    splits = [(at, taken) for at in (*passed, Instant(_START + times.finish))]
    return Run(setup, lines[0].id, ((_START, ev.Started(ev.IMPORTED_STAMP)), *splits))


def _entrant(race: RaceFile) -> Entrant:
    plain = Entrant(id=_ATHLETE, athlete=race.athlete, lane=1)
    if race.best is None:
        return plain
    return replace(plain, reference=race.best.time, reference_kind=race.best.kind)


def as_own(recording: Recording, target: Target) -> Target:
    """Return `target`, marked as how it ended where it is the result of `recording` itself."""
    if recording.race is not None:
        return _own(recording.race, target)
    assert recording.session is not None, "a recording is a race or a session"
    own = target.finish == recording.session.length
    return replace(target, own_result=True) if own else target


def _own(race: RaceFile, target: Target) -> Target:
    """The race's own result is known by its id, or by a finish time on one of its clocks."""
    finishes: set[Duration] = {each.finish for each in race.clock.clocks.values()}
    own = target.id == race.own_result or target.finish in finishes
    return replace(target, own_result=True) if own else target


def _plan(race: RaceFile, line: str, clock: str) -> Plan:
    at_start = line == FROM_START
    return Plan(
        title=race.title,
        course=Course(
            event=race.event,
            distance=race.distance,
            lap=race.lap,
            marks=race.line.marks[line],
            line_before_finish=start_line(race.distance, race.lap) if at_start else Distance(0),
        ),
        date=race.date,
        venue=race.venue,
        status=race.status,
        conditions=race.conditions,
        race_class=race.race_class,
        line=line,
        clock=clock,
        notes=_notes((*race.notes, *race.conflicts)),
        sources=race.sources,
    )


def _notes(remarks: Sequence[Remark]) -> tuple[Note, ...]:
    """Return what has a place of its own, in the order of the places."""
    placed = [Note(r.at, r.text, ", ".join(r.sources)) for r in remarks if r.at is not None]
    return tuple(sorted(placed, key=lambda note: note.at))
