import re
import shutil
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import app
from tests.architecture.checkout import ROOT, project_files


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout's files, built without a network."""
    source = tmp_path_factory.mktemp("source")
    for path in project_files():
        target = source / path.relative_to(ROOT)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    built = tmp_path_factory.mktemp("built")
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "wheel", "--quiet", "--disable-pip-version-check"),
            *("--no-deps", "--no-index", "--no-build-isolation", "--wheel-dir", str(built), "."),
        ],
        cwd=source,
        check=True,
    )
    return next(built.glob("splitline-*.whl"))


def _names(wheel: Path) -> list[str]:
    with zipfile.ZipFile(wheel) as archive:
        return archive.namelist()


@pytest.mark.slow
def test_that_the_wheel_holds_app_ui_and_nothing_else(wheel: Path) -> None:
    tops = {name.partition("/")[0] for name in _names(wheel)}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"app", "ui"}


@pytest.mark.slow
def test_that_the_wheel_holds_every_resource_inside_app(wheel: Path) -> None:
    resources = [
        path.relative_to(ROOT).as_posix()
        for path in project_files()
        if path.is_relative_to(ROOT / "resources")
    ]
    assert resources
    inside = set(_names(wheel))
    assert [name for name in resources if f"app/{name}" not in inside] == []


def test_that_the_guide_is_packed_with_its_pictures_and_the_pages_it_leads_to() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    text = (ROOT / "docs" / "guide.md").read_text("utf-8")
    linked = [each for each in re.findall(r"\]\(([^)#]+)\)", text) if "://" not in each]
    wanted = {each for each in linked if not each.startswith("..")} | {"guide.md", "guide.fr.md"}
    assert packed == {f"docs/{each}": f"app/resources/guide/{each}" for each in sorted(wanted)}


@pytest.mark.slow
def test_that_the_wheel_holds_the_guide(wheel: Path) -> None:
    inside = [name for name in _names(wheel) if name.startswith("app/resources/guide/")]
    assert "app/resources/guide/guide.md" in inside
    assert any(name.endswith(".png") for name in inside)


@pytest.mark.slow
def test_that_the_wheel_carries_the_version_and_the_licence(wheel: Path) -> None:
    assert wheel.name.startswith(f"splitline-{app.__version__}-")
    assert any(name.endswith("licenses/LICENSE") for name in _names(wheel))
