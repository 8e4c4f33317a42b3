"""Which colours, fonts and sizes does the window use?

One meaning per colour: warm is behind, green is ahead, targets are cool hues with their own dashes,
the primary target is ink. tests/unit/theme computes the contrasts.
"""

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QFont, QFontDatabase

from app.resource_files import resource

if TYPE_CHECKING:
    from PySide6.QtGui import QPalette

FAMILY = "Splitline Sans"
FAR_TEXT = 40
"""Texts of this size and above do not grow: they are as large as there is room for already."""
LEAST_TEXT = 11
"""Nothing is written smaller, in pixels."""
DAY = "day"
NIGHT = "night"
CONTRAST = "contrast"
_FIRST_FONTS = ("SemiBold", "Bold")
_LATER_FONTS = ("Regular",)


class Theme(NamedTuple):
    """The colours of one theme; `targets` go by slot and repeat after the last.

    `coloured_digits` is off where glare would eat coloured figures: there they are ink, and the
    tone is a block beside them.
    """

    name: str
    ground: str
    panel: str
    line: str
    ink: str
    muted: str
    estimate: str
    behind: str
    ahead: str
    behind_tint: str
    ahead_tint: str
    alert: str
    track: str
    selected: str
    selected_ink: str
    targets: tuple[str, ...]
    coloured_digits: bool

    def tone(self, name: str) -> QColor:
        """Return the colour of a tone of ui.viewstate.tones."""
        return QColor(str(getattr(self, name)))

    def digits(self, name: str) -> QColor:
        """Return the colour for figures of a tone: ink where colour would cost contrast."""
        plain = name in ("ahead", "behind") and not self.coloured_digits
        return QColor(self.ink) if plain else self.tone(name)

    def target(self, slot: int) -> QColor:
        """Return the colour of the target in `slot`."""
        return QColor(self.targets[slot % len(self.targets)])


THEMES = {
    NIGHT: Theme(
        name=NIGHT,
        ground="#0d1014",
        panel="#161b21",
        line="#2c343d",
        ink="#ffffff",
        muted="#b3bcc6",
        estimate="#c6cdd5",
        behind="#ff8262",
        ahead="#3fd8a4",
        behind_tint="#241a1a",
        ahead_tint="#13231f",
        alert="#ffd166",
        track="#0d1014",
        selected="#ffffff",
        selected_ink="#0d1014",
        targets=("#84b4ff", "#9d7bff", "#7fd3ff", "#a9bccf"),
        coloured_digits=True,
    ),
    DAY: Theme(
        name=DAY,
        ground="#e9ece8",
        panel="#ffffff",
        line="#c3c9c4",
        ink="#08090a",
        muted="#39413c",
        estimate="#39413c",
        behind="#9f1b00",
        ahead="#00543a",
        behind_tint="#fbeeea",
        ahead_tint="#e8f4ef",
        alert="#684800",
        track="#dfe3df",
        selected="#08090a",
        selected_ink="#ffffff",
        targets=("#0a489c", "#592fae", "#003a5c", "#3c4d5c"),
        coloured_digits=False,
    ),
    CONTRAST: Theme(
        name=CONTRAST,
        ground="#ffffff",
        panel="#ffffff",
        line="#000000",
        ink="#000000",
        muted="#000000",
        estimate="#1c1c1c",
        behind="#8a1200",
        ahead="#00402c",
        behind_tint="#ffffff",
        ahead_tint="#ffffff",
        alert="#4d3500",
        track="#ffffff",
        selected="#000000",
        selected_ink="#ffffff",
        targets=("#00307a", "#40188f", "#144e66", "#26333d"),
        coloured_digits=False,
    ),
}

