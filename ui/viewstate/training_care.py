"""What is said of a training session that cannot be stored, or was left running?"""

from collections.abc import Sequence

from app.domain.events import Record, TapTaken
from app.domain.times import NS_PER_S, Duration, Instant
from app.domain.training.session_events import RepetitionStarted, RepetitionTimed
from app.language import marked, tr, tr_count
from app.storage.sessions import SessionSummary
from ui.viewstate.care import BannerView
from ui.viewstate.snapshot import Keeping
from ui.viewstate.wording import DOT, plus_minus, sentence

_PRESSES = (RepetitionStarted, RepetitionTimed, TapTaken)
_SAID_TWICE = marked("Not saved: ")
_NAMED = 3


def training_unsaved(keeping: Keeping, at: Instant) -> BannerView:
    """Return the banner of a session that cannot be stored at the instant `at` of its clock."""
    why = sentence(keeping.trouble.removeprefix(tr(_SAID_TWICE)))
    return BannerView(tr("NOT SAVED"), _waiting_words(keeping.waiting, at), why, filled=True)


def _waiting_words(waiting: Sequence[Record], at: Instant) -> str:
    if not waiting:
        return tr("Everything so far is stored; what comes now is kept in memory.")
    presses = sum(isinstance(each.event, _PRESSES) for each in waiting)
    others = len({each.command for each in waiting if not isinstance(each.event, _PRESSES)})
    parts = []
    if presses:
        parts.append(tr_count("{count} press", "{count} presses", presses))
    if others:
        parts.append(tr_count("{count} change", "{count} changes", others))
    age = max(0, at - waiting[0].at) // NS_PER_S
    return tr("Waiting for {age} s: {what}.", age=age, what=", ".join(parts))


def training_found_again(uncertainty: Duration) -> str:
    """Say how the clock of a session was found again after a restart of the machine."""
    known = plus_minus(uncertainty)
    return tr("The clock was found again by the time of day, {known}.", known=known)


def training_offer_words(summary: SessionSummary, uncertainty: Duration) -> str:
    """Offer a session that was left running, with how well its clock is known."""
    names = summary.athletes
    who = ", ".join(names) if len(names) <= _NAMED else tr("{count} athletes", count=len(names))
    session = DOT.join([who, summary.title or summary.event])
    if not uncertainty:
        words = "{session} was left running: its clock still runs. E goes on, K does not."
        return tr(words, session=session)
    words = "{session} was left running; its clock is right to {known}. E goes on, K does not."
    return tr(words, session=session, known=plus_minus(uncertainty))


def training_battery_words(percent: int) -> str:
    """Say that the battery is low, and what that means for the session."""
    return tr(
        "The battery is at {percent} %: plug it in. Should it run out, the session can be "
        "gone on with, by the time of day.",
        percent=percent,
    )
