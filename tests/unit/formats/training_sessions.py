"""Training sessions for the sheets: one athlete, and a dozen in three groups with all that happens."""

from collections.abc import Callable

from app.analysis.training.earlier import earlier_of
from app.domain.events import Record
from app.domain.plan import EntryId
from app.domain.training import session_commands as tc
from app.domain.training.session_setup import Runner, TrainingSetup
from app.domain.training.session_state import TrainingState
from app.engine.kinds import state_of_any
from app.formats.sheets.training_sheet import TrainingSheet, training_sheet
from tests.unit.training.coaches import KEY, Coach, at, time

PLAN = "3 x (4 x 300 (A 43, B 46-47, C 49), 1:30) / 5:00"
NAMES = ("Ann", "Bea", "Cia", "Dot", "Eva", "Fay", "Gus", "Hal", "Ida", "Jon", "Kim", "Lou")
SLOWER = {"A": 43.0, "B": 46.4, "C": 49.3}
LATE, STOPS, SKIPS = "Dot", "Hal", "Kim"


def dozen(title: str = "Before the mile", date: str = "2026-05-05", faster: float = 0.0) -> Coach:
    """Return the coach after three sets of four in three groups: one comes late, one goes home."""
    runners = tuple(
        Runner(id=EntryId(name), name=name, lane=lane, group="ABC"[(lane - 1) // 4])
        for lane, name in enumerate(NAMES, start=1)
    )
    coach = Coach("300", "a")
    setup = TrainingSetup(title=title, plan=PLAN, runners=runners, date=date, venue="Charlety")
    coach.do(tc.PlanTraining(at(0), setup), tc.MarkAway(at(1), EntryId(LATE)))
    for rep in range(12):
        start = 10 + rep * 140 + (rep // 4) * 210
        if rep == 2:
            coach.do(tc.Arrive(at(start - 5), EntryId(LATE)))
        if rep == 5:
            coach.do(tc.SkipRepetition(at(start - 4), EntryId(SKIPS)))
        if rep == 9:
            coach.do(tc.StopRunner(at(start - 3), EntryId(STOPS), "pain", "left calf"))
        _repetition(coach, rep, start, faster)
    return coach


def _repetition(coach: Coach, rep: int, start: float, faster: float) -> None:
    for i, group in enumerate("ABC"):
        coach.do(tc.StartRepetition(at(start + i * 10), group, KEY))
    stops = []
    for runner in coach.state.runners.values():
        if runner.last is None or not runner.last.open:
            continue
        who, group = runner.runner, runner.runner.group
        own = SLOWER[group] + 0.31 * ((who.lane - 1) % 4) + 0.13 * rep - faster
        own += 0.4 * ((7 * who.lane + 3 * rep) % 5 - 2) / 2
        stops.append((start + "ABC".index(group) * 10 + own, who.id))
    for stop, who_id in sorted(stops):
        coach.do(tc.PressRunner(at(round(stop, 3)), who_id, KEY))
    if rep == 6:
        coach.do(tc.WriteNote(at(start + 70), "headwind on the back straight"))
        coach.do(tc.WriteNote(at(start + 75), "new spikes", EntryId("Bea")))
    if rep == 7:
        split = coach.runner("Cia").attempts[-1].splits[-1].seq
        coach.do(tc.RetimeSplit(at(start + 80), split, time(44.2)))


def six_of(date: str = "2026-05-05", shift: float = 0.0) -> Coach:
    """Return the coach after six times 300 m of one athlete, who tires."""
    coach = Coach("300", "a")
    runners = (Runner(id=EntryId("a"), name="Ann", lane=1),)
    plan = "6 x 300 in 43, 3:00"
    setup = TrainingSetup(title="Six times 300", plan=plan, runners=runners, date=date)
    coach.do(tc.PlanTraining(at(0), setup))
    for rep, taken in enumerate((42.61, 42.94, 43.2, 43.18, 43.66, 44.02)):
        coach.start(10 + rep * 225)
        coach.press(round(10 + rep * 225 + taken + shift, 3), "a")
    return coach


def mixed() -> Coach:
    """Return the coach in the midst of a ladder, with times inside and a time that was typed."""
    plan = "800-600-400-200 @ 64/400 with splits every 200, 3:00"
    coach = Coach(plan, "ab")
    coach.start(10)
    for lap in range(1, 5):
        coach.press(10 + lap * 31.7, "a", "b")
    coach.start(330)
    for lap in range(1, 4):
        coach.press(330 + lap * 31.2, "a")
    coach.do(tc.TypeTime(at(440), EntryId("b"), time(94.85)))
    return coach


def state_of(records: tuple[Record, ...]) -> TrainingState:
    """Return where a journal of training stands."""
    state = state_of_any(records)
    assert isinstance(state, TrainingState)
    return state


def sheet_of(coach: Coach, before: Coach | None = None, date: str = "") -> TrainingSheet:
    """Return the sheet of a session, with an earlier one beside it."""
    earlier = None if before is None else earlier_of(before.state, "before", date)
    records = tuple(coach.engine.records)
    return training_sheet(coach.state, records, earlier)


def dozen_sheet() -> TrainingSheet:
    """Return the sheet of the dozen, with the same session a week before."""
    before = dozen("A week before", "2026-04-28", -0.4)
    return sheet_of(dozen(), before, "2026-04-28")


def six_sheet() -> TrainingSheet:
    """Return the sheet of one athlete, with the same session a week before."""
    return sheet_of(six_of(), six_of("2026-04-28", 0.5), "2026-04-28")


SHEETS: dict[str, Callable[[], TrainingSheet]] = {
    "training-dozen": dozen_sheet,
    "training-six": six_sheet,
    "training-ladder": lambda: sheet_of(mixed()),
}
