import pytest

from app.domain.course import Distance
from app.domain.events import EVENT_STAMP, Record
from app.domain.plan import EntryId
from app.domain.repair_commands import CancelStart, MissMark, NudgeZero, StartAtTap, SyncClock
from app.domain.times import Duration, format_time, seconds
from tests.unit.desk.desks import GUN, Seat, at, replay_seat
from tests.unit.desk.hands import key, keys, prompt, said
from tests.unit.domain.races import MARKS, ONE, PARIS, TWO, times_of
from ui.repairs.pressed import PressPrompt
from ui.repairs.typed import take_typed
from ui.stages.replaying import ReplayStage
from ui.viewstate.pressed import PressedRow
from ui.viewstate.prompts import KeyHint

MINUS = "\u2212"


class Hand:
    """What the panel asked of the window: which split is typed anew, whether it was closed."""

    def __init__(self, seat: Seat) -> None:
        self.seat = seat
        self.retimed: list[tuple[EntryId, Distance]] = []
        self.closed = 0
        self.prompt = PressPrompt(seat.desk, self._records, self._retime, self._close)
        seat.desk.beside = self.prompt

    def _records(self) -> tuple[Record, ...]:
        stage = self.seat.desk.stage
        if isinstance(stage, ReplayStage):
            return stage.replay.records
        return self.seat.live.session.engine.records

    def _retime(self, entry: EntryId, mark: Distance) -> None:
        self.retimed.append((entry, mark))

    def _close(self) -> None:
        self.closed += 1
        self.seat.desk.beside = None

    def rows(self, now: str = "9:00") -> tuple[PressedRow, ...]:
        return self.prompt.panel(at(now)).rows

    def choose(self, time: str) -> None:
        """Choose the press that was made at `time`."""
        self.prompt.choose(next(each.seq for each in self.rows() if each.time == time))

    def chosen(self) -> str:
        shown = self.prompt.panel(at("9:00"))
        return shown.rows[shown.chosen].time if shown.chosen is not None else ""


@pytest.fixture
def two(pair: Seat) -> Seat:
    """Two athletes who passed two marks each, the second a second behind."""
    pair.start()
    for time in ("1:00.20", "2:00.75"):
        pair.press(time, lane=1)
        later = Duration(seconds(1) + (at(time) - GUN))
        pair.press(format_time(later), lane=2)
    return pair


@pytest.fixture
def hand(two: Seat) -> Hand:
    """The panel, open."""
    return Hand(two)


def table(rows: tuple[PressedRow, ...]) -> list[tuple[str, str, str, str]]:
    return [(each.time, each.key, each.now, each.badge) for each in rows]


def test_that_every_press_stands_beside_what_it_is(hand: Hand) -> None:
    assert table(hand.rows()) == [
        ("0.00", "Start", "time zero", ""),
        ("1:00.20", "1 Lane 1", "409 m of Lane 1", ""),
        ("1:01.20", "2 Lane 2", "409 m of Lane 2", ""),
        ("2:00.75", "1 Lane 1", "809 m of Lane 1", ""),
        ("2:01.75", "2 Lane 2", "809 m of Lane 2", ""),
    ]
    assert {each.source for each in hand.rows()} == {EVENT_STAMP}
    assert [each.now_time for each in hand.rows()][1:3] == ["1:00.20", "1:01.20"]


def test_that_what_was_taken_back_stays_in_the_list(hand: Hand) -> None:
    hand.seat.desk.undo(at("2:05"))
    last = hand.rows()[-1]
    assert (last.time, last.now, last.gone) == ("2:01.75", "taken back", True)
    assert hand.prompt.panel(at("2:06")).summary == "5 presses \u00b7 1 does not count"
    hand.seat.desk.redo(at("2:07"))
    assert hand.rows()[-1].now == "809 m of Lane 2"


