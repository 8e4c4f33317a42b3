"""What is left of a race whose process is killed, and how does it go on?"""

import random
import re
import time
from pathlib import Path

from app.domain.commands import Start
from app.domain.events import EVENT_STAMP
from app.domain.state import FINISHED, RUNNING
from app.engine.clocks import BootClock
from app.usecases.live_session import reopen, start_session
from app.usecases.new_race import RaceRequest, setup_for
from tests.e2e.held_up import Report, running
from tests.e2e.journal_reading import journal, kinds, library, outside_ms, presses, race
from tests.e2e.xserver import XServer, Xtest

KILLS = 4
MARKS = 25
LONGEST_PAUSE_S = 0.06


def splits(seen: Report) -> int:
    """How many splits the table shows."""
    found = re.search(r"(\d+) splits", seen["table"])
    return int(found[1]) if found else 0


def test_that_every_split_shown_as_saved_outlives_a_kill_at_any_moment(
    xserver: XServer, xtest: Xtest, tmp_path: Path
) -> None:
    shown = []
    for number in range(KILLS):
        home, words = tmp_path / f"home-{number}", ("live", "--event", "10000")
        with running(
            xserver,
            xtest,
            tmp_path / f"run-{number}",
            *words,
            held_up_ms=0,
            SPLITLINE_HOME=str(home),
        ) as application:
            application.ready()
            brackets = [xtest.press("Return")]
            for _ in range(random.randrange(8, MARKS)):
                time.sleep(random.uniform(0.002, LONGEST_PAUSE_S))
                brackets.append(xtest.press("space"))
            seen_before = journal(home)
            time.sleep(random.uniform(0, LONGEST_PAUSE_S))
            application.kill()
            seen = [each for each in application.reports() if each["saved"] == "saved"]
        records = journal(home)
        kept = presses(records)
        shown.append(max(map(splits, seen)))
        assert records[: len(seen_before)] == seen_before
        assert kinds(records) == ["Planned", "Started", *["SplitTaken"] * (len(records) - 2)]
        assert shown[-1] <= len(kept) - 1 < MARKS
        assert outside_ms(brackets[: len(kept)], kept) <= 1
        assert race(records).phase == RUNNING
    assert max(shown) > 0


def test_that_a_killed_race_is_offered_and_goes_on_by_its_own_clock(
    xserver: XServer, xtest: Xtest, tmp_path: Path, splitline_home: Path
) -> None:
    with running(xserver, xtest, tmp_path / "killed", "live", held_up_ms=0) as application:
        application.ready()
        brackets = [xtest.press("Return")]
        for _ in range(2):
            time.sleep(0.1)
            brackets.append(xtest.press("space"))
        application.wait_until(
            lambda seen: splits(seen) == 2 and seen["saved"] == "saved", "two splits as saved"
        )
        application.kill()
    left = library(splitline_home).summaries()[0]
    assert left.phase == RUNNING

    session = reopen(library(splitline_home).path, left.id, BootClock())
    now = BootClock().now()
    assert (session.exact, session.session_now(now)) == (True, now)
    assert session.journal.close(10)

    with running(xserver, xtest, tmp_path / "again", "live", held_up_ms=0) as application:
        window = application.ready()
        seen = application.wait_until(
            lambda seen: any("was left running" in each for each in seen["words"]), "the strip"
        )
        assert splits(seen) == 0
        application.click("^Go on timing it$")
        application.wait_until(lambda seen: splits(seen) == 2, "the race that was killed")
        for _ in range(2):
            time.sleep(0.05)
            brackets.append(xtest.press("space"))
        application.wait_until(lambda seen: "Finished" in seen["words"], "the finish")
        assert application.close(window) == 0
    records = library(splitline_home).records(left.id)
    assert kinds(records) == ["Planned", "Started", *4 * ["SplitTaken"]]
    assert outside_ms(brackets, presses(records)) <= 1
    assert race(records).phase == FINISHED


def test_that_the_start_key_starts_the_new_race_whatever_was_left(
    xserver: XServer, xtest: Xtest, tmp_path: Path, splitline_home: Path
) -> None:
    path = library(splitline_home).path
    left = start_session(path, setup_for(RaceRequest(event="800")), BootClock())
    left.engine.handle(Start(at=BootClock().now(), stamp=EVENT_STAMP))
    assert left.journal.close(10)
    with running(xserver, xtest, tmp_path, "live", held_up_ms=0) as application:
        window = application.ready()
        application.wait_until(lambda seen: "Go on timing it" in seen["places"], "the strip")
        brackets = [xtest.press("Return")]
        time.sleep(0.02)
        brackets.append(xtest.press("space"))
        application.wait_until(lambda seen: splits(seen) == 1, "a split of the new race")
        assert application.close(window) == 0
    assert library(splitline_home).records(left.id) == tuple(left.engine.records)
    assert outside_ms(brackets, presses(journal(splitline_home))) <= 1
