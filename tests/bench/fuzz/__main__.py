"""Does any reader of files fall over, hang or grow, whatever it is given? A million inputs.

Usage: python -m tests.bench.fuzz [--count 1000000] [--reader NAME] [--seed 1] [--write FILE]
       python -m tests.bench.fuzz --reader NAME --seed 1 --replay NUMBER [--out FILE]

Each reader has processes of its own, two of them at a time. One that stands still is ended, the
input it stood at is a find, and the rest of its inputs is given to another process.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.bench.fuzz import report
from tests.bench.fuzz.readers import Reader, readers
from tests.bench.fuzz.trial import BEAT_BYTES, Beat, beat_in, fault_of, input_of
from tests.bench.recorded_section import machine, record

SECTION = "fuzz"
_ROOT = Path(__file__).parents[3]
_MEMORY = Path("/dev/shm")  # where files cost no disk, on systems that have it
_COUNT = 1_000_000
_AT_ONCE = 2
_STANDS_STILL_S = 20.0
_LOOK_S = 0.2
_PIECE = 25_000
_MOST_HANGS = 20


def run(chosen: Sequence[Reader], count: int, seed: int) -> list[report.Line]:
    """Give the readers their inputs and return a line for each, as they were named."""
    pieces = list(_pieces(chosen, count))
    with (
        tempfile.TemporaryDirectory(dir=_MEMORY if _MEMORY.is_dir() else None) as folder,
        ThreadPoolExecutor(max_workers=_AT_ONCE) as pool,
    ):
        lines = pool.map(lambda each: _piece(Path(folder), seed, *each), pieces)
        return report.together(_told(lines))


def _told(lines: Iterator[report.Line]) -> Iterator[report.Line]:
    for line in lines:
        print(f"{line.reader}: {line.inputs:,} inputs, {len(line.finds)} finds", file=sys.stderr)
        yield line


def _pieces(chosen: Sequence[Reader], count: int) -> Iterator[tuple[str, int, int]]:
    for name, share in divided(chosen, count).items():
        for first in range(0, share, _PIECE):
            yield name, first, min(share, first + _PIECE)


def divided(chosen: Sequence[Reader], count: int) -> dict[str, int]:
    """Divide `count` inputs among the readers by their shares, the rest to the last one."""
    whole = sum(reader.share for reader in chosen)
    numbers = {reader.name: int(count * reader.share / whole) for reader in chosen}
    numbers[chosen[-1].name] += count - sum(numbers.values())
    return numbers


def _piece(folder: Path, seed: int, name: str, first: int, last: int) -> report.Line:
    """Run some inputs of one reader, in as many processes as it takes."""
    line = report.Line(name)
    hangs = 0
    while first < last:
        beat, finds, ended = _process(folder, seed, name, first, last)
        line = line.plus(beat, finds)
        if ended and beat.at >= last:
            break
        words = "broke its process" if ended else f"stood still for {_STANDS_STILL_S:.0f} s"
        line = line.found(report.Find(name, seed, beat.at, words))
        first = max(first, beat.at) + 1
        hangs += 1
        if hangs == _MOST_HANGS:
            break
    return line


def _process(
    folder: Path, seed: int, name: str, first: int, last: int
) -> tuple[Beat, list[report.Find], bool]:
    """Run a process over the inputs; say how far it came, what it found, and if it ended itself."""
    place = Path(tempfile.mkdtemp(dir=folder))
    beat, finds = place / "beat", place / "finds"
    beat.write_bytes(bytes(BEAT_BYTES))
    finds.touch()
    words = [sys.executable, "-m", "tests.bench.fuzz.trial", name, str(seed), str(first), str(last)]
    with subprocess.Popen([*words, str(beat), str(finds)], cwd=_ROOT) as process:
        ended = _watched(process, beat)
    return beat_in(beat.read_bytes()), report.finds_in(finds), ended


def _watched(process: "subprocess.Popen[bytes]", beat: Path) -> bool:
    """Wait for the end of a process, and make one where its beat stands still."""
    last, since = b"", time.monotonic()
    while process.poll() is None:
        content = beat.read_bytes()
        if content != last:
            last, since = content, time.monotonic()
        elif time.monotonic() - since > _STANDS_STILL_S:
            process.kill()
            process.wait()
            return False
        time.sleep(_LOOK_S)
    return True


def _replay(reader: Reader, seed: int, number: int, out: Path | None) -> int:
    content = input_of(reader, seed, number)
    if out:
        out.write_bytes(content)
    fault, was_read = fault_of(reader, content)
    print(f"{len(content):,} bytes: {fault or ('read' if was_read else 'refused')}")
    return 1 if fault else 0


def main() -> int:
    """Run, print and record; 1 where something was found."""
    known = readers()
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--count", type=int, default=_COUNT, help="inputs over all readers")
    parser.add_argument("--reader", action="append", choices=sorted(known), help="only this one")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=int, help="give the reader this one input again")
    parser.add_argument("--out", type=Path, help="where to put the input that is replayed")
    parser.add_argument("--write", type=Path, help="the document with a place for the table")
    args = parser.parse_args()
    chosen = [known[name] for name in args.reader or known]
    if args.replay is not None:
        return _replay(chosen[0], args.seed, args.replay, args.out)
    begun = time.monotonic()
    lines = run(chosen, args.count, args.seed)
    text = report.in_words(lines, args.seed, time.monotonic() - begun)
    print(text)
    if args.write:
        record(args.write, SECTION, f"{machine()}\n\n{text}")
    return 1 if any(line.finds for line in lines) else 0


if __name__ == "__main__":
    sys.exit(main())
