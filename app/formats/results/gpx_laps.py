"""Which laps can be found in a GPX file? It has none: its waypoints or its segments stand for them.

The format (topografix.com/GPX/1/1) keeps points with times, and neither laps nor distances. A
waypoint set on the way is where somebody pressed; a segment ends where recording was stopped. A
track with neither is refused, for a lap guessed from positions would be no time at all.
Distances are along the points, on a sphere.
"""

import math
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import Duration
from app.formats.checked_table import shown
from app.formats.file_text import FormatError
from app.formats.results.found import Found
from app.formats.results.watch_laps import (
    MOST_LAPS,
    Recording,
    WatchLap,
    found_in,
    plain,
    stamp,
)
from app.formats.results.xml_elements import Element, elements
from app.language import marked

FORM = marked("GPX file of a watch")
_READ = frozenset(("wpt", "trk", "trkseg", "trkpt", "name", "time"))
_RADIUS_MM = 6_371_008_800  # mean radius of the earth
_NS_PER_US = 1000
_US_PER_S = 1_000_000
_NEAR_END_US = _US_PER_S
_MOST_TRACKS = 100
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class _End(NamedTuple):
    """Where a lap ends: microseconds since 1970, and what stands there in the file."""

    at: int
    where: str


@dataclass(slots=True)
class _Track:
    """A track while it is read, its points in order; owned by `_Reading`.

    `times` are microseconds since 1970, `along` millimetres from the first point.
    """

    name: str = ""
    times: "array[int]" = field(default_factory=lambda: array("q"))
    along: "array[int]" = field(default_factory=lambda: array("q"))
    segments: list[int] = field(default_factory=list)
    last: tuple[float, float] | None = None


def read(content: bytes, name: str) -> Found:
    """Return the runs in `content`, the bytes of a GPX file called `name`.

    Raises `FormatError` where it is none, is damaged, or has nothing that could end a lap.
    """
    reading = _Reading(name)
    for element in elements(content, name, _READ):
        if element.opens:
            reading.open(element)
        else:
            reading.close(element)
    tracks = [track for track in reading.tracks if track.times]
    if not tracks:
        raise FormatError(f"{name}: found no track with times, expected the GPX file of a run")
    recordings = [_recording(track, reading.waypoints, name) for track in tracks]
    return found_in(name, FORM, recordings, dict.fromkeys(_doubts(reading, tracks)))


