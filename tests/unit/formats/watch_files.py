"""Files as watches write them, made here from the published formats: FIT, TCX and GPX.

The FIT ones follow Garmin's description of the protocol and its profile; no code of theirs is used.
"""

import math
import struct
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

FIT_EPOCH = datetime(1989, 12, 31, tzinfo=UTC)
BEGUN = datetime(2026, 5, 1, 16, 0, 1, tzinfo=UTC)
ENUM, UINT8, UINT16, UINT32, STRING = 0x00, 0x02, 0x84, 0x86, 0x07
SIZES = {ENUM: "B", UINT8: "B", UINT16: "H", UINT32: "I"}
FILE_ID, USER, SESSION, LAP, RECORD, ACTIVITY = 0, 3, 18, 19, 20, 34


class Lap(NamedTuple):
    """Seconds and metres of one lap; `timer` where the watch stood still in between."""

    seconds: float
    metres: float | None = 400.0
    timer: float | None = None
    trigger: int = 0
    intensity: int = 0


MILE = (Lap(60.2, 402.1), Lap(60.55, 405.9), Lap(61.091, 404.0), Lap(64.58, 399.87))
TRACK_1500 = (Lap(44.012, 301.5), Lap(60.5, 404.1), Lap(61.25, 398.8), Lap(58.9, 403.3))

Field = tuple[int, int, int | str | bytes | None]


def crc(content: bytes) -> int:
    """CRC-16 as in the FIT protocol, bit by bit."""
    value = 0
    for byte in content:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ 0xA001 if value & 1 else value >> 1
    return value


def message(number: int, *fields: Field, local: int = 0, order: str = "<") -> bytes:
    """A definition and one message after it; a text is put in 16 bytes, None is the invalid value."""
    return definition(number, *fields, local=local, order=order) + contents(
        *fields, local=local, order=order
    )


def definition(number: int, *fields: Field, local: int = 0, order: str = "<") -> bytes:
    head = struct.pack(f"{order}BBBHB", 0x40 | local, 0, int(order == ">"), number, len(fields))
    return head + b"".join(
        bytes((field, 16 if kind == STRING else struct.calcsize(SIZES[kind]), kind))
        for field, kind, _ in fields
    )


def contents(*fields: Field, local: int = 0, order: str = "<") -> bytes:
    out = bytes((local,))
    for _, kind, value in fields:
        if kind == STRING:
            raw = value.encode() if isinstance(value, str) else b""
            out += raw[:15].ljust(16, b"\0")
        else:
            size = struct.calcsize(SIZES[kind])
            invalid = 256**size - 1
            number = value if isinstance(value, int) else invalid
            out += struct.pack(f"{order}{SIZES[kind]}", number)
    return out


def fit_of(body: bytes, *, head: int = 14, right: bool = True) -> bytes:
    """A whole FIT file around `body`, with checksums."""
    start = struct.pack("<2BHI4s", head, 0x20, 2194, len(body), b".FIT")
    if head == 14:
        start += struct.pack("<H", crc(start))
    whole = start + body
    return whole + struct.pack("<H", crc(whole) if right else 0)


