"""What can be done with the graph? Its picture is copied or saved, and a part of it looked at."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu

from app.formats.file_text import FormatError, write_whole
from app.language import tr
from ui.charts.picture import Picture, image_of, png_of, svg_of
from ui.own_keys import told
from ui.theme import THEMES, font

if TYPE_CHECKING:
    from ui.charts.panel import GraphPanel
    from ui.windows.race_window import RaceWindow

PNG, SVG = ".png", ".svg"


def picture_on(owner: "RaceWindow") -> Picture | None:
    """Return the graph as it is on the window, None where none is shown."""
    body = owner.window.body
    graph = body.graph.graph if body is not None and owner.window.shows_body else None
    if body is None or graph is None:
        return None
    frame, title = body.graph.plot.frame_of_values, owner.desk.stage.state.plan.title
    theme = THEMES[owner.theme]
    return Picture(graph, theme, frame.x_span, frame.y_span, frame.flipped, title)


def copy_graph(owner: "RaceWindow") -> None:
    """Put the picture of the graph into the clipboard."""
    picture, now = picture_on(owner), owner.clock.now()
    if picture is None:
        owner.desk.say(tr("There is no graph on the window."), now)
        return
    QApplication.clipboard().setImage(image_of(picture))
    owner.desk.say(tr("The picture of the graph is in the clipboard."), now)
    owner.loop.wake()


def save_graph(owner: "RaceWindow", file: Path) -> None:
    """Write the picture of the graph, as the ending of the file says, and say what came of it."""
    picture, now = picture_on(owner), owner.clock.now()
    if picture is not None:
        try:
            write_picture(picture, file)
        except FormatError as error:
            owner.desk.refuse(str(error), now)
        else:
            owner.desk.say(tr("Saved: {file}", file=file), now)
    owner.loop.wake()


def write_picture(picture: Picture, file: Path) -> None:
    """Write a picture as PNG or, by its ending, as SVG; raise `FormatError`."""
    write_whole(file, svg_of(picture) if file.suffix.lower() == SVG else png_of(picture))


def show_menu(owner: "RaceWindow", at: QPoint) -> None:
    """Open the menu of the graph at a place on the screen; the race goes on behind it."""
    body = owner.window.body
    if body is None:
        return
    menu = QMenu(tr("Graph"), owner.window)
    menu.setFont(font(15))
    menu.aboutToHide.connect(menu.deleteLater)
    for words, keys, act in _rows(owner, body.graph):
        action = menu.addAction(f"{words}\t{told(keys)}" if keys else words)
        action.triggered.connect(lambda _checked, act=act: act())
    menu.popup(at)


def _rows(
    owner: "RaceWindow", panel: "GraphPanel"
) -> tuple[tuple[str, str, Callable[[], object]], ...]:
    return (
        (tr("&Copy the picture"), "Ctrl+C", lambda: copy_graph(owner)),
        (tr("&Save the picture\u2026"), "", lambda: ask_for_file(owner)),
        (tr("C&loser"), "Ctrl+Plus", lambda: panel.plot.zoom_by(0.5)),
        (tr("&Less close"), "Ctrl+Minus", lambda: panel.plot.zoom_by(2.0)),
        (tr("&All of the graph"), "Ctrl+Home", panel.plot.reset),
    )


def ask_for_file(owner: "RaceWindow") -> None:
    """Ask where the picture goes; the ending of the name says as what."""
    picture = picture_on(owner)
    if picture is None:
        return
    words = f"{picture.caption} {picture.graph.still.title}"
    stem = re.sub(r"[^\w.-]+", "-", words).strip("-").lower()
    dialog = QFileDialog(owner.window, tr("Save the picture of the graph"))
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setNameFilters([tr("Picture (*.png)"), tr("Drawing (*.svg)")])
    dialog.filterSelected.connect(
        lambda chosen: dialog.setDefaultSuffix("svg" if SVG in chosen else "png")
    )
    dialog.setDefaultSuffix("png")
    dialog.selectFile(f"{stem}{PNG}")
    dialog.fileSelected.connect(lambda file: save_graph(owner, Path(file)))
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()
