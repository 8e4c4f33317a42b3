"""How do many sessions become sheets at once? One after the other into a folder, each file whole.

What stops it between two sessions loses none that is done.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.formats.file_text import FormatError, reason
from app.language import tr
from app.storage.failures import LibraryError
from app.usecases.exporting import Exported, Renderer, exported_session, write_files
from app.usecases.recorded_race import NoSuchRace

if TYPE_CHECKING:
    from app.usecases.training_out import ExportedTraining

_LONGEST = 60
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:-|$)")
"""What Windows takes for a device."""


class Written(NamedTuple):
    """One session that was tried: its file, or why there is none."""

    session: str
    file: Path | None
    trouble: str = ""


Write = Callable[[Exported, Path], None]


def all_sessions(library: Path) -> tuple[str, ...]:
    """Return the ids of all sessions outside the bin, the oldest first; raise `LibraryError`."""
    from app.storage.library import Library

    return tuple(each.id for each in reversed(Library(library).summaries()))


def make_folder(folder: Path) -> None:
    """Make the folder that the sheets go to; raise `FormatError` where that cannot be."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as fault:
        raise FormatError(
            tr(
                "{folder}: cannot be a folder for sheets: {reason}",
                folder=folder,
                reason=reason(fault),
            )
        ) from None


def write_many(
    sessions: Iterable[str],
    library: Path,
    folder: Path,
    ending: str,
    renderers: Mapping[str, Renderer],
) -> Iterator[Written]:
    """Write the sheet of each session to `folder` and say so one by one.

    A session that cannot be read is told of, and the others are written. A folder that cannot be
    written to raises `FormatError`.
    """
    for session in sessions:
        try:
            exported = exported_session(session, library)
            _check_kind(exported, ending)
        except (LibraryError, NoSuchRace, FormatError) as fault:
            yield Written(session, None, str(fault))
            continue
        file = folder / f"{file_name(exported)}{ending}"
        write_files(exported, [file], renderers)
        yield Written(session, file)


def _check_kind(exported: "Exported | ExportedTraining", ending: str) -> None:
    """A form that a training session has not is told of one by one: the races are written."""
    if not isinstance(exported, Exported):
        from app.usecases.training_out import check_ending

        check_ending(Path(f"{exported.document.id}{ending}"))


def file_name(exported: "Exported | ExportedTraining") -> str:
    """Return a name that says what is in the file: date, title and session, safe on any system."""
    head = dict(exported.sheet.head)
    parts = (head.get("Date", ""), exported.sheet.title, exported.document.id)
    plain = [_plain(each) for each in parts]
    said = "-".join(filter(None, (plain[0], plain[1][:_LONGEST].strip("-"))))
    name = plain[2] if plain[2].startswith(f"{said}-") else "-".join(filter(None, (said, plain[2])))
    return f"race-{name}" if _RESERVED.match(name) else name or "race"


def _plain(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
