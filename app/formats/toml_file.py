"""What does a TOML file of ours say, before its format is known?"""

import re
import tomllib
from pathlib import Path

from app.formats.checked_table import Table, shown
from app.formats.file_text import FormatError, read_text

_PLACE = r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$"


def read_toml(path: Path, kind: type[FormatError]) -> Table:
    """Return the tables of `path`; raise `kind` that names the line where the syntax breaks."""
    text = read_text(path, kind)
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise kind(_sentence(path, text, str(fault))) from None
    except RecursionError:
        raise kind(f"{path}: found tables nested too deep, expected a few") from None
    except ValueError:
        found = "a number of thousands of digits"
        raise kind(f"{path}: found {found}, expected a shorter one") from None
    return Table(str(path), content, kind)


def _sentence(path: Path, text: str, fault: str) -> str:
    """Name the place, quote the line that stands there, and say what the parser missed."""
    place = re.search(_PLACE, fault)
    words = re.sub(_PLACE, "", fault).rstrip(".")
    if place is None or place[1] is None:
        return f"{path}: found the end of the file ({_lower(words)}), expected TOML"
    number = int(place[1])
    line = shown(text.split("\n")[number - 1].strip())
    where = f"{path}: line {number}, column {place[2]}: found {line}"
    if words.startswith("Expected "):
        return f"{where}, {_lower(words)}"
    return f"{where} ({_lower(words)}), expected TOML"


def _lower(words: str) -> str:
    return words[:1].lower() + words[1:]


def check_format(table: Table, name: str, newest: int = 1) -> None:
    """Refuse a file of another format, or of a newer version than `newest`."""
    table.one_of("format", (name,))
    version = table.whole("version")
    if version != newest:
        newer = ", which a newer Splitline wrote" if version > newest else ""
        raise table.fault("version", found=f"{version}{newer}", expected=str(newest))
