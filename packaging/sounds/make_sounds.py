"""How are the sounds of the window made?

    python packaging/sounds/make_sounds.py resources/sounds

Writes split.wav (a press was taken), refused.wav (a press was not), count.wav (a start is so many
seconds away) and go.wav (a start is due) as 22.05 kHz, mono, 16 bit.
The same bytes every time. Durations are in seconds, pitches in hertz, levels from 0 to 1.
"""

import math
import sys
import wave
from array import array
from collections.abc import Iterator
from pathlib import Path

RATE_HZ = 22_050
FULL_SCALE = 32_767
ATTACK_S = 0.004
RELEASE_S = 0.020


def envelope(at_s: float, length_s: float) -> float:
    """Level at a moment: rises and falls along a cosine, so that neither end clicks."""
    rise = min(1.0, at_s / ATTACK_S)
    fall = min(1.0, (length_s - at_s) / RELEASE_S)
    return (1 - math.cos(math.pi * rise)) / 2 * (1 - math.cos(math.pi * fall)) / 2


def blip(pitch_hz: float, length_s: float, level: float) -> Iterator[int]:
    """Samples of one tone with a little of its octave, which carries outdoors."""
    for sample in range(round(length_s * RATE_HZ)):
        at_s = sample / RATE_HZ
        turn = 2 * math.pi * pitch_hz * at_s
        tone = 0.8 * math.sin(turn) + 0.2 * math.sin(2 * turn)
        yield round(FULL_SCALE * level * tone * envelope(at_s, length_s))


def silence(length_s: float) -> Iterator[int]:
    """Samples of a pause."""
    return iter([0] * round(length_s * RATE_HZ))


def split() -> list[int]:
    """One high blip of 70 ms."""
    return list(blip(1760, 0.070, 0.6))


def refused() -> list[int]:
    """Two low blips, 90 ms together: another rhythm, not only another pitch."""
    return [*blip(440, 0.038, 0.6), *silence(0.014), *blip(330, 0.038, 0.6)]


def count() -> list[int]:
    """A blip of 120 ms, lower than that of a press."""
    return list(blip(880, 0.120, 0.7))


def go() -> list[int]:
    """A long tone an octave above those that count down."""
    return list(blip(1760, 0.450, 0.7))


def write(path: Path, samples: list[int]) -> None:
    """Write one sound as WAV, whose samples are little-endian."""
    frames = array("h", samples)
    if sys.byteorder == "big":
        frames.byteswap()
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE_HZ)
        sound.writeframes(frames.tobytes())


def main(arguments: list[str]) -> int:
    """Write all sounds; 2 when called in another way than the docstring says."""
    if len(arguments) != 1:
        sys.stderr.write("usage: make_sounds.py FOLDER_TO_WRITE\n")
        return 2
    folder = Path(arguments[0])
    write(folder / "split.wav", split())
    write(folder / "refused.wav", refused())
    write(folder / "count.wav", count())
    write(folder / "go.wav", go())
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
