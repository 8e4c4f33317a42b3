"""What has been loaded when the window is painted for the first time? Start-up is budgeted."""

import json
import os
import subprocess
import sys
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.architecture.checkout import ROOT

LOOK = """
import sys
import PySide6.QtCore
import PySide6.QtWidgets
before = set(sys.modules)
from ui import launch

def look(moment):
    built = {"Qt": PySide6.QtCore, "QStyle": PySide6.QtWidgets}
    seen[moment] = {
        "modules": sorted(set(sys.modules) - before),
        "built": [name for name, module in built.items() if name in vars(module)],
    }

def report(window, quit_after):
    window.first_paint.connect(lambda: look("first paint"))
    window.ready.connect(lambda: look("ready"))
    plain(window, quit_after)

seen, plain, launch._report = {}, launch._report, report
launch.open_on_default("ready")
import json
print(json.dumps(seen))
"""
NOT_BEFORE_THE_FIRST_PAINT = (
    "dataclasses",
    "miniaudio",
    "msgspec",
    "numpy",
    "platformdirs",
    "pyqtgraph",
    "sqlite3",
    "tomlkit",
    "tomllib",
    "app.analysis.calls",
    "app.analysis.pacing",
    "app.cli.entry",
    "app.cli.parser",
    "app.engine.codec",
    "app.formats.sheets.csv_sheet",
    "app.formats.session_json",
    "app.storage.journal",
    "app.storage.library",
    "app.storage.preferences",
    "app.storage.schema",
    "app.usecases.care",
    "app.usecases.exporting",
    "app.usecases.live_session",
    "ui.awake",
    "ui.battery",
    "ui.bench",
    "ui.charts",
    "ui.keys",
    "ui.repairs",
    "ui.sound",
    "ui.viewstate.body",
    "ui.viewstate.care",
    "ui.viewstate.graph",
    "ui.viewstate.lanes",
    "ui.viewstate.layout",
    "ui.widgets.banner",
    "ui.widgets.lanes",
    "ui.widgets.lanes_grid",
    "ui.viewstate.shout",
    "ui.voice",
    "ui.widgets.live_bar",
    "ui.widgets.rows_of_athletes",
    "ui.widgets.split_table",
    "ui.widgets.track",
    "ui.windows.body",
    "ui.windows.call_editor",
    "ui.windows.care",
    "ui.windows.choices",
    "ui.windows.extras",
    "ui.windows.field",
    "ui.windows.new_race",
)


@cache
def seen(home: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=ROOT,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "SPLITLINE_HOME": str(home)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("start")


def early(modules: list[str]) -> list[str]:
    return [
        name
        for name in modules
        if any(name == each or name.startswith(f"{each}.") for each in NOT_BEFORE_THE_FIRST_PAINT)
    ]


def test_that_the_first_paint_loads_nothing_that_it_does_not_show(home: Path) -> None:
    assert early(seen(home)["first paint"]["modules"]) == []


def test_that_the_first_paint_builds_neither_the_namespace_qt_nor_the_class_qstyle(
    home: Path,
) -> None:
    assert seen(home)["first paint"]["built"] == []


def test_that_what_comes_after_the_first_paint_is_seen_to_come(home: Path) -> None:
    ready = seen(home)["ready"]
    assert {"numpy", "pyqtgraph", "ui.charts.panel", "ui.keys"} <= set(ready["modules"])
    assert "Qt" in ready["built"]
