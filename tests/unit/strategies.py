"""Which values may occur in a race? Strategies for the laws that hold for all of them."""

from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain import events as ev
from app.domain import repair_commands as rc
from app.domain.course import Course, Distance, crossings
from app.domain.plan import ATHLETE, PACER, WATCH, Entrant, EntryId, Plan, Setup
from app.domain.refusals import Refusal
from app.domain.state import HAND, SessionState, TimeZero
from app.domain.target import Target, from_splits
from app.domain.times import Duration, Instant
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal

HOUR = 3_600_000_000_000
# What can be typed back: six digits of hours, minutes and seconds under sixty.
LONGEST = 1_000_000 * HOUR - 1
STAMPS = (ev.EVENT_STAMP, ev.HANDLER_STAMP)

durations = st.integers(0, LONGEST).map(Duration)
differences = st.integers(-LONGEST, LONGEST).map(Duration)
race_times = st.integers(1, 600_000_000_000).map(Duration)
laps = st.sampled_from([200_000, 209_344, 396_080, 400_000, 402_336, 419_410]).map(Distance)
distances = st.one_of(
    st.sampled_from([300_000, 800_000, 1_500_000, 1_609_344, 3_000_000, 10_000_000]),
    st.integers(1, 20_000_000),
).map(Distance)


@st.composite
def courses(draw: st.DrawFn) -> Course:
    """Return any race that a line on any track may time."""
    distance, lap = draw(distances), draw(laps)
    line = Distance(draw(st.integers(0, lap - 1)))
    marks = crossings(distance, lap, before_finish=line, keep_short=draw(st.booleans()))
    return Course(event="any", distance=distance, lap=lap, marks=marks, line_before_finish=line)


@st.composite
def targets(draw: st.DrawFn, distance: Distance | None = None) -> Target:
    """Return a line of up to five pieces at 2 to 12 m/s on average, straight or curved."""
    end = draw(distances) if distance is None else distance
    inner = draw(st.sets(st.integers(1, max(1, end - 1)), max_size=4))
    marks = [*sorted(mark for mark in inner if mark < end), end]
    knots, last, now = [], 0, 0
    for mark in marks:
        now += (mark - last) * draw(st.integers(83_000, 500_000))
        last = mark
        knots.append((Distance(mark), Duration(now)))
    line = from_splits(knots, id=draw(st.text(max_size=5)), name="any")
    if draw(st.booleans()):
        return line
    return Target(id=line.id, name=line.name, knots=line.knots)


@st.composite
def entrants(draw: st.DrawFn, lane: int, watched: list[int], lines: list[Target]) -> Entrant:
    """Return an athlete of any wave, a pacer, or a watch on one of those in the lanes `watched`."""
    roles = [ATHLETE, ATHLETE, PACER, *([WATCH] if watched else [])]
    role = draw(st.sampled_from(roles))
    end = lines[0].distance
    return Entrant(
        id=EntryId(f"e{lane}"),
        athlete=f"Lane {lane}",
        lane=lane,
        role=role,
        target=draw(st.sampled_from([None, *(each.id for each in lines)])),
        offset=draw(st.sampled_from([Duration(0), Duration(0), Duration(10_000_000_000)])),
        drop_off=draw(st.none() | st.integers(1, end).map(Distance)) if role == PACER else None,
        of=EntryId(f"e{draw(st.sampled_from(watched))}") if role == WATCH else None,
    )


@st.composite
def fields(draw: st.DrawFn, lines: list[Target]) -> tuple[Entrant, ...]:
    """Return one to four entrants; a watch is on one who stands before it."""
    lanes = draw(st.lists(st.integers(1, 12), min_size=1, max_size=4, unique=True))
    field: list[Entrant] = []
    for lane in lanes:
        watched = [each.lane for each in field if each.role == ATHLETE]
        field.append(draw(entrants(lane, watched, lines)))
    return tuple(field)


@st.composite
def setups(draw: st.DrawFn) -> Setup:
    """Return a session of one to four entrants with one to three targets."""
    course = draw(courses())
    lines = st.lists(
        targets(course.distance), min_size=1, max_size=3, unique_by=lambda each: each.id
    )
    known = draw(lines)
    return Setup(
        plan=Plan(title="any", course=course),
        entrants=draw(fields(known)),
        targets=tuple(known),
    )


@st.composite
def presses(draw: st.DrawFn, now: Instant, state: SessionState) -> cm.Command:
    """Return a press of any kind."""
    stamp = draw(st.sampled_from(STAMPS))
    entry = draw(st.sampled_from([None, *state.entries]))
    if entry is None:
        return cm.TakeTap(at=now, stamp=stamp)
    return cm.TakeSplit(at=now, entry=entry, stamp=stamp)


@st.composite
def typings(draw: st.DrawFn, now: Instant, state: SessionState) -> cm.Command:
    """Return a time typed for any mark, or for the next one."""
    return cm.TypeSplit(
        at=now,
        entry=draw(st.sampled_from(list(state.entries))),
        elapsed=draw(race_times),
        mark=draw(st.sampled_from([None, *state.plan.course.marks])),
    )


@st.composite
def target_edits(draw: st.DrawFn, now: Instant, state: SessionState) -> cm.Command:
    """Return a change to the target lines."""
    there = draw(st.sampled_from([each.id for each in state.targets]))
    kind = draw(st.sampled_from(["choose", "remove", "add", "change"]))
    if kind == "choose":
        return cm.ChoosePrimary(at=now, target=there)
    if kind == "remove":
        return cm.RemoveTarget(at=now, target=there)
    line = draw(targets(state.plan.course.distance))
    if kind == "add":
        return cm.AddTarget(at=now, target=line)
    return cm.ChangeTarget(at=now, old=there, target=line)


