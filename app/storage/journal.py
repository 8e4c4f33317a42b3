"""How is a live race stored without ever being held up?

Records wait in memory for a thread that writes all that waits in one transaction. What cannot be
stored is kept, said in one sentence and tried again. SQLite and the codec are imported in the
thread: they cost more than the window may spend before its first paint.
"""

import atexit
import threading
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.events import Record
from app.engine.clocks import Anchor
from app.language import tr
from app.storage.failures import is_damage, reason
from app.storage.sessions import Resumption, SessionHead

if TYPE_CHECKING:
    from app.storage.session_writer import SessionWriter

FIRST_PAUSE_S = 0.2
LONGEST_PAUSE_S = 2.0
AT_EXIT_S = 5.0


class SqliteJournal:
    """Keeps the records of one session in the library; `app.engine.ports.Journal` of a live race.

    Begins its thread with the first records, and ends it in `close` or `abandon`; when the
    program ends without either, what waits is written for up to `AT_EXIT_S`.
    """

    def __init__(
        self,
        library: Path,
        head: SessionHead,
        stored: Sequence[Record] = (),
        resumption: Resumption | None = None,
    ) -> None:
        """Go on after the records that the library holds already; nothing is opened yet."""
        self._library = library
        self._head = head
        self._resumption = resumption
        self._records = list(stored)
        self._saved = len(stored)
        self._trouble = ""
        self._news = ""
        self._turn = threading.Condition()
        self._thread: threading.Thread | None = None
        self._running = False
        self._due = False
        self._hurry = False
        self._closing = False
        self._abandoned = False

    @property
    def session_id(self) -> str:
        """The id of the session."""
        return self._head.id

    @property
    def anchor(self) -> Anchor:
        """Where the session's clock stood against wall time when it was opened."""
        return self._head.anchor

    @property
    def saved(self) -> int:
        """The number of the newest record that is safely stored, 0 for none."""
        return self._saved

    @property
    def trouble(self) -> str:
        """One sentence on why records wait, empty while all is well."""
        return self._trouble

    @property
    def news(self) -> str:
        """What has become of the library since the journal was begun, empty when nothing has."""
        return self._news

    def append(self, records: Sequence[Record]) -> None:
        """Take records, in order, to be stored as soon as can be; return at once."""
        with self._turn:
            self._records.extend(records)
            self._due = True
            self._turn.notify_all()
            self._begin()

    def begin(self) -> None:
        """Begin to write, and hold the library for this process, even with nothing new yet.

        A `close` that did not come to its end is taken back.
        """
        with self._turn:
            self._due, self._closing = True, False
            self._turn.notify_all()
            self._begin()

    def flush(self, timeout_s: float) -> bool:
        """Wait until all that was appended is stored; return whether it is."""
        with self._turn:
            self._go_on()
            return self._turn.wait_for(self._all_saved, timeout_s)

    def close(self, timeout_s: float) -> bool:
        """Store what waits and let the library go; return whether all is stored.

        False leaves the journal at work: call it again to wait longer, or `abandon` it.
        """
        with self._turn:
            self._go_on()
            self._closing = True
            # One more look: the library may have been taken away since the last press.
            self._due = self._due or self._running
        return self._joined(timeout_s) and self._all_saved()

    def abandon(self) -> None:
        """Give up what waits and let the library go."""
        with self._turn:
            self._abandoned = self._hurry = True
            self._turn.notify_all()
        self._joined(None)

    def _begin(self) -> None:
        if self._running:
            return
        self._closing = self._abandoned = False
        self._thread = threading.Thread(target=self._run, name="splitline-journal", daemon=True)
        try:
            self._thread.start()
        except RuntimeError as error:  # the system gives no more threads
            self._thread, self._trouble = None, _not_saved(error)
            return
        self._running = True
        atexit.register(self.close, AT_EXIT_S)

    def _go_on(self) -> None:
        """Cut a pause short, and begin again what has broken down."""
        self._hurry = True
        self._turn.notify_all()
        if not self._all_saved():
            self._begin()

    def _joined(self, timeout_s: float | None) -> bool:
        if self._thread is not None:
            self._thread.join(timeout_s)
            if self._thread.is_alive():
                return False
        atexit.unregister(self.close)
        return True

    def _all_saved(self) -> bool:
        return self._saved == len(self._records)

    def _run(self) -> None:
        try:
            from app.storage.session_writer import SessionWriter

            with closing(SessionWriter(self._library, self._head, self._resumption)) as writer:
                self._write_until_closed(writer)
        finally:
            self._break_down()

    def _write_until_closed(self, writer: "SessionWriter") -> None:
        from app.storage.session_writer import FAILURES

        pause, mended = FIRST_PAUSE_S, False
        while (batch := self._next_batch()) is not None:
            try:
                self._stored(writer.write(batch))
                pause, mended = FIRST_PAUSE_S, False
            except FAILURES as error:
                # A library that was just made anew is not what is wrong.
                if not mended and self._mended(writer, batch, error):
                    mended = True
                    continue
                self._wait_to_retry(error, pause)
                pause = min(2 * pause, LONGEST_PAUSE_S)

    def _mended(
        self, writer: "SessionWriter", records: tuple[Record, ...], error: Exception
    ) -> bool:
        """Whether a damaged library was put aside, and a new one has all of this session."""
        from app.storage.session_writer import FAILURES

        writer.disconnect()
        if not (is_damage(error) and records):
            return False
        self._trouble = _not_saved(error, self._library)
        try:
            self._news = writer.mend(records)
        except FAILURES:
            return False
        self._due = True
        return True

    def _next_batch(self) -> tuple[Record, ...] | None:
        """Wait for something to write; None when the thread is to end."""
        with self._turn:
            self._turn.wait_for(lambda: self._due or self._closing or self._abandoned)
            if self._abandoned or (self._closing and self._all_saved() and not self._due):
                self._running = False
                return None
            self._due = False
            return tuple(self._records)

    def _stored(self, newest: int) -> None:
        with self._turn:
            self._saved = newest
            self._trouble = ""
            self._turn.notify_all()

    def _wait_to_retry(self, error: Exception, pause_s: float) -> None:
        with self._turn:
            self._due = not (self._closing and self._all_saved())
            self._trouble = _not_saved(error, self._library)
            self._turn.wait_for(lambda: self._hurry, pause_s)
            self._hurry = False

    def _break_down(self) -> None:
        """Say so when the thread ends by a fault of ours; the next records begin it anew."""
        with self._turn:
            if self._running and self._thread is threading.current_thread():
                self._running = False
                self._trouble = _not_saved(RuntimeError("saving broke down"))


def _not_saved(error: Exception, library: Path | None = None) -> str:
    return tr(
        "Not saved: {reason}. The race goes on; saving is tried again.",
        reason=reason(error, library),
    )
