"""What happens, or which refusal, when each command is given in each phase of a race?"""

import pytest

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.course import MILE
from app.domain.decide import decide
from app.domain.plan import EntryId
from app.domain.refusals import (
    AlreadyStarted,
    BadPlan,
    BadTarget,
    LastTarget,
    RaceFinished,
    Refusal,
    UnknownEntry,
    UnknownTarget,
)
from app.domain.target import even
from tests.unit.domain.races import (
    MARKS,
    ONE,
    PHASES,
    PLANNED,
    RECORD,
    STARTED,
    SUB_4,
    TWO,
    Moment,
    at,
    given,
    known,
    pressed,
    setup,
    time,
    typed,
)

LATE = at("5:00")
PACE = even(MILE, time("4:12.33"))
EVENT = ev.EVENT_STAMP
Answer = ev.Event | type[Refusal]

COMMANDS: dict[str, cm.Command] = {
    "plan": cm.PlanSession(at=LATE, setup=setup()),
    "add": cm.AddTarget(at=LATE, target=PACE),
    "change": cm.ChangeTarget(at=LATE, old=SUB_4.id, target=PACE),
    "remove": cm.RemoveTarget(at=LATE, target=RECORD.id),
    "choose": cm.ChoosePrimary(at=LATE, target=RECORD.id),
    "start": cm.Start(at=LATE, stamp=EVENT),
    "press": cm.TakeSplit(at=LATE, entry=ONE, stamp=EVENT),
    "tap": cm.TakeTap(at=LATE, stamp=ev.HANDLER_STAMP),
    "type next": cm.TypeSplit(at=LATE, entry=ONE, elapsed=time("4:59")),
    "type mark": cm.TypeSplit(at=LATE, entry=ONE, elapsed=time("1:00.3"), mark=MARKS[0]),
}
TAP_OF_ONE = ev.TapTaken(EVENT, ONE)
RETIMED = ev.SplitRetimed(3, time("1:00.3"))
ANSWERS: dict[str, tuple[Answer, Answer, Answer, Answer]] = {
    "plan": (ev.Planned(setup()),) * 4,
    "add": (BadPlan, *(ev.TargetAdded(PACE),) * 3),
    "change": (BadPlan, *(ev.TargetChanged(SUB_4.id, PACE),) * 3),
    "remove": (BadPlan, *(ev.TargetRemoved(RECORD.id),) * 3),
    "choose": (BadPlan, *(ev.PrimaryChosen(RECORD.id),) * 3),
    "start": (BadPlan, ev.Started(EVENT), AlreadyStarted, AlreadyStarted),
    "press": (BadPlan, TAP_OF_ONE, ev.SplitTaken(ONE, EVENT), TAP_OF_ONE),
    "tap": (BadPlan, *(ev.TapTaken(ev.HANDLER_STAMP),) * 3),
    "type next": (
        BadPlan,
        ev.SplitTyped(ONE, MARKS[0], time("4:59")),
        ev.SplitTyped(ONE, MARKS[1], time("4:59")),
        RaceFinished,
    ),
    "type mark": (BadPlan, ev.SplitTyped(ONE, MARKS[0], time("1:00.3")), RETIMED, RETIMED),
}
TABLE = [
    (command, phase, answer)
    for command, answers in ANSWERS.items()
    for phase, answer in zip(PHASES, answers, strict=True)
]


@pytest.mark.parametrize(("command", "phase", "answer"), TABLE)
def test_that_each_command_has_its_answer_in_each_phase(
    command: str, phase: str, answer: Answer
) -> None:
    state = given(*PHASES[phase])
    if isinstance(answer, type):
        with pytest.raises(answer):
            decide(state, COMMANDS[command])
    else:
        assert decide(state, COMMANDS[command]) == (answer,)


def test_that_the_table_asks_every_kind_of_command() -> None:
    asked = {type(command) for command in COMMANDS.values()}
    assert asked == set(cm.Command.__args__)


@pytest.mark.parametrize(
    ("phase", "before"),
    [("armed", "armed"), ("running", "running"), ("finished", "finished")],
)
def test_that_the_phases_of_the_table_are_those_of_the_state(phase: str, before: str) -> None:
    assert known(*PHASES[phase]).phase == before


@pytest.mark.parametrize(
    ("happened", "press"),
    [
        ((), "-1"),
        ((), "0"),
        ((pressed("1:00.20"),), "-5"),
        ((pressed("1:00.20"),), "1:00.20"),
        ((pressed("1:00.20"),), "0:59.99"),
        ((typed("3:01.84", MARKS[2]),), "3:01.84"),
        ((typed("3:01.84", MARKS[2]),), "2:00.75"),
        ((typed("4:06.42", MILE),), "1:00.20"),
        ((typed("4:06.42", MILE),), "4:07"),
    ],
)
def test_that_a_press_that_cannot_be_a_split_becomes_a_tap(
    happened: tuple[Moment, ...], press: str
) -> None:
    state = given(PLANNED, STARTED, *happened)
    command = cm.TakeSplit(at=at(press), entry=ONE, stamp=EVENT)
    assert decide(state, command) == (TAP_OF_ONE,)


