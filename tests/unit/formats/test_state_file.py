"""What other programs read of the scoreboard."""

import json
from typing import Any

import pytest

from app.analysis.crowd import Crowd, Public
from app.analysis.live import analyse
from app.analysis.projection import EVEN
from app.formats.state_file import Showing, closed, state_fields
from app.language import speak
from tests.unit.domain.races import ONE, PARIS, PLANNED, STARTED, Moment, at, known, pressed

BEGUN = (PLANNED, STARTED, pressed(PARIS[0]))
OVER = (PLANNED, STARTED, *(pressed(each) for each in PARIS))


def fields(*moments: Moment, now: str, **showing: bool) -> Any:
    state = known(*moments)
    view = Crowd({}).look(analyse(state, at(now), {}, EVEN), at(now), EVEN, live=True)

    def status(each: Public) -> str:
        return "unofficial" if each.result is not None else ""

    found = state_fields(view, Showing(ONE, "live", **showing), status)
    return json.loads(json.dumps(found))


def test_that_a_running_race_is_told_in_figures_and_texts() -> None:
    found = fields(*BEGUN, now="1:30.26")
    assert found["format"] == "splitline-scoreboard"
    assert found["version"] == 1
    assert found["race"] == {
        "title": "A mile",
        "event": "mile",
        "metres": 1609.344,
        "mode": "live",
        "phase": "running",
    }
    assert found["clock"] == {"text": "1:30.2", "seconds": 90.2, "running": True}
    assert found["athletes"] == [found["chosen"]]
    athlete = found["chosen"]
    assert athlete["name"] == "Lane 1"
    assert athlete["target"] == {"name": "Sub-4", "text": "3:59.99", "seconds": 239.99}
    assert athlete["mark"] == 409.344
    assert athlete["split"] == {"text": "1:00.2", "seconds": 60.2}
    assert athlete["gap"] == {"text": "-0.8", "seconds": -0.8, "word": "ahead"}
    assert athlete["projected"] == {"text": "3:56.7", "seconds": 236.7, "gap_seconds": -3.3}
    assert athlete["result"] is None


def test_that_a_result_says_how_official_it_is() -> None:
    found = fields(*OVER, now="4:10")
    assert found["clock"] == {"text": "4:06.4", "seconds": 246.4, "running": False}
    assert found["chosen"]["result"] == {
        "text": "4:06.5",
        "seconds": 246.5,
        "status": "unofficial",
        "basis": "hand",
    }
    assert found["chosen"]["projected"] is None


def test_that_a_blank_scoreboard_tells_nothing_of_the_race() -> None:
    found = fields(*BEGUN, now="1:30", blank=True)
    assert (found["blank"], found["clock"], found["chosen"], found["athletes"]) == (
        *(True, None, None),
        [],
    )


@pytest.mark.parametrize(("now", "mark"), [("1:00.5", None), ("1:02", 409.344)])
def test_that_only_what_is_confirmed_is_told(now: str, mark: float | None) -> None:
    assert fields(*BEGUN, now=now)["chosen"]["mark"] == mark


def test_that_before_the_first_mark_what_is_not_known_is_null() -> None:
    athlete = fields(PLANNED, now="0")["chosen"]
    empty = ("place", "out", "mark", "split", "gap", "behind_first", "projected", "result")
    assert {each: athlete[each] for each in empty} == dict.fromkeys(empty)


def test_that_the_file_left_behind_says_that_nobody_writes_it() -> None:
    found = fields(*BEGUN, now="1:30")
    assert closed(found) == {**found, "open": False}
    assert found["open"] is True


def test_that_the_file_is_the_same_in_every_language() -> None:
    plain = fields(*OVER, now="4:10")
    speak("fr")
    assert fields(*OVER, now="4:10") == plain
