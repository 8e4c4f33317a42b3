"""What does the panel of the clock say? What the times rest on, and everything that moved them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.domain import events as ev
from app.domain.evolve import voided
from app.domain.plan import EntryId
from app.domain.said import format_difference, format_time
from app.domain.state import SessionState
from app.domain.times import Duration, Instant, between
from app.domain.zero_basis import agreement, basis_text, moved_by
from app.domain.zero_fit import official_residuals
from app.language import figure, tr
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.wording import clock_text

if TYPE_CHECKING:
    from app.analysis.tap_school import Hand
    from app.engine.clocks import Anchor
    from app.usecases.operator_bias import Bias

_APART = Duration(300_000_000)


class Line(NamedTuple):
    """A label, what it says, and what a click does: take a tap for the start, name an athlete."""

    label: str
    words: str
    tone: str = INK
    tap: int | None = None
    athlete: str = ""


class ClockPanel(NamedTuple):
    """Basis and move, the lines beneath, and what may be pressed now.

    `why` says why no start can be cancelled; `several` that an official time needs its athlete.
    """

    basis: str
    moved: str
    lines: tuple[Line, ...]
    live: bool
    started: bool
    can_cancel: bool
    several: bool
    why: str = ""


class Aborted(NamedTuple):
    """A start that was cancelled: where time zero was, and when it was taken for a false one."""

    zero: Instant
    cancelled: Instant


def clock_panel(
    state: SessionState,
    records: Sequence[ev.Record] = (),
    anchor: "Anchor | None" = None,
    bias: "Bias | None" = None,
    hand: "Hand | None" = None,
    *,
    live: bool,
) -> ClockPanel:
    """Return the panel of a session; without an anchor no time of day is known."""
    splits = any(each.splits for each in state.entries.values())
    started = state.zero is not None
    lines = (
        *_zero_lines(state, anchor),
        *_tap_lines(state, live=live),
        *_sync_lines(state),
        *_official_lines(state, live=live),
        *_bias_lines(bias, hand if live else None),
        *_aborted_lines(records, anchor),
    )
    why = (
        tr("the race has not started")
        if not started
        else tr("the race has splits")
        if splits
        else ""
    )
    return ClockPanel(
        basis=basis_text(state),
        moved=_moved(state),
        lines=lines,
        live=live,
        started=started,
        can_cancel=started and not splits,
        several=len(state.racing) > 1,
        why=why,
    )


def aborted_starts(records: Sequence[ev.Record]) -> tuple[Aborted, ...]:
    """Return the false starts of a journal that hold, the oldest first."""
    from app.domain.repair_events import ClockSynced, StartCancelled, ZeroMoved

    gone, zero, found = voided(records), None, []
    for record in records:
        event = record.event
        if record.command in gone:
            continue
        if isinstance(event, ev.Started):
            zero = record.at
        elif isinstance(event, ZeroMoved):
            zero = event.at
        elif isinstance(event, ClockSynced) and zero is None:
            zero = Instant(record.at - event.shows)
        elif isinstance(event, StartCancelled) and zero is not None:
            found.append(Aborted(zero, record.at))
            zero = None
    return tuple(found)


def _moved(state: SessionState) -> str:
    moved = moved_by(state)
    return tr("{moved} s from the start press", moved=format_difference(moved)) if moved else ""


def _zero_lines(state: SessionState, anchor: "Anchor | None") -> list[Line]:
    """The start press and time zero by the time of day of this computer."""
    if anchor is None or state.zero is None:
        return []
    zero = _of_day(anchor, state.zero.at)
    if not zero:
        return []
    press = (
        [] if state.started is None else [Line(tr("Start press"), _of_day(anchor, state.started))]
    )
    return [*press, Line(tr("Time zero"), tr("{zero} by this computer's clock", zero=zero))]


def _of_day(anchor: "Anchor", at: Instant) -> str:
    from app.usecases.gun_time import time_of_day

    return figure(time_of_day(anchor, at))


def _tap_lines(state: SessionState, *, live: bool) -> list[Line]:
    """An earlier press may have been the start: the newest first, but only before the splits."""
    if not live:
        return []
    splits = [each.pressed_at for entry in state.entries.values() for each in entry.splits]
    first = min((at for at in splits if at is not None), default=None)
    taps = [each for each in state.taps if first is None or each.at < first]
    return [
        Line(
            tr("Tap"),
            tr("{when}: click if the start was here", when=_when(state, tap.at)),
            INK,
            tap.seq,
        )
        for tap in reversed(taps)
    ]


def _when(state: SessionState, at: Instant) -> str:
    if state.zero is None:
        return tr("kept before the start")
    since = between(state.zero.at, at)
    size = format_time(Duration(abs(since)))
    if since < 0:
        return tr("{since} s before time zero", since=size)
    return tr("{since} s after time zero", since=size)


def _sync_lines(state: SessionState) -> list[Line]:
    if state.zero is None or not state.syncs:
        return []
    lines = [
        Line(
            tr("Sync {number}", number=number),
            tr(
                "showed {shows} · {off}",
                shows=clock_text(each.shows),
                off=_off(between(each.zero, state.zero.at)),
            ),
        )
        for number, each in enumerate(state.syncs, start=1)
    ]
    if len(lines) > 1:
        lines.append(_agreement_line(len(lines), agreement(state)))
    return lines


def _agreement_line(presses: int, apart: Duration) -> Line:
    by = format_time(apart)
    if apart <= _APART:
        return Line("", tr("{presses} presses agree to {by} s", presses=presses, by=by))
    words = tr("{presses} presses differ by {by} s: one of them is wrong", presses=presses, by=by)
    return Line("", words, ALERT)


def _off(value: Duration) -> str:
    return f"{format_difference(value)} s"


def _official_lines(state: SessionState, *, live: bool) -> list[Line]:
    residuals = official_residuals(state)
    finish = state.plan.course.distance
    lines = []
    for key, entry in state.entries.items():
        athlete = entry.entrant.athlete
        if key in state.official:
            words = _official_words(state, key, residuals)
            lines.append(Line(tr("Official"), f"{athlete} {words}", athlete=athlete))
        elif live and entry.last_mark == finish and state.official:
            lines.append(
                Line(
                    tr("Official"),
                    tr("{athlete}: not given", athlete=athlete),
                    MUTED,
                    athlete=athlete,
                )
            )
    return lines


def _official_words(state: SessionState, key: EntryId, residuals: "dict[EntryId, Duration]") -> str:
    given = format_time(state.official[key])
    if key not in residuals:
        return tr("{given} · the finish was not pressed", given=given)
    return tr("{given} · pressed {off}", given=given, off=_off(residuals[key]))


def _bias_lines(bias: "Bias | None", hand: "Hand | None") -> list[Line]:
    """By official times, and by the tap school: the two should agree."""
    lines = []
    if bias is not None:
        from app.usecases.operator_bias import bias_text

        lines.append(Line(tr("Your hand"), bias_text(bias)))
    if hand is not None:
        from ui.viewstate.tap_school import hand_words

        lines.append(Line(tr("Tap school"), hand_words(hand)))
    return lines


def _aborted_lines(records: Sequence[ev.Record], anchor: "Anchor | None") -> list[Line]:
    return [
        Line(tr("False start"), _aborted(each, _of_day(anchor, each.zero) if anchor else ""), MUTED)
        for each in reversed(aborted_starts(records))
    ]


def _aborted(start: Aborted, of_day: str) -> str:
    at = f"{of_day}, " if of_day else ""
    return tr(
        "{at}cancelled after {zero} s", at=at, zero=clock_text(between(start.zero, start.cancelled))
    )
