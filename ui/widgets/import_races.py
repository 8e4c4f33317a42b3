"""Which races of a file are there, and which of them are to be stored? A list with ticks."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.language import tr
from ui.theme import NIGHT, THEMES, Theme, font, palette, scaled
from ui.viewstate.importing import RaceLine
from ui.widgets import paint
from ui.widgets.tips import plain_tip

_HIGH = 62
_TICK = 34.0
_ROLE = Qt.ItemDataRole.UserRole
_Index = QModelIndex | QPersistentModelIndex


class _RacePainter(QStyledItemDelegate):
    """Paints a race: its tick, its title over its facts, and how it stands."""

    theme: Theme = THEMES[NIGHT]

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of three lines."""
        del option, index
        return QSize(200, scaled(_HIGH))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one race; the one that is looked at is framed."""
        view: RaceLine = index.data(_ROLE)
        area = QRectF(option.rect).adjusted(3, 2, -3, -2)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = option.state & QStyle.StateFlag.State_HasFocus
            paint.fill_rounded(painter, area, self.theme.ground, 6)
            edge = self.theme.targets[0] if focused else self.theme.ink
            paint.frame(painter, area, edge, 2, 6)
        if view.can_be_kept:
            self._tick(painter, area, on=view.kept)
        room = area.adjusted(_TICK, 4, -8, 0)
        quiet, tone = self.theme.muted, self.theme.tone(view.tone)
        lines: tuple[tuple[str, int, QColor | str, QFont.Weight], ...] = (
            (_cut(view.title, room.width()), 14, self.theme.ink, paint.BOLD),
            (view.facts, 12, quiet, paint.SEMIBOLD),
            (view.state, 12, tone, paint.SEMIBOLD),
        )
        for place, (words, pixels, ink, weight) in enumerate(lines):
            line = QRectF(room.left(), room.top() + scaled(17) * place, room.width(), scaled(17))
            paint.text(painter, line, words, pixels, QColor(ink), weight)
        painter.restore()

    def _tick(self, painter: QPainter, area: QRectF, *, on: bool) -> None:
        box = QRectF(area.left() + 8, area.top() + 6, 18, 18)
        painter.setPen(QPen(QColor(self.theme.muted), 1.5))
        painter.setBrush(QColor(self.theme.selected if on else self.theme.ground))
        painter.drawRoundedRect(box, 4, 4)
        if on:
            picture = paint.icon("check", self.theme.selected_ink, 14, 1.0)
            painter.drawPixmap(round(box.left()) + 2, round(box.top()) + 2, picture)


def _cut(title: str, room: float) -> str:
    """Cut a title in its middle: the heats of an event differ at the end."""
    metrics = QFontMetricsF(font(14, paint.BOLD))
    return metrics.elidedText(title, Qt.TextElideMode.ElideMiddle, room)


class RaceChooser(QListWidget):
    """The list; `looked_at` carries the race chosen, `kept` a race and whether it is stored."""

    looked_at = Signal(int)
    kept = Signal(int, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without races."""
        super().__init__(parent)
        self._painter = _RacePainter(self)
        self._views: tuple[RaceLine, ...] = ()
        self.setItemDelegate(self._painter)
        self.setAccessibleName(tr("races that were read"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setToolTip(tr("Space: store this race, or leave it out"))
        self.currentRowChanged.connect(self._chosen)

    def show_races(self, views: Sequence[RaceLine], at: int) -> None:
        """Show the races, `at` as the one that is looked at."""
        told = self.blockSignals(True)
        for row in range(max(len(views), self.count())):
            if row >= len(views):
                self.takeItem(len(views))
                continue
            if row >= self.count():
                self.addItem(QListWidgetItem())
            if row >= len(self._views) or self._views[row] != views[row]:
                self._fill(row, views[row])
        self._views = tuple(views)
        self.setCurrentRow(at)
        self.blockSignals(told)
        self.viewport().update()

    def _fill(self, row: int, view: RaceLine) -> None:
        item = self.item(row)
        item.setData(_ROLE, view)
        stored = (tr("to be stored") if view.kept else tr("left out")) if view.can_be_kept else ""
        words = ", ".join(each for each in (view.title, view.facts, view.state, stored) if each)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, words)
        item.setToolTip(plain_tip(view.title))

    def _chosen(self, row: int) -> None:
        if row >= 0:
            self.looked_at.emit(row)

    def _turn(self, row: int) -> None:
        if 0 <= row < len(self._views) and self._views[row].can_be_kept:
            self.kept.emit(row, not self._views[row].kept)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on a tick turns it; anywhere it looks at the race."""
        super().mousePressEvent(event)
        if event.position().x() < _TICK:
            self._turn(self.indexAt(event.position().toPoint()).row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the tick; Return belongs to the window."""
        key = event.key()
        if key == Qt.Key.Key_Space:
            self._turn(self.currentRow())
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._painter.theme = theme
        self.setPalette(palette(theme))
        self.setStyleSheet(f"""QListWidget {{
            background: {theme.panel}; border: 1px solid {theme.line}; padding: 2px;
            border-radius: {paint.RADIUS:g}px; selection-background-color: transparent;
        }}""")
