import io
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from app.bootstrap import build
from app.cli.context import Context
from app.cli.parser import build_parser
from app.cli.watch_folder import watch
from app.engine.clocks import BootClock
from app.storage.library import Library
from tests.unit.cli.conftest import Splitline
from tests.unit.storage.processes import held_elsewhere

LIF = (
    '8,1,1,Women 1500 m,,,,,,1500\n1,7,3,A,Ann,KEN,3:58.49,,,,"44.10,1:46.00,2:50.00"\n'
    "DNS,9,4,B,Bea,,\n"
)
POSTED = "60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42"


@pytest.fixture
def lif(tmp_path: Path) -> Path:
    path = tmp_path / "8-1-01.lif"
    path.write_text(LIF)
    return path


def test_that_proposed_marks_are_not_stored_before_they_are_accepted(
    splitline: Splitline, lif: Path, library: Path
) -> None:
    sentence = splitline("import", lif).sentence
    assert sentence == (
        "8-1-01.lif: Women 1500 m: the marks wait for somebody to confirm them: 4 times fit 300, "
        "700, 1100 m and the finish: the finish line of a 400 m lap; take them with "
        "--accept-marks, or say others with --line or --marks"
    )
    assert not library.exists()
    answer = splitline("import", lif, "--accept-marks")
    assert (answer.code, answer.out.endswith(" (Women 1500 m) is new in the library\n")) == (
        0,
        True,
    )
    assert Library(library).count() == 1
    again = splitline("import", lif, "--accept-marks").out
    assert again.endswith(" is known: nothing was changed\n")


