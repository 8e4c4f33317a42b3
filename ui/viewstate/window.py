"""What is on the whole main window at one instant?"""

from typing import NamedTuple

from ui.viewstate.bar import LiveBar, ReplayBar, live_bar, replay_bar
from ui.viewstate.call import call
from ui.viewstate.cards import Cards, cards
from ui.viewstate.head import Head, head
from ui.viewstate.snapshot import LIVE, Snapshot


class Front(NamedTuple):
    """The parts that are there with the first paint."""

    head: Head
    cards: Cards
    call: str
    bar: LiveBar | ReplayBar
    notice: str
    notice_tone: str


def front(snapshot: Snapshot) -> Front:
    """Return head, cards, call and bar."""
    bar = live_bar(snapshot) if snapshot.mode == LIVE else replay_bar(snapshot)
    return Front(
        head=head(snapshot),
        cards=cards(snapshot),
        call=call(snapshot),
        bar=bar,
        notice=snapshot.notice or _reading(snapshot),
        notice_tone=snapshot.notice_tone,
    )


def _reading(snapshot: Snapshot) -> str:
    """A race that can be read in several ways says so as long as nothing else is to be said."""
    reading = snapshot.line or snapshot.clock
    return reading.why if reading is not None else ""
