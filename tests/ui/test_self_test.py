import os
import subprocess
import sys
from pathlib import Path

import pytest

import ui
from ui import self_test
from ui.self_test import TRIALS, Failed, Trial

CHECKOUT = Path(ui.__file__).resolve().parents[1]


def test_that_the_self_test_passes_from_source_and_touches_no_library(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "ui.main", "--self-test"],
        cwd=CHECKOUT,
        env=os.environ | {"SPLITLINE_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = done.stdout.splitlines()
    assert (done.returncode, done.stderr) == (0, "")
    assert [line.split()[0] for line in lines[:-1]] == ["passed"] * len(TRIALS)
    assert lines[-1].endswith("all is well")
    assert list(tmp_path.iterdir()) == []


def test_that_what_fails_is_named_and_the_rest_is_tried(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(folder: Path) -> str:
        raise Failed("finish: found 247.0, expected 246.42")

    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    monkeypatch.setenv("SPLITLINE_HOME", "/nowhere")
    trials = (Trial("a race is played", broken), Trial("a folder is there", lambda f: f.name[:9]))
    monkeypatch.setattr(self_test, "TRIALS", trials)
    assert self_test.self_test() == 1
    failed, passed, end = capsys.readouterr().out.splitlines()
    assert failed == "FAILED  a race is played: finish: found 247.0, expected 246.42"
    assert passed == "passed  a folder is there: splitline"
    assert end.endswith("1 failed")
    assert os.environ["SPLITLINE_HOME"] == "/nowhere"
