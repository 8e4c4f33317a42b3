"""Does French count as the French do?"""

import pytest

from app.analysis.calls import french, words
from app.domain.times import seconds
from app.language import speak


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "z\u00e9ro"),
        (1, "un"),
        (16, "seize"),
        (17, "dix-sept"),
        (21, "vingt et un"),
        (58, "cinquante-huit"),
        (61, "soixante et un"),
        (70, "soixante-dix"),
        (71, "soixante et onze"),
        (79, "soixante-dix-neuf"),
        (80, "quatre-vingts"),
        (81, "quatre-vingt-un"),
        (91, "quatre-vingt-onze"),
        (99, "quatre-vingt-dix-neuf"),
        (100, "cent"),
        (119, "cent dix-neuf"),
        (200, "deux cents"),
        (201, "deux cent un"),
        (1000, "mille"),
        (1500, "mille cinq cents"),
        (80_000, "quatre-vingt mille"),
        (200_000, "deux cent mille"),
        (2_000_000, "deux millions"),
    ],
)
def test_that_a_number_is_said_as_the_french_count(number: int, said: str) -> None:
    assert french.cardinal(number) == said


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "premier"),
        (2, "deuxi\u00e8me"),
        (4, "quatri\u00e8me"),
        (5, "cinqui\u00e8me"),
        (9, "neuvi\u00e8me"),
        (11, "onzi\u00e8me"),
        (21, "vingt et uni\u00e8me"),
        (25, "vingt-cinqui\u00e8me"),
        (80, "quatre-vingti\u00e8me"),
    ],
)
def test_that_a_place_is_said_as_the_french_count(number: int, said: str) -> None:
    assert french.ordinal(number) == said


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (1, "une demi-seconde"),
        (2, "une seconde"),
        (3, "une seconde et demie"),
        (4, "deux secondes"),
        (42, "vingt et une secondes"),
        (43, "vingt et une secondes et demie"),
    ],
)
def test_that_half_seconds_agree_with_their_number(count: int, said: str) -> None:
    assert french.halves(count) == said


@pytest.mark.parametrize(
    ("time", "said"),
    [
        (59.99, "cinquante-neuf virgule quatre-vingt-dix-neuf"),
        (246.42, "quatre minutes six virgule quarante-deux"),
        (61.05, "une minute un virgule z\u00e9ro cinq"),
        (240.0, "quatre minutes"),
        (0.0, "z\u00e9ro"),
        (3723.5, "une heure deux minutes trois virgule cinq"),
    ],
)
def test_that_a_time_is_read_out_in_french(time: float, said: str) -> None:
    speak("fr")
    assert words.spoken_time(seconds(time), 2) == said
