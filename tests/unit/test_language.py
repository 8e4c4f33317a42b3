"""Is a text said in the language that was chosen?"""

import threading
from pathlib import Path

import pytest

from app import language
from app.bootstrap import NoSuchLanguage, speak_as_wished
from app.language import figure, in_english, marked, speak, tr, tr_as, tr_count


class Shouting:
    """A catalogue of a language that only knows capitals and thirds of things."""

    def gettext(self, message: str, /) -> str:
        return message.upper().replace("{NAME}", "{name}").replace("{FOUND}", "{found}")

    def ngettext(self, one: str, many: str, count: int, /) -> str:
        return {1: one, 3: "{count} of three"}.get(count, many)

    def pgettext(self, context: str, message: str, /) -> str:
        if context == "a figure":
            return "1,5"
        return f"{message} ({context})"


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


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("4:06.42", "4:06,42"),
        ("+1.5", "+1,5"),
        ("\u00b1 2.1 s", "\u00b1 2,1 s"),
        ("1500 m", "1500 m"),
        ("Version 1.5 of Anna", "Version 1.5 of Anna"),
        ("a.b", "a.b"),
        (1.5, "1,5"),
        (15, "15"),
    ],
)
def test_that_a_figure_in_a_sentence_is_written_as_the_language_writes_it(
    part: object, said: str
) -> None:
    speak("xx", Shouting())
    assert tr("{name}", name=part) == said


def test_that_a_number_is_formed_before_it_gets_its_decimal_mark() -> None:
    speak("xx", Shouting())
    assert tr_count("{count} in {m:.1f}", "{count} in {m:.1f}", 2, m=3.14159) == "2 in 3,1"


def test_that_what_was_typed_is_quoted_as_it_was_typed() -> None:
    speak("xx", Shouting())
    assert tr('"{found}"', found="1.5") == '"1.5"'


@pytest.mark.parametrize(
    ("environ", "code"),
    [
        ({}, "en"),
        ({"LANG": "C.UTF-8"}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LC_MESSAGES": "fr_CA.UTF-8"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "en_GB.UTF-8"}, "en"),
        ({"LANG": "en_GB.UTF-8", "LANGUAGE": "de:fr:en"}, "fr"),
        ({"LANGUAGE": "en", "LANG": "fr_FR.UTF-8"}, "en"),
    ],
)
def test_that_the_system_s_language_is_spoken_where_it_is_shipped(
    environ: dict[str, str], code: str
) -> None:
    assert language.system_language(environ) == code


def test_that_an_option_chooses_the_language_and_is_taken_out() -> None:
    assert speak_as_wished(["--lang", "fr", "list"], {}) == ["list"]
    assert language.language() == "fr"
    assert speak_as_wished(["list", "--lang=en"], {"LANG": "fr_FR"}) == ["list"]
    assert language.language() == "en"


def test_that_the_language_chosen_for_good_goes_before_the_system_s(splitline_home: Path) -> None:
    splitline_home.mkdir(parents=True)
    (splitline_home / "preferences.json").write_text('{\n  "language": "fr"\n}')
    assert speak_as_wished(["list"], {"LANG": "en_GB.UTF-8"}) == ["list"]
    assert language.language() == "fr"


def test_that_a_language_that_is_not_shipped_is_named_with_those_that_are() -> None:
    with pytest.raises(NoSuchLanguage, match='found "tlh", expected one of en, fr'):
        speak_as_wished(["--lang", "tlh"], {})


def test_that_what_programs_read_is_in_english_while_the_window_speaks_another_language() -> None:
    speak("xx", Shouting())
    said: list[str] = []
    with in_english():
        assert (tr("Start"), figure("1.5"), language.language()) == ("Start", "1.5", "en")
        other = threading.Thread(target=lambda: said.append(tr("Start")))
        other.start()
        other.join()
    assert said == ["START"]
    assert (tr("Start"), figure("1.5"), language.language()) == ("START", "1,5", "xx")
