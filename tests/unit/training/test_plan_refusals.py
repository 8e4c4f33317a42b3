import pytest

from app.domain.refusals import BadSession
from app.domain.training.plan_text import read_plan

REFUSED = [
    (
        "4x300 43",
        'plan, character 7 ("43"): found "43", expected a unit for a recovery (43 s, 43\', 43 jog), or in 43 for a target, or + before a repetition',
    ),
    (
        "2 x 400-300",
        'plan, character 8 ("-300"): found "-", expected brackets around the ladder: 2 x (400-300-200)',
    ),
    (
        "1000m, 800m",
        'plan, character 8 ("800m"): found "800m", expected a unit for a recovery (800 s, 800\', 800 jog), or in 800 for a target, or + before a repetition',
    ),
    (
        "3000sc",
        'plan, character 5 ("sc"): found "sc", expected a target, a recovery, splits, or + before the next block',
    ),
    (
        "4:00 mile pace",
        'plan, character 1 ("4:00 mile pace"): found "4:00", expected a repetition before a recovery',
    ),
    (
        "6x1000, 5k pace, 2-3 min",
        'plan, character 18 ("2-3 min"): found "2", expected one recovery, not a range',
    ),
    (
        "4x300 (A 46, others 48) hard",
        'plan, character 25 ("hard"): found "hard", expected a target, a recovery, splits, or + before the next block',
    ),
    (
        "4x300 in 2-3 min",
        'plan, character 10 ("2-3 min"): found "2", expected the unit behind both times, like 2\'-3\'',
    ),
    (
        "5 x 3 mins",
        'plan, character 5 ("3 mins"): found "3", expected a distance: a repetition has one, its time stands behind in',
    ),
    (
        "20 x 100m [strides], walk back",
        'plan, character 19 ("], walk back"): found "]", expected a target like 43, 3:05-3:10, 68/400, 5k pace or 95% of 800 pb',
    ),
    (
        "8x400m; 90s",
        "plan, character 12 (at the end): found nothing, expected a repetition behind the recovery between two blocks",
    ),
    (
        "1000 in 2:45, 500 in 1:15",
        'plan, character 15 ("500 in 1:15"): found "500", expected a unit for a recovery (500 s, 500\', 500 jog), or in 500 for a target, or + before a repetition',
    ),
    (
        "A: 5x1000",
        'plan, character 1 ("A: 5x1000"): found "A", expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5\'',
    ),
    (
        "400m reps x 10",
        'plan, character 6 ("reps x 10"): found "reps", expected a target, a recovery, splits, or + before the next block',
    ),
    (
        "400-",
        "plan, character 5 (at the end): found nothing, expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5'",
    ),
    (
        "4x300 in 43 at 3'",
        'plan, character 13 ("at 3\'"): found "at", expected one target for everybody',
    ),
    (
        "1/0 mile",
        'plan, character 1 ("1/0 mile"): found "1", expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5\'',
    ),
    (
        "5x300, 2'75",
        'plan, character 10 ("75"): found "75", expected seconds under 60 behind the minutes',
    ),
    (
        "6x400, 12.5",
        'plan, character 8 ("12.5"): found "12.5", expected a recovery like 1:30, 90 s, 2\', 100 jog or every 3:00',
    ),
    (
        "6x400; starts B, C +30 s",
        'plan, character 16 (", C +30 s"): found ",", expected how much later, like +30 s or +1:00',
    ),
    (
        "6x400; starts B C D",
        "plan, character 20 (at the end): found nothing, expected how much later, like +30 s or +1:00",
    ),
    (
        '300 ("" 46)',
        'plan, character 9 ("46)"): found "46", expected a name between the quotation marks',
    ),
    (
        "400 in 61-60",
        'plan, character 11 ("60"): found "60", expected a slower time behind the faster one, like 3:05-3:10',
    ),
    (
        "4x300 @ 3:05/5",
        'plan, character 14 ("5"): found "5", expected a unit for a recovery (5 s, 5\', 5 jog), or in 5 for a target, or + before a repetition',
    ),
    (
        "(A 46)",
        'plan, character 1 ("(A 46)"): found "(", expected a count before brackets, like 3 x (4 x 300)',
    ),
    (
        "6x300 in",
        "plan, character 9 (at the end): found nothing, expected a target like 43, 3:05-3:10, 68/400, 5k pace or 95% of 800 pb",
    ),
    (
        "6x300 splits",
        "plan, character 13 (at the end): found nothing, expected every 200, or at 300 and 700",
    ),
    (
        "95% of pb",
        'plan, character 3 ("% of pb"): found "%", expected a target, a recovery, splits, or + before the next block',
    ),
    (
        "12 x",
        "plan, character 5 (at the end): found nothing, expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5'",
    ),
    (
        "2x(400;+)",
        'plan, character 9 (")"): found ")", expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5\'',
    ),
    (
        "2x(400",
        'plan, character 7 (at the end): found nothing, expected ) for the "(" at character 3',
    ),
    (
        "4 x",
        "plan, character 4 (at the end): found nothing, expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5'",
    ),
    (
        "4x300,",
        "plan, character 7 (at the end): found nothing, expected a recovery like 1:30, 90 s, 2', 100 jog or every 3:00",
    ),
    (
        "4x300 in",
        "plan, character 9 (at the end): found nothing, expected a target like 43, 3:05-3:10, 68/400, 5k pace or 95% of 800 pb",
    ),
    (
        "4x300 in fast",
        'plan, character 10 ("fast"): found "fast", expected a target like 43, 3:05-3:10, 68/400, 5k pace or 95% of 800 pb',
    ),
    (
        "3 x (4 x 300 in 43, 1:30",
        'plan, character 25 (at the end): found nothing, expected ) for the "(" at character 5',
    ),
    (
        "4 x 300)",
        'plan, character 8 (")"): found ")", expected a target, a recovery, splits, or + before the next block',
    ),
    (
        "(4x300)",
        'plan, character 1 ("(4x300)"): found "(", expected a count before brackets, like 3 x (4 x 300)',
    ),
    (
        "300 x 4",
        'plan, character 1 ("300 x 4"): found "300", expected a count of 1 to 100; it stands before the distance, like 4 x 300',
    ),
    (
        "0 x 300",
        'plan, character 1 ("0 x 300"): found "0", expected a count of 1 to 100; it stands before the distance, like 4 x 300',
    ),
    (
        "2.5 x 300",
        'plan, character 1 ("2.5 x 300"): found "2.5", expected a count of 1 to 100; it stands before the distance, like 4 x 300',
    ),
    (
        "5 x 3 min",
        'plan, character 5 ("3 min"): found "3", expected a distance: a repetition has one, its time stands behind in',
    ),
    ("4x5", 'plan, character 3 ("5"): found "5", expected a distance from 10 m to 100 km'),
    (
        "4x300 in 4:60",
        'plan, character 10 ("4:60"): found "4:60", expected minutes and seconds under 60, like 3:05',
    ),
    (
        "4x300 in 1:2:3:4",
        'plan, character 10 ("1:2:3:4"): found "1:2:3:4", expected minutes and seconds under 60, like 3:05',
    ),
    (
        "4x300 in 0",
        'plan, character 10 ("0"): found "0", expected a time above zero, at most a day',
    ),
    (
        "4x300 in 3:10-3:05",
        'plan, character 15 ("3:05"): found "3:05", expected a slower time behind the faster one, like 3:05-3:10',
    ),
    (
        "4x300, 2-3 min",
        'plan, character 8 ("2-3 min"): found "2", expected one recovery, not a range',
    ),
    (
        "6x1000, 200",
        'plan, character 9 ("200"): found "200", expected a unit for a recovery (200 s, 200\', 200 jog), or in 200 for a target, or + before a repetition',
    ),
    (
        "1000m, 800m, 600m",
        'plan, character 8 ("800m, 600m"): found "800m", expected a unit for a recovery (800 s, 800\', 800 jog), or in 800 for a target, or + before a repetition',
    ),
    (
        "400/300/200",
        'plan, character 5 ("300/200"): found "300", expected a unit for a recovery (300 s, 300\', 300 jog), or in 300 for a target, or + before a repetition',
    ),
    (
        "2x400-300-200",
        'plan, character 6 ("-300-200"): found "-", expected brackets around the ladder: 2 x (400-300-200)',
    ),
    (
        "400-2x300",
        'plan, character 5 ("2x300"): found "2", expected + between blocks; - joins single repetitions',
    ),
    (
        "400-300-200 in 43",
        'plan, character 13 ("in 43"): found "in", expected a pace, or a time for each distance, like 400 (60) - 300 (45)',
    ),
    (
        "4x300 @ 1500",
        'plan, character 9 ("1500"): found "1500", expected a time like 10:00 from 600 s on, or 1500 pace',
    ),
    (
        "4x300 @ 95%",
        "plan, character 12 (at the end): found nothing, expected the speed of a race like 5k pace, 800 pb or goal pace",
    ),
    (
        "4x300 @ 95% of Ann",
        'plan, character 16 ("Ann"): found "Ann", expected the speed of a race like 5k pace, 800 pb or goal pace',
    ),
    (
        "4x300 (A 46, A 47)",
        'plan, character 7 ("(A 46, A 47)"): found A twice, expected one for each',
    ),
    (
        "4x300 (46, 47)",
        'plan, character 12 ("47)"): found "47", expected one target for everybody; A or B before one of somebody\'s own',
    ),
    (
        "4x300 (A",
        "plan, character 9 (at the end): found nothing, expected a target like 43, 3:05-3:10, 68/400, 5k pace or 95% of 800 pb",
    ),
    (
        "4x300 (A 46 B 47)",
        'plan, character 13 ("B 47)"): found "B", expected a comma before the next target, or )',
    ),
    (
        "4x300 in 43 @ mile pace",
        'plan, character 13 ("@ mile pace"): found "@", expected one target for everybody',
    ),
    (
        "4x300, 90s, 2', 3'",
        'plan, character 13 ("2\', 3\'"): found "2\'", expected one recovery here, between repetitions; + before the next block',
    ),
    (
        "4x300, 90s between sets",
        'plan, character 8 ("90s between sets"): found "90s", expected a recovery between repetitions',
    ),
    (
        "5' + 4x300",
        'plan, character 1 ("5\' + 4x300"): found "5\'", expected a repetition before a recovery',
    ),
    (
        "4x300 + 5'",
        "plan, character 11 (at the end): found nothing, expected a repetition behind the recovery between two blocks",
    ),
    (
        "4x300 + 5' + 3' + 200",
        'plan, character 14 ("3\' + 200"): found "3\'", expected a repetition before a recovery',
    ),
    (
        "4x300 +",
        "plan, character 8 (at the end): found nothing, expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5'",
    ),
    (
        "1000 with splits every 1000",
        'plan, character 1 ("1000 with splits ev…"): found 1000 m, expected less than the 1000 m that are run',
    ),
    (
        "1000 splits at 700 and 300",
        'plan, character 6 ("splits at 700 and 3…"): found 300 m behind 700 m, expected distances that increase',
    ),
    (
        "4x300 hard",
        'plan, character 7 ("hard"): found "hard", expected a target, a recovery, splits, or + before the next block',
    ),
    ("2x2x2x2x2x300", 'plan, character 9 ("2x300"): found "2", expected at most 4 levels of sets'),
    (
        "6x300 in 43,5",
        'plan, character 13 ("5"): found "5", expected decimals behind a point, like 43.5',
    ),
    ("60x60x300", 'plan, character 1 ("60x60x300"): found 3600 repetitions, expected at most 1000'),
    (
        "4x300 $ 43",
        'plan, character 7 ("$ 43"): found "$", expected figures, words, and the signs x ( ) , / + - @ % \' " : ;',
    ),
    (
        "4x300 (“Ann 46)",
        'plan, character 8 ("“Ann 46)"): found "“", expected a second quotation mark behind the name',
    ),
    (
        "6x400; starts B",
        "plan, character 16 (at the end): found nothing, expected how much later, like +30 s or +1:00",
    ),
    ("6x400; groups 30 s", "plan, character 19 (at the end): found nothing, expected apart"),
    (
        "6x400; starts B +30 s; starts C +60 s",
        'plan, character 24 ("starts C +60 s"): found "starts", expected the starts of groups once',
    ),
    (
        "4x300 @ mile pace of",
        "plan, character 21 (at the end): found nothing, expected a time like 43, 1:30, 90 s or 2'",
    ),
    (
        "6x400, on 90",
        'plan, character 11 ("90"): found "90", expected a time like 43, 1:30, 90 s or 2\'',
    ),
    (
        "4x300 250% of pb",
        'plan, character 7 ("250% of pb"): found 250 %, expected 10 % to 200 %, the smaller first',
    ),
    (
        "@ 43",
        'plan, character 1 ("@ 43"): found "@", expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5\'',
    ),
    (
        "",
        "plan, character 1 (empty): found nothing, expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5'",
    ),
    (
        "4x300 in 43,\n1:30",
        'plan, character 13 ("1:30"): found a new line, expected a recovery like 1:30, 90 s, 2\', 100 jog or every 3:00',
    ),
    (
        "4x300 + ++",
        'plan, character 9 ("++"): found "+", expected a repetition like 300, 4 x 300 or 400-300-200, or a recovery like 5\'',
    ),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED)
def test_that_a_wrong_plan_is_refused_at_its_place(text: str, sentence: str) -> None:
    with pytest.raises(BadSession) as refusal:
        read_plan(text)
    assert str(refusal.value) == sentence


def test_that_there_are_thirty_wrong_plans_to_try() -> None:
    assert len(dict(REFUSED)) >= 30
