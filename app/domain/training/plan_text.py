"""Which training session does a typed plan mean?

    plan      := part {("+" | "then" | ";" | a new line) part}, and once among them a start
    part      := block | recovery                      a recovery alone lies between two blocks
    block     := {count "x"} (ladder | "(" plan ")") words
    ladder    := distance ["(" target ")"] {"-" distance ["(" target ")"]}
    words     := {[","] target | brackets | splits | [","|"/"] recovery}
    start     := "starts" group "+" time {"," group "+" time} | "groups" time "apart"

Recoveries are listed from the innermost to the outermost: `3x4x300, 1:30 / 5:00`; what stands
behind brackets lies between the times that the brackets are run. Everything that is refused is
refused with `BadSession`, which says at which character.
"""

from app.domain.course import Distance
from app.domain.training.block_words import Words, finish_block, runs_of, spread, take_words
from app.domain.training.goal_text import GOAL_FORM, take_goal
from app.domain.training.goals import Goal
from app.domain.training.measures import is_time_ahead, take_distance
from app.domain.training.reading_head import ReadingHead
from app.domain.training.recovery_text import (
    is_dash_before_recovery,
    is_recovery_ahead,
    take_recovery,
)
from app.domain.training.session_plan import (
    MOST_LEVELS,
    MOST_TIMES,
    Pause,
    Runs,
    SessionPlan,
    Step,
)
from app.domain.training.start_text import Starts, is_start_ahead, take_starts
from app.domain.training.target_words import Bracket, take_bracket
from app.domain.training.tokens import NUMBER, TIMES
from app.language import marked, tr

_BLOCK_FORM = marked("a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5'")
_BEHIND_FORM = marked("a target, a recovery, splits, or + before the next block")
_COUNTED = ("times", "set", "sets", "reps", "repetitions", "round", "rounds", "block", "blocks")
_MOST_BRACKETS = 8


def read_plan(text: str) -> SessionPlan:
    """Return the session that `text` means; raise `BadSession` with the place otherwise."""
    head = ReadingHead(text)
    first = head.here
    starts = Starts()
    steps: list[Step] = []
    _skip_breaks(head)
    while not head.at_end():
        if is_start_ahead(head):
            starts = take_starts(head, starts)
        else:
            steps.append(_part(head, steps, 0))
        if not head.at_end():
            ended = head.here.says(";")
            _skip_breaks(head)
            _take_join(head, _BEHIND_FORM, ended=ended)
            if _is_open(head, steps):
                head.refuse(_BLOCK_FORM)
    if not steps:
        head.refuse(_BLOCK_FORM)
    _refuse_open_pause(head, steps)
    with head.checking(first):
        return SessionPlan(steps=tuple(steps), starts=starts.groups, apart=starts.apart)


def read_goal(text: str) -> Goal:
    """Return the target that `text` means: `43`, `5k pace`; raise `BadSession` otherwise."""
    head = ReadingHead(text)
    head.took("in", "@", "at")
    goal = take_goal(head, loose=True)
    if not head.at_end():
        head.refuse(tr("no more than {form}", form=tr(GOAL_FORM)))
    return goal


def _skip_breaks(head: ReadingHead) -> None:
    while head.took(";"):
        pass


def _take_join(head: ReadingHead, expected: str, *, ended: bool) -> None:
    """Go past the sign or word that parts two blocks; none is needed where a line has `ended`."""
    if not head.took("+", "then", ",") and not ended:
        head.refuse(expected)
    _skip_breaks(head)


def _is_open(head: ReadingHead, steps: list[Step]) -> bool:
    """Say whether the text ends behind a `+`."""
    return head.at_end() and head.ahead(-1).says("+", "then", ",") and bool(steps)


def _refuse_open_pause(head: ReadingHead, steps: list[Step]) -> None:
    if isinstance(steps[-1], Pause):
        head.refuse(tr("a repetition behind the recovery between two blocks"))


def _part(head: ReadingHead, so_far: list[Step], depth: int) -> Step:
    if is_recovery_ahead(head) and not head.ahead(1).says(TIMES):
        return _pause(head, so_far)
    return _block(head, depth)


