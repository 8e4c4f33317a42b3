"""Do the tables of the command line follow the language, and the JSON never?"""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from app.cli.entry import main
from app.language import speak

Said = Callable[[str], str]


@pytest.fixture
def in_french(capsys: pytest.CaptureFixture[str]) -> Said:
    """Carry out a command in French and return what it prints."""

    def said(command: str) -> str:
        speak("fr")
        assert main(command.split()) == 0
        return capsys.readouterr().out

    return said


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("replay paris-2025 --at 3:25", ("repère", "1:00,20", "retard", "course avec lièvre")),
        ("list races", ("titre", "athlètes")),
        ("list sessions", ("Il n’y a pas encore de session.",)),
        ("what-if --time 4:06.42 --distance mile --drafting 0.7", ("au lieu de 4:06,42",)),
        ("compare paris-2025 monaco-2023", ("course 1", "écart", "4:06,42")),
        ("plan 4x300", ("répétition", "objectif")),
        ("project --event mile --split 809.344=2:00.75", ("les règles", "80")),
    ],
)
def test_that_a_table_for_people_is_in_french(
    in_french: Said, command: str, words: tuple[str, ...]
) -> None:
    said = in_french(command)
    assert [each for each in words if each not in said] == []


@pytest.mark.parametrize(
    "command",
    ["replay paris-2025 --at 3:25 --json", "list --json", "compare paris-2025 monaco-2023 --json"],
)
def test_that_json_is_the_same_in_french(
    in_french: Said, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    french = json.loads(in_french(command))
    speak("en")
    main(command.split())
    assert french == json.loads(capsys.readouterr().out)


def test_that_a_file_that_is_no_text_is_refused_in_french(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    picture = tmp_path / "heat.csv"
    picture.write_bytes(b"\x89PNG\r\n")
    speak("fr")
    assert main(["import", str(picture)]) == 1
    assert "heat.csv\u202f: trouvé une image, attendu du texte." in capsys.readouterr().err
