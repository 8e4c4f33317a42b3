"""What does the board of a training session say?"""

from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.times import Duration
from tests.unit.desk.benches import Bench, bench_of, two_groups
from tests.unit.training.coaches import setup_of
from ui.viewstate.training_words import down_text, up_text

S = 1_000_000_000


@pytest.fixture
def groups(tmp_path: Path) -> Iterator[Bench]:
    """Two groups of two, two sets of two times 300 m in 43 s."""
    bench = two_groups(tmp_path, "2 x (2 x 300 in 43, 1:30) / 5:00")
    yield bench
    assert bench.desk.live().session.journal.close(10)


def test_that_a_session_waits_for_its_first_start_and_says_which_key_makes_it(
    groups: Bench,
) -> None:
    view = groups.view
    assert (view.head.state, view.head.clock) == ("READY", "")
    assert [(each.clock, each.keys) for each in view.strips] == [
        ("READY", "Space or A"),
        ("READY", "B"),
    ]
    assert view.notice.startswith("Space starts the first repetition")
    assert [each.state for each in view.rows] == ["WAIT"] * 4


def test_that_a_strip_says_repetition_set_distance_and_target(groups: Bench) -> None:
    strip = groups.strip("A")
    assert (strip.number, strip.detail, strip.target) == (
        "1 of 4",
        "300 m \u00b7 set 1 of 2",
        "in 43.0",
    )


def test_that_the_clock_of_who_runs_counts_up_in_tenths(groups: Bench) -> None:
    groups.start(0, "A")
    groups.at(31.47)
    assert (groups.row("a").state, groups.row("a").clock) == ("RUN", "31.4")
    assert (groups.strip("A").label, groups.strip("A").clock) == ("RUNNING", "31.4")
    assert groups.strip("A").aside == "2 on the track"
    assert groups.view.head.state == "2 RUNNING"


def test_that_recoveries_count_down_for_each_and_for_the_group_from_its_last_stop(
    groups: Bench,
) -> None:
    groups.start(0, "A")
    groups.stop(43, 1)
    groups.stop(45, 2)
    groups.at(75)
    assert [groups.row(each).clock for each in "ab"] == ["0:58", "1:00"]
    strip = groups.strip("A")
    assert (strip.label, strip.clock, strip.filled) == ("NEXT START IN", "1:00", False)


def test_that_a_start_that_is_near_cannot_be_missed_and_one_that_is_late_says_by_how_much(
    groups: Bench,
) -> None:
    groups.start(0, "A")
    groups.stop(43, 1)
    groups.stop(45, 2)
    groups.at(125.2)
    assert (groups.strip("A").clock, groups.strip("A").filled) == ("0:10", True)
    groups.at(140)
    strip = groups.strip("A")
    assert (strip.label, strip.clock, strip.tone) == ("START IS DUE SINCE", "0:05", "alert")
    assert (groups.row("a").state, groups.row("a").clock) == ("READY", "+0:07")


def test_that_the_last_time_is_told_against_its_target_with_sign_and_word(groups: Bench) -> None:
    groups.start(0, "A")
    groups.stop(42.4, 1)
    groups.stop(44.25, 2)
    fast, slow = groups.row("a"), groups.row("b")
    assert (fast.last, fast.gap, fast.word, fast.tone) == ("42.4", "\u22120.6", "fast", "ahead")
    assert (slow.last, slow.gap, slow.word, slow.tone) == ("44.3", "+1.3", "slow", "behind")


def test_that_a_time_within_what_was_asked_is_on_target(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, setup_of("4x300 in 42-44", "a"))
    bench.start(0)
    bench.stop(43.1, 1)
    row = bench.row("a")
    assert (row.target, row.gap, row.word) == ("42.0\u201344.0", "0.0", "on target")
    assert bench.desk.live().session.journal.close(10)


def test_that_mean_and_drop_off_count_what_has_a_time(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, setup_of("4x300, 60 s", "ab"))
    for number, time in enumerate((40.0, 41.0, 42.0)):
        bench.start(number * 120)
        bench.stop(number * 120 + time, 1)
    row = bench.row("a")
    assert (row.mean, row.drop_off, row.done) == ("41.0", "+5.0 %", "3 of 4")
    other = bench.row("b")
    assert (other.mean, other.drop_off) == ("\u2013", "\u2013")
    assert [each.words for each in other.past] == ["?", "?"]
    assert bench.desk.live().session.journal.close(10)


def test_that_a_jog_counts_up_for_nothing_is_due(tmp_path: Path) -> None:
    bench = bench_of(tmp_path, setup_of("4x300 in 43, 100 jog", "a"))
    bench.start(0)
    bench.stop(43, 1)
    bench.at(80)
    strip = bench.strip("")
    assert (strip.label, strip.clock, strip.keys) == ("RESTING FOR", "0:37", "Space")
    assert bench.row("a").clock == "0:37"
    assert bench.desk.live().session.journal.close(10)


def test_that_an_interval_from_start_to_start_counts_down_while_somebody_runs(
    tmp_path: Path,
) -> None:
    bench = bench_of(tmp_path, setup_of("4x300 in 43, every 3:00", "a"))
    bench.start(0)
    bench.at(20)
    strip = bench.strip("")
    assert (strip.clock, strip.aside) == ("2:40", "1 on the track \u00b7 20.0")
    assert bench.desk.live().session.journal.close(10)


def test_that_a_session_that_is_over_says_so(groups: Bench) -> None:
    from app.domain.training.session_commands import EndTraining

    groups.start(0, "A")
    groups.stop(43, 1)
    assert groups.desk.do([EndTraining(groups.desk.stage.session_now(groups.at(60)))], groups.now)
    assert groups.view.head.state == "SESSION OVER"
    assert groups.strip("A").label == "THE SESSION IS OVER"
    assert not groups.view.bar.can_start


def test_that_what_cannot_be_stored_is_said_in_a_banner(groups: Bench) -> None:
    snapshot = groups.desk.frame(groups.at(1))
    assert snapshot.keeping is not None
    from ui.viewstate.training import training_view

    troubled = snapshot._replace(keeping=snapshot.keeping._replace(trouble="Not saved: disk full."))
    banner = training_view(troubled).unsaved
    assert banner is not None
    assert (banner.badge, banner.detail) == ("NOT SAVED", "Disk full.")


@pytest.mark.parametrize(
    ("left", "said"),
    [
        (0, "0:00"),
        (1, "0:01"),
        (9.2 * S, "0:10"),
        (59.5 * S, "1:00"),
        (60 * S, "1:00"),
        (299.1 * S, "5:00"),
    ],
)
def test_that_a_count_down_says_the_second_that_is_not_over_yet(left: float, said: str) -> None:
    assert down_text(Duration(round(left))) == said


@pytest.mark.parametrize(
    ("gone", "said"), [(0, "0:00"), (59.9 * S, "0:59"), (61 * S, "1:01"), (3700 * S, "1:01:40")]
)
def test_that_a_clock_that_counts_up_cuts_off(gone: float, said: str) -> None:
    assert up_text(Duration(round(gone))) == said
