"""What a storm of presses is judged by."""

import pytest

from app.domain.events import EVENT_STAMP, HANDLER_STAMP, Record, SplitTaken
from app.domain.plan import EntryId
from app.domain.times import Instant
from tests.bench.press_storm import MS, Gap, Storm, at_share, in_words
from tests.e2e.xserver import Bracket


def storm(
    *, at_ms: float = 100.0, lanes: tuple[int, ...] = (3,), stamp: str = EVENT_STAMP
) -> Storm:
    """One press of lane 3 between 100 and 101 ms."""
    return Storm(
        layout="us",
        sent=(3,),
        brackets=(Bracket(100 * MS, 101 * MS),),
        kept=(Record(1, 1, Instant(round(at_ms * MS)), SplitTaken(EntryId("3"), stamp)),),
        lanes=lanes,
        gaps=(Gap(10.0, 1.0), Gap(120.0, 40.0), Gap(11.0, 2.0)),
        complaints="",
    )


@pytest.mark.parametrize(
    ("at_ms", "error_ms"), [(100.0, 0), (100.5, 0), (101.0, 0), (99.0, 1.0), (104.0, 3.0)]
)
def test_that_a_stamp_is_as_wrong_as_it_lies_outside_its_bracket(
    at_ms: float, error_ms: float
) -> None:
    assert storm(at_ms=at_ms).errors_ms() == [error_ms]


def test_that_a_press_in_another_lane_or_with_the_handlers_time_is_seen() -> None:
    assert storm().complete
    assert storm().by_event
    assert not storm(lanes=(4,)).complete
    assert not storm(lanes=()).complete
    assert not storm(stamp=HANDLER_STAMP).by_event


def test_that_the_share_that_is_not_exceeded_is_one_of_the_values() -> None:
    values = [float(i) for i in range(1, 101)]
    assert [at_share(values, share) for share in (0.0, 0.5, 0.99, 1.0)] == [1.0, 51.0, 100.0, 100.0]


def test_that_waits_over_100_ms_are_counted() -> None:
    row = in_words([storm()], [1.0]).splitlines()[-1]
    assert row.endswith("| 10 (1), 11 (2), 120 (40) ms | 40 ms | 1 | 0 |")
