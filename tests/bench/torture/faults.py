"""Does a race outlive a full disk, a folder nobody may write to, a pulled stick, a lock of another?

What needs a file system of its own is tried in a tmpfs, mounted in a name space of this process
alone (unshare): it ends with the process, and where the system allows it nobody has to be root.
Permission bits mean nothing to root: the process gives up the right to pass over them (setpriv).
"""

import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path

from tests.bench.torture import report
from tests.bench.torture.endurance import Endured, Fault, endure, in_ms
from tests.unit.storage.processes import ROOT, held_elsewhere, locked_by_sqlite

MAY_MOUNT = "SPLITLINE_TORTURE_MAY_MOUNT"
_NAME = "library.splitline"
_NOT_WRITTEN = "the library may not be written"
_GONE = "the folder of the library is gone"
_PASSING = f"{_GONE}|moved away|the disk reports an error|the library cannot be opened"
"""What may be said for a moment where the race finds another place by itself."""
_PAGE = 4096
_FULL = 1024 * 1024

Make = Callable[[ExitStack, Path, random.Random], tuple[Path, Fault]]


def _lock(stack: ExitStack, folder: Path, _: random.Random) -> tuple[Path, Fault]:
    library = folder / _NAME
    other = ExitStack()
    stack.push(other)
    return library, Fault(
        "the library's lock held by another process, then let go",
        "another process that holds the lock",
        "^Not saved: another Splitline is writing to ",
        lambda: other.enter_context(held_elsewhere(library)),
        other.close,
        from_start=True,
    )


def _busy(stack: ExitStack, folder: Path, _: random.Random) -> tuple[Path, Fault]:
    library = folder / _NAME
    other = ExitStack()
    stack.push(other)
    return library, Fault(
        "SQLite kept locked by another program, then let go",
        "BEGIN EXCLUSIVE in another process",
        "another program keeps the library locked",
        lambda: other.enter_context(locked_by_sqlite(library)),
        other.close,
    )


def _read_only_folder(_: ExitStack, folder: Path, __: random.Random) -> tuple[Path, Fault]:
    library = folder / "home" / _NAME

    def strike() -> None:
        library.parent.mkdir(exist_ok=True)
        library.parent.chmod(0o555)
        if library.exists():
            library.chmod(0o444)

    def mend() -> None:
        library.parent.chmod(0o755)
        if library.exists():
            library.chmod(0o644)

    return library, Fault(
        "the folder made read-only, then writable", "permission bits", _NOT_WRITTEN, strike, mend
    )


def _read_only_mount(stack: ExitStack, folder: Path, _: random.Random) -> tuple[Path, Fault]:
    place = _mounted(stack, folder / "place")
    return place / _NAME, Fault(
        "the disk made read-only, then writable",
        "a read-only mount over the folder",
        _NOT_WRITTEN,
        lambda: _over(place),
        lambda: _run("umount", "--lazy", place),
    )


def _over(place: Path) -> None:
    _run("mount", "--bind", place, place)
    _run("mount", "-o", "remount,bind,ro", place)


def _full(stack: ExitStack, folder: Path, dice: random.Random) -> tuple[Path, Fault]:
    place = _mounted(stack, folder / "place", f"size={_FULL}")
    ballast = place / "ballast"

    def strike() -> None:
        with ballast.open("wb", buffering=0) as file:
            try:
                while True:
                    file.write(bytes(_PAGE))
            except OSError:
                file.truncate(max(0, file.tell() - dice.randrange(4) * _PAGE))

    return place / _NAME, Fault(
        "the disk full, then with room again",
        "a tmpfs of 1 MB, filled up",
        "the disk is full",
        strike,
        ballast.unlink,
    )


def _deleted(_: ExitStack, folder: Path, __: random.Random) -> tuple[Path, Fault]:
    library = folder / "home" / _NAME
    return library, Fault(
        "the folder deleted",
        "rm -r",
        _PASSING,
        lambda: _until_done(lambda: shutil.rmtree(library.parent)),
        lambda: None,
        passes=True,
    )


def _moved(_: ExitStack, folder: Path, __: random.Random) -> tuple[Path, Fault]:
    library, away, between = folder / "home" / _NAME, folder / "away", folder / "between"

    def mend() -> None:
        if library.parent.exists():
            library.parent.rename(between)
        away.rename(library.parent)

    return library, Fault(
        "the folder moved away, then back",
        "rename",
        _PASSING,
        lambda: _until_done(lambda: library.parent.rename(away)),
        lambda: _until_done(mend),
        passes=True,
    )


def _until_done(act: Callable[[], object]) -> None:
    """The race may put a file there at any moment."""
    for _ in range(1000):
        try:
            act()
        except OSError:
            continue
        return
    raise TimeoutError("found the folder in use a thousand times")


def _pulled(stack: ExitStack, folder: Path, _: random.Random) -> tuple[Path, Fault]:
    """What is left of a stick in a folder of the system's is a place nobody may write to."""
    media = _mounted(stack, folder / "media")
    place = media / "stick"
    stick = _stick(stack, folder, place)
    _run("mount", "-o", "remount,ro", media)
    return place / "home" / _NAME, Fault(
        "the stick pulled out, then put in again",
        "umount --lazy, with nothing writable below",
        _GONE,
        lambda: _run("umount", "--lazy", place),
        lambda: _run("mount", "--bind", stick, place),
    )


