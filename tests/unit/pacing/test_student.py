import math

import numpy as np
import pytest
from scipy import integrate, stats

from app.analysis.pacing import student


@pytest.mark.parametrize("df", [3, 4, 7, 12, 13, 15, 26, 41])
def test_that_probabilities_and_densities_are_those_of_scipy(df: int) -> None:
    z = np.linspace(-11, 11, 301)
    assert np.allclose(student.cdf(z, df), stats.t.cdf(z, df), atol=1e-14)
    by, density = student.cdf_and_pdf(z, df)
    assert np.array_equal(by, student.cdf(z, df))
    assert np.allclose(density, stats.t.pdf(z, df), rtol=1e-12)


@pytest.mark.parametrize("df", [3, 8, 15, 26])
@pytest.mark.parametrize("z", [-3.0, 0.0, 2.5, 9.0, 60.0])
def test_that_the_far_tail_keeps_its_logarithm(df: int, z: float) -> None:
    log_tail = student.tail_nodes(np.array([z]), df)[2]
    assert log_tail[0] == pytest.approx(stats.t.logsf(z, df), abs=1e-9)


@pytest.mark.parametrize("z", [-9.0, -1.0, 1.0, 12.0])
def test_that_the_mean_beyond_a_point_is_the_integral_over_the_tail(z: float) -> None:
    df = 9
    nodes, share, _ = student.tail_nodes(np.array([z]), df)
    top, _ = integrate.quad(lambda v: v * stats.t.pdf(v, df), z, math.inf)
    assert float((nodes * share).sum()) == pytest.approx(top / stats.t.sf(z, df), abs=1e-7)
    assert (nodes > z).all()
