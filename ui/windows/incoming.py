"""By which ways do results come to the window of a race? Keys, its menu, what is dropped on it."""

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

    from ui.widgets.drop_target import DropTarget
    from ui.windows.race_menu import RaceMenu
    from ui.windows.race_window import RaceWindow


def show_import(owner: "RaceWindow") -> None:
    """Open the window that looks at files and pasted text before they are stored."""
    from ui.windows.importing import import_of

    import_of(owner).show()


def paste(owner: "RaceWindow") -> None:
    """Look at what was copied."""
    from ui.windows.importing import import_of

    import_of(owner).paste()


def watch_folder(owner: "RaceWindow") -> None:
    """Ask for a folder whose new results are to be taken, or stop watching it."""
    from ui.windows.folder_watch import watch_of

    watch_of(owner).toggle()


def connect_menu(owner: "RaceWindow", menu: "RaceMenu") -> None:
    """Let the menu of races import, and watch a folder."""
    menu.import_wanted.connect(lambda: show_import(owner))
    menu.watch_wanted.connect(lambda: watch_folder(owner))


def take_drops(owner: "RaceWindow", host: QWidget | None = None) -> "DropTarget":
    """Look at what is dropped on `host`, by default on the window of the race itself.

    A dialog that was dropped on makes way.
    """
    from ui.widgets.drop_target import DropTarget

    place = host or owner.window
    target = DropTarget(place)

    def look(mime: "QMimeData") -> None:
        from ui.windows.importing import import_of

        if isinstance(place, QDialog):
            place.reject()
        import_of(owner).drop(mime)

    target.dropped.connect(look)
    return target
