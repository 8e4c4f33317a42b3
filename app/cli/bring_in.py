"""How do races come into the library? `splitline import FILE...`."""

import argparse
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from app.cli.context import DONE, REFUSED, Context, Refused, add_json, complain, print_json
from app.language import marked, tr

if TYPE_CHECKING:
    from app.usecases.importing import Imported, Opened
    from app.usecases.proposing import Answers, Proposal

HELP = "races and results into the library"
STANDARD_INPUT = "-"


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help="a session (.json, .splitrace), a race (.toml), or results: CSV, LIF, EVT, PPL, printed or pasted"
        " text, FIT, TCX, GPX; - reads what is pasted",
    )
    parser.add_argument("--watch", metavar="FOLDER", help="take new .lif files as they are written")
    parser.add_argument("--event", metavar="NAME", help="what the race has to be, or is")
    parser.add_argument(
        "--line", choices=("finish-line", "from-start"), help="where the times were taken"
    )
    parser.add_argument("--lap", metavar="LENGTH", help="the lap, like 400, 200 or 440y")
    marks = parser.add_mutually_exclusive_group()
    marks.add_argument("--marks", metavar="LIST", help='the marks: 400,800,1200 or "every 100"')
    marks.add_argument("--accept-marks", action="store_true", help="the proposed marks are right")
    parser.add_argument("--date", metavar="DAY", help="when it was, like 2026-11-21")
    parser.add_argument(
        "--names",
        choices=("known", "as-written"),
        default="known",
        help="MUIR Laura is Laura Muir where the library knows her (known, the default), or stays"
        " as it is written",
    )
    parser.add_argument(
        "--columns", metavar="LIST", help="what columns of a table hold: 2=name,5=mark:400"
    )
    parser.add_argument("--races", metavar="LIST", help="of a file with several, these: 1,3")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what it would be; store nothing"
    )
    add_json(parser)


def run(args: argparse.Namespace, context: Context) -> int:
    """Take in file after file; a bad one is named and the others are taken all the same."""
    if args.watch is not None:
        from app.cli.watch_folder import watch

        return watch(args, context)
    if not args.files:
        args.parser.error("FILE or --watch FOLDER is needed")
    found = [each for file in args.files for each in take(file, args, context)]
    for each in found:
        if "error" in each:
            complain(each["error"])
        elif not args.json:
            tell(each)
    if args.json:
        print_json({"imported": found})
    return REFUSED if any("error" in each for each in found) else DONE


def take(file: str, args: argparse.Namespace, context: Context) -> list[dict[str, Any]]:
    """Return what became of the races in a file: all of them are stored, or none."""
    from app.domain.refusals import Refusal
    from app.formats.file_text import FormatError
    from app.storage.failures import LibraryError
    from app.usecases.importing import documents_of, store
    from app.usecases.recorded_race import NoSuchRace

    try:
        opened = _named(_opened(file, args), args, context)
        chosen = _chosen(args.races, opened)
        if args.dry_run:
            return [{"file": file, **_seen(opened, place)} for place in chosen]
        _check_ready(opened, chosen)
        stored = store(documents_of(opened, chosen), context.app.library)
    except LibraryError as fault:
        return [{"file": file, "error": str(fault), "library": True}]
    except (FormatError, NoSuchRace, Refusal, Refused) as fault:
        return [{"file": file, "error": _hinted(str(fault))}]
    read = [_names(opened, place) for place in chosen]
    return [{"file": file, **_stored(e), **n} for e, n in zip(stored, read, strict=True)]


def _named(opened: "Opened", args: argparse.Namespace, context: Context) -> "Opened":
    if args.names == "as-written" or not opened.proposals:
        return opened
    from app.storage.library import Library
    from app.usecases.known_names import with_known_names

    return with_known_names(opened, Library(context.app.library))


def _names(opened: "Opened", place: int) -> dict[str, Any]:
    """Return the names of a race that are not those of its file, nothing where all are."""
    from app.usecases.known_names import names_read

    read = names_read(opened.proposals[place]) if opened.proposals else ()
    found = [{"written": each.written, "stored": each.read} for each in read]
    return {"names": found} if found else {}


def _hinted(sentence: str) -> str:
    """Marks that are only proposed are one option away from being taken."""
    from app.usecases.proposing import UNCONFIRMED

    if tr(UNCONFIRMED) not in sentence:
        return sentence
    return f"{sentence}; take them with --accept-marks, or say others with --line or --marks"


def _check_ready(opened: "Opened", chosen: Sequence[int]) -> None:
    """Refuse a race that is not ready, and name those that are: a meet has field events, too."""
    wrong = [i for i in chosen if opened.proposals and not opened.proposals[i].ready]
    ready = [str(i + 1) for i in chosen if i not in wrong]
    if wrong and ready:
        first = opened.proposals[wrong[0]]
        raise Refused(
            f"{opened.source}: {first.title}: {first.sentence}; "
            f"--races {','.join(ready)} takes those that are ready"
        )


