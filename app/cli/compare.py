"""How do races compare, mark by mark? `splitline compare A B...`."""

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.cli import export_pages
from app.cli.columns import paragraph, table
from app.cli.context import DONE, Context, add_json, print_json
from app.domain.said import format_difference, format_time
from app.language import figure, tr

if TYPE_CHECKING:
    from app.formats.sheets.comparison import Column, Comparison, Line
    from app.usecases.comparison_export import ComparisonWish

HELP = "two or more races or sessions side by side, mark by mark"
_GRAPHS = ("target", "first", "laps")


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "races", metavar="RACE", nargs="+", help="the ids of races or sessions, or files"
    )
    parser.add_argument(
        "--athlete",
        metavar="NAME",
        action="append",
        default=[],
        help="a part of the name; only these (everybody but pacers)",
    )
    parser.add_argument(
        "--line",
        choices=("finish-line", "from-start"),
        help="where the times were read (a line that all races have)",
    )
    parser.add_argument(
        "--to",
        metavar="FILE",
        action="append",
        default=[],
        help=".pdf, .html, .svg, .png, .xlsx, .csv or .json, again",
    )
    parser.add_argument(
        "--dialect",
        choices=("comma", "semicolon"),
        default="comma",
        help="what a CSV has between its cells; with semicolons it has decimal commas",
    )
    pages = parser.add_argument_group("pages", "For .pdf, .png, .svg and .html.")
    export_pages.add_paper(pages)
    pages.add_argument("--chart", action="store_true", help="only the graph")
    pages.add_argument(
        "--graph",
        choices=_GRAPHS,
        default=_GRAPHS[0],
        help="gaps to the target of the first race (default), to the first run, or the laps",
    )
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Print the comparison, and write it to every file."""
    from pathlib import Path

    from app.usecases.comparing import races_beside
    from app.usecases.comparison_export import check_comparison_files, write_comparison

    files, wish = [Path(file) for file in args.to], _wish(args, context)
    check_comparison_files(files, wish, context.renderers)
    library = context.app.library
    beside = races_beside(args.races, library, line=args.line, athletes=args.athlete)
    write_comparison(beside, files, wish, context.renderers)
    found = beside.comparison
    if args.json:
        from app.formats.sheets.comparison_files import comparison_object

        print_json({**comparison_object(found), "files": args.to})
        return DONE
    print(comparison_text(found))
    for file in args.to:
        print(tr("The comparison is in {file}", file=file))
    return DONE


def _wish(args: argparse.Namespace, context: Context) -> "ComparisonWish":
    from app.usecases.comparison_export import ComparisonWish
    from app.usecases.page_export import PageWish

    now = export_pages.printed_now(context)
    page = PageWish(args.paper, chart=args.chart, scale=args.scale, printed_utc=now)
    return ComparisonWish(page, args.graph, args.dialect)


def comparison_text(comparison: "Comparison") -> str:
    """Return the comparison as lines of text."""
    runs = "\n".join(
        paragraph(
            tr("run {number}", number=i), f"{each.label}: {each.line}, {each.clock}; {_whose(each)}"
        )
        for i, each in enumerate(comparison.columns, start=1)
    )
    first, *others = (each.label for each in comparison.columns)
    heads = [tr("mark"), first, tr("lap")]
    for label in others:
        heads += [label, tr("lap"), tr("gap")]
    rows = [[tr(line.name), *_cells(line)] for line in comparison.lines]
    notes = "\n".join(paragraph(tr("note"), each) for each in comparison.notes)
    return "\n\n".join(part for part in (runs, table(heads, rows, [0]), notes) if part)


def _whose(run: "Column") -> str:
    return run.title if run.athlete in run.title else f"{run.athlete}, {run.title}"


def _cells(line: "Line") -> Iterator[str]:
    from app.formats.sheets.comparison_files import decimals_of
    from app.formats.sheets.sheet_words import written_time

    for i, cell in enumerate(line.cells):
        if cell is None:
            yield from [""] * (3 if i else 2)
            continue
        yield (
            tr("about {time}", time=format_time(cell.time, 1))
            if cell.estimated
            else figure(written_time(cell.time, by_hand=cell.by_hand))
        )
        yield figure(cell.lap_text)
        if i:
            gap, honest = cell.difference, decimals_of(cell, line.cells[0])
            yield "" if gap is None else format_difference(gap, honest, minus="-")
