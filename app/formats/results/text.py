"""Which text do these bytes hold? Decoded from what timing programs write, or one sentence why not.

A byte order mark says what it is. Without one, many NULs are UTF-16, what is no UTF-8 is cp1252.
"""

import re
from pathlib import Path

from app.formats.file_text import FormatError, reason
from app.language import marked, tr

LARGEST = 20 * 1024 * 1024
MOST_LINES = 20_000
MOST_ATHLETES = 3_000
LONGEST_LINE = 50_000
LONGEST_NAME = 200
_AT_ONCE = 1 << 20

_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_OTHERS = (
    (b"%PDF-", marked("a PDF file"), marked("its text: open it, copy the text and paste that")),
    (b"PK\x03\x04", marked("a spreadsheet or an archive"), marked("text: save the table as CSV")),
    (
        b"\xd0\xcf\x11\xe0",
        marked("an old spreadsheet or document"),
        marked("text: save the table as CSV"),
    ),
    (b"\x89PNG", marked("a picture"), marked("text")),
    (b"\xff\xd8\xff", marked("a picture"), marked("text")),
    (b"\x1f\x8b", marked("a compressed file"), marked("the file in it")),
    (b"SQLite format 3\0", marked("a database"), marked("text")),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]"
)


class StillWritten(FormatError):
    """A file whose last line does not end: its program is still at it, or it was cut off."""


def content_of(path: Path) -> bytes:
    """Return the bytes of a file of results; raise `FormatError` for one over 20 MB, unread."""
    try:
        if path.is_dir():
            raise FormatError(tr("{path}: found a folder, expected a file", path=path))
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except (OSError, ValueError) as fault:
        if isinstance(fault, FormatError):
            raise
        raise FormatError(
            tr("{path}: cannot be read: {why}", path=path, why=reason(fault))
        ) from None
    check_size(content, str(path))
    return content


def check_size(content: bytes, name: str) -> None:
    """Raise `FormatError` for what is too large to be results."""
    if len(content) > LARGEST:
        most = LARGEST >> 20
        raise FormatError(
            tr(
                "{name}: found more than {most} MB, expected the results of a race",
                name=name,
                most=most,
            )
        )


def text_of(content: bytes, name: str) -> str:
    """Return the text with lines that end in `\\n`; raise `FormatError` for what is no text."""
    check_size(content, name)
    if not content.strip(b" \t\r\n\0"):
        raise FormatError(tr("{name}: found an empty file, expected text", name=name))
    for head, found, expected in _OTHERS:
        if content.startswith(head):
            raise FormatError(
                tr(
                    "{name}: found {what}, expected {expected}",
                    name=name,
                    what=tr(found),
                    expected=tr(expected),
                )
            )
    text = _decoded(content, name).replace("\r\n", "\n").replace("\r", "\n")
    control = _first_control(text)
    if control is not None:
        line = text.count("\n", 0, control.start()) + 1
        byte = f"0x{ord(control[0]):02x}"
        raise FormatError(
            tr(
                "{name}: line {line}: found the byte {byte}, expected text",
                name=name,
                line=line,
                byte=byte,
            )
        )
    return text


def _first_control(text: str) -> re.Match[str] | None:
    """Search piece by piece: a search holds up all threads, and a window may wait beside it."""
    for begin in range(0, len(text), _AT_ONCE):
        found = _CONTROL.search(text, begin, begin + _AT_ONCE)
        if found is not None:
            return found
    return None


def lines_of(content: bytes, name: str, most: int = MOST_LINES) -> list[str]:
    """Return the lines of a text, without what ends them; raise `FormatError` for too many."""
    lines = text_of(content, name).split("\n")
    if len(lines) > most:
        raise FormatError(
            tr(
                "{name}: found more than {most} lines, expected a meet at most",
                name=name,
                most=most,
            )
        )
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE:
            found = f"found {len(line)} characters"
            raise FormatError(f"{name}: line {number}: {found}, expected a line of results")
    return lines


def refuse_crowd(athletes: int, name: str) -> None:
    """Raise `FormatError` for more athletes than any meet has: each costs time and memory."""
    if athletes > MOST_ATHLETES:
        found = f"found more than {MOST_ATHLETES:,} athletes"
        raise FormatError(f"{name}: {found}, expected a meet at most")


def clean(text: str) -> str:
    """Return a name without what cannot be seen, blanks made one, and no longer than a name."""
    return " ".join(_UNSEEN.sub(" ", text).split())[:LONGEST_NAME].strip()


def _decoded(content: bytes, name: str) -> str:
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, name)
    wide = _wide(content)
    if wide:
        return _strictly(content, wide, name)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "cp1252", name)


def _wide(content: bytes) -> str:
    """Return the UTF-16 that text with a NUL in every other byte is in, empty for none.

    Names of any script stand among digits, commas and blanks, so a fifth of NULs is plenty.
    """
    sample = content[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    enough = max(4, len(sample) // 10)
    if odd >= enough and even * 8 < odd:
        return "utf-16-le"
    return "utf-16-be" if even >= enough and odd * 8 < even else ""


def _strictly(content: bytes, encoding: str, name: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        found = f"found the byte 0x{content[fault.start]:02x}"
        raise FormatError(f"{name}: line {line}: {found}, expected text ({encoding})") from None
