"""Who may write to a library? One process at a time, by a lock that dies with its process.

The lock is the operating system's, on a file beside the library that stays empty: nothing has to
be cleaned up after a kill. Within a process it is counted, so that a race that is being closed
and the next one may overlap; SQLite keeps their transactions apart.
"""

import errno
import os
import sys
import threading
from pathlib import Path
from typing import NamedTuple

from app.language import tr
from app.storage.failures import LibraryError

if sys.platform == "win32":
    import msvcrt

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)


_TAKEN = (errno.EACCES, errno.EAGAIN, errno.EDEADLK)


class _Held(NamedTuple):
    handle: int
    owners: set["WriterLock"]


def _lock_path(library: Path) -> Path:
    return Path(f"{library.resolve()}.lock")


_held: dict[Path, _Held] = {}
_turn = threading.Lock()


class WriterLock:
    """The right to write to one library; `acquire` it, `release` it."""

    def __init__(self, library: Path) -> None:
        """Name the library; nothing is locked yet."""
        self._library = library
        self._path = _lock_path(library)

    def acquire(self) -> None:
        """Take the lock, or keep it; raise `LibraryError` when another process has it.

        A lock whose file has been removed protects nothing: it is taken anew.
        """
        with _turn:
            held = _held.get(self._path)
            if held is not None and not self._is_there(held.handle):
                os.close(_held.pop(self._path).handle)
                held = None
            if held is None:
                held = _held[self._path] = _Held(self._open(), set())
            held.owners.add(self)

    def release(self) -> None:
        """Give the lock back, if it is held here."""
        with _turn:
            held = _held.get(self._path)
            if held is not None and self in held.owners:
                held.owners.remove(self)
                if not held.owners:
                    os.close(_held.pop(self._path).handle)

    def __enter__(self) -> "WriterLock":
        """Take the lock."""
        self.acquire()
        return self

    def __exit__(self, *_: object) -> None:
        """Give it back."""
        self.release()

    def _open(self) -> int:
        self._path.parent.mkdir(parents=True, exist_ok=True)
        handle = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            _lock(handle)
        except OSError as error:
            os.close(handle)
            if error.errno not in _TAKEN:
                raise
            raise LibraryError(
                tr(
                    "Another Splitline is writing to {library}; close it, then try again.",
                    library=self._library,
                )
            ) from None
        return handle

    def _is_there(self, handle: int) -> bool:
        try:
            return os.path.samestat(os.fstat(handle), self._path.stat())
        except OSError:
            return False


def written_elsewhere(library: Path) -> bool:
    """Whether another process holds the lock of `library` at this moment, as far as one can see."""
    if not _lock_path(library).exists():
        return False
    try:
        with WriterLock(library):
            return False
    except LibraryError:
        return True
    except OSError:
        return False
