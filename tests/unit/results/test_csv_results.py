import pytest

from app.domain.course import metres
from app.domain.times import seconds
from app.formats.file_text import FormatError
from app.formats.results import csv_results
from app.formats.results.found import Found, FoundRunner
from tests.unit.results.found_in import at_marks, times

MILE = [(400.0, 60.2), (800.0, 120.75), (1200.0, 181.84), (1609.0, 246.42)]


def _read(text: str, corrected: dict[int, str] | None = None) -> Found:
    return csv_results.read(text.encode(), "a.csv", corrected or {})


def _first(text: str, corrected: dict[int, str] | None = None) -> FoundRunner:
    return _read(text, corrected).races[0].runners[0]


@pytest.mark.parametrize(
    "text",
    [
        "Name,400,800,1200,1609\nAnna,60.2,2:00.75,3:01.84,4:06.42\n",
        "Name;400 m;800 m;1200 m;1609 m\nAnna;60,2;2:00,75;3:01,84;4:06,42\n",
        "name\t400\t800\t1200\t1609\nAnna\t60.2\t120.75\t181.84\t246.42\n",
        'sep=;\nName;400;800;1200;1609\n"Anna";60,20;60,55;61,09;64,58\n',
        "Name,0-400,400-800,800-1200,1200-1609\nAnna,60.2,60.55,61.09,64.58\n",
        "Athlete,lap 400,lap 800,lap 1200,lap 1609\nAnna,60.2,60.55,61.09,64.58\n",
        "mark;Anna;Bea\n400;60,2;61\n800;2:00,75;DNF\n1200;3:01,84;\n1609;4:06,42;\n",
        "Athlete,Distance,Time\nAnna,400,60.2\nAnna,800,2:00.75\nAnna,1200,3:01.84\nAnna,1609,4:06.42",
        "Athlete,Mark (m),Lap time\nAnna,400,60.2\nAnna,800,60.55\nAnna,1200,61.09\nAnna,1609,64.58",
        "Club meet\n26 June\n\nName,400,800,1200,1609\nAnna,60.2,2:00.75,3:01.84,4:06.42\n",
        "Last name,First name,400,800,1200,1609\n,Anna,60.2 (3),2:00.75,3:01.84,4:06.42\n",
    ],
)
def test_that_a_table_of_any_shape_gives_the_same_run(text: str) -> None:
    runner = _first(text)
    assert runner.athlete == "Anna"
    assert [(mark, round(time, 6)) for mark, time in at_marks(runner)] == MILE


def test_that_marks_that_no_head_names_stay_unknown() -> None:
    for text in (
        "Anna,60.2,2:00.75,3:01.84\nBea,61,2:02.5,3:04\n",
        "Name,Split 1,Split 2,Split 3\nAnna,60.2,2:00.75,3:01.84\n",
        "Name,Lap,Time\nAnna,1,60.2\nAnna,2,60.55\nAnna,3,61.09\n",
    ):
        runner = _first(text)
        assert [round(each, 6) for each in times(runner)] == [60.2, 120.75, 181.84]
        assert {each.mark for each in runner.splits} == {None}


def test_that_what_columns_were_taken_for_is_shown_and_can_be_corrected() -> None:
    text = "who,x,y\nAnna,60.2,2:00.75\n"
    found = _read(text)
    assert [(c.head, c.cells, c.meaning) for c in found.columns] == [
        ("who", ("Anna",), "name"),
        ("x", ("60.2",), "split"),
        ("y", ("2:00.75",), "split"),
    ]
    corrected = {1: "mark:400", 2: "mark:800m"}
    assert at_marks(_first(text, corrected)) == [(400.0, 60.2), (800.0, 120.75)]
    assert [c.meaning for c in _read(text, corrected).columns] == ["name", "mark:400", "mark:800"]


