"""On which day was a race whose file does not say so?"""

import os
from pathlib import Path

import pytest

from app.usecases import reviewing
from app.usecases.dated import day_of
from app.usecases.reviewing import Review, Source
from tests.unit.usecases.result_texts import PRINTED

NOON = 1_782_043_200
"""2026-06-21, 12:00 UTC."""


def _review(*sources: Source, known: tuple[str, ...] = ()) -> Review:
    return reviewing.review(sources or (Source("pasted", None, PRINTED.encode()),), known)


def _days(seen: Review) -> list[str]:
    return [each.proposal.date for each in seen.items if each.proposal]


@pytest.mark.parametrize(
    ("today", "day"),
    [("", "2026-06-21"), ("2026-06-22", "2026-06-21"), ("2026-06-20", "2026-06-20")],
)
def test_that_a_file_was_not_written_after_today(tmp_path: Path, today: str, day: str) -> None:
    path = tmp_path / "heat.lif"
    path.write_text(PRINTED)
    os.utime(path, (NOON, NOON))
    assert day_of(path, today) == day


def test_that_a_file_that_is_gone_is_of_today(tmp_path: Path) -> None:
    assert day_of(tmp_path / "gone.lif", "2026-06-20") == "2026-06-20"


def test_that_a_file_that_just_came_in_is_of_its_day_and_any_other_of_none(tmp_path: Path) -> None:
    path = tmp_path / "heats.txt"
    path.write_text(PRINTED)
    os.utime(path, (NOON, NOON))
    assert _days(_review(Source(path.name, path, today="2026-11-21"))) == ["2026-06-21"] * 2
    assert _days(_review(Source(path.name, path))) == ["", ""]


def test_that_a_day_is_said_of_all_races_without_one() -> None:
    said = reviewing.say_day(_review(), " 2026-06-21 ")
    assert _days(said) == ["2026-06-21", "2026-06-21"]
    assert _days(reviewing.say_day(said, "2026-06-22")) == ["2026-06-22", "2026-06-22"]


@pytest.mark.parametrize("wrong", ["31.6.2026", "2026-06-31", "today"])
def test_that_a_wrong_day_is_in_the_way(wrong: str) -> None:
    said = reviewing.say_day(_review(), wrong)
    sentence = f"the date: found {wrong}, expected a day like 2026-11-21"
    assert reviewing.in_the_way(said) == (sentence, 0)
    assert _days(said) == ["", ""]


def test_that_names_are_read_by_the_library_and_can_be_left() -> None:
    text = PRINTED.replace("Example, Ann", "MUIR Laura  ").encode()
    seen = _review(Source("pasted", None, text), known=("Laura Muir",))
    assert reviewing.names_of(seen) == (("MUIR Laura", "Laura Muir"),)
    left = reviewing.names_as_written(seen, refused=True)
    assert _first_name(left) == "MUIR Laura"
    assert reviewing.names_of(left) == (("MUIR Laura", "Laura Muir"),)
    again = reviewing.names_as_written(left, refused=False)
    assert _first_name(again) == "Laura Muir"
    assert reviewing.names_of(Review()) == ()


def _first_name(seen: Review) -> str:
    proposal = seen.items[0].proposal
    assert proposal is not None
    return proposal.runners[0].athlete
