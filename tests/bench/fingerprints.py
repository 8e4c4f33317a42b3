"""Is a picture of a screen still the one that was stored, but for the edges of its letters?

A fingerprint is a picture shrunk to 64 x 36 cells of grey (0 to 255), 16 x 9 cells of colour
(blue and red less green), its most frequent colour with its share, and its size in pixels. Where
letters are drawn a little differently, cells keep their mean; where something has moved, come or
gone, they do not.
"""

import json
import lzma
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from PySide6.QtGui import QImage

Bytes = npt.NDArray[np.uint8]
GREY, COLOUR = (36, 64), (9, 16)
_STEP = 4
"""Cells are stored in steps of so many levels."""
CELL_LEVELS, EXCESS_LEVELS = 7.0, 5.0
"""How far a cell may be off, and what all cells together may be off beyond that."""
COLOUR_LEVELS = 10.0
SIZE_PIXELS = 4
_NEAR, _LEAST_SHARE = 3, 0.6
"""How far the ground may be off in a channel; which part of its area has to be left."""


class Fingerprint(NamedTuple):
    """A picture in little: grey and colour by cells, ground and its share in percent, size."""

    grey: Bytes
    colour: Bytes
    ground: tuple[int, int, int, int]
    size: tuple[int, int]


def _channels(picture: QImage) -> Bytes:
    """Return red, green and blue of every pixel."""
    plain = picture.convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(plain.constBits(), np.uint8).reshape(plain.height(), -1)
    # The bytes are the picture's, which is gone with this function.
    return rows[:, : 3 * plain.width()].reshape(plain.height(), plain.width(), 3).copy()


def _means(channels: Bytes) -> npt.NDArray[np.float64]:
    """Return the mean red, green and blue of each cell of grey."""
    rows, columns = (
        np.linspace(0, size, cells + 1).round().astype(int)
        for size, cells in zip(channels.shape, GREY, strict=False)
    )
    sums = np.add.reduceat(channels, rows[:-1], axis=0, dtype=np.uint32)
    sums = np.add.reduceat(sums, columns[:-1], axis=1)
    return np.asarray(sums / np.outer(np.diff(rows), np.diff(columns))[..., None])


