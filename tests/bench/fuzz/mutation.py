"""What can become of a file? Flipped, cut, spliced, repeated, and with hostile words in it.

Everything follows from the generator of random numbers that is given, so a seed replays an input.
"""

import random
import re
from collections.abc import Callable, Sequence

LARGEST = 900_000
_USUAL = 60_000
_SELDOM = 4000
_MOST_STEPS = 6

NUMBERS = (
    *(b"0", b"-0", b"-1", b"1e999", b"-1e999", b"1e-999", b"NaN", b"nan", b"inf", b"Infinity"),
    *(
        b"9" * 30,
        b"9" * 5000,
        b"0x10",
        b"1_000",
        b"1e5",
        b".5",
        b"5.",
        b"1.2.3",
        b"1,5",
        b"1.500,25",
    ),
    *(b"2147483648", b"-9223372036854775809", b"18446744073709551616", b"1e308", b"0.0000000001"),
    *("٣٤".encode(), "²".encode(), "½".encode(), "１２".encode(), "−5".encode(), b"+5", b"true"),
)
TIMES = (
    *(b"0:00", b"00:00.00", b"59:60", b"99:99:99.999", b"-1:00.0", b"1:2:3:4", b"4:06,42"),
    *(
        b"4:06.42000000000000000000",
        b":",
        b"::",
        b"1:",
        b":30",
        b"60.20h",
        b"60.20 (60.20)",
        b"DNF",
    ),
    *(
        b"999999:59:59.99",
        b"4:6.4",
        b"1:56.100",
        b"2025-13-45",
        b"9999-12-31T23:59:59Z",
        b"0001-01-01",
    ),
    *(b"2026-05-01T16:00:01+99:99", b"1969-12-31T23:59:59Z", b"24:00:00", b"4'06\"42", b"NT"),
)
WORDS = (
    *(
        b'"',
        b'""',
        b"'",
        b";",
        b",",
        b"\t",
        b"\n",
        b"\r",
        b"\r\n\r\n",
        b"\0",
        b"\0\0\0\0",
        b"|",
        b"=",
    ),
    *(
        b"(",
        b")",
        b"<",
        b">",
        b"&",
        b"]]>",
        b"{",
        b"[",
        b"]",
        b"}",
        b"[[",
        b"\\",
        b"\\u0000",
        b"\\ud800",
    ),
    *(
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff",
        b"\xc3",
        b"\xed\xa0\x80",
        b"\xe2\x80\xa8",
    ),
    *(
        b"\xc2\x85",
        b"\x1c",
        b"\x0b",
        b"\x0c",
        b"\x1b[2J",
        b"\xe2\x80\xae",
        b"\x7f",
        b"%s%n",
        b"{0.x}",
    ),
    *(
        b"=cmd|'/c calc'!A1",
        b"@SUM(1)",
        b"../../etc/passwd",
        b"<script>",
        b"null",
        b"true",
        b"e\xcc\x81",
    ),
    *(b"A" * 5000, b"(" * 3000, b'"' * 2001, b"[" * 3000, b"{" * 2000, b"<a>" * 1000, b"," * 3000),
    *(
        b"<!DOCTYPE a [<!ENTITY b 'c'>]>",
        b"<![CDATA[",
        b"<!--",
        b"<?xml version='1.1'?>",
        b"&b;",
        b"&#0;",
    ),
)
_FIGURES = re.compile(rb"[+-]?\d+(?:[.,:]\d+)*")
_TOKENS = re.compile(rb"[A-Za-z0-9_.:\"'-]+")

Step = Callable[[random.Random, bytes, Sequence[bytes]], bytes]


def mutated(rng: random.Random, seeds: Sequence[bytes]) -> bytes:
    """Return a sound file after one to six accidents, one in thousands of nearly a megabyte."""
    content = rng.choice(seeds)
    for _ in range(min(_MOST_STEPS, 1 + int(rng.expovariate(0.6)))):
        content = rng.choice(_STEPS)(rng, content, seeds)[:_USUAL]
    if rng.randrange(_SELDOM) == 0:
        content = _enlarged(rng, content)
    return content


