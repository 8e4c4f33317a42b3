import json
import threading
from pathlib import Path

import pytest

from app.analysis.calls.book import CallBook
from app.analysis.tap_school import Hand, Touch
from app.domain.times import Duration
from app.storage.preferences import PreferencesError
from app.usecases import preferences as prefs
from app.usecases.care import wants_awake
from app.usecases.preferences import THEMES, Keeper, Preferences, load, store
from ui import theme

SOON_S = 10.0
BOOK = CallBook(templates={"bell": "{ask}!"}, words={"down": "BACK"}, figures=True, whole=True)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "preferences.json"


def test_that_nothing_chosen_is_what_comes_with_splitline(path: Path) -> None:
    assert load(path) == (Preferences(theme="", beep=True, voice=False, calls=CallBook()), "")


def test_that_every_theme_can_be_chosen() -> None:
    assert set(THEMES) == set(theme.THEMES)


def test_that_what_is_stored_is_loaded(path: Path) -> None:
    chosen = Preferences(theme="day", beep=False, voice=True, calls=BOOK)
    store(path, chosen)
    assert load(path) == (chosen, "")


def test_that_a_call_taken_back_to_the_usual_one_leaves_the_file(path: Path) -> None:
    store(path, Preferences(calls=BOOK))
    store(path, Preferences())
    assert load(path) == (Preferences(), "")
    assert json.loads(path.read_text("utf-8"))["calls"]["templates"] == {}


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({"theme": "pink"}, "theme is 'pink'; expected one of night, day, contrast."),
        ({"theme": []}, "theme is []; expected one of night, day, contrast."),
        ({"beep": "no"}, "beep is 'no'; expected true or false."),
        ({"voice": 1}, "voice is 1; expected true or false."),
        ({"calls": [1]}, "calls is [1]; expected a table of names and values."),
        ({"calls": {"whole": None}}, "calls.whole is None; expected true or false."),
        ({"calls": {"words": {"up": 1}}}, "calls.words.up is 1; expected a text."),
        (
            {"calls": {"templates": {"bell": "{lapp}"}}},
            "calls.templates.bell: There is no field {lapp} (character 1); expected one of",
        ),
        ({"beep": "x" * 99}, f"beep is '{'x' * 39}\u2026; expected true or false."),
    ],
)
def test_that_what_cannot_be_used_is_as_usual_with_one_sentence(
    path: Path, found: object, sentence: str
) -> None:
    path.write_text(json.dumps(found), "utf-8")
    loaded = load(path)
    assert loaded.preferences == Preferences()
    assert loaded.trouble.startswith(f"{path}: {sentence}")


def test_that_one_wrong_value_spoils_no_other(path: Path) -> None:
    found = {
        "theme": "pink",
        "beep": False,
        "unknown": 1,
        "calls": {"whole": True, "templates": {"bell": "{x}", "finish": "{split}", "new": 1}},
    }
    path.write_text(json.dumps(found), "utf-8")
    loaded = load(path)
    assert loaded.trouble.startswith(f"{path}: theme is 'pink'")
    calls = CallBook(templates={"finish": "{split}"}, whole=True)
    assert loaded.preferences == Preferences(beep=False, calls=calls)


def test_that_a_damaged_file_is_one_sentence(path: Path) -> None:
    path.write_text("{", "utf-8")
    loaded = load(path)
    assert loaded.preferences == Preferences()
    assert "is damaged" in loaded.trouble


