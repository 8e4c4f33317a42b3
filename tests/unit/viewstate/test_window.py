from app.domain.times import seconds
from tests.unit.domain.races import pressed
from tests.unit.viewstate.paris import snapshot
from tests.unit.viewstate.timed import running
from ui.viewstate.bar import LiveBar, ReplayBar, live_bar, replay_bar
from ui.viewstate.body import BodyMaker
from ui.viewstate.call import call
from ui.viewstate.cards import cards
from ui.viewstate.graph import DEFICIT, LAPS, moving_graph, still_graph
from ui.viewstate.head import head
from ui.viewstate.lights import oval
from ui.viewstate.snapshot import Reading, Snapshot, Transport
from ui.viewstate.table import table
from ui.viewstate.window import front

LINE = Reading("line", "a", {"a": "a", "b": "b"}, "The marks are in doubt.")
CLOCK = Reading("clock", "a", {"a": "a", "b": "b"}, "The clock is in doubt.")


def _replay(at_s: float = 205) -> Snapshot:
    transport = Transport(seconds(at_s), seconds(246.42), True, 1.0, ())
    return snapshot(at_s)._replace(transport=transport)


def test_that_the_front_is_made_of_its_parts() -> None:
    known = _replay()
    shown = front(known)
    assert (shown.head, shown.cards, shown.call) == (head(known), cards(known), call(known))
    assert shown.bar == replay_bar(known)


def test_that_a_live_race_has_the_bar_of_one() -> None:
    known = running(pressed("1:00.20"), now="61")
    assert front(known).bar == live_bar(known)
    assert isinstance(front(known).bar, LiveBar)
    assert isinstance(front(_replay()).bar, ReplayBar)


def test_that_what_was_said_last_stands_in_the_notice() -> None:
    shown = front(_replay()._replace(line=LINE, notice="Taken back.", notice_tone="alert"))
    assert (shown.notice, shown.notice_tone) == ("Taken back.", "alert")


def test_that_a_race_that_reads_in_several_ways_says_why_while_nothing_else_is_said() -> None:
    assert front(_replay()._replace(line=LINE, clock=CLOCK)).notice == "The marks are in doubt."
    assert front(_replay()._replace(clock=CLOCK)).notice == "The clock is in doubt."
    assert front(_replay()).notice == ""


def test_that_the_body_is_made_of_its_parts() -> None:
    known = _replay()
    body = BodyMaker().body(known, DEFICIT)
    assert (body.table, body.oval) == (table(known), oval(known))
    assert body.graph.still == still_graph(known, DEFICIT)
    assert body.graph.moving == moving_graph(known, DEFICIT)


def test_that_the_unmoving_part_of_a_graph_is_kept_while_it_holds() -> None:
    maker = BodyMaker()
    first = maker.body(_replay(205), DEFICIT).graph
    second = maker.body(_replay(206), DEFICIT).graph
    assert second.still is first.still
    assert second.moving != first.moving


def test_that_a_split_another_graph_and_a_hidden_ending_make_it_anew() -> None:
    maker = BodyMaker()
    known = maker.body(_replay(170), DEFICIT).graph.still
    assert maker.body(_replay(205), DEFICIT).graph.still != known
    laps = maker.body(_replay(205), LAPS).graph.still
    assert laps == still_graph(_replay(205), LAPS)
    hidden = _replay(205)._replace(show_ending=False)
    assert maker.body(hidden, LAPS).graph.still == still_graph(hidden, LAPS)
