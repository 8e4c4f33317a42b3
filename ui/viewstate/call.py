"""What would a coach shout? One line: the lap, the gap, the lap to run.

Before the first split there is little to say and a window to be opened: what makes the calls of a
race that is on, or as a coach has changed them, is in `shout.py` and loaded with the first of them.
"""

from typing import NamedTuple

from app.domain.plan import EntryId
from app.domain.said import format_time, mark_name
from app.language import tr
from ui.viewstate.snapshot import Snapshot


class Call(NamedTuple):
    """The line to shout, what it comes down to where it has less room, and how old its facts are.

    `shorter` are the same words in ever fewer letters.
    """

    words: str
    shorter: tuple[str, ...] = ()
    note: str = ""


def call(snapshot: Snapshot) -> Call:
    """Return the line of the athlete who was pressed last, before the first split what to do."""
    if _plain_and_early(snapshot):
        return Call(_before(snapshot))
    from ui.viewstate.shout import shouted

    return Call(*shouted(snapshot))


def call_for(snapshot: Snapshot, entry_id: EntryId) -> str:
    """Return the line of one athlete without the name, in figures: a row has little room."""
    from ui.viewstate.shout import shouted_for

    return shouted_for(snapshot, entry_id)


def _plain_and_early(snapshot: Snapshot) -> bool:
    """Whether one athlete has no split yet, and nobody has changed the calls."""
    facts = snapshot.entry.facts
    alone = len(snapshot.analysis.entries) == 1
    return alone and snapshot.calls is None and facts.last is None and not facts.entry.withdrawn


def _before(snapshot: Snapshot) -> str:
    """Return the calls before the start and before the first mark as they come with Splitline."""
    state, mark = snapshot.analysis.state, snapshot.entry.facts.next_mark
    if state.zero is None:
        return tr("READY. RETURN AT THE GUN.")
    if mark is None:
        return ""
    hit = format_time(snapshot.primary.time_at(mark), 1)
    return tr("{mark} IN {hit}.", mark=mark_name(state.plan.course, mark).upper(), hit=hit)
