"""The fuzz bench knows every reader, replays what it gives, and misses neither fault nor hang."""

import importlib
import inspect
import pkgutil
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import app.formats
from app.domain.refusals import BadTarget
from app.formats.file_text import FormatError
from tests.bench.fuzz import __main__ as bench
from tests.bench.fuzz import guided, report
from tests.bench.fuzz.mutation import LARGEST, mutated
from tests.bench.fuzz.readers import Reader, readers
from tests.bench.fuzz.trial import BEAT_BYTES, Beat, beat_in, fault_of, input_of

READERS = readers()
ROOT = Path(__file__).parents[3]
PARTS = {
    "read_text": "the first step of every reader of text",
    "read_toml": "the first step of the readers of race, target and model files",
}
"""Functions that read files, but for a reader that is in the table."""


def _first_readers() -> Iterator[tuple[str, str]]:
    """Every public function of app/formats that begins with a path or the content of a file."""
    for each in pkgutil.walk_packages(app.formats.__path__, "app.formats."):
        module = importlib.import_module(each.name)
        for name, function in inspect.getmembers(module, inspect.isfunction):
            parameters = list(inspect.signature(function).parameters)
            first = parameters[0] if parameters else ""
            own = function.__module__ == each.name
            if own and name.startswith("read") and first in ("path", "content"):
                yield each.name.rpartition(".")[2], name


def _in_the_table(module: str, name: str) -> bool:
    """A step on the way to `read` of a module in the table has no entry of its own."""
    return module in READERS or name in PARTS or name.startswith("read_table")


def test_that_every_reader_of_files_is_in_the_table() -> None:
    found = list(_first_readers())
    assert len(found) > 5
    assert [each for each in found if not _in_the_table(*each)] == []


@pytest.mark.parametrize("name", READERS)
def test_that_every_reader_reads_a_file_to_begin_with(name: str) -> None:
    reader = READERS[name]
    taken = [fault_of(reader, content) for content in reader.files]
    assert [fault for fault, _ in taken if fault] == []
    assert any(was_read for _, was_read in taken)


@pytest.mark.parametrize("name", READERS)
def test_that_some_dozens_of_inputs_bring_no_reader_down(name: str) -> None:
    reader = READERS[name]
    inputs = ((number, input_of(reader, 7, number)) for number in range(5 + int(95 * reader.share)))
    faults = {number: fault for number, each in inputs if (fault := fault_of(reader, each)[0])}
    assert faults == {}


def test_that_an_input_is_the_same_for_the_same_seed_and_number() -> None:
    reader = READERS["fit_laps"]
    inputs = [input_of(reader, 7, number) for number in range(50)]
    assert inputs == [input_of(reader, 7, number) for number in range(50)]
    assert len(set(inputs)) > 40
    assert inputs != [input_of(reader, 8, number) for number in range(50)]


def test_that_some_inputs_are_large_and_none_is_a_megabyte() -> None:
    lengths = [len(mutated(random.Random(n), [b"a,1\n" * 20])) for n in range(10_000)]
    assert max(lengths) > LARGEST // 2
    assert max(lengths) < 1_000_000


def _reader(read: object) -> Reader:
    assert callable(read)
    return Reader("race_file", read)


def _raising(fault: Exception) -> Reader:
    def read(content: bytes) -> object:
        raise fault

    return _reader(read)


@pytest.mark.parametrize(
    ("fault", "words"),
    [
        (FormatError("file: found 1, expected 2"), ""),
        (BadTarget(found="x", expected="y"), ""),
        (BadTarget(found="a\nb", expected="y"), "is not one sentence"),
        (BadTarget(found="x" * 700, expected="y"), "is not one sentence"),
        (FormatError(" "), "is not one sentence"),
        (KeyError("x"), "KeyError"),
        (RecursionError("deep"), "RecursionError"),
        (MemoryError(), "MemoryError"),
    ],
)
def test_that_only_one_sentence_may_come_out_of_a_reader(fault: Exception, words: str) -> None:
    found, was_read = fault_of(_raising(fault), b"")
    assert not was_read
    assert bool(found) == bool(words)
    assert words in found


def test_that_what_is_found_names_the_place() -> None:
    assert "test_fuzz.py" in fault_of(_raising(KeyError("x")), b"")[0]


def test_that_all_inputs_are_divided_among_the_readers() -> None:
    numbers = bench.divided(list(READERS.values()), 1_000_000)
    assert sum(numbers.values()) == 1_000_000
    assert set(numbers) == set(READERS)
    assert min(numbers.values()) > 0


def test_that_lines_of_a_reader_are_put_together() -> None:
    find = report.Find("a", 1, 7, "KeyError")
    first = report.Line("a").plus(Beat(10, 4, 6, 50, 3, 9, 100), [find])
    second = report.Line("a").plus(Beat(20, 5, 5, 70, 12, 3, 200), []).found(find)
    (line,) = report.together([first, second])
    assert line == report.Line("a", 9, 12, 70, 9, 300, (find, find))
    text = report.in_words([line], 1, 60)
    assert text.startswith("21 inputs, seed 1, 1 minutes: 2 were taken as no file may be.")
    assert "`--reader a --seed 1 --replay 7: KeyError`" in text


def test_that_a_find_that_was_cut_off_by_the_end_of_its_process_is_left_out(tmp_path: Path) -> None:
    path = tmp_path / "finds"
    line = '{"reader": "a", "seed": 1, "input": 7, "fault": "x"}\n'
    path.write_text(line + line[:20], encoding="utf-8")
    assert report.finds_in(path) == [report.Find("a", 1, 7, "x")]


@pytest.mark.slow
def test_that_a_trial_counts_its_inputs_in_a_process_of_its_own(tmp_path: Path) -> None:
    beat, finds = tmp_path / "beat", tmp_path / "finds"
    beat.write_bytes(bytes(BEAT_BYTES))
    words = ["tests.bench.fuzz.trial", "target_file", "5", "10", "40", str(beat), str(finds)]
    subprocess.run([sys.executable, "-m", *words], cwd=ROOT, check=True, timeout=60)
    found = beat_in(beat.read_bytes())
    assert (found.at, found.read + found.refused) == (40, 30)
    assert finds.read_text(encoding="utf-8") == ""


@pytest.mark.slow
def test_that_a_process_whose_beat_stands_still_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bench, "_STANDS_STILL_S", 0.3)
    beat = tmp_path / "beat"
    beat.write_bytes(bytes(BEAT_BYTES))
    with subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"]) as process:
        assert not bench._watched(process, beat)
        assert process.returncode != 0


def test_that_a_guided_search_without_atheris_is_one_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "atheris", None)
    with pytest.raises(SystemExit) as ended:
        guided.main("fit_laps")
    assert ended.value.code == "atheris is not installed: pip install atheris"
