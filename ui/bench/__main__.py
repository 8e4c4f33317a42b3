"""How is a run recorded? `python -m ui.bench FILE` puts its table and picture into a document."""

import sys
from pathlib import Path

from app.cli.context import complain
from ui.bench.growing import picture
from ui.bench.report import around_run, with_run
from ui.bench.run import Effort, measure

_USAGE = 2
_REFUSED = 1


def main(arguments: list[str], effort: Effort | None = None) -> int:
    """Measure and put the figures into the document that is named; return the exit code."""
    if len(arguments) != 1:
        complain("usage: python -m ui.bench FILE")
        return _USAGE
    path = Path(arguments[0])
    try:
        text = path.read_text(encoding="utf-8")
        around_run(text)
        report = measure(effort or Effort())
        drawn = path.with_name(f"{path.stem}-growth.svg")
        if report.growth:
            drawn.write_text(picture(report.growth), encoding="utf-8")
        path.write_text(with_run(text, report, drawn.name), encoding="utf-8")
    except (OSError, ValueError) as fault:
        complain(f"{path}: {fault}")
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
