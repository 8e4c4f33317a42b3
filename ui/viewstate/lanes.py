"""What does the field show? Every athlete in a row or a lane: gap, last lap, place, what is next.

A gap is to the athlete's own target where there is one. Times to hit are on the clock of the race,
the one that is seen, also for who started later.
"""

from typing import NamedTuple

from app.analysis.live import EntryAnalysis, Passage
from app.analysis.standing import EntryStanding, standing
from app.domain.plan import PACER, EntryId
from app.domain.said import format_time, mark_name, place_text
from app.domain.state import FINISHED, EntryState, SessionState
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, Rounding
from app.language import tr
from ui.viewstate.asked import doubted, is_doubted, open_questions
from ui.viewstate.call import call_for
from ui.viewstate.card_values import Card
from ui.viewstate.cards import race_clock
from ui.viewstate.layout import analysed, in_order
from ui.viewstate.shout import given_name
from ui.viewstate.snapshot import LANES, ROWS, Snapshot, projected_finish
from ui.viewstate.tones import AHEAD, BEHIND, INK, MUTED, gap_tone, short_gap_word
from ui.viewstate.wording import (
    DOT,
    NONE,
    PLUS_MINUS,
    at_mark,
    estimate_text,
    gap_decimals,
    gap_text,
    lap_text,
    stretch_name,
    target_name,
    target_time,
)

_ARROWS = {BEHIND: "up", AHEAD: "down"}


class Gap(NamedTuple):
    """How far behind or ahead: one word, the figure with its tone and arrow, of which target."""

    word: str
    value: str
    tone: str
    arrow: str
    target: str


class Next(NamedTuple):
    """What comes next, and when: a mark with the time to hit; afterwards the finish.

    `words` are title and value in one.
    """

    title: str
    value: str
    words: str


class Lane(NamedTuple):
    """One athlete among several. `lane` is the key; `call` and `now` are for rows alone.

    `role` says what is special of the entry, `place` the rank and `off` the gap to the first of
    those timed there, `status` what befell the race, `doubt` what is asked of the last split or of
    one that does not come. Who is `out` is shown quietly.
    """

    entry: EntryId
    lane: int
    name: str
    given: str
    role: str
    gap: Gap
    lap_title: str
    lap: str
    held: bool
    detail: str
    next: Next
    projected: str
    place: str
    off: str
    status: str
    doubt: str
    out: bool
    selected: bool
    call: str = ""
    now: str = ""


class Field(NamedTuple):
    """All athletes at one instant: rows above lanes, and the clock of the race."""

    layout: str
    rows: tuple[Lane, ...]
    lanes: tuple[Lane, ...]
    clock: Card


def field(snapshot: Snapshot) -> Field | None:
    """Return rows and lanes, None where one athlete is shown alone."""
    if snapshot.layout not in (ROWS, LANES):
        return None
    known = standing(snapshot.analysis)
    entries = in_order(snapshot.analysis.state)
    in_rows = {e.entrant.id for e in entries} if snapshot.layout == ROWS else set(snapshot.starred)
    rows, lanes = [], []
    for entry in entries:
        lane = _lane(snapshot, entry, known.get(entry.entrant.id))
        if entry.entrant.id in in_rows:
            rows.append(_as_row(snapshot, lane))
        else:
            lanes.append(lane)
    return Field(snapshot.layout, tuple(rows), tuple(lanes), race_clock(snapshot))


def _lane(snapshot: Snapshot, entry: EntryState, place: EntryStanding | None) -> Lane:
    state, entrant = snapshot.analysis.state, entry.entrant
    known = analysed(snapshot.analysis, entrant.id)
    last, target = known.facts.last, state.target_of(entry)
    gap, rank = _gap(state, entry, last, target), _place(place)
    if is_doubted(snapshot, last):
        gap = gap._replace(value=doubted(gap.value), tone=MUTED, arrow="")
        rank = doubted(rank)
    return Lane(
        entry=entrant.id,
        lane=entrant.lane,
        name=entrant.athlete,
        given=given_name(entrant.athlete),
        role=_role(state, entry),
        gap=gap,
        lap_title=_lap_title(state, last),
        lap=lap_text(last.run.lap, gap_decimals(last.run.split)) if last else NONE,
        held=entrant.id in snapshot.held,
        detail=_detail(state, last),
        next=_next(state, known, target),
        projected=_projected(known),
        place=rank,
        off=_off(place, last),
        status=_status(state, entry, place),
        doubt=_doubt(snapshot, known),
        out=bool(entry.withdrawn) or _dropped_off(state, entry),
        selected=entrant.id == snapshot.selected,
    )


def _as_row(snapshot: Snapshot, lane: Lane) -> Lane:
    """A row says more: what to call, and how it stands by the clock."""
    state, known = snapshot.analysis.state, analysed(snapshot.analysis, lane.entry)
    estimate = known.estimate
    now = ""
    if estimate is not None and lane.lap != NONE:
        value = estimate.now[state.target_of(state.entries[lane.entry]).id]
        sd = format_time(estimate.now_sd, 1)
        now = f"{tr('now about')} {estimate_text(value)} {PLUS_MINUS} {sd}"
    call, finish = call_for(snapshot, lane.entry), _projected_now(known)
    return lane._replace(call=call, now=now, projected=finish)


