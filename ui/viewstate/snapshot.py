"""What does a frame need to know of a race, live or replayed?"""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.live import Analysis, EntryAnalysis
from app.analysis.outlook import Awaited, awaited
from app.domain.course import Distance
from app.domain.events import Record
from app.domain.plan import EntryId
from app.domain.state import RUNNING
from app.domain.target import Target
from app.domain.times import NS_PER_S, Duration, Instant
from ui.viewstate.prompts import PromptView

if TYPE_CHECKING:
    from app.analysis.calls.book import CallBook
    from app.analysis.pacing.forecast import Forecast
    from app.analysis.tap_school import Hand

LIVE = "live"
REPLAY = "replay"

ONE = "one"
ROWS = "rows"
LANES = "lanes"
HELD = Duration(4 * NS_PER_S)
"""How long the lap of a press is held up."""
_STEP = Duration(NS_PER_S // 5)


class Reading(NamedTuple):
    """A choice that a recorded race leaves open: what it is called, why, and the options.

    `options` maps the value on the command line to the words of the switch.
    """

    name: str
    chosen: str
    options: Mapping[str, str]
    why: str


class Transport(NamedTuple):
    """Where a replay stands; `stops` are the times of the splits, `length` of the finish."""

    position: Duration
    length: Duration
    playing: bool
    speed: float
    stops: tuple[Duration, ...]


class Keeping(NamedTuple):
    """How safe a live race is: the newest stored record, and why storing waits, if it does.

    `waiting` are the records that are not stored yet. To within `uncertainty` the clock was found
    again by the time of day.
    """

    saved: int
    trouble: str
    undo: str
    redo: str
    waiting: tuple[Record, ...] = ()
    uncertainty: Duration = Duration(0)


class Snapshot(NamedTuple):
    """One instant of a race with everything around it that is not the race itself.

    Several athletes have a `layout` of `rows` or `lanes`; of them some are `starred`, and some have
    passed a mark just now (`held`). `last_pressed` is whose passage was the latest. `at` is the
    instant on the session's clock, `hand` what is known of whoever presses.
    """

    mode: str
    analysis: Analysis
    selected: EntryId
    line: Reading | None = None
    clock: Reading | None = None
    transport: Transport | None = None
    keeping: Keeping | None = None
    show_ending: bool = True
    notice: str = ""
    notice_tone: str = "muted"
    held_lap: bool = False
    prompt: PromptView | None = None
    silenced: frozenset[tuple[EntryId, Distance]] = frozenset()
    layout: str = ONE
    starred: tuple[EntryId, ...] = ()
    held: tuple[EntryId, ...] = ()
    last_pressed: EntryId | None = None
    calls: "CallBook | None" = None
    at: Instant = Instant(0)
    hand: "Hand | None" = None

    @property
    def entry(self) -> EntryAnalysis:
        """The athlete that the cards speak of."""
        return next(
            each for each in self.analysis.entries if each.facts.entry.entrant.id == self.selected
        )

    @property
    def awaited(self) -> Awaited | None:
        """The press that the athlete's band waits for; five times a second, so that one can read it."""
        return _awaited(self.entry)

    @property
    def band(self) -> "Forecast | None":
        """The band of the athlete that the cards speak of, given that no press has come."""
        return _band(self.entry)

    @property
    def projected(self) -> Duration | None:
        """The projected finish of that athlete, never before the clock."""
        return projected_finish(self.entry)

    @property
    def targets(self) -> tuple[Target, ...]:
        """The targets to be shown: how it ended is left out when the ending is hidden.

        What is another athlete's own is left out as well, unless the race is held to it.
        """
        state = self.analysis.state
        others = {e.entrant.target for e in state.racing if e.entrant.id != self.selected}
        others -= {self.primary.id, state.primary.id}
        mine = tuple(each for each in state.targets if each.id not in others)
        return shown_targets(mine, show_ending=self.show_ending)

    @property
    def running(self) -> bool:
        """Whether a live race has been started and goes on."""
        return self.mode == LIVE and self.analysis.state.phase == RUNNING

    @property
    def primary(self) -> Target:
        """The target the gap is shown to: the selected athlete's own, or the race's."""
        state = self.analysis.state
        return state.target_of(state.entries[self.selected])


def projected_finish(entry: EntryAnalysis) -> Duration | None:
    """Return an athlete's projected finish, given that no press has come, never before the clock."""
    projection, band = entry.facts.projection, _band(entry)
    if projection is None:
        return None
    return max(projection.finish if band is None else band.finish, entry.elapsed)


def model_finish(entry: EntryAnalysis) -> Duration | None:
    """Return what the pacing model says now, also where another rule was chosen; None without it."""
    band, facts = _band(entry), entry.facts
    if band is not None:
        return band.finish
    run = facts.projection.so_far if facts.projection is not None else None
    if run is None or facts.next_mark is None:
        return None
    press = awaited(run, facts.next_mark, entry.elapsed)
    return press and press.by_steps(_STEP).forecast.finish


def _awaited(entry: EntryAnalysis) -> Awaited | None:
    press = entry.estimate.awaited if entry.estimate is not None else None
    return press and press.by_steps(_STEP)


def _band(entry: EntryAnalysis) -> "Forecast | None":
    projection, press = entry.facts.projection, _awaited(entry)
    if projection is None or projection.band is None:
        return None
    return projection.band if press is None else press.forecast


def shown_targets(targets: Sequence[Target], *, show_ending: bool) -> tuple[Target, ...]:
    """Return the targets without how it ended when the ending is hidden; never none at all."""
    shown = tuple(each for each in targets if show_ending or not each.own_result)
    return shown or tuple(targets)
