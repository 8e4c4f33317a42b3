"""How is a repair carried out, and how is said what it did? One step of undo, one sentence."""

from collections.abc import Sequence

from app.analysis.remedies import passage
from app.domain import repair_commands as rc
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.said import format_difference, format_time, mark_name
from app.domain.state import DNF, DNS, SessionState
from app.domain.times import Instant, between
from app.language import marked, tr
from ui.desk import Desk
from ui.viewstate.wording import sentence

_TAKES_BACK = marked("Ctrl+Z takes it back.")


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
        desk.say(tr("It is so already."), now)
    else:
        more = tr(" and {total} more", total=len(dated) - 1) if len(dated) > 1 else ""
        desk.say(f"{told(before, stage.state, dated[0])}{more}. {tr(_TAKES_BACK)}", now)
    return True


def athlete(state: SessionState, entry: EntryId) -> str:
    """Return the name of an athlete."""
    return state.entries[entry].entrant.athlete


def told(before: SessionState, after: SessionState, command: rc.RepairCommand) -> str:
    """Return what `command` did between two states, without a stop."""
    match command:
        case rc.AssignTap(tap=seq) | rc.MoveSplit(split=seq) | rc.ChangeMark(split=seq):
            return tr("Now {split}", split=_split(after, seq))
        case rc.DeleteSplit(split=seq):
            return tr("Removed: {split}", split=_split(before, seq))
        case rc.KeepSplit(split=seq):
            return tr("Kept: {split}", split=_split(after, seq))
        case rc.InsertSplit(entry=entry, mark=mark, elapsed=elapsed):
            time = format_time(elapsed, 1)
            return tr("Put in: {split}, about {time}", split=passage(after, entry, mark), time=time)
        case rc.MissMark(entry=entry, mark=mark):
            missed = mark or after.entries[entry].reached
            return tr("Missed: {split}", split=passage(after, entry, missed))
        case _:
            return _told_of_the_race(before, after, command)


def _told_of_the_race(before: SessionState, after: SessionState, command: rc.RepairCommand) -> str:
    match command:
        case rc.DropTap():
            return tr("Dropped: a press that is nobody's")
        case rc.StartAtTap():
            moved = _moved(before, after)
            return tr("The start was at that press{moved}", moved=moved)
        case rc.SwapEntries(one=one, other=other, mark=mark):
            return tr(
                "Swapped: {first} and {second} from {mark} on",
                first=athlete(after, one),
                second=athlete(after, other),
                mark=mark_name(after.plan.course, mark),
            )
        case rc.Withdraw(entry=entry, status=status):
            words = {DNF: tr("did not finish"), DNS: tr("did not start")}
            again = tr("is in the race again")
            return f"{athlete(after, entry)} {words.get(status, again)}"
        case _:
            return tr("Done")


def _split(state: SessionState, seq: int) -> str:
    found = state.find_split(seq)
    if found is None:
        return tr("a press")
    entry, split = found
    time = format_time(split.time(state.zero_of(entry)))
    return f"{passage(state, entry.entrant.id, split.mark)} ({time})"


def _moved(before: SessionState, after: SessionState) -> str:
    if before.zero is None or after.zero is None:
        return ""
    return tr(": all times {by} s", by=format_difference(between(after.zero.at, before.zero.at)))
