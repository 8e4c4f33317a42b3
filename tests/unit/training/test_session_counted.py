"""Does a whole session come to what its list of presses comes to, counted by an independent hand?"""

import random
from collections.abc import Iterator
from fractions import Fraction

import pytest

from app.analysis.training.board import RunnerNow, board
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Instant
from app.domain.training import session_commands as tc
from app.domain.training.session_setup import Runner, TrainingSetup
from app.engine.ports import MemoryJournal
from app.engine.training import TrainingEngine, training_engine
from tests.unit.training.coaches import KEY
from tests.unit.training.plain_count import counted

GROUPS = {"A": "1234", "B": "1234", "C": "1234"}
PACE = {"A": 43.0, "B": 46.5, "C": 49.0}
PLAN = "3 x (4 x 300 (A 43, B 46.5, C 49), 1:30) / 5:00; groups 20 s apart"
REPETITIONS = 12
LATE, HOME = "b3", "c4"


def presses(seed: int) -> list[str]:
    """Return a session: groups overlap, b3 comes before the fourth start, c4 goes in the ninth."""
    chance, found = random.Random(seed), list[tuple[Fraction, str]]()
    for place, (group, keys) in enumerate(GROUPS.items()):
        now = Fraction(20 * place)
        for number in range(1, REPETITIONS + 1):
            found.append((now, f"start {group}"))
            last = now
            for key in keys:
                name = group.lower() + key
                time = Fraction(round((PACE[group] + chance.gauss(number / 8, 0.6)) * 1000), 1000)
                last = max(last, now + time)
                if name == LATE and number < 4:
                    continue
                if name == HOME and number >= 9:
                    if number == 9:
                        found.append((now + 20, f"-{name}"))
                    continue
                found.append((now + time, name))
            if group == "B" and number == 3:
                found.append((last + 30, f"+{LATE}"))
            now = last + (300 if number % 4 == 0 else 90) + round(chance.uniform(0, 8))
    return [f"{float(at):.3f} {what}" for at, what in sorted(found)]


def setup() -> TrainingSetup:
    """Return the twelve athletes, named by their keys."""
    names = [(group, group.lower() + key) for group, keys in GROUPS.items() for key in keys]
    runners = tuple(
        Runner(id=EntryId(name), name=name, lane=lane, group=group)
        for lane, (group, name) in enumerate(names, start=1)
    )
    return TrainingSetup(title="Three groups", plan=PLAN, runners=runners)


def commands(lines: list[str]) -> Iterator[tc.TrainingCommand]:
    """Return what the coach's keys ask for."""
    yield tc.PlanTraining(Instant(0), setup())
    yield tc.MarkAway(Instant(0), EntryId(LATE))
    for line in lines:
        seconds, word, *group = line.split()
        at = Instant(round(Fraction(seconds) * NS_PER_S) + 5 * NS_PER_S)
        if word == "start":
            yield tc.StartRepetition(at, group[0], KEY)
        elif word[0] == "+":
            yield tc.Arrive(at, EntryId(word[1:]))
        elif word[0] == "-":
            yield tc.StopRunner(at, EntryId(word[1:]), "pain", "went home")
        else:
            yield tc.PressRunner(at, EntryId(word), KEY)


def run(lines: list[str]) -> TrainingEngine:
    """Return the session after all presses, restarted twice on the way."""
    engine = training_engine(MemoryJournal())
    for place, command in enumerate(commands(lines)):
        if place in (60, 130):
            engine = training_engine(MemoryJournal(), engine.records)
        engine.handle(command)
    return engine


def seconds(found: RunnerNow) -> list[Fraction | None]:
    """Return an athlete's times in seconds, None where there is none."""
    return [None if r.time is None else Fraction(r.time, NS_PER_S) for r in found.repetitions]


@pytest.mark.parametrize("seed", range(5))
def test_that_three_groups_of_twelve_athletes_come_to_what_their_presses_come_to(
    seed: int,
) -> None:
    lines = presses(seed)
    expected = counted(lines, GROUPS)
    engine = run(lines)
    assert engine.state.taps == ()
    assert engine.state.phase == "finished"
    for each in board(engine.state).runners:
        line = expected[each.runner.runner.name]
        (tally,) = each.tallies
        assert seconds(each) == line.times
        assert tally.runs == sum(time is not None for time in line.times)
        assert abs(Fraction(tally.mean, NS_PER_S) - line.mean) < Fraction(1, NS_PER_S)
        assert Fraction(tally.best, NS_PER_S) == line.best
        assert Fraction(tally.worst, NS_PER_S) == line.worst
        assert tally.drop_off == pytest.approx(float(line.drop_off))
        taken = [r.recovery_taken for r in each.repetitions if r.recovery_taken is not None]
        assert [Fraction(rest, NS_PER_S) for rest in taken] == line.rests


def test_that_who_came_late_was_absent_three_times_and_who_went_home_has_stopped() -> None:
    state = run(presses(0)).state
    statuses = {
        each.runner.runner.name: [r.status for r in each.repetitions]
        for each in board(state).runners
    }
    assert statuses[LATE] == ["absent"] * 3 + ["done"] * 9
    assert statuses[HOME] == ["done"] * 8 + ["unfinished"] + ["stopped"] * 3
    others = {name: found for name, found in statuses.items() if name not in (LATE, HOME)}
    assert set(map(tuple, others.values())) == {("done",) * REPETITIONS}
