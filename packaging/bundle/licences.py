"""Whose licences go with a bundle? Those of every library in it, of Python, fonts, icons, sounds.

    python packaging/bundle/licences.py BUNDLE

gathers their texts from what is installed into BUNDLE/licenses, and fails with one sentence when a
library has none.
"""

import re
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXTS = ROOT / "packaging" / "licences"
RESOURCES = ROOT / "resources"
OF_QT = ("PySide6-Essentials", "shiboken6")
"""Their packages carry no text; that of the licence is the GNU project's."""
STARTER = "pyinstaller"
_IS_LICENCE = re.compile(r"(licen[cs]e|copying|notice)", re.IGNORECASE)
_NAME = re.compile(r"[A-Za-z0-9._-]+")


class NoLicence(Exception):
    """A part of the bundle without the text of its licence; the message is one sentence."""


def bundled_libraries() -> list[str]:
    """Return the libraries that Splitline needs, with what those need, in order."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    waiting: list[str] = [_name(each) for each in project["dependencies"]]
    found: dict[str, str] = {}
    while waiting:
        name = waiting.pop()
        try:
            library = distribution(name)
        except PackageNotFoundError:
            continue  # of another system
        if name.lower() not in found:
            found[name.lower()] = name
            waiting += [_name(each) for each in library.requires or () if "extra ==" not in each]
    return sorted(found.values(), key=str.lower)


def _name(requirement: str) -> str:
    found = _NAME.match(requirement)
    assert found is not None, "a requirement begins with a name"
    return found[0]


def texts_of(library: Distribution) -> Iterator[tuple[Path, str]]:
    """Yield the files of a library that hold its licences, with a name that is theirs alone."""
    for file in library.files or ():
        inside = ".dist-info" in file.parts[0]
        if inside and (_IS_LICENCE.search(file.name) or "licenses" in file.parts):
            path = Path(str(library.locate_file(file)))
            after = (
                file.parts[file.parts.index("licenses") + 1 :] if "licenses" in file.parts else ()
            )
            yield path, "-".join(after) or file.name


def copy_library(name: str, target: Path) -> None:
    """Copy the texts of one library; raise `NoLicence` where there are none."""
    found = list(texts_of(distribution(name)))
    if name in OF_QT:
        found += [(TEXTS / each, each) for each in ("LGPL-3.0.txt", "GPL-3.0.txt")]
    if not found:
        raise NoLicence(f"{name}: found no text of a licence in its package, expected one")
    target.mkdir(parents=True, exist_ok=True)
    for path, file in found:
        shutil.copyfile(path, target / file)


def python_licence() -> Path:
    """Return the licence of this Python, which lies beside its library, or where Debian has it."""
    version = sysconfig.get_python_version()
    places = (
        Path(sysconfig.get_path("stdlib"), "LICENSE.txt"),
        Path(f"/usr/share/doc/python{version}/copyright"),
        Path(f"/usr/share/doc/libpython{version}-minimal/copyright"),
        Path(sys.base_prefix, "LICENSE.txt"),
        Path(sys.base_prefix, "LICENSE"),
    )
    for path in places:
        if path.is_file():
            return path
    raise NoLicence(f"Python {version}: found no LICENSE.txt, expected one at {places[0]}")


def copy_system(bundle: Path, target: Path) -> None:
    """Copy what Debian says of the libraries that were taken from the system, if it is a Debian."""
    if not sys.platform.startswith("linux") or shutil.which("dpkg-query") is None:
        return
    for library in sorted((bundle / "_internal").glob("lib*.so*")):
        package = _package_of(library.name) if not library.is_symlink() else None
        said = Path(f"/usr/share/doc/{package}/copyright")
        if package is not None and said.is_file():
            target.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(said, target / f"{package}.txt")


def _package_of(library: str) -> str | None:
    """Return the package that has a library of this name where the loader looks."""
    places = [f"{folder}/{library}" for folder in ("*/x86_64-linux-gnu", "*/aarch64-linux-gnu")]
    done = subprocess.run(
        ["dpkg-query", "--search", *places], capture_output=True, text=True, check=False
    )
    return done.stdout.partition(":")[0] or None


def gather(bundle: Path) -> list[str]:
    """Fill the folder `licenses` of a bundle anew and return whose are in it."""
    target = bundle / "licenses"
    shutil.rmtree(target, ignore_errors=True)
    own = {
        "Splitline": [ROOT / "LICENSE"],
        "Qt": [TEXTS / "LGPL-3.0.txt", TEXTS / "GPL-3.0.txt"],
        "Python": [python_licence()],
        "Inter-font": [RESOURCES / "fonts" / "OFL.txt", RESOURCES / "fonts" / "FONTLOG.md"],
        "Lucide-icons": [RESOURCES / "icons" / "LICENSE"],
        "sounds": [RESOURCES / "sounds" / "LICENSE"],
    }
    for name, files in own.items():
        (target / name).mkdir(parents=True)
        for file in files:
            shutil.copyfile(file, target / name / file.name)
    libraries = [*bundled_libraries(), STARTER]
    for name in libraries:
        copy_library(name, target / name)
    copy_system(bundle, target / "system")
    shutil.copyfile(TEXTS / "README.txt", target / "README.txt")
    return [*own, *libraries]


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: licences.py BUNDLE")
    try:
        names = gather(Path(sys.argv[1]))
    except NoLicence as fault:
        sys.exit(f"licences.py: {fault}")
    print(f"Licences of {len(names)} works lie in {Path(sys.argv[1], 'licenses')}.")
