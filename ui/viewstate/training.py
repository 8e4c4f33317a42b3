"""What does the window of a training session show? One frozen view of head, strips, rows and bar."""

from typing import TYPE_CHECKING, NamedTuple

from app.domain.times import Instant
from app.domain.training.session_state import FINISHED
from app.language import tr, tr_count
from ui.viewstate.prompts import PromptView
from ui.viewstate.snapshot import LIVE
from ui.viewstate.tones import INK, MUTED
from ui.viewstate.training_rows import TrainingRow, training_row
from ui.viewstate.training_snapshot import FieldAsked, TrainingSnapshot
from ui.viewstate.training_strips import GroupStrip, group_strip
from ui.viewstate.training_words import up_text
from ui.viewstate.wording import DOT

if TYPE_CHECKING:
    from ui.viewstate.care import BannerView


class TrainingHead(NamedTuple):
    """Title and plan at the left, the clock of the whole session at the right."""

    title: str
    plan: str
    state: str
    clock: str
    tone: str


class TrainingBar(NamedTuple):
    """What the buttons say, and which of them can be pressed; `taps` wait for a name."""

    start: str
    can_start: bool
    taps: str
    can_name: bool
    undo: str
    redo: str
    over: bool
    live: bool


class TrainingView(NamedTuple):
    """Everything on the window."""

    head: TrainingHead
    strips: tuple[GroupStrip, ...]
    rows: tuple[TrainingRow, ...]
    bar: TrainingBar
    notice: str
    notice_tone: str
    saved: str
    prompt: PromptView | None
    asked: FieldAsked | None
    unsaved: "BannerView | None"


def training_view(snapshot: TrainingSnapshot) -> TrainingView:
    """Return what is shown of a session at one instant."""
    strips = tuple(
        group_strip(snapshot, coming, letter)
        for coming, letter in zip(snapshot.board.groups, snapshot.letters, strict=True)
    )
    unsaved = _unsaved(snapshot)
    return TrainingView(
        head=_head(snapshot),
        strips=strips,
        rows=tuple(training_row(snapshot, each) for each in snapshot.in_order()),
        bar=_bar(snapshot),
        notice=snapshot.notice or _hint(snapshot),
        notice_tone=snapshot.notice_tone if snapshot.notice else MUTED,
        saved="" if unsaved else _saved(snapshot),
        prompt=snapshot.prompt,
        asked=snapshot.asked,
        unsaved=unsaved,
    )


def _head(snapshot: TrainingSnapshot) -> TrainingHead:
    state, elapsed = snapshot.state, snapshot.elapsed
    running = sum(map(state.is_running, state.runners.values()))
    if state.phase == FINISHED:
        words, tone = tr("SESSION OVER"), MUTED
    elif elapsed is None:
        words, tone = tr("READY"), MUTED
    elif running:
        words, tone = tr_count("{count} RUNNING", "{count} RUNNING", running), INK
    else:
        words, tone = tr("ALL IN"), INK
    clock = "" if elapsed is None or state.phase == FINISHED else up_text(elapsed)
    title = DOT.join(filter(None, [state.setup.title, state.setup.venue, state.setup.date]))
    return TrainingHead(title, " ".join(state.setup.plan.split()), words, clock, tone)


def _bar(snapshot: TrainingSnapshot) -> TrainingBar:
    state, keeping = snapshot.state, snapshot.keeping
    several = len(state.groups) > 1 and snapshot.group is not None
    start = tr("Start {group}", group=snapshot.group) if several else tr("Start")
    taps = len(state.taps)
    return TrainingBar(
        start=start,
        can_start=snapshot.group is not None and not state.ended,
        taps=tr("Name {count}", count=taps) if taps else tr("Name"),
        can_name=bool(taps),
        undo=keeping.undo if keeping else "",
        redo=keeping.redo if keeping else "",
        over=state.ended,
        live=snapshot.mode == LIVE,
    )


def _hint(snapshot: TrainingSnapshot) -> str:
    """Say what can be done next, where nothing else is said."""
    if snapshot.mode != LIVE:
        return ""
    state = snapshot.state
    if state.taps:
        words = (
            "{count} press has no name: N names it.",
            "{count} presses have no name: N names them.",
        )
        return tr_count(*words, len(state.taps))
    if state.first_start is None:
        return tr(
            "Space starts the first repetition; a number stops its athlete. ? shows all keys."
        )
    return ""


def _saved(snapshot: TrainingSnapshot) -> str:
    keeping = snapshot.keeping
    if keeping is None:
        return ""
    return tr("saving") if keeping.waiting else tr("saved")


def _unsaved(snapshot: TrainingSnapshot) -> "BannerView | None":
    keeping = snapshot.keeping
    if keeping is None or not keeping.trouble:
        return None
    from ui.viewstate.training_care import training_unsaved

    return training_unsaved(keeping, Instant(snapshot.at))
