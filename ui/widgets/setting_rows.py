"""What does a setting look like, and an action with its keys? A row with words and what is chosen."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLabel, QLineEdit, QWidget

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate.head import Switch
from ui.viewstate.settings import KeyRow, Setting
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import FIELD_HEIGHT, Choice, Picker, put_text, text_field

_MOST_IN_A_ROW = 5
_LABEL = 250
_CAP_HEIGHT = 32


class Pick(Picker):
    """A list of options of which one is chosen; nothing can be typed."""

    def __init__(self, name: str) -> None:
        """Begin without options."""
        super().__init__(name, (), "")
        self.setEditable(False)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)


class SettingRow(QWidget):
    """One setting. `changed` carries its name and what was chosen, as it is stored."""

    changed = Signal(str, str)

    def __init__(self, setting: Setting) -> None:
        """Make the row for `setting`."""
        super().__init__()
        self.setting = setting
        self.theme = THEMES[NIGHT]
        self.label, self.explained = QLabel(setting.label), QLabel(setting.explained)
        self.choice: Choice | None = None
        self.pick: Pick | None = None
        self.field: QLineEdit | None = None
        self.control = self._control()
        self.label.setFont(font(15, paint.SEMIBOLD))
        self.label.setBuddy(self.control)
        self.explained.setFont(font(13, paint.SEMIBOLD))
        self.explained.setWordWrap(True)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 5, 0, 5)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(1)
        grid.setColumnMinimumWidth(0, _LABEL)
        grid.setColumnStretch(0, 1)
        grid.addWidget(self.label, 0, 0, Qt.AlignmentFlag.AlignBottom)
        grid.addWidget(self.explained, 1, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.control, 0, 1, 2, 1)
        self.show_setting(setting)

    def _control(self) -> QWidget:
        if not self.setting.options:
            self.field = text_field(self.setting.label)
            self.field.setMinimumWidth(260)
            self.field.editingFinished.connect(self._typed)
            return self.field
        if len(self.setting.options) > _MOST_IN_A_ROW:
            self.pick = Pick(self.setting.label)
            self.pick.activated.connect(self._picked)
            return self.pick
        self.choice = Choice()
        self.choice.setFixedHeight(_CAP_HEIGHT)
        self.choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.choice.chosen.connect(self.changed)
        return self.choice

    def _typed(self) -> None:
        if self.field is not None and self.field.text().strip() != self.setting.chosen:
            self.changed.emit(self.setting.name, self.field.text().strip())

    def _picked(self, place: int) -> None:
        self.changed.emit(self.setting.name, self.setting.options[place][0])

    def show_setting(self, setting: Setting) -> None:
        """Show what is chosen now."""
        fresh = self.pick is not None and setting.options != self.setting.options
        self.setting = setting
        self.label.setText(setting.label)
        self.explained.setText(setting.explained)
        self.control.setAccessibleDescription(setting.explained)
        put_text(self.field, setting.chosen)
        if self.choice is not None:
            switch = Switch(setting.name, setting.label, setting.options, setting.chosen, "")
            self.choice.show_choice(switch)
        if self.pick is not None:
            if fresh or self.pick.count() == 0:
                self.pick.clear()
                self.pick.addItems([words for _, words in setting.options])
            values = [value for value, _ in setting.options]
            self.pick.setCurrentIndex(values.index(setting.chosen))

    def set_theme(self, theme: Theme, style: str) -> None:
        """Use the colours of `theme`, and the style sheet of fields."""
        self.theme = theme
        self.label.setPalette(palette(theme))
        colours = palette(theme)
        colours.setColor(colours.ColorRole.WindowText, QColor(theme.muted))
        self.explained.setPalette(colours)
        if self.choice is not None:
            self.choice.set_theme(theme)
        else:
            self.control.setStyleSheet(style)
        if self.pick is not None:
            self.pick.ink = theme.ink


class KeysRow(QWidget):
    """An action and its keys, each a button that changes it.

    `wanted` carries the key that is to be another one, empty for one more; `reset` asks for the
    usual ones.
    """

    wanted = Signal(str)
    reset = Signal()

    def __init__(self, row: KeyRow) -> None:
        """Make the row for an action."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.row: KeyRow | None = None
        self.label = QLabel()
        self.label.setFont(font(15, paint.SEMIBOLD))
        self.caps: list[Button] = []
        self.more = _small(Button("", "plus"))
        self.back = _small(Button("", "rotate-ccw"))
        self.more.clicked.connect(lambda: self.wanted.emit(""))
        self.back.clicked.connect(self.reset)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 2, 0, 2)
        self._line.setSpacing(6)
        self._line.addWidget(self.label, 1)
        self._line.addWidget(self.more)
        self._line.addWidget(self.back)
        self.show_row(row)

    def show_row(self, row: KeyRow) -> None:
        """Show the keys that the action has now."""
        if row == self.row:
            return
        self.row = row
        self.label.setText(row.words)
        _name(self.more, tr("One more key for: {what}", what=row.words))
        _name(self.back, tr("The usual keys again for: {what}", what=row.words))
        kept = self.back.sizePolicy()
        kept.setRetainSizeWhenHidden(True)
        self.back.setSizePolicy(kept)
        self.back.setVisible(row.changed)
        for cap in self.caps:
            self._line.removeWidget(cap)
            cap.hide()
            cap.deleteLater()
        self.caps = [self._cap(place, key) for place, key in enumerate(row.keys)]

    def _cap(self, place: int, key: str) -> Button:
        what = self.row.words if self.row else ""
        cap = Button(key, tip=tr("Another key for: {what}", what=what))
        cap.setAccessibleName(tr("{key} for {what}", key=key, what=what))
        cap.setFixedHeight(_CAP_HEIGHT)
        cap.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        cap.set_theme(self.theme)
        cap.clicked.connect(lambda: self.wanted.emit(key))
        self._line.insertWidget(1 + place, cap)
        return cap

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.label.setPalette(palette(theme))
        for button in (*self.caps, self.more, self.back):
            button.set_theme(theme)


def _small(button: Button) -> Button:
    button.setFixedSize(FIELD_HEIGHT, _CAP_HEIGHT)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return button


def _name(button: Button, words: str) -> None:
    button.setToolTip(words)
    button.setAccessibleName(words)
