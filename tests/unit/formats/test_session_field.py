"""What does the JSON of a session say of waves, pacers, watches, estimates and places?"""

import json
from pathlib import Path
from typing import Any

import pytest

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.events import EVENT_STAMP
from app.domain.times import seconds
from app.engine.engine import Engine
from app.formats.session_json import (
    SessionDocument,
    SessionFileError,
    read_session,
    session_object,
    write_session,
)
from tests.unit.domain.fields import ANNA, PACE, SECOND_WATCH, field, late, pacer, watch
from tests.unit.domain.races import MARKS, ONE, TWO, ZERO, at, time
from tests.unit.engine.live import press, started


@pytest.fixture
def engine() -> Engine:
    race = started(field(ANNA, late(), pacer(), watch(SECOND_WATCH, 12)))
    press(race, "1:00.0")
    press(race, "1:00.4", SECOND_WATCH)
    press(race, "1:12", TWO)
    press(race, "1:00", PACE)
    race.handle_together(
        [
            rc.InsertSplit(at("2:30"), TWO, MARKS[1], time("2:04"), estimated=True),
            rc.KeepSplit(at("2:30"), 5),
        ]
    )
    race.handle(rc.MissMark(at("2:40"), PACE))
    race.handle(rc.TypeRank(at("2:41"), ONE, MARKS[0], 7))
    return race


@pytest.fixture
def written(engine: Engine) -> dict[str, Any]:
    return session_object(SessionDocument("x", engine.records))


def test_that_the_entries_are_athletes_and_pacers(written: dict[str, Any]) -> None:
    assert [(each["id"], each["role"]) for each in written["entries"]] == [
        (ONE, "athlete"),
        (TWO, "athlete"),
        (PACE, "pacer"),
    ]
    assert [each["offset_s"] for each in written["entries"]] == [0.0, 10.0, 0.0]
    assert [each["drop_off_m"] for each in written["entries"]] == [None, None, 1000.0]
    assert [each["status"] for each in written["entries"]] == ["running", "running", "finished"]
    assert written["entries"][2]["missed_m"] == [809.344]
    assert written["entries"][0]["ranks"] == [{"mark_m": 409.344, "rank": 7}]


def test_that_the_time_that_counts_stands_with_what_each_watch_said(
    written: dict[str, Any],
) -> None:
    (split,) = written["entries"][0]["splits"]
    assert split["split_s"] == 60.4
    assert split["watches"] == [
        {"id": ONE, "split_s": 60.0},
        {"id": SECOND_WATCH, "split_s": 60.4},
    ]
    (held,) = written["watches"]
    assert {key: held[key] for key in ("id", "athlete", "lane", "of")} == {
        "id": SECOND_WATCH,
        "athlete": "Anna",
        "lane": 12,
        "of": ONE,
    }
    assert [each["split_s"] for each in held["splits"]] == [60.4]


def test_that_estimates_and_kept_splits_are_known_as_such(written: dict[str, Any]) -> None:
    splits = written["entries"][1]["splits"]
    assert [each["split_s"] for each in splits] == [62.0, 124.0]
    assert [each["estimated"] for each in splits] == [False, True]
    assert [each["kept"] for each in splits] == [True, False]


def test_that_a_field_comes_back_without_loss(engine: Engine, tmp_path: Path) -> None:
    document = SessionDocument("x", engine.records)
    path = tmp_path / "session.json"
    path.write_bytes(write_session(document))
    assert read_session(path) == document


@pytest.mark.parametrize(
    ("place", "name", "value", "sentence"),
    [
        (3, "of", "nobody", "whose watch of Anna: found nobody, expected one of the athletes"),
        (1, "offset", -1, "the start of Beth: found -0.000000001, expected 0 to 24 h"),
        (2, "role", "rabbit", "the role of Pat: found rabbit, expected one of athlete"),
        (2, "drop_off", 2_000_000, "the drop-off of Pat: found 2000 m, expected a mark"),
        (0, "target", "sub-3", "the target of Anna: found sub-3, expected one of"),
    ],
)
def test_that_a_field_that_cannot_be_is_refused_with_its_place(
    written: dict[str, Any], tmp_path: Path, place: int, name: str, value: object, sentence: str
) -> None:
    written["events"][0]["body"]["setup"]["entrants"][place][name] = value
    path = tmp_path / "session.json"
    path.write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(SessionFileError) as refused:
        read_session(path)
    assert str(refused.value).startswith(f"{path}: events[0]: {sentence}")


def test_that_a_place_that_cannot_be_is_refused(written: dict[str, Any], tmp_path: Path) -> None:
    written["events"][-1]["body"]["rank"] = 0
    path = tmp_path / "session.json"
    path.write_text(json.dumps(written), encoding="utf-8")
    with pytest.raises(SessionFileError, match="the place: found 0"):
        read_session(path)


def test_that_a_press_is_timed_by_the_start_of_the_race(engine: Engine) -> None:
    engine.handle(cm.TakeSplit(at=at("3:00"), entry=TWO, stamp=EVENT_STAMP))
    presses = session_object(SessionDocument("x", engine.records))["presses"]
    assert presses[-1]["at_s"] == 180.0
    engine.handle(rc.NudgeZero(at=at("3:10"), by=seconds(1.5)))
    moved = session_object(SessionDocument("x", engine.records))
    assert [each["at_s"] for each in moved["presses"]] == [each["at_s"] for each in presses]
    assert moved["entries"][1]["splits"][0]["split_s"] == 63.5
    assert (ZERO, Distance(409_344)) == (at("0"), MARKS[0])
    assert seconds(60) == time("1:00")
