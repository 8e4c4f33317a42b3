"""Is it the very same state as in the last frame? Then what follows from it is at hand already."""

from typing import Generic, TypeVar

T = TypeVar("T")


class Same(Generic[T]):
    """A value as a key of a cache: equal only to itself, and kept alive by being the key.

    States and facts are frozen, hold mappings, and are made anew when anything changes in them.
    """

    __slots__ = ("it",)

    def __init__(self, it: T) -> None:
        """Hold `it`."""
        self.it = it

    def __hash__(self) -> int:
        return id(self.it)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Same) and other.it is self.it