def fit_laps(
    laps: Sequence[Lap],
    *,
    sport: int = 1,
    sub_sport: int = 4,
    athlete: str = "",
    ahead: int | None = 7200,
    order: str = "<",
    records: int = 20,
    numbered: bool = True,
) -> bytes:
    """A run as a Garmin watch writes it: records, laps as they end, the session, the activity."""
    at = int((BEGUN - FIT_EPOCH).total_seconds())
    body = message(FILE_ID, (0, ENUM, 4), (4, UINT32, at), order=order)
    if athlete:
        body += message(USER, (0, STRING, athlete), order=order)
    body += _records(at, records, order)
    for i, lap in enumerate(laps):
        body += message(LAP, *_lap_fields(lap, at, i if numbered else None), local=1, order=order)
    total = round(sum(1000 * lap.seconds for lap in laps))
    body += message(
        SESSION,
        (253, UINT32, at + total // 1000),
        (2, UINT32, at),
        (5, ENUM, sport),
        (6, ENUM, sub_sport),
        (7, UINT32, total),
        (8, UINT32, total),
        (25, UINT16, 0),
        (26, UINT16, len(laps)),
        local=2,
        order=order,
    )
    there = None if ahead is None else at + ahead
    body += message(ACTIVITY, (253, UINT32, at), (5, UINT32, there), local=3, order=order)
    return fit_of(body)


def _lap_fields(lap: Lap, at: int, number: int | None) -> tuple[Field, ...]:
    return (
        (254, UINT16, number),
        (253, UINT32, at),  # the same second for each: a reader of time stamps finds nothing
        (2, UINT32, at),
        (7, UINT32, round(1000 * lap.seconds)),
        (8, UINT32, round(1000 * (lap.seconds if lap.timer is None else lap.timer))),
        (9, UINT32, None if lap.metres is None else round(100 * lap.metres)),
        (23, ENUM, lap.intensity),
        (24, ENUM, lap.trigger),
    )


def _records(at: int, count: int, order: str) -> bytes:
    kinds: tuple[Field, ...] = ((253, UINT32, 0), (5, UINT32, 0), (3, UINT8, 150))
    return definition(RECORD, *kinds, order=order) + b"".join(
        contents((253, UINT32, at + i), (5, UINT32, 640 * i), (3, UINT8, 150), order=order)
        for i in range(count)
    )


def tcx_laps(laps: Sequence[Lap], sport: str = "Running", points: int = 3) -> bytes:
    """A TCX file in its namespace, each lap with a track and extensions that repeat its names."""
    out = ['<?xml version="1.0" encoding="UTF-8"?>', _TCX, " <Activities>"]
    out.append(f'  <Activity Sport="{sport}"><Id>{_z(BEGUN)}</Id>')
    for lap in laps:
        out.append(f'   <Lap StartTime="{_z(BEGUN)}">')
        out.append(f"    <TotalTimeSeconds>{lap.seconds}</TotalTimeSeconds>")
        if lap.metres is not None:
            out.append(f"    <DistanceMeters>{lap.metres}</DistanceMeters>")
        out.append(f"    <Intensity>{'Resting' if lap.intensity else 'Active'}</Intensity>")
        cause = "Distance" if lap.trigger == 2 else "Manual"
        out.append(f"    <TriggerMethod>{cause}</TriggerMethod><Track>")
        for i in range(points):
            out.append(f"     <Trackpoint><Time>{_z(BEGUN + timedelta(seconds=i))}</Time>")
            out.append(f"      <DistanceMeters>{6.4 * i}</DistanceMeters></Trackpoint>")
        out.append("    </Track></Lap>")
    out += ["  </Activity>", " </Activities>", "</TrainingCenterDatabase>", ""]
    return "\n".join(out).encode()


_TCX = (
    "<TrainingCenterDatabase "
    'xmlns="http://www.garmin.com/xmlschemas/TrainingCenterDatabase/v2" '
    'xmlns:ns3="http://www.garmin.com/xmlschemas/ActivityExtension/v2">'
)


def gpx_run(
    seconds: int,
    *,
    waypoints: Sequence[float] = (),
    segments: Sequence[int] = (),
    speed: float = 6.4,
    tenths: bool = False,
) -> bytes:
    """A run round a circle of 400 m, a point a second; `segments` end after so many seconds."""
    out = ['<?xml version="1.0"?>', '<gpx version="1.1" xmlns="http://www.topografix.com/GPX/1/1">']
    for i, at in enumerate(waypoints):
        moment = _z(BEGUN + timedelta(seconds=at), parts=True)
        out.append(f'<wpt lat="0" lon="0"><time>{moment}</time><name>{i + 1}</name></wpt>')
    out.append("<trk><name>Evening run</name><trkseg>")
    for i in range(seconds + 1):
        lat, lon = _on_circle(speed * i)
        moment = _z(BEGUN + timedelta(seconds=i + 0.1 * tenths), parts=tenths)
        out.append(
            f'<trkpt lat="{lat:.8f}" lon="{lon:.8f}"><ele>4</ele><time>{moment}</time></trkpt>'
        )
        if i in segments:
            out.append("</trkseg><trkseg>")
    out.append("</trkseg></trk></gpx>\n")
    return "\n".join(out).encode()


def _on_circle(along_m: float) -> tuple[float, float]:
    """A place on a circle round 400 m about, where a degree is 111.195 km both ways."""
    radius = 400 / (2 * math.pi) / 111_195.08
    turn = 2 * math.pi * along_m / 400
    return radius * math.sin(turn), radius * math.cos(turn)


def _z(moment: datetime, *, parts: bool = False) -> str:
    return moment.strftime("%Y-%m-%dT%H:%M:%S") + (
        f".{moment.microsecond // 1000:03d}Z" if parts else "Z"
    )
