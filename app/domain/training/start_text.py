"""Which groups start later than the first, as the words at the reading head have it?

starts B +30 s, C +1:00     groups 30 s apart
"""

from typing import NamedTuple

from app.domain.times import Duration
from app.domain.training.measures import take_time
from app.domain.training.reading_head import ReadingHead
from app.domain.training.session_plan import GroupStart
from app.domain.training.target_words import take_names
from app.domain.training.tokens import WORD
from app.language import marked, tr

_START_WORDS = ("start", "starts")
_GROUP_WORDS = ("group", "groups")
_LATER = marked("how much later, like +30 s or +1:00")


class Starts(NamedTuple):
    """Who starts how long after the first, or how far all groups are apart."""

    groups: tuple[GroupStart, ...] = ()
    apart: Duration | None = None


def is_start_ahead(head: ReadingHead) -> bool:
    """Say whether starts of groups are next, and not a repetition every so often."""
    if head.here.says(*_START_WORDS):
        return not head.ahead(1).says("every")
    return head.here.says(*_GROUP_WORDS)


def take_starts(head: ReadingHead, before: Starts) -> Starts:
    """Go past the starts of groups and return them; they are said once in a plan."""
    if before != Starts():
        head.refuse(tr("the starts of groups once"))
    grouped = head.took(*_GROUP_WORDS)
    started = head.took(*_START_WORDS)
    head.took(":")
    if grouped and not (started and head.here.kind == WORD):
        apart = take_time(head)
        if not head.took("apart"):
            head.refuse("apart")
        return Starts(apart=apart)
    groups = [_group(head)]
    while head.took(","):
        groups.append(_group(head))
    return Starts(groups=tuple(groups))


def _group(head: ReadingHead) -> GroupStart:
    place = head.here
    names = take_names(head)
    if len(names) != 1:
        head.refuse(tr("a group by name, like B +30 s"), place=place)
    if not head.took("+"):
        head.refuse(_LATER)
    after = take_time(head, form=_LATER)
    with head.checking(place):
        return GroupStart(group=names[0], after=after)
