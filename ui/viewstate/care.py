"""What is said of the library? Banners: what is not saved, who else writes, what was recovered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.domain.events import Planned, Record, SplitTaken, Started, TapTaken
from app.domain.repair_events import ClockSynced
from app.domain.times import NS_PER_S, Duration, Instant, between
from ui.viewstate.snapshot import Keeping
from ui.viewstate.tones import ALERT
from ui.viewstate.wording import DOT, plus_minus, sentence

if TYPE_CHECKING:
    from app.usecases.care import Care
    from app.usecases.live_session import LeftRunning

_PRESSES = (Started, SplitTaken, TapTaken, ClockSynced)
_NAMED = 3
"""Of more athletes than these there is no room for the names in one line."""
_SAID_TWICE = "Not saved: "
_ONE = ("the set-up", "1 press", "1 change")


class News(NamedTuple):
    """Something that happened once, to be shown until it is put away; `badge` says to what."""

    badge: str
    words: str


class BannerView(NamedTuple):
    """A badge, a sentence in large type, and under it why or what to do; `filled` cannot be missed.

    With `can_go` a cross puts it away; without, it goes when what it says is over.
    """

    badge: str
    words: str
    detail: str = ""
    tone: str = ALERT
    filled: bool = False
    can_go: bool = False


def unsaved(keeping: Keeping, at: Instant) -> BannerView:
    """Return the banner of a race that cannot be stored at the instant `at` of its clock."""
    why = sentence(keeping.trouble.removeprefix(_SAID_TWICE))
    return BannerView("NOT SAVED", waiting_words(keeping.waiting, at), why, filled=True)


def waiting_words(waiting: Sequence[Record], at: Instant) -> str:
    """Say how much waits to be stored, and for how long: `3 presses wait, the first for 42 s.`"""
    if not waiting:
        return "Everything so far is stored; what comes now is kept in memory."
    age = _age(Duration(max(0, between(waiting[0].at, at))))
    parts = _counted(waiting)
    one = len(parts) == 1 and parts[0] in _ONE
    many = "" if one else "the first "
    return f"{_sentence_start(' and '.join(parts))} {'waits' if one else 'wait'}, {many}for {age}."


def _counted(waiting: Sequence[Record]) -> list[str]:
    presses = sum(isinstance(each.event, _PRESSES) for each in waiting)
    others = {each.command for each in waiting if not isinstance(each.event, (*_PRESSES, Planned))}
    parts = [_ONE[0]] if isinstance(waiting[0].event, Planned) else []
    if presses:
        parts.append(f"{presses} press{'' if presses == 1 else 'es'}")
    if others:
        parts.append(f"{len(others)} change{'' if len(others) == 1 else 's'}")
    return parts


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _age(age: Duration) -> str:
    seconds = age // NS_PER_S
    return f"{seconds} s" if seconds < 60 else f"{seconds // 60} min"


def state_of_library(care: "Care", *, live: bool) -> BannerView | None:
    """Return what stands on the window as long as the library is not well; None while it is.

    A live race that is not stored says so by itself.
    """
    if care.elsewhere and not live:
        return BannerView(
            "READ ONLY",
            "Another Splitline is timing with this library.",
            "Races timed here are kept in memory until it is closed; they are stored then.",
        )
    if care.damaged:
        now = "It is recovered as soon as no race is timed here."
        doing = now if live else "What can be read in it is being recovered."
        return BannerView("LIBRARY", f"The library is damaged. {doing}", care.trouble)
    if care.trouble:
        words = "The library cannot be used: a race timed here is kept in memory."
        return BannerView("LIBRARY", words, care.trouble)
    return None


def told(news: Sequence[News]) -> BannerView | None:
    """Return the oldest news that nobody has put away, None without any."""
    if not news:
        return None
    more = f" (+{len(news) - 1} more)" if len(news) > 1 else ""
    return BannerView(news[0].badge, f"{news[0].words}{more}", can_go=True)


def battery_words(percent: int) -> str:
    """Say that the battery is low, and what that means for the race."""
    return (
        f"The battery is at {percent} %: plug it in."
        " Should it run out, the race can be taken up again, by the time of day."
    )


def offer_words(left: "LeftRunning") -> str:
    """Offer a race that was left running, with how well its clock is known."""
    athletes = left.summary.athletes
    who = ", ".join(athletes) if len(athletes) <= _NAMED else f"{len(athletes)} athletes"
    race = DOT.join([who, left.summary.title or left.summary.event])
    if not left.uncertainty:
        return f"{race} was left running: its clock still runs. E goes on, K does not."
    found = f"after a restart its clock is right to {plus_minus(left.uncertainty)}"
    return f"{race} was left running; {found}. E goes on, K does not."


def found_again_words(uncertainty: Duration) -> str:
    """Say how the clock of a race was found again after a restart."""
    known = plus_minus(uncertainty)
    return f"The clock was found again by the time of day, {known}; Y at a clock in sight sets it."
