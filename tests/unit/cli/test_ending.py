"""However a command line ends, it ends with a code and at most one sentence."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from app import __version__
from app.bootstrap import build
from app.cli import entry
from app.cli.context import Context
from app.cli.requests import Launcher, Request
from tests.unit.cli.conftest import Splitline

ROOT = Path(__file__).resolve().parents[3]
WITHOUT_QT = """
import sys

class NoQt:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ("PySide6", "shiboken6", "pyqtgraph"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None

sys.meta_path.insert(0, NoQt())
from app.cli.entry import main
sys.exit(main(sys.argv[1:]))
"""
LOADED = """
import sys
before = set(sys.modules)
from app.cli.entry import main
assert main(sys.argv[1:], launcher=lambda request: 0) == 0
print(*sorted(set(sys.modules) - before), file=sys.stderr)
"""


def _python(*argv: str, **options: object) -> subprocess.CompletedProcess[str]:
    found: subprocess.CompletedProcess[str] = subprocess.run(
        [sys.executable, *argv],
        cwd=ROOT,
        capture_output=not options,
        text=True,
        check=False,
        timeout=60,
        **options,  # type: ignore[call-overload]
    )
    return found


def test_that_the_version_and_the_help_are_told(splitline: Splitline) -> None:
    assert splitline("--version").out == f"Splitline {__version__}\n"
    answer = splitline("--help")
    assert answer.code == 0
    for command in ("replay", "project", "list", "export", "import", "check", "doctor", "live"):
        assert f"    {command}" in answer.out
        assert splitline(command, "--help").out.startswith(f"usage: splitline {command} ")


@pytest.mark.parametrize(
    "options",
    [["nothing"], ["--speed"], ["list", "trees"], ["replay"], ["replay", "x", "--line", "y"]],
)
def test_that_wrong_usage_is_code_2(splitline: Splitline, options: list[str]) -> None:
    answer = splitline(*options)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("usage: splitline")


def test_that_an_option_is_not_guessed_from_its_beginning(splitline: Splitline) -> None:
    assert splitline("replay", "paris-2025", "--js").code == 2


def _raising(error: BaseException) -> Launcher:
    def launch(request: Request) -> int:
        raise error

    return launch


def test_that_an_interruption_is_quiet(splitline: Splitline) -> None:
    answer = splitline("live", launcher=_raising(KeyboardInterrupt()))
    assert answer == (130, "", "")


def test_that_a_reader_that_goes_away_is_no_fault(splitline: Splitline) -> None:
    assert splitline("live", launcher=_raising(BrokenPipeError())) == (0, "", "")


def test_that_a_refusal_of_the_system_is_one_sentence(splitline: Splitline) -> None:
    error = OSError(28, "No space left on device", "out/x.png")
    sentence = splitline("live", launcher=_raising(error)).sentence
    assert sentence == "out/x.png: no space left on device"


def test_that_a_bug_is_told_with_its_place_and_without_a_traceback(splitline: Splitline) -> None:
    answer = splitline("live", launcher=_raising(KeyError("lap")))
    assert answer.code == 1
    assert answer.err == (
        "splitline: This is a fault in Splitline itself (KeyError at launch in test_ending.py): "
        "'lap'.\n"
    )


def test_that_the_code_of_the_window_is_the_code_of_the_command(splitline: Splitline) -> None:
    def launch(request: Request) -> int:
        return 7

    assert splitline("live", launcher=launch).code == 7


def test_that_a_program_without_standard_output_runs_all_the_same(
    splitline: Splitline, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stdout", None)
    assert entry.main(["list", "races"]) == 0


def test_that_a_context_asks_for_the_library_only_when_it_is_needed() -> None:
    def find() -> Path:
        raise AssertionError("a shipped race needs no library")

    context = Context(build(find_library=find), None, {})
    assert context.recording("paris-2025").id == "paris-2025"
    with pytest.raises(AssertionError):
        context.recording("nobody")


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", [["replay", "paris-2025"], ["replay", "paris-2025", "--json"], ["doctor"], ["list"]]
)
def test_that_commands_run_where_there_is_no_qt(options: list[str]) -> None:
    done = _python("-c", WITHOUT_QT, *options)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout


@pytest.mark.slow
def test_that_python_m_app_is_the_command_line() -> None:
    done = _python("-m", "app", "replay", "paris-2025", "--at", "3:30")
    assert (done.returncode, done.stderr) == (0, "")
    assert "+1.50 behind" in done.stdout
    assert _python("-m", "app", "replay", "nobody").returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "options", [["replay", "paris-2025", "--window", "--at", "3:30"], ["live", "--event", "1500"]]
)
def test_that_the_way_to_the_window_loads_nothing_heavy(options: list[str]) -> None:
    loaded = _python("-c", LOADED, *options).stderr.split()
    assert "app.usecases.recorded_race" in loaded
    heavy = {"PySide6", "numpy", "pyqtgraph", "msgspec", "sqlite3", "tomllib", "shutil", "csv"}
    assert heavy & set(loaded) == set()
    assert not any(name.startswith(("app.analysis", "app.formats.session")) for name in loaded)


@pytest.mark.slow
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_that_a_full_standard_output_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = _python("-m", "app", "list", stdout=full, stderr=subprocess.PIPE)
    assert (done.returncode, done.stderr) == (
        1,
        "splitline: standard output: no space left on device.\n",
    )


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="pipes break otherwise here")
def test_that_a_pipe_that_breaks_is_quiet() -> None:
    reader, writer = os.pipe()
    os.close(reader)
    try:
        done = _python("-m", "app", "list", stdout=writer, stderr=subprocess.PIPE)
    finally:
        os.close(writer)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.slow
def test_that_a_terminal_that_lacks_letters_is_written_to() -> None:
    plain = {**os.environ, "PYTHONIOENCODING": "ascii"}
    done = subprocess.run(
        [sys.executable, "-m", "app", "replay", "lievin-2025"],
        cwd=ROOT,
        env=plain,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert "Li\\xe9vin" in done.stdout
