"""What can be done about a doubtful press? A remedy, and how well its cause explains the presses.

A wrong press has one of few causes: a finger that bounced, a key that was not pressed, the key of
another lane. Scores are logarithms of how probable the presses are by one of them; how often each
happens is experience at the track, not measured here.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from app.analysis.expected import Field, Runner
from app.analysis.plausible import DOUBLE, MISSED, base_of, judge, stretch_at
from app.analysis.profile import Profile
from app.domain import repair_commands as rc
from app.domain.course import Distance
from app.domain.decide import decide
from app.domain.events import Record
from app.domain.evolve import evolve
from app.domain.plan import EntryId
from app.domain.refusals import Refusal
from app.domain.said import format_time, mark_name
from app.domain.state import SessionState, Split
from app.domain.times import Duration, Instant
from app.language import tr

WRONG_LANE_CHANCE = 0.03
STRAY = 1e-4
"""Presses for no reason, per second."""
ODD_LAP = -9.0
"""The log density of a lap that is odd and yet true."""


class Remedy(NamedTuple):
    """What would be done, in a few words, and the commands that do it as one step.

    The commands carry the instant of the newest press; who gives them puts in their own.
    """

    words: str
    commands: tuple[rc.RepairCommand, ...]


class Option(NamedTuple):
    """A remedy with the logarithm of how well its cause explains what was pressed.

    `to` is the athlete who gets the press `moved`, where one does.
    """

    score: float
    remedy: Remedy
    to: EntryId | None = None
    moved: Split | None = None


class Doubt(NamedTuple):
    """A press that is doubtful: where it stands among the laps of its runner."""

    field: Field
    runner: Runner
    place: int
    profile: Profile

    @property
    def split(self) -> Split:
        """The split that is doubtful."""
        return self.runner.run[self.place].split

    @property
    def now(self) -> Instant:
        """The newest press of all."""
        return self.field.newest


def ranked(options: Iterable[Option]) -> list[Option]:
    """Return the options, the likeliest first."""
    return sorted(options, key=lambda each: -each.score)


def possible(state: SessionState, remedies: Iterable[Remedy], most: int) -> tuple[Remedy, ...]:
    """Return the first `most` of the remedies that nothing refuses."""
    found: list[Remedy] = []
    for remedy in remedies:
        if len(found) < most and _possible(state, remedy.commands):
            found.append(remedy)
    return tuple(found)


def _possible(state: SessionState, commands: Sequence[rc.RepairCommand]) -> bool:
    after: SessionState | None = state
    number, last = state.version, len(commands) - 1
    try:
        for place, command in enumerate(commands):
            for event in decide(after, command):
                if place < last:
                    number += 1
                    after = evolve(after, Record(number, state.version + 1, command.at, event))
    except Refusal:
        return False
    return True


def taken_out(doubt: Doubt, split: Split, to: EntryId | None) -> tuple[rc.RepairCommand, ...]:
    """Return what takes a press from an athlete, and gives it to another one if there is one.

    Whoever had one too many seemed to have finished a lap early: then the last press is a tap.
    """
    if to is None:
        return (rc.DeleteSplit(doubt.now, split.seq), *_last_tap(doubt, split))
    return (rc.MoveSplit(doubt.now, split.seq, to), *_last_tap(doubt, split))


def _last_tap(doubt: Doubt, gone: Split) -> Iterator[rc.RepairCommand]:
    """Yield the first tap of the athlete's own key that is a lap behind what is left without it."""
    state, runner = doubt.field.state, doubt.runner
    entry, finish = runner.entry.entrant.id, runner.run[-1]
    left = [each for each in runner.run if each.split is not gone]
    if state.next_mark(runner.entry) is not None or not left:
        return
    base = base_of(runner.run, runner.readings, doubt.place)
    due = stretch_at(finish.begin, finish.mark, base, runner.target)
    for tap in state.taps:
        lap = Duration(runner.time_of(tap.at) - left[-1].time)
        fits = lap > 0 and judge(finish._replace(lap=lap), due) not in (DOUBLE, MISSED)
        if tap.meant == entry and fits:
            yield rc.AssignTap(doubt.now, tap.seq, entry)
            return


def asked_about(split: Split) -> bool:
    """Return whether a split is a press as it came and nobody has said that it is right."""
    return split.pressed_at is not None and split.elapsed is None and not split.kept


def name_of(state: SessionState, entry: EntryId) -> str:
    """Return the athlete's name, also where the entry is a further watch."""
    entrant = state.entries[entry].entrant
    return (state.entries[entrant.of].entrant if entrant.of else entrant).athlete


def passage(state: SessionState, entry: EntryId, mark: Distance) -> str:
    """Return `809 m of Anna`, or `809 m` where there is nobody else; of a further watch its key."""
    entrant, where = state.entries[entry].entrant, mark_name(state.plan.course, mark)
    whose = "" if len(state.racing) == 1 else tr(" of {name}", name=name_of(state, entry))
    return (
        tr("{where}{whose}, key {lane}", where=where, whose=whose, lane=entrant.lane)
        if entrant.of
        else f"{where}{whose}"
    )


def said(time: Duration) -> str:
    """Write a time by hand, in tenths."""
    return format_time(time, 1)
