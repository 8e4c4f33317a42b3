"""How does a test get another process at the same library?"""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parents[3]


@contextmanager
def other_process(*words: object) -> Iterator["subprocess.Popen[str]"]:
    """Run `other_process.py` with `words`; it is killed, if it still runs, and waited for."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.unit.storage.other_process", *map(str, words)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


@contextmanager
def held_elsewhere(library: Path) -> Iterator["subprocess.Popen[str]"]:
    """Have another process hold the writer's lock of `library`."""
    with other_process("hold", library) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


@contextmanager
def locked_by_sqlite(library: Path) -> Iterator["subprocess.Popen[str]"]:
    """Have another program keep the file of `library` locked."""
    with other_process("lock", library) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "locked\n"
        yield process
