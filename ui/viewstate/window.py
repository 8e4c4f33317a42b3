"""What is on the whole main window at one instant?"""

from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from ui.viewstate.bar import LiveBar, ReplayBar, live_bar, replay_bar
from ui.viewstate.call import Call, call
from ui.viewstate.card_values import Cards
from ui.viewstate.cards import cards
from ui.viewstate.head import Head, head
from ui.viewstate.prompts import PromptView
from ui.viewstate.snapshot import LIVE, ONE, Snapshot

if TYPE_CHECKING:
    from ui.viewstate.care import BannerView
    from ui.viewstate.lanes import Field


class Front(NamedTuple):
    """The parts that are there with the first paint; `field` takes the cards' place.

    The cards are worked out when they are asked for, which a field does not do.

    `unsaved` is the banner of a race that cannot be stored.
    """

    snapshot: Snapshot
    head: Head
    call: Call
    bar: LiveBar | ReplayBar
    notice: str
    notice_tone: str
    strips: Mapping[str, PromptView]
    field: "Field | None" = None
    unsaved: "BannerView | None" = None

    @property
    def cards(self) -> Cards:
        """The cards of one athlete."""
        return cards(self.snapshot)


def front(snapshot: Snapshot) -> Front:
    """Return head, cards, call and bar."""
    bar = live_bar(snapshot) if snapshot.mode == LIVE else replay_bar(snapshot)
    return Front(
        snapshot=snapshot,
        head=head(snapshot),
        call=call(snapshot),
        bar=bar,
        notice=snapshot.notice or _reading(snapshot),
        notice_tone=snapshot.notice_tone,
        strips=_strips(snapshot),
        field=_field(snapshot),
        unsaved=_unsaved(snapshot),
    )


def _unsaved(snapshot: Snapshot) -> "BannerView | None":
    if snapshot.keeping is None or not snapshot.keeping.trouble:
        return None
    from ui.viewstate.care import unsaved

    return unsaved(snapshot.keeping, snapshot.at)


def _field(snapshot: Snapshot) -> "Field | None":
    if snapshot.layout == ONE:
        return None
    from ui.viewstate.lanes import field

    return field(snapshot)


def _strips(snapshot: Snapshot) -> dict[str, PromptView]:
    """Return what is asked at this instant, by the name of its strip, from top to bottom."""
    asked = {"prompt": snapshot.prompt}
    state = snapshot.analysis.state
    if snapshot.mode == LIVE and state.taps:
        from ui.viewstate.queue import queue

        asked["taps"] = queue(snapshot)
    if snapshot.mode == LIVE and state.zero is not None:
        from ui.viewstate.asked import asked as question

        asked["question"] = question(snapshot)
    return {name: view for name, view in asked.items() if view is not None}


def _reading(snapshot: Snapshot) -> str:
    """A race that can be read in several ways says so as long as nothing else is to be said."""
    reading = snapshot.line or snapshot.clock
    return reading.why if reading is not None else ""
