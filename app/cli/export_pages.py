"""Which pages does `splitline export` make, and how does it write those of many sessions?"""

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cli.context import DONE, REFUSED, Context, complain, print_json
from app.language import tr, tr_count
from app.storage.sessions import utc_text

if TYPE_CHECKING:
    from app.usecases.page_export import PageWish

ALL, FROM_INPUT = "all", "-"
_PAPERS = ("a4", "letter")
_FORMS = ("pdf", "png", "svg", "html", "csv", "xlsx", "json", "lif", "txt")
_SCALES = (1, 2, 3)


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what goes for pages, and for many of them."""
    pages = parser.add_argument_group("pages", "For .pdf, .png, .svg and .html.")
    add_paper(pages)
    pages.add_argument("--chart", action="store_true", help="only the chart of the gaps")
    pages.add_argument(
        "--blank", action="store_true", help="a lap sheet to fill in, with the targets' times"
    )
    many = parser.add_argument_group("many at once")
    many.add_argument(
        "--sessions",
        metavar="ID",
        nargs="+",
        help=f"sessions, {ALL} of the library, or {FROM_INPUT}: ids line by line on standard input",
    )
    many.add_argument("--to-folder", metavar="DIR", help="made where it is missing")
    many.add_argument("--as", dest="form", choices=_FORMS, default=_FORMS[0], help="default pdf")


def add_paper(pages: argparse._ArgumentGroup) -> None:
    """Take the size of the paper, and that of a picture."""
    pages.add_argument("--paper", choices=_PAPERS, default=_PAPERS[0], help="default a4")
    pages.add_argument(
        "--scale", type=int, choices=_SCALES, default=1, help="of a .png: 1 is 96 pixels an inch"
    )


def wish_of(args: argparse.Namespace, context: Context) -> "PageWish":
    """Return what the pages are to be, printed now."""
    from app.usecases.page_export import PageWish

    if args.chart and args.blank:
        args.parser.error("--chart and --blank: expected one of them")
    now = printed_now(context)
    return PageWish(args.paper, args.chart, args.blank, args.scale, now)


def printed_now(context: Context) -> str:
    """Return when pages are printed that a command makes now."""
    from app.engine.clocks import take_anchor

    return utc_text(take_anchor(context.app.clock).wall_utc_ns)


def check_usage(args: argparse.Namespace) -> None:
    """Refuse what goes together in no way: one race has files, many sessions have a folder."""
    if args.sessions is None and (args.race is None or not args.to or args.to_folder):
        args.parser.error("expected RACE --to FILE, or --sessions ID... --to-folder DIR")
    if args.sessions is not None and (args.race is not None or args.to or not args.to_folder):
        args.parser.error("--sessions goes with --to-folder DIR, without RACE and --to")


def run_many(args: argparse.Namespace, context: Context) -> int:
    """Write the sheets and say after each how far it is; Ctrl+C stops between two of them."""
    from app.usecases.many_sheets import make_folder, write_many
    from app.usecases.page_export import check_wish, page_renderers

    wish, folder, ending = wish_of(args, context), Path(args.to_folder), f".{args.form}"
    check_wish(wish, [folder / f"sheet{ending}"], context.renderers)
    library = context.app.library
    sessions, count = _sessions(args.sessions, library)
    renderers = page_renderers(context.renderers, wish)
    make_folder(folder)
    tried: list[Any] = []
    try:
        for each in write_many(sessions, library, folder, ending, renderers):
            tried.append(each)
            _progress(len(tried), count, each)
    except KeyboardInterrupt:
        done = sum(each.file is not None for each in tried)
        complain(tr("stopped; {written}, each of them whole", written=_sheets(done, folder)))
        raise
    return _end(args, tried, folder)


def _sessions(given: list[str], library: Path) -> tuple[Iterable[str], int | None]:
    """Return the ids and how many there are, None where nobody knows yet."""
    from app.usecases.many_sheets import all_sessions

    if given == [ALL]:
        found = all_sessions(library)
        return found, len(found)
    if given == [FROM_INPUT]:
        return _lines(), None
    return given, len(given)


def _lines() -> Iterator[str]:
    while line := sys.stdin.readline():
        if line.strip():
            yield line.strip()


def _progress(number: int, count: int | None, each: Any) -> None:
    """Say it on standard error: in place on a terminal, else a line each."""
    of = "" if count is None else f" of {count}"
    words = str(each.file) if each.file is not None else f"{each.session}: {each.trouble}"
    if sys.stderr.isatty() and each.file is not None and count is not None:
        end = "\n" if number == count else ""
        print(f"\r{_bar(number, count)} {number}{of}", end=end, file=sys.stderr, flush=True)
    else:
        print(f"{number}{of}: {words}", file=sys.stderr, flush=True)


def _bar(number: int, count: int) -> str:
    full = 30 * number // count
    return f"[{'#' * full}{'.' * (30 - full)}]"


def _end(args: argparse.Namespace, tried: list[Any], folder: Path) -> int:
    written = [each for each in tried if each.file is not None]
    failed = [each for each in tried if each.file is None]
    if args.json:
        print_json(
            {
                "folder": str(folder),
                "files": [{"session": e.session, "file": str(e.file)} for e in written],
                "failed": [{"session": e.session, "error": e.trouble} for e in failed],
            }
        )
    else:
        print(_sheets(len(written), folder))
    return REFUSED if failed else DONE


def _sheets(count: int, folder: Path) -> str:
    return tr_count(
        "{count} sheet is written to {folder}",
        "{count} sheets are written to {folder}",
        count,
        folder=folder,
    )
