"""What do the head and the foot of a sheet say? Labelled lines, then notes of a sentence each."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from app import __version__
from app.analysis.live import Analysis, EntryAnalysis, Facts, Passage
from app.analysis.on_the_way import FASTEST_LAP, OnTheWay, on_the_way
from app.analysis.standing import Standing, standing
from app.domain.course import format_metres, mark_name
from app.domain.plan import ATHLETE, PACER, Entrant
from app.domain.state import DNF, DNS, EntryState, SessionState
from app.domain.times import Duration, Rounding, canonical, format_time
from app.domain.zero_basis import basis_line
from app.language import marked, tr

if TYPE_CHECKING:
    from app.formats.sheets.split_sheet import Row

OF_ONE = (marked("Pacer"), marked("Own start"), marked("Own target"))
"""The labels of what goes for one athlete alone."""
_HAND_NOTE = marked("Times by hand, rounded up to a tenth (h).")
_DIFFERENCE_NOTE = marked(
    "Laps and gaps are worked out from the readings as they were taken and rounded once: beside "
    "rounded times they can be a tenth off."
)
_ESTIMATED_NOTE = marked("An estimated time is no measurement: nobody timed that passage.")


def written_time(time: Duration, *, by_hand: bool) -> str:
    """Write a split's time: by hand rounded up to a tenth, with an h behind it."""
    return f"{format_time(time, 1, Rounding.UP)}h" if by_hand else format_time(time)


def written_lap(row: "Row") -> str:
    """Write a lap by the clock, to a tenth where it is rough.

    It is rounded once; the first lap is the time so far as well, and by hand that is rounded up.
    """
    if not row.lap_rough:
        return format_time(row.lap)
    first = row.by_hand and row.length == row.mark
    return format_time(row.lap, 1, Rounding.UP if first else Rounding.HALF_AWAY)


def head_lines(state: SessionState) -> tuple[tuple[str, str], ...]:
    """Return what stands above the table, each line with its label; what nobody said is left out."""
    plan, course = state.plan, state.plan.course
    racing = [each.entrant for each in state.racing]
    lines = (
        (marked("Race"), plan.title),
        (marked("Athlete"), ", ".join(each.athlete for each in racing if each.role == ATHLETE)),
        *((marked("Pacer"), _pacer(each)) for each in racing if each.role == PACER),
        *((marked("Own start"), _own_start(each)) for each in racing if each.offset),
        (marked("Venue"), plan.venue),
        (marked("Date"), plan.date),
        (marked("Event"), f"{course.event}, {format_metres(course.distance)}"),
        (marked("Lap"), format_metres(course.lap)),
        (marked("Line"), plan.line),
        (marked("Clock"), plan.clock),
        (marked("Time zero"), basis_line(state)),
        (marked("Conditions"), plan.conditions),
        (marked("Status"), plan.status),
        *((marked("Target"), f"{each.name}, {canonical(each.finish)}") for each in state.targets),
        *((marked("Own target"), _own_target(state, each)) for each in racing if each.target),
    )
    return tuple((label, text) for label, text in lines if text)


def _pacer(entrant: Entrant) -> str:
    drop_off = entrant.drop_off
    return (
        entrant.athlete
        if drop_off is None
        else tr(
            "{athlete}, to {drop_off}", athlete=entrant.athlete, drop_off=format_metres(drop_off)
        )
    )


def _own_start(entrant: Entrant) -> str:
    return tr(
        "{athlete}, {time} after time zero; times count from there",
        athlete=entrant.athlete,
        time=canonical(entrant.offset),
    )


def _own_target(state: SessionState, entrant: Entrant) -> str:
    known = [each for each in state.targets if each.id == entrant.target]
    return f"{entrant.athlete}, {known[0].name}" if known else ""


def foot_lines(analysis: Analysis) -> tuple[str, ...]:
    """Return what stands below the table: how it ended for some, and how far to trust the times."""
    splits = [each.run.split for entry in analysis.entries for each in entry.facts.passages]
    hand = (tr(_HAND_NOTE), tr(_DIFFERENCE_NOTE)) if any(each.by_hand for each in splits) else ()
    estimated = (tr(_ESTIMATED_NOTE),) if any(each.estimated for each in splits) else ()
    return (*notes(analysis), *hand, *estimated, f"Splitline {__version__}")


def notes(analysis: Analysis) -> tuple[str, ...]:
    """Return what the rows cannot say of each athlete, in their order."""
    several = len(analysis.entries) > 1
    held = standing(analysis)
    return tuple(
        f"{each.facts.entry.entrant.athlete}: {text}" if several else text[:1].upper() + text[1:]
        for each in analysis.entries
        for text in _notes_on(analysis.state, each, held)
    )


def _notes_on(state: SessionState, entry: EntryAnalysis, held: Standing) -> Iterator[str]:
    facts = entry.facts
    own = held.get(facts.entry.entrant.id)
    yield from _ending(state, facts.entry)
    yield from [tr("lapped.")] if own is not None and own.lapped else []
    yield from _on_the_way(state, facts)
    yield from _on_watches(state, facts)


def _ending(state: SessionState, entry: EntryState) -> Iterator[str]:
    if entry.withdrawn == DNS:
        yield tr("did not start.")
    if entry.withdrawn == DNF:
        last = tr("last timed at {mark}", mark=tr(mark_name(state.plan.course, entry.last_mark)))
        yield tr("did not finish, {last}.", last=last if entry.splits else tr("never timed"))


def _on_the_way(state: SessionState, facts: Facts) -> Iterator[str]:
    """What a statistician takes down; a time that no mark timed says so."""
    found = [_statistic(state, facts, each) for each in on_the_way(facts, state.plan.course)]
    if found:
        yield f"{', '.join(found)}."


def _statistic(state: SessionState, facts: Facts, each: OnTheWay) -> str:
    by_hand = any(passage.run.split.by_hand for passage in facts.passages)
    where = (
        tr(" to {mark}", mark=tr(mark_name(state.plan.course, each.mark)))
        if each.name == FASTEST_LAP
        else ""
    )
    text = f"{tr(each.name)}{where} {format_time(each.time, 1 if by_hand or not each.timed else 2)}"
    return text if each.timed else tr("{text} (interpolated)", text=text)


def _on_watches(state: SessionState, facts: Facts) -> Iterator[str]:
    for passage in facts.passages:
        watches = passage.run.split.watches
        if len(watches) > 1:
            yield _watched(state, passage, [time for _, time in watches])


def _watched(state: SessionState, passage: Passage, times: Sequence[Duration]) -> str:
    split = passage.run.split
    said = ", ".join(written_time(time, by_hand=split.by_hand) for time in times)
    held = written_time(passage.run.time, by_hand=split.by_hand)
    return tr(
        "{mark} by {total} watches {times}: {held} counts.",
        mark=tr(mark_name(state.plan.course, passage.run.mark)),
        total=len(times),
        times=said,
        held=held,
    )
