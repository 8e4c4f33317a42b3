"""What is the window asked to show? The requests that a command hands to the window's launcher.

Everything in them has been checked: bad input is refused before Qt is loaded.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.domain.plan import Setup
from app.domain.times import Duration
from app.engine.replay import Run
from app.usecases.recorded_race import Recording

if TYPE_CHECKING:
    from app.domain.training.session_setup import TrainingSetup
    from app.usecases.recorded_training import TrainingRecording

FIRST_PAINT = "first-paint"
READY = "ready"
QUIT_HELP = "print how long the start took, then quit"


class WindowRequest(NamedTuple):
    """Open the window on nothing in particular.

    `quit_after` (`first-paint`, `ready` or empty) is for measuring: print the times, then quit.
    """

    quit_after: str = ""


class BoardRequest(NamedTuple):
    """Whether the scoreboard is shown, on which screen (a free one), over which key colour.

    `state_file` is kept with or without it.
    """

    shown: bool = False
    screen: str = ""
    key: str = ""
    state_file: Path | None = None


class LiveRequest(NamedTuple):
    """Open the window on a new race, which the Start key starts at once."""

    setup: Setup
    quit_after: str = ""
    board: BoardRequest | None = None


class TrainingRequest(NamedTuple):
    """Open the window of a training session: a new one, or `go_on` with the one of that id."""

    setup: "TrainingSetup | None" = None
    go_on: str = ""
    quit_after: str = ""


class ReplayRequest(NamedTuple):
    """Open the window on a replay: `run` is the reading that was chosen, at `position` and speed.

    `offscreen` plays it without a display, and writes pictures and tables to `out`. `welcome` says
    that nobody asked for this race: a newcomer is offered what else there is.
    """

    recording: Recording
    run: Run
    position: Duration
    speed: float
    offscreen: bool = False
    out: Path | None = None
    quit_after: str = ""
    board: BoardRequest | None = None
    welcome: bool = False


class TrainingReplayRequest(NamedTuple):
    """Open the window on the replay of a training session."""

    recording: "TrainingRecording"
    position: Duration
    speed: float
    quit_after: str = ""


class BenchRequest(NamedTuple):
    """Measure this machine, as JSON or as a table; `quick` with fewer runs."""

    as_json: bool
    quick: bool = False


class SelfTestRequest(NamedTuple):
    """Let the installed application check itself."""


Request = (
    WindowRequest
    | LiveRequest
    | TrainingRequest
    | ReplayRequest
    | TrainingReplayRequest
    | BenchRequest
    | SelfTestRequest
)
Launcher = Callable[[Request], int]
"""Carries out a request and returns the exit code; given by the window, which knows Qt."""
