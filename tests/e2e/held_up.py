"""How do tests run the real application, as it is or with its thread held up, and what is on it?

Run as a script it is the application itself, given the ms that its thread is held up at a time and
then the words of its command line; it says on stdout, as JSON, what its window shows.
"""

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any
from unittest.mock import patch

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from tests.e2e.xserver import Bracket, XServer, Xtest

ROOT = Path(__file__).parents[2]
COMMAND = Path(sys.executable).with_name("splitline")
TITLE = "^Splitline$"
SAID, COMPLAINTS = "said", "complaints"
LOOKS, LOOK_S = 60, 0.5
END_S = 30.0
SHOW_S = 30.0
NS_PER_MS = 1_000_000
SAY_AGAIN_NS = SETTLED_NS = 50 * NS_PER_MS

Report = dict[str, Any]


class Application:
    """One run of the application; owns its process."""

    def __init__(self, process: "subprocess.Popen[str]", xtest: "Xtest", folder: Path) -> None:
        self.process = process
        self._xtest = xtest
        self._said = folder / SAID
        self._complaints = folder / COMPLAINTS

    def focused_window(self) -> Any:
        """The main window as soon as it is shown, with the keyboard."""
        for _ in range(LOOKS):
            self._check("its window")
            with suppress(TimeoutError):
                window = self._xtest.wait_for_window(TITLE, LOOK_S)
                self._xtest.focus(window)
                return window
        raise TimeoutError(f"a window named {TITLE!r}: not within {LOOKS * LOOK_S:g} s")

    def _check(self, what: str) -> None:
        assert self.process.poll() is None, f"ended before {what}: {self._complaints.read_text()}"

    def ready(self) -> Any:
        """The main window with the keyboard, when everything on it is there."""
        window = self.focused_window()
        self.wait_until(lambda seen: seen["ready"], "everything on the window")
        return window

    def reports(self) -> list[Report]:
        """Everything the script has said was on its window, the newest last."""
        return [json.loads(line) for line in self._lines()]

    def _lines(self) -> list[str]:
        return self._said.read_text().split("\n")[:-1]

    def wait_until(self, holds: Callable[[Report], object], what: str) -> Report:
        """The newest report as soon as something holds in it."""
        from tests.e2e.xserver import wait_for

        newest: Report = {}

        def look() -> Report | None:
            self._check(what)
            for line in self._lines()[-1:]:
                newest.update(json.loads(line))
            return newest if newest and holds(newest) else None

        try:
            return wait_for(look, what, SHOW_S)
        except TimeoutError as error:
            error.add_note(f"on the window: {newest}")
            raise

    def settle(self) -> Report:
        """What is on the window when all that was pressed before has been handled."""
        since_ns = now_ns() + SETTLED_NS
        return self.wait_until(lambda seen: seen["at_ns"] > since_ns, "a later look")

    def click(self, name: str) -> "Bracket":
        """Click on the middle of the widget whose name matches."""
        seen = self.wait_until(lambda seen: _places(name, seen), f"a {name!r} to click")
        left, top, width, height = _places(name, seen)[0]
        return self._xtest.click(left + width // 2, top + height // 2)

    def close(self, window: Any) -> int:
        """Ask the window to close, as a window manager does; return the exit code."""
        ask_to_close(window)
        return self.process.wait(END_S)

    def kill(self) -> None:
        """End it without a warning."""
        self.process.kill()
        self.process.wait(END_S)


def _places(name: str, seen: Report) -> list[list[int]]:
    return [place for each, place in seen["places"].items() if re.search(name, each)]


def ask_to_close(window: Any) -> None:
    """Do what the cross in the frame of a window does."""
    from Xlib import X
    from Xlib.protocol.event import ClientMessage

    atom = window.display.get_atom
    words = [atom("WM_DELETE_WINDOW"), X.CurrentTime, 0, 0, 0]
    message = ClientMessage(window=window, client_type=atom("WM_PROTOCOLS"), data=(32, words))
    window.send_event(message)
    window.display.flush()


def now_ns() -> int:
    """Read the clock that counts through suspend."""
    return time.clock_gettime_ns(time.CLOCK_BOOTTIME)


@contextmanager
def running(
    server: "XServer",
    xtest: "Xtest",
    folder: Path,
    *words: str,
    held_up_ms: int | None = None,
    **environment: str,
) -> Iterator[Application]:
    """Run `splitline words`, or the script where ms are given; it must end without a complaint.

    `folder` takes what it prints. What still runs in the end is killed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    script = [sys.executable, "-m", "tests.e2e.held_up", str(held_up_ms)]
    with (
        (folder / SAID).open("w") as out,
        (folder / COMPLAINTS).open("w") as err,
        subprocess.Popen(
            [*([str(COMMAND)] if held_up_ms is None else script), *words],
            cwd=ROOT,
            env=server.environment(**environment),
            stdout=out,
            stderr=err,
            text=True,
        ) as process,
    ):
        try:
            yield Application(process, xtest, folder)
        finally:
            process.kill()
    assert (folder / COMPLAINTS).read_text() == ""


def main(arguments: list[str]) -> int:
    """Run the application with its thread held up, and say what is on its window."""
    from PySide6.QtCore import QTimer

    from ui import launch
    from ui import main as program

    held_up_ms = float(arguments[0])
    make, timers, reporter = launch.make_application, [], Reporter()

    def make_application() -> "QApplication":
        application = make()
        timers.append(QTimer(application, interval=10))
        timers[0].timeout.connect(reporter.report)
        timers.append(QTimer(application, interval=5))
        timers[1].timeout.connect(lambda: hold_up(held_up_ms))
        for timer in timers if held_up_ms else timers[:1]:
            timer.start()
        return application

    with patch.object(launch, "make_application", make_application):
        return program.main(arguments[1:])


def hold_up(ms: float) -> None:
    """Keep the interface busy."""
    until = now_ns() + round(ms * NS_PER_MS)
    while now_ns() < until:
        pass


class Reporter:
    """Says what is on the window, at once when it changes, and for how long it could not look."""

    def __init__(self) -> None:
        self._last: Report | None = None
        self._looked_ns = self._said_ns = now_ns()
        self._blind_ms = 0.0

    def report(self) -> None:
        """Look, and say it."""
        now = now_ns()
        self._blind_ms = max(self._blind_ms, (now - self._looked_ns) / NS_PER_MS)
        self._looked_ns = now
        seen = on_window()
        if seen is not None and (seen != self._last or now - self._said_ns > SAY_AGAIN_NS):
            more = {"at_ns": now, "blind_ms": self._blind_ms}
            sys.stdout.write(f"{json.dumps(seen | more)}\n")
            sys.stdout.flush()
            self._last, self._said_ns, self._blind_ms = seen, now, 0.0


def on_window() -> Report | None:
    """What the main window shows, in the words that it has for a screen reader; None before it."""
    from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit

    from ui.widgets.banner import Banner
    from ui.widgets.buttons import SegmentSwitch
    from ui.widgets.scrubber import Scrubber
    from ui.widgets.words import Words
    from ui.windows.keys_overlay import KeysOverlay
    from ui.windows.main_window import MainWindow

    shown = [each for each in QApplication.allWidgets() if each.isVisible()]
    window = next((each for each in shown if isinstance(each, MainWindow)), None)
    if window is None or window.notice.view is None:
        return None
    pressed = (QAbstractButton, SegmentSwitch, Scrubber, QLineEdit)
    return {
        "ready": window.body is not None,
        "table": window.body.table.accessibleName() if window.body else "",
        "notice": window.notice.view.words,
        "saved": window.notice.view.right,
        "words": sorted(each.view or "" for each in shown if isinstance(each, Words)),
        "banners": sorted(each.accessibleName() for each in shown if isinstance(each, Banner)),
        "labels": [each.text() for each in shown if isinstance(each, QLabel)],
        "fields": [each.text() for each in shown if isinstance(each, QLineEdit)],
        "sheet": any(isinstance(each, KeysOverlay) for each in shown),
        "popup": QApplication.activePopupWidget() is not None,
        "active": active.windowTitle() if (active := QApplication.activeWindow()) else "",
        "windows": sorted(each.windowTitle() for each in shown if each.isWindow()),
        "places": {name_of(each): place(each) for each in shown if isinstance(each, pressed)},
    }


def name_of(widget: "QWidget") -> str:
    """What a screen reader calls a widget; the buttons of a question have their text."""
    from PySide6.QtWidgets import QAbstractButton

    text = widget.text() if isinstance(widget, QAbstractButton) else ""
    return widget.accessibleName() or text


def place(widget: "QWidget") -> tuple[int, int, int, int]:
    """Left, top, width and height on the screen, in pixels."""
    corner = widget.mapToGlobal(widget.rect().topLeft())
    return corner.x(), corner.y(), widget.width(), widget.height()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
