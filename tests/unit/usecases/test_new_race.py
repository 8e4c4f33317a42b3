from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.course import MILE, Distance
from app.domain.disciplines import DISCIPLINES
from app.domain.plan import FINISH_LINE, FROM_START, EntryId
from app.domain.refusals import Refusal
from app.domain.times import canonical
from app.formats.file_text import FormatError
from app.usecases.new_race import RaceRequest, course_of, marks_of, setup_for


def _marks_m(**asked: Any) -> list[float]:
    return [mark / 1000 for mark in marks_of(RaceRequest()._replace(**asked))]


@pytest.mark.parametrize(
    ("asked", "marks"),
    [
        ({}, [409.344, 809.344, 1209.344, 1609.344]),
        ({"keep_short": True}, [9.344, 409.344, 809.344, 1209.344, 1609.344]),
        ({"stand": "start"}, [400, 800, 1200, 1609.344]),
        ({"stand": "start", "keep_short": True}, [400, 800, 1200, 1600, 1609.344]),
        ({"stand": "200"}, [209.344, 609.344, 1009.344, 1409.344, 1609.344]),
        ({"stand": "109.344 m"}, [300, 700, 1100, 1500, 1609.344]),
        ({"lap": "440 y"}, [402.336, 804.672, 1207.008, 1609.344]),
        ({"lap": "0.25 mile"}, [402.336, 804.672, 1207.008, 1609.344]),
        ({"lap": "200"}, [209.344 + 200 * lap for lap in range(8)]),
        ({"event": "1500 m"}, [300, 700, 1100, 1500]),
        ({"event": "1500", "stand": "start"}, [400, 800, 1200, 1500]),
        ({"event": "800", "stand": "start"}, [400, 800]),
        ({"event": "300"}, [300]),
        ({"event": "3000sc"}, [227.44 + 396.08 * lap for lap in range(8)]),
        ({"event": "3000 m Steeplechase", "lap": "419,41"}, [64.13 + 419.41 * n for n in range(8)]),
        ({"marks": "every 400", "stand": "200"}, [400, 800, 1200, 1609.344]),
        ({"event": "800", "marks": "every 200"}, [200, 400, 600, 800]),
        ({"event": "800", "marks": "Every 0.3 km"}, [300, 600, 800]),
        ({"marks": "400, 800,1200"}, [400, 800, 1200, 1609.344]),
        ({"marks": "409.344 809.344 finish"}, [409.344, 809.344, 1609.344]),
        ({"marks": "409,5; 880 y"}, [409.5, 804.672, 1609.344]),
        ({"marks": "440 y; 880 y; 1 mile"}, [402.336, 804.672, 1609.344]),
        ({"marks": "finish"}, [1609.344]),
    ],
)
def test_that_the_marks_are_those_that_an_operator_there_sees(
    asked: dict[str, Any], marks: list[float]
) -> None:
    assert _marks_m(**asked) == pytest.approx(marks, abs=1e-9)


