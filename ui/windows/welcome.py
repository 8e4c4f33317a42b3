"""When does a newcomer see the welcome, and what becomes of the answers?

It stands beside the replay that a first start plays, until an answer, Esc, or another race. It is
shown by itself once, and whenever the menu is asked for it.
"""

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app import bootstrap
from app.usecases.tap_lesson import RACE
from ui.key_map import Act
from ui.own_keys import key
from ui.viewstate.snapshot import REPLAY, Snapshot
from ui.viewstate.welcome import PLAN, TIME, WATCH, Welcome, welcome_view
from ui.widgets.welcome import WelcomePanel
from ui.windows.choices import choices_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from ui.windows.race_window import RaceWindow


def welcome_once(owner: "RaceWindow") -> bool:
    """Show the welcome to somebody who has never seen it and never timed anything."""
    choices = choices_of(owner)
    if choices.now.welcomed or bootstrap.build().library.exists():
        return False
    choices.put(choices.now._replace(welcomed=True))
    return welcome(owner)


def welcome(owner: "RaceWindow") -> bool:
    """Show the welcome beside a replay; a race that is timed has better use for the room."""
    if owner.desk.stage.mode != REPLAY:
        owner.extras.new_race()
        return False
    found = owner.findChild(WelcomeControl)
    control = WelcomeControl(owner) if found is None else found
    control.show()
    return True


class WelcomeControl(QObject):
    """Keeps the panel in the colours of the window, and carries out what is chosen."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Make the panel, hidden."""
        super().__init__(owner)
        self._owner = owner
        self._stage = owner.desk.stage
        self._said: Welcome | None = None
        self.panel = WelcomePanel()
        self.panel.setParent(owner.window)
        self.panel.hide()
        self.panel.chosen.connect(self.choose)
        self.panel.left.connect(self.put_away)
        owner.drawn.connect(self._follow)

    def show(self) -> None:
        """Show the panel in the room beside the graph."""
        self._stage = self._owner.desk.stage
        self.panel.set_theme(self._owner.window.theme)
        self._say()
        self._owner.window.show_panel(self.panel)
        self._owner.loop.wake()

    def _say(self) -> None:
        """Say what is offered, in the language and with the keys of the moment."""
        view = welcome_view(key(Act.GUIDE))
        if view != self._said:
            self._said = view
            self.panel.render_view(view)

    def put_away(self) -> None:
        """Give the room back."""
        if self._owner.window.panel is self.panel:
            self._owner.window.show_panel(None)
            self.panel.hide()
            self._owner.loop.wake()

    def choose(self, answer: int) -> None:
        """Do what was chosen."""
        extras = self._owner.extras
        self.put_away()
        answers: dict[int, Callable[[], object]] = {
            WATCH: partial(extras.open_race, RACE),
            TIME: extras.new_race,
            PLAN: extras.plan_training,
        }
        answers[answer]()
        self._owner.loop.wake()

    def _follow(self, snapshot: Snapshot) -> None:
        """Go out of the way of another race; follow theme and language."""
        if self._owner.window.panel is not self.panel:
            return
        self._say()
        if snapshot.mode != REPLAY or self._owner.desk.stage is not self._stage:
            self.put_away()
        elif self.panel.theme is not self._owner.window.theme:
            self.panel.set_theme(self._owner.window.theme)
