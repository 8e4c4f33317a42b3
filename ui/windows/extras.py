"""What opens beside the race? The menu of races, editors, the overlay of keys, the export."""

from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QFileDialog

from app import bootstrap
from app.domain.refusals import Refusal
from app.domain.state import RUNNING
from app.formats.file_text import FormatError
from app.language import tr
from app.storage.failures import LibraryError
from app.usecases.live_session import LeftRunning, reopen, start_session
from app.usecases.recorded_race import NoSuchRace, open_recording, run_of_recording
from app.usecases.targets import target_of
from ui.stages.replaying import ReplayStage
from ui.stages.timing import LiveStage
from ui.theme import THEMES
from ui.viewstate.snapshot import LIVE
from ui.viewstate.target_form import TargetForm
from ui.windows import board_menu, first_steps, incoming
from ui.windows.keys_overlay import KeysOverlay
from ui.windows.race_menu import RaceMenu
from ui.windows.target_editor import TargetEditor

if TYPE_CHECKING:
    from app.domain.course import Distance
    from app.domain.plan import Setup
    from app.domain.target import Target
    from app.domain.training.session_setup import TrainingSetup
    from ui.stages.stage import Stage
    from ui.viewstate.new_race import NewRaceForm
    from ui.widgets.strip import Strip
    from ui.windows.new_race import NewRaceDialog
    from ui.windows.race_window import RaceWindow

_SENTENCES = (Refusal, FormatError, LibraryError, NoSuchRace, OSError)
_PATIENCE_S = 3.0


