"""The voice: which program says what, one utterance at a time, and nobody waits for it."""

import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from ui.voice import Program, Voice, program_for, speakable

Said = Callable[[], list[str]]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
SCRIPT = """#!/bin/sh
line=$(printf '%s|' "$@")
printf '%s\\n' "$line" >> "$SAID"
case "$*" in
*--cancel*) exit 0 ;;
*fails*) exit 3 ;;
*long*) exec sleep 30 ;;
esac
"""
SPOKEN = "--wait|--application-name|splitline|--language|en|--|"


@pytest.fixture
def said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Said:
    """A program called spd-say that writes down what it is asked for."""
    log, folder = tmp_path / "said", tmp_path / "bin"
    folder.mkdir()
    program = folder / "spd-say"
    program.write_text(SCRIPT, "utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("SAID", str(log))

    def lines() -> list[str]:
        return log.read_text("utf-8").splitlines() if log.exists() else []

    return lines


@pytest.fixture
def voice() -> Iterator[Voice]:
    found = Voice(program_for("linux"))
    yield found
    found.close()


def test_that_a_voice_is_off_until_it_is_switched_on(voice: Voice, said: Said) -> None:
    voice.say("sixty-one")
    voice.close()
    assert said() == []


def test_that_a_call_is_one_argument_after_all_options(
    voice: Voice, said: Said, qtbot: QtBot
) -> None:
    assert voice.switch(on=True) == ""
    voice.say("Anna: sixty-one. one down.")
    qtbot.waitUntil(lambda: said() == [f"{SPOKEN}Anna: sixty-one. one down.|"])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("--help: sixty", "help: sixty"),
        ("-Anna-", "Anna-"),
        ("; rm -rf $HOME `x` \n\x1b[2J\0", "; rm -rf HOME x 2J"),
        ("[[volm 0]] <speak>go</speak>", "volm 0 speak go speak"),
        ("Zo\u00eb O\u2019Hara \u5f20", "Zo\u00eb O Hara \u5f20"),
        ("\u202e\ud800 a", "a"),
        ("...", ""),
    ],
)
def test_that_only_plain_words_are_spoken(text: str, words: str) -> None:
    assert speakable(text) == words


@given(st.text(max_size=400))
def test_that_nothing_spoken_is_an_option_or_a_control_character(text: str) -> None:
    words = speakable(text)
    assert not words.startswith("-")
    assert words.isprintable()
    assert len(words) <= 300
    assert words.encode().decode() == words


def test_that_a_newer_call_takes_the_place_of_the_one_being_said(
    voice: Voice, said: Said, qtbot: QtBot
) -> None:
    voice.switch(on=True)
    voice.say("a long story")
    qtbot.waitUntil(lambda: len(said()) == 1 and voice._speaker._process is not None)
    first = voice._speaker._process
    assert first is not None
    assert first.poll() is None
    voice.say("go")
    qtbot.waitUntil(lambda: len(said()) == 3)
    assert said()[1:] == ["--cancel|", f"{SPOKEN}go|"]
    assert first.returncode is not None


def test_that_of_several_waiting_calls_the_newest_is_said(
    voice: Voice, said: Said, qtbot: QtBot
) -> None:
    voice.switch(on=True)
    began, go_on = Event(), Event()
    plain = voice._speaker._speak

    def slow(words: str) -> None:
        began.set()
        assert go_on.wait(10)
        plain(words)

    voice._speaker._speak = slow  # type: ignore[method-assign]
    voice.say("one")
    assert began.wait(10)
    for words in ("two", "three", "four"):
        voice.say(words)
    go_on.set()
    qtbot.waitUntil(lambda: f"{SPOKEN}four|" in said())
    assert not {f"{SPOKEN}two|", f"{SPOKEN}three|"} & set(said())


def test_that_an_utterance_that_ended_is_taken_note_of(
    voice: Voice, said: Said, qtbot: QtBot
) -> None:
    voice.switch(on=True)
    voice.say("short")
    qtbot.waitUntil(lambda: said() != [] and voice._speaker._process is None)
    assert voice.trouble == ""


def test_that_switching_off_is_silence_at_once(voice: Voice, said: Said, qtbot: QtBot) -> None:
    voice.switch(on=True)
    voice.say("a long story")
    qtbot.waitUntil(lambda: len(said()) == 1)
    voice.switch(on=False)
    qtbot.waitUntil(lambda: said()[1:] == ["--cancel|"])
    voice.say("more")
    voice.close()
    assert len(said()) == 2


def test_that_closing_leaves_no_program_behind(voice: Voice, said: Said, qtbot: QtBot) -> None:
    voice.switch(on=True)
    voice.say("a long story")
    qtbot.waitUntil(lambda: len(said()) == 1 and voice._speaker._process is not None)
    process = voice._speaker._process
    assert process is not None
    voice.close()
    assert process.returncode is not None


def test_that_a_program_that_fails_is_said(voice: Voice, said: Said, qtbot: QtBot) -> None:
    voice.switch(on=True)
    voice.say("this fails")
    qtbot.waitUntil(lambda: voice.trouble == "The voice failed: spd-say ended with code 3.")


def test_that_a_program_that_cannot_be_started_is_said(tmp_path: Path, qtbot: QtBot) -> None:
    voice = Voice(Program("spd-say-that-is-nowhere", ()), find=lambda name: name)
    voice.switch(on=True)
    voice.say("go")
    qtbot.waitUntil(lambda: voice.trouble.startswith("The voice failed: spd-say-that-is-nowhere:"))
    voice.close()


def _nowhere(_: str) -> None:
    """Find no program."""


@pytest.mark.parametrize(
    ("platform", "program", "sentence"),
    [
        ("linux", "spd-say", "There is no voice: spd-say is not installed"),
        ("freebsd14", "spd-say", "There is no voice: spd-say is not installed"),
        ("darwin", "say", "There is no voice: the program say is not there."),
        ("win32", "powershell", "There is no voice: PowerShell is not there."),
    ],
)
def test_that_a_missing_voice_is_one_sentence(platform: str, program: str, sentence: str) -> None:
    voice = Voice(program_for(platform), find=_nowhere)
    assert voice.switch(on=True).startswith(sentence)
    assert not voice.on
    assert program_for(platform).name == program


def test_that_powershell_reads_no_words_of_ours_as_a_command() -> None:
    program = program_for("win32")
    assert program.by_name
    assert program.speak[-1].endswith("Speak($env:SPLITLINE_SAYS)")
