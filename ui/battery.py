"""How full is the battery? Said once, before a race is lost to it.

Linux tells in files, Windows and macOS by a call; where there is no battery nothing is said.
"""

import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

LOW = 15
"""Per cent, under which it is said."""
_SUPPLIES = Path("/sys/class/power_supply")
_UNKNOWN = 255


def battery_percent(platform: str = sys.platform) -> int | None:
    """Return how full the battery is while nothing charges it, None where that does not matter."""
    read = _READERS.get(platform, _from_files)
    try:
        return read()
    except (OSError, ValueError):
        return None


def from_files(supplies: Path) -> int | None:
    """Return what Linux says in its files: how full the batteries are on average.

    Of two, one is emptied after the other; None unless one is being emptied and none is charged.
    """
    batteries = [
        each
        for each in sorted(supplies.glob("*"))
        if _said(each / "type") == "Battery" and _said(each / "scope") != "Device"
    ]
    doing = {_said(each / "status") for each in batteries}
    if "Discharging" not in doing or "Charging" in doing:
        return None
    return sum(int(_said(each / "capacity")) for each in batteries) // len(batteries)


def _from_files() -> int | None:
    return from_files(_SUPPLIES)


def _said(path: Path) -> str:
    try:
        return path.read_text("utf-8").strip()
    except OSError:
        return ""


def from_pmset(text: str) -> int | None:
    """Return what `pmset -g batt` says on macOS."""
    found = re.search(r"(\d+)%; (\w+)", text)
    return int(found[1]) if found and found[2] == "discharging" else None


def _from_pmset() -> int | None:
    done = subprocess.run(
        ["pmset", "-g", "batt"], capture_output=True, text=True, timeout=5, check=False
    )
    return from_pmset(done.stdout)


def from_windows(status: bytes) -> int | None:
    """Return what SYSTEM_POWER_STATUS says: whether a line is plugged in, flags, per cent."""
    plugged, _, percent = status[:3]
    return percent if plugged == 0 and percent != _UNKNOWN else None


def _from_windows() -> int | None:
    if sys.platform != "win32":
        return None
    import ctypes

    status = ctypes.create_string_buffer(12)
    ctypes.windll.kernel32.GetSystemPowerStatus(status)
    return from_windows(status.raw)


_READERS: dict[str, Callable[[], int | None]] = {
    "darwin": _from_pmset,
    "win32": _from_windows,
}
