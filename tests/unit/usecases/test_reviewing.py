"""What was read, what was answered, and what would be stored: pasted, from files, put right."""

import os
from pathlib import Path

import pytest

from app.formats.file_text import FormatError
from app.formats.session_json import SessionDocument, write_session
from app.usecases import reviewing
from app.usecases.reviewing import Review, Source
from tests.unit.formats.sessions import ANCHOR, live_mile
from tests.unit.usecases.result_texts import EVENTS, PRINTED, TABLE


def pasted(text: str) -> Review:
    return reviewing.review([Source("pasted text", None, text.encode())])


def marks(seen: Review) -> list[float]:
    assert seen.shown is not None
    assert seen.shown.proposal is not None
    return [each / 1000 for each in seen.shown.proposal.marks]


def test_that_one_answer_confirms_the_marks_of_all_heats_alike() -> None:
    seen = pasted(PRINTED)
    assert [each.asks for each in seen.items] == [True, True]
    assert reviewing.like_shown(seen) == [0, 1]
    sure = reviewing.confirm(seen)
    assert [each.asks for each in sure.items] == [False, False]
    assert reviewing.in_the_way(sure) == ("", 0)
    assert len(reviewing.documents(sure)) == 2


def test_that_nothing_is_stored_while_a_question_is_open() -> None:
    with pytest.raises(FormatError, match="the marks wait for somebody to confirm them"):
        reviewing.documents(pasted(PRINTED))


def test_that_the_heats_of_an_event_have_its_distance_and_their_own_names() -> None:
    titles = [each.proposal.title for each in pasted(PRINTED).items if each.proposal]
    events = [each.proposal.event for each in pasted(PRINTED).items if each.proposal]
    assert [title.rpartition(", ")[2] for title in titles] == ["Heat 1 of 2", "Heat 2 of 2"]
    assert {each.name for each in events if each} == {"1500"}


def test_that_a_race_that_is_left_out_is_neither_asked_about_nor_stored() -> None:
    seen = reviewing.keep(reviewing.confirm(pasted(PRINTED)), 0, kept=False)
    assert len(reviewing.documents(seen)) == 1
    open_one = reviewing.keep(pasted(PRINTED), 0, kept=False)
    assert reviewing.in_the_way(open_one)[1] == 1


def test_that_other_marks_can_be_said_and_hold_as_an_answer() -> None:
    seen = reviewing.answer(pasted(PRINTED), marks="400, 800, 1200, 1500")
    assert marks(seen) == [400, 800, 1200, 1500]
    assert not any(each.asks for each in seen.items)


def test_that_marks_that_cannot_be_say_why() -> None:
    seen = reviewing.answer(pasted(PRINTED), marks="400, 9000")
    assert "9000" in reviewing.in_the_way(seen)[0]


def test_that_a_column_said_to_be_the_result_makes_the_event_all_that_is_missing() -> None:
    seen = pasted(TABLE)
    read = reviewing.with_column(seen, 1, "finish")
    assert read.reading is not None
    assert read.reading.columns[1].meaning == "finish"
    whole = reviewing.answer(read, event="1500")
    assert marks(whole) == [400, 800, 1200, 1500]
    assert reviewing.in_the_way(whole) == ("", 0)
    assert [len(each.records) for each in reviewing.documents(whole)] == [10]


def test_that_an_answer_stays_when_a_column_is_corrected_afterwards() -> None:
    seen = reviewing.answer(pasted(TABLE), event="1500")
    assert seen.shown is not None
    assert seen.shown.proposal is not None
    assert "times with and without" in seen.shown.proposal.problem
    read = reviewing.with_column(seen, 1, "finish")
    assert marks(read) == [400, 800, 1200, 1500]


def test_that_a_table_that_cannot_be_read_still_shows_its_columns() -> None:
    seen = pasted("athlete;mark;split\nAnn;400;60,20\nAnn;800;abc\n")
    assert seen.items == ()
    assert seen.reading is not None
    assert 'found "abc"' in seen.reading.trouble
    assert [each.meaning for each in seen.reading.columns] == ["name", "mark", "split"]
    assert reviewing.documents(seen) == ()


def test_that_a_meaning_that_there_is_not_changes_nothing_but_the_sentence() -> None:
    seen = reviewing.with_column(pasted(TABLE), 1, "colour")
    assert seen.reading is not None
    assert 'found the meaning "colour"' in seen.reading.trouble
    assert next(each.meaning for each in seen.reading.columns) == "name"
    mended = reviewing.with_column(seen, 1, "finish")
    assert mended.reading is not None
    assert not mended.reading.trouble


def test_that_a_start_list_is_not_stored_with_the_results(tmp_path: Path) -> None:
    (tmp_path / "meet.evt").write_text(EVENTS)
    seen = reviewing.review([Source("meet.evt", tmp_path / "meet.evt")])
    assert [each.is_start_list for each in seen.items] == [True]
    assert seen.stored == ()


def test_that_several_files_are_one_review_and_a_bad_one_says_so(tmp_path: Path) -> None:
    mile = SessionDocument("live-mile", live_mile(), ANCHOR)
    files = {"a.json": write_session(mile), "b.txt": PRINTED.encode(), "c.csv": b"\x00\x01\x02"}
    for name, content in files.items():
        (tmp_path / name).write_bytes(content)
    seen = reviewing.review([Source(name, tmp_path / name) for name in files])
    assert [each.reading for each in seen.items] == [0, 1, 1]
    assert [bool(each.trouble) for each in seen.readings] == [False, False, True]
    assert reviewing.documents(reviewing.keep(seen, 1, kept=False)._replace(items=seen.items[:1]))


def test_that_a_pipe_is_refused_before_it_is_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "results.csv")
    seen = reviewing.review([Source("results.csv", tmp_path / "results.csv")])
    assert "found a device or a pipe" in seen.readings[0].trouble


def test_that_a_huge_session_is_left_to_the_command_line(tmp_path: Path) -> None:
    (tmp_path / "huge.json").write_bytes(b" " * (5 << 20))
    seen = reviewing.review([Source("huge.json", tmp_path / "huge.json")])
    assert "found 5 MB, expected at most 4 MB here" in seen.readings[0].trouble


def test_that_a_heap_of_files_is_refused_in_one_sentence(tmp_path: Path) -> None:
    seen = reviewing.review([Source(str(i), tmp_path / str(i)) for i in range(201)])
    assert "found 201 files" in seen.readings[0].trouble


def test_that_looking_at_another_race_stays_within_those_there_are() -> None:
    seen = pasted(PRINTED)
    assert reviewing.at_race(seen, 1).at == 1
    assert reviewing.at_race(seen, 7).at == 0
