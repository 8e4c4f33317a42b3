"""Which plans may there be? Strategies for the laws that hold for all of them."""

import string

from hypothesis import strategies as st

from app.domain.course import MILE, Distance
from app.domain.refusals import BadPlan
from app.domain.times import NS_PER_S, Duration
from app.domain.training import goals as g
from app.domain.training import recovery as r
from app.domain.training import session_plan as sp

_ROUND = [300, 400, 1000, 396.08, 402.336, 804.672, 91.44, 1609.344, 3218.688, 10, 100_000]
distances = st.one_of(
    st.sampled_from([Distance(round(each * 1000)) for each in _ROUND]),
    st.integers(10, 10_000).map(lambda metres: Distance(metres * 1000)),
    st.integers(r.SHORTEST_RUN, r.LONGEST_RUN).map(Distance),
)
times = st.one_of(
    st.integers(1, 600).map(lambda seconds: Duration(seconds * NS_PER_S)),
    st.sampled_from([1, 59_990_000_000, 60_000_000_000, 239_990_000_000, g.LONGEST]).map(Duration),
    st.integers(1, g.LONGEST).map(Duration),
)
ranges = st.tuples(times, times).map(sorted)
EVENTS = ("800", "1500", "mile", "3000", "2mile", "5000", "10000", "3000sc", "2000sc", "300")
events = st.one_of(st.sampled_from(EVENTS), distances.map(g.event_over))
WORDS = ["A", "B", "x", "Ann", "In", "pb", "goal", "mile", "O'Neil", "A1", "Zoë", "Jo Ann", "46"]
WORDS += ["every", "free", "others", "X", "Anna-Lena", "(A)", "A, B", "starts", "400", "+", "s"]


def _is_name(text: str) -> bool:
    try:
        sp.check_name(text)
    except BadPlan:
        return False
    return True


names = st.one_of(
    st.sampled_from(WORDS),
    st.text(string.ascii_letters + " '", min_size=1, max_size=12).filter(_is_name),
    st.text(min_size=1, max_size=8).filter(_is_name),
)

races = st.one_of(
    st.builds(g.Race, whose=st.sampled_from([g.BEST, g.SEASON, g.GOAL]), event=events),
    st.builds(g.Race, whose=st.sampled_from([g.BEST, g.SEASON, g.GOAL])),
    st.builds(g.Race, whose=st.just(g.TYPED), event=events, finish=times),
)
_pers = st.sampled_from([1_000_000, 400_000, 200_000, MILE, 402_336, 123_456]).map(Distance)
_shares = st.tuples(st.integers(1000, 20_000), st.integers(1000, 20_000)).map(sorted)
goals: st.SearchStrategy[g.Goal] = st.one_of(
    times.map(lambda time: g.TimeGoal(fastest=time, slowest=time)),
    ranges.map(lambda pair: g.TimeGoal(fastest=pair[0], slowest=pair[1])),
    st.builds(
        lambda pair, per: g.PaceGoal(fastest=pair[0], slowest=pair[1], per=per), ranges, _pers
    ),
    races.map(lambda race: g.RaceGoal(race=race)),
    st.builds(
        lambda race, pair: g.RaceGoal(race=race, least=pair[0], most=pair[1]), races, _shares
    ),
)

_manners = st.sampled_from(r.MANNERS)
_clocked = st.builds(r.Rest, time=times, manner=st.sampled_from([r.STANDING, *r.MANNERS]))
_moved = st.one_of(
    st.builds(r.Moving, manner=_manners),
    st.builds(
        r.Moving, manner=_manners, distance=distances, time=st.one_of(st.none(), times.filter(bool))
    ),
)
pauses = st.one_of(_clocked, _moved)
recoveries = st.one_of(pauses, st.builds(r.StartEvery, interval=times))

_own = st.lists(
    st.builds(sp.OwnGoal, who=names, goal=goals),
    max_size=3,
    unique_by=lambda each: each.who.casefold(),
).map(tuple)
_rungs = st.builds(sp.Rung, distance=distances, goal=st.one_of(st.none(), goals), own=_own)


@st.composite
def _alike(draw: st.DrawFn) -> tuple[sp.Rung, ...]:
    """Return a ladder whose rungs share their target."""
    goal, own = draw(st.one_of(st.none(), goals)), draw(_own)
    lengths = draw(st.lists(distances, min_size=1, max_size=4))
    return tuple(sp.Rung(distance=each, goal=goal, own=own) for each in lengths)


@st.composite
def runs(draw: st.DrawFn) -> sp.Runs:
    """Return one repetition or a ladder."""
    rungs = draw(st.one_of(_alike(), st.lists(_rungs, min_size=1, max_size=4).map(tuple)))
    longest = max(rung.distance for rung in rungs)
    splits = None
    if longest > 2 * r.SHORTEST_RUN and draw(st.booleans()):
        at = st.integers(max(r.SHORTEST_RUN, longest // 99), longest - 1).map(Distance)
        several = st.lists(at, min_size=1, max_size=4, unique=True)
        splits = draw(
            st.one_of(
                at.map(lambda every: sp.Splits(every=every)),
                several.map(lambda marks: sp.Splits(at=tuple(sorted(marks)))),
            )
        )
    return sp.Runs(rungs=rungs, splits=splits, rest=draw(st.one_of(st.none(), recoveries)))


def _block(levels: int) -> st.SearchStrategy[sp.Step]:
    if levels == 0:
        return runs()
    return st.one_of(
        runs(),
        st.builds(
            sp.Repeat,
            times=st.integers(1, 6),
            of=_steps(levels - 1),
            rest=st.one_of(st.none(), recoveries),
        ),
    )


@st.composite
def _steps(draw: st.DrawFn, levels: int) -> tuple[sp.Step, ...]:
    if levels == 0:
        one = draw(runs())
        return (sp.Runs(rungs=one.rungs[:1], rest=one.rest),)
    found: list[sp.Step] = [draw(_block(levels - 1 if levels > 1 else 0))]
    while len(found) < 5 and draw(st.booleans()):
        if draw(st.booleans()):
            found.append(sp.Pause(rest=draw(pauses)))
        found.append(draw(_block(levels - 1)))
    return tuple(found)


_starts = st.lists(
    st.builds(sp.GroupStart, group=names, after=times),
    max_size=3,
    unique_by=lambda each: each.group.casefold(),
).map(tuple)


@st.composite
def plans(draw: st.DrawFn) -> sp.SessionPlan:
    """Return any session that can be planned."""
    steps = draw(_steps(draw(st.integers(1, 4))))
    starts = draw(_starts)
    apart = None if starts else draw(st.one_of(st.none(), times))
    try:
        return sp.SessionPlan(steps=steps, starts=starts, apart=apart)
    except BadPlan:  # more repetitions than a session has
        return sp.SessionPlan(steps=(draw(runs()),), starts=starts, apart=apart)
