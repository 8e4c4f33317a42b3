from collections.abc import Collection
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings

from app.analysis.live import analyse
from app.domain import commands as cm
from app.domain.course import metres
from app.domain.events import SplitTyped
from app.domain.evolve import fold
from app.domain.plan import PACER
from app.domain.state import IMPORTED, SessionState
from app.domain.times import Instant, Rounding, rounded
from app.engine.engine import Engine
from app.formats.file_text import FormatError
from app.formats.profile_file import shipped_profiles
from app.formats.results.read_results import read_results
from app.formats.session_json import write_session
from app.formats.sheets.csv_sheet import write_csv
from app.formats.sheets.lif_sheet import write_lif
from app.formats.sheets.split_sheet import sheet_of
from app.storage.failures import LibraryError
from app.storage.library import Library
from app.usecases.accepting import accept
from app.usecases.exporting import exported_race, sheet_of_state
from app.usecases.importing import (
    Imported,
    documents_of,
    open_import,
    open_text,
    store,
    undo_import,
)
from app.usecases.past_races import state_in
from app.usecases.proposing import Answers, propose
from tests.unit.formats.field_race import field_race
from tests.unit.formats.sessions import ZERO, armed, press
from tests.unit.storage.processes import held_elsewhere
from tests.unit.strategies import sessions

TABLE = "Race,Name,Bib,Lane,409.344,809.344,1209.344,Result\n"
RACES = (
    TABLE + "A mile,Ann,7,2,60.2,120.75,181.84,4:06.42\nA mile,Bea,8,5,61.2,,183,DNF\n"
    "A mile,Cid,9,4,,,,DNS\nB mile,Dot,,1,62,123,185,4:10\n"
)
CONFIRMED = Answers(event="mile", confirmed=True)
NOON = 1_777_651_200_000_000_000


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "library.splitline"


@pytest.fixture
def races(tmp_path: Path) -> Path:
    path = tmp_path / "races.csv"
    path.write_text(RACES)
    return path


def _state(library: Path, session: str) -> SessionState:
    return state_in(Library(library), session)


def test_that_all_races_of_a_file_are_stored_with_times_as_they_were_read(
    library: Path, races: Path
) -> None:
    first, second = store(documents_of(open_import(races, CONFIRMED)), library)
    assert (first.title, first.new, second.title, second.new) == ("A mile", True, "B mile", True)
    state = _state(library, first.id)
    ann, bea, cid = state.entries.values()
    assert [(s.mark, s.time(state.zero), s.stamp, s.by_hand) for s in ann.splits] == [
        (409_344, 60_200_000_000, "imported", False),
        (809_344, 120_750_000_000, "imported", False),
        (1_209_344, 181_840_000_000, "imported", False),
        (1_609_344, 246_420_000_000, "imported", False),
    ]
    assert (bea.withdrawn, bea.missed, cid.withdrawn) == ("dnf", (809_344,), "dns")
    assert [each.entrant.lane for each in state.entries.values()] == [2, 5, 4]
    assert state.zero is not None
    assert (state.zero.basis, state.plan.clock, state.plan.line) == (
        *(IMPORTED, "imported", "finish-line"),
    )


def test_that_the_same_race_read_again_changes_nothing_and_is_called_known(
    library: Path, races: Path
) -> None:
    store(documents_of(open_import(races, CONFIRMED)), library)
    again = open_text(RACES.replace(",", ";").encode("utf-16"), "pasted", CONFIRMED)
    known = store(documents_of(again), library)
    assert [each.new for each in known] == [False, False]
    assert Library(library).count() == 2


def test_that_another_reading_of_the_marks_is_another_session(library: Path) -> None:
    text = b"60.20, 60.55 (2:00.75), 61.09 (3:01.84), 64.58 = 4:06.42"
    ids = {
        store(documents_of(open_text(text, answers=Answers(event="mile", line=line))), library)[
            0
        ].id
        for line in ("finish-line", "from-start")
    }
    assert len(ids) == 2


def test_that_one_undo_puts_all_of_an_import_into_the_bin_and_an_import_takes_it_out(
    library: Path, races: Path
) -> None:
    documents = documents_of(open_import(races, CONFIRMED))
    stored = store(documents, library)
    assert undo_import(stored, library, NOON) == 2
    assert (Library(library).count(), Library(library).count(binned=True)) == (0, 2)
    back = store(documents, library)
    assert [(each.new, each.back) for each in back] == [(False, True)] * 2
    assert Library(library).count() == 2


def test_that_undo_leaves_what_was_there_before(library: Path, races: Path) -> None:
    documents = documents_of(open_import(races, CONFIRMED))
    store(documents[:1], library)
    stored = store(documents, library)
    assert [each.new for each in stored] == [False, True]
    assert undo_import(stored, library, NOON) == 1
    assert [each.id for each in Library(library).summaries()] == [documents[0].id]
    assert undo_import((), library, NOON) == 0


