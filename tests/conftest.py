"""What every test is given: no display, no library of the user's, and no log record unlooked at."""

import itertools
import logging
import os
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.language import ENGLISH, speak

# Before anything makes a QApplication. A test in a real window starts its own process for it.
os.environ["QT_QPA_PLATFORM"] = "offscreen"
os.environ.pop("SPLITLINE_HOME", None)
os.environ["LANGUAGE"] = "en"
# No test keeps the machine that it runs on awake.
os.environ["DBUS_SESSION_BUS_ADDRESS"] = os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = "disabled:"

# Deadlines are for a machine that does nothing else; a run in parallel is not one.
_LAWS = settings(deadline=None, print_blob=True, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("quick", _LAWS, max_examples=50)
settings.register_profile("ci", _LAWS, max_examples=150, derandomize=False)
settings.register_profile("thorough", _LAWS, max_examples=2_000)
settings.load_profile(
    os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "quick")
)

_FOLDERS = ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME")
_numbers = itertools.count()


@pytest.fixture(autouse=True)
def splitline_home(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The folder, not made yet, that this test's Splitline takes for the user's own."""
    home = tmp_path_factory.getbasetemp() / f"home-{next(_numbers)}"
    monkeypatch.setenv("SPLITLINE_HOME", str(home / "splitline"))
    for name in _FOLDERS:
        monkeypatch.setenv(name, str(home / name.lower()))
    return home / "splitline"


@pytest.fixture(autouse=True)
def _every_library_is_new() -> None:
    """Let no library be taken for one of an earlier test: numbers of inodes are given again."""
    schema = sys.modules.get("app.storage.schema")
    if schema is not None:
        schema._verified.clear()


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    """A test that speaks another language leaves none of it to the next one."""
    yield
    speak(ENGLISH)


class _Records(logging.Handler):
    """Collects the records of one test, and the patterns that the test expects among them."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.texts: list[str] = []
        self.expected: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.texts.append(f"{record.levelname} {record.name}: {record.getMessage()}")

    def unexpected(self) -> list[str]:
        return [t for t in self.texts if not any(re.search(p, t) for p in self.expected)]

    def unseen(self) -> list[str]:
        return [p for p in self.expected if not any(re.search(p, t) for t in self.texts)]


@pytest.fixture(autouse=True)
def _log_records() -> Iterator[_Records]:
    """Fail a test on a warning or an error in the log that it did not say to expect."""
    records = _Records()
    logging.getLogger().addHandler(records)
    yield records
    logging.getLogger().removeHandler(records)
    if records.unexpected():
        pytest.fail("unexpected log records:\n" + "\n".join(records.unexpected()), pytrace=False)
    if records.unseen():
        pytest.fail(
            "log records expected and not seen:\n" + "\n".join(records.unseen()), pytrace=False
        )


@pytest.fixture
def expect_log(_log_records: _Records) -> Callable[[str], None]:
    """Declare a pattern that a warning or an error in the log of this test matches.

    It is searched in "LEVEL logger: message". What was declared has to come.
    """
    return _log_records.expected.append
