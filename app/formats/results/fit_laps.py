"""Which laps did a Garmin watch record? Those of a FIT file, to the millisecond.

Durations count in the file as milliseconds, distances as centimetres; the time stamps, which are
whole seconds, only say when the run was. Numbers of messages and fields: FIT profile 21.
"""

import io
import struct
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from app.domain.course import Distance
from app.domain.times import NS_PER_MS, NS_PER_S, Duration, format_time
from app.formats.file_text import FormatError
from app.formats.results import fit_messages as fit
from app.formats.results.found import Found
from app.formats.results.watch_laps import (
    MOST_LAPS,
    Recording,
    WatchLap,
    found_in,
    listed,
    moment,
    paused,
    plain,
    refuse_large,
)
from app.language import marked

FORM = marked("FIT file of a watch")
_FIT_EPOCH = 631_065_600  # 1989-12-31T00:00:00Z
_FIRST_DATE = 0x1000_0000  # below it, seconds since the watch was switched on
_FURTHEST_ZONE = 16 * 3600
_MM_PER_CM = 10
_STAMP, _INDEX = 253, 254
_START, _ELAPSED, _TIMER = 2, 7, 8
_LAP_DISTANCE, _LAP_INTENSITY, _LAP_TRIGGER = 9, 23, 24
_SPORT, _SUB_SPORT, _FIRST_LAP, _LAPS = 5, 6, 25, 26
_LOCAL = 5
_NAME = 0
_UNSIGNED = 1 << 32
_KINDS = {1: "Treadmill run", 3: "Trail run", 4: "Track run", 45: "Indoor run"}
_RUNNING = (None, 0, 1)
_RESTS = (1, 4)
_BY_DISTANCE, _BY_TIME = 2, 1
_LEAST_PAUSE = Duration(10 * NS_PER_MS)

Values = Mapping[int, object]
"""The raw values of a message by the number of their field."""


class _Messages(NamedTuple):
    """The messages of one FIT file that tell of its laps."""

    laps: tuple[Values, ...]
    sessions: tuple[Values, ...]
    activity: Values
    user: Values


def read(content: bytes, name: str) -> Found:
    """Return the runs in `content`, the bytes of a FIT file called `name`.

    Raises `FormatError` where it is none, is damaged, or has no laps.
    """
    refuse_large(content, name)
    notes: list[str] = []
    recordings: list[Recording] = []
    for part in fit.lap_messages(content, name):
        messages = _messages(part.content, name)
        recordings += _recordings(messages, name, notes)
        if not part.checked:
            notes.append("The file has no checksum; nothing says that it came whole.")
    if not recordings:
        raise FormatError(f"{name}: found a FIT file without laps, expected one or more")
    return found_in(name, FORM, recordings, dict.fromkeys(notes))


def _messages(content: bytes, name: str) -> _Messages:
    from fitdecode import FitError

    # What the decoder is known to raise on files that break the rules, beside its own errors.
    faults = (FitError, ArithmeticError, AssertionError, AttributeError)
    try:
        by_kind = _decoded(content)
    except (*faults, LookupError, TypeError, ValueError, struct.error) as fault:
        words = type(fault).__name__
        raise FormatError(
            f"{name}: found messages about laps that break the rules of FIT ({words}), "
            "expected a file as the watch wrote it"
        ) from None
    return _Messages(
        laps=_in_order(by_kind.get(fit.LAP, ())),
        sessions=tuple(by_kind.get(fit.SESSION, ())),
        activity=_last(by_kind.get(fit.ACTIVITY, ())),
        user=_last(by_kind.get(fit.USER, ())),
    )


def _decoded(content: bytes) -> dict[int, list[Values]]:
    import fitdecode

    found: dict[int, list[Values]] = {}
    reader = fitdecode.FitReader(
        io.BytesIO(content),
        processor=None,
        check_crc=fitdecode.CrcCheck.DISABLED,
        error_handling=fitdecode.ErrorHandling.IGNORE,
    )
    with reader:
        for frame in reader:
            if frame.frame_type == fitdecode.FIT_FRAME_DATA:
                found.setdefault(frame.global_mesg_num, []).append(_values(frame.fields))
    return found


def _values(fields: Sequence[object]) -> Values:
    """Keep what the file itself says: neither what the decoder made of it nor what makers add."""
    values: dict[int, object] = {}
    for field in fields:
        definition = getattr(field, "field_def", None)
        if definition is not None and not definition.is_dev:
            values.setdefault(definition.def_num, getattr(field, "raw_value", None))
    return values


def _last(messages: Sequence[Values]) -> Values:
    return messages[-1] if messages else {}


def _in_order(laps: Sequence[Values]) -> tuple[Values, ...]:
    """Return the laps by their numbers, where each has one of its own, else as they stand."""
    numbers = [_whole(lap, _INDEX) for lap in laps]
    known = {number for number in numbers if number is not None}
    if len(known) < len(laps):
        return tuple(laps)
    return tuple(sorted(laps, key=lambda lap: _whole(lap, _INDEX) or 0))


