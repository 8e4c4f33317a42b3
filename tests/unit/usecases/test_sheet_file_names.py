"""What is the file of a sheet called?"""

from types import SimpleNamespace
from typing import TYPE_CHECKING, cast

import pytest

from app.usecases.many_sheets import file_name

if TYPE_CHECKING:
    from app.usecases.exporting import Exported


@pytest.mark.parametrize(
    ("title", "session", "name"),
    [
        ("Training", "2026-11-22-training-53c1", "2026-11-22-training-53c1"),
        ("Tuesday", "2026-11-22-training-53c1", "2026-11-22-tuesday-2026-11-22-training-53c1"),
        ("", "2026-11-22-mile-3f9a", "2026-11-22-mile-3f9a"),
    ],
)
def test_that_a_name_says_nothing_twice_that_the_session_says(
    title: str, session: str, name: str
) -> None:
    exported = SimpleNamespace(
        sheet=SimpleNamespace(head=(("Date", "2026-11-22"),), title=title),
        document=SimpleNamespace(id=session),
    )
    assert file_name(cast("Exported", exported)) == name
