"""What can be set for good, in which words, and what a search among it finds."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from app.language import marked, tr, tr_as
from app.usecases.export_choice import FORMS, PAPER_NAMES
from app.usecases.preferences import Preferences
from ui.key_map import Action
from ui.own_keys import Layer, changeable, keys_in, name_of, usual, words_of

SYSTEM = ""
ON, OFF = "on", "off"
_SIZES = (100, 125, 150, 175, 200)
_LANGUAGES: Mapping[str, str] = {"en": "English", "fr": "Fran\u00e7ais"}
_LOOK, _SOUND = marked("Appearance"), marked("Sound")
_EXPORT, _MACHINE = marked("Export"), marked("Machine")
KEYS = marked("Keys")
ABOUT_KEYS = marked(
    "Choose a key to have another one; pedals and presenters are keys as well. The keys of the "
    "lanes (1 to 9, 0, the keypad, F1 to F12), Esc and ? stay; a lane can have more beside its own."
)


class Setting(NamedTuple):
    """One thing that can be set: what it is called, what it means, and what it can be.

    Without options it is a text, a folder say.
    """

    name: str
    section: str
    label: str
    explained: str
    options: tuple[tuple[str, str], ...]
    chosen: str


class KeyRow(NamedTuple):
    """An action, the keys that it has, and whether they are others than usual."""

    action: Action
    words: str
    keys: tuple[str, ...]
    changed: bool


def settings(chosen: Preferences, languages: Iterable[str]) -> tuple[Setting, ...]:
    """Return everything that can be set but the keys, as it is now."""
    return (*_of_the_look(chosen, languages), *_of_the_sound(chosen), *_of_the_rest(chosen))


def _of_the_look(chosen: Preferences, languages: Iterable[str]) -> tuple[Setting, ...]:
    sizes = (*_SIZES, chosen.text_size)
    names = [(each, _LANGUAGES.get(each, each)) for each in languages]
    as_system = (SYSTEM, tr("as the system"))
    return (
        Setting(
            "theme",
            tr_as("a heading", "Look"),
            tr("Theme"),
            tr("Night for the dark, day for the sun, high contrast for glare."),
            (
                as_system,
                ("night", tr("night")),
                ("day", tr("day")),
                ("contrast", tr("high contrast")),
            ),
            chosen.theme,
        ),
        Setting(
            "text_size",
            tr_as("a heading", "Look"),
            tr("Text size"),
            tr("Of all words and of the figures that are not as large as they can be."),
            tuple((str(each), f"{each} %") for each in sorted(set(sizes))),
            str(chosen.text_size),
        ),
        Setting(
            "language",
            tr_as("a heading", "Look"),
            tr("Language"),
            tr("Files for other programs stay as they are."),
            (as_system, *names),
            chosen.language,
        ),
        Setting(
            "reduced_motion",
            tr_as("a heading", "Look"),
            tr("Reduced motion"),
            tr("Nothing slides, fades or blinks; the race itself still moves."),
            _switch(),
            _on(chosen.reduced_motion),
        ),
    )


def _of_the_sound(chosen: Preferences) -> tuple[Setting, ...]:
    return (
        Setting(
            "beep",
            tr(_SOUND),
            tr("Beeps"),
            tr("A short tone for every press, another for what was refused."),
            _switch(),
            _on(chosen.beep),
        ),
        Setting(
            "voice",
            tr(_SOUND),
            tr("Voice"),
            tr("The calls are spoken by the voice of the system."),
            _switch(),
            _on(chosen.voice),
        ),
    )


def _of_the_rest(chosen: Preferences) -> tuple[Setting, ...]:
    export = chosen.export
    return (
        Setting(
            "form",
            tr(_EXPORT),
            tr("Form"),
            tr("As what a race is exported unless another one is chosen."),
            tuple((each.name, tr(each.words)) for each in FORMS),
            export.kind.name,
        ),
        Setting(
            "paper",
            tr(_EXPORT),
            tr("Paper"),
            tr("Of what is printed, and of PDF files."),
            tuple(
                (each, each.upper() if len(each) < 3 else tr(each.capitalize()))
                for each in PAPER_NAMES
            ),
            export.paper,
        ),
        Setting(
            "folder",
            tr(_EXPORT),
            tr("Folder"),
            tr("Where exported files go; empty is the folder of documents."),
            (),
            export.folder,
        ),
        Setting(
            "awake",
            tr(_MACHINE),
            tr("Stay awake"),
            tr("Screen and machine do not go to sleep while a race runs."),
            _switch(),
            _on(chosen.awake),
        ),
    )


def _switch() -> tuple[tuple[str, str], ...]:
    return (ON, tr("on")), (OFF, tr("off"))


def _on(value: bool) -> str:
    return ON if value else OFF


def with_setting(chosen: Preferences, name: str, value: str) -> Preferences:
    """Return what was chosen, with one of the settings another one."""
    export = chosen.export
    changes: Mapping[str, Preferences] = {
        "theme": chosen._replace(theme=value),
        "language": chosen._replace(language=value),
        "text_size": chosen._replace(text_size=int(value) if name == "text_size" else 100),
        "reduced_motion": chosen._replace(reduced_motion=value == ON),
        "beep": chosen._replace(beep=value == ON),
        "voice": chosen._replace(voice=value == ON),
        "awake": chosen._replace(awake=value == ON),
        "form": chosen._replace(export=export._replace(form=value)),
        "paper": chosen._replace(export=export._replace(paper=value)),
        "folder": chosen._replace(export=export._replace(folder=value)),
    }
    return changes[name]


def key_rows(layer: Layer) -> tuple[KeyRow, ...]:
    """Return the actions whose keys can be changed, each with its keys in `layer`."""
    return tuple(
        KeyRow(
            action, _sentence(words_of(action)), keys_in(layer, action), name_of(action) in layer
        )
        for action in changeable()
    )


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def is_found(search: str, *texts: str) -> bool:
    """Whether every word that is searched for is in one of the texts, in whatever case."""
    whole = " ".join(texts).casefold()
    return all(word in whole for word in search.casefold().split())


def setting_found(search: str, setting: Setting) -> bool:
    """Whether a search finds a setting: by its name, what it means, or what it can be."""
    options = (words for _, words in setting.options)
    return is_found(search, setting.section, setting.label, setting.explained, *options)


def row_found(search: str, row: KeyRow) -> bool:
    """Whether a search finds an action: by what it does, or by a key of it, usual or not."""
    return is_found(search, tr(KEYS), row.words, *row.keys, *usual(row.action))
