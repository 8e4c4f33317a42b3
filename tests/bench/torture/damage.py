"""What becomes of a library that is cut, or has flipped bytes, at random places?

It is opened, listed, read and recovered. Whatever is asked, the answer is right or is an error of
one clear sentence; what the recovery calls whole is what was written, and no record is made up.
"""

import random
import re
import shutil
import sqlite3
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import NamedTuple

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.times import NS_PER_S, Duration, Instant
from app.engine.clocks import Anchor
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from app.storage import backups, rows, schema
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.recovery import Recovery, recover
from app.storage.sessions import Label, Resumption, StoredSession
from app.storage.soundness import state_of
from tests.bench.torture import report
from tests.bench.torture.presser import act, setup

SESSIONS = 24
_NAME = "library.splitline"
_SECTOR = 512
_ACTS = (5, 20, 80, 200)
_DAY = 86_400 * NS_PER_S
_BEGAN = 1_795_293_903_000_000_000
_UNCLEAR = re.compile(
    r"Errno|\wError|SQLITE|sqlite3|Traceback|\b0x|\n|fts5|JSON|no such (table|column)|malformed"
)

Damage = Callable[[bytearray, random.Random], None]


class Written(NamedTuple):
    """A sound library, its copy of the day before, and what was written into it."""

    content: bytes
    copy: bytes
    sessions: Mapping[str, StoredSession]
    labels: Mapping[str, Label]


class Outcome(NamedTuple):
    """How one damaged file came out; `wrong` is empty where nothing is."""

    told: bool
    recovered: bool
    whole: int
    partial: int
    gone: int
    wrong: str


def written(folder: Path, sessions: int = SESSIONS) -> Written:
    """Make the library: races of twelve athletes with repairs, labels, restarts, a copy."""
    dice = random.Random(4)
    path = folder / _NAME
    for number in range(sessions):
        if number == sessions - 2:
            backups.daily(path, "2026-11-21")
        _put(Library(path), number, dice)
    kept = Library(path)
    ids = [each.id for each in (*kept.find(Query()), *kept.find(Query(binned=True)))]
    copy = backups.newest(path)[0]
    return Written(
        path.read_bytes(),
        copy.read_bytes(),
        {each: kept.session(each) for each in ids},
        {each: kept.label(each) for each in ids},
    )


def _put(library: Library, number: int, dice: random.Random) -> None:
    name = f"2026-11-{number:02}-{dice.randrange(2**16):04x}"
    at = Instant(90 * NS_PER_S + number)
    anchor = Anchor(at, _BEGAN + number * _DAY, f"boot-{number}", "CLOCK_BOOTTIME")
    library.add(name, anchor, _race(at, dice.choice(_ACTS), dice), "live")
    if number % 3 == 0:
        notes = "Wind from the west. " * dice.choice((1, 300))
        library.set_label(name, Label(f"Evening {number}", notes, ""))
    if number % 8 == 1:
        library.set_label(name, Label(binned_utc="2026-12-01T10:00:00.000Z"))
    if number % 5 == 0:
        later = anchor._replace(boot_id="again", wall_utc_ns=anchor.wall_utc_ns + NS_PER_S)
        with closing(schema.connect_for_writing(library.path)) as connection:
            again = Resumption(later, Duration(-number), Duration(5))
            rows.put_resumption(connection, name, again)


def _race(at: Instant, acts: int, dice: random.Random) -> tuple[ev.Record, ...]:
    engine = Engine(MemoryJournal())
    engine.handle(cm.PlanSession(at=at, setup=setup()))
    engine.handle(cm.Start(at=at, stamp=ev.EVENT_STAMP))
    for number in range(acts):
        act(engine, dice, Instant(at + (number + 1) * NS_PER_S))
    return tuple(engine.records)


def _cut(content: bytearray, dice: random.Random) -> None:
    del content[dice.randrange(len(content)) :]


def _flipped(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 2, 5, 20, 100))):
        content[dice.randrange(len(content))] ^= dice.randrange(1, 256)