def _gap(state: SessionState, entry: EntryState, last: Passage | None, target: Target) -> Gap:
    name = target_name(target)
    if last is None:
        word = entry.withdrawn.upper() or tr("TARGET")
        tone = MUTED if entry.withdrawn else INK
        return Gap(word, target_time(target), tone, "", "" if name == target_time(target) else name)
    decimals = gap_decimals(last.run.split)
    value = last.deficits[target.id]
    tone = gap_tone(value, decimals)
    word = short_gap_word(value, decimals)
    text = gap_text(value, last.run.split)
    if entry.withdrawn:
        return Gap(entry.withdrawn.upper(), text, MUTED, "", name)
    if _dropped_off(state, entry):
        return Gap(word, text, MUTED, "", name)
    return Gap(word, text, tone, _ARROWS.get(tone, ""), name)


def _dropped_off(state: SessionState, entry: EntryState) -> bool:
    return entry.entrant.drop_off is not None and state.status(entry) == FINISHED


def _role(state: SessionState, entry: EntryState) -> str:
    """What is special about an athlete; when a wave starts goes without saying once it has run."""
    entrant = entry.entrant
    decimals = 1 if entrant.offset % NS_PER_S else 0
    waits = bool(entrant.offset) and not state.counted(entry).reached
    also = [str(state.entries[key].entrant.lane) for key in state.watches.get(entrant.id, ())]
    words = [
        tr("PACER") if entrant.role == PACER else "",
        tr("starts at {offset}", offset=format_time(entrant.offset, decimals)) if waits else "",
        tr("also key {names}", names=", ".join(also)) if also else "",
    ]
    return DOT.join(filter(None, words))


def _lap_title(state: SessionState, last: Passage | None) -> str:
    return (
        tr("last {stretch}", stretch=stretch_name(state.plan, last.run)) if last else tr("last lap")
    )


def _detail(state: SessionState, last: Passage | None) -> str:
    """Where the facts are from, and whether a hand or an estimate had a part in them."""
    if last is None:
        return ""
    split = last.run.split
    made = tr("estimated") if split.estimated else tr("edited") if split.edited else ""
    return DOT.join(filter(None, [at_mark(state.plan, last.run.mark), made]))


def _next(state: SessionState, known: EntryAnalysis, target: Target) -> Next:
    facts, course = known.facts, state.plan.course
    entry = facts.entry
    if facts.next_mark is not None:
        hit = format_time(Duration(target.time_at(facts.next_mark) + state.offset_of(entry)), 1)
        name = mark_name(course, facts.next_mark)
        return Next(
            tr("to hit {place}", place=at_mark(state.plan, facts.next_mark)),
            hit,
            tr("{name} in {hit}", name=name, hit=hit),
        )
    if facts.last is None:
        return Next("", "", "")
    split = facts.last.run.split
    rule = Rounding.UP if split.by_hand else Rounding.HALF_AWAY
    time = format_time(facts.last.run.time, gap_decimals(split), rule)
    title = tr("finished") if facts.last.run.mark == course.distance else tr("last timed")
    return Next(title, time, f"{title} {time}")


def _projected(known: EntryAnalysis) -> str:
    """The finish as it was projected at the last mark, never before the clock: cheap for twelve.

    Who is overdue has it as the silence has made it.
    """
    finish = known.projected_from_mark
    if finish is None or known.facts.entry.withdrawn:
        return ""
    if known.estimate is not None and known.estimate.late:
        finish = projected_finish(known) or finish
    return format_time(max(finish, known.elapsed), 1)


def _projected_now(known: EntryAnalysis) -> str:
    """The finish as the silence since the last press has it, as on the cards of one athlete."""
    finish = None if known.facts.next_mark is None else projected_finish(known)
    return "" if finish is None or known.facts.entry.withdrawn else format_time(finish, 1)


def _place(known: EntryStanding | None) -> str:
    """The rank of those timed at the last mark; one in the whole field that was typed is better."""
    last = known.last if known is not None else None
    if last is None:
        return ""
    if last.field_rank is not None:
        return tr("{place} in the field", place=place_text(last.field_rank))
    return tr("{rank} of {timed} timed", rank=place_text(last.rank), timed=last.timed)


def _off(known: EntryStanding | None, last: Passage | None) -> str:
    """How far behind the first who was timed at the same mark."""
    place = known.last if known is not None else None
    if place is None or last is None or not place.gap:
        return ""
    return gap_text(place.gap, last.run.split)


def _status(state: SessionState, entry: EntryState, known: EntryStanding | None) -> str:
    """What is to be said beside the rank; that somebody finished stands with the time."""
    if entry.withdrawn:
        return entry.withdrawn.upper()
    if _dropped_off(state, entry):
        return tr("OFF")
    if known is None or not known.lapped:
        return ""
    return tr("LAPPED") if known.laps_behind < 2 else tr("{laps} LAPS DOWN", laps=known.laps_behind)


def _doubt(snapshot: Snapshot, known: EntryAnalysis) -> str:
    """Return what the window asks about an athlete's newest press, or the one that is missing."""
    last, entry = known.facts.last, known.facts.entry.entrant.id
    for each in open_questions(snapshot):
        if each.entry == entry and each.split is None:
            return tr("missed a press?")
        if last is not None and each.split == last.run.split.seq:
            return tr(last.flag) or each.what.rpartition(": ")[2]
    return ""
