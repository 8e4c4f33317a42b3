"""What is a form made of? Fields, boxes to tick, rows of options, and how they lie."""

from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from ui.theme import ALIGN_RIGHT, NIGHT, SIZE_AT, THEMES, font, scaled, text_size
from ui.viewstate.head import Switch
from ui.widgets import paint
from ui.widgets.buttons import SegmentSwitch, draw_focus

FIELD_HEIGHT = 38
TICK_HEIGHT = 27


class Picker(QComboBox):
    """A field to type in, with the usual answers to choose from."""

    def __init__(self, name: str, usual: tuple[str, ...], text: str) -> None:
        """Offer `usual`, begin with `text`; nothing that is typed is completed or kept."""
        super().__init__()
        self.setFixedHeight(FIELD_HEIGHT)
        self.ink = THEMES[NIGHT].ink
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.addItems(usual)
        self.setCurrentText(text)
        self.setCompleter(None)  # type: ignore[arg-type]
        self.setAccessibleName(name)
        self.setFont(font(16, paint.SEMIBOLD))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field, and its arrow in the colour of the theme."""
        super().paintEvent(event)
        painter = QPainter(self)
        arrow = paint.icon("chevron-down", self.ink, 18, self.devicePixelRatioF())
        painter.drawPixmap(QPoint(self.width() - 27, (self.height() - 18) // 2), arrow)
        painter.end()


class Tick(QAbstractButton):
    """A box to tick, a name, and at the right end what belongs to it."""

    theme = THEMES[NIGHT]

    def show_row(self, name: str, right: str, *, ticked: bool, faulty: bool) -> None:
        """Show a name, what stands at the right, the tick, and whether something is wrong."""
        self._right, self._faulty = right, faulty
        self.setCheckable(True)
        self.setText(name)
        self.setAccessibleName(f"{name} {right}".strip())
        self.setChecked(ticked)
        fix_height(self, TICK_HEIGHT)
        self.setMinimumWidth(min(220, round(paint.width(name + right, 14, paint.SEMIBOLD)) + 54))
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, area = self.theme, QRectF(self.rect())
        box = QRectF(7, (self.height() - 18) / 2, 18, 18)
        painter.setPen(QPen(QColor(theme.muted), 1.5))
        painter.setBrush(QColor(theme.selected if self.isChecked() else theme.ground))
        painter.drawRoundedRect(box, 4, 4)
        if self.isChecked():
            picture = paint.icon("check", theme.selected_ink, 14, self.devicePixelRatioF())
            painter.drawPixmap(round(box.left()) + 2, round(box.top()) + 2, picture)
        if self.hasFocus():
            draw_focus(painter, area, theme)
        ink = theme.alert if self._faulty else theme.ink
        taken = paint.width(self._right, 14, paint.SEMIBOLD)
        name = area.adjusted(34, 0, -taken - 16, 0)
        paint.text(painter, name, self.text(), 14, ink, paint.SEMIBOLD)
        right = area.adjusted(0, 0, -8, 0)
        paint.text(painter, right, self._right, 14, ink, paint.SEMIBOLD, ALIGN_RIGHT)
        painter.end()


class Choice(SegmentSwitch):
    """A row of options that begins at the left edge; its label stands above it."""

    def show_choice(self, view: Switch) -> None:
        """Show `view` without its label, which a screen reader still says."""
        self.render_view(view._replace(label=""))
        self.setAccessibleName(f"{view.label}: {dict(view.options)[view.chosen]}")

    def _layout_cells(self) -> list[QRectF]:
        cells = super()._layout_cells()
        return [cell.translated(2 - cells[0].left(), 0) for cell in cells]


def fix_height(widget: QWidget, pixels: int) -> None:
    """Give a widget a fixed height that has grown with the texts already."""
    widget.setFixedHeight(scaled(pixels))
    widget.setProperty(SIZE_AT, text_size())


def text_field(name: str, hint: str = "") -> QLineEdit:
    """Return a field of one line; a screen reader calls it `name`."""
    field = QLineEdit()
    field.setAccessibleName(name)
    field.setPlaceholderText(hint)
    field.setFixedHeight(FIELD_HEIGHT)
    field.setFont(font(15, paint.SEMIBOLD))
    return field


def put_text(field: QLineEdit | None, text: str) -> None:
    """Set a text that differs, without telling: the form knows it already."""
    if field is not None and field.text() != text:
        told = field.blockSignals(True)
        field.setText(text)
        field.blockSignals(told)


def words_of(words: str = "", field: QWidget | None = None) -> QLabel:
    """Return the name of a field, or without a field the words that are said of one."""
    label = QLabel(words)
    label.setFont(font(13, paint.BOLD if field else paint.SEMIBOLD))
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setMinimumHeight(18)
    label.setWordWrap(field is None)
    if field is not None:
        label.setBuddy(field)
    return label


def side_by_side(first: QWidget, second: QWidget, stretch: int, other: int) -> QHBoxLayout:
    """Put two widgets beside each other, with their shares of what is left over."""
    row = QHBoxLayout()
    row.setSpacing(10)
    row.addWidget(first, stretch)
    row.addWidget(second, other)
    return row


def stacked(*parts: QWidget | QHBoxLayout | QGridLayout | int | None) -> QVBoxLayout:
    """Put parts below each other: widgets, rows, gaps in pixels, None for what is left over."""
    column = QVBoxLayout()
    column.setSpacing(4)
    for part in parts:
        if part is None:
            column.addStretch(1)
        elif isinstance(part, int):
            column.addSpacing(part)
        elif isinstance(part, QWidget):
            column.addWidget(part)
        else:
            column.addLayout(part)
    return column
