"""What is kept from press to press is what would be worked out anew, whatever was done."""

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.expected import field_of
from app.analysis.in_field import flags_in, judged
from app.analysis.live import Facts, analyse
from app.analysis.profile import EVEN_PROFILE
from app.analysis.questions import doubts
from app.analysis.standing import Place, places_of
from app.domain.commands import TakeSplit
from app.domain.course import Distance
from app.domain.events import EVENT_STAMP
from app.domain.plan import ATHLETE, EntryId
from app.domain.repair_commands import MissMark
from app.domain.state import SessionState
from app.domain.times import NS_PER_S, Duration, Instant, after
from app.engine.engine import Engine
from tests.unit.analysis.fields import drawn, engine_of
from tests.unit.analysis.states import begun_anew, states_on_the_way
from tests.unit.domain.races import ZERO
from tests.unit.strategies import sessions


@settings(max_examples=60)
@given(states_on_the_way())
def test_that_flags_and_questions_are_those_of_a_race_looked_at_for_the_first_time(
    states: Sequence[SessionState],
) -> None:
    for state in states:
        field, fresh = field_of(state), field_of(begun_anew(state))
        assert (field.shifts, field.newest) == (fresh.shifts, fresh.newest)
        for key, runner in field.runners.items():
            assert runner == fresh.runners[key]
            assert flags_in(field, runner) == judged(fresh, fresh.runners[key])
        assert doubts(state, EVEN_PROFILE) == doubts(fresh.state, EVEN_PROFILE)


def test_that_a_stretch_over_a_mark_without_a_time_is_judged_by_all_who_ran_it() -> None:
    """All ran a third slower than they were to, which is said of nobody once four have done so."""
    race = drawn(1, runners=5)
    entries = [each.id for each in race.setup.entrants]
    engine, (first, second) = engine_of(race.setup, []), race.setup.plan.course.marks[:2]
    for entry in entries:
        engine.handle(MissMark(ZERO, entry, first))
    due = race.setup.targets[0].time_at(second) * 4 // 3
    flags: list[str] = []
    for number, entry in enumerate(entries):
        at = after(ZERO, Duration(due + number * NS_PER_S))
        engine.handle(TakeSplit(at=at, entry=entry, stamp=EVENT_STAMP))
        field = field_of(engine.state)
        for runner in field.runners.values():
            assert flags_in(field, runner) == judged(field, runner)
        flags.append(flags_in(field, field.runners[entries[0]])[0])
    assert all(flags[:3])
    assert flags[3:] == ["", ""]


@given(sessions(most=24), sessions(most=24))
def test_that_the_flags_of_one_race_are_not_those_of_another(one: Engine, two: Engine) -> None:
    for state in (one.state, two.state, one.state):
        field = field_of(state)
        for runner in field.runners.values():
            assert flags_in(field, runner) == judged(field, runner)


@settings(max_examples=60)
@given(states_on_the_way() | sessions(most=24).map(lambda each: [each.state]))
def test_that_places_are_those_of_everybody_sorted(states: Sequence[SessionState]) -> None:
    for state in states[:: max(1, len(states) // 12)]:
        facts = [each.facts for each in analyse(state, Instant(0), {}).entries]
        assert {key: dict(each) for key, each in places_of(facts).items()} == _sorted_out(facts)


@given(st.integers(0, 100))
def test_that_an_athletes_place_is_had_at_a_mark_with_a_time_alone(seed: int) -> None:
    race = drawn(seed)
    state = engine_of(race.setup, race.presses[:11]).state
    facts = [each.facts for each in analyse(state, Instant(0), {}).entries]
    for each in facts:
        found = places_of(facts)[each.entry.entrant.id]
        marks = [passage.run.mark for passage in each.passages]
        assert [*found] == marks
        assert len(found) == len(marks)
        assert found.get(state.plan.course.distance) is None
        assert found.last == (found[marks[-1]] if marks else None)


def _sorted_out(facts: Sequence[Facts]) -> Mapping[EntryId, Mapping[Distance, Place]]:
    """Rank everybody by sorting the whole column of each mark and of each stretch."""
    athletes = [each for each in facts if each.entry.entrant.role == ATHLETE]
    runs = [passage.run for each in athletes for passage in each.passages]
    found: dict[EntryId, dict[Distance, Place]] = {}
    for each in athletes:
        ranks = dict(each.entry.ranks)
        for run in (passage.run for passage in each.passages):
            times = sorted(other.time for other in runs if other.mark == run.mark)
            stretch = (run.begin, run.mark)
            laps = sorted(other.lap for other in runs if (other.begin, other.mark) == stretch)
            found.setdefault(each.entry.entrant.id, {})[run.mark] = Place(
                mark=run.mark,
                rank=times.index(run.time) + 1,
                timed=len(times),
                gap=Duration(run.time - times[0]),
                lap_rank=laps.index(run.lap) + 1,
                lap_timed=len(laps),
                field_rank=ranks.get(run.mark),
            )
    return {each.entry.entrant.id: found.get(each.entry.entrant.id, {}) for each in athletes}
