"""What is said of a watched folder? How many results came in, and which files wait."""

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from app.language import tr, tr_count
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
        return WatchView(
            tr("{trouble} Tried again twice a second.", trouble=sentence(trouble)),
            ALERT,
            "",
            trouble,
        )
    results = (
        tr_count("{count:,} result in", "{count:,} results in", brought)
        if brought
        else tr("no results yet")
    )
    words = tr("Watching {name}: {results}", name=_name(folder), results=results)
    if waiting:
        words = tr_count(
            "{words}, {count} needs a look",
            "{words}, {count} need a look",
            len(waiting),
            words=words,
        )
    tips = [f"{path.name}: {sentence(why)}" for path, why in waiting.items()]
    tip = "\n".join((str(folder), *tips[:12]))
    return WatchView(words, ALERT if waiting else MUTED, tr("Look") if waiting else "", tip)


def _name(folder: Path) -> str:
    name = folder.name or str(folder)
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1]}\u2026"
