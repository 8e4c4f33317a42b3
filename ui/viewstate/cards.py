"""What do the cards say? The gap first, everything else half its size."""

from app.analysis.deficit import in_metres
from app.analysis.hindsight import foretold, hindsight
from app.analysis.laps import per_400
from app.analysis.live import Estimate, Facts, Passage
from app.analysis.projection import PACING, RULE_NAMES, Projection
from app.domain.course import metres
from app.domain.plan import Plan
from app.domain.said import format_difference, format_metres, format_time, mark_name
from app.domain.state import ARMED, FINISHED, HAND
from app.domain.times import Duration
from app.language import figure, tr
from ui.key_map import Act
from ui.own_keys import hint
from ui.viewstate.asked import doubted, is_doubted
from ui.viewstate.card_values import Card, Cards, GapCard, ProjectionCard, Rule
from ui.viewstate.snapshot import Snapshot, model_finish
from ui.viewstate.tones import AHEAD, BEHIND, INK, MUTED, gap_tone, gap_word
from ui.viewstate.wording import (
    DOT,
    NONE,
    PLUS_MINUS,
    at_mark,
    clock_text,
    estimate_text,
    gap_decimals,
    gap_text,
    lap_text,
    plus_minus,
    stretch_name,
    target_name,
    target_time,
)

_LAST_METRES = metres(100)


def cards(snapshot: Snapshot) -> Cards:
    """Return what every card says at this instant."""
    return Cards(
        gap=_gap(snapshot),
        elapsed=_elapsed(snapshot),
        lap=_lap(snapshot),
        next=_next(snapshot),
        projection=_projection(snapshot),
        needed=_needed(snapshot),
    )


def _gap(snapshot: Snapshot) -> GapCard:
    target = snapshot.primary
    name = target_name(target).upper()
    last = snapshot.entry.facts.last
    now, now_tone = _now(snapshot)
    if last is None:
        pace = lap_text(per_400(target.finish, target.distance), 1)
        detail = tr("{pace} per 400 m on average", pace=pace)
        return GapCard(tr("TARGET"), name, target_time(target), INK, "", detail, now, now_tone)
    gap = last.deficits[target.id]
    decimals = gap_decimals(last.run.split)
    tone = gap_tone(gap, decimals)
    value = gap_text(gap, last.run.split)
    if is_doubted(snapshot, last):
        tone, value = MUTED, doubted(value)
    arrow = {BEHIND: "up", AHEAD: "down"}.get(tone, "")
    return GapCard(
        word=gap_word(gap, decimals),
        target=name,
        value=value,
        tone=tone,
        arrow=arrow,
        detail=_gap_detail(snapshot, last, target.id),
        now=now,
        now_tone=now_tone,
    )


def _gap_detail(snapshot: Snapshot, last: Passage, target_id: str) -> str:
    plan = snapshot.analysis.state.plan
    size_m = in_metres(last.deficits[target_id], last.run.lap, last.run.length)
    change = last.changes[target_id]
    decimals = gap_decimals(last.run.split)
    size = format_difference(Duration(abs(change)), decimals).lstrip("+")
    verbs = {BEHIND: tr("lost {size}", size=size), AHEAD: tr("gained {size}", size=size)}
    name = stretch_name(plan, last.run)
    won = verbs.get(gap_tone(change, decimals), tr("nothing lost or gained"))
    lap = name == tr("lap")
    on_it = tr("{won} on that lap", won=won) if lap else tr("{won} on that stretch", won=won)
    return DOT.join(
        [
            at_mark(plan, last.run.mark),
            figure(f"{abs(size_m) / 1000:.1f} m"),
            on_it,
        ]
    )


def _now(snapshot: Snapshot) -> tuple[str, str]:
    estimate = snapshot.entry.estimate
    if estimate is None or snapshot.entry.facts.last is None:
        return "", MUTED
    value = estimate.now[snapshot.primary.id]
    sd = format_time(estimate.now_sd, 1)
    return f"{tr('now about')} {estimate_text(value)} {PLUS_MINUS} {sd}", gap_tone(value, 1)


def _elapsed(snapshot: Snapshot) -> Card:
    state = snapshot.analysis.state
    last = snapshot.entry.facts.last
    if state.phase == FINISHED and last is not None and _whole(state.plan, last):
        return Card(tr("FINISH TIME"), _split_time(last), detail=_basis(snapshot))
    clock, late = race_clock(snapshot), _late(snapshot)
    return clock._replace(detail=DOT.join([late, clock.detail])) if late else clock


def race_clock(snapshot: Snapshot) -> Card:
    """Return the clock of the race; with waves it counts from the first start."""
    if snapshot.analysis.state.phase == ARMED:
        press = hint(tr("press Return at the gun"), (Act.START, tr("Return")))
        return Card(tr("ELAPSED"), figure("0.0"), detail=press)
    return Card(tr("ELAPSED"), clock_text(snapshot.analysis.elapsed), detail=_basis(snapshot))


