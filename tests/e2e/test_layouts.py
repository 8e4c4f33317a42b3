"""The keyboards of other countries: a lane is a place on the keyboard, a letter what it is called."""

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.events import SplitTaken, Started, TapTaken
from tests.bench.press_storm import set_layout
from tests.e2e.held_up import running
from tests.e2e.journal_reading import journal_of, presses, race
from tests.e2e.xserver import XServer, Xtest

TOP_ROW = range(10, 22)
"""Keycodes of the keys 1 to 0 and the two right of it, on every keyboard."""
KEYPAD = (87, 88, 89, 83, 84, 85, 79, 80, 81)
"""Keycodes of the keypad's keys 1 to 9."""
TWELVE = [word for lane in range(1, 13) for word in ("--athlete", f"Runner {lane}")]
BREATH_S = 0.01


@pytest.fixture(params=["us", "fr", "de"])
def layout(request: pytest.FixtureRequest, xserver: XServer) -> Iterator[str]:
    """The layout that the server's keyboard has during a test."""
    if shutil.which("setxkbmap") is None:
        pytest.skip("setxkbmap is not installed, so the keyboard keeps its layout")
    set_layout(xserver, request.param)
    yield request.param
    set_layout(xserver, "us")


def test_that_lanes_go_by_position_and_letters_by_label(
    xserver: XServer, layout: str, splitline_home: Path, tmp_path: Path
) -> None:
    xtest = Xtest(xserver)  # reads the keyboard as it is now
    try:
        with running(
            xserver, xtest, tmp_path / "run", "live", *TWELVE, held_up_ms=0
        ) as application:
            application.ready()
            for key in ("Return", *TOP_ROW, *KEYPAD, "u", "F12"):
                xtest.press(key)
                time.sleep(BREATH_S)
            found = presses(journal_of(splitline_home, 2 + 12 + 9 + 2))
    finally:
        xtest.close()
    records = journal_of(splitline_home, 2 + 12 + 9 + 2)
    lane_of = {key: each.entrant.lane for key, each in race(records).entries.items()}
    lanes = [lane_of[each.event.entry] for each in found if isinstance(each.event, SplitTaken)]
    assert isinstance(found[0].event, Started)
    assert lanes == [*range(1, 13), *range(1, 10), 12]
    assert [each.event.meant for each in found if isinstance(each.event, TapTaken)] == [None]
