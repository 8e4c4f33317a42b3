"""What do the widgets of the first paint get later? Focus, cursors: what needs the namespace Qt."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from ui.widgets.access import be_read
from ui.widgets.buttons import SegmentSwitch
from ui.widgets.scrubber import Scrubber
from ui.windows.main_window import MainWindow


def finish(window: MainWindow) -> None:
    """Let buttons, switches and the scrubber take the focus by Tab, and the window keep it."""
    be_read()
    window.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    for kind in (QAbstractButton, SegmentSwitch, Scrubber):
        for widget in window.findChildren(kind):
            widget.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            widget.setCursor(Qt.CursorShape.PointingHandCursor)
    window.setFocus()
