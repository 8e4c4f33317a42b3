"""Beeps: what is played, when the device rests, and what a machine without sound is spared."""

import logging
import statistics
import subprocess
import sys
import threading
import time  # noqa: TID251 - measures how long a press is kept waiting
import wave
from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

import ui.sound
from app.domain.times import NS_PER_MS, NS_PER_S, Instant
from app.engine.clocks import ManualClock
from app.resource_files import resource
from ui.sound import Beeper, Frames, NoSoundError, Speaker

WAIT_S = 10.0


def samples(clip: str) -> bytes:
    with wave.open(str(resource(f"sounds/{clip}.wav"))) as sound:
        assert (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) == (22_050, 1, 2)
        return bytes(sound.readframes(sound.getnframes()))


class Device:
    """A device whose owner pulls the frames."""

    def __init__(self) -> None:
        self.started = threading.Semaphore(0)
        self.stopped = threading.Semaphore(0)
        self.closed = threading.Event()
        self.frames: Frames | None = None

    def start(self, frames: Frames, /) -> None:
        self.frames = frames
        self.started.release()

    def stop(self) -> None:
        self.stopped.release()

    def close(self) -> None:
        self.closed.set()

    def pull(self, count: int) -> bytes:
        assert self.frames is not None
        return self.frames.send(count)


@pytest.fixture
def device() -> Device:
    return Device()


@pytest.fixture
def beeper(device: Device) -> Iterator[Beeper]:
    found = Beeper(lambda: device)
    yield found
    found.close()


