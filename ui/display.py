"""What if Qt finds no display? It would abort; here it ends with one sentence."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler

from app.language import tr

_REFUSED = 1


@contextmanager
def one_sentence_without_display() -> Iterator[None]:
    """While the Qt application is made: say why it cannot be, and exit with 1."""

    def hear(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
        del context, words
        if kind is QtMsgType.QtFatalMsg:
            _give_up()

    qInstallMessageHandler(hear)
    try:
        yield
    finally:
        qInstallMessageHandler(None)


def _give_up() -> None:
    """Qt aborts when its handler returns, so this does not return."""
    display = os.environ.get("WAYLAND_DISPLAY") or os.environ.get("DISPLAY")
    found = (
        tr("the display {display} cannot be used", display=display)
        if display
        else tr("there is no display")
    )
    sys.stderr.write(
        tr(
            "splitline: {found}; splitline replay RACE needs none, nor does it with --window "
            "--offscreen\n",
            found=found,
        )
    )
    sys.stderr.flush()
    os._exit(_REFUSED)
