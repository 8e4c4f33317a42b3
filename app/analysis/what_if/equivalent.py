"""Which time is the same effort worth with other drafting, temperature or wind? A band, in seconds.

Two runs are equal where the metabolic power is. Running takes a power that grows with speed to the
1.45; the air adds a share of it that grows with the force of the air. Effectiveness of drafting is
the share of that force which others take away: 0 alone, 1 in no air at all.
"""

from collections.abc import Iterator
from itertools import product
from typing import NamedTuple

from app.analysis.what_if.air import density, drag, frontal_area
from app.analysis.what_if.oval import mean_square_airspeed

POWER_OF_SPEED = 1.45
COST_OF_FORCE = 6.13
"""Per cent of power for each per cent of the body's weight in force against the runner, the mean of
12 runners at 12 to 16 km/h (da Silva, Kram and Hoogkamer 2022)."""
LEAST_AIR = 4.0 / 13.5
"""The least published cost of the air as a share of the one reckoned with: 4 and 13.5 %."""
CROSSWIND = 0.6
"""How much of a side wind is felt. Nobody has measured it; the band takes none and all of it."""
DRAFTING_KNOWN_TO = 0.05
"""How well anybody knows the effectiveness of a formation; the published ones are .33 to .89."""

_GRAVITY = 9.81
_STEPS = 40


class Runner(NamedTuple):
    """Who runs: mass in kg, height in m."""

    mass_kg: float
    height_m: float


class Weather(NamedTuple):
    """What holds of both runs: pressure at the track in hPa, relative humidity from 0 to 1."""

    pressure_hpa: float
    humidity: float


class Conditions(NamedTuple):
    """What a run had: effectiveness of drafting (0 to 1), °C, wind along the straights in m/s."""

    drafting: float
    temperature_c: float
    wind: float


class Question(NamedTuple):
    """A run of `distance_m` in `time_s` as it was, and what would have been different."""

    time_s: float
    distance_m: float
    runner: Runner
    weather: Weather
    as_run: Conditions
    what_if: Conditions


class Span(NamedTuple):
    """A time and the times it lies between, s."""

    low: float
    time: float
    high: float


class Equivalent(NamedTuple):
    """What the effort is worth: in all (`band`), with the air's cost as calibrated, and the least.

    `air` and `least_air` are those costs of still air at the speed of the run, undrafted, as
    shares of the power of running. `band` spans both, with the time as calibrated in it.
    """

    band: Span
    calibrated: Span
    least: Span
    air: float
    least_air: float


def equivalent(question: Question) -> Equivalent:
    """Return the band of times that are worth the same effort.

    Its ends are those of every mixture of what is not known: the air's cost, the felt part of a
    side wind, the effectiveness of the other drafting. The balance of powers is linear in each of
    them, so that the extremes lie where each is at an end of its own.
    """
    calibrated, least = _span(question, 1.0), _span(question, LEAST_AIR)
    band = Span(min(calibrated.low, least.low), calibrated.time, max(calibrated.high, least.high))
    air = air_cost(question, _speed(question))
    return Equivalent(band, calibrated, least, air, air * LEAST_AIR)


def equivalent_time(question: Question, *, air: float = 1.0, crosswind: float = CROSSWIND) -> float:
    """Return the one time (s) for the share `air` of the calibrated cost.

    `(v2/v1)^1.45 [1 + c(v2)(1 - DE2)] = 1 + c(v1)(1 - DE1)`, `c = 6.13 F / (m g)`, after da Silva,
    Hoogkamer, Kipp and Kram (2025). The left side grows with v2, so halving finds it.
    """
    run = _speed(question)
    power = 1 + _felt(question, question.as_run, run, air, crosswind)
    low, high = run / 4, run * 4
    for _ in range(_STEPS):
        middle = (low + high) / 2
        felt = _felt(question, question.what_if, middle, air, crosswind)
        if (middle / run) ** POWER_OF_SPEED * (1 + felt) < power:
            low = middle
        else:
            high = middle
    return question.distance_m / ((low + high) / 2)


def air_cost(question: Question, speed: float) -> float:
    """Return what still air costs at `speed` (m/s), a share of the power of running without air."""
    return _cost(question, question.as_run.temperature_c, speed * speed)


def _felt(
    question: Question, conditions: Conditions, speed: float, air: float, crosswind: float
) -> float:
    mean_square = mean_square_airspeed(speed, conditions.wind, crosswind)
    cost = _cost(question, conditions.temperature_c, mean_square)
    return air * cost * (1 - conditions.drafting)


def _cost(question: Question, temperature_c: float, mean_square: float) -> float:
    mass, height = question.runner
    dense = density(temperature_c, question.weather.pressure_hpa, question.weather.humidity)
    force = drag(dense, frontal_area(mass, height), mean_square)
    return COST_OF_FORCE * force / (mass * _GRAVITY)


def _speed(question: Question) -> float:
    return question.distance_m / question.time_s


def _span(question: Question, air: float) -> Span:
    if question.what_if == question.as_run:
        return Span(question.time_s, question.time_s, question.time_s)
    time = equivalent_time(question, air=air)
    ends = [
        equivalent_time(each, air=air, crosswind=crosswind)
        for each, crosswind in product(_drafts(question), (0.0, 1.0))
    ]
    return Span(min(ends), time, max(ends))


def _drafts(question: Question) -> Iterator[Question]:
    """The other drafting as much worse and better as it may be, by half of the change at most."""
    drafting = question.what_if.drafting
    doubt = min(DRAFTING_KNOWN_TO, abs(drafting - question.as_run.drafting) / 2)
    for each in (drafting - doubt, drafting + doubt):
        known = question.what_if._replace(drafting=min(max(each, 0.0), 1.0))
        yield question._replace(what_if=known)