def _opened(file: str, args: argparse.Namespace) -> "Opened":
    from pathlib import Path

    from app.usecases.importing import PASTED, open_import, open_text

    columns = _columns(args.columns)
    if file != STANDARD_INPUT:
        return open_import(Path(file), answers_of(args), columns)
    return open_text(_pasted(), PASTED, answers_of(args), columns)


def _pasted() -> bytes:
    """Return what is piped or typed, at most a byte more than is taken."""
    import sys

    from app.formats.results.text import LARGEST

    return sys.stdin.buffer.read(LARGEST + 1)


def answers_of(args: argparse.Namespace) -> "Answers":
    """Return what the options say of the races."""
    from app.usecases.proposing import Answers

    return Answers(
        event=args.event or "",
        lap=args.lap or "",
        line=args.line or "",
        marks=args.marks or "",
        confirmed=args.accept_marks,
        date=args.date or "",
    )


def _columns(text: str | None) -> Mapping[int, str] | None:
    """Read `2=name,5=mark:400`; columns are counted from 1 outside, from 0 inside."""
    if text is None:
        return None
    found: dict[int, str] = {}
    for part in text.split(","):
        column, sign, meaning = part.partition("=")
        plain = column.strip()
        if not sign or not (plain.isascii() and plain.isdigit() and 0 < int(plain[:6]) < 10_000):
            raise Refused(f'--columns: found "{part}", expected one like 2=name or 5=mark:400')
        found[int(plain) - 1] = meaning.strip()
    return found


def _chosen(text: str | None, opened: "Opened") -> list[int]:
    """Return the places of the races that are asked for, from 0; all of them without a word."""
    count = len(opened.documents) or len(opened.proposals)
    if text is None:
        return list(range(count))
    chosen = []
    for part in text.split(","):
        plain = part.strip()
        if not (plain.isascii() and plain.isdigit() and 0 < int(plain[:6]) <= count):
            raise Refused(f'--races: found "{part}", expected a number from 1 to {count}')
        chosen.append(int(plain) - 1)
    return chosen


def _stored(each: "Imported") -> dict[str, Any]:
    found = {"id": each.id, "title": each.title, "new": each.new}
    return {**found, "back": True} if each.back else found


def _seen(opened: "Opened", place: int) -> dict[str, Any]:
    """Return what a race would become."""
    if opened.documents:
        return {"id": opened.documents[place].id, "form": opened.form, "ready": True}
    seen = seen_race(opened.proposals[place])
    return {**seen, **_names(opened, place), "columns": _columns_seen(opened)}


def _columns_seen(opened: "Opened") -> list[dict[str, Any]]:
    columns = opened.found.columns if opened.found else ()
    return [
        {"column": i, "head": each.head, "cells": list(each.cells), "meaning": each.meaning}
        for i, each in enumerate(columns, start=1)
    ]


def seen_race(proposal: "Proposal") -> dict[str, Any]:
    """Return a proposal for a script to look at: what would be stored, and what is in the way."""
    from app.domain.course import to_metres
    from app.domain.times import to_seconds

    return {
        "title": proposal.title,
        "form": proposal.form,
        "event": proposal.event.name if proposal.event else None,
        "date": proposal.date,
        "lap_m": to_metres(proposal.lap) if proposal.event else None,
        "line": proposal.line,
        "marks_m": [to_metres(mark) for mark in proposal.marks],
        "why": proposal.why,
        "ready": proposal.ready,
        "problem": proposal.sentence,
        "notes": list(proposal.notes),
        "choices": [
            {"line": each.line, "marks_m": [to_metres(m) for m in each.marks], "why": each.why}
            for each in proposal.choices
        ],
        "athletes": [
            {
                "athlete": each.athlete,
                "lane": each.lane,
                "status": each.status,
                "splits": [
                    {
                        "mark_m": to_metres(s.mark),
                        "split_s": to_seconds(s.time),
                        "estimated": s.estimated,
                        "by_hand": s.by_hand,
                    }
                    for s in each.splits
                ],
            }
            for each in proposal.runners
        ],
    }


_NEW = marked("{race} ({title}) is new in the library")
_KNOWN = marked("{race} ({title}) is known: nothing was changed")
_BACK = marked("{race} ({title}) is known and was taken out of the bin")


def tell(each: dict[str, Any]) -> None:
    """Print what became of a race, or what it would become."""
    if "new" not in each:
        from app.cli.import_text import proposal_lines

        print("\n".join(proposal_lines(each)))
        return
    words = _NEW if each["new"] else _KNOWN
    if each.get("back"):
        words = _BACK
    print(tr(words, race=each["id"], title=each["title"]))
    if each["new"]:
        from app.cli.import_text import name_lines

        print("".join(f"{line}\n" for line in name_lines(each)), end="")