class Extras(QObject):
    """Everything that is made when it is first opened; the race goes on behind all of it."""

    def __init__(self, owner: "RaceWindow") -> None:
        """Belong to `owner`."""
        super().__init__(owner)
        self._owner = owner
        self._window = owner.window
        self.library = bootstrap.build().library
        self._menu: RaceMenu | None = None
        self._editor: TargetEditor | None = None
        self._overlay: KeysOverlay | None = None
        self._dialog: NewRaceDialog | None = None
        self._files: QFileDialog | None = None
        self.strip: Strip | None = None
        self._leaving = False

    def set_theme(self, name: str) -> None:
        """Use the colours of the theme called `name` in all that has been opened."""
        theme = THEMES[name]
        for each in (self._menu, self._editor, self._overlay, self._dialog, self.strip):
            if each is not None:
                each.set_theme(theme)

    def show_keys(self) -> None:
        """Open or close the overlay of keys."""
        if self._overlay is None:
            self._overlay = KeysOverlay(self._window)
            first_steps.connect_overlay(self._owner, self._overlay)
            self._overlay.set_theme(THEMES[self._owner.theme])
        self._overlay.toggle()

    @property
    def keys_shown(self) -> bool:
        """Whether the overlay of keys is open."""
        return self._overlay is not None and self._overlay.isVisible()

    def close_keys(self) -> None:
        """Close the overlay of keys where it is open."""
        if self._overlay is not None:
            self._overlay.close_sheet()

    def show_menu(self) -> None:
        """Open the menu of races under its button."""
        if self._menu is None:
            self._menu = RaceMenu(lambda: self.library, self._window)
            self._menu.set_theme(THEMES[self._owner.theme])
            self._menu.new_race.connect(self.new_race)
            self._menu.replay.connect(self.open_race)
            self._menu.saved.connect(self.open_race)
            self._menu.open_file.connect(self._ask_for_file)
            incoming.connect_menu(self._owner, self._menu)
            board_menu.connect_menu(self._owner, self._menu)
            first_steps.connect_menu(self._owner, self._menu)
            self._menu.all_races.connect(self.show_library)
            self._menu.what_if.connect(self.show_what_if)
            self._menu.training.connect(self.plan_training)
            self._menu.export.connect(self.export)
            self._menu.compare.connect(self.compare)
            self._menu.settings_wanted.connect(self.settings)
        button = self._window.head.menu_button
        self._menu.popup(button.mapToGlobal(QPoint(0, button.height())))

    def show_library(self) -> None:
        """Open all the races that were timed."""
        from ui.windows.library_window import show_library

        show_library(self._owner)

    def show_what_if(self) -> None:
        """Open or close the panel of the what-if."""
        from ui.windows.what_if import toggle

        toggle(self._owner)

    def plan_training(self, setup: "TrainingSetup | None" = None) -> None:
        """Open the planner of training sessions, with `setup` as the template where one is given."""
        from ui.windows.session_planning import plan_training

        plan_training(self._owner, setup)

    def edit_target(self, target: str | None) -> None:
        """Open the editor for one target, or for a new one."""
        if self._editor is None:
            self._editor = self._make_editor()
        desk, head = self._owner.desk, self._window.head
        state = desk.stage.state
        form = TargetForm(
            text="",
            distance=state.plan.course.distance,
            targets=state.targets,
            primary=state.primary_id,
            editing=target or "",
        )
        anchor = head.chip(target) if target else None
        self._editor.open_at(anchor or head.add_button, form)

    def _make_editor(self) -> TargetEditor:
        editor, owner = TargetEditor(self._window, self._read_target), self._owner
        editor.set_theme(THEMES[owner.theme])
        editor.added.connect(owner.with_now(owner.desk.add_target))
        editor.changed.connect(owner.with_now(owner.desk.change_target))
        editor.removed.connect(owner.with_now(owner.desk.remove_target))
        editor.primary.connect(owner.with_now(owner.desk.choose_target))
        return editor

    def _read_target(self, text: str, distance: "Distance") -> "Target":
        plan = self._owner.desk.stage.state.plan
        event = plan.course.event
        return target_of(text, distance, self.library, event=event, day=plan.date)

    def new_race(self, form: "NewRaceForm | None" = None) -> None:
        """Open the form of a new race: filled in with `form`, or at first as the last one was."""
        if self._dialog is None:
            from ui.windows.planning import new_race_form

            self._dialog = new_race_form(self._owner, self.library)
            self._dialog.planned.connect(self.arm)
        if form is not None:
            self._dialog.show_form(form)
        self._dialog.show()
        self._dialog.raise_()
        self._dialog.activateWindow()

    def again(self) -> None:
        """Arm a race with the last set-up, or say why not."""
        from ui.windows.planning import setup_to_repeat

        setup = setup_to_repeat(self._owner, self.library)
        if setup is not None and self.arm(setup):
            words = tr("The last set-up again: Return starts the clock.")
            self._owner.desk.say(words, self._owner.clock.now())
        self._owner.loop.wake()

    def arm(self, setup: object) -> bool:
        """Put a new race on the window; False when the one that is on is not left."""
        if not self._may_leave():
            return False
        session = start_session(self.library, cast("Setup", setup), self._owner.clock)
        self._put(LiveStage(session))
        return True

    def open_race(self, name: str) -> bool:
        """Play a race, or go on timing one that was left running; False where that is refused."""
        from ui.windows.training_opening import open_if_training

        opened = open_if_training(self._owner, name)
        if opened is not None:
            return opened
        if not self._may_leave():
            return False
        now = self._owner.clock.now()
        try:
            stage = self._stage_of(name)
        except _SENTENCES as error:
            self._stay(error)
            return False
        self._put(stage)
        if isinstance(stage, ReplayStage):
            stage.play_pause(now)
        elif isinstance(stage, LiveStage) and not stage.session.exact:
            from ui.viewstate.care import found_again_words

            self._owner.desk.say(found_again_words(stage.session.uncertainty), now, "alert")
        return True

    def _stay(self, error: Exception) -> None:
        """Say why another race cannot be opened, and go on storing the one that is on."""
        desk = self._owner.desk
        if isinstance(desk.stage, LiveStage):
            desk.stage.session.journal.begin()
        desk.refuse(str(error), self._owner.clock.now())
        self._owner.library_refused.emit(error)
        self._owner.loop.wake()

    def _stage_of(self, name: str) -> "Stage":
        recording = open_recording(name, self.library)
        if recording.race is None and recording.document is None and self._is_running(name):
            return LiveStage(reopen(self.library, name, self._owner.clock))
        return ReplayStage(recording, run_of_recording(recording), self._owner.clock.now())

    def _is_running(self, session_id: str) -> bool:
        from app.storage.library import Library
        from app.usecases.past_races import left_running

        return left_running(Library(self.library), session_id)

    def _may_leave(self) -> bool:
        """A running race is left at the second asking only; it can be taken up again."""
        desk, stage = self._owner.desk, self._owner.desk.stage
        if not isinstance(stage, LiveStage):
            return True
        running = stage.state.phase == RUNNING
        if running and not self._leaving:
            self._leaving = True
            words = tr(
                "A race is running. Choose again to leave it; it stays in the list of races."
            )
            desk.say(words, self._owner.clock.now(), "alert")
            self._owner.loop.wake()
            return False
        self._leaving = False
        return self._kept(stage)

    def _kept(self, stage: LiveStage) -> bool:
        """Leave a live race once it is stored."""
        if stage.session.journal.close(_PATIENCE_S):
            return True
        stage.session.journal.begin()
        words = tr("{trouble} The race is not left.", trouble=stage.session.engine.trouble)
        self._owner.desk.refuse(words, self._owner.clock.now())
        self._owner.loop.wake()
        return False

    def _put(self, stage: "Stage") -> None:
        self._owner.desk.put(stage)
        self.dismiss()
        self._owner.loop.wake()

    def _ask_for_file(self) -> None:
        dialog = QFileDialog(self._window, tr("Open a race"), "", tr("Races (*.toml *.json)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(self.open_race)
        self._keep(dialog)

    def export(self, *, printing: bool = False) -> None:
        """Open the window in which the race is exported, or printed."""
        from ui.windows.exports import exports_of

        exports_of(self._owner).open_window(printing=printing)

    def compare(self) -> None:
        """Lay another race beside the one on the window."""
        from ui.windows.comparison_window import compare_with

        compare_with(self._owner)

    def settings(self) -> None:
        """Open the settings."""
        from ui.windows.settings import open_settings

        open_settings(self._owner)

    def export_again(self) -> None:
        """Export the race as the last one was."""
        from ui.windows.exports import exports_of

        exports_of(self._owner).again()

    def _keep(self, dialog: QFileDialog) -> None:
        """Open a dialog that lets the race go on; the old one, if any, goes."""
        if self._files is not None:
            self._files.deleteLater()
        self._files = dialog
        dialog.open()

    def offer(self, left: LeftRunning) -> None:
        """Show the strip for a race that was left running, without focus or default key."""
        stage = self._owner.desk.stage
        if stage.mode == LIVE and stage.state.phase == RUNNING:
            return
        from ui.viewstate.care import offer_words
        from ui.widgets.strip import Strip
        from ui.windows.training_opening import offered

        self.dismiss()
        words, answer = offered(left) or (offer_words(left), tr("Go on timing it"))
        self.strip = Strip(self._window, words, answer, "timer")
        self.strip.accepted.connect(lambda: self.open_race(left.summary.id))
        self.strip.dismissed.connect(self.dismiss)
        self.strip.set_theme(THEMES[self._owner.theme])
        self._window.show_strip(self.strip)

    def dismiss(self) -> None:
        """Take the strip away."""
        if self.strip is not None:
            self._window.show_strip(self.strip, shown=False)
            self.strip.deleteLater()
            self.strip = None
