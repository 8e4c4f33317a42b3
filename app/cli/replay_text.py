"""How does a coach read a race on a terminal? A table of splits, then what follows from it.

Signs are ASCII: what a terminal shows is often kept in a file.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from app.analysis.hindsight import HIGH, LOW, Foretold, Hindsight, foretold, hindsight
from app.analysis.live import Analysis, EntryAnalysis
from app.analysis.odds import chance_words
from app.analysis.pacing.model import SLOWER
from app.analysis.projection import PACING, PLAN, RULE_NAMES, Projection
from app.analysis.reference import reference_words
from app.cli.columns import paragraph, table
from app.domain.course import Distance
from app.domain.said import format_difference, format_metres, format_time, mark_name
from app.domain.state import IMPORTED, SessionState
from app.domain.target import Target
from app.domain.times import Duration, canonical
from app.formats.sheets.sheet_words import OF_ONE, head_lines, notes, written_lap, written_time
from app.formats.sheets.split_sheet import Missed, Row, sheet_of
from app.language import figure, marked, tr, tr_count
from app.usecases.recorded_race import Recording

if TYPE_CHECKING:
    from app.analysis.pacing.forecast import Forecast

_ZERO = "Time zero"
_CLOCKS = {"movement": marked("movement clock"), "gun": marked("gun clock")}
_RACE_KINDS = {"paced": marked("as a paced race"), "championship": marked("as a championship race")}
_LIKELY = {"paced": marked("paced"), "championship": marked("championship")}
_NOT_VALIDATED = marked("not validated over this distance")
_TOO_SLOW = marked("not validated at so slow a pace")


def replay_text(recording: Recording, position: Duration, analysis: Analysis) -> str:
    """Return the race at `position` as lines of text."""
    blocks = ["\n".join(_head(recording, position, analysis.state)), splits_table(analysis)]
    blocks += ["\n".join(_after(analysis.state, each)) for each in analysis.entries]
    blocks.append("\n".join(paragraph(tr("note"), each) for each in notes(analysis)))
    return "\n\n".join(block for block in blocks if block)


def _head(recording: Recording, position: Duration, state: SessionState) -> Iterator[str]:
    plan = state.plan
    yield recording.title
    facts = (plan.course.event, format_metres(plan.course.distance), plan.venue, plan.status)
    yield ", ".join(each for each in facts if each)
    yield paragraph(tr("line"), f"{plan.line}. {recording.line_why}")
    yield paragraph(tr("clock"), f"{plan.clock}. {recording.clock_why}")
    for target in state.targets:
        yield paragraph(tr("target"), _target(state, target))
    labels = OF_ONE if state.zero is None or state.zero.basis == IMPORTED else (*OF_ONE, _ZERO)
    for label, text in head_lines(state):
        if label in labels:
            yield paragraph(tr(label).lower(), text)
    known = sum(len(state.counted(each).splits) for each in state.racing)
    at = tr_count(
        "{time}, {count} split known",
        "{time}, {count} splits known",
        known,
        time=canonical(position),
    )
    yield paragraph(tr("at"), at)


def _target(state: SessionState, target: Target) -> str:
    words = [f"{target.id}: {target.name}, {figure(canonical(target.finish))}"]
    words += [tr("the gap is shown to it")] if target.id == state.primary_id else []
    words += [tr(_CLOCKS[target.basis])] if target.basis else []
    words += [tr("how it ended")] if target.own_result else []
    return "; ".join(words)


def splits_table(analysis: Analysis) -> str:
    """Return the splits with their laps and the gap to every target, empty without a split."""
    sheet = sheet_of(analysis)
    if not sheet.rows:
        return ""
    several = len(analysis.entries) > 1
    heads = [tr("mark"), tr("split"), tr("lap"), tr("per 400")]
    heads += [*(target.id for target in sheet.targets), tr("projected"), ""]
    rows = [_cells(line, len(heads)) for line in sheet.lines]
    if several:
        heads = [tr("athlete"), heads[0], tr("place"), *heads[1:]]
        rows = [
            [line.runner.athlete, cells[0], _place(line), *cells[1:]]
            for line, cells in zip(sheet.lines, rows, strict=True)
        ]
    return table(heads, rows, (0, len(heads) - 1))


def _place(line: Row | Missed) -> str:
    """The place among those timed here; in brackets the one in the whole field, as it was typed."""
    here = str(line.place.rank) if isinstance(line, Row) and line.place is not None else ""
    return here if line.typed_rank is None else f"{here} ({line.typed_rank})".lstrip()


def _cells(line: Row | Missed, columns: int) -> list[str]:
    if isinstance(line, Missed):
        return [tr(line.mark_name), *([""] * (columns - 2)), tr("missed")]
    decimals = 1 if line.by_hand or line.estimated else 2
    gaps = [gap(each.deficit, decimals) for each in line.against]
    projected = format_time(line.projected, 1) if line.projected is not None else ""
    return [
        tr(line.mark_name),
        format_time(line.time, 1)
        if line.estimated
        else figure(written_time(line.time, by_hand=line.by_hand)),
        figure(written_lap(line)),
        format_time(line.per_400, decimals),
        *gaps,
        projected,
        ", ".join(_remarks(line)),
    ]


def _remarks(row: Row) -> Iterator[str]:
    yield from ([tr("estimated")] if row.estimated else [])
    yield from ([tr("edited")] if row.edited else [])
    yield from ([tr(row.flag)] if row.flag else [])


def gap(deficit: Duration, decimals: int = 2) -> str:
    """Write a deficit with its sign and its word: `+1.50 behind`, `-0.84 ahead`, `0.00 level`."""
    text = format_difference(deficit, decimals, minus="-")
    if text[0] not in "+-":
        return tr("{gap} level", gap=text)
    return tr("{gap} behind", gap=text) if text[0] == "+" else tr("{gap} ahead", gap=text)


def _after(state: SessionState, entry: EntryAnalysis) -> list[str]:
    """Return what follows for one athlete, under the name where there are several."""
    said = list(_following(state, entry))
    named = [entry.facts.entry.entrant.athlete] if said and len(state.racing) > 1 else []
    return [*named, *said]


def _following(state: SessionState, entry: EntryAnalysis) -> Iterator[str]:
    facts = entry.facts
    if facts.next_mark is not None:
        yield from _ahead(state, entry, facts.next_mark)
    errors = hindsight(facts.passages, state.plan.course.distance)
    if errors:
        yield paragraph(tr("hindsight"), _rules_had_said(state, errors))
    bands = foretold(facts.passages, state.plan.course.distance)
    if bands:
        yield paragraph("", _bands_had_said(state, bands))


def _rules_had_said(state: SessionState, errors: Sequence[Hindsight]) -> str:
    said = ", ".join(
        f"{tr(RULE_NAMES[each.rule])} {format_time(each.projected, 1)} "
        f"({format_difference(each.error, 1, minus='-')})"
        for each in errors
    )
    at = mark_name(state.plan.course, errors[0].mark)
    return tr("at {mark} the rules had said: {said}", mark=at, said=said)


def _bands_had_said(state: SessionState, bands: Sequence[Foretold]) -> str:
    """Every mark with its band, and where the result lies outside it."""
    said = "; ".join(_band_had_said(state, each) for each in bands)
    return tr("{rule}: {said}", rule=tr(RULE_NAMES[PACING]), said=said)


def _band_had_said(state: SessionState, band: Foretold) -> str:
    words = tr(
        "at {mark} {time}, 80% {low} to {high}",
        mark=mark_name(state.plan.course, band.mark),
        time=format_time(band.projected, 1),
        low=format_time(band.low, 1),
        high=format_time(band.high, 1),
    )
    return words if band.inside else tr("{band}, and the result lies outside", band=words)


def _ahead(state: SessionState, entry: EntryAnalysis, mark: Distance) -> Iterator[str]:
    course, facts = state.plan.course, entry.facts
    asked = _for_targets({each.id: each.time_at(mark) for each in state.targets})
    yield paragraph(tr("next"), tr("{mark} in {time}", mark=mark_name(course, mark), time=asked))
    if entry.needed:
        last = facts.entry.last_mark
        start = mark_name(course, last) if last else tr("the start")
        asks = _for_targets(entry.needed)
        words = tr("{laps}, per 400 m from {start}", laps=asks, start=start)
        yield paragraph(tr("needed"), words)
    if facts.projection is not None:
        best = reference_words(facts.entry.entrant)
        words = projection_text(
            facts.projection, entry.forecast, state.targets, state.primary, best
        )
        yield paragraph(tr("projected"), words)


def _for_targets(times: Mapping[str, Duration]) -> str:
    return ", ".join(
        tr("{time} for {target}", time=format_time(time), target=key) for key, time in times.items()
    )


def projection_text(
    projection: Projection,
    band: "Forecast | None",
    targets: Sequence[Target],
    primary: Target | None,
    best: str = "",
) -> str:
    """Return the finish with its `band` and the chance of each target, and what every rule says.

    `plan` is said only where there is a `primary` target. `best` is the best time that the band
    rests on, in words.
    """
    finish = projection.finish if band is None else band.finish
    said = [
        tr("{time} by {rule}", time=format_time(finish, 1), rule=tr(RULE_NAMES[projection.rule]))
    ]
    if band is not None:
        low, high = band.quantiles[LOW], band.quantiles[HIGH]
        ends = {"low": format_time(low, 1), "high": format_time(high, 1)}
        said.append(tr("80%: {low} to {high}", **ends))
        said += _chances(band, targets)
        said += [_taken_for(band), *([best] if best else [])]
    if not projection.validated:
        said.append(_not_validated(band))
    return "; ".join([*said, _rules_say(projection, primary)])


def _chances(band: "Forecast", targets: Sequence[Target]) -> Iterator[str]:
    from app.analysis.pacing.forecast import chance

    for target in targets:
        if not target.own_result:
            yield f"{target.id}: {chance_words(chance(band, target.finish))}"


def _taken_for(band: "Forecast") -> str:
    """Return the kind of race: as it was told, or how probable each is by the laps."""
    (kind, share), *others = sorted(band.classes.items(), key=lambda each: -each[1])
    if not others:
        return tr(_RACE_KINDS[kind])
    likely = {"kind": tr(_LIKELY[kind]), "chance": chance_words(share)}
    return tr("kind of race not said, by the laps {kind}: {chance}", **likely)


def _not_validated(band: "Forecast | None") -> str:
    slow = band is not None and band.doubt == SLOWER
    return tr(_TOO_SLOW if slow else _NOT_VALIDATED)


def _rules_say(projection: Projection, primary: Target | None) -> str:
    shown = {
        rule: finish
        for rule, finish in projection.by_rule.items()
        if rule != projection.rule and (rule != PLAN or primary is not None)
    }
    others = ", ".join(f"{tr(RULE_NAMES[rule])} {format_time(t, 1)}" for rule, t in shown.items())
    if primary is None:
        return tr("the rules: {rules}; a spread of opinions, no probability", rules=others)
    return tr(
        "the rules: {rules}; the plan is {target}; a spread of opinions, no probability",
        rules=others,
        target=primary.id,
    )
