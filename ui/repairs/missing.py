"""Which passage was missed, and who is out of the race? By a key, then a lane."""

from functools import partial

from app.domain.plan import EntryId
from app.domain.repair_commands import MissMark, Withdraw
from app.domain.state import DNF, DNS, FINISHED
from app.domain.times import Instant
from app.language import tr
from ui.desk import Desk
from ui.repairs.done import carry_out
from ui.repairs.lane_asked import LaneAsked


def ask_who_was_missed(desk: Desk, now: Instant) -> None:
    """Ask whose next mark goes by without a time; where there is one athlete, it is theirs."""
    if len(desk.stage.state.racing) == 1:
        miss(desk, desk.selected, now)
        return
    desk.prompt = LaneAsked(
        desk,
        badge=tr("MISSED"),
        words=tr("Whose passage was missed?"),
        again="M",
        answer=partial(miss, desk),
        now=now,
    )


def miss(desk: Desk, entry: EntryId, now: Instant) -> None:
    """Let the next mark of an athlete go by without a time."""
    if desk.stage.state.zero is None:
        desk.refuse(tr("The race has not started: no passage can be missed."), now)
        return
    carry_out(desk, [MissMark(now, entry)], now)


def ask_who_is_out(desk: Desk, now: Instant) -> None:
    """Ask who is out of the race, or back in it."""
    started = desk.stage.state.zero is not None
    desk.prompt = LaneAsked(
        desk,
        badge=tr("DNF") if started else tr("DNS"),
        words=tr("Who is out of the race, or back in it?"),
        again="X",
        answer=partial(withdraw, desk),
        now=now,
    )


def withdraw(desk: Desk, entry: EntryId, now: Instant) -> None:
    """Take an athlete out: DNF after the start, DNS before it; or back in who was out.

    Who has a finish did finish: that has to go first, where it is another's or a press too many.
    """
    state = desk.stage.state
    runner = state.entries[state.entries[entry].entrant.of or entry]
    if state.status(runner) == FINISHED:
        name = runner.entrant.athlete
        words = tr(
            "{name} has finished. If not: W, Del on the last press, then X again.", name=name
        )
        desk.refuse(words, now)
        return
    out = DNF if state.zero is not None else DNS
    status = "" if runner.withdrawn else out
    carry_out(desk, [Withdraw(now, runner.entrant.id, status)], now)
