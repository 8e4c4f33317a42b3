"""What is doubtful, and which key puts it right? The strip of the newest question."""

from typing import TYPE_CHECKING

from app.language import tr
from ui.key_map import Act
from ui.own_keys import key
from ui.viewstate.prompts import KeyHint, PromptView
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.tones import ALERT

if TYPE_CHECKING:
    from app.analysis.live import Passage
    from app.analysis.questions import Question

_KEYS = (Act.REMEDY, Act.OTHER_REMEDY)


def open_questions(snapshot: Snapshot) -> tuple["Question", ...]:
    """Return what is doubtful in a live race, newest first, without what is asked again later."""
    if snapshot.mode != LIVE or snapshot.analysis.state.zero is None:
        return ()
    from app.analysis.questions import questions

    found = questions(snapshot.analysis)
    if not snapshot.silenced:
        return found
    return tuple(
        each
        for each in found
        if each.split is not None or (each.entry, each.mark) not in snapshot.silenced
    )


def is_doubted(snapshot: Snapshot, last: "Passage | None") -> bool:
    """Whether a question about the press of a passage is open: what follows from it is no fact."""
    if last is None or snapshot.mode != LIVE:
        return False
    return any(each.split == last.run.split.seq for each in open_questions(snapshot))


def doubted(figure: str) -> str:
    """Write a figure that rests on a press in doubt, with a question mark."""
    return f"{figure}?" if figure else ""


def asked(snapshot: Snapshot) -> PromptView | None:
    """Return the newest question with its remedies, None when nothing is doubtful."""
    waiting = open_questions(snapshot)
    if not waiting:
        return None
    newest = waiting[0]
    more = tr("  (+{total} more)", total=len(waiting) - 1) if len(waiting) > 1 else ""
    offered = zip(_KEYS, newest.remedies, strict=False)
    keys = [KeyHint(key(act), remedy.words) for act, remedy in offered]
    keep = tr("keep it") if newest.split is not None else tr("ask later")
    keys.append(KeyHint(key(Act.KEEP), keep))
    return PromptView(tr("CHECK"), f"{newest.what}{more}", tuple(keys), ALERT)
