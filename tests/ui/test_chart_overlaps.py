"""No text of a graph covers another: over generated races, every view, at many sizes and zooms."""

from itertools import combinations
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QColor, QFont, QImage, QPainter
from PySide6.QtWidgets import QApplication

from app.analysis.live import analyse
from app.domain import events as ev
from app.domain.course import LAP_400, Course, crossings, metres
from app.domain.evolve import fold
from app.domain.plan import Entrant, EntryId, Plan, Setup
from app.domain.target import even
from app.domain.times import Duration, Instant, after, seconds
from ui import theme
from ui.charts import lettering
from ui.charts.axes import left_room
from ui.charts.ends import gutter
from ui.charts.labels import Box
from ui.charts.scale import Frame, home_spans
from ui.charts.scene import BOTTOM, TOP, Scene
from ui.charts.still_picture import paint_still
from ui.viewstate.graph import VIEWS, Graph, Moving, still_graph
from ui.viewstate.snapshot import LIVE, Snapshot

ATHLETE = EntryId("1")
ZERO = Instant(9_000_000_000_000)
NOTHING_MOVES = Moving((), None, "ink")
CAPITALS = 0.727


class Race(NamedTuple):
    """A race as it may come: metres, seconds per 400 m of each lap, finishes aimed at."""

    distance_m: int
    lap_m: int
    paces: tuple[float, ...]
    targets: tuple[float, ...]


class Look(NamedTuple):
    """How much room there is, and which part of the graph is seen: shares of its width."""

    width: float
    height: float
    begin: float = 0.0
    end: float = 1.0
    flipped: bool = False
    text_size: int = 100


@st.composite
def _races(draw: st.DrawFn) -> Race:
    distance, lap = draw(st.sampled_from([800, 1500, 3000, 5000, 10_000])), 400
    lap = draw(st.sampled_from([200, 400]))
    pace = draw(st.floats(55, 95))
    most = -(-distance // lap)
    off = st.floats(-8, 8) if draw(st.booleans()) else st.floats(-0.2, 0.2)
    paces = draw(st.lists(off.map(lambda each: pace + each), max_size=most))
    near = st.floats(-20, 20) if draw(st.booleans()) else st.floats(-0.5, 0.5)
    aimed = draw(st.lists(near, min_size=1, max_size=5))
    return Race(distance, lap, tuple(paces), tuple(pace * distance / 400 + each for each in aimed))


@st.composite
def _looks(draw: st.DrawFn) -> Look:
    begin = draw(st.floats(0, 0.9))
    end = draw(st.floats(begin + 0.05, 1.0))
    zoomed = draw(st.booleans())
    return Look(
        draw(st.floats(360, 1000)),
        draw(st.floats(120, 500)),
        begin if zoomed else 0.0,
        end if zoomed else 1.0,
        draw(st.booleans()),
        draw(st.sampled_from([100, 150, 200])),
    )


def _snapshot(race: Race) -> Snapshot:
    length, lap = metres(race.distance_m), metres(race.lap_m)
    course = Course(event="any", distance=length, lap=lap, marks=crossings(length, lap))
    aimed = tuple(
        even(length, seconds(each), id=str(i), name=f"Target {i}")
        for i, each in enumerate(race.targets)
    )
    setup = Setup(
        plan=Plan(title="Any", course=course),
        entrants=(Entrant(id=ATHLETE, athlete="Ann", lane=1),),
        targets=aimed,
    )
    events: list[tuple[Instant, ev.Event]] = [(ZERO, ev.Planned(setup))]
    events.append((ZERO, ev.Started(ev.EVENT_STAMP)))
    time, begin = Duration(0), 0
    for mark, pace in zip(course.marks, race.paces, strict=False):
        time = Duration(time + round(pace * 1e9 * (mark - begin) / LAP_400))
        events.append((after(ZERO, time), ev.SplitTaken(ATHLETE, ev.EVENT_STAMP)))
        begin = mark
    state = fold(tuple(ev.Record(i, i, at, each) for i, (at, each) in enumerate(events, 1)))
    assert state is not None, "a planned race has a state"
    now = after(ZERO, Duration(time + 1_000_000_000))
    return Snapshot(LIVE, analyse(state, now, {}, "even", None), ATHLETE)


def _scene(snapshot: Snapshot, view: str, look: Look) -> Scene:
    still = still_graph(snapshot, view)
    left, right = left_room(still), gutter(still, look.width)
    width, height = look.width - left - right, look.height - TOP - BOTTOM
    (x0, x1), y_span = home_spans(Graph(still, NOTHING_MOVES), width, height)
    x_span = x0 + look.begin * (x1 - x0), x0 + look.end * (x1 - x0)
    frame = Frame(left, TOP, width, height, x_span, y_span, look.flipped)
    return Scene(still, frame, theme.THEMES[theme.NIGHT], look.width, look.height)


@pytest.fixture(scope="module")
def _fonts(qapp: QApplication) -> None:
    theme.load_fonts(first=True)
    theme.load_fonts(first=False)


def _written(scene: Scene) -> list[tuple[str, Box]]:
    """Paint a scene; return every text with the box of its capitals."""
    found: list[tuple[str, Box]] = []
    write = lettering.write

    def noted(
        painter: QPainter,
        left: float,
        middle: float,
        text: str,
        colour: QColor,
        pixels: int,
        weight: QFont.Weight = lettering.NORMAL,
    ) -> None:
        high = lettering.grown(pixels) * CAPITALS
        wide = lettering.width(text, pixels, weight)
        found.append((text, Box(left, middle - high / 2, wide, high)))
        write(painter, left, middle, text, colour, pixels, weight)

    picture = QImage(round(scene.width), round(scene.height), QImage.Format.Format_RGB32)
    painter = QPainter(picture)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lettering, "write", noted)
        paint_still(painter, scene)
    painter.end()
    return found


@pytest.mark.usefixtures("_fonts")
@settings(deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_races(), _looks(), st.sampled_from(VIEWS))
def test_that_no_text_covers_another_or_is_cut(race: Race, look: Look, view: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lettering, "text_size", lambda: look.text_size)
        written = _written(_scene(_snapshot(race), view, look))
    assert written
    for (one, a), (other, b) in combinations(written, 2):
        assert not a.overlaps(b, 1.0), f"{one} and {other}"
    for text, box in written:
        assert box.within(Box(0, 0, look.width, look.height)), f"{text} at {box} is cut"
