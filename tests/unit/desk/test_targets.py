from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.domain.times import parse_time
from tests.unit.desk.desks import GUN, Seat, at, replay_seat

RESULT, GUN_RESULT = "4:06.42", "4:06.91"


def _ids(seat: Seat) -> list[str]:
    return [each.id for each in seat.desk.stage.state.targets]


def _primary(seat: Seat) -> str:
    return seat.desk.stage.state.primary_id


@pytest.mark.parametrize(
    ("text", "target", "finish"),
    [
        ("4:10", "4:10.00", "4:10.00"),
        ("sub-4:05", "sub-4:05", "4:04.99"),
        ("62.5/400", "62.5/400", "4:11.46"),
        ("4:00 neg 2", "4:00.00 neg 2.00", "4:00.00"),
        ("400 in 60, rest in 3:03", "400 in 60, rest in 3:03", "4:03"),
        ("like monaco-2023", "like monaco-2023", "4:07.64"),
    ],
)
def test_that_a_target_is_added_by_its_text(
    seat: Seat, text: str, target: str, finish: str
) -> None:
    assert seat.desk.add_target(text, at("1"))
    assert _ids(seat) == ["sub-4", "4:07.64", target]
    assert seat.live.state.targets[-1].finish == pytest.approx(parse_time(finish), abs=5 * 10**6)
    assert _primary(seat) == "sub-4"
    assert seat.said("1") == ("", "muted")


def test_that_a_library_that_cannot_be_read_is_named(seat: Seat, tmp_path: Path) -> None:
    diary = tmp_path / "diary"
    diary.write_text("a diary")
    seat.desk._find_library = lambda: diary
    assert not seat.desk.add_target("like nobody", at("1"))
    assert "found a file of another program" in seat.said("1")[0]


def test_that_another_race_is_followed_through_its_own_splits(seat: Seat) -> None:
    assert seat.desk.add_target("Like  Monaco-2023", at("1")) is False
    assert seat.desk.add_target("LIKE monaco-2023", at("2"))
    line = seat.live.state.targets[-1]
    # Read from the start: 62.6 at 400 m, 2:04.6 at 800, 3:06.66 at 1200.
    assert [knot[1] for knot in line.knots[1:4]] == [
        parse_time(each) for each in ("62.6", "2:04.6", "3:06.66")
    ]
    seat.start()
    seat.press("1:03.60")
    # 9.344 m beyond 400, at 62.0 a lap, the line is 1.45 s later: 64.05.
    assert seat.gaps("1:04", line.id) == [-0.45]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", 'Target: found "", expected 4:06.42, sub-4'),
        ("fast", 'Target: found "fast", expected 4:06.42, sub-4'),
        ("4:60", 'Target: found "4:60", expected 4:06.42, sub-4'),
        ("0", 'Target: found "0", expected a time above zero.'),
        ("400 in 60", 'Target: found "segments of 400 m in all", expected 1609.344 m.'),
        ("like nobody", 'Target: found "like nobody", expected a race (race: found "nobody"'),
        ("4:07.64", 'Target: found "World record", expected one that is not there already.'),
        ("Sub-4", 'Target: found "Sub-4", expected one that is not there already.'),
    ],
)
def test_that_a_text_that_makes_no_target_is_refused_in_one_sentence(
    seat: Seat, text: str, said: str
) -> None:
    assert not seat.desk.add_target(text, at("1"))
    words, tone = seat.said("1")
    assert words.startswith(said)
    assert words.endswith(".")
    assert tone == "alert"
    assert _ids(seat) == ["sub-4", "4:07.64"]
    assert seat.ear.heard == ["refused"]


def test_that_a_file_that_cannot_be_taken_is_refused_in_one_sentence(seat: Seat) -> None:
    assert not seat.desk.add_target("like .", at("1"))
    assert seat.said("1")[0].endswith("expected a race file (.toml) or a session (.json).")


def test_that_a_target_is_changed_where_it_stands(seat: Seat) -> None:
    assert seat.desk.change_target("sub-4", "4:02", at("1"))
    assert _ids(seat) == ["4:02.00", "4:07.64"]
    # It was the primary one, and its successor is.
    assert _primary(seat) == "4:02.00"
    assert not seat.desk.change_target("sub-4", "4:03", at("2"))
    assert seat.said("2")[0] == 'There is no target "sub-4" in this race.'
    assert not seat.desk.change_target("4:02.00", "soon", at("3"))
    assert _ids(seat) == ["4:02.00", "4:07.64"]


def test_that_a_target_is_removed_but_never_the_last(seat: Seat) -> None:
    seat.desk.remove_target("sub-4", at("1"))
    assert _ids(seat) == ["4:07.64"]
    assert _primary(seat) == "4:07.64"
    seat.desk.remove_target("4:07.64", at("2"))
    assert _ids(seat) == ["4:07.64"]
    assert seat.said("2") == (
        "The last target cannot be removed; add another one first.",
        "alert",
    )


