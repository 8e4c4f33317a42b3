"""What the export window shows, and what its files are called."""

from pathlib import Path

import pytest

from app.usecases.export_choice import FORMS, ExportChoice, Form, wish_of
from ui.viewstate.bar import Again
from ui.viewstate.export import (
    BLANK,
    PAPER,
    PREVIEW_LINES,
    WHAT,
    ExportForm,
    again,
    export_view,
    page_words,
    trouble_words,
    with_name,
    with_switch,
    written_text,
)

FOLDER = str(Path("/sheets").resolve())
FORM = ExportForm(ExportChoice("pdf", folder=FOLDER), "paris")


def form(name: str, *, blank: bool = False) -> ExportForm:
    return FORM._replace(choice=FORM.choice._replace(form=name, blank=blank))


def test_that_every_form_is_named_once() -> None:
    assert len({each.name for each in FORMS}) == len({each.words for each in FORMS}) == len(FORMS)


@pytest.mark.parametrize("kind", FORMS, ids=lambda each: each.name)
def test_that_paper_and_lap_sheet_are_asked_for_where_they_make_a_difference(kind: Form) -> None:
    view = export_view(form(kind.name))
    assert (view.paper is not None) is (kind.name in {"pdf", "html", "png", "svg"})
    assert (view.what is not None) is (kind.name in {"pdf", "png", "svg"})


@pytest.mark.parametrize(
    ("name", "blank", "file"),
    [
        ("pdf", False, "paris.pdf"),
        ("pdf", True, "paris-lap-sheet.pdf"),
        ("csv-semicolon", True, "paris.csv"),
        ("svg-chart", False, "paris-chart.svg"),
        ("html", True, "paris.html"),
    ],
)
def test_that_a_file_is_called_by_the_race_and_what_is_in_it(
    name: str, blank: bool, file: str
) -> None:
    assert form(name, blank=blank).file == Path(FOLDER) / file


@pytest.mark.parametrize("typed", ["final", "final.pdf", " final.PDF "])
def test_that_a_typed_name_gets_its_ending_once(typed: str) -> None:
    assert with_name(FORM, typed).file == Path(FOLDER) / "final.pdf"


def test_that_a_name_that_is_emptied_or_typed_as_it_was_follows_the_race_again() -> None:
    for typed in ("", "  ", "paris", "paris.pdf"):
        assert with_name(with_name(FORM, "x"), typed).typed == ""


def test_that_a_switch_changes_its_own_part() -> None:
    letter = with_switch(FORM, PAPER, "letter")
    assert letter.choice == FORM.choice._replace(paper="letter")
    assert with_switch(letter, WHAT, BLANK).choice == letter.choice._replace(blank=True)


def test_that_a_file_that_is_there_is_said_to_be_replaced() -> None:
    view = export_view(FORM, there=True)
    assert (view.action, view.replaces) == ("Replace", True)
    assert export_view(FORM).action == "Export"


@pytest.mark.parametrize("folder", ["", "sheets", "~/sheets"])
def test_that_a_folder_is_a_whole_path(folder: str) -> None:
    view = export_view(FORM._replace(choice=FORM.choice._replace(folder=folder)))
    assert view.wrong
    assert view.said == f'Folder: found "{folder}", expected a whole path.'


def test_that_the_button_says_what_is_exported_again() -> None:
    assert again(ExportChoice()) == Again()
    assert again(FORM.choice).words == "PDF again"
    assert again(form("pdf", blank=True).choice).words == "Lap sheet again"
    assert again(form("csv", blank=True).choice).words == "CSV again"
    assert FOLDER in again(FORM.choice).tip


def test_that_the_wish_holds_what_the_form_can_hold() -> None:
    assert wish_of(form("svg-chart", blank=True).choice).chart
    assert not wish_of(form("svg-chart", blank=True).choice).blank
    assert wish_of(form("png", blank=True).choice).blank


def test_that_a_file_in_use_is_said_to_be() -> None:
    words = "/x.pdf: cannot be written: permission denied"
    assert trouble_words(words, there=True) == f"{words}; it may be open in another program."
    assert trouble_words(words) == f"{words}."


def test_that_a_long_text_is_shown_as_far_as_anybody_reads() -> None:
    shown = written_text(("x\n" * (PREVIEW_LINES + 7)).encode()).splitlines()
    assert len(shown) == PREVIEW_LINES + 1
    assert shown[-1] == "\u2026 7 more lines"
    assert written_text(b"\xef\xbb\xbfa\nb") == "a\nb"


def test_that_pages_are_counted() -> None:
    assert [page_words(count) for count in (1, 2)] == ["1 page", "2 pages"]
