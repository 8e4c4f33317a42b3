from collections.abc import Sequence
from dataclasses import replace

import pytest

from app.analysis.live import analyse
from app.analysis.profile import EVEN_PROFILE
from app.analysis.questions import Question, doubts, questions
from app.domain import commands as cm
from app.domain import events as ev
from app.domain import repair_commands as rc
from app.domain.course import metres
from app.domain.plan import PACER, WATCH, Entrant, EntryId, Setup
from app.domain.state import SessionState
from app.domain.times import Instant
from app.engine.engine import Engine
from tests.unit.analysis.fields import Press, engine_of
from tests.unit.domain.races import MARKS, ONE, TWO, at, entrant, setup, time

ANNA, BETH, CARLA = ONE, TWO, EntryId("three")
NAMES = {ANNA: "Anna", BETH: "Beth", CARLA: "Carla"}


def _plan(*changed: Entrant, alone: bool = False) -> Setup:
    base = setup(entries=(ANNA,) if alone else (ANNA, BETH, CARLA))
    by_id = {each.id: each for each in changed}
    entrants = (by_id.get(each.id, each) for each in base.entrants)
    named = tuple(replace(each, athlete=NAMES[each.id]) for each in entrants)
    return replace(base, entrants=named)


def _race(
    anna: Sequence[str],
    beth: Sequence[str] = (),
    carla: Sequence[str] = (),
    plan: Setup | None = None,
) -> Engine:
    """Return a mile with the presses of three athletes, or of one alone."""
    given = ((ANNA, anna), (BETH, beth), (CARLA, carla))
    presses = [Press(at(text), entry) for entry, texts in given for text in texts]
    return engine_of(plan or _plan(alone=not beth and not carla), presses)


def _asked(engine: Engine, now: str = "") -> tuple[Question, ...]:
    instant = at(now) if now else engine.records[-1].at
    return questions(analyse(engine.state, instant, {}))


def _words(engine: Engine, now: str = "") -> list[tuple[str, list[str]]]:
    return [(each.what, [r.words for r in each.remedies]) for each in _asked(engine, now)]


def _after_first(engine: Engine, now: str = "") -> SessionState:
    """Return the race after the first remedy of the newest question."""
    done = at("9:59")
    remedy = _asked(engine, now)[0].remedies[0]
    engine.handle_together([each._replace(at=done) for each in remedy.commands])
    return engine.state


def _times(state: SessionState, entry: EntryId) -> list[tuple[int, int]]:
    found = state.entries[entry]
    return [(each.mark, each.time(state.zero_of(found))) for each in found.splits]


def _splits(*times: str) -> list[tuple[int, int]]:
    return [(mark, time(text)) for mark, text in zip(MARKS, times, strict=False)]


def test_that_nothing_is_asked_about_a_race_without_errors() -> None:
    assert _words(_race(("60", "2:00"), ("62", "2:04"), ("64", "2:08"))) == []


def test_that_a_second_press_is_removed() -> None:
    engine = _race(("60", "60.3"))
    assert _words(engine) == [("809 m: double press?", ["remove it"])]
    assert _times(_after_first(engine), ANNA) == _splits("60")
    assert _asked(engine, "61") == ()


def test_that_the_press_behind_a_second_one_goes_back_to_its_mark() -> None:
    engine = _race(("60", "60.3", "2:00"))
    assert [each.what for each in _asked(engine)] == ["809 m: double press?"]
    assert _times(_after_first(engine), ANNA) == _splits("60", "2:00")


def test_that_the_last_press_comes_back_when_a_second_one_took_its_mark() -> None:
    engine = _race(("60", "60.3", "2:00", "3:00", "4:01"))
    assert [each.meant for each in engine.state.taps] == [ANNA]
    state = _after_first(engine)
    assert _times(state, ANNA) == _splits("60", "2:00", "3:00", "4:01")
    assert state.taps == ()


def test_that_a_press_too_early_is_the_one_that_goes() -> None:
    # 25 s after the first mark nobody is there; 2:00 is where the second lap ends.
    engine = _race(("60", "1:25", "2:00"))
    assert _asked(engine)[0].remedies[0].words == "remove the one before"
    assert _times(_after_first(engine), ANNA) == _splits("60", "2:00")


def test_that_a_press_on_the_key_of_another_goes_to_who_was_due_and_silent() -> None:
    # Beth passes 809 m at 2:04 and Anna's key is pressed, who was there at 2:00.
    engine = _race(("60", "2:00", "2:04"), ("62",), ("64", "2:08"))
    (question,) = _asked(engine)
    assert (question.entry, question.mark, question.what) == (
        ANNA,
        MARKS[2],
        "1209 m of Anna: double press?",
    )
    words = [each.words for each in question.remedies]
    assert (words[0], set(words) >= {"remove it", "remove the one before"}) == (
        "it was Beth's",
        True,
    )
    state = _after_first(engine)
    assert _times(state, ANNA) == _splits("60", "2:00")
    assert _times(state, BETH) == _splits("62", "2:04")


