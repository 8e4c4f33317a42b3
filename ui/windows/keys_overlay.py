"""Which keys are there? All of them at once, over the window, until Esc, `?` or a click."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.language import marked, tr
from ui.theme import ALIGN_CENTRE, NIGHT, THEMES, Theme
from ui.widgets import paint
from ui.widgets.buttons import Button

Keys = Sequence[tuple[str, str]]
"""What is pressed, alternatives behind commas, and what it does."""

_EDGE = 20
_HEAD = 48
_FOOT = 34
_FOOT_WORDS = marked("Esc, ? or a click closes this. The race goes on, and its keys with it.")
_GUTTER = 36
_SHARE = 0.37
_COLUMN = 270
_WIDEST = 1240
_SIZES = (16, 15, 14, 13, 12, 11)
_LEADING, _TIGHT, _TIGHTEST = 1.75, 1.5, 1.36
_TIGHT_FROM = 12
_GAP, _TIGHT_GAP = 6.0, 3.0
_VEIL = 0.6


class Cap(NamedTuple):
    """A key, or several that do the same by their place, and where it is painted."""

    words: str
    area: QRectF


class Line(NamedTuple):
    """What keys do, in lines, the keys, and where both are painted, at a size in pixels."""

    what: tuple[str, ...]
    area: QRectF
    caps: tuple[Cap, ...]
    size: int


def laid_out(keys: Keys, room: QRectF) -> tuple[Line, ...]:
    """Return the lines of `keys` in the largest size at which all are in `room`.

    At each size as few columns as will do: wide ones are read more easily.
    """
    most = max(1, min(3, int(room.width() // _COLUMN)))
    lines: tuple[Line, ...] = ()
    for size in _SIZES:
        for columns in range(min(2, most), most + 1):
            lines = _in_columns(keys, room, columns, size)
            if all(line.area.bottom() <= room.bottom() + 0.5 for line in lines):
                return lines
    return lines


def _in_columns(keys: Keys, room: QRectF, columns: int, size: int) -> tuple[Line, ...]:
    width = (room.width() - _GUTTER * (columns - 1)) / columns
    rows = [_Row(words, what, width, size) for words, what in keys]
    share = sum(row.height for row in rows) / columns
    lines, above, column = [], 0.0, 0
    for row in rows:
        if above + row.height / 2 > share and column < columns - 1:
            above, column = 0.0, column + 1
        left = room.left() + column * (width + _GUTTER)
        lines.append(row.placed(left, room.top() + above))
        above += row.height
    return tuple(lines)


class _Row:
    """One line before it has a place: its keys and its words, broken to a width."""

    def __init__(self, words: str, what: str, width: float, size: int) -> None:
        self._width, self._size = width, size
        self._caps = _broken(words.split(", "), width * _SHARE, 6, lambda each: _cap(each, size))
        space = paint.width(" ", size, paint.SEMIBOLD)
        self._what = _broken(
            what.split(),
            width * (1 - _SHARE) - 10,
            space,
            lambda each: paint.width(each, size, paint.SEMIBOLD),
        )
        self.height = max(len(self._caps), len(self._what)) * _high(size) + _gap(size)

    def placed(self, left: float, top: float) -> Line:
        """Return the line with its corner at a place."""
        size, found = self._size, []
        for place, row in enumerate(self._caps):
            across = left
            for words in row:
                width = min(_cap(words, size), left + self._width * _SHARE - across)
                high = top + _gap(size) / 2 + place * _high(size)
                found.append(Cap(words, QRectF(across, high + 1.5, width, _high(size) - 3)))
                across += width + 6
        what = tuple(" ".join(row) for row in self._what)
        return Line(what, QRectF(left, top, self._width, self.height), tuple(found), size)


def _high(size: int) -> float:
    """Return the height of a line; small ones stand closer, for a small window."""
    if size == _SIZES[-1]:
        return float(round(size * _TIGHTEST))
    return size * (_TIGHT if size <= _TIGHT_FROM else _LEADING)


def _gap(size: int) -> float:
    return _TIGHT_GAP if size <= _TIGHT_FROM else _GAP


def _cap(words: str, size: int) -> float:
    return max(paint.width(words, size, paint.BOLD) + 16, size + 14.0)


def _broken(
    parts: Sequence[str], room: float, gap: float, wide: Callable[[str], float]
) -> list[list[str]]:
    """Break `parts` into rows that are no wider than `room`, one part at least in each."""
    rows: list[list[str]] = [[]]
    used = 0.0
    for each in parts:
        if rows[-1] and used + wide(each) > room:
            rows.append([])
            used = 0.0
        rows[-1].append(each)
        used += wide(each) + gap
    return rows


class KeysOverlay(QWidget):
    """A sheet over the window with the window faintly around it; the race goes on behind."""

    role = "HelpBalloon"

    closed = Signal()
    guide_wanted = Signal()

    def __init__(
        self, parent: QWidget, keys: Callable[[], Keys] | None = None, foot: str = _FOOT_WORDS
    ) -> None:
        """Lie hidden on `parent` with `keys`, or those of the key map; `foot` says what goes on."""
        super().__init__(parent)
        self._host = parent
        self.theme = THEMES[NIGHT]
        self._given = keys or _from_key_map
        self._foot = foot
        self.keys: tuple[tuple[str, str], ...] = ()
        self._guide: Button | None = None
        self._read_keys()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("all keys"))
        self.hide()

    def _read_keys(self) -> None:
        """Take the keys as they are now: the user may have changed some."""
        self.keys = tuple((tr(each), tr(what)) for each, what in self._given())
        self.setAccessibleDescription(". ".join(f"{keys}: {what}" for keys, what in self.keys))

    def offer_guide(self) -> None:
        """Lead to the guide as well, by a button beside the heading."""
        self._guide = Button(tr("Guide"), "info", tip=tr("Guide (Ctrl+H)"))
        self._guide.setParent(self)
        self._guide.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._guide.set_theme(self.theme)
        self._guide.clicked.connect(self.close_sheet)
        self._guide.clicked.connect(self.guide_wanted)

    def _place_guide(self) -> None:
        if self._guide is not None:
            room, width = self.sheet(), self._guide.sizeHint().width()
            left = round(room.right()) - _EDGE - width
            self._guide.setGeometry(left, round(room.top()) + 8, width, _HEAD - 14)

    def say_again(self) -> None:
        """Name the keys in the language of the moment."""
        self._read_keys()
        self.update()

    def toggle(self) -> None:
        """Open the sheet, or close it: `?` does both."""
        if self.isVisibleTo(self._host):
            self.close_sheet()
        else:
            self.open_sheet()

    def open_sheet(self) -> None:
        """Cover the window."""
        self._read_keys()
        self._host.installEventFilter(self)
        self.setGeometry(self._host.rect())
        self._place_guide()
        self.show()
        self.raise_()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def close_sheet(self) -> None:
        """Give the window back."""
        if self.isVisibleTo(self._host):
            self._host.removeEventFilter(self)
            self.clearFocus()
            self.hide()
            self.closed.emit()

    def set_theme(self, theme: Theme) -> None:
        """Use the colours of `theme`."""
        self.theme = theme
        if self._guide is not None:
            self._guide.set_theme(theme)
        self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep covering the whole window."""
        if event.type() == QEvent.Type.Resize:
            self.setGeometry(self._host.rect())
            self._place_guide()
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close with Esc or `?`; other keys belong to the race."""
        if event.key() == Qt.Key.Key_Escape or event.text() == "?":
            self.close_sheet()
        else:
            event.ignore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close with a click anywhere."""
        event.accept()
        self.close_sheet()

    def sheet(self) -> QRectF:
        """Return where the sheet lies: in the middle, no larger than its lines."""
        width = min(self.width() - 2.0 * _EDGE, _WIDEST)
        whole = QRectF((self.width() - width) / 2, _EDGE, width, self.height() - 2.0 * _EDGE)
        lines = laid_out(self.keys, _inner(whole))
        spare = max(0.0, _inner(whole).bottom() - max(line.area.bottom() for line in lines))
        return whole.adjusted(0, spare / 2, 0, -spare / 2)

    def lines(self) -> tuple[Line, ...]:
        """Return what is painted where, at the present size."""
        return laid_out(self.keys, _inner(self.sheet()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint veil, sheet and keys."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        veil = QColor(self.theme.ground)
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        room = self.sheet()
        painter.setPen(QPen(QColor(self.theme.muted), 1.5))
        painter.setBrush(QColor(self.theme.panel))
        painter.drawRoundedRect(room, paint.RADIUS, paint.RADIUS)
        inner = room.adjusted(_EDGE, 0, -_EDGE, 0)
        head = QRectF(inner.left(), inner.top(), inner.width(), _HEAD)
        paint.text(painter, head, tr("All keys"), 20, self.theme.ink, paint.BOLD)
        foot = QRectF(inner.left(), inner.bottom() - _FOOT, inner.width(), _FOOT)
        paint.text(painter, foot, tr(self._foot), 13, self.theme.muted, paint.SEMIBOLD)
        for line in laid_out(self.keys, _inner(room)):
            self._draw(painter, line)
        painter.end()

    def _draw(self, painter: QPainter, line: Line) -> None:
        for words, area in line.caps:
            painter.setPen(QPen(QColor(self.theme.muted), 1))
            painter.setBrush(QColor(self.theme.ground))
            painter.drawRoundedRect(area, 5, 5)
            size = paint.fitting(words, line.size, paint.BOLD, area.width() - 10)
            paint.text(painter, area, words, size, self.theme.ink, paint.BOLD, ALIGN_CENTRE)
        left = line.area.width() * _SHARE + 10
        high = _high(line.size)
        for place, words in enumerate(line.what):
            top = line.area.top() + _gap(line.size) / 2 + place * high
            room = QRectF(line.area.left() + left, top, line.area.width() - left, high)
            paint.text(painter, room, words, line.size, self.theme.ink, paint.SEMIBOLD)


def _inner(sheet: QRectF) -> QRectF:
    return sheet.adjusted(_EDGE, _HEAD, -_EDGE, -_FOOT)


def _from_key_map() -> Keys:
    from ui import own_keys
    from ui.key_map import key_names

    return own_keys.key_names(key_names())
