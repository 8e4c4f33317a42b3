"""Which states does a race go through when its operator errs, repairs, and takes back?"""

import random
from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from app.domain import commands as cm
from app.domain.events import EVENT_STAMP
from app.domain.refusals import Refusal
from app.domain.state import EntryState, SessionState
from app.domain.times import NS_PER_S, Duration, Instant, after
from app.engine.engine import Engine
from tests.unit.analysis.fields import Press, drawn, engine_of
from tests.unit.strategies import repairs

_DOUBLED_AFTER = Duration(3 * NS_PER_S // 10)


@st.composite
def states_on_the_way(draw: st.DrawFn) -> Sequence[SessionState]:
    """Return every state of one race, each made from the one before as in the window."""
    rng = random.Random(draw(st.integers(0, 1 << 20)))
    runners, distance_m = draw(st.integers(3, 8)), draw(st.sampled_from([1500, 3000]))
    race = drawn(rng.randrange(10_000), runners=runners, distance_m=distance_m)
    presses = _with_errors(rng, race.presses)
    engine = engine_of(race.setup, [])
    repaired = draw(st.sets(st.integers(0, len(presses) - 1), max_size=6))
    found = [engine.state]
    for number, press in enumerate(presses):
        engine.handle(cm.TakeSplit(at=press.at, entry=press.entry, stamp=EVENT_STAMP))
        found.append(engine.state)
        if number in repaired:
            _put_right(draw, engine, press.at)
            found.append(engine.state)
    return found


def _with_errors(rng: random.Random, presses: Sequence[Press]) -> list[Press]:
    """Leave some out, press some twice, and some on the key of another."""
    entries, found = sorted({each.entry for each in presses}), list[Press]()
    for press in presses:
        kind = rng.random()
        if kind > 0.05:
            found.append(press._replace(entry=rng.choice(entries)) if kind > 0.95 else press)
        if 0.5 < kind < 0.55:
            found.append(press._replace(at=after(press.at, _DOUBLED_AFTER)))
    return sorted(found)


def _put_right(draw: st.DrawFn, engine: Engine, now: Instant) -> None:
    kind = draw(st.sampled_from(["repair", "repair", "undo", "redo"]))
    try:
        if kind == "repair":
            engine.handle(draw(repairs(now, engine.state)))
        elif kind == "undo" and engine.history.done[1:]:
            engine.undo(now)
        elif kind == "redo":
            engine.redo(now)
    except Refusal:
        return


def begun_anew(state: SessionState) -> SessionState:
    """Return an equal state in which nothing is the same object: nothing is known of it."""
    entries = {key: EntryState(*each) for key, each in state.entries.items()}
    return state._replace(plan=replace(state.plan), entries=entries)
