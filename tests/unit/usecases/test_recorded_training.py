"""Is the shipped example of a training session what an export of it would be?"""

from pathlib import Path

import pytest

from app.formats.session_json import session_in, write_session
from app.resource_files import resource
from app.usecases.checking import check_file
from app.usecases.exporting import export
from app.usecases.importing import import_file
from app.usecases.recorded_race import NoSuchRace, open_recording
from app.usecases.recorded_training import (
    shipped_training,
    shipped_trainings,
    training_recording,
)
from tests.unit.usecases.example_times import ID, NOTE, example


def test_that_the_example_holds_the_times_that_were_made_up_for_it() -> None:
    """The file is what `write_session(example())` gives."""
    assert shipped_trainings() == (ID,)
    assert resource(f"sessions/{ID}.json").read_bytes() == write_session(example())
    assert shipped_training(ID) == example()


def test_that_it_is_marked_as_an_example_wherever_it_is_shown(tmp_path: Path) -> None:
    recording = training_recording(ID, tmp_path / "none")
    assert recording is not None
    assert "(example)" in recording.title
    export(ID, [tmp_path / "x.csv", tmp_path / "x.txt"], tmp_path / "none")
    assert "(example)" in (tmp_path / "x.csv").read_text(encoding="utf-8-sig")
    assert NOTE in (tmp_path / "x.txt").read_text(encoding="utf-8")


def test_that_it_goes_out_and_comes_into_the_library_like_any_other(tmp_path: Path) -> None:
    library = tmp_path / "library.splitline"
    export(ID, [tmp_path / "x.json"], library)
    written = (tmp_path / "x.json").read_text(encoding="utf-8")
    assert session_in(written, "x.json") == example()
    assert import_file(tmp_path / "x.json", library).new
    assert check_file(tmp_path / "x.json").holds.startswith("Six times 300 m in 43 s (example)")


def test_that_it_is_no_race(tmp_path: Path) -> None:
    with pytest.raises(NoSuchRace, match=f'found the training session "{ID}", expected a race'):
        open_recording(ID, tmp_path / "none")


def test_that_a_race_and_an_unknown_name_are_no_training_session(tmp_path: Path) -> None:
    assert training_recording("nobody", tmp_path / "none") is None
    assert training_recording("", tmp_path / "none") is None
