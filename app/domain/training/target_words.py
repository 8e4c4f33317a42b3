"""Which targets, for everybody and for some, and which splits stand at the reading head?

    in 43     @ 5k pace     at 68/400            for everybody
    (A 46, B 49)     (Ann: 46, "On" 49)          for groups or athletes by name
    (43)     (43, B 45)     (free)               for one rung of a ladder as well
    with splits every 200     splits at 300 and 700

In brackets a time with a unit is a recovery, `(90 s)`, as coaches mostly mean it; one without is
a target, `(1:30)`. A name that is a word of the plan's language stands in quotation marks.
"""

from typing import NamedTuple

from app.domain.course import Distance
from app.domain.refusals import BadSession
from app.domain.training.goal_text import GOAL_FORM, RACE_WORDS, take_goal
from app.domain.training.goals import Goal, TimeGoal
from app.domain.training.measures import TIME_UNITS, maybe_distance, take_distance
from app.domain.training.reading_head import ReadingHead
from app.domain.training.recovery_text import (
    RECOVERY_WORDS,
    Said,
    is_recovery_ahead,
    take_recovery,
)
from app.domain.training.session_plan import LONGEST_NAME, MOST_OWN, OwnGoal, Splits
from app.domain.training.tokens import CLOCK, NAME, NUMBER, TIMES, WORD, Token
from app.language import marked, tr

IN = ("in", "@", "at")
FREE = "free"
_EVERYBODY = ("all", "others", "everyone", "everybody")
_SPLITS = ("split", "splits", "marks")
_BRACKET_FORM = marked("a target like 43 or A 46, or a recovery with its unit like 90 s")
PLAN_WORDS = frozenset(
    (
        *RACE_WORDS,
        *RECOVERY_WORDS,
        *_SPLITS,
        *TIME_UNITS,
        *IN,
        *_EVERYBODY,
        *("and", "to", "of", "w", "x", "per", "a", "k", "km", "m", "mile", "miles", "mi", "y"),
        *("half", "quarter", "marathon", "hm", "yd", "groups", "group", FREE),
    )
) - {"a", "k", "m", "w", "x", "y", "s"}
"""What stands for itself in a plan. Single letters are left to the groups that go by them."""


class Bracket(NamedTuple):
    """What stood in brackets behind a distance; `said` is true where a target or `free` did."""

    goal: Goal | None = None
    own: tuple[OwnGoal, ...] = ()
    recoveries: tuple[Said, ...] = ()
    said: bool = False
    place: Token | None = None


def is_name(text: str) -> bool:
    """Say whether `text` can stand as a name without quotation marks, word for word."""
    return text.lower() not in PLAN_WORDS


def take_bracket(head: ReadingHead) -> Bracket:
    """Go past brackets with targets or recoveries in them."""
    opening = head.take()
    found = Bracket(place=opening)
    while True:
        found = _entry(head, found)
        if len(found.own) + len(found.recoveries) > MOST_OWN:
            head.refuse(tr("at most {most} targets in brackets", most=MOST_OWN))
        if head.took(")"):
            return found
        if not head.took(",", ";"):
            head.refuse(
                tr("a comma before the next target, or )")
                if not head.at_end()
                else tr(') for the "(" at {start}', start=opening.start + 1)
            )


def _entry(head: ReadingHead, so_far: Bracket) -> Bracket:
    place = head.here
    if _is_recovery(head):
        return so_far._replace(recoveries=(*so_far.recoveries, take_recovery(head)))
    names = take_names(head)
    if names:
        head.took(":", "=")
        head.took(*IN)
        goal = take_goal(head, loose=True)
        with head.checking(place):
            own = tuple(OwnGoal(who=name, goal=goal) for name in names)
        return so_far._replace(own=(*so_far.own, *own), said=True)
    head.took(*_EVERYBODY)
    if head.took(FREE):
        return so_far._replace(said=True)
    if so_far.goal is not None:
        head.refuse(tr("one target for everybody; A or B before one of somebody's own"))
    head.took(*IN)
    if head.here.kind not in (WORD, NUMBER, CLOCK):
        head.refuse(_BRACKET_FORM)
    return so_far._replace(goal=take_goal(head, loose=True), said=True)


