"""The last set-up again: by one key, and as the form of a new race is filled in."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.domain.plan import Setup
from app.domain.state import ARMED, RUNNING
from app.storage.library import Library
from app.storage.place import library_path
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.ui.conftest import SOON_S, Opened
from ui.stages.replaying import ReplayStage
from ui.windows.new_race import NewRaceDialog

Open = Callable[..., Opened]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
WANTED = {
    "event": "1500",
    "athletes": ("Ann, 4:30", "4: Bea +10", "pacer Bob to 800", "watch of Ann"),
    "stand": "start",
}


def setup_on(opened: Opened) -> Setup:
    state = opened.race.desk.stage.state
    entrants = tuple(each.entrant for each in state.entries.values())
    return Setup(plan=state.plan, entrants=entrants, targets=state.targets)


def form(opened: Opened) -> NewRaceDialog:
    found = opened.race.window.findChild(NewRaceDialog)
    assert found is not None
    return found


@pytest.fixture
def timed(open_live: Open) -> Setup:
    """A race that was set up and stored, and is not on any window any more."""
    opened = open_live(**WANTED)
    assert opened.live.session.journal.close(SOON_S)
    return setup_on(opened)


def test_that_one_key_arms_the_last_set_up_in_a_window_that_was_opened_without_a_word(
    timed: Setup, open_live: Open
) -> None:
    opened = open_live()
    before = opened.live.session.id
    opened.press(Key.Key_R, CONTROL)
    assert setup_on(opened) == timed == setup_for(RaceRequest(**WANTED))  # type: ignore[arg-type]
    assert opened.live.session.id != before
    assert (opened.live.state.phase, opened.notice()) == (
        ARMED,
        "The last set-up again: Return starts the clock.",
    )
    opened.press(Key.Key_Return)
    assert opened.live.state.phase == RUNNING


def test_that_it_is_armed_from_a_replay_too(timed: Setup, open_replay: Open) -> None:
    opened = open_replay()
    opened.press(Key.Key_R, CONTROL)
    assert setup_on(opened) == timed


def test_that_without_an_earlier_race_one_sentence_says_so(open_replay: Open) -> None:
    opened = open_replay()
    opened.press(Key.Key_R, CONTROL)
    assert opened.notice() == "No race has been set up yet: there is no set-up to take again."
    assert isinstance(opened.race.desk.stage, ReplayStage)
    assert opened.sounds.heard == ["refused"]


def test_that_a_library_that_cannot_be_read_is_named(open_replay: Open) -> None:
    library_path().parent.mkdir(parents=True, exist_ok=True)
    library_path().write_text("a diary")
    opened = open_replay()
    opened.press(Key.Key_R, CONTROL)
    assert str(library_path()) in opened.notice()
    opened.press(Key.Key_N, CONTROL)
    assert form(opened).form.event == "Mile"


def test_that_a_running_race_is_left_at_the_second_asking_and_set_up_again(
    open_live: Open,
) -> None:
    opened = open_live(event="800", athletes=("Ann", "Bea"))
    opened.press(Key.Key_Return)
    opened.press(Key.Key_1)
    running, planned = opened.live.session.id, setup_on(opened)
    opened.press(Key.Key_R, CONTROL)
    assert opened.live.session.id == running
    assert opened.notice().startswith("A race is running. Choose again to leave it")
    opened.press(Key.Key_R, CONTROL)
    assert opened.live.session.id != running
    assert (setup_on(opened), opened.live.state.phase) == (planned, ARMED)
    assert {each.id for each in Library(library_path()).summaries()} >= {running}


def test_that_a_race_that_waits_for_its_start_is_the_last_set_up_itself(open_live: Open) -> None:
    opened = open_live(event="800")
    before = opened.live.session.id
    opened.press(Key.Key_R, CONTROL)
    assert opened.live.session.id == before
    assert opened.notice() == "This race is set up and waits: Return starts the clock."


def test_that_the_form_opens_as_the_last_race_was_set_up_and_return_arms_it(
    timed: Setup, open_live: Open
) -> None:
    opened = open_live()
    opened.press(Key.Key_N, CONTROL)
    dialog = form(opened)
    assert dialog.form.athletes == "Ann, 4:30.00\n4: Bea +10\npacer Bob to 800\nwatch of Ann\n"
    assert dialog.event_field.currentText() == "1500 m"
    QTest.keyClick(dialog.event_field, Key.Key_Return)
    assert setup_on(opened) == timed


def test_that_the_form_keeps_what_was_typed_when_it_opens_again(
    timed: Setup, open_live: Open
) -> None:
    opened = open_live()
    opened.press(Key.Key_N, CONTROL)
    dialog = form(opened)
    dialog.athletes.setPlainText("Zoe")
    dialog.reject()
    opened.press(Key.Key_N, CONTROL)
    assert dialog.form.athletes == "Zoe"
    assert timed.plan.course.event == "1500"


def test_that_a_set_up_is_taken_from_the_newest_of_several(open_live: Open) -> None:
    for event in ("800", "3000"):
        setup = setup_for(RaceRequest(event=event))
        clock = open_live().clock
        session = start_session(library_path(), setup, clock)
        assert session.journal.close(SOON_S)
    opened = open_live()
    opened.press(Key.Key_R, CONTROL)
    assert opened.live.state.plan.course.event == "3000"
