import subprocess
import sys
from pathlib import Path

import platformdirs
import pytest

from app.storage.place import home, library_path, quick_home
from tests.architecture.checkout import ROOT


def test_that_the_library_lies_where_the_user_says(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SPLITLINE_HOME", str(tmp_path / "mine"))
    assert home() == tmp_path / "mine"
    assert library_path() == tmp_path / "mine" / "library.splitline"
    assert not home().exists()


@pytest.mark.parametrize("chosen", [None, ""])
def test_that_the_library_lies_among_the_users_own_files_otherwise(
    monkeypatch: pytest.MonkeyPatch, chosen: str | None
) -> None:
    monkeypatch.delenv("SPLITLINE_HOME")
    if chosen is not None:
        monkeypatch.setenv("SPLITLINE_HOME", chosen)
    assert home() == platformdirs.user_data_path("Splitline", appauthor=False)


QUICK = """
import sys
from app.storage.place import home, quick_home
quick = quick_home()
assert "platformdirs" not in sys.modules
assert quick is None or quick == home(), (quick, home())
assert (quick is None) is (len(sys.argv) > 1), quick
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="known quickly on Linux alone")
@pytest.mark.parametrize(
    "set_to",
    [
        {"HOME": "/people/anna"},
        {"HOME": "/people/anna", "XDG_DATA_HOME": "/data/of anna"},
        {"HOME": "/people/anna", "XDG_DATA_HOME": "relative"},
        {"HOME": "/people/anna", "XDG_DATA_HOME": ""},
        {"SPLITLINE_HOME": "/mine"},
        {"HOME": "relative"},
    ],
)
def test_that_the_quick_way_to_the_folder_ends_where_the_long_one_does(
    set_to: dict[str, str],
) -> None:
    unknown = ["unknown"] if set_to == {"HOME": "relative"} else []
    done = subprocess.run(
        [sys.executable, "-c", QUICK, *unknown],
        cwd=ROOT,
        env=set_to,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_that_a_chosen_folder_is_known_quickly(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("SPLITLINE_HOME", str(tmp_path))
    assert quick_home() == tmp_path
