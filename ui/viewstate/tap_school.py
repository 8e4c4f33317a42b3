"""What does the tap school show? The runner before the line, the gun, and what the taps came to."""

from typing import NamedTuple

from app.analysis.tap_school import (
    GUN,
    LINE,
    Cue,
    Hand,
    Marked,
    Touch,
    hand_of,
    is_far,
    is_guesswork,
    touch_of,
    wanting,
)
from app.domain.said import format_difference, format_time
from app.domain.times import NS_PER_MS, NS_PER_S, Duration
from app.language import marked, tr, tr_count
from app.usecases.tap_lesson import Lesson
from ui.viewstate.wording import plus_minus

REACH_M = 18.0
"""So many metres before the line the runner comes into view."""
BEYOND_M = 4.0
_AFTER = 700 * NS_PER_MS
_FLASH = 300 * NS_PER_MS
_NAMES = {GUN: marked("At the gun"), LINE: marked("At the line")}

ABOUT = marked(
    "Tap as you would time: at the flash of the gun, and when the chest is at the line. Space, "
    "Return, PageDown, F1 to F12 or a click are all the same. Nothing is said until the end, as in "
    "a race."
)
USED = marked(
    "Your \u00b1 stands beside \u201chand start\u201d in races that you time, and the panel of the clock "
    "(C) says it in words. No time is changed by it. The delay of this screen is part of it."
)


class LaneView(NamedTuple):
    """The straight before the line: the runner in metres past it, None where nobody is in view."""

    title: str
    caption: str
    runner: float | None = None
    flash: bool = False
    gun: bool = False
    done: int = 0
    whole: int = 0


class Row(NamedTuple):
    """The errors of one kind of cue, in seconds, those that slipped last; middle and scatter."""

    name: str
    errors: tuple[float, ...]
    slipped: tuple[float, ...]
    bias: float
    scatter: float


class Outcome(NamedTuple):
    """What a lesson came to: a chart, sentences, and the hand where there is one to be used."""

    rows: tuple[Row, ...]
    lines: tuple[str, ...]
    hand: Hand | None

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        return " ".join(self.lines)


def waiting_view(title: str) -> LaneView:
    """Return what is shown before a lesson."""
    return LaneView(tr("Ready?"), title)


def lane_view(lesson: Lesson, since: Duration) -> LaneView:
    """Return what is to be seen so long after a lesson began."""
    place, cue = _shown(lesson.cues, since)
    done = place + (since > cue.at)
    view = LaneView("", lesson.title, gun=cue.kind == GUN, done=done, whole=len(lesson.cues))
    if cue.kind == GUN:
        flash = 0 <= since - cue.at < _FLASH
        title = tr("GUN") if flash else "" if since > cue.at else tr("Set \u2026")
        return view._replace(title=title, flash=flash)
    away = cue.speed * (since - cue.at) / NS_PER_S / 1000
    seen = -REACH_M <= away <= BEYOND_M
    caption = f"{lesson.title} \u00b7 {cue.words}"
    return view._replace(title=tr("At the line"), caption=caption, runner=away if seen else None)


def _shown(cues: tuple[Cue, ...], since: Duration) -> tuple[int, Cue]:
    """Return the first cue that is not long past, else the last."""
    later = (place for place, each in enumerate(cues) if since <= each.at + _AFTER)
    place = next(later, len(cues) - 1)
    return place, cues[place]


def outcome(found: Marked) -> Outcome:
    """Return what a lesson came to."""
    touches = {kind: touch_of(found.of(kind)) for kind in _NAMES if found.of(kind)}
    rows = tuple(_row(kind, found.of(kind), touch) for kind, touch in touches.items())
    lines = [f"{tr(_NAMES[kind])}: {touch_words(touch)}" for kind, touch in touches.items()]
    hand = hand_of(found)
    lines += [] if hand is None else [hand_words(hand)]
    short = wanting(found)
    if short:
        names = " ".join(_wanted(kind, count) for kind, count in short.items())
        lines.append(tr("Too few taps to say anything of your hand. {names}", names=names))
    if found.missed or found.beside:
        lines.append(_beside_words(found))
    if is_guesswork(found):
        lines.append(tr("With so many taps beside, nothing is said of your hand."))
    return Outcome(rows, tuple(lines), hand)


def _wanted(kind: str, count: int) -> str:
    if kind == GUN:
        return tr_count("{count} more at the gun.", "{count} more at the gun.", count)
    return tr_count("{count} more at the line.", "{count} more at the line.", count)


def _beside_words(found: Marked) -> str:
    missed = tr_count("{count} cue was not tapped", "{count} cues were not tapped", found.missed)
    beside = tr_count("{count} tap was beside", "{count} taps were beside", found.beside)
    parts = [words for words, many in ((missed, found.missed), (beside, found.beside)) if many]
    return "; ".join(parts) + "."


def _row(kind: str, errors: tuple[Duration, ...], touch: Touch) -> Row:
    near = [each for each in errors if not is_far(each, touch)]
    far = [each for each in errors if is_far(each, touch)]
    return Row(
        tr(_NAMES[kind]),
        tuple(each / NS_PER_S for each in near),
        tuple(each / NS_PER_S for each in far),
        touch.bias / NS_PER_S,
        touch.scatter / NS_PER_S,
    )


def touch_words(touch: Touch) -> str:
    """Return bias, scatter and number: `0.21 s late, scatter 0.04 (8 taps, 1 slipped).`"""
    taps = tr_count("{count} tap", "{count} taps", touch.taps)
    slipped = tr_count(", {count} slipped", ", {count} slipped", touch.slipped)
    return tr(
        "{bias}, scatter {scatter} s ({taps}{slipped}).",
        bias=_late(touch.bias),
        scatter=format_time(touch.scatter),
        taps=taps,
        slipped=slipped if touch.slipped else "",
    )


def _late(bias: Duration) -> str:
    size = format_time(Duration(abs(bias)))
    if format_difference(bias) == format_difference(Duration(0)):
        return tr("on time")
    return tr("{size} s late", size=size) if bias > 0 else tr("{size} s early", size=size)


def hand_words(hand: Hand) -> str:
    """Return what times by this hand are: `Times by your hand are 0.24 s fast, right within ± 0.4 s.`"""
    margin = plus_minus(hand.margin)
    size = format_time(Duration(abs(hand.bias)))
    if format_difference(hand.bias) == format_difference(Duration(0)):
        return tr("Times by your hand are right on average, within {margin}.", margin=margin)
    fast = marked("Times by your hand are {size} s fast: right within {margin}.")
    slow = marked("Times by your hand are {size} s slow: right within {margin}.")
    return tr(fast if hand.bias < 0 else slow, size=size, margin=margin)


def known_words(hand: Hand | None) -> str:
    """Return what is remembered of the hand."""
    if hand is None:
        return tr("Nothing is known of your hand yet.")
    return tr(
        "Remembered: at the gun {gun}, at the line {line}. {words}",
        gun=_late(hand.gun.bias),
        line=_late(hand.line.bias),
        words=hand_words(hand),
    )
