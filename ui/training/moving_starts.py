"""By how much is a start moved that was pressed late? Asked for the group, then typed with a sign."""

from functools import partial

from app.domain.times import Instant, TimeSyntaxError, parse_time
from app.domain.training import session_commands as tc
from app.language import tr
from ui.training.asking import GroupAsked, group_label
from ui.training.desk import TrainingDesk
from ui.viewstate.training_snapshot import FieldAsked
from ui.viewstate.wording import sentence

KEY = "V"


def ask_which_start(desk: TrainingDesk, now: Instant) -> None:
    """Ask whose last start was at another time; where there is one group, it is that."""
    if len(desk.state.groups) == 1:
        _ask_how_far(desk, next(iter(desk.state.groups)), now)
        return
    desk.prompt = GroupAsked(
        desk,
        now,
        badge=tr("START"),
        words=tr("Whose last start was earlier or later?"),
        again=KEY,
        answer=partial(_ask_how_far, desk),
    )


def _ask_how_far(desk: TrainingDesk, name: str, now: Instant) -> None:
    group = desk.state.groups[name]
    if not group.starts:
        desk.refuse(tr("{group} has no start yet.", group=group_label(name)), now)
        return
    number = group.number(group.starts[-1].rep)
    label = tr("{group}, start {number}", group=group_label(name), number=number)
    hint = tr("-0.8 where it was earlier, 0.5 where it was later")
    desk.ask_for(FieldAsked(label, hint), lambda text, at: _move(desk, name, text, at))


def _move(desk: TrainingDesk, name: str, text: str, now: Instant) -> bool:
    """Move the start by what was typed, in seconds; nothing typed leaves it."""
    if not text:
        return True
    try:
        by = parse_time(text, signed=True)
    except TimeSyntaxError as error:
        desk.refuse(sentence(str(error)), now)
        return False
    to = Instant(desk.state.groups[name].starts[-1].at + by)
    moved = desk.do([tc.MoveStart(desk.stage.session_now(now), name, to)], now)
    if moved:
        desk.say(tr("Moved: times and recoveries of {group} follow.", group=group_label(name)), now)
    return moved
