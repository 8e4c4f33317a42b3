"""Does a table read from a file hold what is asked of it?

Every answer is checked, and every refusal is one sentence with the file and the path inside it
(`splits[2].time`). Times in files are text as a coach writes them, distances metres.
"""

import math
from collections.abc import Callable, Iterable
from typing import TypeVar

from app.domain.course import Distance, metres
from app.domain.times import Duration, TimeSyntaxError, parse_time
from app.formats.file_text import FormatError

_SHOWN = 40
_MAX_M = 1_000_000
_Value = TypeVar("_Value")


class Table:
    """One table of a file: owns which of its keys were asked for, so as to refuse the others."""

    def __init__(self, file: str, content: object, kind: type[FormatError], path: str = "") -> None:
        """Wrap `content`; faults are raised as `kind` and begin with `file` and `path`."""
        self._file = file
        self._kind = kind
        self._path = path
        self._asked: set[str] = set()
        if not isinstance(content, dict):
            raise self.fault("", found=shown(content), expected="a table")
        self._content = content

    def fault(self, key: str, *, found: str, expected: str) -> FormatError:
        """Return the fault at `key`, to be raised; an empty key means the table itself."""
        return self.broken(key, f"found {found}, expected {expected}")

    def broken(self, key: str, words: str) -> FormatError:
        """Return the fault at `key` in the words of another rule, to be raised."""
        where = ".".join(part for part in (self._path, key) if part)
        return self._kind(": ".join(part for part in (self._file, where, words) if part))

    def has(self, key: str) -> bool:
        """Whether `key`, which may be missing, is there."""
        self._asked.add(key)
        return key in self._content

    def every_key(self) -> tuple[str, ...]:
        """Every key that is there."""
        return tuple(self._content)

    def value(self, key: str, expected: str) -> object:
        """Return what stands at `key` as it is; refused when there is nothing."""
        self._asked.add(key)
        if key not in self._content:
            raise self.fault(key, found="nothing", expected=expected)
        return self._content[key]

    def text(self, key: str, default: str | None = None) -> str:
        """Return a text in one line, `default` when it may be missing."""
        if default is not None and not self.has(key):
            return default
        value = self.value(key, "a text")
        if not isinstance(value, str) or not (value.strip() or default == ""):
            raise self.fault(key, found=shown(value), expected="a text")
        line = " ".join(value.split())
        if not line.isprintable():
            raise self.fault(key, found=f"{line!r}", expected="a text without control characters")
        return line

    def one_of(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """Return a text that is one of `choices`."""
        value = self.text(key, default)
        allowed = tuple(choices)
        if value not in allowed:
            raise self.fault(
                key, found=shown(value), expected=" or ".join(each for each in allowed if each)
            )
        return value

    def whole(self, key: str, expected: str = "a whole number") -> int:
        """Return a whole number."""
        value = self.value(key, expected)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fault(key, found=shown(value), expected=expected)
        return value

    def truth(self, key: str) -> bool:
        """Return true or false."""
        value = self.value(key, "true or false")
        if not isinstance(value, bool):
            raise self.fault(key, found=shown(value), expected="true or false")
        return value

    def number(self, key: str, expected: str = "a number above zero") -> float:
        """Return a number above zero."""
        value = _number(self.value(key, expected))
        if value is None or value <= 0:
            raise self.fault(key, found=shown(self._content[key]), expected=expected)
        return value

    def distance(self, key: str) -> Distance:
        """Return metres above zero."""
        return self._metres(key, self.value(key, "metres"), least=1)

    def place(self, key: str) -> Distance:
        """Return metres from the start, 0 among them."""
        return self._metres(key, self.value(key, "metres from the start"), least=0)

    def distances(self, key: str) -> tuple[Distance, ...]:
        """Return a list of metres above zero."""
        return self._list(key, "a list of metres", lambda k, v: self._metres(k, v, least=1))

    def time(self, key: str, *, signed: bool = False) -> Duration:
        """Return a time written as text, a difference with a sign when `signed`."""
        value = self.value(key, 'a time in quotes like "4:06.42"')
        if not isinstance(value, str):
            raise self.fault(key, found=shown(value), expected='a time in quotes like "4:06.42"')
        try:
            return parse_time(value, signed=signed)
        except TimeSyntaxError as fault:
            raise self.broken(key, str(fault)) from None

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts."""
        return self._list(key, "a list of texts", self._plain)

    def names(self, key: str) -> tuple[str, ...]:
        """Return one text or several."""
        value = self.value(key, "a text or a list of texts")
        return (self.text(key),) if isinstance(value, str) else self.texts(key)

    def numbers(self, key: str) -> tuple[float, ...]:
        """Return a list of numbers."""
        return self._list(key, "a list of numbers", self._any_number)

    def table(self, key: str) -> "Table":
        """Return the table at `key`."""
        return self._table(key, self.value(key, "a table"))

    def tables(self, key: str, *, needed: bool = True) -> tuple["Table", ...]:
        """Return a list of tables, empty when it is not there and not `needed`."""
        if not needed and not self.has(key):
            return ()
        return self._list(key, "a list of tables", self._table)

    def close(self) -> None:
        """Refuse the first key that nobody asked for."""
        for key in self._content:
            if key not in self._asked:
                known = ", ".join(sorted(self._asked))
                raise self.fault("", found=f'the unknown key "{key}"', expected=f"one of {known}")

    def _list(
        self, key: str, expected: str, read: Callable[[str, object], _Value]
    ) -> tuple[_Value, ...]:
        value = self.value(key, expected)
        if not isinstance(value, list):
            raise self.fault(key, found=shown(value), expected=expected)
        return tuple(read(f"{key}[{i}]", each) for i, each in enumerate(value))

    def _metres(self, key: str, value: object, least: int) -> Distance:
        number = _number(value)
        if number is None or not least <= metres(min(max(number, -1.0), 2.0 * _MAX_M)) <= metres(
            _MAX_M
        ):
            raise self.fault(key, found=shown(value), expected=f"metres, at most {_MAX_M}")
        return metres(number)

    def _plain(self, key: str, value: object) -> str:
        if not isinstance(value, str) or not value.strip() or not value.isprintable():
            raise self.fault(key, found=shown(value), expected="a text")
        return value

    def _any_number(self, key: str, value: object) -> float:
        number = _number(value)
        if number is None:
            raise self.fault(key, found=shown(value), expected="a number")
        return number

    def _table(self, key: str, value: object) -> "Table":
        path = ".".join(part for part in (self._path, key) if part)
        return Table(self._file, value, self._kind, path)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def shown(value: object) -> str:
    """Return a value as a sentence quotes it: texts in quotes, what is long cut or counted."""
    if isinstance(value, str):
        text = value if value.isprintable() else repr(value)[1:-1]
        return f'"{text}"' if len(text) <= _SHOWN else f'"{text[:_SHOWN]}…"'
    if isinstance(value, bool) or value is None:
        return "null" if value is None else str(value).lower()
    if isinstance(value, dict):
        return "a table"
    if isinstance(value, list):
        return f"a list of {len(value)}" if value else "an empty list"
    return _short(value)


def _short(value: object) -> str:
    try:
        text = str(value)
    except ValueError:
        return "a number of thousands of digits"
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"
