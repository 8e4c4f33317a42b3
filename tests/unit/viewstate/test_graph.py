import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import events as ev
from app.domain.course import MILE, to_metres
from app.domain.target import Target, from_splits
from app.domain.times import parse_time
from tests.unit.viewstate.paris import (
    MARKS,
    RECORD,
    RESULT,
    SUB_4,
    TARGETS,
    TIMES,
    graph,
    snapshot,
)
from ui.viewstate.graph import (
    DEFICIT,
    LAPS,
    PROJECTION,
    VIEWS,
    Line,
    Still,
    _minute_ticks,
    moving_graph,
    static_key,
    still_graph,
)
from ui.viewstate.graph_words import spoken

# Seconds of 1:00.20, 2:00.75, 3:01.84 and 4:06.42 after the start, and the metres of the marks.
PASSED = (60.20, 120.75, 181.84, 246.42)
METRES = (409.344, 809.344, 1209.344, 1609.344)
AT_3_25, AFTER = 205.0, 250.0


def _line(still: Still, label: str) -> Line:
    return next(line for line in still.lines if line.label == label)


def test_that_a_dot_stands_at_every_mark_passed_with_its_gap_to_sub_4() -> None:
    dots = graph(AT_3_25, DEFICIT).still.dots
    # Sub-4 is even: at 409.344 m it has 239.99 x 409.344 / 1609.344 = 61.0426, and 60.20 - that
    # is -0.84; at 809.344 m 120.6912, at 1209.344 m 180.3409.
    gaps = [t - 239.99 * m / 1609.344 for t, m in zip(PASSED[:3], METRES[:3], strict=True)]
    assert [dot.at[0] for dot in dots] == list(METRES[:3])
    assert [dot.at[1] for dot in dots] == pytest.approx(gaps, abs=1e-6)
    assert [dot.label for dot in dots] == ["\u22120.84", "+0.06", "+1.50"]
    assert [dot.tone for dot in dots] == ["ahead", "behind", "behind"]


def test_that_a_press_by_hand_is_labelled_in_tenths() -> None:
    still = still_graph(snapshot(AT_3_25, stamp=ev.EVENT_STAMP), DEFICIT)
    assert [dot.label for dot in still.dots] == ["\u22120.8", "+0.1", "+1.5"]


def test_that_the_known_line_runs_from_the_start_through_the_dots() -> None:
    still = graph(AT_3_25, DEFICIT).still
    assert still.known == ((0.0, 0.0), *(dot.at for dot in still.dots))


def test_that_there_is_no_known_line_before_the_first_mark() -> None:
    still = graph(30.0, DEFICIT).still
    assert (still.dots, still.known, still.wedge, still.projected) == ((), (), (), ())


def test_that_every_target_ends_as_far_above_zero_as_it_is_slower_than_the_primary() -> None:
    still = graph(AT_3_25, DEFICIT).still
    assert _line(still, "3:59.99").points == ((0.0, 0.0), (1609.344, 0.0))
    for label, finish in (("4:06.42", 246.42), ("4:07.64", 247.64)):
        x, y = _line(still, label).points[-1]
        assert (x, y - (finish - 239.99)) == pytest.approx((1609.344, 0.0))


def test_that_another_primary_target_becomes_zero_and_keeps_its_slot() -> None:
    still = still_graph(snapshot(AT_3_25, primary=RECORD), DEFICIT)
    assert still.title == "Gap to World record"
    assert [(line.label, line.primary, line.slot) for line in still.lines] == [
        ("3:59.99", False, 0),
        ("4:06.42", False, 1),
        ("4:07.64", True, 2),
    ]
    assert _line(still, "3:59.99").points[-1][1] == pytest.approx(239.99 - 247.64)
    # 3:01.84 less 247.64 x 1209.344 / 1609.344 = 186.0895.
    assert still.dots[-1].label == "\u22124.25"


def test_that_the_races_own_result_is_named_as_how_it_ended() -> None:
    names = [line.name for line in graph(AT_3_25, DEFICIT).still.lines]
    assert names == ["Sub-4", "how it ended", "World record"]


@pytest.mark.parametrize("view", [DEFICIT, PROJECTION])
def test_that_a_hidden_ending_has_no_line(view: str) -> None:
    still = still_graph(snapshot(AT_3_25, show_ending=False), view)
    assert [line.label for line in still.lines] == ["3:59.99", "4:07.64"]


