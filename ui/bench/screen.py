"""Which screen does the benchmark draw on? A real one, one without a monitor, or none."""

import os
import select
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_START_S = 20.0
_OPTIONS = ("-screen", "0", "1366x768x24", "-nolisten", "tcp", "-terminate")
_TOLD = ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY")


@contextmanager
def screen() -> Iterator[str]:
    """Let this process and its children find a screen; yield what it is, in words.

    The platform that the environment names comes first, then the display that is there, then an
    Xvfb of our own, which ends with its last client. Without any of them Qt draws offscreen.
    """
    if sys.platform != "linux" or any(os.environ.get(name) for name in _TOLD):
        yield "the screen of this session"
        return
    server = shutil.which("Xvfb")
    display = _started(server) if server else None
    if display is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        yield "no screen"
        return
    process, os.environ["DISPLAY"] = display
    os.environ["QT_QPA_PLATFORM"] = "xcb"
    try:
        yield "an Xvfb"
    finally:
        process.terminate()
        process.wait()


def _started(server: str) -> tuple[subprocess.Popen[bytes], str] | None:
    """Return an Xvfb on a display that it finds free by itself; None when it does not start."""
    read_end, write_end = os.pipe()
    process = subprocess.Popen(
        [server, "-displayfd", str(write_end), *_OPTIONS],
        pass_fds=[write_end],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    number = _line(read_end)
    os.close(read_end)
    if number:
        return process, f":{number}"
    process.terminate()
    process.wait()
    return None


def _line(read_end: int) -> str:
    text = b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([read_end], [], [], _START_S)
        piece = os.read(read_end, 16) if ready else b""
        if not piece:
            return ""
        text += piece
    return text.decode().strip()