def _late(snapshot: Snapshot) -> str:
    """Say so when the press is later than it was due, by more than it was uncertain."""
    estimate, mark = snapshot.entry.estimate, snapshot.entry.facts.next_mark
    if estimate is None or mark is None or not estimate.late:
        return ""
    name = mark_name(snapshot.analysis.state.plan.course, mark)
    return tr("{name} was due {late} s ago", name=name, late=format_time(estimate.late, 1))


def _whole(plan: Plan, passage: Passage) -> bool:
    """Whether a passage is the finish: a pacer is through before it."""
    return passage.run.mark == plan.course.distance


def _split_time(passage: Passage) -> str:
    return format_time(passage.run.time)


def _basis(snapshot: Snapshot) -> str:
    state = snapshot.analysis.state
    if snapshot.clock is not None:
        words = tr(snapshot.clock.options[snapshot.clock.chosen])
        return tr("clock {words}", words=words)
    from app.domain.zero_basis import basis_text

    if state.zero is None or snapshot.keeping is None:
        return basis_text(state)
    by_hand = snapshot.hand is not None and state.zero.basis == HAND
    margin = snapshot.hand.margin if snapshot.hand is not None and by_hand else 0
    uncertain = Duration(snapshot.keeping.uncertainty + margin)
    return f"{basis_text(state)} {plus_minus(uncertain)}" if uncertain else basis_text(state)


def _lap(snapshot: Snapshot) -> Card:
    facts, plan = snapshot.entry.facts, snapshot.analysis.state.plan
    if facts.last is None:
        return Card(tr("LAST LAP"), NONE, detail=_running_lap(snapshot))
    title = tr("LAST {stretch}", stretch=stretch_name(plan, facts.last.run).upper())
    run = facts.last.run
    pace = (
        tr("{per_400} per 400", per_400=lap_text(run.per_400, 1))
        if run.length != plan.course.lap
        else ""
    )
    marked = f"{_split_time(facts.last)} {at_mark(plan, run.mark)}"
    detail = DOT.join(filter(None, [marked, pace, tr(facts.last.flag)]))
    return Card(title, lap_text(run.lap), detail=detail, held=snapshot.held_lap)


def _running_lap(snapshot: Snapshot) -> str:
    if snapshot.entry.estimate is None:
        return ""
    last = snapshot.entry.facts.last
    since = Duration(snapshot.entry.elapsed - (last.run.time if last else 0))
    return tr("lap {since}", since=clock_text(since))


def _next(snapshot: Snapshot) -> Card:
    facts, plan = snapshot.entry.facts, snapshot.analysis.state.plan
    if facts.next_mark is None:
        return _average(snapshot)
    hit = snapshot.primary.time_at(facts.next_mark)
    parts = [_running_lap(snapshot), _due(snapshot)]
    title = tr("NEXT · {mark}", mark=mark_name(plan.course, facts.next_mark).upper())
    return Card(title, format_time(hit, 1), tr("to hit"), DOT.join(filter(None, parts)))


def _due(snapshot: Snapshot) -> str:
    estimate, press = snapshot.entry.estimate, snapshot.awaited
    if estimate is None:
        return ""
    if estimate.arrival.overdue:
        return tr("missed a press?")
    if press is None:
        return tr("due {expected}", expected=format_time(estimate.arrival.expected, 0))
    due = press.due
    return tr(
        "due {expected} ± {sd}", expected=format_time(due.expected, 1), sd=format_time(due.sd, 1)
    )


def _average(snapshot: Snapshot) -> Card:
    """After the finish: the mean pace, and how far the laps lay apart."""
    facts = snapshot.entry.facts
    if facts.last is None:
        return Card(tr("AVERAGE PACE"), NONE, detail=tr("nothing was timed"))
    pace = per_400(facts.last.run.time, facts.last.run.mark)
    whole = _whole(snapshot.analysis.state.plan, facts.last)
    if not whole:
        return Card(tr("AVERAGE PACE"), lap_text(pace, 1), "/ 400 m", tr("as far as it was timed"))
    from ui.viewstate.statistics import statistics_line

    detail = statistics_line(snapshot) or tr("over the whole distance")
    return Card(tr("AVERAGE PACE"), lap_text(pace, 1), "/ 400 m", detail)


def _range(snapshot: Snapshot) -> Card:
    from ui.viewstate.statistics import lap_rank_line

    facts = snapshot.entry.facts
    if not facts.passages:
        return Card(tr("FASTEST STRETCH"), NONE, detail=tr("nothing was timed"))
    paces = [each.run.per_400 for each in facts.passages]
    slowest = tr("slowest {pace}", pace=lap_text(max(paces), 1))
    detail = DOT.join(filter(None, [slowest, lap_rank_line(snapshot)]))
    return Card(tr("FASTEST STRETCH"), lap_text(min(paces), 1), "/ 400 m", detail)


