"""Which plan is to be taken? A list of saved plans, last sessions and examples."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from app.language import tr
from ui.theme import LEAST_TEXT, NIGHT, THEMES, Theme, scaled
from ui.viewstate.plan_shelf import HEADING, SAVED, Offer
from ui.widgets import paint

_HEAD, _ONE, _TWO = 26, 28, 44
_CROSS = 24.0
_OFFER = Qt.ItemDataRole.UserRole
_RETURNS = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_Index = QModelIndex | QPersistentModelIndex


class _OfferPainter(QStyledItemDelegate):
    """Paints an offer: its words over the smaller ones."""

    theme: Theme = THEMES[NIGHT]

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """Return the height of the line."""
        del option
        offer = cast("Offer", index.data(_OFFER))
        high = _HEAD if offer.kind == HEADING else _TWO if offer.below else _ONE
        return QSize(100, scaled(high))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint the line in its state."""
        offer, theme = cast("Offer", index.data(_OFFER)), self.theme
        area = QRectF(option.rect)
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        inner = area.adjusted(10, 0, -8, 0)
        if offer.kind == HEADING:
            words = inner.adjusted(0, 6, 0, 0)
            paint.text(painter, words, offer.words, 12, theme.muted, paint.BOLD)
            painter.restore()
            return
        focused = bool(state & QStyle.StateFlag.State_HasFocus)
        box = area.adjusted(2, 1, -2, -1)
        if focused or state & QStyle.StateFlag.State_MouseOver:
            paint.fill_rounded(painter, box, theme.ground, 5)
            paint.frame(painter, box, theme.targets[0] if focused else theme.muted, 1 + focused, 5)
        if offer.kind == SAVED and (focused or state & QStyle.StateFlag.State_MouseOver):
            _cross(painter, cross_of(area), theme)
            inner.setRight(cross_of(area).left() - 4)
        half = QRectF(inner.left(), area.top() + scaled(3), inner.width(), scaled(20))
        words = half if offer.below else inner
        _write(painter, words, offer.words, 14, theme.ink)
        below = half.translated(0, scaled(18))
        _write(painter, below, offer.below, 12, theme.muted)
        painter.restore()


def cross_of(line: QRectF) -> QRectF:
    """Return where the cross of a line lies that can be deleted."""
    return QRectF(line.right() - 8 - _CROSS, line.center().y() - _CROSS / 2, _CROSS, _CROSS)


def _cross(painter: QPainter, area: QRectF, theme: Theme) -> None:
    painter.setPen(QPen(QColor(theme.ink), 1.6))
    arm = area.adjusted(7, 7, -7, -7)
    painter.drawLine(arm.topLeft(), arm.bottomRight())
    painter.drawLine(arm.bottomLeft(), arm.topRight())


def _write(painter: QPainter, area: QRectF, words: str, pixels: int, ink: str) -> None:
    """Write a line a little smaller where it would not fit; its tip has the whole of a long one."""
    size = paint.fitting(words, pixels, paint.SEMIBOLD, area.width(), LEAST_TEXT)
    paint.text(painter, area, words, size, ink, paint.SEMIBOLD)


class PlanShelf(QListWidget):
    """The list; `taken` carries the offer that is chosen, `thrown` a saved plan to be deleted."""

    taken = Signal(object)
    thrown = Signal(str)
    back_wanted = Signal()

    def __init__(self, name: str) -> None:
        """Begin empty."""
        super().__init__()
        self._on_cross = False
        self._painter = _OfferPainter(self)
        self.setItemDelegate(self._painter)
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.itemClicked.connect(self._take)

    def render_view(self, offers: Sequence[Offer]) -> None:
        """Show `offers`, on the line that was chosen or the nearest."""
        row = self.currentRow()
        told = self.blockSignals(True)
        self.clear()
        for each in offers:
            item = QListWidgetItem(each.words)
            item.setData(_OFFER, each)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, each.spoken)
            item.setToolTip(_tip(each))
            if each.kind == HEADING:
                item.setFlags(Qt.ItemFlag.NoItemFlags)
            self.addItem(item)
        self.blockSignals(told)
        able = [place for place, each in enumerate(offers) if each.kind != HEADING]
        if able:
            self.setCurrentRow(min(able, key=lambda place: abs(place - max(row, 0))))

    def offer(self) -> Offer | None:
        """Return the chosen line."""
        return cast("Offer | None", self.currentIndex().data(_OFFER))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on its cross deletes a saved plan; elsewhere it takes what is there."""
        place = event.position()
        line = QRectF(self.visualRect(self.indexAt(place.toPoint())))
        self._on_cross = cross_of(line).contains(place)
        super().mouseReleaseEvent(event)
        self._on_cross = False

    def _take(self, item: QListWidgetItem) -> None:
        offer = cast("Offer", item.data(_OFFER))
        if offer.kind == SAVED and self._on_cross:
            self.thrown.emit(offer.id)
        elif offer.kind != HEADING:
            self.taken.emit(offer)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return takes, Delete deletes a saved plan, Ctrl+Z puts it back."""
        offer = self.offer()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if event.key() in _RETURNS and not control and offer is not None:
            self.taken.emit(offer)
        elif event.key() == Qt.Key.Key_Delete and offer is not None and offer.kind == SAVED:
            self.thrown.emit(offer.id)
        elif event.key() == Qt.Key.Key_Z and control:
            self.back_wanted.emit()
        elif event.key() in _RETURNS:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._painter.theme = theme
        self.setStyleSheet(
            f"QListWidget {{ background: {theme.panel}; border: 1px solid {theme.muted};"
            f" border-radius: {paint.RADIUS:g}px; padding: 3px 0; }}"
            f"QListWidget:focus {{ border: 2px solid {theme.targets[0]}; padding: 2px 0; }}"
        )
        self.viewport().update()


def _tip(offer: Offer) -> str:
    return (
        tr("{what}\nIts cross or Delete removes it.", what=offer.spoken)
        if offer.kind == SAVED
        else offer.spoken
    )
