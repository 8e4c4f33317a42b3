"""Which rows are still to be read in a damaged file, whatever has become of its tables?

Reads the pages of an SQLite file one by one, without the tree that leads to them, as the file
format is described on sqlite.org/fileformat.html: tables without rowid are kept in index pages,
and each cell of those is a whole row with its key in front; a rowid reads as nothing. Where the head of a page is damaged
too, every place in it is tried. Nothing here trusts a length, a number or a link that it finds.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

Value = int | str | None
Row = tuple[Value, ...]

_INTERIOR, _LEAF, _WITH_ROWID = 0x02, 0x0A, 0x0D
_LINK = 4
_SIZES = tuple(2**n for n in range(9, 17))
_USUAL_SIZE = 4096
_LARGEST = 4 * 1024 * 1024
_COLUMNS = range(4, 17)
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_ROLLBACK_MAGIC = bytes.fromhex("d9d505f920a163d7")
_WAL_HEAD, _WAL_FRAME = 32, 24


class _Broken(Exception):
    """What was looked at is no row."""


class _Page(NamedTuple):
    """A page of the file; `head` is 100 in the first one, where the file's own head comes first."""

    data: bytes
    head: int


class _Pages(NamedTuple):
    """A file cut into pages; `usable` is how many bytes of each may hold something."""

    file: bytes
    size: int
    usable: int

    def number(self, number: int) -> bytes:
        """Return a page by its number, counted from 1; raise `_Broken` where there is none."""
        start = (number - 1) * self.size
        if number < 1 or start >= len(self.file):
            raise _Broken
        return self.file[start : start + self.size].ljust(self.size, b"\0")


def rows_in(path: Path) -> Iterator[Row]:
    """Yield the rows that can be read, in no order, some perhaps twice; numbers and texts only.

    Pages that an interrupted write had set aside in a journal beside the file are read as well.
    """
    file = path.read_bytes()
    size = _page_size(file)
    reserved = file[20] if len(file) > 20 and file[20] < size // 2 else 0
    pages = _Pages(file, size, size - reserved)
    for number in range(1, -(-len(file) // size) + 1):
        yield from _rows_of(pages, _Page(pages.number(number), 100 if number == 1 else 0))
    for page in (*_rolled_back(path, size), *_in_wal(path, size)):
        yield from _rows_of(pages, _Page(page, 0))


def _page_size(file: bytes) -> int:
    said = int.from_bytes(file[16:18])
    size = 65536 if said == 1 else said
    return size if size in _SIZES else _USUAL_SIZE


def _rolled_back(path: Path, size: int) -> Iterator[bytes]:
    """Yield the pages of a rollback journal: number, page, checksum, from the first sector on."""
    journal = _read(Path(f"{path}-journal"))
    if not journal.startswith(_ROLLBACK_MAGIC):
        return
    sector = int.from_bytes(journal[20:24])
    step = size + 8
    for start in range(sector if 0 < sector <= 65536 else 512, len(journal) - step + 1, step):
        yield journal[start + 4 : start + 4 + size]


def _in_wal(path: Path, size: int) -> Iterator[bytes]:
    log = _read(Path(f"{path}-wal"))
    step = size + _WAL_FRAME
    for start in range(_WAL_HEAD, len(log) - step + 1, step):
        yield log[start + _WAL_FRAME : start + step]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        return b""


def _rows_of(pages: _Pages, page: _Page) -> Iterator[Row]:
    kind = page.data[page.head]
    if kind in (_INTERIOR, _LEAF, _WITH_ROWID):
        found, broken = _by_pointers(pages, page, kind)
        yield from found
        if not broken:
            return
    if b"main" in page.data:
        yield from _by_trying(pages, page)


def _by_pointers(pages: _Pages, page: _Page, kind: int) -> tuple[list[Row], bool]:
    """Return the rows that the page's own list points to, and whether one of them is broken."""
    count = int.from_bytes(page.data[page.head + 3 : page.head + 5])
    first = page.head + (12 if kind == _INTERIOR else 8)
    rows: list[Row] = []
    broken = first + 2 * count > len(page.data)
    for place in range(first, min(first + 2 * count, len(page.data) - 1), 2):
        start = int.from_bytes(page.data[place : place + 2])
        try:
            rows.append(_cell(pages, page.data, start + (_LINK if kind == _INTERIOR else 0), kind))
        except (_Broken, IndexError):
            broken = True
    return rows, broken


def _by_trying(pages: _Pages, page: _Page) -> Iterator[Row]:
    for start in range(page.head, pages.usable - _LINK):
        try:
            row = _cell(pages, page.data, start, _LEAF)
        except (_Broken, IndexError):
            continue
        if len(row) in _COLUMNS and isinstance(row[0], str):
            yield row


def _cell(pages: _Pages, page: bytes, start: int, kind: int) -> Row:
    length, start = _varint(page, start)
    if not 2 <= length <= _LARGEST:
        raise _Broken
    most = (pages.usable - 12) * 64 // 255 - 23
    if kind == _WITH_ROWID:
        _, start = _varint(page, start)
        most = pages.usable - 35
    local = _local(length, pages.usable, most)
    payload = page[start : start + local]
    if len(payload) < local:
        raise _Broken
    if local < length:
        link = int.from_bytes(page[start + local : start + local + _LINK])
        payload += _overflow(pages, link, length - local)
    return _row(payload)


def _local(length: int, usable: int, most: int) -> int:
    """Return how much of a row stands in its own page; the rest is in a chain of others."""
    if length <= most:
        return length
    least = (usable - 12) * 32 // 255 - 23
    kept = least + (length - least) % (usable - _LINK)
    return kept if kept <= most else least


def _overflow(pages: _Pages, link: int, length: int) -> bytes:
    parts: list[bytes] = []
    while length > 0:
        page = pages.number(link)
        part = page[_LINK : min(pages.usable, _LINK + length)]
        parts.append(part)
        length -= len(part)
        link = int.from_bytes(page[:_LINK])
    return b"".join(parts)


def _row(payload: bytes) -> Row:
    end, at = _varint(payload, 0)
    if not at < end <= len(payload):
        raise _Broken
    kinds = []
    while at < end:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Value] = []
    at = end
    for kind in kinds:
        value, at = _value(payload, at, kind)
        values.append(value)
    if at != len(payload):
        raise _Broken
    return tuple(values)


def _value(payload: bytes, at: int, kind: int) -> tuple[Value, int]:
    if kind == 0:
        return None, at
    if kind in (8, 9):
        return kind - 8, at
    if kind in _INTEGER_BYTES:
        end = at + _INTEGER_BYTES[kind]
        return int.from_bytes(payload[at:end], signed=True), end
    if kind < 13 or kind % 2 == 0:
        raise _Broken
    end = at + (kind - 13) // 2
    try:
        return payload[at:end].decode(), end
    except UnicodeDecodeError:
        raise _Broken from None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """Read a number of one to nine bytes, seven bits in each but the ninth."""
    value = 0
    for _ in range(8):
        byte = data[at]
        at += 1
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at
    return value << 8 | data[at], at + 1
