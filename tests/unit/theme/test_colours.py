import pytest

from tests.unit.theme.colours import VISIONS, contrast, distance, seen


def test_that_black_on_white_is_21_to_1() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#ffffff", "#000000") == pytest.approx(21)
    assert contrast("#336699", "#336699") == 1
    # WCAG 2.2, 1.4.3: #767676 is the lightest grey of 4.5 to 1 on white.
    assert contrast("#767676", "#ffffff") > 4.5 > contrast("#777777", "#ffffff")


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    # L*a*b* of sRGB: white 100, 0, 0; red 53.24, 80.09, 67.20; blue 32.30, 79.19, -107.86.
    [("#ffffff", "#000000", 100.0), ("#ff0000", "#0000ff", 176.3), ("#777777", "#777777", 0.0)],
)
def test_that_distances_are_those_of_published_values(one: str, other: str, apart: float) -> None:
    assert distance(one, other) == pytest.approx(apart, abs=0.1)


@pytest.mark.parametrize("vision", VISIONS)
def test_that_greys_stay_grey_to_every_eye(vision: str) -> None:
    red, green, blue = seen("#808080", vision)
    assert red == pytest.approx(green, abs=1e-5) == pytest.approx(blue, abs=1e-5)


def test_that_a_red_and_a_green_are_alike_to_who_lacks_either_and_unlike_to_others() -> None:
    red, green = "#b04a3a", "#6f7a2a"
    assert distance(red, green) > 50
    assert distance(red, green, "deuteranopia") < distance(red, green) / 2
    assert distance(red, green, "tritanopia") > 50
