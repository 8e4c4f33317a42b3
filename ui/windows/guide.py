"""How is the guide read beside a race? Its chapters and a search at the left, the page at the right.

It is not modal; the keys that split while typing go to the race from here as well.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QListWidget, QVBoxLayout, QWidget

from app.language import tr, tr_count
from app.usecases.guide import (
    FIRST_PAGE,
    Chapter,
    Found,
    chapters,
    found_in,
    guide_folder,
    page,
    shortened,
)
from ui.keys import mark_side_window
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import text_field, words_of
from ui.widgets.guide_page import GuidePage
from ui.windows.in_sight import keep_in_sight
from ui.windows.target_editor import field_style

if TYPE_CHECKING:
    from ui.windows.race_window import RaceWindow

_WIDTH, _HEIGHT = 1120, 720
_LEFT = 290
_MOST = 60


class GuideWindow(QDialog):
    """The guide, from its first chapter."""

    def __init__(self, parent: QWidget | None) -> None:
        """Show the first page."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._name = ""
        self._chapters: tuple[Chapter, ...] = ()
        self._found: tuple[Found, ...] = ()
        self._back: list[str] = []
        self.search = text_field(tr("search the guide"), tr("Search: bell, sync, sheet \u2026"))
        self.search.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.page = GuidePage()
        self.said = words_of()
        self.back_button = Button(tr("Back"), "undo-2", tip=tr("Back (Alt+Left)"))
        self.close_button = Button(tr("Close"), tip=tr("Close (Esc)"))
        self._lay_out()
        self.search.textChanged.connect(self._search)
        self.list.currentRowChanged.connect(self._choose)
        self.list.itemClicked.connect(lambda item: self._choose(self.list.row(item)))
        self.page.link_taken.connect(self.follow_link)
        self.back_button.clicked.connect(self.go_back)
        self.close_button.clicked.connect(self.reject)
        self.set_theme(self.theme)
        self.show_page(FIRST_PAGE)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Guide"))
        self.list.setAccessibleName(tr("chapters"))
        self.list.setFont(font(15, paint.SEMIBOLD))
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        left = QVBoxLayout()
        left.setSpacing(8)
        for part in (self.search, self.said, self.list):
            left.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        for button in (self.back_button, self.close_button):
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            foot.addWidget(button)
        left.addLayout(foot)
        side = QWidget()
        side.setLayout(left)
        left.setContentsMargins(0, 0, 0, 0)
        side.setFixedWidth(_LEFT)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(14, 12, 14, 12)
        whole.setSpacing(14)
        whole.addWidget(side)
        whole.addWidget(self.page, 1)
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def show_page(self, name: str) -> bool:
        """Show a page of the guide; False, and a sentence, where there is none."""
        try:
            text = page(name)
        except OSError:
            self._say(tr("{name} is not part of this copy of Splitline.", name=name))
            return False
        self._name = name
        self._chapters = chapters(text)
        self.page.show_text(text, (guide_folder() / name).parent)
        self.search.clear()
        self._list_chapters()
        self.back_button.setEnabled(bool(self._back))
        return True

    def follow_link(self, link: str) -> None:
        """Go to another page of the guide; nothing is fetched from anywhere."""
        name, _, _ = link.partition("#")
        here = self._name.rpartition("/")[0]
        wanted = f"{here}/{name}" if here else name
        before = self._name
        self._back.append(before)
        if not name.endswith(".md") or not self.show_page(wanted):
            self._back.pop()
            self._say(tr("{name} is not part of this copy of Splitline.", name=link))

    def go_back(self) -> None:
        """Show the page before this one."""
        if self._back:
            self.show_page(self._back.pop())

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def _list_chapters(self) -> None:
        self._found = ()
        self._fill([f"{'    ' * (each.level - 2)}{each.title}" for each in self._chapters])
        self._say("")
        self.page.mark([])

    def _fill(self, rows: list[str]) -> None:
        quiet = self.list.blockSignals(True)
        self.list.clear()
        self.list.addItems(rows)
        self.list.blockSignals(quiet)

    def _search(self, wanted: str) -> None:
        """List every line that has the words, the first of them in view."""
        if not wanted.strip():
            self._list_chapters()
            return
        self._found = found_in(self._chapters, wanted)[:_MOST]
        self._fill([self._row(each, wanted) for each in self._found])
        count = len(self._found)
        none = tr("Nothing is said of that in the guide.")
        self._say(tr_count("{count} place", "{count} places", count) if count else none)
        self.page.mark(wanted.split())
        if self._found:
            self.list.setCurrentRow(0)

    def _row(self, found: Found, wanted: str) -> str:
        title = self._chapters[found.chapter].title
        return f"{title}\n{shortened(found.line, wanted)}" if found.line else title

    def _choose(self, row: int) -> None:
        if self._found:
            if 0 <= row < len(self._found):
                self._show_found(row)
        elif 0 <= row < len(self._chapters):
            self.page.go_to(self._chapters[row].title)

    def _show_found(self, row: int) -> None:
        found = self._found[row]
        title = self._chapters[found.chapter].title
        if not found.line:
            self.page.go_to(title)
            return
        before = sum(e.chapter == found.chapter and bool(e.line) for e in self._found[:row])
        words = self.search.text().casefold().split()
        self.page.go_to_line(title, before, words)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc empties the search first; Return goes to the next place, Alt+Left back."""
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.list.setCurrentRow(min(self.list.currentRow() + 1, self.list.count() - 1))
        elif event.key() == Qt.Key.Key_Up:
            self.list.setCurrentRow(max(self.list.currentRow() - 1, 0))
        elif event.key() == Qt.Key.Key_Left and alt:
            self.go_back()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        self.search.setStyleSheet(field_style(theme))
        self.list.setStyleSheet(_LIST.format(theme=theme))
        for part in (self.page, self.back_button, self.close_button):
            part.set_theme(theme)

    def follow(self, _snapshot: object) -> None:
        """Use the theme of the window; it belongs to a frame of it."""
        theme = getattr(self.parentWidget(), "theme", self.theme)
        if theme is not self.theme:
            self.set_theme(theme)


_LIST = """
    QListWidget {{ background: {theme.panel}; color: {theme.ink}; border: 1px solid {theme.line};
        border-radius: 6px; padding: 4px; outline: 0; }}
    QListWidget:focus {{ border: 2px solid {theme.targets[0]}; }}
    QListWidget::item {{ padding: 7px 6px; border-radius: 4px; }}
    QListWidget::item:selected {{ background: {theme.selected}; color: {theme.selected_ink}; }}
"""


def open_guide(owner: "RaceWindow") -> GuideWindow:
    """Open the guide beside the race, or bring it to the front."""
    window = owner.window.findChild(GuideWindow)
    if window is None:
        window = GuideWindow(owner.window)
        mark_side_window(window)
        owner.drawn.connect(window.follow)
    window.set_theme(THEMES[owner.theme])
    if not window.isVisible():
        keep_in_sight(owner, window)
    window.show()
    window.raise_()
    window.activateWindow()
    window.search.setFocus(Qt.FocusReason.OtherFocusReason)
    return window