def _projection(snapshot: Snapshot) -> ProjectionCard:
    facts, plan = snapshot.entry.facts, snapshot.analysis.state.plan
    if facts.next_mark is None:
        return _looked_back(snapshot)
    if facts.projection is None:
        return ProjectionCard(tr("PROJECTED FINISH"), NONE, tr("from the first split on"), ())
    projection, finish = facts.projection, snapshot.projected
    assert finish is not None, "who has a projection is projected"
    title = tr("PROJECTED FINISH · {rule}", rule=tr(RULE_NAMES[projection.rule]).upper())
    card = ProjectionCard(title, format_time(finish, 1), "", _rules(snapshot, projection))
    band = snapshot.band
    if band is None:
        return card._replace(detail=_spread(plan, projection, snapshot.entry.elapsed))
    from ui.viewstate.band import with_band

    return with_band(card, band, snapshot)


def _spread(plan: Plan, projection: Projection, now: Duration) -> str:
    low, high = (max(each, now) for each in projection.spread)
    if high == now:
        return tr("the clock is past what the rules said")
    if not projection.validated:
        return tr("not checked over {distance}", distance=format_metres(plan.course.distance))
    return tr(
        "the rules spread {low} to {high}", low=format_time(low, 1), high=format_time(high, 1)
    )


def _rules(snapshot: Snapshot, projection: Projection) -> tuple[Rule, ...]:
    """What every rule says, none a finish before the clock; of the pacing model what it says now."""
    now = snapshot.entry.elapsed
    says = {rule: max(time, now) for rule, time in projection.by_rule.items()}
    by_model = model_finish(snapshot.entry)
    if by_model is not None:
        says[PACING] = max(by_model, now)
    return tuple(
        Rule(tr(RULE_NAMES[rule]), format_time(time, 1), chosen=rule == projection.rule)
        for rule, time in says.items()
    )


def _looked_back(snapshot: Snapshot) -> ProjectionCard:
    """After the finish: what each rule had projected at the last mark, and how wrong it was."""
    course, passages = snapshot.analysis.state.plan.course, snapshot.entry.facts.passages
    found = hindsight(passages, course.distance)
    if not found:
        return ProjectionCard(tr("PROJECTED FINISH"), NONE, tr("the race is over"), ())
    before = passages[-2].projection
    chosen = next(each for each in found if before is not None and each.rule == before.rule)
    rules = tuple(
        Rule(tr(RULE_NAMES[each.rule]), format_difference(each.error, 1), chosen=each is chosen)
        for each in found
    )
    title = tr("PROJECTED AT {mark}", mark=mark_name(course, chosen.mark).upper())
    size = lap_text(Duration(abs(chosen.error)), 1)
    slow = tr("{size} s too slow", size=size)
    verdict = tr("{size} s too fast", size=size) if chosen.error < 0 else slow
    detail = f"{tr(RULE_NAMES[chosen.rule])}: {verdict}"
    card = ProjectionCard(title, format_time(chosen.projected, 1), detail, rules)
    bands = foretold(passages, course.distance)
    if not bands:
        return card
    from ui.viewstate.band import looked_back

    return looked_back(card, bands[-1])


def _needed(snapshot: Snapshot) -> Card:
    entry, plan = snapshot.entry, snapshot.analysis.state.plan
    title = tr("NEEDED FOR {target}", target=target_name(snapshot.primary).upper())
    if entry.facts.next_mark is None:
        return _range(snapshot)
    here = _here(snapshot)
    paces = here.needed if here else entry.needed
    pace = paces.get(snapshot.primary.id)
    if pace is None or entry.elapsed >= snapshot.primary.finish:
        return Card(title, NONE, detail=tr("its time has gone by"))
    place = tr("from here") if here else _from(plan, entry.facts)
    detail = DOT.join(filter(None, [place, _fastest(entry.facts, pace)]))
    return Card(title, lap_text(pace, 1), "/ 400 m", detail, estimate=bool(here))


def _here(snapshot: Snapshot) -> Estimate | None:
    """The pace from here is told between the lap that is held and the last metres of the race.

    There a tenth of a second makes seconds per 400 m, and nobody can act on it any more.
    """
    estimate = snapshot.entry.estimate
    if estimate is None or snapshot.held_lap:
        return None
    left = snapshot.analysis.state.plan.course.distance - estimate.position
    return estimate if left >= _LAST_METRES else None


def _from(plan: Plan, facts: Facts) -> str:
    return (
        tr("from {mark}", mark=mark_name(plan.course, facts.last.run.mark))
        if facts.last
        else tr("from the start")
    )


def _fastest(facts: Facts, pace: Duration) -> str:
    if not facts.passages:
        return ""
    best = min(each.run.per_400 for each in facts.passages)
    return tr("fastest {best}", best=lap_text(best, 1)) if pace < best else ""
