"""How is somebody's file read and answered for without holding up the window? In a thread.

Each answer is worked out on what the one before it came to, in the order in which they were given.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, Signal

from app.formats.results.text import LARGEST
from app.language import tr
from app.storage.library import Library
from app.usecases.importing import PASTED, Imported, store
from app.usecases.known_names import athletes_known
from app.usecases.reviewing import Review, Source, documents, review
from ui.viewstate.importing import ImportView, import_view
from ui.windows.background import Background

Edit = Callable[[Review], Review]


def sources_of(mime: QMimeData | None) -> tuple[Source, ...]:
    """Return what is dragged or copied: files of this machine, or text; nothing else."""
    if mime is None:  # the clipboard of a system that holds nothing
        return ()
    paths = [Path(each.toLocalFile()) for each in mime.urls() if each.isLocalFile()]
    if paths:
        return tuple(Source(path.name, path) for path in paths)
    text = mime.text() if mime.hasText() else ""
    if not text.strip():
        return ()
    return (Source(tr(PASTED), None, text[: LARGEST + 1].encode("utf-8", "replace")),)


class Reader(QObject):
    """Owns the review; `shown` brings it with what is shown of it, the newest alone.

    `busy` says that something is being worked out. By the names in `library` those of a source are
    read.
    """

    shown = Signal(object, object)
    failed = Signal(str)

    def __init__(self, parent: QObject, background: Background | None = None) -> None:
        """Have read nothing."""
        super().__init__(parent)
        self._background = background or Background(self)
        self._head = Review()
        self._waiting = 0
        self.library: Path | None = None

    @property
    def busy(self) -> bool:
        """Whether something that was asked has not been answered."""
        return self._waiting > 0

    def read(self, sources: Sequence[Source]) -> None:
        """Read sources in the place of what there was."""
        library = self.library

        def carry_out(_: Review) -> Review:
            return review(sources, athletes_known(Library(library)) if library else ())

        self._work(carry_out)

    def edit(self, change: Edit) -> None:
        """Answer something, or look at another race."""
        self._work(change)

    def _work(self, change: Edit) -> None:
        self._waiting += 1

        def carry_out() -> tuple[Review, ImportView]:
            self._head = change(self._head)
            return self._head, import_view(self._head)

        self._background.ask(carry_out, self._show, self._fail)

    def _show(self, found: tuple[Review, ImportView]) -> None:
        self._waiting -= 1
        if not self._waiting:
            self.shown.emit(*found)

    def _fail(self, words: str) -> None:
        self._waiting -= 1
        self.failed.emit(words)

    def store(self, library: Path, then: Callable[[Review, tuple[Imported, ...]], object]) -> None:
        """Store what is to be stored, in one step, and tell `then`; else `failed` says why not."""
        self._waiting += 1

        def carry_out() -> tuple[Review, tuple[Imported, ...]]:
            return self._head, store(documents(self._head), library)

        def done(stored: tuple[Review, tuple[Imported, ...]]) -> None:
            self._waiting -= 1
            then(*stored)

        self._background.ask(carry_out, done, self._fail)
