"""How do windows that are open follow another language? Every text that was set is said anew.

What follows from the race is worked out in the next frame; here is what a widget was given when
it was made: its words, its tip, its name, what a list offers. What somebody typed stays.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple
from weakref import WeakKeyDictionary

from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QGroupBox,
    QLabel,
    QLineEdit,
    QListWidget,
    QMenu,
    QPlainTextEdit,
    QTableWidget,
    QTabWidget,
    QWidget,
)
from shiboken6 import isValid

from app.language import Source, say, source_of
from ui.widgets.surface import Surface
from ui.widgets.words import Words


class _Place(NamedTuple):
    """Where a text stands: how it is read, how it is put there, and what the place is called."""

    name: str
    read: Callable[[], str]
    put: Callable[[str], object]


class _Kept(NamedTuple):
    """What a place was given last, and what that is in the code."""

    shown: str
    source: Source


_kept: "WeakKeyDictionary[QWidget, dict[str, _Kept]]" = WeakKeyDictionary()
"""Two English texts can be one in another language: which it was is kept by the widget."""


def say_anew(speak: Callable[[], None]) -> None:
    """Speak another language, as `speak` does, with every text that is on a widget in it."""
    found = [
        (widget, place, source)
        for widget in QApplication.allWidgets()
        for place in _places(widget)
        if (source := _source(widget, place)) is not None
    ]
    speak()
    for widget, place, source in found:
        said = say(source)
        if said != place.read():
            place.put(said)
            widget.updateGeometry()
            widget.update()
        _kept.setdefault(widget, {})[place.name] = _Kept(said, source)
    for widget in QApplication.allWidgets():
        _show_again(widget)


def _show_again(widget: QWidget) -> None:
    """Let a widget put its texts together once more, from the view that it shows."""
    if not isValid(widget):
        return  # another one, shown again, has taken its place
    again, show_form = (getattr(widget, name, None) for name in ("say_again", "show_form"))
    if callable(again):
        again()
        return
    if callable(show_form):
        show_form(getattr(widget, "form", None))
        return
    show = getattr(widget, "render_view", None)
    shown = next((each for each in ("view", "_view") if getattr(widget, each, None)), "")
    if callable(show) and shown:
        view = getattr(widget, shown)
        setattr(widget, shown, None)
        show(view)


def _source(widget: QWidget, place: _Place) -> Source | None:
    shown = place.read()
    known = _kept.get(widget, {}).get(place.name)
    if known is not None and known.shown == shown:
        return known.source
    return source_of(shown) if shown else None


def _places(widget: QWidget) -> Iterator[_Place]:
    """Yield where a widget has a text that it was given."""
    yield _Place("tip", widget.toolTip, widget.setToolTip)
    yield _Place("title", widget.windowTitle, widget.setWindowTitle)
    if not isinstance(widget, Surface):
        yield _Place("name", widget.accessibleName, widget.setAccessibleName)
    yield _Place("description", widget.accessibleDescription, widget.setAccessibleDescription)
    if isinstance(widget, Words):
        yield _Place("words", lambda: widget.view or "", widget.render_view)
    elif isinstance(widget, QAbstractButton | QLabel):
        yield _Place("text", widget.text, widget.setText)
    elif isinstance(widget, QLineEdit | QPlainTextEdit):
        yield _Place("asks", widget.placeholderText, widget.setPlaceholderText)
    elif isinstance(widget, QGroupBox | QMenu):
        yield _Place("heading", widget.title, widget.setTitle)
    yield from _in_rows(widget)


def _in_rows(widget: QWidget) -> Iterator[_Place]:
    """Yield the texts of what has several of them: a list, a menu, the heads of a table."""
    if isinstance(widget, QComboBox):
        for row in range(widget.count()):
            yield _option(widget, row)
    elif isinstance(widget, QTabWidget):
        for row in range(widget.count()):
            yield _tab(widget, row)
    elif isinstance(widget, QMenu):
        for row, action in enumerate(widget.actions()):
            yield _Place(f"action {row}", *_of_action(action))
    elif isinstance(widget, QTableWidget):
        yield from _heads(widget)
    elif isinstance(widget, QListWidget):
        for row in range(widget.count()):
            item = widget.item(row)
            yield _Place(f"item {row}", item.text, item.setText)


def _of_action(action: QAction) -> tuple[Callable[[], str], Callable[[str], object]]:
    return action.text, action.setText


def _option(box: QComboBox, row: int) -> _Place:
    return _Place(
        f"option {row}", lambda: box.itemText(row), lambda words: box.setItemText(row, words)
    )


def _tab(tabs: QTabWidget, row: int) -> _Place:
    return _Place(
        f"tab {row}", lambda: tabs.tabText(row), lambda words: tabs.setTabText(row, words)
    )


def _heads(table: QTableWidget) -> Iterator[_Place]:
    for column in range(table.columnCount()):
        item = table.horizontalHeaderItem(column)
        if item is not None:
            yield _Place(f"head {column}", item.text, item.setText)
            yield _Place(f"head tip {column}", item.toolTip, item.setToolTip)
