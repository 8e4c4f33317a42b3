"""How is a record written down, and what does a written one mean?

One JSON object per event: instants and durations are integer nanoseconds, distances integer
millimetres, fields named as in the dataclasses. A kind names an event for good, whatever its
class is called. What cannot be read is refused whole: a field that is not known is no typing
error to skip but something that would be lost.
"""

from collections.abc import Iterator, Mapping
from typing import Any, cast

import msgspec

from app.domain import events as ev
from app.domain import repair_events as rp
from app.domain.refusals import Refusal
from app.domain.times import Instant
from app.domain.training import session_events as te

_KINDS: dict[str, type] = {
    "planned": ev.Planned,
    "target_added": ev.TargetAdded,
    "target_changed": ev.TargetChanged,
    "target_removed": ev.TargetRemoved,
    "primary_chosen": ev.PrimaryChosen,
    "started": ev.Started,
    "split_taken": ev.SplitTaken,
    "tap_taken": ev.TapTaken,
    "split_typed": ev.SplitTyped,
    "split_retimed": ev.SplitRetimed,
    "voided": ev.Voided,
    "restored": ev.Restored,
    "zero_moved": rp.ZeroMoved,
    "clock_synced": rp.ClockSynced,
    "official_given": rp.OfficialGiven,
    "start_cancelled": rp.StartCancelled,
    "split_inserted": rp.SplitInserted,
    "split_deleted": rp.SplitDeleted,
    "mark_missed": rp.MarkMissed,
    "mark_changed": rp.MarkChanged,
    "split_moved": rp.SplitMoved,
    "entries_swapped": rp.EntriesSwapped,
    "tap_assigned": rp.TapAssigned,
    "tap_dropped": rp.TapDropped,
    "entry_withdrawn": rp.EntryWithdrawn,
    "split_kept": rp.SplitKept,
    "rank_typed": rp.RankTyped,
    "training_planned": te.TrainingPlanned,
    "runner_added": te.RunnerAdded,
    "repetition_started": te.RepetitionStarted,
    "repetition_start_cancelled": te.RepetitionStartCancelled,
    "repetition_start_moved": te.RepetitionStartMoved,
    "repetition_timed": te.RepetitionTimed,
    "repetition_typed": te.RepetitionTyped,
    "press_named": te.PressNamed,
    "repetition_retimed": te.RepetitionRetimed,
    "repetition_time_deleted": te.RepetitionTimeDeleted,
    "repetition_time_given": te.RepetitionTimeGiven,
    "repetition_time_placed": te.RepetitionTimePlaced,
    "stop_missed": te.StopMissed,
    "repetition_skipped": te.RepetitionSkipped,
    "runner_away": te.RunnerAway,
    "runner_arrived": te.RunnerArrived,
    "runner_stopped": te.RunnerStopped,
    "runner_went_on": te.RunnerWentOn,
    "group_changed": te.GroupChanged,
    "repetitions_added": te.RepetitionsAdded,
    "repetition_repeated": te.RepetitionRepeated,
    "repetition_dropped": te.RepetitionDropped,
    "note_written": te.NoteWritten,
    "training_ended": te.TrainingEnded,
}
_NAMES = {event: kind for kind, event in _KINDS.items()}
_LARGEST = 2**63 - 1
_DERIVED = "_slopes"


class CodecError(ValueError):
    """A record that cannot be read; its message is one sentence that names the place."""


class _Envelope(msgspec.Struct):
    """A record around the body of its event."""

    seq: int
    command: int
    at: int
    kind: str
    body: dict[str, Any]


def encode_event(event: ev.Event) -> tuple[str, bytes]:
    """Return the kind of `event` and its body as JSON in UTF-8.

    Half of a surrogate pair, which no UTF-8 can hold, is written as `?`: a name that was typed
    badly must not keep a race from being stored.
    """
    kind, body = _NAMES[type(event)], _body_of(event)
    try:
        return kind, msgspec.json.encode(body)
    except UnicodeEncodeError:
        return kind, msgspec.json.encode(_storable(body))


