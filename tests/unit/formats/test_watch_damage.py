"""Whatever is done to the file of a watch, it is read or refused in one sentence."""

import struct
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.file_text import FormatError
from app.formats.results import fit_laps, gpx_laps, tcx_laps
from app.formats.results.found import Found
from tests.unit.formats import watch_files as watch
from tests.unit.formats.watch_files import ENUM, MILE, UINT8, UINT32

FIT, TCX = watch.fit_laps(MILE), watch.tcx_laps(MILE)
GPX = watch.gpx_run(30, waypoints=(10, 20))
ENTITIES = b'<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]>'
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
LAP = watch.message(19, (7, UINT32, 60_000))
Read = Callable[[bytes, str], Found]


DAMAGED: list[tuple[str, Read, bytes, str]] = [
    ("nothing", fit_laps.read, b"", "run: found an empty file"),
    ("other content", fit_laps.read, b"PK\3\4" + bytes(50), "byte 0: found no head of a FIT file"),
    ("only a head", fit_laps.read, FIT[:12], "found a file cut off after 12 bytes"),
    ("a cut", fit_laps.read, FIT[:-40], "found a file cut off after"),
    (
        "a length beyond",
        fit_laps.read,
        FIT[:4] + b"\xff" * 4 + FIT[8:],
        "expected 4,294,967,311 as",
    ),
    ("a flipped bit", fit_laps.read, FIT[:99] + b"\x55" + FIT[100:], "checksum that does not fit"),
    ("a head of 13", fit_laps.read, watch.fit_of(LAP, head=13), "byte 0: found no head"),
    ("something behind", fit_laps.read, FIT + b"\0\0\0", "found other content, expected a FIT"),
    ("no definition", fit_laps.read, watch.fit_of(b"\5\0\0"), "byte 14: found a message of kind 5"),
    ("half a definition", fit_laps.read, watch.fit_of(b"\x40\0\0"), "a message longer than the"),
    (
        "half a message",
        fit_laps.read,
        watch.fit_of(LAP[:-1]),
        "found a message longer than the file",
    ),
    ("no laps", fit_laps.read, watch.fit_of(watch.message(20, (3, UINT8, 150))), "without laps"),
    ("no duration", fit_laps.read, watch.fit_of(watch.message(19, (23, ENUM, 0))), "no duration"),
    ("no length", fit_laps.read, watch.fit_of(LAP[:7] + b"\0" + LAP[8:]), "a value of no length"),
    ("many laps", fit_laps.read, watch.fit_of(LAP + LAP[9:] * 1000), "found 1,001 laps, expected"),
    ("many values", fit_laps.read, watch.fit_of(LAP + LAP[9:] * 60_001), "60,000 values"),
    (
        "many messages",
        fit_laps.read,
        watch.fit_of(watch.definition(20) + bytes(300_001)),
        "300,000",
    ),
    (
        "a long run",
        fit_laps.read,
        watch.fit_of(LAP[:9] + b"\0\xfe\xff\xff\xff" * 300),
        "lap 1: found 4,294,967 s and 0 km",
    ),
    ("nothing", tcx_laps.read, b"", "run: found an empty file"),
    ("no XML", tcx_laps.read, b"hello", "run: found no XML"),
    ("binary", tcx_laps.read, b"\xff\xfe\x00\xd8", "found a byte that is no utf-16"),
    ("no UTF-8", tcx_laps.read, b"<a>\xe4</a>", "byte 3: found a byte that is no utf-8"),
    ("other XML", tcx_laps.read, GPX, 'the XML element "gpx", expected TrainingCenterDatabase'),
    ("a cut", tcx_laps.read, TCX[:-30], "found no XML (unclosed token), expected XML"),
    ("entities", tcx_laps.read, ENTITIES + TCX[38:], "found doctype declarations"),
    ("other files", tcx_laps.read, OUTSIDE + TCX[38:], "found doctype declarations"),
    ("UTF-16", tcx_laps.read, ENTITIES.decode().encode("utf-16") + b"<\0", "doctype"),
    ("depth", tcx_laps.read, b"<TrainingCenterDatabase>" + b"<a>" * 999_999, "more than 50"),
    ("no time", tcx_laps.read, TCX.replace(b"TotalTimeSeconds", b"T"), "lap 1: found no TotalTime"),
    ("text", tcx_laps.read, TCX.replace(b"60.2<", b"abc<"), 'TotalTimeSeconds: found "abc"'),
    ("no number", tcx_laps.read, TCX.replace(b"60.2<", b"NaN<"), 'found "NaN", expected a number'),
    ("endless", tcx_laps.read, TCX.replace(b"60.2<", b"1e99<"), 'found "1e99", expected a number'),
    (
        "backwards",
        tcx_laps.read,
        TCX.replace(b"60.2<", b"-60.2<"),
        'lap 1: TotalTimeSeconds: found "-',
    ),
    ("other XML", gpx_laps.read, TCX, 'the XML element "TrainingCenterDatabase", expected gpx'),
    (
        "no times",
        gpx_laps.read,
        GPX.replace(b"time>", b"when>"),
        "point 1: found no time, expected",
    ),
    ("no track", gpx_laps.read, b"<gpx></gpx>", "found no track with times"),
    ("no place", gpx_laps.read, GPX.replace(b' lat="0.000', b' lat="x'), "found no position"),
    ("bad time", gpx_laps.read, GPX.replace(b"16:00:05Z", b"16:99Z"), "expected a time like 2025-"),
    (
        "back in time",
        gpx_laps.read,
        GPX.replace(b"16:00:09Z", b"15:00:09Z"),
        "a time before the last",
    ),
]


