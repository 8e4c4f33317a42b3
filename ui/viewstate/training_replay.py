"""What is in the bar under a training session that is played again?"""

from app.domain.times import Duration
from ui.viewstate.bar import ReplayBar
from ui.viewstate.snapshot import Transport
from ui.viewstate.training_words import up_text


def training_replay_bar(transport: Transport) -> ReplayBar:
    """Return the bar of a replay; a session without a start has no length and is at its end."""
    span = Duration(max(transport.length, 1))
    return ReplayBar(
        playing=transport.playing,
        elapsed=up_text(transport.position),
        length=up_text(transport.length),
        place=transport.position / span,
        stops=tuple(stop / span for stop in transport.stops),
        speed=f"{transport.speed:g}\u00d7",
        at_end=transport.position >= transport.length,
    )
