"""What is handed out: do its parts agree, as far as a Linux can tell?"""

import configparser
import importlib.util
import plistlib
import re
import shutil
import struct
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree as ET

import pytest

import app
from app.cli.parser import build_parser
from app.formats.file_text import SESSION_ENDINGS
from tests.architecture.checkout import ROOT, project_files

PACKAGING = ROOT / "packaging"
LINUX, WINDOWS, MACOS = (PACKAGING / each for each in ("linux", "windows", "macos"))
MIME = "application/vnd.splitline.race+json"
OURS = SESSION_ENDINGS[1]


def script(path: Path) -> ModuleType:
    """Load a script of the packaging, which is in no package."""
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def desktop_entry() -> configparser.SectionProxy:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]  # keys have capitals
    parser.read(LINUX / "splitline.desktop", encoding="utf-8")
    return parser["Desktop Entry"]


def test_that_every_system_opens_the_same_file_with_the_same_command() -> None:
    entry = desktop_entry()
    assert entry["Exec"] == "splitline --open %f"
    assert entry["MimeType"] == f"{MIME};"
    mime = (LINUX / "splitline-mime.xml").read_text("utf-8")
    assert f'type="{MIME}"' in mime
    assert f'pattern="*{OURS}"' in mime
    installer = (WINDOWS / "splitline.iss").read_text("utf-8")
    assert f"Software\\Classes\\{OURS}" in installer
    assert '""{app}\\splitline-window.exe"" --open ""%1""' in installer
    plist = plistlib.loads((MACOS / "Info.plist").read_bytes())
    (kind,) = plist["UTExportedTypeDeclarations"]
    assert kind["UTTypeTagSpecification"]["public.filename-extension"] == [OURS[1:]]
    assert kind["UTTypeTagSpecification"]["public.mime-type"] == MIME
    (document,) = plist["CFBundleDocumentTypes"]
    assert document["LSItemContentTypes"] == [kind["UTTypeIdentifier"]]


def test_that_the_metadata_names_what_the_package_brings() -> None:
    component = ET.parse(LINUX / "splitline.metainfo.xml").getroot()
    assert component.findtext("launchable") == "splitline.desktop"
    assert component.findtext("provides/mediatype") == MIME
    assert component.findtext("project_license") == "MIT"
    release = component.find("releases/release")
    assert release is not None
    assert release.attrib == {"version": "@VERSION@", "date": "@DATE@"}


def test_that_the_version_stands_in_one_place() -> None:
    """Everything else asks for it: a number typed twice is wrong after the next release."""
    typed = re.compile(rf"(?<![\d.]){re.escape(app.__version__)}(?![\d.])")
    folders = {"app", "ui", "packaging", "Makefile", "pyproject.toml"}
    found = [
        path.relative_to(ROOT).as_posix()
        for path in project_files()
        if path.relative_to(ROOT).parts[0] in folders
        and path.suffix in {".py", ".sh", ".toml", ".xml", ".plist", ".spec", ".desktop", ""}
        and typed.search(path.read_text("utf-8"))
    ]
    assert found == ["app/__init__.py"]


