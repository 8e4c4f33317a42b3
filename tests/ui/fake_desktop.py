"""What do a desktop and a login manager see of a race? Fakes of both, on a bus of their own.

Run under dbus-run-session as a script: it holds a keeper's requests, then releases them, and says
as JSON on stdout which calls came. `no-lid` denies what names the lid.
"""

import json
import os
import sys
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject

COOKIE = 7
PATIENCE_MS = 10_000
PAUSE_MS = 5


class Fake(QDBusVirtualObject):
    """Answers every call with a number, and writes it down."""

    def __init__(self, calls: list[list[object]], denies: str = "") -> None:
        super().__init__()
        self._calls = calls
        self._denies = denies

    def introspect(self, path: str) -> str:
        return f"<!-- {path} -->"

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection) -> bool:  # noqa: N802
        arguments = message.arguments()
        self._calls.append([message.member(), *map(str, arguments)])
        if self._denies and self._denies in str(arguments):
            return connection.send(message.createErrorReply("org.example.Denied", "no"))
        return connection.send(message.createReply(COOKIE))


def main(denies: str) -> int:
    """Hold, wait for both answers, release, wait for the last call."""
    from ui.awake import Awake, DBusKeeper

    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    application = QCoreApplication(["fake"])
    calls: list[list[object]] = []
    desktop = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "desktop")
    fakes = []
    for service, path in (
        ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver"),
        ("org.freedesktop.login1", "/org/freedesktop/login1"),
    ):
        assert desktop.registerService(service), service
        fakes.append(Fake(calls, denies))
        assert desktop.registerVirtualObject(path, fakes[-1])
    keeper = DBusKeeper(application)
    awake = Awake(keeper)

    def when(holds: Callable[[], bool], then: Callable[[], object]) -> None:
        if holds():
            then()
        else:
            QTimer.singleShot(PAUSE_MS, lambda: when(holds, then))

    awake.keep(True)
    awake.keep(True)

    def let_go() -> None:
        awake.keep(False)
        when(lambda: calls[-1][0] == "UnInhibit", application.quit)

    when(lambda: None not in (keeper._cookie, keeper._lock), let_go)
    QTimer.singleShot(PATIENCE_MS, application.quit)
    application.exec()
    print(json.dumps(calls))  # noqa: T201
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else ""))
