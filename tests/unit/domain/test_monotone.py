from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from app.domain.monotone import interpolate, slopes

steps = st.floats(0.5, 2000)
rises = st.one_of(st.just(0.0), st.floats(0.01, 1000))
Knots = list[tuple[float, float]]


@st.composite
def risers(draw: st.DrawFn) -> Knots:
    knots = [(0.0, 0.0)]
    for step, rise in draw(st.lists(st.tuples(steps, rises), min_size=1, max_size=10)):
        knots.append((knots[-1][0] + step, knots[-1][1] + rise))
    return knots


@given(risers())
def test_that_the_curve_never_falls(knots: Knots) -> None:
    tangents = slopes(knots)
    asked = np.linspace(knots[0][0], knots[-1][0], 200)
    values = [interpolate(knots, tangents, float(x)) for x in asked]
    slack = 1e-9 * max(1.0, knots[-1][1])
    assert all(b >= a - slack for a, b in pairwise(values))


@given(risers())
def test_that_the_curve_goes_through_its_knots_and_is_held_outside(knots: Knots) -> None:
    tangents = slopes(knots)
    assert [interpolate(knots, tangents, x) for x, _ in knots] == [y for _, y in knots]
    assert interpolate(knots, tangents, -5.0) == knots[0][1]
    assert interpolate(knots, tangents, knots[-1][0] + 5) == knots[-1][1]


def test_that_two_knots_make_a_straight_line() -> None:
    knots = [(0.0, 0.0), (400.0, 60.0)]
    assert slopes(knots) == [0.15, 0.15]
    assert interpolate(knots, slopes(knots), 100.0) == pytest.approx(15.0)


def test_that_a_flat_stretch_stays_flat() -> None:
    knots = [(0.0, 0.0), (1.0, 5.0), (2.0, 5.0), (3.0, 9.0)]
    assert slopes(knots)[1:3] == [0.0, 0.0]
    assert interpolate(knots, slopes(knots), 1.5) == 5.0


@given(risers())
def test_that_the_curve_is_the_monotone_one_of_scipy(knots: Knots) -> None:
    reference = PchipInterpolator([x for x, _ in knots], [y for _, y in knots])
    tangents = slopes(knots)
    asked = np.linspace(knots[0][0], knots[-1][0], 50)
    ours = [interpolate(knots, tangents, float(x)) for x in asked]
    assert ours == pytest.approx(list(reference(asked)), rel=1e-6, abs=1e-6)
