"""A session of twelve athletes run by real keys and killed twice: does its sheet hold every press?"""

import csv
import json
import random
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from tests.e2e.held_up import COMMAND, ROOT, Application, ask_to_close, running
from tests.e2e.journal_reading import journal_of, library
from tests.e2e.plain_sheet import NS, Line, Sum, sheet_of
from tests.e2e.xserver import Bracket, XServer, Xtest

WINDOW = "^Splitline: training$"
MEMBERS = {group: [f"{group}{number}" for number in range(1, 5)] for group in "ABC"}
ASKED = {"A": 43 * NS, "B": 46_500_000_000, "C": 49 * NS}
PLAN = "3 x (4 x 300 (A 43, B 46.5, C 49), 2 s) / 4 s"
PER_SET, REPETITIONS = 4, 12
LATE, HOME = "B3", "C1"
BUNCH = ("A", 4)
TWICE = ("C", 6)
KILLS = 2
KEYS = dict(
    zip(
        (name for names in MEMBERS.values() for name in names),
        (*"1234567890", "minus", "equal"),
        strict=True,
    )
)


class Pressed(NamedTuple):
    """A word of the list, and when it was pressed; None for what is said without a press."""

    word: str
    when: Bracket | None


class Coach:
    """Presses the keys of a session, and keeps the list."""

    def __init__(self, xtest: Xtest, home: Path) -> None:
        self._xtest = xtest
        self._home = home
        self._chance = random.Random(random.random())
        self.pressed: list[Pressed] = []
        self.records = 1

    def _key(self, key: str) -> Bracket:
        """Press a key with a breath behind it: two in one millisecond would be an auto-repeat."""
        bracket = self._xtest.press(key)
        time.sleep(self._chance.uniform(0.008, 0.02))
        return bracket

    def press(self, key: str, word: str) -> None:
        """Press a key that becomes a time or a start."""
        self.pressed.append(Pressed(word, self._key(key)))
        self.records += 1

    def say(self, word: str, *keys: str) -> None:
        """Press keys that say something of somebody."""
        for key in keys:
            self._key(key)
        self.pressed.append(Pressed(word, None))
        self.records += 1

    def mistake(self, group: str) -> None:
        """Send a group off and take that back."""
        self._key(group.lower())
        self._key("BackSpace")
        self.records += 2

    def bunch(self, names: list[str]) -> None:
        """Tap everybody in, and say afterwards in which order they came."""
        for name in names:
            self.press("u", name)
        self._key("n")
        for name in names:
            self._key(KEYS[name])
        self.records += len(names)

    def deeds(self, number: int) -> list[Callable[[], None]]:
        """Return what is done while every group runs one repetition; they overlap."""
        deeds: list[Callable[[], None]] = []
        if number == 4:
            deeds.append(lambda: self.say(f"here {LATE}", "i", KEYS[LATE]))
        if number == TWICE[1]:
            deeds.append(lambda: self.mistake(TWICE[0]))
        deeds += [partial(self.press, group.lower(), f"start {group}") for group in MEMBERS]
        if number == 9:
            deeds.append(lambda: self.say(f"stops {HOME}", "x", KEYS[HOME], "p"))
        out = [name for group in MEMBERS for name in self._running(group, number)]
        self._chance.shuffle(out)
        if number == BUNCH[1]:
            names = [name for name in out if name[0] == BUNCH[0]]
            out = [name for name in out if name not in names]
            deeds.append(lambda: self.bunch(names))
        return deeds + [partial(self.press, KEYS[name], name) for name in out]

    def kills(self, deeds: int) -> list[int]:
        """Return behind which of so many deeds the window is killed, and where the end is."""
        return [*sorted(self._chance.sample(range(3, deeds - 3), KILLS)), deeds]

    def _running(self, group: str, number: int) -> list[str]:
        gone = {LATE: number < 4, HOME: number >= 9}
        return [name for name in MEMBERS[group] if not gone.get(name, False)]

    def saved(self) -> None:
        """Wait until the library has all of it."""
        found = journal_of(self._home, self.records)
        assert len(found) == self.records


@contextmanager
def window(
    xserver: XServer, xtest: Xtest, folder: Path, *words: str
) -> Iterator[tuple[Application, Any]]:
    """The window of a training session with the keyboard."""
    with running(xserver, xtest, folder, "train", *words) as application:
        shown = xtest.wait_for_window(WINDOW)
        xtest.focus(shown)
        yield application, shown


