"""What is asked of each athlete first? A row for each key; examples while nobody is named."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from app.language import tr
from ui.theme import ALIGN_CENTRE, ALIGN_RIGHT, LEAST_TEXT, lane_colours
from ui.viewstate.session_plan import ROSTER_EXAMPLES, TALL_UP_TO, AthleteRow
from ui.widgets import paint
from ui.widgets.surface import Surface

_HIGH, _TALL = 24.0, 44.0
_LINE = 18.0
_BADGE = 26.0
_TOP = 2.0


class AthleteTargets(Surface[tuple[AthleteRow, ...]]):
    """Rows of key, name, group and the first target; the further ones below where few run."""

    def spoken(self, view: tuple[AthleteRow, ...]) -> str:
        """Return whose key is which, and what is asked."""
        rows = ", ".join(each.spoken for each in view)
        return rows or tr("nobody is named")

    def draw(self, painter: QPainter, view: tuple[AthleteRow, ...]) -> None:
        """Paint the rows."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if not any(each.name for each in view):
            self._draw_examples(painter, _TOP + len(view) * (_TALL + _HIGH / 2))
        if not view:
            return
        tall = len(view) <= TALL_UP_TO and any(each.more or each.why for each in view)
        high = min(_TALL if tall else _HIGH, (self.area.height() - _TOP) / len(view))
        wide = max(paint.width(each.first, 14, paint.BOLD) for each in view)
        for place, row in enumerate(view):
            area = QRectF(0, _TOP + place * high, self.area.width(), high)
            self._draw_row(painter, area, row, wide, tall=tall)

    def _draw_row(
        self, painter: QPainter, area: QRectF, row: AthleteRow, wide: float, *, tall: bool
    ) -> None:
        colour, ink = lane_colours(row.lane)
        high = min(_HIGH, area.height())
        badge = QRectF(area.left(), area.top() + 1, _BADGE, high - 2)
        paint.fill_rounded(painter, badge, colour, 4)
        paint.frame(painter, badge, self.theme.muted, 1, 4)
        paint.text(painter, badge, str(row.lane), 13, ink, paint.BOLD, ALIGN_CENTRE)
        line = QRectF(area.left() + _BADGE + 8, area.top(), area.width() - _BADGE - 8, high)
        below = line.translated(0, high - 3).adjusted(0, 0, 0, -4)
        wide = min(wide, line.width() * 0.56)
        first = line.adjusted(line.width() - wide, 0, 0, 0)
        who = line.adjusted(0, 0, -wide - 10, 0)
        paint.text(painter, first, row.first, 14, self.theme.ink, paint.BOLD)
        group = f"{row.group} {row.later}".strip()
        name = who.adjusted(0, 0, -min(paint.width(group, 13, paint.SEMIBOLD), 90) - 8, 0)
        called = row.name or tr("Athlete")
        used = paint.text(painter, name, called, 14, self.theme.ink, paint.SEMIBOLD)
        beside = who.adjusted(used + 8, 0, 0, 0)
        paint.text(painter, beside, group, 13, self.theme.muted, paint.SEMIBOLD)
        if tall:
            self._draw_below(painter, below, first.left(), row)

    def _draw_below(self, painter: QPainter, area: QRectF, left: float, row: AthleteRow) -> None:
        """What is missing at the left; further targets under the first, or as far left as need be."""
        taken = paint.text(painter, area, row.why, 13, self.theme.alert, paint.SEMIBOLD)
        rest = area.adjusted(taken + 10, 0, 0, 0)
        under = max(0.0, left - rest.left())
        if paint.width(row.more, 13, paint.SEMIBOLD) <= rest.width() - under:
            paint.text(
                painter,
                rest.adjusted(under, 0, 0, 0),
                row.more,
                13,
                self.theme.muted,
                paint.SEMIBOLD,
            )
        else:
            paint.text(painter, rest, row.more, 13, self.theme.muted, paint.SEMIBOLD, ALIGN_RIGHT)

    def _draw_examples(self, painter: QPainter, top: float) -> None:
        """Paint what can be typed, and beside it what it means; below it where that is too long."""
        width, ink, muted = self.area.width(), self.theme.ink, self.theme.muted
        left = max(paint.width(typed, 14, paint.SEMIBOLD) for typed, _ in ROSTER_EXAMPLES) + 16
        said = [(typed, tr(meaning)) for typed, meaning in ROSTER_EXAMPLES]
        beside = all(paint.width(each, 13, paint.SEMIBOLD) <= width - left for _, each in said)
        high = _HIGH if beside else 2.0 * _LINE
        for place, (typed, meaning) in enumerate(said):
            area = QRectF(0, top + place * high, width, _HIGH if beside else _LINE)
            paint.text(painter, area, typed, 14, ink, paint.SEMIBOLD)
            rest = area.adjusted(left, 0, 0, 0) if beside else area.translated(0, _LINE - 2)
            size = paint.fitting(meaning, 13, paint.SEMIBOLD, rest.width(), LEAST_TEXT)
            paint.text(painter, rest, meaning, size, muted, paint.SEMIBOLD)
