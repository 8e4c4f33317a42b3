"""What stands in the row of an athlete: what the athlete does, and how the repetitions went?"""

from typing import NamedTuple

from app.analysis.training.board import (
    AWAY,
    RESTS,
    RUNS,
    STOPPED,
    THROUGH,
    WAITS,
    RunnerNow,
)
from app.analysis.training.repetitions import Repetition
from app.analysis.training.tally import Tally
from app.domain.said import format_difference, format_metres
from app.domain.times import Duration, Instant
from app.domain.training.session_state import (
    ABSENT,
    DONE,
    DROPPED,
    MISSED,
    PLANNED,
    RUNNING,
    SKIPPED,
    UNFINISHED,
)
from app.domain.training.session_state import STOPPED as STOPPED_BEFORE
from app.language import figure, marked, tr
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.training_snapshot import TrainingSnapshot
from ui.viewstate.training_words import (
    decimals_of,
    down_text,
    gap_tone_of,
    gap_word_of,
    target_text,
    time_text,
    up_text,
)
from ui.viewstate.wording import NONE, clock_text, lap_text

READY = "ready"
_WORDS = {
    RUNS: marked("RUN"),
    RESTS: marked("REST"),
    READY: marked("READY"),
    WAITS: marked("WAIT"),
    AWAY: marked("NOT HERE"),
    STOPPED: marked("STOPPED"),
    THROUGH: marked("THROUGH"),
}
_NO_TIME = {
    ABSENT: marked("absent"),
    SKIPPED: marked("skipped"),
    MISSED: marked("no time"),
    UNFINISHED: marked("broken off"),
    STOPPED_BEFORE: marked("stopped"),
}
_SHORT = {
    ABSENT: marked("abs"),
    SKIPPED: marked("skip"),
    MISSED: "?",
    UNFINISHED: marked("off"),
    STOPPED_BEFORE: marked("stop"),
}


class PastRep(NamedTuple):
    """One repetition so far: its number, its time or why there is none, and the tone.

    `start` names the start, so that its time can be typed anew.
    """

    number: int
    words: str
    tone: str
    start: int | None
    spoken: str
    ends_set: bool = False


class TrainingRow(NamedTuple):
    """One athlete. `doing` is a word of the board, or `ready` once the recovery is over.

    `clock` counts up while running, down while resting; `target` is that of the repetition that is
    run or comes next.
    """

    entry: str
    lane: int
    name: str
    group: str
    selected: bool
    held: bool
    doing: str
    state: str
    clock: str
    target: str
    last: str
    gap: str
    word: str
    tone: str
    mean: str
    drop_off: str
    drop_tone: str
    done: str
    past: tuple[PastRep, ...]


def training_row(snapshot: TrainingSnapshot, now: RunnerNow) -> TrainingRow:
    """Return the row of one athlete."""
    runner = now.runner.runner
    doing, clock = _doing(now, snapshot.at)
    coming = _coming(now)
    last = _last_of(now)
    shown = now.last if last is None or last.time is not None else None
    deficit = shown.deficit if shown else None
    decimals = decimals_of(shown.splits[-1][0]) if shown and shown.splits else 1
    tally = _tally(now)
    inside = _inside(now)
    if inside:
        shown, deficit = None, None
    return TrainingRow(
        entry=runner.id,
        lane=runner.lane,
        name=runner.name,
        group=runner.group,
        selected=runner.id == snapshot.selected,
        held=runner.id in snapshot.held,
        doing=doing,
        state=_state_words(now, doing),
        clock=clock,
        target=target_text([coming.target]) if coming else "",
        last=inside[0] if inside else _last_words(last, shown),
        gap="" if deficit is None else format_difference(deficit, decimals),
        word=inside[1] if inside else gap_word_of(deficit, decimals),
        tone=gap_tone_of(deficit, decimals) if deficit is not None else INK,
        mean=lap_text(tally.mean, 1) if tally else NONE,
        drop_off=_drop_words(tally),
        drop_tone=MUTED,
        done=_done(now),
        past=tuple(_past(now, each) for each in _so_far(now)),
    )


def _doing(now: RunnerNow, at: Instant) -> tuple[str, str]:
    """Return what an athlete does and the clock beside it."""
    if now.doing == RUNS and now.since is not None:
        return RUNS, clock_text(Duration(max(0, at - now.since)))
    if now.doing != RESTS:
        return now.doing, ""
    if now.due is not None and at < now.due:
        return RESTS, down_text(Duration(now.due - at))
    if now.due is not None:
        return READY, f"+{up_text(Duration(at - now.due))}"
    return RESTS, up_text(Duration(at - now.since)) if now.since is not None else ""


def _state_words(now: RunnerNow, doing: str) -> str:
    stopping = now.runner.stopping
    if doing == STOPPED and stopping is not None:
        return tr(stopping.reason)
    return tr(_WORDS[doing])


def _coming(now: RunnerNow) -> Repetition | None:
    return next((each for each in now.repetitions if each.status in (RUNNING, PLANNED)), None)


def _so_far(now: RunnerNow) -> list[Repetition]:
    return [
        each
        for each in now.repetitions
        if each.start is not None and each.status not in (RUNNING, PLANNED, DROPPED)
    ]


def _inside(now: RunnerNow) -> tuple[str, str] | None:
    """The last time inside the repetition that is run, and where it was taken; None without one."""
    on = next((each for each in now.repetitions if each.status == RUNNING), None)
    if on is None or not on.splits:
        return None
    split, time = on.splits[-1]
    where = tr("at {mark}", mark=format_metres(split.mark))
    return lap_text(time, decimals_of(split)), where


def _last_of(now: RunnerNow) -> Repetition | None:
    """The last repetition that is over, with a time or without."""
    over = _so_far(now)
    return over[-1] if over else None


def _last_words(last: Repetition | None, shown: Repetition | None) -> str:
    if shown is not None:
        return time_text(shown)
    return NONE if last is None else tr(_NO_TIME[last.status])


def _tally(now: RunnerNow) -> Tally | None:
    """Of several distances the tally of the one that was run last."""
    if now.last is None:
        return None
    return next(each for each in now.tallies if each.distance == now.last.distance)


def _drop_words(tally: Tally | None) -> str:
    if tally is None or tally.drop_off is None:
        return NONE
    tenths = round((tally.drop_off - 1) * 1000)
    sign = "+" if tenths > 0 else "\u2212" if tenths < 0 else ""
    return figure(f"{sign}{abs(tenths) / 10:.1f} %")


def _done(now: RunnerNow) -> str:
    timed = sum(each.status == DONE for each in now.repetitions)
    whole = sum(each.status != DROPPED for each in now.repetitions)
    return tr("{done} of {whole}", done=timed, whole=whole)


def _past(now: RunnerNow, each: Repetition) -> PastRep:
    following = next((one for one in now.repetitions if one.number == each.number + 1), None)
    ends_set = following is not None and following.of_set != each.of_set
    if each.time is None:
        words, why = tr(_SHORT[each.status]), tr(_NO_TIME[each.status])
        tone = ALERT if each.status == MISSED else MUTED
        return PastRep(each.number, words, tone, each.start, f"{each.number}: {why}", ends_set)
    tone = gap_tone_of(each.deficit) if each.deficit is not None else INK
    word = gap_word_of(each.deficit)
    spoken = f"{each.number}: {time_text(each)} {word}".strip()
    return PastRep(each.number, time_text(each), tone, each.start, spoken, ends_set)
