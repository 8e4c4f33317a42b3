from pathlib import Path

import pytest

from app.domain.course import metres
from app.domain.times import seconds
from app.formats.file_text import FormatError
from app.formats.results import lynx_results, lynx_start_list
from app.formats.results.found import Found
from app.formats.results.read_results import read_file
from app.formats.results.text import StillWritten
from tests.unit.results.found_in import times

HEAD = '8A,1,1,"Women 1500 m, heat 1",,,,,,1500,10:59:07.1012\r\n'


def _read(text: str) -> Found:
    return lynx_results.read(text.encode(), "a.lif")


def test_that_a_heat_is_read_with_its_splits() -> None:
    found = _read(
        HEAD + '1,7,3,Kipyegon,Faith,KEN,3:58.49,,,,"44.10 (44.10),1:46.00 (1:01.90)",,,,\r\n'
        "DNF,507,1,Aru,Slade,Kitchener-Waterloo,,,\r\n"
        "DNS,9,,X,,,\r\n"
        "DQ,10,5,Y,Z,,4:10.00,\r\n"
    )
    (race,) = found.races
    assert (race.title, race.distance, race.started, race.clock) == (
        *("Women 1500 m, heat 1", metres(1500), "10:59:07.1012", "official"),
    )
    first, *others = race.runners
    assert (first.athlete, first.bib, first.lane, first.affiliation, first.place) == (
        *("Faith Kipyegon", "7", 3, "KEN", 1),
    )
    assert times(first) == [44.1, 106.0]
    assert first.finish == seconds(238.49)
    assert {each.mark for each in first.splits} == {None}
    assert [(each.athlete, each.status) for each in others] == [
        *[("Slade Aru", "dnf"), ("X", "dns"), ("Z Y", "dq")],
    ]


def test_that_a_split_that_is_left_empty_keeps_its_place() -> None:
    (race,) = _read(HEAD + '1,7,3,A,B,,3:58.49,,,,"44.1,,2:50.00"\n').races
    assert [(each.turn, each.time) for each in race.runners[0].splits] == [
        *[(1, seconds(44.1)), (3, seconds(170))],
    ]


def test_that_no_lap_is_doubted_over_a_split_that_is_left_empty() -> None:
    splits = '"1:14.0 (1:14.0),,3:37.5 (1:12.0),4:56.10 (1:18.60)"'
    found = _read(HEAD + f"1,7,3,A,B,,4:56.10,,,,{splits}\n")
    assert [each.turn for each in found.races[0].runners[0].splits] == [1, 3, 4]
    assert found.notes == ()


def test_that_a_file_that_is_still_written_is_told_apart() -> None:
    with pytest.raises(StillWritten, match="does not end: is it still being written"):
        _read(HEAD + "1,7,3,A,B,,3:58.4")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Name,Time\n", 'line 1: found "Name Time", expected a head like 8,1,1,1500 m'),
        ("; only a comment\n", "found no record, expected a heat of FinishLynx"),
        (HEAD + "1,7,3,A,B,,soon\n", 'line 2, time: found "soon", expected a time like'),
        (HEAD + "1,7,3,A,B,,4:00,,,,fast\n", 'line 2, splits: found "fast"'),
        (HEAD + '1,7,3,A,B,,4:00,,,,"60.2 (50.0),55.0 (51.0)"\n', "line 2, splits: found"),
    ],
)
def test_that_what_is_no_heat_is_refused(text: str, why: str) -> None:
    with pytest.raises(FormatError) as caught:
        _read(text)
    assert why in str(caught.value)


def test_that_a_start_list_has_fields_and_no_times(tmp_path: Path) -> None:
    (tmp_path / "lynx.evt").write_text(
        "; events\n1,1,1,Boys 800,,,,,,800\n,1234,1,Smith,John,Lincoln\n,1235,2\n"
        "2,1,2,Girls 1500,,,,,,1500\n\t7,3,Kip,Faith\n3,1,1,Nobody\n",
    )
    (tmp_path / "lynx.ppl").write_text("1235,Doe,Cid,Adams\n")
    (tmp_path / "lynx.sch").write_text("2,1,2\n1,1,1\n")
    girls, boys = read_file(tmp_path / "lynx.evt").races
    assert (girls.title, [each.athlete for each in girls.runners]) == (
        *("Girls 1500, heat 2", ["Faith Kip"]),
    )
    assert [(each.athlete, each.lane, each.affiliation) for each in boys.runners] == [
        *[("John Smith", 1, "Lincoln"), ("Cid Doe", 2, "Adams")],
    ]
    assert not any(each.splits or each.finish for each in (*girls.runners, *boys.runners))


def test_that_people_alone_are_one_field_and_an_order_alone_is_nothing() -> None:
    (field,) = lynx_start_list.read(b"1235,Doe,Cid,Adams\n7,Kip,Faith\n", "lynx.ppl").races
    assert [each.athlete for each in field.runners] == ["Cid Doe", "Faith Kip"]
    with pytest.raises(FormatError, match=r"expected the \.evt beside it"):
        lynx_start_list.read(b"6,1,1\n", "lynx.sch")


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (",1,2,A,B\n", "line 1: found a competitor, expected an event before"),
        ("hello\n", 'line 1: found "hello", expected an event like'),
        ("8,1,1,1500 m\n", "found events alone, expected competitors under them"),
    ],
)
def test_that_what_is_no_start_list_is_refused(text: str, why: str) -> None:
    with pytest.raises(FormatError) as caught:
        lynx_start_list.read(text.encode(), "lynx.evt")
    assert why in str(caught.value)
