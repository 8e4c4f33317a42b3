import pytest
from hypothesis import given

from app.domain import events as ev
from app.domain.course import Distance
from app.domain.evolve import fold
from app.domain.plan import EntryId
from app.domain.times import Duration, Instant
from app.engine.engine import Engine
from app.storage.failures import LibraryError
from app.storage.soundness import sound_state_of, state_of
from tests.unit.storage.record_strategies import SECOND, mile_setup, race, sessions

LANE = EntryId("1")
RACE = race(60, 121)


def following(event: ev.Event, at: float = 300) -> tuple[ev.Record, ...]:
    """Return the race with one event more."""
    number = len(RACE) + 1
    return (*RACE, ev.Record(number, number, Instant(round(at * SECOND)), event))


@given(engine=sessions())
def test_that_every_race_that_was_timed_is_sound(engine: Engine) -> None:
    assert sound_state_of(engine.records) == fold(engine.records) == engine.state
    assert state_of(engine.records) == engine.state


def test_that_a_journal_without_a_set_up_is_refused() -> None:
    for records in ((), (ev.Record(1, 1, Instant(0), ev.Started("event")),)):
        with pytest.raises(LibraryError, match=r"events\[0\]: found no set-up"):
            sound_state_of(records)


@pytest.mark.parametrize(
    ("records", "sentence"),
    [
        (RACE[1:], "events[0].seq: found 2, expected 1"),
        ((*RACE, RACE[-1]), "events[4].seq: found 4, expected 5"),
        ((*RACE[:3], RACE[3]._replace(seq=5)), "events[3].seq: found 5, expected 4"),
        ((*RACE[:3], RACE[3]._replace(command=5)), "events[3].command: found 5, expected"),
        ((*RACE[:3], RACE[3]._replace(command=0)), "events[3].command: found 0, expected"),
        (following(ev.Voided(4))[:4] + following(ev.Voided(7))[4:], "events[4]: found one"),
        (following(ev.Restored(3)), "events[4]: found one that cannot be, expected a command to"),
        (following(ev.SplitTaken(EntryId("9"), "event")), "events[4]: found one that cannot be"),
        (following(ev.SplitTaken(LANE, "event"), at=221), "events[4]: found one that cannot be"),
        (following(ev.SplitTaken(LANE, "event"), at=50), "events[4]: found one that cannot be"),
        (
            following(ev.SplitTyped(LANE, Distance(1_209_344), Duration(121 * SECOND))),
            "events[4]: found one that cannot be",
        ),
        (
            following(ev.SplitTyped(LANE, Distance(1_300_000), Duration(190 * SECOND))),
            "events[4]: found one that cannot be",
        ),
        (
            (RACE[0], RACE[2]._replace(seq=2, command=2)),
            "events[1]: found one that cannot be",
        ),
        (
            (RACE[0]._replace(event=ev.Planned(mile_setup("A", "B"))), *RACE[1:], RACE[0]),
            "events[4].seq",
        ),
    ],
)
def test_that_the_first_event_that_cannot_be_is_named(
    records: tuple[ev.Record, ...], sentence: str
) -> None:
    with pytest.raises(LibraryError) as refused:
        sound_state_of(records)
    assert str(refused.value).startswith(sentence)


def test_that_a_press_after_the_finish_is_no_split() -> None:
    home = race(60, 121, 183, 247)
    more = ev.Record(7, 7, Instant(400 * SECOND), ev.SplitTaken(LANE, "event"))
    with pytest.raises(LibraryError, match=r"events\[6\]: found one that cannot be"):
        sound_state_of((*home, more))
