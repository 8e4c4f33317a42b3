"""Where does a key press go? To the race, whatever has focus, with the instant it was made at.

One filter sees every event of the application before any widget: the instant is taken first, then
the key is looked up, and a key that means something reaches no widget.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QHelpEvent, QInputEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QToolTip,
    QWidget,
)

from app.domain.events import HANDLER_STAMP
from app.domain.times import NS_PER_MS, Instant
from ui.key_map import NAMES, OWN, KeyPress, action_for, is_own_split, position_of
from ui.own_keys import tip
from ui.stamps import ClockReading, PressClock, Stamp, read_clocks

RACE_WINDOW = "splitlineRaceWindow"
TRAINING_WINDOW = "splitlineTrainingWindow"
_SIDE_WINDOW = "splitlineSideWindow"
_NUMBERS = "splitlineNumbers"
_WITHOUT_EVENT_TIME = ("offscreen", "minimal")
_NAME_OF = {getattr(Qt.Key, f"Key_{name}").value: name for name in NAMES}
_SHIFT = Qt.KeyboardModifier.ShiftModifier.value
_CONTROL = Qt.KeyboardModifier.ControlModifier.value
_ALT = Qt.KeyboardModifier.AltModifier.value
_OTHER = Qt.KeyboardModifier.MetaModifier.value | Qt.KeyboardModifier.GroupSwitchModifier.value
_Type = QEvent.Type
_PRESSES = frozenset(
    {_Type.KeyPress, _Type.MouseButtonPress, _Type.MouseButtonDblClick, _Type.TouchBegin}
)
_RELEASES = frozenset({_Type.KeyRelease, _Type.MouseButtonRelease, _Type.TouchEnd})
_TIMED = _PRESSES | _RELEASES | {_Type.MouseMove, _Type.Wheel, _Type.TouchUpdate}
_CLICK_NS = 100 * NS_PER_MS


def mark_race_window(window: QWidget, kind: str = RACE_WINDOW) -> None:
    """Let the keys of `window` go to the race; those of other windows, dialogs say, do not.

    Where a session of another `kind` is run, they go to that: each kind has a filter of its own.
    """
    window.setProperty(kind, True)


def mark_side_window(window: QWidget, kind: str = RACE_WINDOW) -> None:
    """Let the keys that split while typing go to the race from `window` as well, a dialog say.

    It lies in front of a race that runs on; all other keys are its own.
    """
    window.setProperty(kind, True)
    window.setProperty(_SIDE_WINDOW, True)


def mark_number_field(field: QWidget) -> None:
    """Let Space split while `field` is typed in: no number has a blank."""
    field.setProperty(_NUMBERS, True)


def takes_text(widget: QWidget | None) -> bool:
    """Say whether printing keys belong to `widget`."""
    if isinstance(widget, QComboBox):
        return widget.isEditable()
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit | QAbstractSpinBox):
        return not widget.isReadOnly()
    return False


class LookUp(Protocol):
    """Says what a key asks for, None when it is not one of ours."""

    def __call__(self, key: KeyPress, *, typing: bool) -> object | None:
        """Return the action, an argument of the filter's `on_action`."""
        ...


