"""The planner over a race window: its key, its draft, its plans, and sessions of the library."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.training.session_setup import TrainingSetup, runners_of
from app.engine.clocks import ManualClock
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.place import library_path
from app.usecases.live_training import start_training
from app.usecases.roster_text import read_roster
from app.usecases.training_book import load_book, training_book_path
from tests.ui.conftest import BEGAN, SOON_S, Opened
from ui.viewstate.session_plan import PlannerForm
from ui.windows.library_window import show_library
from ui.windows.race_menu import RaceMenu
from ui.windows.session_planner import SessionPlanner
from ui.windows.session_planning import SessionPlanning
from ui.windows.training import TrainingControl

Open = Callable[..., Opened]
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
PLAN = "6x300 in 43, 3:00"
ROSTER = "1: Ann, A, pb 5k 15:30\n2: Bea, B\n"


def planner(opened: Opened) -> SessionPlanner:
    found = opened.race.window.findChild(SessionPlanner)
    assert found is not None
    return found


def planned(opened: Opened) -> SessionPlanner:
    """Open the planner by its key."""
    opened.race.window.activateWindow()
    opened.qtbot.waitUntil(opened.race.window.isActiveWindow)
    opened.press(Key.Key_T, CONTROL)
    window = planner(opened)
    opened.qtbot.waitUntil(lambda: QApplication.focusWidget() is window.plan)
    return window


def run(opened: Opened) -> TrainingSetup:
    """Return the session that came onto a window of its own, and close that window."""
    control = opened.race.findChild(TrainingControl)
    assert control is not None
    assert control.window.isVisible()
    setup = control.desk.state.setup
    with opened.qtbot.waitSignal(control.closed):
        control.window.close()
    return setup


def kept(opened: Opened) -> None:
    """Wait until all that is to be stored is stored."""
    found = opened.race.findChild(SessionPlanning)
    assert found is not None
    found.close()


@pytest.fixture
def session() -> TrainingSetup:
    """A session in the library, set up and left."""
    setup = TrainingSetup(title="Tuesday", plan=PLAN, runners=runners_of(read_roster(ROSTER)))
    live = start_training(library_path(), setup, ManualClock(BEGAN))
    assert live.journal.close(SOON_S)
    return setup


def test_that_ctrl_t_opens_an_empty_planner_at_first(open_replay: Open) -> None:
    window = planned(open_replay())
    assert window.form == PlannerForm()
    assert window.reading.text().startswith("Type the session as you would write it down")


def test_that_the_last_session_is_armed_by_ctrl_t_and_return(
    open_replay: Open, session: TrainingSetup
) -> None:
    opened = open_replay()
    window = planned(opened)
    assert window.form == PlannerForm("Tuesday", PLAN, ROSTER)
    QTest.keyClick(window.plan, Key.Key_Return)
    setup = run(opened)
    assert (setup.plan, setup.runners, setup.title) == (PLAN, session.runners, "Tuesday")
    assert setup.date


def test_that_a_draft_is_there_again_in_the_next_window(
    open_replay: Open, session: TrainingSetup
) -> None:
    first = open_replay()
    window = planned(first)
    window.plan.setPlainText("4x300 in")
    QTest.keyClick(window.plan, Key.Key_Escape)
    kept(first)
    opened = open_replay()
    again = planned(opened)
    assert again.form == PlannerForm("Tuesday", "4x300 in", ROSTER)
    assert again.summary.text() == "As you left it. Ctrl+R takes the last session instead."
    QTest.keyClick(again, Key.Key_R, CONTROL)
    assert again.form == PlannerForm("Tuesday", PLAN, ROSTER)
    assert again.summary.text() == "The last session again. Return arms it."


def test_that_what_was_armed_leaves_no_draft(open_replay: Open) -> None:
    opened = open_replay()
    window = planned(opened)
    window.plan.setPlainText(PLAN)
    QTest.keyClick(window.plan, Key.Key_Return)
    assert run(opened).plan == PLAN
    kept(opened)
    assert not any(load_book(training_book_path()).book.draft)


def test_that_ctrl_r_says_when_there_is_no_session_yet(open_replay: Open) -> None:
    window = planned(open_replay())
    QTest.keyClick(window, Key.Key_R, CONTROL)
    assert window.summary.text().startswith("No session has been run yet")


def test_that_a_saved_plan_is_there_in_the_next_window(open_replay: Open) -> None:
    opened = open_replay()
    window = planned(opened)
    window.plan.setPlainText(PLAN)
    window.name.setText("Six")
    QTest.keyClick(window, Key.Key_S, CONTROL)
    assert window.summary.text() == "Saved: Six."
    kept(opened)
    assert dict(load_book(training_book_path()).book.plans) == {"Six": PLAN}
    words = [planned(open_replay()).shelf.item(row).text() for row in range(2)]
    assert words == ["Saved plans", "Six"]


def test_that_a_session_of_the_list_comes_with_its_athletes(
    open_replay: Open, session: TrainingSetup
) -> None:
    window = planned(open_replay())
    window.begin_with(PlannerForm())
    window.session_wanted.emit(Library(library_path()).find(Query())[0].id)
    assert window.form.roster == ROSTER
    assert window.summary.text() == "As it was then. Return arms it."


def test_that_a_library_that_cannot_be_read_is_said_and_planning_goes_on(
    open_replay: Open,
) -> None:
    library_path().parent.mkdir(parents=True, exist_ok=True)
    library_path().write_text("a diary")
    window = planned(open_replay())
    assert str(library_path()) in window.summary.text()
    window.plan.setPlainText(PLAN)
    assert window.arm_button.isEnabled()


def test_that_the_menu_of_races_has_it(open_replay: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RaceMenu, "popup", lambda menu, _place: menu.refresh())
    opened = open_replay()
    opened.race.extras.show_menu()
    menu = opened.race.window.findChild(RaceMenu)
    assert menu is not None
    rows = [each for each in menu.actions() if "training session" in each.text()]
    assert [each.text().partition("\t")[2] for each in rows] == ["Ctrl+T"]
    rows[0].trigger()
    assert planner(opened).isVisible()


def test_that_a_session_of_the_library_is_a_template(
    open_replay: Open, session: TrainingSetup
) -> None:
    opened = open_replay()
    library = show_library(opened.race)
    opened.qtbot.waitUntil(lambda: library.shelf.lines.rowCount() == 1)
    library.copy()
    opened.qtbot.waitUntil(lambda: opened.race.window.findChild(SessionPlanner) is not None)
    window = planner(opened)
    opened.qtbot.waitUntil(lambda: window.isVisible() and not library.isVisible())
    assert window.form == PlannerForm("Tuesday", PLAN, ROSTER)


def test_that_the_theme_of_the_window_is_followed(open_replay: Open) -> None:
    opened = open_replay()
    window = planned(opened)
    opened.race.next_theme("day")
    opened.race.draw()
    assert window.theme.name == "day"
