"""How does the state file come onto the disk? Whole or not at all, and never in the race's way.

A thread writes the newest state at most a few times a second. What cannot be written is left; the
next state is tried again.
"""

import os
import threading
from collections.abc import Mapping
from pathlib import Path

from app.language import tr
from app.storage.failures import reason

APART_S = 0.2
AGAIN_S = 5.0
"""How long it waits after a write, and after one that failed."""


class StateFile:
    """Writes one file; owns its thread. One state waits at most, the newest."""

    def __init__(self, path: Path, apart_s: float = APART_S, again_s: float = AGAIN_S) -> None:
        """Write to `path` once there is something to write."""
        self.path = path
        self._apart_s, self._again_s = apart_s, again_s
        self._changed = threading.Condition()
        self._waiting: Mapping[str, object] | None = None
        self._newest: Mapping[str, object] | None = None
        self._closing = False
        self._trouble = ""
        self._in_trouble = False
        self._thread: threading.Thread | None = None

    def show(self, fields: Mapping[str, object]) -> None:
        """Write `fields` soon, unless they are what was shown last; return at once."""
        if fields == self._newest:
            return
        self._newest = fields
        with self._changed:
            self._waiting = fields
            self._changed.notify()
            if self._thread is None and not self._closing:
                self._thread = threading.Thread(target=self._run, name="state file", daemon=True)
                self._thread.start()

    @property
    def newest(self) -> Mapping[str, object] | None:
        """What was shown last."""
        return self._newest

    def take_trouble(self) -> str:
        """Return one sentence where writing began to fail since the last call, else nothing."""
        with self._changed:
            found, self._trouble = self._trouble, ""
        return found

    def close(self, patience_s: float) -> None:
        """Write what waits and end; wait for it at most so long."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        if self._thread is not None:
            self._thread.join(patience_s)

    def _run(self) -> None:
        while (fields := self._next()) is not None:
            wait_s = self._again_s if self._fails(fields) else self._apart_s
            with self._changed:
                if not self._closing:
                    self._changed.wait_for(lambda: self._closing, wait_s)

    def _next(self) -> Mapping[str, object] | None:
        with self._changed:
            self._changed.wait_for(lambda: self._waiting is not None or self._closing)
            found, self._waiting = self._waiting, None
            return found

    def _fails(self, fields: Mapping[str, object]) -> bool:
        """Write; say so when it cannot be done, once until it can be again."""
        try:
            write_whole(self.path, fields)
        except OSError as error:
            words = tr(
                "{path}: {clause}; the state file is not written.",
                path=self.path,
                clause=_why(error),
            )
            with self._changed:
                if not self._in_trouble:
                    self._trouble, self._in_trouble = words, True
                if self._waiting is None and not self._closing:
                    self._waiting = fields
            return True
        self._in_trouble = False
        return False


def write_whole(path: Path, fields: Mapping[str, object]) -> None:
    """Put `fields` in the place of the file as JSON, so that a reader never sees half of it.

    It is not waited until the disk has it: after a loss of power nobody asks for this file. Raises
    `OSError`.
    """
    import json

    aside = path.with_name(f".{path.name}.{os.getpid()}.new")
    try:
        aside.write_text(json.dumps(fields, ensure_ascii=False, indent=1) + "\n", "utf-8")
        aside.replace(path)
    except BaseException:
        aside.unlink(missing_ok=True)
        raise


def _why(error: OSError) -> str:
    return (
        reason(error)
        .replace(tr("the library's folder"), tr("the folder"))
        .replace(tr("the library"), tr("the file"))
    )
