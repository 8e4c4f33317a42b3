"""A real X server without a screen, and real key presses in it: when, seen from outside, were they?

Instants are nanoseconds of CLOCK_BOOTTIME, as in app.engine.clocks. No window manager runs, so
nothing but `Xtest.focus` gives a window the keyboard.
"""

import os
import re
import select
import struct
import subprocess
import time
import zlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

from Xlib import XK, X
from Xlib.display import Display
from Xlib.error import BadWindow
from Xlib.ext import xtest

WIDTH, HEIGHT = 1366, 768
START_S = 30.0
WAIT_S = 30.0

Found = TypeVar("Found")


class Bracket(NamedTuple):
    """The X server took an event not before `before_ns` and not after `after_ns`."""

    before_ns: int
    after_ns: int


@dataclass(frozen=True, slots=True, kw_only=True)
class XServer:
    """A running Xvfb, by the name of its display."""

    display: str
    pid: int

    def environment(self, **more: str) -> dict[str, str]:
        """What a program needs in its environment to open its windows here."""
        kept = {k: v for k, v in os.environ.items() if k != "WAYLAND_DISPLAY"}
        return kept | {"DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"} | more


def now_ns() -> int:
    """Read the clock that counts through suspend."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


def wait_for(look: Callable[[], Found | None], what: str, timeout_s: float = WAIT_S) -> Found:
    """Look every 5 ms until something is found. Raises TimeoutError, which says what was not."""
    until_ns = now_ns() + round(timeout_s * 1e9)
    while (found := look()) is None:
        if now_ns() > until_ns:
            raise TimeoutError(f"{what}: not within {timeout_s:g} s")
        time.sleep(0.005)
    return found


@contextmanager
def running_xserver(width: int = WIDTH, height: int = HEIGHT) -> Iterator[XServer]:
    """Run an Xvfb on a display number that it finds free by itself, and end that one alone."""
    read_end, write_end = os.pipe()
    screen = f"{width}x{height}x24"
    options = ["-screen", "0", screen, "-dpi", "96", "-nolisten", "tcp", "-terminate"]
    process = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), *options],
        pass_fds=[write_end],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        display = f":{_read_number(read_end)}"
        # -terminate: the server ends with its last client. This connection keeps it up between
        # programs, and lets it end by itself should the test run be killed.
        holding = Display(display)
        try:
            yield XServer(display=display, pid=process.pid)
        finally:
            holding.close()
    finally:
        os.close(read_end)
        _end(process)


def _read_number(read_end: int) -> int:
    text = b""
    while not text.endswith(b"\n"):
        ready, _, _ = select.select([read_end], [], [], START_S)
        piece = os.read(read_end, 16) if ready else b""
        if not piece:
            raise RuntimeError("Xvfb did not start")
        text += piece
    return int(text)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait(10)


class Xtest:
    """One connection that finds windows, focuses them, presses keys and takes pictures."""

    def __init__(self, server: XServer) -> None:
        self._display = Display(server.display)
        self._root = self._display.screen().root
        self._down: set[int] = set()

    def close(self) -> None:
        """Let go of every key still held, and of the server."""
        for code in sorted(self._down):
            xtest.fake_input(self._display, X.KeyRelease, code)
        self._display.sync()
        self._display.close()

    def titles(self) -> list[str]:
        """The titles of all windows that are shown."""
        return [title for window in self._shown() if (title := _title(window))]

    def windows(self, title: str) -> list[Any]:
        """The shown windows whose title matches this regular expression, the newest last."""
        return [each for each in self._shown() if re.search(title, _title(each))]

    def wait_for_window(self, title: str, timeout_s: float = WAIT_S) -> Any:
        """The shown window whose title matches this regular expression."""

        def look() -> Any:
            return next((w for w in self._shown() if re.search(title, _title(w))), None)

        return wait_for(look, f"a window named {title!r}", timeout_s)

    def focus(self, window: Any) -> None:
        """Give the keyboard to a shown window, and wait until it has it."""

        def look() -> bool | None:
            window.set_input_focus(X.RevertToParent, X.CurrentTime)
            self._display.sync()
            return self._display.get_input_focus().focus.id == window.id or None

        wait_for(look, "the keyboard focus")

    def key_down(self, key: str | int) -> Bracket:
        """Press a key, by the name of its keysym ("space", "F1", "a") or by its keycode."""
        code = self._code(key)
        self._down.add(code)
        return self._send(X.KeyPress, code)

    def key_up(self, key: str | int) -> Bracket:
        """Let a key go."""
        code = self._code(key)
        self._down.discard(code)
        return self._send(X.KeyRelease, code)

    def press(self, key: str | int, *, holding: Sequence[str] = ()) -> Bracket:
        """Press and release a key while others ("Control_L") are held; brackets the press."""
        for held in holding:
            self.key_down(held)
        bracket = self.key_down(key)
        self.key_up(key)
        for held in reversed(holding):
            self.key_up(held)
        return bracket

    def type_text(self, text: str) -> list[Bracket]:
        """Type plain Latin text, with Shift where the keyboard wants it."""
        return [self._type(character) for character in text]

    def click(self, x: int, y: int) -> Bracket:
        """Click with the first button at a point of the screen, in pixels; brackets the press."""
        self._send(X.MotionNotify, 0, x=x, y=y)
        bracket = self._send(X.ButtonPress, 1)
        self._send(X.ButtonRelease, 1)
        return bracket

    def screenshot(self, path: Path) -> None:
        """Write the whole screen as PNG."""
        size = self._root.get_geometry()
        image = self._root.get_image(0, 0, size.width, size.height, X.ZPixmap, 0xFFFFFFFF)
        path.write_bytes(_png(size.width, size.height, image.data))

    def _send(self, kind: int, detail: int, **where: int) -> Bracket:
        before = now_ns()
        xtest.fake_input(self._display, kind, detail, **where)
        # Answered only when the server has taken, and so stamped, the event before it.
        self._display.sync()
        return Bracket(before, now_ns())

    def _type(self, character: str) -> Bracket:
        codes = sorted(self._display.keysym_to_keycodes(ord(character)), key=lambda c: c[1])
        if not codes or codes[0][1] > 1:
            raise ValueError(f"no key of this keyboard types {character!r}")
        code, level = codes[0]
        return self.press(code, holding=["Shift_L"] if level else [])

    def _code(self, key: str | int) -> int:
        if isinstance(key, int):
            return key
        code = self._display.keysym_to_keycode(XK.string_to_keysym(key))
        if not code:
            raise ValueError(f"no key of this keyboard is named {key!r}")
        return int(code)

    def _shown(self) -> Iterator[Any]:
        level = [self._root]
        while level:
            children = [child for window in level for child in _children(window)]
            yield from (window for window in children if _is_shown(window))
            level = children


def _children(window: Any) -> list[Any]:
    # A window may be gone between being listed and being asked.
    try:
        return list(window.query_tree().children)
    except BadWindow:
        return []


def _is_shown(window: Any) -> bool:
    try:
        return bool(window.get_attributes().map_state == X.IsViewable)
    except BadWindow:
        return False


def _title(window: Any) -> str:
    display = window.display
    try:
        name = window.get_full_property(display.get_atom("_NET_WM_NAME"), X.AnyPropertyType)
    except BadWindow:
        return ""
    return name.value.decode() if name else ""


def _png(width: int, height: int, pixels: bytes) -> bytes:
    """Encode the server's four bytes a pixel (blue, green, red, unused)."""
    rgb = bytearray(width * height * 3)
    for channel in range(3):
        rgb[channel::3] = pixels[2 - channel :: 4]
    stride = width * 3
    rows = b"".join(b"\0" + rgb[i : i + stride] for i in range(0, len(rgb), stride))
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = [(b"IHDR", header), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, body) for kind, body in chunks)


def _chunk(kind: bytes, body: bytes) -> bytes:
    return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
