"""The last set-up armed again by real keys in the real window, every key counted."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from app.domain.events import Record
from app.domain.state import ARMED, RUNNING
from app.storage.library import Library
from app.storage.place import library_path
from tests.e2e.held_up import Application, running
from tests.e2e.journal_reading import race
from tests.e2e.xserver import XServer, Xtest, wait_for

MOST_KEYS = 4
ATHLETES = ("Ann, 4:30", "4: Bea +10", "pacer Bob to 800")
FIRST = ("--event", "1500", *(word for each in ATHLETES for word in ("--athlete", each)))


class Hand:
    """A hand that counts its keys, those held down included."""

    def __init__(self, xtest: Xtest) -> None:
        self._xtest = xtest
        self.keys = 0

    def press(self, key: str, *, holding: Sequence[str] = ()) -> None:
        self.keys += 1 + len(holding)
        self._xtest.press(key, holding=holding)


@pytest.fixture
def known(xserver: XServer, xtest: Xtest, tmp_path: Path) -> str:
    """The id of a race that was set up by its words, never started, and closed."""
    with running(xserver, xtest, tmp_path / "first", "live", *FIRST, held_up_ms=0) as application:
        assert application.close(application.ready()) == 0
    (summary,) = Library(library_path()).summaries()
    return summary.id


def _newest(known: str) -> tuple[Record, ...]:
    """The records of the race that has the set-up of `known` and is not it, once it is stored."""

    def look() -> tuple[Record, ...] | None:
        library = Library(library_path())
        for each in library.summaries():
            if each.event == "1500" and each.id != known:
                return library.records(each.id)
        return None

    return wait_for(look, "the race set up again")


def _keys_to_arm(application: Application, hand: Hand, way: str) -> None:
    if way == "again":
        hand.press("r", holding=["Control_L"])
    else:
        hand.press("n", holding=["Control_L"])
        application.wait_until(
            lambda seen: "1500 m" in str(seen) and seen["active"] == "New race",
            "the form, filled in, with the keyboard",
        )
        hand.press("Return")


@pytest.mark.parametrize("way", ["again", "form"])
def test_that_the_last_set_up_is_armed_by_no_more_than_four_keys(
    xserver: XServer, xtest: Xtest, tmp_path: Path, known: str, way: str
) -> None:
    hand = Hand(xtest)
    with running(xserver, xtest, tmp_path / "second", "live", held_up_ms=0) as application:
        window = application.ready()
        _keys_to_arm(application, hand, way)
        again = race(_newest(known))
        assert hand.keys <= MOST_KEYS
        assert again == race(Library(library_path()).records(known))
        assert again.phase == ARMED
        application.ready()
        hand.press("Return")
        wait_for(lambda: race(_newest(known)).phase == RUNNING or None, "the clock running")
        assert application.close(window) == 0


def test_that_the_command_line_needs_no_key_at_all(
    xserver: XServer, xtest: Xtest, tmp_path: Path, known: str
) -> None:
    words = ("live", "--again")
    with running(xserver, xtest, tmp_path / "second", *words, held_up_ms=0) as application:
        window = application.ready()
        assert race(_newest(known)).phase == ARMED
        assert application.close(window) == 0
