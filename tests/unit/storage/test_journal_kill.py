import random
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from app.domain import events as ev
from app.storage.library import Library
from app.storage.soundness import sound_state_of
from app.storage.writer_lock import written_elsewhere
from tests.unit.storage.other_process import PRESSES
from tests.unit.storage.processes import other_process
from tests.unit.storage.record_strategies import ANCHOR, race

KILLS = 12


def press_and_kill(library: Path, session: str, *, at: int) -> int:
    """Kill a process that times a race when it has acknowledged `at` records; return the last.

    What it had printed by the time it died counts too: the operator has seen it as saved.
    """
    with other_process("press", library, session) as process:
        assert process.stdout is not None
        seen = next(int(line) for line in process.stdout if int(line) >= at)
        process.kill()
        rest = process.stdout.read().split("\n")[:-1]
        return int(rest[-1]) if rest else seen


@pytest.mark.slow
def test_that_no_acknowledged_press_is_lost_when_the_process_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "library.splitline"
    library = Library(path)
    for number in range(KILLS):
        session = f"race-{number}"
        acknowledged = press_and_kill(path, session, at=random.randrange(1, 400))
        assert not written_elsewhere(path)
        records = library.records(session)
        assert acknowledged <= len(records) < PRESSES
        assert [each.seq for each in records] == list(range(1, len(records) + 1))
        assert records[:2] == race()[: len(records)]
        assert all(isinstance(each.event, ev.TapTaken) for each in records[2:])
        assert sound_state_of(records).version == len(records)
    assert len(library.summaries()) == KILLS
    before = library.summaries()
    assert library.derive_all() == ()
    assert library.summaries() == before
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert library.add("imported", ANCHOR, race(60), "import")
