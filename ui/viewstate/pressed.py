"""What was pressed, and what has become of it? The rows of a panel, by the time of the press.

Times count from time zero as it is now; a press before it has a minus.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import Distance
from app.domain.evolve import voided
from app.domain.plan import EntryId
from app.domain.said import format_difference, format_time, mark_name
from app.domain.state import EntryState, SessionState, Split
from app.domain.times import Duration, Instant, between
from app.language import marked, tr, tr_as, tr_count
from ui.viewstate.prompts import KeyHint, PromptView
from ui.viewstate.tones import ALERT, INK, MUTED

PRESSED = marked("PRESSED")
_TAKEN_BACK = marked("taken back")


class PressedRow(NamedTuple):
    """One press, or one time that was typed: what it was beside what it is now.

    `seq` is the number of its record, by which its split or its tap is known. `gone` says that
    nothing of it counts any more, `doubtful` that it is one to look at: it is odd, an estimate,
    nobody's yet, or there is no time at the mark in front of it.
    """

    seq: int
    time: str
    key: str
    source: str
    now: str
    now_time: str = ""
    badge: str = ""
    tone: str = INK
    gone: bool = False
    doubtful: bool = False


class Pressed(NamedTuple):
    """The panel: its rows, the place of the chosen one, and whether it may be changed."""

    rows: tuple[PressedRow, ...]
    chosen: int | None
    summary: str


class _Press(NamedTuple):
    record: ev.Record
    at: Instant
    key: str
    source: str
    entry: EntryId | None = None


def pressed_rows(
    records: Sequence[ev.Record], state: SessionState, flags: Mapping[int, str]
) -> tuple[PressedRow, ...]:
    """Return a row for every press and every typed time; `flags` says what is odd by record."""
    back = voided(records)
    splits = {each.seq: (entry, each) for entry in state.entries.values() for each in entry.splits}
    taps = {each.seq for each in state.taps}
    moved = {
        each.event.split
        for each in records
        if isinstance(each.event, rp.MarkChanged) and each.command not in back
    }
    presses = sorted(_presses(records, state), key=lambda each: (each.at, each.record.seq))
    return tuple(
        _taken_back(each, state)
        if each.record.command in back
        else _of_split(each, state, *splits[each.record.seq], flags, moved)
        if each.record.seq in splits
        else _other(each, state, tapped=each.record.seq in taps)
        for each in presses
    )


def pressed(rows: tuple[PressedRow, ...], chosen: int | None) -> Pressed:
    """Return the panel with the row of the record `chosen`, None to follow the newest."""
    place = next((i for i, each in enumerate(rows) if each.seq == chosen), None)
    gone = sum(1 for each in rows if each.gone)
    words = tr_count("{count} press", "{count} presses", len(rows))
    if gone:
        words += tr_count(" · {count} does not count", " · {count} do not count", gone)
    return Pressed(rows, place, words)


def doubtful_from(rows: Sequence[PressedRow], place: int | None, step: int) -> int | None:
    """Return the place of the next doubtful row from a place up (-1) or down (1), None without one.

    Without a place it is looked for from below the newest row.
    """
    start = len(rows) if place is None else place
    ahead = range(start - 1, -1, -1) if step < 0 else range(start + 1, len(rows))
    return next((i for i in ahead if rows[i].doubtful), None)


def pressed_strip(
    row: PressedRow | None, kind: str, swapping: str, *, chosen: bool, doubtful: bool = False
) -> PromptView:
    """Return the strip below: the press and its keys; `kind` is `split`, `tap` or empty.

    Only for a press that was `chosen` do the lanes say whose it was. `doubtful` says that there
    are some to go to.

    `swapping` is the passage from which an athlete is about to be swapped with another.
    """
    leave = KeyHint("Esc", tr("close"))
    if swapping:
        keys = (KeyHint(tr("lane"), tr("the other")), KeyHint("Esc", tr("no")))
        return PromptView(
            tr(PRESSED), tr("Swapped with whom, from {swapping} on?", swapping=swapping), keys
        )
    if row is None:
        return PromptView(tr(PRESSED), tr("Nothing has been pressed."), (leave,))
    offered = [
        KeyHint(tr(each.key), tr(each.does)) for each in _KEYS[kind] if chosen or each is not _WHOSE
    ]
    choose = () if chosen else (KeyHint(tr("Up Down"), tr("choose")),)
    look = (KeyHint(tr("Home End"), tr("doubtful")),) if doubtful else ()
    keys = (*choose, *look, *offered, leave)
    return PromptView(tr(PRESSED), f"{row.time} {row.key}".strip(), keys)


_WHOSE = KeyHint(marked("lane"), marked("whose"))
_ANY = (KeyHint(marked("Del"), marked("no passage")), _WHOSE)
_KEYS: Mapping[str, tuple[KeyHint, ...]] = {
    "": (),
    "tap": _ANY,
    "split": (
        *_ANY,
        KeyHint("K", marked("keep")),
        KeyHint(marked("Return"), marked("time")),
        KeyHint(marked("Left Right"), marked("mark")),
        KeyHint("I", marked("one before")),
        KeyHint("M", marked("missed")),
        KeyHint("O", marked("swap")),
    ),
}


def _presses(records: Iterable[ev.Record], state: SessionState) -> Iterable[_Press]:
    for record in records:
        found = _press(record, state)
        if found is not None:
            yield found


def _press(record: ev.Record, state: SessionState) -> _Press | None:
    at = record.at
    match record.event:
        case ev.Started(stamp):
            return _Press(record, at, tr("Start"), stamp)
        case ev.SplitTaken(entry, stamp):
            return _Press(record, at, _key(state, entry), stamp, entry)
        case ev.TapTaken(stamp, meant):
            return _Press(record, at, _key(state, meant) if meant else "U", stamp, meant)
        case rp.ClockSynced(shows):
            return _Press(record, at, tr("Sync"), tr("showed {shows}", shows=format_time(shows, 1)))
        case ev.SplitTyped(entry, _, elapsed, stamp):
            return _Press(record, _at(state, entry, elapsed), _key(state, entry), stamp, entry)
        case rp.SplitInserted(entry, _, elapsed, _):
            return _Press(
                record, _at(state, entry, elapsed), _key(state, entry), tr("put in"), entry
            )
        case _:
            return None


def _at(state: SessionState, entry: EntryId, elapsed: Duration) -> Instant:
    """Where a time that was not pressed stands among those that were."""
    known = state.entries.get(entry)
    zero = state.zero_of(known) if known else state.zero
    return Instant((zero.at if zero else 0) + elapsed)


def _key(state: SessionState, entry: EntryId) -> str:
    known = state.entries.get(entry)
    return f"{known.entrant.lane} {known.entrant.athlete}" if known else entry


def _row(press: _Press, state: SessionState, now: str) -> PressedRow:
    zero = state.zero.at if state.zero else None
    typed = isinstance(press.record.event, ev.SplitTyped | rp.SplitInserted)
    if zero is None:
        time = format_time(Duration(press.at)) if typed else ""
    else:
        time = format_time(between(zero, press.at))
    return PressedRow(press.record.seq, time, press.key, _source_words(press.source), now)


def _source_words(stamp: str) -> str:
    """Say where the instant of a press is from: the system's event, or our handler of it."""
    if stamp == ev.EVENT_STAMP:
        return tr_as("of a stamp", "event")
    return tr_as("of a stamp", "handler") if stamp == ev.HANDLER_STAMP else stamp


