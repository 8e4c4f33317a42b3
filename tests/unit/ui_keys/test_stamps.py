"""The instant of a press from the time of its event, clock by clock.

Events count whole milliseconds; in these tests the handler's time and the stamps are milliseconds
too, of the running clock.
"""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.times import NS_PER_MS, Instant
from ui.stamps import ClockReading, PressClock, Stamp, read_clocks

ASLEEP = 7_000
WRAP = 1 << 32


def linux(now_ms: float, asleep_ms: float = ASLEEP) -> ClockReading:
    return ClockReading(Instant(round(now_ms * NS_PER_MS)), round(asleep_ms * NS_PER_MS))


def elsewhere(now_ms: float) -> ClockReading:
    return ClockReading(Instant(round(now_ms * NS_PER_MS)), None)


def stamp(at_ms: float, source: str) -> Stamp:
    return Stamp(Instant(round(at_ms * NS_PER_MS)), source)


def learned(*events: tuple[int, float]) -> PressClock:
    """A clock that has shown steps of 1 ms, then these (event, now) pairs in ms."""
    clock = PressClock()
    for event_ms, now_ms in ((1_000, 51_000.0), (1_001, 51_001.0), *events):
        clock.observe(event_ms, elsewhere(now_ms))
    return clock


# On a Linux, CLOCK_MONOTONIC is `now` less the time asleep: at 107,000 it stands at 100,000.
@pytest.mark.parametrize(
    ("event_ms", "now_ms", "expected"),
    [
        pytest.param(99_730, 107_000, stamp(106_730, "event"), id="held up for 270 ms"),
        pytest.param(100_000, 107_000, stamp(107_000, "event"), id="handled at once"),
        pytest.param(100_000, 107_000.9, stamp(107_000, "event"), id="within its millisecond"),
        pytest.param(100_001, 107_000.5, stamp(107_000.5, "event"), id="rounded up by the server"),
        pytest.param(95_000, 107_000, stamp(102_000, "event"), id="5 s old and still that clock"),
        pytest.param(100_300, 107_000, stamp(107_000, "handler"), id="in the future"),
        pytest.param(94_000, 107_000, stamp(107_000, "handler"), id="another clock"),
        pytest.param(0, 107_000, stamp(107_000, "handler"), id="no time at all"),
    ],
)
def test_that_the_first_press_on_linux_needs_no_learning(
    event_ms: int, now_ms: float, expected: Stamp
) -> None:
    assert PressClock().stamp(event_ms, linux(now_ms)) == expected


@pytest.mark.parametrize("wraps", [1, 2])
def test_that_an_x11_time_is_found_after_the_wrap_of_its_32_bits(wraps: int) -> None:
    now_ms = wraps * WRAP + 150 + ASLEEP
    assert PressClock().stamp(100, linux(now_ms)) == stamp(now_ms - 50, "event")


def test_that_a_press_just_before_the_wrap_is_found_just_after_it() -> None:
    now_ms = WRAP + 150 + ASLEEP
    assert PressClock().stamp(WRAP - 50, linux(now_ms)) == stamp(now_ms - 200, "event")


def test_that_a_time_of_64_bits_is_not_taken_for_a_wrapped_one() -> None:
    now_ms = 2 * WRAP + 150 + ASLEEP
    clock = PressClock()
    assert clock.stamp(2 * WRAP + 100, linux(now_ms)) == stamp(now_ms - 50, "event")
    assert clock.stamp(WRAP + 100, linux(now_ms)) == stamp(now_ms, "handler")


def test_that_a_suspend_counts_from_the_first_press_after_it_on_linux() -> None:
    clock = PressClock()
    assert clock.stamp(100_000, linux(107_000)) == stamp(107_000, "event")
    asleep = ASLEEP + 3_600_000
    assert clock.stamp(101_000, linux(101_200 + asleep, asleep)) == stamp(101_000 + asleep, "event")


def test_that_a_disturbed_reading_of_the_time_asleep_moves_no_press() -> None:
    clock = PressClock()
    clock.observe(99_000, linux(106_000))
    assert clock.stamp(99_900, linux(107_000, ASLEEP - 4)) == stamp(106_900, "event")


@pytest.mark.parametrize(
    ("event_ms", "now_ms", "expected"),
    [
        pytest.param(2_000, 52_300, stamp(52_000, "event"), id="held up for 300 ms"),
        pytest.param(2_000, 52_000, stamp(52_000, "event"), id="handled at once"),
        pytest.param(2_000, 51_960, stamp(51_960, "event"), id="quicker than any before"),
        pytest.param(2_000, 54_000, stamp(52_000, "event"), id="2 s old"),
        pytest.param(2_000, 54_001, stamp(54_001, "handler"), id="over 2 s old"),
        pytest.param(4_002, 52_000, stamp(52_000, "handler"), id="over 2 s in the future"),
        pytest.param(0, 52_000, stamp(52_000, "handler"), id="no time at all"),
    ],
)
def test_that_elsewhere_the_least_lag_so_far_is_the_measure(
    event_ms: int, now_ms: float, expected: Stamp
) -> None:
    assert learned().stamp(event_ms, elsewhere(now_ms)) == expected


