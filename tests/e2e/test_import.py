"""Results that were copied elsewhere, pasted into the real window and stored by two keys."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.storage.library import Library
from app.storage.place import library_path
from tests.e2e.held_up import running
from tests.e2e.xserver import XServer, Xtest, wait_for
from tests.unit.usecases.result_texts import PRINTED

COPY = """
import sys
from PySide6.QtGui import QGuiApplication
application = QGuiApplication([])
application.clipboard().setText(sys.stdin.read())
print("copied", flush=True)
application.exec()
"""


@contextmanager
def copied(xserver: XServer, text: str) -> Iterator[None]:
    """Have `text` on the clipboard of the screen, as another program does."""
    environment = {**os.environ, "DISPLAY": xserver.display, "QT_QPA_PLATFORM": "xcb"}
    with subprocess.Popen(
        [sys.executable, "-c", COPY],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment,
        text=True,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(text)
        process.stdin.close()
        assert process.stdout.readline() == "copied\n"
        try:
            yield
        finally:
            process.kill()


def test_that_pasted_results_are_confirmed_stored_and_on_the_window_by_two_keys(
    xserver: XServer, xtest: Xtest, tmp_path: Path
) -> None:
    with (
        copied(xserver, PRINTED),
        running(xserver, xtest, tmp_path / "run", "live", held_up_ms=0) as application,
    ):
        main = application.ready()
        xtest.press("v", holding=["Control_L"])
        window = xtest.wait_for_window("^Import$")
        xtest.focus(window)
        application.wait_until(
            lambda seen: "The marks are right: import 2 races" in str(seen), "the question"
        )
        assert Library(library_path()).count() == 1
        xtest.press("Return")
        application.wait_until(lambda seen: "Imported 2 races." in str(seen), "what was imported")
        application.wait_until(lambda seen: "Heat 1 of 2" in str(seen), "the race to be reviewed")
        assert not xtest.windows("^Import$")
        titles = [each.title for each in Library(library_path()).summaries()]
        assert sum("Heat" in each for each in titles) == 2
        application.click("^Undo$")
        wait_for(
            lambda: Library(library_path()).count(binned=True) == 2 or None, "all of it taken back"
        )
        xtest.focus(main)
        assert application.close(main) == 0
