import pytest

from app.domain.course import MILE
from app.domain.times import Duration, parse_time, seconds
from app.storage.bests import Best
from app.storage.listing import Query
from app.storage.sessions import LIVE, SessionSummary
from app.usecases.best_times import BestInEvent
from app.usecases.past_races import BadSearch, Details, Passed, Result
from ui.viewstate import library as views
from ui.viewstate.library import SearchForm, Timing
from ui.viewstate.tones import ALERT, MUTED

NAMES = ("Anna Müller", "Kim O'Neil")
NOWHERE = Timing()


def _race(**changed: object) -> SessionSummary:
    found = SessionSummary(
        id="m",
        title="Evening mile",
        kind="race",
        event="mile",
        date="2026-11-21",
        athletes=("Anna", "Kim"),
        phase="finished",
        result=Duration(parse_time("4:06.42")),
        started_utc="",
        created_utc="",
        origin=LIVE,
    )
    return found._replace(**changed)  # type: ignore[arg-type]


def test_that_a_line_says_when_what_who_and_how_fast() -> None:
    line = views.line(_race(venue="Oxford"), NOWHERE)
    assert line == views.Line(
        "m", "2026-11-21", "Evening mile", "Anna, Kim · Oxford", "4:06.42", "", MUTED
    )
    assert line.spoken == "Evening mile, Anna, Kim · Oxford, 2026-11-21, 4:06.42"


def test_that_a_result_by_hand_is_written_as_on_the_sheet() -> None:
    by_hand = _race(result=Duration(parse_time("4:06.41")), by_hand=True)
    assert views.line(by_hand, NOWHERE).result == "4:06.5h"


def test_that_the_event_is_said_where_the_title_does_not() -> None:
    assert views.line(_race(title="Heat 2"), NOWHERE).below == "Anna, Kim · Mile"
    assert views.line(_race(title="Heat 2", event="1200"), NOWHERE).below == "Anna, Kim · 1200 m"
    untitled = views.line(_race(title="", date="", event="10000"), NOWHERE)
    assert (untitled.title, untitled.date) == ("10,000 m", "\u2013")


@pytest.mark.parametrize(
    ("race", "timing", "note"),
    [
        (_race(phase="running"), NOWHERE, ("4:06.42", "not finished", MUTED)),
        (_race(phase="running", result=None), NOWHERE, ("", "not finished", MUTED)),
        (_race(phase="running", result=None), Timing(here="m"), ("", "being timed", ALERT)),
        (_race(phase="running", result=None), Timing("", "m"), ("", "being timed", ALERT)),
        (_race(phase="armed", result=None), NOWHERE, ("", "not started", MUTED)),
        (_race(result=None), NOWHERE, ("", "no time", MUTED)),
        (_race(), Timing(here="m"), ("4:06.42", "", MUTED)),
    ],
)
def test_that_a_line_says_what_is_missing(
    race: SessionSummary, timing: Timing, note: tuple[str, str, str]
) -> None:
    line = views.line(race, timing)
    assert (line.result, line.note, line.tone) == note


@pytest.mark.parametrize(
    ("race", "timing", "what", "may_bin"),
    [
        (_race(), NOWHERE, views.OPEN, True),
        (_race(phase="running"), NOWHERE, views.GO_ON, True),
        (_race(phase="running", origin="import"), NOWHERE, views.OPEN, True),
        (_race(phase="armed"), NOWHERE, views.SET_UP, True),
        (_race(), Timing(here="m"), views.BACK, False),
        (_race(phase="running"), Timing("", "m"), views.OPEN, False),
        (_race(binned_utc="2026-11-21T10:00:00.000Z"), NOWHERE, views.PUT_BACK, False),
    ],
)
def test_that_what_can_be_done_depends_on_where_a_race_is(
    race: SessionSummary, timing: Timing, what: str, may_bin: bool
) -> None:
    chosen = views.chosen(race, timing)
    assert (chosen.offer.what, chosen.may_bin) == (what, may_bin)
    assert chosen.binned is (what == views.PUT_BACK)
    assert bool(chosen.why_kept) is (timing != NOWHERE)
    assert bool(chosen.offer.why) is bool(timing.elsewhere)


def test_that_the_facts_say_what_where_and_when() -> None:
    race = _race(venue="Oxford", origin="import")
    assert views.chosen(race, NOWHERE).facts == "Mile · Oxford · 2026-11-21 · brought in"


@pytest.mark.parametrize(
    ("form", "query"),
    [
        (SearchForm(), Query()),
        (SearchForm(words="windy", athlete="anna  MÜLLER"), Query("windy", "Anna Müller")),
        (SearchForm(words="windy", athlete="ann"), Query("windy ann")),
        (SearchForm(event="10,000 m", binned=True), Query(event="10000", binned=True)),
        (
            SearchForm(since="2026", until="2026-02"),
            Query(since="2026-01-01", until="2026-02-28"),
        ),
    ],
)
def test_that_half_an_athlete_is_searched_for_as_a_word(form: SearchForm, query: Query) -> None:
    assert views.asked(form, NAMES) == query


