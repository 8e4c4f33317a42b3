"""What has been understood of a plan, in plain words?

3 sets of 4 times 300 m in 43.0; 1:30 between repetitions, 5:00 between sets: 12 repetitions,
3,600 m
"""

from collections.abc import Iterable, Iterator, Sequence

from app.domain.course import MM_PER_M, Distance, format_metres
from app.domain.disciplines import DISCIPLINES
from app.domain.times import NS_PER_S, Duration
from app.domain.training.goals import (
    BEST,
    GOAL,
    SEASON,
    TYPED,
    WHOLE,
    Goal,
    PaceGoal,
    Race,
    RaceGoal,
    event_distance,
)
from app.domain.training.plan_format import LONG_EVENTS, distance_text, short
from app.domain.training.recovery import Moving, Recovery, StartEvery
from app.domain.training.session_plan import (
    LEVELS,
    OwnGoal,
    Pause,
    Repeat,
    Rung,
    Runs,
    SessionPlan,
    Splits,
    Step,
    level,
    level_of,
    repetitions,
    total,
)

_MINUTE = 60 * NS_PER_S
_WHOSE = {BEST: "best", SEASON: "season's best", GOAL: "goal"}


def reading(plan: SessionPlan) -> str:
    """Return one sentence without a full stop that says what the session is."""
    count = repetitions(plan.steps)
    number = f"{count} repetition{'s' * (count != 1)}"
    metres = format_total(total(plan.steps))
    start = "".join(f"; {words}" for words in _starts(plan))
    silent = "; no recovery said" * (count > 1 and not any(_rests_in(plan.steps)))
    return f"{_steps(plan.steps)}{silent}{start}: {number}, {metres}"


def _rests_in(steps: Iterable[Step]) -> Iterator[bool]:
    for step in steps:
        yield step.rest is not None
        if isinstance(step, Repeat):
            yield from _rests_in(step.of)


def format_total(distance: Distance) -> str:
    """Write a sum of distances: `3,600 m`, `1,207.008 m`."""
    whole, part = divmod(distance, MM_PER_M)
    decimals = f".{part:03d}".rstrip("0") if part else ""
    return f"{whole:,}{decimals} m"


def _starts(plan: SessionPlan) -> Iterator[str]:
    if plan.apart is not None:
        yield f"each group starts {_time(plan.apart)} after the one before it"
    for each in plan.starts:
        yield f"{each.group} starts {_time(each.after)} after the first"


def _steps(steps: Sequence[Step]) -> str:
    behind = [*steps[1:], None]
    return "; then ".join(
        _step(step, runs_on=follower is not None and not isinstance(follower, Pause))
        for step, follower in zip(steps, behind, strict=True)
    )


def _step(step: Step, *, runs_on: bool) -> str:
    """Say one step; where the next block follows without a pause, its recovery comes first."""
    if isinstance(step, Pause):
        return recovery_words(step.rest)
    what, rests = _parts(step)
    if runs_on and rests and level(step):
        rests.append("the same after the last")
    return f"{what}; {', '.join(rests)}" if rests else what


def _parts(step: Runs | Repeat) -> tuple[str, list[str]]:
    """Return what is run and the recoveries in it, the innermost first."""
    if isinstance(step, Runs):
        return _runs(step), _rests(step)
    if len(step.of) == 1 and not isinstance(step.of[0], Pause):
        what, rests = _parts(step.of[0])
        if isinstance(step.of[0], Runs) and (level(step.of[0]) or rests):
            what, rests = f"({'; '.join((what, *rests))})", []
    else:
        what, rests = f"({_steps(step.of)})", []
    return f"{_times(step)} {what}", [*rests, *_outer(step, rests)]


def _outer(step: Repeat, rests: Sequence[str]) -> Iterator[str]:
    """Say what lies between the times of a repeat, and where nothing was said of it."""
    name = f"{LEVELS[level(step)]}s"
    inner = level_of(step.of)
    if step.rest is None:
        if any(_rests_in(step.of)) and step.times > 1 and inner:
            yield f"the same between {name}" if rests else f"its last recovery between {name} too"
        return
    if inner and not any(_rests_in(step.of)):
        yield f"no recovery said between {LEVELS[inner]}s"
    yield between(step.rest, level(step))


def _times(step: Repeat) -> str:
    if level(step) == 1:
        return "once" if step.times == 1 else f"{step.times} times"
    return f"{step.times} {LEVELS[level(step)]}{'s' * (step.times != 1)} of"


def _runs(runs: Runs) -> str:
    splits = f", {_splits(runs.splits)}" if runs.splits else ""
    first = runs.rungs[0]
    if all((rung.goal, rung.own) == (first.goal, first.own) for rung in runs.rungs):
        distances = _and([distance_words(rung.distance) for rung in runs.rungs])
        return f"{distances}{_goals(first, several=len(runs.rungs) > 1)}{splits}"
    return _and([distance_words(rung.distance) + _goals(rung) for rung in runs.rungs]) + splits


