"""Which slot does a key belong to?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.state import ARMED
from app.domain.times import Instant
from ui.key_map import Act, Action, SplitLane, UndoLane
from ui.stages.replaying import ReplayStage
from ui.stamps import Stamp
from ui.viewstate.snapshot import REPLAY

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow


def act(window: "RaceWindow", action: Action, stamp: Stamp) -> None:
    """Carry out what a key asks for, at the instant it was pressed."""
    desk = window.desk
    if isinstance(action, SplitLane):
        desk.split(*stamp, lane=action.lane)
    elif isinstance(action, UndoLane):
        desk.undo_lane(action.lane, stamp.at)
    elif action in _ON_DESK:
        _ON_DESK[action](window, stamp)
    else:
        _ON_WINDOW[action](window)
    window.loop.wake()


def wants(window: "RaceWindow", action: Action) -> bool:
    """Whether the window has a use for a key now; else it goes to the widget with the focus."""
    desk = window.desk
    if action is Act.NEXT_ENTRY:
        return len(desk.stage.state.entries) > 1
    if action in _REPLAY_ONLY:
        return desk.stage.mode == REPLAY
    if action is Act.START:
        idle = desk.stage.mode == REPLAY or desk.stage.state.phase != ARMED
        return not (idle and isinstance(QApplication.focusWidget(), QAbstractButton))
    return True


def _with_replay(
    act_on: Callable[[ReplayStage, Instant], object],
) -> Callable[["RaceWindow", Stamp], None]:
    def slot(window: "RaceWindow", stamp: Stamp) -> None:
        if isinstance(window.desk.stage, ReplayStage):
            act_on(window.desk.stage, stamp.at)

    return slot


def _toggle_sounds(window: "RaceWindow", stamp: Stamp) -> None:
    desk = window.desk
    desk.sounds_on = not desk.sounds_on
    desk.say("Beeps are on." if desk.sounds_on else "Beeps are off.", stamp.at)


_REPLAY_ONLY = frozenset(
    {
        Act.NEXT_SPLIT,
        Act.PLAY_PAUSE,
        Act.RESTART,
        Act.FASTER,
        Act.SLOWER,
        Act.HIDE_ENDING,
    }
)
_ON_DESK = {
    Act.START: lambda window, stamp: window.desk.start(*stamp),
    Act.SPLIT_SELECTED: lambda window, stamp: window.desk.split(*stamp),
    Act.TAP: lambda window, stamp: window.desk.tap(*stamp),
    Act.UNDO: lambda window, stamp: window.desk.undo(stamp.at),
    Act.REDO: lambda window, stamp: window.desk.redo(stamp.at),
    Act.NEXT_TARGET: lambda window, stamp: window.desk.next_target(stamp.at),
    Act.NEXT_SPLIT: _with_replay(ReplayStage.step),
    Act.PLAY_PAUSE: _with_replay(ReplayStage.play_pause),
    Act.FASTER: _with_replay(ReplayStage.faster),
    Act.SLOWER: _with_replay(ReplayStage.slower),
    Act.RESTART: lambda window, stamp: window.desk.seek(0.0, stamp.at),
    Act.HIDE_ENDING: lambda window, stamp: window.desk.hide_ending(stamp.at),
    Act.NEXT_RULE: lambda window, stamp: window.desk.next_rule(stamp.at),
    Act.SOUND: _toggle_sounds,
}
_ON_WINDOW = {
    Act.NEXT_ENTRY: lambda window: window.desk.select_next(),
    Act.NEXT_GRAPH: lambda window: window.next_graph(),
    Act.FLIP: lambda window: window.flip_graph(),
    Act.FULL_SCREEN: lambda window: window.window.toggle_full_screen(),
    Act.SHOW_KEYS: lambda window: window.show_keys(),
    Act.THEME: lambda window: window.next_theme(),
    Act.ADD_TARGET: lambda window: window.extras.edit_target(None),
    Act.NEW_RACE: lambda window: window.extras.new_race(),
    Act.RACES: lambda window: window.extras.show_menu(),
    Act.SAVE_SHEET: lambda window: window.extras.save_sheet(),
}
