"""What does a command work with, and how does it answer?"""

import argparse
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, NamedTuple

from app.bootstrap import Application
from app.cli.requests import Launcher, Request
from app.language import tr
from app.usecases.recorded_race import Recording, open_recording, shipped_races

if TYPE_CHECKING:
    from app.usecases.recorded_training import TrainingRecording

DONE = 0
REFUSED = 1


class Refused(ValueError):
    """Input that a command does not take; the message is one sentence."""


class Context(NamedTuple):
    """Everything from outside: `launcher` opens the window, `renderers` draw what needs Qt."""

    app: Application
    launcher: Launcher | None
    renderers: Mapping[str, Any]

    def launch(self, request: Request, what: str) -> int:
        """Hand `request` to the window; refuse where there is none."""
        if self.launcher is None:
            raise Refused(
                tr(
                    "{what} needs PySide6; start it as splitline, not as python -m app",
                    what=tr(what),
                )
            )
        return self.launcher(request)

    def recording(self, name: str) -> Recording:
        """Return the race that `name` means; the library is looked for only when it is needed."""
        return open_recording(name, None if name in shipped_races() else self.app.library)

    def training(self, name: str) -> "TrainingRecording | None":
        """Return the training session that `name` means, None where it means none."""
        if name in shipped_races():
            return None
        from app.usecases.recorded_training import training_recording

        return training_recording(name, self.app.library)


def add_json(parser: argparse.ArgumentParser) -> None:
    """Give a command its --json."""
    parser.add_argument("--json", action="store_true", help="one JSON document on standard output")


def print_json(document: Mapping[str, Any]) -> None:
    """Print one JSON document; ASCII only, so that no encoding of a pipe can spoil it."""
    import json

    print(json.dumps(document, allow_nan=False))


def complain(sentence: str) -> None:
    """Print one sentence on standard error."""
    end = "" if sentence.endswith((".", "?", "!")) else "."
    print(f"splitline: {sentence}{end}", file=sys.stderr)
