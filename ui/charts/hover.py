"""What does the graph say where the pointer is? The nearest dot, line or bar, in one short line."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from app.domain.said import format_time
from app.domain.times import seconds
from app.language import tr
from ui.charts.labels import Place
from ui.charts.scale import Frame, value_at, y_text
from ui.viewstate.fan import band_at
from ui.viewstate.graph import LAPS, PACE, PROJECTION, Graph, Point, Still
from ui.viewstate.tones import INK
from ui.viewstate.wording import DOT, lap_text

_DOT_REACH, _LINE_REACH = 16.0, 14.0


class Reading(NamedTuple):
    """A value that was read off: its words, its tone, and where it lies in pixels."""

    text: str
    tone: str
    at: Place


def stops(graph: Graph) -> list[Point]:
    """Return what the keys go through from left to right: dots, laps, and the live point."""
    bars = [((bar.begin + bar.end) / 2, bar.height) for bar in graph.still.bars]
    live = [graph.moving.point] if graph.moving.point is not None else []
    return sorted([*(dot.at for dot in graph.still.dots), *bars, *live])


class _Found(NamedTuple):
    distance: float
    reading: Reading


def read(graph: Graph, frame: Frame, pointer: Place) -> Reading | None:
    """Return what lies nearest to the pointer, None when nothing is near."""
    if not (frame.left <= pointer[0] <= frame.right and frame.top <= pointer[1] <= frame.bottom):
        return None
    if graph.still.view == LAPS:
        return _bar(graph.still, frame, pointer)
    for found in (_dots(graph, frame, pointer), _lines(graph, frame, pointer)):
        nearest = min(found, key=lambda each: each.distance, default=None)
        if nearest is not None:
            return nearest.reading
    return None


def _dots(graph: Graph, frame: Frame, pointer: Place) -> list[_Found]:
    still, moving = graph.still, graph.moving
    readings = [
        Reading(DOT.join([place_text(still, dot.at[0]), dot.label]), dot.tone, frame.at(dot.at))
        for dot in still.dots
    ]
    if moving.point is not None:
        text = tr("now about {value}", value=y_text(still.view, moving.point[1], 0.1))
        readings.append(Reading(text, moving.tone, frame.at(moving.point)))
    found = [_Found(_apart(each.at, pointer), each) for each in readings]
    return [each for each in found if each.distance <= _DOT_REACH]


def _apart(a: Place, b: Place) -> float:
    return math.hypot(a[0] - b[0], a[1] - b[1])


def _lines(graph: Graph, frame: Frame, pointer: Place) -> list[_Found]:
    still, x = graph.still, frame.value_x(pointer[0])
    found = []
    for text, tone, value in _values(graph, x):
        at = frame.at((x, value))
        if abs(at[1] - pointer[1]) <= _LINE_REACH:
            words = DOT.join([place_text(still, x), text])
            found.append(_Found(abs(at[1] - pointer[1]), Reading(words, tone, at)))
    return found


def _values(graph: Graph, x: float) -> Iterable[tuple[str, str, float]]:
    """The athlete's own line is known at the marks alone, so between them it says about."""
    still, end = graph.still, graph.moving.end
    projected = (still.projected[0], end) if end and still.projected else still.projected
    between = tr("mean") if still.view == PACE else tr("between marks about")
    for points, words in (
        (still.known, between),
        (projected, still.projected_name or tr("projected")),
    ):
        value = value_at(points, x)
        if value is not None:
            band = _band(graph, x) if points is projected else ""
            yield f"{words} {y_text(still.view, value, 0.1)}{band}", INK, value
    for line in still.lines:
        value = value_at(line.points, x)
        if value is not None:
            name = f"{line.label} {line.name}" if line.name != line.label else line.label
            at = "" if still.view == PROJECTION else f" {y_text(still.view, value, 0.01)}"
            yield f"{name}{at}", INK, value


def _band(graph: Graph, x: float) -> str:
    for fan in (graph.moving.fan or graph.still.coming, *graph.still.fans):
        found = band_at(fan, x)
        if found is not None:
            low, high = (y_text(graph.still.view, each, 0.1) for each in found)
            return tr(", 80 % {low} to {high}", low=low, high=high)
    return ""


def _bar(still: Still, frame: Frame, pointer: Place) -> Reading | None:
    x = frame.value_x(pointer[0])
    for bar in still.bars:
        if bar.begin <= x < bar.end:
            pace, target = (lap_text(seconds(each), 1) for each in (bar.height, bar.target))
            parts = [
                tr("{begin} to {end}", begin=int(bar.begin), end=place_text(still, bar.end)),
                tr("lap {label}", label=bar.label),
                tr("{pace} per 400", pace=pace),
                tr("target {target}", target=target),
            ]
            at = (frame.x((bar.begin + bar.end) / 2), frame.y(bar.height))
            return Reading(DOT.join(parts), bar.tone, at)
    return None


def place_text(still: Still, x: float) -> str:
    """Write a place on the x axis: a race time, a mark by its name, or metres."""
    if still.view == PROJECTION:
        return format_time(seconds(x), 1)
    return dict(still.x_ticks).get(x, f"{int(x)} m")