def _whole(values: Values, field: int) -> int | None:
    """Return a whole number as a watch writes it, None where there is another thing or none."""
    value = values.get(field)
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value < _UNSIGNED:
        return None
    return value


def _recordings(messages: _Messages, name: str, notes: list[str]) -> Iterator[Recording]:
    if len(messages.laps) > MOST_LAPS:
        found = f"{len(messages.laps):,} laps"
        raise FormatError(f"{name}: found {found}, expected at most {MOST_LAPS}")
    for session, laps in _by_session(messages, notes):
        if laps:
            yield _recording(messages, session, laps, name, notes)


def _by_session(
    messages: _Messages, notes: list[str]
) -> Iterator[tuple[Values, tuple[Values, ...]]]:
    """Yield each session with its laps; a file of several has to say which laps are whose."""
    laps, sessions = messages.laps, messages.sessions
    if len(sessions) < 2:
        yield _last(sessions), laps
        return
    at = 0
    for session in sessions:
        count = _whole(session, _LAPS)
        if _whole(session, _FIRST_LAP) != at or count is None or count > len(laps) - at:
            break
        at += count
    if at != len(laps):
        notes.append("The file does not say which laps belong to which of its runs.")
        yield sessions[0], laps
        return
    at = 0
    for session in sessions:
        count = _whole(session, _LAPS) or 0
        yield session, laps[at : at + count]
        at += count


def _recording(
    messages: _Messages, session: Values, laps: Sequence[Values], name: str, notes: list[str]
) -> Recording:
    notes += _doubts(session, laps)
    stands: list[tuple[str, Duration]] = []
    read_laps = []
    for i, lap in enumerate(laps):
        where = f"lap {i + 1}"
        duration, stood = _duration(lap, name, where, last=i + 1 == len(laps))
        if stood >= _LEAST_PAUSE:
            stands.append((where, stood))
        read_laps.append(WatchLap(duration, _distance(lap), where))
    notes += paused(stands)
    notes += _sum_doubted(session, read_laps)
    start = _whole(session, _START) or _whole(laps[0], _START) or 0
    ahead = _ahead(messages.activity)
    athlete = messages.user.get(_NAME)
    return Recording(
        kind=_KINDS.get(_whole(session, _SUB_SPORT) or 0, "Run"),
        laps=tuple(read_laps),
        started=moment(_FIT_EPOCH + start, ahead or 0) if start >= _FIRST_DATE else None,
        local=ahead is not None,
        athlete=plain(athlete) if isinstance(athlete, str) else "",
    )


def _duration(lap: Values, name: str, where: str, *, last: bool) -> tuple[Duration, Duration]:
    """Return how long a lap took, and for how long the watch stood still in it.

    The race goes on while a watch is paused, so that counts; but a watch that was stopped at the
    finish and put away later stood still in its last lap, and that does not.
    """
    said = [_whole(lap, field) for field in (_ELAPSED, _TIMER)]
    known = [each for each in said if each is not None]
    if not known:
        raise FormatError(f"{name}: {where}: found no duration, expected one in milliseconds")
    whole, running = known[0], known[-1]
    if last:
        return Duration(running * NS_PER_MS), Duration(0)
    return Duration(whole * NS_PER_MS), Duration((whole - running) * NS_PER_MS)


def _distance(lap: Values) -> Distance | None:
    centimetres = _whole(lap, _LAP_DISTANCE)
    return None if centimetres is None else Distance(centimetres * _MM_PER_CM)


def _doubts(session: Values, laps: Sequence[Values]) -> Iterator[str]:
    sport = _whole(session, _SPORT)
    if sport not in _RUNNING:
        yield f"The watch recorded another sport than running (number {sport})."
    rests = [f"lap {i + 1}" for i, lap in enumerate(laps) if _whole(lap, _LAP_INTENSITY) in _RESTS]
    if rests:
        yield f"The watch calls {listed(rests)} a rest."
    for trigger, words in ((_BY_DISTANCE, "a distance"), (_BY_TIME, "a time")):
        own = [f"lap {i + 1}" for i, lap in enumerate(laps) if _whole(lap, _LAP_TRIGGER) == trigger]
        if own:
            yield f"The watch itself ended {listed(own)} after {words}; nobody pressed."


def _sum_doubted(session: Values, laps: Sequence[WatchLap]) -> Iterator[str]:
    """Say where the laps do not make up the run: one is missing then, or counted twice."""
    total = Duration(sum(lap.duration for lap in laps))
    said = [_whole(session, field) for field in (_ELAPSED, _TIMER)]
    known = [Duration(each * NS_PER_MS) for each in said if each is not None]
    if known and all(abs(total - each) > NS_PER_S for each in known):
        yield (
            f"The laps add up to {format_time(total)}, but the watch says {format_time(known[-1])}."
        )


def _ahead(activity: Values) -> int | None:
    """Return by how many seconds the local time was ahead of Greenwich, None if nobody says."""
    there, here = _whole(activity, _LOCAL), _whole(activity, _STAMP)
    if there is None or here is None or abs(there - here) > _FURTHEST_ZONE:
        return None
    return there - here
