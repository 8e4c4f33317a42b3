"""How do pages look before they are printed? Painted from the same lists, as sharp as the screen.

Only the pages in sight are painted, each once for a size. Sizes are pixels.
"""

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.formats.sheets.drawing import Drawing, texts
from app.language import tr
from ui.sheets.picture import image_of
from ui.theme import NIGHT, THEMES, Theme

WHOLE, WIDE = "whole", "wide"
_GAP = 12
_LEAST, _MOST = 0.2, 4.0
_STEP = 1.15


class Pages(QWidget):
    """The pages under each other, at one scale (pixels to a point)."""

    def __init__(self) -> None:
        """Begin without pages."""
        super().__init__()
        self.theme: Theme = THEMES[NIGHT]
        self.pages: tuple[Drawing, ...] = ()
        self.scale = 1.0
        self._painted: dict[int, QPixmap] = {}

    def show_pages(self, pages: Sequence[Drawing], scale: float) -> None:
        """Show `pages` at `scale`; what is painted already is kept where nothing changed."""
        pages = tuple(pages)
        if (pages, scale) == (self.pages, self.scale):
            return
        self.pages, self.scale = pages, scale
        self._painted.clear()
        self.setFixedHeight(round(sum(each.height() for each in self.places())) + _GAP * 2)
        self.setMinimumWidth(round(max((each.width() for each in self.places()), default=0)))
        self.update()

    def places(self) -> list[QRectF]:
        """Return where each page lies."""
        found, top = [], float(_GAP)
        for page in self.pages:
            width, height = page.width * self.scale, page.height * self.scale
            found.append(QRectF(max(0.0, (self.width() - width) / 2), top, width, height + _GAP))
            top += height + _GAP
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages in sight, with a thin frame."""
        painter = QPainter(self)
        seen = QRectF(event.rect())
        for i, place in enumerate(self.places()):
            if place.intersects(seen):
                left, top = round(place.left()), round(place.top())
                picture = self._picture(i)
                painter.drawPixmap(left, top, picture)
                size = picture.deviceIndependentSize()
                painter.setPen(QColor(self.theme.muted))
                painter.drawRect(QRectF(left - 0.5, top - 0.5, size.width() + 1, size.height() + 1))
        painter.end()

    def _picture(self, page: int) -> QPixmap:
        if page not in self._painted:
            ratio = self.devicePixelRatioF()
            found = QPixmap.fromImage(image_of(self.pages[page], self.scale * ratio))
            found.setDevicePixelRatio(ratio)
            self._painted[page] = found
        return self._painted[page]

    @property
    def painted(self) -> int:
        """How many pages have been painted at this scale."""
        return len(self._painted)


class Preview(QScrollArea):
    """Pages to scroll through: a whole page, or as wide as there is room; Ctrl and wheel zoom."""

    zoomed = Signal(str)

    def __init__(self) -> None:
        """Begin without pages, a whole one in sight."""
        super().__init__()
        self.theme: Theme = THEMES[NIGHT]
        self.sheet = Pages()
        self.fit = WHOLE
        self._own = 0.0
        self._pages: tuple[Drawing, ...] = ()
        self.setWidget(self.sheet)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(tr("preview"))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_pages(self, pages: Sequence[Drawing]) -> None:
        """Show `pages`, and stay where one is."""
        self._pages = tuple(pages)
        self.setAccessibleDescription(_spoken(self._pages))
        self._fit()

    def set_fit(self, fit: str) -> None:
        """Show a whole page, or one as wide as there is room."""
        self.fit, self._own = fit, 0.0
        self._fit()

    def _fit(self) -> None:
        if not self._pages:
            self.sheet.show_pages((), 1.0)
            return
        self.sheet.show_pages(self._pages, self._own or self._scale())

    def _scale(self) -> float:
        bar = self.verticalScrollBar().sizeHint().width()
        room = self.size() - QSize(bar + 8, 3 * _GAP)
        page = self._pages[0]
        wide = room.width() / page.width
        scale = min(wide, room.height() / page.height) if self.fit == WHOLE else wide
        return min(max(scale, _LEAST), _MOST)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the pages into the new room."""
        super().resizeEvent(event)
        self._fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scroll, or zoom with Ctrl."""
        if not event.modifiers() & Qt.KeyboardModifier.ControlModifier or not self._pages:
            super().wheelEvent(event)
            return
        factor = _STEP if event.angleDelta().y() > 0 else 1 / _STEP
        self._own = min(max(self.sheet.scale * factor, _LEAST), _MOST)
        self._fit()
        self.zoomed.emit("")

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme` around the pages; paper is white in all of them."""
        self.theme = self.sheet.theme = theme
        self.setStyleSheet(
            f"QScrollArea, QScrollArea > QWidget > QWidget {{ background: {theme.track}; }}"
        )
        self.sheet.update()


def _spoken(pages: Sequence[Drawing]) -> str:
    return "\n".join(each.text for page in pages for each in texts(page.items))
