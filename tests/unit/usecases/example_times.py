"""What is in the shipped example of a training session? Times that were made up for it.

Seconds: each start behind the last stop, and what A, B and C took from there.
"""

from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Instant
from app.domain.training import session_commands as tc
from app.domain.training.session_setup import Runner, TrainingSetup
from app.engine.ports import MemoryJournal
from app.engine.training import training_engine
from app.formats.session_json import SessionDocument

ID = "six-times-300"
NOTE = "An example: its times were made up, and A, B and C are nobody."
NAMES = "ABC"
REPETITIONS = (
    (60.000, (43.214, 43.562, 43.987)),
    (181.350, (42.871, 43.308, 43.742)),
    (180.620, (42.946, 43.157, 44.103)),
    (182.040, (43.085, 43.419, 44.561)),
    (181.170, (42.983, 43.744, 45.028)),
    (183.490, (42.412, 43.190, 44.876)),
)


def example() -> SessionDocument:
    """Return the example as it was run with keys; nobody read a clock for it."""
    engine = training_engine(MemoryJournal())
    runners = tuple(
        Runner(id=EntryId(str(lane)), name=name, lane=lane)
        for lane, name in enumerate(NAMES, start=1)
    )
    title = "Six times 300 m in 43 s (example)"
    setup = TrainingSetup(title=title, plan="6 x 300 in 43, 3:00", runners=runners)
    now = Instant(0)
    engine.handle(tc.PlanTraining(now, setup))
    engine.handle(tc.WriteNote(now, NOTE))
    for rest, times in REPETITIONS:
        start = _later(now, rest)
        engine.handle(tc.StartRepetition(start, "", ev.EVENT_STAMP))
        for time, runner in sorted(zip(times, runners, strict=True), key=lambda each: each[0]):
            now = _later(start, time)
            engine.handle(tc.PressRunner(now, runner.id, ev.EVENT_STAMP))
    engine.handle(tc.EndTraining(_later(now, 20)))
    return SessionDocument(ID, engine.records)


def _later(at: Instant, seconds: float) -> Instant:
    return Instant(at + round(seconds * 1000) * (NS_PER_S // 1000))
