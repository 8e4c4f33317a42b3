"""What did the trials find? A line for each, as JSON between processes and as one table in the end."""

import argparse
import json
import sys
from collections.abc import Sequence
from typing import NamedTuple, NoReturn

_HEAD = ("trial", "how often", "found", "verdict")


class Line(NamedTuple):
    """One line of the table; `held` is None where the trial could not be made on this machine."""

    trial: str
    times: str
    found: str
    held: bool | None


def parser(about: str | None) -> argparse.ArgumentParser:
    """Return a parser that knows what all trials know."""
    made = argparse.ArgumentParser(description=about)
    made.add_argument("--seed", type=int, default=1)
    made.add_argument("--json", action="store_true", help="a line of JSON for each line")
    return made


def tell(lines: Sequence[Line], *, as_json: bool) -> NoReturn:
    """Print the lines and end the process: with 1 where something did not hold."""
    if as_json:
        for each in lines:
            print(json.dumps(each))
    else:
        print(table(lines))
    sys.exit(1 if any(each.held is False for each in lines) else 0)


def told(text: str) -> list[Line]:
    """Read the lines that a trial has printed as JSON; whatever else it printed is left out."""
    return [Line(*json.loads(line)) for line in text.splitlines() if line.startswith("[")]


def table(lines: Sequence[Line], *, aligned: bool = True) -> str:
    """Return the lines as a table in Markdown; `aligned` fills its columns up with blanks."""
    rows = [(each.trial, each.times, each.found, _verdict(each)) for each in lines]
    widths = [max(len(row[place]) for row in (_HEAD, *rows)) for place in range(len(_HEAD))]
    widths = widths if aligned else [3] * len(_HEAD)
    rule = ["-" * width for width in widths]
    return "\n".join(_row(row, widths) for row in (_HEAD, rule, *rows))


def _row(cells: Sequence[str], widths: Sequence[int]) -> str:
    padded = [cell.ljust(width) for cell, width in zip(cells, widths, strict=True)]
    return f"| {' | '.join(padded)} |"


def _verdict(line: Line) -> str:
    if line.held is None:
        return "not tried"
    return "holds" if line.held else "falls short"
