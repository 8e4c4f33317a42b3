"""How does a file go wrong by its own rules? A sound frame with senseless content in it.

Random bytes seldom get past the first door of JSON or FIT: here the frame stays whole, and what is
inside is changed.
"""

import json
import random
import struct
from collections.abc import Callable, Mapping, Sequence
from copy import deepcopy
from typing import Any

from tests.unit.formats import watch_files as watch

Shape = Callable[[random.Random, Sequence[bytes]], bytes]

_VALUES: tuple[object, ...] = (
    *(None, True, False, 0, -1, 1, 2, 0.5, -0.0, 1e308, 2**31, 2**63, -(2**63) - 1, 10**30, 1e-9),
    *("", " ", "x", "\0", "\n", "é", "\ud800", "A" * 400, "NaN", "1e999", "mile", "finish", "gun"),
    *([], {}, [None], [[]], {"": 0}, [0, 0], [[0, 0], [1, 1]], float("nan"), float("inf")),
)
_KINDS = (
    0x00,
    0x01,
    0x02,
    0x83,
    0x84,
    0x85,
    0x86,
    0x07,
    0x88,
    0x89,
    0x0A,
    0x8B,
    0x8C,
    0x0D,
    0x8E,
    0x8F,
)
_MESSAGES = (0, 3, 12, 18, 18, 19, 19, 19, 20, 21, 34, 132, 206, 207, 0xFFFF)
_FIELDS = (0, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 23, 24, 25, 26, 253, 254, 255)
_WHOLE = (0, 1, 2, 255, 400, 60_000, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF, 2**63)


def json_document(rng: random.Random, files: Sequence[bytes]) -> bytes:
    """Return a document with one to three of its values replaced, left out, doubled or moved."""
    document = json.loads(rng.choice(files))
    for _ in range(rng.randrange(1, 4)):
        _change(rng, document)
    return json.dumps(document).encode()


def _change(rng: random.Random, document: Any) -> None:
    part = document
    while part:
        key = rng.choice(list(part) if isinstance(part, dict) else range(len(part)))
        inner = part[key]
        if not isinstance(inner, dict | list) or not inner or rng.randrange(6) == 0:
            _replace(rng, part, key)
            return
        part = inner


def _replace(rng: random.Random, part: Any, key: Any) -> None:
    match rng.randrange(8):
        case 0:
            del part[key]
        case 1 if isinstance(part, list):
            part.insert(key, deepcopy(rng.choice(part)))
        case 2 if isinstance(part, list):
            part[key] = deepcopy(rng.choice(part))
        case 3 if isinstance(part, dict):
            part[key] = deepcopy(rng.choice(list(part.values())))
        case 4 if isinstance(part, dict):
            part[rng.choice(("", "x", "events", "kind", "at"))] = part.pop(key)
        case 5 if isinstance(part[key], int):
            part[key] += rng.choice((-1, 1, 1_000_000_000, -(10**15)))
        case _:
            part[key] = deepcopy(rng.choice(_VALUES))


def fit_file(rng: random.Random, files: Sequence[bytes]) -> bytes:
    """Return a FIT file whose messages are of any make, with a checksum that fits."""
    body = b"".join(_messages(rng) for _ in range(rng.randrange(1, 8)))
    if rng.randrange(2):
        body += watch.message(19, (7, watch.UINT32, rng.choice(_WHOLE[:6])))
    if rng.randrange(8) == 0:
        body = body[: rng.randrange(len(body) + 1)]
    return watch.fit_of(body, head=rng.choice((12, 14)))


def _messages(rng: random.Random) -> bytes:
    """A definition with a few messages after it, mostly as long as it says."""
    local = rng.randrange(4)
    order = rng.choice("<>")
    number = rng.choice(_MESSAGES)
    fields = [
        (rng.choice(_FIELDS), _length(rng), rng.choice(_KINDS)) for _ in range(rng.randrange(9))
    ]
    own = rng.randrange(6) == 0
    head = struct.pack(
        f"{order}BBBHB", 0x40 | 0x20 * own | local, 0, int(order == ">"), number, len(fields)
    )
    head += b"".join(bytes(each) for each in fields)
    if own:
        head += bytes((1, rng.randrange(4), 2, rng.randrange(3)))
    length = sum(size for _, size, _ in fields) + 2 * own
    out = head
    for _ in range(rng.randrange(4)):
        mark = 0x80 | local << 5 | 7 if rng.randrange(8) == 0 else local
        out += bytes((mark,)) + _filling(rng, length, order)
    return out


def _length(rng: random.Random) -> int:
    return rng.choice((1, 1, 2, 4, 4, 4, 8, 16, rng.randrange(20)))


def _filling(rng: random.Random, length: int, order: str) -> bytes:
    if rng.randrange(3) == 0:
        return rng.randbytes(length)
    out = b""
    while len(out) < length:
        value = rng.choice(_WHOLE)
        out += struct.pack(f"{order}Q" if value >= 2**32 else f"{order}I", value)
    return out[:length]


SHAPES: Mapping[str, Shape] = {
    "session_json": json_document,
    "preferences": json_document,
    "fit_laps": fit_file,
}
"""By the name of the reader."""
