from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.formats.file_text import FormatError
from app.formats.results.read_results import FORMS, form_of, read_file, read_pasted, read_results
from app.usecases.accepting import accept
from app.usecases.proposing import Answers, propose
from tests.unit.results.test_printed import ANALYSIS, HYTEK, ROWS

LIF = '8,1,1,1500 m,,,,,,1500\n1,7,3,A,B,KEN,3:58.49,,,,"44.10 (44.10),1:46.00 (1:01.90)"\n'
TABLE = "Name;400;800;1200;1609\nAnna;60,2;2:00,75;3:01,84;4:06,42\n"
EVT = "1,1,1,Boys 800,,,,,,800\n,1234,1,Smith,John\n"
GOLDEN = Path(__file__).parent.parent / "formats" / "golden" / "paris-2025-finish-line.csv"
FILES = [
    *[("a.csv", TABLE), ("a.lif", LIF), ("a.evt", EVT), ("a.txt", HYTEK), ("b.txt", ANALYSIS)],
    *[("c.txt", ROWS), ("p.csv", GOLDEN.read_text("utf-8"))],
]


@pytest.mark.parametrize(
    ("name", "text", "module"),
    [
        ("a.csv", TABLE, "csv_results"),
        ("a.CSV", LIF, "csv_results"),
        ("a.txt", TABLE, "csv_results"),
        ("pasted", LIF, "lynx_results"),
        ("a.LIF", LIF, "lynx_results"),
        ("a.evt", EVT, "lynx_start_list"),
        ("pasted", HYTEK, "printed_results"),
        ("pasted", ANALYSIS, "race_analysis"),
        ("a.txt", ROWS, "race_analysis"),
        ("pasted", "60.20, 60.55 (2:00.75)", "printed_results"),
        ("pasted", "<?xml version='1.0'?><gpx>", "gpx_laps"),
        ("pasted", "<TrainingCenterDatabase>", "tcx_laps"),
        ("a.fit", "", "fit_laps"),
    ],
)
def test_that_a_format_is_known_by_its_ending_or_by_what_is_in_it(
    name: str, text: str, module: str
) -> None:
    assert form_of(text.encode(), name).module == module


def test_that_every_format_has_a_reader() -> None:
    assert all(callable(form.read) for form in FORMS)


def test_that_a_paste_need_not_end_its_last_line() -> None:
    assert (
        read_pasted(LIF.rstrip("\n").encode(), "pasted").races
        == read_pasted(LIF.encode(), "pasted").races
    )


def test_that_only_a_table_has_columns_to_be_named() -> None:
    with pytest.raises(FormatError, match="which has no columns to be named"):
        read_results(LIF.encode(), "a.lif", {0: "name"})


def test_that_a_sparse_file_of_100_mb_is_refused(tmp_path: Path) -> None:
    for ending in ("csv", "lif", "txt", "fit", "tcx"):
        path = tmp_path / f"huge.{ending}"
        with path.open("wb") as file:
            file.truncate(100 * 1024 * 1024)
        with pytest.raises(FormatError, match="found more than 20 MB"):
            read_file(path)


@st.composite
def _damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Return a file of some format after a few accidents, under a name that may not be its own."""
    name, text = draw(st.sampled_from(FILES))
    content = text.encode()
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(content)))
        end = min(len(content), at + draw(st.integers(0, 30)))
        put = draw(
            st.sampled_from(
                [b"", b'"', b"\0", b"\xff", b"(", b"-1", b"9" * 30, b"\n", b",,", b"1e9"]
            )
            | st.binary(max_size=8)
        )
        content = content[:at] + put + content[end:]
    return draw(st.sampled_from([name, "pasted", "a.txt", "a.csv", "a.lif", "a.evt"])), content


_ANSWERS = st.sampled_from(
    [
        Answers(),
        Answers(event="mile", confirmed=True),
        Answers(event="1500", marks="every 200"),
        Answers(lap="200", line="from-start", confirmed=True),
    ]
)


@given(_damaged(), _ANSWERS)
def test_that_a_damaged_file_is_one_sentence_or_a_race_that_can_be_stored(
    damaged: tuple[str, bytes], answers: Answers
) -> None:
    name, content = damaged
    said = _told(content, name, answers)
    assert "\n" not in said
    assert said.startswith(name)


def _told(content: bytes, name: str, answers: Answers) -> str:
    """Return the refusal of a file, or its name when all that is ready can be stored."""
    try:
        found = read_results(content, name)
        for proposal in propose(found, name, answers):
            if proposal.ready:
                accept(proposal)
    except FormatError as refusal:
        return str(refusal)
    return name if found.races else ""


@given(st.binary(max_size=300), st.sampled_from(["a.csv", "a.lif", "a.evt", "a.txt", "pasted"]))
def test_that_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    assert _told(content, name, Answers()).startswith(name)
