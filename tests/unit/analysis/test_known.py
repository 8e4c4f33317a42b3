"""What is taken over after a press is what would be worked out anew."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.analysis.known import KnownFacts
from app.analysis.live import Facts, facts_of
from app.analysis.projection import DEFAULT_RULE, RULES
from app.domain import commands as cm
from app.domain import events as ev
from app.domain.evolve import fold
from app.domain.plan import Setup
from app.domain.state import SessionState
from app.engine.engine import Engine
from app.formats.profile_file import shipped_profiles
from tests.unit.domain.races import ONE, TWO, at, setup
from tests.unit.engine.live import started
from tests.unit.strategies import sessions

PROFILES = shipped_profiles()


def anew(state: SessionState, rule: str = DEFAULT_RULE) -> list[Facts]:
    return [facts_of(state, each, PROFILES, rule) for each in state.racing]


def states_of(engine: Engine) -> Sequence[SessionState]:
    """Every state on the way, undone commands included."""
    states = [fold(engine.records[:n]) for n in range(1, len(engine.records) + 1)]
    return [each for each in states if each is not None]


@given(engine=sessions(least=1, most=12), rules=st.lists(st.sampled_from(RULES), min_size=1))
def test_that_facts_taken_over_are_the_facts_whatever_was_done_and_undone(
    engine: Engine, rules: list[str]
) -> None:
    known = KnownFacts(PROFILES)
    for i, state in enumerate(states_of(engine)):
        rule = rules[i % len(rules)]
        assert known.of(state, rule) == anew(state, rule)


def test_that_a_press_leaves_the_facts_of_the_others_and_of_earlier_marks_as_they_are() -> None:
    engine, known = started(setup(entries=(ONE, TWO))), KnownFacts(PROFILES)
    for time, entry in (("1:00", ONE), ("1:01", TWO), ("2:00", ONE)):
        engine.handle(cm.TakeSplit(at=at(time), entry=entry, stamp=ev.EVENT_STAMP))
    one, two = known.of(engine.state, DEFAULT_RULE)
    engine.handle(cm.TakeSplit(at=at("3:00"), entry=ONE, stamp=ev.EVENT_STAMP))
    later, same = known.of(engine.state, DEFAULT_RULE)
    assert same is two
    assert len(later.passages) == len(one.passages) + 1
    assert all(a is b for a, b in zip(one.passages, later.passages, strict=False))


def test_that_a_target_of_ones_own_given_later_counts_for_what_was_run_before() -> None:
    engine, known = started(), KnownFacts(PROFILES)
    engine.handle(cm.TakeSplit(at=at("1:00"), entry=ONE, stamp=ev.EVENT_STAMP))
    known.of(engine.state, DEFAULT_RULE)
    state = engine.state
    (entry,) = state.entries.values()
    other = next(each.id for each in state.targets if each.id != state.primary_id)
    again = Setup(
        plan=state.plan,
        entrants=(replace(entry.entrant, target=other),),
        targets=state.targets,
    )
    engine.handle(cm.PlanSession(at=at("1:30"), setup=again))
    assert known.of(engine.state, DEFAULT_RULE) == anew(engine.state)
