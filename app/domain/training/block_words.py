"""What do the words behind a block change in it: targets, splits, recoveries?

Recoveries go from the inside to the outside. Without brackets the first is the innermost, behind a
`/` the one between sets: `3x4x300, 1:30 / 5:00`. Behind brackets the first lies between the times
that the brackets are run, unless there is one more than counts stand before them; that one is for
what stands in the brackets alone: `3 x (4 x 300), 1:30 / 5:00`.
"""

from collections.abc import Sequence
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.training.goals import Goal, TimeGoal
from app.domain.training.reading_head import ReadingHead
from app.domain.training.recovery import Recovery
from app.domain.training.recovery_text import (
    Said,
    is_dash_before_recovery,
    is_recovery_ahead,
    take_recovery,
)
from app.domain.training.session_plan import (
    MOST_LEVELS,
    MOST_OWN,
    OwnGoal,
    Pause,
    Repeat,
    Rung,
    Runs,
    Splits,
    Step,
    level,
    level_of,
)
from app.domain.training.target_words import (
    Bracket,
    is_splits_ahead,
    is_target_ahead,
    take_bracket,
    take_splits,
    take_target,
)
from app.domain.training.tokens import NUMBER, TIMES, Token
from app.frozen import replace
from app.language import marked, tr

_BETWEEN = (
    "",
    marked("between repetitions"),
    marked("between sets"),
    marked("between rounds"),
    marked("between blocks"),
)
"""Where a recovery lies, by the height in the brackets."""
_ONE_TIME = marked("a pace, or a time for each distance, like 400 (60) - 300 (45)")


class Words(NamedTuple):
    """What stood behind a block; `place` is where its target began."""

    goal: Goal | None = None
    own: tuple[OwnGoal, ...] = ()
    place: Token | None = None
    splits: Splits | None = None
    recoveries: tuple[Said, ...] = ()
    slash: bool = False


def take_words(head: ReadingHead, behind: Bracket | None = None) -> Words:
    """Go past the words behind a block; `behind` are brackets that have been read already."""
    words = Words()
    if behind is not None:
        words = _with_target(head, words, behind, behind.place or head.here)
    while True:
        if head.here.says(",") and _is_count_behind(head):
            return words
        said = _levelled_behind(head)
        if said is not None:
            words = words._replace(recoveries=(*words.recoveries, said))
        elif _is_word_ahead(head):
            words = _taken(head, words)
        else:
            return words
        if len(words.recoveries) > MOST_LEVELS or len(words.own) > MOST_OWN:
            head.refuse(tr("fewer recoveries and targets behind one block"))


def _levelled_behind(head: ReadingHead) -> Said | None:
    """Go past a recovery on a new line, or behind `;`, where it says between what it lies."""
    start = head.mark()
    while head.took(";"):
        pass
    if start != head.mark() and is_recovery_ahead(head):
        said = take_recovery(head)
        if said.level:
            return said
    head.back(start)
    return None


def _is_count_behind(head: ReadingHead) -> bool:
    return head.ahead(1).kind == NUMBER and head.ahead(2).says(TIMES)


def _is_word_ahead(head: ReadingHead) -> bool:
    if head.here.says(",", "/", "(") or is_splits_ahead(head) or is_target_ahead(head):
        return True
    if is_recovery_ahead(head) or is_dash_before_recovery(head):
        return True
    return head.here.kind == NUMBER


def _taken(head: ReadingHead, words: Words) -> Words:
    slash = not head.took(",", "-") and head.took("/")
    place = head.here
    if is_target_ahead(head) and not slash:
        return _with_target(head, words, take_target(head), place)
    if head.here.says("(") and not slash:
        return _with_target(head, words, take_bracket(head), place)
    if is_splits_ahead(head) and not slash:
        if words.splits is not None:
            head.refuse(tr("splits once"))
        return words._replace(splits=take_splits(head))
    first = not words.recoveries
    said = take_recovery(head)
    return words._replace(
        recoveries=(*words.recoveries, said), slash=slash if first else words.slash
    )


def _with_target(head: ReadingHead, words: Words, found: Bracket, place: Token) -> Words:
    if found.goal is not None and words.goal is not None:
        head.refuse(tr("one target for everybody"), place=place)
    return words._replace(
        goal=words.goal or found.goal,
        own=words.own + found.own,
        place=words.place or place,
        recoveries=words.recoveries + found.recoveries,
    )