@st.composite
def zero_moves(draw: st.DrawFn, now: Instant, state: SessionState) -> rc.RepairCommand:
    """Return a change of time zero by any of the ways there are."""
    entry = draw(st.sampled_from(list(state.entries)))
    taps = [each.seq for each in state.taps]
    zero = state.zero.at if state.zero else now
    near = st.integers(-5_000_000_000, 5_000_000_000)
    return draw(
        st.one_of(
            st.builds(rc.NudgeZero, at=st.just(now), by=near.map(Duration)),
            st.builds(
                rc.SetZero,
                at=st.just(now),
                zero=near.map(lambda by: Instant(zero + by)),
                tolerance=st.sampled_from([Duration(0), Duration(100_000_000)]),
            ),
            st.builds(
                rc.SyncClock,
                at=st.just(now),
                shows=near.map(lambda by: Duration(now - zero + by)) | race_times,
            ),
            st.builds(rc.StartAtTap, at=st.just(now), tap=st.sampled_from([*taps, 1])),
            st.builds(
                rc.GiveOfficial,
                at=st.just(now),
                entry=st.just(entry),
                elapsed=near.map(lambda by: Duration(_last_time(state, entry) + by)),
            ),
            st.builds(rc.CancelStart, at=st.just(now)),
        )
    )


def _last_time(state: SessionState, entry: EntryId) -> Duration:
    known = state.entries[entry]
    return known.splits[-1].time(state.zero_of(known)) if known.splits else Duration(1)


@st.composite
def split_repairs(draw: st.DrawFn, now: Instant, state: SessionState) -> rc.RepairCommand:
    """Return a repair of a split, a mark, a tap or of who is in the race."""
    entry = draw(st.sampled_from(list(state.entries)))
    other = draw(st.sampled_from(list(state.entries)))
    mark = draw(st.sampled_from(state.plan.course.marks))
    splits = [each.seq for known in state.entries.values() for each in known.splits]
    split = draw(st.sampled_from([*splits, 1]))
    tap = draw(st.sampled_from([*(each.seq for each in state.taps), 1]))
    elapsed, estimated = draw(race_times), draw(st.booleans())
    status = draw(st.sampled_from(["", "dnf", "dns", "lapped"]))
    wanted: list[rc.RepairCommand] = [
        rc.InsertSplit(now, entry, mark, elapsed, estimated),
        rc.DeleteSplit(now, split),
        rc.MissMark(now, entry, draw(st.sampled_from([None, mark]))),
        rc.ChangeMark(now, split, mark),
        rc.MoveSplit(now, split, entry),
        rc.SwapEntries(now, entry, other, mark),
        rc.AssignTap(now, tap, entry),
        rc.DropTap(now, tap),
        rc.Withdraw(now, entry, status),
        rc.KeepSplit(now, split),
        rc.TypeRank(now, entry, mark, draw(st.sampled_from([None, 0, 1, 12]))),
    ]
    return draw(st.sampled_from(wanted))


def repairs(now: Instant, state: SessionState) -> st.SearchStrategy[rc.RepairCommand]:
    """Return any repair of a race that has been planned."""
    return zero_moves(now, state) | split_repairs(now, state)


@st.composite
def wishes(draw: st.DrawFn, now: Instant, state: SessionState) -> cm.Command:
    """Return any command of a race that has been planned, presses before all."""
    kind = draw(st.sampled_from(["press", "press", "press", "type", "target", "start", "repair"]))
    if kind == "press":
        return draw(presses(now, state))
    if kind == "type":
        return draw(typings(now, state))
    if kind == "repair":
        return draw(repairs(now, state))
    if kind == "target":
        return draw(target_edits(now, state))
    return cm.Start(at=now, stamp=draw(st.sampled_from(STAMPS)))


@st.composite
def sessions(draw: st.DrawFn, least: int = 0, most: int = 16) -> Engine:
    """Return an engine after a session of `least` to `most` commands, refused ones passed over."""
    engine = Engine(MemoryJournal())
    now = draw(st.integers(0, HOUR))
    engine.handle(cm.PlanSession(at=Instant(now), setup=draw(setups())))
    if draw(st.integers(0, 9)):
        engine.handle(cm.Start(at=Instant(now), stamp=ev.EVENT_STAMP))
    for _ in range(draw(st.integers(least, most))):
        now += draw(st.integers(0, 90_000_000_000))
        command = draw(wishes(Instant(now), engine.state))
        try:
            engine.handle(command)
        except Refusal:
            continue
    return engine


def content(state: SessionState) -> SessionState:
    """Return everything of a state but the number of its newest record."""
    return state._replace(version=0)


def outcome(state: SessionState) -> tuple[object, ...]:
    """Return what a replay has to end with: who, where, when, how known, and by which zero."""
    splits = {
        key: [
            (
                *(each.mark, each.time(state.zero_of(entry))),
                *(each.edited, each.estimated, each.by_hand, each.kept),
            )
            for each in entry.splits
        ]
        for key, entry in state.entries.items()
    }
    others = {key: entry[2:] for key, entry in state.entries.items()}
    official = {key: each for key, each in state.official.items() if key in state.entries}
    return (splits, others, official, state.zero or TimeZero(Instant(0), HAND))
