"""The best time of an athlete is part of the plan: stored, read back, and missing in older records."""

from dataclasses import replace

import pytest

from app.domain import commands as cm
from app.domain import events as ev
from app.domain.refusals import BadPlan
from app.domain.times import Duration, seconds
from app.engine.codec import record_from_builtins, record_to_builtins
from app.engine.engine import Engine
from app.engine.ports import MemoryJournal
from tests.unit.domain.races import at, setup


def _planned(reference: Duration | None, kind: str = "") -> ev.Record:
    plain = setup()
    known = replace(plain.entrants[0], reference=reference, reference_kind=kind)
    return ev.Record(1, 1, at("-60"), ev.Planned(replace(plain, entrants=(known,))))


@pytest.mark.parametrize(
    ("reference", "kind"), [(None, ""), (seconds(247.64), "pb"), (seconds(250.2), "sb")]
)
def test_that_a_best_time_is_read_back_as_it_was_written(
    reference: Duration | None, kind: str
) -> None:
    record = _planned(reference, kind)
    assert record_from_builtins(record_to_builtins(record)) == record


def test_that_a_record_from_before_there_were_best_times_has_none() -> None:
    written = record_to_builtins(_planned(None))
    del written["body"]["setup"]["entrants"][0]["reference"]
    del written["body"]["setup"]["entrants"][0]["reference_kind"]
    assert record_from_builtins(written) == _planned(None)


def test_that_a_best_time_of_nothing_is_refused() -> None:
    plain = setup()
    known = replace(plain.entrants[0], reference=Duration(0))
    engine = Engine(MemoryJournal())
    with pytest.raises(BadPlan, match=r"best time of Lane 1: found 0\.00, expected a time above"):
        engine.handle(cm.PlanSession(at=at("-60"), setup=replace(plain, entrants=(known,))))
