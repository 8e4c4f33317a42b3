"""How is time zero moved by keys and by what is typed? Every one is a command that undo takes back.

Durations are nanoseconds; a move is positive where the clock shows more afterwards.
"""

from app.domain.plan import WATCH, EntryId
from app.domain.repair_commands import CancelStart, GiveOfficial, NudgeZero, SetZero, StartAtTap
from app.domain.said import format_difference
from app.domain.state import HAND, EntryState, SessionState
from app.domain.times import NS_PER_MS, NS_PER_S, Duration, Instant, TimeSyntaxError, parse_time
from app.domain.zero_basis import basis_name, moved_by
from app.domain.zero_fit import official_residuals
from app.language import marked, tr
from ui.desk import Desk
from ui.viewstate.wording import sentence

TENTH = Duration(100 * NS_PER_MS)
SECOND = Duration(NS_PER_S)
_NAMED = 4
_EXPECTED = marked("a lane or a name and the time, like {example} 4:06.42")


def nudge(desk: Desk, by: Duration, now: Instant) -> bool:
    """Let the clock show `by` more, and say how far it was moved in all."""
    command = NudgeZero(at=desk.stage.session_now(now), by=by)
    return _moved(desk, command, now, step=by)


def false_start(desk: Desk, now: Instant) -> bool:
    """Be armed again; the start that was none stays in the journal."""
    if not desk.edit(CancelStart(at=desk.stage.session_now(now)), now):
        return False
    desk.say(tr("False start: armed again. Return starts, Ctrl+Z brings the start back."), now)
    return True


def start_at_tap(desk: Desk, tap: int, now: Instant) -> bool:
    """Let the press that was kept as `tap` be the start."""
    return _moved(desk, StartAtTap(at=desk.stage.session_now(now), tap=tap), now)


def set_gun(desk: Desk, text: str, now: Instant) -> bool:
    """Put time zero at a typed time of day; False when it was refused, and why is said."""
    from app.usecases.gun_time import BadTimeOfDay, gun_at

    at, session = desk.stage.session_now(now), desk.live().session
    near = desk.stage.state.started
    try:
        gun = gun_at(text, session.anchor, at if near is None else near, at)
    except BadTimeOfDay as error:
        desk.refuse(str(error), now)
        return False
    return _moved(desk, SetZero(at=at, zero=gun.zero, tolerance=gun.tolerance), now)


def give_official(desk: Desk, text: str, now: Instant) -> bool:
    """Take a typed official finish time: a lane or a name before it where several athletes run."""
    try:
        entry, elapsed = _read_official(desk.stage.state, text)
    except ValueError as error:
        desk.refuse(sentence(str(error)), now)
        return False
    at = desk.stage.session_now(now)
    if not desk.edit(GiveOfficial(at=at, entry=entry, elapsed=elapsed), now):
        return False
    desk.say(_official_words(desk.stage.state, entry), now)
    return True


def moved_words(before: SessionState, after: SessionState, step: Duration | None = None) -> str:
    """Return how far the clock was moved, in all where a start press says from where."""
    name = basis_name(after)
    if before.zero is None or after.zero is None:
        return tr("The clock runs; {name}.", name=name)
    by = Duration(before.zero.at - after.zero.at) if step is None else step
    in_all = moved_by(after)
    if after.zero.basis == HAND and after.started is not None:
        if not in_all:
            return tr("Clock back at the start press; {name}.", name=name)
        return tr("Clock moved by {by}; {name}.", by=_signed(in_all), name=name)
    apart = after.started is not None and in_all != by
    more = tr(", {by} from the start press", by=_signed(in_all)) if apart else ""
    return tr("Clock moved by {by}{more}; {name}.", by=_signed(by), more=more, name=name)


def _moved(
    desk: Desk,
    command: NudgeZero | SetZero | StartAtTap,
    now: Instant,
    step: Duration | None = None,
) -> bool:
    before = desk.stage.state
    if not desk.edit(command, now):
        return False
    desk.say(moved_words(before, desk.stage.state, step), now)
    return True


def _signed(value: Duration) -> str:
    """Write a move as finely as it is: tenths where it is whole tenths, `+1:00.8` from a minute."""
    size = format_difference(value, 2 if value % TENTH else 1)
    return size if ":" in size else f"{size} s"


def _read_official(state: SessionState, text: str) -> tuple[EntryId, Duration]:
    """Return whose time it is and the time; raise `ValueError` with one sentence."""
    name, _, time = text.strip().rpartition(" ")
    try:
        elapsed = parse_time(time)
    except TimeSyntaxError as error:
        raise ValueError(tr("official time: {error}", error=error)) from None
    return _athlete(state, name.strip(), text), elapsed


def _athlete(state: SessionState, name: str, text: str) -> EntryId:
    running = [each for each in state.entries.values() if each.entrant.role != WATCH]
    found = [each.entrant.id for each in running if _is_named(each, name)] if name else []
    if not name and len(running) == 1:
        found = [running[0].entrant.id]
    if len(found) != 1:
        example = running[0].entrant.athlete if running else "1"
        expected = tr(_EXPECTED, example=example)
        raise ValueError(
            tr(
                'official time: found "{found}", expected {expected}',
                found=text.strip(),
                expected=expected,
            )
        )
    return found[0]


def _is_named(entry: EntryState, name: str) -> bool:
    """A lane is a number; a name may be cut short."""
    if name.isdecimal():
        return entry.entrant.lane == int(name)
    return entry.entrant.athlete.casefold().startswith(name.casefold())


def _official_words(state: SessionState, entry: EntryId) -> str:
    residuals = official_residuals(state)
    athlete = state.entries[entry].entrant.athlete
    if entry not in residuals:
        return tr(
            "Official time of {athlete} kept; nobody pressed that finish, so the clock stays.",
            athlete=athlete,
        )
    moved = (
        tr("Clock moved by {by}", by=_signed(moved_by(state)))
        if state.started is not None
        else tr("Clock set")
    )
    if len(residuals) == 1:
        return tr("{moved}; official.", moved=moved)
    named = residuals if len(residuals) <= _NAMED else {entry: residuals[entry]}
    off = [
        f"{state.entries[key].entrant.athlete} {format_difference(each)}"
        for key, each in named.items()
    ]
    return tr(
        "{moved}; official, fitted to {total} times: {names}.",
        moved=moved,
        total=len(residuals),
        names=", ".join(off),
    )
