"""A real window for the tests of this folder: an X server of their own for each worker."""

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.e2e.xserver import XServer, Xtest, running_xserver

_HERE = Path(__file__).parent
_SYSTEM_PACKAGES = _HERE.parents[1] / "packaging" / "linux" / "system-packages.sh"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark the tests of this folder; one worker runs them all, so that keys meet one screen."""
    for item in items:
        if item.path.is_relative_to(_HERE):
            item.add_marker(pytest.mark.e2e)
            item.add_marker(pytest.mark.xdist_group("xserver"))


@pytest.fixture(scope="session")
def xserver() -> Iterator[XServer]:
    """An Xvfb of 1366 x 768, or a skip that says what is missing for one."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed, so no test opens a real window")
    looked = subprocess.run(
        ["sh", str(_SYSTEM_PACKAGES), "check", "--window"],
        capture_output=True,
        text=True,
        check=False,
    )
    if looked.returncode:
        pytest.skip(looked.stderr.strip())
    with running_xserver() as server:
        yield server


@pytest.fixture
def xtest(xserver: XServer) -> Iterator[Xtest]:
    """Keys, windows and pictures of that server."""
    connection = Xtest(xserver)
    yield connection
    connection.close()
