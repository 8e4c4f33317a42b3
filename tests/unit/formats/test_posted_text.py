"""The form in which coaches post a run."""

from decimal import Decimal
from pathlib import Path

import pytest

from app.domain import commands as cm
from app.domain.course import LAP_400, Course, Distance, every, metres
from app.domain.times import seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.formats.sheets.lif_sheet import write_lif
from app.formats.sheets.posted_text import posted_line, posted_text, write_text
from app.formats.sheets.split_sheet import Sheet
from app.usecases.exporting import exported_race, sheet_of_state
from tests.unit.formats.field_race import field_race
from tests.unit.formats.read_back import read_lif
from tests.unit.formats.sessions import ANN, ZERO, armed, live_mile, press


def _run(*typed: float) -> Sheet:
    engine = armed()
    for time in typed:
        engine.handle(cm.TypeSplit(at=ZERO, entry=ANN, elapsed=seconds(time)))
    return sheet_of_state(engine.state)


def test_that_paris_is_posted_as_a_coach_does() -> None:
    sheet = exported_race("paris-2025", Path("no library")).sheet
    (runner,) = sheet.runners
    assert posted_line(sheet, runner) == (
        "60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42"
    )
    assert posted_text(sheet) == posted_line(sheet, runner)


def test_that_a_time_by_hand_is_rounded_up_and_a_lap_by_hand_to_the_nearer_tenth() -> None:
    engine = armed()
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    for time in (71.01, 142.93):
        press(engine, time)
    assert posted_text(sheet_of_state(engine.state)) == "71.1h, 71.9 (2:23.0h)"


def test_that_a_lap_with_one_end_by_hand_is_good_to_a_tenth() -> None:
    """Pressed 71.12, typed 2:25.10 over a press, pressed 3:38.4, typed 4:50.20."""
    sheet = sheet_of_state(Engine(MemoryJournal(), live_mile()).state)
    assert posted_text(sheet) == "71.2h, 74.0 (2:25.10), 73.3 (3:38.4h), 71.8 = 4:50.20"
    (found,) = read_lif(write_lif(sheet))[1]
    assert found.splits == [
        (Decimal("71.2"), Decimal("71.2")),
        (Decimal("145.10"), Decimal("74.0")),
        (Decimal("218.4"), Decimal("73.3")),
    ]


@pytest.mark.parametrize(
    ("times", "line"),
    [
        ((), "no time"),
        ((99.99,), "99.99"),
        ((99.994,), "99.99"),
        ((99.995,), "1:40.00"),
        ((100.0, 250.5), "1:40.00, 2:30.50 (4:10.50)"),
    ],
)
def test_that_a_lap_is_said_in_seconds_below_a_hundred(times: tuple[float, ...], line: str) -> None:
    assert posted_text(_run(*times)) == line


def test_that_a_field_has_a_line_each_with_what_is_missing_named() -> None:
    lines = posted_text(sheet_of_state(field_race().state)).split("\n")
    assert lines == [
        "1. Ann: 72.3h, 70.8 (2:23.0h), 71.5 (3:34.5h), 70.0 = 4:44.5h",
        "2. Bea: 74.0h, 809 m missed, 2:23.5 for 800 m (3:37.5h), 73.0 = 4:50.5h",
        "Cid: 74.5h, about 73.5 (2:28.0), did not finish",
        "Dot: did not start",
        "3. Eva: 75.5h, 74.0 (2:29.5h), 74.0 (3:43.5h), 73.0 = 4:56.5h",
        "Bob (pacer): 71.5h, 71.0 (2:22.5h)",
    ]


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ((metres(1500),), "timed at the finish;"),
        (every(metres(1500), metres(100)), "timed every 100 m and at the finish;"),
        ((metres(300), metres(1500)), "timed at 300 m and at the finish;"),
        ((metres(300), metres(700), metres(1500)), "timed at 300 m, 700 m and at the finish;"),
        (
            tuple(metres(each) for each in (50, *range(100, 1501, 100))),
            "timed at 15 marks from 50 m on and at the finish;",
        ),
    ],
)
def test_that_the_marks_are_said_because_the_line_has_none(
    marks: tuple[Distance, ...], words: str
) -> None:
    course = Course(event="1500", distance=metres(1500), lap=LAP_400, marks=marks)
    text = write_text(_run(72.0)._replace(course=course)).decode()
    assert f"1500, {words}" in text.split("\n")[1]


def test_that_the_foot_tells_how_the_times_were_taken() -> None:
    text = write_text(sheet_of_state(field_race().state)).decode()
    assert "\nTimes by hand, rounded up to a tenth (h).\n" in text
