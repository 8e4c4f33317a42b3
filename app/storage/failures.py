"""Why can the library not be read or written? One sentence, whatever lies behind it.

Knows the errors of SQLite by their names, so that nothing here imports it.
"""

import errno
from pathlib import Path

_BY_SQLITE = {
    "SQLITE_FULL": "the disk is full",
    "SQLITE_BUSY": "another program keeps the library locked",
    "SQLITE_LOCKED": "another program keeps the library locked",
    "SQLITE_READONLY": "the library may not be written",
    "SQLITE_PERM": "the library may not be written",
    "SQLITE_CANTOPEN": "the library cannot be opened",
    "SQLITE_IOERR": "the disk reports an error",
    "SQLITE_CORRUPT": "the library is damaged",
    "SQLITE_NOTADB": "the library is damaged",
}
_BY_SYSTEM = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "the disk is full",
    errno.EACCES: "the library may not be written",
    errno.EPERM: "the library may not be written",
    errno.EROFS: "the library may not be written",
    errno.ENOENT: "the folder of the library is gone",
    errno.ENOTDIR: "a file is in the way of the library's folder",
    errno.EEXIST: "a file is in the way of the library's folder",
    errno.EISDIR: "a folder is in the way of the library",
    errno.EIO: "the disk reports an error",
}


class LibraryError(Exception):
    """The library cannot do what was asked; the message is one sentence."""


def reason(error: Exception) -> str:
    """Return why `error` happened, as a clause: `the disk is full`."""
    if isinstance(error, LibraryError):
        text = str(error).rstrip(".")
        return text[:1].lower() + text[1:] if text[1:2].isalpha() else text
    name = "_".join(str(getattr(error, "sqlite_errorname", "")).split("_")[:2])
    number = error.errno if isinstance(error, OSError) else None
    known = _BY_SQLITE.get(name) or (_BY_SYSTEM.get(number) if number else None)
    return known or str(error).rstrip(".") or type(error).__name__


def failed(path: Path, error: Exception) -> LibraryError:
    """Return `error` as a sentence about the library at `path`."""
    if isinstance(error, LibraryError):
        return error
    return LibraryError(f"{path}: {reason(error)}.")
