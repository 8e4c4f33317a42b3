"""A file of more athletes than any meet has is refused before it costs a second."""

import pytest

from app.formats.file_text import FormatError
from app.formats.results import csv_results, lynx_results, printed_results
from app.formats.results.text import MOST_ATHLETES, MOST_LINES

PRINTED = "  1 Example, Ann   SR Club    4:06.42\n     65.20 (65.20)  2:11.75 (1:06.55)\n"
LIF = '1,1251,2,Example,Ann,Club,4:06.42,,4:06.42,,"65.20,2:11.75"\n'
WIDE = "1,Ann Example,65.20,2:11.75\n"


def _text(head: str, line: str, count: int) -> bytes:
    return (head + line * count).encode()


@pytest.mark.parametrize(
    "content",
    [
        pytest.param(_text("pos,name,400,800\n", WIDE, MOST_ATHLETES + 1), id="csv"),
        pytest.param(_text("7,1,2,Women 1500\n", LIF, MOST_ATHLETES + 1), id="lif"),
        pytest.param(
            _text("Event 1 Women 1500 Meter Run\n", PRINTED.partition("\n")[0] + "\n", 3001),
            id="printed",
        ),
    ],
)
def test_that_more_athletes_than_a_meet_has_are_refused(
    content: bytes, request: pytest.FixtureRequest
) -> None:
    readers = {"csv": csv_results, "lif": lynx_results, "printed": printed_results}
    reader = readers[request.node.callspec.id]
    with pytest.raises(FormatError) as refused:
        reader.read(content, "run")
    assert str(refused.value) == "run: found more than 3,000 athletes, expected a meet at most"


def test_that_a_large_meet_is_read() -> None:
    found = printed_results.read(_text("Event 1 Women 1500 Meter Run\n", PRINTED, 2000), "run")
    assert sum(len(race.runners) for race in found.races) == 2000


def test_that_a_long_table_has_a_limit() -> None:
    rows = _text("athlete,mark,split\n", "Ann Example,400,60.20\n", MOST_LINES)
    with pytest.raises(FormatError, match="found more than 20000 lines"):
        csv_results.read(rows, "run")
