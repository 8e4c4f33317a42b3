"""What was pressed, and what has become of it? The rows of a panel, by the time of the press.

Times count from time zero as it is now; a press before it has a minus.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import Distance, mark_name
from app.domain.evolve import voided
from app.domain.plan import EntryId
from app.domain.state import EntryState, SessionState, Split
from app.domain.times import Duration, Instant, between, format_difference, format_time
from ui.viewstate.prompts import KeyHint, PromptView
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.wording import DOT

PRESSED = "PRESSED"
_TAKEN_BACK = "taken back"


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
    words = f"{len(rows)} {'press' if len(rows) == 1 else 'presses'}"
    verb = "does" if gone == 1 else "do"
    return Pressed(rows, place, f"{words}{DOT}{gone} {verb} not count" if gone else words)


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
    leave = KeyHint("Esc", "close")
    if swapping:
        keys = (KeyHint("lane", "the other"), KeyHint("Esc", "no"))
        return PromptView(PRESSED, f"Swapped with whom, from {swapping} on?", keys)
    if row is None:
        return PromptView(PRESSED, "Nothing has been pressed.", (leave,))
    offered = [each for each in _KEYS[kind] if chosen or each is not _WHOSE]
    choose = () if chosen else (KeyHint("Up Down", "choose"),)
    look = (KeyHint("Home End", "doubtful"),) if doubtful else ()
    keys = (*choose, *look, *offered, leave)
    return PromptView(PRESSED, f"{row.time} {row.key}".strip(), keys)


_WHOSE = KeyHint("lane", "whose")
_ANY = (KeyHint("Del", "no passage"), _WHOSE)
_KEYS: Mapping[str, tuple[KeyHint, ...]] = {
    "": (),
    "tap": _ANY,
    "split": (
        *_ANY,
        KeyHint("K", "keep"),
        KeyHint("Return", "time"),
        KeyHint("Left Right", "mark"),
        KeyHint("I", "one before"),
        KeyHint("M", "missed"),
        KeyHint("O", "swap"),
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
            return _Press(record, at, "Start", stamp)
        case ev.SplitTaken(entry, stamp):
            return _Press(record, at, _key(state, entry), stamp, entry)
        case ev.TapTaken(stamp, meant):
            return _Press(record, at, _key(state, meant) if meant else "U", stamp, meant)
        case rp.ClockSynced(shows):
            return _Press(record, at, "Sync", f"showed {format_time(shows, 1)}")
        case ev.SplitTyped(entry, _, elapsed, stamp):
            return _Press(record, _at(state, entry, elapsed), _key(state, entry), stamp, entry)
        case rp.SplitInserted(entry, _, elapsed, _):
            return _Press(record, _at(state, entry, elapsed), _key(state, entry), "put in", entry)
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
    return PressedRow(press.record.seq, time, press.key, press.source, now)


def _taken_back(press: _Press, state: SessionState) -> PressedRow:
    return _row(press, state, _TAKEN_BACK)._replace(tone=MUTED, gone=True)


def _of_split(
    press: _Press,
    state: SessionState,
    entry: EntryState,
    split: Split,
    flags: Mapping[int, str],
    moved: set[int],
) -> PressedRow:
    name = mark_name(state.plan.course, split.mark)
    now = name if len(state.entries) == 1 else f"{name} of {entry.entrant.athlete}"
    flag = "" if split.kept else flags.get(split.seq, "")
    theirs, untimed = press.entry in {None, entry.entrant.id}, _missed_before(entry, split)
    marks = [
        "edited" if split.edited else "",
        "estimated" if split.estimated else "",
        "" if theirs else "other key",
        "mark changed" if split.seq in moved else "",
        *(f"{mark_name(state.plan.course, each)} missed" for each in untimed),
        "kept" if split.kept else flag,
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
        return _row(press, state, "nobody's yet")._replace(tone=ALERT, doubtful=True)
    if state.zero is not None and state.zero.at == press.at:
        return _row(press, state, "time zero")
    if state.zero is not None and state.started == press.at:
        by = format_difference(between(press.at, state.zero.at))
        return _row(press, state, f"start, time zero {by}")
    if isinstance(press.record.event, rp.ClockSynced):
        return _row(press, state, "the clock in sight")
    cancelled = isinstance(press.record.event, ev.Started)
    now = "cancelled start" if cancelled else "no passage"
    return _row(press, state, now)._replace(tone=MUTED, gone=True)
