"""A race timed by real keys in the real window, from the first press to the library."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from app.domain.state import ARMED, FINISHED, RUNNING
from app.storage.place import LIBRARY_NAME
from tests.e2e.held_up import Application, ask_to_close, running
from tests.e2e.journal_reading import (
    journal,
    journal_of,
    kinds,
    outside_ms,
    presses,
    race,
    stamps,
    times,
)
from tests.e2e.xserver import Bracket, XServer, Xtest

LAPS_S = (1.0033, 1.0092, 1.0182, 1.0763)
"""Those of the Paris attempt, with a second for a minute."""
HELD_UP_MS = 300
REPEATED_S = 0.8
"""A key of this server repeats itself after 0.66 s."""
FIELD = "^time of the next mark$"
GARBAGE = b"not a library\n" * 100
NOT_SAVED = re.compile("NOT SAVED: The set-up and 2 presses wait, the first for [0-9]+ s\\. ")

Live = Callable[..., AbstractContextManager[Application]]


@pytest.fixture
def live(xserver: XServer, xtest: Xtest, tmp_path: Path) -> Live:
    """Run `splitline live`."""

    def run(
        folder: str = "run", *, held_up_ms: int | None = None, **environment: str
    ) -> AbstractContextManager[Application]:
        place = tmp_path / folder
        return running(xserver, xtest, place, "live", held_up_ms=held_up_ms, **environment)

    return run


@pytest.fixture
def timing(live: Live) -> Iterator[Application]:
    """A mile that waits for its start, in a window that says what it shows."""
    with live(held_up_ms=0) as application:
        application.ready()
        yield application


def press_one_by_one(xtest: Xtest, *keys: str, holding: Sequence[str] = ()) -> list[Bracket]:
    """Press keys with a breath between: two in one millisecond would be an auto-repeat."""
    brackets = []
    for key in keys:
        brackets.append(xtest.press(key, holding=holding))
        time.sleep(0.01)
    return brackets


def test_that_the_presses_of_a_race_are_journaled_where_they_were_made(
    live: Live, xtest: Xtest, splitline_home: Path
) -> None:
    with live() as application:
        window = application.focused_window()
        brackets = [xtest.press("Return")]
        for lap in LAPS_S:
            time.sleep(lap)
            brackets.append(xtest.press("space"))
        assert application.close(window) == 0
    records = journal(splitline_home)
    assert kinds(records) == ["Planned", "Started", *4 * ["SplitTaken"]]
    assert stamps(records) == {"event"}
    assert outside_ms(brackets, presses(records)) <= 1
    assert race(records).phase == FINISHED


def test_that_they_are_also_while_the_interface_is_held_up(
    live: Live, xtest: Xtest, splitline_home: Path
) -> None:
    with live(held_up_ms=HELD_UP_MS) as application:
        window = application.ready()
        brackets = [xtest.press("Return")]
        for lap, key in zip(LAPS_S, ("space", "Page_Down", "F1", ""), strict=True):
            time.sleep(lap / 2)
            brackets.append(xtest.press(key) if key else application.click("^Split$"))
        application.wait_until(lambda seen: "Finished" in seen["words"], "the finish")
        assert application.close(window) == 0
        assert application.reports()[-1]["blind_ms"] >= HELD_UP_MS
    records = journal(splitline_home)
    assert kinds(records) == ["Planned", "Started", *4 * ["SplitTaken"]]
    assert stamps(records) == {"event"}
    assert outside_ms(brackets, presses(records)) <= 1


def test_that_no_press_is_lost_while_the_window_opens(
    live: Live, xtest: Xtest, tmp_path: Path
) -> None:
    lost = []
    for number, delay_ms in enumerate((0, 0, 5, 10, 20, 40, 80)):
        first, home = ("space", "Return")[number % 2], tmp_path / f"home-{number}"
        with live(f"run-{number}", SPLITLINE_HOME=str(home)) as application:
            window = application.focused_window()
            time.sleep(delay_ms / 1000)
            brackets = press_one_by_one(xtest, first, "U", "Page_Down")
            assert application.close(window) == 0
        found = presses(journal(home))
        if len(found) < 3:
            lost.append(f"{first} {delay_ms} ms after the window: {kinds(found)}")
        elif stamps(found) != {"event"} or outside_ms(brackets, found) > 1:
            lost.append(f"{first} {delay_ms} ms after the window: {outside_ms(brackets, found)}")
    assert lost == []


def test_that_a_time_typed_in_the_bar_splits_nobody_before_it_is_accepted(
    timing: Application, xtest: Xtest, splitline_home: Path
) -> None:
    press_one_by_one(xtest, "Return", "space")
    timing.click(FIELD)
    timing.wait_until(lambda seen: "TYPING" in seen["words"], "the keys in the field")
    xtest.type_text("3:01.84")
    timing.wait_until(lambda seen: seen["fields"] == ["3:01.84"], "the digits in the field")
    xtest.press("F1")
    assert len(journal_of(splitline_home, 4)) == 4
    assert timing.reports()[-1]["fields"] == ["3:01.84"]
    xtest.press("Return")
    timing.wait_until(lambda seen: "TYPING" not in seen["words"], "the keys with the race")
    timing.click(FIELD)
    xtest.type_text("4:06.42")
    xtest.press("Return")
    records = journal_of(splitline_home, 6)
    taken = ["SplitTaken", "SplitTaken", "SplitTyped", "SplitTyped"]
    assert kinds(records) == ["Planned", "Started", *taken]
    assert times(race(records))[2:] == ["3:01.84", "4:06.42"]
    assert race(records).phase == FINISHED


def test_that_escape_gives_the_keys_back(
    timing: Application, xtest: Xtest, splitline_home: Path
) -> None:
    xtest.press("Return")
    timing.click(FIELD)
    xtest.type_text("1:60")
    xtest.press("Return")
    timing.wait_until(lambda seen: '"1:60"' in seen["notice"], "why it is no time")
    assert timing.reports()[-1]["fields"] == ["1:60"]
    xtest.press("Escape")
    timing.wait_until(lambda seen: seen["fields"] == [""], "an empty field")
    assert "TYPING" not in timing.reports()[-1]["words"]
    xtest.type_text("1")
    xtest.press("BackSpace")
    assert kinds(journal_of(splitline_home, 4)) == ["Planned", "Started", "SplitTaken", "Voided"]


def test_that_a_key_that_is_held_down_splits_once(
    timing: Application, xtest: Xtest, splitline_home: Path
) -> None:
    timing.click(FIELD)
    xtest.key_down("4")
    timing.wait_until(lambda seen: seen["fields"][0].startswith("444"), "a key that repeats itself")
    xtest.key_up("4")
    press_one_by_one(xtest, "Escape", "Return")
    xtest.key_down("space")
    time.sleep(REPEATED_S)
    xtest.key_up("space")
    xtest.press("u")
    assert kinds(journal_of(splitline_home, 4))[1:] == ["Started", "SplitTaken", "TapTaken"]


def test_that_undo_and_redo_go_on_after_the_finish_and_the_start_takes_two(
    timing: Application, xtest: Xtest, splitline_home: Path
) -> None:
    press_one_by_one(xtest, "Return", *4 * ["space"])
    run = times(race(journal_of(splitline_home, 6)))
    xtest.press("z", holding=["Control_L"])
    state = race(journal_of(splitline_home, 7))
    assert (times(state), state.phase) == (run[:3], RUNNING)
    xtest.press("y", holding=["Control_L"])
    state = race(journal_of(splitline_home, 8))
    assert (times(state), state.phase) == (run, FINISHED)
    press_one_by_one(xtest, "Page_Up", "BackSpace", "Page_Up", "BackSpace", "Page_Up")
    timing.wait_until(lambda seen: "again within 3 s" in seen["notice"], "the second asking")
    state = race(journal_of(splitline_home, 12))
    assert (times(state), state.phase) == ([], RUNNING)
    xtest.press("Page_Up")
    assert race(journal_of(splitline_home, 13)).phase == ARMED
    press_one_by_one(xtest, *5 * ["z"], holding=["Control_L", "Shift_L"])
    state = race(journal_of(splitline_home, 18))
    assert (times(state), state.phase) == (run, FINISHED)


def _garbage(home: Path) -> Path:
    home.mkdir(parents=True)
    (home / LIBRARY_NAME).write_bytes(GARBAGE)
    return home


def _under_a_file(home: Path) -> Path:
    home.parent.mkdir(parents=True, exist_ok=True)
    home.write_bytes(GARBAGE)
    return home / "below"


def _under_a_device(home: Path) -> Path:
    del home
    return Path("/dev/full/splitline")


@pytest.mark.parametrize("make_home", [_garbage, _under_a_file, _under_a_device])
def test_that_a_race_that_cannot_be_stored_is_timed_all_the_same(
    live: Live, xtest: Xtest, splitline_home: Path, make_home: Callable[[Path], Path]
) -> None:
    home = make_home(splitline_home)
    with live(held_up_ms=0, SPLITLINE_HOME=str(home)) as application:
        application.ready()
        press_one_by_one(xtest, "Return", "space")
        seen = application.wait_until(
            lambda seen: "1 splits" in seen["table"] and any(map(NOT_SAVED.match, seen["banners"])),
            "a split and why it is not saved",
        )
        assert seen["saved"] == "not saved"
        xtest.press("space")
        application.wait_until(lambda seen: "2 splits" in seen["table"], "the next split")


def test_that_what_waits_is_stored_as_soon_as_it_can_be(
    live: Live, xtest: Xtest, splitline_home: Path
) -> None:
    library = _garbage(splitline_home) / LIBRARY_NAME
    with live(held_up_ms=0) as application:
        window = application.ready()
        brackets = press_one_by_one(xtest, "Return", "space")
        application.wait_until(
            lambda seen: any(map(NOT_SAVED.match, seen["banners"])), "why it is not saved"
        )
        assert library.read_bytes() == GARBAGE
        library.unlink()
        application.wait_until(lambda seen: seen["saved"] == "saved", "the race in the library")
        assert application.close(window) == 0
    assert outside_ms(brackets, presses(journal(splitline_home))) <= 1


def test_that_closing_asks_before_a_race_is_lost(live: Live, xtest: Xtest, tmp_path: Path) -> None:
    home = _under_a_file(tmp_path / "in the way")
    with live(held_up_ms=0, SPLITLINE_HOME=str(home)) as application:
        window = application.ready()
        press_one_by_one(xtest, "Return", "space")
        ask_to_close(window)
        application.wait_until(lambda seen: "Close and lose it" in seen["places"], "the question")
        application.click("^Stay$")
        application.wait_until(lambda seen: "Stay" not in seen["places"], "the window alone")
        xtest.press("space")
        application.wait_until(lambda seen: "2 splits" in seen["table"], "the race going on")
