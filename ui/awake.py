"""How are screen and machine kept from going to sleep while a race runs?

Linux and its kin: the desktop is asked over D-Bus (org.freedesktop.ScreenSaver for the screen,
login1 for sleep); Windows: SetThreadExecutionState; macOS: `caffeinate`, which ends with us. What
is not there is done without: a race never waits for it.
"""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from app.language import marked, tr

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher

_WHO = "Splitline"
_WHY = marked("A race is being timed")
_SCREEN = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
_LOGIN = ("org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager")
_SLEEP = ("sleep:idle:handle-lid-switch", "sleep:idle")
"""What sleep is asked for to be put off; where the lid may not be, at least the rest."""
_TO_END_S = 1.0
_CONTINUOUS, _SYSTEM, _DISPLAY = 0x80000000, 0x1, 0x2


class Keeper(Protocol):
    """One system's way."""

    def hold(self) -> None:
        """Keep screen and machine awake from now on."""

    def release(self) -> None:
        """Let them sleep again."""


class Awake:
    """Keeps the machine awake while it is told to; asking twice asks once."""

    def __init__(self, keeper: Keeper) -> None:
        """Use the way of `keeper`."""
        self._keeper = keeper
        self.held = False

    def keep(self, wanted: bool) -> None:
        """Keep awake while a race runs, let go when it does not."""
        if wanted is self.held:
            return
        self.held = wanted
        if wanted:
            self._keeper.hold()
        else:
            self._keeper.release()


def keeper_for(platform: str, parent: QObject) -> Keeper:
    """Return the way of the system called `platform` (as in `sys.platform`)."""
    if platform == "win32":
        return WindowsKeeper(_execution_state())
    if platform == "darwin":
        return CommandKeeper(["caffeinate", "-d", "-i", "-w", str(os.getpid())])
    return DBusKeeper(parent)


class WindowsKeeper:
    """Tells Windows what this thread needs; it holds until the thread says otherwise or ends."""

    def __init__(self, tell: Callable[[int], object]) -> None:
        """Tell it by `tell`."""
        self._tell = tell

    def hold(self) -> None:
        """Ask for the display and the system."""
        self._tell(_CONTINUOUS | _SYSTEM | _DISPLAY)

    def release(self) -> None:
        """Ask for nothing any more."""
        self._tell(_CONTINUOUS)


class CommandKeeper:
    """Runs a program that keeps the machine awake as long as it runs."""

    def __init__(self, command: list[str]) -> None:
        """Name the program."""
        self._command = command
        self._process: subprocess.Popen[bytes] | None = None

    def hold(self) -> None:
        """Start it, if it is there."""
        try:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
        except OSError:
            self._process = None

    def release(self) -> None:
        """End it."""
        if self._process is not None:
            self._process.terminate()
            try:
                self._process.wait(_TO_END_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
            self._process = None


class DBusKeeper(QObject):
    """Asks the desktop and the login manager; their answers are awaited without waiting."""

    def __init__(self, parent: QObject) -> None:
        """Ask nothing yet."""
        super().__init__(parent)
        self._cookie: int | None = None
        self._lock: object | None = None
        self._wanted = False

    def hold(self) -> None:
        """Send both requests."""
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        self._wanted = True
        if _there_is_a_session_bus():
            screen = QDBusMessage.createMethodCall(*_SCREEN, _SCREEN[0], "Inhibit")
            screen.setArguments([_WHO, tr(_WHY)])
            self._ask(QDBusConnection.sessionBus(), screen, self._screen_held)
        self._put_off_sleep(*_SLEEP)

    def release(self) -> None:
        """Give back what was granted."""
        self._wanted = False
        self._lock = None
        if self._cookie is not None:
            cookie, self._cookie = self._cookie, None
            self._give_back(cookie)

    def _put_off_sleep(self, what: str, *otherwise: str) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        login = QDBusMessage.createMethodCall(*_LOGIN, "Inhibit")
        login.setArguments([what, _WHO, tr(_WHY), "block"])
        self._ask(
            QDBusConnection.systemBus(),
            login,
            self._sleep_held,
            lambda: self._put_off_sleep(*otherwise) if otherwise else None,
        )

    def _ask(
        self,
        bus: "QDBusConnection",
        message: "QDBusMessage",
        then: Callable[[object], None],
        denied: Callable[[], None] = lambda: None,
    ) -> None:
        from PySide6.QtDBus import QDBusPendingCallWatcher

        if not bus.isConnected():
            return
        watcher = QDBusPendingCallWatcher(bus.asyncCall(message), self)
        watcher.finished.connect(lambda: self._answered(watcher, then, denied))

    def _answered(
        self,
        watcher: "QDBusPendingCallWatcher",
        then: Callable[[object], None],
        denied: Callable[[], None],
    ) -> None:
        reply = watcher.reply()
        watcher.deleteLater()
        if watcher.isError():
            denied()
        elif reply.arguments():
            then(_plain(reply.arguments()[0]))

    def _screen_held(self, cookie: object) -> None:
        """A late answer to an earlier request would be one cookie too many."""
        if not isinstance(cookie, int):
            return
        if self._wanted and self._cookie is None:
            self._cookie = cookie
        else:
            self._give_back(cookie)

    def _sleep_held(self, lock: object) -> None:
        """The lock holds as long as its descriptor is open, and that is as long as we have it."""
        self._lock = lock if self._wanted else None

    def _give_back(self, cookie: int) -> None:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        message = QDBusMessage.createMethodCall(*_SCREEN, _SCREEN[0], "UnInhibit")
        message.setArguments([cookie])
        QDBusConnection.sessionBus().asyncCall(message)


def _there_is_a_session_bus() -> bool:
    """Where there is none, asking for it would start one, and that takes time."""
    own = os.environ.get("XDG_RUNTIME_DIR", "")
    known = bool(os.environ.get("DBUS_SESSION_BUS_ADDRESS"))
    return known or (bool(own) and Path(own, "bus").exists())


def _plain(value: object) -> object:
    from PySide6.QtDBus import QDBusArgument

    return value.asVariant() if isinstance(value, QDBusArgument) else value


def _execution_state() -> Callable[[int], object]:
    if sys.platform != "win32":
        raise OSError(tr("only Windows knows it"))
    import ctypes

    state: Callable[[int], object] = ctypes.windll.kernel32.SetThreadExecutionState
    return state
