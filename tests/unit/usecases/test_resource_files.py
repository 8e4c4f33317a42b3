import sys
from pathlib import Path

import pytest

from app import resource_files
from app.resource_files import resource, resource_names


def test_that_the_resources_of_a_checkout_lie_beside_app() -> None:
    assert resource("races/paris-2025.toml").is_file()
    assert "paris-2025" in resource_names("races", ".toml")


def test_that_a_wheel_has_its_resources_inside_app(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(resource_files, "_PACKAGE", tmp_path)
    assert resource("a/b") == tmp_path / "resources" / "a" / "b"


def test_that_a_frozen_application_has_them_in_its_own_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resource("x") == tmp_path / "resources" / "x"


def test_that_names_come_in_order_and_without_their_ending(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "resources" / "races"
    folder.mkdir(parents=True)
    for name in ("b.toml", "a.toml", "c.txt"):
        (folder / name).touch()
    monkeypatch.setattr(resource_files, "_PACKAGE", tmp_path)
    assert resource_names("races", ".toml") == ("a", "b")
    assert resource_names("none", ".toml") == ()
