"""How do the window, the desk and the keyboard come together? The wiring of one main window."""

import gc
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, QPoint, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication

from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.said import mark_name
from app.domain.times import Instant, canonical, rounded
from app.engine.clocks import Clock
from app.resource_files import resource
from ui.desk import Desk
from ui.frame import FrameLoop
from ui.stages.replaying import ReplayStage
from ui.theme import NIGHT, THEMES, load_fonts, palette
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.window import front
from ui.windows.main_window import MainWindow
from ui.windows.strips import Strips

if TYPE_CHECKING:
    from ui.key_map import KeyPress
    from ui.keys import KeyFilter
    from ui.stamps import Stamp
    from ui.viewstate.body import BodyMaker
    from ui.windows.extras import Extras

_FLUSH_S = 3.0
_SOON_MS = 50


class RaceWindow(QObject):
    """Owns the desk, the main window and the frame loop; slots store, frames draw.

    `first_paint` is sent when head, cards and bar are on the screen, `ready` when everything, the
    graph included, has been drawn once. `drawn` comes with every frame and its snapshot, for the
    panels that stand beside the race; `library_refused` with an error in opening a race.
    """

    first_paint = Signal()
    ready = Signal()
    drawn = Signal(object)
    library_refused = Signal(object)

    def __init__(self, desk: Desk, clock: Clock, theme: str = NIGHT) -> None:
        """Make the window with what belongs to the first paint."""
        super().__init__()
        self.desk: Desk = desk
        self.clock = clock
        self.window: MainWindow = MainWindow()
        self.theme = theme
        self.graph_view = "deficit"
        self._edited: tuple[EntryId, Distance] | None = None
        self._keys: KeyFilter | None = None
        self._maker: BodyMaker | None = None
        self._extras: Extras | None = None
        self._strips = Strips(self.window)
        self._undrawn: Snapshot | None = None
        self.loop = FrameLoop(self._first, lambda: self.desk.moving, self, self._rest)
        self._connect_window()
        self.window.set_theme(THEMES[theme])
        self.window.resize(self.window.sizeHint())
        self.draw()

    def _connect_window(self) -> None:
        window, head = self.window, self.window.head
        window.painted.connect(self._painted)
        window.early_key.connect(self._early_key)
        window.closing.connect(self._closing)
        window.athlete_chosen.connect(self._choose)
        window.live_bar_made.connect(self._connect_live_bar)
        window.replay_bar_made.connect(self._connect_replay_bar)
        window.projection.pressed.connect(self.with_now(self.desk.next_rule))
        window.projection.kind_pressed.connect(self.with_now(self._next_kind))
        head.reading_chosen.connect(self.with_now(self.desk.read_by))
        head.target_chosen.connect(self.with_now(self.desk.choose_target))
        head.theme_toggled.connect(self.next_theme)
        head.add_target.connect(self._add_target)
        head.target_menu.connect(self._edit_target)
        head.keys_wanted.connect(self.show_keys)
        head.menu.connect(self._show_menu)

    def _connect_live_bar(self) -> None:
        bar = self.window.live_bar
        bar.start.connect(lambda: self._pressed(self.desk.start))
        bar.split.connect(lambda: self._pressed(self.desk.split))
        bar.undo.connect(self.with_now(self.desk.undo))
        bar.redo.connect(self.with_now(self.desk.redo))
        bar.typed.connect(self._typed)
        bar.export.connect(self._save_sheet)

    def _connect_replay_bar(self) -> None:
        bar = self.window.replay_bar
        bar.play_pause.connect(self._with_replay(ReplayStage.play_pause))
        bar.next_split.connect(self._with_replay(ReplayStage.step))
        bar.restart.connect(self.with_now(lambda now: self.desk.seek(0.0, now)))
        bar.faster.connect(self._with_replay(ReplayStage.change_speed))
        bar.sought.connect(self.with_now(self.desk.seek))
        bar.hide_ending.connect(self.with_now(self.desk.hide_ending))
        bar.export.connect(self._save_sheet)

    def with_now(self, act: Callable[..., object]) -> Callable[..., None]:
        """Return a slot that calls `act` with its arguments and the instant, then asks for a frame."""

        def slot(*args: object) -> None:
            act(*args, self.clock.now())
            self.loop.wake()

        return slot

    def _with_replay(self, act: Callable[[ReplayStage, Instant], object]) -> Callable[..., None]:
        def slot(*_: object) -> None:
            if isinstance(self.desk.stage, ReplayStage):
                act(self.desk.stage, self.clock.now())
            self.loop.wake()

        return slot

    @property
    def keys(self) -> "KeyFilter":
        """The keyboard's filter: there from the end of the first paint, or the first key."""
        if self._keys is None:
            from ui.keys import KeyFilter, mark_race_window
            from ui.windows.dispatch import act, wants

            self._keys = KeyFilter(
                cast("QApplication", QApplication.instance()),
                lambda action, stamp: act(self, action, stamp),
                wants=lambda action: wants(self, action),
                first=self._prompted,
            )
            mark_race_window(self.window)
            self._keys.typing_changed.connect(self._typing_changed)
        return self._keys

    @property
    def extras(self) -> "Extras":
        """What opens beside the race: menus, editors, the overlay of keys."""
        if self._extras is None:
            from ui.windows.extras import Extras

            self._extras = Extras(self)
        return self._extras

    def _choose(self, athlete: str) -> None:
        self.desk.selected = EntryId(athlete)
        self.loop.wake()

    def _next_kind(self, now: Instant) -> None:
        from ui.repairs.kind import next_kind

        next_kind(self.desk, now)

    def _add_target(self) -> None:
        self.extras.edit_target(None)

    def _edit_target(self, target: str) -> None:
        self.extras.edit_target(target)

    def show_keys(self) -> None:
        """Open or close the overlay of keys."""
        self.extras.show_keys()

    def close_keys(self) -> None:
        """Close the overlay of keys, for what is asked next to be seen."""
        if self._extras is not None:
            self._extras.close_keys()

    def _show_menu(self) -> None:
        self.extras.show_menu()

    def _save_sheet(self) -> None:
        self.extras.export()

    def _prompted(self, key: "KeyPress", stamp: "Stamp") -> bool:
        taken = self.desk.take_key(key, stamp)
        if taken:
            self.loop.wake()
        return taken

    def _early_key(self, event: QKeyEvent) -> None:
        if self._keys is None:
            self.keys.eventFilter(self.window, event)

    def _pressed(self, take: Callable[..., None]) -> None:
        """A press on a button has the instant of the pointer's own event."""
        take(*self.keys.last_press)
        self.loop.wake()

    def _typing_changed(self, typing: bool) -> None:
        """Leaving the field ends the edit of a split."""
        if self.desk.stage.mode == LIVE:
            self.window.live_bar.show_typing(typing)
            if not typing:
                self._edited = None
                self.window.live_bar.leave_field()

    def _typed(self, text: str) -> None:
        from ui.repairs.typed import take_typed

        if take_typed(self.desk, text, self.clock.now(), self._edited):
            self.window.live_bar.leave_field()
        self.loop.wake()

    def draw(self) -> None:
        """Draw one frame of everything that is there."""
        self._first()
        self._rest()

    def _first(self) -> None:
        """Draw what is read at a glance: head, cards, call, strips and bar."""
        snapshot = self._undrawn = self.desk.frame(self.clock.now())
        view = front(snapshot)
        self.window.render_front(view)
        self._strips.render_view(view.strips, view.unsaved)
        if self._extras is not None and snapshot.running:
            self._extras.dismiss()

    def _rest(self) -> None:
        """Draw the body of the same frame, whose graph takes the longest to paint."""
        snapshot, self._undrawn = self._undrawn, None
        if snapshot is None:
            return
        if self._maker is not None and self.window.shows_body:
            self.window.render_body(self._maker.body(snapshot, self.graph_view))
        self.drawn.emit(snapshot)

    def _painted(self) -> None:
        """Wait for the children's turn: the next return to the event loop has it on the screen."""
        self.window.painted.disconnect(self._painted)
        QTimer.singleShot(0, self, self._after_first_paint)

    def _after_first_paint(self) -> None:
        self.first_paint.emit()
        QTimer.singleShot(0, self, self.complete)

    def complete(self) -> None:
        """Make what the first paint could do without, once."""
        if self._maker is not None:
            return
        from PySide6.QtGui import QIcon

        from ui.viewstate.body import BodyMaker
        from ui.windows.body import BodyWidget
        from ui.windows.finish import at_hand, finish

        assert self.keys is not None, "the keyboard comes first"
        load_fonts(first=False)
        QApplication.setWindowIcon(QIcon(str(resource("icons/splitline.svg"))))
        body = BodyWidget()
        body.view_chosen.connect(self.show_graph)
        body.edit_wanted.connect(self._edit_split)
        body.graph_menu.connect(self._show_graph_menu)
        self._maker = BodyMaker()
        self.window.add_body(body)
        finish(self.window)
        self.desk.learn()
        self.next_theme(self.theme)
        self.draw()
        gc.freeze()
        gc.enable()
        QTimer.singleShot(0, self, self.ready.emit)
        QTimer.singleShot(_SOON_MS, at_hand)

    def show_graph(self, view: str) -> None:
        """Show the graph called `view`."""
        self.graph_view = view
        self.loop.wake()

    def next_graph(self) -> None:
        """Show the next graph."""
        from ui.viewstate.graph import VIEWS

        self.show_graph(VIEWS[(VIEWS.index(self.graph_view) + 1) % len(VIEWS)])

    def flip_graph(self) -> None:
        """Turn the graph over: what is ahead on top, or what is behind."""
        body = self.window.body
        if body is not None:
            body.graph.set_flipped(not body.graph.flip_button.isChecked())

    def _show_graph_menu(self, at: QPoint) -> None:
        from ui.windows.graph_menu import show_menu

        show_menu(self, at)

    def next_theme(self, name: str = "") -> None:
        """Use the theme called `name`, by default the one after the theme that is on."""
        names = list(THEMES)
        self.theme = name or names[(names.index(self.theme) + 1) % len(names)]
        QApplication.setPalette(palette(THEMES[self.theme]))
        self.window.set_theme(THEMES[self.theme])
        self._strips.set_theme(THEMES[self.theme])
        if self._extras is not None:
            self._extras.set_theme(self.theme)
        self.loop.wake()

    def _edit_split(self, mark: int) -> None:
        self.edit_split(self.desk.selected, Distance(mark))

    def edit_split(self, athlete: EntryId, mark: Distance) -> None:
        """Edit a split in the field of typed times; a replay's splits are what they were."""
        if self.desk.stage.mode != LIVE:
            return
        state = self.desk.stage.state
        entry = state.entries[athlete]
        known = [each.time(state.zero_of(entry)) for each in entry.splits if each.mark == mark]
        self._edited = (athlete, mark)
        name = mark_name(state.plan.course, mark)
        whose = name if athlete == self.desk.selected else f"{entry.entrant.athlete} {name}"
        self.window.live_bar.edit(whose, canonical(rounded(known[0], 2)) if known else "")

    def _closing(self, event: QCloseEvent) -> None:
        """Closing waits for the journal; what cannot be saved has to be agreed to."""
        if self.desk.stage.mode == LIVE:
            from ui.windows.closing import may_close

            if not may_close(self.window, self.desk.stage, _FLUSH_S, self.clock.now()):
                event.ignore()
                return
        QApplication.quit()