def _grey(means: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.asarray(means @ (0.299, 0.587, 0.114))


def _colour(means: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    """Return how much more blue, and red, than green there is in larger cells, about 128."""
    (high, wide), (rows, columns) = GREY, COLOUR
    larger = means.reshape(rows, high // rows, columns, wide // columns, 3).mean(axis=(1, 3))
    return np.stack([128 + (larger[..., each] - larger[..., 1]) / 2 for each in (2, 0)])


def _in_steps(values: npt.NDArray[np.float64]) -> Bytes:
    return (np.clip(values, 0, 255) / _STEP).round().astype(np.uint8)


def _ground(channels: Bytes) -> tuple[int, int, int, int]:
    """Return the most frequent colour and its share of the picture in percent, by every third."""
    wide = channels[1::3, 1::3].astype(np.uint32)
    colours = (wide[..., 0] << 16 | wide[..., 1] << 8 | wide[..., 2]).ravel()
    known, counts = np.unique(colours, return_counts=True)
    most = int(known[np.argmax(counts)])
    share = round(100 * int(counts.max()) / colours.size)
    return most >> 16, most >> 8 & 255, most & 255, share


def fingerprint(picture: QImage) -> Fingerprint:
    """Return the fingerprint of a picture."""
    channels = _channels(picture)
    means = _means(channels)
    size = picture.width(), picture.height()
    return Fingerprint(_in_steps(_grey(means)), _in_steps(_colour(means)), _ground(channels), size)


def _off(now: npt.NDArray[np.float64], stored: Bytes) -> npt.NDArray[np.float64]:
    """Return how many levels cells are from what is stored of them."""
    return np.asarray(np.abs(now - stored.astype(float) * _STEP))


def _grounds_differ(channels: Bytes, stored: Fingerprint) -> bool:
    *ground, share = stored.ground
    near = (np.abs(channels[1::3, 1::3].astype(int) - ground) <= _NEAR).all(axis=2)
    return bool(100 * near.mean() < _LEAST_SHARE * share)


def difference(picture: QImage, stored: Fingerprint) -> str:
    """Return in words how a picture differs from the stored one; empty where it does not."""
    wide, high = stored.size
    if abs(picture.width() - wide) > SIZE_PIXELS or abs(picture.height() - high) > SIZE_PIXELS:
        return f"{picture.width()} x {picture.height()} pixels, stored with {wide} x {high}"
    channels = _channels(picture)
    if _grounds_differ(channels, stored):
        return "another ground than #{:02x}{:02x}{:02x}".format(*stored.ground)
    means = _means(channels)
    off = _off(_grey(means), stored.grey)
    excess = np.maximum(off - CELL_LEVELS, 0.0)
    if excess.sum() > EXCESS_LEVELS:
        return _where(excess, off)
    colour = _off(_colour(means), stored.colour)
    if colour.max() > COLOUR_LEVELS:
        return f"a colour {colour.max():.0f} levels off"
    return ""


def _where(excess: npt.NDArray[np.float64], off: npt.NDArray[np.float64]) -> str:
    """Say which part of a picture differs, in hundredths of its width and height."""
    rows, columns = np.nonzero(excess)
    left, right = 100 * columns.min() // GREY[1], 100 * (columns.max() + 1) // GREY[1]
    top, bottom = 100 * rows.min() // GREY[0], 100 * (rows.max() + 1) // GREY[0]
    return (
        f"{len(rows)} of {off.size} cells differ, by {off.max():.0f} levels at most, "
        f"{left} to {right} % from the left, {top} to {bottom} % from the top"
    )


def _packed(each: Fingerprint) -> Bytes:
    size = np.array(each.size, np.uint16).view(np.uint8)
    ground = np.array(each.ground, np.uint8)
    return np.concatenate([each.grey.ravel(), each.colour.ravel(), ground, size])


def _unpacked(row: Bytes) -> Fingerprint:
    grey, colour = GREY[0] * GREY[1], 2 * COLOUR[0] * COLOUR[1]
    rest = row[grey + colour :].copy()
    red, green, blue, share = (int(each) for each in rest[:4])
    wide, high = (int(each) for each in rest[4:].view(np.uint16))
    return Fingerprint(
        row[:grey].reshape(GREY),
        row[grey : grey + colour].reshape(2, *COLOUR),
        (red, green, blue, share),
        (wide, high),
    )


def _apart(rows: Bytes, names: Sequence[str], sign: int) -> Bytes:
    """Store what another language has as its difference to the first: most of it is nothing."""
    found, at = rows.copy(), {name: place for place, name in enumerate(names)}
    for name, place in at.items():
        first = at.get(name.replace("-fr-", "-en-"), place)
        if first != place:
            found[place] += rows[first] if sign > 0 else np.negative(rows[first])
    return found


def store(file: Path, known: Mapping[str, Fingerprint]) -> None:
    """Write the fingerprints of many pictures into one file, by their names."""
    names = sorted(known)
    rows = _apart(np.stack([_packed(known[each]) for each in names]), names, -1)
    packed = json.dumps(names).encode() + b"\n" + rows.tobytes()
    file.write_bytes(lzma.compress(packed, preset=9 | lzma.PRESET_EXTREME))


def stored_in(file: Path) -> dict[str, Fingerprint]:
    """Return the fingerprints that a file holds, by the names of their pictures."""
    head, _, packed = lzma.decompress(file.read_bytes()).partition(b"\n")
    names = json.loads(head)
    rows = _apart(np.frombuffer(packed, np.uint8).reshape(len(names), -1), names, +1)
    return {name: _unpacked(row) for name, row in zip(names, rows, strict=True)}
