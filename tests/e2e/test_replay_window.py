"""A replay in the real window under every key and click, and command lines that open no window."""

import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.domain.state import RUNNING
from tests.e2e.held_up import COMMAND, Application, Report, running
from tests.e2e.journal_reading import journal_of, outside_ms, presses, race
from tests.e2e.xserver import XServer, Xtest

WIDE = ("read at", "clock", "position")
ALONG = (0.1, 0.35, 0.55, 0.75, 0.95)
OTHER_KEYS = (
    *("g", "g", "g", "d", "d", "d", "b", "u", "1", "F2", "KP_3", "Tab", "Home", "End", "Left"),
    *("BackSpace", "Page_Up", "Page_Down", "space", "Return", "Escape", "Right", "Right", "x"),
)
KEYS_HELD = (("Control_L", "z"), ("Control_L", "y"), ("Shift_L", "1"), ("Control_L", "Tab"))


@pytest.fixture
def replay(xserver: XServer, xtest: Xtest, tmp_path: Path) -> Iterator[Application]:
    """The Paris attempt, playing on its last lap."""
    words = ("replay", "paris-2025", "--window", "--at", "3:25")
    with running(xserver, xtest, tmp_path, *words, held_up_ms=0) as application:
        yield application


def shows(words: str) -> Callable[[Report], bool]:
    """Whether the name of something that can be clicked begins with `words`."""
    return lambda seen: any(name.startswith(words) for name in seen["places"])


def test_that_a_replay_obeys_its_keys(replay: Application, xtest: Xtest) -> None:
    window = replay.ready()
    replay.wait_until(shows("Pause"), "a replay that plays")
    xtest.press("p")
    replay.wait_until(shows("Play"), "a replay that stands")
    xtest.press("Right")
    replay.wait_until(lambda seen: "4 splits" in seen["table"], "the finish")
    xtest.press("t")
    replay.wait_until(shows("target 4:06.42, how it ended, primary"), "the next target")
    for closing in ("Escape", "question"):
        xtest.type_text("?")
        replay.wait_until(lambda seen: seen["sheet"], "the sheet of keys")
        xtest.press(closing, holding=["Shift_L"] if closing == "question" else [])
        replay.wait_until(lambda seen: not seen["sheet"], "the window alone")
    assert replay.close(window) == 0


def test_that_a_replay_survives_every_key(replay: Application, xtest: Xtest) -> None:
    window = replay.ready()
    for key in OTHER_KEYS:
        xtest.press(key)
        time.sleep(0.005)
    for held, key in KEYS_HELD:
        xtest.press(key, holding=[held])
    for _ in range(2):
        xtest.press("Return", holding=["Alt_L"])
        assert replay.settle()["windows"] == ["Splitline"]
    assert replay.close(window) == 0


def test_that_a_replay_survives_a_click_on_everything_that_can_be_clicked(
    replay: Application, xtest: Xtest
) -> None:
    window = replay.ready()
    for name, (left, top, width, height) in replay.reports()[-1]["places"].items():
        wide = name.startswith(("read at", "clock", "position"))
        for share in ALONG if wide else (0.5,):
            xtest.click(round(left + share * width), top + height // 2)
        _dismiss(replay, xtest, window, name)
    assert any(shows("read at mile start")(seen) for seen in replay.reports())
    assert replay.close(window) == 0


def _dismiss(replay: Application, xtest: Xtest, window: object, name: str) -> None:
    """Close what a click has opened: by Esc, in a window of its own where it has one."""
    if name == "Race":
        replay.wait_until(lambda seen: seen["popup"], "the menu of races")
    if name == "Split sheet":
        xtest.focus(xtest.wait_for_window("^Export$"))
    replay.settle()
    xtest.press("Escape")
    replay.wait_until(lambda seen: seen["windows"] == ["Splitline"], "nothing but the window")
    xtest.focus(window)


def test_that_a_race_from_the_menu_is_timed_like_any_other(
    replay: Application, xtest: Xtest, splitline_home: Path
) -> None:
    window = replay.ready()
    replay.click("^Race$")
    replay.wait_until(lambda seen: seen["popup"], "the menu of races")
    replay.settle()
    xtest.press("Down")
    xtest.press("Return")
    xtest.focus(xtest.wait_for_window("^New race$"))
    replay.settle()
    xtest.press("Return")
    replay.wait_until(lambda seen: seen["windows"] == ["Splitline"], "the window alone")
    xtest.focus(window)
    brackets = [xtest.press("Return")]
    time.sleep(0.02)
    brackets.append(xtest.press("space"))
    records = journal_of(splitline_home, 3)
    assert replay.close(window) == 0
    assert outside_ms(brackets, presses(records)) <= 1
    assert race(records).phase == RUNNING


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["replay", "{folder}/no.toml"], "{folder}/no.toml: there is no such file"),
        (["replay", "{folder}/odd.toml"], "{folder}/odd.toml"),
        (["replay", "2026-11-21-mile-0000"], 'found "2026-11-21-mile-0000", expected'),
        (["replay", "paris-2025", "--target", "4:60"], "4:60"),
        (["replay", "paris-2025", "--at", "noon"], "noon"),
        (["replay", "paris-2025", "--speed", "900"], 'found "900", expected a number'),
        (["live", "--event", "marathon"], "marathon"),
        (["live", "--target", "4:60"], "4:60"),
    ],
)
def test_that_what_is_wrong_on_the_command_line_is_one_sentence_and_no_window(
    xserver: XServer, splitline_home: Path, words: list[str], sentence: str
) -> None:
    splitline_home.mkdir(parents=True)
    (splitline_home / "odd.toml").write_text("id = 'odd'\n= 3\n")
    asked = [each.format(folder=splitline_home) for each in words]
    found = subprocess.run(
        [COMMAND, *asked, *(["--window"] if words[0] == "replay" else [])],
        # Qt would end it with a complaint about this display instead.
        env=xserver.environment(DISPLAY=":65000"),
        capture_output=True,
        text=True,
        check=False,
        timeout=30,
    )
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.count("\n") == 1
    assert found.stderr.startswith("splitline: ")
    assert sentence.format(folder=splitline_home) in found.stderr
    assert "display" not in found.stderr
