import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.commands import TakeTap
from app.domain.evolve import fold
from app.formats.session_json import (
    SessionDocument,
    SessionFileError,
    read_session,
    session_object,
    write_session,
)
from tests.unit.formats.sessions import ANCHOR, ANN, STARTED_UTC, armed, live_mile

DOCUMENT = SessionDocument("2026-05-01-mile-0001", live_mile(), ANCHOR, STARTED_UTC)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "session.json"


@pytest.fixture
def written() -> dict[str, Any]:
    return session_object(DOCUMENT)


def _refusal(path: Path, content: object) -> str:
    text = content if isinstance(content, str) else json.dumps(content)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(SessionFileError) as caught:
        read_session(path)
    assert "\n" not in str(caught.value)
    return str(caught.value).removeprefix(f"{path}: ")


def test_that_a_session_comes_back_without_loss(file: Path) -> None:
    file.write_bytes(write_session(DOCUMENT))
    again = read_session(file)
    assert again == DOCUMENT
    assert fold(again.records) == fold(DOCUMENT.records)
    assert write_session(again) == file.read_bytes()


def test_that_a_session_without_an_anchor_comes_back_without_one(file: Path) -> None:
    bare = SessionDocument("x", DOCUMENT.records)
    file.write_bytes(write_session(bare))
    assert read_session(file) == bare


def test_that_the_document_has_every_part_that_scripts_rely_on(written: dict[str, Any]) -> None:
    assert (written["format"], written["version"], written["plan"]) == ("splitline", 1, None)
    assert set(written["session"]) == {
        *("id", "title", "kind", "date", "venue", "event", "distance_m", "lap_m", "line"),
        *("clock", "started_utc", "notes", "sources"),
    }
    assert written["session"]["started_utc"] == STARTED_UTC
    assert written["session"]["notes"] == [{"at_m": 800.0, "text": "A gust", "source": "seen"}]
    (entry,) = written["entries"]
    assert set(entry) == {
        *("id", "athlete", "lane", "role", "target", "status", "splits"),
        *("offset_s", "drop_off_m", "missed_m", "ranks"),
    }
    assert written["watches"] == []
    assert entry["status"] == "finished"
    assert [each["id"] for each in written["targets"]] == ["sub-5", "4:50.00", "4:40.00"]
    assert [each["primary"] for each in written["targets"]] == [False, True, False]


def test_that_splits_are_written_as_corrected(written: dict[str, Any]) -> None:
    splits = written["entries"][0]["splits"]
    assert [each["mark_m"] for each in splits] == [409.344, 809.344, 1209.344, 1609.344]
    assert [each["split_s"] for each in splits] == [71.123, 145.1, 218.4, 290.2]
    assert [each["lap_s"] for each in splits] == [71.123, 73.977, 73.3, 71.8]
    assert [each["edited"] for each in splits] == [False, True, False, False]
    assert splits[0] == {
        "rep": 1,
        "mark_m": 409.344,
        "split_s": 71.123,
        "lap_s": 71.123,
        "edited": False,
        "estimated": False,
        "flag": None,
        "kept": False,
        "watches": [],
    }


def test_that_presses_are_the_raw_log_with_what_was_taken_back(written: dict[str, Any]) -> None:
    presses = written["presses"]
    assert [each["at_s"] for each in presses] == [
        -1.0,
        0.0,
        71.123456789,
        72.5,
        145.25,
        218.4,
        300.0,
    ]
    assert [each["voided"] for each in presses] == [False] * 3 + [True] + [False] * 3
    assert [each["entry"] for each in presses] == [None, None, *[ANN] * 5]
    assert [each["stamp"] for each in presses] == [
        *("handler", "event", "event", "event", "event", "event", "typed"),
    ]
    assert written["unassigned"] == [{"at_s": -1.0}]


def test_that_the_journal_holds_integers_alone(written: dict[str, Any]) -> None:
    assert all(isinstance(each["at"], int) for each in written["events"])
    assert [each["seq"] for each in written["events"]] == list(range(1, len(DOCUMENT.records) + 1))


