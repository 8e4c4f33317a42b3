"""How is a target added, changed or removed without covering the race? In a small panel."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QKeySequence, QPainter, QPaintEvent, QPen, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from app.usecases.targets import target_of
from ui.theme import NIGHT, THEMES, Theme, font, palette, scaled
from ui.viewstate.target_form import Form, Read, TargetForm, forms_for, target_form_view
from ui.widgets import paint
from ui.widgets.buttons import Button, draw_focus

_WIDTH = 440
_GAP = 6
_ROW = 27


def field_style(theme: Theme) -> str:
    """Return the style sheet of a field to type in: framed, with a heavier frame for the focus.

    It belongs on the field itself: on a window it would take the labels' palettes over as well.
    """
    kinds = ("QLineEdit", "QPlainTextEdit", "QComboBox")
    return f"""
        {", ".join(kinds)} {{
            background: {theme.panel}; color: {theme.ink}; padding: 5px 9px;
            border: 1px solid {theme.muted}; border-radius: {paint.RADIUS:g}px;
            selection-background-color: {theme.selected};
            selection-color: {theme.selected_ink}; placeholder-text-color: {theme.muted};
        }}
        {", ".join(f"{kind}:focus" for kind in kinds)} {{
            border: 2px solid {theme.targets[0]}; padding: 4px 8px;
        }}
        QComboBox QLineEdit, QComboBox QLineEdit:focus {{
            border: none; padding: 0; background: transparent;
        }}
        QComboBox::drop-down {{ border: none; width: 30px; }}
        QComboBox::down-arrow {{ image: none; }}
    """


class FormRow(QAbstractButton):
    """A way to type a target; a click puts its example into the field."""

    def __init__(self, form: Form, theme: Theme) -> None:
        """Show `form`."""
        super().__init__()
        self.form = form
        self._theme = theme
        self.setAccessibleName(f"{form.what}: {form.example}")
        self.setEnabled(form.ready)
        if form.ready:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setToolTip(tr("Click to put this into the field (Up and Down)"))

    def sizeHint(self) -> QSize:
        """Return the height of a row."""
        return QSize(200, scaled(_ROW))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the example and, behind it, what it is."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self._theme, QRectF(self.rect())
        if self.underMouse() and self.isEnabled():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.ground))
            painter.drawRoundedRect(area, 5, 5)
        if self.hasFocus():
            draw_focus(painter, area, theme)
        middle = area.width() * 0.55
        example = QRectF(8, 0, middle - 16, area.height())
        paint.text(painter, example, self.form.example, 14, theme.ink, paint.SEMIBOLD)
        what = QRectF(middle, 0, area.width() - middle - 4, area.height())
        paint.text(painter, what, self.form.what, 13, theme.muted)
        painter.end()


class TargetEditor(QFrame):
    """One field that says at once how it is understood, the forms it takes, and four buttons.

    It is a child of the window it lies on, so the race goes on behind it; whatever takes the
    focus away from it closes it.
    """

    added = Signal(str)
    changed = Signal(str, str)
    removed = Signal(str)
    primary = Signal(str)

    def __init__(self, parent: QWidget, read: Read = target_of) -> None:
        """Lie hidden on `parent`; `read` reads a target, from the library too where it can."""
        super().__init__(parent)
        self.theme = THEMES[NIGHT]
        self._host = parent
        self._read = read
        self._form: TargetForm | None = None
        self._corner = QPoint()
        self._title = QLabel()
        self.field = QLineEdit()
        self.reading = QLabel()
        self.forms: list[FormRow] = []
        self.remove_button = Button(tr("Remove"), "trash-2")
        self.primary_button = Button(
            tr("Make primary"), "chart-line", tip=tr("Show the gap to this one (Ctrl+P)")
        )
        self.accept_button = Button(tr("Add"), "check", strong=True)
        self.close_button = Button("", "x", tip=tr("Close (Esc)"))
        self._lay_out()
        self._connect()
        self.set_theme(self.theme)
        self.hide()

    def _lay_out(self) -> None:
        self.setAccessibleName(tr("target editor"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFocusProxy(self.field)
        self._title.setFont(font(16, paint.BOLD))
        self.field.setFont(font(17, paint.SEMIBOLD))
        self.field.setAccessibleName(tr("target"))
        self.field.setFixedHeight(42)
        self.reading.setFont(font(13, paint.SEMIBOLD))
        self.reading.setWordWrap(True)
        self.reading.setMinimumHeight(38)
        self.reading.setAlignment(Qt.AlignmentFlag.AlignTop)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self.close_button)
        self.close_button.setFixedSize(32, 32)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self.remove_button)
        foot.addWidget(self.primary_button)
        foot.addStretch(1)
        foot.addWidget(self.accept_button)
        for button in (self.remove_button, self.primary_button, self.accept_button):
            button.setFixedHeight(38)
        for button in self._buttons():
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 10, 16, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.field)
        column.addWidget(self.reading)
        column.addLayout(self._rows)
        column.addLayout(foot)

    def _buttons(self) -> tuple[Button, ...]:
        return (self.remove_button, self.primary_button, self.accept_button, self.close_button)

    def _connect(self) -> None:
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._accept)
        self.accept_button.clicked.connect(self._accept)
        self.remove_button.clicked.connect(lambda: self._leave_with(self.removed.emit))
        self.primary_button.clicked.connect(lambda: self._leave_with(self.primary.emit))
        self.close_button.clicked.connect(self.leave)
        for keys, button in (("Ctrl+R", self.remove_button), ("Ctrl+P", self.primary_button)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(button.click)

    def open_at(self, anchor: QWidget, form: TargetForm) -> None:
        """Open under `anchor` for a new target, or for the one that `form` is editing."""
        self.leave()
        self._form = form
        under = anchor.mapTo(self._host, QPoint(0, anchor.height() + _GAP))
        self._corner = QPoint(self._host.width() - under.x(), under.y())
        self._show_forms(form)
        self.field.setText(form.text or form.editing)
        self._render()
        self._place()
        self.show()
        self.raise_()
        self.field.setFocus(Qt.FocusReason.PopupFocusReason)
        self.field.selectAll()
        self._host.installEventFilter(self)
        application().focusChanged.connect(self._focus_moved)

    def _show_forms(self, form: TargetForm) -> None:
        for row in self.forms:
            self._rows.removeWidget(row)
            row.deleteLater()
        self.forms = [FormRow(each, self.theme) for each in forms_for(form.distance)]
        for row in self.forms:
            self._rows.addWidget(row)
            row.clicked.connect(lambda _=False, example=row.form.example: self._propose(example))

    def _propose(self, example: str) -> None:
        self.field.setText(example)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self, text: str) -> None:
        if self._form is not None:
            self._form = self._form._replace(text=text)
            self._render()

    def _render(self) -> None:
        assert self._form is not None, "there is a form while the editor is open"
        view = target_form_view(self._form, self._read)
        self._title.setText(view.title)
        self.reading.setText(view.reading)
        self.field.setAccessibleDescription(view.reading)
        self._colour(self.reading, self.theme.tone(view.tone))
        editing = bool(self._form.editing)
        self.accept_button.show_as(
            view.accept, "check", tr("{action} (Return)", action=view.accept)
        )
        self.accept_button.setEnabled(view.can_accept)
        self.remove_button.setVisible(editing)
        self.remove_button.setEnabled(view.can_remove)
        self.remove_button.setToolTip(view.why_keep or tr("Remove this target (Ctrl+R)"))
        self.primary_button.setVisible(editing)
        self.primary_button.setEnabled(view.can_be_primary)

    def _accept(self) -> None:
        form = self._form
        if form is None:
            return
        view = target_form_view(form, self._read)
        if view.can_accept:
            self.leave()
            text = " ".join(form.text.split())
            if form.editing:
                self.changed.emit(form.editing, text)
            else:
                self.added.emit(text)
        elif form.editing and form.text == form.editing:
            self.leave()

    def _leave_with(self, tell: Callable[[str], None]) -> None:
        form = self._form
        self.leave()
        if form is not None:
            tell(form.editing)

    def leave(self) -> None:
        """Close and give the keys back to the race."""
        if self._form is None:
            return
        self._form = None
        application().focusChanged.disconnect(self._focus_moved)
        self._host.removeEventFilter(self)
        focused = application().focusWidget()
        if focused is not None and self.isAncestorOf(focused):
            focused.clearFocus()
        self.hide()

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        """Another widget, or no widget of an active window, has the keys: the editor is done."""
        del old
        gone = self.window().isActiveWindow() if new is None else not self.isAncestorOf(new)
        if gone:
            self.leave()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc; Up and Down put one example after the other into the field."""
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif step:
            examples = [row.form.example for row in self.forms if row.form.ready]
            text = self.field.text()
            place = examples.index(text) + step if text in examples else min(step, 0)
            self._propose(examples[place % len(examples)])
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go round in the editor with Tab: leaving it would close it."""
        chain = [self.field, *(each for each in self._buttons() if each.isVisible())]
        usable = [each for each in chain if each.isEnabled()]
        focused = self.focusWidget()
        place = usable.index(focused) if focused in usable else -1
        usable[(place + (1 if forward else -1)) % len(usable)].setFocus(
            Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        )
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay on the window when its size changes."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Lie under the anchor, which keeps its distance to the right edge, wholly on the window."""
        host = self._host
        width = min(scaled(_WIDTH), host.width() - 2 * _GAP)
        height = max(self.heightForWidth(width), self.minimumSizeHint().height())
        left = min(host.width() - self._corner.x(), host.width() - width - _GAP)
        top = min(self._corner.y(), host.height() - height - _GAP)
        self.setGeometry(max(_GAP, left), max(_GAP, top), width, height)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.setPalette(palette(theme))
        self.field.setStyleSheet(field_style(theme))
        for button in self._buttons():
            button.set_theme(theme)
        self._colour(self._title, QColor(theme.ink))
        if self._form is not None:
            self._show_forms(self._form)
            self._render()

    def _colour(self, label: QLabel, ink: QColor) -> None:
        colours = palette(self.theme)
        colours.setColor(colours.ColorRole.WindowText, ink)
        label.setPalette(colours)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a panel that stands out from those below it."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self.theme.muted), 1.5))
        painter.setBrush(QColor(self.theme.panel))
        area = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(area, paint.RADIUS, paint.RADIUS)
        painter.end()


def application() -> QApplication:
    """Return the running application."""
    found = QApplication.instance()
    assert isinstance(found, QApplication), "a window needs its application"
    return found