def test_that_the_first_event_of_all_gets_the_handlers_time_elsewhere() -> None:
    clock = PressClock()
    assert clock.stamp(1_000, elsewhere(51_000)) == stamp(51_000, "handler")
    assert clock.stamp(1_001, elsewhere(51_301)) == stamp(51_001, "event")


def test_that_a_mouse_move_teaches_what_the_next_press_needs() -> None:
    clock = learned((2_000, 51_990.0))
    assert clock.stamp(3_000, elsewhere(53_090)) == stamp(52_990, "event")


def test_that_an_event_without_a_time_teaches_nothing() -> None:
    clock = learned()
    clock.observe(0, elsewhere(51_500))
    assert clock.stamp(2_000, elsewhere(52_300)) == stamp(52_000, "event")


@pytest.mark.parametrize(
    ("event_ms", "now_ms"),
    [
        pytest.param(2_000, 60_000, id="8 s old"),
        pytest.param(9_000, 52_000, id="7 s in the future"),
    ],
)
def test_that_an_implausible_time_begins_the_learning_anew(event_ms: int, now_ms: float) -> None:
    clock = learned()
    assert clock.stamp(event_ms, elsewhere(now_ms)) == stamp(now_ms, "handler")
    later = clock.stamp(event_ms + 1_000, elsewhere(now_ms + 1_200))
    assert later == stamp(now_ms + 1_000, "event")


def test_that_a_wrap_of_32_bits_begins_the_learning_anew() -> None:
    clock = PressClock()
    for step in (3, 2):
        clock.observe(WRAP - step, elsewhere(51_000 - step))
    assert clock.stamp(500, elsewhere(51_800)) == stamp(51_800, "handler")
    assert clock.stamp(600, elsewhere(52_000)) == stamp(51_900, "event")


def test_that_a_suspend_begins_the_learning_anew() -> None:
    # A display elsewhere in the network: a Linux, but its events count another clock.
    clock = PressClock()
    for event_ms in (1_000_000, 1_000_001):
        clock.observe(event_ms, linux(event_ms - 900_000))
    assert clock.stamp(1_001_000, linux(101_300)) == stamp(101_000, "event")
    asleep = ASLEEP + 500
    assert clock.stamp(1_002_000, linux(102_500, asleep)) == stamp(102_500, "handler")
    assert clock.stamp(1_003_000, linux(103_600, asleep)) == stamp(103_500, "event")


@pytest.mark.parametrize(
    ("lag_ms", "expected"),
    [
        pytest.param(12, stamp(90_012, "handler"), id="less than a tick says nothing"),
        pytest.param(16, stamp(90_016, "handler"), id="a tick says nothing"),
        pytest.param(300, stamp(90_000, "event"), id="300 ms is a lag"),
    ],
)
def test_that_a_clock_that_ticks_every_16_ms_is_believed_beyond_its_tick(
    lag_ms: int, expected: Stamp
) -> None:
    clock = PressClock()
    # 15.625 ms, as whole milliseconds: steps of 15 and 16.
    for tick in range(64):
        clock.observe(1_000 + tick * 1000 // 64, elsewhere(81_000 + tick * 1000 / 64))
    assert clock.stamp(10_000, elsewhere(90_000 + lag_ms)) == expected


def test_that_a_clock_counts_as_coarse_until_it_has_shown_a_fine_step() -> None:
    clock = PressClock()
    clock.observe(1_000, elsewhere(51_000))
    assert clock.stamp(1_500, elsewhere(51_510)) == stamp(51_510, "handler")
    clock.observe(1_502, elsewhere(51_511))
    assert clock.stamp(2_000, elsewhere(52_010)) == stamp(52_000, "event")


def test_that_clocks_that_drift_apart_do_not_make_presses_early() -> None:
    # 20 millionths: 72 ms in an hour, a press every 10 s.
    clock = learned()
    for seconds in range(10, 3_610, 10):
        now_ms = 51_001 + seconds * 1_000 * 1.000_02
        at = clock.stamp(1_001 + seconds * 1_000, elsewhere(now_ms)).at
        assert now_ms - 13 <= at / NS_PER_MS <= now_ms


@given(st.lists(st.tuples(st.integers(1, 2_000), st.integers(0, 1_500)), min_size=1, max_size=40))
def test_that_learned_stamps_tell_when_queued_keys_were_pressed(
    presses: list[tuple[int, int]],
) -> None:
    """Each is (ms since the press before, ms the interface was held up); a queue keeps its order."""
    clock = learned()
    pressed = handled = 0
    for gap, held_up in presses:
        pressed += gap
        handled = max(handled, pressed + held_up)
        found = clock.stamp(1_001 + pressed, elsewhere(51_001 + handled))
        assert found == stamp(51_001 + pressed, "event")


def test_that_the_clocks_of_this_machine_are_read_in_order() -> None:
    first, second = read_clocks(), read_clocks()
    assert first.now <= second.now
    assert first.asleep_ns is None or first.asleep_ns > -NS_PER_MS
