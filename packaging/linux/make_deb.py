"""How does the bundle become a package for Debian and its kin? `dpkg-deb`, and files laid out here.

    python packaging/linux/make_deb.py

takes dist/splitline and writes dist/splitline_VERSION_ARCHITECTURE.deb. The application lies in
/usr/lib/splitline, its command is /usr/bin/splitline. Nothing runs at installing or removing: the
system's own triggers learn of desktop entry and file type, and nothing is left when it goes. The
library of races is its user's and lies elsewhere.
"""

import gzip
import os
import re
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
BUNDLE, ICONS = ROOT / "dist" / "splitline", ROOT / "build" / "icons" / "hicolor"
STAGE = ROOT / "build" / "deb"
HOME = "usr/lib/splitline"
MAINTAINER = "Splitline contributors <noreply@localhost>"
OPTIONAL = re.compile(
    r"libQt6W(ayland|lShell)|plugins/(wayland|printsupport|platforms/libqwayland|platformthemes|xcbgl)"
)
"""Plugins that Qt does without when a library of theirs is missing."""
RENAMED = {"libglib2.0-0": "libglib2.0-0t64 | libglib2.0-0"}
"""Packages that newer systems have under another name."""
_LOADER = re.compile(r"lib(c|m|mvec|dl|pthread|rt|util|resolv)\.so|ld-linux")
_GLIBC = re.compile(r"GLIBC_(2\.\d+)")
CONTROL = """\
Package: splitline
Version: {version}
Architecture: {architecture}
Maintainer: {maintainer}
Installed-Size: {size}
Depends: {depends}
Recommends: {recommends}
Section: misc
Priority: optional
Description: lap timer for middle-distance running
 A key press when the athlete passes, and it says at once how far behind or
 ahead of each target that is, when the finish will be, and what the next lap
 has to be. It times up to twelve athletes on one keyboard, replays and compares
 races, and writes split sheets. It needs no network.
"""


