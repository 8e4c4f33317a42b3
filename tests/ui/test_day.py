"""The day with the window open, cut to two hours of few frames."""

import sys
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from app.storage.library import Library
from tests.bench.torture import day


@pytest.mark.skipif(sys.platform != "linux", reason="reads memory as Linux tells it")
@pytest.mark.slow
def test_that_hours_with_the_window_open_take_no_more_memory_than_the_first(
    qapp: QApplication, splitline_home: Path
) -> None:
    found = day.live_through(2, 80, splitline_home)
    assert (len(found.memory), found.splits, found.frames) == (2, 20, 80)
    assert day.line(found).held
    stored = Library(splitline_home / "library.splitline").summaries()[0]
    # Plan, start, 20 splits; in each hour one taken back and done again, and three other targets.
    assert (stored.phase, stored.records) == ("running", 2 + 20 + 2 * (2 + 3))


def test_that_memory_that_grows_falls_short() -> None:
    assert day.line(day.Day((100_000, 104_999), 1, 1)).held
    assert not day.line(day.Day((100_000, 105_000), 1, 1)).held
