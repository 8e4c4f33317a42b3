"""What does the export window say? The forms, what goes for the one that is chosen, where to."""

from pathlib import Path
from typing import NamedTuple

from app.formats.sheets.paper import A4, LETTER
from app.language import marked, tr, tr_count
from app.usecases.export_choice import (
    FORMS,
    ExportChoice,
    file_of,
    plain_name,
)
from ui.viewstate.bar import Again
from ui.viewstate.head import Switch
from ui.viewstate.wording import sentence

SHEET, BLANK = "sheet", "blank"
PAPER, WHAT = "paper", "what"
PREVIEW_LINES = 400
_PAPER_WORDS = {A4.name: "A4", LETTER.name: marked("Letter")}
_WHAT_WORDS = {SHEET: marked("This race"), BLANK: marked("Blank lap sheet")}
_TRAINING_WORDS = {SHEET: marked("This session"), BLANK: marked("Blank sheet")}
_OF_RACES, _WHOLE = "lif", "json"
_AGAIN = marked("again")
_IN_USE = ("permission denied", "used by another process", "access is denied")


class ExportForm(NamedTuple):
    """What is asked for. `race` names the race as a file, `typed` is another name, if any.

    With `training` it is a training session.
    """

    choice: ExportChoice
    race: str
    typed: str = ""
    training: bool = False

    @property
    def name(self) -> str:
        """The name of the file without its ending."""
        return self.typed.strip() or plain_name(self.race, self.choice)

    @property
    def file(self) -> Path:
        """Where it goes."""
        return file_of(self.choice, self.name)


class ExportView(NamedTuple):
    """What the window shows of a form. `said` is about the file; `wrong` says it can be none.

    `replaces` says that one of that name is there.
    """

    forms: tuple[tuple[str, str], ...]
    chosen: str
    paper: Switch | None
    what: Switch | None
    name: str
    ending: str
    folder: str
    said: str
    replaces: bool
    wrong: bool
    action: str
    preview: str


def export_view(form: ExportForm, *, there: bool = False) -> ExportView:
    """Return what is shown; `there` says that a file of that name is."""
    choice = form.choice
    kind = choice.kind
    return ExportView(
        forms=forms_of(training=form.training),
        chosen=kind.name,
        paper=_switch(PAPER, tr("Paper"), _PAPER_WORDS, choice.paper) if kind.paged else None,
        what=_what(choice, training=form.training) if kind.blank else None,
        name=form.name,
        ending=kind.ending,
        folder=choice.folder,
        said=_said(form, there=there),
        replaces=there,
        wrong=not _is_whole(choice.folder),
        action=tr("Replace") if there else tr("Export"),
        preview=_preview_words(choice),
    )


def _switch(name: str, label: str, words: dict[str, str], chosen: str) -> Switch:
    return Switch(name, label, tuple((key, tr(said)) for key, said in words.items()), chosen, "")


def forms_of(*, training: bool) -> tuple[tuple[str, str], ...]:
    """Return the forms on offer: a training session has no places, which a LIF file holds."""
    if not training:
        return tuple((each.name, tr(each.words)) for each in FORMS)
    whole = tr("Splitline session, whole (JSON)")
    return tuple(
        (each.name, whole if each.name == _WHOLE else tr(each.words))
        for each in FORMS
        if each.name != _OF_RACES
    )


def for_training(choice: ExportChoice) -> ExportChoice:
    """Return what was exported last as a form that a training session has."""
    return choice._replace(form="") if choice.form == _OF_RACES else choice


def _what(choice: ExportChoice, *, training: bool) -> Switch:
    words = _TRAINING_WORDS if training else _WHAT_WORDS
    return _switch(WHAT, tr("What"), words, BLANK if choice.blank else SHEET)


def _said(form: ExportForm, *, there: bool) -> str:
    if there:
        return tr("A file of that name is there: it will be replaced.")
    if not _is_whole(form.choice.folder):
        return tr('Folder: found "{found}", expected a whole path.', found=form.choice.folder)
    return tr("Ends in {ending}.", ending=form.choice.kind.ending)


def _is_whole(folder: str) -> bool:
    return Path(folder).is_absolute()


def _preview_words(choice: ExportChoice) -> str:
    """What the preview is of, where it is not the file itself."""
    if choice.kind.ending == ".xlsx":
        return tr("The workbook has these figures as numbers, and charts of its own.")
    if choice.kind.ending == ".html":
        return tr("The page has these figures in the width of its window, and prints like this.")
    return ""


def with_switch(form: ExportForm, name: str, value: str) -> ExportForm:
    """Return the form with another paper, or with a blank lap sheet or the race."""
    choice = form.choice
    changed = (
        choice._replace(paper=value) if name == PAPER else choice._replace(blank=value == BLANK)
    )
    return form._replace(choice=changed)


def with_name(form: ExportForm, typed: str) -> ExportForm:
    """Return the form with a name that is typed; an empty one is the race's again."""
    ending = form.choice.kind.ending
    plain = typed.strip()
    plain = plain[: -len(ending)] if plain.lower().endswith(ending) else plain
    return form._replace(typed="" if plain == plain_name(form.race, form.choice) else plain)


def again(choice: ExportChoice) -> Again:
    """Return the button for what was exported last."""
    if not choice.form:
        return Again()
    short = tr("Lap sheet") if choice.as_blank else tr(choice.kind.short)
    what = (
        tr("a blank lap sheet ({time})", time=tr(choice.kind.short))
        if choice.as_blank
        else tr(choice.kind.words)
    )
    tip = tr(
        "Export {what} to {folder} again (Ctrl+Shift+S)",
        what=what,
        folder=choice.folder,
    )
    return Again(f"{short} {tr(_AGAIN)}", tip)


def page_words(pages: int) -> str:
    """Say how many pages there are."""
    return tr_count("{count} page", "{count} pages", pages)


def written_text(content: bytes) -> str:
    """Return the beginning of a text file, as far as anybody reads in a preview."""
    lines = content.decode("utf-8-sig", "replace").splitlines()
    more = (
        [tr("… {total} more lines", total=len(lines) - PREVIEW_LINES)]
        if len(lines) > PREVIEW_LINES
        else []
    )
    return "\n".join([*lines[:PREVIEW_LINES], *more])


def trouble_words(words: str, *, there: bool = False) -> str:
    """Return one sentence of what went wrong; a file that is `there` may be in use."""
    refused = any(each in words.lower() for each in _IN_USE)
    more = tr("; it may be open in another program") if there and refused else ""
    return sentence(f"{words}{more}")
