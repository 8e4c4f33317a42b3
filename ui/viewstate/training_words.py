"""How are times, targets and presses of a training session written on the screen?

A pressed time shows tenths; hundredths stand where a time was typed.
"""

from collections.abc import Iterable

from app.analysis.training.repetitions import Repetition
from app.domain.said import format_time
from app.domain.times import NS_PER_MS, NS_PER_S, Duration, Instant, Rounding, rounded
from app.domain.training.rep_target import Aimed, Missing
from app.domain.training.session_state import RepSplit, TrainingState
from app.language import tr, tr_count
from ui.viewstate.tones import AHEAD, BEHIND, INK, MUTED
from ui.viewstate.wording import NONE, lap_text

TO = "\u2013"
_TENTH = 100 * NS_PER_MS


def decimals_of(split: RepSplit | None) -> int:
    """Return 1 for a press, which is good to a tenth, 2 for a time that was typed."""
    return 2 if split is not None and split.elapsed is not None else 1


def time_text(each: Repetition) -> str:
    """Write the time of a repetition as finely as it is known, a dash where there is none."""
    if each.time is None:
        return NONE
    last = each.splits[-1][0] if each.splits else None
    return lap_text(each.time, decimals_of(last))


def aimed_text(fastest: Duration, slowest: Duration) -> str:
    """Write what is asked for: `43.0`, `44.74`, `3:05.0\u20133:10.0`."""
    if fastest == slowest:
        return _plain(fastest)
    return f"{_plain(fastest)}{TO}{_plain(slowest)}"


def _plain(time: Duration) -> str:
    return lap_text(time, 1 if rounded(time, 2) % _TENTH == 0 else 2)


def target_text(targets: Iterable[Aimed | Missing | None]) -> str:
    """Write what is asked of one or of several, from the fastest to the slowest; empty for nothing."""
    known = [each for each in targets if isinstance(each, Aimed)]
    if not known:
        return ""
    return aimed_text(min(each.fastest for each in known), max(each.slowest for each in known))


def gap_tone_of(deficit: Duration | None, decimals: int = 1) -> str:
    """Return the tone of a time against its target: ink where it was met."""
    if deficit is None:
        return MUTED
    shown = rounded(deficit, decimals)
    return BEHIND if shown > 0 else AHEAD if shown < 0 else INK


def gap_word_of(deficit: Duration | None, decimals: int = 1) -> str:
    """Return `slow`, `fast` or `on target`; empty where nothing was asked."""
    if deficit is None:
        return ""
    tone = gap_tone_of(deficit, decimals)
    return {BEHIND: tr("slow"), AHEAD: tr("fast"), INK: tr("on target")}[tone]


def down_text(left: Duration) -> str:
    """Write a count down in whole seconds, so that it says 0:00 when the start is due."""
    return (
        format_time(Duration(max(0, left)), 0, Rounding.UP)
        if left >= 60 * NS_PER_S
        else _short(left)
    )


def _short(left: Duration) -> str:
    whole = -(-max(0, left) // NS_PER_S)
    return f"0:{whole:02d}" if whole < 60 else f"1:{whole - 60:02d}"


def up_text(gone: Duration) -> str:
    """Write a clock that counts up, in whole seconds."""
    whole = max(0, gone) // NS_PER_S
    minutes, seconds = divmod(whole, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02d}:{seconds:02d}" if hours else f"{minutes}:{seconds:02d}"


def tap_words(state: TrainingState, at: Instant) -> str:
    """Say how many presses wait for a name, and which time the first of them would be."""
    taps = state.taps
    first = taps[0]
    starts = [each.at for group in state.groups.values() for each in group.starts]
    before = [each for each in starts if each < first.at]
    count = tr_count("{count} press without a name", "{count} presses without a name", len(taps))
    if before:
        time = lap_text(Duration(first.at - max(before)), 1)
        return tr("{presses}: the first {time} after the last start.", presses=count, time=time)
    ago = up_text(Duration(at - first.at))
    return tr("{presses}: the first {time} ago.", presses=count, time=ago)
