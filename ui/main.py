"""Where does Splitline begin? A command goes to the command line, everything else to the window.

A command never loads Qt unless it asks for a window; the window loads nothing that its first
paint does not need. What is loaded for the first paint stays for good, so the collector of
garbage rests until then: looking through it again and again took a twentieth of the start.
"""

import gc
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.cli.requests import Request

_WINDOW_OPTIONS = ("--quit-after",)


def main(argv: Sequence[str] | None = None) -> int:
    """Run Splitline with `argv`, by default that of the process, and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    if not arguments or arguments[0].startswith(_WINDOW_OPTIONS):
        return _window(arguments)
    from app.cli.entry import main as command_line

    return command_line(arguments, launcher=_launch)


def _window(arguments: list[str]) -> int:
    """Open the window on the Paris attempt, without the parser of the command line."""
    quit_after = arguments[0].partition("=")[2] or "".join(arguments[1:]) if arguments else ""
    if arguments and quit_after not in ("first-paint", "ready"):
        print("--quit-after: expected first-paint or ready", file=sys.stderr)
        return 2
    gc.disable()
    from ui.launch import open_on_default

    return open_on_default(quit_after)


def _launch(request: "Request") -> int:
    gc.disable()
    from ui.launch import launch

    return launch(request)


if __name__ == "__main__":
    sys.exit(main())
