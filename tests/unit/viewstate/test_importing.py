"""What is shown of results before they are stored, in words and figures."""

from pathlib import Path

import pytest

from app.formats.results.column_meanings import MEANINGS
from app.formats.session_json import SessionDocument, write_session
from app.usecases import reviewing
from app.usecases.reviewing import Review, Source
from tests.unit.formats.sessions import ANCHOR, live_mile
from tests.unit.usecases.result_texts import EVENTS, PRINTED, TABLE
from ui.viewstate import importing as views
from ui.viewstate.import_columns import in_words, offered, typed
from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.watching import watch_view

WITHOUT_EVENT = "name;total\nAnn;4:06,42\nBea;4:07,10\n"


def pasted(text: str) -> Review:
    return reviewing.review([Source("pasted text", None, text.encode())])


def of_file(folder: Path, name: str, content: str | bytes) -> Review:
    raw = content if isinstance(content, bytes) else content.encode()
    (folder / name).write_bytes(raw)
    return reviewing.review([Source(name, folder / name)])


def test_that_proposed_marks_are_a_question_and_its_answer_imports() -> None:
    view = views.import_view(pasted(PRINTED))
    assert view.asked is not None
    assert view.asked.proposed
    assert view.asked.why.startswith("Proposed: 4 times fit 300, 700, 1100 m and the finish")
    assert [each.state for each in view.races] == ["marks proposed", "marks proposed"]
    assert view.act == views.Act(
        views.CONFIRM_AND_IMPORT, "The marks are right: import 2 races", can=True
    )
    assert view.tone == ALERT


def test_that_confirmed_marks_leave_only_the_import() -> None:
    view = views.import_view(reviewing.confirm(pasted(PRINTED)))
    assert view.act == views.Act(views.IMPORT, "Import 2 races")
    assert (view.says, view.tone) == (
        "All of it is stored in one step, and Undo takes it back in one.",
        MUTED,
    )


def test_that_two_questions_are_answered_one_after_the_other() -> None:
    eight = PRINTED.replace("Heat 2 of 2", "Event 13  Women 800 Meter Run")
    seen = pasted(eight)
    assert views.act_of(seen) == views.Act(views.CONFIRM, "The marks are right")
    again = reviewing.confirm(seen)
    assert again.at == 1
    assert views.act_of(again).kind in {views.CONFIRM_AND_IMPORT, views.IMPORT}


def test_that_what_is_wrong_with_another_race_names_it() -> None:
    seen = reviewing.answer(pasted(PRINTED.replace("Heat 2 of 2", "Women 800 m")), marks="x")
    view = views.import_view(reviewing.at_race(seen, 1))
    assert view.says.startswith("Event 12 Women 1500 Meter Run, Heat 1 of 2: ")
    assert not views.act_of(reviewing.at_race(seen, 0)).can


def test_that_a_table_shows_its_columns_and_what_each_can_be() -> None:
    view = views.import_view(pasted(TABLE))
    assert [each.meaning for each in view.columns][:3] == [
        "the athlete",
        "a time from the start",
        "time at 400 m",
    ]
    assert "time at 800 m" in view.meanings
    assert view.asked is not None
    assert view.asked.why == "Which event it was is not in the file: name it, like 1500 or mile."
    assert view.table.heads == ("lane", "athlete", "time 1", "time 2", "time 3", "time 4", "result")


def test_that_times_without_an_event_stand_in_their_order() -> None:
    view = views.import_view(pasted(WITHOUT_EVENT))
    assert view.table.rows[0][:2] == ("1", "Ann")


def test_that_a_start_list_offers_to_be_set_up(tmp_path: Path) -> None:
    view = views.import_view(of_file(tmp_path, "meet.evt", EVENTS))
    assert view.act == views.Act(views.SET_UP, "Set up this race")
    assert view.table.heads == ("lane", "athlete", "club")
    assert view.races[0].state == "a start list"
    assert not view.races[0].can_be_kept


