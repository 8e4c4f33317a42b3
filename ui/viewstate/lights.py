"""Where are the pace lights, and where is the runner thought to be?"""

from typing import NamedTuple

from app.analysis.deficit import light_ahead
from app.domain.course import Distance
from app.domain.target import Target
from app.domain.times import Duration
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import AHEAD, BEHIND, INK
from ui.viewstate.wording import metres_text

_TAIL = Duration(1_500_000_000)


class Light(NamedTuple):
    """One target's light; `place` and `tail` are fractions of a lap from the finish line."""

    target: str
    slot: int
    primary: bool
    place: float
    tail: float
    words: str
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
    caption = "runner estimated" if estimate else ""
    start = _place(Distance(0), course.distance, course.lap)
    runner = _place(where, course.distance, course.lap)
    return Oval(start, runner, estimate is None, lights, caption)


def _slots(snapshot: Snapshot) -> list[tuple[int, Target]]:
    all_targets = snapshot.analysis.state.targets
    return [(all_targets.index(each), each) for each in snapshot.targets]


def _light(snapshot: Snapshot, target: Target, slot: int, runner: Distance) -> Light:
    course, elapsed = snapshot.analysis.state.plan.course, snapshot.analysis.elapsed
    ahead = light_ahead(elapsed, runner, target)
    at = target.distance_at(elapsed)
    tail = target.distance_at(Duration(max(0, elapsed - _TAIL)))
    return Light(
        target=target.id,
        slot=slot,
        primary=target.id == snapshot.primary.id,
        place=_place(at, course.distance, course.lap),
        tail=(at - tail) / course.lap,
        words=_words(target, ahead),
        tone=BEHIND if ahead >= 500 else AHEAD if ahead <= -500 else INK,
    )


def _words(target: Target, ahead: Distance) -> str:
    """The athlete is the subject: `14 m behind the Sub-4 light`."""
    name = "how it ended" if target.own_result else f"the {target.name} light"
    if abs(ahead) < 500:
        return f"level with {name}"
    return f"{metres_text(ahead)} {'behind' if ahead > 0 else 'ahead of'} {name}"


def _place(at: Distance, distance: Distance, lap: Distance) -> float:
    return ((at - distance) % lap) / lap
