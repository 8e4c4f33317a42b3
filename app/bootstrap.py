"""What is Splitline made of on this machine? The one place that wires it; no logic."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from app.engine.clocks import BootClock, Clock
from app.storage.place import library_path


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
