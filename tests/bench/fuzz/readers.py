"""Which readers of files are there? Each with sound files, and with what it may raise.

Those of app/formats/results are found by looking; a test holds that no reader of app/formats is
missing here.
"""

import atexit
import importlib
import pkgutil
import shutil
import struct
import tempfile
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import NamedTuple
from zlib import crc32

import app.formats.results
from app.domain.refusals import Refusal
from app.formats.file_text import FormatError
from app.formats.results.fit_messages import checksum
from app.formats.results.found import Found
from app.formats.session_json import read_session, write_session
from app.usecases.accepting import accept
from app.usecases.proposing import Answers, propose
from tests.bench.fuzz import seeds

Read = Callable[[bytes], object]
Mend = Callable[[bytes], bytes]
_SAID = (FormatError, Refusal)
_SURE = Answers(event="1500", confirmed=True)


class Reader(NamedTuple):
    """One reader of bytes: what it may raise, and its share of the inputs.

    `mend` makes a damaged file pass the first door (its checksum), so that some reach the next.
    """

    name: str
    read: Read
    raises: tuple[type[Exception], ...] = _SAID
    share: float = 1.0
    mend: Mend | None = None

    @property
    def files(self) -> tuple[bytes, ...]:
        """The sound files to begin with."""
        return seeds.of(self.name)


def readers() -> dict[str, Reader]:
    """Return every reader by its name."""
    found = [*_by_path(), *_of_results()]
    return {reader.name: reader for reader in found}


def _by_path() -> list[Reader]:
    from app.formats.pacing_file import read_pacing
    from app.formats.profile_file import read_profiles
    from app.formats.target_file import read_target_file
    from app.storage import preferences
    from app.storage.failures import LibraryError

    return [
        Reader("race_file", _at(_race, ".toml")),
        Reader("target_file", _at(read_target_file, ".toml")),
        Reader("profile_file", _at(read_profiles, ".toml"), share=0.2),
        Reader("pacing_file", _at(read_pacing, ".toml"), share=0.2),
        Reader("session_json", _at(_session, ".json")),
        Reader("preferences", _at(preferences.read, ".json"), raises=(), share=0.3),
        Reader("recovery", _at(_recovered, ".splitline"), (LibraryError,), share=0.02),
        Reader("check", _at(_checked, ""), raises=(), share=0.3),
    ]


def _of_results() -> list[Reader]:
    found = []
    for name, module in modules_of(app.formats.results).items():
        for verb in ("read", "read_results"):
            if hasattr(module, verb):
                reader = Reader(name, _with_name(module, verb), mend=_MENDS.get(name))
                found.append(reader)
    return found


def modules_of(package: ModuleType) -> Mapping[str, ModuleType]:
    """Return the modules of a package, those of packages in it among them, by their last name."""
    found = {}
    for each in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        found[each.name.rpartition(".")[2]] = importlib.import_module(each.name)
    return found


def _with_name(module: ModuleType, verb: str) -> Read:
    """Read what a file holds, and make every fourth sessions as far as that goes."""
    read: Callable[[bytes, str], Found] = getattr(module, verb)

    def read_and_use(content: bytes) -> object:
        found = read(content, "file")
        return found, list(_stored(found)) if crc32(content) % 4 == 0 else ()

    return read_and_use


def _stored(found: Found) -> Iterator[bytes]:
    """Yield the sessions that races become where somebody says yes to all that is proposed."""
    for proposal in propose(found, "file", Answers(confirmed=True)):
        sure = proposal
        if sure.event is None:
            (sure,) = propose(found._replace(races=(proposal.race,)), "file", _SURE)
        if sure.ready:
            yield write_session(accept(sure))


def _at(read: Callable[[Path], object], ending: str) -> Read:
    """Let a reader of paths read bytes, from one file that goes with this process."""

    def read_bytes(content: bytes) -> object:
        path = _folder() / f"file{ending}"
        path.write_bytes(content)
        return read(path)

    return read_bytes


@cache
def _folder() -> Path:
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def _race(path: Path) -> object:
    """Read a race, and make each of its readings a run."""
    from app.formats.race_file import read_race_file
    from app.usecases.recorded_race import recording_of_race, run_of_recording

    recording = recording_of_race(read_race_file(path))
    return [run_of_recording(recording, line) for line in recording.lines]


def _session(path: Path) -> object:
    """Read a session, and write it again: what was taken has to be one that can be shown."""
    return write_session(read_session(path))


def _checked(path: Path) -> object:
    from app.usecases.checking import check_file

    return check_file(path)


def _recovered(path: Path) -> object:
    """Recover a damaged library; what comes of it has to be one, however little is in it."""
    from app.storage.library import Library
    from app.storage.recovery import recover

    for left in path.parent.iterdir():
        if left != path:
            left.unlink()
    recovery = recover(path)
    return recovery, [Library(path).session(id) for id in (*recovery.whole, *recovery.partial)]


def _mended_fit(content: bytes) -> bytes:
    """Give a damaged FIT file a length and a checksum that fit."""
    if len(content) < 16:
        return content
    head = content[:4] + struct.pack("<I", len(content) - 16) + content[8:14]
    whole = head + content[14:-2]
    return whole + struct.pack("<H", checksum(whole))


_MENDS: Mapping[str, Mend] = {"fit_laps": _mended_fit}