@pytest.fixture
def session(xserver: XServer, xtest: Xtest, tmp_path: Path, splitline_home: Path) -> Coach:
    """A session that was run by keys and killed twice on the way."""
    coach = Coach(xtest, splitline_home)
    roster = [f"--athlete={group}: {', '.join(names)}" for group, names in MEMBERS.items()]
    words = ["--plan", PLAN, "--title", "Three groups", *roster]
    deeds: list[Callable[[], None]] = [lambda: coach.say(f"away {LATE}", "l", KEYS[LATE])]
    deeds += [each for number in range(1, REPETITIONS + 1) for each in coach.deeds(number)]
    done = 0
    for part, until in enumerate(coach.kills(len(deeds))):
        with window(xserver, xtest, tmp_path / f"part-{part}", *words) as (application, shown):
            for deed in deeds[done:until]:
                deed()
            coach.saved()
            if until < len(deeds):
                application.kill()
            else:
                ask_to_close(shown)
                assert application.process.wait(15) == 0
        done, words = until, ["--go-on"]
    return coach


def exported(home: Path, folder: Path) -> tuple[list[dict[str, str]], dict[str, Any]]:
    """Return the rows of the CSV and the JSON that the command writes of the session."""
    (line,) = library(home).summaries()
    sheet, whole = folder / "sheet.csv", folder / "session.json"
    subprocess.run(
        [str(COMMAND), "export", line.id, "--to", str(sheet), "--to", str(whole)],
        cwd=ROOT,
        check=True,
        capture_output=True,
    )
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    return rows, json.loads(whole.read_text(encoding="utf-8"), parse_float=Decimal)


def timed(coach: Coach, presses: list[dict[str, Any]]) -> list[tuple[int, str]]:
    """Return the list of presses with the instants of the raw log, ns behind the first of them."""
    raw = iter([round(Decimal(each["at_s"]) * NS) for each in presses if not each["voided"]])
    found, now = [], 0
    for each in coach.pressed:
        now = now if each.when is None else next(raw)
        found.append((now, each.word))
    assert next(raw, None) is None
    return found


def outside_ns(coach: Coach, lines: list[tuple[int, str]]) -> int:
    """Return how far the worst press lies outside the time at which its key went down."""
    pressed = [
        (each.when, at) for each, (at, _) in zip(coach.pressed, lines, strict=True) if each.when
    ]
    first = pressed[0][0]
    return max(
        max(when.before_ns - first.after_ns - at, at - (when.after_ns - first.before_ns))
        for when, at in pressed
    )


def shown_line(row: dict[str, str]) -> Line:
    """Return what a row of the CSV says of a repetition."""
    return Line(
        *(row["rep"], row["set"], row["in_set"], row["status"]),
        *(row["time_s"], row["difference_s"], row["recovery_taken_s"]),
    )


def shown_sum(row: dict[str, str]) -> Sum:
    """Return what a row of the CSV says of all repetitions of an athlete."""
    return Sum(
        *(row["runs"], row["mean_s"], row["best_s"], row["worst_s"], row["spread_s"]),
        *(row["drop_off"], row["mean_difference_s"]),
    )


def test_that_the_sheet_of_a_session_killed_twice_is_what_its_presses_come_to(
    session: Coach, splitline_home: Path, tmp_path: Path
) -> None:
    rows, whole = exported(splitline_home, tmp_path)
    lines = timed(session, whole["presses"])
    assert outside_ns(session, lines) <= 1_000_000
    expected = sheet_of(lines, MEMBERS, ASKED, PER_SET)
    found = {
        name: (
            [shown_line(r) for r in rows if (r["row"], r["athlete"]) == ("repetition", name)],
            *(shown_sum(r) for r in rows if (r["row"], r["athlete"]) == ("tally", name)),
        )
        for name in KEYS
    }
    assert found == expected
    assert {row["athlete"] for row in rows} == set(KEYS)
    assert [each.status for each in expected[LATE][0]] == ["absent"] * 3 + ["done"] * 9
    assert [each.status for each in expected[HOME][0]] == [
        *(["done"] * 8),
        "unfinished",
        *(["stopped"] * 3),
    ]
    assert whole["unassigned"] == []
    assert whole["session"]["phase"] == "finished"
