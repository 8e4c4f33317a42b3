"""Why can the library not be read or written? One sentence, whatever lies behind it.

Knows the errors of SQLite by their names, so that nothing here imports it.
"""

import errno
import os
from pathlib import Path

from app.language import marked, tr

_BY_SQLITE = {
    "SQLITE_FULL": marked("the disk is full"),
    "SQLITE_BUSY": marked("another program keeps the library locked"),
    "SQLITE_LOCKED": marked("another program keeps the library locked"),
    "SQLITE_READONLY_DBMOVED": marked("the library has been moved away"),
    "SQLITE_READONLY": marked("the library may not be written"),
    "SQLITE_PERM": marked("the library may not be written"),
    "SQLITE_CANTOPEN": marked("the library cannot be opened"),
    "SQLITE_IOERR": marked("the disk reports an error"),
    "SQLITE_CORRUPT": marked("the library is damaged"),
    "SQLITE_NOTADB": marked("the library is damaged"),
}
_VAGUE = ("SQLITE_CANTOPEN", "SQLITE_IOERR", "SQLITE_READONLY")
"""What SQLite says of a folder that is gone or read-only, depending on what it was doing."""
_BARRED = (errno.EACCES, errno.EPERM, errno.EROFS)
_UNNAMED_DAMAGE = (
    "Could not decode to",
    "invalid fts5 file format",
    "no such column",
    "no such table",
    "table ",
)
"""How the messages of damage begin that SQLite has no name for.

What is asked for by name was there when the library was made.
"""
_DAMAGE = ("SQLITE_CORRUPT", "SQLITE_NOTADB")
_BY_SYSTEM = {
    errno.ENOSPC: marked("the disk is full"),
    errno.EDQUOT: marked("the disk is full"),
    errno.EACCES: marked("the library may not be written"),
    errno.EPERM: marked("the library may not be written"),
    errno.EROFS: marked("the library may not be written"),
    errno.ENOENT: marked("the folder of the library is gone"),
    errno.ENOTDIR: marked("a file is in the way of the library's folder"),
    errno.EEXIST: marked("a file is in the way of the library's folder"),
    errno.EISDIR: marked("a folder is in the way of the library"),
    errno.EIO: marked("the disk reports an error"),
}


class LibraryError(Exception):
    """The library cannot do what was asked; the message is one sentence."""


class DamagedLibrary(LibraryError):
    """The file is a library of ours, and is damaged."""


def is_damage(error: Exception) -> bool:
    """Whether `error` says that the file itself is damaged: recovery is what helps then."""
    if isinstance(error, LibraryError):
        return isinstance(error, DamagedLibrary)
    if isinstance(error, ValueError) or str(error).startswith(_UNNAMED_DAMAGE):
        return True  # a text that is none, a list that is no JSON
    return str(getattr(error, "sqlite_errorname", "")).startswith(_DAMAGE)


def reason(error: Exception, path: Path | None = None) -> str:
    """Return why `error` happened, as a clause: `the disk is full`.

    With the `path` of the library, what SQLite is vague about is looked at.
    """
    if isinstance(error, LibraryError):
        text = str(error).rstrip(".")
        return text[:1].lower() + text[1:] if text[1:2].isalpha() else text
    if is_damage(error):
        return _BY_SQLITE["SQLITE_CORRUPT"]
    exactly = str(getattr(error, "sqlite_errorname", ""))
    name = "_".join(exactly.split("_")[:2])
    number = error.errno if isinstance(error, OSError) else None
    seen = _seen(path, name, number) if path is not None else ""
    known = _BY_SQLITE.get(exactly) or _BY_SQLITE.get(name) or _BY_SYSTEM.get(number or 0)
    return tr(seen or known or "") or str(error).rstrip(".") or type(error).__name__


def _seen(path: Path, name: str, number: int | None) -> str:
    """Return what anybody can see to be wrong with the library's place, empty for nothing."""
    if number in _BARRED and not path.parent.exists():
        return tr("the folder of the library is gone and cannot be made anew")
    if name not in _VAGUE:
        return ""
    if not path.parent.exists():
        return _BY_SYSTEM[errno.ENOENT]
    barred = not os.access(path.parent, os.W_OK) or (path.exists() and not os.access(path, os.W_OK))
    return _BY_SYSTEM[errno.EACCES] if barred else ""


def failed(path: Path, error: Exception) -> LibraryError:
    """Return `error` as a sentence about the library at `path`."""
    if isinstance(error, LibraryError):
        return error
    kind = DamagedLibrary if is_damage(error) else LibraryError
    return kind(f"{path}: {reason(error, path)}.")
