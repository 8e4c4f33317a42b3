import json
from pathlib import Path

import pytest

from app.domain.refusals import BadPlan
from app.usecases.training_book import LONGEST_DRAFT, MOST_PLANS, BookKeeper, Draft, load_book

SOON_S = 10.0
DRAFT = Draft("Tuesday", "6x300 in", "Ann\nBea\n")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "home" / "training.json"


def stored(keeper: BookKeeper, path: Path) -> BookKeeper:
    keeper.close(SOON_S)
    return BookKeeper(path)


def test_that_nothing_is_kept_at_first(path: Path) -> None:
    found = BookKeeper(path)
    assert (dict(found.book.plans), found.book.draft, found.take_trouble()) == ({}, Draft(), "")
    assert not path.exists()


def test_that_plans_and_the_draft_come_back(path: Path) -> None:
    keeper = BookKeeper(path)
    keeper.save("  Six   300s ", "6x300 in 43,\n3:00")
    keeper.save("Mile", "3 x mile")
    keeper.keep_draft(DRAFT)
    again = stored(keeper, path)
    assert dict(again.book.plans) == {"Six 300s": "6x300 in 43,\n3:00", "Mile": "3 x mile"}
    assert again.book.draft == DRAFT


def test_that_a_name_is_there_once_whatever_its_case(path: Path) -> None:
    keeper = BookKeeper(path)
    keeper.save("Mile", "3 x mile")
    keeper.save("MILE", "4 x mile")
    assert dict(stored(keeper, path).book.plans) == {"MILE": "4 x mile"}


def test_that_a_deleted_plan_and_a_forgotten_draft_are_gone(path: Path) -> None:
    keeper = BookKeeper(path)
    keeper.save("Mile", "3 x mile")
    keeper.keep_draft(DRAFT)
    keeper.delete("Mile")
    keeper.keep_draft(Draft())
    again = stored(keeper, path)
    assert (dict(again.book.plans), again.book.draft) == ({}, Draft())


def test_that_two_windows_do_not_undo_each_other(path: Path) -> None:
    one, other = BookKeeper(path), BookKeeper(path)
    one.save("Mile", "3 x mile")
    one.close(SOON_S)
    other.save("Hills", "10x200")
    assert set(stored(other, path).book.plans) == {"Mile", "Hills"}


def test_that_a_damaged_file_is_said_and_put_aside(path: Path) -> None:
    path.parent.mkdir()
    path.write_text('{"plans": {"Mile"')
    keeper = BookKeeper(path)
    assert keeper.take_trouble() == (f"{path} is damaged: expected JSON; no saved plan is known.")
    assert keeper.take_trouble() == ""
    keeper.save("Hills", "10x200")
    assert dict(stored(keeper, path).book.plans) == {"Hills": "10x200"}
    assert path.with_name("training.damaged.json").read_text() == '{"plans": {"Mile"'


def test_that_what_is_no_plan_is_left_out_and_said(path: Path) -> None:
    path.parent.mkdir()
    path.write_text(json.dumps({"plans": {"Mile": {"plan": "mile"}, "x": 3}, "draft": {"plan": 4}}))
    found = load_book(path)
    assert dict(found.book.plans) == {"Mile": "mile"}
    assert found.book.draft == Draft()
    assert found.trouble.startswith(f"{path}: found something that is no plan")


def test_that_a_folder_that_cannot_be_written_is_said_once(tmp_path: Path) -> None:
    (tmp_path / "home").write_text("a diary")
    keeper = BookKeeper(tmp_path / "home" / "training.json")
    keeper.take_trouble()
    keeper.save("Mile", "3 x mile")
    keeper.close(SOON_S)
    assert keeper.take_trouble().endswith("the plans are not kept.")


@pytest.mark.parametrize(
    ("name", "plan"), [(" ", "300"), ("a" * 101, "300"), ("Mile", "3" * 10_001)]
)
def test_that_what_cannot_be_kept_is_refused(path: Path, name: str, plan: str) -> None:
    keeper = BookKeeper(path)
    with pytest.raises(BadPlan):
        keeper.save(name, plan)
    assert not keeper.book.plans


def test_that_there_is_an_end_to_the_plans(path: Path) -> None:
    path.parent.mkdir()
    plans = {f"plan {each}": {"plan": "300"} for each in range(MOST_PLANS)}
    path.write_text(json.dumps({"plans": plans}))
    keeper = BookKeeper(path)
    with pytest.raises(BadPlan):
        keeper.save("one more", "300")
    keeper.save("Plan 7", "400")
    assert keeper.book.plans["Plan 7"] == "400"


def test_that_a_draft_of_a_whole_book_is_not_kept(path: Path) -> None:
    keeper = BookKeeper(path)
    keeper.keep_draft(Draft(plan="3" * LONGEST_DRAFT))
    keeper.keep_draft(Draft(plan="3" * LONGEST_DRAFT + "3"))
    assert keeper.book.draft == Draft()
    keeper.close(SOON_S)