def test_that_a_press_before_the_start_and_a_tap_are_listed(pair: Seat) -> None:
    pair.press("-2", lane=1)
    hand = Hand(pair)
    assert table(hand.rows()) == [("", "1 Lane 1", "nobody's yet", "")]
    pair.start()
    pair.desk.tap(at("1:00"), EVENT_STAMP)
    assert table(hand.rows()) == [
        (f"{MINUS}2.00", "1 Lane 1", "nobody's yet", ""),
        ("0.00", "Start", "time zero", ""),
        ("1:00.00", "U", "nobody's yet", ""),
    ]


def test_that_a_start_that_was_moved_says_by_how_much(pair: Seat) -> None:
    pair.press("0", lane=1)
    hand = Hand(pair)
    pair.desk.edit(StartAtTap(at("1"), pair.live.state.taps[0].seq), at("1"))
    assert table(hand.rows()) == [("0.00", "1 Lane 1", "time zero", "")]
    pair.desk.edit(NudgeZero(at("2"), seconds(0.5)), at("2"))
    assert table(hand.rows()) == [("0.50", "1 Lane 1", f"start, time zero {MINUS}0.50", "")]


def test_that_a_false_start_and_a_sync_press_stay_in_the_list(seat: Seat) -> None:
    hand = Hand(seat)
    seat.start()
    seat.desk.edit(CancelStart(at("3")), at("3"))
    seat.desk.start(at("10"), EVENT_STAMP)
    assert [(each.time, each.now, each.gone) for each in hand.rows()] == [
        (f"{MINUS}10.00", "cancelled start", True),
        ("0.00", "time zero", False),
    ]
    seat.desk.edit(SyncClock(at("70"), seconds(60.2)), at("70"))
    row = hand.rows()[-1]
    assert (row.key, row.source, row.now) == ("Sync", "showed 1:00.2", "the clock in sight")


def test_that_the_newest_press_is_chosen_until_another_is(hand: Hand) -> None:
    assert prompt(hand.seat, "2:05").words == "2:01.75 2 Lane 2"
    keys(hand.seat, "Up Up", "2:05")
    assert hand.chosen() == "1:01.20"
    keys(hand.seat, "Down Down", "2:05")
    assert hand.chosen() == "2:01.75"
    keys(hand.seat, "Down", "2:05")
    hand.seat.press("3:01.84", lane=1)
    assert hand.chosen() == ""
    assert prompt(hand.seat, "3:05").words == "3:01.84 1 Lane 1"
    keys(hand.seat, "Up Up Up Up Up Up Up Up", "3:05")
    assert hand.chosen() == "0.00"


@pytest.fixture
def doubted(pair: Seat) -> Hand:
    """A double press, a tap, a mark that nobody timed, and an estimate in front of a press."""
    pair.start()
    pair.press("1:00.20", "1:01", "2:00.75", lane=1)
    pair.press("1:01.20", lane=2)
    pair.desk.tap(at("1:30"), EVENT_STAMP)
    pair.desk.edit(MissMark(at("2:30"), TWO), at("2:30"))
    pair.press("3:02.50", lane=2)
    return Hand(pair)


def test_that_home_goes_up_through_the_doubtful_presses_and_end_down_again(doubted: Hand) -> None:
    badges = {each.time: each.badge for each in doubted.rows() if each.doubtful}
    assert badges == {"1:01.00": "double press?", "1:30.00": "", "3:02.50": "809 m missed"}
    up = []
    for _ in range(3):
        keys(doubted.seat, "Home", "3:05")
        up.append(doubted.chosen())
    assert up == ["3:02.50", "1:30.00", "1:01.00"]
    keys(doubted.seat, "Home", "3:05")
    assert doubted.chosen() == "1:01.00"
    assert doubted.seat.said("3:05") == ("No doubtful press before this one.", "alert")
    keys(doubted.seat, "End End", "3:06")
    assert doubted.chosen() == "3:02.50"
    keys(doubted.seat, "End", "3:06")
    assert doubted.chosen() == "3:02.50"
    assert doubted.seat.said("3:06") == ("No doubtful press after this one.", "alert")


