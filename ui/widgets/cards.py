"""What do the cards look like? The gap at twice the size of everything else."""

from typing import Any

from PySide6.QtCore import QPointF, QRectF, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPainterPath, QPolygonF
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import ALIGN_RIGHT, text_size
from ui.viewstate.card_values import Card, GapCard, ProjectionCard
from ui.viewstate.wording import DOT
from ui.widgets import paint
from ui.widgets.surface import Surface

_PAD = 14.0
_BESIDE = 14.0
_LEAST_LINE = 12.0
_SPOKEN, _LEAST_SIZE = 13, 11
_BLOCK = 12.0
_USUAL = 100
_MOST_SMALL = 140
"""Per cent that the lines of small words over and under a figure grow to."""
FAR_CAPITAL = 38
"""Least height in pixels of capitals that are read from two metres, at 1366 x 768."""


class GapCardWidget(Surface[GapCard]):
    """Word, gap and, lighter beside it, the estimate of now."""

    def spoken(self, view: GapCard) -> str:
        """Return the gap in words."""
        return f"{view.word} {view.target} {view.value}, {view.detail}"

    def draw(self, painter: QPainter, view: GapCard) -> None:
        """Paint the card: a block in the tone at its edge, so that the tone is no digit's alone."""
        paint.panel(painter, self.area, self.theme)
        left = _PAD
        if view.arrow:
            block = QRectF(0, 0, _BLOCK, self.height())
            paint.fill_rounded(painter, block, self.theme.tone(view.tone), 4)
            left += _BLOCK
        room = self.width() - left - _PAD
        bands = self._bands()
        self._draw_words(painter, view, QRectF(left, bands[0], room, bands[1] - bands[0]))
        self._draw_value(painter, view, QRectF(left, bands[1], room, bands[2] - bands[1]))
        detail = QRectF(left, bands[2], room, bands[3] - bands[2])
        size = paint.fitting(view.detail, 16, paint.SEMIBOLD, room)
        paint.text(painter, detail, view.detail, size, self.theme.muted, paint.SEMIBOLD)

    def _bands(self) -> tuple[float, float, float, float]:
        """Return the edges of the word's, the value's and the detail's bands."""
        height = self.height()
        return 8.0, 8 + height * 0.27, height - 34.0, height - 10.0

    def _draw_words(self, painter: QPainter, view: GapCard, room: QRectF) -> None:
        """The word is read from two metres; a long name of the target gives way to it."""
        size = min(round(FAR_CAPITAL / paint.CAPITAL) + 1, int(room.height()))
        whole = f"{view.word} {view.target}"
        if paint.width(whole, size, paint.BOLD) <= room.width():
            paint.text(painter, room, whole, size, self.theme.ink, paint.BOLD)
            return
        used = paint.text(painter, room, view.word, size, self.theme.ink, paint.BOLD)
        rest = room.adjusted(used + 12, 0, 0, 0)
        size = paint.fitting(view.target, size, paint.BOLD, rest.width())
        paint.text(painter, rest, view.target, size, self.theme.ink, paint.BOLD)

    def _draw_value(self, painter: QPainter, view: GapCard, room: QRectF) -> None:
        mark = room.height() * 0.34 if view.arrow else 0.0
        size = min(round(room.height() * 0.98), 132)
        usual = paint.width(view.now, 18, paint.NORMAL) * _USUAL / text_size()
        spare = usual * 0.62 + 16 if view.now else 0.0
        size = paint.fitting(view.value, size, paint.BOLD, room.width() - mark - spare)
        if view.arrow:
            self._draw_arrow(painter, view, QRectF(room.left(), room.top(), mark, room.height()))
        place = room.adjusted(mark + (8 if mark else 0), 0, 0, 0)
        ink = self.theme.digits(view.tone)
        used = paint.text(painter, place, view.value, size, ink, paint.BOLD)
        if view.now:
            self._draw_now(painter, view, place.adjusted(used + 14, 0, 0, 0))

    def _draw_arrow(self, painter: QPainter, view: GapCard, room: QRectF) -> None:
        side, middle = room.width() * 0.8, room.center()
        up = 1 if view.arrow == "up" else -1
        top, base = middle.y() - up * side * 0.45, middle.y() + up * side * 0.45
        shape = [
            QPointF(room.left(), base),
            QPointF(room.left() + side, base),
            QPointF(room.left() + side / 2, top),
        ]
        path = QPainterPath()
        path.addPolygon(QPolygonF(shape))
        painter.fillPath(path, paint.brush(self.theme.tone(view.tone)))

    def _draw_now(self, painter: QPainter, view: GapCard, room: QRectF) -> None:
        head = tr("now about")
        value = view.now.removeprefix(head).strip()
        top = QRectF(room.left(), room.center().y() - 30, room.width(), 22)
        paint.text(painter, top, head if value else "", 15, self.theme.muted, paint.SEMIBOLD)
        size = paint.fitting(value, 27, paint.NORMAL, room.width())
        below = QRectF(room.left(), room.center().y() - 6, room.width(), 34)
        paint.text(painter, below, value, size, self.theme.digits(view.now_tone))