class _Reading:
    """Takes up the elements one by one; owns what was read so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._points = 0
        self._time: int | None = None
        self._label = ""
        self.tracks: list[_Track] = []
        self.waypoints: list[_End] = []

    def open(self, element: Element) -> None:
        if len(element.path) == 1 and element.name != "gpx":
            found = f"the XML element {shown(element.name)}"
            raise FormatError(f"{self._name}: found {found}, expected gpx of a GPX file")
        if element.path == ("gpx", "trk"):
            if len(self.tracks) == _MOST_TRACKS:
                raise self._fault(f"more than {_MOST_TRACKS} tracks", "fewer")
            self.tracks.append(_Track())
        elif element.name in ("trkpt", "wpt"):
            self._time, self._label = None, ""

    def close(self, element: Element) -> None:
        path = element.path
        if path in (("gpx", "wpt", "time"), ("gpx", "trk", "trkseg", "trkpt", "time")):
            self._time = self._moment(element.text)
        elif path == ("gpx", "wpt", "name"):
            self._label = plain(element.text)
        elif path == ("gpx", "trk", "name"):
            self.tracks[-1].name = plain(element.text)
        elif path == ("gpx", "wpt"):
            self._add_waypoint()
        elif path == ("gpx", "trk", "trkseg", "trkpt"):
            self._add_point(element)
        elif path == ("gpx", "trk", "trkseg"):
            self._end_segment(self.tracks[-1])

    def _moment(self, text: str) -> int:
        read = stamp(text)
        if read is None:
            expected = "a time like 2025-06-26T18:02:11Z"
            raise self._fault(shown(text.strip()), expected, self._place())
        return _microseconds(read)

    def _add_waypoint(self) -> None:
        if self._time is None:
            return
        if len(self.waypoints) == MOST_LAPS:
            raise self._fault(f"more than {MOST_LAPS} waypoints", "fewer")
        where = self._label or f"{len(self.waypoints) + 1}"
        self.waypoints.append(_End(self._time, f"waypoint {where}"))

    def _add_point(self, element: Element) -> None:
        track = self.tracks[-1]
        self._points += 1
        if self._time is None:
            raise self._fault("no time", "one in each point of a run", self._place())
        if track.times and self._time < track.times[-1]:
            raise self._fault("a time before the last one", "times that rise", self._place())
        place = self._position(element)
        step = _apart(track.last, place) if track.last else 0
        track.along.append((track.along[-1] if track.along else 0) + step)
        track.times.append(self._time)
        track.last = place

    def _position(self, element: Element) -> tuple[float, float]:
        lat, lon = (_degrees(element.attributes.get(key, "")) for key in ("lat", "lon"))
        if lat is None or lon is None:
            raise self._fault("no position", "lat and lon in degrees", self._place())
        return math.radians(lat), math.radians(lon)

    def _end_segment(self, track: _Track) -> None:
        if track.times and len(track.times) - 1 not in track.segments[-1:]:
            track.segments.append(len(track.times) - 1)

    def _place(self) -> str:
        return f"point {max(1, self._points)}"

    def _fault(self, found: str, expected: str, where: str = "") -> FormatError:
        parts = (self._name, where, f"found {found}, expected {expected}")
        return FormatError(": ".join(part for part in parts if part))


def _microseconds(moment: datetime) -> int:
    since = moment - _EPOCH
    return (since.days * 86_400 + since.seconds) * _US_PER_S + since.microseconds


def _degrees(text: str) -> float | None:
    try:
        value = float(text[:40])
    except ValueError:
        return None
    return value if -360 <= value <= 360 else None


def _apart(here: tuple[float, float], there: tuple[float, float]) -> int:
    """Return the way between two positions (radians) in mm, by the haversine formula."""
    half_lat, half_lon = (there[0] - here[0]) / 2, (there[1] - here[1]) / 2
    part = math.sin(half_lat) ** 2
    part += math.cos(here[0]) * math.cos(there[0]) * math.sin(half_lon) ** 2
    return round(2 * _RADIUS_MM * math.asin(math.sqrt(min(1.0, max(0.0, part)))))


def _recording(track: _Track, waypoints: list[_End], name: str) -> Recording:
    laps: list[WatchLap] = []
    begun = before = track.times[0]
    passed = 0
    ends = _ends(track, waypoints)
    if not ends:
        raise FormatError(
            f"{name}: found a track in one piece, expected waypoints or segments where laps end, "
            "for GPX has no laps; the FIT or TCX file of the same run has them"
        )
    if len(ends) > MOST_LAPS:
        raise FormatError(f"{name}: found {len(ends):,} segments, expected at most {MOST_LAPS}")
    for end in ends:
        along = _along(track, end.at)
        took, way = Duration((end.at - before) * _NS_PER_US), Distance(along - passed)
        laps.append(WatchLap(took, way, end.where))
        before, passed = end.at, along
    started = datetime.fromtimestamp(begun // _US_PER_S, UTC)
    return Recording(track.name or "Run", tuple(laps), started)


def _ends(track: _Track, waypoints: list[_End]) -> list[_End]:
    """Return where laps end in `track`, in order; nothing where the file does not say."""
    first, last = track.times[0], track.times[-1]
    on_the_way = sorted(each for each in waypoints if first < each.at <= last)
    if on_the_way:
        if last - on_the_way[-1].at > _NEAR_END_US:
            on_the_way.append(_End(last, "the end of the track"))
        return on_the_way
    if len(track.segments) < 2:
        return []
    return [_End(track.times[at], f"segment {i + 1}") for i, at in enumerate(track.segments)]


def _along(track: _Track, at: int) -> int:
    """Return how far along the track it is at an instant, between two points in proportion."""
    place = bisect_left(track.times, at)
    if place == 0 or track.times[place] == at:
        return track.along[place]
    t0, t1 = track.times[place - 1], track.times[place]
    d0, d1 = track.along[place - 1], track.along[place]
    return d0 + (d1 - d0) * (at - t0) // (t1 - t0)


def _doubts(reading: _Reading, tracks: list[_Track]) -> Iterator[str]:
    marked = any(t.times[0] < w.at <= t.times[-1] for t in tracks for w in reading.waypoints)
    stand = "waypoints stand for their ends" if marked else "ends of the segments stand for them"
    yield f"GPX has no laps; the {stand}, and the distances are those along the points."
    if all(time % _US_PER_S == 0 for track in tracks for time in track.times):
        yield "Its times are whole seconds, so each split may be out by one."
