"""The graph of a comparison: whose lines, where the names stand, and that nothing overlaps."""

from itertools import combinations
from pathlib import Path

import pytest

from app.formats.sheets import paper as ink
from app.formats.sheets.comparison_chart import FIRST, LAPS, TARGET, VIEWS, comparison_chart
from app.formats.sheets.drawing import (
    END,
    MIDDLE,
    Box,
    Dot,
    Drawing,
    Group,
    Item,
    Line,
    Pen,
    Text,
    in_colours,
    texts,
)
from app.formats.sheets.drawing import (
    Path as Stroke,
)
from app.formats.sheets.font_widths import text_width
from app.usecases.comparing import Beside, runs_beside

NONE = Path("no library")
FOUR = ("paris-2025", "monaco-2023", "oxford-1954", "lievin-2025")
SIZES = ((640.0, 400.0), (320.0, 210.0))


@pytest.fixture(scope="module")
def two() -> Beside:
    return runs_beside(FOUR[:2], NONE)


@pytest.fixture(scope="module")
def four() -> Beside:
    return runs_beside(FOUR, NONE)


def drawn(beside: Beside, view: str, size: tuple[float, float] = SIZES[0]) -> Drawing:
    return comparison_chart(beside.comparison, view, beside.target, size)


def runs(drawing: Drawing) -> list[Group]:
    return [each for each in drawing.items if isinstance(each, Group) and each.name == "run"]


def words(drawing: Drawing) -> list[str]:
    return [each.text for each in texts(drawing.items)]


def area(text: Text) -> tuple[float, float, float, float]:
    width = text_width(text.text, text.size, text.weight)
    left = text.x - {END: width, MIDDLE: width / 2}.get(text.anchor, 0.0)
    return left, text.y - 0.73 * text.size, left + width, text.y


def test_that_the_gaps_to_the_target_are_those_of_the_sheets(two: Beside) -> None:
    shown = words(drawn(two, TARGET))
    assert "Seconds behind or ahead of Sub-4 3:59.99" in shown
    assert {"+6.43", "paris-2025", "+7.65", "monaco-2023"} <= set(shown)


def test_that_the_gaps_to_the_first_run_leave_it_at_nothing(two: Beside) -> None:
    shown = words(drawn(two, FIRST))
    assert {"0.00", "+1.22"} <= set(shown)
    assert "Seconds behind or ahead of paris-2025" in shown


def test_that_laps_are_paces_without_a_side_that_is_behind(two: Beside) -> None:
    shown = words(drawn(two, LAPS))
    assert {"1:04.58", "1:00.98"} <= set(shown)
    assert "BEHIND" not in shown


@pytest.mark.parametrize("view", VIEWS)
def test_that_every_run_has_dashes_and_a_colour_of_its_own(four: Beside, view: str) -> None:
    pens = [each.items[0].pen for each in runs(drawn(four, view))]  # type: ignore[union-attr]
    assert len(pens) == len({(each.colour, each.dashes) for each in pens if each}) == 4
    assert pens[-1] == Pen(ink.INK, 1.4)


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("size", SIZES)
def test_that_no_text_covers_another_or_leaves_the_graph(
    four: Beside, view: str, size: tuple[float, float]
) -> None:
    areas = [area(each) for each in texts(drawn(four, view, size).items)]
    assert all(a[0] >= 0 and a[1] >= 0 and a[2] <= size[0] and a[3] <= size[1] for a in areas)
    for one, other in combinations(areas, 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_that_every_ink_can_be_another_one() -> None:
    pen = Pen("#000001", 1.0)
    items: tuple[Item, ...] = (
        Line(0, 0, 1, 1, pen),
        Group((Stroke(((0, 0),), None, "#000002"), Dot(0, 0, 1, "#000003", pen))),
        Text(0, 0, "a", 1, colour="#000004"),
        Box(0, 0, 1, 1),
    )
    changed = str(in_colours(items, {f"#00000{i}": f"#ffffff{i}"[:7] for i in range(1, 5)}))
    assert "#00000" not in changed
    assert in_colours(items, {}) == items


def test_that_a_race_alone_is_beside_nobody() -> None:
    alone = runs_beside(("paris-2025",), NONE)
    assert [each.label for each in alone.comparison.columns] == ["paris-2025"]
    assert len(runs(drawn(alone, TARGET))) == 1
