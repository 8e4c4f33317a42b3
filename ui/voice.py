"""How is a call spoken? By the voice of the system, one utterance at a time, and never waited for.

`spd-say` on Linux, `say` on macOS, PowerShell's SAPI on Windows. A thread starts the program, ends
it when a newer utterance comes, and takes note of its end. Times are seconds.
"""

import atexit
import os
import shutil
import subprocess
import sys
import threading
import unicodedata
from collections.abc import Callable, Mapping
from queue import Empty, SimpleQueue
from typing import NamedTuple

from app.language import language, marked, tr

_LOOK_S = 0.1
_END_S = 1.0
_CLOSED_WITHIN_S = 2.0
_LONGEST = 300
_TEXT = "SPLITLINE_SAYS"
_SAPI = (
    "Add-Type -AssemblyName System.Speech; "
    f"(New-Object System.Speech.Synthesis.SpeechSynthesizer).Speak($env:{_TEXT})"
)
_MARKS = frozenset(" .,:;!?'-")


class Program(NamedTuple):
    """A program that speaks: how it is called, what silences it, and where it comes from.

    The text follows `speak` as the last argument, or is in the environment when `by_name`: what
    PowerShell gets as an argument it would read as a command. With `told_language` the code of the
    language comes behind `speak`.
    """

    name: str
    speak: tuple[str, ...]
    hush: tuple[str, ...] = ()
    missing: str = ""
    by_name: bool = False
    told_language: bool = False


_SPD_SAY = Program(
    name="spd-say",
    speak=("--wait", "--application-name", "splitline", "--language"),
    hush=("--cancel",),
    missing=marked("There is no voice: spd-say is not installed (package speech-dispatcher)."),
    told_language=True,
)
_SAY = Program("say", ("--",), missing=marked("There is no voice: the program say is not there."))
_POWERSHELL = Program(
    name="powershell",
    speak=("-NoProfile", "-NonInteractive", "-Command", _SAPI),
    missing=marked("There is no voice: PowerShell is not there."),
    by_name=True,
)
_BY_PLATFORM: Mapping[str, Program] = {"darwin": _SAY, "win32": _POWERSHELL}


def program_for(platform: str) -> Program:
    """Return the program that speaks on a platform, as `sys.platform` names it."""
    return _BY_PLATFORM.get(platform, _SPD_SAY)


def speakable(text: str) -> str:
    """Return `text` as plain words: letters, figures and stops, never an option or a command."""
    plain = unicodedata.normalize("NFC", text)
    kept = "".join(each if each.isalnum() or each in _MARKS else " " for each in plain)
    return " ".join(kept.split())[:_LONGEST].strip().lstrip("-. ")


class Voice:
    """Says what it is given as long as it is on; owns the thread and the program it started."""

    def __init__(
        self, program: Program | None = None, find: Callable[[str], str | None] = shutil.which
    ) -> None:
        """Begin silent and off."""
        self._program = program or program_for(sys.platform)
        self._find = find
        self._speaker = _Speaker(self._program)
        self._thread: threading.Thread | None = None
        self.on = False

    @property
    def trouble(self) -> str:
        """One sentence when the program failed; it stays until it is taken note of."""
        return self._speaker.trouble

    @trouble.setter
    def trouble(self, words: str) -> None:
        self._speaker.trouble = words

    def switch(self, *, on: bool) -> str:
        """Turn the voice on or off; return one sentence when it cannot be turned on."""
        if on and self._find(self._program.name) is None:
            return tr(self._program.missing)
        self.on = on
        if not on:
            self._want("")
        return ""

    def say(self, text: str) -> None:
        """Say `text` in the place of what is being said; return at once."""
        words = speakable(text)
        if self.on and words:
            self._want(words)

    def close(self) -> None:
        """Fall silent and end."""
        self.on = False
        if self._thread is not None:
            self._speaker.wanted.put(None)
            self._thread.join(_CLOSED_WITHIN_S)
            self._thread = None
            atexit.unregister(self.close)

    def _want(self, words: str) -> None:
        if self._thread is None:
            if not words:
                return
            self._thread = threading.Thread(target=self._speaker.run, name="voice", daemon=True)
            self._thread.start()
            atexit.register(self.close)
        self._speaker.wanted.put(words)


class _Speaker:
    """What the thread does: it alone starts the program and ends it."""

    def __init__(self, program: Program) -> None:
        self.wanted: SimpleQueue[str | None] = SimpleQueue()
        self.trouble = ""
        self._program = program
        self._process: subprocess.Popen[bytes] | None = None

    def run(self) -> None:
        """Say what is wanted until None is; nothing is silence."""
        while (words := self._next()) is not None:
            self._fall_silent()
            if words:
                self._speak(words)
        self._fall_silent()

    def _next(self) -> str | None:
        """Wait for the newest utterance; while one is said, look whether it has ended."""
        while True:
            try:
                words = self.wanted.get(timeout=_LOOK_S if self._process else None)
            except Empty:
                self._look()
                continue
            while words is not None and not self.wanted.empty():
                words = self.wanted.get()
            return words

    def _look(self) -> None:
        if self._process is not None and self._process.poll() is not None:
            code = self._process.returncode
            name = self._program.name
            if code:
                self.trouble = tr(
                    "The voice failed: {name} ended with code {code}.", name=name, code=code
                )
            self._process = None

    def _speak(self, words: str) -> None:
        program = self._program
        said = [language(), "--", words] if program.told_language else [words]
        arguments = [program.name, *program.speak, *([] if program.by_name else said)]
        self._process = self._start(arguments, os.environ | {_TEXT: words})

    def _start(
        self, arguments: list[str], environment: Mapping[str, str]
    ) -> "subprocess.Popen[bytes] | None":
        try:
            return subprocess.Popen(
                arguments,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            )
        except OSError as error:
            self.trouble = tr(
                "The voice failed: {name}: {reason}.",
                name=self._program.name,
                reason=error.strerror,
            )
            return None

    def _fall_silent(self) -> None:
        """End the program, and what it has handed on to a service of the system."""
        self._look()
        process, self._process = self._process, None
        if process is None:
            return
        process.terminate()
        _reap(process)
        if self._program.hush:
            hush = self._start([self._program.name, *self._program.hush], os.environ)
            if hush is not None:
                _reap(hush)


def _reap(process: "subprocess.Popen[bytes]") -> None:
    try:
        process.wait(_END_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