@pytest.mark.parametrize(
    ("read", "content", "words"),
    [pytest.param(*row, id=f"{row[0].__module__[20:]}: {what}") for what, *row in DAMAGED],
)
def test_that_a_damaged_file_is_refused_in_one_sentence(
    read: Read, content: bytes, words: str
) -> None:
    with pytest.raises(FormatError) as refused:
        read(content, "run")
    assert words in str(refused.value)
    assert str(refused.value).startswith("run: ")
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 250


@pytest.mark.parametrize("read", [fit_laps.read, tcx_laps.read, gpx_laps.read])
def test_that_no_watch_writes_100_mb(read: Read) -> None:
    with pytest.raises(FormatError, match="found 100 MB, expected at most 20 MB"):
        read(bytes(100 << 20), "run")


@pytest.mark.parametrize("content", [FIT, watch.fit_laps(MILE[:2], order=">", athlete="A")])
def test_that_a_fit_file_cut_anywhere_is_never_half_read(content: bytes) -> None:
    for length in range(len(content)):
        with pytest.raises(FormatError):
            fit_laps.read(content[:length], "run.fit")


@given(
    places=st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), min_size=1, max_size=8),
    order=st.sampled_from("<>"),
)
def test_that_a_fit_file_with_other_bytes_is_read_or_refused(
    places: list[tuple[int, int]], order: str
) -> None:
    content = watch.fit_laps(MILE, order=order, records=2, athlete="Ann")
    body = bytearray(content[14:-2])
    for place, byte in places:
        body[place % len(body)] = byte
    _is_read_or_refused(fit_laps.read, watch.fit_of(bytes(body)))


FIELDS = st.tuples(st.integers(0, 255), st.sampled_from([ENUM, UINT8, UINT32, 0x84]), st.none())


@given(
    number=st.sampled_from([0, 3, 12, 18, 19, 20, 34, 132, 206, 207]),
    fields=st.lists(FIELDS, max_size=12),
    kinds=st.lists(st.integers(0, 255), max_size=12),
    filling=st.binary(max_size=120),
)
def test_that_messages_of_any_make_are_read_or_refused(
    number: int, fields: list[watch.Field], kinds: list[int], filling: bytes
) -> None:
    made = bytearray(watch.definition(number, *fields))
    for i, kind in enumerate(kinds[: len(fields)]):
        made[6 + 3 * i + 2] = kind
    length = sum(made[7::3])
    filled = (b"\0" + filling.ljust(length, b"\1")[:length]) * 2
    _is_read_or_refused(fit_laps.read, watch.fit_of(LAP + bytes(made) + filled + LAP))


@given(
    read=st.sampled_from([(tcx_laps.read, TCX), (gpx_laps.read, GPX)]),
    start=st.integers(0, 3000),
    length=st.integers(0, 200),
    put=st.sampled_from(
        [b"", b"<", b">", b"</Lap>", b"&amp;", b"&x;", b"]]>", b"NaN", b"\0", b"\xe4"]
    ),
)
def test_that_xml_with_a_piece_replaced_is_read_or_refused(
    read: tuple[Read, bytes], start: int, length: int, put: bytes
) -> None:
    reader, content = read
    _is_read_or_refused(reader, content[:start] + put + content[start + length :])


def _is_read_or_refused(read: Read, content: bytes) -> None:
    try:
        found = read(content, "run")
    except FormatError:
        return
    times = [split.time for race in found.races for split in race.runners[0].splits]
    assert all(time > 0 for time in times)


def test_that_a_fit_file_may_have_the_short_head() -> None:
    assert fit_laps.read(watch.fit_of(LAP, head=12), "run.fit").races


def test_that_a_message_with_its_time_in_its_head_is_passed_over() -> None:
    record = watch.definition(20, (3, UINT8, None)) + struct.pack("BB", 0x80 | 7, 150) * 3
    assert fit_laps.read(watch.fit_of(record + LAP), "run.fit").races
