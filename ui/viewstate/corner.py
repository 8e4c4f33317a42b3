"""What does the athlete see who runs past? One giant gap, and what to run now.

Made from presses without an open question; it waits for nothing else, for the athlete is gone soon.
"""

from typing import NamedTuple

from app.analysis.calls import book as bk
from app.analysis.calls.moment import moment_of, whole_seconds_to_ask
from app.analysis.live import Analysis, EntryAnalysis
from app.domain.said import format_time, mark_name
from app.domain.target import Target
from app.language import marked, tr
from ui.viewstate.scoreboard import time_text
from ui.viewstate.shout import called
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import AHEAD, BEHIND, INK, gap_tone
from ui.viewstate.wording import (
    DOT,
    clock_text,
    gap_decimals,
    gap_text,
    lap_text,
    stretch_name,
    target_name,
    target_time,
)

_WORDS = {
    BEHIND: marked("behind {target}"),
    AHEAD: marked("ahead of {target}"),
    INK: marked("level with {target}"),
}


class Corner(NamedTuple):
    """Who is called, the gap, and below it the time to run, each as large as it can be.

    `foot` is a quiet line for who holds the computer: the clock, and what the window says.
    """

    who: str
    gap: str
    tone: str
    arrow: str
    title: str
    ask: str
    foot: tuple[str, str]


def corner(snapshot: Snapshot, confirmed: Analysis, trouble: str = "") -> Corner:
    """Return the call for who passed last, from the presses that nobody doubts."""
    shown = snapshot._replace(analysis=confirmed)
    entry = called(shown)
    state, last = confirmed.state, entry.facts.last
    target = state.target_of(entry.facts.entry)
    title, ask = _ask(confirmed, entry, target)
    name = entry.facts.entry.entrant.athlete
    foot = (clock_text(snapshot.analysis.elapsed), trouble or snapshot.notice)
    if last is None:
        who = DOT.join([name, target_name(target)])
        return Corner(who, target_time(target), INK, "", title, ask, foot)
    gap = last.deficits[target.id]
    tone = gap_tone(gap, gap_decimals(last.run.split))
    return Corner(
        who=DOT.join([name, tr(_WORDS[tone], target=target_name(target))]),
        gap=gap_text(gap, last.run.split),
        tone=tone,
        arrow={BEHIND: "up", AHEAD: "down"}.get(tone, ""),
        title=title,
        ask=ask,
        foot=foot,
    )


def _ask(analysis: Analysis, entry: EntryAnalysis, target: Target) -> tuple[str, str]:
    """What is to be run now, in whole seconds; before the first mark, when to be there."""
    moment = moment_of(analysis, entry, target)
    last, following = entry.facts.last, entry.facts.next_mark
    course = analysis.state.plan.course
    if following is None:
        if last is None:
            return "", ""
        title = tr("finish") if last.run.mark == course.distance else tr("last timed")
        return title, time_text(last.run.time, by_hand=last.run.split.by_hand)
    if last is None:
        hit = format_time(target.time_at(following), 1)
        return tr("{mark} at", mark=mark_name(course, following)), hit
    if moment.ask is None:
        return tr("last {stretch}", stretch=stretch_name(analysis.state.plan, last.run)), lap_text(
            last.run.lap, 1
        )
    return _title(moment.situation, moment.left // 1000), str(whole_seconds_to_ask(moment.ask))


def _title(situation: str, left_m: int) -> str:
    if situation == bk.LAST:
        return tr("last {metres} m in", metres=left_m)
    return tr("last lap in") if situation in (bk.BELL, bk.AHEAD) else tr("laps of")
