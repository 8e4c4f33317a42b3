"""A race of several, timed and put right in the window, as `splitline replay` tells it."""

from pathlib import Path
from typing import Any

import pytest

from app.domain import repair_commands as rc
from app.domain.times import seconds
from app.storage.library import Library
from tests.unit.cli.conftest import Splitline
from tests.unit.formats.field_race import ANN, CID, DOT, at, field_race
from tests.unit.formats.sessions import ANCHOR

SESSION = "2026-11-21-mile-0001"


@pytest.fixture
def stored(library: Path) -> Path:
    engine = field_race()
    engine.handle(rc.GiveOfficial(at=at(400), entry=ANN, elapsed=seconds(284.6)))
    Library(library).add(SESSION, ANCHOR, engine.records, "live")
    return library


def _athletes(document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {each["athlete"]: each for each in [document, *document["others"]]}


def test_that_the_first_athlete_stays_in_front_and_the_others_follow(
    splitline: Splitline, stored: Path
) -> None:
    document = splitline("replay", SESSION, "--json").document
    assert (document["athlete"], document["finished"]) == ("Ann", True)
    found = _athletes(document)
    assert list(found) == ["Ann", "Bea", "Cid", "Dot", "Eva", "Bob"]
    assert [each["status"] for each in found.values()] == [
        *("finished", "finished", "dnf", "dns", "finished", "finished")
    ]
    assert stored.exists()


def test_that_every_athlete_says_what_goes_for_that_one_alone(
    splitline: Splitline, stored: Path
) -> None:
    found = _athletes(splitline("replay", SESSION, "--json").document)
    ann, bea, cid, bob = (found[name] for name in ("Ann", "Bea", "Cid", "Bob"))
    assert (ann["target"], ann["official_s"], ann["role"], ann["lane"]) == (
        *("5:00.00", 284.6, "athlete", 1),
    )
    assert (bea["offset_s"], bea["missed_m"], bea["target"]) == (10.0, [809.344], None)
    assert [each["mark_m"] for each in bea["splits"]] == [409.344, 1209.344, 1609.344]
    assert (bob["role"], bob["drop_off_m"], bob["projection"]) == ("pacer", 809.344, None)
    assert [each["estimated"] for each in cid["splits"]] == [False, True]
    assert [each["rank"] for each in bob["splits"]] == [None, None]
    assert ann["splits"][0]["field_rank"] == 3
    assert len(ann["splits"][0]["watches_s"]) == 2
    assert stored.exists()


def test_that_the_zero_of_an_official_time_is_told(splitline: Splitline, stored: Path) -> None:
    zero = splitline("replay", SESSION, "--json").document["zero"]
    assert zero == {"basis": "official", "tolerance_s": 0.0}
    assert splitline("replay", SESSION, "--at", "0", "--json").document["zero"] == zero
    shipped = splitline("replay", "paris-2025", "--json").document["zero"]
    assert shipped == {"basis": "imported", "tolerance_s": 0.0}
    assert stored.exists()


@pytest.mark.parametrize(
    ("time", "cid", "dot"),
    [("0", "running", "dns"), ("3:30", "running", "dns"), ("3:40", "dnf", "dns")],
)
def test_that_who_is_out_is_so_from_the_moment_it_was_said(
    splitline: Splitline, stored: Path, time: str, cid: str, dot: str
) -> None:
    found = _athletes(splitline("replay", SESSION, "--json", "--at", time).document)
    assert (found["Cid"]["status"], found["Dot"]["status"]) == (cid, dot)
    assert stored.exists()


def test_that_nothing_is_known_before_its_time(splitline: Splitline, stored: Path) -> None:
    found = _athletes(splitline("replay", SESSION, "--json", "--at", "1:30").document)
    passed = {name: len(each["splits"]) for name, each in found.items()}
    assert passed == {"Ann": 1, "Bea": 1, "Cid": 1, "Dot": 0, "Eva": 1, "Bob": 1}
    assert found["Ann"]["official_s"] is None
    assert stored.exists()


def test_that_the_table_has_a_place_for_everybody_and_a_line_for_a_missed_mark(
    splitline: Splitline, stored: Path
) -> None:
    text = splitline("replay", SESSION).out
    rows = [line for line in text.splitlines() if line.startswith(("Ann ", "Bea ", "Bob ", "Cid "))]
    assert rows[0].split()[:4] == ["Ann", "409", "m", "1"]
    assert any(row.startswith("Bea") and row.endswith("missed") for row in rows)
    assert any(row.startswith("Cid") and row.endswith("estimated") for row in rows)
    assert "pacer       Bob, to 809.344 m" in text
    assert "own start   Bea, 10.00 after time zero" in text
    assert "own target  Ann, 5:00.00" in text
    assert "time zero   official" in text
    assert "note        Cid: did not finish, last timed at 809 m." in text
    assert "note        Dot: did not start." in text
    assert stored.exists()


def test_that_a_race_of_repairs_is_exported_and_taken_back(
    splitline: Splitline, stored: Path, tmp_path: Path
) -> None:
    file, csv = tmp_path / "race.json", tmp_path / "race.csv"
    assert splitline("export", SESSION, "--to", file, "--to", csv).code == 0
    from_file = splitline("replay", file, "--json").document
    assert from_file == splitline("replay", SESSION, "--json").document | {"race": SESSION}
    assert csv.read_text("utf-8").count(",dnf,") == 2
    assert stored.exists()


def test_that_presses_that_belong_to_nobody_do_not_disturb(
    splitline: Splitline, library: Path
) -> None:
    engine = field_race()
    tap = engine.state.taps[0].seq
    engine.handle(rc.DropTap(at=at(310), tap=tap))
    engine.handle(rc.Withdraw(at=at(311), entry=CID, status=""))
    engine.undo(at(312))
    engine.handle(rc.Withdraw(at=at(313), entry=DOT, status=""))
    Library(library).add(SESSION, ANCHOR, engine.records, "live")
    found = _athletes(splitline("replay", SESSION, "--json").document)
    assert (found["Cid"]["status"], found["Dot"]["status"]) == ("dnf", "running")
