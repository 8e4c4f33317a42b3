"""How does the window write many sheets without standing still? A process of its own does it.

It is the command line's `export --sessions -`: it gets one id after the other, and where no more
come it ends. So cancelling loses nothing that is done, and leaves nothing half-written.
"""

import re
import sys
from collections import deque
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from app.language import tr
from app.usecases.page_export import PageWish

_AHEAD = 2
"""How many ids the process has at once: the next one is there when a sheet is done."""
_PROGRESS = re.compile(r"^([0-9]+): (.*)$")
_ENDED_IN_MS = 3_000


class SheetWriter(QObject):
    """Writes the sheets of sessions into a folder.

    `progressed` says how many of how many are done and what was said of the last one: its file,
    or why there is none. `finished` comes once, with the number of files and what went wrong, also
    after `cancel`.
    """

    progressed = Signal(int, int, str)
    finished = Signal(int, list)

    def __init__(self, parent: QObject | None = None) -> None:
        """Write nothing yet."""
        super().__init__(parent)
        self._process: QProcess | None = None
        self._waiting: deque[str] = deque()
        self._count = self._done = self._written = 0
        self._troubles: list[str] = []

    @property
    def running(self) -> bool:
        """Whether sheets are being written."""
        return self._process is not None

    def start(
        self,
        sessions: Sequence[str],
        folder: Path,
        form: str = "pdf",
        wish: PageWish | None = None,
        home: Path | None = None,
    ) -> None:
        """Begin to write the sheets of `sessions`; `home` is where another library lies."""
        assert self._process is None, "one writer writes one list at a time"
        self._waiting, self._count = deque(sessions), len(sessions)
        self._done = self._written = 0
        self._troubles = []
        process = self._process = QProcess(self)
        process.setProcessEnvironment(_environment(home))
        process.setReadChannel(QProcess.ProcessChannel.StandardError)
        process.readyReadStandardError.connect(self._read)
        process.finished.connect(self._end)
        process.errorOccurred.connect(self._fail)
        program, *arguments = command(folder, form, wish or PageWish())
        process.start(program, arguments)
        for _ in range(_AHEAD):
            self._feed()

    def cancel(self) -> None:
        """Begin no further sheet; the one in hand is finished."""
        self._waiting.clear()
        if self._process is not None:
            self._process.closeWriteChannel()

    def close(self) -> None:
        """Stop now, because the application ends."""
        self.cancel()
        if self._process is not None and not self._process.waitForFinished(_ENDED_IN_MS):
            self._process.kill()

    def _feed(self) -> None:
        process = self._process
        if process is None:
            return
        if self._waiting:
            process.write(f"{self._waiting.popleft()}\n".encode())
        else:
            process.closeWriteChannel()

    def _read(self) -> None:
        process = self._process
        while process is not None and process.canReadLine():
            line = bytes(process.readLine().data()).decode("utf-8", "replace").strip()
            self._take(line)

    def _take(self, line: str) -> None:
        found = _PROGRESS.match(line)
        if found is None:
            self._troubles += [line.removeprefix("splitline: ")] if line else []
            return
        words = found[2]
        self._done = int(found[1])
        if Path(words).is_file():
            self._written += 1
        else:
            self._troubles.append(words)
        self._feed()
        self.progressed.emit(self._done, self._count, words)

    def _fail(self, error: QProcess.ProcessError) -> None:
        """A process that did not start sends no `finished` of its own."""
        if error == QProcess.ProcessError.FailedToStart and self._process is not None:
            self._troubles.append(tr("The sheets: {error}.", error=self._process.errorString()))
            self._end()

    def _end(self) -> None:
        self._read()
        process, self._process = self._process, None
        if process is not None:
            process.deleteLater()
            self.finished.emit(self._written, self._troubles)


def command(folder: Path, form: str, wish: PageWish) -> list[str]:
    """Return the command that reads ids and writes their sheets."""
    frozen = getattr(sys, "frozen", False)
    program = [sys.executable] if frozen else [sys.executable, "-m", "ui.main"]
    options = ["export", "--sessions", "-", "--to-folder", str(folder), "--as", form]
    options += ["--paper", wish.paper, "--scale", str(wish.scale)]
    options += ["--chart"] if wish.chart else []
    return [*program, *options, *(["--blank"] if wish.blank else [])]


def _environment(home: Path | None) -> QProcessEnvironment:
    """The process finds this very Splitline, wherever the window was started."""
    found = QProcessEnvironment.systemEnvironment()
    root = str(Path(__file__).resolve().parents[2])
    paths = [root, *filter(None, [found.value("PYTHONPATH", "")])]
    found.insert("PYTHONPATH", ";".join(paths) if sys.platform == "win32" else ":".join(paths))
    found.insert("PYTHONUTF8", "1")
    if home is not None:
        found.insert("SPLITLINE_HOME", str(home))
    return found
