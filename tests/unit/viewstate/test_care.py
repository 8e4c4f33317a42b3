from collections.abc import Sequence
from typing import NamedTuple

import pytest

from app.analysis.tap_school import Hand, Touch
from app.domain import events as ev
from app.domain.plan import EntryId
from app.domain.times import NS_PER_S, Duration, Instant, seconds
from app.storage.sessions import SessionSummary
from app.usecases.care import Care
from app.usecases.live_session import LeftRunning
from tests.unit.domain.races import setup
from tests.unit.viewstate.timed import ALONE, live, running
from ui.viewstate.cards import cards
from ui.viewstate.care import (
    News,
    battery_words,
    found_again_words,
    offer_words,
    state_of_library,
    told,
    unsaved,
    waiting_words,
)
from ui.viewstate.snapshot import Keeping, Snapshot
from ui.viewstate.window import front
from ui.viewstate.wording import plus_minus

FULL = "Not saved: the disk is full. The race goes on; saving is tried again."
PLANNED = ev.Planned(setup())
STARTED = ev.Started(ev.EVENT_STAMP)
TAP = ev.TapTaken(ev.EVENT_STAMP, EntryId("1"))
CHOSEN = ev.PrimaryChosen("sub-4")
SUMMARY = SessionSummary(
    id="a",
    title="Mile",
    kind="race",
    event="mile",
    date="2026-11-21",
    athletes=("Anna", "Beth"),
    phase="running",
    result=None,
    started_utc="",
    created_utc="",
    origin="live",
)


class Wait(NamedTuple):
    """What waits since the first second of a clock, and the words for it at the 43rd."""

    events: Sequence[ev.Event]
    words: str


def records(events: Sequence[ev.Event]) -> tuple[ev.Record, ...]:
    return tuple(
        ev.Record(seq, seq, Instant(NS_PER_S), each) for seq, each in enumerate(events, start=1)
    )


@pytest.mark.parametrize(
    ("events", "words"),
    [
        Wait([TAP], "1 press waits, for 42 s."),
        Wait([TAP, TAP], "2 presses wait, the first for 42 s."),
        Wait([CHOSEN], "1 change waits, for 42 s."),
        Wait([TAP, CHOSEN, TAP], "2 presses and 1 change wait, the first for 42 s."),
        Wait([PLANNED], "The set-up waits, for 42 s."),
        Wait([PLANNED, STARTED, TAP], "The set-up and 2 presses wait, the first for 42 s."),
        Wait([], "Everything so far is stored; what comes now is kept in memory."),
    ],
)
def test_that_what_waits_to_be_stored_is_counted(events: Sequence[ev.Event], words: str) -> None:
    assert waiting_words(records(events), Instant(43 * NS_PER_S)) == words


def test_that_a_long_wait_is_said_in_minutes() -> None:
    later = Instant(601 * NS_PER_S)
    assert waiting_words(records([TAP]), later) == "1 press waits, for 10 min."


def test_that_a_command_of_several_events_is_one_change() -> None:
    pair = tuple(each._replace(command=1) for each in records([CHOSEN, CHOSEN]))
    assert waiting_words(pair, Instant(NS_PER_S)) == "1 change waits, for 0 s."


def test_that_the_banner_says_what_waits_and_why() -> None:
    keeping = Keeping(0, FULL, "", "", records([TAP]))
    view = unsaved(keeping, Instant(2 * NS_PER_S))
    assert (view.badge, view.words) == ("NOT SAVED", "1 press waits, for 1 s.")
    assert view.detail == "The disk is full. The race goes on; saving is tried again."
    assert view.filled
    assert not view.can_go


def test_that_the_banner_stands_on_the_window_while_the_journal_is_in_trouble() -> None:
    assert front(live(ALONE)).unsaved is None
    shown = front(live(ALONE, trouble=FULL)).unsaved
    assert shown is not None
    assert shown.badge == "NOT SAVED"


def test_that_nothing_is_said_of_a_library_that_is_well() -> None:
    for live_race in (False, True):
        assert state_of_library(Care(), live=live_race) is None


def test_that_another_splitline_is_told_from_the_start() -> None:
    view = state_of_library(Care(elsewhere=True), live=False)
    assert view is not None
    assert view.badge == "READ ONLY"
    assert view.words == "Another Splitline is timing with this library."
    assert view.detail.startswith("Races timed here are kept in memory until it is closed")


