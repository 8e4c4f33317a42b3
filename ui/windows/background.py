"""How is something asked that may take a while, without holding up the window?

One thread carries out one question after the other; answers come back in the thread of the window.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import TypeVar

from PySide6.QtCore import QObject, Qt, Signal

from app.domain.refusals import Refusal
from app.formats.file_text import FormatError
from app.storage.failures import LibraryError

_Answer = TypeVar("_Answer")
_SENTENCES = (FormatError, LibraryError, Refusal)


class Background(QObject):
    """Owns the thread, which begins with the first question and ends with the window.

    What was asked by then is still done: a program that ends waits for it.
    """

    _answered = Signal(object)

    def __init__(self, parent: QObject) -> None:
        """Belong to `parent`, the window."""
        super().__init__(parent)
        self._newest: dict[str, int] = {}
        self._thread = ThreadPoolExecutor(1, "splitline-library")
        self._door = _Door()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        parent.destroyed.connect(partial(_end, self._thread, self._door))

    def ask(
        self,
        work: Callable[[], _Answer],
        then: Callable[[_Answer], object],
        failed: Callable[[str], object],
        *,
        kind: str = "",
    ) -> None:
        """Do `work` in the thread; then `then` has the answer, or `failed` the sentence why not.

        Of several questions of one `kind` only the newest is answered. Without a kind every one
        is, in order.
        """
        number = self._newest[kind] = self._newest.get(kind, 0) + 1

        def wanted() -> bool:
            return not kind or self._newest[kind] == number

        def carry_out() -> None:
            if wanted():
                self._tell(partial(_if, wanted, _tried(work, then, failed)))

        self._thread.submit(carry_out)

    def _tell(self, answer: Callable[[], object]) -> None:
        with self._door.lock:
            if self._door.open:
                self._answered.emit(answer)

    def _deliver(self, answer: Callable[[], object]) -> None:
        answer()


class _Door:
    """Whether somebody is there for an answer; the lock keeps them there while it is handed over."""

    def __init__(self) -> None:
        self.lock = Lock()
        self.open = True


def _end(thread: ThreadPoolExecutor, door: _Door) -> None:
    """The window goes, and with it whoever asked: no answer may come in while it does."""
    with door.lock:
        door.open = False
    thread.shutdown(wait=False)


def _if(wanted: Callable[[], bool], answer: Callable[[], object]) -> None:
    if wanted():
        answer()


def _tried(
    work: Callable[[], _Answer],
    then: Callable[[_Answer], object],
    failed: Callable[[str], object],
) -> Callable[[], object]:
    """Do the work; return what is to be done with its answer. A fault of ours is raised there."""
    try:
        return partial(then, work())
    except _SENTENCES as error:
        return partial(failed, str(error))
    except Exception as error:  # noqa: BLE001 - raised in the window's thread, where it is seen
        return partial(_raise, error)


def _raise(error: Exception) -> None:
    raise error