def test_that_races_bibs_clubs_places_and_statuses_are_kept_apart() -> None:
    text = (
        "Heat,Pos,Bib,Lane,Name,Club,Event,Date,300,Result\n"
        '1,1,7,3,"Kip, Faith",KEN,1500 m,2018-08-31,44.1,3:58.49\n'
        "1,DNF,8,4,Bea,GBR,1500 m,2018-08-31,45,\n"
        "2,1,9,1,Cid,ITA,1500 m,2018-08-31,-,4:01.1\n"
        "2,2,10,2,Dot,ITA,1500 m,2018-08-31,,DNS\n"
    )
    first, second = _read(text).races
    assert (first.title, first.event, first.date) == ("1500 m heat 1", "1500 m", "2018-08-31")
    kip, bea = first.runners
    assert (kip.athlete, kip.bib, kip.lane, kip.affiliation, kip.place) == (
        *("Faith Kip", "7", 3, "KEN", 1),
    )
    assert kip.finish == seconds(238.49)
    assert (bea.status, at_marks(bea)) == ("dnf", [(300.0, 45.0)])
    assert [each.status for each in second.runners] == ["", "dns"]
    assert second.runners[0].splits == ()


def test_that_a_lap_that_is_missing_ends_what_can_be_added_up() -> None:
    runner = _first("Name,lap 400,lap 800,lap 1200\nAnna,60.2,,61\n")
    assert at_marks(runner) == [(400.0, 60.2)]


def test_that_a_table_with_decimal_commas_may_have_them_in_its_marks() -> None:
    runner = _first("Name;Mark;Split\nAnna;409,344;60,2\nAnna;809,344;120,75\n")
    assert at_marks(runner) == [(409.344, 60.2), (809.344, 120.75)]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Name,400\nAnna,sixty\n", 'line 2, column 400: found "sixty", expected a time like 60.2'),
        (
            "Name,Mark,Split\nAnna,here,60\nA,400,60\nA,800,120\nA,900,130\nA,999,140",
            'line 2, column Mark: found "here", expected a distance like 400',
        ),
        ('Name,400\n"' + "Anna\n" * 10, "found a quotation mark that is never closed"),
        ("," * 500, "found an empty table"),
        ("a," * 500, "line 1: found 501 columns, expected at most 400"),
        ("a\n" * 11_000, "found more than 10000 rows"),
        (f"Name,400\n{'x' * 11_000},1", "line 2: found a cell of 11000 characters"),
    ],
)
def test_that_a_table_that_cannot_be_read_names_the_place(text: str, why: str) -> None:
    with pytest.raises(FormatError) as caught:
        _read(text)
    assert str(caught.value).startswith("a.csv: ")
    assert why in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("corrected", "why"),
    [
        ({9: "name"}, "column 10: found 2 columns, expected one of them"),
        ({0: "shoe"}, 'column 1: found the meaning "shoe", expected one of name'),
        ({0: "mark:x"}, 'column 1: found the meaning "mark:x"'),
    ],
)
def test_that_a_meaning_that_there_is_not_is_refused(corrected: dict[int, str], why: str) -> None:
    with pytest.raises(FormatError, match=r"a\.csv: ") as caught:
        _read("Name,400\nAnna,60\n", corrected)
    assert why in str(caught.value)


def test_that_columns_are_shown_though_a_cell_cannot_be_read() -> None:
    shown = csv_results.shown_columns(b"Name,400\nAnna,sixty\n", "a.csv")
    assert [each.meaning for each in shown] == ["name", "mark:400"]


def test_that_a_guarded_name_loses_its_guard() -> None:
    assert _first("Name,400\n'=cmd(),60.2\n").athlete == "=cmd()"
    assert _first("Name,400\n'Anna,60.2\n").athlete == "'Anna"


def test_that_a_mark_in_a_head_is_kept_to_the_millimetre() -> None:
    assert _first("Name,409.344\nAnna,60.2\n").splits[0].mark == metres(409.344)
