"""What holds for every question about any race, and for one error in a race of several athletes."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from app.analysis.live import analyse
from app.analysis.questions import questions
from app.analysis.remedies import Remedy
from app.domain import commands as cm
from app.domain.events import EVENT_STAMP
from app.domain.plan import EntryId
from app.domain.repair_commands import KeepSplit
from app.domain.times import NS_PER_S, Duration, Instant, seconds
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from tests.unit.analysis.fields import (
    Press,
    Race,
    carry_out,
    drawn,
    engine_of,
    is_nearly,
    later,
    steady,
)
from tests.unit.strategies import HOUR, sessions

races = st.builds(
    drawn,
    st.integers(0, 10_000),
    runners=st.integers(1, 6),
    distance_m=st.sampled_from([800, 1500, 2000, 3000]),
)
steadily = st.builds(
    steady,
    st.floats(55, 90),
    st.floats(0.045, 0.06),
    st.lists(st.floats(-0.01, 0.01), min_size=1, max_size=9),
    st.sampled_from([800, 1500, 2000, 3000]),
)
EARLY = Duration(NS_PER_S)


@settings(max_examples=150)
@given(sessions(most=24), st.integers(1, HOUR // 4), st.data())
def test_that_no_remedy_is_refused_in_the_state_that_it_was_made_for(
    engine: Engine, wait: int, data: st.DataObject
) -> None:
    now = Instant(engine.records[-1].at + wait)
    asked = questions(analyse(engine.state, now, {}))
    remedies = [each for question in asked for each in question.remedies]
    assume(remedies)
    remedy = data.draw(st.sampled_from(remedies))
    again = Engine(MemoryJournal(), engine.records)
    again.handle_together([each._replace(at=now) for each in remedy.commands])
    assert again.state != engine.state
    again.undo(now)
    assert again.state.entries == engine.state.entries


@settings(max_examples=80)
@given(races, st.data())
def test_that_answering_comes_to_an_end(race: Race, data: st.DataObject) -> None:
    """Keys at random: every answer is taken, by a remedy or by keeping it."""
    entries = [each.id for each in race.setup.entrants]
    wrong = st.builds(
        Press, st.sampled_from([each.at for each in race.presses]), st.sampled_from(entries)
    )
    extra = data.draw(st.lists(wrong, max_size=5, unique=True))
    engine = engine_of(race.setup, [*race.presses, *extra])
    for _ in range(60):
        asked = [each for each in questions(later(engine, EARLY)) if each.split is not None]
        if not asked:
            return
        newest = asked[0]
        assert newest.split is not None
        if newest.remedies and data.draw(st.integers(0, 1)) == 1:
            carry_out(engine, newest.remedies[0].commands)
        else:
            engine.handle(KeepSplit(engine.records[-1].at, newest.split))
    pytest.fail("there is no end to the questions")


@given(steadily, st.data(), st.floats(0.08, 0.4))
def test_that_a_second_press_goes_without_a_trace(
    race: Race, data: st.DataObject, bounce_s: float
) -> None:
    press = data.draw(st.sampled_from(race.presses))
    again = press._replace(at=Instant(press.at + seconds(bounce_s)))
    engine = engine_of(race.setup, [*race.presses, again])
    found = _remedies_of(engine, press.entry)
    # Behind the finish a second press is a tap of nobody, and nothing is to be put right.
    state = carry_out(engine, found[0].commands) if found else engine.state
    assert is_nearly(state, engine_of(race.setup, race.presses).state, 0.0)


@given(steadily, st.data())
def test_that_a_missed_passage_comes_back_at_its_mark(race: Race, data: st.DataObject) -> None:
    last = {each.entry: each for each in race.presses}.values()
    press = data.draw(st.sampled_from([each for each in race.presses if each not in last]))
    engine = engine_of(race.setup, [each for each in race.presses if each != press])
    state = carry_out(engine, _remedies_of(engine, press.entry)[0].commands)
    wanted = engine_of(race.setup, race.presses).state
    # At most 1 % of wobble on each of two laps, for the athlete and for those it is held against.
    assert is_nearly(state, wanted, 2.0)


@given(steadily, st.data())
def test_that_the_key_of_another_lane_is_put_right(race: Race, data: st.DataObject) -> None:
    press = data.draw(st.sampled_from(race.presses))
    others = [each.id for each in race.setup.entrants if each.id != press.entry]
    wrong = press._replace(entry=data.draw(st.sampled_from(others)))
    engine = engine_of(race.setup, [wrong, *(each for each in race.presses if each != press)])
    first = questions(later(engine))[0].remedies[0]
    wanted = engine_of(race.setup, race.presses).state
    assert is_nearly(carry_out(engine, first.commands), wanted, 0.0)


def _remedies_of(engine: Engine, entry: EntryId) -> list[Remedy]:
    """Return what is offered about the presses of one athlete, of the newest one first."""
    asked = [each for each in questions(later(engine, EARLY)) if each.split is not None]
    return [remedy for each in asked if each.entry == entry for remedy in each.remedies]


def test_that_presses_of_a_whole_storm_are_asked_about_in_little_time() -> None:
    race = drawn(1, distance_m=3000)
    engine = engine_of(race.setup, ())
    for number in range(400):
        entrant = race.setup.entrants[number % 8]
        at = Instant(race.presses[0].at + number * NS_PER_S // 20)
        engine.handle(cm.TakeSplit(at=at, entry=entrant.id, stamp=EVENT_STAMP))
    asked = questions(later(engine, EARLY))
    assert sum(bool(each.remedies) for each in asked) == 1
