"""Which training session does the race window open: one that goes on, or one that is looked at?"""

from typing import TYPE_CHECKING

from app.engine.kinds import TRAINING_KIND
from app.storage.failures import LibraryError
from ui.viewstate.tones import ALERT
from ui.viewstate.wording import sentence

if TYPE_CHECKING:
    from app.usecases.live_session import LeftRunning
    from ui.windows.race_window import RaceWindow

SESSION_HERE = "splitlineTrainingHere"
"""The property of a race window that names the session which is run beside it."""


def training_here(owner: "RaceWindow") -> str:
    """Return the session that is run beside a race window, empty without one."""
    return str(owner.property(SESSION_HERE) or "")


def open_if_training(owner: "RaceWindow", name: str) -> bool | None:
    """Open a stored training session; None where `name` is none, False where it is refused."""
    from app.storage.library import Library
    from app.usecases.live_training import is_training
    from app.usecases.past_races import left_running
    from app.usecases.recorded_training import shipped_trainings

    library = owner.extras.library
    if name and name == training_here(owner):
        _raise(owner)  # whether or not the library has it yet
        return True
    if name in shipped_trainings():
        _play_example(owner, name)
        return True
    try:
        if not is_training(library, name):
            return None
        running = left_running(Library(library), name)
    except (LibraryError, OSError):
        return None  # whoever opens it as a race says why that cannot be
    try:
        _go_on(owner, name) if running else _look_at(owner, name)
    except (LibraryError, OSError) as error:
        owner.desk.refuse(sentence(str(error)), owner.clock.now())
        owner.loop.wake()
        return False
    owner.extras.dismiss()
    return True


def _go_on(owner: "RaceWindow", session_id: str) -> None:
    """Go on with a session; after a restart its window says how well its clock is known."""
    from ui.viewstate.training_care import training_found_again
    from ui.windows.training import resume_training

    control = resume_training(owner, session_id)
    session = control.desk.live().session
    if session.uncertainty:
        words = training_found_again(session.uncertainty)
        control.desk.say(words, owner.clock.now(), ALERT)


def _look_at(owner: "RaceWindow", session_id: str) -> None:
    """Show how a session ended; from there it can be played."""
    from app.usecases.recorded_training import training_recording
    from ui.windows.training_replay import at_end_beside

    recording = training_recording(session_id, owner.extras.library)
    assert recording is not None, "the library has just said that it is one"
    at_end_beside(owner, recording)


def _play_example(owner: "RaceWindow", name: str) -> None:
    from app.usecases.recorded_training import recording_of_training, shipped_training
    from ui.windows.training_replay import replay_beside

    replay_beside(owner, recording_of_training(shipped_training(name)))
    owner.extras.dismiss()


def _raise(owner: "RaceWindow") -> None:
    from ui.windows.training import TrainingControl

    for control in owner.findChildren(TrainingControl):
        control.window.raise_()
        control.window.activateWindow()


def offered(left: "LeftRunning") -> tuple[str, str] | None:
    """Return what is said of a session that was left running and of its button; None of a race."""
    if left.summary.kind != TRAINING_KIND:
        return None
    from app.language import tr
    from ui.viewstate.training_care import training_offer_words

    return training_offer_words(left.summary, left.uncertainty), tr("Go on with it")
