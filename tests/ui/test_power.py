"""Does the window keep the machine awake while a race runs, and tell of a battery that is low?"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from app.storage.preferences import preferences_path
from tests.ui.conftest import Opened
from ui import awake, battery
from ui.awake import Awake, CommandKeeper, DBusKeeper, WindowsKeeper, keeper_for
from ui.windows import power
from ui.windows.power import PowerHost

if TYPE_CHECKING:
    from ui.viewstate.care import News

ROOT = Path(__file__).parents[2]
Open = Callable[..., Opened]
Key = Qt.Key
PARIS = (60.2, 120.75, 181.84, 246.42)
FOREVER = [sys.executable, "-c", "import sys; sys.stdin.read(); import time; time.sleep(600)"]


class Kept:
    """Writes down what it is asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def hold(self) -> None:
        self.asked.append("hold")

    def release(self) -> None:
        self.asked.append("release")


class Power:
    """A machine with a battery, and what was said of it."""

    def __init__(self, opened: Opened, percent: int | None = None) -> None:
        self.kept = Kept()
        self.percent = percent
        self.said: list[News] = []
        self.read = 0
        self.host = PowerHost(opened.race, self.kept, self.said.append, self._percent)

    def _percent(self) -> int | None:
        self.read += 1
        return self.percent


def run(opened: Opened, *presses: float) -> None:
    opened.at(0)
    opened.press(Key.Key_Return)
    for each in presses:
        opened.at(each)
        opened.press(Key.Key_Space)


def test_that_the_machine_is_kept_awake_from_the_start_to_the_finish(open_live: Open) -> None:
    opened = open_live()
    machine = Power(opened)
    assert machine.kept.asked == []
    run(opened, *PARIS[:3])
    assert machine.kept.asked == ["hold"]
    opened.at(PARIS[3])
    opened.press(Key.Key_Space)
    assert machine.kept.asked == ["hold", "release"]


def test_that_it_may_sleep_when_the_start_is_taken_back(open_live: Open) -> None:
    opened = open_live()
    machine = Power(opened)
    run(opened)
    opened.press(Key.Key_Backspace)
    opened.press(Key.Key_Backspace)
    assert machine.kept.asked == ["hold", "release"]


def test_that_it_may_sleep_when_another_race_is_put_on(open_live: Open) -> None:
    opened = open_live()
    machine = Power(opened)
    run(opened, 60.2)
    for _ in range(2):
        opened.race.extras.open_race("oxford-1954")
    opened.race.draw()
    assert machine.kept.asked == ["hold", "release"]


def test_that_a_replay_keeps_nothing_awake(open_replay: Open) -> None:
    opened = open_replay()
    machine = Power(opened)
    opened.press(Key.Key_Return)
    opened.at(5)
    assert opened.race.desk.moving
    assert machine.kept.asked == []


def test_that_it_may_sleep_when_the_program_ends(open_live: Open, qapp: QApplication) -> None:
    opened = open_live()
    machine = Power(opened)
    run(opened)
    machine.host.close()
    assert machine.kept.asked == ["hold", "release"]


def test_that_a_preference_lets_it_sleep(open_live: Open) -> None:
    preferences_path().parent.mkdir(parents=True, exist_ok=True)
    preferences_path().write_text(json.dumps({"keep_awake": False}))
    opened = open_live()
    machine = Power(opened)
    run(opened, 60.2)
    assert machine.kept.asked == []


def test_that_a_low_battery_is_said_once_in_a_race(open_live: Open) -> None:
    opened = open_live()
    machine = Power(opened, percent=14)
    assert machine.read == 0
    run(opened)
    opened.qtbot.waitUntil(lambda: len(machine.said) == 1)
    assert machine.said[0].badge == "BATTERY"
    assert "14 %" in machine.said[0].words
    machine.host.read_battery()
    opened.qtbot.waitUntil(lambda: machine.read == 2)
    machine.percent = 3
    machine.host._take(3)
    assert len(machine.said) == 1


@pytest.mark.parametrize("percent", [15, 80, None])
def test_that_nothing_is_said_of_a_battery_that_will_do(
    open_live: Open, percent: int | None
) -> None:
    opened = open_live()
    machine = Power(opened, percent=percent)
    run(opened)
    opened.qtbot.waitUntil(lambda: machine.read == 1)
    machine.host._take(percent)
    assert machine.said == []


