"""What stands above a graph? Its title and unit, and what changes the way it is shown."""

from PySide6.QtCore import QEvent, QLineF, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QRadioButton, QSizePolicy, QWidget

from app.language import marked, tr
from ui.charts import lettering
from ui.charts.lettering import SEMIBOLD
from ui.theme import ALIGN_CENTRE, LEAST_TEXT, OWN_TEXT, Theme
from ui.viewstate.graph import DEFICIT, LAPS, PACE, PROJECTION, VIEWS

_TITLE, _UNIT, _BUTTON, _LEAST = 15, 12, 13, 12
_HEIGHT, _BESIDE = 28, 8
_NAMES = {
    DEFICIT: marked("Deficit"),
    PROJECTION: marked("Projection"),
    LAPS: marked("Laps"),
    PACE: marked("Pace"),
}


class Heading(QWidget):
    """Title and unit in one line; the unit gives way first."""

    role = "Heading"

    def __init__(self, theme: Theme) -> None:
        """Begin without a title."""
        super().__init__()
        self._theme = theme
        self._title, self._unit = "", ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumSize(60, _HEIGHT)

    def show_title(self, title: str, unit: str) -> None:
        """Show other words."""
        if (title, unit) != (self._title, self._unit):
            self._title, self._unit = title, unit
            self.setAccessibleName(f"{title}, {unit}")
            self.setToolTip(f"{title}, {unit}")
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the words, the unit only where all of it has room."""
        del event
        painter = QPainter(self)
        size = _TITLE
        while size > _LEAST and lettering.width(self._title, size, SEMIBOLD) > self.width():
            size -= 1
        title = lettering.cut(self._title, size, SEMIBOLD, self.width())
        used = lettering.width(title, size, SEMIBOLD) + 8
        middle = self.height() / 2
        ink, muted = QColor(self._theme.ink), QColor(self._theme.muted)
        lettering.write(painter, 0, middle, title, ink, size, SEMIBOLD)
        if used + lettering.width(self._unit, _UNIT) <= self.width():
            lettering.write(painter, used, middle + 1, self._unit, muted, _UNIT)
        painter.end()


class _Option(QRadioButton):
    """One view to choose, drawn as a segment; the arrow keys go from one to the next."""

    def __init__(self, words: str, theme: Theme) -> None:
        super().__init__(words)
        self._theme = theme
        self.setProperty(OWN_TEXT, True)
        self.say_again()
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def say_again(self) -> None:
        """Name what the word on it leads to, in the language of the moment."""
        words = self.text()
        self.setAccessibleName(tr("{words} graph", words=words))
        self.setToolTip(tr("Show the {words} graph (G: the next one)", words=words.lower()))

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(round(lettering.width(self.text(), _BUTTON, SEMIBOLD)) + 12, _HEIGHT)

    def hitButton(self, pos: QPoint) -> bool:  # noqa: N802 - Qt's name
        return self.rect().contains(pos)

    def _fitting(self) -> int:
        """Return the size at which the word leaves some room at either side, where one does."""
        sizes = [e for e in range(_BUTTON, 0, -1) if lettering.grown(e) >= LEAST_TEXT]
        room = self.width() - _BESIDE
        fit = (e for e in sizes if lettering.width(self.text(), e, SEMIBOLD) <= room)
        return next(fit, sizes[-1])

    def paintEvent(self, event: QPaintEvent) -> None:
        del event
        painter, theme, on = QPainter(self), self._theme, self.isChecked()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = QRectF(self.rect()).adjusted(1, 3, -1, -3)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.selected))
            painter.drawRoundedRect(area, 5, 5)
        _paint_focus(painter, self, theme)
        painter.setFont(lettering.font_at(self._fitting(), SEMIBOLD))
        hot = self.underMouse()
        painter.setPen(QColor(theme.selected_ink if on else theme.ink if hot else theme.muted))
        painter.drawText(self.rect(), ALIGN_CENTRE, self.text())
        painter.end()


def _paint_focus(painter: QPainter, widget: QWidget, theme: Theme) -> None:
    """The ring that shows where the keyboard is."""
    if widget.hasFocus():
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.target(0), 2))
        painter.drawRoundedRect(QRectF(widget.rect()).adjusted(1, 1.5, -1, -1.5), 7, 7)


class ViewSwitch(QWidget):
    """The graphs, one of which is on."""

    chosen = Signal(str)

    def __init__(self, theme: Theme) -> None:
        """Make one option a graph."""
        super().__init__()
        self._theme = theme
        self.options = {view: _Option(tr(_NAMES[view]), theme) for view in VIEWS}
        self.setAccessibleName(tr("Graph"))
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 2, 0)
        row.setSpacing(0)
        for view, option in self.options.items():
            row.addWidget(option)
            option.clicked.connect(lambda _, view=view: self.chosen.emit(view))

    def show_view(self, view: str) -> None:
        """Mark the graph that is on."""
        self.options[view].setChecked(True)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        for option in self.options.values():
            option.set_theme(theme)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the frame around the options."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.line), 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        painter.end()


class QuietButton(QAbstractButton):
    """A small button with a word."""

    def __init__(self, words: str, tip: str, theme: Theme) -> None:
        """Make the button; `tip` is its tooltip and what a screen reader says."""
        super().__init__()
        self._theme = theme
        self.setText(words)
        self.setToolTip(tip)
        self.setAccessibleName(tip)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the word."""
        return QSize(round(lettering.width(self.text(), _BUTTON, SEMIBOLD)) + 16, _HEIGHT)

    def event(self, event: QEvent) -> bool:
        """Paint anew when the pointer comes or goes."""
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self.update()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame and word."""
        del event
        painter, theme = QPainter(self), self._theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setOpacity(1.0 if self.isEnabled() else 0.45)
        painter.setPen(QPen(QColor(theme.ink if self.underMouse() else theme.line), 1))
        painter.setBrush(QColor(theme.selected if self.isChecked() else theme.panel))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 7, 7)
        _paint_focus(painter, self, theme)
        self._paint_sign(painter, QColor(theme.selected_ink if self.isChecked() else theme.ink))
        painter.end()

    def _paint_sign(self, painter: QPainter, colour: QColor) -> None:
        painter.setFont(lettering.font_at(_BUTTON, SEMIBOLD))
        painter.setPen(colour)
        painter.drawText(self.rect(), ALIGN_CENTRE, self.text())


class FlipButton(QuietButton):
    """Two arrows: which way up the gap is drawn."""

    def __init__(self, theme: Theme) -> None:
        """Make the button, not pressed: what is behind stands on top."""
        super().__init__("", tr("Flip the graph: ahead on top (V)"), theme)
        self.setCheckable(True)

    def sizeHint(self) -> QSize:
        """Return a square."""
        return QSize(_HEIGHT, _HEIGHT)

    def _paint_sign(self, painter: QPainter, colour: QColor) -> None:
        pen = QPen(colour, 1.75)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.translate(self.width() / 2, self.height() / 2)
        for x, way in ((-4.0, -1.0), (4.0, 1.0)):
            tip = way * 6.0
            painter.drawLine(QLineF(x, -tip, x, tip))
            painter.drawLine(QLineF(x, tip, x - 3, tip - way * 3))
            painter.drawLine(QLineF(x, tip, x + 3, tip - way * 3))
