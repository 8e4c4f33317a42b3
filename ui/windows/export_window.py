"""As what shall a race leave, and where to? A window beside the race, with the page as it will be."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QFontDatabase, QKeyEvent, QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDialog,
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QPlainTextEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.formats.sheets.drawing import Drawing
from app.language import tr
from ui.keys import mark_side_window
from ui.sheets.preview import WHOLE, WIDE, Preview
from ui.theme import NIGHT, THEMES, Theme, font, palette
from ui.viewstate import export as views
from ui.viewstate.head import Switch
from ui.viewstate.tones import ALERT, MUTED
from ui.widgets import paint
from ui.widgets.buttons import Button
from ui.widgets.form_fields import Choice, put_text, side_by_side, stacked, text_field, words_of
from ui.windows.target_editor import field_style

_WIDTH, _HEIGHT = 1120, 720
_LEFT = 356


def _fit(chosen: str = WHOLE) -> Switch:
    options = ((WHOLE, tr("Whole page")), (WIDE, tr("Page width")))
    return Switch("fit", tr("Preview"), options, chosen, "")


class ExportWindow(QDialog):
    """The form of an export and its preview. The race goes on behind it, F1 to F12 split it.

    `changed` has the form whenever it is another one; `wanted` has it when it is to be exported.
    """

    changed = Signal(object)
    wanted = Signal(object)
    copy_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, parent: QWidget | None, form: views.ExportForm) -> None:
        """Show `form`, still without a preview."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self.form, self.view = form, views.export_view(form)
        self._tone, self._busy = MUTED, False
        self.forms = QListWidget()
        self.paper, self.what, self.fit = Choice(), Choice(), Choice()
        self.name, self.folder = text_field(tr("file name")), text_field(tr("folder"))
        self.browse = Button("\u2026", tip=tr("Choose the folder"))
        self.file_words, self.preview_words = words_of(), words_of()
        self.said = words_of()
        self.preview, self.text = Preview(), QPlainTextEdit()
        self.stack = QStackedWidget()
        self.copy_button = Button(
            tr("Copy as text"), tip=tr("Copy the times as coaches post them (Ctrl+Shift+C)")
        )
        self.print_button = Button(tr("Print\u2026"), tip=tr("Print these pages (Ctrl+P)"))
        self.close_button = Button(tr("Close"), tip=tr("Export nothing (Esc)"))
        self.export_button = Button(
            tr("Export"),
            "check",
            tip=tr("Write the file (Return, Ctrl+S)"),
            strong=True,
            also=tr("Replace"),
        )
        self._lay_out()
        self._connect()
        self.show_form(form)
        self.set_theme(self.theme)

    def _lay_out(self) -> None:
        self.setWindowTitle(tr("Export"))
        self._set_up_parts()
        body = QHBoxLayout()
        body.setSpacing(18)
        left = QWidget()
        left.setFixedWidth(_LEFT)
        left.setLayout(self._left())
        body.addWidget(left)
        body.addLayout(self._right(), 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(18, 12, 18, 12)
        whole.setSpacing(8)
        whole.addLayout(body, 1)
        whole.addWidget(self.said)
        whole.addLayout(self._foot())
        room = self.screen().availableGeometry()
        self.resize(min(_WIDTH, room.width() - 16), min(_HEIGHT, room.height() - 48))

    def _set_up_parts(self) -> None:
        self.forms.setAccessibleName(tr("form"))
        self.forms.setFont(font(14, paint.SEMIBOLD))
        self.forms.setFrameShape(QFrame.Shape.NoFrame)
        self.forms.setMinimumHeight(96)
        self.forms.addItems([words for _, words in self.view.forms])
        for choice in (self.paper, self.what, self.fit):
            choice.setFixedHeight(30)
            choice.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.fit.show_choice(_fit())
        self.text.setReadOnly(True)
        self.text.setFrameShape(QFrame.Shape.NoFrame)
        self.text.setAccessibleName(tr("preview"))
        fixed = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)
        fixed.setPixelSize(13)
        self.text.setFont(fixed)
        self.text.setTabChangesFocus(True)
        self.text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.stack.addWidget(self.preview)
        self.stack.addWidget(self.text)
        for label in (self.said, self.file_words, self.preview_words):
            label.setTextFormat(Qt.TextFormat.PlainText)
        for part in (self.paper, self.what):
            kept = part.sizePolicy()
            kept.setRetainSizeWhenHidden(True)
            part.setSizePolicy(kept)
        self.browse.setFixedSize(44, 38)

    def _left(self) -> QVBoxLayout:
        self._paper_label = words_of(tr("Paper"), self.paper)
        self._what_label = words_of(tr("What"), self.what)
        column = stacked(
            words_of(tr("F&orm"), self.forms),
            self.forms,
            6,
            side_by_side(self._paper_label, self._what_label, 2, 3),
            side_by_side(self.paper, self.what, 2, 3),
            6,
            *(words_of(tr("&Name"), self.name), self.name, 4),
            *(words_of(tr("Fol&der"), self.folder), side_by_side(self.folder, self.browse, 1, 0)),
            self.file_words,
        )
        column.setContentsMargins(0, 0, 0, 0)
        column.setStretch(1, 1)
        return column

    def _right(self) -> QVBoxLayout:
        head = side_by_side(self.preview_words, self.fit, 1, 0)
        column = stacked(head, self.stack)
        column.setStretch(1, 1)
        return column

    def _foot(self) -> QHBoxLayout:
        foot = QHBoxLayout()
        foot.setSpacing(10)
        for button in (self.copy_button, self.print_button, None, *self._last_buttons()):
            if button is None:
                foot.addStretch(1)
            else:
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
                button.setFixedHeight(40)
                foot.addWidget(button)
        self.export_button.setMinimumWidth(132)
        self.browse.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return foot

    def _last_buttons(self) -> tuple[Button, Button]:
        return self.close_button, self.export_button

    def _connect(self) -> None:
        self.forms.currentRowChanged.connect(self._choose_form)
        self.paper.chosen.connect(self._switch)
        self.what.chosen.connect(self._switch)
        self.fit.chosen.connect(lambda _, value: self._fit(value))
        self.name.textEdited.connect(lambda text: self._change(views.with_name(self.form, text)))
        self.folder.textEdited.connect(self._type_folder)
        self.browse.clicked.connect(self._browse)
        self.copy_button.clicked.connect(self.copy_wanted)
        self.print_button.clicked.connect(self.print_wanted)
        self.close_button.clicked.connect(self.reject)
        self.export_button.clicked.connect(self.export)
        for keys, act in (
            ("Ctrl+S", self.export),
            ("Ctrl+P", self.print_wanted.emit),
            ("Ctrl+Shift+C", self.copy_wanted.emit),
        ):
            QShortcut(QKeySequence(keys), self).activated.connect(act)

    def _choose_form(self, row: int) -> None:
        chosen, _ = self.view.forms[max(row, 0)]
        if chosen != self.view.chosen:
            choice = self.form.choice._replace(form=chosen)
            self._change(self.form._replace(choice=choice))

    def _switch(self, name: str, value: str) -> None:
        self._change(views.with_switch(self.form, name, value))

    def _fit(self, value: str) -> None:
        self.fit.show_choice(_fit(value))
        self.preview.set_fit(value)

    def _type_folder(self, text: str) -> None:
        choice = self.form.choice._replace(folder=text.strip())
        self._change(self.form._replace(choice=choice))

    def _browse(self) -> None:
        dialog = QFileDialog(self, tr("Folder for the sheets"), self.form.choice.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(self._type_folder)
        mark_side_window(dialog)
        dialog.show()

    def _change(self, form: views.ExportForm) -> None:
        self.say("")
        self.show_form(form)
        self.changed.emit(form)

    def show_form(self, form: views.ExportForm, *, there: bool = False) -> None:
        """Show `form`; `there` says that its file is there already."""
        self.form = form
        view = self.view = views.export_view(form, there=there)
        self.forms.setCurrentRow([name for name, _ in view.forms].index(view.chosen))
        for label, choice, switch in (
            (self._paper_label, self.paper, view.paper),
            (self._what_label, self.what, view.what),
        ):
            label.setVisible(switch is not None)
            choice.setVisible(switch is not None)
            if switch is not None:
                choice.show_choice(switch)
        if not self.name.hasFocus():
            put_text(self.name, view.name)
            self.name.setCursorPosition(0)
        if self.folder.text().strip() != view.folder:
            put_text(self.folder, view.folder)
        self.file_words.setText(view.said)
        self.fit.show_choice(_fit(self.preview.fit))
        self._refresh()
        self.export_button.show_as(view.action, "check", self.export_button.toolTip())

    def show_pages(self, pages: Sequence[Drawing]) -> None:
        """Show pages as the preview."""
        self.preview.show_pages(pages)
        self.stack.setCurrentWidget(self.preview)
        self.fit.setVisible(True)
        self.preview_words.setText(self.view.preview or views.page_words(len(pages)))

    def show_text(self, text: str) -> None:
        """Show the beginning of a text file as the preview."""
        if self.text.toPlainText() != text:
            self.text.setPlainText(text)
        self.stack.setCurrentWidget(self.text)
        self.fit.setVisible(False)
        self.preview_words.setText(tr("What will be in the file"))

    def say(self, words: str, tone: str = MUTED, *, busy: bool = False) -> None:
        """Say how it went, or what is wrong; while `busy` nothing else can be exported."""
        self._tone, self._busy = tone, busy
        self.said.setText(words)
        self.said.setVisible(bool(words))
        self._refresh()

    def _refresh(self) -> None:
        self.export_button.setEnabled(not self._busy and not self.view.wrong)
        self.print_button.setEnabled(not self._busy)
        self._colour()

    def complain(self, words: str) -> None:
        """Say what is wrong."""
        self.say(words, ALERT)

    def export(self) -> None:
        """Ask for the file."""
        if self.export_button.isEnabled():
            self.wanted.emit(self.form)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list of forms."""
        super().showEvent(event)
        self.forms.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return exports, or presses the button that has the focus; Esc closes."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if isinstance(focused, QAbstractButton):
            focused.click()
        else:
            self.export()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        for label in self.findChildren(QLabel):
            label.setPalette(palette(theme))
        for choice in (self.paper, self.what, self.fit):
            choice.set_theme(theme)
        for button in self.findChildren(Button):
            button.set_theme(theme)
        self.preview.set_theme(theme)
        for field in (self.name, self.folder):
            field.setStyleSheet(field_style(theme))
        edge = f"border: 1px solid {theme.line}; border-radius: {paint.RADIUS:g}px;"
        self.text.setStyleSheet(
            f"QPlainTextEdit {{ background: {theme.panel}; color: {theme.ink}; {edge} }}"
        )
        self.forms.setStyleSheet(_list_style(theme))
        self._colour()

    def _colour(self) -> None:
        for label, tone in (
            (self.said, self._tone),
            (self.file_words, ALERT if self.view.replaces or self.view.wrong else MUTED),
            (self.preview_words, MUTED),
        ):
            colours = palette(self.theme)
            colours.setColor(colours.ColorRole.WindowText, QColor(self.theme.tone(tone)))
            label.setPalette(colours)


def _list_style(theme: Theme) -> str:
    return f"""
        QListWidget {{
            background: {theme.panel}; color: {theme.ink}; padding: 3px; outline: none;
            border: 1px solid {theme.line}; border-radius: {paint.RADIUS:g}px;
        }}
        QListWidget:focus {{ border: 2px solid {theme.targets[0]}; padding: 2px; }}
        QListWidget::item {{ padding: 2px 8px; border-radius: 5px; }}
        QListWidget::item:selected {{ background: {theme.selected}; color: {theme.selected_ink}; }}
    """
