"""How did the Paris attempt of 2025 stand at any time of it? Built by hand, for tests of views.

Splits at 409.344, 809.344 and 1209.344 m in 1:00.20, 2:00.75 and 3:01.84, finish in 4:06.42.
"""

from app.analysis.live import analyse
from app.analysis.projection import EVEN, PACING
from app.domain import events as ev
from app.domain.course import LAP_400, MILE, Course, Distance
from app.domain.evolve import fold
from app.domain.plan import Entrant, EntryId, Note, Plan, Setup
from app.domain.target import Target, even
from app.domain.times import Duration, Instant, after, parse_time, seconds
from app.formats.pacing_file import shipped_pacing
from ui.viewstate.graph import Graph, moving_graph, still_graph
from ui.viewstate.snapshot import REPLAY, Snapshot

ATHLETE = EntryId("1")
ZERO = Instant(7_000_000_000_000)
MARKS = (Distance(409_344), Distance(809_344), Distance(1_209_344), MILE)
TIMES = ("1:00.20", "2:00.75", "3:01.84", "4:06.42")
NOTES = (
    Note(Distance(0), "Little wind", "npr"),
    Note(Distance(1_000_000), "The lights draw away", "err"),
)
SUB_4 = even(MILE, parse_time("3:59.99"), id="sub-4", name="Sub-4")
RESULT = Target(
    id="4:06.42",
    name="Paris 2025",
    knots=((Distance(0), Duration(0)), (MILE, parse_time("4:06.42"))),
    own_result=True,
)
RECORD = even(MILE, parse_time("4:07.64"), name="World record")
TARGETS = (SUB_4, RESULT, RECORD)


def snapshot(
    at_s: float | None,
    *,
    targets: tuple[Target, ...] = TARGETS,
    primary: Target | None = None,
    show_ending: bool = True,
    stamp: str = ev.IMPORTED_STAMP,
    rule: str = EVEN,
) -> Snapshot:
    """Return what is known `at_s` seconds into the race, None before its start.

    Projected by even pace where no other rule is asked for; with the stamp of a press, splits are
    as coarse as a press is.
    """
    now = after(ZERO, seconds(at_s or 0.0))
    state = fold(_records(at_s, now, targets, primary or targets[0], stamp))
    assert state is not None, "a planned race has a state"
    model = shipped_pacing() if rule == PACING else None
    analysis = analyse(state, now, {}, rule, model)
    return Snapshot(REPLAY, analysis, ATHLETE, show_ending=show_ending)


def _records(
    at_s: float | None, now: Instant, targets: tuple[Target, ...], primary: Target, stamp: str
) -> tuple[ev.Record, ...]:
    course = Course(event="mile", distance=MILE, lap=LAP_400, marks=MARKS)
    plan = Plan(title="Paris", course=course, race_class="paced", notes=NOTES)
    setup = Setup(
        plan=plan,
        entrants=(Entrant(id=ATHLETE, athlete="Faith Kipyegon", lane=1),),
        targets=targets,
    )
    moments: list[tuple[Instant, ev.Event]] = [
        (ZERO, ev.Planned(setup)),
        (ZERO, ev.PrimaryChosen(primary.id)),
    ]
    if at_s is not None:
        moments.append((ZERO, ev.Started(stamp)))
        passed = (after(ZERO, parse_time(text)) for text in TIMES)
        moments += [(at, ev.SplitTaken(ATHLETE, stamp)) for at in passed if at <= now]
    return tuple(ev.Record(i, i, at, event) for i, (at, event) in enumerate(moments, start=1))


def graph(
    at_s: float | None, view: str, *, targets: tuple[Target, ...] = TARGETS, rule: str = EVEN
) -> Graph:
    """Return one graph of the race."""
    known = snapshot(at_s, targets=targets, rule=rule)
    return Graph(still_graph(known, view), moving_graph(known, view))
