"""Who looks after the library while the window is open, and says what became of it?

It is opened, listed, copied and, where it is damaged, recovered in a thread; slots take what comes
of it, frames show it.
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from app import bootstrap
from app.domain.state import RUNNING
from app.language import tr
from app.storage.failures import is_damage
from app.usecases import care as usecases
from app.usecases.care import Care
from ui.awake import keeper_for
from ui.stages.timing import LiveStage
from ui.viewstate.care import News, state_of_library, told
from ui.viewstate.snapshot import LIVE, Snapshot
from ui.widgets.banner import Banner
from ui.windows.background import Background
from ui.windows.power import PowerHost
from ui.windows.training_opening import training_here

if TYPE_CHECKING:
    from ui.viewstate.care import BannerView
    from ui.windows.race_window import RaceWindow

_LOOK_AGAIN_MS = 5_000
_COPY_AFTER_MS = 3_000


def look_after(owner: "RaceWindow") -> "CareHost":
    """Begin to look after library and machine; the window is on the screen."""
    host = CareHost(owner, bootstrap.build().library)
    PowerHost(owner, keeper_for(sys.platform, owner), host.tell)
    return host


class CareHost(QObject):
    """Owns what is known of the library, and the two banners that speak of it.

    A recovery that has begun is brought to its end even where the window is closed meanwhile.
    """

    def __init__(self, owner: "RaceWindow", library: Path) -> None:
        """Look after `library` at once, and every few seconds as long as something is amiss."""
        super().__init__(owner)
        self._owner = owner
        self._library = library
        self.care = Care()
        self._damage = ""
        self._recovered = self._copied = False
        self._open = 0
        self._offered: set[str] = set()
        self._heard = ""
        self._news: list[News] = []
        self._state, self._told = self._banner(), self._banner()
        self._told.put_away.connect(self._put_away)
        self._background = Background(self)
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look_again)
        owner.drawn.connect(self._drawn)
        owner.library_refused.connect(self._refused)
        self._timer.start(_LOOK_AGAIN_MS)
        self.look()
        QTimer.singleShot(_COPY_AFTER_MS, self, self._copy)

    def _banner(self) -> Banner:
        banner = Banner(self._owner.window)
        banner.hide()
        return banner

    def look(self) -> None:
        """Open and list the library soon."""
        clock, timed = self._owner.clock, self._timed()
        self._ask(partial(usecases.look_after, self._library, clock, timed=timed))

    def _ask(self, work: Callable[[], Care]) -> None:
        self._open += 1
        self._background.ask(
            work, self._answered, lambda words: self._answered(Care(trouble=words))
        )

    def _answered(self, care: Care) -> None:
        self._open -= 1
        self._take(care)

    def tell(self, news: News) -> None:
        """Show something until it is put away."""
        self._news.append(news)
        self._owner.loop.wake()

    def _timed(self) -> str:
        stage = self._owner.desk.stage
        return stage.session.id if isinstance(stage, LiveStage) else training_here(self._owner)

    def _look_again(self) -> None:
        """While a race is stored, its journal knows best who writes."""
        if self._open:
            return
        if not self.care.well:
            self.look()
        elif not self._timed():
            self._ask(partial(usecases.glance, self._library))
        self._copy()

    def _copy(self) -> None:
        """Make the copy of the day, once, and not while a race runs."""
        running = bool(self._timed()) and self._owner.desk.stage.state.phase == RUNNING
        if self.care.well and not (self._copied or running):
            self._copied = True
            self._ask(partial(usecases.copy_of_the_day, self._library, self._owner.clock))

    def _take(self, care: Care) -> None:
        """Take what the thread found; damage is not forgotten because a later look missed it."""
        self._copied = self._copied and not care.elsewhere
        self._damage = care.trouble if care.damaged else self._damage
        if self._damage and care.well:
            care = care._replace(trouble=self._damage, damaged=True)
        self.care = care
        if care.news:
            self.tell(News(tr("LIBRARY"), care.news))
        if care.damaged and not self._timed():
            self._recover()
        if care.left is not None and care.left.summary.id not in self._offered:
            self._offered.add(care.left.summary.id)
            self._owner.extras.offer(care.left)
        self._owner.loop.wake()

    def _recover(self) -> None:
        """Recover the library once: a second time the disk itself is at fault."""
        words, self._damage = self._damage, ""
        if self._recovered:
            self._timer.stop()
            self.care = Care(
                trouble=tr("{words} It was recovered before: the disk may be failing.", words=words)
            )
            return
        self._recovered = True
        self._ask(partial(usecases.mend, self._library, self._owner.clock))

    def _refused(self, error: Exception) -> None:
        """A race that cannot be opened may be the first sign of damage."""
        if is_damage(error):
            self._take(Care(trouble=str(error), damaged=True))

    def _put_away(self) -> None:
        del self._news[:1]
        self._owner.loop.wake()

    def _drawn(self, snapshot: Snapshot) -> None:
        self._hear()
        live = snapshot.mode == LIVE
        if snapshot.keeping is not None and snapshot.keeping.trouble:
            # The banner of what is not saved comes first; what was done can be told later.
            self._show(self._state, None)
            self._show(self._told, None)
            return
        self._show(self._state, state_of_library(self.care, live=live))
        self._show(self._told, told(self._news))

    def _hear(self) -> None:
        """The journal of a race recovers a library by itself when it has to."""
        stage = self._owner.desk.stage
        news = stage.session.journal.news if isinstance(stage, LiveStage) else ""
        if news and news != self._heard:
            self._heard, self._damage = news, ""
            self.tell(News(tr("LIBRARY"), news))
            self.look()

    def _show(self, banner: Banner, view: "BannerView | None") -> None:
        if view is not None:
            if banner.theme is not self._owner.window.theme:
                banner.set_theme(self._owner.window.theme)
            banner.render_view(view)
        self._owner.window.show_strip(banner, shown=view is not None)
