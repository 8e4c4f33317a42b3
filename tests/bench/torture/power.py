"""Does a power cut at the worst moment lose what was acknowledged?

A race is timed under `strace`, which writes down every write, sync, rename and removal in the
library's folder, and every acknowledgement that was said, in their order. The folder is then built
anew as a disk might hold it after a cut just before and just after each sync, rename and removal:
what was synced is there; of what was not, all of it, nothing, or some of it, torn at sectors of 512
bytes. Each such folder has to open to a sound file and a prefix of the race that holds all that was
acknowledged before the cut.

What is assumed of the disk: a sync that has returned has happened, names change in their order,
and a sector is written whole or not at all.
"""

import random
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from app.domain.events import Record
from app.storage.library import Library
from app.storage.soundness import state_of
from tests.bench.torture import report

ROOT = Path(__file__).parents[3]
_SECTOR = 512
_CALLS = "openat,pwrite64,write,fsync,fdatasync,ftruncate,unlink,unlinkat,rename,renameat,renameat2"
_POINTS = ("sync", "gone", "name")
MODES = ("delete", "wal")
"""How SQLite journals before version 3.51.3, and from then on."""
_LINE = re.compile(r"^(\d+)\s+(\w+)\((.*)\)\s+= (-?\d+)(?:[ <].*)?$", re.DOTALL)
_UNFINISHED = re.compile(r"^(\d+)\s+(.*) <unfinished \.\.\.>$", re.DOTALL)
_RESUMED = re.compile(r"^(\d+)\s+<\.\.\. \w+ resumed>(.*)$", re.DOTALL)
_HANDLE = re.compile(r"^(\d+)<([^>]*)>")


class Op(NamedTuple):
    """One thing that was done to the disk, or said: `what` is write, sync, size, gone, name or said."""

    what: str
    path: str
    at: int = 0
    data: bytes = b""


class Outcome(NamedTuple):
    """How the folders that a cut may leave came out."""

    cuts: int
    folders: int
    lost: int
    unsound: int


class Recording(NamedTuple):
    """What was done in the folder `home` while a race was timed, and the race in the end."""

    home: str
    ops: Sequence[Op]
    records: tuple[Record, ...]


def record(folder: Path, presses: int, seed: int, mode: str = "delete") -> Recording:
    """Time a race under strace, with SQLite's journal in the given mode."""
    library, log = folder / "home" / "library.splitline", folder / "log"
    library.parent.mkdir(parents=True)
    strace = ["strace", "-f", "-y", "-xx", "-s", "4000000", "-e", f"trace={_CALLS}", "-o", log]
    words = [sys.executable, "-m", "tests.bench.torture.presser", library, presses, seed, mode]
    subprocess.run([*map(str, (*strace, *words))], cwd=ROOT, check=True, stdout=subprocess.PIPE)
    kept = Library(library)
    ops = list(_ops(log.read_text("ascii"), str(library.parent)))
    return Recording(str(library.parent), ops, kept.records(kept.summaries()[0].id))


def _ops(log: str, home: str) -> Iterator[Op]:
    for name, arguments in _calls(log):
        op = _READ[name](arguments) if name in _READ else None
        if op is not None and (op.what == "said" or op.path.startswith(home)):
            yield op


def _calls(log: str) -> Iterator[tuple[str, str]]:
    """Yield each call that succeeded, at the place in the log where it ended."""
    waiting: dict[str, str] = {}
    for line in log.splitlines():
        begun, ended = _UNFINISHED.match(line), _RESUMED.match(line)
        if begun:
            waiting[begun[1]] = begun[2]
            continue
        whole = f"{ended[1]} {waiting.pop(ended[1])}{ended[2]}" if ended else line
        found = _LINE.match(whole)
        if found and int(found[4]) >= 0:
            yield found[2], found[3]


def _unquoted(text: str) -> bytes:
    return bytes.fromhex(text.strip().strip('"').replace("\\x", ""))


def _handle(arguments: str) -> tuple[int, str]:
    found = _HANDLE.match(arguments)
    return (int(found[1]), _path(found[2])) if found else (-1, "")