_DARK_INK, _LIGHT_INK = "#0d1014", "#ffffff"
LANES = (
    ("#ffff26", _DARK_INK),
    ("#66a3ff", _DARK_INK),
    ("#eb23c3", _DARK_INK),
    ("#a6ffff", _DARK_INK),
    ("#6d19a6", _LIGHT_INK),
    ("#8aa619", _DARK_INK),
    ("#0000eb", _LIGHT_INK),
    ("#ccbe85", _DARK_INK),
    ("#536e80", _LIGHT_INK),
    ("#590d4a", _LIGHT_INK),
    ("#594f24", _LIGHT_INK),
    ("#000000", _LIGHT_INK),
)
"""The colours of lanes 1 to 12 with the ink of their numbers, the same in every theme, so that a
lane is known by it: far apart to every eye, and from ahead and behind."""

_DASHES = ((7.0, 4.0), (2.0, 3.0), (9.0, 3.0, 2.0, 3.0), (4.0, 4.0))


def lane_colours(lane: int) -> tuple[str, str]:
    """Return the colour of a lane and the ink for its number; lane 13 begins again."""
    return LANES[(lane - 1) % len(LANES)]


def dashes(slot: int) -> list[float]:
    """Return the dash pattern of the target in `slot`, in pen widths."""
    return list(_DASHES[slot % len(_DASHES)])


def load_fonts(*, first: bool) -> None:
    """Make the fonts of the first paint, or the others, known; needs a QGuiApplication."""
    for each in _FIRST_FONTS if first else _LATER_FONTS:
        QFontDatabase.addApplicationFont(str(resource(f"fonts/SplitlineSans-{each}.ttf")))


OWN_TEXT = "splitlineOwnText"
"""The property of a widget whose painting sees to the size of its text."""


SIZE_AT = "splitlineSizeAt"
"""The property that says for which size of texts a widget's fixed sizes are."""


class _Texts:
    """How large the texts of this process are: what is on the screen has one reader."""

    def __init__(self) -> None:
        self.percent = 100


_texts = _Texts()


def text_size() -> int:
    """Return the size of texts in per cent of the usual one, 100 to 200."""
    return _texts.percent


def set_text_size(percent: int) -> None:
    """Let every font that is made from now on have that size."""
    _texts.percent = percent


def scaled(pixels: float) -> int:
    """Return a length that grows with the texts, in pixels."""
    return round(pixels * _texts.percent / 100)


def scaled_text(pixels: int) -> int:
    """Return the size of a text on the screen; what is read from afar is as large as it can be."""
    return max(pixels, min(scaled(pixels), FAR_TEXT))


def font(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's font at a size in pixels, which grows with the texts."""
    return font_of(pixels * _texts.percent / 100, weight)


def font_of(pixels: float, weight: QFont.Weight = QFont.Weight.Normal) -> QFont:
    """Return the window's font at a size in pixels as it comes onto the screen."""
    found = QFont(FAMILY)
    found.setPixelSize(max(LEAST_TEXT, round(pixels)))
    found.setWeight(weight)
    found.setStyleStrategy(QFont.StyleStrategy.PreferAntialias)
    return found


def palette(theme: Theme) -> "QPalette":
    """Return the palette for Qt's own widgets in `theme`."""
    from PySide6.QtGui import QPalette

    found = QPalette(QColor(theme.panel), QColor(theme.ground))
    roles = QPalette.ColorRole
    for role, colour in (
        (roles.WindowText, theme.ink),
        (roles.Text, theme.ink),
        (roles.ButtonText, theme.ink),
        (roles.Base, theme.panel),
        (roles.AlternateBase, theme.ground),
        (roles.ToolTipBase, theme.panel),
        (roles.ToolTipText, theme.ink),
        (roles.PlaceholderText, theme.muted),
        (roles.Highlight, theme.selected),
        (roles.HighlightedText, theme.selected_ink),
        (roles.Mid, theme.line),
    ):
        found.setColor(role, QColor(colour))
    disabled = QPalette.ColorGroup.Disabled
    for role in (roles.WindowText, roles.Text, roles.ButtonText):
        found.setColor(disabled, role, QColor(theme.muted))
    return found


ALIGN_LEFT = 0x0081
ALIGN_RIGHT = 0x0082
ALIGN_CENTRE = 0x0084
"""Qt.AlignmentFlag as numbers, each centred from top to bottom: the first touch of the namespace
`Qt` builds all its 130 enums, a tenth of a bare window's start."""
