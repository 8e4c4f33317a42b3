"""What does the head of a training session look like? Its title and plan, its clock, two buttons."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import ALIGN_RIGHT, Theme
from ui.viewstate.training import TrainingHead
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.rows import SPACING
from ui.widgets.words import Words

_HIGH = 46
_CLOCK = 118
_STATE = 170


class TrainingHeadWidget(QWidget):
    """The head of the window."""

    theme_toggled = Signal()
    keys_wanted = Signal()

    def __init__(self) -> None:
        """Make everything once."""
        super().__init__()
        self._title = Words(20)
        self._plan = Words(14, paint.SEMIBOLD, quiet=True)
        self._state = Words(18, paint.BOLD, align=ALIGN_RIGHT)
        self._clock = Words(30, paint.BOLD, align=ALIGN_RIGHT)
        self._theme_button = Button("", "sun", tip=tr("Day, night or high contrast (Y)"))
        self._keys_button = Button("", "keyboard", tip=tr("All keys (?)"))
        self._parts = (self._title, self._plan, self._state, self._clock)
        self._buttons = (self._theme_button, self._keys_button)
        for each in (*self._parts, *self._buttons):
            each.setParent(self)
        self._theme_button.clicked.connect(self.theme_toggled)
        self._keys_button.clicked.connect(self.keys_wanted)

    def render_view(self, view: TrainingHead) -> None:
        """Show `view`; the clock is read by nobody's screen reader but when it is asked for."""
        self._title.render_view(view.title or tr("Training"))
        self._plan.render_view(view.plan)
        self._plan.setToolTip(view.plan)
        self._state.render_view(view.state)
        self._clock.render_view(view.clock)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        for each in (*self._parts, *self._buttons):
            each.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Return the height of the head."""
        return QSize(600, _HIGH)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Title over plan at the left; state, clock and buttons at the right."""
        del event
        right, high = self.width(), self.height()
        for button in reversed(self._buttons):
            wide = button.sizeHint().width()
            right -= wide
            button.setGeometry(right, 0, wide, high)
            right -= SPACING
        for part, wide in ((self._clock, _CLOCK), (self._state, _STATE)):
            right -= wide
            part.setGeometry(right, 0, wide, high)
            right -= SPACING
        self._title.setGeometry(0, 0, right, round(high * 0.56))
        self._plan.setGeometry(0, round(high * 0.56), right, high - round(high * 0.56))
