"""What does the operator do with the scoreboard? On and off, blank, freeze, who, confirm.

Frames bring it the race; it draws ten times a second at most, and only what is confirmed.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QApplication

from app.analysis.confirmed import settled_at
from app.analysis.crowd import Crowd
from app.domain.times import NS_PER_MS, NS_PER_S
from app.domain.zero_basis import tolerance_of
from app.formats.pacing_file import shipped_pacing
from app.formats.profile_file import shipped_profiles
from app.language import language, tr
from ui.key_map import KeyPress
from ui.keys import mark_race_window
from ui.viewstate.board_words import confirmed_words, held_words, withdrawn_words
from ui.viewstate.scoreboard import TOP, WHO, WHO_NAMES, Source, board
from ui.viewstate.screens import screen_for
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.viewstate.tones import ALERT, MUTED
from ui.widgets.prompt_strip import PromptStrip
from ui.windows.board_file import BoardFile
from ui.windows.scoreboard import ScoreboardWindow, Screens

if TYPE_CHECKING:
    from ui.viewstate.scoreboard import Confirmed
    from ui.windows.race_window import RaceWindow

_TENTH = NS_PER_S // 10


class BoardControl(QObject):
    """Owns the scoreboard's window, what is shown there, and the state file; made when first asked for.

    `confirmed` are the results that the operator has confirmed, of the race on the desk.
    """

    def __init__(self, owner: "RaceWindow") -> None:
        """Make it with nothing open."""
        super().__init__(owner)
        self._owner = owner
        self.crowd = Crowd(shipped_profiles())
        self.crowd.learn(shipped_pacing())
        self.window: ScoreboardWindow | None = None
        self.screens = Screens(self)
        self.screens.gone.connect(self.screen_gone)
        self.screens.come.connect(self.screen_come)
        self.who, self.key = TOP, ""
        self.blank = self.frozen = False
        self.lost = ""
        self.confirmed: Confirmed = frozenset()
        self.file = BoardFile()
        self._stage = owner.desk.stage
        self._seen: tuple[object, ...] = ()
        self._source: tuple[Source, str] | None = None
        self._strip: PromptStrip | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.timeout.connect(owner.loop.wake)
        owner.drawn.connect(self._drawn)
        application = QApplication.instance()
        assert application is not None, "a window needs its application"
        application.aboutToQuit.connect(self.file.close)

    def _say(self, words: str, tone: str = MUTED) -> None:
        self._owner.desk.say(words, self._owner.clock.now(), tone)
        self._owner.loop.wake()

    @property
    def shown(self) -> bool:
        """Whether the scoreboard is on a screen."""
        return self.window is not None and self.window.isVisible()

    def toggle(self) -> None:
        """Show the scoreboard on a free screen, or take it away."""
        if self.shown:
            self.hide()
        else:
            self.show()

    def show(self, wanted: str = "") -> None:
        """Show it on the screen that is `wanted`, by default a free one, else in a window."""
        choice = screen_for(self.screens.all(), self._operators, wanted)
        window, screen = self._made(), choice.screen
        self.lost = ""
        if screen is None or (self.key and not wanted):
            window.stand_beside(self._owner.window.screen())
            words = tr("The scoreboard stands in a window of its own.")
        else:
            window.fill(self.screens.of(screen))
            number, name = screen.number, screen.name
            words = tr("The scoreboard fills screen {number} ({name}).", number=number, name=name)
        self._say(" ".join(filter(None, (choice.words, words))), ALERT if choice.words else MUTED)
        self._refresh()

    def show_in_window(self) -> None:
        """Show it in a window beside the operator's."""
        self.lost = ""
        self._made().stand_beside(self._owner.window.screen())
        self._refresh()

    def hide(self) -> None:
        """Take it away."""
        if self.window is not None:
            self.window.hide()
        self.lost = ""
        self._say(tr("The scoreboard is off."))
        self._refresh()

    @property
    def _operators(self) -> int:
        """The number of the screen that the operator's window stands on."""
        return self.screens.number(self._owner.window.screen())

    def _made(self) -> ScoreboardWindow:
        if self.window is None:
            self.window = ScoreboardWindow()
            self.window.closed.connect(self._closed)
            self.window.set_theme(self._owner.window.theme)
            self.window.set_key(self.key)
            mark_race_window(self.window)
            self._owner.keys.let_have(self.window, self._take)
            self._owner.window.destroyed.connect(self.window.deleteLater)
        return self.window

    def _closed(self) -> None:
        self._say(tr("The scoreboard is off."))

    def _take(self, key: KeyPress) -> bool:
        """`B` and `F` steer the scoreboard where it has the keyboard; every other key is the race's."""
        if key.control or key.alt or key.shift or key.other:
            return False
        act = {"B": self.toggle_blank, "F": self.toggle_frozen}.get(key.name)
        if act is not None:
            act()
        return act is not None

    def toggle_blank(self) -> None:
        """Show nothing on it, or everything again."""
        self.blank = not self.blank
        if not self.blank:
            self._say(tr("The scoreboard shows the race again."))
        self._refresh()

    def toggle_frozen(self) -> None:
        """Let it stand as it is, or go on."""
        self.frozen = not self.frozen
        if not self.frozen:
            self._say(tr("The scoreboard goes on."))
        self._refresh()

    def next_who(self) -> None:
        """Show the next of: the first three, the leader, the selected athlete."""
        self.show_who(WHO[(WHO.index(self.who) + 1) % len(WHO)])

    def show_who(self, who: str) -> None:
        """Show the first three, the leader, or the selected athlete."""
        self.who = who
        self._say(tr("The scoreboard shows {who}.", who=tr(WHO_NAMES[who])))
        self._refresh()

    def set_key(self, colour: str) -> None:
        """Put it over a key colour, in a window without a frame; empty for none."""
        self.key = colour
        if self.window is not None:
            self.window.set_key(colour)
            if self.shown and self.window.home is None:
                self.window.stand_beside(self._owner.window.screen())
        self._refresh()

    def confirm(self) -> None:
        """Confirm every result that stands there now; where all are confirmed, take that back."""
        view = self._source_now(self._owner.desk.frame(self._owner.clock.now())).view
        results = frozenset(
            (each.entry, each.result) for each in view.athletes if each.result is not None
        )
        if not results:
            self._owner.desk.refuse(
                tr("There is no result to confirm yet."), self._owner.clock.now()
            )
        elif results <= self.confirmed:
            self.confirmed = frozenset()
            self._say(withdrawn_words(len(results)))
        else:
            self._say(confirmed_words(view, results - self.confirmed))
            self.confirmed = results
        self._refresh()

    def write_to(self, path: Path | None) -> None:
        """Keep the state file at `path`, or none any more."""
        self.file.write_to(path)
        self._refresh()

    def screen_gone(self, name: str) -> None:
        """A screen was unplugged: once the system has moved its windows, see where ours stands."""
        if self.window is not None and self.window.home is not None and self.shown:
            home = self.window.home
            if home == name:
                self.window.hide()
            QTimer.singleShot(0, self, lambda: self._stand_anew(home, name))

    def _stand_anew(self, home: str, gone: str) -> None:
        """Go to a free screen; where none is left, hide and say so, for the operator needs that one."""
        operators = self._operators
        known = {each.name: each.number for each in self.screens.all()}
        if self.window is None or (home != gone and known.get(home) != operators):
            return
        free = next((each for each in self.screens.all() if each.number != operators), None)
        if free is not None:
            self.window.fill(self.screens.of(free))
            words = tr("The scoreboard's screen is gone; it fills {name} now.", name=free.name)
            self._say(words, ALERT)
            return
        self.window.hide()
        self.lost = home
        self._refresh()

    def screen_come(self, name: str) -> None:
        """A screen was plugged in: a scoreboard that lost its own comes back."""
        if self.lost:
            QTimer.singleShot(0, self, lambda: self._come_back(name))

    def _come_back(self, name: str) -> None:
        if self.lost and any(each.name == name for each in self.screens.all()):
            self.show(name)

    def _refresh(self) -> None:
        self._seen = ()
        self._owner.loop.wake()

    def _source_now(self, snapshot: Snapshot) -> Source:
        desk, live = self._owner.desk, snapshot.mode == LIVE
        view = self.crowd.look(snapshot.analysis, snapshot.at, desk.rule, live=live)
        tolerance = tolerance_of(snapshot.analysis.state)
        return Source(view, self.who, snapshot.selected, self.confirmed, tolerance)

    def _drawn(self, seen: object) -> None:
        """Look after the strip and the file, and show the race."""
        self._show_strip()
        words = self.file.take_trouble()
        if words:
            self._say(words, ALERT)
        if isinstance(seen, Snapshot) and (self.shown or self.file.path):
            self._show_race(seen)

    def _show_race(self, snapshot: Snapshot) -> None:
        """Show what is new: with the clock ten times a second, else when something has changed."""
        if self._owner.desk.stage is not self._stage:
            self._stage, self.confirmed = self._owner.desk.stage, frozenset()
        state, theme = snapshot.analysis.state, self._owner.window.theme
        key = (
            id(state),
            snapshot.at // _TENTH,
            snapshot.selected,
            self._owner.desk.rule,
            theme.name,
            language(),
        )
        if key != self._seen:
            self._seen = key
            self._await(snapshot)
            self._render(snapshot)

    def _await(self, snapshot: Snapshot) -> None:
        """Ask for a frame when a press that is held back has settled."""
        at = settled_at(snapshot.analysis.state, snapshot.at) if snapshot.mode == LIVE else None
        if at is not None:
            self._settling.start((at - snapshot.at) // NS_PER_MS + 1)

    def _render(self, snapshot: Snapshot) -> None:
        if not self.frozen or self._source is None:
            self._source = (self._source_now(snapshot), snapshot.mode)
        source, mode = self._source
        self.file.show(source, mode, blank=self.blank, frozen=self.frozen)
        if self.window is None or not self.shown:
            return
        if self.window.theme is not self._owner.window.theme:
            self.window.set_theme(self._owner.window.theme)
        self.window.render_view(board(source))
        if self.window.blank is not self.blank:
            self.window.set_blank(self.blank)

    def _show_strip(self) -> None:
        """Remind the operator of what the crowd does not see."""
        view = held_words(
            blank=self.blank,
            frozen=self.frozen,
            lost=self.lost,
            watched=self.shown or self.file.path,
        )
        if view is not None:
            if self._strip is None:
                self._strip = PromptStrip(self._owner.window)
            if self._strip.theme is not self._owner.window.theme:
                self._strip.set_theme(self._owner.window.theme)
            self._strip.render_view(view)
        if self._strip is not None:
            self._owner.window.show_strip(self._strip, shown=view is not None)


def board_of(owner: "RaceWindow") -> BoardControl:
    """Return the scoreboard of a window, made when it is first asked for."""
    found = owner.findChild(BoardControl)
    return found if found is not None else BoardControl(owner)
