"""Where do labels stand so that none covers another and no line runs through a text?

Plain geometry in pixels, y growing downwards.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

Place = tuple[float, float]
Stroke = tuple[Place, Place]
"""A straight piece of a line."""

_GAP = 4.0
_ON_BORDER = 6.0
_CROSSED, _PARTED = 4, 2
_NEAR = 9.0
_FARTHER = (20.0, 32.0)


class Box(NamedTuple):
    """A rectangle that a text or a mark takes up."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.top + self.height

    def overlaps(self, other: "Box", gap: float = 0.0) -> bool:
        """Whether the two come closer than `gap`."""
        return (
            self.left < other.right + gap
            and other.left < self.right + gap
            and self.top < other.bottom + gap
            and other.top < self.bottom + gap
        )

    def within(self, area: "Box") -> bool:
        """Whether the whole box lies inside `area`."""
        return (
            self.left >= area.left
            and self.top >= area.top
            and self.right <= area.right
            and self.bottom <= area.bottom
        )

    def crossed_by(self, stroke: Stroke) -> bool:
        """Whether a straight line runs through the box (clipping by Liang and Barsky, 1984)."""
        (x0, y0), (x1, y1) = stroke
        dx, dy = x1 - x0, y1 - y0
        enter, leave = 0.0, 1.0
        for speed, room in (
            (-dx, x0 - self.left),
            (dx, self.right - x0),
            (-dy, y0 - self.top),
            (dy, self.bottom - y0),
        ):
            if speed == 0:
                if room < 0:
                    return False
            elif speed < 0:
                enter = max(enter, room / speed)
            else:
                leave = min(leave, room / speed)
        return enter <= leave


class Wish(NamedTuple):
    """A text beside a point: its size, and whether it must be shown even where it is crossed.

    `border` is the height of a line that the text should not be parted from its point by.
    """

    at: Place
    width: float
    height: float
    must: bool = False
    border: float | None = None


class _Spot(NamedTuple):
    box: Box
    cost: int


def around(wish: Wish) -> Iterable[tuple[Box, int]]:
    """Yield the places of a text near its point and how far off they are, the best ones first.

    Farther off, a text could belong to another point: only one that must be shown goes there.
    """
    (x, y), width, height = wish.at, wish.width, wish.height
    for far, away in enumerate((_NEAR, *_FARTHER) if wish.must else (_NEAR,)):
        above, below = y - away - height, y + away
        for shift in (-0.5, -0.85, -0.15, -1.0, 0.0):
            yield Box(x + shift * width, above, width, height), far
            yield Box(x + shift * width, below, width, height), far
        for middle in (y, y - away, y + away):
            yield Box(x - away - width, middle - height / 2, width, height), far
            yield Box(x + away, middle - height / 2, width, height), far


def place(
    wishes: Sequence[Wish], strokes: Sequence[Stroke], taken: Sequence[Box], area: Box
) -> list[Box | None]:
    """Return a free place for each text, the most important first; None where there is none.

    A text keeps clear of every stroke and of every box that is taken. One that must be shown gets
    the place with the least harm where each is crossed, and still covers no other text.
    """
    used = list(taken)
    found: list[Box | None] = []
    for wish in wishes:
        spots = _spots(wish, strokes, used, area)
        best = min(spots, key=lambda spot: spot.cost, default=None)
        found.append(best.box if best else None)
        used += [best.box] if best else []
    return found


def _spots(
    wish: Wish, strokes: Sequence[Stroke], used: Sequence[Box], area: Box
) -> Iterable[_Spot]:
    near = _nearby(wish, strokes)
    for box, far in around(wish):
        if not box.within(area) or any(box.overlaps(other, _GAP) for other in used):
            continue
        crossings = sum(box.crossed_by(stroke) for stroke in near)
        if crossings == 0 or wish.must:
            yield _Spot(box, _CROSSED * crossings + _PARTED * _is_parted(wish, box) + far)


def _is_parted(wish: Wish, box: Box) -> bool:
    """A point on the border itself, or nearly, is parted from neither side."""
    border, y = wish.border, wish.at[1]
    if border is None or abs(border - y) < _ON_BORDER:
        return False
    return (box.top + box.height / 2 < border) != (y < border)


def _nearby(wish: Wish, strokes: Iterable[Stroke]) -> list[Stroke]:
    reach = wish.width + _FARTHER[-1]
    left, right = wish.at[0] - reach, wish.at[0] + reach
    return [
        stroke
        for stroke in strokes
        if min(stroke[0][0], stroke[1][0]) <= right and max(stroke[0][0], stroke[1][0]) >= left
    ]


def spread(
    wanted: Sequence[float], heights: Sequence[float], low: float, high: float
) -> list[float]:
    """Return centres near the `wanted` ones so that no two of the heights overlap.

    The order of the wanted centres is kept and all stay between `low` and `high`; the heights
    must fit in between. Neighbours that touch move together, as little as they can on average.
    """
    order = sorted(range(len(wanted)), key=lambda i: wanted[i])
    blocks: list[_Block] = []
    for i in order:
        top = min(max(wanted[i] - heights[i] / 2, low), high - heights[i])
        blocks.append(_Block([i], [wanted[i] - heights[i] / 2], heights[i], top))
        while len(blocks) > 1 and blocks[-2].top + blocks[-2].height > blocks[-1].top:
            after, before = blocks.pop(), blocks.pop()
            blocks.append(_merged(before, after, low, high))
    centres = [0.0] * len(wanted)
    for block in blocks:
        top = block.top
        for i in block.members:
            centres[i] = top + heights[i] / 2
            top += heights[i]
    return centres


class _Block(NamedTuple):
    """Labels that touch: each one's wish for the top of the whole block, and where it is."""

    members: list[int]
    wishes: list[float]
    height: float
    top: float


def _merged(before: _Block, after: _Block, low: float, high: float) -> _Block:
    wishes = before.wishes + [wish - before.height for wish in after.wishes]
    height = before.height + after.height
    top = min(max(sum(wishes) / len(wishes), low), high - height)
    return _Block(before.members + after.members, wishes, height, top)
