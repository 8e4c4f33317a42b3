"""What does the window remember for its user, and when does it speak? Theme, sounds, calls."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication

from app.analysis.calls.book import PLAIN
from app.analysis.calls.moment import OLD
from app.domain.times import Instant
from app.language import tr
from app.storage.preferences import preferences_path
from app.usecases.preferences import Keeper, Preferences, load
from ui.own_keys import use as use_keys
from ui.theme import THEMES
from ui.viewstate.shout import called, spoken
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import ALERT
from ui.voice import Voice
from ui.windows.applying import keep_awake, set_motion, speak_now
from ui.windows.system_theme import on_system_change, system_theme
from ui.windows.text_size import set_text_size

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_PATIENCE_S = 2.0


class Choices(QObject):
    """Puts on what was chosen last, stores what is chosen now, and has the voice.

    `export` is what was exported last. It belongs to a race window and looks at every frame of it.
    """

    def __init__(self, owner: "RaceWindow", path: Path, voice: Voice | None = None) -> None:
        """Read the file at `path` and put on what it says."""
        super().__init__(owner)
        self._owner = owner
        self._keeper = Keeper(path)
        self.voice = voice or Voice()
        loaded = load(path)
        self._voice_wanted = loaded.preferences.voice
        self.export = loaded.preferences.export
        self._rest = loaded.preferences
        self._followed = "" if loaded.preferences.theme else owner.theme
        self._put_on(loaded.preferences)
        self._known = loaded.preferences
        self._announced = Announced()
        if loaded.trouble:
            self._say(loaded.trouble)
        on_system_change(self, self._follow)
        owner.drawn.connect(self._drawn)
        application = QApplication.instance()
        assert application is not None, "a window needs its application"
        application.aboutToQuit.connect(self.close)

    def _put_on(self, chosen: Preferences) -> None:
        owner, desk = self._owner, self._owner.desk
        desk.sounds_on = chosen.beep
        desk.calls = chosen.calls
        desk.hand = chosen.hand
        if chosen.voice and (trouble := self.voice.switch(on=True)):
            self._say(trouble)
        if trouble := use_keys(chosen.keys):
            self._say(trouble)
        set_text_size(chosen.text_size)
        set_motion(reduced=chosen.reduced_motion)
        self._put_on_theme(chosen.theme)
        owner.loop.wake()

    def _put_on_theme(self, theme: str) -> None:
        """Use the theme that was chosen, or follow the system where it tells."""
        self._followed = "" if theme else self._owner.theme
        if theme:
            self._show_theme(theme)
        else:
            self._follow()

    def _follow(self) -> None:
        """Use the theme that the system asks for, unless another one was chosen."""
        if self._follows and (asked := system_theme()):
            self._followed = asked
            self._rest = self._rest._replace(seen_theme=asked)
            self._show_theme(asked)

    @property
    def _follows(self) -> bool:
        """Whether the theme is the system's: nobody has taken another one by its key."""
        return bool(self._followed) and self._followed == self._owner.theme

    def _show_theme(self, theme: str) -> None:
        if theme in THEMES and theme != self._owner.theme:
            self._owner.next_theme(theme)

    def _say(self, words: str) -> None:
        self._owner.desk.say(words, self._owner.clock.now(), ALERT)

    @property
    def now(self) -> Preferences:
        """What is chosen at present, wherever it was chosen."""
        desk = self._owner.desk
        return self._rest._replace(
            theme="" if self._follows else self._owner.theme,
            beep=desk.sounds_on,
            voice=self._voice_wanted,
            calls=desk.calls or PLAIN,
            export=self.export,
        )

    def put(self, chosen: Preferences) -> None:
        """Use another choice at once; the next frame has it stored."""
        old = self.now
        self._rest, self.export = chosen, chosen.export
        self._owner.desk.sounds_on = chosen.beep
        self._owner.desk.calls = chosen.calls
        self._owner.desk.hand = chosen.hand
        if chosen.voice is not self._voice_wanted:
            self.toggle_voice(self._owner.clock.now())
        if chosen.theme != old.theme:
            self._put_on_theme(chosen.theme)
        if chosen.keys != old.keys and (trouble := use_keys(chosen.keys)):
            self._say(trouble)
        self._apply(old, chosen)
        self._owner.loop.wake()

    def _apply(self, old: Preferences, chosen: Preferences) -> None:
        """Let text size, motion, language and the machine follow where they are others now."""
        if chosen.text_size != old.text_size:
            set_text_size(chosen.text_size)
        if chosen.reduced_motion is not old.reduced_motion:
            set_motion(reduced=chosen.reduced_motion)
        if chosen.language != old.language:
            speak_now(self._owner, chosen.language)
        if chosen.awake is not old.awake:
            keep_awake(self._owner, wanted=chosen.awake)

    def want_voice(self, *, wanted: bool) -> None:
        """Let the voice be wanted, or not, from the next start on; off it is at once."""
        self._voice_wanted = wanted
        if not wanted:
            self.voice.switch(on=False)

    def toggle_voice(self, now: Instant) -> None:
        """Turn the voice on or off, or say why it cannot be."""
        desk, on = self._owner.desk, not self.voice.on
        trouble = self.voice.switch(on=on)
        if trouble:
            desk.refuse(trouble, now)
            return
        self._voice_wanted = on
        desk.say(tr("Calls are spoken.") if on else tr("Calls are not spoken."), now)

    def _drawn(self, snapshot: Snapshot) -> None:
        """Store what is another choice than before; say what is new."""
        chosen = self.now
        if chosen != self._known:
            self._known = chosen
            self._keeper.keep(chosen)
        words = self._announced.look(snapshot)
        if words and self.voice.on:
            self.voice.say(words)
        self._tell_troubles()

    def _tell_troubles(self) -> None:
        for source in (self._keeper, self.voice):
            if source.trouble:
                self._say(source.trouble)
                source.trouble = ""

    def close(self) -> None:
        """Fall silent, and wait for what is still to be stored."""
        self.voice.close()
        self._keeper.close(_PATIENCE_S)


class Announced:
    """Knows up to which passage the calls were said: each is said once, when it is new."""

    def __init__(self) -> None:
        """Begin with a race of which nothing was said; what is there already is not news."""
        self._newest = -1
        self._version = -1

    def look(self, snapshot: Snapshot) -> str:
        """Return what is to be said of `snapshot`: nothing of what was repaired or undone."""
        entry, version = called(snapshot), snapshot.analysis.state.version
        last = entry.facts.last
        if version == self._version:
            return ""
        newest = last.run.split.seq if last is not None else 0
        first, back = self._newest < 0, version < self._version
        news = newest > self._newest and not first and not back
        self._newest = newest if first or back else max(newest, self._newest)
        self._version = version
        old = last is None or entry.elapsed - last.run.time > OLD
        return spoken(snapshot) if news and not old else ""


def choices_of(owner: "RaceWindow") -> Choices:
    """Return the choices of a window, read from their file when they are first asked for."""
    found = owner.findChild(Choices)
    return found if found is not None else Choices(owner, preferences_path())