def _path(text: str) -> str:
    return _unquoted(text).decode("utf-8", "replace") if text.startswith("\\x") else text


def _written(arguments: str) -> Op | None:
    handle, path = _handle(arguments)
    _, data, _, at = arguments.rsplit(", ", 3)
    del handle
    return Op("write", path, int(at), _unquoted(data))


def _said(arguments: str) -> Op | None:
    handle, _ = _handle(arguments)
    if handle != 1:
        return None
    return Op("said", "", data=_unquoted(arguments.split(", ")[1]))


def _synced(arguments: str) -> Op | None:
    return Op("sync", _handle(arguments)[1])


def _sized(arguments: str) -> Op | None:
    return Op("size", _handle(arguments)[1], int(arguments.rsplit(", ", 1)[1]))


def _names(arguments: str) -> list[str]:
    return [_unquoted(each).decode() for each in re.findall(r'"((?:\\x[0-9a-f]{2})*)"', arguments)]


def _gone(arguments: str) -> Op | None:
    return Op("gone", _names(arguments)[-1])


def _renamed(arguments: str) -> Op | None:
    old, new = _names(arguments)
    return Op("name", new, data=old.encode())


def _opened(arguments: str) -> Op | None:
    return Op("new", _names(arguments)[0]) if "O_CREAT" in arguments else None


_READ = {
    "pwrite64": _written,
    "write": _said,
    "fsync": _synced,
    "fdatasync": _synced,
    "ftruncate": _sized,
    "unlink": _gone,
    "unlinkat": _gone,
    "rename": _renamed,
    "renameat": _renamed,
    "renameat2": _renamed,
    "openat": _opened,
}


