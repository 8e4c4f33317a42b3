"""Who runs on these windows? A 1500 m of several athletes, timed by their keys until mid-race."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QWidget

from app.domain.course import metres
from app.domain.events import EVENT_STAMP
from app.domain.plan import PACER, Setup
from app.domain.target import even
from app.domain.times import NS_PER_S, Instant, parse_time
from app.storage.place import library_path
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.ui.conftest import BEGAN, Opened
from ui.key_map import SplitLane
from ui.stages.timing import LiveStage
from ui.stamps import Stamp
from ui.widgets.lanes import LaneSurface
from ui.widgets.lanes_parts import AthleteSurface
from ui.widgets.rows_of_athletes import RowSurface
from ui.windows.dispatch import act

Open = Callable[..., Opened]
NAMES = (
    "Anna Lindqvist",
    "Beth Okafor",
    "Chloe Martin",
    "Dora Nagy",
    "Ewa Kowalska",
    "Fatima Haddad",
    "Grace Wanjiru",
    "Hanna Schulz",
    "Ida Duarte",
    "Jo Brennan",
    "Kaya Yilmaz",
    "Lena van der Berg",
)


def setup_of(count: int) -> Setup:
    """Return a 1500 m of so many, of whom the second has a target of her own and the last paces."""
    known = setup_for(RaceRequest(event="1500", athletes=NAMES[:count], targets=("4:05", "4:10")))
    own = even(known.plan.course.distance, parse_time("4:15"), id="own", name="Beth 4:15")
    entrants = list(known.entrants)
    entrants[1] = replace(entrants[1], target=own.id)
    if count > 2:
        entrants[-1] = replace(entrants[-1], role=PACER, drop_off=metres(1100))
    return replace(known, entrants=tuple(entrants), targets=(*known.targets, own))


def open_field(open_window: Open, count: int) -> Opened:
    """Open the window on a race of so many athletes."""
    setup = setup_of(count)
    return open_window(lambda clock: LiveStage(start_session(library_path(), setup, clock)))


def key_of(lane: int) -> Qt.Key:
    """Return the function key of a lane."""
    return Qt.Key(Qt.Key.Key_F1.value + lane - 1)


def run_to_700(opened: Opened, count: int) -> None:
    """Start, and press everybody at 300 and 700 m: some behind their target, some ahead.

    Each press is carried out as one of the keyboard is, without a frame after it: twenty-four
    frames of a field that nobody looks at take most of a second.
    """
    opened.at(0)
    opened.press(Qt.Key.Key_Return)
    for mark, spread in ((48.0, 0.35), (113.0, 0.6)):
        for lane in range(1, count + 1):
            act(opened.race, SplitLane(lane), Stamp(instant_of(mark + lane * spread), EVENT_STAMP))
    opened.at(130)


def instant_of(seconds: float) -> Instant:
    """Return the instant so many seconds after the window was opened."""
    return Instant(BEGAN + round(seconds * NS_PER_S))


def surfaces(opened: Opened, kind: type[AthleteSurface] = AthleteSurface) -> list[AthleteSurface]:
    """Return the rows or lanes that are shown, in the order of their keys."""
    known = [each for each in opened.race.window.findChildren(kind) if each.isVisible()]
    return sorted(known, key=lambda each: each.view.lane if each.view else 0)


def rows(opened: Opened) -> list[int]:
    """Return which lanes have a row."""
    return [each.view.lane for each in surfaces(opened, RowSurface) if each.view]


def lanes(opened: Opened) -> list[int]:
    """Return which lanes are shown as lanes."""
    return [each.view.lane for each in surfaces(opened, LaneSurface) if each.view]


def places(window: QWidget, known: Sequence[QWidget]) -> list[QRect]:
    """Return where widgets lie on the window."""
    return [QRect(each.mapTo(window, QPoint(0, 0)), each.size()) for each in known]
