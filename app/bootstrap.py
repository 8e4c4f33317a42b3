"""What is Splitline made of on this machine? The one place that wires it; no logic."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from app.engine.clocks import BootClock, Clock
from app.language import ENGLISH, languages, speak, system_language
from app.storage.place import library_path, quick_choice

LANGUAGE_OPTION = "--lang"


class NoSuchLanguage(Exception):
    """A language that is not shipped; the message names those that are."""


class Application(NamedTuple):
    """The parts that come from outside: the clock, and where the library lies."""

    clock: Clock
    find_library: Callable[[], Path]

    @property
    def library(self) -> Path:
        """The path of the library, looked up when it is asked for."""
        return self.find_library()


def build(
    *, clock: Clock | None = None, find_library: Callable[[], Path] = library_path
) -> Application:
    """Return the application on this machine's clock and library, or on those given."""
    return Application(clock or BootClock(), find_library)


def speak_as_wished(arguments: Sequence[str], environ: Mapping[str, str]) -> list[str]:
    """Speak the language asked for by `--lang CODE`, else the one chosen, else the system's.

    Returns the arguments without that option. Raises `NoSuchLanguage` for one not shipped.
    """
    others = list(arguments)
    wanted = _taken_out(others) if others else ""
    if wanted and wanted not in languages():
        raise NoSuchLanguage(
            f'{LANGUAGE_OPTION}: found "{wanted}", expected one of {", ".join(languages())}'
        )
    chosen = wanted or quick_choice("language")
    known = chosen == ENGLISH or (chosen and chosen in languages())
    speak(chosen if known else system_language(environ))
    return others


def _taken_out(arguments: list[str]) -> str:
    """Take `--lang CODE` or `--lang=CODE` out of the arguments and return the code."""
    for place, argument in enumerate(arguments):
        if argument == LANGUAGE_OPTION and place + 1 < len(arguments):
            del arguments[place]
            return arguments.pop(place)
        if argument.startswith(f"{LANGUAGE_OPTION}="):
            return arguments.pop(place).partition("=")[2]
    return ""
