"""Which slot does a key belong to?"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QAbstractButton, QApplication

from app.domain.state import ARMED
from app.domain.times import Duration, Instant
from app.language import tr
from ui.key_map import Act, Action, SplitLane, UndoLane
from ui.stages.replaying import ReplayStage
from ui.stamps import Stamp
from ui.viewstate.snapshot import LIVE, REPLAY
from ui.windows.corner import corner_of, toggle_corner
from ui.windows.first_steps import answered_welcome
from ui.windows.incoming import paste, show_import

if TYPE_CHECKING:
    from ui.charts.panel import GraphPanel
    from ui.widgets.strip import Strip
    from ui.windows.board_control import BoardControl
    from ui.windows.race_window import RaceWindow


def act(window: "RaceWindow", action: Action, stamp: Stamp) -> None:
    """Carry out what a key asks for, at the instant it was pressed."""
    desk = window.desk
    if action in _ASKS:
        window.close_keys()
    if isinstance(action, SplitLane):
        if not answered_welcome(window, action.lane):
            desk.split(*stamp, lane=action.lane)
    elif isinstance(action, UndoLane):
        desk.undo_lane(action.lane, stamp.at)
    elif action in _ON_OFFER and window.extras.strip is not None:
        _ON_OFFER[action](window.extras.strip)
    elif action in _ON_DESK:
        _ON_DESK[action](window, stamp)
    else:
        _ON_WINDOW[action](window)
    window.loop.wake()


def wants(window: "RaceWindow", action: Action) -> bool:
    """Whether the window has a use for a key now; else it goes to the widget with the focus."""
    desk = window.desk
    if isinstance(action, Act) and action not in _ON_DESK and action not in _ON_WINDOW:
        return False
    if action in _OF_SEVERAL:
        return len(desk.stage.state.racing) > 1
    if action in _REPLAY_ONLY:
        return desk.stage.mode == REPLAY
    if action in _ON_OFFER and window.extras.strip is not None:
        return True
    if action in _LIVE_ONLY:
        return desk.stage.mode == LIVE
    if action is Act.LEAVE:
        beneath = window.window.panel is not None or corner_of(window) is not None
        return beneath and not window.extras.keys_shown
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
    desk.say(tr("Beeps are on.") if desk.sounds_on else tr("Beeps are off."), stamp.at)


def _star(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.field import star

    star(window.desk, stamp.at)


def _toggle_layout(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.field import toggle_layout

    toggle_layout(window.desk, stamp.at)


def _next_target(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.field import next_target

    next_target(window.desk, stamp.at)


def _next_kind(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.kind import next_kind

    next_kind(window.desk, stamp.at)


_OF_SEVERAL = frozenset({Act.NEXT_ENTRY, Act.LAYOUT, Act.STAR})


def _nudge(tenths: int) -> Callable[["RaceWindow", Stamp], None]:
    def slot(window: "RaceWindow", stamp: Stamp) -> None:
        from ui.repairs.zero import TENTH, nudge

        nudge(window.desk, Duration(tenths * TENTH), stamp.at)

    return slot


def _sync(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.syncing import press

    press(window.desk, stamp)


def _false_start(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.zero import false_start

    false_start(window.desk, stamp.at)


def _name_taps(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.naming import name_taps

    name_taps(window.desk, stamp.at)


def _answer(choice: int) -> Callable[["RaceWindow", Stamp], None]:
    def slot(window: "RaceWindow", stamp: Stamp) -> None:
        from ui.repairs.asking import answer

        answer(window.desk, choice, stamp.at)

    return slot


def _keep(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.asking import keep

    keep(window.desk, stamp.at)


def _miss(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.missing import ask_who_was_missed

    ask_who_was_missed(window.desk, stamp.at)


def _withdraw(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.repairs.missing import ask_who_is_out

    ask_who_is_out(window.desk, stamp.at)


def _show_pressed(window: "RaceWindow") -> None:
    from ui.windows.repair_panels import toggle

    toggle(window)


def _toggle_voice(window: "RaceWindow", stamp: Stamp) -> None:
    from ui.windows.choices import choices_of

    choices_of(window).toggle_voice(stamp.at)


def _edit_calls(window: "RaceWindow") -> None:
    from ui.windows.call_editor import edit_calls

    edit_calls(window)


def _open_settings(window: "RaceWindow") -> None:
    from ui.windows.settings import open_settings

    open_settings(window)


def _open_guide(window: "RaceWindow") -> None:
    from ui.windows.guide import open_guide

    open_guide(window)


def _open_tap_school(window: "RaceWindow") -> None:
    from ui.windows.tap_school import open_tap_school

    open_tap_school(window)


def _show_clock(window: "RaceWindow") -> None:
    from ui.windows.clock_panel import toggle

    toggle(window)


def _on_board(act_on: "Callable[[BoardControl], object]") -> Callable[["RaceWindow"], None]:
    def slot(window: "RaceWindow") -> None:
        from ui.windows.board_control import board_of

        act_on(board_of(window))

    return slot


def _on_graph(act_on: "Callable[[GraphPanel], object]") -> Callable[["RaceWindow"], None]:
    def slot(window: "RaceWindow") -> None:
        body = window.window.body
        if body is not None and window.window.shows_body:
            act_on(body.graph)

    return slot


def _copy_graph(window: "RaceWindow") -> None:
    from ui.windows.graph_menu import copy_graph

    copy_graph(window)


def _leave_panel(window: "RaceWindow") -> None:
    """Close the giant call or the panel that is on, as its own button does; a prompt has had its Esc before."""
    from ui.widgets.clock_panel import ClockPanelWidget
    from ui.widgets.welcome import WelcomePanel
    from ui.widgets.what_if_panel import WhatIfPanelWidget

    corner, panel = corner_of(window), window.window.panel
    if corner is not None and not window.extras.keys_shown:
        corner.toggle()
    elif isinstance(panel, ClockPanelWidget | WhatIfPanelWidget | WelcomePanel):
        panel.left.emit()


_ASKS = frozenset(
    {
        *(Act.MISS, Act.WITHDRAW, Act.NAME_TAPS, Act.SYNC, Act.PRESSED, Act.CLOCK, Act.WHAT_IF),
        *(Act.GUIDE, Act.TAP_SCHOOL),
    }
)
"""They put a question or a panel on the window, which has to be seen."""
_ON_OFFER: dict[Action, Callable[["Strip"], None]] = {
    Act.REMEDY: lambda strip: strip.accepted.emit(),
    Act.KEEP: lambda strip: strip.dismissed.emit(),
}
"""What answers the offer to go on with a race; while one runs there is no such offer."""
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
_LIVE_ONLY = frozenset(
    {
        Act.MISS,
        Act.WITHDRAW,
        Act.NAME_TAPS,
        Act.REMEDY,
        Act.OTHER_REMEDY,
        Act.KEEP,
        Act.SYNC,
        Act.FALSE_START,
        Act.CLOCK_UP,
        Act.CLOCK_DOWN,
        Act.CLOCK_UP_1S,
        Act.CLOCK_DOWN_1S,
    }
)
_ON_DESK = {
    Act.START: lambda window, stamp: window.desk.start(*stamp),
    Act.SPLIT_SELECTED: lambda window, stamp: window.desk.split(*stamp),
    Act.TAP: lambda window, stamp: window.desk.tap(*stamp),
    Act.UNDO: lambda window, stamp: window.desk.undo(stamp.at),
    Act.REDO: lambda window, stamp: window.desk.redo(stamp.at),
    Act.NEXT_TARGET: _next_target,
    Act.STAR: _star,
    Act.LAYOUT: _toggle_layout,
    Act.NEXT_SPLIT: _with_replay(ReplayStage.step),
    Act.PLAY_PAUSE: _with_replay(ReplayStage.play_pause),
    Act.FASTER: _with_replay(ReplayStage.faster),
    Act.SLOWER: _with_replay(ReplayStage.slower),
    Act.RESTART: lambda window, stamp: window.desk.seek(0.0, stamp.at),
    Act.HIDE_ENDING: lambda window, stamp: window.desk.hide_ending(stamp.at),
    Act.KIND: _next_kind,
    Act.NEXT_RULE: lambda window, stamp: window.desk.next_rule(stamp.at),
    Act.SOUND: _toggle_sounds,
    Act.VOICE: _toggle_voice,
    Act.NAME_TAPS: _name_taps,
    Act.REMEDY: _answer(0),
    Act.OTHER_REMEDY: _answer(1),
    Act.KEEP: _keep,
    Act.MISS: _miss,
    Act.WITHDRAW: _withdraw,
    Act.SYNC: _sync,
    Act.FALSE_START: _false_start,
    Act.CLOCK_UP: _nudge(1),
    Act.CLOCK_DOWN: _nudge(-1),
    Act.CLOCK_UP_1S: _nudge(10),
    Act.CLOCK_DOWN_1S: _nudge(-10),
}
_ON_WINDOW: dict[Act, Callable[["RaceWindow"], object]] = {
    Act.NEXT_ENTRY: lambda window: window.desk.select_next(),
    Act.NEXT_GRAPH: lambda window: window.next_graph(),
    Act.FLIP: lambda window: window.flip_graph(),
    Act.FULL_SCREEN: lambda window: window.window.toggle_full_screen(),
    Act.SHOW_KEYS: lambda window: window.show_keys(),
    Act.THEME: lambda window: window.next_theme(),
    Act.ADD_TARGET: lambda window: window.extras.edit_target(None),
    Act.NEW_RACE: lambda window: window.extras.new_race(),
    Act.AGAIN: lambda window: window.extras.again(),
    Act.RACES: lambda window: window.extras.show_menu(),
    Act.LIBRARY: lambda window: window.extras.show_library(),
    Act.SAVE_SHEET: lambda window: window.extras.export(),
    Act.EXPORT_AGAIN: lambda window: window.extras.export_again(),
    Act.PRINT: lambda window: window.extras.export(printing=True),
    Act.CLOCK: _show_clock,
    Act.PRESSED: _show_pressed,
    Act.IMPORT: show_import,
    Act.PASTE: paste,
    Act.TRAINING: lambda window: window.extras.plan_training(),
    Act.WHAT_IF: lambda window: window.extras.show_what_if(),
    Act.EDIT_CALLS: _edit_calls,
    Act.SETTINGS: _open_settings,
    Act.GUIDE: _open_guide,
    Act.TAP_SCHOOL: _open_tap_school,
    Act.LEAVE: _leave_panel,
    Act.SCOREBOARD: _on_board(lambda board: board.toggle()),
    Act.BLANK: _on_board(lambda board: board.toggle_blank()),
    Act.FREEZE: _on_board(lambda board: board.toggle_frozen()),
    Act.WHO: _on_board(lambda board: board.next_who()),
    Act.CONFIRM: _on_board(lambda board: board.confirm()),
    Act.CORNER: toggle_corner,
    Act.READ_NEXT: _on_graph(lambda graph: graph.read_next(1)),
    Act.READ_BEFORE: _on_graph(lambda graph: graph.read_next(-1)),
    Act.ZOOM_IN: _on_graph(lambda graph: graph.plot.zoom_by(0.5)),
    Act.ZOOM_OUT: _on_graph(lambda graph: graph.plot.zoom_by(2.0)),
    Act.PAN_RIGHT: _on_graph(lambda graph: graph.plot.pan_by(0.25)),
    Act.PAN_LEFT: _on_graph(lambda graph: graph.plot.pan_by(-0.25)),
    Act.WHOLE_GRAPH: _on_graph(lambda graph: graph.plot.reset()),
    Act.COPY_GRAPH: _copy_graph,
    Act.GRAPH_MENU: _on_graph(lambda graph: graph.ask_for_menu()),
}
