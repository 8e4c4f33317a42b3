import colorsys
import itertools

import pytest

from tests.unit.theme.colours import VISIONS, contrast, distance
from ui.theme import LANES, THEMES, Theme, lane_colours

APART = 10.0
"""Five times what is just seen side by side: enough for a thin line, away from its neighbour."""

EYES = pytest.mark.parametrize("vision", VISIONS)
NAMES = pytest.mark.parametrize("name", THEMES)


@NAMES
@EYES
def test_that_behind_is_told_from_ahead(name: str, vision: str) -> None:
    theme = THEMES[name]
    assert distance(theme.behind, theme.ahead, vision) >= APART


@NAMES
@EYES
@pytest.mark.parametrize("slot", range(4))
@pytest.mark.parametrize("tone", ["ahead", "behind"])
def test_that_no_target_is_taken_for_ahead_or_behind(
    name: str, vision: str, slot: int, tone: str
) -> None:
    theme = THEMES[name]
    assert distance(theme.targets[slot], getattr(theme, tone), vision) >= APART


@NAMES
def test_that_the_targets_are_told_from_each_other(name: str) -> None:
    # To the usual eye; to others by their dashes.
    for one, other in itertools.combinations(THEMES[name].targets, 2):
        assert distance(one, other) >= APART


def _hue(colour: str) -> float:
    """Return the hue in degrees: red 0, green 120, blue 240."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return colorsys.rgb_to_hsv(red, green, blue)[0] * 360


@NAMES
def test_that_warm_is_behind_green_is_ahead_and_targets_are_cool(name: str) -> None:
    theme: Theme = THEMES[name]
    assert _hue(theme.behind) < 60
    assert 120 <= _hue(theme.ahead) <= 175
    for colour in theme.targets:
        assert 180 <= _hue(colour) <= 290


@EYES
def test_that_twelve_lanes_are_told_from_each_other(vision: str) -> None:
    # Areas, not lines, and their numbers stand on them; lanes lie beside any other lane.
    least = 2 * APART if vision != "usual" else 4 * APART
    colours = [colour for colour, _ in LANES]
    assert len(set(colours)) == 12
    for one, other in itertools.combinations(colours, 2):
        assert distance(one, other, vision) >= least, (one, other)


@NAMES
def test_that_no_lane_is_taken_for_ahead_or_behind(name: str) -> None:
    theme = THEMES[name]
    for colour, _ in LANES:
        assert distance(colour, theme.behind) >= 2 * APART
        assert distance(colour, theme.ahead) >= 2 * APART


def test_that_the_number_of_a_lane_can_be_read_on_its_colour() -> None:
    # WCAG 2.2, 1.4.3.
    assert all(contrast(colour, ink) >= 4.5 for colour, ink in LANES)


def test_that_lanes_beyond_the_twelfth_begin_again() -> None:
    assert lane_colours(13) == lane_colours(1) == LANES[0]
    assert lane_colours(12) == LANES[11]
