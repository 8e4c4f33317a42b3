import pytest

from app.domain.course import MILE
from app.domain.target import Target, even, from_splits
from app.domain.times import parse_time
from tests.unit.viewstate.paris import MARKS, TARGETS, graph, snapshot
from ui.viewstate.graph import DEFICIT, PACE, VIEWS, Still, still_graph
from ui.viewstate.graph_words import spoken

METRES = (409.344, 809.344, 1209.344, 1609.344)
# 60.20 over 409.344 m, then 60.55 and 61.09 over 400 m.
PACES = (60.20 * 400 / 409.344, 60.55, 61.09)
AT_3_25, AFTER = 205.0, 250.0


def _shown(at_s: float | None, targets: tuple[Target, ...] = TARGETS) -> Still:
    return graph(at_s, PACE, targets=targets).still


def test_that_a_dot_stands_at_the_end_of_every_stretch_at_its_pace() -> None:
    dots = _shown(AT_3_25).dots
    assert [dot.at[0] for dot in dots] == list(METRES[:3])
    assert [dot.at[1] for dot in dots] == pytest.approx(PACES, abs=1e-6)
    assert [dot.label for dot in dots] == ["58.8", "60.6", "61.1"]
    assert [dot.tone for dot in dots] == ["ahead", "behind", "behind"]


def test_that_the_known_line_is_level_on_each_stretch() -> None:
    known = _shown(AT_3_25).known
    assert [x for x, _ in known] == [0.0, *(m for m in METRES[:2] for _ in "ab"), METRES[2]]
    assert [y for _, y in known[::2]] == [y for _, y in known[1::2]]


def test_that_what_is_needed_goes_from_the_last_mark_to_the_finish() -> None:
    still = _shown(AT_3_25)
    # 239.99 less 181.84 is 58.15 for the last 400 m.
    assert still.projected == ((METRES[2], 58.15), (METRES[3], 58.15))
    assert (still.projected_label, still.projected_name) == ("58.2", "needed for Sub-4")
    assert "needed for Sub-4 58.2" in spoken(still)


def test_that_nothing_is_needed_before_the_first_split_and_after_the_finish() -> None:
    assert _shown(30.0).projected == ()
    assert _shown(AFTER).projected == ()


def test_that_an_even_target_parts_slower_from_faster_and_an_uneven_one_does_not() -> None:
    assert _shown(AT_3_25).level == pytest.approx(239.99 * 400 / 1609.344, abs=1e-6)
    times = tuple(parse_time(text) for text in ("58", "1:58", "3:00", "4:00"))
    rising = from_splits(tuple(zip(MARKS, times, strict=True)), id="rising", name="Rising")
    assert _shown(AT_3_25, (rising,)).level is None


def test_that_a_pace_that_nobody_can_run_any_more_does_not_stretch_the_graph() -> None:
    # 3:05 leaves 3.16 s for the last 400 m.
    still = _shown(AT_3_25, (even(MILE, parse_time("3:05")),))
    low, high = still.y_span
    assert still.projected[0][1] == pytest.approx(3.16)
    assert 30.0 < low < high < 70.0


@pytest.mark.parametrize("view", [view for view in VIEWS if view != DEFICIT])
def test_that_a_graph_without_a_split_says_when_it_begins(view: str) -> None:
    assert still_graph(snapshot(30.0), view).empty == "from the first split on"
    assert still_graph(snapshot(AT_3_25), view).empty == ""