def said_by(*command: str) -> str:
    """Return what a command prints; an empty text where it fails."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout if done.returncode == 0 else ""


def programs_of(bundle: Path) -> list[Path]:
    """Return the program and the libraries of the bundle."""
    files = (each for each in bundle.rglob("*") if each.is_file() and not each.is_symlink())
    return [each for each in files if each.name == "splitline" or ".so" in each.name]


def needed(programs: list[Path], known: set[str]) -> dict[str, bool]:
    """Return the libraries that are not in the bundle, and whether it starts without each."""
    found: dict[str, bool] = {}
    for program in programs:
        optional = bool(OPTIONAL.search(program.as_posix()))
        for line in said_by("objdump", "-p", str(program)).splitlines():
            name = line.split()[1] if line.split()[:1] == ["NEEDED"] else ""
            if name and name not in known and not _LOADER.match(name):
                found[name] = found.get(name, True) and optional
    return found


def package_of(library: str) -> str:
    """Return the package of this system that has a library; end with a sentence without one."""
    places = [f"*/{folder}/{library}" for folder in ("x86_64-linux-gnu", "aarch64-linux-gnu")]
    for line in said_by("dpkg-query", "--search", *places).splitlines():
        package = line.partition(":")[0]
        return RENAMED.get(package, package)
    for place in places:  # one place may be unknown, which makes the whole question fail
        for line in said_by("dpkg-query", "--search", place).splitlines():
            package = line.partition(":")[0]
            return RENAMED.get(package, package)
    return ""


def newest_glibc(programs: list[Path]) -> str:
    """Return the version of the C library below which some part does not load."""
    versions: set[str] = {
        each
        for program in programs
        for each in _GLIBC.findall(said_by("objdump", "-T", str(program)))
    }
    return max(versions, key=lambda each: int(each.partition(".")[2]))


def relations() -> tuple[list[str], list[str]]:
    """Return what the package depends on, and what it recommends."""
    programs = programs_of(BUNDLE)
    known = {each.name for each in BUNDLE.rglob("*.so*")}
    must, may = {f"libc6 (>= {newest_glibc(programs)})"}, {"hicolor-icon-theme", "xdg-utils"}
    for library, optional in needed(programs, known).items():
        package = package_of(library)
        if package:
            (may if optional else must).add(package)
        elif not optional:
            raise SystemExit(
                f"make_deb.py: {library}: found no package of this system, expected one; "
                "packaging/linux/system-packages.sh install --window brings them."
            )
    return sorted(must), sorted(may - must)


def lay_out(version: str, moment: datetime) -> None:
    """Put everything where it will lie, below the folder of the stage."""
    shutil.rmtree(STAGE, ignore_errors=True)
    shutil.copytree(BUNDLE, STAGE / HOME, symlinks=True)
    shutil.copytree(ICONS, STAGE / "usr/share/icons/hicolor")
    filled = (HERE / "splitline.metainfo.xml").read_text("utf-8")
    filled = filled.replace("@VERSION@", version).replace("@DATE@", f"{moment:%F}")
    texts = {
        "usr/share/applications/splitline.desktop": HERE / "splitline.desktop",
        "usr/share/mime/packages/splitline.xml": HERE / "splitline-mime.xml",
        "usr/share/doc/splitline/copyright": ROOT / "LICENSE",
    }
    for name, source in texts.items():
        (STAGE / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, STAGE / name)
    write(STAGE / "usr/share/metainfo/splitline.metainfo.xml", filled.encode())
    with (STAGE / "usr/share/doc/splitline/copyright").open("a", encoding="utf-8") as file:
        file.write(f"\nThe licences of everything else in it: /{HOME}/licenses\n")
    page = ROOT / "build" / "splitline.1"
    subprocess.run([sys.executable, HERE / "man_page.py", page, f"{moment:%F}"], check=True)
    for name, source in (
        ("man/man1/splitline.1", page),
        ("doc/splitline/changelog", ROOT / "CHANGELOG.md"),
    ):
        write(STAGE / "usr/share" / f"{name}.gz", gzip.compress(source.read_bytes(), 9, mtime=0))
    (STAGE / "usr/bin").mkdir(parents=True)
    (STAGE / "usr/bin/splitline").symlink_to("../lib/splitline/splitline")


def write(path: Path, content: bytes) -> None:
    """Write a file, with its folder."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def make_plain() -> None:
    """Give every file the rights that a package has."""
    for path in (STAGE, *STAGE.rglob("*")):
        if not path.is_symlink():
            runs = path.is_dir() or path == STAGE / HOME / "splitline"
            path.chmod(0o755 if runs else 0o644)


def main() -> None:
    """Lay out, describe, and build."""
    if shutil.which("dpkg-deb") is None or shutil.which("objdump") is None:
        raise SystemExit(
            "make_deb.py: expected dpkg-deb and objdump: a package is made on a Debian."
        )
    if not (BUNDLE / "splitline").is_file():
        raise SystemExit(
            f"make_deb.py: {BUNDLE}: found no bundle, expected what make bundle makes."
        )
    version = (BUNDLE / "VERSION").read_text("utf-8").strip()
    seconds = os.environ.get("SOURCE_DATE_EPOCH") or said_by(
        *("git", "-c", f"safe.directory={ROOT}", "-C", str(ROOT), "log", "-1", "--format=%ct")
    )
    moment = datetime.fromtimestamp(int(seconds or (BUNDLE / "VERSION").stat().st_mtime), UTC)
    lay_out(version, moment)
    make_plain()
    depends, recommends = relations()
    architecture = said_by("dpkg", "--print-architecture").strip()
    size = sum(p.stat().st_size for p in STAGE.rglob("*") if p.is_file() and not p.is_symlink())
    control = CONTROL.format(
        version=version,
        architecture=architecture,
        maintainer=MAINTAINER,
        size=size // 1024,
        depends=", ".join(depends),
        recommends=", ".join(recommends),
    )
    write(STAGE / "DEBIAN" / "control", control.encode())
    (STAGE / "DEBIAN").chmod(0o755)
    package = ROOT / "dist" / f"splitline_{version}_{architecture}.deb"
    build = ("dpkg-deb", "--root-owner-group", "-Zgzip", "-z6", "--build", str(STAGE), str(package))
    subprocess.run(build, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(STAGE)
    print(f"dist/{package.name}: {package.stat().st_size / 1e6:.0f} MB")


if __name__ == "__main__":
    main()
