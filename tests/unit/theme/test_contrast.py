import pytest

from tests.unit.theme.colours import contrast, contrast_of_light, in_glare
from ui.theme import CONTRAST, DAY, NIGHT, THEMES

LEAST = {DAY: 7.0, CONTRAST: 7.0, NIGHT: 4.5}
"""WCAG 2.2: 7 to 1 is level AAA, for the sun; 4.5 to 1 level AA, for the dark."""

ON_PANEL = ("ink", "muted", "estimate", "alert", "ahead", "behind")
# The head and the line of notices lie on the window itself.
ON_GROUND = ("ink", "muted", "alert")
# The words of the two half planes of the graph.
ON_TINTS = (("behind", "behind_tint"), ("ahead", "ahead_tint"))


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("text", ON_PANEL)
def test_that_a_text_stands_out_from_its_panel(name: str, text: str) -> None:
    theme = THEMES[name]
    assert contrast(getattr(theme, text), theme.panel) >= LEAST[name]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("text", ON_GROUND)
def test_that_a_text_stands_out_from_the_window(name: str, text: str) -> None:
    theme = THEMES[name]
    assert contrast(getattr(theme, text), theme.ground) >= LEAST[name]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("slot", range(4))
def test_that_a_targets_colour_stands_out_from_its_panel(name: str, slot: int) -> None:
    theme = THEMES[name]
    assert contrast(theme.target(slot).name(), theme.panel) >= LEAST[name]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize(("text", "tint"), ON_TINTS)
def test_that_behind_and_ahead_stand_out_from_their_half_planes(
    name: str, text: str, tint: str
) -> None:
    theme = THEMES[name]
    assert contrast(getattr(theme, text), getattr(theme, tint)) >= LEAST[name]


@pytest.mark.parametrize("name", THEMES)
def test_that_what_is_selected_can_be_read(name: str) -> None:
    theme = THEMES[name]
    assert contrast(theme.selected_ink, theme.selected) >= LEAST[name]


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("slot", range(4))
def test_that_a_light_is_seen_on_the_track(name: str, slot: int) -> None:
    # WCAG 2.2, 1.4.11: 3 to 1 for what is no text.
    theme = THEMES[name]
    assert contrast(theme.target(slot).name(), theme.track) >= 3
    assert contrast(theme.ink, theme.track) >= 3


def test_that_in_glare_everything_stands_out_further() -> None:
    for text in ON_PANEL:
        theme, day = THEMES[CONTRAST], THEMES[DAY]
        assert contrast(getattr(theme, text), theme.panel) >= contrast(
            getattr(day, text), day.panel
        )


GLARE = 0.5
"""A share of white that is added to light and dark alike where the sun lies on a screen."""


@pytest.mark.parametrize("name", [DAY, CONTRAST])
@pytest.mark.parametrize("tone", ["ink", "ahead", "behind"])
def test_that_the_gap_stands_out_from_its_panel_in_glare(name: str, tone: str) -> None:
    theme = THEMES[name]
    lit, ground = (in_glare(each, GLARE) for each in (theme.digits(tone).name(), theme.panel))
    assert contrast_of_light(lit, ground) >= 2.8


@pytest.mark.parametrize("name", [DAY, CONTRAST])
@pytest.mark.parametrize("tone", ["ahead", "behind"])
def test_that_the_block_beside_the_gap_is_seen_in_glare(name: str, tone: str) -> None:
    theme = THEMES[name]
    lit, ground = (in_glare(each, GLARE) for each in (getattr(theme, tone), theme.panel))
    assert contrast_of_light(lit, ground) >= 2.4


@pytest.mark.parametrize("name", THEMES)
def test_that_the_focus_is_seen_wherever_it_is(name: str) -> None:
    # WCAG 2.2, 1.4.11: 3 to 1 for what is no text.
    theme = THEMES[name]
    for ground in (theme.panel, theme.ground):
        assert contrast(theme.targets[0], ground) >= 3
        assert contrast(theme.ink, ground) >= LEAST[name]


def test_that_glare_brings_everything_together() -> None:
    white, black = in_glare("#ffffff", GLARE), in_glare("#000000", GLARE)
    assert contrast_of_light(white, black) == pytest.approx(1.55 / 0.55)
    assert contrast_of_light(white, black) < contrast("#ffffff", "#000000")