def _taken_back(press: _Press, state: SessionState) -> PressedRow:
    return _row(press, state, tr(_TAKEN_BACK))._replace(tone=MUTED, gone=True)


def _of_split(
    press: _Press,
    state: SessionState,
    entry: EntryState,
    split: Split,
    flags: Mapping[int, str],
    moved: set[int],
) -> PressedRow:
    name = mark_name(state.plan.course, split.mark)
    now = (
        name
        if len(state.entries) == 1
        else tr("{name} of {athlete}", name=name, athlete=entry.entrant.athlete)
    )
    flag = "" if split.kept else tr(flags.get(split.seq, ""))
    theirs, untimed = press.entry in {None, entry.entrant.id}, _missed_before(entry, split)
    marks = [
        tr("edited") if split.edited else "",
        tr("estimated") if split.estimated else "",
        "" if theirs else tr("other key"),
        tr("mark changed") if split.seq in moved else "",
        *(tr("{mark} missed", mark=mark_name(state.plan.course, each)) for each in untimed),
        tr("kept") if split.kept else flag,
    ]
    row, time = _row(press, state, now), split.time(state.zero_of(entry))
    if split.estimated:
        row = row._replace(time=f"\u2248 {format_time(time, 1)}")
    return row._replace(
        now_time=row.time if split.estimated else format_time(time),
        badge=", ".join(each for each in marks if each),
        tone=ALERT if flag else INK,
        doubtful=bool(flag or split.estimated or untimed),
    )


def _missed_before(entry: EntryState, split: Split) -> tuple[Distance, ...]:
    """Return the marks without a time between a split and the one in front of it."""
    if not entry.missed:
        return ()
    before = max((each.mark for each in entry.splits if each.mark < split.mark), default=0)
    return tuple(each for each in entry.missed if before < each < split.mark)


def _other(press: _Press, state: SessionState, *, tapped: bool) -> PressedRow:
    """A start, a sync press, a tap that waits, or a press that was no passage."""
    if tapped:
        return _row(press, state, tr("nobody's yet"))._replace(tone=ALERT, doubtful=True)
    if state.zero is not None and state.zero.at == press.at:
        return _row(press, state, tr("time zero"))
    if state.zero is not None and state.started == press.at:
        by = format_difference(between(press.at, state.zero.at))
        return _row(press, state, tr("start, time zero {by}", by=by))
    if isinstance(press.record.event, rp.ClockSynced):
        return _row(press, state, tr("the clock in sight"))
    cancelled = isinstance(press.record.event, ev.Started)
    now = tr("cancelled start") if cancelled else tr("no passage")
    return _row(press, state, now)._replace(tone=MUTED, gone=True)
