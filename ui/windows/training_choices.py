"""What does the window of a session share with the rest of Splitline? Theme, beeps and voice.

What is changed on one window is changed on the other, and stored. A session that came up alone
reads and stores the preferences itself.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.engine.clocks import Clock
from app.language import tr
from app.usecases.export_choice import ExportChoice
from app.usecases.preferences import Keeper, Preferences
from ui.own_keys import use as use_keys
from ui.viewstate.tones import ALERT
from ui.windows.applying import set_motion
from ui.windows.choices import choices_of
from ui.windows.text_size import set_text_size

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow
    from ui.windows.training import TrainingControl

_PATIENCE_S = 2.0


class Common(NamedTuple):
    """What both windows have."""

    theme: str
    beep: bool
    voice: bool


def common_of(control: "TrainingControl") -> Common:
    """Return what is chosen on the window of a session."""
    return Common(control.theme, control.desk.sounds_on, control.desk.voice_on)


class SharedChoices(QObject):
    """Lets the window of a session and the race window beside it follow each other."""

    def __init__(self, owner: "RaceWindow", control: "TrainingControl") -> None:
        """Begin with what each of them has; belong to `control`."""
        super().__init__(control)
        self._owner, self._control = owner, control
        self._choices = choices_of(owner)
        self._on_race, self._on_session = self._race(), common_of(control)
        owner.drawn.connect(self._follow_race)
        control.drawn.connect(self._follow_session)

    def _race(self) -> Common:
        now = self._choices.now
        return Common(self._owner.theme, now.beep, now.voice)

    def _follow_session(self) -> None:
        """A voice that is turned on here speaks in the race from the next start on."""
        old, new = self._on_session, common_of(self._control)
        if new == old:
            return
        self._on_session = new
        if new.theme != old.theme:
            self._owner.next_theme(new.theme)
        self._owner.desk.sounds_on = new.beep
        if new.voice is not old.voice:
            self._choices.want_voice(wanted=new.voice)
        self._on_race = self._race()
        self._owner.loop.wake()

    def _follow_race(self) -> None:
        old, new = self._on_race, self._race()
        if new == old:
            return
        self._on_race = new
        control = self._control
        if new.theme != old.theme:
            control.next_theme(new.theme)
        control.desk.sounds_on = new.beep
        if new.voice is not old.voice:
            control.desk.voice_on = not control.voice.switch(on=new.voice) and new.voice
        self._on_session = common_of(control)
        control.loop.wake()


class OwnChoices(QObject):
    """Puts the preferences on a session that came up without a race window, and stores them."""

    def __init__(
        self, control: "TrainingControl", chosen: Preferences, path: Path, library: Path
    ) -> None:
        """Put `chosen` on; what is changed goes to the file at `path`, sessions lie in `library`."""
        super().__init__(control)
        self._control, self._chosen = control, chosen
        self.library = library
        self._keeper = Keeper(path)
        control.desk.sounds_on = chosen.beep
        troubles = [control.voice.switch(on=True) if chosen.voice else "", use_keys(chosen.keys)]
        control.desk.voice_on = chosen.voice and not troubles[0]
        for each in filter(None, troubles):
            self._say(tr(each))
        set_text_size(chosen.text_size)
        set_motion(reduced=chosen.reduced_motion)
        self._known = common_of(control)
        control.drawn.connect(self._drawn)
        application = QApplication.instance()
        assert application is not None, "a window needs its application"
        application.aboutToQuit.connect(self.close)

    @property
    def export(self) -> ExportChoice:
        """What was exported last; whatever is put here is stored."""
        return self._chosen.export

    @export.setter
    def export(self, chosen: ExportChoice) -> None:
        self._keep(self._chosen._replace(export=chosen))

    @property
    def theme(self) -> str:
        """Return the theme of the session."""
        return self._control.theme

    @property
    def clock(self) -> Clock:
        """Return the clock of the session."""
        return self._control.clock

    def keep_in_sight(self, window: QWidget) -> None:
        """There is no race that could be covered."""

    def follow(self, slot: Callable[[], None]) -> None:
        """Call a slot with each frame of the session."""
        self._control.drawn.connect(slot)

    def _keep(self, chosen: Preferences) -> None:
        self._chosen = chosen
        self._keeper.keep(chosen)

    def _say(self, words: str) -> None:
        self._control.desk.say(words, self._control.clock.now(), ALERT)

    def _drawn(self) -> None:
        """Store what is another choice than before: what was not touched stays as it was."""
        now = common_of(self._control)
        changed = {
            name: value
            for name, value in now._asdict().items()
            if value != getattr(self._known, name)
        }
        if changed:
            self._known = now
            self._keep(self._chosen._replace(**changed))
        if self._keeper.trouble:
            self._say(self._keeper.trouble)
            self._keeper.trouble = ""

    def close(self) -> None:
        """Wait for what is still to be stored."""
        self._keeper.close(_PATIENCE_S)
