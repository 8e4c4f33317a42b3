"""When was the same training session run before? The latest one of the library with that plan.

Plans are the same that read the same. A session nobody of this one ran is none to be laid beside.
"""

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from app.analysis.training.earlier import Earlier, earlier_of, read_as
from app.domain.training.session_state import TrainingState
from app.engine.kinds import state_of_any
from app.formats.session_json import SessionDocument
from app.storage.failures import LibraryError
from app.storage.sessions import SessionSummary, utc_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.storage.library import Library

_MOST_TRIED = 20
"""How many sessions with the plan are looked into, where nobody of this one has a time in them."""


class _Searched(NamedTuple):
    plan: str
    before: str
    id: str


def earlier_session(
    document: SessionDocument, state: TrainingState, library: Path
) -> Earlier | None:
    """Return the latest earlier session with the same plan, None where there is none.

    A library that cannot be read has none: what is exported does not depend on it.
    """
    if not library.exists():
        return None
    from app.storage.library import Library

    wanted = _Searched(read_as(state.setup.plan), _moment(document, state), document.id)
    names = [each.runner.name for each in state.runners.values()]
    try:
        return _found(Library(library), wanted, names)
    except LibraryError:
        return None


def _moment(document: SessionDocument, state: TrainingState) -> str:
    """Return when a session was begun, as far as anybody knows; empty is later than everything."""
    anchor = document.anchor
    opened = utc_text(anchor.wall_utc_ns) if anchor is not None else ""
    return document.started_utc or opened or state.setup.date


def _found(library: "Library", wanted: _Searched, names: list[str]) -> Earlier | None:
    for tried, summary in enumerate(_same(library, wanted, names)):
        if tried == _MOST_TRIED:
            break
        earlier = _looked_into(library, summary)
        if earlier is not None and any(earlier.of(name) for name in names):
            return earlier
    return None


def _same(library: "Library", wanted: _Searched, names: list[str]) -> "Iterator[SessionSummary]":
    """Return the earlier sessions with the plan, the latest first; a plan is read once."""
    read: dict[str, bool] = {}
    for each in library.trainings(names):
        if each.id == wanted.id or (wanted.before and not _began(each) < wanted.before):
            continue
        if each.event not in read:
            read[each.event] = read_as(each.event) == wanted.plan
        if read[each.event]:
            yield each


def _began(summary: SessionSummary) -> str:
    return summary.started_utc or summary.created_utc or summary.date


def _looked_into(library: "Library", summary: SessionSummary) -> Earlier | None:
    """A session that is damaged is passed over."""
    try:
        state = state_of_any(library.records(summary.id))
    except LibraryError:
        return None
    if not isinstance(state, TrainingState):
        return None
    return earlier_of(state, summary.id, summary.date)._replace(title=summary.title)
