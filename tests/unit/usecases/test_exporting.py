import json
from pathlib import Path

import pytest

from app.domain.evolve import fold
from app.domain.times import Instant
from app.engine.clocks import Anchor
from app.formats.file_text import FormatError
from app.formats.sheets.raw_log import raw_log_sum
from app.formats.sheets.split_sheet import Sheet
from app.formats.sound_records import unsound
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.usecases.exporting import export, exported_race, records_of_run
from app.usecases.importing import Imported, import_file
from app.usecases.recorded_race import NoSuchRace, open_recording, run_of_recording, shipped_races
from tests.unit.formats.example_race import RACE
from tests.unit.formats.sessions import ANCHOR, STARTED_UTC, live_mile

SESSION = "2026-05-01-mile-0001"


@pytest.fixture
def library(tmp_path: Path) -> Path:
    path = tmp_path / "one" / "library.splitline"
    Library(path).add(SESSION, ANCHOR, live_mile(), "live")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    return tmp_path / "other" / "library.splitline"


def test_that_a_session_goes_into_another_library_without_loss(
    library: Path, other: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    export(SESSION, [first], library)
    assert import_file(first, other) == Imported(SESSION, "Club mile", new=True)
    export(SESSION, [second], other)
    assert second.read_bytes() == first.read_bytes()
    assert Library(other).records(SESSION) == live_mile()
    assert Library(other).anchor(SESSION) == ANCHOR
    assert Library(other).summaries()[0].started_utc == STARTED_UTC


def test_that_a_known_session_is_left_as_it_is(library: Path, tmp_path: Path) -> None:
    file = tmp_path / "first.json"
    export(SESSION, [file], library)
    document = json.loads(file.read_text("utf-8"))
    document["events"] = document["events"][:3]
    file.write_text(json.dumps(document), encoding="utf-8")
    assert import_file(file, library) == Imported(SESSION, "Club mile", new=False)
    assert Library(library).records(SESSION) == live_mile()


@pytest.mark.parametrize("race", shipped_races())
def test_that_a_shipped_race_goes_out_and_in_without_loss(
    race: str, other: Path, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.json", tmp_path / "second.json"
    export(race, [first], other)
    assert import_file(first, other).new
    export(str(first), [second], other)
    assert second.read_bytes() == first.read_bytes()
    stored = Library(other).session(race)
    assert stored.records == exported_race(race, other).document.records
    assert Library(other).summaries()[0].started_utc == ""


def test_that_an_imported_race_goes_out_again_as_it_came(other: Path, tmp_path: Path) -> None:
    race, first, second = tmp_path / "club.toml", tmp_path / "1.json", tmp_path / "2.json"
    race.write_text(RACE, encoding="utf-8")
    assert import_file(race, other, line="from-start").id == "club-mile"
    export("club-mile", [first], other)
    Library(tmp_path / "third")  # another library, to come from
    assert import_file(first, tmp_path / "third").new
    export("club-mile", [second], tmp_path / "third")
    assert second.read_bytes() == first.read_bytes()
    document = json.loads(first.read_text("utf-8"))
    assert document["entries"][0]["splits"][0]["mark_m"] == 400
    assert document["anchor"] is None


def test_that_an_event_can_be_asked_for(library: Path, other: Path, tmp_path: Path) -> None:
    file = tmp_path / "first.json"
    export(SESSION, [file], library)
    assert import_file(file, other, event="1 mile").new
    with pytest.raises(FormatError, match="event: found mile, expected 1500"):
        import_file(file, other, event="1,500 m")


def test_that_a_session_has_no_other_line(library: Path, other: Path, tmp_path: Path) -> None:
    file = tmp_path / "first.json"
    export(SESSION, [file], library)
    with pytest.raises(NoSuchRace, match='line: found "from-start"'):
        import_file(file, other, line="from-start")
    assert Library(other).summaries() == ()


def test_that_several_files_are_written_at_once(library: Path, tmp_path: Path) -> None:
    files = [tmp_path / "a.CSV", tmp_path / "a.json", tmp_path / "a.pdf"]

    def draw(sheet: Sheet) -> bytes:
        return sheet.title.encode()

    export(SESSION, files, library, {".pdf": draw})
    assert files[0].read_bytes().startswith(b"race,line,clock,")
    assert json.loads(files[1].read_text("utf-8"))["format"] == "splitline"
    assert files[2].read_bytes() == b"Club mile"


def test_that_every_format_is_known_by_its_ending(library: Path, tmp_path: Path) -> None:
    files = [tmp_path / f"a{ending}" for ending in (".lif", ".txt", ".XLSX", ".csv", ".json")]
    export(SESSION, files, library, dialect="semicolon")
    begins = [b"1,1,1,Club mile,", b"Club mile\n", b"PK\x03\x04", b"\xef\xbb\xbfrace;", b"{"]
    for file, beginning in zip(files, begins, strict=True):
        assert file.read_bytes().startswith(beginning)
    assert f"Raw log {raw_log_sum(live_mile())}" in files[1].read_text("utf-8")


@pytest.mark.parametrize(("name", "found"), [("a.pdf", r"the ending \.pdf"), ("a", "no ending")])
def test_that_an_ending_without_a_format_is_refused_before_anything_is_written(
    library: Path, tmp_path: Path, name: str, found: str
) -> None:
    good = tmp_path / "good.csv"
    expected = r"expected \.csv, \.json, \.lif, \.splitrace, \.txt or \.xlsx$"
    with pytest.raises(FormatError, match=rf"found {found}, {expected}"):
        export(SESSION, [good, tmp_path / name], library)
    assert not good.exists()


def test_that_a_folder_that_is_not_there_is_named_before_anything_is_written(
    library: Path, tmp_path: Path
) -> None:
    good, nowhere = tmp_path / "good.csv", tmp_path / "nowhere" / "a.json"
    with pytest.raises(FormatError, match=rf"{nowhere}: cannot be written: there is no folder"):
        export(SESSION, [good, nowhere], library)
    (tmp_path / "b.csv").mkdir()
    with pytest.raises(FormatError, match="cannot be written: it is a folder"):
        export(SESSION, [good, tmp_path / "b.csv"], library)
    with pytest.raises(FormatError, match=r"cannot be written: file name too long"):
        export(SESSION, [good, tmp_path / f"{'a' * 300}.csv"], library)
    assert not good.exists()


def test_that_an_unknown_race_leaves_no_file(library: Path, tmp_path: Path) -> None:
    with pytest.raises(NoSuchRace):
        export("nobody", [tmp_path / "a.csv"], library)
    assert not (tmp_path / "a.csv").exists()


def test_that_a_library_of_another_program_is_left_alone(tmp_path: Path, library: Path) -> None:
    file = tmp_path / "first.json"
    export(SESSION, [file], library)
    foreign = tmp_path / "foreign.splitline"
    foreign.write_text("a diary")
    with pytest.raises(LibraryError, match="another program"):
        import_file(file, foreign)
    assert foreign.read_text() == "a diary"


def test_that_a_session_that_was_never_started_goes_out(other: Path, tmp_path: Path) -> None:
    planned = live_mile()[:1]
    anchor = Anchor(Instant(0), 1_777_651_200_000_000_000, "", "")
    Library(other).add("planned", anchor, planned, "live")
    exported = exported_race("planned", other)
    assert exported.document.started_utc == ""
    assert exported.sheet.rows == ()


def test_that_the_target_that_was_chosen_stays_chosen() -> None:
    run = run_of_recording(open_recording("paris-2025"))
    state = fold(records_of_run(run._replace(primary="4:07.64")))
    assert state is not None
    assert state.primary_id == "4:07.64"
    assert unsound(records_of_run(run)) is None
