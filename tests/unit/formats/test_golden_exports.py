"""What is exported stays as it is. `make golden` writes the files anew: look at the difference."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from app import __version__
from app.analysis.live import analyse
from app.domain.evolve import fold
from app.domain.times import Instant
from app.formats.profile_file import shipped_profiles
from app.formats.session_json import SessionDocument, write_session
from app.formats.sheets.comparison import Compared, compare
from app.formats.sheets.comparison_files import comparison_csv, comparison_json
from app.formats.sheets.csv_dialects import SEMICOLON
from app.formats.sheets.csv_sheet import write_csv
from app.formats.sheets.lif_sheet import write_lif
from app.formats.sheets.posted_text import write_text
from app.formats.sheets.raw_log import with_raw_log
from app.formats.sheets.split_sheet import sheet_of
from app.usecases.exporting import Exported, exported_race
from tests.unit.formats.field_race import field_race
from tests.unit.formats.known_runs import FIELD, SHIPPED

GOLDEN = Path(__file__).parent / "golden"


def _without_events(content: bytes) -> bytes:
    """The journal is held by the tests of its wire form, and may gain fields."""
    told = {key: each for key, each in json.loads(content).items() if key != "events"}
    return (json.dumps(told, ensure_ascii=False, indent=1) + "\n").encode()


WRITERS: dict[str, Callable[[Exported], bytes]] = {
    ".csv": lambda race: write_csv(race.sheet),
    ".semicolon.csv": lambda race: write_csv(race.sheet, SEMICOLON),
    ".lif": lambda race: write_lif(race.sheet),
    ".txt": lambda race: write_text(race.sheet),
    ".json": lambda race: _without_events(write_session(race.document)),
}


def exported(race: str) -> Exported:
    """A race without the pacing model, whose last digits are those of a machine."""
    records = (
        field_race().records
        if race == FIELD
        else exported_race(race, Path("no library")).document.records
    )
    state = fold(records)
    assert state is not None
    sheet = sheet_of(analyse(state, Instant(0), shipped_profiles()))
    return Exported(SessionDocument(race, records), with_raw_log(sheet, records))


def _check(name: str, found: bytes) -> None:
    """The version is none of the things that are held."""
    held = found.replace(f"Splitline {__version__}".encode(), b"Splitline VERSION")
    file = GOLDEN / "exports" / name
    if os.environ.get("SPLITLINE_REGENERATE"):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(held)
    assert held == file.read_bytes()


@pytest.mark.parametrize("race", [*SHIPPED, FIELD])
@pytest.mark.parametrize("ending", WRITERS)
def test_that_an_export_stays_as_it_is(race: str, ending: str) -> None:
    _check(f"{race}{ending}", WRITERS[ending](exported(race)))


def test_that_a_comparison_stays_as_it_is() -> None:
    races = [Compared(race, exported(race).sheet) for race in ("paris-2025", FIELD)]
    found = compare(races, ["Kipyegon", "ann", "bea"])
    _check("comparison.csv", comparison_csv(found))
    _check("comparison.json", comparison_json(found))