def test_that_a_keeper_stores_the_newest_of_several(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, stored = threading.Event(), threading.Event(), []

    def slow(where: Path, chosen: Preferences) -> None:
        begun.set()
        assert go_on.wait(SOON_S)
        stored.append(chosen.theme)
        store(where, chosen)

    monkeypatch.setattr(prefs, "store", slow)
    keeper = Keeper(path)
    keeper.keep(Preferences(theme="day"))
    assert begun.wait(SOON_S)
    for name in ("contrast", "night", "day"):
        keeper.keep(Preferences(theme=name))
    go_on.set()
    keeper.close(SOON_S)
    assert stored == ["day", "day"]
    assert load(path).preferences.theme == "day"


def test_that_a_keeper_stores_again_after_a_rest(path: Path) -> None:
    keeper = Keeper(path)
    for name in ("day", "contrast"):
        keeper.keep(Preferences(theme=name))
        keeper.close(SOON_S)
        assert load(path).preferences.theme == name
    assert keeper.trouble == ""


def test_that_a_choice_that_cannot_be_stored_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    keeper = Keeper(tmp_path / "file" / "preferences.json")
    keeper.keep(Preferences())
    keeper.close(SOON_S)
    assert keeper.trouble.endswith("the choice is not remembered.")
    with pytest.raises(PreferencesError):
        store(tmp_path / "file" / "preferences.json", Preferences())


def test_that_what_is_set_for_good_comes_back(path: Path) -> None:
    chosen = Preferences(
        seen_theme="day",
        text_size=175,
        language="fr",
        reduced_motion=True,
        awake=False,
        keys={"undo": ("F13", "Ctrl+Z"), "next-target": ()},
    )
    store(path, chosen)
    assert load(path) == (chosen, "")
    assert wants_awake(path) is False


def test_that_keys_that_are_usual_again_leave_the_file(path: Path) -> None:
    store(path, Preferences(keys={"undo": ("F13",), "redo": ("F14",)}))
    store(path, Preferences(keys={"redo": ("F14",)}))
    assert json.loads(path.read_text("utf-8"))["keys"] == {"redo": ["F14"]}


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        ({"text_size": 99}, "text_size is 99; expected a whole number from 100 to 200."),
        ({"text_size": 201}, "text_size is 201; expected a whole number from 100 to 200."),
        ({"text_size": True}, "text_size is True; expected a whole number from 100 to 200."),
        ({"text_size": 1.5e2}, "text_size is 150.0; expected a whole number from 100 to 200."),
        ({"language": "xx"}, "language is 'xx'; expected one of en, "),
        ({"reduced_motion": 1}, "reduced_motion is 1; expected true or false."),
        ({"keep_awake": "no"}, "keep_awake is 'no'; expected true or false."),
        ({"keys": []}, "keys is []; expected a table of names and values."),
        ({"keys": {"undo": "Z"}}, "keys.undo is 'Z'; expected a list of texts."),
        ({"keys": {"undo": [1]}}, "keys.undo is [1]; expected a list of texts."),
    ],
)
def test_that_a_setting_that_cannot_be_used_is_as_usual(
    path: Path, found: object, sentence: str
) -> None:
    path.write_text(json.dumps(found), "utf-8")
    loaded = load(path)
    assert loaded.preferences == Preferences()
    assert loaded.trouble.startswith(f"{path}: {sentence}")


HAND = Hand(
    Touch(Duration(210_000_000), Duration(30_000_000), 8),
    Touch(Duration(-20_000_000), Duration(40_000_000), 16, 1),
)


def test_that_a_hand_is_remembered_until_it_is_forgotten(path: Path) -> None:
    store(path, Preferences(hand=HAND, welcomed=True))
    assert load(path) == (Preferences(hand=HAND, welcomed=True), "")
    store(path, Preferences())
    assert load(path) == (Preferences(), "")
    assert "hand" not in json.loads(path.read_text())


@pytest.mark.parametrize(
    "found", [[1, 2], [0, 0, 8, 0], [9_000_000_000, 1, 8, 0], "fast", [0.5, 1, 8, 0], [True] * 4]
)
def test_that_a_hand_that_no_lesson_can_have_found_is_named_and_left_out(
    path: Path, found: object
) -> None:
    path.write_text(json.dumps({"hand": {"gun": found, "line": [1, 20_000_000, 8, 0]}}))
    loaded = load(path)
    assert loaded.preferences.hand is None
    assert loaded.trouble.startswith(f"{path}: hand.gun is ")
    assert loaded.trouble.count("hand.gun") == 1
