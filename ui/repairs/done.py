"""How is a repair carried out, and how is said what it did? One step of undo, one sentence."""

from collections.abc import Sequence

from app.analysis.remedies import passage
from app.domain import repair_commands as rc
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.said import format_difference, format_time, mark_name
from app.domain.state import DNF, DNS, SessionState
from app.domain.times import Instant, between
from ui.desk import Desk
from ui.viewstate.wording import sentence

_TAKES_BACK = "Ctrl+Z takes it back."


def carry_out(desk: Desk, commands: Sequence[rc.RepairCommand], now: Instant) -> bool:
    """Carry out `commands` as one step and say what they did; False when they were refused."""
    stage = desk.live()
    before, at = stage.state, stage.session_now(now)
    dated = [each._replace(at=at) for each in commands]
    try:
        if len(dated) == 1:
            stage.edit(dated[0])
        else:
            stage.session.engine.handle_together(dated)
    except Refusal as refusal:
        desk.refuse(sentence(str(refusal.message)), now)
        return False
    if stage.state is before:
        desk.say("It is so already.", now)
    else:
        more = f" and {len(dated) - 1} more" if len(dated) > 1 else ""
        desk.say(f"{told(before, stage.state, dated[0])}{more}. {_TAKES_BACK}", now)
    return True


def athlete(state: SessionState, entry: EntryId) -> str:
    """Return the name of an athlete."""
    return state.entries[entry].entrant.athlete


def told(before: SessionState, after: SessionState, command: rc.RepairCommand) -> str:
    """Return what `command` did between two states, without a stop."""
    match command:
        case rc.AssignTap(tap=seq) | rc.MoveSplit(split=seq) | rc.ChangeMark(split=seq):
            return f"Now {_split(after, seq)}"
        case rc.DeleteSplit(split=seq):
            return f"Removed: {_split(before, seq)}"
        case rc.KeepSplit(split=seq):
            return f"Kept: {_split(after, seq)}"
        case rc.InsertSplit(entry=entry, mark=mark, elapsed=elapsed):
            return f"Put in: {passage(after, entry, mark)}, about {format_time(elapsed, 1)}"
        case rc.MissMark(entry=entry, mark=mark):
            return f"Missed: {passage(after, entry, mark or after.entries[entry].reached)}"
        case _:
            return _told_of_the_race(before, after, command)


def _told_of_the_race(before: SessionState, after: SessionState, command: rc.RepairCommand) -> str:
    match command:
        case rc.DropTap():
            return "Dropped: a press that is nobody's"
        case rc.StartAtTap():
            return f"The start was at that press{_moved(before, after)}"
        case rc.SwapEntries(one=one, other=other, mark=mark):
            names = f"{athlete(after, one)} and {athlete(after, other)}"
            return f"Swapped: {names} from {mark_name(after.plan.course, mark)} on"
        case rc.Withdraw(entry=entry, status=status):
            words = {DNF: "did not finish", DNS: "did not start"}
            return f"{athlete(after, entry)} {words.get(status, 'is in the race again')}"
        case _:
            return "Done"


def _split(state: SessionState, seq: int) -> str:
    found = state.find_split(seq)
    if found is None:
        return "a press"
    entry, split = found
    time = format_time(split.time(state.zero_of(entry)))
    return f"{passage(state, entry.entrant.id, split.mark)} ({time})"


def _moved(before: SessionState, after: SessionState) -> str:
    if before.zero is None or after.zero is None:
        return ""
    return f": all times {format_difference(between(after.zero.at, before.zero.at))} s"
