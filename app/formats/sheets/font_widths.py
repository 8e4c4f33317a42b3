"""How wide is a text in the font of the sheets? Read from the font's own tables, without Qt.

Widths are in points. Pairs are not kerned, here and where the sheets are painted. A character that
the font does not have counts as wide as its size, which is what another font's would need at most.
"""

import struct
from functools import lru_cache
from typing import NamedTuple

from app.formats.sheets.drawing import BOLD, REGULAR, SEMIBOLD
from app.resource_files import resource

FONT_FILES = {
    REGULAR: "fonts/SplitlineSans-Regular.ttf",
    SEMIBOLD: "fonts/SplitlineSans-SemiBold.ttf",
    BOLD: "fonts/SplitlineSans-Bold.ttf",
}
_SEGMENTS = 4
"""The format of the character map that holds the basic plane (OpenType, table `cmap`)."""


class _Font(NamedTuple):
    units: int
    widths: dict[int, int]


def text_width(text: str, size: float, weight: int) -> float:
    """Return how wide `text` is, in points."""
    return _em_width(text, weight) * size


@lru_cache(16_384)
def _em_width(text: str, weight: int) -> float:
    """A thousand sheets have the same heads, and many of the same figures."""
    font = _font(weight)
    known, other = font.widths, font.units
    return sum([known.get(ord(each), other) for each in text]) / other


@lru_cache(3)
def _font(weight: int) -> _Font:
    content = resource(FONT_FILES[weight]).read_bytes()
    tables = _tables(content)
    (units,) = struct.unpack_from(">H", content, tables[b"head"] + 18)
    (count,) = struct.unpack_from(">H", content, tables[b"hhea"] + 34)
    advances = struct.unpack_from(">" + "Hh" * count, content, tables[b"hmtx"])[::2]
    glyphs = _glyphs(content, tables[b"cmap"])
    widths = {character: advances[min(at, count - 1)] for character, at in glyphs.items()}
    return _Font(units, widths)


def _tables(content: bytes) -> dict[bytes, int]:
    (count,) = struct.unpack_from(">H", content, 4)
    records = (struct.unpack_from(">4sIII", content, 12 + 16 * i) for i in range(count))
    return {tag: begin for tag, _, begin, _ in records}


def _glyphs(content: bytes, cmap: int) -> dict[int, int]:
    (count,) = struct.unpack_from(">H", content, cmap + 2)
    for i in range(count):
        begin = cmap + struct.unpack_from(">HHI", content, cmap + 4 + 8 * i)[2]
        if struct.unpack_from(">H", content, begin)[0] == _SEGMENTS:
            return _segments(content, begin)
    return {}


def _segments(content: bytes, begin: int) -> dict[int, int]:
    """Read a character map of segments: ends, starts, steps, and where glyphs are listed."""
    size = struct.unpack_from(">H", content, begin + 6)[0]
    half = size // 2
    ends, starts = (struct.unpack_from(f">{half}H", content, begin + at) for at in (14, 16 + size))
    steps = struct.unpack_from(f">{half}H", content, begin + 16 + 2 * size)
    listed_at = begin + 16 + 3 * size
    listed = struct.unpack_from(f">{half}H", content, listed_at)
    found = {}
    for i in range(half):
        for character in range(starts[i], min(ends[i], 0xFFFE) + 1):
            glyph = character
            if listed[i]:
                place = listed_at + 2 * i + listed[i] + 2 * (character - starts[i])
                (glyph,) = struct.unpack_from(">H", content, place)
            if glyph or not listed[i]:
                found[character] = (glyph + steps[i]) & 0xFFFF
    return found
