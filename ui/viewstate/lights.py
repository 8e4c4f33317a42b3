"""Where are the pace lights, and where is the runner thought to be?"""

from typing import NamedTuple

from app.analysis.deficit import in_metres, light_ahead
from app.domain.course import Distance
from app.domain.target import Target
from app.domain.times import Duration
from app.language import tr
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import AHEAD, BEHIND, INK
from ui.viewstate.wording import metres_text, target_name, whole_metres

_TAIL = Duration(1_500_000_000)


class Light(NamedTuple):
    """One target's light; `place` and `tail` are fractions of a lap from the finish line."""

    target: str
    slot: int
    primary: bool
    place: float
    tail: float
    words: str
    short: str
    tone: str


class Oval(NamedTuple):
    """The track: the start and the runner as fractions of a lap, the lights, a line of caution."""

    start: float
    runner: float
    sure: bool
    lights: tuple[Light, ...]
    caption: str


def oval(snapshot: Snapshot) -> Oval:
    """Return the picture of the track at this instant."""
    state, estimate = snapshot.analysis.state, snapshot.entry.estimate
    course = state.plan.course
    where = estimate.position if estimate else snapshot.entry.facts.entry.last_mark
    lights = tuple(_light(snapshot, each, slot, where) for slot, each in _slots(snapshot))
    caption = tr("runner estimated") if estimate else ""
    start = _place(Distance(0), course.distance, course.lap)
    runner = _place(where, course.distance, course.lap)
    return Oval(start, runner, estimate is None, lights, caption)


def _slots(snapshot: Snapshot) -> list[tuple[int, Target]]:
    all_targets = snapshot.analysis.state.targets
    return [(all_targets.index(each), each) for each in snapshot.targets]


def _light(snapshot: Snapshot, target: Target, slot: int, runner: Distance) -> Light:
    course, elapsed = snapshot.analysis.state.plan.course, snapshot.entry.elapsed
    ahead = _ahead(snapshot, target, runner)
    at = target.distance_at(elapsed)
    tail = target.distance_at(Duration(max(0, elapsed - _TAIL)))
    return Light(
        target=target.id,
        slot=slot,
        primary=target.id == snapshot.primary.id,
        place=_place(at, course.distance, course.lap),
        tail=(at - tail) / course.lap,
        words=_words(target, ahead, whole=True),
        short=_words(target, ahead, whole=False),
        tone=INK if whole_metres(ahead) == 0 else BEHIND if ahead > 0 else AHEAD,
    )


def _ahead(snapshot: Snapshot, target: Target, runner: Distance) -> Distance:
    """After the finish lights and runner stand still: the gap is that of the finish times."""
    facts = snapshot.entry.facts
    if facts.next_mark is None and facts.last is not None:
        run = facts.last.run
        return in_metres(facts.last.deficits[target.id], run.lap, run.length)
    return light_ahead(snapshot.entry.elapsed, runner, target)


def _words(target: Target, ahead: Distance, *, whole: bool) -> str:
    """The athlete is the subject: `14 m behind the Sub-4 light`, where room is short without it."""
    name = target_name(target)
    if whole and not target.own_result:
        name = tr("the {name} light", name=name)
    if whole_metres(ahead) == 0:
        return tr("level with {name}", name=name)
    if ahead > 0:
        return tr("{metres} behind {name}", metres=metres_text(ahead), name=name)
    return tr("{metres} ahead of {name}", metres=metres_text(ahead), name=name)


def _place(at: Distance, distance: Distance, lap: Distance) -> float:
    return ((at - distance) % lap) / lap
