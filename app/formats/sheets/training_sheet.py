"""What is on a training sheet? Everybody's repetitions, what they come to, where each time is from.

Times are nanoseconds; a difference > 0 is slower than what was asked for, < 0 faster. A press is
timed from the first start of any group, as in the session's JSON: neither a correction nor a
change of group touches it.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from app import __version__
from app.analysis.training.earlier import Earlier, EarlierRuns, place_of
from app.analysis.training.repetitions import Repetition, repetitions
from app.analysis.training.tally import Tally, tallies
from app.domain.course import Distance
from app.domain.events import EVENT_STAMP, HANDLER_STAMP, Record
from app.domain.times import Duration, between
from app.domain.training.plan_reading import reading
from app.domain.training.session_setup import plan_of
from app.domain.training.session_state import RepSplit, RunnerState, Stopping, TrainingState
from app.formats.sheets.raw_log import raw_log_sum
from app.formats.sheets.sources import HAND, TYPED
from app.formats.sheets.training_words import (
    COUNTED_NOTE,
    DIFFERENCE_NOTE,
    DROP_OFF_NOTE,
    HAND_NOTE,
    TARGET_NOTE,
)
from app.language import marked, tr


class Timed(NamedTuple):
    """A time inside a repetition or at its end, with the stretch since the mark before.

    `source` is `hand` for a key, `typed` for what was typed or put right. `pressed` is when the key
    was pressed, None where none was.
    """

    mark: Distance
    time: Duration
    lap: Duration
    source: str
    stamp: str
    edited: bool
    pressed: Duration | None

    @property
    def by_hand(self) -> bool:
        """Whether the time is that of a key."""
        return self.source == HAND


class Line(NamedTuple):
    """One repetition of one athlete, run or not; `earlier` is the time of the earlier session.

    `ends_set` says that a break between sets follows. `started` counts from the first start.
    """

    run: Repetition
    timed: tuple[Timed, ...]
    ends_set: bool
    started: Duration | None = None
    earlier: Duration | None = None

    @property
    def end(self) -> Timed | None:
        """The time of the whole repetition, None while there is none."""
        return self.timed[-1] if self.run.time is not None else None

    @property
    def by_hand(self) -> bool:
        """Whether the time of the repetition is that of a key."""
        return self.end is not None and self.end.by_hand


class Remark(NamedTuple):
    """Something that was noted down, so long after the first start; None before it."""

    at: Duration | None
    text: str


class Trained(NamedTuple):
    """One athlete: the lines in the order in which they were run, and what they come to."""

    name: str
    lane: int
    group: str
    lines: tuple[Line, ...]
    tallies: tuple[Tally, ...]
    stopping: Stopping | None = None
    stopped: Duration | None = None
    remarks: tuple[Remark, ...] = ()
    earlier: EarlierRuns | None = None

    def by_hand_over(self, distance: Distance) -> bool:
        """Whether what comes of a distance rests on a key: then a tenth is honest."""
        return any(each.by_hand for each in self.lines if each.run.distance == distance)


class TrainingSheet(NamedTuple):
    """A training session as it is printed, `head` and `foot` as those of a race."""

    title: str
    date: str
    venue: str
    plan: str
    reading: str
    groups: tuple[str, ...]
    head: tuple[tuple[str, str], ...]
    athletes: tuple[Trained, ...]
    foot: tuple[str, ...]
    remarks: tuple[Remark, ...] = ()
    earlier: Earlier | None = None
    raw_log: str = ""


def training_sheet(
    state: TrainingState, records: Sequence[Record] = (), earlier: Earlier | None = None
) -> TrainingSheet:
    """Return the sheet of a session as it stands; `records` are its journal, for the checksum."""
    setup = state.setup
    athletes = tuple(_trained(state, each, earlier) for each in state.runners.values())
    raw_log = raw_log_sum(records) if records else ""
    said = reading(plan_of(setup.plan))
    return TrainingSheet(
        title=setup.title,
        date=setup.date,
        venue=setup.venue,
        plan=" ".join(setup.plan.split()),
        reading=f"{said[:1].upper()}{said[1:]}",
        groups=tuple(state.groups),
        head=tuple(_head(state, said)),
        athletes=athletes,
        foot=tuple(_foot(athletes, earlier, raw_log)),
        remarks=tuple(_remarks(state, None)),
        earlier=earlier if earlier and any(each.earlier for each in athletes) else None,
        raw_log=raw_log,
    )


def _head(state: TrainingState, said: str) -> Iterator[tuple[str, str]]:
    setup = state.setup
    yield marked("Session"), setup.title
    if setup.date:
        yield marked("Date"), setup.date
    if setup.venue:
        yield marked("Venue"), setup.venue
    yield marked("Plan"), f"{said[:1].upper()}{said[1:]}"
    if len(state.groups) > 1:
        yield marked("Groups"), "; ".join(_members(state, each) for each in state.groups)


def _members(state: TrainingState, group: str) -> str:
    return f"{group}: {', '.join(each.runner.name for each in state.members(group))}"


def _foot(athletes: Sequence[Trained], earlier: Earlier | None, raw_log: str) -> Iterator[str]:
    lines = [line for each in athletes for line in each.lines]
    if any(line.by_hand for line in lines):
        yield tr(HAND_NOTE)
        yield tr(DIFFERENCE_NOTE)
    if any(line.run.deficit is not None for line in lines):
        yield tr(TARGET_NOTE)
    if any(each.tallies for each in athletes):
        yield tr(COUNTED_NOTE)
        yield tr(DROP_OFF_NOTE)
    if earlier is not None and any(each.earlier for each in athletes):
        yield tr(
            "Beside it: the same plan in “{title}”, {date} ({session}).",
            title=earlier.title,
            date=earlier.date,
            session=earlier.session,
        )
    yield f"Splitline {__version__}"
    if raw_log:
        yield f"Raw log {raw_log}"


def _trained(state: TrainingState, runner: RunnerState, earlier: Earlier | None) -> Trained:
    found, who = repetitions(state, runner), runner.runner
    then = earlier.of(who.name) if earlier else None
    lines = tuple(_line(state, each, then) for each in found)
    stopping = runner.stopping
    return Trained(
        name=who.name,
        lane=who.lane,
        group=who.group,
        lines=lines,
        tallies=tallies(found),
        stopping=stopping,
        stopped=_since_first(state, stopping.at) if stopping else None,
        remarks=tuple(_remarks(state, who.id)),
        earlier=then,
    )


def _line(state: TrainingState, run: Repetition, then: EarlierRuns | None) -> Line:
    rep = state.groups[run.group].rep(run.rep)
    return Line(
        run=run,
        timed=tuple(_timed(state, run)),
        ends_set=rep.ends_set,
        started=None if run.started_at is None else _since_first(state, run.started_at),
        earlier=then.times.get(place_of(run)) if then else None,
    )


def _timed(state: TrainingState, run: Repetition) -> Iterator[Timed]:
    before = Duration(0)
    for split, time in run.splits:
        yield Timed(
            mark=split.mark,
            time=time,
            lap=Duration(time - before),
            source=source_of(split),
            stamp=split.stamp,
            edited=split.edited,
            pressed=None if split.pressed_at is None else _since_first(state, split.pressed_at),
        )
        before = time


def source_of(split: RepSplit) -> str:
    """Return `hand` for the time of a key, `typed` for one that was typed or put right."""
    pressed = split.elapsed is None and split.stamp in (EVENT_STAMP, HANDLER_STAMP)
    return HAND if pressed else TYPED


def _since_first(state: TrainingState, at: int) -> Duration | None:
    from app.domain.times import Instant

    first = state.first_start
    return None if first is None else between(first, Instant(at))


def _remarks(state: TrainingState, entry: str | None) -> Iterator[Remark]:
    for each in state.notes:
        if each.entry == entry:
            yield Remark(_since_first(state, each.at), each.text)
