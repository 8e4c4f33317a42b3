"""How is something stored that changes often, without anybody waiting for the disk?"""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

from app.storage.preferences import PreferencesError

Kept = TypeVar("Kept")


class NewestKeeper(Generic[Kept]):
    """Stores the newest of several values in a thread of its own; owns that thread."""

    def __init__(self, write: Callable[[Kept], None], name: str) -> None:
        """Store by `write`, which may raise `PreferencesError`; the thread is called `name`."""
        self._write = write
        self._name = name
        self._lock = threading.Lock()
        self._waiting: list[Kept] = []
        self._thread: threading.Thread | None = None
        self.trouble = ""
        """One sentence when something could not be stored."""

    def keep(self, value: Kept) -> None:
        """Store `value` soon; return at once."""
        with self._lock:
            self._waiting = [value]
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name=self._name)
                self._thread.start()

    def _run(self) -> None:
        while wanted := self._next():
            try:
                self._write(wanted[0])
            except PreferencesError as error:
                self.trouble = str(error)

    def _next(self) -> list[Kept]:
        with self._lock:
            wanted, self._waiting = self._waiting, []
            if not wanted:
                self._thread = None
            return wanted

    def close(self, patience_s: float) -> None:
        """Wait until everything is stored, at most so long."""
        thread = self._thread
        if thread is not None:
            thread.join(patience_s)
