"""Which races of several athletes are in the pictures, and when do they pass their marks?"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt

from app.domain.course import metres
from app.domain.plan import PACER
from app.domain.target import even
from app.domain.times import parse_time
from app.engine.clocks import ManualClock
from app.storage.place import library_path
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from ui.stages.stage import Stage
from ui.stages.timing import LiveStage

START = Qt.Key.Key_Return
LETTERS = "ABCDEFGHIJKL"
MARKS_OF_1500 = (300, 700, 1100, 1500)
LAPS = (67.2, 68.5, 66.4, 67.0, 68.1, 65.9, 69.3, 67.8, 68.9, 65.2, 66.7, 66.1)
"""Paces per 400 m of lanes 1 to 12."""
DRIFT = (1.0, 1.004, 1.011, 0.985)
"""What becomes of a pace from mark to mark."""


def field_of(count: int, pacer: int = 0) -> Callable[[ManualClock], Stage]:
    """Return how a 1500 m of several comes onto the window; the second has her own target."""

    def stage(clock: ManualClock) -> Stage:
        names = tuple(f"Athlete {each}" for each in LETTERS[:count])
        known = setup_for(RaceRequest(event="1500", athletes=names, targets=("4:10", "4:15")))
        own = even(known.plan.course.distance, parse_time("4:20"), id="own", name="B's 4:20")
        entrants = list(known.entrants)
        entrants[1] = replace(entrants[1], target=own.id)
        if pacer:
            drop_off = metres(1100)
            entrants[pacer - 1] = replace(entrants[pacer - 1], role=PACER, drop_off=drop_off)
        setup = replace(known, entrants=tuple(entrants), targets=(*known.targets, own))
        return LiveStage(start_session(library_path(), setup, clock))

    return stage


def lane_key(lane: int) -> Qt.Key:
    """Return the function key of a lane."""
    return Qt.Key(Qt.Key.Key_F1.value + lane - 1)


def passages(count: int, until: float, *, missed: int = 0) -> tuple[tuple[Qt.Key, float], ...]:
    """Return the start and every lane's presses before `until` seconds, in their order.

    The passages at 700 m of the first `missed` lanes are tapped, for somebody to name them.
    """
    presses = []
    for lane in range(1, count + 1):
        time, begin = 0.0, 0
        for mark, drift in zip(MARKS_OF_1500, DRIFT, strict=True):
            time += LAPS[lane - 1] * drift * (mark - begin) / 400
            key = Qt.Key.Key_U if mark == 700 and lane <= missed else lane_key(lane)
            presses.append((key, time))
            begin = mark
    known = sorted((each for each in presses if each[1] < until), key=lambda each: each[1])
    return ((START, 0.0), *known)
