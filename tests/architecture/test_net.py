"""The net under all the other tests: what has to make a test fail makes it fail."""

import os
import shutil
import subprocess
import sys

import pytest

from tests.architecture.checkout import ROOT

TESTS = """
import logging
import os
import warnings
from pathlib import Path

import pytest
from PySide6.QtCore import qWarning

JOURNAL = logging.getLogger("splitline.journal")
HOMES = set()


def test_stray_record():
    JOURNAL.warning("the disk is full")


def test_missing_record(expect_log):
    expect_log("the disk is full")


def test_declared_record(expect_log):
    expect_log(r"WARNING splitline\\.journal: the disk is full")
    JOURNAL.warning("the disk is %s", "full")


def test_quiet_record():
    JOURNAL.info("a race was opened")


def test_warning_of_qt(qapp):
    qWarning("a timer in the wrong thread")


def test_warning_of_python():
    warnings.warn("this goes away", DeprecationWarning)


@pytest.mark.parametrize("turn", range(3))
def test_home(turn, tmp_path_factory):
    base = tmp_path_factory.getbasetemp()
    home = Path(os.environ["SPLITLINE_HOME"])
    assert home.is_relative_to(base)
    assert Path(os.environ["XDG_DATA_HOME"]).is_relative_to(base)
    assert home not in HOMES
    HOMES.add(home)
"""


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What pytest says of those tests under this project's settings."""
    folder = tmp_path_factory.mktemp("net")
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "pyproject.toml", folder)
    shutil.copy(ROOT / "tests" / "conftest.py", folder / "tests")
    (folder / "tests" / "test_one.py").write_text(TESTS)
    return subprocess.run(
        [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", "-p", "no:xdist"],
        cwd=folder,
        env={k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "COV"))},
        capture_output=True,
        text=True,
        check=False,
    ).stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("test", "because"),
    [
        ("ERROR tests/test_one.py::test_stray_record", "WARNING splitline.journal: the disk is"),
        ("ERROR tests/test_one.py::test_missing_record", "log records expected and not seen"),
        ("FAILED tests/test_one.py::test_warning_of_qt", "a timer in the wrong thread"),
        ("FAILED tests/test_one.py::test_warning_of_python", "DeprecationWarning: this goes away"),
    ],
)
def test_that_what_nobody_declared_fails_a_test(said: str, test: str, because: str) -> None:
    assert test in said
    assert because in said


@pytest.mark.slow
@pytest.mark.parametrize("test", ["declared_record", "quiet_record", "home[0]", "home[2]"])
def test_that_what_was_declared_passes(said: str, test: str) -> None:
    assert f"PASSED tests/test_one.py::test_{test}" in said
    for bad in ("FAILED", "ERROR"):
        assert f"{bad} tests/test_one.py::test_{test}" not in said
