"""What does the head look like? Title and target chips, below them the switches of the reading."""

from PySide6.QtCore import QRect, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import Theme, scaled
from ui.viewstate.head import Chip, Head
from ui.widgets import paint
from ui.widgets.buttons import Button, SegmentSwitch, TargetChip
from ui.widgets.rows import SPACING, lay_row
from ui.widgets.words import Words

_FIRST_ROW = 46
_SECOND_ROW = 26
_GAP = 3
_LEAST_TITLE = 150


class HeadWidget(QWidget):
    """The head of the window."""

    reading_chosen = Signal(str, str)
    target_chosen = Signal(str)
    target_menu = Signal(str)
    add_target = Signal()
    menu = Signal()
    theme_toggled = Signal()
    keys_wanted = Signal()

    def __init__(self) -> None:
        """Make everything but the chips, which come with the view."""
        super().__init__()
        self._theme: Theme | None = None
        self._view: Head | None = None
        self._title = Words(20)
        self._subtitle = Words(14, paint.SEMIBOLD, quiet=True)
        self._switches = (SegmentSwitch(), SegmentSwitch())
        self._chips: list[TargetChip] = []
        self.add_button = Button("", "plus", tip=tr("Add a target (A)"))
        self._theme_button = Button("", "sun", tip=tr("Day, night or high contrast (D)"))
        self._keys_button = Button("", "keyboard", tip=tr("All keys (?)"))
        self.menu_button = Button(
            tr("Race"), "list", tip=tr("New race (Ctrl+N), replays and saved races (Ctrl+O)")
        )
        self._buttons = (self.add_button, self._theme_button, self._keys_button, self.menu_button)
        for each in (self._title, self._subtitle, *self._switches, *self._buttons):
            each.setParent(self)
        self._connect()

    def _connect(self) -> None:
        for switch in self._switches:
            switch.chosen.connect(self.reading_chosen)
        self.add_button.clicked.connect(self.add_target)
        self._theme_button.clicked.connect(self.theme_toggled)
        self._keys_button.clicked.connect(self.keys_wanted)
        self.menu_button.clicked.connect(self.menu)

    def render_view(self, view: Head) -> None:
        """Show `view`."""
        if view == self._view:
            return
        old, self._view = self._view, view
        self._title.render_view(view.title)
        self._subtitle.render_view(view.subtitle)
        for index, switch in enumerate(self._switches):
            switch.setVisible(index < len(view.switches))
            if index < len(view.switches):
                switch.render_view(view.switches[index])
        if old is None or old.chips != view.chips:
            self._show_chips(view.chips)
        self._place()

    def _show_chips(self, chips: tuple[Chip, ...]) -> None:
        for each in self._chips:
            each.hide()
            each.deleteLater()
        self._chips = [self._chip(each) for each in chips]

    def chip(self, target: str) -> TargetChip | None:
        """Return the chip of a target, if it has one."""
        return next((each for each in self._chips if each.view.id == target), None)

    def _chip(self, view: Chip) -> TargetChip:
        chip = TargetChip(view)
        chip.setParent(self)
        if self._theme is not None:
            chip.set_theme(self._theme)
        chip.clicked.connect(lambda: self.target_chosen.emit(view.id))
        chip.menu_wanted.connect(lambda: self.target_menu.emit(view.id))
        chip.show()
        return chip

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        for words in (self._title, self._subtitle):
            words.set_theme(theme)
        for switch in self._switches:
            switch.set_theme(theme)
        for chip in self._chips:
            chip.set_theme(theme)
        for button in self._buttons:
            button.set_theme(theme)

    def sizeHint(self) -> QSize:
        """Return the height of the two rows."""
        return QSize(900, _first_row() + _GAP + _second_row())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the title what chips and buttons leave."""
        del event
        self._place()

    def _place(self) -> None:
        first = QRect(2, 0, self.width() - 2, _first_row())
        self._spare_chips(first.width())
        lay_row([self._title, *self._chips, *self._buttons], first, self._title)
        second = QRect(2, _first_row() + _GAP, self.width() - 2, _second_row())
        lay_row([self._subtitle, *self._switches], second, spacing=18)

    def _spare_chips(self, width: int) -> None:
        """Hide the last chips that leave the title no room; the primary's stays, T finds all."""
        fixed = sum(each.sizeHint().width() + SPACING for each in self._buttons)
        room = width - fixed - _LEAST_TITLE - 2 * (scaled(_LEAST_TITLE) - _LEAST_TITLE)
        for chip in sorted(self._chips, key=lambda each: not each.view.primary):
            room -= chip.sizeHint().width() + SPACING
            chip.setHidden(room < 0 and not chip.view.primary)


def _first_row() -> int:
    """Return the height of title and chips, which grows with the texts, though not as far."""
    return _FIRST_ROW + (scaled(_FIRST_ROW) - _FIRST_ROW) // 3


def _second_row() -> int:
    return _SECOND_ROW + (scaled(_SECOND_ROW) - _SECOND_ROW) // 3
