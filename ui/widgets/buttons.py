"""What can be pressed with a pointer: buttons, switches and target chips, with a visible focus."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QAbstractButton, QStylePainter, QWidget

from app.language import tr
from ui.theme import ALIGN_CENTRE, NIGHT, THEMES, Theme, dashes, scaled, text_size
from ui.viewstate.head import Chip, Switch
from ui.widgets import paint

if TYPE_CHECKING:
    from PySide6.QtGui import QContextMenuEvent


_LEAST_PAD = 6
_BESIDE = 4
"""Pixels left free at either side of an option, however large it is written."""
_USUAL = 100


class Button(QAbstractButton):
    """An icon, a text or both; `strong` ones are filled with ink."""

    def __init__(
        self, words: str, icon: str = "", *, tip: str = "", strong: bool = False, also: str = ""
    ) -> None:
        """Make a button; `tip` is its tooltip, with its key, and what a screen reader says.

        `also` is the longest of the other words that it may come to show: it keeps room for them.
        """
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.icon_name = icon
        self.strong = strong
        self.also = also
        self.pixels = 15
        self.setText(words)
        self.setToolTip(tip or words)
        self.setAccessibleName(words or tip)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.update()

    def show_as(self, words: str, icon: str, tip: str) -> None:
        """Change text, icon and tooltip together."""
        if (words, icon, tip) != (self.text(), self.icon_name, self.toolTip()):
            self.icon_name = icon
            self.setText(words)
            self.setToolTip(tip)
            self.setAccessibleName(words or tip)
            self.updateGeometry()
            self.update()

    def show_strong(self, strong: bool) -> None:
        """Fill the button with ink, or leave it a frame."""
        if strong != self.strong:
            self.strong = strong
            self.update()

    def sizeHint(self) -> QSize:
        """Return room for icon and text."""
        words = max(
            paint.width(each, self.pixels, paint.SEMIBOLD) for each in (self.text(), self.also)
        )
        mark = scaled(self.pixels) + 5 if self.icon_name else 0
        gap = 8 if words and mark else 0
        return QSize(round(words + mark + gap + 28), max(44, scaled(36)))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button in its state."""
        del event
        painter = QStylePainter(self)
        ink = self._paint_ground(painter)
        words = paint.width(self.text(), self.pixels, paint.SEMIBOLD) if self.text() else 0.0
        size = self._icon_size
        gap = 8 if words and size else 0
        words = min(words, self.width() - size - gap - 2 * _LEAST_PAD)
        left = (self.width() - words - size - gap) / 2
        if self.icon_name:
            picture = paint.icon(self.icon_name, ink, size, self.devicePixelRatioF())
            painter.drawPixmap(round(left), round((self.height() - size) / 2), picture)
        room = QRectF(left + size + gap, 0, words + 2, self.height())
        paint.text(painter, room, self.text(), self.pixels, ink, paint.SEMIBOLD)
        painter.end()

    @property
    def _icon_size(self) -> int:
        return min(scaled(self.pixels) + 5, self.height() - 12) if self.icon_name else 0

    def _paint_ground(self, painter: QPainter) -> str:
        theme = self.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        filled = (self.strong or self.isChecked()) and self.isEnabled()
        area = QRectF(self.rect())
        paint.fill_rounded(painter, area, theme.selected if filled else theme.panel)
        edge = theme.ink if self.underMouse() and self.isEnabled() else theme.line
        paint.frame(painter, area, edge)
        if self.hasFocus():
            draw_focus(painter, area, theme)
        if not self.isEnabled():
            painter.setOpacity(0.45)
        return theme.selected_ink if filled else theme.ink


def draw_focus(painter: QPainter, area: QRectF, theme: Theme) -> None:
    """Paint the ring that shows where the keyboard is."""
    paint.frame(painter, area.adjusted(1, 1, -1, -1), theme.targets[0], 2)