def decode_event(kind: str, body: bytes | str) -> ev.Event:
    """Return the event that `encode_event` wrote; raise `CodecError`."""
    try:
        given = msgspec.json.decode(body)
    except (msgspec.DecodeError, UnicodeError, RecursionError) as error:
        raise CodecError(f"{kind}: found no JSON object ({error})") from None
    _refuse_unknown_kind(kind, "event")
    _refuse_large_numbers(given, kind)
    return _event(kind, given, kind)


def record_to_builtins(record: ev.Record) -> dict[str, Any]:
    """Return `record` as JSON would hold it: `seq`, `command`, `at` (ns), `kind` and `body`."""
    return {
        "seq": record.seq,
        "command": record.command,
        "at": record.at,
        "kind": _NAMES[type(record.event)],
        "body": _body_of(record.event),
    }


def record_from_builtins(obj: object, place: str = "event") -> ev.Record:
    """Return the record that `record_to_builtins` wrote; raise `CodecError`.

    `place` is where `obj` stands in its document, to begin the sentence with: `events[3]`.
    """
    _refuse_large_numbers(obj, place)
    try:
        found = msgspec.convert(obj, _Envelope)
    except msgspec.ValidationError as error:
        raise CodecError(_sentence(place, error)) from None
    _refuse_unknown_kind(found.kind, f"{place}.kind")
    fields = dict.fromkeys(_Envelope.__struct_fields__)
    _refuse_unknown_fields(dict.fromkeys(cast("dict[str, Any]", obj)), fields, place)
    event = _event(found.kind, found.body, f"{place}.body")
    return ev.Record(found.seq, found.command, Instant(found.at), event)


def _body_of(event: ev.Event) -> dict[str, Any]:
    body: dict[str, Any] = msgspec.to_builtins(event, enc_hook=_plain_mapping)
    for target in _targets(body):
        del target[_DERIVED]
    return body


def _targets(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    if isinstance(body.get("target"), dict):
        yield body["target"]
    yield from body.get("setup", {}).get("targets", ())


def _plain_mapping(value: Mapping[str, str]) -> dict[str, str]:
    """A plan's sources may be any mapping, a read-only view among them."""
    return dict(value)


def _storable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode("utf-8")
    if isinstance(value, dict):
        return {_storable(key): _storable(each) for key, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list | tuple) else value


def _event(kind: str, given: object, place: str) -> ev.Event:
    try:
        event: ev.Event = msgspec.convert(given, _KINDS[kind])
    except msgspec.ValidationError as error:
        raise CodecError(_sentence(place, error)) from None
    except Refusal as error:
        raise CodecError(f"{place}: {error}") from None
    _refuse_unknown_fields(given, _body_of(event), place)
    return event


def _refuse_unknown_kind(kind: str, place: str) -> None:
    if kind not in _KINDS:
        raise CodecError(
            f'{place}: found the kind "{kind}", expected one that this version of Splitline knows'
        )


def _refuse_large_numbers(given: object, place: str) -> None:
    """No race needs 64 bits; larger numbers would not fit the library or the curves."""
    waiting = [(place, given)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, int) and abs(value) > _LARGEST:
            raise CodecError(f"{path}: found a number beyond {_LARGEST}, expected a smaller one")
        waiting.extend(_parts(path, value))


def _parts(path: str, value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, dict):
        yield from ((f"{path}.{key}", each) for key, each in value.items())
    elif isinstance(value, list | tuple):
        yield from ((f"{path}[{index}]", each) for index, each in enumerate(value))


def _refuse_unknown_fields(given: object, known: object, place: str) -> None:
    """Compare what was given with what the event that was read from it would be written as."""
    expected = dict(_parts(place, known))
    for path, value in _parts(place, given):
        if path not in expected:
            raise CodecError(f"{path}: found this field, expected only those that are known")
        _refuse_unknown_fields(value, expected[path], path)


def _sentence(place: str, error: msgspec.ValidationError) -> str:
    """Turn "Expected `int`, got `str` - at `$.a[1]`" into where, found and expected."""
    said, _, where = str(error).replace("`", "").partition(" - at $")
    missing = said.removeprefix("Object missing required field ")
    if missing != said:
        return f"{place}{where}: found no field {missing}, expected one"
    wanted, _, got = said.removeprefix("Expected ").partition(", got ")
    return f"{place}{where}: found {got}, expected {wanted}"
