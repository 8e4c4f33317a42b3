"""How is a key written? `Ctrl+Shift+Z`: what is held with it, and its name; without Qt.

A key with a name is called by it (as Qt calls it), one without by its place on the keyboard, as
Linux numbers them: `Place183`. Pedals and remotes are keys as well.
"""

from typing import Final, NamedTuple

_PLACE: Final = "Place"
_HELD: Final = frozenset({29, 42, 54, 56, 58, 69, 97, 100, 125, 126})
"""Where Ctrl, Shift, Alt, the locks and their kin lie: they are held with a key, and are none."""
SILENT: Final = frozenset(
    {
        *(f"F{number}" for number in range(1, 36)),
        "PageUp",
        "PageDown",
        "ScrollLock",
        "Pause",
        "MediaPlay",
        "MediaPause",
        "MediaTogglePlayPause",
        "MediaStop",
        "MediaNext",
        "MediaPrevious",
        "MediaRecord",
        "VolumeUp",
        "VolumeDown",
        "VolumeMute",
        "Back",
        "Forward",
        "Refresh",
        "Stop",
        "Favorites",
        "HomePage",
        "Search",
        "Launch0",
        "Launch1",
        "LaunchMail",
        "LaunchMedia",
    }
)
"""Keys that neither print nor move in a text: they can mean something while somebody types."""
OTHERS: Final = (
    *sorted(SILENT - {f"F{number}" for number in range(1, 13)}),
    "End",
    "Minus",
    "Plus",
    "Equal",
    "Slash",
    "Backslash",
    "BracketLeft",
    "BracketRight",
    "Apostrophe",
    "QuoteLeft",
    "NumberSign",
    "Asterisk",
    "Less",
    "Greater",
    "Print",
    "Menu",
)
"""Keys that nothing is on as Splitline comes, and that can be given something."""


class Chord(NamedTuple):
    """A key by its name, and what is held with it."""

    name: str
    control: bool = False
    shift: bool = False
    alt: bool = False

    @property
    def silent(self) -> bool:
        """Whether a text field has no use for it."""
        plain = not (self.control or self.shift or self.alt)
        return plain and (self.name in SILENT or self.name.startswith(_PLACE))

    def __str__(self) -> str:
        """Return how it is written."""
        held = (("Ctrl+", self.control), ("Alt+", self.alt), ("Shift+", self.shift))
        return "".join(words for words, on in held if on) + self.name


def chord_of(text: str) -> Chord | None:
    """Return the key that is written, None when it is none: held ones before, in any order."""
    *held, name = text.split("+")
    known = {"Ctrl", "Alt", "Shift"}
    if not name.isalnum() or len(set(held)) < len(held) or not known.issuperset(held):
        return None
    return Chord(name, "Ctrl" in held, "Shift" in held, "Alt" in held)


def place_name(position: int) -> str:
    """Return the name of a key that has no other, empty where its place is not known either."""
    return f"{_PLACE}{position}" if position > 0 and position not in _HELD else ""