def test_that_a_dry_run_shows_what_would_be_stored(
    splitline: Splitline, tmp_path: Path, library: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Name;400;Result\nAnna;60,2;2:01,5\n")
    (seen,) = splitline("import", table, "--dry-run", "--event", "800", "--json").document[
        "imported"
    ]
    assert (seen["event"], seen["marks_m"], seen["ready"], seen["problem"]) == (
        *("800", [400.0, 800.0], True, ""),
    )
    assert [each["meaning"] for each in seen["columns"]] == ["name", "mark:400", "finish"]
    assert seen["athletes"] == [
        {
            "athlete": "Anna",
            "lane": 1,
            "status": "",
            "splits": [
                {"mark_m": 400.0, "split_s": 60.2, "estimated": False, "by_hand": False},
                {"mark_m": 800.0, "split_s": 121.5, "estimated": False, "by_hand": False},
            ],
        }
    ]
    text = splitline("import", table, "--dry-run", "--event", "800").out
    assert "column 2: 400 = mark:400 (60,2)" in text
    assert "1 Anna: 400: 1:00.20, 800: 2:01.50" in text
    assert text.endswith("ready to be stored\n")
    assert "not ready: which event" in splitline("import", table, "--dry-run").out
    assert not library.exists()


def test_that_a_session_of_ours_has_a_dry_run_too(splitline: Splitline, tmp_path: Path) -> None:
    document = tmp_path / "p.json"
    splitline("export", "paris-2025", "--to", document)
    assert splitline("import", document, "--dry-run").out.endswith("session paris-2025\n")


@pytest.fixture
def paste(monkeypatch: pytest.MonkeyPatch) -> None:
    class _Stdin:
        buffer = io.BytesIO(POSTED.encode())

    monkeypatch.setattr("sys.stdin", _Stdin())


@pytest.mark.usefixtures("paste")
def test_that_what_is_pasted_is_taken(splitline: Splitline) -> None:
    (taken,) = splitline(
        "import", "-", "--event", "mile", "--line", "from-start", "--json"
    ).document["imported"]
    assert (taken["title"], taken["new"]) == ("Mile", True)


def test_that_columns_can_be_corrected(splitline: Splitline, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Z,A,B\nAnna,60.2,121.5\n")
    marks = "1=name,2=mark:400,3=mark:800"
    assert splitline("import", table, "--event", "800", "--columns", marks).code == 0


def test_that_some_races_of_a_file_can_be_chosen(
    splitline: Splitline, tmp_path: Path, library: Path
) -> None:
    table = tmp_path / "a.csv"
    table.write_text("Race,Name,Result\nA,Ann,2:01\nB,Bea,2:02\nC,Cid,2:03\n")
    assert splitline("import", table, "--event", "800", "--races", "1,3").code == 0
    assert {each.title for each in Library(library).summaries()} == {"A", "C"}


def test_that_a_race_that_is_not_ready_keeps_all_out_and_the_others_are_named(
    splitline: Splitline, tmp_path: Path, library: Path
) -> None:
    events = tmp_path / "lynx.evt"
    events.write_text("1,1,1,Boys 800\n,1,1,A,B\n2,1,1,High jump\n,1,1,A,B\n3,1,1,Mile\n,1,1,A,B\n")
    sentence = splitline("import", events).sentence
    assert sentence == (
        "lynx.evt: High jump: which event it was is not in the file: name it, like 1500 or mile; "
        "--races 1,3 takes those that are ready"
    )
    assert not library.exists()
    assert splitline("import", events, "--races", "1,3").code == 0


@pytest.mark.parametrize(
    ("options", "why"),
    [
        (["--columns", "name"], '--columns: found "name", expected one like 2=name or 5=mark:400'),
        (["--columns", "0=name"], '--columns: found "0=name"'),
        (["--columns", "1=name"], "found FinishLynx results (LIF), which has no columns"),
        (["--races", "2"], '--races: found "2", expected a number from 1 to 1'),
        (["--event", "hop"], 'event: found "hop"'),
        (["--event", "mile", "--marks", "400"], "4 splits, 2 marks expected"),
        (["--lap", "wide"], 'lap length: found "wide"'),
    ],
)
def test_that_answers_that_do_not_fit_are_refused(
    splitline: Splitline, lif: Path, options: list[str], why: str
) -> None:
    assert why in splitline("import", lif, *options).sentence


def test_that_a_file_or_a_folder_is_needed(splitline: Splitline, lif: Path) -> None:
    assert splitline("import").code == 2
    assert "found no folder" in splitline("import", "--watch", lif).sentence
    sentence = splitline("import", lif, "--watch", lif.parent).sentence
    assert sentence == "--watch: found files beside it, expected a folder alone"


def test_that_a_race_in_the_bin_comes_back(splitline: Splitline, lif: Path, library: Path) -> None:
    (taken,) = splitline("import", lif, "--accept-marks", "--json").document["imported"]
    races = Library(library)
    races.set_label(taken["id"], races.label(taken["id"])._replace(binned_utc="2026-01-01"))
    assert "was taken out of the bin" in splitline("import", lif, "--accept-marks").out
    assert races.count() == 1


def test_that_a_check_says_what_results_are_and_what_is_wrong(
    splitline: Splitline, lif: Path, tmp_path: Path
) -> None:
    assert splitline("check", lif).out == (
        f"{lif}: results, FinishLynx results (LIF): 1 race, 2 athletes, 4 times\n"
    )
    cut = tmp_path / "cut.lif"
    cut.write_text(LIF[:-5])
    answer = splitline("check", cut, "--json")
    assert (answer.code, answer.document["kind"]) == (1, "results")
    assert "is it still being written" in answer.document["problem"]
    posted = tmp_path / "posted.txt"
    posted.write_text(POSTED)
    assert splitline("check", posted).out.endswith("printed results: 1 race, 1 athlete, 4 times\n")


@contextmanager
def _watching(folder: Path, library: Path, *options: str) -> Iterator[None]:
    """Watch `folder` in a thread, as the command does."""
    args = build_parser().parse_args(["import", "--watch", str(folder), *options])
    app = build(clock=BootClock(), find_library=lambda: library)
    stop = threading.Event()
    thread = threading.Thread(target=watch, args=(args, Context(app, None, {}), stop))
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join(30)
        assert not thread.is_alive()


def _eventually(holds: "threading.Event", check: object) -> bool:
    assert callable(check)
    return any(check() or holds.wait(0.1) for _ in range(200))


@pytest.mark.slow
def test_that_a_new_file_of_a_folder_is_taken_and_an_old_one_is_not(
    lif: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    never = threading.Event()
    with _watching(lif.parent, library, "--accept-marks", "--json"):
        never.wait(0.3)
        (lif.parent / "bad.lif").write_text("hello\n")
        (lif.parent / "9-1-01.lif").write_text(LIF.replace("Women", "Men"))
        assert _eventually(never, lambda: library.exists() and Library(library).count() == 1)
    captured = capsys.readouterr()
    told = [json.loads(line) for line in captured.out.splitlines()]
    assert [each["title"] for each in told if "title" in each] == ["Men 1500 m"]
    assert 'bad.lif: line 1: found "hello"' in captured.err


@pytest.mark.slow
def test_that_a_file_waits_while_a_window_writes_the_library(
    lif: Path, library: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    never = threading.Event()
    told: list[str] = []

    def said() -> bool:
        told.append(capsys.readouterr().err)
        return "Another Splitline is writing" in "".join(told)

    library.parent.mkdir(parents=True, exist_ok=True)
    with _watching(lif.parent, library, "--accept-marks"):
        with held_elsewhere(library):
            (lif.parent / "9-1-01.lif").write_text(LIF)
            assert _eventually(never, said)
        assert _eventually(never, lambda: library.exists() and Library(library).count() == 1)


def test_that_a_name_is_proposed_and_can_be_refused(splitline: Splitline, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("athlete,400,800,finish\nMUIR Laura,60.2h,120.7,181.8\n")
    asked = ("import", table, "--event", "1200", "--date", "2026-05-01")
    looked = splitline(*asked, "--dry-run").out
    assert "name: MUIR Laura is stored as Laura MUIR; --names as-written keeps it" in looked
    assert "1 Laura MUIR: 400: 1:00.20h, 800: 2:00.70" in looked
    refused = splitline(*asked, "--dry-run", "--names", "as-written", "--json").document
    assert refused["imported"][0]["athletes"][0]["athlete"] == "MUIR Laura"
    assert "name: MUIR Laura is stored as Laura MUIR\n" in splitline(*asked).out
    assert splitline("list", "--athlete", "laura muir", "--json").document["sessions"][0][
        "date"
    ] == ("2026-05-01")


def test_that_a_day_that_is_none_is_refused(splitline: Splitline, tmp_path: Path) -> None:
    table = tmp_path / "a.csv"
    table.write_text("athlete,400,finish\nAnn,60.2,120.7\n")
    done = splitline("import", table, "--event", "800", "--date", "1 May")
    assert (done.code, "the date: found 1 May, expected a day like" in done.err) == (1, True)
