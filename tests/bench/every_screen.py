"""What does every screen look like, in every theme and language and in rooms of four sizes?

`take` writes the pictures and a contact sheet of each screen into a folder, `check` compares them
with the fingerprints that are stored, `store` stores them anew. Each room is a process of its own,
for a screen of Qt keeps the size with which it began.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path
from unittest.mock import patch

from PySide6.QtCore import QMessageLogContext, QRect, Qt, QtMsgType, qInstallMessageHandler
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QProxyStyle, QStyle, QStyleOption, QWidget

from app.domain.times import NS_PER_S
from tests.bench.fingerprints import Fingerprint, difference, fingerprint, store, stored_in
from tests.bench.screens import LANGUAGES, ROOMS, SCREENS, THEMES, Room, Setting, take
from ui.launch import make_application

ROOT = Path(__file__).resolve().parents[2]
STORED = ROOT / "tests" / "data" / "screens.xz"
TAKE, CHECK, STORE = "take", "check", "store"
_AT_ONCE = 2
_NOW = 1_780_142_400 * NS_PER_S
"""Noon of 30 May 2026: no picture depends on the day on which it is taken."""
_THUMB_WIDE, _THUMB_HIGH = 640, 400
_BEHIND = "#777777"


def name_of(screen: str, setting: Setting) -> str:
    """Return what a picture is called, without an ending."""
    return f"{screen.replace(' ', '-')}-{setting.theme}-{setting.language}-{setting.room.name}"


def matrix(room: Room) -> Iterator[tuple[str, Setting]]:
    """Return every screen of a room in every language, each in the theme that it begins with."""
    for screen, language in product(SCREENS, LANGUAGES):
        yield screen, Setting(THEMES[0], language, room)


def sample(room: Room) -> Iterator[tuple[str, Setting]]:
    """Return some screens of a room, each once; all rooms together have every screen."""
    for number, screen in enumerate(SCREENS):
        if number % len(ROOMS) == ROOMS.index(room):
            language = LANGUAGES[number // len(ROOMS) % len(LANGUAGES)]
            yield screen, Setting(THEMES[0], language, room)


def every_name() -> set[str]:
    """Return the names of all pictures."""
    settings = ((screen, each) for room in ROOMS for screen, each in matrix(room))
    return {name_of(screen, each._replace(theme=t)) for screen, each in settings for t in THEMES}


def offscreen(room: Room, folder: Path) -> str:
    """Return the platform of Qt that has a screen as large as `room`, told by a file in `folder`."""
    size = {"x": 0, "y": 0, "width": room.wide, "height": room.high}
    kind = {"name": "one", "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}
    file = folder / f"screen-{room.name}.json"
    file.write_text(json.dumps({"screens": [{**kind, **size}]}), "utf-8")
    return f"offscreen:configfile={file}"


def in_a_process(room: Room, arguments: Sequence[str]) -> subprocess.CompletedProcess[str]:
    """Take the pictures of a room in a process that has a screen of its size."""
    with tempfile.TemporaryDirectory() as folder:
        paths = os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")])
        environment = {
            **os.environ,
            "PYTHONPATH": paths,
            "QT_QPA_PLATFORM": offscreen(room, Path(folder)),
            "SPLITLINE_HOME": folder,
            "HOME": os.sep,
            "TZ": "UTC",
            "LANGUAGE": "en",
        }
        command = [sys.executable, "-m", "tests.bench.every_screen", *arguments]
        command += ["--room", room.name]
        return subprocess.run(
            command, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )


def _say(kind: QtMsgType, context: QMessageLogContext, words: str) -> None:
    """Pass on what Qt says, but for what no offscreen window can do."""
    del kind, context
    if not words.startswith("This plugin does not support"):
        print(words, file=sys.stderr)


class WithoutCaret(QProxyStyle):
    """Writes no caret: whether it is on or off at an instant depends on the instant."""

    def pixelMetric(  # noqa: N802 - Qt's name
        self,
        metric: QStyle.PixelMetric,
        option: QStyleOption | None = None,
        widget: QWidget | None = None,
    ) -> int:
        """Return nothing for the width of the caret."""
        if metric == QStyle.PixelMetric.PM_TextCursorWidth:
            return 0
        return super().pixelMetric(metric, option, widget)


def _taken(screen: str, setting: Setting) -> Iterator[tuple[str, QImage]]:
    """Yield the names and pictures of a screen in every theme, with a library of its own."""
    before = os.environ["SPLITLINE_HOME"]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as home:
        os.environ["SPLITLINE_HOME"] = home
        try:
            for theme, picture in zip(THEMES, take(screen, setting, *THEMES[1:]), strict=True):
                yield name_of(screen, setting._replace(theme=theme)), picture
        finally:
            os.environ["SPLITLINE_HOME"] = before


def pictures(options: argparse.Namespace) -> Iterator[tuple[str, QImage]]:
    """Yield the names and pictures that are asked for, of one room."""
    room = next(each for each in ROOMS if each.name == options.room)
    for screen, setting in (sample if options.sample else matrix)(room):
        if options.only in screen and options.language in ("", setting.language):
            yield from _taken(screen, setting)


def in_this_room(options: argparse.Namespace) -> int:
    """Take the pictures of one room; return 1 where one is not as it was stored."""
    application = make_application()
    without_caret = WithoutCaret(application.style().name())
    application.setStyle(without_caret)
    qInstallMessageHandler(_say)
    with patch("time.time_ns", return_value=_NOW):
        differing = _looked_at(options)
    return int(differing > 0)


def _looked_at(options: argparse.Namespace) -> int:
    """Do with the pictures of a room what is asked for; return how many differ."""
    known = stored_in(STORED) if options.action == CHECK else {}
    found: dict[str, Fingerprint] = {}
    differing = 0
    for name, picture in pictures(options):
        if options.action == TAKE:
            picture.save(str(Path(options.folder) / f"{name}.png"))
        if options.action == STORE:
            found[name] = fingerprint(picture)
        elif options.action == CHECK:
            words = difference(picture, known[name]) if name in known else "never stored"
            differing += bool(words)
            if words:
                print(f"{name}: {words}", flush=True)
    if options.action == STORE:
        store(Path(options.folder) / f"{options.room}.xz", found)
    return differing


def sheet(folder: Path, screen: str) -> None:
    """Put the pictures of a screen beside each other: themes in columns, languages below rooms."""
    rows = list(product(ROOMS, LANGUAGES))
    whole = QImage(len(THEMES) * _THUMB_WIDE, len(rows) * _THUMB_HIGH, QImage.Format.Format_RGB32)
    whole.fill(QColor(_BEHIND))
    painter = QPainter(whole)
    for row, (room, language) in enumerate(rows):
        for column, theme in enumerate(THEMES):
            name = name_of(screen, Setting(theme, language, room))
            picture = QImage(str(folder / f"{name}.png"))
            if picture.isNull():
                continue
            area = QRect(column * _THUMB_WIDE, row * _THUMB_HIGH, _THUMB_WIDE, _THUMB_HIGH)
            small = picture.scaled(
                area.adjusted(4, 4, -4, -4).size(),
                Qt.AspectRatioMode.KeepAspectRatio,
                Qt.TransformationMode.SmoothTransformation,
            )
            painter.drawImage(area.topLeft(), small)
    painter.end()
    whole.save(str(folder / "sheets" / f"{screen.replace(' ', '-')}.png"))


def everywhere(options: argparse.Namespace) -> int:
    """Take the pictures of all rooms, two at a time; return 1 where one is not as it was."""
    folder = Path(options.folder or tempfile.mkdtemp(prefix="screens-"))
    (folder / "sheets").mkdir(parents=True, exist_ok=True)
    keeps = options.folder or options.action == STORE
    arguments = [options.action, *(("--folder", str(folder)) if keeps else ())]
    arguments += [*(("--sample",) if options.sample else ()), "--only", options.only]
    arguments += ["--language", options.language]
    began = time.monotonic()
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        done = list(pool.map(lambda room: in_a_process(room, arguments), ROOMS))
    for each in done:
        print(each.stdout + each.stderr, end="")
    if options.action == TAKE:
        for screen in SCREENS:
            if options.only in screen:
                sheet(folder, screen)
    failed = max(each.returncode for each in done)
    if options.action == STORE and not failed:
        parts = [stored_in(folder / f"{room.name}.xz") for room in ROOMS]
        kept = {name: each for part in parts for name, each in part.items()}
        before = stored_in(STORED) if options.only else {}
        store(STORED, {**before, **kept})
        print(f"{STORED.name}: {len(kept)} pictures stored, {STORED.stat().st_size} bytes")
    print(f"{time.monotonic() - began:.0f} s" + (f", in {folder}" if options.folder else ""))
    return failed


def main(arguments: Sequence[str]) -> int:
    """Take, check or store the pictures; see the sentence at the head of this module."""
    parser = argparse.ArgumentParser(description="Pictures of every screen.")
    parser.add_argument("action", choices=(TAKE, CHECK, STORE))
    parser.add_argument("--folder", default="", help="where the pictures go")
    parser.add_argument("--only", default="", help="a part of the screen's name")
    parser.add_argument("--language", default="", help="one language")
    parser.add_argument("--sample", action="store_true", help="every screen once")
    parser.add_argument("--room", default="", help="one room, in this process")
    options = parser.parse_args(arguments)
    return in_this_room(options) if options.room else everywhere(options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
