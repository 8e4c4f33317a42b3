from app.analysis.hindsight import hindsight
from app.analysis.live import Facts, facts_of
from app.analysis.projection import EVEN, LAST, PLAN, RATIO
from app.domain.course import MILE, metres
from app.domain.times import NS_PER_S
from tests.unit.analysis.runs import FADING, running
from tests.unit.domain.races import MARKS, ONE, PARIS, PLANNED, known, time, typed

PROFILES = {"mile-paced": FADING}


def _facts(*times: str) -> Facts:
    state = running(*times)
    return facts_of(state, state.entries[ONE], PROFILES)


def test_that_every_rule_is_told_how_wrong_it_was_at_the_bell_of_paris() -> None:
    found = hindsight(_facts(*PARIS).passages, MILE)
    assert {each.mark for each in found} == {metres(1209.344)}
    errors = {each.rule: round(each.error / NS_PER_S, 2) for each in found}
    # 241.985, 242.930, 241.489 and 181.84 / 0.74151 = 245.229 less the 246.42 that were run.
    assert errors == {EVEN: -4.43, LAST: -3.49, PLAN: -4.93, RATIO: -1.19}
    for each in found:
        assert each.projected - each.error == time("4:06.42")


def test_that_there_is_no_hindsight_before_the_finish() -> None:
    for passed in range(4):
        assert hindsight(_facts(*PARIS[:passed]).passages, MILE) == ()


def test_that_a_finish_alone_was_foretold_by_nobody() -> None:
    state = known(PLANNED, typed("4:06.42", MILE))
    facts = facts_of(state, state.entries[ONE], PROFILES)
    assert hindsight(facts.passages, MILE) == ()


def test_that_the_last_mark_that_was_timed_counts_where_the_bell_was_missed() -> None:
    state = known(PLANNED, typed("2:00.75", MARKS[1]), typed("4:06.42", MILE))
    found = hindsight(facts_of(state, state.entries[ONE], PROFILES).passages, MILE)
    assert {each.mark for each in found} == {metres(809.344)}
    even = next(each for each in found if each.rule == EVEN)
    # 120.75 x 1609.344 / 809.344 = 240.106.
    assert round(even.projected / NS_PER_S, 3) == 240.106


def test_that_a_mark_without_a_projection_has_nothing_to_be_wrong_about() -> None:
    passages = _facts(*PARIS).passages
    silent = passages[-2]._replace(projection=None)
    assert hindsight((*passages[:-2], silent, passages[-1]), MILE) == ()
