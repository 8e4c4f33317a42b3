"""What is said of a watched folder? How many results came in, and which files wait."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from ui.viewstate.tones import ALERT, MUTED
from ui.viewstate.wording import sentence

_LONGEST = 40


class WatchView(NamedTuple):
    """The line of a watched folder; `look` is the word on the button, empty where none waits."""

    words: str
    tone: str
    look: str
    tip: str


def watch_view(folder: Path, brought: int, waiting: Mapping[Path, str], trouble: str) -> WatchView:
    """Return the line: `Watching LIF: 3 results in, 1 needs a look`."""
    if trouble:
        return WatchView(f"{sentence(trouble)} Tried again twice a second.", ALERT, "", trouble)
    results = "no results yet" if not brought else _count(brought, "result") + " in"
    words = f"Watching {_name(folder)}: {results}"
    if waiting:
        needs = "needs" if len(waiting) == 1 else "need"
        words = f"{words}, {len(waiting)} {needs} a look"
    tips = [f"{path.name}: {sentence(why)}" for path, why in waiting.items()]
    tip = "\n".join((str(folder), *tips[:12]))
    return WatchView(words, ALERT if waiting else MUTED, "Look" if waiting else "", tip)


def _name(folder: Path) -> str:
    name = folder.name or str(folder)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}\u2026"


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" if number == 1 else f"{number:,} {what}s"
