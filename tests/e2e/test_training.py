"""A training session by real keys in the real window: run, killed, offered again and gone on with."""

import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from app.domain.events import EVENT_STAMP, Record, TapTaken
from app.domain.plan import EntryId
from app.domain.training.session_events import RepetitionStarted, RepetitionTimed
from app.domain.training.session_state import RUNNING, TrainingState
from app.engine.kinds import state_of_any
from tests.e2e.held_up import Application, ask_to_close, running
from tests.e2e.journal_reading import journal, journal_of, kinds, outside_ms
from tests.e2e.xserver import XServer, Xtest

TITLE = "^Splitline: training$"
PLAN = ("train", "--plan", "3x100 in 16, 12 s", "--athlete", "A: Anna, Bea", "--athlete", "B: Cia")
PRESSES = (RepetitionStarted, RepetitionTimed, TapTaken)
ANNA, BEA, CIA = map(EntryId, "123")


def window_of(xtest: Xtest) -> Any:
    """Return the window of the session, with the keyboard."""
    window = xtest.wait_for_window(TITLE)
    xtest.focus(window)
    return window


def session(records: Sequence[Record]) -> TrainingState:
    """Return where the session stands after its records."""
    state = state_of_any(records)
    assert isinstance(state, TrainingState)
    return state


def presses(records: Sequence[Record]) -> list[Record]:
    """Return the records that are presses of a key."""
    return [each for each in records if isinstance(each.event, PRESSES)]


def close(application: Application, window: Any) -> int:
    """Ask the window to close and return the exit code."""
    ask_to_close(window)
    return application.process.wait(15)


def test_that_a_session_of_two_groups_is_killed_and_goes_on_where_it_was(
    xserver: XServer, xtest: Xtest, tmp_path: Path, splitline_home: Path
) -> None:
    with running(xserver, xtest, tmp_path / "killed", *PLAN) as application:
        window_of(xtest)
        brackets = []
        for key, pause in (("space", 0.3), ("b", 0.9), ("1", 0.4), ("u", 0.2), ("F3", 0.1)):
            brackets.append(xtest.press(key))
            time.sleep(pause)
        journal_of(splitline_home, 6)
        application.kill()
    records = journal(splitline_home)
    assert kinds(records) == [
        "TrainingPlanned",
        "RepetitionStarted",
        "RepetitionStarted",
        "RepetitionTimed",
        "TapTaken",
        "RepetitionTimed",
    ]
    assert {each.event.stamp for each in presses(records)} == {EVENT_STAMP}  # type: ignore[union-attr]
    assert outside_ms(brackets, presses(records)) <= 1
    assert session(records).phase == RUNNING

    with running(xserver, xtest, tmp_path / "again", "train", "--go-on") as application:
        window = window_of(xtest)
        for key in ("n", "2", "x", "3", "t", "w", "1"):
            xtest.press(key)
            time.sleep(0.05)
        xtest.type_text("windy")
        xtest.press("Return")
        journal_of(splitline_home, 9)
        assert close(application, window) == 0
    state = session(journal(splitline_home))
    assert [len(each.starts) for each in state.groups.values()] == [1, 1]
    assert [state.runners[each].attempts[0].stop is not None for each in (ANNA, BEA)] == [True] * 2
    stopping = state.runners[CIA].stopping
    assert stopping is not None
    assert stopping.reason == "tired"
    assert [(each.entry, each.text) for each in state.notes] == [(ANNA, "windy")]


def test_that_the_race_window_offers_a_session_that_was_killed(
    xserver: XServer, xtest: Xtest, tmp_path: Path, splitline_home: Path
) -> None:
    with running(xserver, xtest, tmp_path / "killed", *PLAN) as application:
        window_of(xtest)
        xtest.press("a")
        journal_of(splitline_home, 2)
        application.kill()
    with running(
        xserver, xtest, tmp_path / "again", "replay", "paris-2025", "--window", held_up_ms=0
    ) as application:
        application.ready()
        application.wait_until(
            lambda seen: any("Training was left running" in each for each in seen["words"]),
            "the strip",
        )
        application.click("^Go on with it$")
        window = window_of(xtest)
        xtest.press("1")
        records = journal_of(splitline_home, 3)
        ask_to_close(window)
        application.wait_until(lambda seen: seen["windows"] == ["Splitline"], "the race alone")
    assert session(records).runners[ANNA].attempts[0].stop is not None
