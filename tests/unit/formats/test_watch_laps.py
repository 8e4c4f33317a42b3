"""Laps of watches are read to the millisecond, from files made by writers of the tests' own."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.times import NS_PER_MS, to_seconds
from app.formats.file_text import FormatError
from app.formats.results import fit_laps, gpx_laps, tcx_laps
from app.formats.results.found import Found, FoundSplit
from tests.unit.formats import watch_files as watch
from tests.unit.formats.watch_files import MILE, Lap

CUMULATIVE = [60.2, 120.75, 181.841, 246.421]
RUNS = st.lists(
    st.builds(
        Lap,
        st.integers(1, 3_600_000).map(lambda ms: ms / 1000),
        st.integers(0, 5_000_000).map(lambda cm: cm / 100),
        st.none(),
        st.just(0),
        st.just(0),
    ),
    min_size=1,
    max_size=30,
)


def _splits(found: Found) -> tuple[FoundSplit, ...]:
    (race,) = found.races
    (runner,) = race.runners
    return runner.splits


def _seconds(found: Found) -> list[float]:
    return [to_seconds(split.time) for split in _splits(found)]


def _metres(found: Found) -> list[float | None]:
    return [None if s.measured is None else s.measured / 1000 for s in _splits(found)]


@pytest.mark.parametrize("order", ["<", ">"])
def test_that_the_laps_of_a_fit_file_become_splits_of_milliseconds(order: str) -> None:
    found = fit_laps.read(watch.fit_laps(MILE, order=order), "run.fit")
    assert _seconds(found) == CUMULATIVE
    assert _metres(found) == [402.1, 808.0, 1212.0, 1611.87]
    assert found.notes == ()


def test_that_a_watch_names_no_marks() -> None:
    for found in (
        fit_laps.read(watch.fit_laps(MILE), "run"),
        tcx_laps.read(watch.tcx_laps(MILE), "run"),
        gpx_laps.read(watch.gpx_run(246, waypoints=(60.2,)), "run"),
    ):
        assert {split.mark for split in _splits(found)} == {None}


def test_that_a_fit_file_says_who_ran_when_and_on_what() -> None:
    found = fit_laps.read(watch.fit_laps(MILE, athlete="Ann Example"), "run.fit")
    (race,) = found.races
    assert (race.title, race.date, race.started) == (
        "Track run 2026-05-01",
        "2026-05-01",
        "18:00:01",
    )
    assert race.runners[0].athlete == "Ann Example"
    assert [split.where for split in race.runners[0].splits] == ["lap 1", "lap 2", "lap 3", "lap 4"]


def test_that_a_time_of_day_without_a_zone_is_said_to_be_that_of_greenwich() -> None:
    found = fit_laps.read(watch.fit_laps(MILE, ahead=None), "run.fit")
    assert found.races[0].started == "16:00:01Z"


def test_that_a_pause_on_the_way_counts_and_one_after_the_finish_does_not() -> None:
    laps = (Lap(70.5, timer=60.5), Lap(61), Lap(95, timer=62))
    found = fit_laps.read(watch.fit_laps(laps), "run.fit")
    assert _seconds(found) == [70.5, 131.5, 193.5]
    assert "The watch was paused for 10.00 in lap 1; the time went on." in found.notes


def test_that_laps_out_of_order_are_put_by_their_numbers() -> None:
    body = b""
    for number, took in ((1, 61_000), (0, 60_000)):
        body += watch.message(19, (254, watch.UINT16, number), (8, watch.UINT32, took))
    assert _seconds(fit_laps.read(watch.fit_of(body), "run.fit")) == [60.0, 121.0]


def test_that_laps_without_numbers_stay_as_they_stand() -> None:
    found = fit_laps.read(watch.fit_laps(MILE, numbered=False), "run.fit")
    assert _seconds(found) == CUMULATIVE


def test_that_each_run_of_a_file_has_its_own_laps() -> None:
    body = b"".join(watch.message(19, (7, watch.UINT32, took)) for took in (60_000, 70_000, 80_000))
    for first, count in ((0, 1), (1, 2)):
        body += watch.message(18, (25, watch.UINT16, first), (26, watch.UINT16, count))
    found = fit_laps.read(watch.fit_of(body), "run.fit")
    times = [[to_seconds(s.time) for s in race.runners[0].splits] for race in found.races]
    assert times == [[60.0], [70.0, 150.0]]


def test_that_runs_that_share_no_laps_clearly_are_one_with_a_doubt() -> None:
    body = b"".join(watch.message(19, (7, watch.UINT32, took)) for took in (60_000, 70_000))
    body += b"".join(watch.message(18, (25, watch.UINT16, 0)) for _ in range(2))
    found = fit_laps.read(watch.fit_of(body), "run.fit")
    assert _seconds(found) == [60.0, 130.0]
    assert "The file does not say which laps belong to which of its runs." in found.notes


def test_that_files_chained_together_are_runs_of_their_own() -> None:
    found = fit_laps.read(watch.fit_laps(MILE) + watch.fit_laps(MILE[:2]), "run.fit")
    assert [len(race.runners[0].splits) for race in found.races] == [4, 2]


@pytest.mark.parametrize(
    ("content", "note"),
    [
        (watch.fit_laps([Lap(60, intensity=0), Lap(90, intensity=1)]), "calls lap 2 a rest"),
        (watch.fit_laps([Lap(60, trigger=2), Lap(61)]), "ended lap 1 after a distance; nobody"),
        (watch.fit_laps(MILE, sport=2), "another sport than running (number 2)"),
        (watch.fit_laps([Lap(60), Lap(0, 0), Lap(61)]), "No time passed in lap 2"),
        (watch.fit_of(watch.message(19, (7, watch.UINT32, 60_000)), right=False), "no checksum"),
        (
            watch.fit_of(
                watch.message(19, (7, watch.UINT32, 60_000))
                + watch.message(18, (7, watch.UINT32, 90_000))
            ),
            "add up to 1:00.00, but the watch says 1:30.00",
        ),
    ],
)
def test_that_what_is_doubtful_about_a_fit_file_is_said(content: bytes, note: str) -> None:
    assert any(note in each for each in fit_laps.read(content, "run.fit").notes)


@given(laps=RUNS, order=st.sampled_from("<>"))
def test_that_a_fit_file_loses_no_millisecond_and_no_centimetre(
    laps: list[Lap], order: str
) -> None:
    splits = _splits(fit_laps.read(watch.fit_laps(laps, order=order, records=2), "run.fit"))
    time = along = 0
    for lap, split in zip(laps, splits, strict=True):
        time += round(1000 * lap.seconds)
        along += round(100 * (lap.metres or 0))
        assert (split.time, split.measured) == (time * NS_PER_MS, along * 10)


@given(laps=RUNS)
def test_that_a_tcx_file_loses_no_millisecond_and_no_centimetre(laps: list[Lap]) -> None:
    splits = _splits(tcx_laps.read(watch.tcx_laps(laps), "run.tcx"))
    time = along = 0
    for lap, split in zip(laps, splits, strict=True):
        time += round(1000 * lap.seconds)
        along += round(100 * (lap.metres or 0))
        assert (split.time, split.measured) == (time * NS_PER_MS, along * 10)


def test_that_a_tcx_lap_takes_its_own_figures_and_not_those_of_its_track() -> None:
    found = tcx_laps.read(watch.tcx_laps(MILE), "run.tcx")
    assert _seconds(found) == CUMULATIVE
    assert _metres(found) == [402.1, 808.0, 1212.0, 1611.87]
    assert (found.races[0].date, found.races[0].started) == ("2026-05-01", "16:00:01Z")


def test_that_after_a_lap_without_a_distance_none_is_known() -> None:
    found = tcx_laps.read(watch.tcx_laps([Lap(60), Lap(61, None), Lap(62)]), "run.tcx")
    assert _metres(found) == [400.0, None, None]


def test_that_a_planned_course_is_no_run() -> None:
    planned = (
        watch.tcx_laps(MILE).replace(b"Activities", b"Courses").replace(b"Activity", b"Course")
    )
    with pytest.raises(FormatError, match="without laps"):
        tcx_laps.read(planned, "run.tcx")


@pytest.mark.parametrize("code", ["utf-8-sig", "utf-16", "cp1252"])
def test_that_xml_is_read_in_the_encodings_that_programs_write(code: str) -> None:
    text = watch.gpx_run(200, segments=(60, 120)).decode().replace("Evening run", "Läufe")
    head = f'<?xml version="1.0" encoding="{"windows-1252" if code == "cp1252" else "UTF-8"}"?>'
    content = text.replace('<?xml version="1.0"?>', head).encode(code)
    assert gpx_laps.read(content, "run.gpx").races[0].title == "Läufe 2026-05-01"


def test_that_blanks_before_the_xml_are_passed_over() -> None:
    content = b" " * 10 + watch.tcx_laps(MILE)
    assert _seconds(tcx_laps.read(content, "run.tcx")) == CUMULATIVE


def test_that_waypoints_of_a_gpx_file_stand_for_laps_and_it_says_so() -> None:
    found = gpx_laps.read(watch.gpx_run(246, waypoints=(60.2, 120.75, 181.841)), "run.gpx")
    assert _seconds(found) == [60.2, 120.75, 181.841, 246.0]
    assert _metres(found) == pytest.approx([60.2 * 6.4, 120.75 * 6.4, 181.841 * 6.4, 1574.4], 0.002)
    assert found.notes[0].startswith("GPX has no laps; the waypoints stand for their ends")
    assert found.notes[1] == "Its times are whole seconds, so each split may be out by one."


def test_that_segments_of_a_gpx_file_stand_for_laps_where_it_has_no_waypoints() -> None:
    found = gpx_laps.read(watch.gpx_run(200, segments=(60, 121), tenths=True), "run.gpx")
    assert _seconds(found) == [60.0, 121.0, 200.0]
    assert [split.where for split in _splits(found)] == ["segment 1", "segment 2", "segment 3"]
    assert len(found.notes) == 1


def test_that_a_waypoint_at_the_end_of_the_track_makes_no_lap_of_a_moment() -> None:
    found = gpx_laps.read(watch.gpx_run(200, waypoints=(60, 199.5)), "run.gpx")
    assert _seconds(found) == [60.0, 199.5]


def test_that_a_gpx_track_in_one_piece_is_refused_for_it_says_nothing_of_laps() -> None:
    with pytest.raises(FormatError, match="GPX has no laps; the FIT or TCX file"):
        gpx_laps.read(watch.gpx_run(200), "run.gpx")


def test_that_a_name_of_control_characters_becomes_one_line() -> None:
    hostile = watch.fit_laps(MILE, athlete="A\n\x1b[2J\u202eB")
    assert fit_laps.read(hostile, "run.fit").races[0].runners[0].athlete == "A [2J B"


def test_that_the_decoder_never_sees_what_another_maker_put_into_a_file() -> None:
    # A developer's field of a type that was never described: fitdecode issues 16 and 18.
    strange = struct.pack("<BBBHB3BB3B", 0x60, 0, 0, 20, 1, 5, 4, 0x86, 1, 0, 2, 7) + bytes(7)
    laps = watch.message(19, (7, watch.UINT32, 60_000), local=1)
    assert _seconds(fit_laps.read(watch.fit_of(strange + laps), "run.fit")) == [60.0]
