"""What does the library say of an athlete over the weeks and over the years?"""

import json
from pathlib import Path

import pytest

from app.analysis.training.over_weeks import Kind
from app.bootstrap import Application
from app.cli.entry import main
from app.domain.times import NS_PER_S
from app.engine.clocks import BootClock
from app.storage.library import Library
from app.storage.sessions import Label
from app.usecases import athlete_history
from app.usecases.athlete_history import NoSuchAthlete, history_of
from tests.unit.formats.training_sessions import SKIPS, dozen, six_of
from tests.unit.training.coaches import metres
from tests.unit.usecases.past import add_race
from tests.unit.usecases.trained import stored, weeks
from ui.viewstate.athlete import long_run


@pytest.fixture
def library(tmp_path: Path) -> Library:
    weeks(tmp_path / "library")
    return Library(tmp_path / "library")


def test_that_a_kind_is_a_distance_with_the_recovery_in_its_sets(library: Library) -> None:
    kinds = {each.kind: each for each in history_of(library, "Ann").kinds}
    assert list(kinds) == [Kind(metres(300), "3:00"), Kind(metres(300), "1:30")]
    twelve = kinds[Kind(metres(300), "1:30")]
    assert [(day.session, day.tally.runs) for day in twelve.days] == [
        ("dozen-before", 12),
        ("dozen", 12),
    ]


def test_that_the_days_come_the_oldest_first_with_their_means(library: Library) -> None:
    six = history_of(library, "Ann").kinds[0]
    dates = [day.date for day in six.days]
    assert dates == sorted(dates)
    means = [day.tally.mean / NS_PER_S for day in six.days]
    assert means == pytest.approx([45.1683, 44.4683, 44.2683, 43.7683, 43.2683], abs=1e-3)
    spreads = {round(day.tally.spread / NS_PER_S, 3) for day in six.days}
    assert spreads == {1.41}


def test_that_what_was_skipped_is_in_no_mean(library: Library) -> None:
    (kind,) = history_of(library, SKIPS.upper()).kinds
    assert [day.tally.runs for day in kind.days] == [11, 11]


def test_that_bests_are_those_of_their_day(library: Library) -> None:
    history = history_of(library, "Ann")
    assert [each.event for each in history.events] == ["800", "mile"]
    mile = history.events[1]
    assert [(race.session, race.personal, race.season) for race in mile.races] == [
        ("mile-1", True, True),
        ("mile-2", False, True),
        ("mile-3", True, True),
    ]


def test_that_a_slower_race_of_a_season_is_no_best(library: Library) -> None:
    add_race(library, "mile-4", "2026-06-01", (60.4, 121.9, 184.0, 248.0), athletes=("ANN",))
    race = history_of(library, "Ann").events[1].races[-1]
    assert (race.session, race.personal, race.season) == ("mile-4", False, False)


def test_that_the_bin_counts_for_nothing(library: Library) -> None:
    for id in ("mile-3", "six-4"):
        library.set_label(id, Label(binned_utc="2026-06-01T00:00:00.000Z"))
    history = history_of(library, "Ann")
    assert [race.session for race in history.events[1].races] == ["mile-1", "mile-2"]
    assert [day.session for day in history.kinds[0].days] == ["six-0", "six-1", "six-2", "six-3"]


def test_that_only_what_is_asked_for_is_looked_into(
    library: Library, monkeypatch: pytest.MonkeyPatch
) -> None:
    since = history_of(library, "Ann", "2026-04-28")
    assert {day.session for kind in since.kinds for day in kind.days} == {
        *("six-3", "six-4", "dozen-before", "dozen")
    }
    assert since.events == ()
    monkeypatch.setattr(athlete_history, "MOST_SESSIONS", 2)
    newest = history_of(library, "Ann")
    assert (newest.sessions, newest.left_out) == (2, 5)
    assert "5 older training sessions" in long_run(newest, 0).said


def test_that_a_damaged_session_is_named_and_passed_over(library: Library) -> None:
    import sqlite3

    with sqlite3.connect(library.path) as connection:
        connection.execute("DROP TRIGGER events_never_change")
        connection.execute("UPDATE events SET body = '{}' WHERE session = 'six-2' AND seq = 3")
    connection.close()
    history = history_of(library, "Ann")
    assert history.passed_over == ("six-2",)
    assert len(history.kinds[0].days) == 4


def test_that_nobody_is_refused_in_a_sentence(library: Library) -> None:
    with pytest.raises(NoSuchAthlete, match=r'found "An", expected somebody.*there are Ann'):
        history_of(library, "An")
    with pytest.raises(NoSuchAthlete, match='found "", expected somebody'):
        history_of(library, "  ")


def test_that_who_ran_nothing_has_an_empty_view(tmp_path: Path) -> None:
    stored(tmp_path / "library", "one", dozen())
    view = long_run(history_of(Library(tmp_path / "library"), "Dot"), 7)
    assert (view.name, view.days, view.detail.rows) == ("", (), ())


def run(library: Library, *words: str) -> int:
    return main(words, app=Application(BootClock(), lambda: library.path))


def test_that_the_command_prints_tables(
    library: Library, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(library, "athlete", "ann") == 0
    said = capsys.readouterr().out
    assert "300 m, recovery 3:00\n" in said
    assert "2026-05-05  Six times 300     6  43.3  42.6     1.4    +2.5 %" in said
    assert "2026-04-18  Mile  4:07.3h  PB" in said


def test_that_the_command_gives_json(library: Library, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(library, "athlete", "Ann", "--json", "--since", "2026-04-28") == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["athlete"], document["left_out"], document["events"]) == ("Ann", 0, [])
    kind = next(each for each in document["kinds"] if each["recovery"] == "3:00")
    assert kind["distance_m"] == 300
    assert kind["sessions"][-1] == {
        "session": "six-4",
        "title": "Six times 300",
        "date": "2026-05-05",
        "runs": 6,
        "mean_s": 43.268,
        "best_s": 42.61,
        "worst_s": 44.02,
        "spread_s": 1.41,
        "drop_off": 1.0249,
        "by_hand": True,
    }


@pytest.mark.parametrize(
    ("words", "said"),
    [(("Nobody",), 'found "Nobody"'), (("Ann", "--since", "soon"), 'since: found "soon"')],
)
def test_that_the_command_refuses_in_one_sentence(
    library: Library, capsys: pytest.CaptureFixture[str], words: tuple[str, ...], said: str
) -> None:
    assert run(library, "athlete", *words) == 1
    assert said in capsys.readouterr().err


def test_that_a_set_of_its_own_keeps_the_kind_of_its_session(tmp_path: Path) -> None:
    stored(tmp_path / "library", "six", six_of())
    (kind,) = history_of(Library(tmp_path / "library"), "Ann").kinds
    assert kind.kind == Kind(metres(300), "3:00")
    assert kind.days[0].tally.runs == 6
