"""What is tapped in the tap school? Guns, and the passages of a recorded race at their own speed.

A lesson counts from its own beginning: its instants are ns after that.
"""

from collections.abc import Sequence
from random import Random
from typing import NamedTuple

from app.analysis.laps import laps
from app.analysis.tap_school import GUN, LINE, Cue
from app.domain.course import Distance
from app.domain.said import format_time, mark_name
from app.domain.times import NS_PER_MS, NS_PER_S, Instant
from app.engine.replay import Replay
from app.language import tr
from app.usecases.recorded_race import open_recording, run_of_recording

RACE = "paris-2025"
GUNS, PASSAGES = 8, 16
_FIRST = 2 * NS_PER_S
_LEAST_PAUSE_MS, _MOST_PAUSE_MS = 2_200, 4_200
_LAST = Instant(1 * NS_PER_S)


class Lesson(NamedTuple):
    """What is tapped, in order, and when it is over."""

    title: str
    cues: tuple[Cue, ...]
    over: Instant


class Approach(NamedTuple):
    """How somebody came to a mark: the speed of the lap to it, in mm a second, and in words."""

    speed: int
    words: str


def approaches(race: str = RACE) -> tuple[str, tuple[Approach, ...]]:
    """Return the title of a shipped race and its passages, the start left out."""
    recording = open_recording(race)
    replay = Replay(run_of_recording(recording), Instant(0))
    replay.seek(replay.run.length, Instant(0))
    state = replay.state
    entry = state.racing[0]
    found = [
        Approach(
            round(each.length * NS_PER_S / each.lap),
            tr(
                "{mark} in {time}",
                mark=mark_name(state.plan.course, each.mark),
                time=format_time(each.time),
            ),
        )
        for each in laps(entry, state.zero)
        if each.mark > Distance(0) and each.lap > 0
    ]
    return recording.title, tuple(found)


def lesson(seed: int, title: str, passages: Sequence[Approach]) -> Lesson:
    """Return guns and passages in turn, after pauses that nobody can count along with.

    The same seed gives the same lesson.
    """
    chance, at, cues = Random(seed), _FIRST, []
    order = [passages[number % len(passages)] for number in range(PASSAGES)]
    for number in range(GUNS):
        at += chance.randint(_LEAST_PAUSE_MS, _MOST_PAUSE_MS) * NS_PER_MS
        cues.append(Cue(GUN, Instant(at)))
        for each in order[number * PASSAGES // GUNS : (number + 1) * PASSAGES // GUNS]:
            at += chance.randint(_LEAST_PAUSE_MS, _MOST_PAUSE_MS) * NS_PER_MS
            cues.append(Cue(LINE, Instant(at), each.speed, each.words))
    return Lesson(title, tuple(cues), Instant(at + _LAST))
