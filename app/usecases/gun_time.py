"""When was a gun that went off at a time of day, on the session's clock?

The session's anchor leads from wall time to the session's clock, so the answer is as good as this
computer's clock was when the session was opened. Durations are nanoseconds.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from app.domain.times import NS_PER_MS, NS_PER_S, Duration, Instant
from app.engine.clocks import Anchor
from app.language import tr

_SHAPE = re.compile(
    r"(?:(\d{4})-(\d{2})-(\d{2})[ T])?(\d{1,2}):(\d{2}):(\d{2})(?:[.,](\d{1,3}))?", re.ASCII
)
_WHOLE_SECONDS = Duration(500 * NS_PER_MS)
_TENTHS = Duration(100 * NS_PER_MS)
_DAY = Duration(86_400 * NS_PER_S)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_NS_PER_US = 1000


class BadTimeOfDay(ValueError):
    """A text that is no time of day at which this race can have begun; one sentence."""


class GunTime(NamedTuple):
    """Where time zero is by a time of day, and to within how much: half of the last digit typed.

    A tenth is the least: nobody reads a gun off a clock better than that.
    """

    zero: Instant
    tolerance: Duration


def gun_at(
    text: str, anchor: Anchor, near: Instant, now: Instant, zone: tzinfo | None = None
) -> GunTime:
    """Return time zero for `19:03:12.4`, or for `2026-11-21 19:03:12`; raise `BadTimeOfDay`.

    Without a date the day is taken that puts it closest to `near`, the start press say. `zone` is
    by default that of this machine; `near` and `now` are instants of the session's clock.
    """
    if not anchor.wall_utc_ns:
        raise BadTimeOfDay(tr("Nobody knows at which time of day this session was opened."))
    day, of_day, tolerance = _read(text)
    days = [day] if day else _days_around(wall_time(anchor, near, zone).date())
    found = [_instant(anchor, datetime.combine(each, of_day, zone)) for each in days]
    zero = min(found, key=lambda each: abs(each - near))
    if zero > now:
        clock = time_of_day(anchor, now, zone)
        raise BadTimeOfDay(
            tr(
                "{found} is still to come: this computer's clock says {clock}.",
                found=text.strip(),
                clock=clock,
            )
        )
    if anchor.at - zero > _DAY:
        raise BadTimeOfDay(
            tr("{found} lies more than a day before this session was opened.", found=text.strip())
        )
    return GunTime(zero, tolerance)


def time_of_day(anchor: Anchor, at: Instant, zone: tzinfo | None = None) -> str:
    """Write the time of day at an instant, in tenths cut off: `19:03:12.4`; empty if unknown."""
    if not anchor.wall_utc_ns:
        return ""
    moment = wall_time(anchor, at, zone)
    return f"{moment:%H:%M:%S}.{moment.microsecond // 100_000}"


def wall_time(anchor: Anchor, at: Instant, zone: tzinfo | None = None) -> datetime:
    """Return wall time at an instant of the session's clock."""
    wall_us = (anchor.wall_utc_ns + at - anchor.at) // _NS_PER_US
    return (_EPOCH + timedelta(microseconds=wall_us)).astimezone(zone)


def _read(text: str) -> tuple[date | None, time, Duration]:
    found = _SHAPE.fullmatch(text.strip())
    try:
        if found is None:
            raise ValueError
        year, month, day, *clock, digits = found.groups()
        hours, minutes, whole = map(int, clock)
        micros = int((digits or "").ljust(6, "0"))
        on = date(int(year), int(month), int(day)) if year else None
        return on, time(hours, minutes, whole, micros), _TENTHS if digits else _WHOLE_SECONDS
    except ValueError:
        raise BadTimeOfDay(
            tr(
                'Gun: found "{found}", expected a time of day like 19:03:12 or 19:03:12.4.',
                found=text.strip(),
            )
        ) from None


def _days_around(day: date) -> list[date]:
    return [day + timedelta(days=step) for step in (-1, 0, 1)]


def _instant(anchor: Anchor, moment: datetime) -> Instant:
    since = (moment.astimezone(UTC) - _EPOCH) // timedelta(microseconds=1)
    return Instant(anchor.at + since * _NS_PER_US - anchor.wall_utc_ns)
