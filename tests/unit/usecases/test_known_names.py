from pathlib import Path

import pytest

from app.domain.events import Planned
from app.storage.library import Library
from app.usecases.importing import documents_of, open_text, store
from app.usecases.known_names import names_read, reader_of, with_known_names
from app.usecases.proposing import Answers

KNOWN = ("Laura Muir", "Zoé Héré", "Georgia Hunter Bell", "Kim Lee", "Lee Kim")
RESULT = "athlete,date,409.344,809.344,1209.344,finish\n{},{},60.2,120.75,181.84,4:06.42\n"
MILE = Answers(event="mile", confirmed=True)


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("MUIR Laura", "Laura Muir"),
        ("Muir Laura", "Laura Muir"),
        ("HÉRÉ Zoe", "Zoé Héré"),
        ("HUNTER BELL Georgia", "Georgia Hunter Bell"),
        ("Laura MUIR", "Laura MUIR"),
        ("KIM Lee", "KIM Lee"),
        ("KIPYEGON Faith", "Faith KIPYEGON"),
        ("VAN DER MERWE Anna Lena", "Anna Lena VAN DER MERWE"),
        ("AJ Green", "AJ Green"),
        ("MUIR", "MUIR"),
        ("Laura Kenny Muir", "Laura Kenny Muir"),
        ("TEAM 2", "TEAM 2"),
    ],
)
def test_that_a_name_is_read_as_that_of_somebody_known_or_with_the_first_name_first(
    written: str, read: str
) -> None:
    assert reader_of(KNOWN)(written) == read


def _import(library: Path, name: str, day: str, *, as_written: bool = False) -> str:
    opened = open_text(RESULT.format(name, day).encode(), answers=MILE)
    if not as_written:
        opened = with_known_names(opened, Library(library))
    (imported,) = store(documents_of(opened), library)
    return imported.id


def test_that_results_of_one_athlete_make_one_best(tmp_path: Path) -> None:
    library = tmp_path / "library.splitline"
    _import(library, "Laura Muir", "2026-05-01")
    second = _import(library, "MUIR Laura", "2026-05-08")
    assert Library(library).athletes() == ("Laura Muir",)
    (planned, *_) = Library(library).records(second)
    assert isinstance(planned.event, Planned)
    notes = [each.text for each in planned.event.setup.plan.notes]
    assert 'Laura Muir is "MUIR Laura" in the file' in notes


def test_that_a_race_is_the_same_one_whoever_is_recognised_in_it(tmp_path: Path) -> None:
    library = tmp_path / "library.splitline"
    first = _import(library, "MUIR Laura", "2026-05-08", as_written=True)
    assert _import(library, "MUIR Laura", "2026-05-08") == first


def test_that_two_in_a_race_are_never_taken_for_one(tmp_path: Path) -> None:
    text = RESULT.format("MUIR Laura", "") + "Muir LAURA,,61,121,182,4:10\n"
    opened = open_text(text.encode(), answers=MILE)
    named = with_known_names(opened, Library(tmp_path / "library.splitline"))
    assert len({each.athlete.lower() for each in named.proposals[0].runners}) == 2


def test_that_a_proposal_tells_which_names_it_reads() -> None:
    opened = open_text(RESULT.format("MUIR Laura", "").encode(), answers=MILE)
    read = with_known_names(opened, Library(Path("none"))).proposals[0]
    assert [(each.written, each.read) for each in names_read(read)] == [
        ("MUIR Laura", "Laura MUIR"),
    ]
    assert names_read(opened.proposals[0]) == ()
