"""What stands in the strip of a group: which repetition, when the next one starts, and with what?"""

from typing import NamedTuple

from app.analysis.training.next_start import NextStart
from app.analysis.training.repetitions import target_of
from app.domain.said import format_metres
from app.domain.times import NS_PER_S, Duration
from app.domain.training.session_state import FINISHED, GroupState, Rep
from app.language import tr, tr_count
from ui.viewstate.tones import ALERT, INK, MUTED
from ui.viewstate.training_snapshot import TrainingSnapshot
from ui.viewstate.training_words import down_text, target_text, up_text
from ui.viewstate.wording import DOT, clock_text

_URGENT = Duration(10 * NS_PER_S)


class GroupStrip(NamedTuple):
    """One group. `label` says what the `clock` is; `filled` cannot be missed: the start is near.

    `keys` start it; `chosen` is the group that the start key starts.
    """

    group: str
    name: str
    chosen: bool
    keys: str
    label: str
    clock: str
    aside: str
    number: str
    detail: str
    target: str
    tone: str
    filled: bool


def group_strip(snapshot: TrainingSnapshot, coming: NextStart, letter: str) -> GroupStrip:
    """Return the strip of one group."""
    group = snapshot.state.groups[coming.group]
    chosen = coming.group == snapshot.group
    rep = _shown_rep(group, coming)
    label, clock, tone = _clock(snapshot, coming)
    near = coming.due is not None and coming.due - snapshot.at <= _URGENT and coming.rep is not None
    return GroupStrip(
        group=coming.group,
        name=coming.group,
        chosen=chosen,
        keys=_keys(snapshot, coming, letter, chosen=chosen),
        label=label,
        clock=clock,
        aside=_aside(snapshot, coming),
        number=_number(group, rep),
        detail=_detail(group, rep),
        target=_target(snapshot, group, rep),
        tone=tone,
        filled=near,
    )


def _shown_rep(group: GroupState, coming: NextStart) -> Rep | None:
    """What is run while somebody runs it, else what comes next."""
    return group.last_rep if coming.running or coming.rep is None else coming.rep


def _clock(snapshot: TrainingSnapshot, coming: NextStart) -> tuple[str, str, str]:
    """Return what the large figures are, the figures, and their tone."""
    group = snapshot.state.groups[coming.group]
    if coming.rep is not None and coming.due is not None:
        left = Duration(coming.due - snapshot.at)
        if left > 0:
            return tr("NEXT START IN"), down_text(left), INK
        return tr("START IS DUE SINCE"), up_text(Duration(-left)), ALERT
    if coming.running and group.starts:
        return tr("RUNNING"), clock_text(Duration(max(0, snapshot.at - group.starts[-1].at))), INK
    if coming.rep is None:
        over = snapshot.state.phase == FINISHED
        return tr("THE SESSION IS OVER") if over else tr("THROUGH"), "", MUTED
    if coming.since is not None:
        return tr("RESTING FOR"), up_text(Duration(snapshot.at - coming.since)), INK
    return ("", tr("READY"), MUTED) if not group.starts else (tr("WAITING"), "", MUTED)


def _aside(snapshot: TrainingSnapshot, coming: NextStart) -> str:
    """Say who is still out, with the running clock where the large one counts down."""
    out = len(coming.running)
    if not out:
        return ""
    words = tr_count("{count} on the track", "{count} on the track", out)
    group = snapshot.state.groups[coming.group]
    if coming.due is None or not group.starts:
        return words
    return f"{words}{DOT}{clock_text(Duration(max(0, snapshot.at - group.starts[-1].at)))}"


def _keys(snapshot: TrainingSnapshot, coming: NextStart, letter: str, *, chosen: bool) -> str:
    if coming.rep is None or snapshot.keeping is None:
        return ""
    own = letter if len(snapshot.state.groups) > 1 else ""
    if not chosen:
        return own
    return tr("Space or {letter}", letter=own) if own else tr("Space")


def _number(group: GroupState, rep: Rep | None) -> str:
    if rep is None:
        return ""
    whole = sum(not each.dropped for each in group.reps)
    return tr("{number} of {whole}", number=group.number(rep.id), whole=whole)


def _detail(group: GroupState, rep: Rep | None) -> str:
    if rep is None:
        return ""
    left = [each for each in group.reps if not each.dropped or each is rep]
    sets = len(dict.fromkeys(each.of_set for each in left))
    if sets == 1:
        return format_metres(rep.distance)
    place = list(dict.fromkeys(each.of_set for each in left)).index(rep.of_set) + 1
    where = tr("set {place} of {sets}", place=place, sets=sets)
    return f"{format_metres(rep.distance)}{DOT}{where}"


def _target(snapshot: TrainingSnapshot, group: GroupState, rep: Rep | None) -> str:
    if rep is None:
        return ""
    state = snapshot.state
    members = [each for each in state.members(group.name) if each.stopping is None]
    found = target_text([target_of(state, each, group.name, rep) for each in members])
    return tr("in {time}", time=found) if found else ""
