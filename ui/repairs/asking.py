"""How is a question answered? By one key, on the newest one; nothing is done by itself."""

from app.domain.times import Instant
from app.language import marked, tr
from ui.desk import Desk
from ui.repairs.done import carry_out
from ui.viewstate.asked import open_questions

_NOTHING = marked("Nothing is doubtful.")


def answer(desk: Desk, choice: int, now: Instant) -> None:
    """Do the remedy in the place `choice` of the newest question, from 0."""
    waiting = open_questions(desk.frame(now))
    if not waiting:
        desk.say(tr(_NOTHING), now)
    elif choice < len(waiting[0].remedies):
        carry_out(desk, waiting[0].remedies[choice].commands, now)
    else:
        desk.say(tr("There is no second remedy: E, or K keeps it."), now)


def keep(desk: Desk, now: Instant) -> None:
    """Keep the split that is asked about as it is, or do not ask about a late mark again."""
    from app.domain.repair_commands import KeepSplit

    waiting = open_questions(desk.frame(now))
    if not waiting:
        desk.say(tr(_NOTHING), now)
    elif waiting[0].split is not None:
        carry_out(desk, [KeepSplit(now, waiting[0].split)], now)
    else:
        desk.silenced |= {(waiting[0].entry, waiting[0].mark)}
        desk.say(tr("Not asked again for this mark."), now)
