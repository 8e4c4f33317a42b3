"""How does a proposal become a session? Its set-up, an imported start, and times as they were read.

Nothing was pressed in it: every time carries the stamp `imported`, or `imported-hand` where the
file says that it was taken by hand. Times are nanoseconds after time zero, distances millimetres.
"""

import hashlib
import json
from collections.abc import Iterator, Sequence

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import Course, Distance, start_line
from app.domain.plan import FROM_START, Entrant, EntryId, Note, Plan, Setup
from app.domain.refusals import Refusal
from app.domain.setup_rules import check_setup
from app.domain.state import DNF, DNS
from app.domain.times import Duration, Instant
from app.engine.codec import record_to_builtins
from app.formats.file_text import FormatError
from app.formats.results.text import clean
from app.formats.session_json import SessionDocument
from app.formats.sound_records import unsound
from app.language import tr
from app.usecases.placed import Placed, written_name
from app.usecases.proposing import Proposal
from app.usecases.targets import default_targets

IMPORTED_CLOCK = "imported"
_START = Instant(0)


def accept(proposal: Proposal) -> SessionDocument:
    """Return the session that `proposal` makes; raise `FormatError` while it is not ready.

    Its id follows from what is in it: the same race read again has the same one.
    """
    where = _where(proposal)
    if not proposal.ready:
        raise FormatError(f"{where}: {proposal.sentence}")
    try:
        setup = setup_of(proposal)
    except Refusal as refusal:
        raise FormatError(f"{where}: {refusal}") from None
    events = [(_START, ev.Planned(setup)), *_run(proposal)]
    records = tuple(ev.Record(i, i, at, event) for i, (at, event) in enumerate(events, start=1))
    wrong = unsound(records)
    if wrong is not None:
        raise FormatError(f"{where}: {wrong.why}")
    written = [written_name(each) for each in proposal.runners]
    return SessionDocument(_id_of(records, setup, written), records)


def _where(proposal: Proposal) -> str:
    """Name the race in its file; one without a name has that of the file."""
    source, title = proposal.source, proposal.title
    return source if title == source else f"{source}: {title}"


def setup_of(proposal: Proposal) -> Setup:
    """Return the set-up alone: a start list is the field of a race still to be timed.

    Raise a `Refusal` for one that no race could be run with.
    """
    race, event = proposal.race, proposal.event
    assert event is not None, "a proposal without a problem has an event"
    at_start = proposal.line == FROM_START
    line = start_line(event.distance, proposal.lap) if at_start else Distance(0)
    course = Course(
        event=event.name,
        distance=event.distance,
        lap=proposal.lap,
        marks=proposal.marks,
        line_before_finish=line,
    )
    plan = Plan(
        title=clean(proposal.title) or event.title,
        course=course,
        date=proposal.date,
        venue=clean(race.venue),
        line=proposal.line,
        clock=clean(race.clock) or IMPORTED_CLOCK,
        notes=tuple(_notes(proposal)),
        sources={"results": clean(f"{proposal.form}, {proposal.source}")},
    )
    entrants = tuple(_entrant(each, i) for i, each in enumerate(proposal.runners, start=1))
    setup = Setup(plan=plan, entrants=entrants, targets=default_targets(event.distance))
    check_setup(setup)
    return setup


def _entrant(runner: Placed, number: int) -> Entrant:
    return Entrant(
        id=_key(number),
        athlete=runner.athlete,
        lane=runner.lane,
        role=runner.found.role,
        offset=runner.found.offset,
    )


def _key(number: int) -> EntryId:
    return EntryId(str(number))


def _notes(proposal: Proposal) -> Iterator[Note]:
    source = clean(proposal.source)
    if proposal.why and not proposal.is_start_list:
        yield Note(proposal.marks[0], tr("Marks: {why}", why=proposal.why), source)
    for each in proposal.runners:
        if (was := written_name(each)) != each.athlete:
            yield Note(
                proposal.marks[-1],
                tr('{athlete} is "{was}" in the file', athlete=each.athlete, was=was),
                source,
            )
        if each.found.status == "dq":
            yield Note(
                proposal.marks[-1], tr("{athlete} was disqualified", athlete=each.athlete), source
            )


def _run(proposal: Proposal) -> list[tuple[Instant, ev.Event]]:
    """Return what happened, in the order of time; a field for a race to come has not begun."""
    if proposal.is_start_list:
        return []
    happened: list[tuple[Instant, ev.Event]] = []
    for number, runner in enumerate(proposal.runners, start=1):
        happened += _passages(_key(number), runner, proposal.marks)
    happened.sort(key=lambda each: each[0])
    end = happened[-1][0] if happened else _START
    out = [
        (end, rp.EntryWithdrawn(_key(number), DNS if each.status == DNS else DNF))
        for number, each in enumerate(proposal.runners, start=1)
        if each.status and not _is_home(each, proposal.marks)
    ]
    return [(_START, ev.Started(ev.IMPORTED_STAMP)), *happened, *out]


def _passages(
    key: EntryId, runner: Placed, marks: Sequence[Distance]
) -> Iterator[tuple[Instant, ev.Event]]:
    """A mark between two times that has none was passed; so was one that the file says so of."""
    timed = {each.mark for each in runner.splits}
    last = max(timed, default=Distance(0))
    passed = [m for m in marks if m not in timed and (m < last or m in runner.missed)]
    for split in runner.splits:
        at = Instant(_START + runner.found.offset + split.time)
        for mark in [m for m in passed if m < split.mark]:
            passed.remove(mark)
            yield at, rp.MarkMissed(key, mark)
        if split.estimated:
            yield at, rp.SplitInserted(key, split.mark, split.time, estimated=True)
        else:
            stamp = ev.IMPORTED_BY_HAND_STAMP if split.by_hand else ev.IMPORTED_STAMP
            yield at, ev.SplitTyped(key, split.mark, split.time, stamp)
        if split.rank is not None:
            yield at, rp.RankTyped(key, split.mark, split.rank)
    end = Instant(_START + runner.found.offset + _last_time(runner))
    yield from ((end, rp.MarkMissed(key, mark)) for mark in passed)


def _last_time(runner: Placed) -> Duration:
    return runner.splits[-1].time if runner.splits else Duration(0)


def _is_home(runner: Placed, marks: Sequence[Distance]) -> bool:
    return bool(runner.splits) and runner.splits[-1].mark == marks[-1]


def _id_of(records: Sequence[ev.Record], setup: Setup, written: Sequence[str]) -> str:
    """Return `2018-08-31-1500-` and ten figures of all that was read, the targets apart.

    `written` are the names of the file: a race is the same one, whoever is recognised in it.
    """
    read = [record_to_builtins(each) for each in records[1:]]
    plan, course = setup.plan, setup.plan.course
    field = [
        (name, each.lane, each.role, each.offset)
        for name, each in zip(written, setup.entrants, strict=True)
    ]
    about = (plan.title, plan.date, plan.venue, plan.clock, course.lap, course.marks, field)
    sum_of = hashlib.sha256(json.dumps([about, read], sort_keys=True).encode()).hexdigest()
    return "-".join(each for each in (plan.date, course.event, sum_of[:10]) if each)
