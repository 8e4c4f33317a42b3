"""Does a replay show what a live timer would have known, at every position and by every way?"""

from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.refusals import Refusal
from app.domain.state import SessionState
from app.domain.times import Duration, Instant
from app.engine.engine import Engine
from app.engine.playback import SPEEDS
from app.engine.replay import Replay, run_of
from tests.unit.domain.races import times_of
from tests.unit.strategies import sessions, target_edits

NOW = Instant(3_000_000_000)
TICK = 16_666_667


def entries(state: SessionState, until: Duration | None = None) -> dict[str, object]:
    """Return everybody's marks and times, those after `until` on the race clock left out."""
    return {
        entry: [
            each
            for each in times_of(state, entry)
            if until is None or each[1] + state.offset_of(known) <= until
        ]
        for entry, known in state.entries.items()
    }


def position_in(data: st.DataObject, replay: Replay) -> Duration:
    """Draw a position of the race, the instants of its events as likely as all others."""
    events = [Duration(at - replay.run.zero) for at, _ in replay.run.timed]
    just_before = [Duration(max(0, each - 1)) for each in events]
    anywhere = st.integers(0, replay.run.length).map(Duration)
    return data.draw(st.one_of(st.sampled_from(events + just_before), anywhere))


def replay_of(live: Engine) -> Replay:
    return Replay(run_of(live.state), NOW)


@given(sessions())
def test_that_a_replayed_race_ends_as_the_live_one_did(live: Engine) -> None:
    replay = replay_of(live)
    replay.seek(replay.run.length, NOW)
    assert entries(replay.state) == entries(live.state)
    assert replay.state.targets == live.state.targets
    assert replay.state.primary == live.state.primary
    assert replay.state.plan == live.state.plan
    assert replay.at_end


@given(sessions(), st.data())
def test_that_no_position_shows_a_later_split_or_misses_an_earlier_one(
    live: Engine, data: st.DataObject
) -> None:
    replay = replay_of(live)
    for _ in range(4):
        position = position_in(data, replay)
        replay.seek(position, NOW)
        assert entries(replay.state) == entries(live.state, until=position)


@given(sessions(), st.data())
def test_that_seeking_anywhere_is_the_same_as_playing_there(
    live: Engine, data: st.DataObject
) -> None:
    played, sought = replay_of(live), replay_of(live)
    played.set_speed(data.draw(st.sampled_from(SPEEDS)), NOW)
    played.play(NOW)
    now = NOW
    for _ in range(data.draw(st.integers(1, 20))):
        now = Instant(now + data.draw(st.sampled_from([1, TICK, 50 * TICK, 700 * TICK])))
        played.advance(now)
    sought.seek(position_in(data, sought), NOW)
    sought.seek(played.position, NOW)
    assert sought.state == played.state
    assert sought.position == played.position


@given(sessions(), st.lists(st.integers(0, 90_000_000_000), max_size=10))
def test_that_many_ticks_play_as_far_as_one(live: Engine, waits: list[int]) -> None:
    ticked, leapt = replay_of(live), replay_of(live)
    ticked.play(NOW)
    leapt.play(NOW)
    now = NOW
    for wait in waits:
        now = Instant(now + wait)
        ticked.advance(now)
    leapt.advance(now)
    assert (ticked.position, ticked.state) == (leapt.position, leapt.state)


@given(sessions())
def test_that_steps_visit_every_event_once(live: Engine) -> None:
    replay = replay_of(live)
    instants = sorted({at for at, _ in replay.run.timed})
    seen = [replay.instant]
    while not replay.at_end:
        replay.step(NOW)
        seen.append(replay.instant)
    assert seen == instants
    assert entries(replay.state) == entries(live.state)


@given(sessions(least=3), st.data())
def test_that_edits_of_the_targets_hold_at_every_position(
    live: Engine, data: st.DataObject
) -> None:
    replay = replay_of(live)
    replay.seek(position_in(data, replay), NOW)
    for _ in range(3):
        command = data.draw(target_edits(replay.instant, replay.state))
        try:
            replay.handle(command)
        except Refusal:
            continue
    targets, primary = replay.state.targets, replay.state.primary
    position = position_in(data, replay)
    replay.seek(position, NOW)
    assert (replay.state.targets, replay.state.primary) == (targets, primary)
    assert entries(replay.state) == entries(live.state, until=position)


@given(sessions(), sessions(), st.data())
def test_that_another_run_is_shown_at_the_same_position(
    live: Engine, other: Engine, data: st.DataObject
) -> None:
    replay, run = replay_of(live), run_of(other.state)
    position = position_in(data, replay)
    replay.seek(position, NOW)
    assume(not replay.at_end)
    replay.rerun(run)
    shown = Duration(min(position, run.length))
    assert replay.position == shown
    assert entries(replay.state) == entries(other.state, until=shown)
    assert replay.state.targets == live.state.targets
