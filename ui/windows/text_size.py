"""How do texts grow? Fonts and the rows that hold them, in every window that is or will be open.

A size is in per cent of the usual one, 100 to 200. What is painted asks `ui/theme.py` for its
sizes; here are the widgets of Qt, whose fonts and heights were set when they were made.
"""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFrame,
    QHeaderView,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from ui import theme

_FONT_AT, _WRAPPED = "splitlineFontAt", "splitlineInScroll"
_MOST = 16_000
_EDGE = 40


def set_text_size(percent: int) -> None:
    """Write everything at `percent` of its usual size from now on."""
    if percent == theme.text_size():
        _Grower.follow()
        return
    for each in QApplication.allWidgets():
        _note(each)
    theme.set_text_size(percent)
    _Grower.follow()
    for each in QApplication.allWidgets():
        _grow(each)
    for each in QApplication.topLevelWidgets():
        if each.isVisible():
            _lay_out_anew(each)


def _lay_out_anew(window: QWidget) -> None:
    """Let a window place its parts by the sizes that they ask for now."""
    if isinstance(window, QDialog):
        _give_room(window)
    for each in (window, *window.findChildren(QWidget)):
        QApplication.sendEvent(each, QResizeEvent(each.size(), each.size()))
        each.update()


class _Grower(QObject):
    """Lets widgets grow that are made later; there only while texts are not of the usual size."""

    there: "_Grower | None" = None

    @classmethod
    def follow(cls) -> None:
        """Begin to look at new widgets, or stop."""
        application = QApplication.instance()
        assert application is not None, "widgets need their application"
        if theme.text_size() == 100 and cls.there is not None:
            application.removeEventFilter(cls.there)
            cls.there.deleteLater()
            cls.there = None
        elif theme.text_size() != 100 and cls.there is None:
            cls.there = cls(application)
            application.installEventFilter(cls.there)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Grow a widget before it is first shown, and give a dialog its room."""
        kind = event.type()
        if kind == QEvent.Type.Polish and isinstance(watched, QWidget):
            if watched.property(_FONT_AT) is None:
                watched.setProperty(_FONT_AT, theme.text_size())
            _grow(watched)
        elif kind == QEvent.Type.Show and isinstance(watched, QDialog):
            _give_room(watched)
        return False


def _note(widget: QWidget) -> None:
    """Remember at which size a widget was made: the one that has been used so far."""
    for name in (_FONT_AT, theme.SIZE_AT):
        if widget.property(name) is None and widget.testAttribute(
            Qt.WidgetAttribute.WA_WState_Polished
        ):
            widget.setProperty(name, theme.text_size())


def _grow(widget: QWidget) -> None:
    """Bring the font and the fixed sizes of a widget to the size that is used now."""
    if widget.property(theme.OWN_TEXT):
        return
    now = theme.text_size()
    written, sized = widget.property(_FONT_AT), widget.property(theme.SIZE_AT) or 100
    if (
        written is not None
        and written != now
        and widget.testAttribute(Qt.WidgetAttribute.WA_SetFont)
    ):
        font = widget.font()
        if font.pixelSize() > 0:
            font.setPixelSize(max(11, round(font.pixelSize() * now / written)))
            widget.setFont(font)
    widget.setProperty(_FONT_AT, now)
    # A part that has no place yet is no window: those have a title.
    if sized != now and not (widget.isWindow() and widget.windowTitle()):
        _grow_fixed(widget, now / sized)
    widget.setProperty(theme.SIZE_AT, now)
    widget.updateGeometry()
    widget.update()


def _grow_fixed(widget: QWidget, by: float) -> None:
    """Sizes that were set grow as the texts in them do."""
    if isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Vertical:
        widget.setDefaultSectionSize(round(widget.defaultSectionSize() * by))
    least, most = widget.minimumSize(), widget.maximumSize()
    if most.height() < _MOST:
        widget.setMaximumHeight(round(most.height() * by))
    if least.height() > 0:
        widget.setMinimumHeight(round(least.height() * by))
    if most.width() < _MOST:
        widget.setMaximumWidth(round(most.width() * by))
    if least.width() > 0:
        widget.setMinimumWidth(round(least.width() * by))


def room_of(dialog: QWidget) -> QRect:
    """Return the part of the screen that a dialog can have."""
    return dialog.screen().availableGeometry()


def _give_room(dialog: QDialog) -> None:
    """Let a dialog grow as far as the screen goes, and let what does not fit be scrolled to."""
    now = theme.text_size()
    _put_in_scroll(dialog)
    room = room_of(dialog)
    if dialog.property("splitlineRoomAt") != now:
        by = now / (dialog.property("splitlineRoomAt") or 100)
        dialog.setProperty("splitlineRoomAt", now)
        width = min(round(dialog.width() * by), room.width() - _EDGE)
        height = min(round(dialog.height() * by), room.height() - _EDGE)
        dialog.resize(width, height)


def _put_in_scroll(dialog: QDialog) -> None:
    layout = dialog.layout()
    if (
        layout is None
        or dialog.property(_WRAPPED)
        or dialog.metaObject().className().startswith("Q")
    ):
        return
    dialog.setProperty(_WRAPPED, True)
    inner = QWidget()
    inner.setLayout(layout)
    scroll = QScrollArea()
    scroll.setWidget(inner)
    scroll.setWidgetResizable(True)
    scroll.setFrameShape(QFrame.Shape.NoFrame)
    scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    for ground in (inner, scroll.viewport()):
        ground.setAutoFillBackground(False)
    whole = QVBoxLayout(dialog)
    whole.setContentsMargins(0, 0, 0, 0)
    whole.addWidget(scroll)
    # Its margins and its least size are of what is scrolled now.
    dialog.setMinimumSize(320, 240)
