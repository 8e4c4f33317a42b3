"""A training session planned and armed by real keys in the real window, every key counted."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.training.session_setup import TrainingSetup, runners_of
from app.engine.clocks import BootClock
from app.engine.kinds import TRAINING_KIND
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.place import library_path
from app.usecases.last_training import training_setup
from app.usecases.live_training import start_training
from app.usecases.roster_text import read_roster
from tests.e2e.held_up import Application, running
from tests.e2e.xserver import XServer, Xtest, wait_for

MOST_KEYS = 4
TITLE = "Plan a training session"
PLAN = "3 x (4 x 300 in 43, 1:30) / 5:00"
ROSTER = "A: Ann, 5k 15:30, Bea\nB: Cia, 300 in 45"
SESSION = "Splitline: training"
SOON_S = 10.0


class Hand:
    """A hand that counts its keys, those held down included."""

    def __init__(self, xtest: Xtest) -> None:
        self._xtest = xtest
        self.keys = 0

    def press(self, key: str, *, holding: Sequence[str] = ()) -> None:
        self.keys += 1 + len(holding)
        self._xtest.press(key, holding=holding)


def _planner(application: Application, xtest: Xtest, words: str) -> None:
    """Wait for the planner with `words` on it, and the keyboard."""
    xtest.focus(xtest.wait_for_window(f"^{TITLE}$"))
    application.wait_until(
        lambda seen: words in str(seen) and seen["active"] == TITLE, "the planner"
    )


def _armed(known: Sequence[str]) -> TrainingSetup:
    """The session that was armed since, once it is stored."""

    def look() -> TrainingSetup | None:
        for each in Library(library_path()).find(Query(kind=TRAINING_KIND)):
            if each.id not in known:
                return training_setup(library_path(), each.id)
        return None

    return wait_for(look, "the session armed")


@pytest.fixture
def last() -> str:
    """The id of a session that was set up and left."""
    runners = runners_of(read_roster(ROSTER))
    setup = TrainingSetup(title="Tuesday", plan=PLAN, runners=runners)
    live = start_training(library_path(), setup, BootClock())
    assert live.journal.close(SOON_S)
    return live.id


def test_that_a_session_is_planned_from_nothing_to_armed(
    xserver: XServer, xtest: Xtest, tmp_path: Path
) -> None:
    with running(xserver, xtest, tmp_path / "run", "live", held_up_ms=0) as application:
        window = application.ready()
        xtest.press("t", holding=["Control_L"])
        _planner(application, xtest, "Type the session as you would write it down")
        xtest.type_text(f"{PLAN} hard")
        application.wait_until(lambda seen: 'Found "hard"' in str(seen), "the wrong word named")
        for _ in " hard":
            xtest.press("BackSpace")
        application.wait_until(lambda seen: "12 repetitions" in str(seen), "the plan read aloud")
        xtest.press("Tab")
        first, second = ROSTER.split("\n")
        xtest.type_text(first)
        xtest.press("Return")
        xtest.type_text(second)
        application.wait_until(lambda seen: "3 athletes in 2 groups" in str(seen), "the athletes")
        xtest.press("Return", holding=["Control_L"])
        application.wait_until(lambda seen: seen["active"] == SESSION, "the window of the session")
        setup = _armed(())
        assert setup.plan == PLAN
        assert [(each.name, each.group) for each in setup.runners] == [
            ("Ann", "A"),
            ("Bea", "A"),
            ("Cia", "B"),
        ]
        assert application.close(window) == 0


def test_that_the_last_session_is_armed_by_no_more_than_four_keys(
    xserver: XServer, xtest: Xtest, tmp_path: Path, last: str
) -> None:
    hand = Hand(xtest)
    with running(xserver, xtest, tmp_path / "run", "live", held_up_ms=0) as application:
        window = application.ready()
        hand.press("t", holding=["Control_L"])
        _planner(application, xtest, "12 repetitions")
        hand.press("Return")
        setup = _armed((last,))
        assert hand.keys <= MOST_KEYS
        before = training_setup(library_path(), last)
        assert (setup.plan, setup.runners) == (before.plan, before.runners)
        assert application.close(window) == 0


def test_that_a_draft_outlives_the_application(
    xserver: XServer, xtest: Xtest, tmp_path: Path, last: str
) -> None:
    with running(xserver, xtest, tmp_path / "first", "live", held_up_ms=0) as application:
        window = application.ready()
        xtest.press("t", holding=["Control_L"])
        _planner(application, xtest, "12 repetitions")
        xtest.type_text(" + 4x200")
        application.wait_until(lambda seen: "16 repetitions" in str(seen), "what was typed")
        xtest.press("Escape")
        assert application.close(window) == 0
    with running(xserver, xtest, tmp_path / "second", "live", held_up_ms=0) as application:
        window = application.ready()
        hand = Hand(xtest)
        hand.press("t", holding=["Control_L"])
        _planner(application, xtest, "16 repetitions")
        hand.press("Return")
        assert _armed((last,)).plan == f"{PLAN} + 4x200"
        assert application.close(window) == 0