def _and(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f" and {words[-1]}" if len(words) > 1 else words[0]


def _goals(rung: Rung, *, several: bool = False) -> str:
    goal = f"{',' * several}{' each' * several} {goal_words(rung.goal)}" if rung.goal else ""
    return goal + (f" ({_own(rung.own)})" if rung.own else "")


def _own(own: Sequence[OwnGoal]) -> str:
    return ", ".join(f"{each.who} {goal_words(each.goal)}" for each in own)


def _splits(splits: Splits) -> str:
    if splits.every is not None:
        return f"timed every {distance_words(splits.every)}"
    return f"timed at {_and([distance_words(mark) for mark in splits.at])}"


def _rests(runs: Runs) -> list[str]:
    if runs.rest is None:
        return []
    if len(runs.rungs) > 1:
        return [between(runs.rest, 1)]
    if isinstance(runs.rest, StartEvery):
        return [f"the next start {_time(runs.rest.interval)} after its start"]
    return [f"{recovery_words(runs.rest)} after it"]


def between(rest: Recovery, height: int) -> str:
    """Say what lies between repetitions (`height` 1), sets, rounds or blocks."""
    name = LEVELS[min(height, len(LEVELS) - 1)]
    if isinstance(rest, StartEvery):
        return f"a {name} started every {_time(rest.interval)}"
    return f"{recovery_words(rest)} between {name}s"


def recovery_words(rest: Recovery) -> str:
    """Say a recovery: `1:30`, `2:00 jog`, `100 m jog`, `walk back`."""
    if isinstance(rest, StartEvery):
        return f"a start every {_time(rest.interval)}"
    if isinstance(rest, Moving):
        if rest.distance is None:
            return f"{rest.manner} back"
        time = f" in {_time(rest.time)}" if rest.time else ""
        return f"{distance_words(rest.distance)} {rest.manner}{time}"
    return f"{_time(rest.time)} {rest.manner}".strip()


def _time(value: Duration) -> str:
    return short(value) if value >= _MINUTE else f"{short(value)} s"


def goal_words(goal: Goal) -> str:
    """Say a target: `in 43.0`, `in 3:05 to 3:10`, `at 68.0 per 400 m`, `at 5000 m pace`."""
    if isinstance(goal, RaceGoal):
        share = "" if goal.least == goal.most == WHOLE else f"{_shares(goal)} of "
        return f"at {share}{race_words(goal.race)}"
    times = " to ".join(dict.fromkeys((target_time(goal.fastest), target_time(goal.slowest))))
    if isinstance(goal, PaceGoal):
        return f"at {times} per {_per(goal.per)}"
    return f"in {times}"


def target_time(value: Duration) -> str:
    """Write a target, with a tenth where there are no minutes: `43.0`, `3:05`, `1:02.5`."""
    text = short(value)
    return text if value >= _MINUTE or "." in text else f"{text}.0"


def _per(distance: Distance) -> str:
    words = distance_words(distance)
    return {"1000 m": "km", "1 mile": "mile"}.get(words, words)


def _shares(goal: RaceGoal) -> str:
    shares = dict.fromkeys((goal.least, goal.most))
    return " to ".join(f"{share / 100:g}" for share in shares) + " %"


def race_words(race: Race) -> str:
    """Say a race's speed: `5000 m pace`, `the pace of the best over 800 m`, `goal pace`."""
    event = event_words(race.event) if race.event else ""
    if race.whose == TYPED:
        return f"the pace of {'an' * event.startswith('8') or 'a'} {event} in {short(race.finish)}"
    if race.whose == GOAL:
        return f"the pace of the goal race{f' {over_words(race.event)}' if event else ''}"
    over = over_words(race.event) if race.event else "over this distance"
    return f"the pace of the {_WHOSE[race.whose]} {over}"


def over_words(event: str) -> str:
    """Say what a best is over: `over 800 m`, `over the mile`."""
    words = event_words(event)
    return (
        f"over {words}" if words[0].isdigit() and not event.endswith("sc") else f"over the {words}"
    )


def event_words(event: str) -> str:
    """Say an event: `800 m`, `mile`, `marathon`, `3000 m steeplechase`, `300 m`."""
    if event in LONG_EVENTS:
        return LONG_EVENTS[event]
    titles = (each.title for each in DISCIPLINES if each.name == event)
    title = next(titles, "")
    return title[:1].lower() + title[1:] if title else distance_words(event_distance(event))


def distance_words(distance: Distance) -> str:
    """Say a distance: `300 m`, `1 mile`, `440 y (402.336 m)`."""
    text = distance_text(distance)
    if text.endswith("y"):
        return f"{text[:-1]} y ({format_metres(distance)})"
    if "mile" in text:
        return "1 mile" if text == "mile" else text
    return format_metres(distance)
