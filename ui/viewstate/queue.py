"""Which presses belong to nobody yet, and whose may they be? The strips TAPS and NAMING."""

from collections.abc import Sequence

from app.analysis.live import Analysis
from app.domain.plan import EntryId
from app.domain.said import format_time
from app.domain.state import SessionState, Tap
from app.domain.times import NS_PER_S, Instant, between
from app.language import marked, tr
from ui.key_map import Act
from ui.own_keys import key
from ui.viewstate.prompts import KeyHint, PromptView
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.wording import DOT

NAMING = marked("NAMING")
_SHOWN = 5


def queue(snapshot: Snapshot) -> PromptView | None:
    """Return the taps that wait to be named, oldest first; None without any, or while naming."""
    state = snapshot.analysis.state
    naming = snapshot.prompt is not None and snapshot.prompt.badge == tr(NAMING)
    if not state.taps or naming or snapshot.mode != LIVE:
        return None
    taps = in_order(state)
    badge = tr("TAPS {total}", total=len(taps)) if len(taps) > 1 else tr("TAP")
    if state.zero is None:
        return PromptView(
            badge, tr("Pressed before the start."), (KeyHint(key(Act.NAME_TAPS), tr("look at it")),)
        )
    times = [_suggestion(snapshot.analysis, taps[0])]
    times += [_time(state, each) for each in taps[1:_SHOWN]]
    if len(taps) > _SHOWN:
        times.append(tr("and {total} more", total=len(taps) - _SHOWN))
    words = tr("name them") if len(taps) > 1 else tr("name it")
    return PromptView(badge, DOT.join(times), (KeyHint(key(Act.NAME_TAPS), words),))


def in_order(state: SessionState) -> tuple[Tap, ...]:
    """Return the unassigned taps, the oldest first."""
    return tuple(sorted(state.taps, key=lambda each: (each.at, each.seq)))


def naming_view(analysis: Analysis, taps: Sequence[Tap], chosen: int, at: Instant) -> PromptView:
    """Return the strip that names the tap at the place `chosen`; `at` is now, on the race's clock."""
    state, tap = analysis.state, taps[chosen]
    place = tr("{chosen} of {total}: ", chosen=chosen + 1, total=len(taps)) if len(taps) > 1 else ""
    leave = KeyHint("Esc", tr("leave"))
    choose = (KeyHint(tr("Left Right"), tr("choose")),) if len(taps) > 1 else ()
    drop = (KeyHint(tr("Del"), tr("drop")), KeyHint(tr("Ins"), tr("start was here")))
    if state.zero is None:
        words = tr(
            "{place}Pressed {at} s ago. Was it the start?",
            place=place,
            at=format_time(between(tap.at, at), 1),
        )
        return PromptView(tr(NAMING), words, (*reversed(drop), *choose, leave))
    accept = (KeyHint(tr("Return"), tr("yes")),) if suggested(analysis, tap) is not None else ()
    words = f"{place}{_suggestion(analysis, tap)}"
    return PromptView(
        tr(NAMING), words, (*accept, KeyHint(tr("lane"), tr("whose")), *drop, *choose, leave)
    )


def suggested(analysis: Analysis, tap: Tap) -> EntryId | None:
    """Return whose a tap most likely is: whose key it was, else who was expected then."""
    return _likely.first(analysis, tap)


class _Likely:
    """Keeps the last suggestion: too dear for every frame, and it moves by the second only.

    It rests on the splits and the time zero; another tap behind this one seldom changes it.
    """

    def __init__(self) -> None:
        self._state: SessionState | None = None
        self._when: tuple[int, int] = (0, 0)
        self._found: EntryId | None = None

    def first(self, analysis: Analysis, tap: Tap) -> EntryId | None:
        from app.analysis.whose import candidates

        state, when = analysis.state, (tap.seq, analysis.elapsed // NS_PER_S)
        if not self._holds(state) or when != self._when:
            self._state, self._when = state, when
            self._found = next(iter(candidates(analysis, tap.at)), None)
        return self._found

    def _holds(self, state: SessionState) -> bool:
        old = self._state
        return old is not None and old.entries is state.entries and old.zero == state.zero


_likely = _Likely()


def _suggestion(analysis: Analysis, tap: Tap) -> str:
    entry = suggested(analysis, tap)
    time = _time(analysis.state, tap)
    if entry is None:
        return time
    runner = analysis.state.entries[entry].entrant
    return f"{time} {runner.athlete} ({runner.lane})?"


def _time(state: SessionState, tap: Tap) -> str:
    """Write in tenths how long after time zero a tap was; before it with a minus."""
    assert state.zero is not None, "before the start there is no time"
    return format_time(between(state.zero.at, tap.at), 1)