def test_that_presses_before_any_start_have_no_time() -> None:
    engine = armed()
    engine.handle(TakeTap(at=ANCHOR.at, stamp="event"))
    document = session_object(SessionDocument("x", engine.records))
    assert document["presses"][0]["at_s"] is None
    assert document["entries"][0]["status"] == "ready"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("{", "line 1, column 2: found no JSON (expecting property name"),
        ('{\n"a": yes}', "line 2, column 6: found no JSON (expecting value), expected JSON"),
        ("[1]", "found a list of 1, expected a table"),
        ("[" * 200_000, "found values nested too deep, expected a few"),
        (f'{{"a": {"9" * 5000}}}', "found a number of thousands of digits, expected a shorter"),
        ("{}", "format: found nothing, expected a text"),
        ('{"format": "splitline"}', "version: found nothing, expected a whole number"),
        (
            '{"format": "splitline", "version": 2}',
            "version: found 2, which a newer Splitline wrote, expected 1",
        ),
        ('{"format": "splitline", "version": 1}', "session: found nothing, expected a table"),
        (
            '{"format": "splitline", "version": 1, "session": {"id": 5}}',
            "session.id: found 5, expected a text",
        ),
        (
            f'{{"format": "splitline", "version": 1, "session": {{"id": "{"x" * 201}"}}}}',
            "session.id: found 201 characters, expected at most 200",
        ),
        (
            '{"format": "splitline", "version": 1, "session": {"id": "x"}, "events": []}',
            "events: found no list of events, expected the journal of a session",
        ),
    ],
)
def test_that_what_is_no_session_is_refused(file: Path, text: str, sentence: str) -> None:
    assert _refusal(file, text).startswith(sentence)


def test_that_a_broken_event_is_named_with_its_place(file: Path, written: dict[str, Any]) -> None:
    written["events"][2]["seq"] = "three"
    assert _refusal(file, written).startswith("events[2].seq: found str, expected int")


def test_that_an_event_of_a_newer_version_is_refused(file: Path, written: dict[str, Any]) -> None:
    written["events"][2]["kind"] = "levitated"
    assert 'kind "levitated"' in _refusal(file, written)


def test_that_half_a_character_is_refused_and_a_whole_one_is_not(
    file: Path, written: dict[str, Any]
) -> None:
    written["events"][0]["body"]["setup"]["plan"]["venue"] = "\ud83c\udfc3"
    file.write_text(json.dumps(written), encoding="utf-8")
    assert "\\ud83c\\udfc3" in file.read_text(encoding="utf-8")
    assert fold(read_session(file).records) is not None
    written["events"][0]["body"]["setup"]["plan"]["venue"] = "\ud83c"
    assert _refusal(file, written) == "found half a character (\\ud83c), expected a whole one"


def test_that_values_nested_to_the_limit_are_refused_in_one_sentence(file: Path) -> None:
    for depth in range(900, 1000):
        text = "[" * depth + '"\\ud83c"' + "]" * depth
        assert _refusal(file, text).startswith("found ")


def test_that_a_kind_of_event_that_breaks_the_line_is_quoted_in_one(
    file: Path, written: dict[str, Any]
) -> None:
    written["events"][2]["kind"] = "a\nb"
    assert 'found the kind "a\\nb", expected one' in _refusal(file, written)


def test_that_events_which_make_no_race_are_refused(file: Path, written: dict[str, Any]) -> None:
    del written["events"][0]
    assert _refusal(file, written) == "events[0]: found the number 2, expected 1"


def test_that_a_broken_anchor_is_refused(file: Path, written: dict[str, Any]) -> None:
    written["anchor"]["at"] = 1.5
    assert _refusal(file, written) == "anchor.at: found 1.5, expected a whole number"


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=4,
)


@given(data=st.data(), junk=JUNK)
def test_that_a_document_with_anything_replaced_is_read_or_refused(
    data: st.DataObject, junk: object
) -> None:
    document = session_object(DOCUMENT)
    _replace_somewhere(data, document, junk)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "s.json"
        path.write_text(json.dumps(document), encoding="utf-8", errors="replace")
        try:
            found = read_session(path)
        except SessionFileError:
            return
    assert fold(found.records) is not None
    assert session_object(found)["format"] == "splitline"


def _replace_somewhere(data: st.DataObject, part: Any, junk: object) -> None:
    while True:
        keys = list(part) if isinstance(part, dict) else range(len(part))
        key = data.draw(st.sampled_from(keys))
        deeper = part[key]
        if not isinstance(deeper, dict | list) or not deeper or data.draw(st.booleans()):
            part[key] = junk
            return
        part = deeper