def _zeroed(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 3, 10))):
        start = dice.randrange(len(content) // _SECTOR) * _SECTOR
        content[start : start + _SECTOR] = bytes(_SECTOR)


def _early(content: bytearray, dice: random.Random) -> None:
    for _ in range(dice.choice((1, 5, 20))):
        content[dice.randrange(8192)] ^= dice.randrange(1, 256)


def _both(content: bytearray, dice: random.Random) -> None:
    _cut(content, dice)
    if content:
        _flipped(content, dice)


KINDS: dict[str, Damage] = {
    "cut": _cut,
    "bytes flipped": _flipped,
    "sectors of zeros": _zeroed,
    "bytes flipped in the first pages": _early,
    "cut, and bytes flipped": _both,
}


def damaged(sound: Written, kind: str, folder: Path, dice: random.Random) -> Outcome:
    """Damage a copy of the library and ask it everything; with every fourth lies a copy."""
    shutil.rmtree(folder, ignore_errors=True)
    path = folder / _NAME
    content = bytearray(sound.content)
    KINDS[kind](content, dice)
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    if dice.randrange(4) == 0:
        copy = backups.folder_of(path) / "library-2026-11-21.splitline"
        copy.parent.mkdir()
        copy.write_bytes(sound.copy)
    wrong: list[str] = []
    told = _asked(sound, Library(path), wrong)
    recovery = _tried(lambda: recover(path), wrong)
    found = recovery if isinstance(recovery, Recovery) else None
    if found is not None:
        _compared(sound, Library(path), found, wrong)
    return Outcome(
        told=told,
        recovered=found is not None,
        whole=len(found.whole) if found else 0,
        partial=len(found.partial) if found else 0,
        gone=len(set(sound.sessions) - {*found.whole, *found.partial}) if found else 0,
        wrong=wrong[0] if wrong else "",
    )


def _asked(sound: Written, library: Library, wrong: list[str]) -> bool:
    """Ask a library as it is; return whether any answer was an error."""
    asked: list[Callable[[], object]] = [
        library.summaries,
        library.count,
        library.under_way,
        library.athletes,
        lambda: library.find(Query(words="evening west")),
        lambda: library.find(Query(athlete="Athlete 3", since="2026-11-01")),
        lambda: library.bests("Athlete 3"),
        *(partial(library.label, name) for name in sound.sessions),
    ]
    answers = [_tried(each, wrong) for each in asked]
    for name, session in sound.sessions.items():
        answer = _tried(partial(library.session, name), wrong)
        answers.append(answer)
        if isinstance(answer, StoredSession) and not _as_written(answer, session):
            wrong.append(f"read without a word: {_difference(answer, session)}")
    return any(isinstance(each, LibraryError) for each in answers)


def _tried(ask: Callable[[], object], wrong: list[str]) -> object:
    try:
        return ask()
    except LibraryError as error:
        if _UNCLEAR.search(str(error)) or not str(error).endswith("."):
            wrong.append(f"unclear: {error}")
        return error
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        traceback.print_exc(limit=-6)
        wrong.append(f"raised {type(error).__name__}: {error}")
        return error


def _compared(sound: Written, library: Library, found: Recovery, wrong: list[str]) -> None:
    with closing(sqlite3.connect(library.path)) as connection:
        if connection.execute("PRAGMA integrity_check").fetchall() != [("ok",)]:
            wrong.append("the new library is not sound")
    lines = {*library.find(Query()), *library.find(Query(binned=True))}
    if {each.id for each in lines} != {*found.whole, *found.partial}:
        wrong.append("the list of the new library lacks sessions")
    for name in found.whole:
        session = library.session(name)
        if not _as_written(session, sound.sessions.get(name)):
            wrong.append(f"called whole: {_difference(session, sound.sessions.get(name))}")
        _check_label(sound, library, name, wrong)
    for name in found.partial:
        _check_partial(sound, library.records(name), name, wrong)
        _check_label(sound, library, name, wrong)


def _as_written(found: StoredSession, written_: StoredSession | None) -> bool:
    """A lost resumption is no loss: the clock is found again by wall time, and that is said."""
    return (
        written_ is not None
        and found._replace(resumptions=()) == written_._replace(resumptions=())
        and set(found.resumptions) <= set(written_.resumptions)
    )


def _check_label(sound: Written, library: Library, name: str, wrong: list[str]) -> None:
    label = library.label(name)
    notes = label.notes.partition("Recovered from a damaged library")[0].strip()
    known = sound.labels.get(name, Label())
    if label._replace(notes=notes) not in (known._replace(notes=known.notes.strip()), Label()):
        wrong.append(f"a label that nobody wrote: {label}")


def _check_partial(
    sound: Written, records: Sequence[ev.Record], name: str, wrong: list[str]
) -> None:
    """Every record has the instant and the words of one that was written, or is its tap."""
    state_of(records)
    known = sound.sessions.get(name)
    if known is None:
        wrong.append(f"a session that nobody timed: {name!r}")
        return
    written_ = {(each.at, _plain(each.event)) for each in known.records}
    taps = {
        (each.at, _plain(ev.TapTaken(each.event.stamp, each.event.entry)))
        for each in known.records
        if isinstance(each.event, ev.SplitTaken)
    }
    for place, each in enumerate(records):
        stand_in = place == 0 and each.event.setup.plan.title.startswith("Recovered")  # type: ignore[union-attr]
        if not stand_in and (each.at, _plain(each.event)) not in written_ | taps:
            wrong.append(f"a record that nobody wrote: {each}")


def _plain(event: ev.Event) -> str:
    """Write an event without the numbers of others: a recovery counts anew."""
    return re.sub(r"(split|tap|command)=\d+", r"\1", repr(event))


def _difference(found: StoredSession, expected: StoredSession | None) -> str:
    if expected is None:
        return f"a session that nobody timed, {found.head.id!r}"
    if found.head != expected.head:
        return f"{found.head} for {expected.head}"
    if found.resumptions != expected.resumptions:
        return f"{found.resumptions} for {expected.resumptions}"
    return f"{len(found.records)} of {len(expected.records)} records, or other ones"


def trials(
    files: int, seed: int, folder: Path, sessions: int = SESSIONS
) -> Iterator[tuple[str, Outcome]]:
    """Damage so many files, each kind in turn."""
    sound, dice = written(folder / "sound", sessions), random.Random(seed)
    for number in range(files):
        kind = list(KINDS)[number % len(KINDS)]
        yield kind, damaged(sound, kind, folder / f"{number}", dice)
        shutil.rmtree(folder / f"{number}")


def lines(found: Sequence[tuple[str, Outcome]]) -> list[report.Line]:
    """Return a line for each kind of damage."""
    return [_line(kind, [each for name, each in found if name == kind]) for kind in KINDS]


def _line(kind: str, found: Sequence[Outcome]) -> report.Line:
    counts: Counter[str] = Counter()
    for each in found:
        counts.update(whole=each.whole, partial=each.partial, gone=each.gone)
    wrong = [each.wrong for each in found if each.wrong]
    told, recovered = sum(each.told for each in found), sum(each.recovered for each in found)
    text = (
        f"{told} told of it on being asked, {recovered} recovered: {counts['whole']} sessions whole,"
        f" {counts['partial']} in part, {counts['gone']} gone; {len(wrong)} wrong"
    )
    text += f"; first: {wrong[0]}" if wrong else ""
    return report.Line(f"library damaged: {kind}", f"{len(found)} files", text, not wrong)


def main() -> None:
    """Damage files and say how they came out."""
    parser = report.parser(__doc__)
    parser.add_argument("--files", type=int, default=500)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="splitline-torture-") as name:
        found = list(trials(args.files, args.seed, Path(name)))
    for kind, each in found:
        if each.wrong:
            print(f"{kind}: {each.wrong}", file=sys.stderr)
    report.tell(lines(found), as_json=args.json)


if __name__ == "__main__":
    main()