class CardWidget(Surface[Card]):
    """A title, a value with its unit, and a line of detail; an estimate is drawn lighter."""

    def spoken(self, view: Card) -> str:
        """Return title, value and detail."""
        return f"{view.title} {view.value} {view.unit}, {view.detail}"

    def draw(self, painter: QPainter, view: Card) -> None:
        """Paint the card."""
        paint.panel(painter, self.area, self.theme)
        if view.held:
            paint.fill_rounded(painter, QRectF(0, 0, 6, self.height()), self.theme.ink, 3)
        room = self.width() - 2 * _PAD
        draw_title(painter, self, view.title, room)
        self._draw_value(painter, view, value_band(self, room))
        draw_detail(painter, self, view.detail, room)

    def _draw_value(self, painter: QPainter, view: Card, room: QRectF) -> None:
        unit = paint.width(view.unit, 16, paint.SEMIBOLD) + 8 if view.unit else 0.0
        weight = paint.SEMIBOLD if view.estimate else paint.BOLD
        size = paint.fitting(view.value, far_size(room), weight, room.width() - unit)
        ink = self.theme.estimate if view.estimate else self.theme.ink
        used = paint.text(painter, room, view.value, size, ink, weight)
        if view.unit:
            place = room.adjusted(used + 8, size * 0.22, 0, 0)
            paint.text(painter, place, view.unit, 16, self.theme.muted, paint.SEMIBOLD)


