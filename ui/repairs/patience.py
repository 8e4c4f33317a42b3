"""How long does a prompt keep the number keys? A coach who has turned back to the track splits."""

from app.domain.times import NS_PER_S, Duration, Instant, between

PATIENCE = Duration(10 * NS_PER_S)
"""After so long without a key the next one is meant for the race."""


class Patience:
    """Knows when a prompt was last used."""

    def __init__(self) -> None:
        """Begin as one that nobody has used."""
        self._used: Instant | None = None

    def begin(self, now: Instant) -> None:
        """Begin to wait, unless that was begun."""
        if self._used is None:
            self._used = now

    def use(self, now: Instant) -> None:
        """Begin to wait anew."""
        self._used = now

    def is_over(self, now: Instant) -> bool:
        """Whether the prompt was used, and then left alone for too long."""
        return self._used is not None and between(self._used, now) > PATIENCE
