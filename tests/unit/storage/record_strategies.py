"""Which records may a library have to hold? Any event at all, and whole races that make sense."""

from collections.abc import Callable
from types import MappingProxyType

from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import events as ev
from app.domain import repair_commands as rc
from app.domain import repair_events as rp
from app.domain.course import MILE, Course, Distance, crossings
from app.domain.plan import Entrant, EntryId, Note, Plan, Setup
from app.domain.refusals import Refusal
from app.domain.target import Target, even
from app.domain.times import NS_PER_S, Duration, Instant
from app.engine.clocks import Anchor
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal

SECOND = NS_PER_S
# 21 November 2026, 20:45:03 UTC, on a machine that had run for 90 s.
ANCHOR = Anchor(Instant(90 * SECOND), 1_795_293_903_000_000_000, "boot-1", "CLOCK_BOOTTIME")

_texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
_numbers = st.integers(1, 2**62)
_instants = st.integers(0, 2**62).map(Instant)
_durations = st.integers(-(2**62), 2**62).map(Duration)
_entry_ids = _texts.map(EntryId)


@st.composite
def _knots(draw: st.DrawFn) -> tuple[tuple[Distance, Duration], ...]:
    steps = draw(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**12)), min_size=1))
    knots = [(Distance(0), Duration(0))]
    for length, time in steps:
        knots.append((Distance(knots[-1][0] + length), Duration(knots[-1][1] + time)))
    return tuple(knots)


_targets = st.builds(
    Target,
    id=_texts,
    name=_texts,
    knots=_knots(),
    curved=st.booleans(),
    basis=_texts,
    own_result=st.booleans(),
)


@st.composite
def _courses(draw: st.DrawFn) -> Course:
    marks = sorted(draw(st.sets(st.integers(1, 10**8), min_size=1, max_size=30)))
    return Course(
        event=draw(_texts),
        distance=Distance(marks[-1]),
        lap=Distance(draw(st.integers(1, 10**8))),
        marks=tuple(Distance(each) for each in marks),
        line_before_finish=Distance(draw(st.integers(0, 10**6))),
    )


_plans = st.builds(
    Plan,
    title=_texts,
    course=_courses(),
    kind=_texts,
    date=_texts,
    venue=_texts,
    status=_texts,
    conditions=_texts,
    race_class=_texts,
    line=_texts,
    clock=_texts,
    notes=st.lists(
        st.builds(Note, st.integers(0, 10**8).map(Distance), _texts, _texts), max_size=3
    ).map(tuple),
    sources=st.dictionaries(_texts | st.just("_slopes"), _texts, max_size=3)
    | st.dictionaries(_texts, _texts, max_size=1).map(MappingProxyType),
)
_entrants = st.builds(
    Entrant,
    id=_entry_ids,
    athlete=_texts,
    lane=st.integers(1, 12),
    role=st.sampled_from(["athlete", "pacer", "watch"]),
    target=st.none() | _texts,
    offset=_durations,
    drop_off=st.none() | st.integers(1, 10**9).map(Distance),
    of=st.none() | _entry_ids,
)
_setups = st.builds(
    Setup,
    plan=_plans,
    entrants=st.lists(_entrants, max_size=3).map(tuple),
    targets=st.lists(_targets, max_size=3).map(tuple),
)
_marks = st.integers(1, 10**9).map(Distance)

EVENTS_BY_KIND: dict[str, st.SearchStrategy[ev.Event]] = {
    "planned": st.builds(ev.Planned, _setups),
    "target_added": st.builds(ev.TargetAdded, _targets),
    "target_changed": st.builds(ev.TargetChanged, _texts, _targets),
    "target_removed": st.builds(ev.TargetRemoved, _texts),
    "primary_chosen": st.builds(ev.PrimaryChosen, _texts),
    "started": st.builds(ev.Started, _texts),
    "split_taken": st.builds(ev.SplitTaken, _entry_ids, _texts),
    "tap_taken": st.builds(ev.TapTaken, _texts, st.none() | _entry_ids),
    "split_typed": st.builds(ev.SplitTyped, _entry_ids, _marks, _durations, _texts),
    "split_retimed": st.builds(ev.SplitRetimed, _numbers, _durations),
    "voided": st.builds(ev.Voided, _numbers),
    "restored": st.builds(ev.Restored, _numbers),
    "zero_moved": st.builds(rp.ZeroMoved, _instants, _texts, _durations),
    "clock_synced": st.builds(rp.ClockSynced, _durations),
    "official_given": st.builds(rp.OfficialGiven, _entry_ids, _durations),
    "start_cancelled": st.builds(rp.StartCancelled),
    "split_inserted": st.builds(rp.SplitInserted, _entry_ids, _marks, _durations, st.booleans()),
    "split_deleted": st.builds(rp.SplitDeleted, _numbers),
    "mark_missed": st.builds(rp.MarkMissed, _entry_ids, _marks),
    "mark_changed": st.builds(rp.MarkChanged, _numbers, _marks),
    "split_moved": st.builds(rp.SplitMoved, _numbers, _entry_ids),
    "entries_swapped": st.builds(rp.EntriesSwapped, _entry_ids, _entry_ids, _marks),
    "tap_assigned": st.builds(rp.TapAssigned, _numbers, _entry_ids),
    "tap_dropped": st.builds(rp.TapDropped, _numbers),
    "entry_withdrawn": st.builds(rp.EntryWithdrawn, _entry_ids, _texts),
    "split_kept": st.builds(rp.SplitKept, _numbers),
    "rank_typed": st.builds(
        rp.RankTyped, _entry_ids, _marks, st.none() | st.integers(-(2**62), 2**62)
    ),
}
events = st.one_of(*EVENTS_BY_KIND.values())
records = st.builds(ev.Record, _numbers, _numbers, _instants, events)


