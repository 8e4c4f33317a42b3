"""On which screen the scoreboard stands."""

import pytest

from ui.viewstate.screens import Screen, screen_for

LAPTOP, HALL, WALL = Screen(1, "eDP-1"), Screen(2, "HDMI-1"), Screen(3, "DP-2")
ALL = (LAPTOP, HALL, WALL)


@pytest.mark.parametrize(
    ("screens", "operators", "wanted", "found"),
    [
        (ALL, 1, "", HALL),
        (ALL, 2, "", LAPTOP),
        ((LAPTOP,), 1, "", None),
        (ALL, 1, "3", WALL),
        (ALL, 1, "DP-2", WALL),
        (ALL, 1, "1", LAPTOP),
        ((LAPTOP,), 1, "eDP-1", LAPTOP),
    ],
)
def test_that_a_free_screen_is_taken_unless_one_is_named(
    screens: tuple[Screen, ...], operators: int, wanted: str, found: Screen | None
) -> None:
    assert screen_for(screens, operators, wanted) == (found, "")


@pytest.mark.parametrize("wanted", ["4", "0", "VGA", "-1", "HDMI"])
def test_that_a_screen_that_is_not_there_is_said_and_a_free_one_taken(wanted: str) -> None:
    choice = screen_for(ALL, 1, wanted)
    assert choice.screen == HALL
    assert choice.words == (
        f"There is no screen {wanted}, there are 1 (eDP-1), 2 (HDMI-1), 3 (DP-2)."
    )
