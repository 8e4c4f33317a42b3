"""What is in the bar at the bottom, and what may be pressed now?"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.said import mark_name
from app.domain.state import ARMED, FINISHED
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration
from app.language import tr, tr_count
from ui.viewstate.snapshot import Snapshot, Transport
from ui.viewstate.wording import clock_text

_ROOM = 15 * NS_PER_S


class Again(NamedTuple):
    """The button that exports once more as the last time; no words while there was none."""

    words: str = ""
    tip: str = ""


class Action(NamedTuple):
    """A button: whether it may be pressed and, if not, why not."""

    enabled: bool
    why_not: str = ""


class LiveBar(NamedTuple):
    """The bar of a live race: its buttons, where the race stands, how safe it is."""

    start: Action
    split: Action
    undo: Action
    redo: Action
    undo_text: str
    redo_text: str
    state: str
    saved: str


class ReplayBar(NamedTuple):
    """The bar of a replay; positions are fractions of the race, the end None when hidden."""

    playing: bool
    elapsed: str
    length: str
    place: float
    stops: tuple[float, ...]
    speed: str
    at_end: bool


def live_bar(snapshot: Snapshot) -> LiveBar:
    """Return the bar of a live race."""
    state, keeping = snapshot.analysis.state, snapshot.keeping
    assert keeping is not None, "a live race is kept in a journal"
    armed = state.phase == ARMED
    over = snapshot.entry.facts.next_mark is None
    return LiveBar(
        start=Action(armed, "" if armed else tr("the race is under way")),
        split=Action(not over, tr("every mark has its split") if over else ""),
        undo=Action(bool(keeping.undo), tr("nothing to undo")),
        redo=Action(bool(keeping.redo), tr("nothing to redo")),
        undo_text=tr("Undo {undo}", undo=keeping.undo).strip(),
        redo_text=tr("Redo {redo}", redo=keeping.redo).strip(),
        state=_state(snapshot),
        saved=_saved(snapshot),
    )


def _state(snapshot: Snapshot) -> str:
    state, facts = snapshot.analysis.state, snapshot.entry.facts
    if state.phase == ARMED:
        return tr("Ready{taps}", taps=_taps(snapshot))
    if state.phase == FINISHED or facts.next_mark is None:
        return tr("Finished{taps}", taps=_taps(snapshot))
    marks = state.plan.course.marks
    number = marks.index(facts.next_mark) + 1
    name = mark_name(state.plan.course, facts.next_mark)
    return tr(
        "Next {name} · {number} of {total}{taps}",
        name=name,
        number=number,
        total=len(marks),
        taps=_taps(snapshot),
    )


def _taps(snapshot: Snapshot) -> str:
    count = len(snapshot.analysis.state.taps)
    return tr_count(" · {count} tap kept", " · {count} taps kept", count) if count else ""


def _saved(snapshot: Snapshot) -> str:
    keeping = snapshot.keeping
    assert keeping is not None, "a live race is kept in a journal"
    if keeping.saved >= snapshot.analysis.state.version:
        return tr("saved")
    return tr("not saved") if keeping.trouble else tr("saving")


def shown_span(transport: Transport, targets: Sequence[Target], *, show_ending: bool) -> Duration:
    """Return how long the scrubber says that the race is.

    With the ending hidden it is a little more than the slowest target, whatever the race took.
    """
    if show_ending:
        return Duration(max(transport.length, 1))
    slowest = max(each.finish for each in targets)
    return Duration(max(slowest + _ROOM, transport.position))


def replay_bar(snapshot: Snapshot) -> ReplayBar:
    """Return the bar of a replay."""
    transport = snapshot.transport
    assert transport is not None, "a replay has a transport"
    span = shown_span(transport, snapshot.targets, show_ending=snapshot.show_ending)
    stops = tuple(stop / span for stop in transport.stops if stop <= transport.position)
    if snapshot.show_ending:
        stops = tuple(stop / span for stop in transport.stops)
    return ReplayBar(
        playing=transport.playing,
        elapsed=clock_text(transport.position),
        length=clock_text(transport.length) if snapshot.show_ending else "",
        place=transport.position / span,
        stops=stops,
        speed=f"{transport.speed:g}\u00d7",
        at_end=transport.position >= transport.length,
    )
