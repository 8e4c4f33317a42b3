"""What does the head say? Which race, on which reading, against which targets."""

import re
from typing import NamedTuple

from app.domain.course import format_metres, start_line
from app.domain.plan import Plan
from ui.viewstate.snapshot import LIVE, Reading, Snapshot
from ui.viewstate.wording import DOT, target_time


class Chip(NamedTuple):
    """A target as a chip: its time large, its name small, its fixed colour slot."""

    id: str
    time: str
    name: str
    slot: int
    primary: bool


class Switch(NamedTuple):
    """A reading as a switch: what it asks, the options in words, the one that is on, and why."""

    name: str
    label: str
    options: tuple[tuple[str, str], ...]
    chosen: str
    why: str


class Head(NamedTuple):
    """Title, subtitle, switches and chips."""

    title: str
    subtitle: str
    switches: tuple[Switch, ...]
    chips: tuple[Chip, ...]


_LABELS = {"line": "read at", "clock": "clock"}


def head(snapshot: Snapshot) -> Head:
    """Return the head of the window."""
    plan = snapshot.analysis.state.plan
    readings = (snapshot.line, snapshot.clock)
    return Head(
        title=_title(snapshot),
        subtitle=_subtitle(snapshot, plan),
        switches=tuple(_switch(each) for each in readings if each is not None),
        chips=tuple(_chips(snapshot)),
    )


def _title(snapshot: Snapshot) -> str:
    state = snapshot.analysis.state
    athlete = state.entries[snapshot.selected].entrant.athlete
    ids = list(state.entries)
    if len(ids) > 1:
        place = f"{ids.index(snapshot.selected) + 1} of {len(ids)} (Tab)"
        return DOT.join([athlete, place, state.plan.title])
    if snapshot.mode == LIVE and not re.search(rf"\b{re.escape(athlete)}\b", state.plan.title):
        return f"{athlete}{DOT}{state.plan.title}"
    return state.plan.title


def _subtitle(snapshot: Snapshot, plan: Plan) -> str:
    lap = f"{format_metres(plan.course.lap)} track"
    if snapshot.mode == LIVE:
        return DOT.join(["live", plan.course.event.capitalize(), lap, _stand(plan)])
    return DOT.join(filter(None, [plan.course.event.capitalize(), lap, plan.status]))


def _stand(plan: Plan) -> str:
    """Say where the operator stands: the splits mean nothing without it."""
    course = plan.course
    if course.line_before_finish == 0:
        return "timed at the finish line"
    if course.line_before_finish == start_line(course.distance, course.lap):
        return "timed at the start line"
    return f"timed {format_metres(course.line_before_finish)} before the finish"


def _switch(reading: Reading) -> Switch:
    return Switch(
        name=reading.name,
        label=_LABELS[reading.name],
        options=tuple(reading.options.items()),
        chosen=reading.chosen,
        why=reading.why,
    )


def _chips(snapshot: Snapshot) -> list[Chip]:
    targets = snapshot.analysis.state.targets
    return [
        Chip(
            id=each.id,
            time=target_time(each),
            name="how it ended" if each.own_result else each.name,
            slot=targets.index(each),
            primary=each.id == snapshot.primary.id,
        )
        for each in snapshot.targets
    ]
