"""How does it look what was read and is not stored yet: races, athletes, marks, times, doubts?"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.course import Distance, every, format_metres
from app.domain.disciplines import Discipline
from app.domain.refusals import Refusal
from app.language import tr, tr_count
from app.usecases.geometry import in_words
from app.usecases.proposing import Proposal
from app.usecases.reviewing import (
    Item,
    Reading,
    Review,
    in_the_way,
    like_shown,
    names_of,
)
from ui.viewstate.import_columns import ColumnBox, boxes, offered
from ui.viewstate.import_table import TimeTable, state_of, time_table
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import DOT, sentence

CONFIRM, IMPORT, SET_UP = "confirm", "import", "set up"
CONFIRM_AND_IMPORT = "confirm and import"
_SHOWN_NOTES = 20
_SHOWN_NAMES = 2


class RaceLine(NamedTuple):
    """One race of what was read: what it is, how it stands, and whether it is to be stored."""

    title: str
    facts: str
    state: str
    tone: str
    kept: bool
    can_be_kept: bool


class Asked(NamedTuple):
    """What was understood of a race, as it stands in the fields, and where it comes from.

    `proposed` says that nobody has confirmed it; `fits` are other marks that could be.
    """

    event: str
    date: str
    lap: str
    marks: str
    fits: tuple[str, ...]
    why: str
    proposed: bool


class Names(NamedTuple):
    """Names that the library writes in another way than the file.

    `words` say whose, `all_of_them` for a tip; `as_written` is ticked where that is refused.
    """

    words: str
    all_of_them: str
    as_written: bool


class Act(NamedTuple):
    """What Return does: its kind, its words, and whether it can be done."""

    kind: str
    words: str
    can: bool = True


class ImportView(NamedTuple):
    """Everything that the window shows; `trouble` stands in the place of the races."""

    source: str
    counts: str
    races: tuple[RaceLine, ...]
    at: int
    asked: Asked | None
    names: Names | None
    table: TimeTable
    columns: tuple[ColumnBox, ...]
    meanings: tuple[str, ...]
    notes: tuple[str, ...]
    says: str
    tone: str
    act: Act
    trouble: str = ""


def import_view(seen: Review) -> ImportView:
    """Return what is shown of a review."""
    item, reading = seen.shown, seen.reading
    proposal = item.proposal if item else None
    columns = boxes(reading.columns) if reading else ()
    says, tone = _says(seen)
    return ImportView(
        source=_source(seen),
        counts=_counts(seen),
        races=tuple(_line(each) for each in seen.items),
        at=seen.at,
        asked=_asked(proposal, len(like_shown(seen))) if proposal else None,
        names=_names(seen),
        table=time_table(item) if item else TimeTable((), ()),
        columns=columns,
        meanings=offered(_offered_marks(proposal)) if columns else (),
        notes=_notes(seen),
        says=says,
        tone=tone,
        act=act_of(seen),
        trouble=_trouble(seen),
    )


def _source(seen: Review) -> str:
    reading = seen.reading
    if reading is None:
        return ""
    form = tr(reading.opened.form) if reading.opened else ""
    names = (
        tr_count("{count} file", "{count} files", len(seen.readings))
        if len(seen.readings) > 1
        else reading.source.name
    )
    named = f"{names}, {reading.source.name}" if len(seen.readings) > 1 else names
    return f"{named}: {form}" if form else named


def _counts(seen: Review) -> str:
    if not seen.items:
        return ""
    athletes, times = 0, 0
    for each in seen.items:
        held = _held(each)
        athletes, times = athletes + held[0], times + held[1]
    return DOT.join((_races(len(seen.items)), _athletes(athletes), _times(times)))


def _held(item: Item) -> tuple[int, int]:
    if item.proposal is not None:
        runners = item.proposal.race.runners
        placed = item.proposal.runners
        times = placed or runners
        return len(runners), sum(len(each.splits) for each in times)
    state = state_of(item.document)
    return len(state.racing), sum(len(each.splits) for each in state.racing)


def _races(number: int) -> str:
    return tr_count("{count:,} race", "{count:,} races", number)


def _athletes(number: int) -> str:
    return tr_count("{count:,} athlete", "{count:,} athletes", number)


def _times(number: int) -> str:
    return tr_count("{count:,} time", "{count:,} times", number)


def _line(item: Item) -> RaceLine:
    athletes, times = _held(item)
    if item.proposal is None:
        plan = state_of(item.document).plan
        facts = (_event_title(plan.course.event), plan.date, _athletes(athletes))
        title = plan.title
        state, tone = tr("as it was timed"), MUTED
    else:
        race, event = item.proposal.race, item.proposal.event
        named = event.title if event else ""
        title = item.proposal.title
        facts = (named, item.proposal.date or race.date, _athletes(athletes))
        state, tone = _standing(item, times)
    return RaceLine(
        title=title,
        facts=DOT.join(each for each in facts if each and each != title),
        state=state,
        tone=tone,
        kept=item.kept and not item.is_start_list,
        can_be_kept=not item.is_start_list,
    )


def _standing(item: Item, times: int) -> tuple[str, str]:
    assert item.proposal is not None, "results are proposals"
    if item.proposal.problem:
        return tr("cannot be stored yet"), ALERT
    if item.is_start_list:
        return tr("a start list"), MUTED
    if item.asks:
        return tr("marks proposed"), ALERT
    return _times(times), MUTED


def _event_title(name: str) -> str:
    from app.usecases.new_race import event_of

    try:
        return event_of(name).title
    except Refusal:
        return name


def _asked(proposal: Proposal, alike: int) -> Asked:
    event = proposal.event
    marks = marks_text(proposal.marks)
    said = proposal.answers
    return Asked(
        event=said.event or (event.title if event else ""),
        date=said.date or proposal.date,
        lap=said.lap or (format_metres(proposal.lap) if event else ""),
        marks=said.marks or marks,
        fits=tuple(dict.fromkeys(marks_text(each.marks) for each in proposal.choices)),
        why=_why(proposal, alike),
        proposed=proposal.asks,
    )


def _names(seen: Review) -> Names | None:
    """Say which names are read as those of the library; None where none is."""
    found = names_of(seen)
    if not found:
        return None
    each = [tr("{written} is {name}", written=one.written, name=one.read) for one in found]
    words = "; ".join(each[:_SHOWN_NAMES])
    if len(found) > _SHOWN_NAMES:
        more = len(found) - _SHOWN_NAMES
        words = tr_count("{names}; {count} more", "{names}; {count} more", more, names=words)
    return Names(words, "\n".join(each), seen.as_written)


def _why(proposal: Proposal, alike: int) -> str:
    if proposal.problem:
        return sentence(proposal.problem)
    if proposal.is_start_list:
        return tr("Nobody has a time: it is a field for a race to come.")
    if not proposal.marks:
        return ""
    if proposal.asks:
        of = tr(" of these {alike} races", alike=alike) if alike > 1 else ""
        return tr("Proposed: {why}. Are these the marks{of}?", why=proposal.why, of=of)
    return tr("Times at {marks}. {why}", marks=in_words(proposal.marks), why=sentence(proposal.why))


def marks_text(marks: Sequence[Distance]) -> str:
    """Write marks as they are typed: `every 100`, or `400, 800, 1200, 1500`."""
    if not marks:
        return ""
    try:
        if len(marks) > 2 and tuple(marks) == every(marks[-1], marks[0]):
            return f"every {_metres(marks[0])}"
    except Refusal:
        pass
    return ", ".join(_metres(each) for each in marks)


def _metres(mark: Distance) -> str:
    return format_metres(mark).removesuffix(" m")


def _offered_marks(proposal: Proposal | None) -> tuple[Distance, ...]:
    """Return marks that a column may be at: those in use, else every 100 m or 400 m to the end."""
    if proposal is None or proposal.event is None:
        return tuple(Distance(each * 100_000) for each in range(1, 17))
    return proposal.marks or _hundreds(proposal.event)


def _hundreds(event: Discipline) -> tuple[Distance, ...]:
    step = Distance(100_000 if event.distance <= 2_000_000 else 400_000)
    return every(event.distance, step)


def _notes(seen: Review) -> tuple[str, ...]:
    item, reading = seen.shown, seen.reading
    several = len(seen.readings) > 1 or bool(seen.items)
    found = [_named_trouble(each) for each in seen.readings if each.trouble and several]
    if reading is not None and reading.opened is not None and reading.opened.found is not None:
        found += reading.opened.found.notes
    if item is not None and item.proposal is not None:
        found += item.proposal.notes
    kept = tuple(_said(each) for each in dict.fromkeys(found))
    if len(kept) <= _SHOWN_NOTES:
        return kept
    return (
        *kept[:_SHOWN_NOTES],
        tr("And {total} more of the kind.", total=len(kept) - _SHOWN_NOTES),
    )


def _said(words: str) -> str:
    return words if words.endswith("?") else sentence(words)


def _named_trouble(reading: Reading) -> str:
    name, trouble = reading.source.name, reading.trouble
    if reading.source.path is not None:
        trouble = trouble.replace(str(reading.source.path), name)
    return trouble if name in trouble else f"{name}: {trouble}"


def _trouble(seen: Review) -> str:
    if seen.items or not seen.readings:
        return ""
    return sentence(_named_trouble(seen.readings[0]))


def _says(seen: Review) -> tuple[str, str]:
    """Say what is in the way of what Return would do, and where; else what it will do."""
    if seen.shown is None:
        table = bool(seen.reading and seen.reading.columns)
        return (
            (tr("Say what each column holds, or paste it again."), ALERT) if table else ("", MUTED)
        )
    if seen.shown.is_start_list:
        return tr("The form of a new race is filled in with it."), MUTED
    why, place = in_the_way(seen)
    if not why:
        return tr("All of it is stored in one step, and Undo takes it back in one."), MUTED
    if place != seen.at:
        return f"{_line(seen.items[place]).title}: {sentence(why)}", ALERT
    if seen.shown.asks:
        return tr("Nothing is stored before you have looked at the marks."), ALERT
    others = len(seen.items) > 1
    right = tr("Put that right above.")
    return tr("Put that right above, or leave the race out.") if others else right, ALERT


def act_of(seen: Review) -> Act:
    """Return what Return does with a review: confirm, import, or fill in the form of a new race.

    Where one question is all that is in the way, its answer imports as well.
    """
    if not seen.items:
        return Act(IMPORT, tr("Import"), can=False)
    if seen.shown is not None and seen.shown.is_start_list:
        return Act(SET_UP, tr("Set up this race"), can=not _problem(seen.shown))
    count = len(seen.stored)
    stores = (
        tr_count("Import", "Import {count} races", count)
        if count
        else tr("Import {count} races", count=0)
    )
    if seen.shown is not None and seen.shown.asks and seen.shown.kept:
        if _last_question(seen):
            return Act(
                CONFIRM_AND_IMPORT, tr("The marks are right: {stores}", stores=stores.lower())
            )
        return Act(CONFIRM, tr("The marks are right"))
    why, _ = in_the_way(seen)
    return Act(IMPORT, stores, can=count > 0 and not why)


def _last_question(seen: Review) -> bool:
    alike = set(like_shown(seen))
    others = [each for i, each in enumerate(seen.items) if i not in alike and each.kept]
    return not any(each.asks or _problem(each) for each in others)


def _problem(item: Item) -> str:
    return item.proposal.problem if item.proposal is not None else ""


def imported_words(new: int, known: int, back: int = 0) -> str:
    """Say what an import brought: `Imported 3 races.`"""
    came = new + back
    if not came:
        one = (
            tr("The race is in the library already")
            if known == 1
            else tr("All of it is known already")
        )
        return tr("{first}: nothing was changed.", first=one)
    words = tr("Imported {number}.", number=_races(came))
    if known:
        words = tr_count(
            "{words}; {count} was known already.",
            "{words}; {count} were known already.",
            known,
            words=words[:-1],
        )
    return words
