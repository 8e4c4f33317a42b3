import json
import re
import tomllib

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.architecture.checkout import ROOT, project_files

# Folders of one machine, and the hosts that packages are fetched from: neither says anything to
# another reader. The X server's sockets are in the same place everywhere.
NOT_FOR_EVERYONE = re.compile(
    r"(?<![\w.:~-])/(?:root|work|home/\w+|Users/\w+|tmp/(?!\.X11))\b"
    r"|\bpypi\.org|pythonhosted\.org|registry\.npmjs|deb\.debian\.org|\b[A-Z]:\\Users\\",
)
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
CONSTRAINT = re.compile(r"([A-Za-z0-9][A-Za-z0-9._-]*)==([0-9][0-9A-Za-z.!+]*)")


def _constraints() -> dict[str, str]:
    lines = (ROOT / "constraints.txt").read_text("utf-8").splitlines()
    found = [CONSTRAINT.fullmatch(line) for line in lines]
    assert all(found), "a line of constraints.txt is not name==version"
    return {canonicalize_name(m[1]): m[2] for m in found if m}


@pytest.mark.parametrize(
    "line",
    [
        "see /home/ann/notes",
        "in /root",
        'Path("/tmp/x")',
        "from https://pypi.org/simple",
        r"C:\Users\ann",
    ],
)
def test_that_the_search_for_places_of_one_machine_finds(line: str) -> None:
    assert NOT_FOR_EVERYONE.search(line)


@pytest.mark.parametrize("line", ["https://a.org/home/x", "../root/a", "framework/work", "a /tmpl"])
def test_that_the_search_for_places_of_one_machine_lets_pass(line: str) -> None:
    assert not NOT_FOR_EVERYONE.search(line)


def test_that_no_file_names_a_place_of_one_machine() -> None:
    found = []
    for path in project_files():
        content = path.read_bytes()
        if b"\0" in content or path.name == "test_files.py":
            continue
        for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), 1):
            if NOT_FOR_EVERYONE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == []


def test_that_only_app_and_ui_are_packages() -> None:
    # tests/ui/__init__.py would shadow ui, packaging/__init__.py a library that pip brings.
    packages = {p.relative_to(ROOT).parts[0] for p in project_files() if p.name == "__init__.py"}
    assert packages == {"app", "ui"}


def test_that_every_dependency_is_pinned_within_its_bounds() -> None:
    pinned = _constraints()
    wanted = [*PROJECT["dependencies"], *PROJECT["optional-dependencies"]["dev"]]
    for requirement in map(Requirement, wanted):
        version = pinned.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in constraints.txt"
        assert requirement.specifier.contains(version), f"{requirement} is pinned to {version}"


def test_that_every_dependency_has_a_bound_below_and_above() -> None:
    for requirement in map(Requirement, PROJECT["dependencies"]):
        operators = {s.operator for s in requirement.specifier}
        assert operators == {">=", "<"}, str(requirement)


def test_that_what_the_first_paint_reads_says_what_its_source_says() -> None:
    sources = sorted((ROOT / "resources").rglob("*.toml"))
    assert sources
    for source in sources:
        compiled = source.with_suffix(".compiled.json")
        said = tomllib.loads(source.read_text("utf-8"))
        assert json.loads(compiled.read_text("utf-8")) == said, "run: make resources"