class SegmentSwitch(QWidget):
    """A small label and a row of options, one of which is on."""

    role = "ComboBox"

    chosen = Signal(str, str)

    def __init__(self) -> None:
        """Begin without options."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self._view: Switch | None = None
        self._cells: list[QRectF] = []

    def render_view(self, view: Switch) -> None:
        """Show the options of `view`."""
        if view == self._view:
            return
        self._view = view
        words = dict(view.options)[view.chosen]
        self.setAccessibleName(f"{view.label} {words}")
        self.setToolTip(view.why)
        self.updateGeometry()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the label and every option."""
        cells = self._layout_cells()
        return QSize(round(cells[-1].right() + 2) if cells else 10, scaled(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint label and options."""
        del event
        if self._view is None:
            return
        painter = QStylePainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._cells = self._cells_in_room()
        room = QRectF(0, 0, self._cells[0].left() - 8, self.height())
        paint.text(painter, room, self._view.label, 13, self.theme.muted, paint.SEMIBOLD)
        whole = self._cells[0].united(self._cells[-1])
        around = whole.adjusted(-2, 0, 2, 0)
        paint.fill_rounded(painter, around, self.theme.panel, 7)
        paint.frame(painter, around, self.theme.line, 1, 7)
        if self.hasFocus():
            draw_focus(painter, whole.adjusted(-3, -1, 3, 1), self.theme)
        for (value, words), cell in zip(self._view.options, self._cells, strict=True):
            self._paint_cell(painter, words, cell, on=value == self._view.chosen)
        painter.end()

    def _paint_cell(self, painter: QPainter, words: str, cell: QRectF, *, on: bool) -> None:
        if on:
            paint.fill_rounded(painter, cell.adjusted(1, 2.5, -1, -2.5), self.theme.selected, 5)
        ink = self.theme.selected_ink if on else self.theme.muted
        room = cell.adjusted(_BESIDE, 0, -_BESIDE, 0)
        paint.text(painter, room, words, 13, ink, paint.SEMIBOLD, ALIGN_CENTRE)

    def _cells_in_room(self) -> list[QRectF]:
        """Return where label and options are painted: narrower where there is less room."""
        cells = self._layout_cells()
        share = (self.width() - 2) / cells[-1].right()
        if share >= 1 or text_size() == _USUAL:
            return cells
        return [
            QRectF(cell.left() * share, cell.top(), cell.width() * share, cell.height())
            for cell in cells
        ]

    def _layout_cells(self) -> list[QRectF]:
        if self._view is None:
            return []
        left = paint.width(self._view.label, 13, paint.SEMIBOLD) + 10
        cells = []
        for _, words in self._view.options:
            room = paint.width(words, 13, paint.SEMIBOLD) + scaled(20)
            cells.append(QRectF(left, 0, room, max(self.height(), 24)))
            left += room
        return cells

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the option under the pointer."""
        for (value, _), cell in zip(
            self._view.options if self._view else (), self._cells, strict=False
        ):
            if cell.contains(event.position()):
                self._choose(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the next or the previous option with the arrow keys."""
        from PySide6.QtCore import Qt

        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if self._view is None or step == 0:
            super().keyPressEvent(event)
            return
        values = [value for value, _ in self._view.options]
        self._choose(values[(values.index(self._view.chosen) + step) % len(values)])

    def _choose(self, value: str) -> None:
        if self._view is not None and value != self._view.chosen:
            self.chosen.emit(self._view.name, value)


class TargetChip(QAbstractButton):
    """One target: its line's colour and dashes, its time and its name; framed when primary."""

    menu_wanted = Signal()

    def __init__(self, view: Chip) -> None:
        """Make the chip of `view`."""
        super().__init__()
        self.theme = THEMES[NIGHT]
        self.view = view
        name, state = view.name or view.time, tr(", primary") if view.primary else ""
        self.setAccessibleName(
            tr("target {time}, {name}{state}", time=view.time, name=view.name, state=state)
            if view.name
            else tr("target {time}{state}", time=view.time, state=state)
        )
        self.setToolTip(
            tr("{name}: click to show the gap to it (T), right-click to edit", name=name)
        )

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the longer of time and name."""
        time = paint.width(self.view.time, 17, paint.BOLD)
        name = paint.width(self._caption, 12, paint.SEMIBOLD)
        return QSize(round(min(max(time, name), scaled(150)) + 48), scaled(46))

    @property
    def _caption(self) -> str:
        if not self.view.name:
            return tr("primary") if self.view.primary else tr("target")
        return self.view.name + (tr(" \u00b7 primary") if self.view.primary else "")

    def contextMenuEvent(self, event: "QContextMenuEvent") -> None:
        """Ask for the menu of this target: right click, or the menu key."""
        self.menu_wanted.emit()
        event.accept()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the chip."""
        del event
        painter = QStylePainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, primary = self.theme, self.view.primary
        area = QRectF(self.rect())
        paint.fill_rounded(painter, area, theme.panel)
        paint.frame(painter, area, theme.ink if primary else theme.line, 2 if primary else 1)
        if self.hasFocus():
            draw_focus(painter, area, theme)
        self._paint_sample(painter)
        half = self.height() / 2
        room = QRectF(38, half - 19, self.width() - 44, 22)
        if text_size() != _USUAL:
            room = QRectF(38, 3, self.width() - 44, half)
        paint.text(painter, room, self.view.time, 17, theme.ink, paint.BOLD)
        below = room.translated(0, half - 4)
        paint.text(painter, below, self._caption, 12, theme.muted, paint.SEMIBOLD)
        painter.end()

    def _paint_sample(self, painter: QPainter) -> None:
        """The line as the graph draws it: its colour, and its dashes unless it is primary."""
        primary, top = self.view.primary, self.height() / 2 - 1.5
        colour = QColor(self.theme.ink) if primary else self.theme.target(self.view.slot)
        for left, right in [(0.0, 20.0)] if primary else strokes(self.view.slot, 20.0):
            paint.fill(painter, QRectF(10 + left, top, right - left, 3), colour)


def strokes(slot: int, length: float) -> list[tuple[float, float]]:
    """Return where the dashes of a target's line begin and end along `length`."""
    found, at, drawn = [], 0.0, True
    pattern = [each * 1.2 for each in dashes(slot)]
    for step in pattern * (1 + int(length / sum(pattern))):
        if drawn and at < length:
            found.append((at, min(at + step, length)))
        at, drawn = at + step, not drawn
    return found