def mile_setup(*athletes: str) -> Setup:
    """Return a mile on 400 m, timed at the finish line, against four minutes."""
    course = Course(
        event="mile",
        distance=MILE,
        lap=Distance(400_000),
        marks=crossings(MILE, Distance(400_000)),
    )
    names = athletes or ("A. Runner",)
    return Setup(
        plan=Plan(title="Evening mile", course=course, sources={"own": "stopwatch"}),
        entrants=tuple(
            Entrant(id=EntryId(str(lane)), athlete=name, lane=lane)
            for lane, name in enumerate(names, start=1)
        ),
        targets=(even(MILE, Duration(240 * SECOND)),),
    )


def race(*seconds: float, athletes: tuple[str, ...] = ()) -> tuple[ev.Record, ...]:
    """Return the records of a mile started 100 s after boot, with presses `seconds` later."""
    engine = Engine(MemoryJournal())
    start = Instant(100 * SECOND)
    engine.handle(cm.PlanSession(at=ANCHOR.at, setup=mile_setup(*athletes)))
    engine.handle(cm.Start(at=start, stamp=ev.EVENT_STAMP))
    for each in seconds:
        at = Instant(start + round(each * SECOND))
        engine.handle(cm.TakeSplit(at=at, entry=EntryId("1"), stamp=ev.EVENT_STAMP))
    return engine.records


_TARGET = even(MILE, Duration(250 * SECOND))
_COMMANDS: list[Callable[[Instant], cm.Command]] = [
    lambda at: cm.Start(at=at, stamp=ev.EVENT_STAMP),
    lambda at: cm.TakeSplit(at=at, entry=EntryId("1"), stamp=ev.EVENT_STAMP),
    lambda at: cm.TakeSplit(at=at, entry=EntryId("2"), stamp=ev.HANDLER_STAMP),
    lambda at: cm.TakeTap(at=at, stamp=ev.EVENT_STAMP),
    lambda at: cm.TypeSplit(at=at, entry=EntryId("1"), elapsed=Duration(at // 2)),
    lambda at: cm.AddTarget(at=at, target=_TARGET),
    lambda at: cm.RemoveTarget(at=at, target=_TARGET.id),
    lambda at: cm.ChoosePrimary(at=at, target=_TARGET.id),
    lambda at: rc.NudgeZero(at, Duration(SECOND)),
    lambda at: rc.SyncClock(at, Duration(at // 3)),
    rc.CancelStart,
    lambda at: rc.InsertSplit(at, EntryId("1"), Distance(409_344), Duration(SECOND)),
    lambda at: rc.MissMark(at, EntryId("2")),
    lambda at: rc.DeleteSplit(at, at % 7),
    lambda at: rc.MoveSplit(at, at % 7, EntryId("2")),
    lambda at: rc.AssignTap(at, at % 7, EntryId("1")),
    lambda at: rc.Withdraw(at, EntryId("1"), "dnf"),
    lambda at: rc.KeepSplit(at, at % 7),
    lambda at: rc.TypeRank(at, EntryId("2"), MILE, at % 3 or None),
]
_commands = st.sampled_from(_COMMANDS)


@st.composite
def sessions(draw: st.DrawFn) -> Engine:
    """Return the engine of a race that was led through random commands, undo and redo."""
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=ANCHOR.at, setup=mile_setup("A", "B")))
    at = ANCHOR.at
    steps = st.lists(st.tuples(st.integers(1, 90 * SECOND), _commands | st.none()), max_size=25)
    for pause, make in draw(steps):
        at = Instant(at + pause)
        try:
            if make is not None:
                engine.handle(make(at))
            elif pause % 3:
                engine.undo(at)
            else:
                engine.redo(at)
        except Refusal:
            continue
    return engine