def test_that_what_was_put_right_is_passed_over_and_an_estimate_is_not(doubted: Hand) -> None:
    keys(doubted.seat, "Home I", "3:05")
    assert [each.badge for each in doubted.rows() if each.doubtful][-1] == "estimated"
    keys(doubted.seat, "Home Home Delete", "3:06")
    keys(doubted.seat, "Home Delete", "3:07")
    assert [each.badge for each in doubted.rows() if each.doubtful] == ["estimated"]


def test_that_the_strip_names_the_keys_of_doubtful_presses_where_there_are_some(
    doubted: Hand, seat: Seat
) -> None:
    hint = KeyHint("Home End", "doubtful")
    assert hint in prompt(doubted.seat, "3:05").keys
    keys(doubted.seat, "Home", "3:05")
    assert hint in prompt(doubted.seat, "3:05").keys
    seat.start()
    seat.press("1:00.20")
    plain = Hand(seat)
    assert hint not in prompt(seat, "1:05").keys
    keys(seat, "Home", "1:05")
    assert plain.chosen() == ""
    assert seat.said("1:05") == ("No press is doubtful.", "alert")


def test_that_a_press_that_was_no_passage_is_removed_and_those_behind_it_follow(
    hand: Hand,
) -> None:
    hand.choose("1:00.20")
    keys(hand.seat, "Delete", "2:05")
    assert times_of(hand.seat.live.state) == [(MARKS[0], seconds(120.75))]
    assert said(hand.seat, "2:05") == "Removed: 409 m of Lane 1 (1:00.20). Ctrl+Z takes it back."
    assert hand.rows()[1].now == "no passage"
    assert hand.chosen() == "1:00.20"


def test_that_a_press_on_the_wrong_key_is_given_to_whose_it_was(pair: Seat) -> None:
    pair.start()
    pair.press("1:00.20", "1:01", lane=1)
    hand = Hand(pair)
    keys(pair, "Up Down 2", "1:05")
    assert times_of(pair.live.state, TWO) == [(MARKS[0], seconds(61))]
    assert times_of(pair.live.state) == [(MARKS[0], seconds(60.20))]
    row = hand.rows()[-1]
    assert (row.key, row.now, row.badge) == ("1 Lane 1", "409 m of Lane 2", "other key")
    assert said(pair, "1:05") == "Now 409 m of Lane 2 (1:01.00). Ctrl+Z takes it back."


def test_that_a_lane_key_splits_unless_a_press_was_chosen_a_moment_ago(pair: Seat) -> None:
    pair.start()
    pair.press("1:00.20", lane=1)
    hand = Hand(pair)
    assert not key(pair, "2", "1:05")
    keys(pair, "Up Down", "1:06")
    assert "lane" in [each.key for each in prompt(pair, "1:07").keys]
    assert "lane" not in [each.key for each in prompt(pair, "1:17").keys]
    assert not key(pair, "2", "1:18")
    hand.prompt.choose(hand.rows()[-1].seq)
    prompt(pair, "1:30")
    keys(pair, "2", "1:39")
    assert len(times_of(pair.live.state, TWO)) == 1


def test_that_an_estimate_is_put_in_before_a_press_which_moves_on_a_mark(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "3:01.84")
    hand = Hand(seat)
    keys(seat, "I", "3:05")
    (_, first), (mark, between), (far, last) = times_of(seat.live.state)
    assert (mark, far) == (MARKS[1], MARKS[2])
    assert (first, last) == (seconds(60.20), seconds(181.84))
    assert abs(between - seconds(121)) < seconds(2)
    rows = hand.rows()
    assert [each.badge for each in rows] == ["", "", "estimated", ""]
    assert rows[2].source == "put in"
    assert hand.chosen() == "3:01.84"
    assert said(seat, "3:05").startswith("Put in: 809 m, about 2:0")


