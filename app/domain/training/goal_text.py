"""Which target do the words at the reading head mean?

    43     43-44     3:05-3:10     3:05-10          a time, a range
    3:05/km     68/400     5:00 per mile            a pace
    5k pace     800 pb     goal mile pace           the speed of the athlete's best, of the goal
    mile pace of 3:59.99     3:59.99 mile pace      the speed of a race with this time
    95% of 800 pb     95-97% of goal pace           a share of such a speed

`sb` is the season's best; `pb` alone is the best over the repetition's own distance.
"""

from typing import NamedTuple

from app.domain.disciplines import DISCIPLINES
from app.domain.refusals import UnknownEvent
from app.domain.times import NS_PER_S, Duration
from app.domain.training.goals import (
    BEST,
    GOAL,
    SEASON,
    TYPED,
    Goal,
    PaceGoal,
    Race,
    RaceGoal,
    TimeGoal,
    event_distance,
    event_over,
)
from app.domain.training.measures import (
    MINUTE_WORDS,
    TIME_UNITS,
    is_per_ahead,
    maybe_distance,
    take_per,
    take_share,
    take_time,
)
from app.domain.training.reading_head import ReadingHead
from app.domain.training.tokens import NUMBER, WORD, Token
from app.language import marked, tr

_BESTS = ("pb", "pr", "best")
_SEASONS = ("sb",)
_GOALS = ("goal",)
_PACES = ("pace", "speed")
_STEEPLE = ("sc", "steeple", "steeplechase")
RACE_WORDS = (*_BESTS, *_SEASONS, *_GOALS, *_PACES, "race")
GOAL_FORM = marked("a target like 43, 3:05-3:10, 68/400, 5k pace or 95% of 800 pb")
_RACE_FORM = marked("the speed of a race like 5k pace, 800 pb or goal pace")
_MINUTE = 60 * NS_PER_S


class ReadTime(NamedTuple):
    """A time, and the piece that it began with."""

    value: Duration
    place: Token


def take_goal(head: ReadingHead, *, loose: bool = False) -> Goal:
    """Go past a target and return it; `loose` reads `@ 5k` as `@ 5k pace`."""
    race = maybe_race(head, loose=loose)
    if race is not None:
        return RaceGoal(race=race)
    if head.here.kind == NUMBER and _is_share(head):
        return _share(head)
    return _timed(head)


def maybe_race(head: ReadingHead, *, loose: bool = False) -> Race | None:
    """Go past a race and return it, or stay where none is next."""
    start = head.mark()
    found = _race(head, loose=loose)
    if found is None:
        head.back(start)
    return found


def _race(head: ReadingHead, *, loose: bool) -> Race | None:
    place = head.here
    if head.took(*_GOALS) or (head.says("race", "pace") and head.took("race")):
        head.took("race")
        event = maybe_event(head)
        head.took("race")
        head.took(*_PACES)
        return _typed(head, event, place) or Race(whose=GOAL, event=event)
    if head.here.says(*_BESTS, *_SEASONS):
        return Race(whose=_whose(head))
    event = maybe_event(head)
    return _of_event(head, event, place, loose=loose) if event else None


def _of_event(head: ReadingHead, event: str, place: Token, *, loose: bool) -> Race | None:
    """`5k pace`, `800 pb`, `mile goal pace`; with `loose` also an event that has a unit."""
    if head.here.says(*_BESTS, *_SEASONS):
        return Race(whose=_whose(head), event=event)
    if head.took(*_GOALS):
        head.took(*_PACES)
        return Race(whose=GOAL, event=event)
    head.took("race")
    if head.took(*_PACES):
        return _typed(head, event, place) or Race(whose=BEST, event=event)
    united = place.kind == WORD or place.end != head.ahead(-1).end
    return Race(whose=BEST, event=event) if loose and united else None


def _whose(head: ReadingHead) -> str:
    whose = SEASON if head.take().says(*_SEASONS) else BEST
    head.took(*_PACES)
    return whose


def _typed(head: ReadingHead, event: str, place: Token) -> Race | None:
    """`of 3:59.99` behind `mile pace`."""
    if not event or not head.took("of"):
        return None
    finish = take_time(head, bare=True)
    with head.checking(place):
        return Race(whose=TYPED, event=event, finish=finish)


def maybe_event(head: ReadingHead) -> str:
    """Go past the name of an event and return its one name, or stay and return an empty one."""
    start = head.mark()
    distance = maybe_distance(head)
    if not distance:
        head.back(start)
        return ""
    if head.took(*_STEEPLE):
        steeple = (one.name for one in DISCIPLINES if one.name.endswith("sc"))
        return next((one for one in steeple if event_distance(one) == distance), "")
    try:
        event = event_over(distance)
        return event if event_distance(event) == distance else ""
    except UnknownEvent:
        return ""


def _is_share(head: ReadingHead) -> bool:
    if head.ahead(1).says("%"):
        return True
    return (
        head.ahead(1).says("-", "to") and head.ahead(2).kind == NUMBER and head.ahead(3).says("%")
    )


def _share(head: ReadingHead) -> RaceGoal:
    place = head.here
    least = most = take_share(head)
    if head.took("-", "to"):
        most = take_share(head)
    head.take()
    if head.took("-", "to"):
        most = take_share(head)
        head.took("%")
    head.took("of", "at")
    race = maybe_race(head, loose=True)
    if race is None:
        head.refuse(_RACE_FORM)
    with head.checking(place):
        return RaceGoal(race=race, least=least, most=most)


def _timed(head: ReadingHead) -> Goal:
    fastest = _time(head)
    race = _race_behind(head, fastest)
    if race is not None:
        return RaceGoal(race=race)
    slowest = _slowest(head, fastest) if head.took("-", "to") else fastest.value
    with head.checking(fastest.place):
        if is_per_ahead(head) or head.here.says("per") or head.says("a", "km"):
            head.take()
            per = take_per(head)
            return PaceGoal(fastest=fastest.value, slowest=slowest, per=per)
        return TimeGoal(fastest=fastest.value, slowest=slowest)


def _time(head: ReadingHead) -> ReadTime:
    place = head.here
    return ReadTime(take_time(head, bare=True, form=GOAL_FORM), place)


def _race_behind(head: ReadingHead, finish: ReadTime) -> Race | None:
    """`mile pace` behind `3:59.99`."""
    start = head.mark()
    event = maybe_event(head)
    head.took("race")
    if not event or not head.took(*_PACES):
        head.back(start)
        return None
    with head.checking(finish.place):
        return Race(whose=TYPED, event=event, finish=finish.value)


def _slowest(head: ReadingHead, fastest: ReadTime) -> Duration:
    """The second time of a range; `10` behind `3:05-` is 3:10."""
    bare = fastest.place.kind == NUMBER and not head.ahead(-2).says(*TIME_UNITS)
    second = _time(head)
    if bare and head.ahead(-1).says(*MINUTE_WORDS):
        head.refuse(tr("the unit behind both times, like 2'-3'"), place=fastest.place)
    short = second.place.kind == NUMBER and second.value < _MINUTE <= fastest.value
    value = Duration(fastest.value // _MINUTE * _MINUTE + second.value) if short else second.value
    if value <= fastest.value:
        head.refuse(tr("a slower time behind the faster one, like 3:05-3:10"), place=second.place)
    return value
