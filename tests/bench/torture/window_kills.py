"""Is what the window showed as saved there after a kill of the window, and does its clock go on?

The real window runs under an Xvfb of its own; keys are pressed from outside by XTEST, each between
two readings of the clock that counts since boot. After each kill the window is opened again and
the race is taken up as a user does: with a click on the strip. The next press has to be where the
clock of the first run says.
"""

import random
import re
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import NamedTuple

from app.domain.events import Record
from tests.bench.torture import report
from tests.bench.torture.kills import TOLERATED_MS, sound
from tests.e2e.held_up import Application, Report, running
from tests.e2e.journal_reading import library, outside_ms, presses
from tests.e2e.xserver import Bracket, XServer, Xtest, running_xserver

_MOST_PRESSES = 21
_LONGEST_S = 0.08
_AFTERWARDS = 3
_RACE = ("live", "--event", "10000")


class Killed(NamedTuple):
    """One kill: the splits shown as saved, those stored, and how far the clock was out (ms)."""

    shown: int
    stored: int
    outside_ms: float
    wrong: str


def splits(seen: Report) -> int:
    """How many splits the table shows."""
    found = re.search(r"(\d+) splits", seen["table"])
    return int(found[1]) if found else 0


def kill_once(server: XServer, xtest: Xtest, folder: Path, dice: random.Random) -> Killed:
    """Time a race in the window, kill it, open it again, go on and look what is stored."""
    home = folder / "home"
    with running(
        server, xtest, folder / "killed", *_RACE, held_up_ms=0, SPLITLINE_HOME=str(home)
    ) as application:
        application.ready()
        brackets = [xtest.press("Return")]
        brackets += _pressed(xtest, dice, dice.randrange(2, _MOST_PRESSES))
        _pause(dice)
        application.kill()
        shown = max((splits(each) for each in _saved(application)), default=0)
    lines = library(home).summaries()
    stored = presses(library(home).records(lines[0].id)) if lines else []
    if not stored:
        return Killed(shown, 0, 0.0, "nothing was stored" if shown else "")
    again, seen = _taken_up(server, xtest, folder / "again", home, len(stored) - 1)
    kept = presses(library(home).records(lines[0].id))
    wrong = _wrong(shown, stored, kept, seen) or ("" if sound(library(home).path) else "unsound")
    known = [*brackets[: len(stored)], *again]
    return Killed(shown, len(stored) - 1, outside_ms(known, kept), wrong)


def _pressed(xtest: Xtest, dice: random.Random, times: int) -> list[Bracket]:
    found = []
    for _ in range(times):
        _pause(dice)
        found.append(xtest.press("space"))
    return found


def _pause(dice: random.Random) -> None:
    threading.Event().wait(dice.uniform(0.002, _LONGEST_S))


def _saved(application: Application) -> list[Report]:
    return [each for each in application.reports() if each["saved"] == "saved"]


def _taken_up(
    server: XServer, xtest: Xtest, folder: Path, home: Path, expected: int
) -> tuple[list[Bracket], int]:
    """Open the window, go on with the race, press; return the presses and the splits shown."""
    with running(
        server, xtest, folder, *_RACE, held_up_ms=0, SPLITLINE_HOME=str(home)
    ) as application:
        application.ready()
        application.wait_until(
            lambda seen: any("was left running" in each for each in seen["words"]), "the strip"
        )
        application.click("^Go on timing it$")
        found = application.wait_until(lambda seen: splits(seen) >= expected, "the race")
        again = _pressed(xtest, random.Random(expected), _AFTERWARDS)
        application.wait_until(
            lambda seen: splits(seen) == expected + _AFTERWARDS and seen["saved"] == "saved",
            "the new splits as saved",
        )
        application.kill()
    return again, splits(found)


def _wrong(shown: int, stored: Sequence[Record], kept: Sequence[Record], seen: int) -> str:
    splits_stored = len(stored) - 1
    if shown > splits_stored:
        return f"{shown} splits shown as saved, {splits_stored} stored"
    if list(kept[: len(stored)]) != list(stored):
        return "what was stored has changed"
    if len(kept) != len(stored) + _AFTERWARDS:
        return f"{len(kept) - len(stored)} of {_AFTERWARDS} presses after it stored"
    return "" if seen == splits_stored else f"{seen} of {splits_stored} splits shown again"


def kills(count: int, seed: int, folder: Path) -> Iterator[Killed]:
    """Kill the window `count` times, each in a library of its own."""
    dice = random.Random(seed)
    with running_xserver() as server, closing(Xtest(server)) as xtest:
        for number in range(count):
            yield kill_once(server, xtest, folder / f"{number}", dice)


def line(found: Sequence[Killed]) -> report.Line:
    """Return what the kills cost."""
    wrong = [each.wrong for each in found if each.wrong]
    worst = max(each.outside_ms for each in found)
    text = (
        f"{sum(each.shown for each in found)} splits shown as saved,"
        f" {sum(each.stored for each in found)} stored, {len(wrong)} races wrong;"
        f" clock off by at most {worst:.3f} ms"
    )
    text += f"; first: {wrong[0]}" if wrong else ""
    held = not wrong and worst <= TOLERATED_MS
    return report.Line("SIGKILL of the real window", f"{len(found)} kills", text, held)


def main() -> None:
    """Say how many kills there were and what they cost."""
    parser = report.parser(__doc__)
    parser.add_argument("--kills", type=int, default=20)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="splitline-torture-") as name:
        found = list(kills(args.kills, args.seed, Path(name)))
    report.tell([line(found)], as_json=args.json)


if __name__ == "__main__":
    main()
