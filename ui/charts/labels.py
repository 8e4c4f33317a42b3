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
_NEVER = 1 << 30


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
        left, top, width, height = self
        its_left, its_top, its_width, its_height = other
        return (
            left < its_left + its_width + gap
            and its_left < left + width + gap
            and top < its_top + its_height + gap
            and its_top < top + height + gap
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
        if not _touches(stroke, self):
            return False
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
        best = _best(wish, strokes, used, area)
        found.append(best)
        used += [best] if best else []
    return found


def _best(wish: Wish, strokes: Sequence[Stroke], used: Sequence[Box], area: Box) -> Box | None:
    """Return the first of the places that cost least; no further one is tried after one without."""
    best, least = None, _NEVER
    for box, cost in _spots(wish, strokes, used, area):
        if cost < least:
            best, least = box, cost
        if cost == 0:
            break
    return best


def _spots(
    wish: Wish, strokes: Sequence[Stroke], used: Sequence[Box], area: Box
) -> Iterable[tuple[Box, int]]:
    """Only what lies within reach of the text is looked at for each of its places."""
    reach = _reach(wish)
    near = [stroke for stroke in strokes if _touches(stroke, reach)]
    beside = [other for other in used if other.overlaps(reach, _GAP)]
    for box, far in around(wish):
        if not box.within(area) or any(box.overlaps(other, _GAP) for other in beside):
            continue
        if wish.must:
            crossings = sum(box.crossed_by(stroke) for stroke in near)
        elif any(box.crossed_by(stroke) for stroke in near):
            continue
        else:
            crossings = 0
        yield box, _CROSSED * crossings + _PARTED * _is_parted(wish, box) + far


def _reach(wish: Wish) -> Box:
    """Return the box that holds every place of `around`."""
    away = _FARTHER[-1] if wish.must else _NEAR
    (x, y), wide, high = wish.at, away + wish.width, away + wish.height
    return Box(x - wide, y - high, 2 * wide, 2 * high)


def _touches(stroke: Stroke, area: Box) -> bool:
    (x0, y0), (x1, y1) = stroke
    left, top, width, height = area
    beside = (x0 < left and x1 < left) or (x0 > left + width and x1 > left + width)
    return not (beside or (y0 < top and y1 < top) or (y0 > top + height and y1 > top + height))


def _is_parted(wish: Wish, box: Box) -> bool:
    """A point on the border itself, or nearly, is parted from neither side."""
    border, y = wish.border, wish.at[1]
    if border is None or abs(border - y) < _ON_BORDER:
        return False
    return (box.top + box.height / 2 < border) != (y < border)


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
