import pytest

from app.analysis.projection import EVEN, PACING
from app.domain.course import MILE, metres
from app.domain.plan import PACER, WATCH, EntryId
from app.domain.repair_events import EntryWithdrawn, RankTyped, SplitKept
from app.domain.target import even
from app.domain.times import format_time, parse_time, seconds
from tests.unit.domain.races import MARKS, PARIS, SUB_4, pressed, time, typed
from tests.unit.viewstate.fields import (
    FIVE,
    ONE,
    THREE,
    TWO,
    lane_of,
    planned,
    several,
    shown,
)
from ui.viewstate.call import call_for
from ui.viewstate.lanes import Gap, Next, field
from ui.viewstate.snapshot import LANES, ROWS

MINUS, DASH = "\u2212", "\u2013"
OWN = even(MILE, time("4:30"), id="own", name="Own")
# Sub-4 is 61.04 at 409 m: 239.99 x 409.344 / 1609.344.
BEHIND, AHEAD, LEVEL = "62.04", "60.04", "61.04"


def test_that_one_athlete_has_no_field() -> None:
    assert field(several(planned(1))) is None
    assert field(several(planned(3), alone=True)) is None


def test_that_a_few_have_rows_and_many_have_lanes() -> None:
    few, many = shown(several(planned(3))), shown(several(planned(6)))
    assert (few.layout, [each.lane for each in few.rows], few.lanes) == (ROWS, [1, 2, 3], ())
    assert (many.layout, many.rows) == (LANES, ())
    assert [each.lane for each in many.lanes] == [1, 2, 3, 4, 5, 6]


def test_that_the_starred_have_rows_above_the_lanes() -> None:
    starred = shown(several(planned(6), starred=(FIVE, TWO)))
    assert [each.entry for each in starred.rows] == [TWO, FIVE]
    assert [each.lane for each in starred.lanes] == [1, 3, 4, 6]


def test_that_before_the_first_split_the_target_stands_for_the_gap() -> None:
    lane = lane_of(several(planned(6), now="10"), TWO)
    assert lane.gap == Gap("TARGET", "3:59.99", "ink", "", "Sub-4")
    assert (lane.lap, lane.detail, lane.place, lane.projected) == (DASH, "", "", "")
    assert lane.next == Next("to hit at 409 m", "1:01.0", "409 m in 1:01.0")


@pytest.mark.parametrize(
    ("at_409", "gap"),
    [
        (BEHIND, Gap("BEHIND", "+1.0", "behind", "up", "Sub-4")),
        (AHEAD, Gap("AHEAD", f"{MINUS}1.0", "ahead", "down", "Sub-4")),
        (LEVEL, Gap("LEVEL", "0.0", "ink", "", "Sub-4")),
    ],
)
def test_that_a_gap_has_word_figure_tone_and_arrow(at_409: str, gap: Gap) -> None:
    assert lane_of(several(planned(6), pressed(at_409, TWO), now="65"), TWO).gap == gap


def test_that_a_gap_is_to_the_target_of_ones_own() -> None:
    plan = planned(6, targets=(SUB_4, OWN), two={"target": "own"})
    known = several(plan, pressed("70", ONE), pressed("70", TWO), now="71")
    # 4:30 is 68.68 at 409 m.
    assert (lane_of(known, ONE).gap.target, lane_of(known, ONE).gap.value) == ("Sub-4", "+9.0")
    assert (lane_of(known, TWO).gap.target, lane_of(known, TWO).gap.value) == ("Own", "+1.3")
    assert lane_of(known, TWO).next.value == "2:15.8"


def test_that_a_press_shows_tenths_and_a_typed_time_hundredths() -> None:
    moments = (pressed("62.04", ONE), typed("62.04", MARKS[0], TWO))
    known = several(planned(6), *moments, now="65")
    assert (lane_of(known, ONE).gap.value, lane_of(known, ONE).lap) == ("+1.0", "62.0")
    assert (lane_of(known, TWO).gap.value, lane_of(known, TWO).lap) == ("+1.00", "62.04")


def test_that_ranks_are_of_those_that_were_timed_at_the_same_mark() -> None:
    moments = (pressed("62", ONE), pressed("61", TWO), pressed("63", THREE), pressed("120", TWO))
    known = several(planned(6), *moments, now="121")
    places = [lane_of(known, each).place for each in (ONE, TWO, THREE, FIVE)]
    assert places == ["2nd of 3 timed", "1st of 1 timed", "3rd of 3 timed", ""]


def test_that_a_pacer_is_outside_the_ranks_and_drops_off() -> None:
    plan = planned(6, one={"role": PACER, "drop_off": metres(1000)})
    moments = (pressed("60", ONE), pressed("61", TWO), pressed("120", ONE))
    pacer = lane_of(several(plan, *moments, now="121"), ONE)
    assert (pacer.role, pacer.status, pacer.place, pacer.out) == ("PACER", "OFF", "", True)
    assert (pacer.projected, pacer.next.title) == ("", "last timed")
    assert lane_of(several(plan, *moments, now="121"), TWO).place == "1st of 1 timed"


def test_that_a_finish_has_its_time_and_no_projection() -> None:
    known = several(planned(6), *(pressed(each, TWO) for each in PARIS), now="4:10")
    lane = lane_of(known, TWO)
    assert (lane.status, lane.next) == ("", Next("finished", "4:06.5", "finished 4:06.5"))
    assert (lane.projected, lane.now, lane.doubt) == ("", "", "")


