"""How are the parts of a training session called?"""

from app.domain.course import Distance
from app.domain.said import format_metres
from app.domain.training.session_state import Attempt
from app.language import marked, tr

NO_GROUP_WORDS = marked("The group")


def group_words(name: str) -> str:
    """Return what a group is called: by its name, where it has one."""
    return name or tr(NO_GROUP_WORDS)


def mark_words(attempt: Attempt, mark: Distance) -> str:
    """Return what a mark is called: `finish`, or how far it is."""
    return tr("finish") if mark == attempt.distance else format_metres(mark)