def test_that_the_earlier_of_two_presses_may_be_that_of_another() -> None:
    # Carla comes before Beth, on Beth's key; then Beth herself.
    engine = _race(("60", "2:00"), ("66", "2:05", "2:12"), ("62.5",))
    assert _asked(engine)[0].remedies[0].words == "the one before was Carla's"
    state = _after_first(engine)
    assert _times(state, BETH) == _splits("66", "2:12")
    assert _times(state, CARLA) == _splits("62.5", "2:05")


def test_that_who_was_skipped_gets_the_press_also_a_lap_later(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("app.analysis.questions._IN_FULL", 9)
    engine = _race(("60", "2:00", "2:04", "3:00"), ("62", "3:06"), ("64", "2:08", "3:12"))
    asked = {each.what: each.remedies[0].words for each in _asked(engine)}
    assert asked == {
        "809 m of Beth: missed press?": "it was pressed as Anna's at 2:04.0",
        "1209 m of Anna: double press?": "it was Beth's",
    }
    state = _after_first(engine)
    assert _times(state, BETH) == _splits("62", "2:04", "3:06")
    assert _times(state, ANNA) == _splits("60", "2:00", "3:00")
    assert _asked(engine, "3:13") == ()


def test_that_a_missed_mark_is_put_in_and_the_press_moves_to_its_own() -> None:
    engine = _race(("60", "3:00"))
    assert _words(engine) == [
        ("809 m: missed press?", ["put in 809 m at about 2:00.0", "809 m was not timed"])
    ]
    state = _after_first(engine)
    assert [mark for mark, _ in _times(state, ANNA)] == list(MARKS[:3])
    assert [each.estimated for each in state.entries[ANNA].splits] == [False, True, False]
    assert _asked(engine, "3:01") == ()


def test_that_a_missed_mark_may_stay_without_a_time() -> None:
    engine = _race(("60", "3:00"))
    miss = _asked(engine)[0].remedies[1]
    assert miss.commands == (rc.MissMark(engine.records[-1].at, ANNA, MARKS[1]),)
    engine.handle_together(miss.commands)
    assert _times(engine.state, ANNA) == [(MARKS[0], time("60")), (MARKS[2], time("3:00"))]
    assert _asked(engine) == ()


def test_that_two_missed_marks_are_put_in_together() -> None:
    engine = _race(("60", "4:00"))
    assert _asked(engine)[0].remedies[0].words == "put in 2 marks"
    state = _after_first(engine)
    assert [mark for mark, _ in _times(state, ANNA)] == list(MARKS)
    assert _times(state, ANNA)[3][1] == time("4:00")


def test_that_a_missed_time_follows_how_the_others_ran() -> None:
    # Beth runs beside Anna, 58 and 62 s; even pace would be 60.
    engine = _race(("60", "3:00"), ("60.5", "1:58.5", "3:00.5"), ("70", "2:20", "3:30"))
    assert _asked(engine)[0].remedies[0].words == "put in 809 m at about 1:58.0"


def test_that_a_tap_that_fits_comes_before_an_estimate() -> None:
    engine = _race(("60",))
    engine.handle(cm.TakeTap(at=at("2:01"), stamp=ev.EVENT_STAMP))
    engine.handle(cm.TakeSplit(at=at("3:00"), entry=ANNA, stamp=ev.EVENT_STAMP))
    assert _asked(engine)[0].remedies[0].words == "it was the tap at 2:01.0"
    assert _times(_after_first(engine), ANNA) == _splits("60", "2:01", "3:00")


def test_that_athletes_taken_for_each_other_are_swapped(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.analysis.questions._IN_FULL", 9)
    # 15 s apart, and pressed crosswise at 809 m.
    engine = _race(("60", "2:27"), ("75", "2:00"), ("67", "2:13"))
    assert {each.remedies[0].words for each in _asked(engine)} == {
        "swap with Anna",
        "swap with Beth",
    }
    state = _after_first(engine)
    assert _times(state, ANNA) == _splits("60", "2:00")
    assert _times(state, BETH) == _splits("75", "2:27")


def test_that_a_swap_at_one_mark_leaves_the_next_one_alone() -> None:
    engine = _race(("60", "2:27", "3:00"), ("75", "2:00", "3:39"), ("67", "2:13", "3:19"))
    found = [r for each in _asked(engine) for r in each.remedies if r.words.startswith("swap")]
    assert len(found[0].commands) == 2
    engine.handle_together(found[0].commands)
    assert _times(engine.state, ANNA) == _splits("60", "2:00", "3:00")
    assert _times(engine.state, BETH) == _splits("75", "2:27", "3:39")


def test_that_an_unusual_lap_that_is_nobody_elses_can_only_be_kept() -> None:
    engine = _race(("60", "2:00", "3:16"))
    assert _words(engine) == [("1209 m: unusual lap, 1:16.0", [])]


def test_that_an_unusual_lap_goes_to_who_is_long_due() -> None:
    # Carla is 15 s behind and has no press at 3:15; Anna, there at 3:00, was not pressed.
    engine = _race(("60", "2:00", "3:15"), ("61", "2:02", "3:03"), ("65", "2:10"))
    found = next(each for each in _asked(engine) if each.entry == ANNA)
    assert found.remedies[0].words == "it was Carla's"


def test_that_what_was_kept_is_asked_no_more() -> None:
    engine = _race(("60", "60.3"))
    (question,) = _asked(engine)
    assert question.split is not None
    engine.handle(rc.KeepSplit(engine.records[-1].at, question.split))
    assert _asked(engine) == ()


def test_that_nothing_is_asked_about_typed_times() -> None:
    engine = _race(("60",))
    engine.handle(cm.TypeSplit(at=at("2:10"), entry=ANNA, elapsed=time("60.5")))
    assert _asked(engine) == ()


def test_that_who_is_overdue_is_asked_about() -> None:
    engine = _race(("60",))
    assert _words(engine, "2:03") == []
    assert _words(engine, "2:20") == [("Overdue at 809 m", ["809 m was not timed"])]
    (question,) = _asked(engine, "2:20")
    assert (question.entry, question.split, question.mark) == (ANNA, None, MARKS[1])


def test_that_the_press_of_another_is_offered_to_who_is_overdue() -> None:
    engine = _race(("60", "2:00", "2:04"), ("62",), ("64", "2:08"))
    asked = {each.what: each for each in _asked(engine, "2:25")}
    words = [each.words for each in asked["Beth overdue at 809 m"].remedies]
    assert words[0] == "it was pressed as Anna's at 2:04.0"
    assert words[-1] == "809 m was not timed"


def test_that_a_finish_on_the_key_of_another_and_the_tap_behind_it_are_both_put_right() -> None:
    laps = ("60", "2:00", "3:00"), ("62", "2:04", "3:06"), ("70", "2:20", "3:30", "4:41")
    engine = _race(*laps)
    for text in ("4:01", "4:09"):
        # Anna's finish is pressed on Beth's key, then Beth's own.
        engine.handle(cm.TakeSplit(at=at(text), entry=BETH, stamp=ev.EVENT_STAMP))
    question = next(each for each in _asked(engine, "4:50") if each.entry == ANNA)
    assert question.remedies[0].words == "it was pressed as Beth's at 4:01.0"
    engine.handle_together(question.remedies[0].commands)
    assert _times(engine.state, ANNA) == _splits("60", "2:00", "3:00", "4:01")
    assert _times(engine.state, BETH) == _splits("62", "2:04", "3:06", "4:09")
    assert engine.state.taps == ()


def test_that_nobody_asks_for_who_withdrew_or_for_a_pacer_behind_the_drop_off() -> None:
    pacer = replace(entrant(CARLA, 3), role=PACER, drop_off=metres(409.344))
    engine = _race(("60",), ("62", "62.3"), ("58",), plan=_plan(pacer))
    engine.handle(rc.Withdraw(at("1:10"), BETH, "dnf"))
    assert [each.entry for each in _asked(engine, "3:00")] == [ANNA]


def test_that_the_own_presses_of_a_further_watch_are_looked_at() -> None:
    watch = replace(entrant(BETH, 2), role=WATCH, of=ANNA)
    engine = _race(("60", "2:00"), ("60.1", "60.4", "2:00.1"), ("64", "2:08"), plan=_plan(watch))
    (question,) = _asked(engine)
    assert (question.entry, question.what) == (BETH, "809 m of Anna, key 2: double press?")


def test_that_the_newest_doubt_is_asked_first() -> None:
    engine = _race(("60", "60.3", "2:00", "2:00.2"), ("62", "2:04"), ("64", "2:08"))
    assert [each.mark for each in _asked(engine)] == [MARKS[3], MARKS[1]]


def test_that_of_many_doubts_the_newest_is_worked_out_and_the_others_in_their_turn() -> None:
    twice = ("60", "60.3", "2:00", "2:00.3")
    engine = _race(twice, ("62", "62.3", "2:04", "2:04.3"), ("64",))
    assert [bool(each.remedies) for each in _asked(engine)] == [True, False, False, False]
    for left in (3, 2, 1, 0):
        assert _asked(engine)[0].remedies[0].words == "remove it"
        engine.handle_together(_asked(engine)[0].remedies[0].commands)
        assert len(_asked(engine)) == left


@pytest.mark.parametrize("now", ["2:00", "2:30"])
def test_that_a_question_is_the_same_one_from_frame_to_frame(now: str) -> None:
    engine = _race(("60", "60.3"), ("62",), ("64",))
    assert all(
        one is other for one, other in zip(_asked(engine, now), _asked(engine, now), strict=True)
    )
    state = engine.state
    assert doubts(state, EVEN_PROFILE) is doubts(state, EVEN_PROFILE)


def test_that_before_the_start_nothing_is_doubtful() -> None:
    assert questions(analyse(_race(()).state, Instant(at("-1")), {})) == ()


def test_that_nobody_is_overdue_whose_missed_press_is_asked_about() -> None:
    # Anna was not pressed at 809 m; one mark behind, she seems never to finish.
    engine = _race(("60", "3:00", "4:01"))
    assert [each.what for each in _asked(engine, "6:00")] == ["809 m: missed press?"]
