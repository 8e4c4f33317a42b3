"""The scoreboard on a second screen of a real X server, which is unplugged and comes back."""

import json
import shutil
import struct
import subprocess
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.held_up import running
from tests.e2e.xserver import XServer, Xtest, running_xserver, wait_for

LAPTOP, HALL = (0, 0, 1366, 768), (1366, 0, 1280, 720)
TITLE = "^Splitline scoreboard$"


class Monitors:
    """The monitors of a server, plugged in and out by the tool that comes with X."""

    def __init__(self, server: XServer) -> None:
        self._server = server

    def plug(self, name: str, place: tuple[int, int, int, int], output: str = "none") -> None:
        x, y, width, height = place
        size = f"{width}/{width // 4}x{height}/{height // 4}+{x}+{y}"
        self._xrandr("--setmonitor", name, size, output)

    def unplug(self, name: str) -> None:
        self._xrandr("--delmonitor", name)

    def _xrandr(self, *words: str) -> None:
        environment = self._server.environment()
        subprocess.run(["xrandr", *words], env=environment, check=True, capture_output=True)


@contextmanager
def two_monitors() -> Iterator[tuple[XServer, Monitors]]:
    if shutil.which("xrandr") is None:
        pytest.skip("xrandr is not installed, so no screen is unplugged")
    with running_xserver(LAPTOP[2] + HALL[2], 800) as server:
        monitors = Monitors(server)
        monitors.plug("laptop", LAPTOP, "screen")
        monitors.plug("hall", HALL)
        yield server, monitors


def place_of(window: Any) -> tuple[int, int, int, int]:
    found = window.get_geometry()
    return found.x, found.y, found.width, found.height


def state(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))


def colours(path: Path, area: tuple[int, int, int, int]) -> set[bytes]:
    """Return the colours of every fourth pixel of an area of a screenshot."""
    content = path.read_bytes()
    width, height = struct.unpack(">II", content[16:24])
    size = struct.unpack(">I", content[33:37])[0]
    rows, stride = zlib.decompress(content[41 : 41 + size]), width * 3 + 1
    left, top, wide, high = area
    return {
        rows[y * stride + 1 + 3 * x : y * stride + 4 + 3 * x]
        for y in range(top, min(top + high, height), 4)
        for x in range(left, left + wide, 4)
    }


def seen(xtest: Xtest, shot: Path) -> int:
    """Return how many colours there are on the second screen."""
    xtest.screenshot(shot)
    return len(colours(shot, HALL))


@pytest.mark.slow
def test_that_a_scoreboard_outlives_the_screen_it_stands_on(
    splitline_home: Path, tmp_path: Path
) -> None:
    del splitline_home
    file, shot = tmp_path / "state.json", tmp_path / "screen.png"
    words = ("live", "--athlete", "Anna", "--scoreboard", "--state-file", str(file))
    with two_monitors() as (server, monitors):
        xtest = Xtest(server)
        try:
            with running(server, xtest, tmp_path / "run", *words, held_up_ms=0) as application:
                main = application.ready()
                board = xtest.wait_for_window(TITLE)
                assert place_of(board) == HALL
                wait_for(lambda: file.exists() or None, "the state file")
                wait_for(lambda: seen(xtest, shot) > 4 or None, "something on the scoreboard")

                xtest.focus(board)
                xtest.press("Return")
                wait_for(lambda: state(file)["race"]["phase"] == "running" or None, "the start")
                xtest.press("f")
                wait_for(lambda: state(file)["frozen"] or None, "a frozen scoreboard")

                monitors.unplug("hall")
                wait_for(lambda: not xtest.windows(TITLE) or None, "the scoreboard to hide")
                assert place_of(main) == LAPTOP
                wait_for(lambda: seen(xtest, shot) == 1 or None, "an empty screen")

                monitors.plug("hall", HALL)
                assert place_of(xtest.wait_for_window(TITLE)) == HALL
                assert application.close(main) == 0
        finally:
            xtest.close()
    assert state(file)["open"] is False
