from typing import get_args

import msgspec
import pytest
from hypothesis import Phase, event, find, given, settings
from hypothesis import strategies as st

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.course import Distance
from app.domain.plan import EntryId
from app.domain.target import Target
from app.domain.times import Duration, Instant
from app.engine.codec import (
    CodecError,
    decode_event,
    encode_event,
    record_from_builtins,
    record_to_builtins,
)
from tests.unit.storage.record_strategies import EVENTS_BY_KIND, mile_setup, records

CURVED = Target(
    id="a",
    name="A",
    knots=(
        (Distance(0), Duration(0)),
        (Distance(400), Duration(60)),
        (Distance(800), Duration(130)),
    ),
    curved=True,
)


def any_of(strategy: st.SearchStrategy[ev.Event]) -> ev.Event:
    """Return an event of a kind, whichever: to look for the smallest takes a hundred times as long."""
    whichever = settings(max_examples=1, phases=[Phase.generate], database=None)
    return find(strategy, lambda _: True, settings=whichever)


def test_that_every_event_there_is_has_a_kind() -> None:
    there = {*get_args(ev.RaceEvent), *get_args(rp.RepairEvent)}
    examples = {kind: any_of(strategy) for kind, strategy in EVENTS_BY_KIND.items()}
    assert {type(each) for each in examples.values()} == there
    assert {kind: encode_event(each)[0] for kind, each in examples.items()} == {
        kind: kind for kind in examples
    }


@pytest.mark.parametrize("kind", EVENTS_BY_KIND)
@given(data=st.data())
def test_that_an_event_of_every_kind_comes_back_equal(kind: str, data: st.DataObject) -> None:
    event = data.draw(EVENTS_BY_KIND[kind])
    written, body = encode_event(event)
    assert written == kind
    assert decode_event(written, body) == event
    assert decode_event(written, body.decode()) == event


@given(record=records)
def test_that_a_record_comes_back_equal_through_json(record: ev.Record) -> None:
    text = msgspec.json.encode(record_to_builtins(record))
    assert record_from_builtins(msgspec.json.decode(text)) == record
    assert record_from_builtins(record_to_builtins(record)) == record


def test_that_a_record_is_written_in_whole_numbers_under_its_fields_names() -> None:
    event = ev.SplitTyped(EntryId("1"), Distance(1_209_344), Duration(181_840_000_000))
    assert record_to_builtins(ev.Record(7, 6, Instant(123), event)) == {
        "seq": 7,
        "command": 6,
        "at": 123,
        "kind": "split_typed",
        "body": {
            "entry": "1",
            "mark": 1_209_344,
            "elapsed": 181_840_000_000,
            "stamp": "typed",
        },
    }


def test_that_the_slopes_of_a_curve_are_derived_again_and_not_written() -> None:
    kind, body = encode_event(ev.TargetAdded(CURVED))
    assert b"_slopes" not in body
    event = decode_event(kind, body)
    assert isinstance(event, ev.TargetAdded)
    assert event.target._slopes == CURVED._slopes != ()
    assert event.target.time_at(Distance(500)) == CURVED.time_at(Distance(500))


def test_that_half_a_surrogate_pair_in_a_name_does_not_keep_a_race_from_being_written() -> None:
    kind, body = encode_event(ev.Planned(mile_setup("Jos\ud800")))
    event = decode_event(kind, body)
    assert isinstance(event, ev.Planned)
    assert event.setup.entrants[0].athlete == "Jos?"
    assert event.setup.plan == mile_setup().plan


TARGET = {"id": "a", "name": "A", "knots": [[0, 0], [800_000, 120]]}
SETUP = record_to_builtins(ev.Record(1, 1, Instant(0), ev.Planned(mile_setup())))["body"]["setup"]


