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
from app.language import figure, marked, thousands, tr, tr_count

_MINUTE = 60 * NS_PER_S
_BETWEEN = (
    "",
    marked("{rest} between repetitions"),
    marked("{rest} between sets"),
    marked("{rest} between rounds"),
    marked("{rest} between blocks"),
)
_STARTED = (
    "",
    marked("a repetition started every {time}"),
    marked("a set started every {time}"),
    marked("a round started every {time}"),
    marked("a block started every {time}"),
)
_SAME = (
    "",
    marked("the same between repetitions"),
    marked("the same between sets"),
    marked("the same between rounds"),
    marked("the same between blocks"),
)
_LAST_TOO = (
    "",
    marked("its last recovery between repetitions too"),
    marked("its last recovery between sets too"),
    marked("its last recovery between rounds too"),
    marked("its last recovery between blocks too"),
)
_SILENT = (
    "",
    marked("no recovery said between repetitions"),
    marked("no recovery said between sets"),
    marked("no recovery said between rounds"),
    marked("no recovery said between blocks"),
)
"""What lies between, by how high it lies in the brackets."""
_MANNERS = {"jog": marked("jog"), "walk": marked("walk"), "float": marked("float")}


def reading(plan: SessionPlan) -> str:
    """Return one sentence without a full stop that says what the session is."""
    count = repetitions(plan.steps)
    number = tr_count("{count} repetition", "{count} repetitions", count)
    metres = format_total(total(plan.steps))
    start = "".join(tr("; {words}", words=words) for words in _starts(plan))
    quiet = count > 1 and not any(_rests_in(plan.steps))
    silent = tr("; no recovery said") if quiet else ""
    what = f"{_steps(plan.steps)}{silent}{start}"
    return tr("{what}: {number}, {metres}", what=what, number=number, metres=metres)


def _rests_in(steps: Iterable[Step]) -> Iterator[bool]:
    for step in steps:
        yield step.rest is not None
        if isinstance(step, Repeat):
            yield from _rests_in(step.of)


def format_total(distance: Distance) -> str:
    """Write a sum of distances: `3,600 m`, `1,207.008 m`."""
    whole, part = divmod(distance, MM_PER_M)
    decimals = f".{part:03d}".rstrip("0") if part else ""
    return f"{thousands(whole)}{figure(decimals)} m"


def _starts(plan: SessionPlan) -> Iterator[str]:
    if plan.apart is not None:
        yield tr("each group starts {time} after the one before it", time=_time(plan.apart))
    for each in plan.starts:
        yield tr("{group} starts {time} after the first", group=each.group, time=_time(each.after))


def _steps(steps: Sequence[Step]) -> str:
    behind = [*steps[1:], None]
    return tr("; then ").join(
        _step(step, runs_on=follower is not None and not isinstance(follower, Pause))
        for step, follower in zip(steps, behind, strict=True)
    )


def _step(step: Step, *, runs_on: bool) -> str:
    """Say one step; where the next block follows without a pause, its recovery comes first."""
    if isinstance(step, Pause):
        return recovery_words(step.rest)
    what, rests = _parts(step)
    if runs_on and rests and level(step):
        rests.append(tr("the same after the last"))
    return tr("{what}; {rests}", what=what, rests=", ".join(rests)) if rests else what


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
    height = min(level(step), len(_SAME) - 1)
    inner = level_of(step.of)
    if step.rest is None:
        if any(_rests_in(step.of)) and step.times > 1 and inner:
            yield tr(_SAME[height]) if rests else tr(_LAST_TOO[height])
        return
    if inner and not any(_rests_in(step.of)):
        yield tr(_SILENT[min(inner, len(_SILENT) - 1)])
    yield between(step.rest, level(step))


def _times(step: Repeat) -> str:
    height, times = level(step), step.times
    if height == 1:
        return tr("once") if times == 1 else tr("{times} times", times=times)
    if height == 2:
        return tr_count("{count} set of", "{count} sets of", times)
    if height == 3:
        return tr_count("{count} round of", "{count} rounds of", times)
    return tr_count("{count} block of", "{count} blocks of", times)


def _runs(runs: Runs) -> str:
    splits = f", {_splits(runs.splits)}" if runs.splits else ""
    first = runs.rungs[0]
    if all((rung.goal, rung.own) == (first.goal, first.own) for rung in runs.rungs):
        distances = _and([distance_words(rung.distance) for rung in runs.rungs])
        return f"{distances}{_goals(first, several=len(runs.rungs) > 1)}{splits}"
    return _and([distance_words(rung.distance) + _goals(rung) for rung in runs.rungs]) + splits


