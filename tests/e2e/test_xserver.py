"""The means of the end-to-end tests, tried on a window that says which keys it gets."""

import subprocess
import sys
import time
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from tests.e2e.xserver import XServer, Xtest, running_xserver

# Prints "text|key|milliseconds of CLOCK_MONOTONIC at the server" for every press.
ECHO = """
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

class Echo(QWidget):
    def keyPressEvent(self, event):
        print(event.text(), event.key(), event.timestamp(), sep="|", flush=True)

app = QApplication([])
window = Echo()
window.setWindowTitle("Echo of keys")
window.setPalette(QPalette(QColor(20, 120, 220)))
window.resize(600, 400)
window.move(0, 0)
window.show()
app.exec()
"""
SHIFT, SPACE, F1 = 0x01000020, 0x20, 0x01000030


@pytest.fixture
def echo(xserver: XServer, xtest: Xtest) -> Iterator[IO[str]]:
    with subprocess.Popen(
        [sys.executable, "-c", ECHO],
        env=xserver.environment(),
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        xtest.focus(xtest.wait_for_window("^Echo of keys$"))
        assert program.stdout is not None
        yield program.stdout
        program.terminate()


def _boottime_minus_monotonic_ns() -> int:
    # A pause between two readings makes their difference too small: the largest is right.
    return max(
        time.clock_gettime_ns(time.CLOCK_BOOTTIME) - time.clock_gettime_ns(time.CLOCK_MONOTONIC)
        for _ in range(20)
    )


def test_that_a_named_key_reaches_the_focused_window(xtest: Xtest, echo: IO[str]) -> None:
    xtest.press("space")
    xtest.press("F1")
    assert [int(echo.readline().split("|")[1]) for _ in range(2)] == [SPACE, F1]


def test_that_typed_text_arrives_with_its_shifts(xtest: Xtest, echo: IO[str]) -> None:
    xtest.type_text("3:01.84")
    presses = [echo.readline().split("|") for _ in range(len("3:01.84") + 1)]
    assert "".join(text for text, key, _ in presses if int(key) != SHIFT) == "3:01.84"
    assert [int(key) for _, key, _ in presses].index(SHIFT) == 1


def test_that_every_press_lies_in_its_bracket(xtest: Xtest, echo: IO[str]) -> None:
    brackets = [xtest.press("space") for _ in range(20)]
    offset_ns = _boottime_minus_monotonic_ns()
    for bracket in brackets:
        stamp_ns = int(echo.readline().split("|")[2]) * 1_000_000 + offset_ns
        # The server counts whole milliseconds.
        assert bracket.before_ns - 1_000_000 <= stamp_ns <= bracket.after_ns
    assert min(after - before for before, after in brackets) < 2_000_000


def test_that_a_picture_of_the_screen_shows_the_window(
    xtest: Xtest, echo: IO[str], tmp_path: Path
) -> None:
    xtest.press("space")
    echo.readline()  # the window has been painted by the time it answers a key
    xtest.screenshot(tmp_path / "screen.png")
    png = (tmp_path / "screen.png").read_bytes()
    start = png.index(b"IDAT") + 4
    rows = zlib.decompress(png[start : png.index(b"IEND") - 8])
    stride = 1 + 3 * 1366
    assert len(rows) == 768 * stride
    inside, outside = 200 * stride + 1 + 3 * 300, 600 * stride + 1 + 3 * 1000
    assert tuple(rows[inside : inside + 3]) == (20, 120, 220)
    assert tuple(rows[outside : outside + 3]) == (0, 0, 0)


def test_that_a_window_that_never_comes_is_named(xtest: Xtest) -> None:
    with pytest.raises(TimeoutError, match="a window named 'Nobody'"):
        xtest.wait_for_window("Nobody", timeout_s=0.02)


def test_that_a_key_the_keyboard_lacks_is_named(xtest: Xtest) -> None:
    with pytest.raises(ValueError, match="no key of this keyboard is named 'NoSuchKey'"):
        xtest.press("NoSuchKey")


def test_that_a_server_ends_alone(xserver: XServer, xtest: Xtest) -> None:
    with running_xserver(320, 200) as second:
        assert second.display != xserver.display
        connection = Xtest(second)
        assert connection.titles() == []
        connection.close()
    assert not Path(f"/proc/{second.pid}").exists()
    assert Path(f"/proc/{xserver.pid}").exists()
    xtest.titles()
