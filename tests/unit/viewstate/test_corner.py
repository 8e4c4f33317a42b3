"""What the athlete reads who runs past."""

import pytest

from tests.unit.domain.races import ONE, PARIS, TWO, pressed
from tests.unit.viewstate.fields import planned, several
from tests.unit.viewstate.timed import running
from ui.viewstate.corner import Corner, corner
from ui.viewstate.snapshot import Snapshot
from ui.viewstate.tones import AHEAD, BEHIND


def said(snapshot: Snapshot) -> Corner:
    return corner(snapshot, snapshot.analysis)


@pytest.mark.parametrize(
    ("passed", "now", "gap", "title", "ask"),
    [
        (0, "10", "3:59.99", "409 m at", "1:01.0"),
        (1, "1:01", "−0.8", "laps of", "60"),
        (2, "2:02", "+0.1", "laps of", "60"),
        (3, "3:03", "+1.5", "last lap in", "58"),
        (4, "4:08", "+6.4", "finish", "4:06.5"),
    ],
)
def test_that_the_gap_and_what_to_run_are_all_there_is(
    passed: int, now: str, gap: str, title: str, ask: str
) -> None:
    shown = said(running(*(pressed(each) for each in PARIS[:passed]), now=now))
    assert (shown.gap, shown.title, shown.ask) == (gap, title, ask)


@pytest.mark.parametrize(
    ("press", "tone", "arrow", "who"),
    [
        ("1:00.2", AHEAD, "down", "Lane 1 · ahead of Sub-4"),
        ("1:02.2", BEHIND, "up", "Lane 1 · behind Sub-4"),
    ],
)
def test_that_behind_and_ahead_are_said_in_words_too(
    press: str, tone: str, arrow: str, who: str
) -> None:
    shown = said(running(pressed(press), now="1:05"))
    assert (shown.tone, shown.arrow, shown.who) == (tone, arrow, who)


def test_that_among_several_it_speaks_to_who_passed_last() -> None:
    passed = (pressed("1:00.2", ONE), pressed("1:01.2", TWO))
    assert said(several(planned(3), *passed, now="1:03")).who.startswith("Lane 2")


def test_that_the_foot_has_the_clock_and_what_waits() -> None:
    known = running(pressed("1:00.2"), now="1:05.3")._replace(notice="Beeps are off.")
    assert corner(known, known.analysis).foot == ("1:05.3", "Beeps are off.")
    assert corner(known, known.analysis, "CHECK: 409 m").foot == ("1:05.3", "CHECK: 409 m")


def test_that_the_last_lap_is_told_once_the_targets_time_has_gone_by() -> None:
    shown = said(running(pressed("4:30.0"), now="4:31"))
    assert (shown.title, shown.ask) == ("last lap", "4:30.0")
