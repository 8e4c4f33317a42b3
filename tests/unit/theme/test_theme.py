import itertools

import pytest
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication

from ui import theme as themes
from ui.theme import CONTRAST, DAY, NIGHT, THEMES, dashes, font, load_fonts, palette
from ui.viewstate import tones

TONES = (tones.INK, tones.MUTED, tones.AHEAD, tones.BEHIND, tones.ALERT)
WEIGHTS = (QFont.Weight.Normal, QFont.Weight.DemiBold, QFont.Weight.Bold)


def test_that_every_theme_goes_by_its_name() -> None:
    assert {name: theme.name for name, theme in THEMES.items()} == {
        NIGHT: NIGHT,
        DAY: DAY,
        CONTRAST: CONTRAST,
    }


@pytest.mark.parametrize("name", THEMES)
def test_that_every_colour_is_one(name: str) -> None:
    theme = THEMES[name]
    values = [v for k, v in theme._asdict().items() if k not in ("name", "targets")]
    colours = [v for v in values if isinstance(v, str)] + list(theme.targets)
    assert len(colours) == 18
    assert all(QColor(each).isValid() and len(each) == 7 for each in colours)


@pytest.mark.parametrize("name", THEMES)
@pytest.mark.parametrize("tone", TONES)
def test_that_every_tone_of_the_views_has_its_colour(name: str, tone: str) -> None:
    theme = THEMES[name]
    assert theme.tone(tone).name() == getattr(theme, tone)


def test_that_figures_are_coloured_at_night_and_ink_in_the_sun() -> None:
    for tone in (tones.AHEAD, tones.BEHIND):
        assert THEMES[NIGHT].digits(tone) == THEMES[NIGHT].tone(tone)
        for name in (DAY, CONTRAST):
            assert THEMES[name].digits(tone).name() == THEMES[name].ink
    # A warning and a quiet figure keep their own in any light.
    for tone in (tones.ALERT, tones.MUTED):
        assert THEMES[DAY].digits(tone) == THEMES[DAY].tone(tone)


@pytest.mark.parametrize("name", THEMES)
def test_that_a_fifth_target_begins_again(name: str) -> None:
    theme = THEMES[name]
    assert theme.target(4) == theme.target(0)
    assert [theme.target(slot).name() for slot in range(4)] == list(theme.targets)


def test_that_every_slot_has_dashes_of_its_own() -> None:
    patterns = [tuple(dashes(slot)) for slot in range(len(THEMES[NIGHT].targets))]
    assert len(set(patterns)) == len(patterns)
    assert tuple(dashes(len(patterns))) == patterns[0]
    # Apart by what is drawn of a period, or by its length, to be told without the colour.
    for one, other in itertools.combinations(patterns, 2):
        drawn = [sum(each[::2]) / sum(each) for each in (one, other)]
        assert abs(drawn[0] - drawn[1]) > 0.05 or abs(sum(one) - sum(other)) >= 3


def test_that_dashes_are_the_callers_own() -> None:
    dashes(0).append(1.0)
    assert len(dashes(0)) % 2 == 0


def test_that_nothing_is_written_smaller_than_11_pixels() -> None:
    assert [font(size).pixelSize() for size in (4, 10.4, 11, 15.6)] == [11, 11, 11, 16]
    assert font(20, QFont.Weight.Bold).weight() == QFont.Weight.Bold
    assert font(20).family() == themes.FAMILY


def test_that_digits_do_not_jump(qapp: QApplication) -> None:
    load_fonts(first=True)
    load_fonts(first=False)
    for weight in WEIGHTS:
        metrics = QFontMetricsF(font(100, weight))
        assert len({metrics.horizontalAdvance(digit) for digit in "0123456789"}) == 1


def test_that_the_font_is_the_one_that_is_shipped(qapp: QApplication) -> None:
    load_fonts(first=True)
    load_fonts(first=False)
    assert {QFont(themes.FAMILY).family()} == {themes.FAMILY}
    for weight in WEIGHTS:
        assert font(40, weight).exactMatch()


@pytest.mark.parametrize("name", THEMES)
def test_that_the_palette_of_qt_is_the_themes(name: str) -> None:
    theme, roles = THEMES[name], QPalette.ColorRole
    found = palette(theme)
    for role, colour in (
        (roles.Window, theme.ground),
        (roles.WindowText, theme.ink),
        (roles.Base, theme.panel),
        (roles.Text, theme.ink),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.selected),
        (roles.HighlightedText, theme.selected_ink),
    ):
        assert found.color(role).name() == colour
    disabled = QPalette.ColorGroup.Disabled
    assert found.color(disabled, roles.ButtonText).name() == theme.muted


def test_that_alignments_are_those_of_qt() -> None:
    from PySide6.QtCore import Qt

    flags, middle = Qt.AlignmentFlag, Qt.AlignmentFlag.AlignVCenter
    assert (flags.AlignLeft | middle).value == themes.ALIGN_LEFT
    assert (flags.AlignRight | middle).value == themes.ALIGN_RIGHT
    assert (flags.AlignHCenter | middle).value == themes.ALIGN_CENTRE
