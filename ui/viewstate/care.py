"""What is said of the library? Banners: what is not saved, who else writes, what was recovered."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.domain.events import Planned, Record, SplitTaken, Started, TapTaken
from app.domain.repair_events import ClockSynced
from app.domain.times import NS_PER_S, Duration, Instant, between
from app.language import marked, tr, tr_count
from ui.viewstate.snapshot import Keeping
from ui.viewstate.tones import ALERT
from ui.viewstate.wording import DOT, plus_minus, sentence

if TYPE_CHECKING:
    from app.usecases.care import Care
    from app.usecases.live_session import LeftRunning

_PRESSES = (Started, SplitTaken, TapTaken, ClockSynced)
_NAMED = 3
"""Of more athletes than these there is no room for the names in one line."""
_SAID_TWICE = marked("Not saved: ")


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
    why = sentence(keeping.trouble.removeprefix(tr(_SAID_TWICE)))
    return BannerView(tr("NOT SAVED"), waiting_words(keeping.waiting, at), why, filled=True)


def waiting_words(waiting: Sequence[Record], at: Instant) -> str:
    """Say how much waits to be stored, and for how long: `3 presses wait, the first for 42 s.`"""
    if not waiting:
        return tr("Everything so far is stored; what comes now is kept in memory.")
    age = _age(Duration(max(0, between(waiting[0].at, at))))
    parts, number = _counted(waiting)
    what = _sentence_start(tr(" and ").join(parts))
    if number == 1:
        return tr("{what} waits, for {age}.", what=what, age=age)
    return tr("{what} wait, the first for {age}.", what=what, age=age)


def _counted(waiting: Sequence[Record]) -> tuple[list[str], int]:
    """Return what waits, in words, and how much it is in all."""
    presses = sum(isinstance(each.event, _PRESSES) for each in waiting)
    others = {each.command for each in waiting if not isinstance(each.event, (*_PRESSES, Planned))}
    planned = isinstance(waiting[0].event, Planned)
    parts = [tr("the set-up")] if planned else []
    if presses:
        parts.append(tr_count("{count} press", "{count} presses", presses))
    if others:
        parts.append(tr_count("{count} change", "{count} changes", len(others)))
    return parts, planned + presses + len(others)


def _sentence_start(words: str) -> str:
    return words[:1].upper() + words[1:]


def _age(age: Duration) -> str:
    seconds = age // NS_PER_S
    return f"{seconds} s" if seconds < 60 else tr("{seconds} min", seconds=seconds // 60)


def state_of_library(care: "Care", *, live: bool) -> BannerView | None:
    """Return what stands on the window as long as the library is not well; None while it is.

    A live race that is not stored says so by itself.
    """
    if care.elsewhere and not live:
        return BannerView(
            tr("READ ONLY"),
            tr("Another Splitline is timing with this library."),
            tr("Races timed here are kept in memory until it is closed; they are stored then."),
        )
    if care.damaged:
        now = tr("It is recovered as soon as no race is timed here.")
        doing = now if live else tr("What can be read in it is being recovered.")
        return BannerView(
            tr("LIBRARY"), tr("The library is damaged. {doing}", doing=doing), care.trouble
        )
    if care.trouble:
        words = tr("The library cannot be used: a race timed here is kept in memory.")
        return BannerView(tr("LIBRARY"), words, care.trouble)
    return None


def told(news: Sequence[News]) -> BannerView | None:
    """Return the oldest news that nobody has put away, None without any."""
    if not news:
        return None
    more = tr(" (+{total} more)", total=len(news) - 1) if len(news) > 1 else ""
    return BannerView(news[0].badge, f"{news[0].words}{more}", can_go=True)


def battery_words(percent: int) -> str:
    """Say that the battery is low, and what that means for the race."""
    return tr(
        "The battery is at {percent} %: plug it in. Should it run out, the race can be "
        "taken up again, by the time of day.",
        percent=percent,
    )


def offer_words(left: "LeftRunning") -> str:
    """Offer a race that was left running, with how well its clock is known."""
    athletes = left.summary.athletes
    who = (
        ", ".join(athletes)
        if len(athletes) <= _NAMED
        else tr("{total} athletes", total=len(athletes))
    )
    race = DOT.join([who, left.summary.title or left.summary.event])
    if not left.uncertainty:
        return tr(
            "{race} was left running: its clock still runs. E goes on, K does not.", race=race
        )
    found = tr(
        "after a restart its clock is right to {uncertainty}",
        uncertainty=plus_minus(left.uncertainty),
    )
    return tr("{race} was left running; {found}. E goes on, K does not.", race=race, found=found)


def found_again_words(uncertainty: Duration) -> str:
    """Say how the clock of a race was found again after a restart."""
    known = plus_minus(uncertainty)
    return tr(
        "The clock was found again by the time of day, {known}; Y at a clock in sight sets it.",
        known=known,
    )
