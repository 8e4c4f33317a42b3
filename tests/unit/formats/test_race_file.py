from pathlib import Path

import pytest

from app.domain.plan import FINISH_LINE, FROM_START
from app.domain.times import seconds
from app.formats.race_file import RaceFileError, read_race_file
from app.resource_files import resource, resource_names
from tests.unit.formats.example_race import RACE, with_change

SHIPPED = resource_names("races", ".toml")


@pytest.fixture
def race(tmp_path: Path) -> Path:
    return tmp_path / "race.toml"


def _refusal(path: Path, text: str) -> str:
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RaceFileError) as caught:
        read_race_file(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path}: ")


@pytest.mark.parametrize("name", SHIPPED)
def test_that_a_shipped_race_can_be_read_and_is_called_as_its_file(name: str) -> None:
    race = read_race_file(resource(f"races/{name}.toml"))
    assert race.id == name
    assert race.own_result in race.targets
    assert all(split.sources for split in race.splits)


def test_that_the_four_races_are_shipped() -> None:
    assert SHIPPED == ("lievin-2025", "monaco-2023", "oxford-1954", "paris-2025")


def test_that_every_part_of_a_race_file_is_read(race: Path) -> None:
    race.write_text(RACE, encoding="utf-8")
    found = read_race_file(race)
    assert (found.id, found.event, found.distance, found.lap) == (
        *("club-mile", "mile"),
        *(1_609_344, 400_000),
    )
    assert [split.time for split in found.splits] == [seconds(72), seconds(145.1), seconds(218.4)]
    assert found.splits[2].sources == ("club", "photo")
    assert found.line.marks[FINISH_LINE][0] == 409_344
    assert found.line.marks[FROM_START][-1] == 1_609_344
    assert found.clock.clocks["movement"].shift == seconds(-0.5)
    assert found.clock.clocks["published"].finish == seconds(290)
    assert found.notes[0].at == 800_000
    assert found.conflicts[0].at is None
    assert (found.status, found.conditions) == ("", "")


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'time = "2:25.1"',
            'time = "1:11.9"',
            "splits[1].time: found 1:11.90 on the published clock, expected later than 1:12.00",
        ),
        (
            'finish = "4:50.0"',
            'finish = "3:38.4"',
            "clock.published.finish: found 3:38.40, expected later than 3:38.40",
        ),
        (
            'finish = "4:49.5"',
            'finish = "3:37"',
            "clock.movement.finish: found 3:37.00, expected later than 3:37.90",
        ),
        (
            'shift = "-0.50"',
            'shift = "-1:12"',
            "splits[0].time: found 0.00 on the movement clock, expected a time after the start",
        ),
        (
            'time = "1:12.0"',
            'time = "-1:12.0"',
            'splits[0].time: the time "-1:12.0" has "-" at character 1; expected something like '
            "60.2 or 4:06.42",
        ),
        (
            'time = "1:12.0"',
            'time = "0"',
            "splits[0].time: found 0.00 on the published clock, expected a time after the start",
        ),
        (
            'time = "1:12.0"',
            'time = "1:60"',
            'splits[0].time: the time "1:60" has 60 seconds; expected under 60',
        ),
        (
            'time = "1:12.0"',
            "time = 72.0",
            'splits[0].time: found 72.0, expected a time in quotes like "4:06.42"',
        ),
    ],
)
def test_that_times_which_cannot_be_are_refused(
    race: Path, old: str, new: str, sentence: str
) -> None:
    assert _refusal(race, with_change(old, new)) == sentence


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            "finish-line = [409.344, 809.344, 1209.344, 1609.344]",
            "finish-line = [409.344, 809.344, 1609.344]",
            "line.finish-line: found 3 marks, expected 4: one for each split, then the finish",
        ),
        (
            "[400, 800, 1200, 1609.344]",
            "[400, 400, 1200, 1609.344]",
            "line.from-start[1]: found 400 m, expected more than 400 m",
        ),
        (
            "[400, 800, 1200, 1609.344]",
            "[400, 800, 1200, 1600]",
            "line.from-start[3]: found 1600 m, expected the distance, 1609.344 m",
        ),
        (
            "[400, 800, 1200, 1609.344]",
            "[400, 800, 2000, 1609.344]",
            "line.from-start[2]: found 2000 m, expected at most 1609.344 m",
        ),
        (
            "[400, 800, 1200, 1609.344]",
            "[-400, 800, 1200, 1609.344]",
            "line.from-start[0]: found -400, expected metres, at most 1000000",
        ),
        (
            "[400, 800, 1200, 1609.344]",
            '"all"',
            'line.from-start: found "all", expected a list of metres',
        ),
        (
            'default = "finish-line"',
            'default = "bell"',
            'line.default: found "bell", expected finish-line or from-start',
        ),
        (
            'default = "published"',
            'default = "gun"',
            'clock.default: found "gun", expected published or movement',
        ),
        (
            "from-start = [400",
            "from-bell = [400",
            'line: found the unknown key "from-bell", expected one of default, finish-line, from-start, why',
        ),
        ("at_m = 800", "at_m = 1700", "notes[0].at_m: found 1700 m, expected at most 1609.344 m"),
        (
            "at_m = 800, ",
            "",
            "notes[0].at_m: found nothing, expected metres from the start",
        ),
    ],
)
def test_that_marks_and_readings_which_cannot_be_are_refused(
    race: Path, old: str, new: str, sentence: str
) -> None:
    assert _refusal(race, with_change(old, new)) == sentence


