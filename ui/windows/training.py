"""How does a training session come onto a window of its own, and what belongs to that window?"""

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QApplication

from app import bootstrap
from app.analysis.training.countdown import Beep
from app.domain.plan import EntryId
from app.domain.times import Instant
from app.engine.clocks import Clock
from app.language import marked, tr
from app.usecases.live_training import reopen_training, start_training
from ui.frame import FrameLoop
from ui.keys import TRAINING_WINDOW, KeyFilter, mark_race_window
from ui.stages.training import LiveTrainingStage, TrainingStage
from ui.theme import NIGHT, THEMES, palette
from ui.training.deeds import Ending, add_note, ask_time
from ui.training.desk import Sounds, TrainingDesk
from ui.training.key_map import Action, action_for, key_names, replay_key_names
from ui.viewstate.care import News, told
from ui.viewstate.snapshot import LIVE
from ui.viewstate.tones import ALERT
from ui.viewstate.training import training_view
from ui.voice import Voice
from ui.windows.choices import choices_of
from ui.windows.training_beeps import BeepClock
from ui.windows.training_choices import SharedChoices
from ui.windows.training_dispatch import act
from ui.windows.training_opening import SESSION_HERE
from ui.windows.training_power import TrainingPower
from ui.windows.training_window import TrainingWindow

if TYPE_CHECKING:
    from app.domain.training.session_setup import TrainingSetup
    from ui.key_map import KeyPress
    from ui.stamps import Stamp
    from ui.windows.keys_overlay import KeysOverlay
    from ui.windows.race_window import RaceWindow

_SESSION_GOES_ON = marked(
    "Esc, ? or a click closes this. The session goes on, and its keys with it."
)
_REPLAY_GOES_ON = marked("Esc, ? or a click closes this. The replay goes on, and its keys with it.")
_FLUSH_S = 3.0
_VOICE_AT_S = 10


