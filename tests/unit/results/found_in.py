"""What the tests of readers look at: a found race as short tuples."""

from app.formats.results.found import FoundRunner


def at_marks(runner: FoundRunner) -> list[tuple[float | None, float]]:
    """Return the times of a runner in seconds, each with its mark in metres."""
    return [
        (None if each.mark is None else each.mark / 1000, each.time / 1e9) for each in runner.splits
    ]


def times(runner: FoundRunner) -> list[float]:
    """Return the times of a runner in seconds."""
    return [each.time / 1e9 for each in runner.splits]
