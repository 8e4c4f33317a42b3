"""Which messages of a FIT file are about laps? Those alone, as FIT files of their own.

A watch writes a message a second and a few for each lap. The frame of all of them is checked here
(lengths, definitions, checksums: FIT protocol, developer.garmin.com/fit/protocol), so that the
decoder gets little, and gets it whole.
"""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from app.formats.file_text import FormatError

FILE_ID, USER, SPORT, SESSION, LAP, ACTIVITY = 0, 3, 12, 18, 19, 34
_KEPT = frozenset((FILE_ID, USER, SPORT, SESSION, LAP, ACTIVITY))
_HEADS = (12, 14)
_MAGIC = b".FIT"
_MOST_FILES = 100
_MOST_VALUES = 60_000
_MOST_MESSAGES = 300_000
_LEAST_DEFINITION = 6


class FitPart(NamedTuple):
    """One file of those chained together: its messages about laps, and whether it was checked."""

    content: bytes
    checked: bool


class _Definition(NamedTuple):
    """How long the messages of a kind are, how many values each has, and whether it is kept."""

    length: int
    values: int
    kept: bool


def lap_messages(content: bytes, name: str) -> tuple[FitPart, ...]:
    """Return the messages about laps of each file in `content`.

    Raises `FormatError` where the file is no FIT file, is cut off or damaged, or too large.
    """
    parts = tuple(_parts(content, name))
    if not parts:
        raise FormatError(f"{name}: found nothing, expected a FIT file")
    return parts


def _parts(content: bytes, name: str) -> Iterator[FitPart]:
    at = count = 0
    while at < len(content):
        count += 1
        if count > _MOST_FILES:
            raise FormatError(f"{name}: found more than {_MOST_FILES} files in one, expected few")
        start, end = _body(content, at, name)
        checked = _check(content, at, end, name)
        kept = _Sieve(content, start, end, name).kept()
        head = struct.pack("<2BHI4s", 12, 0x20, 2100, len(kept), _MAGIC)
        yield FitPart(head + kept + b"\0\0", checked)
        at = end + 2


def _body(content: bytes, at: int, name: str) -> tuple[int, int]:
    """Return where the messages of the file at `at` begin and end."""
    head = content[at]
    if content[at + 8 : at + 12] != _MAGIC or head not in _HEADS:
        found = "other content" if at else "no head of a FIT file"
        raise FormatError(f"{name}: byte {at}: found {found}, expected a FIT file")
    (length,) = struct.unpack_from("<I", content, at + 4)
    start = at + head
    if start + length + 2 > len(content):
        found = f"{len(content) - at:,} bytes"
        expected = f"{head + length + 2:,} as its head says"
        raise FormatError(f"{name}: found a file cut off after {found}, expected {expected}")
    return start, start + length


def _check(content: bytes, start: int, end: int, name: str) -> bool:
    """Whether the file has a checksum, which fits; some programs write 0 for none."""
    (said,) = struct.unpack_from("<H", content, end)
    if not said:
        return False
    if checksum(content[start:end]) != said:
        raise FormatError(
            f"{name}: byte {end}: found a checksum that does not fit, expected a file that "
            "came whole from the watch"
        )
    return True


class _Sieve:
    """Goes through the messages of one file; owns the place and the definitions so far."""

    def __init__(self, content: bytes, start: int, end: int, name: str) -> None:
        self._content = content
        self._at = start
        self._end = end
        self._name = name
        self._known: dict[int, _Definition] = {}
        self._values = 0

    def kept(self) -> bytes:
        """Return the messages that are kept, with their definitions."""
        out = bytearray()
        messages = 0
        while self._at < self._end:
            messages += 1
            if messages > _MOST_MESSAGES:
                raise self._fault(f"more than {_MOST_MESSAGES:,} messages", "fewer")
            start = self._at
            head = self._content[start]
            if head & 0x80 or not head & 0x40:
                keep = self._skip_message(head)
            else:
                keep = self._skip_definition(head)
            if self._at > self._end:
                self._at = start
                raise self._fault("a message longer than the file", "one that ends in it")
            if keep:
                out += self._content[start : self._at]
        return bytes(out)

    def _skip_message(self, head: int) -> bool:
        local = head >> 5 & 3 if head & 0x80 else head & 15
        known = self._known.get(local)
        if known is None:
            raise self._fault(f"a message of kind {local}", "its definition before it")
        self._at += known.length
        if known.kept:
            self._values += known.values
            if self._values > _MOST_VALUES:
                raise self._fault(f"more than {_MOST_VALUES:,} values about laps", "fewer")
        return known.kept

    def _skip_definition(self, head: int) -> bool:
        content, start = self._content, self._at
        self._at = start + _LEAST_DEFINITION
        if self._at > self._end:
            return False
        (number,) = struct.unpack_from(">H" if content[start + 2] else "<H", content, start + 3)
        lengths = self._lengths(content[start + 5])
        if head & 0x20 and self._at < self._end:
            self._at += 1
            lengths += self._lengths(content[self._at - 1])
        kept = number in _KEPT
        if kept and 0 in lengths:
            self._at = start
            raise self._fault("a value of no length", "one byte or more")
        self._known[head & 15] = _Definition(1 + sum(lengths), len(lengths), kept)
        return kept

    def _lengths(self, count: int) -> bytes:
        start = self._at
        self._at += 3 * count
        return self._content[start : min(self._at, self._end)][1::3]

    def _fault(self, found: str, expected: str) -> FormatError:
        where = f"{self._name}: byte {self._at}"
        return FormatError(f"{where}: found {found}, expected {expected}")


def _table() -> tuple[int, ...]:
    """Return the checksum of every byte: CRC-16 with the polynomial 0x8005, reflected."""
    table = []
    for byte in range(256):
        value = byte
        for _ in range(8):
            value = value >> 1 ^ (0xA001 if value & 1 else 0)
        table.append(value)
    return tuple(table)


_TABLE = _table()


def checksum(content: bytes) -> int:
    """Return the checksum of a FIT file's head and messages."""
    value = 0
    for byte in content:
        value = value >> 8 ^ _TABLE[(value ^ byte) & 0xFF]
    return value