@pytest.mark.parametrize("clip", ["split", "refused"])
def test_that_a_clip_is_played_whole_and_then_silence(
    beeper: Beeper, device: Device, clip: str
) -> None:
    {"split": beeper.split, "refused": beeper.refused}[clip]()
    assert device.started.acquire(timeout=WAIT_S)
    expected = samples(clip)
    played = b"".join(device.pull(441) for _ in range(len(expected) // 882 + 1))
    assert played == expected
    assert device.pull(441) == b""


def test_that_a_second_press_is_heard_without_another_start(beeper: Beeper, device: Device) -> None:
    beeper.split()
    assert device.started.acquire(timeout=WAIT_S)
    first = device.pull(100)
    beeper.refused()
    assert device.stopped.acquire(timeout=WAIT_S)
    assert first == samples("split")[:200]
    assert device.pull(100) == samples("refused")[:200]
    assert not device.started.acquire(blocking=False)


def test_that_a_device_that_rests_is_started_again(
    monkeypatch: pytest.MonkeyPatch, beeper: Beeper, device: Device
) -> None:
    monkeypatch.setattr(ui.sound, "_SILENCE_BEFORE_REST_S", 0.02)
    for _ in range(2):
        beeper.split()
        assert device.started.acquire(timeout=WAIT_S)
        assert device.stopped.acquire(timeout=WAIT_S)


def test_that_a_silent_beeper_opens_nothing() -> None:
    opened = threading.Event()

    def open_device() -> Device:
        opened.set()
        return Device()

    beeper = Beeper(open_device)
    beeper.enabled = False
    beeper.split()
    beeper.close()
    beeper.enabled = True
    beeper.split()
    assert not opened.is_set()


def test_that_the_device_can_be_looked_for_ahead_of_the_first_beep() -> None:
    opened = threading.Event()
    device = Device()

    def open_device() -> Device:
        opened.set()
        return device

    beeper = Beeper(open_device)
    beeper.prepare()
    assert opened.wait(WAIT_S)
    beeper.close()
    assert device.closed.is_set()
    assert not device.started.acquire(blocking=False)


def test_that_closing_gives_the_device_back(beeper: Beeper, device: Device) -> None:
    beeper.split()
    assert device.started.acquire(timeout=WAIT_S)
    beeper.close()
    assert device.closed.is_set()


class Troubled(Device):
    """A device that is taken away while it plays."""

    def stop(self) -> None:
        super().stop()
        raise NoSoundError("gone")


def test_that_a_device_that_goes_away_is_given_back_and_opened_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(ui.sound, "_SILENCE_BEFORE_REST_S", 0.02)
    devices = [Troubled(), Device()]
    waiting = iter(devices)
    beeper = Beeper(lambda: next(waiting))
    beeper.split()
    assert devices[0].closed.wait(WAIT_S)
    beeper.split()
    assert devices[1].started.acquire(timeout=WAIT_S)
    beeper.close()


def no_device() -> Device:
    raise NoSoundError("no sound device can be used")


def test_that_a_machine_without_sound_is_told_of_once(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, "splitline.sound")
    beeper = Beeper(no_device)
    for _ in range(3):
        beeper.enabled = True
        beeper.split()
        beeper.refused()
    beeper.close()
    assert [(each.levelname, each.getMessage()) for each in caplog.records] == [
        ("INFO", "presses are not heard: no sound device can be used")
    ]


def test_that_switching_the_sound_on_looks_for_a_device_again(
    qtbot: QtBot, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "splitline.sound")
    device = Device()
    opening: Iterator[Callable[[], Device]] = iter([no_device, lambda: device])

    def open_device() -> Device:
        return next(opening)()

    beeper = Beeper(open_device)
    beeper.split()
    qtbot.waitUntil(lambda: bool(caplog.records))
    beeper.enabled = False
    beeper.enabled = True
    beeper.split()
    assert device.started.acquire(timeout=WAIT_S)
    beeper.close()


def test_that_a_clip_that_cannot_be_read_is_silence(
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    beeper: Beeper,
    device: Device,
) -> None:
    caplog.set_level(logging.INFO, "splitline.sound")
    monkeypatch.setattr(ui.sound, "resource", lambda name: resource(f"nowhere/{name}"))
    beeper.split()
    beeper.close()
    assert device.closed.is_set()
    assert "sounds/split.wav cannot be read" in caplog.text


def slow_device() -> Device:
    # As slow as loading a library and asking a sound server.
    threading.Event().wait(0.2)
    return Device()


def test_that_a_press_is_not_kept_waiting_by_its_beep() -> None:
    beeper = Beeper(slow_device)
    beeper.split()
    spans: list[int] = []
    for _ in range(50):
        before = time.perf_counter_ns()
        beeper.split()
        spans.append(time.perf_counter_ns() - before)
    beeper.close()
    # The median: another program may take the processor in between.
    assert statistics.median(spans) < 1_000_000


def test_that_miniaudio_plays_and_ends_without_a_word(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "splitline.sound")
    monkeypatch.setattr(ui.sound, "_BACKENDS", ("NULL",))
    pulled = threading.Event()

    class Listening(Speaker):
        def start(self, frames: Frames, /) -> None:
            super().start(_listened(frames, pulled.set))

    beeper = Beeper(Listening)
    beeper.split()
    assert pulled.wait(WAIT_S)
    beeper.close()
    assert caplog.records == []


def _listened(frames: Frames, tell: Callable[[], None]) -> Frames:
    def listened() -> Frames:
        wanted = yield b""
        while True:
            sound = frames.send(wanted)
            if sound:
                tell()
            wanted = yield sound

    found = listened()
    next(found)
    return found


PROGRAM = """
import logging, sys
from ui.sound import Beeper
assert "miniaudio" not in sys.modules
logging.basicConfig(level=logging.INFO, stream=sys.stdout, format="%(levelname)s %(message)s")
beeper = Beeper()
for _ in range(3):
    beeper.split()
    beeper.refused()
{end}
"""


@pytest.mark.parametrize("end", ["beeper.close()", ""], ids=["closed", "left to the exit"])
def test_that_a_program_without_a_sound_device_ends_cleanly(end: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-X", "dev", "-c", PROGRAM.format(end=end)],
        env={"PATH": "", "ALSA_CONFIG_PATH": "/dev/null", "PULSE_SERVER": "/dev/null"},
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("INFO presses are not heard: ")
    assert done.stdout.count("\n") == 1


def test_that_a_beep_with_an_instant_begins_there_in_the_middle_of_a_buffer(device: Device) -> None:
    clock = ManualClock(Instant(NS_PER_S))
    beeper = Beeper(lambda: device, clock.now)
    beeper.count(Instant(clock.instant + 50 * NS_PER_MS))
    assert device.started.acquire(timeout=WAIT_S)
    early = [device.pull(441)]
    clock.instant = Instant(clock.instant + 20 * NS_PER_MS)
    early.append(device.pull(441))
    clock.instant = Instant(clock.instant + 20 * NS_PER_MS)
    begun = device.pull(441)
    beeper.close()
    assert early == [b"", b""]
    silence = round(0.010 * 22_050) * 2
    assert begun[:silence] == bytes(silence)
    assert begun[silence:] == samples("count")[: 441 * 2 - silence]


def test_that_a_press_is_heard_before_a_beep_that_waits(device: Device) -> None:
    clock = ManualClock(Instant(NS_PER_S))
    beeper = Beeper(lambda: device, clock.now)
    beeper.go(Instant(clock.instant + NS_PER_S))
    assert device.started.acquire(timeout=WAIT_S)
    beeper.split()
    beeper.close()
    assert device.pull(100) in (samples("split")[:200], b"")
    clock.instant = Instant(clock.instant + NS_PER_S)
    assert device.pull(100) == samples("go")[:200]


def test_that_a_beep_that_was_slept_through_is_not_heard(device: Device) -> None:
    clock = ManualClock(Instant(NS_PER_S))
    beeper = Beeper(lambda: device, clock.now)
    beeper.count(Instant(clock.instant + 50 * NS_PER_MS))
    assert device.started.acquire(timeout=WAIT_S)
    clock.instant = Instant(clock.instant + 60 * NS_PER_S)
    assert device.pull(441) == b""
    beeper.close()
