"""What is in a file that somebody gave? Its text, or one sentence on why there is none.

Files are written whole or not at all: a reader never sees half of one.
"""

import os
import stat
from pathlib import Path

from app.language import marked, tr

_LARGEST = 64 * 1024 * 1024
_LONGEST, _BEGINNING = 500, 300
_NARROW = "\u202f"
"""The space before a colon in French."""


SESSION_ENDINGS = (".json", ".splitrace")
"""Of a race or session as a file: the same text, and the second ending is Splitline's alone, so
that a system knows what to open it with."""


class FormatError(ValueError):
    """A file that cannot be taken; the message says where, what was found, what was expected.

    What is quoted of a file may be anything, and as long as the file: the middle of a long message
    is left out, and characters that would break the line or the terminal are written as escapes.
    """

    def __init__(self, message: str) -> None:
        """Keep the beginning, which says where, and the end, which says what was expected."""
        if len(message) > _LONGEST:
            message = f"{message[:_BEGINNING]} … {message[_BEGINNING - _LONGEST + 3 :]}"
        if not message.isprintable():
            message = "".join(
                c if c.isprintable() or c == _NARROW else _escaped(c) for c in message
            )
        super().__init__(message)


def _escaped(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")


def read_text(path: Path, kind: type[FormatError] = FormatError) -> str:
    """Return the UTF-8 text of `path`; raise `kind` when it is no text or cannot be read."""
    content = _read_bytes(path, kind)
    if not content.strip():
        raise kind(tr("{path}: found an empty file, expected text", path=path))
    if b"\0" in content:
        raise kind(tr("{path}: found a binary file, expected text", path=path))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        words = marked("{path}: line {line}: found the byte {found}, expected UTF-8 text")
        found = f"0x{content[fault.start]:02x}"
        raise kind(tr(words, path=path, line=line, found=found)) from None


def _read_bytes(path: Path, kind: type[FormatError]) -> bytes:
    try:
        if path.is_dir():
            raise kind(tr("{path}: found a folder, expected a file", path=path))
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except (OSError, ValueError) as fault:
        if isinstance(fault, kind):
            raise
        raise kind(tr("{path}: cannot be read: {why}", path=path, why=reason(fault))) from None
    if len(content) > _LARGEST:
        words = marked("{path}: found more than {most} MB, expected a race or a session")
        raise kind(tr(words, path=path, most=_LARGEST >> 20))
    return content


def reason(fault: Exception) -> str:
    """Return why the system refused, in its own words without path or number."""
    words = getattr(fault, "strerror", None) or str(fault)
    return words[:1].lower() + words[1:]


def write_whole(path: Path, content: bytes) -> None:
    """Write `content` to `path` in one step; raise `FormatError` and leave what was there.

    The new file is complete on disk before it takes the name. Devices and pipes are written to.
    """
    try:
        target = Path(os.path.realpath(path))
        if target.exists() and not target.is_file():
            _write_through(target, content)
        else:
            _replace(target, content)
    except (OSError, ValueError) as fault:
        raise FormatError(
            tr("{path}: cannot be written: {why}", path=path, why=reason(fault))
        ) from None


def _write_through(target: Path, content: bytes) -> None:
    with target.open("wb", buffering=0) as file:
        file.write(content)


def _replace(target: Path, content: bytes) -> None:
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if target.exists():
            part.chmod(stat.S_IMODE(target.stat().st_mode))
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)