def _and(words: Sequence[str]) -> str:
    return ", ".join(words[:-1]) + f"{tr(' and ')}{words[-1]}" if len(words) > 1 else words[0]


def _goals(rung: Rung, *, several: bool = False) -> str:
    goal = f" {goal_words(rung.goal)}" if rung.goal else ""
    if goal and several:
        goal = tr(", each{goal}", goal=goal)
    return goal + (f" ({_own(rung.own)})" if rung.own else "")


def _own(own: Sequence[OwnGoal]) -> str:
    return ", ".join(f"{each.who} {goal_words(each.goal)}" for each in own)


def _splits(splits: Splits) -> str:
    if splits.every is not None:
        return tr("timed every {distance}", distance=distance_words(splits.every))
    marks = _and([distance_words(mark) for mark in splits.at])
    return tr("timed at {marks}", marks=marks)


def _rests(runs: Runs) -> list[str]:
    if runs.rest is None:
        return []
    if len(runs.rungs) > 1:
        return [between(runs.rest, 1)]
    if isinstance(runs.rest, StartEvery):
        return [tr("the next start {time} after its start", time=_time(runs.rest.interval))]
    return [tr("{rest} after it", rest=recovery_words(runs.rest))]


def between(rest: Recovery, height: int) -> str:
    """Say what lies between repetitions (`height` 1), sets, rounds or blocks."""
    height = min(height, len(_BETWEEN) - 1)
    if isinstance(rest, StartEvery):
        return tr(_STARTED[height], time=_time(rest.interval))
    return tr(_BETWEEN[height], rest=recovery_words(rest))


def recovery_words(rest: Recovery) -> str:
    """Say a recovery: `1:30`, `2:00 jog`, `100 m jog`, `walk back`."""
    if isinstance(rest, StartEvery):
        return tr("a start every {time}", time=_time(rest.interval))
    manner = tr(_MANNERS.get(rest.manner, rest.manner))
    if isinstance(rest, Moving):
        if rest.distance is None:
            return tr("{manner} back", manner=manner)
        time = f" {tr('in {time}', time=_time(rest.time))}" if rest.time else ""
        return f"{distance_words(rest.distance)} {manner}{time}"
    return f"{_time(rest.time)} {manner}".strip()


def _time(value: Duration) -> str:
    return figure(short(value)) if value >= _MINUTE else f"{figure(short(value))} s"


def goal_words(goal: Goal) -> str:
    """Say a target: `in 43.0`, `in 3:05 to 3:10`, `at 68.0 per 400 m`, `at 5000 m pace`."""
    if isinstance(goal, RaceGoal):
        race = race_words(goal.race)
        if goal.least == goal.most == WHOLE:
            return tr("at {pace}", pace=race)
        return tr("at {share} of {pace}", share=_shares(goal), pace=race)
    fastest, slowest = target_time(goal.fastest), target_time(goal.slowest)
    times = fastest if fastest == slowest else tr("{low} to {high}", low=fastest, high=slowest)
    if isinstance(goal, PaceGoal):
        return tr("at {times} per {distance}", times=times, distance=_per(goal.per))
    return tr("in {time}", time=times)


def target_time(value: Duration) -> str:
    """Write a target, with a tenth where there are no minutes: `43.0`, `3:05`, `1:02.5`."""
    text = short(value)
    return figure(text if value >= _MINUTE or "." in text else f"{text}.0")


def _per(distance: Distance) -> str:
    words = distance_words(distance)
    return {"1000 m": "km", "1 mile": "mile"}.get(words, words)


def _shares(goal: RaceGoal) -> str:
    shares = dict.fromkeys((goal.least, goal.most))
    return tr(" to ").join(figure(f"{share / 100:g}") for share in shares) + " %"


def race_words(race: Race) -> str:
    """Say a race's speed: `5000 m pace`, `the pace of the best over 800 m`, `goal pace`."""
    event = event_words(race.event) if race.event else ""
    if race.whose == TYPED:
        time = figure(short(race.finish))
        if event.startswith("8"):
            return tr("the pace of an {event} in {time}", event=event, time=time)
        return tr("the pace of a {event} in {time}", event=event, time=time)
    if race.whose == GOAL:
        over = f" {over_words(race.event)}" if event else ""
        return tr("the pace of the goal race{over}", over=over)
    over = over_words(race.event) if race.event else tr("over this distance")
    if race.whose == BEST:
        return tr("the pace of the best {over}", over=over)
    return tr("the pace of the season's best {over}", over=over)


def over_words(event: str) -> str:
    """Say what a best is over: `over 800 m`, `over the mile`."""
    words = event_words(event)
    if words[0].isdigit() and not event.endswith("sc"):
        return tr("over {event}", event=words)
    return tr("over the {event}", event=words)


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
