"""Commands are run in the test's own process; what they print and return is what is looked at."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from app.bootstrap import build
from app.cli.entry import main
from app.cli.requests import Launcher, Request
from app.engine.clocks import ManualClock


class Answer(NamedTuple):
    """How a command ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> dict[str, Any]:
        """The JSON on standard output."""
        found: dict[str, Any] = json.loads(self.out)
        return found

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal, without what comes before it."""
        assert self.code == 1, self
        assert self.out == "", self.out
        assert self.err.startswith("splitline: "), self.err
        assert self.err.endswith(".\n"), self.err
        assert self.err.count("\n") == 1, self.err
        assert "fault in Splitline" not in self.err, self.err
        return self.err.removeprefix("splitline: ").rstrip(".\n")


Splitline = Callable[..., Answer]


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library" / "library.splitline"


@pytest.fixture
def splitline(library: Path, capsys: pytest.CaptureFixture[str]) -> Splitline:
    """Run a command line with a library of the test's own."""
    app = build(clock=ManualClock(), find_library=lambda: library)

    def run(*argv: object, launcher: Launcher | None = None) -> Answer:
        code = main([str(each) for each in argv], launcher=launcher, app=app)
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


class FakeWindow:
    """Takes requests as the window would, and keeps them."""

    def __init__(self) -> None:
        self.requests: list[Request] = []

    def __call__(self, request: Request) -> int:
        self.requests.append(request)
        return 0


@pytest.fixture
def window() -> FakeWindow:
    return FakeWindow()
