"""What does the track look like? The oval with finish and start, the lights and the runner."""

import math

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QWidget

from app.language import tr
from ui.theme import ALIGN_CENTRE, Theme, text_size
from ui.viewstate.lights import Light, Oval
from ui.widgets import paint
from ui.widgets.surface import Surface

_STRAIGHT_SHARE = 84.39 / 400
"""Share of a 400 m lap that each straight takes (World Athletics' standard track)."""

_TITLE = 30.0
_LINE = 21.0
_LEAST_WORDS = 13
_STEPS = 6


class TrackWidget(Surface[Oval]):
    """The picture of the track, run anticlockwise, the finish at the end of the home straight."""

    role = "Graphic"

    def spoken(self, view: Oval) -> str:
        """Return the gaps to the lights in words."""
        return ", ".join(light.words for light in view.lights)

    def __init__(self, parent: QWidget | None = None) -> None:
        """Begin with no ground painted."""
        super().__init__(parent)
        self._ground: QPixmap | None = None
        self._key: tuple[object, ...] = ()

    def draw(self, painter: QPainter, view: Oval) -> None:
        """Paint the track, lights and runner over it, and the gaps in words."""
        painter.drawPixmap(0, 0, self._still(view))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape = Stadium(self._ring(len(view.lights)))
        for light in reversed(view.lights):
            self._draw_light(painter, shape, light)
        self._draw_runner(painter, shape, view)
        self._draw_words(painter, self._room, view.lights)

    @property
    def _room(self) -> QRectF:
        return self.area.adjusted(14, 6, -14, 0)

    def _still(self, view: Oval) -> QPixmap:
        """Return panel, title, track and lines, painted anew where one of them is another."""
        ratio = self.devicePixelRatioF()
        looks = self.theme, self.size(), ratio, text_size(), tr("finish")
        key = (*looks, view.caption, view.start, len(view.lights))
        if self._ground is None or key != self._key:
            self._key, self._ground = key, QPixmap(self.size() * ratio)
            self._ground.setDevicePixelRatio(ratio)
            self._ground.fill(QColor(0, 0, 0, 0))
            painter = QPainter(self._ground)
            self._draw_still(painter, view)
            painter.end()
        return self._ground

    def _draw_still(self, painter: QPainter, view: Oval) -> None:
        paint.panel(painter, self.area, self.theme)
        room = self._room
        title = QRectF(room.left(), room.top(), room.width(), 22)
        used = paint.text(painter, title, tr("Pace lights"), 15, self.theme.ink, paint.BOLD)
        caption = title.adjusted(used + 10, 1, 0, 0)
        size = paint.fitting(view.caption, 13, paint.NORMAL, caption.width())
        paint.text(painter, caption, view.caption, size, self.theme.muted)
        shape = Stadium(self._ring(len(view.lights)))
        self._draw_ground(painter, shape)
        self._draw_line(painter, shape, view.start, 2, "" if view.start == 0 else tr("start"))
        self._draw_line(painter, shape, 0.0, 3, tr("finish"))

    def _ring(self, lights: int) -> QRectF:
        """Return the room of the track, under the words; the widest with a track's proportions."""
        area = self.area.adjusted(18, _TITLE + lights * _LINE + 10, -18, -26)
        width = min(area.width(), area.height() * 2.3)
        height = min(area.height(), width * 0.62)
        return QRectF(area.center().x() - width / 2, area.center().y() - height / 2, width, height)

    def _draw_ground(self, painter: QPainter, shape: "Stadium") -> None:
        edge, lane = shape.width_of_track + 3, shape.width_of_track
        for colour, size in ((self.theme.line, edge), (self.theme.track, lane)):
            painter.strokePath(shape.path(), paint.pen(colour, size))

    def _draw_line(
        self, painter: QPainter, shape: "Stadium", place: float, size: int, words: str
    ) -> None:
        at, out = shape.point(place), shape.normal(place)
        reach = shape.width_of_track / 2 + 2
        colour = self.theme.ink if words == tr("finish") else self.theme.muted
        paint.line(painter, at + out * reach, at - out * reach, colour, size)
        if words == tr("finish"):
            label = at + out * (reach + 10)
            room = QRectF(label.x() - 30, label.y() - 8, 60, 16)
            paint.text(painter, room, words, 12, self.theme.muted, paint.SEMIBOLD, ALIGN_CENTRE)

    def _draw_light(self, painter: QPainter, shape: "Stadium", light: Light) -> None:
        colour = light_colour(self.theme, light)
        for step in range(_STEPS, 0, -1):
            faded = QColor(colour)
            faded.setAlphaF(0.7 * (1 - step / (_STEPS + 1)))
            at = shape.point(light.place - light.tail * step / _STEPS)
            paint.dot(painter, at, 3.5, faded)
        paint.dot(painter, shape.point(light.place), 6, colour)

    def _draw_runner(self, painter: QPainter, shape: "Stadium", view: Oval) -> None:
        at = shape.point(view.runner)
        paint.dot(painter, at, 8, self.theme.ink if view.sure else self.theme.panel)
        paint.ring(painter, at, 8, self.theme.ink, 3)

    def _draw_words(self, painter: QPainter, room: QRectF, lights: tuple[Light, ...]) -> None:
        said = [light.words for light in lights]
        size = self._size_of(said, room)
        if size < _LEAST_WORDS:
            said = [light.short for light in lights]
            size = self._size_of(said, room)
        for index, light in enumerate(lights):
            row = QRectF(room.left(), _TITLE + 4 + index * _LINE, room.width(), _LINE)
            centre = QPointF(row.left() + 5, row.center().y())
            paint.dot(painter, centre, 5, light_colour(self.theme, light))
            place = row.adjusted(18, 0, 0, 0)
            paint.text(painter, place, said[index], size, self.theme.ink, paint.SEMIBOLD)

    def _size_of(self, said: list[str], room: QRectF) -> int:
        sizes = [paint.fitting(each, 15, paint.SEMIBOLD, room.width() - 20) for each in said]
        return min(sizes, default=15)


