"""How does a press sound? A short confirmation, without ever keeping the press waiting.

Everything slow, loading the library first of all, is done in a thread of its own, and only once
there is something to play. Times are seconds.
"""

import atexit
import logging
import sys
import threading
from collections import deque
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager, suppress
from functools import cache
from queue import Empty, SimpleQueue
from typing import NamedTuple, Protocol

from app.domain.times import NS_PER_S, Instant
from app.engine.clocks import BootClock
from app.language import tr
from app.resource_files import resource

_SPLIT = "split"
_REFUSED = "refused"
_COUNT = "count"
_GO = "go"
_NOTHING_YET = ""
_SAMPLE_RATE = 22_050
_SAMPLE_BYTES = 2
_BUFFER_MS = 20
_SILENCE_BEFORE_REST_S = 1.0
_CLOSED_WITHIN_S = 2.0
_TOO_LATE = _SAMPLE_RATE // 5
"""In frames. A beep that was slept through is not made up for: it would tell of another instant."""
# Not JACK, which writes to the terminal when no server runs, nor the one that plays to nowhere.
_BACKENDS = ("WASAPI", "DSOUND", "WINMM", "COREAUDIO", "PULSEAUDIO", "ALSA")

_logger = logging.getLogger("splitline.sound")

Frames = Generator[bytes, int, None]
"""Is sent how many frames are wanted next and yields at most as many."""


class NoSoundError(Exception):
    """There is nothing to play on; its message says why."""


class Device(Protocol):
    """Plays frames from a thread of its own until it is stopped."""

    def start(self, frames: Frames, /) -> None:
        """Begin to play; raise `NoSoundError`."""
        ...

    def stop(self) -> None:
        """Rest; raise `NoSoundError`."""
        ...

    def close(self) -> None:
        """Give the device back."""
        ...


class Beeper:
    """Beeps when asked to, as long as `enabled`; owns the thread and the device."""

    def __init__(
        self,
        open_device: Callable[[], Device] | None = None,
        now: Callable[[], Instant] | None = None,
    ) -> None:
        """Begin at rest: neither the thread nor the library is there before the first beep."""
        self._player = _Player(open_device or Speaker, now or BootClock().now)
        self._thread: threading.Thread | None = None
        self._enabled = True
        self._closed = False

    @property
    def enabled(self) -> bool:
        """Whether presses are heard."""
        return self._enabled

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        """Switch; switching on looks anew for a device that was not there before."""
        self._enabled = enabled
        if enabled:
            self._player.hope()

    def split(self) -> None:
        """Confirm a press; return at once."""
        self._ask(_SPLIT)

    def refused(self) -> None:
        """Say that a press did nothing; return at once."""
        self._ask(_REFUSED)

    def count(self, at: Instant) -> None:
        """Say at an instant of the running clock that a start is near; return at once.

        It begins at its instant by itself, so that a window that is held up just then does not
        delay it.
        """
        self._ask(_COUNT, at)

    def go(self, at: Instant) -> None:
        """Say at an instant of the running clock that a start is due; return at once."""
        self._ask(_GO, at)

    def prepare(self) -> None:
        """Look for the device now, so that the first beep need not; return at once."""
        self._ask(_NOTHING_YET)

    def close(self) -> None:
        """Give the device back and end; no beep is heard any more."""
        self._closed = True
        if self._thread is not None:
            self._player.wanted.put(None)
            self._thread.join(_CLOSED_WITHIN_S)
            self._thread = None
            atexit.unregister(self.close)

    def _ask(self, clip: str, at: Instant | None = None) -> None:
        if not self._enabled or self._closed:
            return
        self._player.wanted.put(_Wanted(clip, at))
        if self._thread is None:
            self._thread = threading.Thread(target=self._player.run, name="beeps", daemon=True)
            self._thread.start()
            atexit.register(self.close)


