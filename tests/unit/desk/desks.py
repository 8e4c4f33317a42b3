"""Who sits at the desk in these tests? A live race or a replay, an ear, and a clock by hand."""

from typing import NamedTuple

from app.domain.events import EVENT_STAMP
from app.domain.times import Duration, Instant, after, parse_time
from app.formats.profile_file import shipped_profiles
from app.usecases.live_session import LiveSession
from app.usecases.recorded_race import open_recording, run_of_recording
from ui.desk import Desk
from ui.stages.replaying import ReplayStage
from ui.stages.timing import LiveStage

GUN = Instant(7_000_000_000_000)
SOON_S = 20.0


class Ear:
    """Hears what the desk sounds."""

    def __init__(self) -> None:
        self.heard: list[str] = []

    def split(self) -> None:
        self.heard.append("split")

    def refused(self) -> None:
        self.heard.append("refused")


class Seat(NamedTuple):
    """A desk and what a test needs to look at."""

    desk: Desk
    ear: Ear

    @property
    def live(self) -> LiveStage:
        """The live race on the desk."""
        assert isinstance(self.desk.stage, LiveStage)
        return self.desk.stage

    @property
    def replay(self) -> ReplayStage:
        """The replay on the desk."""
        assert isinstance(self.desk.stage, ReplayStage)
        return self.desk.stage

    def press(self, *times: str, lane: int | None = None) -> None:
        """Press a split at each of these times after the gun."""
        for each in times:
            self.desk.split(at(each), EVENT_STAMP, lane)

    def start(self) -> None:
        """Press the start at the gun."""
        self.desk.start(GUN, EVENT_STAMP)

    def said(self, now: str) -> tuple[str, str]:
        """Return the notice at `now` and its tone."""
        frame = self.desk.frame(at(now))
        return frame.notice, frame.notice_tone

    def gaps(self, now: str, target: str = "sub-4") -> list[float]:
        """Return the deficits at the marks that are passed, in seconds to two decimals."""
        passages = self.desk.frame(at(now)).entry.facts.passages
        return [round(each.deficits[target] / 1e9, 2) for each in passages]


def at(text: str) -> Instant:
    """Return the instant that lies `text` after the gun."""
    return after(GUN, parse_time(text, signed=True))


def live_seat(session: LiveSession) -> Seat:
    """Return a desk with a live race on it."""
    ear = Ear()
    return Seat(Desk(LiveStage(session), shipped_profiles(), ear), ear)


def replay_seat(name: str, position: str = "0", clock: str | None = None) -> Seat:
    """Return a desk with a shipped race on it that stands at `position`."""
    recording, ear = open_recording(name), Ear()
    stage = ReplayStage(recording, run_of_recording(recording, clock=clock), GUN)
    stage.seek(Duration(parse_time(position)), GUN)
    return Seat(Desk(stage, shipped_profiles(), ear), ear)