def light_colour(theme: Theme, light: Light) -> QColor:
    """Return ink for the primary's light, the target's own colour for the others."""
    return QColor(theme.ink) if light.primary else theme.target(light.slot)


class Stadium:
    """A track of two straights and two half circles; places are shares of a lap past the finish.

    The finish lies at the right end of the lower straight and the race runs anticlockwise, as the
    spectator in the home straight sees it.
    """

    def __init__(self, area: QRectF) -> None:
        """Fit the track into `area`."""
        self.width_of_track = max(10.0, area.height() * 0.13)
        inset = self.width_of_track / 2
        self._area = area.adjusted(inset, inset, -inset, -inset)
        self._radius = self._area.height() / 2
        self._straight = max(0.0, self._area.width() - 2 * self._radius)

    def path(self) -> QPainterPath:
        """Return the middle line of the track."""
        path = QPainterPath()
        path.addRoundedRect(self._area, self._radius, self._radius)
        return path

    def point(self, place: float) -> QPointF:
        """Return where `place` lies."""
        return self._at(place)[0]

    def normal(self, place: float) -> QPointF:
        """Return the direction away from the infield at `place`."""
        return self._at(place)[1]

    def _at(self, place: float) -> tuple[QPointF, QPointF]:
        share = place % 1.0
        bend = 0.5 - _STRAIGHT_SHARE
        if share < bend:
            return self._on_bend(share / bend * math.pi, self._area.right() - self._radius, 1)
        if share < 0.5:
            along = (share - bend) / _STRAIGHT_SHARE
            x = self._area.right() - self._radius - along * self._straight
            return QPointF(x, self._area.top()), QPointF(0, -1)
        if share < 0.5 + bend:
            angle = (share - 0.5) / bend * math.pi
            return self._on_bend(angle, self._area.left() + self._radius, -1)
        along = (share - 0.5 - bend) / _STRAIGHT_SHARE
        x = self._area.left() + self._radius + along * self._straight
        return QPointF(x, self._area.bottom()), QPointF(0, 1)

    def _on_bend(self, angle: float, centre_x: float, side: int) -> tuple[QPointF, QPointF]:
        """`angle` runs from the lower end of the right bend, from the upper end of the left."""
        out = QPointF(side * math.sin(angle), side * math.cos(angle))
        centre = QPointF(centre_x, self._area.center().y())
        return centre + out * self._radius, out
