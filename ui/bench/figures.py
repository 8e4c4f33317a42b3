"""What do the measured pairs say? Medians, ratios pair by pair, and whether a budget holds.

Durations are milliseconds, memory is MB. A ratio is ours divided by the reference of the same
pair; the two are measured in turn, so that whatever else the machine does befalls both.
"""

from collections.abc import Sequence
from math import ceil
from statistics import median, quantiles
from typing import NamedTuple

Pair = tuple[float, float]


class Budget(NamedTuple):
    """What a figure may come to: `most`, and `aim` where that is less; a ratio or `ours`.

    `tail` is the most that the 99th percentile may come to. With `most` None it alone counts.
    """

    most: float | None
    aim: float | None = None
    of_ratio: bool = True
    tail: float | None = None


class Figure(NamedTuple):
    """One line of the report.

    `ours` and `reference` are medians, `p99` is of ours; `ratio` is the median of the ratios of
    the pairs, `low` and `high` are their quartiles.
    """

    name: str
    unit: str
    runs: int
    ours: float
    p99: float
    reference: float | None = None
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    budget: Budget | None = None

    @property
    def holds(self) -> bool | None:
        """Whether the budget holds, None where there is none."""
        if self.budget is None:
            return None
        found = self.ratio if self.budget.of_ratio else self.ours
        limits = ((found, self.budget.most), (self.p99, self.budget.tail))
        return all(_within(*each) for each in limits)


def _within(found: float | None, most: float | None) -> bool:
    return most is None or (found is not None and found <= most)


def of_pairs(
    name: str, pairs: Sequence[Pair], *, unit: str = "ms", budget: Budget | None = None
) -> Figure:
    """Return the figure of measured (ours, reference) pairs."""
    ours = [each[0] for each in pairs]
    ratios = [mine / its for mine, its in pairs]
    low, _, high = _quartiles(ratios)
    return Figure(
        name=name,
        unit=unit,
        runs=len(pairs),
        ours=median(ours),
        p99=percentile(ours, 0.99),
        reference=median(each[1] for each in pairs),
        ratio=median(ratios),
        low=low,
        high=high,
        budget=budget,
    )


def of_values(name: str, values: Sequence[float], *, budget: Budget | None = None) -> Figure:
    """Return the figure of durations that have no reference."""
    return Figure(name, "ms", len(values), median(values), percentile(values, 0.99), budget=budget)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the least of `values` that `share` of them do not exceed (nearest rank)."""
    ranked = sorted(values)
    return ranked[max(0, ceil(share * len(ranked)) - 1)]


def _quartiles(values: Sequence[float]) -> list[float]:
    if len(values) < 2:
        return [values[0]] * 3
    return quantiles(values, n=4, method="inclusive")
