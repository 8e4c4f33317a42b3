from pathlib import Path

import platformdirs
import pytest

from app.storage.place import home, library_path


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
