"""Where shall the scoreboard stand, and its state go? The options of every command with a window."""

import argparse
from pathlib import Path

from app.cli.context import Refused
from app.cli.requests import BoardRequest

_BEGINNING = 200
KEYS = ("green", "blue", "magenta")


def add_board(parser: argparse.ArgumentParser) -> None:
    """Give a command the options of the scoreboard."""
    group = parser.add_argument_group("the scoreboard")
    group.add_argument(
        "--scoreboard",
        metavar="SCREEN",
        nargs="?",
        const="",
        help="show it on this screen: 2, HDMI-1 (a free one)",
    )
    group.add_argument(
        "--key-colour", choices=KEYS, help="show it in a frameless window over this colour"
    )
    group.add_argument(
        "--state-file", metavar="PATH", help="keep it in this JSON file for other programs"
    )


def board_options(args: argparse.Namespace) -> dict[str, bool]:
    """Return which of the options are given, by their names."""
    return {
        "--scoreboard": args.scoreboard is not None,
        "--key-colour": args.key_colour is not None,
        "--state-file": args.state_file is not None,
    }


def board_request(args: argparse.Namespace) -> BoardRequest | None:
    """Return what is asked for, None for nothing; raise `Refused` for a file that cannot be."""
    if not any(board_options(args).values()):
        return None
    shown = args.scoreboard is not None or args.key_colour is not None
    path = None if args.state_file is None else _file(args.state_file)
    return BoardRequest(shown, args.scoreboard or "", args.key_colour or "", path)


def _file(text: str) -> Path:
    """Return the path of a new file, or of one that Splitline wrote; no other is written over."""
    path = Path(text).absolute()
    if not text.strip() or path.is_dir() or not path.parent.is_dir():
        raise Refused(f'--state-file: found "{text}", expected a file in a folder that is there')
    if path.exists() and not _is_ours(path):
        raise Refused(
            f'--state-file: found "{text}", which is another file; expected a new one, or one that Splitline wrote'
        )
    return path


def _is_ours(path: Path) -> bool:
    from app.formats.state_file import FORMAT

    try:
        with path.open("rb") as file:
            begun = file.read(_BEGINNING)
    except OSError:
        return False
    return path.is_file() and (not begun or f'"{FORMAT}"'.encode() in begun)
