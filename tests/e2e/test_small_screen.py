"""The window on a screen that has less room than it would like."""

from pathlib import Path

from tests.e2e.held_up import running
from tests.e2e.xserver import Xtest, running_xserver


def test_that_the_window_is_no_larger_than_its_screen(splitline_home: Path, tmp_path: Path) -> None:
    del splitline_home
    with running_xserver(1024, 600) as server:
        xtest = Xtest(server)
        try:
            with running(server, xtest, tmp_path / "run", "live", held_up_ms=0) as application:
                found = application.ready().get_geometry()
                assert (found.width, found.height) == (1024, 600)
        finally:
            xtest.close()
