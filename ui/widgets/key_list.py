"""Which key is whose? The field of athletes as it is understood, a row for each key."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter

from app.language import tr
from ui.theme import ALIGN_CENTRE, ALIGN_RIGHT, lane_colours, scaled
from ui.viewstate.key_rows import EXAMPLES, KeyRow
from ui.widgets import paint
from ui.widgets.surface import Surface

ROWS = 6
"""As many rows as lie above each other; the others go beside them."""
_HIGH = 22
_BADGE = 24.0
_GAP = 12.0
_NAME_SHARE = 0.45
"""A name keeps this much of its row, however much is said of it."""


class KeyList(Surface[tuple[KeyRow, ...]]):
    """Rows of lane, name and what goes for that one alone; examples while nobody is named.

    A click on a best time that is offered takes it: `offer_taken` carries the row.
    """

    offer_taken = Signal(int)

    def __init__(self) -> None:
        """Begin with nobody."""
        super().__init__()
        self.offers: dict[int, QRectF] = {}
        self.setMouseTracking(True)
        self.setFixedHeight(ROWS * _HIGH)

    def spoken(self, view: tuple[KeyRow, ...]) -> str:
        """Return whose key is which."""
        keys = ", ".join(_spoken(each) for each in view)
        return tr("keys: {keys}", keys=keys) if keys else tr("keys: nobody is named")

    def draw(self, painter: QPainter, view: tuple[KeyRow, ...]) -> None:
        """Paint the rows, in two columns where they are many."""
        self.offers = {}
        if not view:
            self._draw_examples(painter)
            return
        columns = -(-len(view) // ROWS)
        width = (self.area.width() - (columns - 1) * _GAP) / columns
        for place, row in enumerate(view):
            column, line = divmod(place, ROWS)
            area = QRectF(column * (width + _GAP), line * scaled(_HIGH), width, scaled(_HIGH))
            if row.offer:
                self.offers[place] = self._draw_offer(painter, area, row)
                area.setRight(self.offers[place].left() - 8)
            self._draw_row(painter, area, row)

    def _draw_offer(self, painter: QPainter, area: QRectF, row: KeyRow) -> QRectF:
        """Draw the best time that can be taken as a button; its kind alone where room is short."""
        words = f"+ {row.offer}"
        if paint.width(words, 13, paint.SEMIBOLD) > area.width() * (1 - _NAME_SHARE) - _BADGE:
            words = f"+ {row.offer.partition(' ')[0]}"
        width = paint.width(words, 13, paint.SEMIBOLD) + 14
        pill = QRectF(area.right() - width, area.top() + 2, width - 1, area.height() - 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.frame(painter, pill, self.theme.muted, 1, 4)
        paint.text(painter, pill, words, 13, self.theme.ink, paint.SEMIBOLD, ALIGN_CENTRE)
        return pill

    def _offer_at(self, event: QMouseEvent) -> int | None:
        found = (place for place, pill in self.offers.items() if pill.contains(event.position()))
        return next(found, None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where a click takes something."""
        if self._offer_at(event) is None:
            self.unsetCursor()
        else:
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take the best time under the pointer."""
        place = self._offer_at(event)
        if event.button() == Qt.MouseButton.LeftButton and place is not None:
            self.offer_taken.emit(place)

    def _draw_row(self, painter: QPainter, area: QRectF, row: KeyRow) -> None:
        theme = self.theme
        colour, ink = lane_colours(row.lane)
        badge = QRectF(area.left(), area.top() + 2, _BADGE, area.height() - 4)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint.fill_rounded(painter, badge, colour, 4)
        paint.frame(painter, badge, theme.muted, 1, 4)
        paint.text(painter, badge, str(row.lane), 13, ink, paint.BOLD, ALIGN_CENTRE)
        room = area.adjusted(_BADGE + 8, 0, 0, 0)
        least = min(paint.width(row.name, 14, paint.SEMIBOLD), room.width() * _NAME_SHARE)
        said = room.adjusted(least + 8, 0, 0, 0)
        colour = theme.alert if row.wrong else theme.muted
        taken = paint.text(painter, said, row.said, 13, colour, paint.SEMIBOLD, ALIGN_RIGHT)
        name = room.adjusted(0, 0, -taken - 8 if taken else 0, 0)
        paint.text(painter, name, row.name, 14, theme.ink, paint.SEMIBOLD)

    def _draw_examples(self, painter: QPainter) -> None:
        width = self.area.width()
        height = ROWS * scaled(_HIGH) / len(EXAMPLES)
        for line, (typed, meaning) in enumerate(EXAMPLES):
            area = QRectF(0, line * height, width, height)
            paint.text(painter, area, typed, 13, self.theme.ink, paint.SEMIBOLD)
            rest = area.adjusted(width * 0.49, 0, 0, 0)
            paint.text(painter, rest, tr(meaning), 13, self.theme.muted, paint.SEMIBOLD)


def _spoken(row: KeyRow) -> str:
    known = tr("({best} is known)", best=row.offer) if row.offer else ""
    return " ".join(each for each in (str(row.lane), row.name, row.said, known) if each)
