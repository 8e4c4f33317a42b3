"""How are the figures written down? As an aligned table, as JSON, and in docs/performance.md."""

from typing import Any, NamedTuple

from ui.bench.figures import Budget, Figure
from ui.bench.growing import Grown, sentence

_HEADS = (
    "figure",
    "runs",
    "median",
    "p99",
    "reference",
    "ratio",
    "quartiles",
    "budget",
    "verdict",
)
_NONE = "\u2013"
_OPEN = "<!-- the recorded run -->"
_CLOSE = "<!-- the end of the recorded run -->"


class Report(NamedTuple):
    """One run: its date, the machine in neutral words, the screen it drew on, the figures."""

    date: str
    machine: str
    screen: str
    figures: tuple[Figure, ...]
    growth: tuple[Grown, ...] = ()


def table(figures: tuple[Figure, ...]) -> str:
    """Return the figures as a table that reads well as it is, and is Markdown too."""
    rows = [_HEADS, *(_row(each) for each in figures)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(_HEADS))]
    rule = ["-" * (widths[0]), *("-" * (width - 1) + ":" for width in widths[1:-2])]
    rule += ["-" * width for width in widths[-2:]]
    lines = [_line(_HEADS, widths), f"| {' | '.join(rule)} |"]
    return "\n".join([*lines, *(_line(row, widths) for row in rows[1:])])


def _line(cells: tuple[str, ...], widths: list[int]) -> str:
    """Words stand left, numbers right."""
    last = len(cells) - 2
    padded = [
        cell.ljust(width) if column in (0, last, last + 1) else cell.rjust(width)
        for column, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"


def _row(figure: Figure) -> tuple[str, ...]:
    verdict = {True: "holds", False: "falls short", None: _NONE}[figure.holds]
    spread = _NONE
    if figure.low is not None and figure.high is not None:
        spread = f"{figure.low:.2f} to {figure.high:.2f}"
    return (
        figure.name,
        str(figure.runs),
        f"{_number(figure.ours)} {figure.unit}",
        f"{_number(figure.p99)} {figure.unit}",
        _NONE if figure.reference is None else f"{_number(figure.reference)} {figure.unit}",
        _NONE if figure.ratio is None else f"{figure.ratio:.2f}",
        spread,
        _budget(figure.budget, figure.unit),
        verdict,
    )


def _number(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"


def _budget(budget: Budget | None, unit: str) -> str:
    if budget is None:
        return _NONE
    tail = "" if budget.tail is None else f"p99 {budget.tail:g} {unit}"
    if budget.most is None:
        return f"p99 at most {budget.tail:g} {unit}"
    if not budget.of_ratio:
        return f"at most {budget.most:g} {unit}" + (f", {tail}" if tail else "")
    aim = f", aim {budget.aim:g}" if budget.aim is not None else ""
    return f"at most {budget.most:g} times{aim}"


def document(report: Report) -> dict[str, Any]:
    """Return the run as JSON holds it: milliseconds and MB as numbers, None where there is none."""
    return {
        "date": report.date,
        "machine": report.machine,
        "screen": report.screen,
        "figures": [_figure(each) for each in report.figures],
        "growth": [_growth(each) for each in report.growth],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    plain = figure._asdict() | {"holds": figure.holds}
    plain["budget"] = figure.budget._asdict() if figure.budget else None
    return {key: round(each, 4) if isinstance(each, float) else each for key, each in plain.items()}


def _growth(each: Grown) -> dict[str, Any]:
    took = {key: round(value, 4) for key, value in each._asdict().items() if key != "size"}
    return each.size._asdict() | took


def in_words(report: Report) -> str:
    """Return the run as it is printed."""
    words = f"{report.machine}; {report.screen}; {report.date}\n\n{table(report.figures)}"
    return f"{words}\n\n{sentence(report.growth)}" if report.growth else words


def around_run(text: str) -> tuple[str, str]:
    """Return what stands before and behind the run that is recorded in the text of a document.

    Raises `ValueError` where the text has no place for one.
    """
    before, opened, rest = text.partition(_OPEN)
    _, closed, after = rest.partition(_CLOSE)
    if not opened or not closed:
        raise ValueError(f"found no {_OPEN} with {_CLOSE} behind it, expected both")
    return before, after


def with_run(text: str, report: Report, picture: str = "") -> str:
    """Return the text of a document with this run in the place of the one recorded there.

    `picture` is the name of the file, beside the document, that shows how it grows.
    """
    before, after = around_run(text)
    shown = f"![How frames and presses grow]({picture})\n\n" if report.growth and picture else ""
    return f"{before}{_OPEN}\n\n{in_words(report)}\n\n{shown}{_CLOSE}{after}"
