"""Is a quick dataclass what a standard one is?"""

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from typing import Any

import msgspec
import pytest

from app import frozen
from app.domain.course import Course
from app.domain.events import SplitTyped, TargetAdded, Voided
from app.domain.plan import Plan
from app.domain.target import Target


@frozen.dataclass(frozen=True, slots=True)
class Ordered:
    """Two fields that can be given by their order."""

    first: int
    second: str = "two"


@frozen.dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """Fields by name, one from a factory, one that is worked out, and a check."""

    size: int
    words: Mapping[str, str] = frozen.field(default_factory=dict)
    _twice: int = frozen.field(default=0, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Refuse nothing at all, work out the double."""
        if not self.size:
            raise ValueError("no size")
        object.__setattr__(self, "_twice", 2 * self.size)


@frozen.dataclass(frozen=True, slots=True)
class Nothing:
    """No field."""


make: Any = Ordered
make_named: Any = Named


def test_that_fields_are_given_by_order_by_name_or_by_default() -> None:
    assert Ordered(1) == Ordered(first=1, second="two") == Ordered(1, "two")
    assert Ordered(1, "three") != Ordered(1)
    assert repr(Ordered(1)) == "Ordered(first=1, second='two')"
    assert repr(Named(size=3)) == "Named(size=3, words={})"
    assert Named(size=3)._twice == 6
    assert (Nothing() == Nothing(), hash(Nothing()) == hash(Nothing())) == (True, True)


@pytest.mark.parametrize(
    "wrong",
    [
        make,
        lambda: make(1, "two", 3),
        lambda: make(1, first=1),
        lambda: make(1, third=3),
        lambda: make_named(3),
    ],
)
def test_that_fields_that_do_not_fit_are_refused(wrong: Any) -> None:
    with pytest.raises(TypeError, match=r"Ordered\(\)|Named\(\)"):
        wrong()


def test_that_a_check_is_made_when_it_is_made_and_when_it_is_replaced() -> None:
    with pytest.raises(ValueError, match="no size"):
        Named(size=0)
    with pytest.raises(ValueError, match="no size"):
        frozen.replace(Named(size=1), size=0)
    assert frozen.replace(Named(size=1), size=4)._twice == 8


def test_that_it_cannot_be_changed() -> None:
    value: Any = Ordered(1)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.first = 2
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.first
    assert not hasattr(value, "__dict__")


def test_that_two_kinds_are_never_equal_and_that_equal_ones_have_one_hash() -> None:
    assert Voided(3) != make(3)
    assert hash(Ordered(1)) == hash(Ordered(1, "two"))
    assert {Ordered(1), Ordered(1)} == {Ordered(1)}


def test_that_it_is_copied_and_pickled() -> None:
    value = Named(size=3, words={"own": "watch"})
    assert copy.deepcopy(value) == value
    again = pickle.loads(pickle.dumps(value))
    assert (again, again._twice) == (value, 6)


@pytest.mark.parametrize("kind", [Ordered, Named, Course, Plan, Target, SplitTyped, TargetAdded])
def test_that_it_has_the_fields_of_a_standard_dataclass(kind: Any) -> None:
    fields = dataclasses.fields(kind)
    assert [each.name for each in fields] == list(kind.__slots__)
    assert {each.name: each.type for each in fields} == kind.__annotations__
    assert dataclasses.is_dataclass(kind)


def test_that_the_standard_library_and_msgspec_take_it_for_one() -> None:
    value = Ordered(1, "a")
    assert dataclasses.replace(value, first=2) == Ordered(2, "a")
    assert dataclasses.asdict(value) == {"first": 1, "second": "a"}
    assert msgspec.json.decode(msgspec.json.encode(value), type=Ordered) == value
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(b'{"second": "a"}', type=Ordered)


def test_that_nothing_but_frozen_with_slots_is_made() -> None:
    quick: Any = frozen.dataclass
    with pytest.raises(TypeError, match="use the standard one"):
        quick(frozen=False, slots=True)
