"""What is doubtful now, and which key would put it right?

A question is asked until it is answered: by a remedy, or by keeping what was pressed. Nothing is
ever done by itself.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from app.analysis.expected import (
    Expected,
    Field,
    Runner,
    end_of_missed,
    expected,
    field_of,
)
from app.analysis.extra_press import one_too_many
from app.analysis.in_field import flags_in
from app.analysis.live import Analysis
from app.analysis.plausible import DOUBLE, MISSED, UNUSUAL
from app.analysis.profile import EVEN_PROFILE, Profile
from app.analysis.remedies import Doubt, Remedy, asked_about, name_of, passage, possible, said
from app.analysis.same import Same
from app.analysis.unpressed import missed, overdue
from app.analysis.wrong_lane import unusual
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.said import mark_name
from app.domain.state import SessionState
from app.domain.times import Instant
from app.language import language, tr

_RUNNERS = 16
_IN_FULL = 1
"""Only the newest question is asked now: the others get their remedies when it is their turn."""
_MOST_REMEDIES = 4
_LATE_Z = 2.75
"""Beyond it one passage in three hundred is yet to come (projection: between marks, and live)."""


class Question(NamedTuple):
    """One thing that is doubtful: a press (`split`, its number), or a mark without one.

    `what` says what is odd in a few words; the remedies stand the likeliest first. `at` is when it
    came up.
    """

    entry: EntryId
    split: int | None
    mark: Distance
    what: str
    remedies: tuple[Remedy, ...]
    at: Instant


def questions(analysis: Analysis) -> tuple[Question, ...]:
    """Return what is doubtful, the newest first.

    What the presses say is at hand as long as the state is the same; only who is overdue goes with
    the clock.
    """
    return _questions(Same(analysis))


@lru_cache(1)
def _questions(known: Same[Analysis]) -> tuple[Question, ...]:
    """Every athlete of a frame asks, and the window itself."""
    analysis = known.it
    profile = analysis.entries[0].facts.profile if analysis.entries else EVEN_PROFILE
    pressed, late = doubts(analysis.state, profile), overdue_in(analysis)
    return tuple(sorted((*pressed, *late), key=lambda each: -each.at)) if late else pressed


def doubts(state: SessionState, profile: Profile) -> tuple[Question, ...]:
    """Return what is doubtful about the presses, the newest first."""
    return _doubts(Same(state), Same(profile), language())


def doubted(state: SessionState) -> tuple[tuple[EntryId, Distance, str], ...]:
    """Return the splits that are asked about: whose key, at which mark, and what is odd."""
    field = field_of(state)
    return tuple(
        (runner.entry.entrant.id, runner.run[place].mark, flag)
        for runner in field.runners.values()
        if not runner.entry.withdrawn
        for _, place, flag in _asked_of(field, runner)
    )


@lru_cache(4)
def _doubts(
    state: Same[SessionState], profile: Same[Profile], _spoken: str
) -> tuple[Question, ...]:
    field = field_of(state.it)
    found = [
        (at, Doubt(field, runner, place, profile.it), flag)
        for runner in field.runners.values()
        if not runner.entry.withdrawn
        for at, place, flag in _asked_of(field, runner)
    ]
    found.sort(key=lambda each: -each[0])
    return tuple(_asked(*each, full=i < _IN_FULL) for i, each in enumerate(found))


def _asked_of(field: Field, runner: Runner) -> tuple[tuple[Instant, int, str], ...]:
    """Return which laps of a runner are asked about: when they were pressed, and what is odd."""
    return _known_asked(Same(runner), flags_in(field, runner))


@lru_cache(_RUNNERS)
def _known_asked(
    runner: Same[Runner], flags: tuple[str, ...]
) -> tuple[tuple[Instant, int, str], ...]:
    found = enumerate(zip(runner.it.run, _to_ask(runner.it, flags), strict=True))
    return tuple(
        (lap.split.pressed_at, place, flag)
        for place, (lap, flag) in found
        if flag and lap.split.pressed_at is not None
    )


def _to_ask(runner: Runner, flags: Sequence[str]) -> list[str]:
    """Return what to ask about each lap: of two presses where one is too many about one alone.

    Behind a press too many or too few the marks are wrong, and unusual laps say no more.
    """
    asked, astray = list[str](), False
    for i, (flag, lap) in enumerate(zip(flags, runner.run, strict=True)):
        silent = not asked_about(lap.split) or (flag == UNUSUAL and astray)
        if flag == DOUBLE and i and not silent:
            asked[-1] = ""
        asked.append("" if silent else flag)
        astray = astray or asked[-1] in (DOUBLE, MISSED)
    return asked


def _asked(at: Instant, doubt: Doubt, flag: str, *, full: bool) -> Question:
    state, entry = doubt.field.state, doubt.runner.entry.entrant.id
    lap = doubt.runner.run[doubt.place]
    to = end_of_missed(doubt.field, doubt.runner, doubt.place) if flag != DOUBLE else None
    where = passage(state, entry, lap.mark)
    if flag == DOUBLE:
        what = tr("{where}: {doubt}", where=where, doubt=tr(DOUBLE))
    elif to is not None:
        what = tr("{where}: {doubt}", where=where, doubt=tr(MISSED))
    else:
        what = tr("{where}: {doubt}, {lap}", where=where, doubt=tr(UNUSUAL), lap=said(lap.lap))
    remedies = possible(state, _remedies(doubt, flag, to), _MOST_REMEDIES) if full else ()
    return Question(entry, doubt.split.seq, lap.mark, what, remedies, at)


def _remedies(doubt: Doubt, flag: str, to: Distance | None) -> Iterable[Remedy]:
    if flag == DOUBLE:
        return [each.remedy for each in one_too_many(doubt)]
    if to is not None:
        return missed(doubt, to)
    return [each.remedy for each in unusual(doubt)]


def overdue_in(analysis: Analysis) -> tuple[Question, ...]:
    """Return who should have passed the next mark long ago."""
    return tuple(_late(analysis))


def _late(analysis: Analysis) -> Iterator[Question]:
    """Yield nobody where the field is as late: then the race is slow, and no press missing."""
    for each in analysis.entries:
        mark, entry = each.facts.next_mark, each.facts.entry
        if each.estimate is None or mark is None or entry.withdrawn:
            continue
        if each.estimate.arrival.overdue:
            profile = Same(each.facts.profile)
            late = _overdue(Same(analysis.state), entry.entrant.id, mark, profile, language())
            if late is not None and late[1].z(each.elapsed) > _LATE_Z:
                yield late[0]


@lru_cache(64)
def _overdue(
    state: Same[SessionState],
    entry: EntryId,
    mark: Distance,
    profile: Same[Profile],
    _spoken: str,
) -> tuple[Question, Expected] | None:
    """Return the question with the arrival it rests on; None where a press before is missing.

    Then it is that one which has to be put right: the athlete has passed this mark by now.
    """
    field = field_of(state.it)
    runner = field.runners[entry]
    if any(flag == MISSED for _, _, flag in _asked_of(field, runner)):
        return None
    due = expected(field, runner, len(runner.run), mark)
    who = (
        tr("Overdue")
        if len(state.it.racing) == 1
        else tr("{name} overdue", name=name_of(state.it, entry))
    )
    what = tr("{who} at {mark}", who=who, mark=mark_name(state.it.plan.course, mark))
    remedies = overdue(field, runner, profile.it, mark)[:_MOST_REMEDIES]
    return Question(entry, None, mark, what, remedies, runner.instant_of(due.time)), due
