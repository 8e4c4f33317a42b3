"""The kills of the real window that `make torture` counts, twice."""

import random
from pathlib import Path

from tests.bench.torture.window_kills import Killed, kill_once, line
from tests.e2e.xserver import XServer, Xtest


def test_that_a_window_killed_at_any_moment_is_taken_up_where_it_was(
    xserver: XServer, xtest: Xtest, tmp_path: Path
) -> None:
    found = [
        kill_once(xserver, xtest, tmp_path / f"{number}", random.Random(random.random()))
        for number in range(2)
    ]
    assert [each.wrong for each in found] == ["", ""]
    assert line(found).held
    assert not line([*found, Killed(4, 3, 0.0, "4 splits shown as saved, 3 stored")]).held