def test_that_the_wedge_opens_at_the_last_mark_as_wide_as_the_rules_lie_apart() -> None:
    still = graph(AT_3_25, DEFICIT).still
    begin, end = still.wedge
    # Even pace: 181.84 x 1609.344 / 1209.344 = 241.9850. Last lap: 181.84 + 61.09 = 242.93.
    # Plan from here: 239.99 + 1.4991 = 241.4891. Without a profile the ratio is even pace.
    assert begin == (1209.344, still.dots[-1].at[1], still.dots[-1].at[1])
    assert end == pytest.approx((1609.344, 1.4991, 242.93 - 239.99), abs=1e-4)
    assert still.projected[0] == still.dots[-1].at
    assert still.projected[1] == pytest.approx((1609.344, 241.9850 - 239.99), abs=1e-4)
    assert still.projected_label == "4:02.0"


def test_that_nothing_is_projected_after_the_finish() -> None:
    shown = graph(AFTER, DEFICIT)
    assert (shown.still.wedge, shown.still.projected, shown.still.projected_label) == ((), (), "")
    assert (shown.moving.path, shown.moving.point) == ((), None)
    assert shown.still.dots[-1].label == "+6.43"


def test_that_the_live_part_runs_from_the_last_dot_to_the_estimated_place() -> None:
    known = snapshot(AT_3_25)
    moving = moving_graph(known, DEFICIT)
    # By even pace she is due at 241.9850, 60.1450 after the last mark; 23.16 of them have gone.
    place = 1209.344 + 400 * 23.16 / 60.1450
    gap = 205.0 - 239.99 * place / 1609.344
    assert moving.point == pytest.approx((place, gap), abs=0.01)
    assert moving.path == (still_graph(known, DEFICIT).dots[-1].at, moving.point)
    assert moving.tone == "behind"


def test_that_the_live_part_begins_at_the_start_before_the_first_mark() -> None:
    moving = graph(30.0, DEFICIT).moving
    assert moving.path[0] == (0.0, 0.0)
    assert moving.tone == "ink"  # on the primary target until a split says otherwise


@pytest.mark.parametrize("view", VIEWS)
def test_that_nothing_moves_before_the_start(view: str) -> None:
    shown = graph(None, view)
    assert (shown.moving.path, shown.moving.point) == ((), None)
    assert (shown.still.dots, shown.still.bars, shown.still.flags) == ((), (), ())


def test_that_a_note_waits_until_a_split_lies_beyond_its_place() -> None:
    assert [flag.x for flag in graph(130.0, DEFICIT).still.flags] == [0.0]
    flags = graph(AT_3_25, DEFICIT).still.flags
    assert [(flag.x, flag.text, flag.source) for flag in flags] == [
        (0.0, "Little wind", "npr"),
        (1000.0, "The lights draw away", "err"),
    ]


def test_that_the_marks_are_named_along_the_distance() -> None:
    ticks = graph(AT_3_25, DEFICIT).still.x_ticks
    assert ticks == tuple(zip(METRES, ("409 m", "809 m", "1209 m", "finish"), strict=True))


def test_that_a_line_of_real_splits_passes_through_them() -> None:
    splits = [(mark, parse_time(time)) for mark, time in zip(MARKS, TIMES, strict=True)]
    paris = from_splits(splits, id="like paris", name="Like Paris")
    points = dict(_curve(paris))
    gaps = [t - 239.99 * m / 1609.344 for t, m in zip(PASSED, METRES, strict=True)]
    assert [points[m] for m in METRES] == pytest.approx(gaps, abs=1e-6)
    assert len(points) > 30


def _curve(target: Target) -> tuple[tuple[float, float], ...]:
    known = snapshot(None, targets=(SUB_4, target))
    return still_graph(known, DEFICIT).lines[1].points


def test_that_projections_are_shown_at_the_times_they_were_made() -> None:
    still = graph(AT_3_25, PROJECTION).still
    # Even pace from each mark: 60.20 / 409.344, 120.75 / 809.344, 181.84 / 1209.344 x 1609.344.
    ends = [t * 1609.344 / m for t, m in zip(PASSED[:3], METRES[:3], strict=True)]
    assert [dot.at[0] for dot in still.dots] == list(PASSED[:3])
    assert [dot.at[1] for dot in still.dots] == pytest.approx(ends, abs=1e-6)
    assert [dot.label for dot in still.dots] == ["3:56.7", "4:00.1", "4:02.0"]
    assert [dot.tone for dot in still.dots] == ["ahead", "behind", "behind"]
    assert still.level == 239.99


def test_that_a_projection_holds_until_the_next_one() -> None:
    still = graph(AT_3_25, PROJECTION).still
    first, second, third = (dot.at for dot in still.dots)
    corners = ((second[0], first[1]), (third[0], second[1]))
    assert still.projected == (first, corners[0], second, corners[1], third)


