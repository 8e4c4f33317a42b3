"""What does the manual page say? Its sections, and every command and option from their parser.

    python packaging/linux/man_page.py FILE DATE

DATE as 2026-11-22.
"""

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from app import __version__
from app.cli.parser import build_parser

_END = r"""
.SH FILES
.TP
.I ~/.local/share/Splitline/library.splitline
Every race and training session that was timed or imported. It is below
.B $XDG_DATA_HOME
where that is set.
.TP
.I ~/.local/share/Splitline/backups
A copy of the library of each day.
.TP
.I ~/.local/share/Splitline/preferences.json
What was chosen in the settings: theme, text size, language, keys.
.TP
.I NAME.splitrace
One race or session as a file; the same text as JSON.
.SH ENVIRONMENT
.TP
.B SPLITLINE_HOME
Another folder in the place of ~/.local/share/Splitline.
.TP
.BR LANGUAGE ", " LC_ALL ", " LC_MESSAGES ", " LANG
The language, in this order, where neither
.B \-\-lang
nor the settings name one.
.TP
.B QT_QPA_PLATFORM
.B offscreen
draws the window without a display.
.SH EXIT STATUS
.TP
.B 0
done
.TP
.B 1
the input was refused, in one sentence that says where, what was found and what was expected
.TP
.B 2
wrong usage
.SH EXAMPLES
.TP
The window on the Paris attempt:
.B splitline
.TP
Time a mile:
.B splitline live \-\-event mile \-\-athlete \(dqAthlete A\(dq \-\-target sub\-4
.TP
A training session:
.B splitline train \-\-plan \(dq4 x 300 in 43, 1:30\(dq \-\-athlete \(dqA: Anna, Bea\(dq
.TP
The scoreboard on the second screen:
.B splitline live \-\-again \-\-scoreboard 2
.TP
A race as it was known after 3:30:
.B splitline replay paris\-2025 \-\-at 3:30
.TP
A split sheet on paper:
.B splitline export paris\-2025 \-\-to paris.pdf
"""


class Recording(argparse.HelpFormatter):
    """Writes no help but keeps what would be in it: titles of groups, and their arguments."""

    kept: list[argparse.Action]

    def __init__(self, prog: str) -> None:
        """Begin with nothing."""
        super().__init__(prog, width=80)
        self.kept = []

    def add_argument(self, action: argparse.Action) -> None:
        """Keep one argument."""
        if action.help is not argparse.SUPPRESS:
            self.kept.append(action)


def arguments_of(parser: argparse.ArgumentParser) -> list[argparse.Action]:
    """Return what a command takes, in the order of its help."""
    made: list[Recording] = []

    def formatter(prog: str) -> Recording:
        made.append(Recording(prog))
        return made[-1]

    kept, parser.formatter_class = parser.formatter_class, formatter
    try:
        parser.format_help()
    finally:
        parser.formatter_class = kept
    return made[-1].kept


def commands_of(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    """Return the commands by their names."""
    for action in arguments_of(parser):
        if isinstance(action.choices, dict):
            return dict(action.choices)
    raise AssertionError("splitline has commands")


def escaped(text: str) -> str:
    """Return a text as roff takes it for itself."""
    plain = text.replace("\\", r"\e").replace("-", r"\-")
    return rf"\&{plain}" if plain.startswith((".", "'")) else plain


def _described(action: argparse.Action) -> str:
    names = ", ".join(rf"\fB{escaped(each)}\fR" for each in action.option_strings)
    if action.nargs == 0:
        value = ""
    elif action.choices is not None:
        value = "|".join(str(each) for each in action.choices)
    else:
        value = str(action.metavar or action.dest.upper())
    shown = " ".join(each for each in (names, rf"\fI{escaped(value)}\fR" if value else "") if each)
    return f".TP\n{shown}\n{escaped(_help_of(action))}\n"


def _help_of(action: argparse.Action) -> str:
    return (action.help or "").replace("%%", "%")


def page(date: str) -> str:
    """Return the page in roff."""
    parser = build_parser()
    commands = commands_of(parser)
    parts = [
        f'.TH SPLITLINE 1 {date} "Splitline {__version__}" "User Commands"\n',
        ".SH NAME\nsplitline \\- a lap timer for middle\\-distance running\n",
        ".SH SYNOPSIS\n.B splitline\n[\\fIFILE\\fR]\n.br\n.B splitline\n"
        "\\fICOMMAND\\fR [\\fIARGUMENT\\fR]...\n",
        ".SH DESCRIPTION\nWithout a command the window opens, on the race in FILE where one is "
        "named. No command but live, train and replay \\-\\-window needs a display. "
        "The window says its keys at ?.\n",
        ".SH OPTIONS\n",
        *(_described(each) for each in arguments_of(parser) if each.option_strings),
        ".SH COMMANDS\n",
    ]
    for name, command in commands.items():
        parts.append(f".SS splitline {escaped(name)}\n{escaped(command.description or '')}\n")
        parts += [_described(each) for each in arguments_of(command) if each.dest != "help"]
    return "".join(parts) + _END.lstrip("\n")


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: man_page.py FILE DATE")
    Path(sys.argv[1]).write_text(page(sys.argv[2]), encoding="utf-8")
