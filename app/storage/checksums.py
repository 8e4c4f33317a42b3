"""Is a row on the disk still the one that was written?

What is derived from other rows has no sum, and is looked at for its kinds of values only. CRC-32 finds every burst of up to 32 flipped bits and misses others once in four thousand million.
It guards against a failing disk, not against anybody.
"""

from collections.abc import Sequence
from zlib import crc32

from app.language import tr
from app.storage.failures import DamagedLibrary


def sum_of(*fields: str | int) -> int:
    """Return the checksum of the fields of one row."""
    return crc32("\0".join(map(str, fields)).encode("utf-8", "replace"))


def check(what: str, written: int | None, *fields: str | int) -> None:
    """Raise `DamagedLibrary`, which names `what`, where `written` is not the sum of `fields`."""
    if written != sum_of(*fields):
        raise DamagedLibrary(
            tr(
                "{what}: found one that has changed on the disk, expected it as it was written.",
                what=what,
            )
        )


def check_kinds(what: str, row: Sequence[object], kinds: str) -> None:
    """Raise `DamagedLibrary`, which names `what`, where a row has another kind of value.

    A letter for each: `t` a text, `n` a number, `o` a number or nothing.
    """
    if not all(isinstance(value, _KINDS[kind]) for value, kind in zip(row, kinds, strict=True)):
        raise DamagedLibrary(
            tr("The library is damaged: found a line that is none {what}.", what=what)
        )


_KINDS: dict[str, tuple[type, ...]] = {"t": (str,), "n": (int,), "o": (int, type(None))}