def runs_of(
    head: ReadingHead, distances: Sequence[Distance], own: Sequence[Bracket], words: Words
) -> Runs:
    """Return a ladder: each rung with its own target, or with that of the words behind it."""
    open_ones = [d for d, each in zip(distances, own, strict=True) if not each.said]
    _refuse_one_time(head, open_ones, words)
    with head.checking(words.place or head.here):
        rungs = tuple(
            Rung(distance=distance, goal=each.goal, own=each.own)
            if each.said
            else Rung(distance=distance, goal=words.goal, own=words.own)
            for distance, each in zip(distances, own, strict=True)
        )
    return Runs(rungs=rungs, splits=words.splits)


def _refuse_one_time(head: ReadingHead, distances: Sequence[Distance], words: Words) -> None:
    goals = (words.goal, *(each.goal for each in words.own))
    if len(set(distances)) > 1 and any(isinstance(goal, TimeGoal) for goal in goals):
        head.refuse(_ONE_TIME, place=words.place)


def spread(head: ReadingHead, steps: tuple[Step, ...], words: Words) -> tuple[Step, ...]:
    """Return what stood in brackets, with the target and splits said behind them filled in."""
    if words.place is None and words.splits is None:
        return steps
    _refuse_one_time(head, [rung.distance for rung in _open_rungs(steps)], words)
    return tuple(_spread(step, words) for step in steps)


def _open_rungs(steps: Sequence[Step]) -> list[Rung]:
    found: list[Rung] = []
    for step in steps:
        if isinstance(step, Runs):
            found += [rung for rung in step.rungs if _is_open(rung)]
        elif isinstance(step, Repeat):
            found += _open_rungs(step.of)
    return found


def _is_open(rung: Rung) -> bool:
    return rung.goal is None and not rung.own


def _spread(step: Step, words: Words) -> Step:
    if isinstance(step, Pause):
        return step
    if isinstance(step, Repeat):
        return replace(step, of=tuple(_spread(each, words) for each in step.of))
    rungs = tuple(
        replace(rung, goal=words.goal, own=words.own) if _is_open(rung) else rung
        for rung in step.rungs
    )
    return replace(step, rungs=rungs, splits=step.splits or words.splits)


def finish_block(
    head: ReadingHead,
    counts: Sequence[int],
    body: tuple[Step, ...],
    words: Words,
    *,
    bracketed: bool = False,
) -> Step:
    """Return the block: what is run, so many times, each recovery on its level."""
    gaps = [level_of(body) + 1 + index for index in range(len(counts))]
    inside = _inside(body, alone=not counts) if bracketed or not counts else None
    rests = _placed(head, words, inside, gaps, bracketed=bracketed)
    if inside is not None and inside in rests:
        body = (_with_rest(body[0], rests[inside]),)
    for count, gap in zip(reversed(counts), gaps, strict=True):
        body = (Repeat(times=count, of=body, rest=rests.get(gap)),)
    return body[0]


def _inside(body: Sequence[Step], *, alone: bool) -> int | None:
    """Return the level of the recovery in what stands alone in brackets, where it has none yet."""
    only = body[0]
    if len(body) > 1 or isinstance(only, Pause) or only.rest is not None:
        return None
    return max(1, level(only)) if alone or level(only) else None


def _with_rest(step: Step, rest: Recovery) -> Step:
    return step if isinstance(step, Pause) else replace(step, rest=rest)


def _placed(
    head: ReadingHead, words: Words, inside: int | None, gaps: Sequence[int], *, bracketed: bool
) -> dict[int, Recovery]:
    """Return the recovery of each level that has one."""
    slots = [*([inside] if inside is not None else []), *gaps]
    outside = bracketed and inside is not None and len(words.recoveries) <= len(gaps)
    sets = not bracketed and words.slash and len(slots) > 1
    named = {said.level for said in words.recoveries}
    free = [slot for slot in slots[outside or sets :] if slot not in named]
    rests: dict[int, Recovery] = {}
    for said in words.recoveries:
        slot = said.level or (free.pop(0) if free else 0)
        if slot not in slots or slot in rests:
            head.refuse(_expected(slots, said), place=said.place)
        rests[slot] = said.rest
    return rests


def _expected(slots: Sequence[int], said: Said) -> str:
    names = tr(" and ").join(tr(_BETWEEN[min(slot, len(_BETWEEN) - 1)]) for slot in slots)
    if said.level or len(slots) != 1:
        return tr("a recovery {names}", names=names or tr("in the brackets"))
    return tr("one recovery here, {names}; + before the next block", names=names)
