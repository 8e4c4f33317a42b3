"""Every command and picture in the documents, tried: a page that lies is worse than none."""

import io
import re
import shlex
import sys
from pathlib import Path

import pytest

from app.cli import watch_folder
from app.cli.parser import build_parser
from app.cli.requests import Request
from app.domain.commands import Start
from app.domain.events import HANDLER_STAMP
from app.engine.clocks import BootClock
from app.storage.place import library_path
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.architecture.checkout import ROOT, project_files
from tests.bench.printed_scene import SHEETS
from tests.bench.screenshots import SHOTS
from ui import main

pytestmark = pytest.mark.slow
OF_THE_BENCHMARK = "docs/performance-growth.svg"
"""Drawn by the benchmark that writes the page it stands on."""

PAGES = [
    path
    for path in project_files()
    if path.suffix == ".md" and path.relative_to(ROOT).parts[0] not in {"tests", ".github"}
]
COMMAND = re.compile(r"^    (splitline(?: .*)?)$", re.MULTILINE)
MAKE = re.compile(r"(?:^    |`)make ([a-z][a-z-]*)", re.MULTILINE)
PICTURE = re.compile(r"!\[[^\]]*\]\(([^)]+)\)")
LINK = re.compile(r"(?<!!)\[[^\]]+\]\(([^)#:]+)(?:#[^)]*)?\)")
TABLE = "athlete,400,800,1200,1500\nAnna Example,66.1,2:13.0,3:21.4,4:10.25\n"
PASTED = "1. Anna Example 4:06.42\n60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42\n"
UNDER_WAY = ("train --go-on", "live --again")
"""What goes on with something that was left or done before, and says so where there is nothing."""


def commands(page: Path) -> list[str]:
    return [found.split("  #")[0].strip() for found in COMMAND.findall(page.read_text("utf-8"))]


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


WITH_COMMANDS = [page for page in PAGES if commands(page)]


@pytest.fixture
def table(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Request]:
    """A folder with the files that the pages speak of, and a window that takes every request."""
    monkeypatch.chdir(tmp_path)
    requests: list[Request] = []

    def take(request: Request) -> int:
        requests.append(request)
        return 0

    monkeypatch.setattr(main, "_launch", take)
    monkeypatch.setattr(watch_folder, "_BETWEEN_LOOKS_S", 0.0)
    Path("group.txt").write_text("Anna, 5k 15:30\nBea, 5k 16:10\n", encoding="utf-8")
    Path("table.csv").write_text(TABLE, encoding="utf-8")
    Path("pasted.txt").write_text(PASTED, encoding="utf-8")
    for file in ("paris.json", "meet.lif"):
        assert main.main(["export", "paris-2025", "--to", file]) == 0
    assert main.main(["import", "paris.json"]) == 0
    source = ROOT / "resources" / "races" / "oxford-1954.toml"
    Path("my-race.toml").write_bytes(source.read_bytes())
    return requests


def ran(command: str, monkeypatch: pytest.MonkeyPatch) -> int:
    """Run one line of a page as a shell would."""
    words = shlex.split(command)[1:]
    if "<" in words:
        text = Path(words[words.index("<") + 1]).read_bytes()
        words = words[: words.index("<")]
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text), encoding="utf-8"))
    if not words:
        return 0
    if "--watch" in words or words[0] == "bench":
        build_parser().parse_args(words)  # one ends by Ctrl+C alone, the other after minutes
        return 0
    if words == ["recover"]:
        damage(library_path())
    return main.main(words)


def damage(library: Path) -> None:
    """Let a disk have lost a part of the library."""
    content = bytearray(library.read_bytes())
    content[8192:12288] = b"\xff" * 4096
    library.write_bytes(content)


@pytest.mark.parametrize("page", WITH_COMMANDS, ids=name_of)
def test_that_every_command_of_a_page_does_what_it_is_there_for(
    page: Path,
    table: list[Request],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failed = []
    for command in commands(page):
        capsys.readouterr()
        code = ran(command, monkeypatch)
        said = capsys.readouterr().err
        if code and not command.endswith(UNDER_WAY):
            failed.append(f"{command}: {code}, {said}")
    assert failed == []


def test_that_the_last_set_up_is_armed_again(
    table: list[Request], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main.main(["live", "--again"]) == 1
    session = start_session(library_path(), setup_for(RaceRequest(event="mile")), BootClock())
    session.engine.handle(Start(at=BootClock().now(), stamp=HANDLER_STAMP))
    assert session.journal.close(10)
    assert main.main(["live", "--again"]) == 0
    assert len(table) == 1


def test_that_every_target_of_make_on_a_page_is_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    known = set(re.findall(r"^([a-z][a-z-]*):", makefile, re.MULTILINE))
    named = {
        (name_of(page), each) for page in PAGES for each in MAKE.findall(page.read_text("utf-8"))
    }
    assert [pair for pair in sorted(named) if pair[1] not in known] == []


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_that_every_link_of_a_page_leads_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    lost = [each for each in LINK.findall(text) if not (page.parent / each).exists()]
    assert lost == []


def test_that_every_picture_of_a_page_is_made_by_the_screenshots() -> None:
    names = [*(shot.file for shot in SHOTS), *(sheet.file for sheet in SHEETS)]
    made = {f"docs/pictures/{name}" for name in names} | {OF_THE_BENCHMARK}
    shown = {
        (page.parent / each).resolve().relative_to(ROOT).as_posix()
        for page in PAGES
        for each in PICTURE.findall(page.read_text("utf-8"))
    }
    assert shown
    assert sorted(shown - made) == []
