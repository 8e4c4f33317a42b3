from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.times import NS_PER_MS, NS_PER_S, Instant
from app.engine.clocks import Anchor
from app.usecases.gun_time import BadTimeOfDay, GunTime, gun_at, time_of_day

PARIS_SUMMER = timezone(timedelta(hours=2))
OPENED = Instant(5_000 * NS_PER_S)
WALL = round(datetime(2025, 6, 26, 18, 0, 0, tzinfo=UTC).timestamp()) * NS_PER_S
ANCHOR = Anchor(OPENED, WALL, "boot", "CLOCK_BOOTTIME")
"""The session was opened at 20:00:00 in Paris."""


def later(seconds: float) -> Instant:
    return Instant(OPENED + round(seconds * NS_PER_S))


def gun(text: str, near: float = 300, now: float = 600) -> GunTime:
    return gun_at(text, ANCHOR, later(near), later(now), PARIS_SUMMER)


@pytest.mark.parametrize(
    ("text", "seconds", "tolerance_ms"),
    [
        ("20:05:00", 300, 500),
        ("20:04:58.6", 298.6, 100),
        ("20:04:58,64", 298.64, 100),
        (" 20:04:58.641 ", 298.641, 100),
        ("19:59:59", -1, 500),
        ("2025-06-26 20:01:00", 60, 500),
        ("2025-06-26T20:01:00.5", 60.5, 100),
        ("2025-06-25 21:00:00", -23 * 3600, 500),
    ],
)
def test_that_a_time_of_day_is_an_instant_as_good_as_its_digits(
    text: str, seconds: float, tolerance_ms: int
) -> None:
    assert gun(text) == (later(seconds), tolerance_ms * NS_PER_MS)


def test_that_the_day_is_the_one_closest_to_the_start_press() -> None:
    midnight = 4 * 3600
    assert gun("23:59:58", near=midnight + 5, now=midnight + 60).zero == later(midnight - 2)
    assert gun("0:00:02", near=midnight - 1, now=midnight + 60).zero == later(midnight + 2)
    # Put right a day later, the gun is still that of the race.
    assert gun("20:05:00", near=301, now=86_400).zero == later(300)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("20:10:01", "20:10:01 is still to come: this computer's clock says 20:10:00.0."),
        (
            "2025-06-25 19:59:59",
            "2025-06-25 19:59:59 lies more than a day before this session was opened.",
        ),
        ("20:05", 'Gun: found "20:05", expected a time of day like 19:03:12 or 19:03:12.4.'),
        ("24:00:00", 'Gun: found "24:00:00", expected a time of day like'),
        ("20:60:00", 'Gun: found "20:60:00", expected a time of day like'),
        ("2025-02-30 20:00:00", 'Gun: found "2025-02-30 20:00:00", expected a time of day like'),
        ("\u0662\u0660:00:00", "Gun: found"),
        ("", 'Gun: found "", expected a time of day like'),
    ],
)
def test_that_a_gun_that_cannot_be_is_refused_in_one_sentence(text: str, said: str) -> None:
    with pytest.raises(BadTimeOfDay) as refused:
        gun(text)
    assert str(refused.value).startswith(said)
    assert str(refused.value).endswith(".")


def test_that_without_wall_time_there_is_no_time_of_day() -> None:
    timeless = ANCHOR._replace(wall_utc_ns=0)
    assert time_of_day(timeless, later(1)) == ""
    with pytest.raises(BadTimeOfDay, match="Nobody knows at which time of day"):
        gun_at("20:00:00", timeless, later(1), later(2))


def test_that_a_time_of_day_is_cut_off_at_tenths_as_a_clock_is() -> None:
    assert time_of_day(ANCHOR, later(1.96), PARIS_SUMMER) == "20:00:01.9"
    assert time_of_day(ANCHOR, later(-1.5), PARIS_SUMMER) == "19:59:58.5"
