"""What do all painted widgets share? A view, a theme, and painting only when one has changed."""

from typing import Generic, TypeVar

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QStylePainter, QWidget

from ui.theme import NIGHT, THEMES, Theme

View = TypeVar("View")


class Surface(QWidget, Generic[View]):
    """A widget that paints one frozen view; a subclass says how in `draw`.

    `role` is what it is to a screen reader, by Qt's name.
    """

    role = "StaticText"

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with nothing to show, in the night theme."""
        super().__init__(parent)
        self.theme: Theme = THEMES[NIGHT]
        self.view: View | None = None

    def render_view(self, view: View) -> None:
        """Show `view`; returns at once when it is the one that is shown."""
        if view != self.view:
            self.view = view
            self.update()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme` from now on."""
        self.theme = theme
        self.update()

    def spoken(self, view: View) -> str:
        """Return what a screen reader says of `view`; a subclass gives the words."""
        del view
        return super().accessibleName()

    def accessibleName(self) -> str:  # noqa: N802 - Qt's name
        """Return what a screen reader says at this moment (`access.py` asks for it)."""
        return super().accessibleName() if self.view is None else self.spoken(self.view)

    def draw(self, painter: QPainter, view: View) -> None:
        """Paint `view`; a subclass says how, by itself a surface is blank."""
        del painter, view

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the view, if there is one."""
        del event
        if self.view is not None:
            painter = QStylePainter(self)
            self.draw(painter, self.view)
            painter.end()

    @property
    def area(self) -> QRectF:
        """The whole widget."""
        return QRectF(self.rect())
