"""What a watch recorded becomes a race when somebody has confirmed the marks, doubts and all."""

from app.analysis.laps import laps
from app.domain.evolve import fold
from app.domain.times import NS_PER_MS
from app.formats.results import fit_laps, gpx_laps
from app.usecases.accepting import accept
from app.usecases.proposing import Answers, Proposal, again, propose
from tests.unit.formats import watch_files as watch
from tests.unit.formats.watch_files import TRACK_1500, Lap


def _proposed(content: bytes, answers: Answers | None = None) -> Proposal:
    found = fit_laps.read(content, "run.fit")
    (proposal,) = propose(found, "run.fit", answers or Answers())
    return proposal


def test_that_the_marks_of_a_watch_wait_for_somebody_to_confirm_them() -> None:
    proposal = _proposed(watch.fit_laps(TRACK_1500))
    assert [mark / 1000 for mark in proposal.marks] == [300, 700, 1100, 1500]
    assert proposal.asks
    assert not proposal.ready
    assert "The measured laps fit the marks of the course, to 5 m." in proposal.why


def test_that_a_confirmed_recording_becomes_a_race_to_the_millisecond() -> None:
    content = watch.fit_laps((*TRACK_1500, Lap(1.4, 3)), athlete="Ann Example")
    state = fold(accept(_proposed(content, Answers(confirmed=True))).records)
    assert state is not None
    (entry,) = state.entries.values()
    assert entry.entrant.athlete == "Ann Example"
    run = laps(entry, state.zero_of(entry))
    assert [(each.mark // 1000, each.time // NS_PER_MS) for each in run] == [
        *((300, 44_012), (700, 104_512), (1100, 165_762), (1500, 224_662)),
    ]


def test_that_laps_that_a_watch_ended_by_itself_are_no_race() -> None:
    own = [Lap(180, 1000), Lap(181, 1000), Lap(182, 1000)]
    proposal = _proposed(watch.fit_laps(own), Answers(confirmed=True))
    assert not proposal.ready
    assert proposal.sentence.startswith("The watch ended these laps itself, after kilometres")


def test_that_the_doubts_about_a_file_are_said_of_its_race_whatever_is_answered() -> None:
    recorded = (TRACK_1500[0], Lap(60.5, 404.1, intensity=1), *TRACK_1500[2:])
    doubt = "The watch calls lap 2 a rest."
    proposal = _proposed(watch.fit_laps(recorded))
    assert doubt in proposal.notes
    assert again(proposal, Answers(event="1500", confirmed=True)).notes.count(doubt) == 1
    assert doubt in again(proposal, Answers(event="no such event")).notes


def test_that_a_gpx_file_says_how_little_it_knows() -> None:
    found = gpx_laps.read(watch.gpx_run(246, waypoints=(60.2, 120.75, 181.841)), "run.gpx")
    (proposal,) = propose(found, "run.gpx")
    assert "Its times are whole seconds, so each split may be out by one." in proposal.notes
