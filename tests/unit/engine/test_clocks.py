from types import SimpleNamespace

import pytest

from app.domain.times import Instant
from app.engine import clocks
from app.engine.clocks import (
    Anchor,
    BootClock,
    ManualClock,
    asleep_ns,
    boot_id,
    clock_source,
    process_age,
    take_anchor,
)

MINUTE = 60_000_000_000


class FakeTime:
    """Clocks that stand still, half an hour of sleep apart."""

    CLOCK_BOOTTIME = "boot"
    CLOCK_MONOTONIC = "monotonic"
    CLOCK_MONOTONIC_RAW = "raw"
    _READINGS = {"boot": 90 * MINUTE, "monotonic": 60 * MINUTE, "raw": 70 * MINUTE}  # noqa: RUF012 - read only

    def clock_gettime_ns(self, name: str) -> int:
        return self._READINGS[name]

    def perf_counter_ns(self) -> int:
        return 80 * MINUTE

    def time_ns(self) -> int:
        return 1_750_964_400_000_000_000


class TimeHeldUp(FakeTime):
    """The same clocks going on, each read a while after the one before."""

    BETWEEN = 5_000_000

    def __init__(self) -> None:
        self.reads = 0

    def clock_gettime_ns(self, name: str) -> int:
        self.reads += 1
        return super().clock_gettime_ns(name) + self.reads * self.BETWEEN


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest) -> None:
    monkeypatch.setattr(clocks, "sys", SimpleNamespace(platform=request.param))
    monkeypatch.setattr(clocks, "time", FakeTime())


@pytest.mark.parametrize(
    ("on", "source", "reading", "asleep"),
    [
        ("linux", "CLOCK_BOOTTIME", 90 * MINUTE, 30 * MINUTE),
        ("darwin", "CLOCK_MONOTONIC_RAW", 70 * MINUTE, 0),
        ("win32", "QueryPerformanceCounter", 80 * MINUTE, 0),
    ],
    indirect=["on"],
)
def test_that_each_system_has_a_clock_that_counts_through_sleep(
    on: None, source: str, reading: int, asleep: int
) -> None:
    assert clock_source() == source
    assert BootClock().now() == reading
    assert asleep_ns() == asleep


@pytest.mark.parametrize("on", ["linux"], indirect=True)
def test_that_an_anchor_holds_both_clocks_and_their_boot(
    on: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "boot_id", lambda: "a-boot")
    assert take_anchor(ManualClock(Instant(5))) == Anchor(
        at=Instant(5),
        wall_utc_ns=1_750_964_400_000_000_000,
        boot_id="a-boot",
        clock="CLOCK_BOOTTIME",
    )


def test_that_the_boot_clock_never_runs_backwards() -> None:
    clock = BootClock()
    readings = [clock.now() for _ in range(1000)]
    assert readings == sorted(readings)
    assert readings[-1] > readings[0] > 0


def test_that_an_anchor_lies_between_two_readings_of_its_clock() -> None:
    clock = BootClock()
    before = clock.now()
    anchor = take_anchor(clock)
    assert before <= anchor.at <= clock.now()
    assert anchor.boot_id == boot_id()
    assert anchor.clock == clock_source()


def test_that_a_boot_has_one_name() -> None:
    assert boot_id() == boot_id()
    assert boot_id() == boot_id().strip()


def test_that_a_system_without_boot_names_gives_an_empty_one(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Nowhere:
        def __init__(self, path: str) -> None:
            self.path = path

        def read_text(self, encoding: str) -> str:
            raise FileNotFoundError(self.path, encoding)

    monkeypatch.setattr(clocks, "Path", Nowhere)
    assert boot_id() == ""


class ProcessFile:
    """The kernel's line on a process that began 100 s before the fake clock's reading."""

    def __init__(self, path: str) -> None:
        self.path = path

    def read_text(self, encoding: str) -> str:
        assert (self.path, encoding) == ("/proc/self/stat", "ascii")
        before = " ".join(["0"] * 18)
        return f"77 (a) name (b)) S {before} 530000 0 0\n"


@pytest.mark.parametrize("on", ["linux"], indirect=True)
def test_that_a_process_is_as_old_as_the_kernel_says(
    on: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "Path", ProcessFile)
    monkeypatch.setattr(clocks, "os", SimpleNamespace(sysconf=lambda _: 100))
    assert process_age() == 100_000_000_000


@pytest.mark.parametrize("on", ["win32"], indirect=True)
def test_that_a_system_that_does_not_say_counts_from_the_import(
    on: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "os", SimpleNamespace())
    monkeypatch.setattr(clocks, "_IMPORTED", 79 * MINUTE)
    assert process_age() == MINUTE


def test_that_a_process_grows_older() -> None:
    before = process_age()
    assert 0 < before <= process_age()


@pytest.mark.parametrize("on", ["linux"], indirect=True)
def test_that_a_process_held_up_between_two_clocks_finds_too_little_sleep_never_too_much(
    on: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clocks, "time", TimeHeldUp())
    assert asleep_ns() == 30 * MINUTE - TimeHeldUp.BETWEEN


def test_that_the_time_asleep_holds_still_while_awake() -> None:
    readings = [asleep_ns() for _ in range(100)]
    # A thousandth of what makes a press of the clock before a sleep implausible.
    assert sorted(readings)[10] == pytest.approx(sorted(readings)[90], abs=2_000_000)


def test_that_a_manual_clock_stands_where_it_was_set() -> None:
    clock = ManualClock()
    assert clock.now() == 0
    clock.instant = Instant(42)
    assert clock.now() == clock.now() == 42
