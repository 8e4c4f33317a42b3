"""What is said of athletes of several waves, with targets of their own, of pacers and watches?"""

from dataclasses import replace

import pytest

from app.analysis.live import Analysis, EntryAnalysis, analyse, elapsed_at
from app.analysis.projection import PLAN
from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.plan import EntryId
from app.domain.state import FINISHED, SessionState
from app.domain.times import Duration
from tests.unit.analysis.runs import FADING
from tests.unit.domain.fields import (
    ANNA,
    BETH,
    PACE,
    SECOND_WATCH,
    field,
    late,
    pacer,
    plan,
    watch,
)
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PARIS,
    RECORD,
    STARTED,
    TWO,
    Moment,
    at,
    known,
    pressed,
    time,
)

PROFILES = {"mile-paced": FADING}
WAVES = (plan(ANNA, late()), STARTED)


def of(analysis: Analysis, entry: EntryId) -> EntryAnalysis:
    return next(each for each in analysis.entries if each.facts.entry.entrant.id == entry)


def seen(state: SessionState, now: str, rule: str = PLAN) -> Analysis:
    return analyse(state, at(now), PROFILES, rule)


def test_that_a_later_wave_runs_the_same_race_by_its_own_clock() -> None:
    shared = [pressed(text) for text in PARIS[:2]]
    own = [pressed(text, TWO) for text in ("1:10.20", "2:10.75")]
    analysis = seen(known(*WAVES, *shared, *own), "2:30")
    one, two = of(analysis, ONE), of(seen(known(*WAVES, *shared, *own), "2:40"), TWO)
    assert analysis.elapsed == time("2:30")
    assert (one.elapsed, two.elapsed) == (time("2:30"), time("2:30"))
    assert one.estimate == two.estimate
    assert [each.deficits for each in one.facts.passages] == [
        each.deficits for each in two.facts.passages
    ]


def test_that_nobody_runs_before_the_own_start() -> None:
    entry = of(seen(known(*WAVES), "4"), TWO)
    assert entry.elapsed == 0
    assert entry.estimate is not None
    assert entry.estimate.position == 0


def test_that_the_race_clock_holds_at_the_last_finish_of_all_waves() -> None:
    finishes = [pressed(text) for text in PARIS]
    finishes += [pressed(text, TWO) for text in ("1:11", "2:11", "3:11", "4:15")]
    state = known(*WAVES, *finishes)
    assert state.phase == FINISHED
    analysis = seen(state, "9:00")
    assert analysis.elapsed == elapsed_at(state, at("9:00")) == time("4:15")
    assert of(analysis, ONE).elapsed == time(PARIS[3])
    assert of(analysis, TWO).elapsed == time("4:05")


def test_that_an_own_clock_stands_still_at_the_own_finish() -> None:
    state = known(*WAVES, *(pressed(text) for text in PARIS))
    analysis = seen(state, "4:10")
    assert analysis.elapsed == time("4:10")
    assert of(analysis, ONE).elapsed == time(PARIS[3])
    assert of(analysis, TWO).elapsed == time("4:00")


def test_that_who_is_out_is_expected_nowhere() -> None:
    out: Moment = (at("1:30"), rp.EntryWithdrawn(ONE, "dnf"))
    entry = of(seen(known(*WAVES, pressed(PARIS[0]), out), "2:00"), ONE)
    assert (entry.estimate, entry.facts.next_mark) == (None, None)
    assert entry.elapsed == time(PARIS[0])


def test_that_the_own_target_is_expected_and_followed() -> None:
    own = replace(BETH, target=RECORD.id)
    armed = known(plan(ANNA, own), STARTED)
    first = of(seen(armed, "10"), TWO).estimate
    assert first is not None
    assert first.arrival.expected == pytest.approx(RECORD.time_at(MARKS[0]), abs=10**7)
    run = known(plan(ANNA, own), STARTED, pressed(PARIS[0], TWO))
    projection = of(seen(run, "1:10"), TWO).facts.projection
    assert projection is not None
    behind = time(PARIS[0]) - RECORD.time_at(MARKS[0])
    assert projection.by_rule[PLAN] == RECORD.finish + behind


def test_that_a_pacer_has_a_next_mark_and_no_projected_finish() -> None:
    state = known(plan(ANNA, pacer()), STARTED, pressed(PARIS[0], PACE))
    entry = of(seen(state, "1:30"), PACE)
    assert entry.facts.projection is None
    assert entry.facts.next_mark == MARKS[1]
    assert entry.estimate is not None
    # 400 m on at the pace of the 409.344 m run in 60.2 s.
    expected = Duration(round(time(PARIS[0]) * 809_344 / 409_344))
    assert entry.estimate.arrival.expected == pytest.approx(expected, abs=10**7)
    dropped = known(plan(ANNA, pacer()), STARTED, *(pressed(t, PACE) for t in PARIS[:2]))
    assert of(seen(dropped, "2:30"), PACE).estimate is None


def test_that_the_middle_watch_is_what_the_facts_speak_of() -> None:
    state = known(
        plan(ANNA, watch(SECOND_WATCH, 11), BETH),
        STARTED,
        pressed("1:00.0"),
        pressed("1:00.2", SECOND_WATCH),
        pressed("2:00.5", SECOND_WATCH),
    )
    analysis = seen(state, "2:01")
    assert [each.facts.entry.entrant.id for each in analysis.entries] == [ONE, TWO]
    facts = of(analysis, ONE).facts
    assert [each.run.time for each in facts.passages] == [time("1:00.2"), time("2:00.5")]
    assert facts.next_mark == MARKS[2]
    assert state.next_mark(state.entries[ONE]) == MARKS[1]
    assert facts.passages[0].run.split.watches == (
        (ONE, time("1:00.0")),
        (SECOND_WATCH, time("1:00.2")),
    )


def test_that_published_times_of_a_later_wave_need_no_press() -> None:
    moments = [(at("-60"), ev.Planned(field(ANNA, late())))]
    state = known(*moments, (at("6:00"), ev.SplitTyped(TWO, MARKS[0], time("1:00"))))
    analysis = seen(state, "7:00")
    assert analysis.elapsed == time("1:10")
    assert of(analysis, TWO).elapsed == time("1:00")
