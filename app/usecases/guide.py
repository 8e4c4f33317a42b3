"""Where is the coach's guide, what are its chapters, and where does it speak of something?

It is written once, in docs; an installed Splitline has it among its resources. `guide.fr.md` is
`guide.md` in French: a page is read in the language that is spoken where it is written in it.
"""

from pathlib import Path
from typing import NamedTuple

from app.language import language
from app.resource_files import resource

FIRST_PAGE = "guide.md"
_INSTALLED = "guide"
_HEADS = ("# ", "## ", "### ")
_SHOWN = 62


class Chapter(NamedTuple):
    """A part of a page under one heading, with its level from 1."""

    title: str
    level: int
    lines: tuple[str, ...]


class Found(NamedTuple):
    """A line of a chapter that has what was searched for, without marks; empty for the heading."""

    chapter: int
    line: str


def guide_folder() -> Path:
    """Return the folder that the guide lies in; its pictures lie in `pictures` there."""
    installed = resource(_INSTALLED)
    return installed if installed.is_dir() else resource("").resolve().parent / "docs"


def page(name: str = FIRST_PAGE) -> str:
    """Return a page in the language spoken, else in English; raise `OSError` where there is none."""
    path = (guide_folder() / name).resolve()
    if not path.is_relative_to(guide_folder().resolve()):
        raise FileNotFoundError(name)
    spoken = path.with_suffix(f".{language()}{path.suffix}")
    return (spoken if spoken.is_file() else path).read_text(encoding="utf-8")


def chapters(text: str) -> tuple[Chapter, ...]:
    """Return the chapters of a page in order; what is in front of the first heading is left out."""
    found: list[tuple[str, int, list[str]]] = []
    fenced = False
    for line in text.splitlines():
        fenced ^= line.startswith("```")
        level = 0 if fenced else _level(line)
        if level:
            found.append((line[level + 1 :].strip(), level, []))
        elif found:
            found[-1][2].append(line)
    return tuple(Chapter(title, level, tuple(lines)) for title, level, lines in found)


def _level(line: str) -> int:
    return next((len(head) - 1 for head in _HEADS if line.startswith(head)), 0)


def found_in(parts: tuple[Chapter, ...], wanted: str) -> tuple[Found, ...]:
    """Return every line that has all the words in `wanted`, in any order and case."""
    words = wanted.casefold().split()
    if not words:
        return ()
    found = []
    for place, chapter in enumerate(parts):
        if _has(chapter.title, words):
            found.append(Found(place, ""))
        plain = (plain_text(line) for line in chapter.lines)
        found += [Found(place, line) for line in plain if line and _has(line, words)]
    return tuple(found)


def _has(line: str, words: list[str]) -> bool:
    folded = line.casefold()
    return all(each in folded for each in words)


def plain_text(line: str) -> str:
    """Return a line without the marks of its form: bold, code, links, the bars of a table."""
    import re

    line = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", line)
    line = re.sub(r"^\s*(?:[-*>]|\d+\.)\s+", "", line)
    line = re.sub(r"[*`]", "", line)
    line = " \u00b7 ".join(part.strip() for part in line.strip().strip("|").split("|"))
    return "" if not line.strip(" -\u00b7:") else line.strip()


def shortened(line: str, wanted: str, most: int = _SHOWN) -> str:
    """Return the part of a line around the first word that is searched for."""
    if len(line) <= most:
        return line
    first = line.casefold().find(wanted.casefold().split()[0])
    begin = max(0, min(first - most // 3, len(line) - most))
    end = begin + most
    begin = line.rfind(" ", 0, begin + 1) + 1 if begin else 0
    end = line.rfind(" ", first, end) if " " in line[first:end] and end < len(line) else end
    before, after = "\u2026" * (begin > 0), "\u2026" * (end < len(line))
    return f"{before}{line[begin:end].strip()}{after}"