def test_that_no_race_is_stored_when_one_of_the_file_is_not_ready(
    library: Path, races: Path
) -> None:
    races.write_text(f"{RACES}B mile,Eva,,2,70,60,59,4:20\n")
    opened = open_import(races, CONFIRMED)
    with pytest.raises(FormatError, match=r"races.csv: B mile: Eva, 809 m: found 1:00.00"):
        documents_of(opened)
    assert not library.exists()
    assert len(documents_of(opened, [0])) == 1


def test_that_nothing_is_stored_while_another_process_writes(library: Path, races: Path) -> None:
    documents = documents_of(open_import(races, CONFIRMED))
    with held_elsewhere(library), pytest.raises(LibraryError, match="Another Splitline"):
        store(documents, library)
    assert not library.exists() or Library(library).count() == 0


def test_that_one_bad_session_keeps_all_out(library: Path, races: Path) -> None:
    good, other = documents_of(open_import(races, CONFIRMED))
    bad = other._replace(records=other.records[1:])
    with pytest.raises(LibraryError):
        store([good, bad], library)
    assert Library(library).count() == 0


def test_that_a_disqualification_is_kept_as_a_note() -> None:
    text = "Name,400,Result\nAnn,60,2:01\nBea,61,DQ\n"
    (document,) = documents_of(open_text(text.encode(), answers=Answers(event="800")))
    state = fold(document.records)
    assert state is not None
    assert "Bea was disqualified" in [note.text for note in state.plan.notes]


def test_that_a_session_of_ours_can_be_pasted(library: Path) -> None:
    document = exported_race("paris-2025", library).document
    opened = open_text(write_session(document))
    assert (opened.form, [each.id for each in documents_of(opened)]) == ("session", ["paris-2025"])
    with pytest.raises(FormatError, match="pasted text: event: found mile, expected 800"):
        open_text(write_session(document), answers=Answers(event="800"))
    with pytest.raises(FormatError, match="pasted text: line 1, column 2: found no JSON"):
        open_text(b"{oh")


def test_that_a_start_list_is_stored_as_an_armed_race() -> None:
    (document,) = documents_of(open_text(b"1,1,1,Girls 1500,,,,,,1500\n,7,3,Kip,Faith\n", "a.evt"))
    state = fold(document.records)
    assert state is not None
    assert (state.phase, state.zero, state.plan.title) == ("armed", None, "Girls 1500")


def test_that_a_hostile_name_is_text_and_nothing_more(library: Path) -> None:
    name = "=cmd|' /C calc'!A0 <b>../../x\u202e" + "y" * 500
    text = f"Name;400;Result\n{name};60;2:01\n"
    (stored,) = store(documents_of(open_text(text.encode(), answers=Answers(event="800"))), library)
    (summary,) = Library(library).summaries()
    assert summary.athletes[0].startswith("=cmd|' /C calc'!A0 <b>../../x y")
    assert len(summary.athletes[0]) == 200
    assert stored == Imported(summary.id, "800 m", new=True)


def test_that_a_proposal_that_is_not_ready_makes_no_session() -> None:
    found = read_results(b"60.2 120.7", "pasted")
    (proposal,) = propose(found, "pasted", Answers(event="800"))
    with pytest.raises(FormatError, match="pasted: 800 m: the marks wait for somebody"):
        accept(proposal)


def _outcome(state: SessionState, marks: Collection[int]) -> dict[tuple[int, str], object]:
    """Return what a CSV holds of each runner it has a line of: times to 1 ms, what was missed.

    A mark at which nobody has a line is not among the `marks` that came back.
    """
    found: dict[tuple[int, str], object] = {}
    for entry in map(state.counted, state.racing):
        if entry.splits or entry.missed:
            zero, entrant = state.zero_of(entry), entry.entrant
            splits = [(s.mark, rounded(s.time(zero), 3), s.estimated) for s in entry.splits]
            status = entry.withdrawn if entry.withdrawn and entry.reached < _end(state) else ""
            timed = {split.mark for split in entry.splits}
            missed = {m for m in marks if m < entry.reached and m not in timed}
            found[entrant.lane, (entrant.role == PACER and PACER) or ""] = (
                *(entrant.athlete, entrant.offset, splits, missed | {*entry.missed}, status),
            )
    return found


def _end(state: SessionState) -> int:
    return state.plan.course.distance


def _through_csv(engine: Engine) -> SessionState | None:
    """Return the session as it comes back from its CSV, None where that holds no race."""
    sheet = sheet_of(analyse(engine.state, Instant(0), shipped_profiles()))
    if not sheet.lines:
        return None
    found = read_results(write_csv(sheet), "a.csv")
    event = f"{_end(engine.state) / 1000:.3f}".rstrip("0").rstrip(".")
    (proposal,) = propose(found, "a.csv", Answers(event=event, confirmed=True))
    if proposal.problem:
        return None
    return fold(accept(proposal).records)


