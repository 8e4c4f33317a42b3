"""Where does Splitline begin? A command goes to the command line, everything else to the window.

A command never loads Qt unless it asks for a window; the window loads nothing that its first
paint does not need.
"""

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from app.bootstrap import NoSuchLanguage, speak_as_wished

if TYPE_CHECKING:
    from app.cli.requests import Request
    from app.formats.sheets.drawing import Drawing
    from app.usecases.page_export import PageWish

_WINDOW_OPTIONS = ("--quit-after",)
_BEFORE_QT = (
    "app.usecases.recorded_race",
    "app.cli.requests",
    "app.bootstrap",
    "app.formats.profile_file",
    "ui.desk",
    "ui.viewstate.window",
)
"""What the first paint needs and knows no Qt; each brings what lies below it."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run Splitline with `argv`, by default that of the process, and return its exit code."""
    arguments = list(sys.argv[1:] if argv is None else argv)
    try:
        arguments = speak_as_wished(arguments, os.environ)
    except NoSuchLanguage as unknown:
        print(unknown, file=sys.stderr)
        return 2
    if arguments and arguments[0] == "--open":
        return _open(arguments[1:])
    if not arguments or arguments[0].startswith(_WINDOW_OPTIONS):
        return _window(arguments)
    from app.cli.entry import main as command_line

    return command_line(arguments, launcher=_launch, renderers={".pdf": _pdf, ".png": _png})


def _window(arguments: list[str]) -> int:
    """Open the window on the Paris attempt, without the parser of the command line."""
    quit_after = arguments[0].partition("=")[2] or "".join(arguments[1:]) if arguments else ""
    if arguments and quit_after not in ("first-paint", "ready"):
        print("--quit-after: expected first-paint or ready", file=sys.stderr)
        return 2
    _quicken()
    from ui.launch import open_on_default

    return open_on_default(quit_after)


def _open(files: list[str]) -> int:
    """Open a file that was chosen on the desktop, where nobody sees what a terminal would say."""
    if not files:
        return _window([])
    from app.bootstrap import build
    from app.cli.context import Context
    from app.cli.entry import SENTENCES

    file, context = str(Path(files[0]).absolute()), Context(build(), None, {})
    try:
        if context.training(file) is None:
            context.recording(file)
    except SENTENCES as fault:
        from ui.launch import tell

        tell(str(fault))
        return 1
    return main([file, *files[1:]])


def _launch(request: "Request") -> int:
    _quicken()
    from ui.launch import launch

    return launch(request)


def _pdf(pages: "Sequence[Drawing]", wish: "PageWish") -> bytes:
    from ui.sheets.files import pdf_file

    return pdf_file(pages, wish)


def _png(pages: "Sequence[Drawing]", wish: "PageWish") -> bytes:
    from ui.sheets.files import png_file

    return png_file(pages, wish)


def _quicken() -> None:
    """Save the start what it would spend on things that stay for good.

    The collector rests until the window is ready, for it would look through the same classes again
    and again. Qt's functions are bound when they are called, not when the library is loaded. And
    what needs no Qt comes before it: PySide6 reads the source of every module imported after it.
    """
    gc.disable()
    if hasattr(sys, "setdlopenflags"):
        sys.setdlopenflags(os.RTLD_LAZY)
    for name in _BEFORE_QT:
        import_module(name)


if __name__ == "__main__":
    sys.exit(main())