def test_that_an_estimate_fills_a_mark_that_was_missed_and_moves_nothing(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "3:01.84")
    hand = Hand(seat)
    keys(seat, "M", "3:05")
    assert seat.live.state.entries[ONE].missed == (MARKS[1],)
    assert times_of(seat.live.state)[-1] == (MARKS[2], seconds(181.84))
    keys(seat, "I", "3:06")
    assert seat.live.state.entries[ONE].missed == ()
    assert [mark for mark, _ in times_of(seat.live.state)] == list(MARKS[:3])
    assert len(hand.rows()) == 4


def test_that_before_the_finish_there_is_no_room_for_one_more(seat: Seat) -> None:
    seat.start()
    seat.press(*PARIS)
    Hand(seat)
    keys(seat, "I", "4:10")
    assert len(times_of(seat.live.state)) == 4
    assert said(seat, "4:10") == "There is no free mark on that side."


def test_that_a_split_goes_to_the_free_mark_beside_it(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "3:01.84")
    hand = Hand(seat)
    keys(seat, "Right", "3:05")
    assert [mark for mark, _ in times_of(seat.live.state)] == [MARKS[0], MARKS[2]]
    assert hand.rows()[-1].badge == "mark changed"
    keys(seat, "Left Left", "3:06")
    assert [mark for mark, _ in times_of(seat.live.state)] == [MARKS[0], MARKS[1]]
    assert said(seat, "3:06") == "There is no free mark on that side."


def test_that_return_opens_the_field_for_the_chosen_athlete(hand: Hand) -> None:
    hand.choose("1:01.20")
    keys(hand.seat, "Return", "2:05")
    assert hand.retimed == [(TWO, MARKS[0])]
    assert take_typed(hand.seat.desk, "1:01.40", at("2:06"), hand.retimed[0])
    assert times_of(hand.seat.live.state, TWO)[0] == (MARKS[0], seconds(61.40))
    row = hand.rows()[2]
    assert (row.time, row.now_time, row.badge) == ("1:01.20", "1:01.40", "edited")


def test_that_two_athletes_are_swapped_from_a_press_on(hand: Hand) -> None:
    hand.choose("2:00.75")
    keys(hand.seat, "O", "2:05")
    assert prompt(hand.seat, "2:05").words == "Swapped with whom, from 809 m of Lane 1 on?"
    keys(hand.seat, "2", "2:06")
    assert [time for _, time in times_of(hand.seat.live.state)] == [seconds(60.20), seconds(121.75)]
    assert [time for _, time in times_of(hand.seat.live.state, TWO)] == [
        seconds(61.20),
        seconds(120.75),
    ]
    assert said(hand.seat, "2:06").startswith("Swapped: Lane 1 and Lane 2 from 809 m on.")


def test_that_a_swap_that_was_begun_is_left_by_esc_and_the_panel_stays(hand: Hand) -> None:
    before = hand.seat.live.state
    keys(hand.seat, "O Escape", "2:05")
    assert (hand.closed, hand.seat.live.state) == (0, before)
    keys(hand.seat, "Escape", "2:06")
    assert hand.closed == 1


def test_that_an_odd_press_can_be_kept(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "1:10")
    hand = Hand(seat)
    assert (hand.rows()[-1].badge, hand.rows()[-1].tone) == ("double press?", "alert")
    keys(seat, "K", "1:15")
    assert (hand.rows()[-1].badge, hand.rows()[-1].tone) == ("kept", "ink")
    seat.desk.undo(at("1:16"))
    assert hand.rows()[-1].badge == "double press?"


def test_that_a_tap_is_named_or_dropped_from_the_panel(pair: Seat) -> None:
    pair.start()
    pair.desk.tap(at("1:00"), EVENT_STAMP)
    pair.desk.tap(at("1:01"), EVENT_STAMP)
    hand = Hand(pair)
    keys(pair, "Delete", "1:05")
    assert hand.rows()[-1].now == "no passage"
    keys(pair, "Up M", "1:06")
    assert said(pair, "1:06") == "Nobody's yet: name the lane first."
    keys(pair, "2", "1:07")
    assert times_of(pair.live.state, TWO) == [(MARKS[0], seconds(60))]