def test_that_a_filter_that_means_nothing_is_refused() -> None:
    with pytest.raises(BadSearch, match=r"^since: "):
        views.asked(SearchForm(since="2026-"), NAMES)


def test_that_a_sheet_has_results_where_several_ran() -> None:
    several = Details(
        (
            Result("Bea", "finished", seconds(246.5), by_hand=True),
            Result("Ann", "finished", seconds(250)),
            Result("Cara", "dnf", None),
            Result("Di", "running", None),
            Result("Eve", "finished", None),
            Result("Dot", "pacer", None),
            Result("Fay", "ready", None),
        ),
        "Bea",
        (
            Passed("409 m", seconds(61.21), seconds(61.21), False, by_hand=True, rough=True),
            Passed("809 m", seconds(122.52), seconds(61.31), False, rough=True),
            Passed("1209 m", seconds(183.87), seconds(61.35), False),
            Passed("finish", seconds(246.5), seconds(62.63), True, rough=True),
        ),
    )
    sheet = views.sheet(several)
    assert sheet.results == (
        ("1", "Bea", "4:06.5h"),
        ("2", "Ann", "4:10.00"),
        ("\u2013", "Cara", "did not finish"),
        ("\u2013", "Di", "not finished"),
        ("\u2013", "Eve", "no time"),
        ("\u2013", "Dot", "pacer"),
        ("\u2013", "Fay", "not started"),
    )
    assert sheet.heading == "Splits of Bea"
    assert sheet.splits == (
        ("409 m", "1:01.3h", "61.3"),
        ("809 m", "2:02.52", "61.3"),
        ("1209 m", "3:03.87", "61.35"),
        ("finish", "\u2248 4:06.50", "\u2248 62.6"),
    )
    alone = views.sheet(Details(several.results[:1], "Bea", ()))
    assert (alone.results, alone.heading) == ((), "No splits yet.")


def _best(time: str, date: str, by_hand: bool = True) -> Best:
    return Best("Anna", "mile", MILE, parse_time(time), date, by_hand, "s")


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (
            BestInEvent(_best("4:06.8", "2024-05-01"), _best("4:09.5", "2026-05-01")),
            "Anna: Mile PB 4:06.8h, SB 4:09.5h",
        ),
        (
            BestInEvent(_best("4:06.8", "2026-05-01", False), _best("4:06.8", "2026-05-01", False)),
            "Anna: Mile PB and SB 4:06.80",
        ),
        (BestInEvent(_best("4:06.8", "2024-05-01"), None), "Anna: Mile PB 4:06.8h in 2024"),
        (BestInEvent(_best("4:06.8", ""), None), "Anna: Mile PB 4:06.8h"),
    ],
)
def test_that_bests_are_said_in_a_line(found: BestInEvent, words: str) -> None:
    assert views.bests_words("Anna", (found,)) == words
    assert views.bests_words("Anna", (found, found)).count("Mile") == 2


def test_that_somebody_without_a_best_is_said_to_have_none() -> None:
    assert views.bests_words("Kim", ()) == "Kim: no finish is stored here yet."
    assert views.bests_words("", ()) == ""


@pytest.mark.parametrize(
    ("form", "words"),
    [
        (SearchForm(), "No races yet."),
        (SearchForm(words="x"), "Nothing in the library is found"),
        (SearchForm(words="x", binned=True), "Nothing in the bin is found"),
        (SearchForm(words=" ", binned=True), "The bin is empty."),
    ],
)
def test_that_an_empty_list_says_why_and_what_to_do(form: SearchForm, words: str) -> None:
    said = views.nothing_words(form)
    assert said.startswith(words)
    assert len(said) > len(words) + 20


@pytest.mark.parametrize(
    ("form", "shown", "total", "more", "words"),
    [
        (SearchForm(), 200, 20_000, True, "20,000 races"),
        (SearchForm(), 1, 1, False, "1 race"),
        (SearchForm(binned=True), 2, 2, False, "2 races in the bin"),
        (SearchForm(words="x"), 200, 20_000, True, "More than 200 found"),
        (SearchForm(words="x"), 12, 20_000, False, "12 found"),
    ],
)
def test_that_the_number_of_races_is_said(
    form: SearchForm, shown: int, total: int, more: bool, words: str
) -> None:
    assert views.count_words(form, shown, total, more=more) == words
    assert (views.bin_words(0), views.bin_words(1200)) == ("Bin", "Bin (1,200)")