def test_that_the_battery_is_read_each_minute_of_a_race_and_no_longer(
    open_live: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(power, "_MINUTE_MS", 10)
    opened = open_live()
    machine = Power(opened)
    run(opened)
    opened.qtbot.waitUntil(lambda: machine.read > 3)
    for each in PARIS:
        opened.at(each)
        opened.press(Key.Key_Space)
    assert not machine.host._timer.isActive()


def test_that_asking_twice_asks_once() -> None:
    kept = Kept()
    keeper = Awake(kept)
    for wanted in (False, True, True, False, False):
        keeper.keep(wanted)
    assert kept.asked == ["hold", "release"]


def test_that_windows_is_told_by_its_own_numbers() -> None:
    told: list[int] = []
    keeper = WindowsKeeper(told.append)
    keeper.hold()
    keeper.release()
    # ES_CONTINUOUS with ES_SYSTEM_REQUIRED and ES_DISPLAY_REQUIRED, then alone.
    assert told == [0x80000003, 0x80000000]


def test_that_a_program_keeps_a_mac_awake_as_long_as_it_runs() -> None:
    keeper = CommandKeeper(FOREVER)
    keeper.release()
    keeper.hold()
    process = keeper._process
    assert process is not None
    assert process.poll() is None
    keeper.release()
    assert process.wait(10) != 0


def test_that_a_program_that_will_not_end_is_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(awake, "_TO_END_S", 0.05)
    deaf = "import signal, sys; signal.signal(15, signal.SIG_IGN); print('deaf', flush=True)"
    keeper = CommandKeeper([sys.executable, "-c", f"{deaf}; import time; time.sleep(600)"])
    real = subprocess.Popen

    def heard(command: list[str], **more: object) -> "subprocess.Popen[bytes]":
        del more
        process = real(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE)
        assert process.stdout is not None
        assert process.stdout.readline() == b"deaf\n"
        return process

    monkeypatch.setattr("ui.awake.subprocess.Popen", heard)
    keeper.hold()
    process = keeper._process
    assert process is not None
    keeper.release()
    assert process.wait(10) == -9
    assert process.stdout is not None
    process.stdout.close()


def test_that_a_program_that_is_not_there_is_done_without() -> None:
    keeper = CommandKeeper(["/nowhere/caffeinate"])
    keeper.hold()
    keeper.release()


def test_that_each_system_has_its_way(qapp: QApplication) -> None:
    parent = QObject()
    assert isinstance(keeper_for("linux", parent), DBusKeeper)
    mac = keeper_for("darwin", parent)
    assert isinstance(mac, CommandKeeper)
    assert mac._command == ["caffeinate", "-d", "-i", "-w", str(os.getpid())]
    if sys.platform != "win32":
        with pytest.raises(OSError, match="only Windows"):
            keeper_for("win32", parent)


def test_that_without_a_desktop_nothing_is_held_and_nothing_is_said(qapp: QApplication) -> None:
    keeper = DBusKeeper(QObject())
    keeper.hold()
    keeper.release()
    assert (keeper._cookie, keeper._lock) == (None, None)


@pytest.mark.parametrize(
    ("denied", "asked_of_the_login_manager"),
    [
        ("", ["sleep:idle:handle-lid-switch"]),
        ("lid", ["sleep:idle:handle-lid-switch", "sleep:idle"]),
    ],
)
@pytest.mark.skipif(
    shutil.which("dbus-run-session") is None, reason="dbus-run-session is not installed"
)
def test_that_a_fake_desktop_is_asked_to_stay_awake_and_given_its_word_back(
    denied: str, asked_of_the_login_manager: list[str]
) -> None:
    words = [sys.executable, "-m", "tests.ui.fake_desktop", denied]
    done = subprocess.run(
        ["dbus-run-session", "--", *words],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    calls = json.loads(done.stdout)
    who, why = "Splitline", "A race is being timed"
    assert calls == [
        ["Inhibit", who, why],
        *(["Inhibit", what, who, why, "block"] for what in asked_of_the_login_manager),
        ["UnInhibit", "7"],
    ]


def supply(folder: Path, name: str, **said: str) -> None:
    place = folder / name
    place.mkdir(parents=True)
    for key, value in said.items():
        (place / key).write_text(f"{value}\n")


def battery_files(folder: Path, status: str, *capacities: int) -> Path:
    for number, capacity in enumerate(capacities):
        supply(folder, f"BAT{number}", type="Battery", status=status, capacity=str(capacity))
    return folder


def test_that_what_is_left_in_the_batteries_of_the_machine_counts(tmp_path: Path) -> None:
    supply(tmp_path, "AC", type="Mains", online="0")
    supply(tmp_path, "hidpp", type="Battery", scope="Device", status="Discharging", capacity="2")
    assert battery.from_files(tmp_path) is None
    assert battery.from_files(battery_files(tmp_path, "Discharging", 40, 12)) == 26


def test_that_the_second_battery_of_a_machine_waits_while_the_first_is_emptied(
    tmp_path: Path,
) -> None:
    supply(tmp_path, "BAT7", type="Battery", status="Not charging", capacity="5")
    assert battery.from_files(battery_files(tmp_path, "Discharging", 7)) == 6
    supply(tmp_path, "BAT8", type="Battery", status="Charging", capacity="5")
    assert battery.from_files(tmp_path) is None


@pytest.mark.parametrize("status", ["Charging", "Full", "Not charging", "Unknown"])
def test_that_a_battery_that_is_not_being_emptied_is_no_matter(tmp_path: Path, status: str) -> None:
    assert battery.from_files(battery_files(tmp_path, status, 5)) is None


def test_that_a_machine_without_a_battery_has_none(tmp_path: Path) -> None:
    assert battery.from_files(tmp_path / "none") is None


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("Now drawing from 'Battery Power'\n -InternalBattery-0\t14%; discharging; 0:31", 14),
        ("Now drawing from 'AC Power'\n -InternalBattery-0\t14%; charging; 1:02", None),
        ("Now drawing from 'AC Power'\n", None),
    ],
)
def test_that_what_macos_would_say_is_understood(text: str, percent: int | None) -> None:
    assert battery.from_pmset(text) == percent


@pytest.mark.parametrize(
    ("status", "percent"), [(b"\0\2\x0d", 13), (b"\1\2\x0d", None), (b"\0\x80\xff", None)]
)
def test_that_what_windows_would_say_is_understood(status: bytes, percent: int | None) -> None:
    assert battery.from_windows(status + bytes(9)) == percent


@pytest.mark.parametrize("fault", [OSError("gone"), ValueError("no number")])
def test_that_a_battery_that_cannot_be_read_is_no_matter(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def fails() -> int | None:
        raise fault

    monkeypatch.setitem(battery._READERS, "darwin", fails)
    assert battery.battery_percent("darwin") is None


@pytest.mark.skipif(sys.platform == "darwin", reason="macOS has pmset")
def test_that_a_system_without_the_program_of_another_has_no_battery_to_tell_of() -> None:
    assert battery.battery_percent("darwin") is None