@pytest.mark.parametrize("name", ["Delete", "K", "1", "Left"])
def test_that_the_start_is_no_split(hand: Hand, name: str) -> None:
    hand.choose("0.00")
    before = hand.seat.live.state
    keys(hand.seat, name, "2:05")
    assert hand.seat.live.state is before
    assert hand.seat.said("2:05")[1] == "alert"


@pytest.mark.parametrize("name", ["F1", "Space", "PageDown", "PageUp", "U", "T", "N", "E"])
def test_that_the_race_keeps_what_splits_and_what_the_panel_has_no_use_for(
    hand: Hand, name: str
) -> None:
    assert not key(hand.seat, name, "2:05")


def test_that_before_the_gun_return_starts(pair: Seat) -> None:
    pair.press("-2", lane=1)
    Hand(pair)
    assert not key(pair, "Return", "0")


def test_that_a_prompt_comes_before_the_panel_and_the_panel_after_it(hand: Hand) -> None:
    from ui.repairs.missing import ask_who_was_missed

    ask_who_was_missed(hand.seat.desk, at("2:05"))
    assert prompt(hand.seat, "2:05").badge == "MISSED"
    keys(hand.seat, "Escape", "2:06")
    assert prompt(hand.seat, "2:06").badge == "PRESSED"
    assert hand.closed == 0


def test_that_rows_are_made_once_for_a_state(hand: Hand) -> None:
    first = hand.rows()
    assert hand.rows() is first
    hand.seat.press("3:01.84", lane=1)
    assert len(hand.rows()) == 6


def test_that_another_race_on_the_desk_is_followed_from_its_newest_press(
    hand: Hand, two: Seat
) -> None:
    hand.choose("1:00.20")
    two.desk.put(replay_seat("paris-2025", "3:25").replay)
    assert [each.now for each in hand.rows()] == ["time zero", "409 m", "809 m", "1209 m"]
    assert hand.chosen() == ""


def test_that_a_replay_shows_no_press_that_is_still_to_come_and_can_only_be_read() -> None:
    seat = replay_seat("paris-2025", "2:05")
    closed: list[bool] = []
    panel = PressPrompt(
        seat.desk, lambda: seat.replay.replay.records, lambda *_: None, lambda: closed.append(True)
    )
    seat.desk.beside = panel
    rows = panel.panel(GUN).rows
    assert [each.now_time for each in rows] == ["", "1:00.20", "2:00.75"]
    assert seat.desk.frame(GUN).prompt is None
    before = seat.replay.state
    for name in ("Delete", "1", "Up", "Right", "Return", "K"):
        assert not key(seat, name, "2:06")
    assert seat.replay.state is before
    assert key(seat, "Escape", "2:07")
    assert closed == [True]


def test_that_a_typed_time_stands_among_the_presses_where_it_was_run(seat: Seat) -> None:
    seat.start()
    seat.press("1:00.20", "3:01.84")
    hand = Hand(seat)
    assert take_typed(seat.desk, "4:06.42", at("4:10"))
    assert take_typed(seat.desk, "2:00.75", at("4:20"), (ONE, MARKS[1]))
    keys(seat, "Up Right", "4:21")
    assert [each.source for each in hand.rows()] == ["event", "event", "event", "typed"]
    assert [each.time for each in hand.rows()][-1] == "4:06.42"


def test_that_presses_stand_in_the_order_of_their_times(hand: Hand) -> None:
    # A press that the system handed over late is kept with its own instant.
    hand.seat.press("1:30", lane=2)
    assert [each.time for each in hand.rows()] == [
        "0.00",
        "1:00.20",
        "1:01.20",
        "1:30.00",
        "2:00.75",
        "2:01.75",
    ]