class TrainingControl(QObject):
    """Owns desk, window, frames, keys and beeps of one session; slots store, frames draw.

    `drawn` comes with every frame and its snapshot, `export_wanted` when a sheet is asked for,
    `closed` when the window has gone.
    """

    drawn = Signal(object)
    export_wanted = Signal()
    closed = Signal()

    def __init__(
        self,
        stage: TrainingStage,
        clock: Clock,
        sounds: Sounds,
        *,
        theme: str = NIGHT,
        voice: Voice | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Make the window on `stage`; `show` is left to the caller."""
        super().__init__(parent)
        self.desk: TrainingDesk = TrainingDesk(stage, sounds)
        self.clock = clock
        self.voice = voice or Voice()
        self.news: list[News] = []
        self.window: TrainingWindow = TrainingWindow()
        self.theme = theme
        self.ending: Ending = Ending(self.desk)
        self._overlay: KeysOverlay | None = None
        self.keys = KeyFilter(
            cast("QApplication", QApplication.instance()),
            self._act,
            kind=TRAINING_WINDOW,
            look_up=self._look_up,
            first=self._first,
        )
        mark_race_window(self.window, TRAINING_WINDOW)
        self._heard = ""
        self.loop = FrameLoop(self.draw, lambda: self.desk.moving, self)
        self.beeps = BeepClock(self, lambda: self.desk.state, self._session_now, self._beep)
        self.power = TrainingPower(self)
        self._connect()
        self.window.set_theme(THEMES[theme])
        self.window.resize(self.window.sizeHint())
        self.draw()
        self.loop.wake()

    def _connect(self) -> None:
        window, bar = self.window, self.window.bar
        window.closing.connect(self._closing)
        window.runner_chosen.connect(self._choose)
        window.group_chosen.connect(self._choose_group)
        window.retyped.connect(self._retype)
        window.head.theme_toggled.connect(self._toggle_theme)
        window.head.keys_wanted.connect(self.show_keys)
        window.put_away.connect(self._put_away)
        bar.start.connect(lambda: self._pressed("start"))
        bar.tap.connect(lambda: self._pressed("tap"))
        bar.name.connect(self._name)
        bar.undo.connect(lambda: self._now("undo"))
        bar.redo.connect(lambda: self._now("redo"))
        bar.typed.connect(self._typed)
        self.keys.typing_changed.connect(self._typing_changed)

    def _look_up(self, key: "KeyPress", *, typing: bool) -> Action | None:
        if self.desk.stage.mode == LIVE:
            return action_for(key, typing=typing)
        from ui.training.key_map import replay_action_for

        return replay_action_for(key, typing=typing)

    def _act(self, action: Action, stamp: "Stamp") -> None:
        act(self, action, stamp)

    def _first(self, key: "KeyPress", stamp: "Stamp") -> bool:
        taken = self.desk.take_key(key, stamp)
        if taken:
            self.changed()
        return taken

    def changed(self) -> None:
        """Ask for a frame, and let the beeps follow what has changed at once.

        What is asked to be typed is drawn at once: the next key is for the field already.
        """
        self._look_for_beeps()
        if self.desk.typed is not None and not self.window.bar.field.hasFocus():
            self.draw()
        self.loop.wake()

    def _look_for_beeps(self) -> None:
        if self.desk.stage.mode == LIVE:
            self.beeps.look()

    def _pressed(self, name: str) -> None:
        """A press on a button has the instant of the pointer's own event."""
        getattr(self.desk, name)(*self.keys.last_press)
        self.changed()

    def _now(self, name: str) -> None:
        getattr(self.desk, name)(self.clock.now())
        self.changed()

    def _name(self) -> None:
        from ui.training.deeds import name_taps

        name_taps(self.desk, self.clock.now())
        self.changed()

    def _choose(self, entry: str) -> None:
        self.desk.select(EntryId(entry))
        self.changed()

    def _choose_group(self, group: str) -> None:
        self.desk.choose_group(group)
        self.changed()

    def _retype(self, entry: str, start: object) -> None:
        if self.desk.stage.mode == LIVE:
            ask_time(self.desk, EntryId(entry), self.clock.now(), cast("int | None", start))
            self.changed()

    def _typed(self, text: str) -> None:
        desk, now = self.desk, self.clock.now()
        done = desk.take_text(text, now) if desk.typed else add_note(desk, text.strip(), now)
        if done and desk.typed is None:
            self.window.bar.leave_field()
        self.changed()

    def _typing_changed(self, typing: bool) -> None:
        """Leaving the field ends what was asked there."""
        self.window.bar.show_typing(typing)
        if not typing:
            self.desk.typed = None
            self.window.bar.leave_field()
            self.changed()

    def _session_now(self) -> Instant:
        return self.desk.stage.session_now(self.clock.now())

    def _beep(self, due: Sequence[Beep]) -> None:
        """Play one sound for all that are due, and name the groups while there is time to."""
        if self.desk.sounds_on:
            self._sound(due)
        words = [each.words.render(tr) for each in due if each.seconds == _VOICE_AT_S]
        if words and self.desk.voice_on:
            self.voice.say(". ".join(words))

    def _sound(self, due: Sequence[Beep]) -> None:
        """Of several at one instant the one that counts is heard: a start that is due."""
        now = self.clock.now()
        lead = now - self.desk.stage.session_now(now)
        sounds, starts = self.desk.sounds, {each.at for each in due if each.seconds == 0}
        for at in sorted({each.at for each in due}):
            (sounds.go if at in starts else sounds.count)(Instant(at + lead))

    def draw(self) -> None:
        """Draw one frame."""
        self._look_for_beeps()
        self._hear()
        snapshot = self.desk.frame(self.clock.now())
        self.window.render_view(training_view(snapshot), told(self.news))
        self.drawn.emit(snapshot)

    def _hear(self) -> None:
        """The journal recovers a library by itself when it has to; what came of it is said."""
        stage = self.desk.stage
        news = stage.session.journal.news if isinstance(stage, LiveTrainingStage) else ""
        if news and news != self._heard:
            self._heard = news
            self.desk.say(news, self.clock.now(), ALERT)

    def tell(self, news: News) -> None:
        """Show something until it is put away."""
        self.news.append(news)
        self.loop.wake()

    def _put_away(self) -> None:
        del self.news[:1]
        self.loop.wake()

    def put(self, stage: TrainingStage) -> None:
        """Put another session, or the same one to be played again, on the window."""
        self.desk.put(stage)
        self.beeps.stop()
        self.changed()

    def export(self) -> None:
        """Ask for a sheet."""
        self.export_wanted.emit()

    def toggle_sounds(self, now: Instant) -> None:
        """Turn the beeps on or off."""
        self.desk.sounds_on = not self.desk.sounds_on
        self.desk.say(tr("Beeps are on.") if self.desk.sounds_on else tr("Beeps are off."), now)

    def toggle_voice(self, now: Instant) -> None:
        """Turn the voice on or off, or say why it cannot be."""
        on = not self.voice.on
        trouble = self.voice.switch(on=on)
        if trouble:
            self.desk.refuse(tr(trouble), now)
            return
        self.desk.voice_on = on
        words = tr("The voice names the group ten seconds before its start.")
        self.desk.say(words if on else tr("The voice is off."), now)

    def next_theme(self, name: str = "") -> None:
        """Use the theme called `name`, by default the one after the theme that is on."""
        names = list(THEMES)
        self.theme = name or names[(names.index(self.theme) + 1) % len(names)]
        QApplication.setPalette(palette(THEMES[self.theme]))
        self.window.set_theme(THEMES[self.theme])
        if self._overlay is not None:
            self._overlay.set_theme(THEMES[self.theme])
        self.loop.wake()

    def _toggle_theme(self) -> None:
        self.next_theme()

    def show_keys(self) -> None:
        """Open or close the overlay of keys."""
        if self._overlay is None:
            from ui.windows.keys_overlay import KeysOverlay

            live = self.desk.stage.mode == LIVE
            names = key_names if live else replay_key_names
            foot = _SESSION_GOES_ON if live else _REPLAY_GOES_ON
            self._overlay = KeysOverlay(self.window, names, foot)
            self._overlay.set_theme(THEMES[self.theme])
        self._overlay.toggle()

    def close_keys(self) -> None:
        """Close the overlay of keys where it is open."""
        if self._overlay is not None:
            self._overlay.close_sheet()

    def _closing(self, event: QCloseEvent) -> None:
        """Closing waits for the journal; what cannot be saved has to be agreed to."""
        from ui.windows.closing import may_close

        if not may_close(self.window, self.desk.stage, _FLUSH_S, self.clock.now()):
            event.ignore()
            return
        self.end()
        self.closed.emit()

    def end(self) -> None:
        """Fall silent and let the keys and the machine go."""
        self.beeps.stop()
        self.voice.close()
        self.power.close()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self.keys)


