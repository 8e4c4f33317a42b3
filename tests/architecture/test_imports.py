import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.architecture.checkout import ROOT

LOADS = """
import sys, importlib
importlib.import_module(sys.argv[1])
print(*sorted({name.partition(".")[0] for name in sys.modules}))
"""
LINT = "from importlinter.cli import lint_imports_command as lint; lint()"
QT = {"PySide6", "shiboken6", "pyqtgraph"}


def _top_level_modules_after_importing(module: str) -> set[str]:
    loaded = subprocess.run(
        [sys.executable, "-c", LOADS, module], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return set(loaded.stdout.split())


def test_that_every_import_keeps_the_contracts() -> None:
    lint = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert lint.returncode == 0, lint.stdout + lint.stderr
    assert "0 broken" in lint.stdout


@pytest.mark.parametrize("module", ["app.bootstrap", "app.cli", "ui.viewstate"])
def test_that_the_core_and_the_views_load_no_qt(module: str) -> None:
    if find_spec(module) is None:
        pytest.skip(f"there is no {module} yet")
    loaded = _top_level_modules_after_importing(module)
    assert module.partition(".")[0] in loaded
    assert loaded & QT == set()


def test_that_qt_would_be_seen_if_it_were_loaded() -> None:
    assert "PySide6" in _top_level_modules_after_importing("PySide6.QtCore")