class _Player:
    """What the thread does: it alone touches the device."""

    def __init__(self, open_device: Callable[[], Device], now: Callable[[], Instant]) -> None:
        self.wanted: SimpleQueue[_Wanted | None] = SimpleQueue()
        self._open_device = open_device
        self._now = now
        self._later: deque[tuple[Instant, bytes]] = deque()
        self._device: Device | None = None
        self._playing = False
        self._hopeless = False
        self._said = False
        self._clips: deque[bytes] = deque()

    def hope(self) -> None:
        """Try again to find a device."""
        self._hopeless = False

    def run(self) -> None:
        """Play what is wanted until None is."""
        while (clips := self._next()) is not None:
            for each in clips:
                if not self._hopeless:
                    self._attempt(each)
        self._give_back()

    def _next(self) -> "list[_Wanted] | None":
        """Wait for clips: all that have an instant, and the newest of the others.

        The device rests when there is none.
        """
        try:
            wanted = self.wanted.get(timeout=_SILENCE_BEFORE_REST_S if self._playing else None)
        except Empty:
            self._rest()
            wanted = self.wanted.get()
        found: list[_Wanted] = []
        while wanted is not None:
            found = [each for each in found if each.at is not None or wanted.at is not None]
            found.append(wanted)
            try:
                wanted = self.wanted.get_nowait()
            except Empty:
                return found
        return None

    def _attempt(self, wanted: "_Wanted") -> None:
        try:
            if self._device is None:
                self._device = self._open_device()
            if wanted.clip != _NOTHING_YET:
                self._play(self._device, _samples(wanted.clip), wanted.at)
        except NoSoundError as reason:
            self._give_back()
            self._hopeless = True
            self._say(reason)

    def _play(self, device: Device, samples: bytes, at: Instant | None) -> None:
        if at is None:
            self._clips.append(samples)
        else:
            self._later.append((at, samples))
        if not self._playing:
            frames = self._frames()
            next(frames)
            device.start(frames)
            self._playing = True

    def _frames(self) -> Frames:
        """Yield the newest clip; then nothing, which is played as silence.

        One that has an instant begins there, in the middle of a buffer if need be: asked at the
        next buffer alone, it would be up to a buffer late.
        """
        left = b""
        wanted = yield left
        while True:
            while self._clips:
                left = self._clips.popleft()
            while self._later and self._ahead() < wanted:
                silence = self._ahead()
                at_instant = self._later.popleft()[1]
                if silence > -_TOO_LATE:
                    left = bytes(max(0, silence) * _SAMPLE_BYTES) + at_instant
            size = wanted * _SAMPLE_BYTES
            now, left = left[:size], left[size:]
            wanted = yield now

    def _ahead(self) -> int:
        """Return in how many frames the first of the clips with an instant begins."""
        return round((self._later[0][0] - self._now()) * _SAMPLE_RATE / NS_PER_S)

    def _rest(self) -> None:
        self._playing = False
        if self._device is not None:
            try:
                self._device.stop()
            except NoSoundError as reason:
                self._give_back()
                self._say(reason)

    def _give_back(self) -> None:
        self._playing = False
        if self._device is not None:
            self._device.close()
            self._device = None

    def _say(self, reason: NoSoundError) -> None:
        if not self._said:
            _logger.info("presses are not heard: %s", reason)
            self._said = True


class _Wanted(NamedTuple):
    """A clip, to be played at an instant of the running clock, or at once."""

    clip: str
    at: Instant | None


def _samples(clip: str) -> bytes:
    import wave

    try:
        with wave.open(str(resource(f"sounds/{clip}.wav"))) as sound:
            return bytes(sound.readframes(sound.getnframes()))
    except (OSError, EOFError, wave.Error) as error:
        raise NoSoundError(
            tr("sounds/{clip}.wav cannot be read ({error})", clip=clip, error=error)
        ) from error


class Speaker:
    """The system's default device, through miniaudio."""

    def __init__(self) -> None:
        """Load the library and open the device; raise `NoSoundError`."""
        try:
            import miniaudio
        except (ImportError, OSError) as error:
            raise NoSoundError(
                tr("the sound library cannot be loaded ({error})", error=error)
            ) from error
        _hush_alsa()
        self._trouble = miniaudio.MiniaudioError
        with self._as_no_sound():
            self._device = miniaudio.PlaybackDevice(
                output_format=miniaudio.SampleFormat.SIGNED16,
                nchannels=1,
                sample_rate=_SAMPLE_RATE,
                buffersize_msec=_BUFFER_MS,
                backends=[getattr(miniaudio.Backend, name) for name in _BACKENDS],
                app_name="Splitline",
            )

    def start(self, frames: Frames, /) -> None:
        """Begin to play; raise `NoSoundError`."""
        with self._as_no_sound():
            self._device.start(frames)

    def stop(self) -> None:
        """Rest; raise `NoSoundError`."""
        with self._as_no_sound():
            self._device.stop()

    def close(self) -> None:
        """Give the device back."""
        self._device.close()

    @contextmanager
    def _as_no_sound(self) -> Iterator[None]:
        try:
            yield
        except self._trouble as error:
            what = ", ".join(str(each) for each in error.args)
            raise NoSoundError(tr("no sound device can be used ({what})", what=what)) from error


@cache
def _hush_alsa() -> object:
    """Keep ALSA from filling the terminal where there is no device; the cache keeps the handler."""
    if sys.platform != "linux":
        return None
    import ctypes

    pointer, number = ctypes.c_char_p, ctypes.c_int
    handler = ctypes.CFUNCTYPE(None, pointer, number, pointer, number, pointer)(lambda *_: None)
    with suppress(OSError, AttributeError):
        ctypes.CDLL("libasound.so.2").snd_lib_error_set_handler(handler)
    return handler