@pytest.mark.parametrize("how", ["dnf", "dns"])
def test_that_who_is_out_says_how(how: str) -> None:
    moments = (pressed("62", TWO), (pressed("70", TWO)[0], EntryWithdrawn(TWO, how)))
    lane = lane_of(several(planned(6), *moments, now="80"), TWO)
    assert (lane.status, lane.out, lane.projected) == (how.upper(), True, "")
    assert (lane.gap.word, lane.gap.tone, lane.gap.arrow) == (how.upper(), "muted", "")


def test_that_a_wave_says_when_it_starts_and_hits_on_the_clock_that_is_seen() -> None:
    known = several(planned(6, two={"offset": seconds(10)}), now="5")
    assert lane_of(known, TWO).role == "starts at 10"
    # 61.04 after an own start of 10.
    assert lane_of(known, TWO).next.value == "1:11.0"


def test_that_the_start_of_a_wave_gives_way_to_its_rank_and_is_told_in_tenths() -> None:
    run = planned(6, two={"offset": seconds(2.5)})
    assert lane_of(several(run, now="5"), TWO).role == "starts at 2.5"
    lane = lane_of(several(run, pressed("62", TWO), now="70"), TWO)
    assert (lane.role, lane.place) == ("", "1st of 1 timed")


def test_that_a_second_watch_is_named_beside_its_athlete() -> None:
    known = several(planned(6, five={"role": WATCH, "of": ONE}))
    assert lane_of(known, ONE).role == "also key 5"
    assert [each.lane for each in shown(known).lanes] == [1, 2, 3, 4, 6]


def test_that_a_late_passage_is_asked_for() -> None:
    known = several(planned(6), pressed("61", TWO), now="3:00")
    assert lane_of(known, TWO).doubt == "missed a press?"


@pytest.mark.parametrize("count", [3, 6])
@pytest.mark.parametrize("rule", [EVEN, PACING])
def test_that_no_row_and_no_lane_projects_a_finish_that_the_clock_has_passed(
    count: int, rule: str
) -> None:
    known = several(planned(count), pressed("62", TWO), now="5:00", rule=rule)
    assert parse_time(lane_of(known, TWO).projected) >= seconds(300)


@pytest.mark.parametrize("starred", [(), (TWO,)])
def test_that_the_finish_a_row_projects_is_that_of_the_cards(starred: tuple[EntryId, ...]) -> None:
    plan = planned(6 if starred else 3)
    for now in ("70", "2:02", "2:08"):
        moments = (pressed("62", TWO),)
        known = several(plan, *moments, now=now, selected=TWO, starred=starred, rule=PACING)
        assert known.projected is not None
        assert lane_of(known, TWO).projected == format_time(known.projected, 1)


def test_that_rows_say_what_to_call_and_how_it_stands_now() -> None:
    known = several(planned(2), pressed("62.04", TWO), now="1:32")
    row = lane_of(known, TWO)
    assert row.call == call_for(known, TWO)
    assert row.now.startswith("now about +")
    lanes = several(planned(6), pressed("62.04", TWO), now="1:32")
    assert (lane_of(lanes, TWO).call, lane_of(lanes, TWO).now) == ("", "")


def test_that_one_is_selected_and_those_just_pressed_are_held() -> None:
    known = several(planned(6), pressed("62", TWO), now="64", selected=THREE)
    lanes = shown(known).lanes
    assert [each.lane for each in lanes if each.selected] == [3]
    assert [each.lane for each in lanes if each.held] == [2]


def test_that_the_clock_of_the_field_runs_on_after_one_has_finished() -> None:
    known = several(planned(2), *(pressed(each, ONE) for each in PARIS), now="4:10")
    assert shown(known).clock.title == "ELAPSED"
    assert shown(known).clock.value == "4:10.0"


def test_that_a_typed_place_in_the_field_comes_before_the_rank() -> None:
    ranked = (pressed("62", TWO)[0], RankTyped(TWO, MARKS[0], 7))
    lane = lane_of(several(planned(6), pressed("62", TWO), ranked, now="65"), TWO)
    assert lane.place == "7th in the field"


def test_that_who_is_a_lap_behind_is_lapped() -> None:
    moments = (pressed("50", ONE), pressed("100", ONE), pressed("150", ONE), pressed("140", TWO))
    first, second, third = (
        lane_of(several(planned(6), *sorted(moments), now="151"), each)
        for each in (ONE, TWO, THREE)
    )
    assert (first.status, second.status, third.status) == ("", "LAPPED", "2 LAPS DOWN")


def test_that_a_gap_to_the_first_is_to_the_first_at_the_same_mark() -> None:
    moments = (pressed("62", ONE), pressed("61", TWO))
    known = several(planned(6), *moments, now="63")
    assert (lane_of(known, ONE).off, lane_of(known, TWO).off) == ("+1.0", "")


def test_that_a_press_in_doubt_is_shown_as_doubtful_until_it_is_kept() -> None:
    doubled = (pressed("62.04", TWO), pressed("63", TWO))
    asked = lane_of(several(planned(6), *doubled, now="64"), TWO)
    assert (asked.gap.value[-1], asked.gap.tone, asked.gap.arrow) == ("?", "muted", "")
    assert asked.place == "1st of 1 timed?"
    (kept_at, _), seq = pressed("64", TWO), 4
    kept = (kept_at, SplitKept(seq))
    plain = lane_of(several(planned(6), *doubled, kept, now="65"), TWO)
    assert (plain.gap.tone, plain.place) == ("ahead", "1st of 1 timed")


def test_that_the_projection_of_who_is_overdue_follows_the_silence() -> None:
    def projected(now: str) -> str:
        return lane_of(several(planned(6), pressed("61", TWO), now=now, rule=PACING), TWO).projected

    assert projected("1:30") == projected("1:40")
    assert projected("2:12") > projected("1:40")
    assert projected("2:25") > projected("2:12")
