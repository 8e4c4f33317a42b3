"""What kind of race it is can be said at any time, and projections follow at once."""

from dataclasses import replace

from app.domain.commands import PlanSession, RemoveTarget
from app.domain.plan import Setup
from app.domain.times import NS_PER_S, Duration
from app.formats.profile_file import shipped_profiles
from app.usecases.recorded_race import recording_of_session, run_of_recording
from tests.unit.desk.desks import GUN, Ear, Seat, at, replay_seat
from tests.unit.domain.races import MARKS, PARIS, times_of
from tests.unit.formats.sessions import live_mile
from ui.desk import Desk
from ui.repairs.kind import next_kind
from ui.stages.replaying import ReplayStage


def _finish(seat: Seat, now: str) -> Duration:
    found = seat.desk.frame(at(now)).projected
    assert found is not None
    return found


def test_that_the_kind_goes_from_paced_to_championship_and_back_to_the_laps(seat: Seat) -> None:
    seat.desk.learn()
    seat.start()
    seat.press(*PARIS[:2])
    open_kind = _finish(seat, "2:05")
    seen = []
    for second in ("2:06", "2:07", "2:08"):
        next_kind(seat.desk, at(second))
        seen.append((seat.live.state.plan.race_class, seat.said(second)[0], _finish(seat, second)))
    kinds, words, finishes = zip(*seen, strict=True)
    assert kinds == ("paced", "championship", "")
    assert words == (
        "Projected as a paced race.",
        "Projected as a championship race.",
        "Paced or championship: left to the laps.",
    )
    assert finishes[2] == open_kind
    assert len(set(finishes)) == 3


def test_that_the_splits_and_targets_stay_as_they_are(seat: Seat) -> None:
    seat.start()
    seat.press(PARIS[0])
    before = seat.live.state
    next_kind(seat.desk, at("1:05"))
    after = seat.live.state
    assert times_of(after) == times_of(before)
    assert (after.targets, after.primary_id) == (before.targets, before.primary_id)
    assert after.plan == replace(before.plan, race_class="paced")


def test_that_saying_the_kind_can_be_taken_back(seat: Seat) -> None:
    seat.start()
    seat.press(PARIS[0])
    next_kind(seat.desk, at("1:05"))
    seat.desk.undo(at("1:06"))
    assert seat.live.state.plan.race_class == ""
    assert len(times_of(seat.live.state)) == 1
    assert seat.said("1:06")[0] == "Taken back: change of the kind of race."


def test_that_an_own_target_that_was_removed_does_not_stand_in_the_way(seat: Seat) -> None:
    state = seat.live.state
    (entry,) = state.entries.values()
    gone = state.targets[-1].id
    own = replace(entry.entrant, target=gone)
    seat.live.edit(
        PlanSession(at("-30"), Setup(plan=state.plan, entrants=(own,), targets=state.targets))
    )
    seat.live.edit(RemoveTarget(at=at("-20"), target=gone))
    next_kind(seat.desk, at("-10"))
    assert seat.live.state.plan.race_class == "paced"
    (entry,) = seat.live.state.entries.values()
    assert entry.entrant.target is None


def test_that_a_recorded_race_says_its_kind_itself() -> None:
    seat = replay_seat("paris-2025", "3:25")
    next_kind(seat.desk, at("0"))
    assert seat.said("0")[0] == "The file of a recorded race says what kind it was."
    assert seat.replay.state.plan.race_class == "paced"
    assert [split.mark for split in next(iter(seat.replay.state.entries.values())).splits] == list(
        MARKS[:3]
    )


def test_that_a_race_that_was_timed_here_is_only_looked_at_as_another_kind() -> None:
    recording, ear = recording_of_session("club", live_mile()), Ear()
    stage = ReplayStage(recording, run_of_recording(recording), GUN)
    seat = Seat(Desk(stage, shipped_profiles(), ear), ear)
    seat.desk.learn()
    stage.seek(Duration(200 * NS_PER_S), GUN)
    seen = {}
    for second in ("0", "1", "2"):
        before = stage.state
        next_kind(seat.desk, at(second))
        kind, said = stage.state.plan.race_class, seat.said(second)[0]
        assert said.endswith(" What is stored stays as it is.")
        assert stage.state.entries == before.entries
        assert stage.state.targets == before.targets
        seen[kind] = _finish(seat, second)
    assert list(seen) == ["paced", "championship", ""]
    assert len(set(seen.values())) == 3
    assert recording.session is not None
    assert recording.session.setup.plan.race_class == ""
