"""What is said while the sheets of many races are chosen, written and done?"""

from pathlib import Path

from app.formats.sheets.csv_dialects import COMMA
from app.usecases.export_choice import FORMS, Form

_SHOWN = 3


FORMS_OF_MANY: tuple[Form, ...] = tuple(each for each in FORMS if each.dialect == COMMA)
"""The command line writes them, in its own dialect."""


def races(count: int) -> str:
    """Return `1 race`, `12 races`."""
    return "1 race" if count == 1 else f"{count:,} races"


def sheets(count: int) -> str:
    """Return `1 sheet`, `12 sheets`."""
    return "1 sheet" if count == 1 else f"{count:,} sheets"


def chosen_words(count: int) -> str:
    """Say what is selected, or how more than one race is."""
    if count > 1:
        return f"{races(count)} selected"
    return "Shift, Ctrl and Ctrl+A select several races"


def progress_words(done: int, count: int, last: str) -> str:
    """Say how far it is; `last` is the newest file, or why there is none."""
    name = Path(last).name if last else ""
    return f"{done:,} of {count:,}" + (f"  {name}" if name else "")


def why_not(folder: str) -> str:
    """Return the sentence why nothing can be written, empty where it can."""
    if not Path(folder).is_absolute():
        return f'Folder: found "{folder}", expected a whole path.'
    return ""


def done_words(written: int, wanted: int, folder: str, troubles: list[str]) -> str:
    """Say what was written, what was not, and the first reason."""
    words = f"{sheets(written)} written to {folder}."
    missing = wanted - written
    if troubles:
        first = "; ".join(each.rstrip(".") for each in troubles[:_SHOWN])
        more = f" and {len(troubles) - _SHOWN} more" if len(troubles) > _SHOWN else ""
        return f"{words} Not written: {first}{more}."
    return words if missing <= 0 else f"{words} Cancelled: {sheets(missing)} not written."