class Disk:
    """A folder as the system shows it, and what of it is only in its memory yet."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        self._names: dict[str, int] = {}
        self._safe_names: dict[str, int] = {}
        self._pending_names: list[dict[str, int]] = []
        self._safe: dict[int, bytearray] = {}
        self._pending: dict[int, list[Op]] = {}

    def do(self, op: Op) -> None:
        """Do what was done."""
        if op.what == "new":
            if op.path not in self._names:
                self._rename({**self._names, op.path: self._made()})
        elif op.what in ("write", "size") and op.path in self._names:
            self._pending[self._names[op.path]].append(op)
        elif op.what == "gone" and op.path in self._names:
            self._rename({k: v for k, v in self._names.items() if k != op.path})
        elif op.what == "name":
            old = op.data.decode()
            self._rename(
                {**{k: v for k, v in self._names.items() if k != old}, op.path: self._names[old]}
            )
        elif op.what == "sync":
            self._sync(op.path)

    def _made(self) -> int:
        number = len(self._safe)
        self._safe[number], self._pending[number] = bytearray(), []
        return number

    def _rename(self, names: dict[str, int]) -> None:
        self._names = names
        self._pending_names.append(names)

    def _sync(self, path: str) -> None:
        """A folder's sync keeps its names; a file's keeps its bytes, and not yet its name."""
        if path == self._folder:
            self._safe_names, self._pending_names = self._names, []
        elif path in self._names:
            number = self._names[path]
            for op in self._pending[number]:
                _apply(self._safe[number], op, None)
            self._pending[number] = []

    def folders(self, dice: random.Random) -> Iterator[dict[str, bytes]]:
        """Yield folders that a cut at this moment may leave: nothing, all, and parts of the rest."""
        yield self._folder_of(self._safe_names, None, 0.0)
        yield self._folder_of(self._names, None, 1.0)
        for share in (0.3, 0.7):
            kept = dice.randint(0, len(self._pending_names))
            names = self._pending_names[kept - 1] if kept else self._safe_names
            yield self._folder_of(names, dice, share)

    def _folder_of(
        self, names: dict[str, int], dice: random.Random | None, share: float
    ) -> dict[str, bytes]:
        found = {}
        for path, number in names.items():
            content = bytearray(self._safe[number])
            for op in self._pending[number]:
                if dice is None and share == 1.0:
                    _apply(content, op, None)
                elif dice is not None and dice.random() < share:
                    _apply(content, op, dice)
            found[path] = bytes(content)
        return found


def _apply(content: bytearray, op: Op, dice: random.Random | None) -> None:
    """Do a write or a change of size; with `dice` some sectors of a write do not make it."""
    if op.what == "size":
        del content[op.at :]
        content.extend(bytes(max(0, op.at - len(content))))
        return
    content.extend(bytes(max(0, op.at + len(op.data) - len(content))))
    for start in range(0, len(op.data), _SECTOR):
        if dice is None or dice.random() < 0.7:
            part = op.data[start : start + _SECTOR]
            content[op.at + start : op.at + start + len(part)] = part


def cut_everywhere(recording: Recording, work: Path, seed: int, *, every: int = 1) -> Outcome:
    """Build every folder that a cut may leave in `work`, and open it.

    With `every` only each so-many-th moment is looked at.
    """
    disk, dice, acknowledged = Disk(recording.home), random.Random(seed), 0
    counts: Counter[str] = Counter()

    def cut() -> None:
        counts["moments"] += 1
        if counts["moments"] % every:
            return
        counts["cuts"] += 1
        for folder in disk.folders(dice):
            counts["folders"] += 1
            counts[_verdict(folder, recording, work, acknowledged)] += 1

    for op in recording.ops:
        if op.what == "said":
            acknowledged = _newest(op, acknowledged)
        elif op.what in _POINTS:
            cut()
            disk.do(op)
            cut()
        else:
            disk.do(op)
    return Outcome(counts["cuts"], counts["folders"], counts["lost"], counts["unsound"])


def _newest(op: Op, before: int) -> int:
    said = [int(word) for word in op.data.split() if word.isdigit()]
    return max([before, *said])


def _verdict(folder: dict[str, bytes], recording: Recording, work: Path, acknowledged: int) -> str:
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    for path, content in folder.items():
        (work / Path(path).relative_to(recording.home)).write_bytes(content)
    try:
        found = _opened_again(work / "library.splitline")
    except Exception as error:  # noqa: BLE001 - whatever it is, it is what is looked for
        print(f"after {acknowledged} acknowledged: {error}", file=sys.stderr)
        return "unsound"
    if len(found) < acknowledged:
        return "lost"
    return "sound" if found == recording.records[: len(found)] else "unsound"


def _opened_again(path: Path) -> tuple[Record, ...]:
    library = Library(path)
    lines = library.summaries()
    found = library.records(lines[0].id) if lines else ()
    if found:
        state_of(found)
        with closing(sqlite3.connect(path)) as connection:
            sound = connection.execute("PRAGMA integrity_check").fetchall()
        if sound != [("ok",)]:
            raise ValueError(f"found {sound}, expected a sound file")
    return found


def run(presses: int, seed: int, mode: str) -> report.Line:
    """Time a race under strace, cut it everywhere, and say what came of it."""
    name = f"power cut, SQLite's journal: {mode}"
    if shutil.which("strace") is None:
        return report.Line(name, f"{presses} presses", "strace is not installed", None)
    place = "/dev/shm" if Path("/dev/shm").is_dir() else None
    with tempfile.TemporaryDirectory(dir=place) as temporary:
        folder = Path(temporary).resolve()
        recording = record(folder, presses, seed, mode)
        found = cut_everywhere(recording, folder / "cut", seed)
    text = (
        f"{found.cuts} moments, {found.folders} folders opened: {found.lost} lost an acknowledged"
        f" record, {found.unsound} unsound"
    )
    times = f"{presses} presses, {len(recording.records)} records"
    return report.Line(name, times, text, not found.lost and not found.unsound)


def main() -> None:
    """Say how many folders were opened and what was lost."""
    parser = report.parser(__doc__)
    parser.add_argument("--presses", type=int, default=300)
    args = parser.parse_args()
    found = [run(args.presses, args.seed, mode) for mode in MODES]
    report.tell(found, as_json=args.json)


if __name__ == "__main__":
    main()