@pytest.mark.parametrize(
    ("kind", "body", "place", "said"),
    [
        ("wind_measured", {}, "event", 'found the kind "wind_measured", expected one that this'),
        ("voided", {}, "voided", "found no field command"),
        ("voided", {"command": "3"}, "voided.command", "found str, expected int"),
        ("voided", {"command": True}, "voided.command", "found bool, expected int"),
        ("voided", {"command": 1.0}, "voided.command", "found float, expected int"),
        ("voided", {"command": None}, "voided.command", "found null, expected int"),
        ("voided", [3], "voided", "found array, expected object"),
        ("voided", {"command": 2**63}, "voided.command", "found a number beyond"),
        ("voided", {"command": -(10**30)}, "voided.command", "found a number beyond"),
        ("voided", {"command": 3, "seq": 1}, "voided.seq", "found this field, expected only"),
        (
            "target_added",
            {"target": {**TARGET, "knots": [[0, 0], [800_000, 1.5]]}},
            "target_added.target.knots[1][1]",
            "found float, expected int",
        ),
        (
            "target_added",
            {"target": {**TARGET, "knots": [[0, 0], [800_000, -1]]}},
            "target_added",
            'target: found "-0.000000001 at 800 m"',
        ),
        (
            "target_added",
            {"target": {**TARGET, "_slopes": [0.1]}},
            "target_added.target._slopes",
            "found this field, expected only",
        ),
        (
            "planned",
            {"setup": {**SETUP, "targets": [{**TARGET, "colour": "red"}]}},
            "planned.setup.targets[0].colour",
            "found this field, expected only",
        ),
        (
            "planned",
            {"setup": {**SETUP, "plan": {**SETUP["plan"], "notes": [[1, "x"]]}}},
            "planned.setup.plan.notes[0]",
            "expected array of length 3",
        ),
        (
            "planned",
            {"setup": {**SETUP, "plan": {**SETUP["plan"], "course": {}}}},
            "planned.setup.plan.course",
            "found no field event",
        ),
    ],
)
def test_that_a_body_that_cannot_be_read_is_refused_by_its_path(
    kind: str, body: object, place: str, said: str
) -> None:
    with pytest.raises(CodecError) as refused:
        decode_event(kind, msgspec.json.encode(body))
    sentence = str(refused.value)
    assert sentence.startswith(f"{place}: ")
    assert said.lower() in sentence.lower()
    assert "\n" not in sentence


@pytest.mark.parametrize("body", [b"", b"{", b"\xff", b'"\\ud800"', b"[" * 100_000, "\ud800"])
def test_that_what_is_no_json_is_refused(body: bytes | str) -> None:
    with pytest.raises(CodecError, match="voided: found no JSON object"):
        decode_event("voided", body)


GOOD = {"seq": 2, "command": 2, "at": 5, "kind": "voided", "body": {"command": 1}}


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"seq": None}, "events[4].seq: found null, expected int"),
        ({"at": 2**64}, "events[4].at: found a number beyond 9223372036854775807"),
        ({"at": "5"}, "events[4].at: found str, expected int"),
        ({"body": []}, "events[4].body: found array, expected object"),
        ({"body": {}}, "events[4].body: found no field command"),
        ({"stamp": 1}, "events[4].stamp: found this field, expected only those"),
        ({"kind": "x"}, 'events[4].kind: found the kind "x", expected one'),
    ],
)
def test_that_a_record_that_cannot_be_read_is_refused_by_its_path(
    change: dict[str, object], sentence: str
) -> None:
    assert record_from_builtins(GOOD) == ev.Record(2, 2, Instant(5), ev.Voided(1))
    with pytest.raises(CodecError) as refused:
        record_from_builtins({**GOOD, **change}, "events[4]")
    assert str(refused.value).startswith(sentence)


@pytest.mark.parametrize("obj", [None, 3, "x", [], [GOOD], {}])
def test_that_what_is_no_record_is_refused(obj: object) -> None:
    with pytest.raises(CodecError, match=r"^event"):
        record_from_builtins(obj)


_json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=10,
)


@given(record=records, data=st.data())
def test_that_damage_anywhere_is_a_sentence_or_a_record_and_never_a_fault(
    record: ev.Record, data: st.DataObject
) -> None:
    obj = record_to_builtins(record)
    place: object = obj
    while True:
        if isinstance(place, list | tuple):
            place = data.draw(st.sampled_from(place)) if place else None
        if not isinstance(place, dict) or not place:
            break
        key = data.draw(st.sampled_from(sorted(place)))
        if data.draw(st.booleans()):
            place[key] = data.draw(_json)
            break
        place = place[key]
    try:
        read = record_from_builtins(obj)
    except CodecError as error:
        event(str(error).partition(": ")[2][:12])
    else:
        assert record_from_builtins(record_to_builtins(read)) == read


def test_that_lists_in_lists_are_refused_however_deep() -> None:
    deep: list[object] = []
    for _ in range(2_000):
        deep = [deep]
    with pytest.raises(CodecError, match="found array, expected int"):
        record_from_builtins({**GOOD, "body": {"command": deep}})


def test_that_entrants_from_before_there_were_waves_and_watches_are_read() -> None:
    kind, body = encode_event(ev.Planned(mile_setup("A", "B")))
    written = msgspec.json.decode(body)
    for entrant in written["setup"]["entrants"]:
        for name in ("offset", "drop_off", "of"):
            del entrant[name]
    assert decode_event(kind, msgspec.json.encode(written)) == ev.Planned(mile_setup("A", "B"))
    written["setup"]["entrants"][1]["bib"] = 7
    with pytest.raises(CodecError, match=r"setup\.entrants\[1\]\.bib: found this field"):
        decode_event(kind, msgspec.json.encode(written))
