"""A table whose rows are kept from frame to frame is the table made anew."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from app.analysis.known import KnownFacts
from app.analysis.live import at_instant
from app.analysis.projection import EVEN
from app.domain.state import SessionState
from app.domain.times import NS_PER_S, Duration, after
from app.formats.profile_file import shipped_profiles
from tests.unit.analysis.states import states_on_the_way
from tests.unit.domain.races import ZERO
from ui.viewstate.snapshot import LIVE, REPLAY, Keeping, Snapshot
from ui.viewstate.table import TableMaker, table


def _frames(states: Sequence[SessionState], chosen: int, unsaved: int) -> list[Snapshot]:
    """Return three frames of each state, the journal a few records behind in the first of them."""
    known, found = KnownFacts(shipped_profiles()), list[Snapshot]()
    for number, state in enumerate(states):
        facts = known.of(state, EVEN)
        entries = [*state.entries]
        selected = entries[(chosen + number // 9) % len(entries)]
        pressed = [each.splits[-1].pressed_at for each in state.entries.values() if each.splits]
        now = max((each for each in pressed if each is not None), default=ZERO)
        for step in range(3):
            saved = state.version if step else state.version - unsaved
            analysis = at_instant(state, facts, after(now, Duration(step * 40 * NS_PER_S)))
            mode = REPLAY if number % 7 == 6 and step == 2 else LIVE
            keeping = Keeping(saved, "", "", "")
            found.append(Snapshot(mode, analysis, selected, keeping=keeping))
    return found


@settings(max_examples=25)
@given(states_on_the_way(), st.integers(0, 7), st.integers(0, 3))
def test_that_kept_rows_are_those_of_a_table_made_anew(
    states: Sequence[SessionState], chosen: int, unsaved: int
) -> None:
    maker = TableMaker()
    for frame in _frames(states[-30:], chosen, unsaved):
        assert maker.table(frame) == table(frame)


@given(states_on_the_way())
@settings(max_examples=5)
def test_that_rows_of_marks_with_a_time_are_the_same_ones_while_only_the_clock_moves(
    states: Sequence[SessionState],
) -> None:
    maker = TableMaker()
    _, before, behind = _frames(states[-1:], 0, 0)
    pairs = zip(maker.table(before).rows, maker.table(behind).rows, strict=True)
    timed = [pair for pair in pairs if not pair[0].cells[1].estimate]
    assert all(one is other for one, other in timed)
