"""Which figures can be meant? The range of each input, its usual value, and one sentence outside."""

import re
from collections.abc import Mapping
from typing import NamedTuple

from app.analysis.what_if.equivalent import Conditions, Question, Runner, Weather
from app.domain.course import metres
from app.domain.said import format_metres, format_time
from app.domain.times import seconds
from app.language import marked, tr

_NUMBER = re.compile(r"[+-]?(?:[0-9]{1,5}(?:\.[0-9]{0,6})?|\.[0-9]{1,6})")


class NotPlausible(ValueError):
    """A figure that cannot be meant; the message is one sentence."""


class Range(NamedTuple):
    """From `low` to `high`, both included; `usual` is taken where nothing is said."""

    name: str
    low: float
    high: float
    usual: float
    unit: str = ""

    @property
    def words(self) -> str:
        """The range as it is said: `30 to 110 kg`."""
        return tr(
            "{low} to {high} {unit}",
            low=number(self.low),
            high=number(self.high),
            unit=self.unit,
        ).rstrip()

    def checked(self, value: float) -> float:
        """Return `value`; raise `NotPlausible` outside the range."""
        if self.low <= value <= self.high:
            return value
        found = f"{number(value)} {self.unit}".rstrip()
        raise NotPlausible(
            tr(
                "{what}: found {found}, expected {range}",
                what=tr(self.name),
                found=found,
                range=self.words,
            )
        )

    def read(self, text: str) -> float:
        """Read a number with `.` or `,` before its decimals; raise `NotPlausible`."""
        plain = text.strip().replace("\u2212", "-").replace(",", ".")
        if not _NUMBER.fullmatch(plain):
            raise NotPlausible(
                tr(
                    '{what}: found "{found}", expected {range}',
                    what=tr(self.name),
                    found=text.strip(),
                    range=self.words,
                )
            )
        return self.checked(float(plain))


DRAFTING = Range(marked("drafting"), 0.0, 1.0, 0.328)
TEMPERATURE = Range(marked("temperature"), -10.0, 45.0, 20.0, "\u00b0C")
WIND = Range(marked("wind"), 0.0, 8.0, 0.0, "m/s")
MASS = Range(marked("mass"), 30.0, 110.0, 42.0, "kg")
HEIGHT = Range(marked("height"), 1.3, 2.2, 1.57, "m")
HUMIDITY = Range(marked("humidity"), 0.0, 100.0, 40.0, "%")
PRESSURE = Range(marked("pressure"), 650.0, 1080.0, 1013.0, "hPa")
RANGES: Mapping[str, Range] = {
    each.name: each for each in (DRAFTING, TEMPERATURE, WIND, MASS, HEIGHT, HUMIDITY, PRESSURE)
}
_DISTANCE = Range(marked("distance"), 800.0, 10_000.0, 1609.344, "m")
_SLOWEST, _FASTEST = 2.5, 8.5
"""Mean speeds in m/s; the record over 800 m has 7.9."""


def number(value: float) -> str:
    """Write a number with the decimals it needs and no more."""
    return f"{value:.3f}".rstrip("0").rstrip(".")


USUAL_RUN = Conditions(DRAFTING.usual, TEMPERATURE.usual, WIND.usual)
"""The drafting of the record of 4:07.64, at 20 °C without wind."""
USUAL_RUNNER = Runner(MASS.usual, HEIGHT.usual)
USUAL_WEATHER = Weather(PRESSURE.usual, HUMIDITY.usual / 100)


def checked(question: Question) -> Question:
    """Return `question`; raise `NotPlausible` where one of its figures cannot be meant."""
    _check_time(question.time_s, _DISTANCE.checked(question.distance_m))
    MASS.checked(question.runner.mass_kg)
    HEIGHT.checked(question.runner.height_m)
    PRESSURE.checked(question.weather.pressure_hpa)
    HUMIDITY.checked(100 * question.weather.humidity)
    for each in (question.as_run, question.what_if):
        DRAFTING.checked(each.drafting)
        TEMPERATURE.checked(each.temperature_c)
        WIND.checked(each.wind)
    return question


def _check_time(time_s: float, distance_m: float) -> None:
    least, most = distance_m / _FASTEST, distance_m / _SLOWEST
    if not least <= time_s <= most:
        found, low, high = (format_time(seconds(each)) for each in (time_s, least, most))
        where = format_metres(metres(distance_m))
        raise NotPlausible(
            tr(
                "time: found {found} over {where}, expected {low} to {high}",
                found=found,
                where=where,
                low=low,
                high=high,
            )
        )