def _is_recovery(head: ReadingHead) -> bool:
    """A clock time in brackets is a target; with a unit or a word of recovery it is none."""
    if head.here.kind == CLOCK:
        start = head.mark()
        head.take()
        told = head.here.says(*RECOVERY_WORDS, *TIME_UNITS, "between", "after")
        head.back(start)
        return told
    return is_recovery_ahead(head)


def take_names(head: ReadingHead) -> tuple[str, ...]:
    """Go past the names before a target, parted by `&` or `and`; none where none is next."""
    names: list[str] = []
    while name := _name(head):
        names.append(name)
        if not head.took("&", "and"):
            break
    return tuple(names)


def _name(head: ReadingHead) -> str:
    """One name: quoted, or words up to the target; a figure may be joined to it, as in `A1`."""
    if head.here.kind == NAME:
        return head.take().text or head.refuse(tr("a name between the quotation marks"))
    parts: list[str] = []
    while head.here.kind == WORD and is_name(head.here.text):
        parts.append(" " * bool(parts) + head.take().text)
        while (head.joined() and head.here.kind in (WORD, NUMBER)) or _is_hyphen(head):
            parts.append(head.take().text)
        if sum(map(len, parts)) > LONGEST_NAME:
            head.refuse(
                tr("a name of at most {most} characters", most=LONGEST_NAME),
                place=head.ahead(-1),
            )
    return "".join(parts)


def _is_hyphen(head: ReadingHead) -> bool:
    joined = head.joined() and head.here.says("-")
    return joined and head.ahead(1).kind == WORD and head.ahead(1).start == head.here.end


def is_target_ahead(head: ReadingHead) -> bool:
    """Say whether `in`, `@`, or what can only be a target is next: `5k pace`, `3:05-3:10`."""
    if head.here.says(*IN):
        return True
    if head.here.kind not in (WORD, NUMBER, CLOCK):
        return False
    if head.ahead(1).says("%"):
        return True
    start = head.mark()
    try:
        goal = take_goal(head)
        single = isinstance(goal, TimeGoal) and goal.fastest == goal.slowest
        ranged = head.ahead(-1).says(*TIME_UNITS) or head.here.says(*RECOVERY_WORDS)
        return not single and not (isinstance(goal, TimeGoal) and ranged)
    except BadSession:
        return False
    finally:
        head.back(start)


def take_target(head: ReadingHead) -> Bracket:
    """Go past `in 43`, `@ 5k pace`, `in (A 46, B 49)`, or a target that needs no word before it."""
    head.took(*IN)
    if head.here.says("("):
        return take_bracket(head)
    if head.here.kind not in (WORD, NUMBER, CLOCK):
        head.refuse(GOAL_FORM)
    return Bracket(goal=take_goal(head, loose=True), said=True)


def is_splits_ahead(head: ReadingHead) -> bool:
    """Say whether splits are next: `splits every 200`, `with 200 splits`."""
    start = head.mark()
    head.took("with")
    if head.here.kind == NUMBER:
        maybe_distance(head)
    found = head.here.says(*_SPLITS)
    head.back(start)
    return found


def take_splits(head: ReadingHead) -> Splits:
    """Go past splits and return them."""
    head.took("with")
    place = head.here
    if place.kind == NUMBER:
        every = take_distance(head)
        head.take()
        return Splits(every=every)
    head.take()
    if head.took("at"):
        with head.checking(place):
            return Splits(at=_marks(head))
    head.took("every", "each")
    return Splits(every=take_distance(head, tr("every 200, or at 300 and 700")))


def _marks(head: ReadingHead) -> tuple[Distance, ...]:
    marks = [take_distance(head)]
    while head.took("and", "&") or _is_mark_behind(head):
        marks.append(take_distance(head))
    return tuple(marks)


def _is_mark_behind(head: ReadingHead) -> bool:
    """A comma and a distance that is neither a recovery nor the count of the next block."""
    start = head.mark()
    if head.took(",") and not is_recovery_ahead(head):
        mark = head.mark()
        if maybe_distance(head) is not None and not head.here.says(TIMES):
            head.back(mark)
            return True
    head.back(start)
    return False
