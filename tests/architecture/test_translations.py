"""Are the catalogues up to date, and is every language complete?"""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.architecture.checkout import ROOT
from ui.key_map import key_names
from ui.training.key_map import KEY_NAMES, REPLAY_KEY_NAMES

SCRIPT = ROOT / "packaging" / "translations.py"


@pytest.mark.slow
def test_that_the_catalogues_hold_every_text_and_french_is_complete() -> None:
    run = subprocess.run(
        [sys.executable, str(SCRIPT), "--check"], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, f"{run.stdout}{run.stderr}"


@pytest.mark.slow
def test_that_a_text_without_translation_and_a_lost_place_are_named(tmp_path: Path) -> None:
    po = tmp_path / "fr.po"
    po.write_text(
        'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n\n'
        'msgid "Start"\nmsgstr ""\n\n'
        'msgid "{name} is late"\nmsgstr "{nom} est en retard"\n\n'
        'msgid "{name} in {time}"\nmsgstr "{name}"\n'
    )
    look = (
        f"import sys; sys.path.insert(0, {str(SCRIPT.parent)!r}); import translations as t\n"
        "from pathlib import Path\n"
        "from babel.messages.pofile import read_po\n"
        f"print(*t.missing(read_po(Path({str(po)!r}).open('rb'), locale='fr')), sep='\\n')"
    )
    run = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert run.stdout.splitlines() == [
        "not translated: 'Start'",
        "a place that the text does not have: '{nom} est en retard'",
        "a place is lost: '{name}'",
    ]


@pytest.mark.slow
def test_that_the_lists_of_keys_are_among_the_texts() -> None:
    known = (ROOT / "resources" / "translations" / "splitline.pot").read_text("utf-8")
    for words in (*key_names(), *KEY_NAMES, *REPLAY_KEY_NAMES):
        assert f'msgid "{words[1]}"' in known
