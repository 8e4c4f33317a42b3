"""What do the widgets of the first paint get later? Focus, cursors: what needs the namespace Qt."""

from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ui.widgets.access import be_read
from ui.widgets.buttons import SegmentSwitch
from ui.widgets.scrubber import Scrubber
from ui.windows.main_window import MainWindow

_OF_A_PRESS = (
    "app.analysis.questions",
    "app.analysis.calls.book",
    "app.domain.decide_repair",
    "app.domain.zero_fit",
    "ui.viewstate.asked",
    "ui.viewstate.shout",
    "ui.widgets.prompt_strip",
)


def finish(window: MainWindow) -> None:
    """Let buttons, switches and the scrubber take the focus by Tab, and the window keep it."""
    be_read()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for kind in (QAbstractButton, SegmentSwitch, Scrubber):
        for widget in window.findChildren(kind):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            widget.setCursor(Qt.CursorShape.PointingHandCursor)
    window.setFocus()


def at_hand() -> None:
    """Load what the first start and the first press need: a key would have to wait for it."""
    for name in _OF_A_PRESS:
        import_module(name)