def test_that_the_finish_ends_the_projections_as_a_fact() -> None:
    last = graph(AFTER, PROJECTION).still.dots[-1]
    assert (last.at, last.label, last.tone) == ((246.42, 246.42), "4:06.42", "behind")


def test_that_the_live_point_moves_along_the_projection_with_the_clock() -> None:
    shown = graph(AT_3_25, PROJECTION)
    level = shown.still.dots[-1].at[1]
    assert shown.moving.path == ((181.84, level), (AT_3_25, level))
    assert graph(30.0, PROJECTION).moving.point is None


def test_that_race_times_are_marked_in_minutes_and_seconds() -> None:
    ticks = graph(AT_3_25, PROJECTION).still.x_ticks
    assert ticks[:3] == ((0.0, "0:00"), (30.0, "0:30"), (60.0, "1:00"))
    assert ticks[-1] == (240.0, "4:00")


@pytest.mark.parametrize("hours", [0.1, 0.5, 2, 24, 5_000])
def test_that_a_race_has_few_ticks_of_time_however_long_it_takes(hours: float) -> None:
    ticks = _minute_ticks(hours * 3600)
    assert 4 <= len(ticks) <= 16


def test_that_bars_stand_for_the_pace_of_each_stretch_beside_the_targets() -> None:
    bars = graph(AT_3_25, LAPS).still.bars
    # 60.20 over 409.344 m is 58.8258 per 400 m, 60.55 and 61.09 are over 400 m;
    # Sub-4 has 239.99 x 400 / 1609.344 = 59.6491 everywhere.
    assert [bar.height for bar in bars] == pytest.approx([58.8258, 60.55, 61.09], abs=1e-4)
    assert [bar.target for bar in bars] == pytest.approx([59.6491] * 3, abs=1e-4)
    assert [(bar.begin, bar.end) for bar in bars] == [
        (0.0, 409.344),
        (409.344, 809.344),
        (809.344, 1209.344),
    ]
    assert [bar.label for bar in bars] == ["60.20", "60.55", "61.09"]
    assert [bar.tone for bar in bars] == ["ahead", "behind", "behind"]


@pytest.mark.parametrize("view", VIEWS)
def test_that_the_still_part_holds_between_two_marks(view: str) -> None:
    early, late = snapshot(185.0), snapshot(AT_3_25)
    assert still_graph(early, view) == still_graph(late, view)
    assert static_key(early) == static_key(late)
    assert moving_graph(early, DEFICIT) != moving_graph(late, DEFICIT)


def test_that_the_still_part_is_made_anew_for_a_split_a_start_and_a_target() -> None:
    keys = [
        static_key(each)
        for each in (
            snapshot(None),
            snapshot(0.0),
            snapshot(AT_3_25),
            snapshot(AT_3_25, show_ending=False),
            snapshot(AT_3_25, primary=RESULT),
            snapshot(AT_3_25, targets=TARGETS[:2]),
        )
    ]
    assert all(a != b for i, a in enumerate(keys) for b in keys[i + 1 :])


def test_that_a_screen_reader_is_told_every_mark_the_projection_and_the_notes() -> None:
    assert spoken(graph(AT_3_25, DEFICIT).still) == (
        "Gap to Sub-4, seconds, by distance; 409 m \u22120.84; 809 m +0.06; 1209 m +1.50; "
        "projected finish 4:02.0; note at 0 m: Little wind; note at 1000 m: The lights draw away"
    )
    assert "809 m lap 60.55" in spoken(graph(AT_3_25, LAPS).still)
    assert spoken(graph(AT_3_25, PROJECTION).still).endswith("3:56.7; 4:00.1; 4:02.0")


@given(st.floats(0.0, 260.0), st.sampled_from(VIEWS), st.sampled_from(TARGETS))
def test_that_a_graph_holds_all_it_shows_within_its_spans(
    at_s: float, view: str, primary: Target
) -> None:
    known = snapshot(at_s, primary=primary)
    still = still_graph(known, view)
    (left, right), (low, high) = still.x_span, still.y_span
    points = [dot.at for dot in still.dots] + [at for line in still.lines for at in line.points]
    points += [(x, y) for x, *ends in still.wedge for y in ends]
    points += [(bar.end, y) for bar in still.bars for y in (bar.height, bar.target)]
    assert all(left <= x <= right and low <= y <= high for x, y in points)
    assert high > low
    assert all(math.isfinite(value) for at in moving_graph(known, view).path for value in at)


def test_that_the_distance_runs_from_the_start_to_the_finish() -> None:
    assert graph(None, DEFICIT).still.x_span == (0.0, to_metres(MILE))
