import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from app.domain.times import Instant
from app.storage.bests import athletes_like, best_times
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.listing import Query, asked
from app.storage.sessions import Label
from tests.unit.storage.record_strategies import ANCHOR, SECOND, race

DAY = 86_400 * SECOND


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Three miles on three days: of Müller, of Kim, of both; of both Kim was not pressed for."""
    found = Library(tmp_path / "library.splitline")
    fields = (("Anna Müller",), ("Kim O'Neil",), ("Anna Müller", "Kim O'Neil"))
    for day, athletes in enumerate(fields):
        wall = ANCHOR.wall_utc_ns + day * DAY
        records = race(60, 121, 183, 247 - day, athletes=athletes)
        anchor = ANCHOR._replace(wall_utc_ns=wall)
        assert found.add(f"day-{day}", anchor, records, "live")
    return found


def ids(library: Library, query: Query) -> list[str]:
    return [each.id for each in library.find(query)]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("", ["day-2", "day-1", "day-0"]),
        ("anna", ["day-2", "day-0"]),
        ("MULL", ["day-2", "day-0"]),
        ("kim müller", ["day-2"]),
        ("neil", ["day-2", "day-1"]),
        ("evening mi", ["day-2", "day-1", "day-0"]),
        ("2026-11-22", ["day-1"]),
        ("bob", []),
        ('"', ["day-2", "day-1", "day-0"]),
        ("a* OR NOT (", []),
        ("\x00", ["day-2", "day-1", "day-0"]),
    ],
)
def test_that_every_word_begins_a_word_of_what_is_found(
    library: Library, words: str, found: list[str]
) -> None:
    assert ids(library, Query(words=words)) == found


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(athlete="anna müller"), ["day-2", "day-0"]),
        (Query(athlete="Anna"), []),
        (Query(event="mile"), ["day-2", "day-1", "day-0"]),
        (Query(event="1500"), []),
        (Query(since="2026-11-22"), ["day-2", "day-1"]),
        (Query(until="2026-11-22"), ["day-1", "day-0"]),
        (Query(words="kim", since="2026-11-23", athlete="Kim O'Neil"), ["day-2"]),
        (Query(event="mile", since="2026-11-22", until="2026-11-22"), ["day-1"]),
        (Query(athlete="Kim O'Neil", event="mile", until="2026-11-22"), ["day-1"]),
        (Query(athlete="Kim O'Neil", event="1500"), []),
        (Query(athlete="Anna Müller", since="2026-11-22"), ["day-2"]),
        (Query(event="mile", binned=True), []),
        (Query(words="kim", athlete="Anna Müller"), ["day-2"]),
        (Query(words="anna", until="2026-11-22", event="mile"), ["day-0"]),
        (Query(words="anna", event="1500"), []),
        (Query(words="anna", binned=True), []),
    ],
)
def test_that_athlete_event_and_days_narrow_the_list(
    library: Library, query: Query, found: list[str]
) -> None:
    assert ids(library, query) == found


@pytest.mark.parametrize(
    ("query", "by"),
    [
        (Query(), "SCAN summary_by_age"),
        (Query(binned=True), "SCAN summary_by_age"),
        (Query(since="2026-11-22", until="2026-11-23"), "SCAN summary_by_age"),
        (Query(event="mile"), "SEARCH summary_by_event"),
        (Query(event="mile", since="2026-11-22"), "SEARCH summary_by_event"),
        (Query(athlete="Kim O'Neil", event="mile"), "SEARCH performances_by_athlete"),
        (Query(words="kim", event="mile"), "SEARCH summary_by_event"),
        (Query(words="kim", until="2026-11-22"), "SCAN summary_by_"),
    ],
)
def test_that_no_line_is_read_that_is_not_shown(library: Library, query: Query, by: str) -> None:
    sql, values = asked(query)
    with closing(sqlite3.connect(library.path)) as connection:
        rows = connection.execute(f"EXPLAIN QUERY PLAN {sql}", (*values, 200, 0)).fetchall()
    plan = [row[3] for row in rows]
    verb, index = by.split()
    assert any(each.startswith(verb) and f"COVERING INDEX {index}" in each for each in plan), plan
    whole = [each for each in plan if each.startswith("SCAN") and "summary" in each]
    assert all("COVERING INDEX" in each for each in whole), plan


def test_that_who_was_timed_is_read_from_an_index_of_names_alone(library: Library) -> None:
    for beginning in ("", "ki"):
        assert "COVERING INDEX performances_names" in plan_of(library, athletes_like, beginning)


def plan_of(library: Library, ask: Callable[..., object], *words: object) -> str:
    traced: list[str] = []
    with closing(sqlite3.connect(library.path)) as connection:
        connection.set_trace_callback(traced.append)
        ask(connection, *words, 50)
        connection.set_trace_callback(None)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {traced[0]}").fetchall()
    return "; ".join(row[3] for row in rows)


def test_that_the_bests_of_an_athlete_are_read_from_an_index_alone(library: Library) -> None:
    traced: list[str] = []
    with closing(sqlite3.connect(library.path)) as connection:
        connection.set_trace_callback(traced.append)
        assert best_times(connection, "Kim O'Neil", "")[0].time == 246 * SECOND
        connection.set_trace_callback(None)
        rows = connection.execute(f"EXPLAIN QUERY PLAN {traced[0]}").fetchall()
    plan = [row[3] for row in rows]
    assert any("COVERING INDEX performances_by_athlete" in each for each in plan), plan
    assert not any("GROUP BY" in each for each in plan), plan


def test_that_a_part_of_the_list_can_be_asked_for(library: Library) -> None:
    assert [each.id for each in library.find(Query(), limit=1, offset=1)] == ["day-1"]
    assert library.count() == 3


def test_that_a_name_and_notes_are_shown_and_found_and_can_be_taken_back(library: Library) -> None:
    label = Label(title="Club champs", notes="windy, Späth paced")
    library.set_label("day-1", label)
    shown = library.find(Query(words="champs spath"))[0]
    assert (shown.id, shown.title, shown.notes) == ("day-1", "Club champs", label.notes)
    assert library.label("day-1") == label
    library.set_label("day-1", Label())
    assert library.find(Query(words="champs")) == ()
    assert library.find(Query(words="evening"))[1].title == "Evening mile"


def test_that_a_name_outlives_a_list_that_is_made_anew(library: Library) -> None:
    library.set_label("day-0", Label(title="First"))
    assert library.derive_all() == ()
    assert ids(library, Query(words="first")) == ["day-0"]


def test_that_the_bin_hides_a_session_until_it_is_emptied(library: Library) -> None:
    library.set_label("day-0", Label(binned_utc="2026-11-30T10:00:00.000Z"))
    assert ids(library, Query()) == ["day-2", "day-1"]
    assert ids(library, Query(binned=True)) == ["day-0"]
    assert ids(library, Query(words="anna")) == ["day-2"]
    assert ids(library, Query(words="anna", binned=True)) == ["day-0"]
    assert ids(library, Query(words="anna", event="mile", binned=True)) == ["day-0"]
    assert (library.count(), library.count(binned=True)) == (2, 1)
    assert library.bests("Anna Müller")[0].session == "day-2"
    library.set_label("day-0", Label())
    assert ids(library, Query(words="anna")) == ["day-2", "day-0"]
    library.set_label("day-0", Label(binned_utc="2026-11-30T10:00:00.000Z"))
    assert library.empty_bin() == 1
    assert not library.knows("day-0")
    assert ids(library, Query(words="anna")) == ["day-2"]
    assert library.empty_bin() == 0


def test_that_a_label_of_nothing_is_refused(library: Library) -> None:
    with pytest.raises(LibraryError, match='no session "day-9"'):
        library.set_label("day-9", Label(title="x"))


def test_that_the_best_of_an_athlete_is_the_fastest_finish_and_says_where(library: Library) -> None:
    best = library.bests("ANNA MÜLLER".title())[0]
    assert (best.event, best.time, best.session) == ("mile", 245 * SECOND, "day-2")
    assert (best.date, best.by_hand) == ("2026-11-23", True)
    # Kim was in two races and pressed for in one of them.
    assert [each.time for each in library.bests("Kim O'Neil")] == [246 * SECOND]
    assert library.bests("Kim O'Neil", since="2026-11-23") == ()
    assert library.bests("Bob") == ()


def test_that_athletes_are_found_by_how_their_name_begins(library: Library) -> None:
    assert library.athletes() == ("Anna Müller", "Kim O'Neil")
    assert library.athletes("ki") == ("Kim O'Neil",)
    assert library.athletes("%") == ()
    assert library.athletes(limit=1) == ("Anna Müller",)


def test_that_a_race_left_running_is_found_unless_it_is_binned(library: Library) -> None:
    library.set_label("day-2", Label(binned_utc="2026-11-30T10:00:00.000Z"))
    assert library.under_way() == ()
    anchor = ANCHOR._replace(at=Instant(0))
    assert library.add("on", anchor, race(60), "live")
    assert library.add("brought", anchor, race(60), "import")
    assert [each.id for each in library.under_way()] == ["on"]
    library.set_label("day-2", Label())
    assert [each.id for each in library.under_way()] == ["day-2", "on"]
    assert [each.id for each in library.under_way(limit=1)] == ["day-2"]
