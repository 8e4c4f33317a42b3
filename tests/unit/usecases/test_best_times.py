from pathlib import Path

import pytest

from app.domain.course import MILE, metres
from app.domain.refusals import BadPlan, BadTarget
from app.domain.times import canonical, seconds
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.storage.sessions import Label
from app.usecases.best_times import bests_of, first_of, reference_time
from app.usecases.new_race import RaceRequest, setup_for
from app.usecases.targets import target_of
from tests.unit.usecases.past import MILE as PASSAGES
from tests.unit.usecases.past import add_race

ANNA = "Anna Müller"
TODAY = "2026-11-21"


@pytest.fixture
def library(tmp_path: Path) -> Library:
    """Anna's miles of two years, a 3000 m and a steeplechase; Kim's 800 m that was not finished."""
    found = Library(tmp_path / "library.splitline")
    add_race(found, "old", "2024-06-01", (*PASSAGES, 240.25), athletes=(ANNA,))
    add_race(found, "new", "2026-05-02", (*PASSAGES, 244.5), athletes=(ANNA,))
    add_race(found, "slow", "2026-08-02", (*PASSAGES, 251.0), athletes=(ANNA,))
    flat = tuple(range(70, 560, 70))
    add_race(found, "flat", "2026-07-01", (*flat, 558.0), athletes=(ANNA,), event="3000")
    chase = tuple(range(80, 640, 80))
    add_race(found, "chase", "2026-07-02", (*chase, 640.0), athletes=(ANNA,), event="3000sc")
    add_race(found, "kim", "2026-07-03", (61.0,), athletes=("Kim",), event="800")
    return found


def test_that_bests_are_told_by_event_with_this_seasons_beside_them(library: Library) -> None:
    found = bests_of(library, ANNA, TODAY)
    told = [
        (each.best.event, each.best.time / 10**9, each.season.time / 10**9 if each.season else None)
        for each in found
    ]
    assert told == [("mile", 240.25, 244.5), ("3000", 558.0, 558.0), ("3000sc", 640.0, 640.0)]
    assert bests_of(library, ANNA, "2027-01-01")[0].season is None
    assert bests_of(library, "Kim", TODAY) == ()


def test_that_nobody_knows_the_season_of_a_day_that_nobody_knows(library: Library) -> None:
    assert first_of("2026-11-21") == "2026-01-01"
    assert [each.season for each in bests_of(library, ANNA, "")] == [None] * 3


@pytest.mark.parametrize(
    ("event", "time"), [("3000", 558.0), ("3000sc", 640.0), ("", 558.0), ("3 km", 558.0)]
)
def test_that_a_steeplechase_is_another_race_than_the_flat_one(
    library: Library, event: str, time: float
) -> None:
    best = reference_time(library, ANNA, metres(3000), event)
    assert best is not None
    assert best.time == seconds(time)


def test_that_what_lies_in_the_bin_is_no_best(library: Library) -> None:
    library.set_label("old", Label(binned_utc="2026-11-01T00:00:00.000Z"))
    best = reference_time(library, ANNA, MILE)
    assert best is not None
    assert (best.session, best.by_hand) == ("new", True)


@pytest.mark.parametrize(
    ("text", "time", "id"),
    [
        ("pb Anna Müller", "4:00.25", "pb Anna Müller"),
        ("PB  anna  Müller ", "4:00.25", "pb Anna Müller"),
        ("sb Anna Müller", "4:04.50", "sb Anna Müller"),
    ],
)
def test_that_a_best_is_an_even_line_to_run_against(
    library: Library, text: str, time: str, id: str
) -> None:
    target = target_of(text, MILE, library.path, day=TODAY)
    assert (canonical(target.finish), target.id) == (time, id)
    assert target.name == f"{id[:2].upper()} Anna Müller"
    assert not target.curved


def test_that_a_season_is_the_year_of_the_race_and_without_a_day_this_one(
    library: Library,
) -> None:
    assert target_of(f"sb {ANNA}", MILE, library.path, day="2024-09-01").finish == seconds(240.25)
    add_race(library, "next", "2200-01-01", (*PASSAGES, 243.0), athletes=(ANNA,))
    assert target_of(f"sb {ANNA}", MILE, library.path).finish == seconds(243.0)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("pb", 'target: found "pb", expected a name behind it, like pb Anna'),
        (
            "pb Anna",
            'target: found "pb Anna", expected one of Anna Müller with a time in the library',
        ),
        (
            "pb Zoe",
            'target: found "pb Zoe", expected the name of an athlete with a time in the library',
        ),
        (
            "sb Anna Müller",
            'target: found "sb Anna Müller", expected a time of 2027 over 1609.344 m; '
            "pb Anna Müller is there",
        ),
    ],
)
def test_that_a_best_that_is_not_there_says_what_would_be_understood(
    library: Library, text: str, sentence: str
) -> None:
    with pytest.raises(BadTarget) as refused:
        target_of(text, MILE, library.path, day="2027-02-01")
    assert str(refused.value) == sentence


def test_that_a_best_over_another_distance_names_those_there_are(library: Library) -> None:
    with pytest.raises(BadTarget, match=r"Anna Müller has one over 1609\.344 m and 3000 m$"):
        target_of(f"pb {ANNA}", metres(1500), library.path)


def test_that_without_a_library_there_are_no_bests(tmp_path: Path) -> None:
    for path in (None, tmp_path / "none"):
        with pytest.raises(BadTarget, match=r"the name of an athlete with a time in the library$"):
            target_of(f"pb {ANNA}", MILE, path)


def test_that_a_library_that_cannot_be_read_says_so(tmp_path: Path) -> None:
    path = tmp_path / "library.splitline"
    path.write_text("a diary")
    with pytest.raises(LibraryError, match="file of another program"):
        target_of(f"pb {ANNA}", MILE, path)


def test_that_an_athlete_can_be_held_to_the_own_best(library: Library) -> None:
    asked = RaceRequest(athletes=(f"{ANNA}, pb", "Kim, 4:10"), targets=(f"sb {ANNA}",), date=TODAY)
    setup = setup_for(asked, library.path)
    assert [each.id for each in setup.targets] == [f"sb {ANNA}", f"pb {ANNA}", "4:10.00"]
    assert setup.entrants[0].target == f"pb {ANNA}"
    with pytest.raises(BadPlan, match='athlete 1, target: found "pb Kim"'):
        setup_for(RaceRequest(athletes=("Kim, PB",)), library.path)


def test_that_the_best_of_a_steeplechase_is_asked_for_by_its_event(library: Library) -> None:
    asked = RaceRequest(event="3000sc", athletes=(ANNA,), targets=(f"pb {ANNA}",))
    assert setup_for(asked, library.path).targets[0].finish == seconds(640)
