import re
from pathlib import Path

import pytest

from app import resource_files
from app.language import speak
from app.usecases import guide
from app.usecases.guide import Found, chapters, found_in, guide_folder, page, plain_text, shortened

PAGE = """Before all of it.

# A page
First **words**.

## Keys
| key | does |
|---|---|
| `Space` | a split |

    ## this is a command

- [a link](elsewhere.md) and a bell
```
# no heading
```
### Below
The bell rings at the last lap.
"""


def test_that_a_page_falls_into_its_chapters() -> None:
    found = chapters(PAGE)
    assert [(each.title, each.level) for each in found] == [
        ("A page", 1),
        ("Keys", 2),
        ("Below", 3),
    ]
    assert "# no heading" in found[1].lines


def test_that_every_line_with_all_the_words_is_found() -> None:
    found = chapters(PAGE)
    assert found_in(found, "BELL") == (
        Found(1, "a link and a bell"),
        Found(2, "The bell rings at the last lap."),
    )
    assert found_in(found, "lap bell") == (Found(2, "The bell rings at the last lap."),)
    assert found_in(found, "keys") == (Found(1, ""),)
    assert found_in(found, "  ") == found_in(found, "walrus") == ()


@pytest.mark.parametrize(
    ("line", "plain"),
    [
        ("| `Space` | a **split** |", "Space \u00b7 a split"),
        ("|---|:--|", ""),
        ("2. ![a picture](x.png)", "a picture"),
        ("   ", ""),
    ],
)
def test_that_a_line_is_listed_without_the_marks_of_its_form(line: str, plain: str) -> None:
    assert plain_text(line) == plain


def test_that_a_long_line_is_shown_around_what_was_searched_for() -> None:
    line = "one two three four five six seven eight nine ten eleven twelve"
    assert shortened(line, "seven", 20) == "\u2026five six seven eight\u2026"
    assert shortened("short", "short", 20) == "short"


def test_that_the_guide_speaks_of_every_first_step() -> None:
    titles = {each.title for each in chapters(page())}
    assert {"Time a race", "Plan a session", "Replay a race", "Fix a mistake"} <= titles


def test_that_every_picture_of_the_guide_is_there() -> None:
    names = re.findall(r"!\[[^\]]+\]\(([^)]+)\)", page())
    assert len(names) > 3
    assert [name for name in names if not (guide_folder() / name).is_file()] == []


def _commands(text: str) -> list[str]:
    lines = [line for line in text.splitlines() if line.startswith("    ")]
    return [*lines, *re.findall(r"`(splitline[^`]*|make[^`]*|sudo[^`]*|--[^`]*)`", text)]


def _form(text: str) -> list[str]:
    """Say what every block of a page is: a heading of its level, a row of a table, a picture."""
    marks = re.compile(r"#+ |\d+\. |- |!\[|\||    \S")
    found = (marks.match(line) for line in text.splitlines() if line)
    return [each[0][:4] if each else "text" for each in found]


def test_that_the_french_guide_has_the_form_commands_keys_and_pictures_of_the_english() -> None:
    english = page()
    speak("fr")
    french = page()
    assert french.startswith("# Le guide")
    assert _form(french) == _form(english)
    assert _commands(french) == _commands(english)
    assert re.findall(r"\]\(([^)]+)\)", french) == re.findall(r"\]\(([^)]+)\)", english)
    keys = re.compile(r"`((?:Ctrl\+)?(?:[A-Z]\w*|[?,]))`")
    assert sorted(keys.findall(french)) == sorted(keys.findall(english))


def test_that_a_page_that_is_in_english_alone_is_shown_in_english() -> None:
    speak("fr")
    assert page("projection.md") == (guide_folder() / "projection.md").read_text("utf-8")


def test_that_nothing_outside_the_guide_is_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="pyproject"):
        page("../pyproject.toml")
    with pytest.raises(OSError, match="none"):
        page("none.md")


def test_that_an_installed_guide_comes_before_the_one_of_a_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "guide").mkdir()
    (tmp_path / "guide" / "guide.md").write_text("# Installed", encoding="utf-8")
    monkeypatch.setattr(resource_files, "_folder", lambda: tmp_path)
    assert guide.page() == "# Installed"
