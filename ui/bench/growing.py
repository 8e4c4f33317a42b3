"""How do frames and presses grow with athletes and marks? In a picture, and in a sentence.

Durations are milliseconds. The picture is SVG of plain lines; both of its axes grow by doubling.
"""

from collections.abc import Callable, Sequence
from math import log2
from typing import NamedTuple

from ui.bench.field import MANY, MARKS


class Size(NamedTuple):
    """How many athletes, and how many marks."""

    athletes: int
    marks: int


class Grown(NamedTuple):
    """Medians for a race of one size: frames with all athletes and with one, and a press."""

    size: Size
    field: float
    alone: float
    press: float


SIZES = (
    *(Size(count, MARKS) for count in (1, 4, 12, 24, 36, 48)),
    *(Size(MANY, count) for count in (4, 12, 50, 100, 200)),
)
"""One race is measured once, though it stands in both halves of the picture."""

_WIDTH, _HEIGHT = 860, 330
_LEFT, _TOP, _WIDE, _HIGH, _APART = 56, 46, 330, 220, 430
_FEW, _MOST = 0.5, 64.0
_TICKS = (0.5, 1, 2, 4, 8, 16, 32, 64)
_LIMIT = 4.0
_GREY, _INK = "#767676", "#808890"
_CURVES: tuple[tuple[str, str, str, Callable[[Grown], float]], ...] = (
    ("a frame, all athletes", "#0072b2", "", lambda it: it.field),
    ("a frame, one of them with graph", "#d55e00", "7 4", lambda it: it.alone),
    ("a press, and all that it changes, with graph", "#009e73", "2 4", lambda it: it.press),
)


def halves(grown: Sequence[Grown]) -> tuple[list[Grown], list[Grown]]:
    """Return the races that differ in athletes, and those that differ in marks."""
    by_athletes = sorted(each for each in grown if each.size.marks == MARKS)
    by_marks = sorted(each for each in grown if each.size.athletes == MANY)
    return by_athletes, by_marks


def sentence(grown: Sequence[Grown]) -> str:
    """Return how much longer frames and presses take in the largest race than in the smallest."""
    by_athletes, by_marks = halves(grown)
    return " ".join(
        (
            _from_to(by_athletes, lambda it: it.size.athletes, "athletes", f"{MARKS} marks"),
            _from_to(by_marks, lambda it: it.size.marks, "marks", f"{MANY} athletes"),
        )
    )


def _from_to(races: Sequence[Grown], count: Callable[[Grown], int], what: str, other: str) -> str:
    few, many = races[0], races[-1]
    grows = (
        f"a frame of all athletes from {few.field:.1f} to {many.field:.1f} ms, one with a graph from "
        f"{few.alone:.1f} to {many.alone:.1f} ms, and a press with all that it changes from "
        f"{few.press:.0f} to {many.press:.0f} ms"
    )
    return f"From {count(few)} to {count(many)} {what}, with {other}: {grows}."


def picture(grown: Sequence[Grown]) -> str:
    """Return the picture as SVG; its lines are told apart by their dashes too."""
    by_athletes, by_marks = halves(grown)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        'font-family="sans-serif" font-size="12" role="img">',
        f"<title>{sentence(grown)}</title>",
        f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#ffffff"/>',
        *_legend(),
        *_half(_LEFT, f"athletes, {MARKS} marks", [(it.size.athletes, it) for it in by_athletes]),
        *_half(_LEFT + _APART, f"marks, {MANY} athletes", [(it.size.marks, it) for it in by_marks]),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _legend() -> list[str]:
    found, left = [], _LEFT
    for name, colour, dashes, _ in _CURVES:
        found += [_line([(left, 18), (left + 28, 18)], colour, 2.5, dashes)]
        found += [_text(left + 34, 22, name, "start")]
        left += 60 + 7 * len(name)
    return found


def _half(left: float, title: str, races: Sequence[tuple[int, Grown]]) -> list[str]:
    low, high = races[0][0], max(races[-1][0], races[0][0] + 1)

    def x(count: float) -> float:
        return left + log2(count / low) / log2(high / low) * _WIDE

    found = [_text(left + _WIDE / 2, _TOP + _HIGH + 46, title, "middle")]
    for tick in _TICKS:
        weight = 1.5 if tick == _LIMIT else 0.5
        found += [_line([(left, _y(tick)), (left + _WIDE, _y(tick))], _GREY, weight, "")]
        found += [_text(left - 6, _y(tick) + 4, f"{tick:g} ms", "end")]
    found += [_text(x(count), _TOP + _HIGH + 20, str(count), "middle") for count, _ in races]
    for _, colour, dashes, value in _CURVES:
        points = [(x(count), _y(value(each))) for count, each in races]
        found += [_line(points, colour, 2.5, dashes)]
        found += [f'<circle cx="{a:.1f}" cy="{b:.1f}" r="3.5" fill="{colour}"/>' for a, b in points]
    return found


def _y(value: float) -> float:
    share = log2(min(max(value, _FEW), _MOST) / _FEW) / log2(_MOST / _FEW)
    return _TOP + (1 - share) * _HIGH


def _line(points: Sequence[tuple[float, float]], colour: str, width: float, dashes: str) -> str:
    places = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    pattern = f' stroke-dasharray="{dashes}"' if dashes else ""
    return f'<polyline points="{places}" fill="none" stroke="{colour}" stroke-width="{width}"{pattern}/>'


def _text(x: float, y: float, words: str, anchor: str) -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" fill="#222222">{words}</text>'
