"""Is a text said in the language that was chosen?"""

from collections.abc import Iterator

import pytest

from app import language
from app.language import marked, speak, tr, tr_as, tr_count


class Shouting:
    """A catalogue of a language that only knows capitals and thirds of things."""

    def gettext(self, message: str, /) -> str:
        return message.upper().replace("{NAME}", "{name}")

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return {1: one, 3: "{count} of three"}.get(count, many)

    def pgettext(self, context: str, message: str, /) -> str:
        return f"{message} ({context})"


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak(language.ENGLISH)


def test_that_english_is_the_text_itself() -> None:
    assert tr("Start") == "Start"
    assert tr("{name} is late", name="Anna") == "Anna is late"
    assert tr_count("{count} lap", "{count} laps", 1) == "1 lap"
    assert tr_count("{count} lap of {name}", "{count} laps of {name}", 2, name="B") == "2 laps of B"
    assert tr_as("of a race", "open") == "open"
    assert marked("Start") == "Start"


def test_that_braces_are_kept_where_nothing_is_filled_in() -> None:
    assert tr("write {split}") == "write {split}"


def test_that_another_language_is_spoken_at_once_and_left_again() -> None:
    speak("xx", Shouting())
    assert language.language() == "xx"
    assert tr("{name} is late", name="Anna") == "Anna IS LATE"
    assert tr_count("{count} lap", "{count} laps", 3) == "3 of three"
    assert tr_as("of a race", "open") == "open (of a race)"
    assert marked("Start") == "Start"
    speak(language.ENGLISH)
    assert (language.language(), tr("Start")) == ("en", "Start")


def test_that_a_language_that_is_not_shipped_changes_nothing() -> None:
    with pytest.raises(FileNotFoundError):
        speak("tlh")
    assert language.language() == "en"
