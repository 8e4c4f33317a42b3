"""Which texts are there to be translated, and is every language up to date?

Reads the texts from the source as `app/language.py` marks them, and writes the template, the
catalogues of the languages and what gettext reads. `--check` writes nothing and says what is
missing. Places in the source are given by file alone: a line number would change with every edit.
"""

import ast
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "translations"
TEMPLATE = "splitline.pot"
_SOURCES = ("app", "ui")
_LISTS_OF_KEYS = ("KEY_NAMES", "_OF_OTHER_WINDOWS")
_OF_ONE = ("tr", "marked", "Message")
_PLACE = re.compile(r"\{(\w*)[^{}]*\}")
_HEAD = """\
# Texts of Splitline{of}
msgid ""
msgstr ""
{language}"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_NO_DATE = datetime(1970, 1, 1, tzinfo=UTC)
"""What is made has the same bytes whenever it is made."""


class Text(NamedTuple):
    """A text of the source: its plural where it has one, its context where it has one."""

    text: str
    plural: str = ""
    context: str = ""


def texts_in(source: str) -> Iterator[Text]:
    """Yield what `tr`, `tr_count`, `tr_as`, `marked`, `Message` and a `template` say."""
    tree = ast.parse(source)
    yield from _of_keys(tree)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            yield from _of_call(node.func.id, [_plain(each) for each in node.args])
        elif isinstance(node, ast.Assign) and _is_template(node):
            text = _plain(node.value)
            if text:
                yield Text(text)


def _of_keys(tree: ast.Module) -> Iterator[Text]:
    """Yield what the key map says: the names of the acts, and the keys with what they do."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name == "Act":
            values = [each.value for each in node.body if isinstance(each, ast.Assign)]
            yield from (Text(words) for words in map(_plain, values) if words)
        elif _is_list_of_keys(node):
            pairs = [each for each in ast.walk(node) if isinstance(each, ast.Tuple)]
            words = [_plain(each) for pair in pairs for each in pair.elts]
            yield from (Text(each) for each in words if len(each) > 2)


def _is_list_of_keys(node: ast.AST) -> bool:
    if isinstance(node, ast.Assign):
        names = [each.id for each in node.targets if isinstance(each, ast.Name)]
        return any(each.endswith(_LISTS_OF_KEYS) for each in names)
    return isinstance(node, ast.FunctionDef) and node.name == "key_names"


def _of_call(name: str, words: list[str]) -> Iterator[Text]:
    if name in _OF_ONE and words and words[0]:
        yield Text(words[0])
    elif name == "tr_count" and len(words) > 1 and words[0] and words[1]:
        yield Text(words[0], plural=words[1])
    elif name == "tr_as" and len(words) > 1 and words[0] and words[1]:
        yield Text(words[1], context=words[0])


def _is_template(node: ast.Assign) -> bool:
    return [each.id for each in node.targets if isinstance(each, ast.Name)] == ["template"]


def _plain(node: ast.expr) -> str:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def template() -> Catalog:
    """Return every text of the source with the files that say it, in their order."""
    catalog = Catalog(charset="utf-8")
    for folder in _SOURCES:
        for path in sorted((ROOT / folder).rglob("*.py")):
            place = path.relative_to(ROOT).as_posix()
            for each in dict.fromkeys(texts_in(path.read_text("utf-8"))):
                words = (each.text, each.plural) if each.plural else each.text
                catalog.add(words, locations=[(place, 0)], context=each.context or None)
    return catalog


def updated(path: Path, texts: Catalog) -> Catalog:
    """Return the catalogue at `path` with the texts of the source; those gone are left out."""
    with path.open("rb") as file:
        catalog = read_po(file, locale=path.stem)
    catalog.update(texts, no_fuzzy_matching=True, update_header_comment=False)
    catalog.obsolete.clear()
    return catalog


def as_po(catalog: Catalog) -> bytes:
    """Return the file of a catalogue."""
    out = BytesIO()
    code = catalog.locale_identifier
    language = f'"Language: {code}\\n"\n"Plural-Forms: {catalog.plural_forms}\\n"\n' if code else ""
    head = _HEAD.format(of=f", language {code}" if code else "", language=language)
    write_po(out, catalog, width=96, include_lineno=False, omit_header=True)
    return head.encode() + out.getvalue()


def as_mo(catalog: Catalog) -> bytes:
    """Return what gettext reads."""
    out = BytesIO()
    catalog.creation_date = catalog.revision_date = _NO_DATE
    write_mo(out, catalog)
    return out.getvalue()


def missing(catalog: Catalog) -> Iterator[str]:
    """Yield a line for every text that is not translated, or loses or invents a place."""
    for message in catalog:
        if not message.id:
            continue
        if message.fuzzy or not all(_said(message)):
            yield f"not translated: {message.id!r}"
        elif any(_places(said) - _places(*_asked(message)) for said in _said(message)):
            yield f"a place that the text does not have: {message.string!r}"
        elif _places(_asked(message)[-1]) - _places(_said(message)[-1]):
            yield f"a place is lost: {message.string!r}"


def _asked(message: Message) -> tuple[str, ...]:
    return (message.id,) if isinstance(message.id, str) else tuple(message.id)


def _said(message: Message) -> tuple[str, ...]:
    said = message.string or ""
    return (said,) if isinstance(said, str) else tuple(said)


def _places(*texts: str) -> set[str]:
    return {name for text in texts for name in _PLACE.findall(text)}


def files() -> Iterator[tuple[Path, bytes, list[str]]]:
    """Yield each file that is made from the source, what it holds, and what it lacks."""
    texts = template()
    yield FOLDER / TEMPLATE, as_po(texts), []
    for path in sorted(FOLDER.glob("*.po")):
        catalog = updated(path, texts)
        yield path, as_po(catalog), list(missing(catalog))
        yield path.with_suffix(".mo"), as_mo(catalog), []


def main(arguments: list[str]) -> int:
    """Write the files, or with `--check` only compare them; return 1 where something is amiss."""
    amiss = []
    for path, content, lacking in files():
        amiss += [f"{path.name}: {line}" for line in lacking]
        if "--check" not in arguments:
            path.write_bytes(content)
        elif not path.exists() or path.read_bytes() != content:
            amiss.append(f"{path.name} is not up to date: run `make translations`")
    print("\n".join(amiss) or "Every text is translated.")
    return 1 if amiss else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
