"""What does a group run, once something is added, repeated or left out?

Repetitions keep their ids; places within a set are counted anew. What stands between two sets goes
on standing there, whichever repetition of the set is the last.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from app.domain.training.schedule import Planned
from app.domain.training.session_setup import schedule_of
from app.domain.training.session_state import GroupState, Rep


def programme(plan: str) -> tuple[Rep, ...]:
    """Return the repetitions of a plan, not one of them started."""
    return tuple(_laid(schedule_of(plan), plan, before=0, sets=0))


def _laid(planned: Sequence[Planned], plan: str, *, before: int, sets: int) -> Iterator[Rep]:
    """Lay repetitions out behind `before` others and `sets` sets."""
    for each in planned:
        yield Rep(
            id=before + each.number,
            source=plan,
            of=each.number,
            of_set=sets + each.of_set,
            in_set=each.in_set,
            distance=each.distance,
            marks=(*each.marks, each.distance),
            recovery=each.recovery,
            counts_from=before + each.counts_from,
            ends_set=each.ends_set,
            added=before > 0,
        )


def with_added(group: GroupState, plan: str, *, at_once: bool) -> GroupState:
    """Return the group with the repetitions of `plan` behind the others, or as the next ones."""
    sets = max(each.of_set for each in group.reps)
    new = tuple(_laid(schedule_of(plan), plan, before=_last_id(group), sets=sets))
    here = _place(group) if at_once else len(group.reps)
    if 0 < here < len(group.reps):
        new = tuple(each._replace(of_set=group.reps[here - 1].of_set) for each in new)
    return _inserted(group, new, here)


def with_repeated(group: GroupState, rep: int) -> GroupState:
    """Return the group with one repetition once more, as the next."""
    new, here = _last_id(group) + 1, _place(group)
    of_set = group.reps[here - 1].of_set if here else group.reps[0].of_set
    again = group.rep(rep)._replace(
        id=new, of_set=of_set, added=True, dropped=False, recovery=None, counts_from=new
    )
    return _inserted(group, (again,), here)


def without(group: GroupState, rep: int) -> GroupState:
    """Return the group without one repetition; what follows its set follows the one before it."""
    dropped = group.rep(rep)
    left = [each for each in group.reps if not each.dropped]
    place = left.index(dropped)
    before = left[place - 1] if place else None
    reps = {each.id: each for each in group.reps}
    reps[rep] = dropped._replace(dropped=True)
    if before is not None and dropped.ends_set and before.of_set == dropped.of_set:
        reps[before.id] = _followed_as(before, dropped)
    return group._replace(reps=_renumbered(tuple(reps.values())))


def _inserted(group: GroupState, new: tuple[Rep, ...], here: int) -> GroupState:
    """What followed the repetition before follows the last of the new ones now."""
    before, behind = group.reps[:here], group.reps[here:]
    if before:
        left, last = before[-1], new[-1]
        if last.recovery is None and behind:
            new = (*new[:-1], _followed_as(last, left))
        usual = _usual(before)
        if usual is not None and (left.ends_set or left.recovery is None):
            before = (*before[:-1], _followed_as(left, usual))
    return group._replace(reps=_renumbered((*before, *new, *behind)))


def _usual(reps: Sequence[Rep]) -> Rep | None:
    """Return the repetition before the last one, where both are of one set."""
    same = [each for each in reps[:-1] if each.of_set == reps[-1].of_set and not each.dropped]
    return same[-1] if same else None


def _followed_as(rep: Rep, like: Rep) -> Rep:
    """A start-to-start interval counts from the repetition itself, or from where the other did."""
    own = like.counts_from == like.id
    return rep._replace(recovery=like.recovery, counts_from=rep.id if own else like.counts_from)


def _renumbered(reps: tuple[Rep, ...]) -> tuple[Rep, ...]:
    left = [each for each in reps if not each.dropped]
    ends = {one.id for one, following in pairwise(left) if one.of_set != following.of_set}
    ends |= {each.id for each in left[-1:]}
    found, in_set, of_set = [], 0, 0
    for each in reps:
        if each.dropped:
            found.append(each)
            continue
        in_set = in_set + 1 if each.of_set == of_set else 1
        of_set = each.of_set
        found.append(each._replace(in_set=in_set, ends_set=each.id in ends))
    return tuple(found)


def _last_id(group: GroupState) -> int:
    return max(each.id for each in group.reps)


def _place(group: GroupState) -> int:
    """Return where the next repetition lies: behind all that have been started."""
    started = {each.rep for each in group.starts}
    return max((i + 1 for i, each in enumerate(group.reps) if each.id in started), default=0)
