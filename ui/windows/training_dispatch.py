"""Which slot does a key of a training session belong to?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from app.domain.times import Instant
from ui.stages.training import Played
from ui.stamps import Stamp
from ui.training import deeds
from ui.training.key_map import (
    Act,
    Action,
    CancelGroup,
    StartGroup,
    StopRunner,
    TakeBack,
)
from ui.training.moving_starts import ask_which_start

if TYPE_CHECKING:
    from ui.windows.training import TrainingControl


def act(control: "TrainingControl", action: Action, stamp: Stamp) -> None:
    """Carry out what a key asks for, at the instant it was pressed."""
    desk = control.desk
    if isinstance(action, StopRunner):
        desk.stop_lane(action.lane, *stamp)
    elif isinstance(action, StartGroup):
        group = deeds.group_at(desk, action.place)
        if group is not None:
            desk.start(*stamp, group)
    elif isinstance(action, TakeBack):
        deeds.take_back(desk, action.lane, stamp.at)
    elif isinstance(action, CancelGroup):
        deeds.cancel_start(desk, action.place, stamp.at)
    else:
        _ACTS[action](control, stamp)
    control.changed()


def _at(do: Callable[..., object]) -> Callable[["TrainingControl", Stamp], object]:
    return lambda control, stamp: do(control.desk, stamp.at)


def _played(
    do: Callable[[Played, Instant], object],
) -> Callable[["TrainingControl", Stamp], object]:
    def slot(control: "TrainingControl", stamp: Stamp) -> None:
        stage = control.desk.stage
        if isinstance(stage, Played):
            do(stage, stamp.at)

    return slot


_ACTS: dict[Act, Callable[["TrainingControl", Stamp], object]] = {
    Act.START: lambda control, stamp: control.desk.start(*stamp),
    Act.STOP_SELECTED: lambda control, stamp: control.desk.stop_selected(*stamp),
    Act.TAP: lambda control, stamp: control.desk.tap(*stamp),
    Act.NAME_TAPS: _at(deeds.name_taps),
    Act.UNDO: lambda control, stamp: control.desk.undo(stamp.at),
    Act.REDO: lambda control, stamp: control.desk.redo(stamp.at),
    Act.NEXT_GROUP: lambda control, stamp: control.desk.next_group(stamp.at),
    Act.NEXT_RUNNER: lambda control, _: control.desk.select_by(1),
    Act.LAST_RUNNER: lambda control, _: control.desk.select_by(-1),
    Act.AWAY: _at(deeds.ask_who_is_away),
    Act.ARRIVED: _at(deeds.ask_who_is_here),
    Act.SKIP: _at(deeds.ask_who_skips),
    Act.STOP_TODAY: _at(deeds.ask_who_stops),
    Act.MISSED: _at(deeds.ask_who_was_missed),
    Act.JOIN: _at(deeds.ask_who_changes),
    Act.TYPE_TIME: _at(deeds.ask_whose_time),
    Act.MOVE_START: _at(ask_which_start),
    Act.NOTE: _at(deeds.ask_for_note),
    Act.ADD: _at(deeds.ask_for_more),
    Act.REPEAT: _at(deeds.ask_to_repeat),
    Act.DROP: _at(deeds.ask_to_drop),
    Act.NEWCOMER: _at(deeds.ask_for_newcomer),
    Act.END: lambda control, stamp: control.ending.ask(stamp.at),
    Act.PLAY_PAUSE: _played(lambda stage, now: stage.play_pause(now)),
    Act.NEXT_STOP: _played(lambda stage, now: stage.step(now)),
    Act.FASTER: _played(lambda stage, now: stage.faster(now)),
    Act.SLOWER: _played(lambda stage, now: stage.slower(now)),
    Act.RESTART: _played(lambda stage, now: stage.restart(now)),
    Act.SHEET: lambda control, _: control.export(),
    Act.SOUND: lambda control, stamp: control.toggle_sounds(stamp.at),
    Act.VOICE: lambda control, stamp: control.toggle_voice(stamp.at),
    Act.THEME: lambda control, _: control.next_theme(),
    Act.FULL_SCREEN: lambda control, _: control.window.toggle_full_screen(),
    Act.SHOW_KEYS: lambda control, _: control.show_keys(),
    Act.LEAVE: lambda control, _: control.close_keys(),
}
