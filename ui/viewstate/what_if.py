"""What does the panel of the what-if say? A band of times for the same effort in other air.

It starts from the finish or, named, from what stands in for it; it never goes into a projection.
"""

from typing import NamedTuple

from app.analysis.live import Facts
from app.analysis.projection import RULE_NAMES
from app.analysis.what_if import words
from app.analysis.what_if.equivalent import Conditions, Question, Runner, Weather, equivalent
from app.analysis.what_if.published import SOURCE, published_check
from app.analysis.what_if.ranges import (
    DRAFTING,
    HEIGHT,
    HUMIDITY,
    MASS,
    PRESSURE,
    RANGES,
    TEMPERATURE,
    WIND,
    NotPlausible,
    Range,
    checked,
    number,
)
from app.domain.course import Distance, to_metres
from app.domain.said import format_time
from app.domain.times import NS_PER_S, Duration, TimeSyntaxError, parse_time, rounded
from app.language import marked, tr
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.wording import target_name

TITLE = marked("WHAT IF")
TIME = "time"
_STEPS = {
    DRAFTING.name: 0.01,
    TEMPERATURE.name: 1.0,
    WIND.name: 0.5,
    MASS.name: 1.0,
    HEIGHT.name: 0.01,
    HUMIDITY.name: 5.0,
    PRESSURE.name: 5.0,
}
"""What an arrow key adds."""


class WhatIfFields(NamedTuple):
    """What is in the fields, as it was typed; an empty `time` takes the race's own."""

    time: str = ""
    run_drafting: str = number(DRAFTING.usual)
    drafting: str = "0.756"
    run_temperature: str = number(TEMPERATURE.usual)
    temperature: str = number(TEMPERATURE.usual)
    run_wind: str = number(WIND.usual)
    wind: str = number(WIND.usual)
    mass: str = number(MASS.usual)
    height: str = number(HEIGHT.usual)
    humidity: str = number(HUMIDITY.usual)
    pressure: str = number(PRESSURE.usual)


class Base(NamedTuple):
    """The time that a what-if starts from, over which distance, what it is, and as it is written."""

    time: Duration
    distance: Distance
    words: str
    written: str


class Line(NamedTuple):
    """A label and what it says."""

    label: str
    words: str


class WhatIfPanel(NamedTuple):
    """What it starts from, the band and what is other, the caution, and what the band rests on.

    `shorter` is what is other where there is little room. `fault` is the sentence about a field that cannot be meant; then there is no band. `wrong` is
    the name of that field.
    """

    base: str
    band: str
    said: str
    lines: tuple[Line, ...]
    fault: str = ""
    wrong: str = ""
    caution: str = words.NO_PROJECTION
    shorter: tuple[str, ...] = ()


class _Unreadable(ValueError):
    def __init__(self, field: str, fault: str) -> None:
        super().__init__(fault)
        self.field = field


def range_of(field: str) -> Range | None:
    """Return the range of a field, None for the time."""
    return RANGES.get(field.removeprefix("run_"))


def base_of(snapshot: Snapshot) -> Base:
    """Return what the race has for a what-if: the finish, the projected finish, a best, a target.

    What is projected is taken to the tenth, as it is shown.
    """
    facts, state = snapshot.entry.facts, snapshot.analysis.state
    whose = f"{facts.entry.entrant.athlete}: " if len(state.racing) > 1 else ""
    time, what, rule, decimals = _start(snapshot, facts)
    written = format_time(time, decimals)
    said = tr("{whose}from {what}, {written}", whose=whose, what=what, written=written) + (
        f" ({rule})" if rule else ""
    )
    return Base(time, state.plan.course.distance, said, written)


def _start(snapshot: Snapshot, facts: Facts) -> tuple[Duration, str, str, int]:
    """Return a time, what it is, the rule that it was projected by, and its decimals."""
    last, projection, projected = facts.last, facts.projection, snapshot.projected
    if last is not None and last.run.mark >= snapshot.analysis.state.plan.course.distance:
        return last.run.time, tr("the finish"), "", 2
    if projection is not None and projected is not None:
        return rounded(projected, 1), tr("the projected finish"), tr(RULE_NAMES[projection.rule]), 1
    reference = facts.entry.entrant.reference
    if reference is not None:
        return reference, tr("the best"), "", 2
    shown = {each.id: each for each in reversed(snapshot.targets)}
    target = shown.get(snapshot.primary.id, snapshot.targets[0])
    return target.finish, tr("the target {target}", target=target_name(target)), "", 2


def stepped(field: str, text: str, step: int) -> str:
    """Return what is in a field after a step up or down; what cannot be stepped stays as it is."""
    kind = range_of(field)
    if kind is None:
        return text
    try:
        value = kind.read(text or number(kind.usual)) + step * _STEPS[kind.name]
    except NotPlausible:
        return text
    return number(min(max(value, kind.low), kind.high))


def what_if_panel(fields: WhatIfFields, base: Base) -> WhatIfPanel:
    """Return the panel for what is typed; a field that cannot be meant is told in one sentence."""
    if fields.time.strip():
        base = base._replace(words=tr("from the time typed here"))
    try:
        question = _question(fields, base)
    except _Unreadable as fault:
        return WhatIfPanel(base.words, "", "", _rests_on(), str(fault), fault.field)
    except NotPlausible as fault:
        return WhatIfPanel(base.words, "", "", _rests_on(), str(fault), TIME)
    found, changed = equivalent(question), words.changed_words(question)
    if not changed:
        same = words.span_text(found.band)
        return WhatIfPanel(base.words, same, tr("nothing is other than it was"), _rests_on())
    lines = (
        Line(
            tr("Air {density}", density=words.air_words(found.air)),
            words.calibrated_words(found),
        ),
        Line(
            tr("Air {density}", density=words.air_words(found.least_air)),
            words.least_words(found),
        ),
        *_rests_on(),
    )
    band = tr("about {span}", span=words.span_text(found.band))
    said = tr("if {changes}", changes=", ".join(changed))
    shorter = words.changed_shortly(question)
    return WhatIfPanel(base.words, band, said, lines, shorter=shorter)


def _rests_on() -> tuple[Line, ...]:
    return (
        Line(tr("Check"), words.check_words(published_check())),
        Line(tr("Source"), SOURCE),
        Line(tr("Not in it"), tr(words.LEFT_OUT)),
    )


def _question(fields: WhatIfFields, base: Base) -> Question:
    time = _time(fields.time) if fields.time.strip() else base.time
    value = {name: _number(name, text) for name, text in fields._asdict().items() if name != TIME}
    question = Question(
        time_s=time / NS_PER_S,
        distance_m=to_metres(base.distance),
        runner=Runner(value["mass"], value["height"]),
        weather=Weather(value["pressure"], value["humidity"] / 100),
        as_run=Conditions(value["run_drafting"], value["run_temperature"], value["run_wind"]),
        what_if=Conditions(value["drafting"], value["temperature"], value["wind"]),
    )
    return checked(question)


def _time(text: str) -> Duration:
    try:
        return parse_time(text)
    except TimeSyntaxError as fault:
        raise _Unreadable(TIME, str(fault)) from fault


def _number(field: str, text: str) -> float:
    kind = range_of(field)
    assert kind is not None, "only the time has no range"
    try:
        return kind.read(text)
    except NotPlausible as fault:
        where = tr(" as run") if field.startswith("run_") else ""
        words_of_it = str(fault).replace(tr(kind.name), f"{tr(kind.name)}{where}", 1)
        raise _Unreadable(field, words_of_it) from fault
