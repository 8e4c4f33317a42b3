from contextlib import closing
from pathlib import Path

import pytest

from app.domain.times import canonical, seconds
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.listing import Query
from app.storage.schema import connect_for_writing
from app.usecases import past_races
from app.usecases.importing import documents_of, open_text, store
from app.usecases.past_races import BadSearch, Passed, details_of, query_for
from app.usecases.proposing import Answers
from tests.unit.storage.processes import held_elsewhere
from tests.unit.usecases.past import MILE, add_race

NOON = 1_795_262_400_000_000_000
"""21 November 2026, 12:00 UTC."""
FIELD = ("Ann", "Bea", "Cara", "pacer Dot to 1000")


@pytest.fixture
def library(tmp_path: Path) -> Library:
    return Library(tmp_path / "library.splitline")


@pytest.mark.parametrize(
    ("since", "until", "found"),
    [
        ("2026-11-21", "2026-11-21", ("2026-11-21", "2026-11-21")),
        ("2026-11", "2026-11", ("2026-11-01", "2026-11-30")),
        (" 2024-02 ", "2024-02", ("2024-02-01", "2024-02-29")),
        ("2026", "2026", ("2026-01-01", "2026-12-31")),
        ("", "", ("", "")),
    ],
)
def test_that_a_month_and_a_year_stand_for_all_their_days(
    since: str, until: str, found: tuple[str, str]
) -> None:
    query = query_for(since=since, until=until)
    assert (query.since, query.until) == found


@pytest.mark.parametrize(
    "text", ["2026-13", "2026-02-30", "2026-1", "0000", "21.11.2026", "yesterday", "2026-00-01"]
)
def test_that_a_day_that_is_none_is_named_with_what_would_be(text: str) -> None:
    sentence = "expected a day, a month or a year, like 2026-11-21, 2026-11 or 2026$"
    with pytest.raises(BadSearch, match=f'^until: found "{text}", {sentence}'):
        query_for(until=text)


def test_that_an_event_is_meant_by_its_name_or_its_title() -> None:
    assert query_for(event=" 10,000 m ").event == "10000"
    assert query_for(words="anna", athlete=" Kim  B ") == Query(words="anna", athlete="Kim B")
    with pytest.raises(BadSearch, match=r'^event: found "milo", expected one like'):
        query_for(event="milo")


def test_that_what_no_text_can_hold_finds_nothing_and_breaks_nothing(library: Library) -> None:
    add_race(library, "one", "2026-05-01", athletes=("Ann",))
    assert library.find(query_for(words="a\udcff", athlete="a\udcff")) == ()


def test_that_those_home_come_first_and_the_splits_are_of_the_first(library: Library) -> None:
    passed = ((*MILE, 250.0), (*MILE, 246.5), (60.0, 120.0), (59.0, 119.0))
    add_race(library, "one", "2026-05-01", *passed, athletes=FIELD)
    details = details_of(library, "one")
    told = [
        (each.athlete, each.status, canonical(each.time) if each.time else "", each.by_hand)
        for each in details.results
    ]
    assert told == [
        ("Bea", "finished", "4:06.50", True),
        ("Ann", "finished", "4:10.00", True),
        ("Cara", "running", "", False),
        ("Dot", "pacer", "", False),
    ]
    assert details.whose == "Bea"
    assert details.splits[0] == Passed("409 m", seconds(61.2), seconds(61.2), False, True, True)
    assert details.splits[-1] == Passed("finish", seconds(246.5), seconds(61.1), False, True, True)


@pytest.mark.parametrize(("finish", "by_hand"), [("4:06.4h", True), ("4:06.42", False)])
def test_that_the_list_says_whether_a_result_was_taken_by_hand(
    library: Library, finish: str, by_hand: bool
) -> None:
    text = f"athlete,409.344,809.344,1209.344,finish\nAnn,61.2,2:02.9,3:05.4,{finish}\n"
    opened = open_text(text.encode(), answers=Answers(event="mile", confirmed=True))
    store(documents_of(opened), library.path)
    assert [each.by_hand for each in library.find(Query())] == [by_hand]
    assert details_of(library, library.find(Query())[0].id).splits[-1].by_hand is by_hand