def _swapped(stack: ExitStack, folder: Path, _: random.Random) -> tuple[Path, Fault]:
    place = folder / "place"
    stick = _stick(stack, folder, place)
    return place / "home" / _NAME, Fault(
        "the stick pulled out above a writable folder, then put in again",
        "umount --lazy",
        _PASSING,
        lambda: _run("umount", "--lazy", place),
        lambda: _run("mount", "--bind", stick, place),
        passes=True,
    )


def _another(stack: ExitStack, folder: Path, _: random.Random) -> tuple[Path, Fault]:
    place = folder / "place"
    _stick(stack, folder, place)
    return place / "home" / _NAME, Fault(
        "the stick pulled out and an empty one put in",
        "umount --lazy, another tmpfs",
        _PASSING,
        lambda: _run("umount", "--lazy", place),
        lambda: _run("mount", "-t", "tmpfs", "stick", place),
        passes=True,
    )


def _stick(stack: ExitStack, folder: Path, place: Path) -> Path:
    stick = _mounted(stack, folder / "stick")
    place.mkdir(parents=True)
    _run("mount", "--bind", stick, place)
    stack.callback(_run, "umount", "--lazy", place)
    return stick


def _mounted(stack: ExitStack, place: Path, options: str = "size=64m") -> Path:
    place.mkdir(parents=True)
    _run("mount", "-t", "tmpfs", "-o", options, "torture", place)
    stack.callback(_run, "umount", "--lazy", place)
    return place


def _run(*words: object) -> None:
    subprocess.run([*map(str, words)], check=True, capture_output=True)


ANYWHERE: dict[str, Make] = {
    "lock": _lock,
    "busy": _busy,
    "read-only": _read_only_folder,
    "deleted": _deleted,
    "moved": _moved,
}
"""What any Linux allows."""
MOUNTED: dict[str, Make] = {
    "full": _full,
    "read-only-mount": _read_only_mount,
    "pulled": _pulled,
    "swapped": _swapped,
    "another": _another,
}
"""What needs a mount."""


def one(name: str, folder: Path, seed: int) -> tuple[Fault, Endured]:
    """Time one race through the fault called `name`."""
    with ExitStack() as stack:
        make = (ANYWHERE | MOUNTED)[name]
        library, fault = make(stack, folder, random.Random(seed))
        return fault, endure(library, fault, seed)


def many(name: str, times: int, seed: int) -> report.Line:
    """Time `times` races through a fault, each struck at another moment."""
    found = []
    for number in range(times):
        with _folder() as folder:
            found.append(one(name, folder, seed + number))
    return _line(found[0][0], [endured for _, endured in found])


@contextmanager
def _folder() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="splitline-torture-") as name:
        yield Path(name).resolve()


def _line(fault: Fault, found: Sequence[Endured]) -> report.Line:
    wrong = [each.wrong for each in found if each.wrong]
    records = sum(each.records for each in found)
    said = sorted({_clause(words) for each in found for words in each.said})
    text = (
        f"{records} records, {len(wrong)} races wrong; all stored"
        f" {in_ms(max(each.resumed_ns for each in found))} after the end at the latest;"
        f" slowest press {in_ms(max(each.slowest_ns for each in found))};"
        f" said: {' / '.join(said) or 'nothing'}"
    )
    if wrong:
        text += f"; first: {wrong[0]}"
    return report.Line(f"{fault.name} ({fault.how})", f"{len(found)} races", text, not wrong)


def _clause(trouble: str) -> str:
    clause = trouble.removeprefix("Not saved: ").partition(". The race goes on")[0]
    return clause.partition(" to /")[0]


def inside() -> list[str]:
    """Return the words that run a program where it may mount and is held by permission bits."""
    for words in (["unshare", "--map-root-user", "--mount"], ["unshare", "--mount"], []):
        tried = [*words, *_held_by_bits(root=bool(words) or os.geteuid() == 0)]
        if _can_run([*tried, "true"]):
            return ["env", f"{MAY_MOUNT}=1", *tried] if words else tried
    return []


def _held_by_bits(*, root: bool) -> list[str]:
    rights = "-dac_override,-dac_read_search"
    return ["setpriv", "--bounding-set", rights] if root else []


def _can_run(words: Sequence[str]) -> bool:
    try:
        return subprocess.run(words, check=False, capture_output=True).returncode == 0
    except OSError:
        return False


def main() -> None:
    """Try every fault; the program first replaces itself by one that may mount."""
    parser = report.parser(__doc__)
    parser.add_argument("--times", type=int, default=10, help="races for each fault")
    parser.add_argument("--faults", default=",".join([*ANYWHERE, *MOUNTED]))
    parser.add_argument("--inside", action="store_true", help="used by the program itself")
    args = parser.parse_args()
    if not args.inside:
        words = [*inside(), sys.executable, "-m", __spec__.name, "--inside", *sys.argv[1:]]
        os.chdir(ROOT)
        os.execvp(words[0], words)
    report.tell(
        [_tried(name, args.times, args.seed) for name in args.faults.split(",")], as_json=args.json
    )


def _tried(name: str, times: int, seed: int) -> report.Line:
    if name in MOUNTED and not os.environ.get(MAY_MOUNT):
        return report.Line(name, "0 races", "this system allows no mount of ours", None)
    return many(name, times, seed)


if __name__ == "__main__":
    main()
