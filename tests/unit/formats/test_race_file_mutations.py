"""Whatever is done to a race file, it is read or refused in one sentence."""

import tempfile
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from app.formats.race_file import RaceFile, RaceFileError, read_race_file
from app.resource_files import resource
from app.usecases.recorded_race import recording_of_race, run_of_recording

TEXT = resource("races/paris-2025.toml").read_text(encoding="utf-8")
LINES = TEXT.splitlines(keepends=True)
WORDS = st.sampled_from(
    [
        *("nan", "inf", "-1", "0", "1e400", "9" * 5000, '""', '"x"', "[]", "{}", "true"),
        *('"4:06.42"', '"-1"', '"99:99"', "[[", "]", "=", "\\u0000", "2025-06-26", "\n", '"""'),
        *("[1609.344]", "{ time = 1 }", "source", "\x00", "é", "\ud7ff", "[clock.gun]"),
    ]
)
PLACES = st.integers(0, len(TEXT))


def _read(content: bytes) -> RaceFile | str:
    """The race, or the sentence of the refusal without the place of the file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "race.toml"
        path.write_bytes(content)
        try:
            return read_race_file(path)
        except RaceFileError as refusal:
            return str(refusal).removeprefix(f"{path}: ")


def _is_read_or_refused(content: bytes) -> None:
    race = _read(content)
    if isinstance(race, str):
        assert race
        assert "\n" not in race
        assert "race.toml" not in race
        return
    recording = recording_of_race(race)
    for line in recording.lines:
        for clock in recording.clocks:
            run = run_of_recording(recording, line, clock)
            assert len(run.timed) == len(race.splits) + 2


@given(start=PLACES, length=st.integers(0, 40), word=WORDS | st.text(max_size=5))
def test_that_a_race_with_a_stretch_replaced_is_read_or_refused(
    start: int, length: int, word: str
) -> None:
    text = TEXT[:start] + word + TEXT[start + length :]
    _is_read_or_refused(text.encode("utf-8", "surrogatepass"))


@given(place=st.integers(0, len(LINES) - 1), word=WORDS)
def test_that_a_race_with_another_value_in_a_line_is_read_or_refused(place: int, word: str) -> None:
    key, equals, _ = LINES[place].partition("=")
    changed = f"{key}{equals} {word}\n" if equals else f"{word}\n"
    text = "".join([*LINES[:place], changed, *LINES[place + 1 :]])
    _is_read_or_refused(text.encode())


@given(order=st.permutations(range(len(LINES))), kept=st.integers(1, len(LINES)))
def test_that_a_race_with_its_lines_shuffled_is_read_or_refused(
    order: list[int], kept: int
) -> None:
    _is_read_or_refused("".join(LINES[i] for i in order[:kept]).encode())


@given(content=st.binary(max_size=200))
def test_that_any_bytes_are_read_or_refused(content: bytes) -> None:
    _is_read_or_refused(content)