def test_that_a_press_before_the_start_becomes_a_tap_also_among_typed_splits() -> None:
    state = given(PLANNED, typed("1:00.20", MARKS[0]))
    command = cm.TakeSplit(at=at("2:00"), entry=ONE, stamp=EVENT)
    assert decide(state, command) == (TAP_OF_ONE,)


def test_that_a_press_for_an_athlete_nobody_entered_is_kept_as_a_tap() -> None:
    command = cm.TakeSplit(at=at("1:00"), entry=EntryId("nobody"), stamp=EVENT)
    (event,) = decide(given(PLANNED, STARTED), command)
    assert isinstance(event, ev.TapTaken)


def test_that_a_press_one_nanosecond_after_the_last_split_is_a_split() -> None:
    state = given(PLANNED, STARTED, pressed("1:00.20"))
    command = cm.TakeSplit(at=at("1:00.200000001"), entry=ONE, stamp=EVENT)
    assert decide(state, command) == (ev.SplitTaken(ONE, EVENT),)


def test_that_a_press_belongs_to_its_own_athlete() -> None:
    both = (at("-60"), ev.Planned(setup(entries=(ONE, TWO))))
    state = given(both, STARTED, pressed("1:00.20"), pressed("2:00.75"))
    command = cm.TakeSplit(at=at("1:01"), entry=TWO, stamp=EVENT)
    assert decide(state, command) == (ev.SplitTaken(TWO, EVENT),)


def test_that_typed_splits_are_a_start_too() -> None:
    state = given(PLANNED, typed("1:00.20", MARKS[0]))
    with pytest.raises(AlreadyStarted, match="already started; take the start back with Undo"):
        decide(state, cm.Start(at=LATE, stamp=EVENT))


def test_that_choosing_the_primary_again_changes_nothing() -> None:
    assert decide(given(PLANNED), cm.ChoosePrimary(at=LATE, target=SUB_4.id)) == ()


@pytest.mark.parametrize(
    "command",
    [
        cm.ChangeTarget(at=LATE, old="gone", target=PACE),
        cm.RemoveTarget(at=LATE, target="gone"),
        cm.ChoosePrimary(at=LATE, target="gone"),
    ],
)
def test_that_a_target_that_is_not_there_is_named(command: cm.Command) -> None:
    with pytest.raises(UnknownTarget, match='no target "gone"'):
        decide(given(PLANNED), command)


def test_that_the_last_target_stays() -> None:
    state = given(PLANNED, (at("0"), ev.TargetRemoved(RECORD.id)))
    with pytest.raises(LastTarget, match="cannot be removed; add another one first"):
        decide(state, cm.RemoveTarget(at=LATE, target=SUB_4.id))


@pytest.mark.parametrize(
    "command",
    [
        cm.AddTarget(at=LATE, target=RECORD),
        cm.ChangeTarget(at=LATE, old=SUB_4.id, target=RECORD),
    ],
)
def test_that_no_target_is_there_twice(command: cm.Command) -> None:
    with pytest.raises(
        BadTarget, match=r'found "4:07\.64", expected one that is not there already'
    ):
        decide(given(PLANNED), command)


def test_that_a_target_may_be_changed_and_keep_its_id() -> None:
    faster = even(MILE, time("3:58"), id=SUB_4.id, name="Sub-4")
    command = cm.ChangeTarget(at=LATE, old=SUB_4.id, target=faster)
    assert decide(given(PLANNED), command) == (ev.TargetChanged(SUB_4.id, faster),)


@pytest.mark.parametrize("phase", ["armed", "running", "finished"])
def test_that_a_target_is_a_line_over_the_distance_of_the_race(phase: str) -> None:
    short = even(MARKS[0], time("1:00"))
    for command in (
        cm.AddTarget(at=LATE, target=short),
        cm.ChangeTarget(at=LATE, old=SUB_4.id, target=short),
    ):
        with pytest.raises(BadTarget, match=r"1:00\.00 over 409\.344 m.*a line over 1609\.344 m"):
            decide(given(*PHASES[phase]), command)


def test_that_a_typed_split_names_the_athlete_nobody_entered() -> None:
    command = cm.TypeSplit(at=LATE, entry=EntryId("nobody"), elapsed=time("1:00"))
    with pytest.raises(UnknownEntry, match='no athlete "nobody"'):
        decide(given(PLANNED), command)


def test_that_nothing_but_a_plan_comes_first() -> None:
    with pytest.raises(BadPlan, match="the race: found nothing planned, expected a plan first"):
        decide(None, cm.Start(at=LATE, stamp=EVENT))
