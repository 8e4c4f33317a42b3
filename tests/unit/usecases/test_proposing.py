from typing import Any

import pytest

from app.domain.course import metres
from app.domain.times import seconds
from app.formats.results.read_results import read_results
from app.usecases.geometry import in_words
from app.usecases.proposing import (
    WHICH_EVENT,
    Answers,
    Proposal,
    again,
    marks_in_words,
    propose,
    times_of,
)

FOUR = "60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42"
LIF = (
    '8,1,1,Women 1500 m,,,,,,1500\n1,7,3,A,Ann,KEN,3:58.49,,,,"44.10,1:46.00,2:50.00"\n'
    '2,8,4,B,Bea,GBR,3:59.49,,,,"44.20,1:46.20,2:50.30"\n'
)


def _proposals(text: str, name: str = "pasted", answers: Answers | None = None) -> list[Proposal]:
    return list(propose(read_results(text.encode(), name), name, answers or Answers()))


def _one(text: str, name: str = "pasted", **said: Any) -> Proposal:
    (proposal,) = _proposals(text, name, Answers(**said))
    return proposal


def test_that_nothing_is_ready_before_the_event_is_known() -> None:
    proposal = _one(FOUR)
    assert (proposal.ready, proposal.sentence) == (False, WHICH_EVENT)
    assert proposal.marks == ()


def test_that_marks_the_file_does_not_name_wait_to_be_confirmed() -> None:
    proposal = _one(FOUR, event="mile")
    assert (proposal.asks, proposal.ready, proposal.problem) == (True, False, "")
    assert marks_in_words(proposal) == "409.344, 809.344, 1209.344 m and the finish"
    assert proposal.sentence.endswith(
        "4 times fit 409.344, 809.344, 1209.344 m and the finish: the finish line of a 400 m lap"
    )
    assert [each.line for each in proposal.choices[:2]] == ["finish-line", "from-start"]
    confirmed = again(proposal, proposal.answers._replace(confirmed=True))
    assert (confirmed.ready, confirmed.marks) == (True, proposal.marks)


@pytest.mark.parametrize(
    ("said", "marks", "line"),
    [
        ({"line": "from-start"}, "400, 800, 1200 m and the finish", "from-start"),
        ({"line": "finish-line"}, "409.344, 809.344, 1209.344 m and the finish", "finish-line"),
        ({"marks": "400, 800, 1200"}, "400, 800, 1200 m and the finish", "from-start"),
        (
            {"marks": "409.344,809.344,1209.344"},
            "409.344, 809.344, 1209.344 m and the finish",
            "finish-line",
        ),
        ({"marks": "every 400", "lap": "200"}, "400, 800, 1200 m and the finish", "from-start"),
    ],
)
def test_that_what_the_user_says_of_marks_holds(
    said: dict[str, str], marks: str, line: str
) -> None:
    proposal = _one(FOUR, event="mile", **said)
    assert (marks_in_words(proposal), proposal.line) == (marks, line)
    assert proposal.ready


def test_that_a_first_lap_tells_where_the_line_was() -> None:
    """43 s are no 400 m: the first mark of a 1500 at the finish line is at 300 m."""
    proposal = _one(LIF, "a.lif")
    assert marks_in_words(proposal) == "300, 700, 1100 m and the finish"
    assert [each.lane for each in proposal.runners] == [3, 4]


def test_that_a_result_behind_the_last_mark_makes_no_event_of_that_mark() -> None:
    proposal = _one("name,400,800,Ziel\nAnna,60.2,120.7,181.8\n", "a.csv")
    assert proposal.sentence == WHICH_EVENT
    assert _one("name,400,800,Ziel\nAnna,60.2,120.7,181.8\n", "a.csv", event="1200").ready


def test_that_a_slip_among_times_from_the_start_makes_no_laps_of_them() -> None:
    text = "1500 m\n1 Anna Berg  4:02.67\n 47.00 1:03.10 1:19.20 2:06.40 1:56.10 3:52.10\n"
    proposal = _one(text, "a.txt")
    assert [each.time for each in proposal.runners[0].splits] == [seconds(242.67)]
    assert any("found times that do not rise" in each for each in proposal.notes)


def test_that_a_number_of_times_that_does_not_fit_is_said() -> None:
    proposal = _one("60.2 120.7 181.8 240.0 300.5", event="mile", line="finish-line")
    assert proposal.problem == (
        "nobody: 5 splits, 4 marks expected (409.344, 809.344, 1209.344 m and the finish)"
    )
    assert not _one(
        "60.2 120.7 181.8 240.0 300.5", event="mile", marks="every 320", confirmed=True
    ).problem


def test_that_one_of_several_may_have_fewer_times_and_it_is_said() -> None:
    text = "Name,R1,R2,R3,R4\nAnn,60.2,60.5,61,64\nBea,61,61,62,64\nCid,62,62,62,\n"
    text = text.replace("R", "Split ").replace("60.5,61,64", "120.7,181,245")
    text = text.replace("61,61,62,64", "61,122,184,248").replace("62,62,62,", "62,124,186,")
    proposal = _one(text, "a.csv", event="mile", confirmed=True)
    assert proposal.ready
    assert proposal.notes == (
        "Cid: 3 splits, 4 marks expected (409.344, 809.344, 1209.344 m and the finish): "
        "taken as the first ones",
    )


def test_that_of_a_run_with_a_lost_time_only_the_sure_result_is_kept() -> None:
    """2:50 as the second time of a 1500 is a mark later than it should be."""
    text = LIF + '3,9,5,C,Cid,GBR,4:00.49,,,,"44.20,2:50.30"\n'
    proposal = _one(text, "a.lif", confirmed=True)
    cid = proposal.runners[2]
    assert [each.mark for each in cid.splits] == [metres(1500)]
    assert proposal.notes[0].endswith("only the finish is kept")