def open_training(owner: "RaceWindow", setup: "TrainingSetup") -> TrainingControl:
    """Arm a session and open its window beside the race window `owner`."""
    library = bootstrap.build().library
    return beside(owner, LiveTrainingStage(start_training(library, setup, owner.clock)))


def resume_training(owner: "RaceWindow", session_id: str) -> TrainingControl:
    """Go on with a session that was left running; raise `LibraryError` where that cannot be."""
    library = bootstrap.build().library
    return beside(owner, LiveTrainingStage(reopen_training(library, session_id, owner.clock)))


def beside(owner: "RaceWindow", stage: TrainingStage) -> TrainingControl:
    """Open the window of a session beside a race window; it takes the theme and the sounds over."""
    sounds = cast("Sounds", owner.desk.sounds)
    control = TrainingControl(stage, owner.clock, sounds, theme=owner.theme, parent=owner)
    control.desk.sounds_on = owner.desk.sounds_on
    if choices_of(owner).voice.on and not control.voice.switch(on=True):
        control.desk.voice_on = True
    SharedChoices(owner, control)
    if isinstance(stage, LiveTrainingStage):
        owner.setProperty(SESSION_HERE, stage.session.id)
        control.closed.connect(lambda: owner.setProperty(SESSION_HERE, ""))
    control.closed.connect(control.deleteLater)
    from ui.windows.training_exports import BesideRace, serve

    serve(BesideRace(owner), control)
    control.window.show()
    control.window.activateWindow()
    return control