def test_that_a_session_of_ours_shows_its_times(tmp_path: Path) -> None:
    mile = write_session(SessionDocument("live-mile", live_mile(), ANCHOR))
    view = views.import_view(of_file(tmp_path, "mile.json", mile))
    assert view.asked is None
    assert view.table.heads[-1] == "finish"
    assert view.act == views.Act(views.IMPORT, "Import")
    assert view.races[0].state == "as it was timed"


def test_that_a_file_that_cannot_be_read_is_named_once(tmp_path: Path) -> None:
    view = views.import_view(of_file(tmp_path, "x.csv", b"\x00\x01"))
    assert view.trouble.count("x.csv") == 1
    assert str(tmp_path) not in view.trouble
    assert not view.act.can


def test_that_a_table_that_cannot_be_read_asks_for_its_columns() -> None:
    view = views.import_view(pasted("athlete;mark;split\nAnn;400;60,20\nAnn;800;abc\n"))
    assert 'found "abc"' in view.trouble
    assert view.says == "Say what each column holds, or paste it again."


def test_that_many_notes_are_cut_short() -> None:
    seen = pasted(PRINTED)
    item = seen.items[0]
    assert item.proposal is not None
    doubts = tuple(f"doubt {i}" for i in range(30))
    proposal = item.proposal._replace(notes=doubts)
    notes = views.import_view(seen._replace(items=(item._replace(proposal=proposal),))).notes
    assert len(notes) == 21
    assert notes[-1] == "And 10 more of the kind."


def test_that_nothing_read_says_nothing() -> None:
    view = views.import_view(Review())
    assert (view.source, view.counts, view.trouble, view.says) == ("", "", "", "")
    assert not view.act.can


@pytest.mark.parametrize(
    ("brought", "words"),
    [
        ((3, 0, 0), "Imported 3 races."),
        ((1, 0, 0), "Imported 1 race."),
        ((1, 1, 0), "Imported 1 race; 1 was known already."),
        ((0, 2, 1), "Imported 1 race; 2 were known already."),
        ((0, 1, 0), "The race is in the library already: nothing was changed."),
        ((0, 2, 0), "All of it is known already: nothing was changed."),
    ],
)
def test_what_an_import_says_it_brought(brought: tuple[int, int, int], words: str) -> None:
    assert views.imported_words(*brought) == words


@pytest.mark.parametrize(
    ("words", "meaning"),
    [
        ("the athlete", "name"),
        ("The  Result", "finish"),
        ("not read", ""),
        ("time at 409.344 m", "mark:409.344 m"),
        ("lap to 800 m", "lap:800 m"),
        ("lap 800", "lap:800"),
        ("400", "mark:400"),
        ("mark:400", "mark:400"),
        ("colour", "colour"),
    ],
)
def test_what_words_over_a_column_stand_for(words: str, meaning: str) -> None:
    assert typed(words) == meaning


def test_that_every_meaning_offered_is_read_back_as_itself() -> None:
    for meaning in MEANINGS:
        assert typed(in_words(meaning)) == meaning
    assert set(offered(())) == {in_words(each) for each in MEANINGS}


def test_what_the_line_of_a_watched_folder_says() -> None:
    folder = Path("meets") / "LIF"
    waits = {folder / "a.lif": "why", folder / "b.lif": "why"}
    assert watch_view(folder, 0, {}, "").words == "Watching LIF: no results yet"
    assert watch_view(folder, 1, {}, "").words == "Watching LIF: 1 result in"
    assert watch_view(folder, 3, waits, "").words == "Watching LIF: 3 results in, 2 need a look"
    assert watch_view(folder, 3, waits, "").look == "Look"
    assert "a.lif: Why." in watch_view(folder, 3, waits, "").tip
    gone = watch_view(folder, 3, {}, "LIF: cannot be read")
    assert (gone.words, gone.tone) == ("LIF: cannot be read. Tried again twice a second.", ALERT)
    assert len(watch_view(Path("x" * 90), 0, {}, "").words) < 70
