"""Which race is set up next? The form of a new one, and the last set-up again."""

from pathlib import Path
from typing import TYPE_CHECKING

from app.domain.plan import Setup
from app.domain.refusals import Refusal
from app.domain.setup_rules import check_setup
from app.domain.state import ARMED
from app.language import marked, tr
from app.storage.failures import LibraryError
from app.usecases.last_setup import (
    NONE_YET,
    last_setup,
    setup_again,
    today_of,
    worth_repeating,
)
from ui.keys import mark_side_window
from ui.stages.timing import LiveStage
from ui.theme import THEMES
from ui.viewstate.last_form import form_of
from ui.viewstate.wording import sentence
from ui.windows.new_race import NewRaceDialog

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_ARMED = marked("This race is set up and waits: Return starts the clock.")


def new_race_form(owner: "RaceWindow", library: Path) -> NewRaceDialog:
    """Return the form of a new race, filled in as the last one was."""
    dialog = NewRaceDialog(owner.window, library)
    dialog.set_theme(THEMES[owner.theme])
    mark_side_window(dialog)
    try:
        known = _known_setup(owner, library)
    except LibraryError:
        return dialog
    if known is not None:
        dialog.show_form(form_of(known))
    return dialog


def setup_to_repeat(owner: "RaceWindow", library: Path) -> Setup | None:
    """Return the last set-up; where there is none the window says so, or why it cannot know."""
    desk, now = owner.desk, owner.clock.now()
    armed = isinstance(desk.stage, LiveStage) and desk.stage.state.phase == ARMED
    if armed and worth_repeating(desk.stage.state):
        desk.say(tr(_ARMED), now)
        return None
    try:
        known = _known_setup(owner, library)
        if known is not None:
            check_setup(known)
    except (LibraryError, Refusal) as error:
        desk.refuse(sentence(str(error)), now)
        return None
    if known is None:
        desk.refuse(tr(NONE_YET), now)
    return known


def _known_setup(owner: "RaceWindow", library: Path) -> Setup | None:
    """The race on the window is the last one, stored or not; else the library knows."""
    stage, today = owner.desk.stage, today_of(owner.clock)
    if isinstance(stage, LiveStage) and worth_repeating(stage.state):
        return setup_again(stage.state, today)
    return last_setup(library, today)
