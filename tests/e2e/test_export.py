"""Paris goes out as a PDF by keys alone, in a real window; and once more by one key."""

import json
from pathlib import Path

from tests.e2e.held_up import running
from tests.e2e.xserver import XServer, Xtest, wait_for

SOON_S = 20.0


def test_that_paris_is_exported_as_a_pdf_by_keys(
    xserver: XServer, xtest: Xtest, splitline_home: Path, tmp_path: Path
) -> None:
    folder = tmp_path / "sheets"
    folder.mkdir()
    splitline_home.mkdir(parents=True, exist_ok=True)
    chosen = {"export": {"folder": str(folder)}}
    (splitline_home / "preferences.json").write_text(json.dumps(chosen), "utf-8")

    def written() -> Path | None:
        return next(folder.glob("*.pdf"), None)

    words = ("replay", "paris-2025", "--window", "--at", "3:25")
    with running(xserver, xtest, tmp_path / "run", *words, held_up_ms=0) as application:
        window = application.ready()
        xtest.press("s", holding=["Control_L"])
        xtest.focus(xtest.wait_for_window("^Export$"))
        application.settle()
        xtest.press("Return")
        file = wait_for(written, "the file", SOON_S)
        application.wait_until(lambda seen: seen["windows"] == ["Splitline"], "the window alone")
        assert file.read_bytes().startswith(b"%PDF")
        xtest.focus(window)
        file.unlink()
        xtest.press("s", holding=["Control_L", "Shift_L"])
        assert wait_for(written, "the file once more", SOON_S) == file
        assert application.close(window) == 0
    stored = json.loads((splitline_home / "preferences.json").read_text("utf-8"))
    assert stored["export"]["form"] == "pdf"
