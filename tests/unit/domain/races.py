"""Which race are the tests about? A mile on a 400 m track, and the moments of its journal."""

from app.domain import events as ev
from app.domain.course import LAP_400, MILE, Course, Distance, crossings, metres
from app.domain.evolve import fold
from app.domain.plan import Entrant, EntryId, Plan, Setup
from app.domain.state import SessionState
from app.domain.target import Target, even
from app.domain.times import Duration, Instant, after, parse_time

# Far from zero, so that an instant taken for a duration shows.
ZERO = Instant(7_000_000_000_000)
ONE = EntryId("one")
TWO = EntryId("two")
MARKS = (Distance(409_344), Distance(809_344), Distance(1_209_344), MILE)
PARIS = ("1:00.20", "2:00.75", "3:01.84", "4:06.42")
SUB_4 = even(MILE, parse_time("3:59.99"), id="sub-4", name="Sub-4")
RECORD = even(MILE, parse_time("4:07.64"))


def time(text: str) -> Duration:
    """Return the time that `text` says."""
    return parse_time(text)


def at(text: str) -> Instant:
    """Return the instant that lies `text` after time zero."""
    return after(ZERO, parse_time(text, signed=True))


def mile(*, marks: tuple[Distance, ...] | None = None) -> Course:
    """Return a mile on a 400 m track, read at the finish line where no marks are given."""
    return Course(event="mile", distance=MILE, lap=LAP_400, marks=marks or crossings(MILE, LAP_400))


def run_over(distance_m: float, *, marks_m: tuple[float, ...]) -> Course:
    """Return a course over `distance_m` with these marks, all in metres."""
    return Course(
        event="any",
        distance=metres(distance_m),
        lap=LAP_400,
        marks=tuple(metres(each) for each in marks_m),
    )


def entrant(entry: EntryId, lane: int) -> Entrant:
    """Return an athlete named after the lane."""
    return Entrant(id=entry, athlete=f"Lane {lane}", lane=lane)


def setup(
    *,
    course: Course | None = None,
    entries: tuple[EntryId, ...] = (ONE,),
    targets: tuple[Target, ...] = (SUB_4, RECORD),
) -> Setup:
    """Return a session of athletes in lanes from 1 up, on the mile where nothing else is said."""
    entrants = tuple(entrant(entry, lane) for lane, entry in enumerate(entries, start=1))
    plan = Plan(title="A mile", course=course or mile())
    return Setup(plan=plan, entrants=entrants, targets=targets)


TWO_MARKS = run_over(800, marks_m=(400, 800))
TWO_MARKS_SETUP = setup(course=TWO_MARKS, targets=(even(TWO_MARKS.distance, time("2:00")),))

Moment = tuple[Instant, ev.Event]
PLANNED: Moment = (at("-60"), ev.Planned(setup()))
STARTED: Moment = (ZERO, ev.Started(ev.EVENT_STAMP))


def pressed(text: str, entry: EntryId = ONE) -> Moment:
    """Return a split pressed at the time `text`."""
    return at(text), ev.SplitTaken(entry, ev.EVENT_STAMP)


def typed(text: str, mark: Distance, entry: EntryId = ONE) -> Moment:
    """Return the time `text` typed for a mark, a minute after the finish."""
    return at("5:30"), ev.SplitTyped(entry, mark, time(text))


PHASES: dict[str, tuple[Moment, ...]] = {
    "not planned": (),
    "armed": (PLANNED,),
    "running": (PLANNED, STARTED, pressed(PARIS[0])),
    "finished": (PLANNED, STARTED, *(pressed(each) for each in PARIS)),
}


def numbered(*moments: Moment) -> tuple[ev.Record, ...]:
    """Return the moments as records, one command each, counted from 1."""
    return tuple(
        ev.Record(number, number, instant, event)
        for number, (instant, event) in enumerate(moments, start=1)
    )


def given(*moments: Moment) -> SessionState | None:
    """Return the state after the moments."""
    return fold(numbered(*moments))


def known(*moments: Moment) -> SessionState:
    """Return the state after moments that begin with a plan."""
    state = given(*moments)
    assert state is not None, "the moments begin with a plan"
    return state


def times_of(state: SessionState, entry: EntryId = ONE) -> list[tuple[Distance, Duration]]:
    """Return the marks and times of one athlete."""
    known = state.entries[entry]
    return [(each.mark, each.time(state.zero_of(known))) for each in known.splits]
