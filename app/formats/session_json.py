"""How is a session written as JSON, to be taken back without loss?

`events` is the journal as it is and alone is read back; the rest is made from it for scripts.
Times are seconds rounded to 1 ms, those of presses with up to nine decimals; distances metres.
"""

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from app.analysis.laps import Lap, laps
from app.analysis.live import Facts, facts_of
from app.domain import events as ev
from app.domain.course import to_metres
from app.domain.evolve import voided
from app.domain.state import EntryState, SessionState
from app.domain.times import NS_PER_S, Instant, to_seconds
from app.engine.clocks import Anchor
from app.engine.codec import CodecError, record_from_builtins, record_to_builtins
from app.engine.kinds import state_of_any
from app.formats.checked_table import Table
from app.formats.file_text import FormatError, read_text
from app.formats.profile_file import shipped_profiles
from app.formats.sound_records import unsound
from app.formats.toml_file import check_format

if TYPE_CHECKING:
    from app.domain.training.session_state import TrainingState

FORMAT = "splitline"
VERSION = 1
_LONGEST_ID = 200
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class SessionFileError(FormatError):
    """A session file that cannot be taken."""


class SessionDocument(NamedTuple):
    """One session with its journal; `anchor` is None where no running clock was read."""

    id: str
    records: tuple[ev.Record, ...]
    anchor: Anchor | None = None
    started_utc: str = ""


def write_session(document: SessionDocument) -> bytes:
    """Return `document` as JSON in UTF-8."""
    text = json.dumps(session_object(document), ensure_ascii=False, indent=1)
    return (text + "\n").encode("utf-8", "replace")


def session_object(document: SessionDocument) -> dict[str, Any]:
    """Return what `write_session` writes, as plain values; the session has been planned."""
    state = state_of_any(document.records)
    assert state is not None, "a session begins with a plan"
    if not isinstance(state, SessionState):
        return _training(document, state)
    racing = [facts_of(state, each, shipped_profiles()) for each in state.racing]
    return {
        "format": FORMAT,
        "version": VERSION,
        "session": _session(document, state),
        "plan": None,
        "targets": _targets(state),
        "entries": [_entry(state, each) for each in racing],
        "watches": [_watch(state, each) for each in _watches(state)],
        "unassigned": [{"at_s": _at(tap.at, state)} for tap in state.taps],
        "presses": _presses(document.records, state),
        "anchor": document.anchor._asdict() if document.anchor else None,
        "events": [record_to_builtins(each) for each in document.records],
    }


def _training(document: SessionDocument, state: "TrainingState") -> dict[str, Any]:
    """A training session is written by rules of its own between the same head and foot."""
    from app.formats.training_json import training_object

    derived = training_object(state, document.records)
    head = {"id": document.id, **derived.pop("session"), "started_utc": document.started_utc}
    return {
        "format": FORMAT,
        "version": VERSION,
        "session": head,
        **derived,
        "anchor": document.anchor._asdict() if document.anchor else None,
        "events": [record_to_builtins(each) for each in document.records],
    }


def _session(document: SessionDocument, state: SessionState) -> dict[str, Any]:
    plan, course = state.plan, state.plan.course
    notes = [{"at_m": to_metres(n.at), "text": n.text, "source": n.source} for n in plan.notes]
    return {
        "id": document.id,
        "title": plan.title,
        "kind": plan.kind,
        "date": plan.date,
        "venue": plan.venue,
        "event": course.event,
        "distance_m": to_metres(course.distance),
        "lap_m": to_metres(course.lap),
        "line": plan.line,
        "clock": plan.clock,
        "started_utc": document.started_utc,
        "notes": notes,
        "sources": dict(plan.sources),
    }


def _targets(state: SessionState) -> list[dict[str, Any]]:
    return [
        {
            "id": each.id,
            "name": each.name,
            "time_s": to_seconds(each.finish),
            "distance_m": to_metres(each.distance),
            "primary": each.id == state.primary_id,
        }
        for each in state.targets
    ]


def _entry(state: SessionState, facts: Facts) -> dict[str, Any]:
    """The times that count; with several watches on the athlete what each said is beside them."""
    entry, entrant = facts.entry, facts.entry.entrant
    drop_off = entrant.drop_off
    return {
        "id": entrant.id,
        "athlete": entrant.athlete,
        "lane": entrant.lane,
        "role": entrant.role,
        "target": entrant.target,
        "offset_s": to_seconds(entrant.offset),
        "drop_off_m": None if drop_off is None else to_metres(drop_off),
        "status": state.status(entry),
        "splits": [_split(passage.run, passage.flag) for passage in facts.passages],
        "missed_m": [to_metres(mark) for mark in entry.missed],
        "ranks": [{"mark_m": to_metres(mark), "rank": rank} for mark, rank in entry.ranks],
    }