@pytest.mark.parametrize(
    ("old", "new", "sentence"),
    [
        (
            'format = "splitline-race"',
            'format = "other"',
            'format: found "other", expected splitline-race',
        ),
        (
            "version = 1",
            "version = 7",
            "version: found 7, which a newer Splitline wrote, expected 1",
        ),
        ("version = 1", "version = 0", "version: found 0, expected 1"),
        ("version = 1", "version = true", "version: found true, expected a whole number"),
        ('id = "club-mile"', "", "id: found nothing, expected a text"),
        (
            'id = "club-mile"',
            'id = "../mile"',
            'id: found "../mile", expected letters, digits and hyphens',
        ),
        ('"Ann Example"', '"  "', 'athlete: found "  ", expected a text'),
        (
            '"Ann Example"',
            '"Ann\\u001b[31m"',
            "athlete: found 'Ann\\x1b[31m', expected a text without control characters",
        ),
        (
            'event = "mile"',
            'event = "pentathlon"',
            'event: found "pentathlon", expected one like 800, 1500, mile, 3000sc or 1200 m',
        ),
        (
            "distance_m = 1609.344",
            "distance_m = 1609",
            "distance_m: found 1609 m, expected 1609.344 m for the event",
        ),
        ("lap_m = 400", "lap_m = 0", "lap_m: found 0, expected metres, at most 1000000"),
        (
            'date = "2026-05-01"',
            'date = "2026-02-30"',
            'date: found "2026-02-30", expected a date like 2025-06-26',
        ),
        (
            'race_class = "paced"',
            'race_class = "fast"',
            'race_class: found "fast", expected paced or championship',
        ),
        (
            '["sub-5", "4:50"]',
            '["sub-5", "quick"]',
            'targets[1]: found "quick", expected 4:06.42, sub-4, 60/400, 4:00 neg 2, or '
            "400 in 60, rest in 3:01",
        ),
        (
            '["sub-5", "4:50"]',
            '["sub-5", "sub-5"]',
            'targets[1]: found "sub-5" again, expected another target',
        ),
        ('["sub-5", "4:50"]', "[]", "targets: found an empty list, expected one target or more"),
        ('["sub-5", "4:50"]', '"sub-5"', 'targets: found "sub-5", expected a list of texts'),
        ('["sub-5", "4:50"]', "[5]", "targets[0]: found 5, expected a text"),
        (
            'own_result = "4:50"',
            'own_result = "4:51"',
            'own_result: found "4:51", expected one of its targets, sub-5, 4:50',
        ),
        (
            "precision_s = 0.1",
            "precision_s = -0.1",
            "precision_s: found -0.1, expected a number above zero",
        ),
        (
            "precision_s = 0.1",
            "precision_s = nan",
            "precision_s: found nan, expected a number above zero",
        ),
        (
            'source = ["club", "photo"]',
            'source = ["club", "radio"]',
            'splits[2].source: found "radio", expected a name from [sources]',
        ),
        (
            '"A gust of wind"',
            f'"{"wind " * 13}"',
            "notes[0].text: found 64 characters, expected at most 60",
        ),
        (
            'venue = "Town track"',
            'venue = "Town track"\nweather = "wet"',
            'found the unknown key "weather", expected one of athlete, best, clock, conditions, '
            "conflicts, date, distance_m, event, format, id, lap_m, line, notes, own_result, "
            "precision_s, race_class, sources, splits, status, targets, title, venue, version",
        ),
        (
            "precision_s = 0.1",
            'precision_s = 0.1\nbest = { time = "4:48.0", source = "radio" }',
            'best.source: found "radio", expected a name from [sources]',
        ),
        (
            "precision_s = 0.1",
            'precision_s = 0.1\nbest = { time = "48.0", source = "club" }',
            "best.time: found 48.00, expected one that can be run over 1609.344 m",
        ),
        (
            "precision_s = 0.1",
            'precision_s = 0.1\nbest = { time = "4:48.0", kind = "wr", source = "club" }',
            'best.kind: found "wr", expected pb or sb',
        ),
        ('time = "1:12.0", ', 'time = "1:12.0", lap = 1, ', "splits[0]: found the unknown key"),
        ("splits = [", "splits = [3,", "splits[0]: found 3, expected a table"),
    ],
)
def test_that_every_other_mistake_is_named_with_its_place(
    race: Path, old: str, new: str, sentence: str
) -> None:
    assert _refusal(race, with_change(old, new)).startswith(sentence)


def test_that_a_line_or_a_clock_without_readings_is_refused(race: Path) -> None:
    no_marks = "\n".join(line for line in RACE.splitlines() if not line.endswith("1609.344]"))
    assert _refusal(race, no_marks).startswith("line: found no marks, expected finish-line or")
    before, _, rest = RACE.partition("[clock.published]")
    no_clock = before + "[sources]" + rest.partition("[sources]")[2]
    assert _refusal(race, no_clock).startswith("clock: found no clock, expected published, gun")


def test_that_broken_syntax_is_refused_with_its_line_and_what_stands_there(race: Path) -> None:
    sentence = _refusal(race, with_change("lap_m = 400", "lap_m 400"))
    assert sentence.startswith('line 8, column 7: found "lap_m 400", expected')


def test_that_a_value_of_no_kind_is_refused_with_its_line(race: Path) -> None:
    sentence = _refusal(race, with_change("lap_m = 400", "lap_m = four"))
    assert sentence.startswith('line 8, column 9: found "lap_m = four" (invalid value), expected')


def test_that_a_file_that_ends_too_early_is_refused(race: Path) -> None:
    assert "found the end of the file" in _refusal(race, f"{RACE}\n[more")