def _pause(head: ReadingHead, so_far: list[Step]) -> Pause:
    place = head.here
    said = take_recovery(head)
    if not so_far or isinstance(so_far[-1], Pause):
        head.refuse(tr("a repetition before a recovery"), place=place)
    with head.checking(place):
        return Pause(rest=said.rest)


def _block(head: ReadingHead, depth: int) -> Step:
    place = head.here
    counts = _counts(head)
    if head.here.says("("):
        body = _bracketed(head, depth, counts)
        words = take_words(head)
        with head.checking(place):
            return finish_block(head, counts, spread(head, body, words), words, bracketed=True)
    with head.checking(place):
        runs, words = _ladder(head, counts)
        return finish_block(head, counts, (runs,), words)


def _counts(head: ReadingHead) -> tuple[int, ...]:
    """Go past `3 x 4 x` or `3 sets of 4 x` and return the counts, the outermost first."""
    counts: list[int] = []
    while head.here.kind == NUMBER and head.ahead(1).says(TIMES, *_COUNTED):
        place = head.take()
        head.take()
        head.took("of", ":")
        whole = place.text.isdigit() and len(place.text) <= len(str(MOST_TIMES))
        if not whole or not 1 <= int(place.text) <= MOST_TIMES:
            head.refuse(
                tr(
                    "a count of 1 to {most}; it stands before the distance, like 4 x 300",
                    most=MOST_TIMES,
                ),
                place=place,
            )
        counts.append(int(place.text))
        if len(counts) > MOST_LEVELS:
            head.refuse(tr("at most {most} levels of sets", most=MOST_LEVELS), place=place)
    return tuple(counts)


def _bracketed(head: ReadingHead, depth: int, counts: tuple[int, ...]) -> tuple[Step, ...]:
    opening = head.here
    if not counts:
        head.refuse(tr("a count before brackets, like 3 x (4 x 300)"))
    if depth >= _MOST_BRACKETS:
        head.refuse(tr("at most {most} brackets inside each other", most=_MOST_BRACKETS))
    head.take()
    steps: list[Step] = []
    _skip_breaks(head)
    while True:
        steps.append(_part(head, steps, depth + 1))
        ended = head.here.says(";")
        _skip_breaks(head)
        if head.here.says(")"):
            _refuse_open_pause(head, steps)
            head.take()
            return tuple(steps)
        if head.at_end():
            head.refuse(tr(') for the "(" at character {start}', start=opening.start + 1))
        _take_join(head, tr("{form}, or )", form=tr(_BEHIND_FORM)), ended=ended)


def _ladder(head: ReadingHead, counts: tuple[int, ...]) -> tuple[Runs, Words]:
    """Go past the distances of a block and the words behind them.

    Brackets behind a rung are its own where another rung follows, or where a rung before has some;
    otherwise they are those of the whole block.
    """
    distances: list[Distance] = []
    own: list[Bracket] = []
    behind = None
    while True:
        distances.append(_distance(head))
        bracket = take_bracket(head) if head.here.says("(") else None
        on = _takes_on(head, counts)
        if bracket is not None and not on and not any(each.said for each in own):
            behind, bracket = bracket, None
        own.append(bracket or Bracket())
        if not on:
            words = take_words(head, behind)
            return runs_of(head, distances, own, words), words


def _takes_on(head: ReadingHead, counts: tuple[int, ...]) -> bool:
    """Go past the `-` before the next rung."""
    place = head.here
    if is_dash_before_recovery(head) or not head.took("-"):
        return False
    if counts:
        head.refuse(tr("brackets around the ladder: 2 x (400-300-200)"), place=place)
    return True


def _distance(head: ReadingHead) -> Distance:
    place = head.here
    head.count_distance()
    if is_time_ahead(head):
        head.refuse(tr("a distance: a repetition has one, its time stands behind in"), place=place)
    if place.kind == NUMBER and head.ahead(1).says(TIMES):
        head.refuse(tr("+ between blocks; - joins single repetitions"), place=place)
    return take_distance(head, _BLOCK_FORM)
