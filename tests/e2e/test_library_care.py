"""What becomes of a damaged library, and of a library that two windows are open on?"""

import time
from pathlib import Path

from app.domain.commands import Start
from app.domain.events import EVENT_STAMP
from app.engine.clocks import BootClock
from app.storage import backups
from app.usecases.live_session import start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.e2e.held_up import running
from tests.e2e.journal_reading import journal, kinds, library, outside_ms, presses
from tests.e2e.xserver import XServer, Xtest, wait_for

SOON_S = 10.0
NAMES_OF_TABLES = slice(104, 3000)


def left_running(home: Path) -> str:
    clock = BootClock()
    left = start_session(library(home).path, setup_for(RaceRequest(event="800")), clock)
    left.engine.handle(Start(at=clock.now(), stamp=EVENT_STAMP))
    assert left.journal.close(SOON_S)
    return left.id


def damage(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[NAMES_OF_TABLES] = b"\xa5" * len(content[NAMES_OF_TABLES])
    path.write_bytes(content)


def test_that_a_library_damaged_at_the_start_is_recovered_told_and_offered_from(
    xserver: XServer, xtest: Xtest, tmp_path: Path, splitline_home: Path
) -> None:
    left = left_running(splitline_home)
    damage(library(splitline_home).path)
    with running(xserver, xtest, tmp_path, held_up_ms=0) as application:
        window = application.ready()
        seen = application.wait_until(
            lambda seen: (
                "Recovered" in " ".join(seen["banners"]) and "Go on timing it" in seen["places"]
            ),
            "what became of it",
        )
        aside = splitline_home / "library-damaged-1.splitline"
        assert seen["banners"] == [
            f"LIBRARY: The library was damaged; the damaged file is kept as {aside}."
            " Recovered: 1 session whole."
        ]
        wait_for(
            lambda: backups.newest(library(splitline_home).path) or None, "the copy of the day"
        )
        application.click("^Put away$")
        application.wait_until(lambda seen: not seen["banners"], "a window without a banner")
        application.click("^Go on timing it$")
        application.wait_until(lambda seen: seen["saved"] == "saved", "the race")
        xtest.press("space")
        application.wait_until(lambda seen: "1 splits" in seen["table"], "a split")
        assert application.close(window) == 0
    assert kinds(library(splitline_home).records(left)) == ["Planned", "Started", "SplitTaken"]


def test_that_a_second_window_says_so_from_the_start_and_stores_its_race_when_the_first_closes(
    xserver: XServer, xtest: Xtest, tmp_path: Path, splitline_home: Path
) -> None:
    with running(xserver, xtest, tmp_path / "first", "live", held_up_ms=0) as first:
        first_window = first.ready()
        first.wait_until(lambda seen: seen["saved"] == "saved", "the library of the first")
        with running(xserver, xtest, tmp_path / "replay", held_up_ms=0) as looking:
            looking.wait_until(
                lambda seen: any(each.startswith("READ ONLY") for each in seen["banners"]),
                "that it is read only",
            )
        with running(xserver, xtest, tmp_path / "second", "live", held_up_ms=0) as second:
            second.wait_until(lambda seen: seen["ready"], "everything on the second window")
            second.wait_until(
                lambda seen: [each for each in seen["banners"] if "Another Splitline" in each],
                "what is not saved, before the first press",
            )
            second_window = next(
                each for each in xtest.windows("^Splitline$") if each.id != first_window.id
            )
            xtest.focus(second_window)
            brackets = [xtest.press("Return")]
            for _ in range(2):
                time.sleep(0.05)
                brackets.append(xtest.press("space"))
            second.wait_until(
                lambda seen: "2 splits" in seen["table"] and seen["saved"] == "not saved",
                "splits that are not saved",
            )
            assert first.close(first_window) == 0
            second.wait_until(
                lambda seen: seen["saved"] == "saved" and not seen["banners"], "the race as saved"
            )
            second.kill()
    records = journal(splitline_home)
    assert kinds(records) == ["Planned", "Started", "SplitTaken", "SplitTaken"]
    assert outside_ms(brackets, presses(records)) <= 1