def test_that_a_time_left_empty_in_its_place_loses_no_other() -> None:
    text = LIF + '3,9,5,C,Cid,GBR,4:00.49,,,,"44.20,,2:51.30"\n'
    cid = _one(text, "a.lif", confirmed=True).runners[2]
    assert [each.mark // 1000 for each in cid.splits] == [300, 1100, 1500]


def test_that_whoever_steps_out_has_the_first_marks() -> None:
    text = LIF + 'DNF,9,5,C,Cid,GBR,,,,,"44.20,1:47"\nDNS,10,6,D,Dot,,\nDQ,11,7,E,Eva,,\n'
    cid, dot, eva = _one(text, "a.lif", confirmed=True).runners[2:]
    assert ([each.mark // 1000 for each in cid.splits], cid.status) == ([300, 700], "dnf")
    assert (dot.status, eva.status, eva.found.status) == ("dns", "", "dq")


def test_that_marks_in_the_file_need_no_word() -> None:
    proposal = _one(
        "Name,409,809,1209,Result\nAnn,60.2,120.75,181.84,4:06.42\n", "a.csv", event="mile"
    )
    assert proposal.ready
    assert marks_in_words(proposal) == "409.344, 809.344, 1209.344 m and the finish"
    assert proposal.notes == ("read: 409 m as 409.344 m, 809 m as 809.344 m, 1209 m as 1209.344 m",)
    assert len(times_of(proposal.runners[0])) == 4


def test_that_an_event_that_follows_from_the_last_mark_alone_is_asked_about() -> None:
    text = "Name,400,800,1200,1609\nAnn,60.2,120.75,181.84,4:06.42\n"
    proposal = _one(text, "a.csv")
    assert proposal.event is not None
    assert (proposal.event.name, proposal.asks) == ("mile", True)
    assert proposal.why.startswith("Mile is taken from the last mark, 1609 m")
    sure = _one(text.replace("1609", "1609,Result").replace("4:06.42", "4:06.42,4:06.42"), "a.csv")
    assert sure.ready


@pytest.mark.parametrize(
    ("text", "said", "problem"),
    [
        ("Name,400,800\nAnn,60,120\n", {"event": "hop"}, 'event: found "hop"'),
        (
            "Name,400,2000\nAnn,60,300\n",
            {"event": "mile"},
            "the marks: found 2000 m, expected none",
        ),
        ("Name,400,800\nAnn,60,120\n", {"event": "mile", "marks": "500"}, "found a time at 400 m"),
        (
            "Name,400,800,1200\nAnn,60,60,61\nBea,60,120,180\nCid,60,121,181\n",
            {"event": "mile"},
            "Ann, 800 m: found 1:00.00, expected later than 1:00.00 at 400 m",
        ),
        ("Name,400,800\nAnn,60,120\n", {"event": "mile", "lap": "x"}, 'lap length: found "x"'),
        ("Name,Split,400\nAnn,60,120\n", {"event": "mile"}, "found times with and without one"),
        ("Name,400\n" + "Ann,60\n" * 501, {"event": "mile"}, "found 501 athletes in one race"),
    ],
)
def test_that_what_cannot_be_stored_says_why(text: str, said: dict[str, str], problem: str) -> None:
    proposal = _one(text, "a.csv", **said)
    assert not proposal.ready
    assert problem in proposal.problem


def test_that_a_speed_nobody_runs_is_doubted() -> None:
    (note,) = _one("Name,400,800\nAnn,20,120\n", "a.csv", event="800").notes
    assert note == "Ann would have run at 20.0 m/s to 400 m: are the marks right?"


def test_that_a_result_beside_another_time_at_the_finish_is_doubted() -> None:
    text = "Name,400,800,Result\nAnn,60,2:00,2:01\n"
    (note,) = _one(text, "a.csv", event="800").notes
    assert note == "Ann has 2:00.00 at the finish and the result 2:01.00: the first is kept"


def test_that_results_without_splits_have_the_finish_alone() -> None:
    proposal = _one("Name,Event,Result\nAnn,1500 m,3:58.49\nBea,1500 m,DNF\n", "a.csv")
    assert (proposal.ready, proposal.marks) == (True, (metres(1500),))


def test_that_a_start_list_is_the_field_of_a_race_to_come() -> None:
    proposal = _one("1,1,1,Girls 1500,,,,,,1500\n,7,3,Kip,Faith\n", "a.evt")
    assert (proposal.ready, proposal.is_start_list) == (True, True)
    assert in_words(proposal.marks) == "300, 700, 1100 m and the finish"


def test_that_each_race_of_a_file_may_have_answers_of_its_own() -> None:
    found = read_results(b"Race,Name,Result\nA,Ann,3:58\nB,Bea,1:58\n", "a.csv")
    first, second = propose(found, "a.csv", [Answers(event="1500"), Answers(event="800")])
    assert [first.marks, second.marks] == [(metres(1500),), (metres(800),)]


def test_that_a_step_the_file_names_comes_first_and_is_confirmed_all_the_same() -> None:
    text = "800m Women, times every 200 m\n1 Anna Ann KEN 2:01.1\n29.1 (1) 59.2 (1) 1:30.2 (1) 2:01.1\n"
    proposal = _one(text)
    assert (proposal.asks, marks_in_words(proposal)) == (True, "200, 400, 600 m and the finish")
    assert proposal.why.endswith("every 200 m, as the file says")
    assert [each.rank for each in proposal.runners[0].splits] == [1, 1, 1, None]