def _split(run: Lap, flag: str) -> dict[str, Any]:
    split = run.split
    return {
        "rep": 1,
        "mark_m": to_metres(run.mark),
        "split_s": to_seconds(run.time),
        "lap_s": to_seconds(run.lap),
        "edited": split.edited,
        "estimated": split.estimated,
        "flag": flag or None,
        "kept": split.kept,
        "watches": [{"id": key, "split_s": to_seconds(time)} for key, time in split.watches],
    }


def _watches(state: SessionState) -> Iterator[EntryState]:
    return (each for each in state.entries.values() if each.entrant.of is not None)


def _watch(state: SessionState, entry: EntryState) -> dict[str, Any]:
    """A further stopwatch on an athlete, by its own presses."""
    entrant, run = entry.entrant, laps(entry, state.zero_of(entry))
    return {
        "id": entrant.id,
        "athlete": entrant.athlete,
        "lane": entrant.lane,
        "of": entrant.of,
        "splits": [_split(each, "") for each in run],
    }


def _presses(records: Sequence[ev.Record], state: SessionState) -> list[dict[str, Any]]:
    gone = voided(records)
    return [
        {
            "seq": record.seq,
            "at_s": _at(record.at, state),
            "stamp": record.event.stamp,
            "entry": _pressed_for(record.event),
            "voided": record.command in gone,
        }
        for record in records
        if isinstance(record.event, ev.Started | ev.SplitTaken | ev.TapTaken | ev.SplitTyped)
    ]


def _pressed_for(event: ev.Started | ev.SplitTaken | ev.TapTaken | ev.SplitTyped) -> str | None:
    if isinstance(event, ev.TapTaken):
        return event.meant
    return None if isinstance(event, ev.Started) else event.entry


def _at(at: Instant, state: SessionState) -> float | None:
    """A press is timed from the start press, wherever time zero was moved to since.

    It has a time only where a start holds; nine decimals of seconds are exact.
    """
    if state.zero is None:
        return None
    start = state.zero.at if state.started is None else state.started
    return (at - start) / NS_PER_S


def read_session(path: Path) -> SessionDocument:
    """Return the session in `path`; raise `SessionFileError` with what is wrong."""
    return session_in(read_text(path, SessionFileError), str(path))


def session_in(text: str, name: str) -> SessionDocument:
    """Return the session in a text called `name`; raise `SessionFileError` with what is wrong."""
    top = Table(name, _parsed(text, name), SessionFileError)
    check_format(top, FORMAT, VERSION)
    session = top.table("session")
    session_id = session.text("id")
    if len(session_id) > _LONGEST_ID:
        found, expected = f"{len(session_id)} characters", f"at most {_LONGEST_ID}"
        raise session.fault("id", found=found, expected=expected)
    records = _records(top)
    return SessionDocument(session_id, records, _anchor(top), session.text("started_utc", ""))


def _parsed(text: str, path: str) -> object:
    try:
        content = json.loads(text)
    except json.JSONDecodeError as fault:
        words = fault.msg[:1].lower() + fault.msg[1:]
        where = f"line {fault.lineno}, column {fault.colno}"
        raise SessionFileError(f"{path}: {where}: found no JSON ({words}), expected JSON") from None
    except RecursionError:
        raise _too_deep(path) from None
    except ValueError:
        found = "a number of thousands of digits"
        raise SessionFileError(f"{path}: found {found}, expected a shorter one") from None
    _refuse_half_characters(path, text, content)
    return content


def _refuse_half_characters(path: str, text: str, content: object) -> None:
    r"""Refuse `\ud800` without its other half: JSON can say it, but no file can hold it."""
    if _HALF.search(text) is None:
        return
    try:
        json.dumps(content, ensure_ascii=False).encode()
    except UnicodeEncodeError as fault:
        found = f"half a character (\\u{ord(fault.object[fault.start]):04x})"
        raise SessionFileError(f"{path}: found {found}, expected a whole one") from None
    except RecursionError:
        raise _too_deep(path) from None


def _too_deep(path: str) -> SessionFileError:
    return SessionFileError(f"{path}: found values nested too deep, expected a few")


def _records(top: Table) -> tuple[ev.Record, ...]:
    events = top.value("events", "the list of events")
    if not isinstance(events, list) or not events:
        raise top.fault("events", found="no list of events", expected="the journal of a session")
    records: list[ev.Record] = []
    for i, each in enumerate(events):
        try:
            records.append(record_from_builtins(each))
        except CodecError as fault:
            raise top.broken("", f"events[{i}]" + str(fault).removeprefix("event")) from None
    wrong = unsound(records)
    if wrong is not None:
        raise top.broken(f"events[{wrong.place}]", wrong.why)
    return tuple(records)


def _anchor(top: Table) -> Anchor | None:
    if not top.has("anchor") or top.value("anchor", "an anchor or null") is None:
        return None
    table = top.table("anchor")
    return Anchor(
        at=Instant(table.whole("at")),
        wall_utc_ns=table.whole("wall_utc_ns"),
        boot_id=table.text("boot_id", ""),
        clock=table.text("clock", ""),
    )
