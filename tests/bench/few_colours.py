"""How does a picture become small? By keeping the 256 of its colours that would be missed most."""

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

_COLOURS = 256


def in_few_colours(picture: QImage) -> QImage:
    """Return a picture in 256 of its own colours, every other one by the nearest of them.

    Plain areas stay exactly as they were; what is merged are shades at the edges of letters.
    """
    plain = picture.convertToFormat(QImage.Format.Format_RGB32)
    width, height = plain.width(), plain.height()
    pixels = np.frombuffer(plain.constBits(), np.uint32).reshape(height, -1)[:, :width]
    colours, places, counts = np.unique(pixels, return_inverse=True, return_counts=True)
    kept, nearest = palette_of(colours, counts)
    rows = np.zeros((height, -(-width // 4) * 4), np.uint8)
    rows[:, :width] = nearest[places].reshape(height, width)
    found = QImage(rows.tobytes(), width, height, rows.shape[1], QImage.Format.Format_Indexed8)
    found.setColorTable([int(each) | 0xFF000000 for each in colours[kept]])
    return found.copy()


def palette_of(
    colours: npt.NDArray[np.uint32], counts: npt.NDArray[np.intp]
) -> tuple[list[int], npt.NDArray[np.uint8]]:
    """Return the places of the colours that are kept, and for every colour the kept one nearest.

    One after the other the colour is kept that would be missed most: far from those that are kept
    already, and frequent. By frequency alone a small word would lose its colour.
    """
    channels = np.stack([(colours >> shift) & 255 for shift in (16, 8, 0)], axis=1).astype(float)
    missed = np.full(len(colours), np.inf)
    nearest = np.zeros(len(colours), np.uint8)
    kept: list[int] = []
    while len(kept) < _COLOURS and missed.any():
        kept.append(int(np.argmax(np.minimum(missed, 3 * 255**2) * np.sqrt(counts))))
        away = ((channels - channels[kept[-1]]) ** 2).sum(axis=1)
        nearest[away < missed] = len(kept) - 1
        missed = np.minimum(missed, away)
    return kept, nearest
