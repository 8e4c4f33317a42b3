"""Runs to be asked about: the record of 4:07.64 as it is published, and any that can be meant."""

from hypothesis import strategies as st

from app.analysis.what_if.equivalent import Conditions, Question, Runner, Weather
from app.analysis.what_if.ranges import (
    DRAFTING,
    HEIGHT,
    HUMIDITY,
    MASS,
    PRESSURE,
    TEMPERATURE,
    USUAL_RUN,
    USUAL_RUNNER,
    USUAL_WEATHER,
    WIND,
    Range,
)

MILE_M = 1609.344
MONACO_S = 247.64
SOLO = Conditions(0.0, 20.0, 0.0)


def question(
    time_s: float = MONACO_S,
    as_run: Conditions = USUAL_RUN,
    what_if: Conditions | None = None,
    *,
    distance_m: float = MILE_M,
    runner: Runner = USUAL_RUNNER,
    weather: Weather = USUAL_WEATHER,
) -> Question:
    """Return a question; nothing is other than it was where nothing is said."""
    return Question(time_s, distance_m, runner, weather, as_run, what_if or as_run)


def within(kind: Range) -> st.SearchStrategy[float]:
    """Return figures of a range, both ends among them."""
    return st.floats(kind.low, kind.high)


CONDITIONS = st.builds(Conditions, within(DRAFTING), within(TEMPERATURE), within(WIND))
RUNNERS = st.builds(Runner, within(MASS), within(HEIGHT))
WEATHERS = st.builds(Weather, within(PRESSURE), within(HUMIDITY).map(lambda each: each / 100))


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Return any question that would be answered."""
    distance = draw(st.floats(800.0, 10_000.0))
    speed = draw(st.floats(2.6, 8.4))
    return Question(
        distance / speed,
        distance,
        draw(RUNNERS),
        draw(WEATHERS),
        draw(CONDITIONS),
        draw(CONDITIONS),
    )
