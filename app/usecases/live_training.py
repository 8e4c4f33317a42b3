"""How does a training session begin that is stored as it happens, and how does it go on after a
kill? As a race does: by one journal, one library and one way to find its clock again.
"""

from pathlib import Path
from typing import NamedTuple

from app.domain.times import Duration, Instant, after
from app.domain.training.session_commands import PlanTraining
from app.domain.training.session_setup import TrainingSetup
from app.engine.clocks import Clock, take_anchor
from app.engine.kinds import TRAINING_KIND, kind_of
from app.engine.training import TrainingEngine, training_engine
from app.language import tr
from app.storage.failures import LibraryError
from app.storage.journal import SqliteJournal
from app.storage.library import Library
from app.storage.sessions import SessionHead, SessionSummary
from app.storage.soundness import any_state_of
from app.usecases.live_session import LeftRunning, found_again, free_id


class LiveTraining(NamedTuple):
    """A training session that is being run.

    `offset` and `uncertainty` (ns) and `found` are those of a race: see `LiveSession`.
    """

    engine: TrainingEngine
    journal: SqliteJournal
    offset: Duration = Duration(0)
    uncertainty: Duration = Duration(0)
    found: Instant = Instant(0)

    @property
    def id(self) -> str:
        """The id of the session in the library."""
        return self.journal.session_id

    def session_now(self, clock_now: Instant) -> Instant:
        """Return the instant of the session's clock at an instant of the running clock."""
        return after(clock_now, self.offset)


def start_training(library_path: Path, setup: TrainingSetup, clock: Clock) -> LiveTraining:
    """Begin a session that is stored as it happens.

    A library that cannot be written does not keep it from beginning: the journal says so.
    """
    anchor = take_anchor(clock)
    head = SessionHead(free_id(library_path, TRAINING_KIND, anchor), anchor)
    journal = SqliteJournal(library_path, head)
    engine = training_engine(journal)
    engine.handle(PlanTraining(anchor.at, setup))
    return LiveTraining(engine, journal)


def reopen_training(library_path: Path, session_id: str, clock: Clock) -> LiveTraining:
    """Go on with a stored session; raise `LibraryError` where it is unknown, damaged or a race."""
    stored = Library(library_path).session(session_id)
    any_state_of(stored.records)
    if kind_of(stored.records) != TRAINING_KIND:
        raise LibraryError(
            tr(
                'Session "{session_id}": found a race, expected a training session.',
                session_id=session_id,
            )
        )
    found, resumption = found_again(stored, take_anchor(clock))
    journal = SqliteJournal(library_path, stored.head, stored.records, resumption)
    engine = training_engine(journal, stored.records)
    again = after(found.anchor.at, found.offset)
    session = LiveTraining(engine, journal, found.offset, found.uncertainty, again)
    journal.begin()
    return session


def unfinished_training(library_path: Path, *, other_than: str = "") -> SessionSummary | None:
    """Return the newest training session that was left running; raise `LibraryError`.

    None while another process writes: it is most likely run there. `other_than` is the session
    that this process runs itself.
    """
    from app.storage.writer_lock import written_elsewhere

    newest = Library(library_path).under_way(limit=2, kind=TRAINING_KIND)
    left = [each for each in newest if each.id != other_than]
    return left[0] if left and not written_elsewhere(library_path) else None


def training_left(library_path: Path, clock: Clock, *, other_than: str = "") -> LeftRunning | None:
    """Return the session that `unfinished_training` offers, and how well its clock is found again.

    Raises `LibraryError`; `DamagedLibrary` where the session itself is damaged.
    """
    summary = unfinished_training(library_path, other_than=other_than)
    if summary is None:
        return None
    found, _ = found_again(Library(library_path).session(summary.id), take_anchor(clock))
    return LeftRunning(summary, found.uncertainty)


def is_training(library_path: Path, name: str) -> bool:
    """Whether `name` is the id of a stored training session; raise `LibraryError`."""
    stored = Library(library_path)
    return stored.knows(name) and kind_of(stored.records(name)) == TRAINING_KIND
