"""What is said while the sheets of many races are chosen, written and done?"""

from pathlib import Path

from app.formats.sheets.csv_dialects import COMMA
from app.language import tr, tr_count
from app.usecases.export_choice import FORMS, Form

_SHOWN = 3


FORMS_OF_MANY: tuple[Form, ...] = tuple(each for each in FORMS if each.dialect == COMMA)
"""The command line writes them, in its own dialect."""


def races(count: int) -> str:
    """Return `1 race`, `12 races`."""
    return tr_count("{count:,} race", "{count:,} races", count)


def sheets(count: int) -> str:
    """Return `1 sheet`, `12 sheets`."""
    return tr_count("{count:,} sheet", "{count:,} sheets", count)


def chosen_words(count: int) -> str:
    """Say what is selected, or how more than one race is."""
    if count > 1:
        return tr("{races} selected", races=races(count))
    return tr("Shift, Ctrl and Ctrl+A select several races")


def progress_words(done: int, count: int, last: str) -> str:
    """Say how far it is; `last` is the newest file, or why there is none."""
    name = Path(last).name if last else ""
    return tr("{done:,} of {number:,}", done=done, number=count) + (f"  {name}" if name else "")


def why_not(folder: str) -> str:
    """Return the sentence why nothing can be written, empty where it can."""
    if not Path(folder).is_absolute():
        return tr('Folder: found "{found}", expected a whole path.', found=folder)
    return ""


def done_words(written: int, wanted: int, folder: str, troubles: list[str]) -> str:
    """Say what was written, what was not, and the first reason."""
    words = tr("{sheets} written to {folder}.", sheets=sheets(written), folder=folder)
    missing = wanted - written
    if troubles:
        first = "; ".join(each.rstrip(".") for each in troubles[:_SHOWN])
        more = (
            tr(" and {total} more", total=len(troubles) - _SHOWN) if len(troubles) > _SHOWN else ""
        )
        return tr("{words} Not written: {first}{more}.", words=words, first=first, more=more)
    return (
        words
        if missing <= 0
        else tr("{words} Cancelled: {sheets} not written.", words=words, sheets=sheets(missing))
    )
