"""Where is everything set? One dialog with a search; what is chosen is used at once."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QGuiApplication, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from app.language import tr
from app.usecases.preferences import Preferences
from ui.chords import Chord, place_name
from ui.key_map import Action, KeyPress
from ui.keys import key_press_of
from ui.own_keys import (
    Layer,
    keys_in,
    taken_by,
    why_fixed,
    with_added,
    with_keys,
    with_reset,
    with_swapped,
    words_of,
)
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import settings as views
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import text_field
from ui.widgets.form_fields import words_of as label_of
from ui.widgets.setting_rows import KeysRow, SettingRow
from ui.windows.key_capture import KeyCapture
from ui.windows.target_editor import field_style

_WIDTH, _HEIGHT = 860, 660


class SettingsWindow(QDialog):
    """The settings. `changed` carries a name and a value, `keys_changed` the layer of own keys."""

    changed = Signal(str, str)
    keys_changed = Signal(object)
    everything_usual = Signal()

    def __init__(
        self, parent: QWidget | None, chosen: Preferences, languages: Iterable[str]
    ) -> None:
        """Show what is chosen; `languages` are those that can be spoken."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._languages = tuple(languages)
        self.chosen = chosen
        self.layer: Layer = dict(chosen.keys)
        self.search = text_field(
            tr("search the settings"), tr("Search: sound, undo, Ctrl+Z \u2026")
        )
        self.search.setClearButtonEnabled(True)
        self.rows = {each.name: SettingRow(each) for each in self._settings()}
        self.key_rows = {row.action: KeysRow(row) for row in views.key_rows(self.layer)}
        self.heads: dict[str, QLabel] = {}
        self.about_keys = label_of(tr(views.ABOUT_KEYS))
        self.nothing, self.said = label_of(), label_of()
        self.capture = KeyCapture(self)
        self.usual_button = Button(
            tr("All as usual"), "rotate-ccw", tip=tr("Every setting and key as it came")
        )
        self.close_button = Button(tr("Close"), tip=tr("Close (Esc)"), strong=True)
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)

    def _settings(self) -> tuple[views.Setting, ...]:
        return views.settings(self.chosen, self._languages)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Settings"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 14, 18, 14)
        whole.setSpacing(10)
        whole.addWidget(self.search)
        whole.addWidget(self._scrolled(), 1)
        whole.addWidget(self.capture)
        whole.addWidget(self.said)
        foot = QHBoxLayout()
        foot.addWidget(self.usual_button)
        foot.addStretch(1)
        foot.addWidget(self.close_button)
        for button in (self.usual_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        whole.addLayout(foot)
        self.said.hide()
        self.resize(_WIDTH, _HEIGHT)

    def _scrolled(self) -> QScrollArea:
        place = QWidget()
        column = QVBoxLayout(place)
        column.setContentsMargins(2, 0, 12, 0)
        column.setSpacing(2)
        for setting in self._settings():
            if setting.section not in self.heads:
                column.addWidget(self._head(setting.section))
            column.addWidget(self.rows[setting.name])
        column.addWidget(self._head(tr(views.KEYS)))
        column.addWidget(self.about_keys)
        for row in self.key_rows.values():
            column.addWidget(row)
        column.addWidget(self.nothing)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(place)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        for ground in (place, scroll.viewport()):
            ground.setAutoFillBackground(False)
        return scroll

    def _head(self, words: str) -> QLabel:
        head = QLabel(words)
        head.setFont(font(18, paint.BOLD))
        head.setContentsMargins(0, 12, 0, 2)
        self.heads[words] = head
        return head

    def _connect(self) -> None:
        self.search.textChanged.connect(self.show_found)
        for row in self.rows.values():
            row.changed.connect(self.changed)
        for action, keys in self.key_rows.items():
            keys.wanted.connect(lambda key, of=action: self.ask_key(of, key))
            keys.reset.connect(lambda of=action: self._use_layer(with_reset(self.layer, of)))
        self.capture.swapped.connect(self._swap)
        self.capture.taken_over.connect(self._take_over)
        self.capture.removed.connect(self._remove)
        self.usual_button.clicked.connect(self.everything_usual)
        self.close_button.clicked.connect(self.reject)

    def show_chosen(self, chosen: Preferences) -> None:
        """Show what is chosen now, wherever it was changed."""
        if chosen == self.chosen:
            return
        self.chosen, self.layer = chosen, dict(chosen.keys)
        for setting in self._settings():
            self.rows[setting.name].show_setting(setting)
        self._name_heads()
        for row in views.key_rows(self.layer):
            self.key_rows[row.action].show_row(row)

    def _name_heads(self) -> None:
        """Call the sections what they are called in the language of the moment."""
        names = dict.fromkeys([*(each.section for each in self._settings()), tr(views.KEYS)])
        self.heads = dict(zip(names, self.heads.values(), strict=True))
        for words, head in self.heads.items():
            head.setText(words)

    def say(self, words: str) -> None:
        """Say in one sentence why something is not as it was chosen; empty says nothing."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def show_again(self, name: str) -> None:
        """Show a setting as it is, where what was typed cannot be used."""
        row = self.rows[name]
        row.show_setting(row.setting)

    def show_found(self, search: str) -> None:
        """Show what a search finds, and the heads of sections that have something left."""
        left = set()
        for row in self.rows.values():
            shown = views.setting_found(search, row.setting)
            row.setVisible(shown)
            left |= {row.setting.section} if shown else set()
        for keys in self.key_rows.values():
            shown = keys.row is not None and views.row_found(search, keys.row)
            keys.setVisible(shown)
            left |= {tr(views.KEYS)} if shown else set()
        for words, head in self.heads.items():
            head.setVisible(words in left)
        self.about_keys.setVisible(tr(views.KEYS) in left)
        self.nothing.setText("" if left else tr("Nothing is called like that."))

    def ask_key(self, action: Action, old: str) -> None:
        """Wait for the key that an action is to have in the place of `old`."""
        self.capture.ask(action, words_of(action), old)

    def take_key(self, key: KeyPress) -> bool:
        """Take a key that is waited for; the lanes' own and those of the focus are left."""
        if not self.capture.waiting:
            return False
        name = key.name or place_name(key.position)
        chord = Chord(name, key.control, key.shift, key.alt)
        plain = not (key.control or key.shift or key.alt or key.other)
        if key.name == "Escape" and plain:
            self.capture.leave()
            return True
        if not name:
            return False
        wrong = why_fixed(chord) or (tr("That key is held with others.") if key.other else "")
        if wrong:
            self.capture.refuse(wrong)
            return key.name not in {f"F{lane}" for lane in range(1, 13)}
        self._give(chord)
        return True

    def _give(self, chord: Chord) -> None:
        action, old = self.capture.action, self.capture.old
        if action is None:
            return
        other = taken_by(self.layer, chord, action)
        if other is not None:
            self.capture.conflict(chord, other.words)
            return
        self.capture.leave()
        self._swap(action, old, chord)

    def _swap(self, action: Action, old: str, chord: Chord) -> None:
        self._use_layer(with_swapped(self.layer, action, old, chord))

    def _take_over(self, action: Action, old: str, chord: Chord) -> None:
        layer = with_added(self.layer, action, chord)
        self._use_layer(with_keys(layer, action, _without(keys_in(layer, action), old)))

    def _remove(self, action: Action, old: str) -> None:
        self._use_layer(with_keys(self.layer, action, _without(keys_in(self.layer, action), old)))

    def _use_layer(self, layer: Layer) -> None:
        self.keys_changed.emit(dict(layer))

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the search."""
        super().showEvent(event)
        self.search.setFocus(Qt.FocusReason.TabFocusReason)
        self.search.selectAll()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Wait for no key any more."""
        self.capture.leave()
        super().closeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take the key that is waited for; Esc empties the search first, then closes."""
        if self.capture.waiting and event.isAutoRepeat():
            return
        if self.take_key(key_press_of(event, QGuiApplication.platformName())):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
            return
        super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        style = field_style(theme)
        self.search.setStyleSheet(style)
        for row in self.rows.values():
            row.set_theme(theme, style)
        for keys in self.key_rows.values():
            keys.set_theme(theme)
        for label in (*self.heads.values(), self.about_keys, self.nothing):
            label.setPalette(palette(theme))
        colours = palette(theme)
        colours.setColor(colours.ColorRole.WindowText, QColor(theme.alert))
        self.said.setPalette(colours)
        self.capture.set_theme(theme)
        for button in (self.usual_button, self.close_button):
            button.set_theme(theme)


def _without(keys: Iterable[str], gone: str) -> tuple[str, ...]:
    return tuple(each for each in keys if each != gone)
