"""How does the state file follow the scoreboard? One place to ask for it, and one thread behind."""

from pathlib import Path

from app.analysis.crowd import Public
from app.formats.state_file import Showing, closed, state_fields
from app.storage.state_file import StateFile
from ui.viewstate.scoreboard import Source, chosen, status_of

_PATIENCE_S = 2.0


class BoardFile:
    """Keeps one state file, or none; the newest state is written, the others are not."""

    def __init__(self) -> None:
        """Begin without a file."""
        self._file: StateFile | None = None

    @property
    def path(self) -> Path | None:
        """Where the file lies, None without one."""
        return self._file.path if self._file is not None else None

    def write_to(self, path: Path | None) -> None:
        """Keep the file at `path` from now on; the one before is left as it is when Splitline ends."""
        self.close()
        self._file = StateFile(path) if path is not None else None

    def show(self, source: Source, mode: str, *, blank: bool, frozen: bool) -> None:
        """Write what the scoreboard shows, soon; return at once."""
        if self._file is None:
            return

        def status(each: Public) -> str:
            return (
                "" if each.result is None else status_of(each.result, each.entry, source.confirmed)
            )

        showing = Showing(chosen(source).entry, mode, blank=blank, frozen=frozen)
        self._file.show(state_fields(source.view, showing, status))

    def take_trouble(self) -> str:
        """Return one sentence where the file began not to be written, else nothing."""
        return self._file.take_trouble() if self._file is not None else ""

    def close(self) -> None:
        """Say in the file that nobody writes it any more."""
        if self._file is not None:
            if self._file.newest is not None:
                self._file.show(closed(self._file.newest))
            self._file.close(_PATIENCE_S)
            self._file = None
