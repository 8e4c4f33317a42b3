"""How is the bundle built, and does it keep its size? One folder, and on Linux the same packed.

    python packaging/bundle/build.py

makes dist/splitline and, on Linux, dist/splitline-VERSION-linux-MACHINE.tar.gz. Sizes are in MB of
1,000,000 bytes.
"""

import gzip
import os
import platform
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
DIST, BUILD = ROOT / "dist", ROOT / "build"
BUNDLE = DIST / "splitline"
MOST_UNPACKED_MB, MOST_PACKED_MB = 260, 105
LONG_AGO = 315_532_800
"""1980 began then: the time of every packed file, so that the same files pack to the same bytes."""


def run(*command: str | Path, log: Path | None = None, **more: str) -> None:
    """Run a command; what it says goes to `log`, whose end is shown when it fails."""
    done = subprocess.run(
        [str(each) for each in command],
        cwd=ROOT,
        env=os.environ | more,
        stdout=subprocess.PIPE if log else None,
        stderr=subprocess.STDOUT if log else None,
        check=False,
    )
    if log:
        log.write_bytes(done.stdout)
    if done.returncode:
        end = done.stdout.decode(errors="replace")[-3000:] if log else ""
        raise SystemExit(f"{end}\nbuild.py: {Path(command[1]).name} failed ({done.returncode}).")


def freeze() -> None:
    """Let PyInstaller gather the application in one folder."""
    icons = BUILD / "icons"
    BUILD.mkdir(exist_ok=True)
    run(sys.executable, HERE / "icons.py", icons)
    run(
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", DIST, "--workpath", BUILD, HERE / "splitline.spec"),
        log=BUILD / "pyinstaller.log",
        SPLITLINE_ICONS=str(icons),
    )


def lighten() -> None:
    """Take the debugger's tables out of Python's library, where it was built with them: 17 MB."""
    strip = shutil.which("strip")
    if strip is None or not sys.platform.startswith("linux"):
        return
    for library in (BUNDLE / "_internal").glob("libpython3*.so*"):
        run(strip, "--strip-debug", library)


def size_mb(folder: Path) -> float:
    """Return what the files of a folder come to; links count nothing."""
    files = (each for each in folder.rglob("*") if each.is_file() and not each.is_symlink())
    return sum(each.stat().st_size for each in files) / 1e6


def pack(folder: Path, archive: Path) -> None:
    """Pack a folder, in order and without the names and times of this machine."""

    def plain(member: tarfile.TarInfo) -> tarfile.TarInfo:
        member.uid = member.gid = 0
        member.uname = member.gname = "root"
        member.mtime = LONG_AGO
        return member

    with (
        archive.open("wb") as file,
        gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=LONG_AGO) as packed,
        tarfile.open(mode="w", fileobj=packed) as tar,
    ):
        for path in sorted(folder.rglob("*")):
            name = Path(folder.name, path.relative_to(folder)).as_posix()
            tar.add(path, name, recursive=False, filter=plain)


def hold(what: str, found: float, most: float) -> None:
    """Say a size; end with a sentence when it is more than it may be."""
    print(f"{what}: {found:.0f} MB, at most {most:.0f} MB")
    if found > most:
        raise SystemExit(f"build.py: {what}: found {found:.0f} MB, expected at most {most:.0f} MB.")


def main() -> None:
    """Build, gather the licences, measure, pack."""
    sys.path.insert(0, str(ROOT))
    from app import __version__

    for left in DIST.glob("[Ss]plitline*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    freeze()
    lighten()
    run(sys.executable, HERE / "licences.py", BUNDLE)
    (BUNDLE / "VERSION").write_text(f"{__version__}\n", encoding="utf-8")
    hold("The bundle dist/splitline", size_mb(BUNDLE), MOST_UNPACKED_MB)
    if not sys.platform.startswith("linux"):
        return
    archive = DIST / f"splitline-{__version__}-linux-{platform.machine()}.tar.gz"
    pack(BUNDLE, archive)
    hold(f"The same packed, dist/{archive.name}", archive.stat().st_size / 1e6, MOST_PACKED_MB)


if __name__ == "__main__":
    main()
