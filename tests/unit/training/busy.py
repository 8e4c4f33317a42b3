"""A session in which everything happens that can happen: each kind of event at least once."""

from app.domain import commands as cm
from app.domain import repair_commands as rc
from app.domain.events import Record
from app.domain.plan import EntryId
from app.domain.training import session_commands as tc
from app.domain.training.session_decide import newcomer
from app.domain.training.session_setup import Runner, TrainingSetup
from tests.unit.training.coaches import KEY, Coach, at, metres, time

ANN, BEA, CIA, DOT = map(EntryId, "1234")
PLAN = "2 x (2 x 600 (A 1:40, B 1:48) with splits at 400, 2:00) / 6:00"
SETUP = TrainingSetup(
    title="Before the mile",
    plan=PLAN,
    date="2026-05-05",
    venue="Track",
    runners=(
        Runner(id=ANN, name="Ann", lane=1, group="A", brings=("pb mile 4:40", "600 m in 1:38")),
        Runner(id=BEA, name="Bea", lane=2, group="A"),
        Runner(id=CIA, name="Cia", lane=3, group="B"),
        Runner(id=DOT, name="Dot", lane=4, group="B"),
    ),
)


def busy() -> Coach:
    """Return the coach after all of it; the session is still running."""
    coach = Coach("300", "ab")
    coach.do(
        tc.PlanTraining(at(0), SETUP),
        tc.MarkAway(at(1), DOT),
        tc.SkipRepetition(at(2), BEA),
        cm.TakeTap(at(3), KEY),
        rc.DropTap(at(4), 5),
        tc.StartRepetition(at(5), "A", KEY),
        tc.CancelStart(at(7), "A"),
        tc.StartRepetition(at(10), "A", KEY),
        tc.StartRepetition(at(20), "B", KEY),
        tc.PressRunner(at(76.123456789), ANN, KEY),
        tc.PressRunner(at(109), ANN, KEY),
        cm.TakeTap(at(93), KEY),
        tc.NameTap(at(95), CIA),
        tc.TypeTime(at(130), CIA, time(108.4)),
    )
    stop = coach.runner(ANN).attempts[0].splits[-1].seq
    inside = coach.runner(CIA).attempts[0].splits[0].seq
    coach.do(tc.RetimeSplit(at(131), stop, time(98.7)), tc.PressRunner(at(132), DOT, KEY))
    coach.engine.undo(at(133))
    coach.engine.redo(at(134))
    coach.do(
        tc.Arrive(at(140), DOT),
        tc.DeleteSplit(at(141), inside),
        tc.WriteNote(at(142), "headwind on the back straight"),
        tc.StartRepetition(at(230), "A", KEY),
        tc.StartRepetition(at(250), "B", KEY),
        tc.PressRunner(at(300), BEA, KEY),
    )
    split = coach.runner(BEA).attempts[-1].splits[0].seq
    coach.do(
        tc.PlaceSplit(at(301), split, metres(600)),
        tc.PlaceSplit(at(302), split, metres(400)),
        tc.GiveSplit(at(303), split, ANN),
        tc.MissStop(at(340), BEA),
        tc.MoveStart(at(341), "B", at(249.2)),
        tc.StopRunner(at(345), CIA, "pain", "left calf"),
        tc.GoOn(at(350), CIA),
        tc.ChangeGroup(at(351), BEA, "B"),
        tc.RepeatRepetition(at(352), "B"),
        tc.AddRepetitions(at(353), "A", "2 x 200 in 29, 60 s"),
        tc.DropRepetition(at(354), "A"),
        tc.AddRunner(at(355), newcomer(coach.state, "Eva", "B")),
        tc.EndTraining(at(360)),
    )
    coach.engine.undo(at(361))
    return coach


def journal() -> tuple[Record, ...]:
    """Return the records of that session."""
    return busy().engine.records
