"""Does a search that is guided by the branches it reaches find more? With atheris, where it is there.

Usage: python -m tests.bench.fuzz.guided READER [SECONDS] [FOLDER]

atheris (Apache-2.0) is no dependency: `pip install atheris` for the time of the search. What is
found is written into FOLDER, or the folder at hand, and ends the search.
"""

import importlib
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

_SECONDS = "60"
_MEGABYTES = 1024
_LARGEST = 20_000


def main(name: str, seconds: str = _SECONDS, folder: str = ".") -> None:
    """Search one reader for so long."""
    try:
        atheris = importlib.import_module("atheris")
    except ModuleNotFoundError:
        sys.exit("atheris is not installed: pip install atheris")
    with atheris.instrument_imports(include=["app", "fitdecode", "xml"]):
        readers = importlib.import_module("tests.bench.fuzz.readers")
        trial = importlib.import_module("tests.bench.fuzz.trial")
        reader = readers.readers()[name]
        for content in reader.files:
            trial.fault_of(reader, content)  # what is loaded late is watched as well

    def once(content: bytes) -> None:
        fault, _ = trial.fault_of(reader, reader.mend(content) if reader.mend else content)
        if fault:
            raise AssertionError(fault)

    with tempfile.TemporaryDirectory() as corpus:
        _sow(Path(corpus), reader.files)
        _search(atheris, once, seconds, folder, corpus)


def _sow(folder: Path, files: Sequence[bytes]) -> None:
    for number, content in enumerate(files):
        (folder / f"{number}").write_bytes(content)


def _search(atheris: Any, once: Any, seconds: str, folder: str, corpus: str) -> None:
    limits = (f"-max_total_time={seconds}", f"-rss_limit_mb={_MEGABYTES}", f"-max_len={_LARGEST}")
    place = f"-artifact_prefix={folder}/"
    atheris.Setup([sys.argv[0], *limits, "-timeout=10", place, corpus], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