def test_that_one_key_goes_through_the_targets_and_round(seat: Seat) -> None:
    seen = []
    for second in range(3):
        seat.desk.next_target(at(str(second)))
        seen.append(_primary(seat))
    assert seen == ["4:07.64", "sub-4", "4:07.64"]


def test_that_a_target_can_be_chosen_and_an_unknown_one_is_refused(seat: Seat) -> None:
    seat.desk.choose_target("4:07.64", at("1"))
    assert _primary(seat) == "4:07.64"
    seat.desk.choose_target("nobody", at("2"))
    assert _primary(seat) == "4:07.64"
    assert seat.said("2")[0] == 'There is no target "nobody" in this race.'


def test_that_the_gap_follows_the_target_at_once(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20")
    assert seat.gaps("1:01", "sub-4") == [-0.84]
    seat.desk.next_target(at("1:02"))
    shown = seat.desk.frame(at("1:02"))
    assert shown.primary.id == "4:07.64"
    # 247.64 x 409.344 / 1609.344 = 62.988.
    assert seat.gaps("1:02", "4:07.64") == [-2.79]


def test_that_a_new_target_is_measured_at_the_marks_that_are_passed() -> None:
    seat = replay_seat("paris-2025", "3:25")
    assert seat.desk.add_target("4:00", at("0"))
    # 240 x 1209.344 / 1609.344 = 180.348.
    assert seat.gaps("0", "4:00.00")[-1] == 1.49


def test_that_the_key_of_the_target_passes_over_an_ending_that_is_hidden() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.hide_ending(at("0"))
    seen = []
    for _ in range(3):
        seat.desk.next_target(at("0"))
        seen.append(_primary(seat))
    assert seen == ["4:07.64", "sub-4", "4:07.64"]


def test_that_hiding_the_ending_leaves_its_target() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.choose_target(RESULT, at("0"))
    seat.desk.hide_ending(at("0"))
    assert _primary(seat) != RESULT
    shown = seat.desk.frame(at("0"))
    assert not shown.show_ending
    assert RESULT not in [each.id for each in shown.targets]
    seat.desk.hide_ending(at("1"))
    assert RESULT in [each.id for each in seat.desk.frame(at("1")).targets]


def test_that_a_hidden_ending_does_not_come_back_when_the_primary_target_is_removed() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.hide_ending(at("0"))
    seat.desk.remove_target("sub-4", at("1"))
    assert _primary(seat) == "4:07.64"


def test_that_a_hidden_ending_does_not_come_back_when_the_primary_target_is_changed() -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.remove_target(RESULT, at("0"))
    seat.desk.hide_ending(at("0"))
    assert seat.desk.change_target("sub-4", GUN_RESULT, at("1"))
    assert not seat.desk.frame(at("1")).primary.own_result


def test_that_a_race_held_against_its_result_alone_can_hide_its_ending() -> None:
    seat = replay_seat("paris-2025", "3:25")
    for each in ("sub-4", "4:07.64"):
        seat.desk.remove_target(each, at("0"))
    assert _primary(seat) == RESULT
    seat.desk.hide_ending(at("1"))
    seat.desk.next_target(at("2"))
    assert _primary(seat) == RESULT


@pytest.mark.parametrize("text", [GUN_RESULT, "4:06.42", "like paris-2025"])
def test_that_a_result_that_is_added_to_its_own_race_is_how_it_ended(text: str) -> None:
    seat = replay_seat("paris-2025", "3:25")
    seat.desk.remove_target(RESULT, at("0"))
    assert seat.desk.add_target(text, at("1"))
    assert seat.desk.stage.state.targets[-1].own_result


def test_that_targets_stay_through_a_step_back_in_time() -> None:
    seat = replay_seat("paris-2025", "3:25")
    assert seat.desk.add_target("4:10", at("0"))
    seat.desk.choose_target("4:10.00", at("0"))
    seat.desk.seek(0.1, at("1"))
    assert _primary(seat) == "4:10.00"
    assert _ids(seat) == ["sub-4", RESULT, "4:07.64", "4:10.00"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.one_of(
        st.text(max_size=16),
        st.from_regex(r"(like |sub-)?[0-9:./ negim,]{0,14}", fullmatch=True),
        st.from_regex(
            r"[0-9]{1,7}(\.[0-9])? in [0-9:.]{1,7}(, rest in [0-9:.]{1,6})?", fullmatch=True
        ),
    )
)
def test_that_whatever_is_typed_is_a_target_or_refused_with_a_sentence(
    seat: Seat, text: str
) -> None:
    before = _ids(seat)
    if seat.desk.add_target(text, GUN):
        assert len(_ids(seat)) == len(before) + 1
        seat.desk.remove_target(_ids(seat)[-1], GUN)
    else:
        assert seat.said("0")[0].endswith(".")
    assert _ids(seat) == before