class KeyFilter(QObject):
    """Filters the events of the application; owns the clock that presses are stamped with.

    `on_action` gets what a key asks for and when. `wants` may decline an action that the window
    has no use for at the moment: its key then goes on to the widget that has focus, as `Tab` does
    where there is one athlete. `first` is a prompt on the window: it sees a key before the race does
    and takes it by answering True, but none while somebody types. `look_up` says what a key means
    in the windows of `kind`: a race's, or those of a training session. Where `Tab` is taken, `Ctrl+Tab` moves the focus on; `Shift+Tab`
    always moves it back. `typing_changed` says when a text field of a race window takes the keys,
    and when it gives them back. `listener`, where there is one, is a form beside the race that waits
    for a key: it takes it by answering True.
    """

    typing_changed = Signal(bool)

    def __init__(
        self,
        application: QApplication,
        on_action: Callable[[Any, Stamp], None],
        *,
        kind: str = RACE_WINDOW,
        look_up: LookUp = action_for,
        wants: Callable[[Any], bool] = lambda _: True,
        first: Callable[[KeyPress, Stamp], bool] = lambda *_: False,
        read: Callable[[], ClockReading] = read_clocks,
        platform: str | None = None,
    ) -> None:
        """Begin to filter; every event costs about 2 µs from then on.

        `platform` is the name of Qt's platform plugin. Those without a keyboard stamp the events
        of tests with numbers that are no time.
        """
        super().__init__(application)
        self._kind, self._look_up = kind, look_up
        self._on_action = on_action
        self._wants = wants
        self._first = first
        self._read = read
        self._platform = QGuiApplication.platformName() if platform is None else platform
        self._timeless = self._platform in _WITHOUT_EVENT_TIME
        self._clock = PressClock()
        self._press: Stamp | None = None
        self._released: Instant | None = None
        self._typing = False
        self._resting = False
        self._let_go: tuple[int, int, int] = (0, 0, -1)
        self._own: dict[QWidget, Callable[[KeyPress], bool]] = {}
        self.listener: Callable[[KeyPress], bool] | None = None
        application.focusChanged.connect(self._follow_focus)
        application.installEventFilter(self)

    def read_by(self, read: Callable[[], ClockReading]) -> None:
        """Take the instants of presses from another clock, one that is moved by hand say."""
        self._read = read

    @property
    def typing(self) -> bool:
        """Whether a text field of a race window has the keys."""
        return self._typing

    @property
    def last_press(self) -> Stamp:
        """The instant that the click being handled began at: its press, not its release.

        The present where nothing was pressed, as in a click that a screen reader makes.
        """
        reading = self._read()
        over = self._released is not None and reading.now - self._released > _CLICK_NS
        return Stamp(reading.now, HANDLER_STAMP) if self._press is None or over else self._press

    def let_have(self, window: QWidget, take: Callable[[KeyPress], bool]) -> None:
        """Offer the keys of one race window to `take` first: those it answers with True are its own."""
        self._own[window] = take

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Learn from every input event and take the presses that mean something to the race."""
        kind = event.type()
        if kind == _Type.ToolTip and OWN:
            return _tell_tip(watched, event)
        if kind not in _TIMED or not isinstance(event, QInputEvent):
            return False
        reading = self._read()
        event_ms = 0 if self._timeless else event.timestamp()
        if kind not in _PRESSES:
            self._clock.observe(event_ms, reading)
            if kind in _RELEASES:
                self._released = reading.now
            if kind == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent):
                self._let_go = _key_and_time(event)
            return False
        self._press, self._released = self._clock.stamp(event_ms, reading), None
        return isinstance(event, QKeyEvent) and self._take(watched, event, self._press)

    def _take(self, watched: QObject, event: QKeyEvent, stamp: Stamp) -> bool:
        # A press that a widget ignored is offered to its parents, no longer spontaneous. It was
        # looked at before: the Return that closed a text field must not start a race.
        ours = event.spontaneous() and not self._resting
        window = _window_of(watched, self._kind) if ours else None
        if window is None:
            return False
        key = key_press_of(event, self._platform)
        popup = QApplication.activePopupWidget()
        own = self._own.get(window) if popup is None else None
        if own is not None and not self._repeats(event) and own(key):
            return True
        field = _text_field(watched, window)
        aside = bool(window.property(_SIDE_WINDOW))
        if field is not None and popup is None and key.name == "Escape" and not aside:
            self._give_keys_back(field, event)
            return True
        if aside and popup is None and self._told(key, event):
            return True
        typing = aside or popup is not None or (field is not None and not _splits(key, field))
        if not (typing or self._repeats(event) or is_own_split(key)) and self._first(key, stamp):
            return True
        action = self._look_up(key, typing=typing)
        if action is None or not self._wants(action):
            return _moves_focus(key) and window.focusNextChild()
        if not self._repeats(event):
            self._on_action(action, stamp)
        return True

    def _told(self, key: KeyPress, event: QKeyEvent) -> bool:
        """Let a form that waits for a key have it, but for those that it leaves to the race."""
        listener = self.listener
        return listener is not None and (self._repeats(event) or listener(key))

    def _repeats(self, event: QKeyEvent) -> bool:
        """Whether a key is only held down.

        An X server repeats as a release and a press of the same instant, and Qt does not always
        see that they belong together.
        """
        held = not self._timeless and _key_and_time(event) == self._let_go
        return held or event.isAutoRepeat()

    def _give_keys_back(self, field: QWidget, event: QKeyEvent) -> None:
        """Let the field have its Esc, for an editor in a table to drop its text, and leave it."""
        with self._at_rest():
            QCoreApplication.sendEvent(field, event)
        if field.hasFocus() or field.window().focusWidget() is field:
            field.clearFocus()

    @contextmanager
    def _at_rest(self) -> Iterator[None]:
        self._resting = True
        try:
            yield
        finally:
            self._resting = False

    def _follow_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        typing = now is not None and takes_text(now) and _is_of(now.window(), self._kind)
        if typing is not self._typing:
            self._typing = typing
            self.typing_changed.emit(typing)


def _key_and_time(event: QKeyEvent) -> tuple[int, int, int]:
    return event.key(), event.nativeScanCode(), event.timestamp()


def key_press_of(event: QKeyEvent, platform: str) -> KeyPress:
    """Return the key that an event is about, as the key map knows it."""
    held = event.modifiers().value
    return KeyPress(
        _NAME_OF.get(event.key(), ""),
        position_of(platform, event.nativeScanCode(), event.nativeVirtualKey()),
        shift=bool(held & _SHIFT),
        control=bool(held & _CONTROL),
        alt=bool(held & _ALT),
        other=bool(held & _OTHER),
    )


def _is_of(window: QWidget, kind: str) -> bool:
    return bool(window.property(kind))


def _window_of(watched: QObject, kind: str) -> QWidget | None:
    """Return the window of a kind that an event is meant for; a menu's or a list's is its owner's.

    A list of completions has no parent, but the field that it belongs to.
    """
    popup = QApplication.activePopupWidget()
    if popup is not None:
        owner = popup.parentWidget() or popup.focusProxy()
        window = owner.window() if owner is not None else None
    elif isinstance(watched, QWidget):
        window = watched.window()
    else:
        shown = QApplication.topLevelWidgets()
        window = next((each for each in shown if each.windowHandle() is watched), None)
    if window is None or not _is_of(window, kind):
        return None
    return window if QApplication.activeModalWidget() in {None, window} else None


def _text_field(watched: QObject, window: QWidget) -> QWidget | None:
    for each in (watched, window.focusWidget()):
        if isinstance(each, QWidget) and takes_text(each):
            return each
    return None


def _tell_tip(watched: QObject, event: QEvent) -> bool:
    """Show the tooltip of a race window's widget with the keys that the user has chosen."""
    if not isinstance(watched, QWidget) or not isinstance(event, QHelpEvent):
        return False
    usual = watched.toolTip()
    words = tip(usual)
    window = watched.window()
    if words == usual or not window.property(RACE_WINDOW) or window.property(_SIDE_WINDOW):
        return False
    QToolTip.showText(event.globalPos(), words, watched)
    return True


def _splits(key: KeyPress, field: QWidget) -> bool:
    return key.name == "Space" and bool(field.property(_NUMBERS))


def _moves_focus(key: KeyPress) -> bool:
    return key.name == "Tab" and key.control and not (key.shift or key.alt or key.other)
