"""What does the head say? Which race, on which reading, against which targets."""

import re
from typing import NamedTuple

from app.domain.course import start_line
from app.domain.plan import Plan
from app.domain.said import format_metres
from app.domain.target import Target
from app.language import marked, tr, tr_count
from ui.key_map import Act
from ui.own_keys import hint
from ui.viewstate.snapshot import LIVE, ONE, Reading, Snapshot
from ui.viewstate.wording import DOT, target_name, target_time


class Chip(NamedTuple):
    """A target as a chip: its time large, its name small, its fixed colour slot.

    The name is empty where a target is called after its time.
    """

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


_LABELS = {"line": marked("read at"), "clock": marked("clock")}


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
    if len(state.racing) > 1:
        return _title_of_several(snapshot, athlete)
    if snapshot.mode == LIVE and not re.search(rf"\b{re.escape(athlete)}\b", state.plan.title):
        return f"{athlete}{DOT}{state.plan.title}"
    return state.plan.title


def _title_of_several(snapshot: Snapshot, athlete: str) -> str:
    """Rows and lanes name their athletes themselves."""
    state = snapshot.analysis.state
    if snapshot.layout != ONE:
        return DOT.join(
            [state.plan.title, tr_count("{count} athlete", "{count} athletes", len(state.racing))]
        )
    from ui.viewstate.layout import in_order

    ids = [each.entrant.id for each in in_order(state)]
    place = tr(
        "{place} of {total} (Tab, L)", place=ids.index(snapshot.selected) + 1, total=len(ids)
    )
    place = hint(place, (Act.NEXT_ENTRY, "Tab"), (Act.LAYOUT, "L"))
    return DOT.join([athlete, place, state.plan.title])


def _subtitle(snapshot: Snapshot, plan: Plan) -> str:
    lap = tr("{lap} track", lap=format_metres(plan.course.lap))
    if snapshot.mode == LIVE:
        return DOT.join([tr("live"), plan.course.event.capitalize(), lap, _stand(plan)])
    return DOT.join(filter(None, [plan.course.event.capitalize(), lap, plan.status]))


def _stand(plan: Plan) -> str:
    """Say where the operator stands: the splits mean nothing without it."""
    course = plan.course
    if course.line_before_finish == 0:
        return tr("timed at the finish line")
    if course.line_before_finish == start_line(course.distance, course.lap):
        return tr("timed at the start line")
    return tr(
        "timed {distance} before the finish",
        distance=format_metres(course.line_before_finish),
    )


def _switch(reading: Reading) -> Switch:
    return Switch(
        name=reading.name,
        label=tr(_LABELS[reading.name]),
        options=tuple((value, tr(words)) for value, words in reading.options.items()),
        chosen=reading.chosen,
        why=reading.why,
    )


def _chips(snapshot: Snapshot) -> list[Chip]:
    """Targets that are somebody's own stand beside that athlete, in the head only for them."""
    state = snapshot.analysis.state
    targets, primary = state.targets, _held_to(snapshot)
    owned = {each.entrant.target for each in state.racing}
    return [
        Chip(
            id=each.id,
            time=target_time(each),
            name=_name_beside_time(each),
            slot=targets.index(each),
            primary=each.id == primary.id,
        )
        for each in snapshot.targets
        if each.id not in owned or each.id == primary.id
    ]


def _name_beside_time(target: Target) -> str:
    name = target_name(target)
    return "" if name == target_time(target) else name


def _held_to(snapshot: Snapshot) -> Target:
    """Return the target that is framed: the race's, of one athlete alone what holds for them."""
    return snapshot.primary if snapshot.layout == ONE else snapshot.analysis.state.primary