def test_that_a_result_of_presses_is_by_hand(library: Library) -> None:
    add_race(library, "one", "2026-05-01", (*MILE, 250.0), (*MILE, 246.5), athletes=("Ann", "Bea"))
    assert [each.by_hand for each in library.find(Query())] == [True]


def test_that_an_armed_race_has_no_splits(library: Library) -> None:
    add_race(library, "one", "2026-05-01", started=False, athletes=("Ann",))
    details = details_of(library, "one")
    assert ([each.status for each in details.results], details.splits) == (["ready"], ())
    assert not past_races.left_running(library, "one")


def test_that_a_session_with_damaged_events_says_so(library: Library) -> None:
    add_race(library, "one", "2026-05-01", MILE, athletes=("Ann",))
    with closing(connect_for_writing(library.path)) as connection:
        connection.execute("DROP TRIGGER events_never_change")
        connection.execute("UPDATE events SET body = '{}' WHERE seq = 3")
    with pytest.raises(LibraryError, match='Session "one", event 3'):
        details_of(library, "one")
    assert past_races.rename(library, "one", "Broken") == "Broken"


def test_that_only_a_race_timed_here_can_be_gone_on_with(library: Library) -> None:
    add_race(library, "mine", "2026-05-01", MILE, athletes=("Ann",))
    add_race(library, "theirs", "2026-05-02", MILE, athletes=("Ann",), origin="import")
    assert past_races.left_running(library, "mine")
    assert not past_races.left_running(library, "theirs")


def test_that_a_race_another_window_times_is_known_by_its_lock(library: Library) -> None:
    assert past_races.timed_elsewhere(library) == ""
    add_race(library, "old", "2026-05-01", MILE, athletes=("Ann",))
    add_race(library, "done", "2026-05-03", (*MILE, 250.0), athletes=("Ann",))
    add_race(library, "now", "2026-05-02", MILE, athletes=("Ann",))
    assert past_races.timed_elsewhere(library) == ""
    with held_elsewhere(library.path):
        assert past_races.timed_elsewhere(library) == "now"
        with pytest.raises(LibraryError, match="Another Splitline is writing"):
            past_races.put_in_bin(library, "old", NOON)


def test_that_a_race_is_a_template_for_one_of_today(library: Library) -> None:
    add_race(library, "one", "2026-05-01", MILE, athletes=FIELD, targets=("4:10", "sub-4"))
    setup = past_races.setup_of(library, "one", "2026-11-21")
    assert [each.athlete for each in setup.entrants] == ["Ann", "Bea", "Cara", "Dot"]
    assert [each.id for each in setup.targets] == ["4:10.00", "sub-4"]
    assert setup.plan.date == "2026-11-21"


def test_that_a_name_can_be_given_and_taken_away_and_notes_stay(library: Library) -> None:
    add_race(library, "one", "2026-05-01", title="Heat 2")
    past_races.write_notes(library, "one", " windy\nwet \n")
    assert past_races.rename(library, "one", "  Club   champs ") == "Club champs"
    shown = library.find(Query())[0]
    assert (shown.title, shown.notes) == ("Club champs", "windy\nwet")
    assert past_races.rename(library, "one", " ") == "Heat 2"
    assert past_races.rename(library, "one", "Heat 2") == "Heat 2"
    assert library.label("one").title == ""
    past_races.write_notes(library, "one", "")
    assert library.find(Query())[0].notes == ""


def test_that_a_race_goes_into_the_bin_and_out_of_it(library: Library) -> None:
    add_race(library, "one", "2026-05-01")
    past_races.put_in_bin(library, "one", NOON)
    assert [each.id for each in library.find(Query(binned=True))] == ["one"]
    assert library.label("one").binned_utc == "2026-11-21T12:00:00.000Z"
    past_races.take_from_bin(library, "one")
    assert [each.id for each in library.find(Query())] == ["one"]
    with pytest.raises(LibraryError, match='no session "two"'):
        past_races.put_in_bin(library, "two", NOON)
