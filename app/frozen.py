"""How are the values made that are stored? As frozen dataclasses with slots that are quick to import.

The standard library writes the methods of each dataclass as source, compiles them, and imports a
good part of itself to do so: some 25 ms at each start for those that a window needs before it can
show anything (docs/decisions/values.md). Here all of them share the same few methods. To a type
checker these names are the standard library's, and whoever asks for the fields of such a class is
given those of a standard dataclass: `dataclasses.fields`, `dataclasses.replace`, msgspec.

There is only what is used: `frozen=True, slots=True` with or without `kw_only`, `__post_init__`,
defaults, factories, and a field that is worked out (`init=False`). Nothing inherits from one.
"""

from operator import attrgetter
from typing import TYPE_CHECKING, Any

__all__ = ["dataclass", "field", "replace"]

if TYPE_CHECKING:
    from dataclasses import dataclass, field, replace
else:

    def dataclass(*, frozen, slots, kw_only=False):
        """Return what makes a frozen dataclass with slots of a class."""
        if not (frozen and slots):
            raise TypeError("found a dataclass that is not frozen with slots: use the standard one")
        return lambda cls: _made(cls, kw_only=kw_only)

    def field(**more):
        """Return what a field has besides its type, as the standard library takes it."""
        return _Field(more)

    def replace(value, /, **changes):
        """Return `value` with some of its fields changed."""
        cls = type(value)
        kept = {name: getattr(value, name) for name in cls.__shape__.names if name not in changes}
        return cls(**kept, **changes)


class _Field:
    """The settings of one field."""

    __slots__ = ("more",)

    def __init__(self, more: dict[str, Any]) -> None:
        self.more = more


class _Shape:
    """What the shared methods know of a class.

    `names` are the fields that it is made of, `positional` whether they can be given by their
    order, `fixed` those that are worked out, with what they hold until then.
    """

    __slots__ = (
        "compared",
        "defaults",
        "factories",
        "fixed",
        "names",
        "positional",
        "shown",
        "values",
    )

    def __init__(self, fields: dict[str, dict[str, Any]], *, positional: bool) -> None:
        made = {name: more for name, more in fields.items() if more.get("init", True)}
        self.names, self.positional = tuple(made), positional
        self.defaults = {name: more["default"] for name, more in made.items() if "default" in more}
        self.factories = {
            name: more["default_factory"]
            for name, more in made.items()
            if "default_factory" in more
        }
        self.fixed = tuple(
            (name, more["default"]) for name, more in fields.items() if name not in made
        )
        self.shown = tuple(name for name, more in fields.items() if more.get("repr", True))
        self.compared = tuple(name for name, more in fields.items() if more.get("compare", True))
        self.values = attrgetter(*self.compared) if self.compared else _nothing


class _StandardFields:
    """The fields as the standard library has them, made when somebody first asks."""

    def __init__(self, fields: dict[str, dict[str, Any]], *, kw_only: bool) -> None:
        self._fields, self._kw_only = fields, kw_only

    def __get__(self, value: object, cls: type) -> dict[str, Any]:
        import dataclasses

        types = cls.__annotations__
        standard: Any = dataclasses.make_dataclass(
            cls.__name__,
            [(name, types[name], dataclasses.field(**more)) for name, more in self._fields.items()],
            kw_only=self._kw_only,
        )
        fields: dict[str, Any] = standard.__dataclass_fields__
        cls.__dataclass_fields__ = fields  # type: ignore[attr-defined]
        return fields


def _made(cls: type, *, kw_only: bool) -> type:
    """Return a class like `cls` that is a frozen dataclass: slots need a class of their own."""
    body = {name: value for name, value in vars(cls).items() if name not in _OF_EVERY_CLASS}
    fields = {name: _settings(body, name) for name in cls.__annotations__}
    body |= _METHODS
    body["__slots__"] = tuple(fields)
    body["__shape__"] = _Shape(fields, positional=not kw_only)
    body["__match_args__"] = () if kw_only else body["__shape__"].names
    body["__dataclass_fields__"] = _StandardFields(fields, kw_only=kw_only)
    made = type(cls)(cls.__name__, cls.__bases__, body)
    made.__qualname__ = cls.__qualname__
    return made


def _settings(body: dict[str, Any], name: str) -> dict[str, Any]:
    if name not in body:
        return {}
    given = body.pop(name)
    return given.more if isinstance(given, _Field) else {"default": given}


def _nothing(value: object) -> None:
    """Stand in for the values of what has no fields: all of them are alike."""


def _init(self: Any, /, *ordered: Any, **given: Any) -> None:
    shape = self.__shape__
    if ordered:
        given = _by_name(self, ordered, given)
    for name in shape.names:
        if name in given:
            value = given.pop(name)
        elif name in shape.defaults:
            value = shape.defaults[name]
        elif name in shape.factories:
            value = shape.factories[name]()
        else:
            raise TypeError(f"{type(self).__name__}() misses {name!r}")
        _set(self, name, value)
    if given:
        raise TypeError(f"{type(self).__name__}() has no field {next(iter(given))!r}")
    for name, value in shape.fixed:
        _set(self, name, value)
    if hasattr(self, "__post_init__"):
        self.__post_init__()


def _by_name(self: Any, ordered: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    names = self.__shape__.names if self.__shape__.positional else ()
    if len(ordered) > len(names):
        found = f"{len(ordered)} values without a name, expected at most {len(names)}"
        raise TypeError(f"{type(self).__name__}(): found {found}")
    twice = [name for name in names[: len(ordered)] if name in given]
    if twice:
        raise TypeError(f"{type(self).__name__}() has {twice[0]!r} twice")
    return {**dict(zip(names, ordered, strict=False)), **given}


def _equal(self: Any, other: Any) -> Any:
    if type(other) is not type(self):
        return NotImplemented
    values = self.__shape__.values
    return values(self) == values(other)


def _hash(self: Any) -> int:
    return hash((type(self), self.__shape__.values(self)))


def _repr(self: Any) -> str:
    shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__shape__.shown)
    return f"{type(self).__qualname__}({shown})"


def _refuse_to_set(self: object, name: str, value: object) -> None:
    from dataclasses import FrozenInstanceError

    del self, value
    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(self: object, name: str) -> None:
    from dataclasses import FrozenInstanceError

    del self
    raise FrozenInstanceError(f"cannot delete field {name!r}")


def _get_state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        _set(self, name, value)


_set = object.__setattr__
_OF_EVERY_CLASS = ("__dict__", "__weakref__")
_METHODS = {
    "__init__": _init,
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _refuse_to_set,
    "__delattr__": _refuse_to_delete,
    "__getstate__": _get_state,
    "__setstate__": _set_state,
}
