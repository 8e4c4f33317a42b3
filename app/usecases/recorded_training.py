"""Which training session does a name mean, and how was it run?

A name is the id of a shipped example, the path of a file, or the id of a session in the library.
An example is a session like any other, in the file that an export of it would be.
"""

from pathlib import Path
from typing import NamedTuple

from app.engine.training_replay import TrainingRun, training_run_of
from app.formats.session_json import SessionDocument, read_session
from app.resource_files import resource, resource_names
from app.usecases.recorded_race import EXAMPLES


class TrainingRecording(NamedTuple):
    """A training session that can be played, with its journal."""

    id: str
    title: str
    run: TrainingRun
    document: SessionDocument


def shipped_trainings() -> tuple[str, ...]:
    """Return the ids of the examples that are there from the start."""
    return resource_names(EXAMPLES, ".json")


def shipped_training(name: str) -> SessionDocument:
    """Return a shipped example."""
    return read_session(resource(f"{EXAMPLES}/{name}.json"))


def training_recording(name: str, library: Path) -> TrainingRecording | None:
    """Return the training session that `name` means, None where it means none.

    Raise `FormatError` for a file that cannot be taken, or `LibraryError`.
    """
    from app.usecases.training_out import training_document

    document = training_document(name, library)
    return None if document is None else recording_of_training(document)


def recording_of_training(document: SessionDocument) -> TrainingRecording:
    """Return a training session as it can be played."""
    run = training_run_of(document.records)
    return TrainingRecording(document.id, run.setup.title, run, document)
