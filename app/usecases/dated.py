"""On which day was a race whose file does not say so? When it was written, if it just came in.

Days are written like `2026-11-21`, empty where nobody knows.
"""

from pathlib import Path

from app.storage.sessions import local_date
from app.usecases.importing import Opened
from app.usecases.proposing import Proposal, again


def dated(opened: Opened, day: str) -> Opened:
    """Return `opened` with its races on `day`, but for those whose file says one itself."""
    return opened._replace(proposals=tuple(_dated(each, day) for each in opened.proposals))


def _dated(proposal: Proposal, day: str) -> Proposal:
    """A date of the file that could be two days stays in doubt: this is no answer to it."""
    if not day or proposal.race.date or proposal.answers.date:
        return proposal
    return again(proposal, proposal.answers._replace(date=day))


def day_of(path: Path, today: str) -> str:
    """Return the day on which a file was written, `today` where it says none before that."""
    try:
        written = local_date(path.stat().st_mtime_ns)
    except OSError:
        return today
    return written if written and (not today or written < today) else today
