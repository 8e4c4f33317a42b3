"""What is kept of the laws of stretches must stay small however long the race is."""

import numpy as np
import pytest

from app.analysis.pacing import kernel
from app.analysis.pacing.kernel import stretch_laws, timing_errors
from tests.unit.pacing.law_cases import SHAPE

STRETCH = 400.0
MOST_BYTES = 10_000_000


def stretches(number: int) -> tuple[tuple[float, float], ...]:
    return tuple((STRETCH * each, STRETCH * (each + 1)) for each in range(number))


@pytest.mark.parametrize("number", [kernel._SMALL, kernel._SMALL + 1, kernel._LARGE + 1, 240])
def test_that_a_law_is_the_same_whether_or_not_it_is_kept(number: int) -> None:
    distance = number * STRETCH
    for _ in range(2):
        mean, covariance = stretch_laws(SHAPE, stretches(number), distance)
        again = kernel._laws(SHAPE, stretches(number), distance)
        assert np.array_equal(mean, again[0])
        assert np.array_equal(covariance, again[1])
        errors = timing_errors(stretches(number), distance)
        assert np.array_equal(errors, kernel._errors(stretches(number), distance))


def test_that_all_that_can_be_kept_is_a_few_megabytes() -> None:
    number = np.dtype(np.float64).itemsize
    small = kernel._MANY * kernel._SMALL**2 * number
    assert 2 * small + kernel._FEW * kernel._LARGE**2 * number < MOST_BYTES
    kept = kernel._small_laws, kernel._large_laws, kernel._small_errors
    before = [each.cache_info().currsize for each in kept]
    stretch_laws(SHAPE, stretches(kernel._LARGE + 1), 240 * STRETCH)
    timing_errors(stretches(kernel._SMALL + 1), 240 * STRETCH)
    assert [each.cache_info().currsize for each in kept] == before
