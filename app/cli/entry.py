"""What does a command line mean, and how does it end? Exit 0 done, 1 refused, 2 wrong usage.

Whatever goes wrong is one sentence on standard error, never a traceback.
"""

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import nullcontext
from pathlib import Path
from typing import IO, TYPE_CHECKING

from app.bootstrap import Application, build
from app.cli.context import DONE, REFUSED, Context, Refused, complain
from app.cli.parser import build_parser
from app.cli.requests import Launcher, SelfTestRequest, WindowRequest
from app.domain.refusals import Refusal
from app.domain.times import TimeSyntaxError
from app.formats.file_text import FormatError, reason
from app.language import in_english
from app.storage.failures import LibraryError
from app.usecases.recorded_race import NoSuchRace

if TYPE_CHECKING:
    from app.usecases.page_export import Drawer

INTERRUPTED = 130
SENTENCES = (Refusal, TimeSyntaxError, FormatError, LibraryError, NoSuchRace, Refused)


def main(
    argv: Sequence[str],
    launcher: Launcher | None = None,
    renderers: "Mapping[str, Drawer] | None" = None,
    app: Application | None = None,
) -> int:
    """Carry out the command in `argv` and return the exit code.

    `launcher` opens the window and `renderers` turn pages into files by their ending; both come
    from the window's side, because nothing here knows Qt.
    """
    _write_anything(sys.stdout)
    try:
        args = build_parser().parse_args(_with_file_opened(argv))
        code = _carry_out(args, Context(app or build(), launcher, renderers or {}))
        _flush(sys.stdout)
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else DONE
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        _drop(sys.stdout)
        return DONE
    except OSError as fault:
        complain(f"{fault.filename or 'standard output'}: {reason(fault)}")
        _drop(sys.stdout)
        return REFUSED
    except SENTENCES as fault:
        complain(str(fault))
        return REFUSED
    except Exception as fault:  # noqa: BLE001 - a bug is told in one sentence, not as a traceback
        complain(_confession(fault))
        return REFUSED
    return code


def _with_file_opened(argv: Sequence[str]) -> list[str]:
    """A file in the place of a command is a race to be shown; no command has a dot or a slash."""
    if argv and not argv[0].startswith("-") and any(each in argv[0] for each in "./\\"):
        return ["replay", argv[0], "--window", *argv[1:]]
    return list(argv)


def _carry_out(args: argparse.Namespace, context: Context) -> int:
    """Run a command; what it writes for other programs is in English."""
    with in_english() if getattr(args, "json", False) else nullcontext():
        return _run(args, context)


def _run(args: argparse.Namespace, context: Context) -> int:
    if hasattr(args, "run"):
        code: int = args.run(args, context)
        return code
    if args.self_test:
        return context.launch(SelfTestRequest(), "the self-test")
    return context.launch(WindowRequest(args.quit_after), "the window")


def _confession(fault: Exception) -> str:
    """Name the place, so that whoever reports it reports enough."""
    trace = fault.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    code = trace.tb_frame.f_code if trace is not None else None
    place = f"{code.co_name} in {Path(code.co_filename).name}" if code else "nowhere"
    return f"This is a fault in Splitline itself ({type(fault).__name__} at {place}): {fault}"


def _write_anything(stream: IO[str] | None) -> None:
    """A terminal or pipe that lacks a letter gets its number instead of an error."""
    reconfigure = getattr(stream, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(errors="backslashreplace")


def _flush(stream: IO[str] | None) -> None:
    if stream is not None:
        stream.flush()


def _drop(stream: IO[str]) -> None:
    """Let what could not be written go, or Python would try again at its end and complain."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
