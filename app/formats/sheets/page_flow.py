"""Which part of a sheet comes on which page? Blocks from top to bottom, none of them cut.

Heights are points.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.formats.sheets.drawing import Group, Item


class Block(NamedTuple):
    """A part of a page that stays whole, drawn from its own upper left corner.

    `gap` is left free under it, where something follows. `again` stands over it once more where
    it comes first on a new page. `with_next` is never the last on a page.
    """

    height: float
    items: tuple[Item, ...] = ()
    gap: float = 0.0
    again: "Block | None" = None
    with_next: bool = False


def flow(blocks: Iterable[Block], first: float, others: float) -> list[tuple[Item, ...]]:
    """Return the items of every page: the first has `first` points of room, the rest `others`.

    What is higher than a page has one of its own.
    """
    pages: list[list[Item]] = [[]]
    used, room, gap = 0.0, first, 0.0
    for chunk in _chunks(blocks):
        if used and used + gap + height_of(chunk) > room:
            pages.append([])
            used, room, gap = 0.0, others, 0.0
        for block in chunk if used or len(pages) == 1 else _headed(chunk):
            top = used + gap
            pages[-1].append(Group(block.items, dy=top))
            used, gap = top + block.height, block.gap
    return [tuple(page) for page in pages]


def height_of(blocks: Sequence[Block]) -> float:
    """Return how much room blocks need under each other."""
    gaps = sum(each.gap for each in blocks[:-1])
    return sum(each.height for each in blocks) + gaps


def _headed(chunk: Sequence[Block]) -> Sequence[Block]:
    again = chunk[0].again
    return chunk if again is None else (again, *chunk)


def _chunks(blocks: Iterable[Block]) -> Iterator[Sequence[Block]]:
    chunk: list[Block] = []
    for block in blocks:
        chunk.append(block)
        if not block.with_next:
            yield chunk
            chunk = []
    if chunk:
        yield chunk
