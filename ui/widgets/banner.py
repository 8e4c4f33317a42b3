"""How does the window say something that must not be missed, without covering the race?"""

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QPainter, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import Theme
from ui.viewstate.care import BannerView
from ui.widgets import paint
from ui.widgets.surface import Surface

_HEIGHT = 52
_PAD = 12.0
_APART = 16.0
_BADGE, _WORDS, _EASY, _DETAIL, _LEAST = 15, 18, 15, 14, 12


class Banner(Surface[BannerView]):
    """Two lines: what is the matter, and why; takes neither the focus nor a key.

    `put_away` is sent by the cross of a banner that has one.
    """

    role = "AlertMessage"

    put_away = Signal()

    def __init__(self, parent: QWidget) -> None:
        """Stand on `parent`."""
        super().__init__(parent)
        from PySide6.QtCore import Qt

        from ui.widgets.buttons import Button

        self._cross = Button("", "x", tip=tr("Put away"))
        self._cross.setParent(self)
        self._cross.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._cross.clicked.connect(self.put_away)

    def render_view(self, view: BannerView) -> None:
        """Show `view`, with its cross if it has one."""
        super().render_view(view)
        self._cross.setVisible(view.can_go)
        self.setToolTip(" ".join(filter(None, [view.words, view.detail])))

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        super().set_theme(theme)
        self._cross.set_theme(theme)

    def spoken(self, view: BannerView) -> str:
        """Return everything that is said."""
        return f"{view.badge}: {view.words} {view.detail}".strip()

    def sizeHint(self) -> QSize:
        """Return the height of two lines."""
        return QSize(600, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the cross at the right end."""
        del event
        size = self._cross.sizeHint()
        top = (self.height() - size.height()) // 2
        self._cross.setGeometry(self.width() - size.width() - 4, top, size.width(), size.height())

    def draw(self, painter: QPainter, view: BannerView) -> None:
        """Paint the ground, the badge at the left, and two lines beside it."""
        tone, ink = self.theme.tone(view.tone), self.theme.ink
        paint.panel(painter, self.area, self.theme)
        paint.frame(painter, self.area, tone, 2)
        if view.filled:
            paint.fill_rounded(painter, self.area, tone)
            ink = self.theme.ground
        room = self.area.adjusted(_PAD, 4, -_PAD, -4)
        if view.can_go:
            room.setRight(float(self._cross.x()) - _PAD)
        badge = ink if view.filled else tone
        paint.text(painter, room, view.badge, _BADGE, badge, paint.BOLD)
        room.setLeft(room.left() + paint.width(view.badge, _BADGE, paint.BOLD) + _APART)
        self._write_lines(painter, view, room, ink)

    def _write_lines(self, painter: QPainter, view: BannerView, room: QRectF, ink: str) -> None:
        if not view.detail and paint.width(view.words, _EASY, paint.SEMIBOLD) <= room.width():
            _write(painter, room, view.words, _WORDS, ink)
            return
        first, second = _halves(room)
        words, detail = (view.words, view.detail) if view.detail else _broken(view.words, room)
        _write(painter, first, words, _WORDS if view.detail else _DETAIL, ink)
        _write(painter, second, detail, _DETAIL, ink)


def _halves(room: QRectF) -> tuple[QRectF, QRectF]:
    half = room.height() / 2
    return room.adjusted(0, 0, 0, -half), room.adjusted(0, half, 0, 0)


def _write(painter: QPainter, room: QRectF, words: str, pixels: int, ink: str) -> None:
    size = paint.fitting(words, pixels, paint.SEMIBOLD, room.width(), _LEAST)
    paint.text(painter, room, words, size, ink, paint.SEMIBOLD)


def _broken(words: str, room: QRectF) -> tuple[str, str]:
    """Break a long sentence where the first line is full, a short one not at all."""
    pieces, count = words.split(" "), len(words.split(" "))
    fits = [
        n
        for n in range(1, count + 1)
        if paint.width(" ".join(pieces[:n]), _DETAIL, paint.SEMIBOLD) <= room.width()
    ]
    place = max(fits, default=1)
    return " ".join(pieces[:place]), " ".join(pieces[place:])
