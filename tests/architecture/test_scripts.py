"""The scripts behind `make`, among made-up commands: what would they do on another machine?"""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the scripts of a Linux system")

SYSTEM_PACKAGES = ROOT / "packaging" / "linux" / "system-packages.sh"
MAKE_VENV = ROOT / "packaging" / "make-venv.sh"
TOOLS = ("sh", "awk", "env", "cat", "dirname", "grep")


class Machine:
    """A folder of commands that is all a script finds, and the log of what was called."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.log = folder / "log"
        for tool in TOOLS:
            (folder / tool).symlink_to(shutil.which(tool) or tool)
        self.has("uname", "case $1 in -m) echo x86_64 ;; *) echo Linux ;; esac")
        self.has("id", "echo 1000")
        self.has("strace", "exit 0")
        self.lacks_libraries()

    def has(self, name: str, does: str) -> None:
        path = self.folder / name
        path.write_text(f'#!/bin/sh\necho "{name} $*" >>"{self.log}"\n{does}\n')
        path.chmod(0o755)

    def lacks_libraries(self, *missing: str) -> None:
        """Let the loader know every library that the script asks for but these."""
        words = SYSTEM_PACKAGES.read_text("utf-8").split()
        known = [word for word in words if ".so." in word and word not in missing]
        lines = [f"\t{word} (libc6,x86-64) => /lib/{word}" for word in known]
        # Ones of another architecture do not count.
        lines += [f"\t{word} (libc6) => /lib32/{word}" for word in missing]
        (self.folder / "libraries").write_text("\n".join(lines) + "\n")
        self.has("ldconfig", f'cat "{self.folder}/libraries"')

    def run(self, script: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["sh", str(script), *arguments],
            env={"PATH": str(self.folder)} | more,
            capture_output=True,
            text=True,
            check=False,
        )

    def calls_of(self, name: str) -> list[str]:
        return [c for c in self.log.read_text().splitlines() if c.split()[0] == name]


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


@pytest.mark.parametrize("mode", ["check", "install"])
def test_that_a_complete_machine_hears_nothing(machine: Machine, mode: str) -> None:
    done = machine.run(SYSTEM_PACKAGES, mode, "--window")
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_that_a_check_names_what_is_missing_and_the_line_to_type(machine: Machine) -> None:
    machine.lacks_libraries("libxcb-cursor.so.0", "libglib-2.0.so.0", "libgthread-2.0.so.0")
    machine.has("apt-get", "exit 1")
    done = machine.run(SYSTEM_PACKAGES, "check", "--window")
    assert done.returncode == 1
    assert done.stderr == (
        "Missing: libglib-2.0.so.0 libgthread-2.0.so.0 libxcb-cursor.so.0. To install, type: "
        "sudo apt-get install -y --no-install-recommends libglib2.0-0 libxcb-cursor0\n"
    )
    assert machine.calls_of("apt-get") == []


def test_that_only_a_window_needs_the_libraries_of_one(machine: Machine) -> None:
    machine.lacks_libraries("libxcb-cursor.so.0")
    assert machine.run(SYSTEM_PACKAGES, "check").returncode == 0
    assert machine.run(SYSTEM_PACKAGES, "check", "--window").returncode == 1


def test_that_only_a_wayland_session_needs_the_libraries_of_wayland(machine: Machine) -> None:
    machine.lacks_libraries("libwayland-cursor.so.0")
    assert machine.run(SYSTEM_PACKAGES, "check", "--window").returncode == 0
    wayland = machine.run(SYSTEM_PACKAGES, "check", "--window", WAYLAND_DISPLAY="wayland-0")
    assert "libwayland-cursor.so.0" in wayland.stderr


def test_that_root_installs_what_is_missing_after_one_update(machine: Machine) -> None:
    machine.lacks_libraries("libxcb-cursor.so.0")
    machine.has("id", "echo 0")
    complete = machine.folder / "complete"
    shutil.copy(machine.folder / "libraries", complete)
    with complete.open("a") as libraries:
        libraries.write("\tlibxcb-cursor.so.0 (libc6,x86-64) => /lib/libxcb-cursor.so.0\n")
    machine.has("apt-get", f'cat "{complete}" >"{machine.folder}/libraries"')
    done = machine.run(SYSTEM_PACKAGES, "install", "--window", "--test")
    assert done.returncode == 0
    update, install = machine.calls_of("apt-get")
    assert update.endswith("update")
    packages = "libxcb-cursor0 xvfb x11-xkb-utils dbus"
    assert install.endswith(f"install -y --no-install-recommends {packages}")


def test_that_a_sudo_without_a_password_is_used(machine: Machine) -> None:
    machine.lacks_libraries("libGL.so.1")
    machine.has("sudo", 'shift; "$@"')
    machine.has("true", "exit 0")
    machine.has("apt-get", "exit 0")
    machine.run(SYSTEM_PACKAGES, "install")
    assert [c.split()[-1] for c in machine.calls_of("apt-get")] == ["update", "libgl1"]


def test_that_a_refused_install_still_lets_the_caller_go_on(machine: Machine) -> None:
    machine.lacks_libraries("libGL.so.1")
    machine.has("sudo", "exit 1")
    machine.has("apt-get", "exit 100")
    done = machine.run(SYSTEM_PACKAGES, "install")
    assert done.returncode == 0
    assert done.stderr.count("\n") == 1
    assert "sudo apt-get install -y --no-install-recommends libgl1" in done.stderr


def test_that_another_system_is_told_the_libraries(machine: Machine) -> None:
    machine.lacks_libraries("libGL.so.1", "libEGL.so.1")
    done = machine.run(SYSTEM_PACKAGES, "install")
    assert done.returncode == 0
    assert done.stderr == (
        "Missing, to be installed with this system's package manager: libEGL.so.1 libGL.so.1\n"
    )


def test_that_an_old_python_is_refused_in_one_sentence(machine: Machine) -> None:
    machine.has("python3", "case $1 in -V) echo Python 3.9.2 ;; *) exit 1 ;; esac")
    done = machine.run(MAKE_VENV, str(machine.folder / "venv"))
    assert done.returncode == 1
    assert done.stderr == (
        "Splitline needs Python 3.11 to 3.14, and python3 is Python 3.9.2; "
        "name another with: make setup PYTHON=python3.12\n"
    )


def test_that_a_missing_python_is_named(machine: Machine) -> None:
    done = machine.run(MAKE_VENV, str(machine.folder / "venv"), PYTHON="python3.14")
    assert done.returncode == 1
    assert "there is no python3.14 here" in done.stderr


def test_that_only_the_tests_need_strace(machine: Machine) -> None:
    (machine.folder / "strace").unlink()
    machine.has("Xvfb", "exit 0")
    machine.has("setxkbmap", "exit 0")
    machine.has("dbus-run-session", "exit 0")
    machine.has("apt-get", "exit 1")
    assert machine.run(SYSTEM_PACKAGES, "check", "--window").returncode == 0
    done = machine.run(SYSTEM_PACKAGES, "check", "--test")
    assert done.returncode == 1
    assert done.stderr == (
        "Missing: strace. To install, type: "
        "sudo apt-get install -y --no-install-recommends strace\n"
    )


def test_that_a_bundle_needs_python_as_a_library_and_readers_of_programs(machine: Machine) -> None:
    machine.has("python3", "echo libpython3.12.so.1.0 libpython3.12")
    machine.has("apt-get", "exit 1")
    assert machine.run(SYSTEM_PACKAGES, "check").returncode == 0
    done = machine.run(SYSTEM_PACKAGES, "check", "--bundle")
    assert done.returncode == 1
    assert done.stderr.endswith("install -y --no-install-recommends binutils libpython3.12\n")
    machine.has("python3", "exit 0")
    machine.has("objdump", "exit 0")
    assert machine.run(SYSTEM_PACKAGES, "check", "--bundle").returncode == 0


def test_that_looking_at_a_package_needs_the_checks_of_a_desktop(machine: Machine) -> None:
    machine.has("apt-get", "exit 1")
    done = machine.run(SYSTEM_PACKAGES, "check", "--package")
    packages = "appstream desktop-file-utils shared-mime-info xdg-utils"
    assert done.stderr.endswith(f"install -y --no-install-recommends {packages}\n")