def test_that_a_live_race_says_by_its_own_banner_that_another_one_has_the_library() -> None:
    assert state_of_library(Care(elsewhere=True), live=True) is None


def test_that_a_library_of_no_use_is_told_with_its_reason() -> None:
    view = state_of_library(Care(trouble="It is newer."), live=True)
    assert view is not None
    assert (view.detail, "kept in memory" in view.words) == ("It is newer.", True)


@pytest.mark.parametrize(
    ("timing", "words"), [(False, "is being recovered"), (True, "as soon as no race is timed")]
)
def test_that_damage_is_told_with_what_is_done_about_it(timing: bool, words: str) -> None:
    view = state_of_library(Care(trouble="It is damaged.", damaged=True), live=timing)
    assert view is not None
    assert words in view.words


def test_that_news_are_told_one_after_the_other_until_they_are_put_away() -> None:
    assert told([]) is None
    one, two = News("LIBRARY", "Recovered."), News("BATTERY", "Low.")
    view = told([one, two])
    assert view is not None
    assert (view.badge, view.words, view.can_go) == ("LIBRARY", "Recovered. (+1 more)", True)
    assert told([two]) == view._replace(badge="BATTERY", words="Low.")


def test_that_a_low_battery_is_told_with_its_figure() -> None:
    assert battery_words(12).startswith("The battery is at 12 %")


def test_that_a_race_is_offered_with_its_clock_as_good_as_ever_on_the_same_boot() -> None:
    assert offer_words(LeftRunning(SUMMARY, Duration(0))) == (
        "Anna, Beth \u00b7 Mile was left running: its clock still runs. E goes on, K does not."
    )


def test_that_a_field_is_offered_by_how_many_it_has() -> None:
    field = SUMMARY._replace(athletes=("A", "B", "C", "D"))
    words = offer_words(LeftRunning(field, Duration(0)))
    assert words.startswith("4 athletes \u00b7 Mile was left running: ")


def test_that_a_race_is_offered_with_its_uncertainty_after_a_simulated_restart() -> None:
    assert offer_words(LeftRunning(SUMMARY, seconds(2.0193))) == (
        "Anna, Beth \u00b7 Mile was left running; after a restart its clock is right to \u00b1 2.1 s."
        " E goes on, K does not."
    )
    assert "\u00b1 2.1 s" in found_again_words(seconds(2.0193))


@pytest.mark.parametrize(
    ("uncertainty", "text"),
    [
        (2.0, "\u00b1 2.0 s"),
        (2.01, "\u00b1 2.1 s"),
        (61.2, "\u00b1 1:02"),
        (3600, "\u00b1 1:00:00"),
    ],
)
def test_that_an_uncertainty_is_never_made_smaller(uncertainty: float, text: str) -> None:
    assert plus_minus(seconds(uncertainty)) == text


def found_again(known: Snapshot, uncertainty: float) -> Snapshot:
    assert known.keeping is not None
    return known._replace(keeping=known.keeping._replace(uncertainty=seconds(uncertainty)))


def test_that_the_basis_of_the_clock_says_how_well_it_was_found_again() -> None:
    known = running(now="5")
    assert cards(known).elapsed.detail == "hand start"
    assert cards(found_again(known, 2.0193)).elapsed.detail == "hand start \u00b1 2.1 s"
    assert cards(found_again(live(ALONE), 2.0)).elapsed.detail == "press Return at the gun"


HAND = Hand(Touch(seconds(0.21), seconds(0.03), 8), Touch(seconds(-0.03), seconds(0.04), 16))


def test_that_a_hand_start_is_as_good_as_the_hand_of_who_pressed() -> None:
    known = running(now="5")._replace(hand=HAND)
    assert cards(known).elapsed.detail == "hand start \u00b1 0.4 s"
    assert cards(found_again(known, 2.0)).elapsed.detail == "hand start \u00b1 2.4 s"


def test_that_times_of_another_clock_do_not_rest_on_the_hand_at_the_start() -> None:
    known = running(now="5")._replace(hand=HAND)
    state = known.analysis.state
    assert state.zero is not None
    synced = state._replace(zero=state.zero._replace(basis="synced"))
    shown = known._replace(analysis=known.analysis._replace(state=synced))
    assert cards(shown).elapsed.detail.startswith("synced \u00b10.")
    replayed = known._replace(keeping=None)
    assert cards(replayed).elapsed.detail == "hand start"
