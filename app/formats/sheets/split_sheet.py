"""What stands on the sheet of a race, whatever it is printed on? Frozen head, rows and foot.

Times are nanoseconds, distances millimetres; deficits are positive behind. How they are rounded
and written is the business of each format.
"""

from collections.abc import Mapping
from typing import NamedTuple

from app.analysis.deficit import in_metres, needed_per_400
from app.analysis.laps import Lap, per_400
from app.analysis.live import Analysis, Facts, Passage
from app.analysis.standing import Place, places_of
from app.domain.course import Course, Distance, mark_name
from app.domain.state import EntryState, SessionState, TimeZero
from app.domain.target import Target
from app.domain.times import Duration
from app.domain.zero_basis import moved_by, tolerance_of
from app.formats.sheets.sheet_words import foot_lines, head_lines
from app.formats.sheets.sources import HAND, pressed_at, source_of


class Against(NamedTuple):
    """One split held against one target; `change` is how much of the deficit this lap made."""

    time: Duration
    lap: Duration
    deficit: Duration
    deficit_length: Distance
    change: Duration
    needed_per_400: Duration | None


class Runner(NamedTuple):
    """Whose line it is, and what goes for that one alone; `target` is the id of an own one."""

    athlete: str
    lane: int
    role: str
    target: str
    offset: Duration
    status: str


class Row(NamedTuple):
    """One split. `against` is in the order of the sheet's targets.

    `place` is that among those timed there by their own times; pacers have none. `typed_rank` is
    the place in the whole field, where somebody typed it. `watches` are the times of all who timed
    this athlete here, where they were several. `source` is one of app.formats.sheets.sources;
    `pressed` is the raw press, from the start press, None where no key was pressed. `lap_rough` says
    that an end of the lap is by hand or estimated: it is good to a tenth, however the other end is.
    """

    runner: Runner
    mark: Distance
    mark_name: str
    time: Duration
    lap: Duration
    length: Distance
    per_400: Duration
    mean_per_400: Duration
    place: Place | None
    against: tuple[Against, ...]
    projected: Duration | None
    rule: str
    stamp: str
    by_hand: bool
    edited: bool
    flag: str
    estimated: bool = False
    typed_rank: int | None = None
    watches: tuple[Duration, ...] = ()
    source: str = ""
    pressed: Duration | None = None
    lap_rough: bool = False


class Missed(NamedTuple):
    """A mark that somebody passed and nobody timed: a line that stays empty."""

    runner: Runner
    mark: Distance
    mark_name: str
    typed_rank: int | None = None


class Zero(NamedTuple):
    """What the times count from: a basis of app.domain.state, and how well it is known.

    `moved` is how much more the clock shows than by the start press.
    """

    basis: str
    tolerance: Duration
    moved: Duration


class Sheet(NamedTuple):
    """A whole sheet: labelled lines, the targets of the columns, a line a split or missed mark.

    `primary` is the id of the target that the session is held against. `runners` are all who are
    in it, also those without a line. `raw_log` is the checksum of the journal, empty where it is
    not known (app.formats.sheets.raw_log).
    """

    title: str
    line: str
    clock: str
    head: tuple[tuple[str, str], ...]
    targets: tuple[Target, ...]
    lines: tuple[Row | Missed, ...]
    foot: tuple[str, ...]
    zero: Zero | None = None
    primary: str = ""
    runners: tuple[Runner, ...] = ()
    course: Course | None = None
    raw_log: str = ""
    venue: str = ""
    date: str = ""

    @property
    def rows(self) -> tuple[Row, ...]:
        """The splits alone."""
        return tuple(each for each in self.lines if isinstance(each, Row))


def sheet_of(analysis: Analysis) -> Sheet:
    """Return the sheet of a session: its athletes in their order, the marks of each in theirs."""
    state = analysis.state
    facts = [each.facts for each in analysis.entries]
    places = places_of(facts)
    lines = tuple(
        line
        for each in facts
        for line in _lines(state, each, places.get(each.entry.entrant.id, {}))
    )
    return Sheet(
        title=state.plan.title,
        line=state.plan.line,
        clock=state.plan.clock,
        head=head_lines(state),
        targets=state.targets,
        lines=lines,
        foot=foot_lines(analysis),
        zero=_zero(state, state.zero) if state.zero else None,
        primary=state.primary_id,
        runners=tuple(_runner(state, each.entry) for each in facts),
        course=state.plan.course,
        venue=state.plan.venue,
        date=state.plan.date,
    )


def _zero(state: SessionState, zero: TimeZero) -> Zero:
    return Zero(zero.basis, tolerance_of(state), moved_by(state))


def _lines(
    state: SessionState, facts: Facts, places: Mapping[Distance, Place]
) -> list[Row | Missed]:
    entry, course = facts.entry, state.plan.course
    runner = _runner(state, entry)
    ranks = dict(entry.ranks)
    lines: list[Row | Missed] = [
        Missed(runner, mark, mark_name(course, mark), ranks.get(mark)) for mark in entry.missed
    ]
    rough = False
    for passage in facts.passages:
        row = _row(state, runner, passage, places.get(passage.run.mark))
        source = source_of(state, entry, passage.run)
        by_hand = row.by_hand and source == HAND
        here = by_hand or row.estimated
        lines.append(
            row._replace(
                typed_rank=ranks.get(row.mark),
                by_hand=by_hand,
                source=source,
                pressed=pressed_at(state, passage.run.split),
                lap_rough=here or rough,
            )
        )
        rough = here
    return sorted(lines, key=lambda each: each.mark)


def _runner(state: SessionState, entry: EntryState) -> Runner:
    entrant = entry.entrant
    return Runner(
        athlete=entrant.athlete,
        lane=entrant.lane,
        role=entrant.role,
        target=entrant.target or "",
        offset=entrant.offset,
        status=state.status(entry),
    )


def _row(state: SessionState, runner: Runner, passage: Passage, place: Place | None) -> Row:
    run, projection = passage.run, passage.projection
    return Row(
        runner=runner,
        mark=run.mark,
        mark_name=mark_name(state.plan.course, run.mark),
        time=run.time,
        lap=run.lap,
        length=run.length,
        per_400=run.per_400,
        mean_per_400=per_400(run.time, run.mark),
        place=place,
        against=tuple(_against(passage, run, target) for target in state.targets),
        projected=projection.finish if projection else None,
        rule=projection.rule if projection else "",
        stamp=run.split.stamp,
        by_hand=run.split.by_hand,
        edited=run.split.edited,
        flag=passage.flag,
        estimated=run.split.estimated,
        watches=tuple(time for _, time in run.split.watches),
    )


def _against(passage: Passage, run: Lap, target: Target) -> Against:
    deficit = passage.deficits[target.id]
    time = target.time_at(run.mark)
    return Against(
        time=time,
        lap=Duration(time - target.time_at(run.begin)),
        deficit=deficit,
        deficit_length=in_metres(deficit, run.lap, run.length),
        change=passage.changes[target.id],
        needed_per_400=needed_per_400(run.time, run.mark, target),
    )
