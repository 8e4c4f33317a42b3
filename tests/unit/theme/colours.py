"""How far apart are two colours to the eye, to one that sees fewer colours too?

Colours are `#rrggbb`. Contrast is that of WCAG 2.2 (relative luminance, 1 to 21). Distance is CIE
1976 (straight line in L*a*b*, white D65): 2 is about the least that is seen side by side.
"""

import math

Channels = tuple[float, float, float]
Matrix = tuple[Channels, Channels, Channels]

# Machado, Oliveira and Fernandes, "A physiologically-based model for simulation of color vision
# deficiency", IEEE Transactions on Visualization and Computer Graphics 15 (2009), severity 1.0,
# on linear RGB.
VISIONS: dict[str, Matrix] = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}
# Linear RGB of IEC 61966-2-1 to XYZ, each row divided by the white of D65.
_TO_XYZ: Matrix = (
    (0.433953, 0.376219, 0.189828),
    (0.212671, 0.715160, 0.072169),
    (0.017758, 0.109477, 0.872765),
)
_LUMINANCE: Channels = (0.2126, 0.7152, 0.0722)


def linear(colour: str) -> Channels:
    """Return the channels of `#rrggbb` as shares of light, 0 to 1."""
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return _light(red), _light(green), _light(blue)


def _light(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21."""
    dark, bright = sorted(_dot(_LUMINANCE, linear(each)) for each in (one, other))
    return (bright + 0.05) / (dark + 0.05)


def distance(one: str, other: str, vision: str = "usual") -> float:
    """Return how far apart two colours are to an eye of `vision`."""
    return math.dist(_lab(seen(one, vision)), _lab(seen(other, vision)))


def seen(colour: str, vision: str) -> Channels:
    """Return the light that an eye of `vision` takes a colour for."""
    light = linear(colour)
    red, green, blue = (min(max(_dot(row, light), 0.0), 1.0) for row in VISIONS[vision])
    return red, green, blue


def _dot(row: Channels, light: Channels) -> float:
    return sum(a * b for a, b in zip(row, light, strict=True))


def _lab(light: Channels) -> Channels:
    x, y, z = (_cube_root(_dot(row, light)) for row in _TO_XYZ)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _cube_root(value: float) -> float:
    """CIE 15: straight below (6/29)^3."""
    return math.cbrt(value) if value > (6 / 29) ** 3 else value * (29 / 6) ** 2 / 3 + 4 / 29


def in_glare(colour: str, share: float) -> float:
    """Return the light that comes from a colour where `share` of white lies on the screen."""
    return _dot(_LUMINANCE, linear(colour)) + share


def contrast_of_light(one: float, other: float) -> float:
    """Return the contrast of two amounts of light, white being 1."""
    dark, bright = sorted((one, other))
    return (bright + 0.05) / (dark + 0.05)
