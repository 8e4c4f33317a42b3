"""Which laps are in a TCX file? Those of its activities, each with its own time and distance.

The time of a lap is its `TotalTimeSeconds`, never the difference of time stamps, which many
programs round (Training Center Database, version 2: garmin.com/xmlschemas).
"""

from dataclasses import dataclass, field
from datetime import datetime

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
    listed,
    stamp,
    whole_units,
)
from app.formats.results.xml_elements import Element, elements
from app.language import marked

FORM = marked("TCX file of a watch")
_ROOT = "TrainingCenterDatabase"
_READ = frozenset(
    ("Activity", "Lap", "TotalTimeSeconds", "DistanceMeters", "Intensity", "TriggerMethod")
)
_MOST_RUNS = 100
_NS, _MM = 9, 3
_MOST_S, _MOST_M = 1_000_000, 1_000_000
_RUNNING = ("", "Running", "Other")


@dataclass(slots=True)
class _Lap:
    """A lap while it is read; owned by `_Reading`."""

    duration: Duration | None = None
    distance: Distance | None = None


@dataclass(slots=True)
class _Run:
    """An activity while it is read; owned by `_Reading`."""

    sport: str = ""
    started: datetime | None = None
    laps: list[WatchLap] = field(default_factory=list)
    rests: list[str] = field(default_factory=list)
    unpressed: list[str] = field(default_factory=list)


def read(content: bytes, name: str) -> Found:
    """Return the runs in `content`, the bytes of a TCX file called `name`.

    Raises `FormatError` where it is none, is damaged, or has no laps.
    """
    reading = _Reading(name)
    for element in elements(content, name, _READ):
        if element.opens:
            reading.open(element)
        else:
            reading.close(element)
    runs = [run for run in reading.runs if run.laps]
    if not runs:
        raise FormatError(f"{name}: found a TCX file without laps, expected one or more")
    recordings = [Recording("Run", tuple(run.laps), run.started) for run in runs]
    notes = [note for run in runs for note in _doubts(run)]
    return found_in(name, FORM, recordings, dict.fromkeys(notes))


class _Reading:
    """Takes up the elements one by one; owns what was read so far."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lap = _Lap()
        self.runs: list[_Run] = []

    def open(self, element: Element) -> None:
        if len(element.path) == 1 and element.name != _ROOT:
            found = f"the XML element {shown(element.name)}"
            raise FormatError(f"{self._name}: found {found}, expected {_ROOT} of a TCX file")
        if element.name == "Activity":
            if len(self.runs) == _MOST_RUNS:
                raise self._fault(f"more than {_MOST_RUNS} activities", "fewer")
            self.runs.append(_Run(element.attributes.get("Sport", "")))
        elif _is_lap(element):
            self._lap = _Lap()
            if self.runs[-1].started is None:
                self.runs[-1].started = stamp(element.attributes.get("StartTime", ""))

    def close(self, element: Element) -> None:
        if _is_lap(element):
            self._add()
        elif "Lap" in element.path[-2:-1] and "Activity" in element.path[-3:-2]:
            self._take(element)

    def _take(self, element: Element) -> None:
        """Take what stands directly in a lap; tracks and extensions are left alone."""
        text, run = element.text.strip(), self.runs[-1]
        where = f"lap {len(run.laps) + 1}"
        if element.name == "TotalTimeSeconds":
            self._lap.duration = Duration(self._units(text, _NS, _MOST_S, where, element.name))
        elif element.name == "DistanceMeters":
            self._lap.distance = Distance(self._units(text, _MM, _MOST_M, where, element.name))
        elif element.name == "Intensity" and text == "Resting":
            run.rests.append(where)
        elif element.name == "TriggerMethod" and text in ("Distance", "Time"):
            run.unpressed.append(where)

    def _units(self, text: str, places: int, most: int, where: str, tag: str) -> int:
        value = whole_units(text, places, most)
        if value is None:
            raise self._fault(shown(text), f"a number from 0 to {most:,}", f"{where}: {tag}")
        return value

    def _add(self) -> None:
        run = self.runs[-1]
        where = f"lap {len(run.laps) + 1}"
        if len(run.laps) == MOST_LAPS:
            raise self._fault(f"more than {MOST_LAPS} laps", "fewer")
        if self._lap.duration is None:
            raise self._fault("no TotalTimeSeconds", "one", where)
        run.laps.append(WatchLap(self._lap.duration, self._lap.distance, where))

    def _fault(self, found: str, expected: str, where: str = "") -> FormatError:
        parts = (self._name, where, f"found {found}, expected {expected}")
        return FormatError(": ".join(part for part in parts if part))


def _is_lap(element: Element) -> bool:
    """A lap of a run; a course that is planned has laps too, which nobody has run."""
    return element.path[-2:] == ("Activity", "Lap")


def _doubts(run: _Run) -> list[str]:
    doubts = []
    if run.sport not in _RUNNING:
        doubts.append(f"The watch recorded another sport than running ({shown(run.sport)}).")
    if run.rests:
        doubts.append(f"The watch calls {listed(run.rests)} a rest.")
    if run.unpressed:
        doubts.append(f"The watch itself ended {listed(run.unpressed)}; nobody pressed.")
    return doubts