def _enlarged(rng: random.Random, content: bytes) -> bytes:
    """Repeat a part until the file is large: what is quick to read once may be slow often."""
    start, end = _part(rng, content)
    piece = content[start:end] or b"\n"
    return content[:start] + piece * ((LARGEST - len(content)) // len(piece)) + content[end:]


def _part(rng: random.Random, content: bytes) -> tuple[int, int]:
    start = rng.randrange(len(content) + 1)
    length = min(len(content) - start, int(rng.expovariate(1 / 60)))
    return start, start + length


def _flip(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    changed = bytearray(content)
    for _ in range(rng.randrange(1, 9) if changed else 0):
        changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def _overwrite(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _part(rng, content)
    filled = rng.choice((b"\0", b"\xff", b"\x80", rng.randbytes(1)))
    put = rng.randbytes(end - start) if rng.randrange(2) else filled * (end - start)
    return content[:start] + put + content[end:]


def _cut(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    place = rng.randrange(len(content) + 1)
    return content[:place] if rng.randrange(4) else content[place:]


def _leave_out(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _part(rng, content)
    return content[:start] + content[end:]


def _repeat(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    start, end = _part(rng, content)
    return content[:end] + content[start:end] * rng.choice((1, 2, 3, 40)) + content[end:]


def _splice(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    other = rng.choice(seeds)
    start, end = _part(rng, other)
    place = rng.randrange(len(content) + 1)
    if rng.randrange(3) == 0:
        return content[:place] + other[start:]
    return content[:place] + other[start:end] + content[place:]


def _insert(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    place = rng.randrange(len(content) + 1)
    return content[:place] + rng.choice(WORDS) + content[place:]


def _other_figure(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    found = _some(rng, _FIGURES, content)
    if found is None:
        return _insert(rng, content, seeds)
    put = rng.choice((*NUMBERS, *TIMES)) if rng.randrange(3) else _nearby(rng, found[0])
    return content[: found.start()] + put + content[found.end() :]


def _nearby(rng: random.Random, figure: bytes) -> bytes:
    """A figure of the same make with another digit, with one more or one less."""
    place = rng.randrange(len(figure))
    digit = b"%d" % rng.randrange(10)
    return figure[:place] + rng.choice((b"", digit, digit + digit)) + figure[place + 1 :]


def _other_word(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    found = _some(rng, _TOKENS, content)
    if found is None:
        return _insert(rng, content, seeds)
    other = _some(rng, _TOKENS, rng.choice(seeds))
    put = other[0] if other and rng.randrange(2) else rng.choice(WORDS)
    return content[: found.start()] + put + content[found.end() :]


def _some(rng: random.Random, what: re.Pattern[bytes], content: bytes) -> re.Match[bytes] | None:
    return what.search(content, rng.randrange(len(content) + 1)) or what.search(content)


def _lines(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    lines = content.split(b"\n")
    here, there = rng.randrange(len(lines)), rng.randrange(len(lines))
    match rng.randrange(4):
        case 0:
            lines[here], lines[there] = lines[there], lines[here]
        case 1:
            lines.insert(here, lines[there])
        case 2:
            del lines[here]
        case _:
            rng.shuffle(lines)
    return b"\n".join(lines)


def _encoded(rng: random.Random, content: bytes, seeds: Sequence[bytes]) -> bytes:
    code = rng.choice(
        ("utf-16", "utf-16-le", "utf-16-be", "utf-8-sig", "utf-32", "cp037", "cp1252")
    )
    return content.decode("utf-8", "replace").encode(code, "replace")


_STEPS: tuple[Step, ...] = (
    *(_flip, _overwrite, _cut, _leave_out, _repeat, _splice, _insert, _lines, _encoded),
    *(_other_figure, _other_figure, _other_figure, _other_word, _other_word),
)
