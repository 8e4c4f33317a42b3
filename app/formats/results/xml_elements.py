"""What stands in an XML file of a watch? Its elements one after the other, never all at once.

What a watch does not write is refused before it can do harm: document types with their entities,
and elements nested without end.
"""

import re
from collections.abc import Container, Iterator
from typing import NamedTuple, cast
from xml.etree import ElementTree as ET

from app.formats.file_text import FormatError
from app.formats.results.watch_laps import refuse_large

_AT_ONCE = 64 * 1024
_DEEPEST = 50
_HEAD = 200
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]*encoding\s*=\s*["']([A-Za-z0-9._-]{1,40})["']""")
_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_ONE_BYTE = {"iso-8859-1": "cp1252", "latin1": "cp1252", "windows-1252": "cp1252"}


class Element(NamedTuple):
    """One element where it opens (`opens`: no text yet) or where it is whole.

    `path` holds the names from the outermost element to this one, without namespaces.
    """

    opens: bool
    path: tuple[str, ...]
    text: str
    attributes: dict[str, str]

    @property
    def name(self) -> str:
        """The name of the element."""
        return self.path[-1]


def elements(content: bytes, name: str, wanted: Container[str]) -> Iterator[Element]:
    """Yield the elements called one of `wanted` as they open and close, and the outermost one.

    `content` are the bytes of the file `name`. Raises `FormatError` for what is no XML, and for XML
    that no watch writes.
    """
    refuse_large(content, name)
    stack: list[ET.Element] = []
    path: list[str] = []
    for opens, element in _events(_text(content, name), name):
        if opens:
            tag = element.tag
            path.append(tag[tag.rfind("}") + 1 :])
            stack.append(element)
            if len(path) > _DEEPEST:
                found = f"more than {_DEEPEST} elements in each other"
                raise FormatError(f"{name}: found {found}, expected the XML of a watch")
        if path[-1] in wanted or len(path) == 1:
            text = "" if opens else element.text or ""
            yield Element(opens, tuple(path), text, element.attrib)
        if not opens:
            path.pop()
            stack.pop()
            if stack:
                del stack[-1][:]  # what was read is let go, and the file may be long


def _events(text: str, name: str) -> Iterator[tuple[bool, ET.Element]]:
    """Yield each element twice: when it opens, and when it is whole."""
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(("start", "end"))
    try:
        for start in range(0, len(text), _AT_ONCE):
            parser.feed(text[start : start + _AT_ONCE])
            for event, element in _read(parser):
                yield event == "start", element
        parser.close()
        for event, element in _read(parser):
            yield event == "start", element
    except ET.ParseError as fault:
        line, column = fault.position
        words = str(fault).partition(":")[0]
        raise FormatError(
            f"{name}: line {line}, column {column + 1}: found no XML ({words}), expected XML"
        ) from None


def _read(parser: "ET.XMLPullParser[ET.Element]") -> "Iterator[tuple[str, ET.Element]]":
    return cast("Iterator[tuple[str, ET.Element]]", parser.read_events())


def _text(content: bytes, name: str) -> str:
    """Return the text, its encoding as declared; nothing in it can make another text of it."""
    known = next((code for mark, code in _MARKS if content.startswith(mark)), "")
    if not known:
        declared = _DECLARED.match(content[:_HEAD])
        said = declared[1].decode().lower() if declared else "utf-8"
        known = _ONE_BYTE.get(said, "utf-8")
    try:
        text = content.decode(known)
    except UnicodeDecodeError as fault:
        found = f"a byte that is no {fault.encoding}"
        where = f"{name}: byte {fault.start}"
        raise FormatError(f"{where}: found {found}, expected XML text") from None
    text = text.lstrip()  # there are programs that put blanks before the declaration
    if not text.startswith("<"):
        raise FormatError(f"{name}: found no XML, expected the recording of a watch")
    for forbidden in ("<!DOCTYPE", "<!ENTITY"):
        if forbidden in text:
            found = f"{forbidden[2:].lower()} declarations"
            raise FormatError(f"{name}: found {found}, expected the plain XML of a watch")
    return text
