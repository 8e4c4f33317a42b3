"""How does a training session go through the corridor of a race? By rules of its own."""

from collections.abc import Sequence

from app.domain import events as ev
from app.domain.repair_events import TapDropped
from app.domain.texts import Message
from app.domain.times import canonical, rounded
from app.domain.training import session_events as te
from app.domain.training.session_commands import TrainingCommand
from app.domain.training.session_decide import decide
from app.domain.training.session_evolve import evolve, fold
from app.domain.training.session_state import GroupState, TrainingState
from app.domain.training.session_words import mark_words
from app.engine.engine import Corridor, Rules
from app.engine.ports import Journal
from app.language import marked, tr

TrainingEngine = Corridor[TrainingState, TrainingCommand]


def training_engine(journal: Journal, records: Sequence[ev.Record] = ()) -> TrainingEngine:
    """Return an engine that goes on from `records` that the journal holds already."""
    return Corridor(TRAINING, journal, records)


def describe(records: Sequence[ev.Record], command: int, state: TrainingState) -> Message:
    """Return what `command` did, as it stands in a `state` that contains it."""
    of_command = [each for each in records if each.command == command]
    first = _describe_first(of_command[0], state)
    more = len(of_command) - 1
    if not more:
        return first
    return Message("{first} and {more} more", (("first", str(first)), ("more", str(more))))


def _describe_first(record: ev.Record, state: TrainingState) -> Message:
    event = record.event
    if isinstance(event, te.RepetitionStarted):
        return _describe_start(state.groups[event.group], event.rep, "start {number}")
    if isinstance(event, te.RepetitionStartMoved):
        return _describe_moved(state, event.start)
    timed = _time_named_by(record)
    if timed is not None:
        return _describe_time(state, *timed)
    plain = _PLAIN[type(event)]
    named = getattr(event, "entry", None)
    if named is None:
        return Message(plain)
    args = (("what", tr(plain)), ("athlete", state.runners[named].runner.name))
    return Message("{what}: {athlete}", args)


def _describe_start(group: GroupState, rep: int, what: str) -> Message:
    number = ("number", str(group.number(rep)))
    if not group.name:
        return Message(what, (number,))
    return Message(what + " of {group}", (number, ("group", group.name)))


def _describe_moved(state: TrainingState, start: int) -> Message:
    """A start that was cancelled since is called by no number any more."""
    for group in state.groups.values():
        for each in group.starts:
            if each.seq == start:
                return _describe_start(group, each.rep, "moved start {number}")
    return Message("moved start")


def _time_named_by(record: ev.Record) -> tuple[int, str] | None:
    event = record.event
    if isinstance(event, te.RepetitionTimed | te.RepetitionTyped):
        return record.seq, marked("time")
    if isinstance(event, te.PressNamed):
        return event.tap, marked("named press")
    if isinstance(event, te.RepetitionRetimed):
        return event.split, marked("correction of")
    if isinstance(event, te.RepetitionTimeGiven):
        return event.split, marked("time for another athlete")
    return (event.split, marked("mark of")) if isinstance(event, te.RepetitionTimePlaced) else None


def _describe_time(state: TrainingState, seq: int, what: str) -> Message:
    """A time that was changed again since is called by what it is now, one that is gone by no more."""
    found = state.find_split(seq)
    if found is None:
        return Message(what)
    runner, attempt, split = found
    number = state.groups[attempt.group].number(attempt.rep)
    args = [
        ("what", tr(what)),
        ("number", str(number)),
        ("athlete", runner.runner.name),
        ("time", canonical(rounded(split.time(attempt.started_at), 2))),
    ]
    if split.mark == attempt.distance:
        return Message("{what} {number} of {athlete} ({time})", tuple(args))
    args.append(("mark", mark_words(attempt, split.mark)))
    return Message("{what} {mark} in {number} of {athlete} ({time})", tuple(args))


_PLAIN: dict[type, str] = {
    te.TrainingPlanned: marked("change of the set-up"),
    te.RunnerAdded: marked("new athlete"),
    te.RepetitionStartCancelled: marked("cancelled start"),
    te.RepetitionTimeDeleted: marked("deleted time"),
    te.StopMissed: marked("missed stop"),
    te.RepetitionSkipped: marked("skipped repetition"),
    te.RunnerAway: marked("absence"),
    te.RunnerArrived: marked("arrival"),
    te.RunnerStopped: marked("stop for today"),
    te.RunnerWentOn: marked("going on"),
    te.GroupChanged: marked("change of group"),
    te.RepetitionsAdded: marked("added repetitions"),
    te.RepetitionRepeated: marked("repeated repetition"),
    te.RepetitionDropped: marked("dropped repetition"),
    te.NoteWritten: marked("note"),
    te.TrainingEnded: marked("end of the session"),
    ev.TapTaken: marked("unassigned press"),
    TapDropped: marked("dropped press"),
}

TRAINING = Rules(decide=decide, evolve=evolve, fold=fold, describe=describe)
