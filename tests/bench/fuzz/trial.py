"""How does one reader take its inputs? A process of its own, which may be ended at any moment.

Usage: python -m tests.bench.fuzz.trial READER SEED FIRST LAST BEAT FINDS

Inputs FIRST to LAST (without it) are made from the seed one by one. What is counted stands in the
file BEAT at any time, what is found goes to FINDS, a line of JSON each. Times are nanoseconds of
this process's own work, so that a busy machine makes no reader slow.
"""

import json
import mmap
import os
import random
import resource
import struct
import sys
import tempfile
import time
import traceback
import warnings
from pathlib import Path
from typing import NamedTuple, TextIO

from tests.bench.fuzz.mutation import mutated
from tests.bench.fuzz.readers import Reader, readers
from tests.bench.fuzz.shapes import SHAPES

LONGEST_NS = 1_000_000_000
MOST_MEMORY = 256 << 20
_LONGEST_SENTENCE = 600
_BEAT = struct.Struct("<7q")
BEAT_BYTES = _BEAT.size


class Beat(NamedTuple):
    """Where a trial is: the input at hand and what the inputs before it came to.

    `slowest_ns` is the longest time, of the input `slowest`; `grown_kb` how much larger the process
    has become since its first input.
    """

    at: int = 0
    read: int = 0
    refused: int = 0
    slowest_ns: int = 0
    slowest: int = 0
    grown_kb: int = 0
    taken_ns: int = 0


def beat_in(content: bytes) -> Beat:
    """Return what the beat of a trial says."""
    return Beat._make(_BEAT.unpack(content[:BEAT_BYTES]))


def input_of(reader: Reader, seed: int, number: int) -> bytes:
    """Return an input by its number: the same for the same seed, on every machine."""
    rng = random.Random(f"{seed} {reader.name} {number}")
    shape = SHAPES.get(reader.name)
    if shape and rng.randrange(2):
        return shape(rng, reader.files)
    content = mutated(rng, reader.files)
    return reader.mend(content) if reader.mend and rng.randrange(2) else content


def fault_of(reader: Reader, content: bytes) -> tuple[str, bool]:
    """Return what is wrong about how `content` is taken, empty when nothing, and if it was read."""
    try:
        reader.read(content)
    except reader.raises as refusal:
        words = str(refusal)
        if "\n" in words or not words.strip() or len(words) > _LONGEST_SENTENCE:
            return f"{type(refusal).__name__} is not one sentence: {words[:200]!r}", False
        return "", False
    except Exception as fault:  # noqa: BLE001 - whatever else comes out of a reader is a find
        return _where(fault), False
    return "", True


def _where(fault: Exception) -> str:
    frames = traceback.extract_tb(fault.__traceback__)[-3:]
    places = " < ".join(f"{Path(f.filename).name}:{f.lineno} {f.name}" for f in reversed(frames))
    return f"{type(fault).__name__}: {str(fault)[:120]!r} at {places}"


def run(reader: Reader, seed: int, numbers: range, beats: mmap.mmap, finds: TextIO) -> None:
    """Give the reader its inputs, and say after each how far it is."""
    for content in reader.files:
        fault_of(reader, content)  # loads what is loaded late, so that growth is the inputs' own
    _limit_memory()
    before_kb, started_by = _peak_kb(), os.getppid()
    beat = Beat()
    for number in numbers:
        if os.getppid() != started_by:
            return  # whoever asked has gone
        beats[:BEAT_BYTES] = _BEAT.pack(*beat._replace(at=number))
        content = input_of(reader, seed, number)
        begun = time.process_time_ns()
        fault, was_read = fault_of(reader, content)
        took = time.process_time_ns() - begun
        if took > LONGEST_NS:
            fault = fault or f"took {took / 1e9:.1f} s for {len(content):,} bytes"
        if fault:
            _tell(finds, reader.name, seed, number, fault)
        slower = took > beat.slowest_ns
        beat = Beat(
            at=number + 1,
            read=beat.read + was_read,
            refused=beat.refused + (not was_read),
            slowest_ns=took if slower else beat.slowest_ns,
            slowest=number if slower else beat.slowest,
            grown_kb=_peak_kb() - before_kb,
            taken_ns=beat.taken_ns + took,
        )
    beats[:BEAT_BYTES] = _BEAT.pack(*beat)


def _tell(finds: TextIO, name: str, seed: int, number: int, fault: str) -> None:
    line = {"reader": name, "seed": seed, "input": number, "fault": fault}
    finds.write(json.dumps(line) + "\n")
    finds.flush()


def _peak_kb() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss


def _limit_memory() -> None:
    """Let the process grow by so much and no more: then memory runs out in the reader, and is found."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
    most = pages * resource.getpagesize() + MOST_MEMORY
    resource.setrlimit(resource.RLIMIT_AS, (most, most))


def main(name: str, seed: str, first: str, last: str, beat: str, finds: str) -> None:
    """Run the inputs of one reader."""
    warnings.simplefilter("error")
    tempfile.tempdir = str(Path(beat).parent)  # goes with the trial, even where that is ended
    with (
        Path(beat).open("r+b") as file,
        mmap.mmap(file.fileno(), BEAT_BYTES) as beats,
        Path(finds).open("a", encoding="utf-8") as found,
    ):
        run(readers()[name], int(seed), range(int(first), int(last)), beats, found)


if __name__ == "__main__":
    main(*sys.argv[1:])
