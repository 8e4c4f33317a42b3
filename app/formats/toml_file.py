"""What does a TOML file of ours say, before its format is known?

What is shipped lies beside its TOML file as JSON too, which is read in a tenth of the time
(docs/decisions/first-paint.md). It is made from the TOML file, and never instead of it.
"""

from pathlib import Path
from typing import Any

from app.formats.checked_table import Table, shown
from app.formats.file_text import FormatError, read_text
from app.resource_files import resource

COMPILED = ".compiled.json"
_PLACE = r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)$"


def read_toml(path: Path, kind: type[FormatError]) -> Table:
    """Return the tables of `path`; raise `kind` that names the line where the syntax breaks."""
    compiled = path.with_suffix(COMPILED)
    if compiled.is_relative_to(resource("")) and compiled.exists():
        return Table(str(path), _compiled(compiled), kind)
    return Table(str(path), _parsed(path, kind), kind)


def _compiled(path: Path) -> dict[str, Any]:
    import json

    content: dict[str, Any] = json.loads(path.read_bytes())
    return content


def _parsed(path: Path, kind: type[FormatError]) -> dict[str, Any]:
    import tomllib

    text = read_text(path, kind)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise kind(_sentence(path, text, str(fault))) from None
    except RecursionError:
        raise kind(f"{path}: found tables nested too deep, expected a few") from None
    except ValueError:
        found = "a number of thousands of digits"
        raise kind(f"{path}: found {found}, expected a shorter one") from None


def _sentence(path: Path, text: str, fault: str) -> str:
    """Name the place, quote the line that stands there, and say what the parser missed."""
    import re

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