class ProjectionCardWidget(Surface[ProjectionCard]):
    """The projected finish with its chance, and every rule.

    A click takes the next rule, one on the kind of race the next kind.
    """

    pressed = Signal()
    kind_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin without a kind to click on."""
        super().__init__(parent)
        self.kind_area = QRectF()

    def spoken(self, view: ProjectionCard) -> str:
        """Return title, value, detail and chance."""
        beside = " ".join(filter(None, [view.chance_of, view.chance, view.taken_for]))
        return ", ".join(filter(None, [f"{view.title} {view.value}", view.detail, beside]))

    def draw(self, painter: QPainter, view: ProjectionCard) -> None:
        """Paint the card."""
        paint.panel(painter, self.area, self.theme)
        half = (self.width() - 2 * _PAD) * 0.58
        draw_title(painter, self, view.title, half)
        room = value_band(self, half)
        size = paint.fitting(view.value, far_size(room), paint.SEMIBOLD, half)
        ink = self.theme.estimate
        used = paint.text(painter, room, view.value, size, ink, paint.SEMIBOLD)
        self._draw_chance(painter, view, room.adjusted(used + _BESIDE, 0, 0, 0))
        fits = paint.width(view.detail, 12, paint.SEMIBOLD) <= half
        words = view.detail if fits or not view.shorter else view.shorter
        draw_detail(painter, self, words, half)
        self._draw_rules(painter, view, self.area.adjusted(half + _PAD + 22, 8, -_PAD, -8))

    def _draw_chance(self, painter: QPainter, view: ProjectionCard, room: QRectF) -> None:
        """Whose chance it is, the chance in words, and what kind of race it is taken for.

        Where there is little room the words alone stand there.
        """
        most = max(1, int(room.height() // _LEAST_LINE))
        words = self._broken(view.chance, room.width(), most) if view.chance else []
        lines = [(each, self.theme.ink) for each in words]
        if view.chance_of and len(lines) < most:
            lines.insert(0, (view.chance_of, self.theme.muted))
        if view.taken_for and len(lines) < most:
            lines.append((view.taken_for, self.theme.muted))
        self.kind_area = QRectF()
        height = min(17.0, room.height() / max(len(lines), 1))
        top = room.center().y() - height * len(lines) / 2
        for index, (line, ink) in enumerate(lines):
            row = QRectF(room.left(), top + index * height, room.width(), height)
            size = paint.fitting(line, min(14, int(height) - 1), paint.SEMIBOLD, room.width())
            paint.text(painter, row, line, size, ink, paint.SEMIBOLD)
            if line == view.taken_for:
                self.kind_area = row

    def _broken(self, words: str, room: float, most: int) -> list[str]:
        """Break words in two where they are too long for one line: early where there is room."""
        size = _SPOKEN if most > 3 else _LEAST_SIZE
        if paint.width(words, size, paint.SEMIBOLD) <= room or most < 2:
            return [words]
        first, *rest = words.split(" ")
        while rest and paint.width(f"{first} {rest[0]}", size, paint.SEMIBOLD) <= room:
            first = f"{first} {rest.pop(0)}"
        return [first, " ".join(rest)]

    def _draw_rules(self, painter: QPainter, view: ProjectionCard, room: QRectF) -> None:
        height = min(21.0, room.height() / max(len(view.rules), 1))
        top = room.center().y() - height * len(view.rules) / 2
        size = max(11, min(14, int(height) - 3))
        for index, rule in enumerate(view.rules):
            row = QRectF(room.left(), top + index * height, room.width(), height)
            weight = paint.BOLD if rule.chosen else paint.SEMIBOLD
            ink = self.theme.ink if rule.chosen else self.theme.muted
            says = paint.width(rule.says, size, weight) + 10
            if rule.chosen:
                paint.dot(painter, QPointF(row.left() - 9, row.center().y()), 3, ink)
            paint.text(painter, row.adjusted(0, 0, -says, 0), rule.name, size, ink, weight)
            paint.text(painter, row, rule.says, size, ink, weight, ALIGN_RIGHT)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Ask for the next rule, or the next kind of race."""
        from PySide6.QtCore import Qt

        if event.button() == Qt.MouseButton.LeftButton:
            on_kind = self.kind_area.contains(event.position())
            (self.kind_pressed if on_kind else self.pressed).emit()


def draw_title(painter: QPainter, card: Surface[Any], words: str, room: float) -> None:
    """Write the title of a card."""
    size = paint.fitting(words, 13, paint.SEMIBOLD, room)
    place = QRectF(_PAD, 6, room, _line())
    paint.text(painter, place, words, size, card.theme.muted, paint.SEMIBOLD)


def draw_detail(painter: QPainter, card: Surface[Any], words: str, room: float) -> None:
    """Write the last line of a card; parts that there is no room for go, the last first."""
    while DOT in words and paint.width(words, 12, paint.SEMIBOLD) > room:
        words = words.rpartition(DOT)[0]
    size = paint.fitting(words, 14, paint.SEMIBOLD, room)
    place = QRectF(_PAD, card.height() - 7 - _line(), room, _line())
    paint.text(painter, place, words, size, card.theme.muted, paint.SEMIBOLD)


def value_band(card: Surface[Any], room: float) -> QRectF:
    """Return where the value of a card goes, between title and detail."""
    return QRectF(_PAD, 4 + _line(), room, card.height() - 2 * _line() - 10)


def _line() -> float:
    """Return the height of a line of small words; the figures keep the most of the card."""
    return 18.0 * min(text_size(), _MOST_SMALL) / 100


def far_size(room: QRectF) -> int:
    """Return the size of figures that are read from two metres, or what there is room for."""
    return min(round(FAR_CAPITAL / paint.CAPITAL) + 1, int((room.height() - 8) / paint.CAPITAL))