def test_that_a_field_race_comes_back_from_its_csv() -> None:
    state = field_race().state
    back = _through_csv(field_race())
    assert back is not None
    marks = back.plan.course.marks
    expected = _outcome(state, marks)
    assert expected
    assert _outcome(back, marks) == expected
    assert (back.plan.title, back.plan.line, back.plan.clock) == (
        *(state.plan.title, state.plan.line, state.plan.clock),
    )
    ranks = {key: entry.ranks for key, entry in state.entries.items() if entry.ranks}
    assert [entry.ranks for entry in back.entries.values() if entry.ranks] == list(ranks.values())


@pytest.mark.parametrize("race", ["paris-2025", "monaco-2023", "oxford-1954", "lievin-2025"])
def test_that_a_race_comes_back_from_its_lif_once_its_marks_are_said(
    race: str, library: Path
) -> None:
    exported = exported_race(race, library)
    state = fold(exported.document.records)
    assert state is not None
    marks = ",".join(f"{mark / 1000}" for mark in state.plan.course.marks)
    found = read_results(write_lif(exported.sheet), "a.lif")
    (proposal,) = propose(found, "a.lif", Answers(marks=marks))
    back = fold(accept(proposal).records)
    assert back is not None
    assert _outcome(back, back.plan.course.marks) == _outcome(state, back.plan.course.marks)
    assert back.plan.clock == "official"


def test_that_a_field_comes_back_from_its_lif_to_the_tenth_of_a_hand(library: Path) -> None:
    state = field_race().state
    found = read_results(write_lif(sheet_of_state(state)), "a.lif")
    (proposal,) = propose(found, "a.lif", Answers(confirmed=True))
    assert proposal.marks == state.plan.course.marks
    back = {each.athlete: each for each in proposal.runners}
    for entry in map(state.counted, state.racing):
        placed = back[entry.entrant.athlete]
        zero = state.zero_of(entry)
        expected = {
            s.mark: rounded(s.time(zero), 1, Rounding.UP) for s in entry.splits if not s.estimated
        }
        assert {s.mark: s.time for s in placed.splits} == expected
        assert placed.status == entry.withdrawn


def _is_told_apart(state: SessionState) -> bool:
    """Whether there are times, and they rise to the millisecond, which is what a CSV has."""
    if not any(entry.splits for entry in state.racing):
        return False
    for entry in map(state.counted, state.racing):
        times = [0, *(rounded(s.time(state.zero_of(entry)), 3) for s in entry.splits)]
        if any(late <= early for early, late in pairwise(times)):
            return False
    return True


def test_that_a_race_of_which_every_time_was_missed_is_no_start_list() -> None:
    text = b"athlete,mark_m,split_s,missed\nAnn,400,,yes\n"
    (proposal,) = propose(read_results(text, "a.csv"), "a.csv", Answers(event="800"))
    assert not proposal.is_start_list


def test_that_even_laps_in_our_own_table_stay_times_from_the_start() -> None:
    engine = armed("Ann")
    engine.handle(cm.Start(at=ZERO, stamp="event"))
    for milliseconds in (3000, 3001, 3002):
        press(engine, milliseconds / 1000)
    back = _through_csv(engine)
    assert back is not None
    assert _outcome(back, back.plan.course.marks) == _outcome(engine.state, back.plan.course.marks)


@settings(max_examples=40)
@given(sessions(least=3))
def test_that_what_a_csv_holds_comes_back_from_it(engine: Engine) -> None:
    back = _through_csv(engine) if _is_told_apart(engine.state) else None
    if back is not None:
        marks = back.plan.course.marks
        assert _outcome(back, marks) == _outcome(engine.state, marks)


HAND_SIGNED = (
    "1 Anna Berg  4:06.5h\n   60.2h (60.2h)  2:00.75 (60.55)  3:01.9h (61.1)\n",
    "athlete,409.344,809.344,1209.344,finish\nAnna Berg,60.2h,2:00.75,3:01.9h,4:06.5h\n",
    '1,1,1,Mile,,,,,,1609.344\n1,7,1,Berg,Anna,,4:06.5h,,,,"60.2h,2:00.75,3:01.9h"\n',
    "Mile\n60.2h, 60.55 (2:00.75), 61.1 (3:01.9h), 64.6 = 4:06.5h\n",
)


@pytest.mark.parametrize("text", HAND_SIGNED)
def test_that_a_time_by_hand_stays_one(text: str) -> None:
    opened = open_text(text.encode(), answers=CONFIRMED)
    (document,) = documents_of(opened)
    stamps = [each.event.stamp for each in document.records if isinstance(each.event, SplitTyped)]
    assert stamps == ["imported-hand", "imported", "imported-hand", "imported-hand"]


def test_that_a_mark_that_was_missed_comes_back_where_nobody_has_a_time() -> None:
    head = "race,line,clock,athlete,lane,mark_m,mark,split,split_s,missed,distance_m\n"
    opened = open_text((head + "R,listed,hand,Ann,1,99.999,100 m,,,yes,500\n").encode())
    (document,) = documents_of(opened)
    state = fold(document.records)
    assert state is not None
    assert [each.missed for each in state.racing] == [(metres(99.999),)]