@pytest.mark.parametrize(
    ("asked", "sentence"),
    [
        ({"event": "marathon"}, 'event: found "marathon", expected one like 800'),
        ({"event": " "}, "event: found nothing"),
        ({"lap": "4"}, "lap length: found 4 m, expected 50 m or more"),
        ({"lap": "round"}, 'lap length: found "round", expected one like 400'),
        ({"lap": "1,200"}, 'lap length: found "1,200"'),
        ({"lap": "-400"}, 'lap length: found "-400"'),
        ({"lap": "2000 km"}, "the lap length: found 2000000 m, expected 1 mm to 1000 km"),
        ({"stand": "400"}, "your place: found 400 m before the finish, expected less than a lap"),
        ({"stand": ""}, "your place: found nothing, expected metres before the finish"),
        ({"stand": "gate"}, 'your place: found "gate"'),
        ({"marks": ""}, "marks: found nothing, expected distances like 400, 800, 1200"),
        ({"marks": "400, 8oo"}, 'marks: found "8oo"'),
        ({"marks": "800, 400"}, "marks: found 400 m after 800 m, expected increasing"),
        ({"marks": "0, 400"}, "marks: found 0 m after 0 m"),
        ({"marks": "1609"}, "marks: found 1609.344 m after 1609 m, expected increasing"),
        ({"marks": "400, 1700"}, "Mark 1700 m lies beyond the finish at 1609.344 m."),
        ({"marks": "every x"}, 'marks: found "x", expected a step like every 200'),
        ({"marks": "every 0.5"}, "marks: found every 0.5 m, expected every 1.61 m or more"),
        ({"marks": ", ".join(str(n) for n in range(1, 1002))}, "marks: found 1001 distances"),
        ({"event": "1000 km"}, "expected at most 1000 laps"),
        ({"athletes": tuple("abcdefghijklm")}, "athletes: found 13, expected at most 12"),
        ({"athletes": ("Ann", " Ann ")}, 'athletes: found "Ann" twice'),
        ({"athletes": ("A\x07nn",)}, "athlete 1: found 'A\\x07nn', expected a name in plain"),
        ({"race_class": "heat"}, 'race class: found "heat", expected paced, championship'),
        ({"date": "21.11.2026"}, 'date: found "21.11.2026", expected one like 2026-11-21'),
        ({"targets": ("sub-4", "3:59.99x")}, 'target: found "3:59.99x"'),
        ({"targets": ("sub-4", "sub-4")}, "expected one that is not there already"),
        ({"targets": ("like nobody",)}, 'target: found "like nobody", expected a race'),
        ({"event": "1500", "targets": ("like paris-2025",)}, "expected a race over 1500 m"),
    ],
)
def test_that_a_mistake_is_refused_in_one_sentence_that_names_the_answer(
    asked: dict[str, Any], sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        setup_for(RaceRequest()._replace(**asked))
    assert sentence in str(refused.value)
    assert "\n" not in str(refused.value)


def test_that_a_file_that_is_no_race_is_refused_with_its_name(tmp_path: Path) -> None:
    path = tmp_path / "broken.toml"
    path.write_text("no = race", encoding="utf-8")
    with pytest.raises(FormatError, match=r"broken\.toml"):
        setup_for(RaceRequest(targets=(f"like {path}",)))


@pytest.mark.parametrize(
    ("asked", "line", "before"),
    [
        ({}, FINISH_LINE, 0),
        ({"keep_short": True}, FINISH_LINE, 0),
        ({"stand": "start"}, FROM_START, 9_344),
        ({"stand": "start", "keep_short": True}, FROM_START, 9_344),
        ({"stand": "200"}, "200 m before the finish", 200_000),
        ({"marks": "every 100"}, FROM_START, 9_344),
        ({"marks": "400, 800, 1200"}, FROM_START, 0),
        ({"marks": "409.344, 809.344, 1209.344"}, FINISH_LINE, 0),
        ({"marks": "500, 1000"}, "as listed", 0),
        ({"event": "800", "marks": "200, 400, 600"}, "as listed", 0),
        ({"event": "800", "stand": "start"}, FINISH_LINE, 0),
    ],
)
def test_that_the_plan_says_at_which_line_the_times_are_read(
    asked: dict[str, Any], line: str, before: int
) -> None:
    plan = setup_for(RaceRequest()._replace(**asked)).plan
    assert (plan.line, plan.course.line_before_finish) == (line, before)


def test_that_a_race_nobody_described_is_a_mile_with_its_three_targets() -> None:
    setup = setup_for(RaceRequest())
    assert (setup.plan.title, setup.plan.course.event) == ("Mile", "mile")
    assert setup.plan.course.distance == MILE
    assert [canonical(each.finish) for each in setup.targets] == ["3:59.99", "4:06.42", "4:07.64"]
    assert [(each.athlete, each.lane) for each in setup.entrants] == [("Athlete", 1)]
    assert (setup.plan.race_class, setup.plan.date, setup.plan.clock) == ("", "", "hand")


def test_that_a_distance_without_targets_of_its_own_has_even_laps_of_60_s() -> None:
    # 60 s * 1500 m / 400 m = 225 s
    (target,) = setup_for(RaceRequest(event="1500")).targets
    assert canonical(target.finish) == "3:45.00"


def test_that_names_are_trimmed_and_get_the_lanes_in_their_order() -> None:
    names = ("  Faith   Kipyegon ", "", "Zoë", " ")
    setup = setup_for(RaceRequest(athletes=names))
    assert [(e.id, e.athlete, e.lane) for e in setup.entrants] == [
        (EntryId("1"), "Faith Kipyegon", 1),
        (EntryId("2"), "Zoë", 2),
    ]


@pytest.mark.parametrize(
    ("asked", "targets"),
    [
        ({"athletes": ("Ann, 4:10", "Zoe")}, ["sub-4", "4:06.42", "4:07.64", "4:10.00"]),
        ({"athletes": ("Ann, sub-4",)}, ["sub-4", "4:06.42", "4:07.64"]),
        ({"athletes": ("Ann, 4:10",), "targets": ("4:20",)}, ["4:20.00", "4:10.00"]),
        ({"event": "1500", "athletes": ("Ann",)}, ["60/400"]),
        ({"event": "1500", "athletes": ("Ann, 4:10; Zoe, 4:20",)}, ["4:10.00", "4:20.00"]),
    ],
)
def test_that_targets_of_ones_own_come_behind_those_of_the_race(
    asked: dict[str, Any], targets: list[str]
) -> None:
    setup = setup_for(RaceRequest()._replace(**asked))
    assert [each.id for each in setup.targets] == targets
    assert setup.entrants[0].target in (None, *targets)


def test_that_a_target_of_ones_own_can_be_another_race() -> None:
    setup = setup_for(RaceRequest(athletes=("Ann, like monaco-2023",)))
    assert setup.entrants[0].target == setup.targets[-1].id == "like monaco-2023"
    assert setup.targets[-1].curved


def test_that_what_is_typed_is_kept_as_it_is_meant() -> None:
    request = RaceRequest(
        event="300",
        targets=("43.0", " ", "sub 42.5"),
        race_class="paced",
        venue=" Iffley  Road ",
        date="2026-11-21",
    )
    setup = setup_for(request)
    assert (setup.plan.title, setup.plan.venue) == ("300 m", "Iffley Road")
    assert (setup.plan.race_class, setup.plan.date) == ("paced", "2026-11-21")
    assert [canonical(each.finish) for each in setup.targets] == ["43.00", "42.49"]
    assert setup_for(request._replace(title="Third  rep")).plan.title == "Third rep"


def test_that_a_target_can_be_the_splits_of_a_race_that_was_run() -> None:
    (target,) = setup_for(RaceRequest(targets=("like monaco-2023",))).targets
    assert target.curved
    assert target.time_at(Distance(800_000)) == 124_600_000_000


@given(
    event=st.sampled_from([each.name for each in DISCIPLINES]),
    lap=st.sampled_from(["", "200", "400", "440 y", "396.08", "419,41"]),
    stand=st.sampled_from(["finish", "start", "200", "120.5", "10 y"]),
    marks=st.sampled_from(["crossings", "every 100", "every 200", "every 400", "every 150 y"]),
    keep_short=st.booleans(),
)
def test_that_marks_rise_to_the_finish_and_lie_a_lap_apart(
    event: str, lap: str, stand: str, marks: str, keep_short: bool
) -> None:
    request = RaceRequest(event=event, lap=lap, stand=stand, marks=marks, keep_short=keep_short)
    if stand == "200" and lap == "200" and marks == "crossings":
        with pytest.raises(Refusal, match="less than a lap of 200 m"):
            marks_of(request)
        return
    course = course_of(request)
    assert list(course.marks) == sorted(set(course.marks))
    assert course.marks[-1] == course.distance
    inner = [b - a for a, b in zip(course.marks[:-1], course.marks[1:-1], strict=False)]
    assert len(set(inner)) <= (2 if keep_short else 1)