@pytest.mark.parametrize("path", sorted(PACKAGING.rglob("*.sh")), ids=lambda path: path.name)
def test_that_a_shell_script_can_be_read(path: Path) -> None:
    done = subprocess.run(["sh", "-n", path], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_that_what_the_windows_recipe_names_is_there() -> None:
    installer = (WINDOWS / "splitline.iss").read_text("utf-8")
    sections = re.findall(r"^\[(\w+)\]$", installer, re.MULTILINE)
    assert {"Setup", "Files", "Icons", "Registry", "Run", "InstallDelete"} <= set(sections)
    for name in ("LICENSE",):
        assert f"{{#Root}}\\{name}" in installer
        assert (ROOT / name).is_file()
    build = (WINDOWS / "build.cmd").read_text("utf-8")
    named = re.findall(r"packaging\\[\w\\]+\.\w+", build)
    assert sorted(set(named)) == [
        "packaging\\bundle\\build.py",
        "packaging\\windows\\splitline.iss",
    ]
    assert all((ROOT / each.replace("\\", "/")).is_file() for each in named)


def test_that_both_programs_of_windows_and_the_icons_are_made_by_the_bundle() -> None:
    spec = (PACKAGING / "bundle" / "splitline.spec").read_text("utf-8")
    compile(spec, "splitline.spec", "exec")
    installer = (WINDOWS / "splitline.iss").read_text("utf-8")
    for name in set(re.findall(r"\{app\}\\([\w-]+)\.exe", installer)):
        assert f'program("{name}"' in spec
    icons = (PACKAGING / "bundle" / "icons.py").read_text("utf-8")
    for name in ("splitline.ico", "splitline.icns"):
        assert name in spec
        assert name in icons


@pytest.mark.parametrize(
    "recipe", ["windows/splitline.iss", "windows/build.cmd", "macos/make-dmg.sh"]
)
def test_that_a_recipe_that_cannot_be_run_here_says_so(recipe: str) -> None:
    words = " ".join(
        (PACKAGING / recipe).read_text("utf-8").replace(";", " ").replace("#", " ").split()
    )
    assert re.search(r"(?i)not run on the (rem )?machines where Splitline is made", words)


@pytest.mark.skipif(sys.platform == "darwin", reason="on a Mac it makes the image")
def test_that_the_recipe_for_macs_refuses_another_system() -> None:
    done = subprocess.run(
        ["sh", MACOS / "make-dmg.sh"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    assert "expected macOS" in done.stderr


def test_that_the_icons_are_drawn_in_every_size(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, PACKAGING / "bundle" / "icons.py", tmp_path], check=True, cwd=ROOT
    )
    for size in (16, 32, 48, 256, 512):
        png = (tmp_path / f"hicolor/{size}x{size}/apps/splitline.png").read_bytes()
        assert struct.unpack(">II", png[16:24]) == (size, size)
    assert (tmp_path / "hicolor/scalable/apps/splitline.svg").read_text("utf-8").startswith("<svg")
    icon = (tmp_path / "splitline.ico").read_bytes()
    _, kind, count = struct.unpack("<HHH", icon[:6])
    assert kind == 1
    for entry in range(count):
        *_, length, offset = struct.unpack("<BBBBHHII", icon[6 + 16 * entry : 22 + 16 * entry])
        assert icon[offset : offset + 4] == b"\x89PNG"
        assert offset + length <= len(icon)
    apple = (tmp_path / "splitline.icns").read_bytes()
    assert struct.unpack(">4sI", apple[:8]) == (b"icns", len(apple))


def test_that_every_library_that_is_bundled_brings_its_licence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    licences = script(PACKAGING / "bundle" / "licences.py")
    # PyInstaller is there only where bundles are made.
    monkeypatch.setattr(licences, "STARTER", "pytest")
    bundle = tmp_path / "splitline"
    (bundle / "_internal").mkdir(parents=True)
    names = licences.gather(bundle)
    assert {"PySide6-Essentials", "shiboken6", "numpy", "cffi", "Python", "Inter-font"} <= set(
        names
    )
    for name in names:
        texts = list((bundle / "licenses" / name).iterdir())
        assert texts
        assert all(each.stat().st_size > 100 for each in texts)
    assert "may be replaced" in (bundle / "licenses" / "README.txt").read_text("utf-8")


def test_that_a_library_without_a_licence_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    licences = script(PACKAGING / "bundle" / "licences.py")
    monkeypatch.setattr(licences, "texts_of", lambda _: ())
    with pytest.raises(licences.NoLicence, match="numpy: found no text of a licence"):
        licences.copy_library("numpy", tmp_path)


def test_that_the_manual_page_has_every_command_and_option() -> None:
    manual = script(LINUX / "man_page.py")
    page = manual.page("2026-11-22").replace("\\-", "-")
    for name, command in manual.commands_of(build_parser()).items():
        assert f".SS splitline {name}\n" in page
        for action in manual.arguments_of(command):
            assert all(
                f"\\fB{each}\\fR" in page for each in action.option_strings[:1] if each != "-h"
            )
    assert f"Splitline {app.__version__}" in page
    assert page.count("--quit-after") >= 3


@pytest.mark.skipif(shutil.which("man") is None, reason="needs man")
def test_that_the_manual_page_is_sound_roff(tmp_path: Path) -> None:
    manual = script(LINUX / "man_page.py")
    path = tmp_path / "splitline.1"
    path.write_text(manual.page("2026-11-22"), encoding="utf-8")
    done = subprocess.run(
        ["man", "--warnings", "-E", "UTF-8", "-l", path],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    shown = " ".join(done.stdout.split()).replace("\u2010", "-")
    assert 'splitline live --event mile --athlete "Athlete A" --target sub-4' in shown
    assert '--athlete "A: Anna, Bea"' in shown


def test_that_the_system_is_asked_for_every_library_the_package_may_lack(tmp_path: Path) -> None:
    deb = script(LINUX / "make_deb.py")
    plugin = "_internal/PySide6/Qt/plugins"
    assert deb.OPTIONAL.search(f"{plugin}/printsupport/libcupsprintersupport.so")
    assert deb.OPTIONAL.search(f"{plugin}/platforms/libqwayland.so")
    assert not deb.OPTIONAL.search(f"{plugin}/platforms/libqxcb.so")
    assert not deb.OPTIONAL.search("_internal/PySide6/Qt/lib/libQt6Gui.so.6")
