"""Twelve athletes on one keyboard in the real window, twenty presses a second."""

from pathlib import Path

import pytest

from app.domain.events import SplitTaken
from tests.bench.press_storm import LANES, LATEST_MS, RATE, at_share, storm
from tests.e2e.xserver import XServer

SECONDS = 10.0
AT_WORK_MS = 500.0
"""The window's own work alone: other tests may wait for the same cores."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("twelve")


@pytest.mark.slow
def test_that_every_press_is_kept_in_its_lane_where_it_was_made(
    xserver: XServer, home: Path
) -> None:
    run = storm(xserver, home, SECONDS)
    assert run.complaints == ""
    assert len(run.sent) == SECONDS * RATE
    assert run.lanes == run.sent
    assert all(isinstance(each.event, SplitTaken) for each in run.kept)
    assert set(run.lanes) == set(range(1, LANES + 1))
    assert run.by_event
    assert at_share(run.errors_ms(), 0.99) <= LATEST_MS
    assert max(each.work_ms for each in run.gaps) < AT_WORK_MS
