"""What is the operator told about the scoreboard?"""

from collections.abc import Collection

from app.analysis.crowd import CrowdView, Result
from app.domain.plan import EntryId
from app.language import tr, tr_count
from ui.key_map import Act
from ui.own_keys import hint, told
from ui.viewstate.prompts import KeyHint, PromptView
from ui.viewstate.scoreboard import time_text
from ui.viewstate.tones import ALERT


def held_words(*, blank: bool, frozen: bool, lost: str, watched: object) -> PromptView | None:
    """Return the strip of a scoreboard that does not show the race, None where it does.

    `lost` is the screen that was unplugged, `watched` whether anybody can see the scoreboard.
    """
    badge = tr("SCOREBOARD")
    if lost:
        words = tr("Its screen {name} is gone. It comes back with a screen.", name=lost)
        return PromptView(badge, words, _key("Ctrl+B", tr("show it here")), ALERT)
    if not watched:
        return None
    if blank:
        words = tr("It is blank.")
        return PromptView(badge, words, _key("Ctrl+Shift+B", tr("show the race")))
    if frozen:
        words = tr("It is frozen: what happens now is not seen there.")
        return PromptView(badge, words, _key("Ctrl+Shift+F", tr("go on")))
    return None


def _key(usual: str, does: str) -> tuple[KeyHint, ...]:
    """Return the key of the user for what the usual one does; none where it has none."""
    key = told(usual)
    return (KeyHint(key, does),) if key else ()


def confirmed_words(view: CrowdView, results: Collection[tuple[EntryId, Result]]) -> str:
    """Return what was confirmed: one result by its name and time, several by their number."""
    if len(results) > 1:
        return tr_count("{count} result confirmed.", "{count} results confirmed.", len(results))
    entry, result = next(iter(results))
    name = next(each.athlete for each in view.athletes if each.entry == entry)
    time = time_text(result.time, by_hand=result.by_hand)
    words = tr("Confirmed: {name} {time}. Ctrl+K takes that back.", name=name, time=time)
    return hint(words, (Act.CONFIRM, "Ctrl+K"))


def withdrawn_words(count: int) -> str:
    """Return that results are unofficial again."""
    return tr_count(
        "The result is unofficial again.", "{count} results are unofficial again.", count
    )
