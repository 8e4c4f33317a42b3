from pathlib import Path

import pytest

from app.domain.course import MILE, metres
from app.domain.refusals import BadTarget
from app.domain.times import seconds
from app.storage.library import Library
from app.usecases.targets import default_targets, target_of, targets_of
from tests.unit.formats.example_race import RACE
from tests.unit.formats.sessions import ANCHOR, ANN, armed, live_mile


@pytest.mark.parametrize(
    ("text", "target_id"),
    [
        ("sub-4", "sub-4"),
        ("4:06.42", "4:06.42"),
        ("4:06.420", "4:06.42"),
        ("246.42", "4:06.42"),
        ("4:10", "4:10.00"),
        ("60/400", "60/400"),
        (" like   paris-2025 ", "like paris-2025"),
    ],
)
def test_that_a_text_means_one_target(text: str, target_id: str) -> None:
    assert target_of(text, MILE).id == target_id


def test_that_a_typed_result_is_the_shipped_one() -> None:
    assert target_of("4:06.42", MILE).basis == "movement"


def test_that_a_target_like_a_race_runs_through_its_splits() -> None:
    target = target_of("like monaco-2023", MILE)
    assert target.curved
    assert target.time_at(metres(400)) == seconds(62.6)
    assert target.time_at(metres(1200)) == seconds(186.66)
    assert target.finish == seconds(247.64)
    assert target.name == "Like Faith Kipyegon · Monaco, 21 July 2023"


def test_that_a_target_can_be_like_a_race_of_ones_own(tmp_path: Path) -> None:
    race, library = tmp_path / "club.toml", tmp_path / "library.splitline"
    race.write_text(RACE, encoding="utf-8")
    assert target_of(f"like {race}", MILE).id == "like club-mile"
    Library(library).add("s1", ANCHOR, live_mile(), "live")
    assert target_of("like s1", MILE, library).finish == seconds(290.2)


def test_that_an_unfinished_race_is_no_target(tmp_path: Path) -> None:
    engine = armed()
    assert engine.state.entries[ANN].splits == ()
    library = tmp_path / "library.splitline"
    Library(library).add("s1", ANCHOR, engine.records, "live")
    with pytest.raises(BadTarget, match="expected a race that was finished"):
        target_of("like s1", MILE, library)


def test_that_a_race_over_another_distance_is_no_target() -> None:
    with pytest.raises(BadTarget, match=r"over 1609\.344 m\", expected a race over 1500 m"):
        target_of("like paris-2025", metres(1500))


def test_that_a_race_which_there_is_not_is_no_target() -> None:
    with pytest.raises(BadTarget, match='found "like nobody", expected a race'):
        target_of("like nobody", MILE)


def test_that_targets_keep_their_order_and_come_once() -> None:
    assert [t.id for t in targets_of(["4:07.64", "sub-4"], MILE)] == ["4:07.64", "sub-4"]
    with pytest.raises(BadTarget, match=r'found "246\.42", expected one that is not there already'):
        targets_of(["4:06.42", "246.42"], MILE)


def test_that_a_new_race_has_targets_from_the_start() -> None:
    assert [t.id for t in default_targets(MILE)] == ["sub-4", "4:06.42", "4:07.64"]
    assert [t.id for t in default_targets(metres(300))] == ["43.00"]
    (even,) = default_targets(metres(800))
    assert (even.id, even.finish) == ("60/400", seconds(120))
